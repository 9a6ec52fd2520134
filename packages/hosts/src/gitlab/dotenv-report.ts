/** GitLab's default limits for a dotenv report (application limits ci_max_dotenv_…). */
const sizeLimit = 5 * 1024
const variableLimit = 20

export interface DotenvReport {
  readonly content: string
  /** Outputs that cannot be passed this way. */
  readonly left: readonly string[]
}

/**
 * Outputs as a dotenv report. Names become `<PREFIX>_UPPER_SNAKE`, so that an output `path` does not become PATH in
 * later jobs. GitLab's format has no quoting: values with white space, quotes, `$` (expanded in later jobs), `#` or
 * backslashes, and those beyond the limits, are left out and named.
 */
export function dotenvReport(outputs: Readonly<Record<string, string>>, prefix: string): DotenvReport {
  let content = ''
  let variables = 0
  const left: string[] = []
  const taken = new Set<string>()
  for (const [name, value] of Object.entries(outputs)) {
    const key = dotenvName(name, prefix)
    const line = `${key}=${value}\n`
    const fits = variables < variableLimit && Buffer.byteLength(content) + Buffer.byteLength(line) <= sizeLimit
    if (
      !fits ||
      taken.has(key) ||
      !/^[A-Z_][A-Z0-9_]*$/.test(key) ||
      !/^[\x21-\x7e]*$/.test(value) ||
      /["'`$#\\]/.test(value)
    ) {
      left.push(name)
      continue
    }
    taken.add(key)
    content += line
    variables += 1
  }
  return { content, left }
}

/** `artifact-id` → `MLGATE_ARTIFACT_ID`. */
export function dotenvName(name: string, prefix: string): string {
  return `${prefix}_${name}`.replace(/[^A-Za-z0-9_]/g, '_').toUpperCase()
}
