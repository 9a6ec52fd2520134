/** Columns assumed where standard output is no terminal, or one that says it has none. */
const defaultColumns = 100

/**
 * How wide a report may be and whether it has colours: on a terminal, unless NO_COLOR is set and not empty
 * (https://no-color.org).
 */
export function terminalTraits(
  stdout: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): { readonly colour: boolean; readonly columns: number } {
  return { colour: stdout.isTTY === true && !env.NO_COLOR, columns: stdout.columns || defaultColumns }
}
