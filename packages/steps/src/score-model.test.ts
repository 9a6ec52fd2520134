import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import type { CandidateSection } from '@mlgate/models'
import { openTables, type Table } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../testing/fake-host.ts'
import { stepDeps } from '../testing/step-deps.ts'
import { refuseOwnScores, scoreLive } from './score-model.ts'

const rows: Table = {
  rows: 2,
  columns: new Map([
    ['id', { kind: 'number', values: Float64Array.of(1, 2) }],
    ['x', { kind: 'number', values: Float64Array.of(0.5, 1.5) }],
    ['y', { kind: 'number', values: Float64Array.of(10, 20) }],
  ]),
}

/** The project's candidate, asked for scores in a new folder with these files. */
async function live(candidate: string, files: Readonly<Record<string, string>> = {}, credentials: string[] = []) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-live-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  const yaml = `model: m\ntask: regression\ncandidate: ${candidate}\ndata: {label: y, id: id}\n`
  const deps = stepDeps(directory, yaml, fakeHost({ credentials }))
  return { deps, section: deps.model.candidate, body: deps.model, rows, progress: deps.progress }
}

describe('a candidate that has no file', () => {
  it('is asked at its endpoint, with the token, and sees neither label nor id', async () => {
    const asked = await live('{endpoint: {url: "https://models.example/invocations", protocol: mlflow}}')
    const requests: RequestInit[] = []
    const fetch: typeof globalThis.fetch = async (_, init) => {
      requests.push(init ?? {})
      return Response.json({ predictions: [3, 4] })
    }
    const scores = await scoreLive({ ...asked, deps: { ...asked.deps, fetch }, endpointToken: 's3cret' })
    expect(scores).toMatchObject({ values: Float64Array.of(3, 4), scoredBy: 'declared' })
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({
      headers: { authorization: 'Bearer s3cret' },
      body: '{"dataframe_split":{"columns":["x"],"data":[[0.5],[1.5]]}}',
    })
  })

  it('scores by its command, a real program, which sees no label', async () => {
    // Copies what it was given out of the folder, which is gone afterwards.
    const script = `import { copyFileSync, writeFileSync } from 'node:fs'
const [input, output] = process.argv.slice(2)
copyFileSync(input, 'seen.parquet')
writeFileSync(output, 'id,prediction\\n2,200\\n1,100\\n')
if (process.env.MLGATE_INPUT !== input || process.env.MLGATE_OUTPUT !== output) process.exit(9)
`
    const asked = await live(JSON.stringify({ command: [process.execPath, 'score.mjs'] }), { 'score.mjs': script })
    const scores = await scoreLive({ ...asked, endpointToken: undefined })
    expect(scores).toMatchObject({ values: Float64Array.of(100, 200), scoredBy: 'declared' })
    await using tables = await openTables({ allow: [asked.deps.folder.directory] })
    const seen = await tables.columns(join(asked.deps.folder.directory, 'seen.parquet'))
    expect(seen.map(({ name }) => name)).toEqual(['id', 'x'])
  })

  it('runs no command beside credentials', async () => {
    const asked = await live('{command: [score]}', {}, ['DEPLOY_TOKEN'])
    await expect(scoreLive({ ...asked, endpointToken: undefined })).rejects.toThrow(
      'candidate.command: will not run beside credentials, and this job has DEPLOY_TOKEN.',
    )
  })
})

describe('who may hand in scores', () => {
  const onnx: CandidateSection = { onnx: 'm.onnx' }
  const endpoint = (url: string): CandidateSection => ({ endpoint: { url, protocol: 'mlflow' } })
  const command = (...argv: string[]): CandidateSection => ({ command: argv })
  const predictions: CandidateSection = { predictions: 'p.csv' }
  const metrics: CandidateSection = { metrics: 'm.json' }
  const all = [onnx, predictions, endpoint('https://a/'), command('a'), metrics]

  it('is who the policy names, or a model that is scored here', () => {
    for (const section of all) {
      expect(() => refuseOwnScores(section, section, 'main')).not.toThrow()
      expect(() => refuseOwnScores(section, onnx, 'main')).not.toThrow()
    }
    const otherFile: CandidateSection = { predictions: 'q.csv', classes: ['a', 'b'] }
    expect(() => refuseOwnScores(predictions, otherFile, 'main')).not.toThrow()
    const slower: CandidateSection = { endpoint: { url: 'https://a/', protocol: 'mlflow', batch_rows: 1 } }
    expect(() => refuseOwnScores(endpoint('https://a/'), slower, 'main')).not.toThrow()
  })

  it('is nobody else', () => {
    for (const policy of all) {
      for (const proposed of all) {
        if (proposed === policy || proposed === onnx) continue
        expect(() => refuseOwnScores(policy, proposed, 'main')).toThrow(ConfigurationError)
      }
    }
    expect(() => refuseOwnScores(onnx, predictions, 'main:mlgate.yml')).toThrow(
      'candidate.predictions: the policy (main:mlgate.yml) has models scored here (candidate.onnx), and this change hands in scores of its own. Change candidate on the target branch first.',
    )
    expect(() => refuseOwnScores(endpoint('https://a/'), endpoint('https://b/'), 'main')).toThrow(
      'candidate.endpoint: the policy (main) has another endpoint, and this change asks one of its own.',
    )
    expect(() => refuseOwnScores(command('a'), command('a', '-x'), 'main')).toThrow('has another command')
  })
})
