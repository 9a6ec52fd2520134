/** GitLab's limits for a dotenv report on its free tier: https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv */
const [mostBytes, mostVariables] = [5 * 1024, 20]

/** What no shell, no YAML and no expansion of variables reads as anything but text, and what fits on a line. */
const plain = /^[A-Za-z0-9._:/@+=-]{1,1000}$/

/**
 * Outputs as a dotenv report: `MLGATE_OUTPUT_VERDICT=pass`. The prefix keeps them from being a variable that GitLab, Node.js
 * or mlgate itself obeys. Values with anything in them that somebody might interpret are left out, and so is what is beyond
 * GitLab's limits: one variable more and GitLab fails the job.
 */
export function dotenvText(outputs: Readonly<Record<string, string>>): string {
  const lines: string[] = []
  let bytes = 0
  for (const [name, value] of Object.entries(outputs)) {
    const variable = `MLGATE_OUTPUT_${name.toUpperCase().replaceAll('-', '_')}`
    const line = `${variable}=${value}\n`
    if (!plain.test(value) || !/^[A-Z0-9_]+$/.test(variable)) continue
    if (lines.length === mostVariables || bytes + line.length > mostBytes) continue
    lines.push(line)
    bytes += line.length
  }
  return lines.join('')
}
