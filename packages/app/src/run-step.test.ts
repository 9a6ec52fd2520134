import { access, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ConfigurationError,
  digestOfBytes,
  InfrastructureError,
  paragraph,
  type Report,
  type ReportedProject,
  type StepResult,
  type Verdict,
} from '@mlgate/core'
import { generateKeyPair } from '@mlgate/evidence'
import { commentMarker, commentSection, composeComment } from '@mlgate/reports'
import type { Step, StepDeps } from '@mlgate/steps'
import { describe, expect, it } from 'vitest'
import { type RecordingOptions, recordingHost } from '../testing/recording-host.ts'
import { launchFrom } from './launch.ts'
import { runProgram } from './run-program.ts'
import { runStep } from './run-step.ts'

const change = { number: 5, url: 'https://x', targetBranch: 'main', headCommit: 'c0ffee', fromFork: false }

const concluded = (verdict: Verdict, more: Partial<StepResult> = {}): StepResult => ({
  verdict,
  record: { subject: [{ name: 'm.onnx', digest: digestOfBytes('m') }], predicateType: 'test', predicate: { verdict } },
  report: {
    model: 'm',
    step: 'evaluate-gate',
    verdict,
    outcome: 'judged',
    reason: ['roc_auc is 0.9'],
    blocks: [paragraph('A table.')],
    checks: [{ name: 'roc_auc', verdict, message: 'roc_auc is 0.9', severity: 'error' }],
    measurements: [],
  },
  outputs: { 'candidate-digest': 'sha256:1' },
  ...more,
})

function step(run: (deps: StepDeps) => Promise<StepResult> | StepResult): Step {
  return {
    name: 'evaluate-gate',
    summary: 'A step of the tests.',
    branding: { icon: 'shield', color: 'blue' },
    inputs: {
      token: {
        type: 'secret',
        description: 'Token.',
        githubDefault: '${{ github.token }}',
        variable: 'GITLAB_TOKEN',
        example: 'x',
      },
    },
    outputs: { 'candidate-digest': { description: 'Digest.' } },
    permissions: [],
    comments: true,
    run: async (_inputs, deps) => run(deps),
  }
}

/** The comment as an earlier run left it: one section, of the model `old` of some project. */
function commentOf(project: ReportedProject): string {
  const report: Report = { ...concluded('fail').report, model: 'old', project }
  const run = { url: undefined, commit: undefined, workflow: '.github/workflows/ml.yml', runId: '1-1' }
  const options = { marker: commentMarker, limit: 65_536, run }
  return composeComment(undefined, [commentSection(report, options)], options)
}

type Body = (deps: StepDeps) => Promise<StepResult> | StepResult

async function run(body: Body, options: RecordingOptions = {}, running = step(body)) {
  const cwd = await mkdtemp(join(tmpdir(), 'mlgate-run-step-'))
  await writeFile(join(cwd, 'mlgate.yml'), 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {}\n')
  return runIn(cwd, body, options, running)
}

async function runIn(cwd: string, body: Body, options: RecordingOptions = {}, running = step(body)) {
  const lines: string[] = []
  const note = (message: string) => void lines.push(message)
  const { host, recorded } = recordingHost(options)
  const outcome = await runStep(running, () => host, {
    cwd,
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    exec: runProgram,
    variable: (name) => options.variables?.[name],
    launch: launchFrom({}),
    fetch: globalThis.fetch,
    log: { debug: note, info: note, warn: note, error: note },
    progress: { start: () => undefined, advance: () => undefined, stop: () => undefined },
    version: '1.2.3',
  })
  const file = (name: string) => readFile(join(cwd, '.mlgate/m/evaluate-gate', name), 'utf8')
  return { outcome, recorded, lines, cwd, file }
}

describe('a step that concludes', () => {
  it.each([
    ['pass', 0],
    ['fail', 1],
    ['inconclusive', 4],
    ['error', 2],
  ] as const)('with %s ends with exit code %i, after everything is published', async (verdict, exitCode) => {
    const { outcome, recorded, file } = await run(() => concluded(verdict), { change })
    expect(outcome.exitCode).toBe(exitCode)
    expect(recorded.calls).toEqual([
      'publishPage',
      'uploadArtifact',
      'writeSummary',
      'annotate',
      'upsertComment',
      'setOutputs',
    ])
    expect(recorded.outputs).toMatchObject({
      verdict,
      passed: String(verdict === 'pass'),
      'candidate-digest': 'sha256:1',
      'artifact-id': 'mlgate-m-evaluate-gate',
      'comment-url': 'https://github.com/acme/m/pull/5#issuecomment-1',
    })
    expect(JSON.parse(await file('record.unsigned.json'))).toMatchObject({ predicate: { verdict } })
    for (const name of ['report.html', 'report.md', 'junit.xml', 'openmetrics.txt', 'result.json', 'report.json']) {
      expect((await file(name)).length).toBeGreaterThan(0)
    }
  })

  it('with inconclusive passes where the policy lets it, and stays inconclusive', async () => {
    const { outcome, recorded } = await run(() => concluded('inconclusive', { inconclusivePasses: true }))
    expect(outcome.exitCode).toBe(0)
    expect(recorded.outputs).toMatchObject({ verdict: 'inconclusive', passed: 'false' })
  })

  it.each([
    ['fail', 0],
    ['inconclusive', 0],
    ['error', 2],
  ] as const)(
    'with %s that somebody has overridden ends with exit code %i, and stays what it was',
    async (verdict, exitCode) => {
      const { outcome, recorded } = await run(() => concluded(verdict, { overridden: true }))
      expect(outcome.exitCode).toBe(exitCode)
      expect(recorded.outputs).toMatchObject({ verdict, passed: 'false' })
    },
  )

  it('cannot pass by a policy of the change’s own, whatever it made of that', async () => {
    const policyTip = { branch: 'main', commit: 'c0ffee0', readFile: async () => undefined }
    const passing = (more: Partial<StepResult>, options: RecordingOptions) =>
      run(async ({ policy }) => {
        await policy()
        return concluded(more.verdict ?? 'pass', more)
      }, options)
    for (const more of [
      {},
      { verdict: 'inconclusive', inconclusivePasses: true },
      { verdict: 'fail', overridden: true },
    ] as const) {
      const { outcome, file } = await passing(more, { policyTip })
      expect(outcome.exitCode).toBe(70)
      await expect(file('record.unsigned.json')).rejects.toThrow('ENOENT')
    }
    expect((await passing({}, {})).outcome.exitCode).toBe(0)
  })

  it('has its record kept as it was written, before the artifact is', async () => {
    const kept: string[] = []
    const { recorded, file } = await run(() =>
      concluded('pass', {
        keepRecord: async ({ name, bytes }) => void kept.push(name, Buffer.from(bytes).toString()),
      }),
    )
    expect(kept).toEqual(['record.unsigned.json', await file('record.unsigned.json')])
    expect(recorded.outputs.verdict).toBe('pass')
  })

  it('does not end well when its record could not be kept', async () => {
    const keepRecord = () => Promise.reject(new InfrastructureError('registry: no space', { retryable: true }))
    const { outcome, lines, recorded } = await run(() => concluded('pass', { keepRecord }))
    expect(outcome.exitCode).toBe(3)
    expect(lines.join('\n')).toContain('Keeping the record: registry: no space')
    expect(recorded.outputs.verdict).toBe('pass')
  })

  it('says in its result what it puts out, for faces and CI systems that read files', async () => {
    const { recorded, file } = await run(() => concluded('pass'))
    const inFile = JSON.parse(await file('result.json'))
    expect(inFile.details).toMatchObject({ 'candidate-digest': 'sha256:1', verdict: 'pass', passed: 'true' })
    expect(inFile.details['record-path']).toMatch(/record\.unsigned\.json$/)
    const { result, ...others } = recorded.outputs
    expect(JSON.parse(result ?? '').details).toEqual(others)
    expect(others['artifact-digest']).toMatch(/^sha256:/)
  })

  it('ends its section of the comment with its page and the commit that people know', async () => {
    const { recorded, file } = await run(() => concluded('pass'), { change: { ...change, headCommit: 'f00d5ee7' } })
    const page = 'https://ci.example/pages/report-m-evaluate-gate'
    expect(recorded.comment).toContain(`[Full report](${page}) · for \`f00d5ee\`\n`)
    expect(recorded.calls.indexOf('publishPage')).toBeLessThan(recorded.calls.indexOf('uploadArtifact'))
    expect(JSON.parse(await file('report.json'))).toMatchObject({ page, project: { file: 'mlgate.yml' } })
    expect(recorded.summaries[0]?.markdown).not.toContain('Full report')
  })

  it('is no worse for a page that could not be published, and names the run instead', async () => {
    const failing = { publishPage: new InfrastructureError('the store is down', { retryable: true }) }
    const { recorded, outcome, lines } = await run(() => concluded('pass'), { change, failing })
    expect(outcome.exitCode).toBe(0)
    expect(lines.join('\n')).toContain('Publishing the page: the store is down')
    expect(recorded.comment).toContain('[Run](https://ci.example/5) · for `c0ffee`\n')
  })

  it('removes the section of a model that is gone from its project, and keeps those of other projects', async () => {
    const options = { change, comment: commentOf({ file: 'mlgate.yml', models: ['m', 'old'] }) }
    const { recorded } = await run(() => concluded('pass'), options)
    expect(recorded.comment).toMatch(/begin m%2Fevaluate-gate pass [0-9a-f]{8}\.[0-9a-f]{8}\.1 /)
    expect(recorded.comment).not.toContain('old%2Fevaluate-gate')
    const other = commentOf({ file: 'other/mlgate.yml', models: ['old'] })
    const beside = await run(() => concluded('pass'), { change, comment: other })
    expect(beside.recorded.comment).toContain('old%2Fevaluate-gate')
  })

  it('has its secret inputs masked', async () => {
    const { recorded } = await run(() => concluded('pass'), { inputs: { token: 's3cret', comment: 'off' } })
    expect(recorded.masked).toEqual(['s3cret'])
  })

  it('annotates with messages of a readable length, whatever a cell holds', async () => {
    const result = concluded('fail')
    const checks = result.report.checks.map((check) => ({ ...check, message: 'x'.repeat(100_000) }))
    const { recorded } = await run(() => ({ ...result, report: { ...result.report, checks } }))
    expect(recorded.annotations[0]?.message).toHaveLength(2_000)
  })

  it('of a fork’s pull request is marked as unverified wherever it is read, whatever room there is', async () => {
    const fork = { ...change, fromFork: true }
    const { recorded, file, outcome } = await run(() => concluded('pass'), { change: fork })
    const remark = 'Unverified: reported by the fork’s own code.'
    const [summary] = recorded.summaries
    for (const text of [summary?.markdown, summary?.shortMarkdown, recorded.comment, await file('report.html')]) {
      expect(text).toContain(remark)
    }
    expect(outcome.exitCode).toBe(0)
    expect((await run(() => concluded('pass'), { change })).recorded.comment).not.toContain('Unverified')
  })

  it('leaves nothing of the run before', async () => {
    const first = await run(({ folder }) =>
      writeFile(join(folder.output, 'old.txt'), 'x').then(() => concluded('pass')),
    )
    await runIn(first.cwd, () => concluded('pass'))
    await expect(first.file('old.txt')).rejects.toThrow('ENOENT')
  })

  it.each([
    ['auto', true],
    ['section', true],
    ['off', false],
  ])('with comment: %s says in its report.json whether publish-report may give it a section', async (comment, may) => {
    const { file } = await run(() => concluded('pass'), { inputs: { comment } })
    expect(JSON.parse(await file('report.json'))).toMatchObject({ model: 'm', step: 'evaluate-gate', comment: may })
  })

  it('writes no comment when there is no change, when it is switched off, or left to publish-report', async () => {
    expect((await run(() => concluded('pass'))).recorded.calls).not.toContain('upsertComment')
    const left = await run(() => concluded('pass'), { change, inputs: { comment: 'section' } })
    expect(left.recorded.calls).not.toContain('upsertComment')
    const off = await run(() => concluded('pass'), { change, inputs: { comment: 'off' } })
    expect(off.recorded.calls).not.toContain('upsertComment')
  })
})

describe('a comment elsewhere', () => {
  it('is written without a change, on the commit or issue that is named', async () => {
    const { recorded } = await run(() => concluded('pass'), { inputs: { 'comment-target': 'issue/12' } })
    expect(recorded.calls).toContain('upsertComment')
    expect(recorded.target).toEqual({ kind: 'issue', number: 12 })
  })

  it('on something that is none is refused before anything is judged', async () => {
    let ran = false
    const step = () => {
      ran = true
      return concluded('pass')
    }
    const { outcome } = await run(step, { change, inputs: { 'comment-target': 'commit/HEAD' } })
    expect([outcome.exitCode, ran]).toEqual([2, false])
    expect(outcome.report.reason.join('')).toContain('comment-target is "commit/HEAD"')
  })
})

describe('a step that dies', () => {
  it.each([
    ['a wrong setting', new ConfigurationError('gate.metrics is empty'), 2],
    ['an outage', new InfrastructureError('the registry does not answer', { retryable: true }), 3],
    ['a bug', new TypeError('x is not a function'), 70],
  ])('of %s still publishes what was known, and no record', async (_what, error, exitCode) => {
    const { outcome, recorded, file } = await run(
      (deps) => {
        deps.keep(paragraph('The candidate was sha256:1.'))
        throw error
      },
      { change },
    )
    expect(outcome.exitCode).toBe(exitCode)
    expect(recorded.outputs).toMatchObject({ verdict: 'error', passed: 'false', 'candidate-digest': '' })
    expect(recorded.comment).toContain('The candidate was sha256:1.')
    expect(recorded.summaries[0]?.markdown).toContain(error.message)
    expect(await file('report.html')).toContain(error.message)
    await expect(file('record.unsigned.json')).rejects.toThrow('ENOENT')
  })

  it('of a bug shows the stack, of a wrong setting does not', async () => {
    const bug = await run(() => Promise.reject(new TypeError('oops')))
    expect(bug.recorded.summaries[0]?.markdown).toContain('run-step.test.ts')
    const setting = await run(() => Promise.reject(new ConfigurationError('wrong')))
    expect(setting.recorded.summaries[0]?.markdown).not.toContain('run-step.test.ts')
  })

  it('before it knows its model still sets its outputs', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'mlgate-run-step-'))
    const { outcome, recorded } = await runIn(cwd, () => concluded('pass'))
    expect(outcome.exitCode).toBe(2)
    expect(recorded.summaries[0]?.markdown).toContain('no such project file')
    expect(recorded.outputs).toMatchObject({ passed: 'false', 'artifact-id': '' })
  })
})

describe('a step that dies before it knows its model', () => {
  const wrong = 'model: m\ntask: classificaton\n'
  const right = 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {}\n'
  const inFolder = (cwd: string, path: string) => readFile(join(cwd, '.mlgate', path), 'utf8')

  it('leaves its reports in a folder of their own, for publish-report alone, and leaves no pass of an earlier run', async () => {
    const { cwd } = await run(() => concluded('pass'))
    await writeFile(join(cwd, 'mlgate.yml'), wrong)
    const { outcome, recorded } = await runIn(cwd, () => concluded('pass'))
    expect(outcome.exitCode).toBe(2)
    expect(await inFolder(cwd, 'mlgate/evaluate-gate/junit.xml')).toContain('errors="1"')
    await expect(inFolder(cwd, 'm/evaluate-gate/junit.xml')).rejects.toThrow('ENOENT')
    await expect(inFolder(cwd, 'm/evaluate-gate/record.unsigned.json')).rejects.toThrow('ENOENT')
    expect(recorded.calls).toContain('uploadArtifact')
    expect(recorded.outputs).toMatchObject({ 'artifact-id': '', 'artifact-digest': '' })
  })

  it('clears what is of the model that was named, and nothing else', async () => {
    const { cwd } = await run(() => concluded('pass'))
    for (const folder of ['other/evaluate-gate', 'm/train-model']) {
      await mkdir(join(cwd, '.mlgate', folder), { recursive: true })
      await writeFile(join(cwd, '.mlgate', folder, 'result.json'), '{}')
    }
    await writeFile(join(cwd, 'mlgate.yml'), wrong)
    await runIn(cwd, () => concluded('pass'), { inputs: { model: '../m' } })
    await inFolder(cwd, 'm/evaluate-gate/result.json')
    await runIn(cwd, () => concluded('pass'), { inputs: { model: 'm' } })
    await expect(inFolder(cwd, 'm/evaluate-gate/result.json')).rejects.toThrow('ENOENT')
    await inFolder(cwd, 'other/evaluate-gate/result.json')
    await inFolder(cwd, 'm/train-model/result.json')
  })

  it('is gone from comment and disk with the next run that gets so far', async () => {
    const { cwd } = await run(() => concluded('pass'))
    await writeFile(join(cwd, 'mlgate.yml'), wrong)
    const broken = await runIn(cwd, () => concluded('pass'), { change })
    expect(broken.recorded.comment).toContain('begin mlgate%2Fevaluate-gate error')
    await writeFile(join(cwd, 'mlgate.yml'), right)
    const { comment } = broken.recorded
    const mended = await runIn(cwd, () => concluded('pass'), {
      change,
      inputs: { model: 'm' },
      ...(comment === undefined ? {} : { comment }),
    })
    expect(mended.recorded.comment).toContain('begin m%2Fevaluate-gate pass')
    expect(mended.recorded.comment).not.toContain('mlgate%2Fevaluate-gate')
    await expect(inFolder(cwd, 'mlgate/evaluate-gate/junit.xml')).rejects.toThrow('ENOENT')
  })

  it('does not stand for a model that is called mlgate', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'mlgate-run-step-'))
    const body = '{task: classification, candidate: {onnx: m.onnx}, data: {}}'
    await writeFile(join(cwd, 'mlgate.yml'), `models: {mlgate: ${body}, m: ${body}}\n`)
    const named = concluded('fail')
    const failing = { ...named, report: { ...named.report, model: 'mlgate' } }
    const first = await runIn(cwd, () => failing, { change, inputs: { model: 'mlgate' } })
    const comment = first.recorded.comment ?? ''
    const { recorded } = await runIn(cwd, () => concluded('pass'), { change, comment, inputs: { model: 'm' } })
    expect(recorded.comment).toContain('begin mlgate%2Fevaluate-gate fail')
    await inFolder(cwd, 'mlgate/evaluate-gate/result.json')
  })
})

describe('a host that cannot be made', () => {
  it.each([
    ['for a setting', new ConfigurationError('GITHUB_TOKEN: the token holds characters that no token has.'), 2],
    ['for a bug', new TypeError('x is not a function'), 70],
  ])('%s is reported with the exit code that says so', async (_why, error, exitCode) => {
    const quiet = () => undefined
    const makeHost = () => {
      throw error
    }
    const outcome = await runStep(
      step(() => concluded('pass')),
      makeHost,
      {
        cwd: await mkdtemp(join(tmpdir(), 'mlgate-run-step-')),
        clock: { now: () => new Date(0), monotonicMs: () => 0 },
        exec: runProgram,
        variable: () => undefined,
        launch: launchFrom({}),
        fetch: globalThis.fetch,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        progress: { start: quiet, advance: quiet, stop: quiet },
        version: '1.2.3',
      },
    )
    expect(outcome).toMatchObject({ exitCode, report: { verdict: 'error', reason: [error.message] }, outputs: {} })
  })
})

describe('a signing key', () => {
  const { privateKey } = generateKeyPair()
  const signing: Step = {
    ...step((deps) => concluded('pass', { outputs: { 'candidate-digest': String(deps.signs) } })),
    inputs: { 'signing-key': { type: 'secret', variable: 'MLGATE_SIGNING_KEY', description: 'Key.', example: 'x' } },
  }

  it('in its variable signs the record, is masked, and the step knows', async () => {
    const variables = { MLGATE_SIGNING_KEY: privateKey }
    const { recorded, file } = await run(() => concluded('pass'), { variables }, signing)
    expect(JSON.parse(await file('record.sigstore.json'))).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    })
    await expect(file('record.unsigned.json')).rejects.toThrow('ENOENT')
    expect(recorded.outputs).toMatchObject({ 'candidate-digest': 'true' })
    expect(recorded.masked).toContain(privateKey)
  })

  it('that cannot sign leaves no record and turns a pass into exit code 3', async () => {
    const variables = { MLGATE_SIGNING_KEY: 'no key' }
    const { outcome, file } = await run(() => concluded('pass'), { variables }, signing)
    expect(outcome.exitCode).toBe(3)
    await expect(file('record.unsigned.json')).rejects.toThrow('ENOENT')
  })
})

describe('publishing that fails', () => {
  const outage = new InfrastructureError('502', { retryable: true })

  it.each(['uploadArtifact', 'setOutputs'] as const)(
    'at %s turns a pass into exit code 3: later jobs rely on it',
    async (what) => {
      const { outcome, lines } = await run(() => concluded('pass'), { failing: { [what]: outage } })
      expect(outcome.exitCode).toBe(3)
      expect(lines.join('\n')).toContain('502')
    },
  )

  it('does not hide a failed gate', async () => {
    const { outcome } = await run(() => concluded('fail'), { failing: { uploadArtifact: outage } })
    expect(outcome.exitCode).toBe(1)
  })

  it.each(['writeSummary', 'upsertComment'] as const)(
    'at %s never fails the gate, and the rest goes on',
    async (what) => {
      const { outcome, recorded, lines } = await run(() => concluded('pass'), { change, failing: { [what]: outage } })
      expect(outcome.exitCode).toBe(0)
      expect(recorded.outputs).toMatchObject({ passed: 'true' })
      expect(lines.join('\n')).toContain('502')
    },
  )

  it('for want of a permission names it in the log', async () => {
    const { outcome, lines, recorded } = await run(() => concluded('pass'), {
      change,
      commentRefused: 'pull-requests: write is missing',
    })
    expect(outcome.exitCode).toBe(0)
    expect(lines).toContain('No comment was written: pull-requests: write is missing')
    expect(recorded.summaries.at(-1)?.markdown).toContain('No comment was written: pull-requests: write is missing')
  })
})

describe('a hostile checkout', () => {
  it('cannot make us empty a folder elsewhere through a link', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'mlgate-elsewhere-'))
    await mkdir(join(elsewhere, 'm/evaluate-gate'), { recursive: true })
    await writeFile(join(elsewhere, 'm/evaluate-gate/precious.txt'), 'x')
    const cwd = await mkdtemp(join(tmpdir(), 'mlgate-run-step-'))
    await writeFile(join(cwd, 'mlgate.yml'), 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {}\n')
    await symlink(elsewhere, join(cwd, '.mlgate'))
    const { outcome } = await runIn(cwd, () => concluded('pass'))
    expect(outcome.exitCode).toBe(2)
    await access(join(elsewhere, 'm/evaluate-gate/precious.txt'))
  })
})
