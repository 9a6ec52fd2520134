import { type Inline, strong, type Verdict } from '@mlgate/core'
import { worstFindingsFirst } from '../findings.ts'
import type { GateResult, Judgement } from '../judgement.ts'
import { formatCount } from '../number-format.ts'
import { isBetter, nameInlines, worstFirst } from './gate-table.ts'

/** The verdict in a word or two, to stand after the model's name. */
export function outcomeOf(judgement: Judgement): string {
  const outcomes: Readonly<Record<Verdict, string>> = {
    pass: 'passes',
    fail: 'blocked',
    inconclusive: judgement.inconclusivePasses ? 'undecided, let through' : 'undecided',
    error: 'could not be judged',
  }
  return outcomes[judgement.verdict]
}

/** The verdict in a sentence, with the numbers that made it, then what became of the other gates. */
export function verdictSentence(judgement: Judgement): Inline[] {
  const judged = judgement.gates.filter((gate) => gate.verdict !== 'unjudged')
  if (judged.length === 0) {
    return [strong('Nothing was judged'), ': there is no baseline, and the policy demands no min or max.']
  }
  const [first, ...others] = worstFirst(judged) as [GateResult, ...GateResult[]]
  const [found] = worstFindingsFirst(judgement)
  if (judgement.verdict === 'pass') return [...passSentence(judged), ...unjudgedSentence(judgement)]
  const isWorst = first.verdict !== judgement.verdict
  if (found && isWorst) {
    return [strong(found.reason), `. ${afterFinding(judgement)}`, ...unjudgedSentence(judgement)]
  }
  return [
    ...gateSentence(first),
    ` ${restSentence(others, first)}`,
    ...bestSentence(others),
    ...(found && found.verdict !== 'pass' ? [` Besides, ${found.reason}.`] : []),
    ...(judgement.inconclusivePasses ? [' The policy lets an undecided gate through.'] : []),
    ...unjudgedSentence(judgement),
  ]
}

/** What became of everything else, after a finding that is worse than any gate. */
function afterFinding(judgement: Judgement): string {
  const more = worstFindingsFirst(judgement).filter(({ verdict }) => verdict !== 'pass').length - 1
  const gates = judgement.gates.filter(({ verdict }) => verdict === 'pass').length
  const others = more === 0 ? '' : `${formatCount(more)} more ${more === 1 ? 'finding' : 'findings'}; `
  const passing = `${formatCount(gates)} ${gates === 1 ? 'gate passes' : 'gates pass'}.`
  return `${others}${passing}${judgement.inconclusivePasses ? ' The policy lets an undecided verdict through.' : ''}`
}

function passSentence(judged: readonly GateResult[]): Inline[] {
  const all = judged.length === 1 ? 'The gate passes' : `All ${formatCount(judged.length)} gates pass`
  const whole = judged.filter((gate) => !gate.slice)
  const telling = whole.find(isBetter) ?? whole[0]
  return telling ? [strong(all), ': ', ...plainSentence(telling)] : [strong(all), '.']
}

/** The gate's reason, its claim strong and its numbers after it. */
function gateSentence(gate: GateResult): Inline[] {
  const claim = claimOf(gate)
  return [strong(...nameInlines(gate, ' on '), claim), `${afterName(gate).slice(claim.length)}.`]
}

function plainSentence(gate: GateResult): Inline[] {
  return [...nameInlines(gate, ' on '), `${afterName(gate)}.`]
}

/** What a reason says before it comes to intervals and limits: ` fell from 0.61 to 0.52`. */
function claimOf(gate: GateResult): string {
  return /^.*?(?= \(|, |: |$)/s.exec(afterName(gate))?.[0] ?? ''
}

/** Every reason begins with the gate's name, which is shown with its slice as code instead. */
function afterName(gate: GateResult): string {
  return gate.reason.startsWith(gate.name) ? gate.reason.slice(gate.name.length) : `: ${gate.reason}`
}

function restSentence(others: readonly GateResult[], first: GateResult): string {
  const count = (verdict: Verdict): number => others.filter((gate) => gate.verdict === verdict).length
  const parts = [
    phrase(count('error'), 'cannot be judged', 'cannot be judged', first.verdict === 'error'),
    phrase(count('fail'), 'fails', 'fail', first.verdict === 'fail'),
    phrase(count('inconclusive'), 'is undecided', 'are undecided', first.verdict === 'inconclusive'),
  ].filter((part) => part !== undefined)
  const passing = count('pass')
  if (others.length === 0) return 'It is the only gate.'
  if (parts.length === 0) return passing === 1 ? 'The other gate passes.' : 'All other gates pass.'
  const rest = passing === 0 ? '' : `; ${formatCount(passing)} ${passing === 1 ? 'passes' : 'pass'}`
  return `${parts.join(', ')}${rest}.`
}

function phrase(count: number, one: string, many: string, more: boolean): string | undefined {
  if (count === 0) return undefined
  return `${formatCount(count)} ${more ? 'more ' : ''}${count === 1 ? `gate ${one}` : `gates ${many}`}`
}

/** What got better for certain on all rows: the first such gate. */
function bestSentence(others: readonly GateResult[]): Inline[] {
  const better = others.find((gate) => !gate.slice && gate.verdict === 'pass' && isBetter(gate))
  return better ? [' ', ...nameInlines(better, ' on '), `${claimOf(better)}.`] : []
}

function unjudgedSentence(judgement: Judgement): Inline[] {
  const count = judgement.gates
    .flatMap((gate) => gate.conditions)
    .filter(({ verdict }) => verdict === 'unjudged').length
  if (count === 0) return []
  return [` ${formatCount(count)} ${count === 1 ? 'comparison was' : 'comparisons were'} not judged: no baseline.`]
}
