import { posix } from 'node:path'
import type { OutputDeclaration } from '@mlgate/core'
import { exampleBlock, inputsTable, outputsTable, permissionsTable, stepsTable } from './markdown-tables.ts'
import { fillMarkedParts, markedPart } from './marked-parts.ts'
import { metricDifferences, metricsTable } from './metric-tables.ts'
import { rulesTable } from './rule-tables.ts'
import type { StepFace } from './step-face.ts'

export interface Declarations {
  readonly steps: readonly StepFace[]
  readonly commonOutputs: Readonly<Record<string, OutputDeclaration>>
  readonly version: string
  /** The example's whole workflow, as its file has it. */
  readonly workflow: string
  /** The workflow that comments on pull requests from forks, as the example's file has it. */
  readonly commentWorkflow: string
  /** The whole path on GitLab, as the example's `.gitlab-ci.yml` has it. */
  readonly pipeline: string
  /** What each benchmark found when it was last saved, by its name. */
  readonly benchmarks: Readonly<Record<string, string>>
}

/** The page that a step gets when it has none: words may be added around the parts. */
export function stepPageSkeleton(step: StepFace): string {
  return [
    `# ${step.name}`,
    '',
    step.summary,
    '',
    markedPart('example'),
    '',
    '## Inputs',
    '',
    markedPart('inputs'),
    '',
    '## Outputs',
    '',
    markedPart('outputs'),
    '',
    '## Permissions',
    '',
    markedPart('permissions'),
    '',
  ].join('\n')
}

/**
 * Fills a page's generated parts: `steps`, `workflow`, `comment-workflow`, `pipeline`, `metrics:<task>`, `metric-differences`, `rules:<level>`,
 * `benchmark:<name>`, `inputs`, `outputs`, `permissions`, `example`. The last four are those of the page's own step, or of any when named: `inputs:evaluate-gate`. `file` is relative to the
 * repository, with `/`.
 */
export function fillPage(file: string, text: string, declarations: Declarations, ownStep?: StepFace): string {
  const { steps, commonOutputs, workflow, commentWorkflow, pipeline, benchmarks } = declarations
  return fillMarkedParts(file, text, (key) => {
    const [part, named] = key.split(':')
    if (part === 'steps') {
      return stepsTable(steps, (name) => posix.relative(posix.dirname(file), `docs/steps/${name}.md`))
    }
    if (part === 'metrics') return named === undefined ? undefined : metricsTable(named)
    if (part === 'rules') return named === undefined ? undefined : rulesTable(named)
    if (part === 'benchmark') return named === undefined ? undefined : benchmarks[named]
    if (part === 'metric-differences') return metricDifferences()
    if (part === 'workflow') return yamlBlock(workflow)
    if (part === 'comment-workflow') return yamlBlock(commentWorkflow)
    if (part === 'pipeline') return yamlBlock(pipeline)
    const step = named === undefined ? ownStep : steps.find(({ name }) => name === named)
    if (step === undefined) return undefined
    if (part === 'inputs') return inputsTable(step)
    if (part === 'outputs') return outputsTable(step, commonOutputs)
    if (part === 'permissions') return permissionsTable(step)
    if (part === 'example') return exampleBlock(step)
    return undefined
  })
}

function yamlBlock(text: string): string {
  return ['```yaml', text.trimEnd(), '```'].join('\n')
}
