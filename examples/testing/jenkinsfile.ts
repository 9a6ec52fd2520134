import { join } from 'node:path'
import type { CiAgents, Ran } from './ci-agents.ts'

export interface StageRun {
  readonly stage: string
  readonly workspace: string
  readonly ran: readonly Ran[]
}

const model = '.mlgate/penguin-species'

/**
 * Runs the shell commands of our Jenkinsfile, stage by stage, each in a fresh checkout, with stash and unstash between
 * them; ends with the first stage whose command fails. No Groovy is interpreted: what the file's script blocks decide
 * (`when`, the signing key) is `onMain`.
 */
export function runJenkinsfile(
  text: string,
  agents: CiAgents,
  options: { readonly branch: string; readonly onMain: boolean; readonly env: Readonly<Record<string, string>> },
): readonly StageRun[] {
  const settings = Object.fromEntries(
    [...text.matchAll(/^ {4}([A-Z_]+) = '([^']*)'$/gm)].map(([, name, value]) => [name, value]),
  )
  const known: Record<string, string> = { ...settings, ...options.env }
  const runs: StageRun[] = []
  for (const [, stage = '', body = ''] of text.matchAll(/stage\('([\w-]+)'\) \{\n(.*?)\n {4}\}/gs)) {
    if (/when \{ branch 'main' \}/.test(body) && !options.onMain) continue
    const workspace = agents.checkout(options.branch)
    const ran: Ran[] = []
    runs.push({ stage, workspace, ran })
    const words =
      /(?:env\.(\w+) = )?sh(?:\(returnStdout: true, script:)? '((?:\\.|[^'\\])*)'|(un)?stash(?: name:)? '(\w+)'(?:, includes: '([^']*)\/\*\*')?/g
    for (const [, variable, script, isUnstash, name = '', folder] of body.matchAll(words)) {
      if (script === undefined) {
        if (folder !== undefined) agents.keep(name, join(workspace, folder))
        else if (isUnstash)
          agents.bring(name, join(workspace, model, name === 'trained' ? 'train-model' : 'evaluate-gate'))
        continue
      }
      const result = agents.run(workspace, script.replaceAll("\\'", "'"), known)
      ran.push(result)
      if (variable !== undefined) known[variable] = result.output.trim()
      if (result.status !== 0) return runs
    }
  }
  return runs
}
