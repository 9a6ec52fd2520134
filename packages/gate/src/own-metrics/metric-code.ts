import type { GateSection } from '../section/gate-section.ts'

/**
 * Files that own metrics may consist of: modules, and whatever a command names that looks like a relative path of a file.
 * Their bytes are policy. Relative to the project file; sorted, each once.
 */
export function metricCode(gate: Pick<GateSection, 'metrics'>): readonly string[] {
  const paths = Object.values(gate.metrics).flatMap(({ module, command = [] }) => [
    ...(module === undefined ? [] : [module]),
    ...commandFiles(command).map(({ path }) => path),
  ])
  return [...new Set(paths)].sort()
}

/** The arguments of a command that may be files, with their places in it. A bare program is looked for in PATH. */
export function commandFiles(command: readonly string[]): { readonly place: number; readonly path: string }[] {
  return command.flatMap((path, place) => {
    const isFile = place === 0 ? path.includes('/') : /\.[A-Za-z][A-Za-z0-9]*$/.test(path)
    const isRelative = !/^[-/~]|[\\:\p{Cc}]/u.test(path)
    return isFile && isRelative ? [{ place, path }] : []
  })
}
