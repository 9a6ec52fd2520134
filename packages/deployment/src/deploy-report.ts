import {
  type Block,
  type Check,
  code,
  fold,
  type Inline,
  paragraph,
  type Report,
  shortDigest,
  type Verdict,
} from '@mlgate/core'
import { smokeTolerance } from './compare-answers.ts'
import type { Deployment } from './deployment-target.ts'
import type { DeployedVersion } from './release.ts'

export interface DeployReportContext {
  /** The model's name in the project. */
  readonly model: string
  /** `deploy-model` */
  readonly step: string
  readonly environment: string
}

/** The report of a deployment: what serves now, what it replaced, what the smoke test showed, and why it was rolled back. */
export function deployReport(deployment: Deployment, context: DeployReportContext): Report {
  const { outcome, smoke, serving, replaced, logTail, url } = deployment
  const verdict: Verdict = outcome === 'rolled-back' ? 'fail' : 'pass'
  const link: Inline = { kind: 'link', href: url, content: [url] }
  const blocks: Block[] = [
    {
      kind: 'table',
      columns: ['', 'Version', 'Digest'].map((title) => ({ title, align: 'left' })),
      rows: [row('Serves now', serving), row('Replaced', replaced)],
    },
    paragraph('Clients of ', context.environment, ' ask ', link, '.'),
  ]
  if (smoke !== undefined) {
    blocks.push(
      paragraph(
        `${smoke.agreeing} of ${smoke.rows} rows of the test data were answered as they were scored; the largest difference is ${Number(smoke.worstDifference.toPrecision(2))}, and up to ${smokeTolerance.toExponential(0)} is taken for float32 rounding.`,
      ),
    )
  }
  if (logTail.length > 0) {
    blocks.push(fold('What the process printed last', { kind: 'code', text: logTail.join('\n') }))
  }
  return {
    model: context.model,
    step: context.step,
    verdict,
    outcome: outcomeWords(deployment, context.environment),
    reason: reasonOf(deployment, context.environment),
    blocks,
    checks: [checkOf(deployment, context.environment, verdict)],
    measurements: smoke
      ? [
          {
            name: 'deploy_smoke_rows',
            help: 'Golden rows by whether they were answered as they were scored.',
            labels: { environment: context.environment, answered: 'as_scored' },
            value: smoke.agreeing,
          },
          {
            name: 'deploy_smoke_rows',
            help: 'Golden rows by whether they were answered as they were scored.',
            labels: { environment: context.environment, answered: 'otherwise' },
            value: smoke.rows - smoke.agreeing,
          },
        ]
      : [],
  }
}

function row(title: string, version: DeployedVersion | undefined): readonly (readonly Inline[])[] {
  return version === undefined
    ? [[title], ['nothing'], []]
    : [[title], [`${version.model} `, code(version.version)], [code(shortDigest(version.digest))]]
}

function outcomeWords({ outcome }: Deployment, environment: string): string {
  if (outcome === 'rolled-back') return `not deployed to ${environment}`
  return outcome === 'deployed' ? `serves in ${environment}` : `serves in ${environment} already`
}

function reasonOf({ outcome, candidate, serving, replaced, reason, smoke }: Deployment, environment: string): Inline[] {
  const version = code(candidate.version)
  const tried = smoke ? ` after ${smoke.rows} rows were answered as they were scored` : ''
  if (outcome === 'deployed') {
    const instead: Inline[] = replaced === undefined ? [] : [' instead of version ', code(replaced.version)]
    return ['Version ', version, ` serves in ${environment}`, ...instead, `${tried}.`]
  }
  if (outcome === 'unchanged') return ['Version ', version, ` served in ${environment} already, and does so${tried}.`]
  const still: Inline[] =
    serving === undefined ? [' Nothing serves.'] : [' Version ', code(serving.version), ' still serves.']
  return ['Version ', version, ` was not deployed to ${environment}. `, reason ?? '', ...still]
}

function checkOf({ smoke, reason, candidate }: Deployment, environment: string, verdict: Verdict): Check {
  return {
    name: `version ${candidate.version} in ${environment}`,
    verdict,
    message: reason ?? `${smoke?.agreeing ?? 0} of ${smoke?.rows ?? 0} golden rows are answered as they were scored.`,
    severity: 'error',
  }
}
