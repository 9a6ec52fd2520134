import { ConfigurationError, type Report, type RunFile, type Verdict } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { runForTest } from '../../testing/run-for-test.ts'
import type { ReadReport } from './collect.ts'
import { runPublishReport } from './run.ts'

const quiet = () => undefined

function reportOf(model: string, step: string, verdict: Verdict, outcome = verdict as string): Report {
  return { model, step, verdict, outcome, reason: ['x'], blocks: [], checks: [], measurements: [] }
}

interface Left extends Partial<Pick<RunFile, 'attempt' | 'createdMs'>>, Partial<ReadReport> {
  readonly report: Report
  /** Name of the artifact, when it is not the step's own. */
  readonly name?: string
}

/** An artifact with a report, as its step would have left it. */
function left(given: Left): RunFile {
  const { report, name = `mlgate-${report.model}-${report.step}`, attempt = 1, createdMs, ...rest } = given
  const content = new TextEncoder().encode(
    JSON.stringify({ report, inconclusivePasses: false, comment: true, ...rest }),
  )
  return { artifact: name, isNamed: (wanted) => wanted === name, attempt, createdMs, content }
}

function readReport(content: Uint8Array): ReadReport {
  const text = new TextDecoder().decode(content)
  if (text === 'nonsense') throw new RangeError('is no JSON in UTF-8')
  return JSON.parse(text)
}

const nonsense = (artifact: string): RunFile => ({
  artifact,
  isNamed: () => true,
  attempt: 1,
  createdMs: undefined,
  content: new TextEncoder().encode('nonsense'),
})

async function publish(files: readonly RunFile[], inputs: { readonly expect?: string; readonly failOn?: string } = {}) {
  const logged: string[] = []
  const note = (message: string) => void logged.push(message)
  const result = await runPublishReport(
    { expect: inputs.expect, 'fail-on': inputs.failOn ?? 'never' },
    {
      host: fakeHost({ runFiles: async () => files }),
      clock: { now: () => new Date(0), monotonicMs: () => 0 },
      log: { debug: note, info: note, warn: note, error: note },
      progress: { start: quiet, advance: quiet, stop: quiet },
      exec: runForTest,
      keep: quiet,
      ownName: 'mlgate',
      reportLimit: 1_000,
      readReport,
    },
  )
  const keys = (reports: readonly Report[] = []) => reports.map(({ model, step }) => `${model}/${step}`)
  return { ...result, logged, comment: keys(result.publishes?.comment), summary: keys(result.publishes?.summary) }
}

describe('the reports of a run', () => {
  it('are all published, and that is a pass also when some of them fail', async () => {
    const result = await publish([
      left({ report: reportOf('b', 'evaluate-gate', 'fail') }),
      left({ report: reportOf('a', 'evaluate-gate', 'pass') }),
      left({ report: reportOf('a', 'train-model', 'pass') }),
    ])
    expect(result.verdict).toBe('pass')
    expect(result.outputs).toEqual({ 'worst-verdict': 'fail', sections: '3' })
    expect(result.comment).toEqual(['a/evaluate-gate', 'a/train-model', 'b/evaluate-gate'])
    expect(result.report.outcome).toBe('3 reports published')
    expect(result.record.subject.map(({ name }) => name)).toContain('mlgate-b-evaluate-gate')
  })

  it('are read up to a total, so that those of a fork’s run fill neither memory nor the time of the job', async () => {
    const large = left({ report: reportOf('m', 'evaluate-gate', 'pass') })
    const padded = 'content' in large ? new Uint8Array(1024 * 1024).fill(32) : new Uint8Array()
    if ('content' in large) padded.set(large.content)
    const files = Array.from(
      { length: 70 },
      (_, index): RunFile => ({ ...large, artifact: `a${index}`, content: padded }),
    )
    const result = await publish(files)
    expect(result.record.predicate).toMatchObject({
      failedTests: ['a64', 'a65', 'a66', 'a67', 'a68', 'a69'],
    })
    expect(result.verdict).toBe('error')
    expect(result.logged).toContain(
      'a69: its report is not read: those of this run have more than 67108864 bytes together.',
    )
  })

  it('that want no comment are in the summary alone', async () => {
    const result = await publish([
      left({ report: reportOf('a', 'validate-data', 'pass'), comment: false }),
      left({ report: reportOf('a', 'evaluate-gate', 'pass') }),
    ])
    expect(result.comment).toEqual(['a/evaluate-gate'])
    expect(result.summary).toEqual(['a/evaluate-gate', 'a/validate-data'])
  })

  it('do not hold the one of an earlier attempt of this very step', async () => {
    const own = left({ report: reportOf('mlgate', 'publish-report', 'error') })
    expect((await publish([own, left({ report: reportOf('a', 'evaluate-gate', 'pass') })])).comment).toEqual([
      'a/evaluate-gate',
    ])
  })

  it('take the place of what was said while a model was not known, or a report could not be read', async () => {
    const { publishes } = await publish([left({ report: reportOf('a', 'evaluate-gate', 'pass') })])
    expect(publishes?.replaces).toEqual(['mlgate/evaluate-gate', 'mlgate/publish-report'])
    const stillBroken = await publish([left({ report: reportOf('mlgate', 'evaluate-gate', 'error') })])
    expect(stillBroken.publishes?.replaces).toEqual(['mlgate/publish-report'])
  })
})

describe('of two reports for one model and step', () => {
  const [old, young] = [reportOf('a', 'evaluate-gate', 'fail', 'old'), reportOf('a', 'evaluate-gate', 'pass', 'young')]
  const chosen = async (...files: readonly RunFile[]) => {
    const { publishes, logged } = await publish(files)
    return { outcome: publishes?.summary.map(({ outcome }) => outcome), logged }
  }

  it('the one of the later attempt counts, whenever it was stored, and the log says which', async () => {
    const files = [
      left({ report: old, name: 'mlgate-a-evaluate-gate', createdMs: 9 }),
      { ...left({ report: young, attempt: 2, createdMs: 1 }), artifact: 'mlgate-a-evaluate-gate-attempt-2' },
    ]
    for (const order of [files, files.toReversed()]) {
      const { outcome, logged } = await chosen(...order)
      expect(outcome).toEqual(['young'])
      expect(logged).toContain('mlgate-a-evaluate-gate: passed over, since mlgate-a-evaluate-gate-attempt-2 is newer.')
    }
  })

  it('of one attempt the one that was stored later counts', async () => {
    const files = [left({ report: old, createdMs: 1 }), left({ report: young, createdMs: 2 })]
    for (const order of [files, files.toReversed()]) expect((await chosen(...order)).outcome).toEqual(['young'])
  })

  it('the worse one counts where nobody tells which is newer', async () => {
    const files = [left({ report: old }), left({ report: young })]
    for (const order of [files, files.toReversed()]) expect((await chosen(...order)).outcome).toEqual(['old'])
  })
})

describe('what cannot be read', () => {
  const good = left({ report: reportOf('a', 'validate-data', 'pass') })

  it.each<[string, RunFile, string]>([
    ['is no report', nonsense('mlgate-a-evaluate-gate'), 'its report is no JSON in UTF-8'],
    [
      'could not be had',
      { artifact: 'mlgate-x', isNamed: () => true, attempt: 1, createdMs: undefined, problem: 'has expired' },
      'has expired',
    ],
    [
      'claims to be of a step whose artifact has another name',
      left({ report: reportOf('a', 'evaluate-gate', 'pass'), name: 'mlgate-a-train-model' }),
      'its report says that it is the one of evaluate-gate for a, whose artifact has another name',
    ],
  ])('because it %s is named in comment and log, and is no pass', async (_what, broken, why) => {
    const result = await publish([good, broken])
    expect(result.verdict).toBe('error')
    expect(result.outputs).toEqual({ 'worst-verdict': 'error', sections: '1' })
    expect(result.comment).toEqual(['a/validate-data', 'mlgate/publish-report'])
    expect(result.report.reason.join('')).toContain(why)
    expect(result.logged).toContain(`${broken.artifact}: ${why}.`)
    expect(result.publishes?.replaces).not.toContain('mlgate/publish-report')
  })

  it('with nothing beside it is a mistake of the workflow that names it', async () => {
    await expect(publish([nonsense('mlgate-x')])).rejects.toThrow(
      /no report to publish.+mlgate-x: its report is no JSON/,
    )
  })
})

it('a run without reports is told what to do', async () => {
  await expect(publish([])).rejects.toThrow(ConfigurationError)
  await expect(publish([])).rejects.toThrow(/if: always\(\).+on GitLab name them in needs/)
})

describe('expect', () => {
  const files = [left({ report: reportOf('a', 'evaluate-gate', 'pass') })]

  it.each(['evaluate-gate', 'a/evaluate-gate', ' a/evaluate-gate,\n evaluate-gate '])('%j is met', async (expected) => {
    expect((await publish(files, { expect: expected })).verdict).toBe('pass')
  })

  it('names what is missing, which is no pass', async () => {
    const result = await publish(files, { expect: 'a/evaluate-gate b/evaluate-gate validate-data' })
    expect(result.verdict).toBe('error')
    expect(result.logged).toContain('There is no report of b/evaluate-gate.')
    expect(result.report.checks.filter(({ verdict }) => verdict === 'error').map(({ name }) => name)).toEqual([
      'b/evaluate-gate',
      'validate-data',
    ])
  })

  it('takes no nonsense', async () => {
    await expect(publish(files, { expect: 'a/b/c' })).rejects.toThrow('"a/b/c" is neither a step')
  })
})

describe('with fail-on: fail', () => {
  const failOn = 'fail'

  it.each<[string, readonly Verdict[], Verdict]>([
    ['a pass', ['pass', 'pass'], 'pass'],
    ['a failure', ['pass', 'fail', 'inconclusive'], 'fail'],
    ['an error', ['fail', 'error'], 'error'],
  ])('the whole is %s as its worst report is', async (_what, verdicts, whole) => {
    const files = verdicts.map((verdict, index) => left({ report: reportOf(`m${index}`, 'evaluate-gate', verdict) }))
    expect((await publish(files, { failOn, expect: 'evaluate-gate' })).verdict).toBe(whole)
  })

  it('an inconclusive report passes where its policy lets it', async () => {
    const files = [true, false].map((inconclusivePasses) => [
      left({ report: reportOf('a', 'evaluate-gate', 'inconclusive'), inconclusivePasses }),
    ])
    const results = await Promise.all(files.map((file) => publish(file, { failOn, expect: 'evaluate-gate' })))
    expect(results.map(({ verdict, inconclusivePasses }) => [verdict, inconclusivePasses])).toEqual([
      ['inconclusive', true],
      ['inconclusive', false],
    ])
  })

  it('a missing report is an error although all that are there pass', async () => {
    const files = [left({ report: reportOf('a', 'validate-data', 'pass') })]
    expect((await publish(files, { failOn, expect: 'evaluate-gate' })).verdict).toBe('error')
  })

  it('it wants to know what must be there', async () => {
    await expect(publish([left({ report: reportOf('a', 'x', 'pass') })], { failOn })).rejects.toThrow(
      'fail-on is fail without expect',
    )
  })
})
