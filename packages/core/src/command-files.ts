/** The arguments of a command that may be files, with their places in it. A bare program is looked for in PATH. */
export function commandFiles(command: readonly string[]): { readonly place: number; readonly path: string }[] {
  return command.flatMap((path, place) => {
    const isFile = place === 0 ? path.includes('/') : /\.[A-Za-z][A-Za-z0-9]*$/.test(path)
    const isRelative = !/^[-/~]|[\\:\p{Cc}]/u.test(path)
    return isFile && isRelative ? [{ place, path }] : []
  })
}
