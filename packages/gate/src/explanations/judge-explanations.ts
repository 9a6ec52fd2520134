import type { Verdict } from '@mlgate/core'
import { spearman } from '@mlgate/statistics'
import type { Finding, FindingGroup } from '../finding.ts'
import { formatFor, formatLimit } from '../number-format.ts'
import { findingList } from '../report/finding-list.ts'
import { explanationBlocks } from './explanation-blocks.ts'
import type { ExplanationsSection } from './explanations-section.ts'
import type { ExplanationFacts, ModelExplanation } from './model-explanation.ts'

/** Judges what a model relies on. */
export function judgeExplanations(section: ExplanationsSection, facts: ExplanationFacts): FindingGroup {
  const { not_in_top: unwanted, max_rank_correlation_drop: maxDrop } = section
  const findings = [
    ...(unwanted?.features ?? []).map((feature) => topFinding(feature, unwanted?.k ?? 0, facts.candidate)),
    ...(maxDrop === undefined ? [] : dropFindings(maxDrop, facts)),
  ]
  const bad = findings.filter(({ verdict }) => verdict !== 'pass').length
  return {
    kind: 'explanations',
    title:
      findings.length === 0
        ? 'What the model relies on'
        : `What the model relies on: ${bad === 0 ? 'as demanded' : `${bad} of ${findings.length} demands not met`}`,
    findings,
    blocks: [...findingList(findings), ...explanationBlocks(facts)],
    measurements: [['candidate', facts.candidate] as const, ['baseline', facts.baseline] as const].flatMap(
      ([role, model]) =>
        typeof model === 'string'
          ? []
          : model.ranked.map(({ feature, importance }) => ({
              name: 'gate_feature_importance',
              help: 'Mean |Shapley value| of a feature on the explained rows.',
              labels: { feature, role },
              value: importance,
            })),
    ),
    details: { candidate: facts.candidate, baseline: facts.baseline },
  }
}

function topFinding(feature: string, k: number, candidate: ModelExplanation | string): Finding {
  const name = `not_in_top ${k}: ${feature}`
  if (typeof candidate === 'string') return { name, verdict: 'error', reason: `${name} cannot be judged: ${candidate}` }
  const found = candidate.ranked.find((one) => one.feature === feature)
  if (found === undefined) return { name, verdict: 'pass', reason: `${name}: the model does not take it` }
  const of = `of ${candidate.ranked.length} features`
  if (found.importance === 0) {
    return { name, verdict: 'pass', reason: `${name}: it adds nothing in any of the ${candidate.rows} rows explained` }
  }
  const ranks =
    found.bestRank === found.worstRank
      ? `rank ${found.rank}`
      : `rank ${found.rank} (${found.bestRank} to ${found.worstRank})`
  const verdict: Verdict = found.worstRank <= k ? 'fail' : found.bestRank > k ? 'pass' : 'inconclusive'
  const top = k === 1 ? 'the most important' : `among the ${k} most important`
  const outcome = {
    fail: `it is ${top}`,
    pass: `it is not ${top}`,
    inconclusive: `whether it is ${top} is open; explain more rows`,
    error: '',
  }[verdict]
  return { name, verdict, reason: `${name}: ${ranks} ${of}; ${outcome}` }
}

const dropName = 'max_rank_correlation_drop'

function dropFindings(limit: number, { candidate, baseline, mayLackBaseline }: ExplanationFacts): Finding[] {
  const unmeasured = (because: string): Finding[] => [
    { name: dropName, verdict: 'error', reason: `${dropName} cannot be judged: ${because}` },
  ]
  if (typeof candidate === 'string') return unmeasured(candidate)
  if (typeof baseline === 'string') return mayLackBaseline ? [] : unmeasured(baseline)
  const theirs = new Map(baseline.ranked.map(({ feature, importance }) => [feature, importance]))
  const shared = candidate.ranked.filter(({ feature }) => theirs.has(feature))
  if (shared.length < 3)
    return unmeasured(`candidate and baseline share ${shared.length} features, and three are needed`)
  const correlation = spearman(
    Float64Array.from(shared, ({ importance }) => importance),
    Float64Array.from(shared, ({ feature }) => theirs.get(feature) ?? 0),
  )
  if (Number.isNaN(correlation)) return unmeasured('all importances of a model are the same')
  const drop = 1 - correlation
  const isMet = drop <= limit
  const { value } = formatFor([drop, correlation], [[drop - limit, 1]])
  const reason = `${dropName}: 1 − ρ is ${value(drop)} (ρ ${value(correlation)}, ${shared.length} features); ${isMet ? '' : 'only '}${formatLimit(limit)} is allowed`
  return [{ name: dropName, verdict: isMet ? 'pass' : 'fail', reason }]
}
