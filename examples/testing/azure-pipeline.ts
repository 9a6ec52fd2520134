import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CiAgents, Ran } from './ci-agents.ts'
import type { StageRun } from './jenkinsfile.ts'

interface Step {
  readonly script?: string
  readonly name?: string
  readonly publish?: string
  readonly artifact?: string
  readonly download?: string
}

interface Pipeline {
  readonly variables: Readonly<Record<string, string>>
  readonly stages: readonly {
    readonly stage: string
    readonly condition?: string
    readonly variables?: Readonly<Record<string, string>>
    readonly jobs: readonly { readonly job: string; readonly steps: readonly Step[] }[]
  }[]
}

/**
 * Runs the scripts of our azure-pipelines.yml, each job in a fresh checkout, with its artifacts and output variables;
 * ends with the first job whose script fails. Tasks are not run; the secure file is `keyFile`.
 */
export function runAzurePipeline(
  pipeline: Pipeline,
  agents: CiAgents,
  options: { readonly branch: string; readonly onMain: boolean; readonly keyFile: string },
): readonly StageRun[] {
  const outputs = new Map<string, string>()
  const runs: StageRun[] = []
  for (const { stage, condition, variables = {}, jobs } of pipeline.stages) {
    if (condition !== undefined && !options.onMain) continue
    for (const { job, steps } of jobs) {
      const workspace = agents.checkout(options.branch)
      const artifacts = mkdtempSync(join(tmpdir(), 'mlgate-pipeline-'))
      const ran: Ran[] = []
      runs.push({ stage, workspace, ran })
      const values: Record<string, string> = { ...pipeline.variables, 'Pipeline.Workspace': artifacts }
      for (const [name, expression] of Object.entries(variables)) {
        const key = /^\$\[ stageDependencies\.([\w.]+)\.outputs\['([\w.]+)'\] \]$/.exec(expression)
        values[name] = outputs.get(`${key?.[1]}.${key?.[2]}`) ?? ''
      }
      const filled = (text: string) => text.replace(/\$\(([\w.]+)\)/g, (_, name: string) => values[name] ?? '')
      for (const step of steps) {
        if (step.publish !== undefined) agents.keep(step.artifact ?? '', join(workspace, filled(step.publish)))
        if (step.download !== undefined) {
          const wanted = step.artifact === undefined ? ['train-model', 'evaluate-gate'] : [step.artifact]
          for (const name of wanted) agents.bring(name, join(artifacts, name))
        }
        if (step.script === undefined) continue
        const result = agents.run(workspace, filled(step.script), { KEY_FILE: options.keyFile })
        ran.push(result)
        const set = /^##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*)$/m.exec(result.output)
        if (set !== null && step.name !== undefined) outputs.set(`${stage}.${job}.${step.name}.${set[1]}`, set[2] ?? '')
        if (result.status !== 0) return runs
      }
    }
  }
  return runs
}
