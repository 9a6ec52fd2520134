import { createServer } from 'node:net'
import { freePort } from '@mlgate/core/testing'
import { generateKeyPair } from '@mlgate/evidence'
import { describe, expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'
import { commitToOrigin } from '../testing/commit-to-origin.ts'

const rows = `id,x,y\n${Array.from({ length: 200 }, (_, row) => `${row},${row % 20},${row % 20 > 9 ? 'yes' : 'no'}\n`).join('')}`
const contract = `apiVersion: v3.1.0
kind: DataContract
id: rows
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - {name: x, logicalType: integer, required: true}
`
const project = (min = 0.9, port = 1) => `model: m
task: classification
candidate: {onnx: out/m.onnx}
data: {contract: c.yaml, train: rows.csv, test: rows.csv, label: y, positive: 'yes', id: id}
train: {builtin: {algorithm: logistic-regression}}
registry: {type: directory, path: registry}
deploy: {staging: {target: local, port: ${port}}}
gate:
  baseline: {from: ['registry:production'], if_missing: absolute-only}
  metrics:
    accuracy: {min: ${min}, max_regression: 0.05}
`

/** A project whose data are valid and whose model passed its gate. */
function judged() {
  const files = cliProject({ 'mlgate.yml': project(), 'rows.csv': rows, 'c.yaml': contract })
  for (const step of ['validate-data', 'train-model', 'evaluate-gate'])
    expect(files.run(step)).toMatchObject({ status: 0 })
  return files
}

describe('register-model', () => {
  it('keeps what passed as a version that the next candidate is compared with', () => {
    const { run, read } = judged()
    const first = run('register-model', ['--alias', 'production'])
    expect(first).toMatchObject({ status: 0, result: { outcome: 'registered as version 1' } })
    const record = JSON.parse(read('.mlgate/m/register-model/record.unsigned.json'))
    expect(record.predicate).toMatchObject({ model: 'm', version: 1, alias: 'production' })

    expect(run('verify')).toMatchObject({ status: 0, result: { outcome: 'evidence holds' } })
    expect(run('verify', ['--registered', 'production'])).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    expect(run('register-model', ['--alias', 'production'])).toMatchObject({
      status: 0,
      result: {
        outcome: 'is version 1 already',
        reason: expect.stringMatching(/\. production pointed to it already\.$/),
      },
    })
    expect(run('evaluate-gate')).toMatchObject({ status: 0 })
    expect(read('.mlgate/m/evaluate-gate/report.md')).toContain('production (version 1)')
  })

  it('keeps a model whose data check read several files as one table', () => {
    const files = cliProject({
      'mlgate.yml': project().replace('train: rows.csv', 'train: rows.csv, tables: {stations: stations/}'),
      'rows.csv': rows,
      'stations/country=se/a.jsonl': '{"s": 1}\n',
      'stations/country=no/b.jsonl': '{"s": 2}\n',
      'c.yaml': `${contract}  - name: stations
    properties:
      - {name: s, logicalType: integer, unique: true}
      - {name: country, logicalType: string, required: true}
`,
    })
    for (const step of ['validate-data', 'train-model', 'evaluate-gate', 'register-model'])
      expect(files.run(step)).toMatchObject({ status: 0 })
    const { subject } = JSON.parse(files.read('.mlgate/m/validate-data/record.unsigned.json'))
    expect(subject.map(({ name }: { name: string }) => name)).toEqual([
      'rows.csv',
      'rows.csv',
      'stations/',
      'stations/country=no/b.jsonl',
      'stations/country=se/a.jsonl',
    ])
    expect(files.run('verify')).toMatchObject({ status: 0, result: { outcome: 'evidence holds' } })
  })

  it('in CI wants signatures of a trusted key, and takes them', () => {
    const { run, write, folder } = judged()
    const ci = { CI: 'true' }
    commitToOrigin(folder)
    const policy = (keys: string) => project().replace("['registry:production']", "['file:none.onnx']") + keys
    expect(run('register-model', [], ci).result.reason).toContain('Nothing was registered.')
    const { privateKey, publicKey } = generateKeyPair()
    const keys = `trusted_keys: [{name: ci, public_key: ${JSON.stringify(publicKey)}}]\n`
    write('mlgate.yml', policy(keys))
    commitToOrigin(folder)
    for (const step of ['validate-data', 'train-model'])
      expect(run(step, [], step === 'train-model' ? {} : { MLGATE_SIGNING_KEY: privateKey })).toMatchObject({
        status: 0,
      })
    expect(run('evaluate-gate', [], { ...ci, MLGATE_SIGNING_KEY: privateKey })).toMatchObject({ status: 0 })
    expect(run('register-model', [], ci)).toMatchObject({ status: 0 })
    const stranger = generateKeyPair().privateKey
    expect(run('evaluate-gate', [], { ...ci, MLGATE_SIGNING_KEY: stranger })).toMatchObject({ status: 0 })
    expect(run('register-model', [], ci).result.reason).toContain('Nothing was registered.')
  }, 240_000)

  it('refuses a model that was not judged', () => {
    const { run } = cliProject({ 'mlgate.yml': project(), 'rows.csv': rows, 'c.yaml': contract })
    expect(run('train-model')).toMatchObject({ status: 0 })
    const refused = run('register-model')
    expect(refused).toMatchObject({ status: 2 })
    expect(refused.result).toMatchObject({
      outcome: 'register-model refused',
      reason: expect.stringMatching(/^Nothing was registered\. There is no verdict on m\. Run evaluate-gate before/),
    })
  })

  it('refuses a model that failed its gate', () => {
    const { run, write } = judged()
    write('mlgate.yml', project(1.1))
    expect(run('evaluate-gate')).toMatchObject({ status: 1 })
    const refused = run('register-model')
    expect(refused).toMatchObject({ status: 2, result: { outcome: 'register-model refused' } })
    expect(refused.result.reason).toMatch(/^Nothing was registered\. The verdict is FAILED/)
  })

  it('refuses a verdict by another policy than the one in force', () => {
    const { run, write } = judged()
    write('mlgate.yml', project(0.95))
    expect(run('register-model').result.reason).toMatch(/Nothing was registered\..*policy/i)
  })

  it('tells that a model was changed after its training, which is no outage', () => {
    const { run, write } = judged()
    write('.mlgate/m/train-model/model/m.onnx', 'something else')
    const changed = run('register-model')
    expect(changed).toMatchObject({
      status: 3,
      result: { outcome: 'register-model found other bytes than were recorded' },
    })
    expect(changed.result.reason).toMatch(
      /^model\/m\.onnx is sha256:\w+, but the record of its training names sha256:\w+\./,
    )
  })

  it('refuses another model than the one that was judged', () => {
    const { run, write } = judged()
    write('mlgate.yml', `${project()}`.replace('logistic-regression}', 'logistic-regression, l2: 50}'))
    expect(run('train-model')).toMatchObject({ status: 0 })
    write('mlgate.yml', project())
    expect(run('register-model').result.reason).toContain('Nothing was registered.')
  })

  it('refuses data that failed their contract', () => {
    const { run, write } = judged()
    write('c.yaml', contract.replace('required: true', 'required: true, logicalTypeOptions: {maximum: 5}'))
    expect(run('validate-data')).toMatchObject({ status: 1 })
    expect(run('register-model').result.reason).toContain('Nothing was registered.')
  })
})

describe('deploy-model', () => {
  it('serves what is proven, says nothing new when run again, and replaces it by the next version', async () => {
    const port = await freePort()
    const { run, write } = judged()
    const ask = async () => {
      const body = JSON.stringify({ rows: [{ x: 15 }] })
      // A connection for each: one that was kept would be that of the server which is replaced meanwhile.
      const request = { method: 'POST', body, headers: { connection: 'close' } }
      const answer = await fetch(`http://127.0.0.1:${port}/predict`, request)
      return (await answer.json()) as { version: string; predictions: { label: string }[] }
    }
    const release = (l2: number) => {
      write('mlgate.yml', project(0.9, port).replace('logistic-regression}', `logistic-regression, l2: ${l2}}`))
      for (const step of ['train-model', 'evaluate-gate']) expect(run(step)).toMatchObject({ status: 0 })
      expect(run('register-model', ['--alias', 'production'])).toMatchObject({ status: 0 })
      return run('deploy-model', ['--environment', 'staging'])
    }
    try {
      const other = createServer()
      await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
      expect(release(1)).toMatchObject({
        status: 2,
        result: {
          reason: `Port ${port} cannot be served: Another program listens on 127.0.0.1:${port}. End it, or choose another port.`,
        },
      })
      await new Promise((resolve) => other.close(resolve))
      const first = run('deploy-model', ['--environment', 'staging'])
      expect(first).toMatchObject({ status: 0, result: { details: { outcome: 'deployed', version: '1' } } })
      expect(await ask()).toMatchObject({ version: '1', predictions: [{ label: 'yes' }] })
      const again = run('deploy-model', ['--environment', 'staging'])
      expect(again).toMatchObject({ status: 0, result: { details: { outcome: 'unchanged' } } })
      expect(release(2)).toMatchObject({ status: 0, result: { details: { outcome: 'deployed', version: '2' } } })
      expect(await ask()).toMatchObject({ version: '2' })
      // Other training is no other policy: version 1 is as proven as before.
      expect(run('deploy-model', ['--environment', 'staging', '--registered', '1'])).toMatchObject({ status: 0 })
      expect(await ask()).toMatchObject({ version: '1' })
      write('mlgate.yml', project(0.8, port))
      const stale = run('deploy-model', ['--environment', 'staging', '--registered', '2'])
      expect(stale.result.reason).toMatch(/Nothing was deployed\..*policy/)
      expect(await ask()).toMatchObject({ version: '1' })
    } finally {
      run('undeploy', ['--environment', 'staging'])
    }
    await expect(ask()).rejects.toThrow()
  }, 240_000)

  it('refuses what is not registered, and an environment that nobody declared', () => {
    const { run } = judged()
    const deploy = (...more: readonly string[]) =>
      run('deploy-model', ['--environment', 'staging', ...more]).result.reason
    expect(deploy()).toMatch(
      /^registered: production is not registered: .* Run register-model with --alias production first\.$/,
    )
    expect(run('register-model', ['--alias', '7']).result.reason).toContain('"7" cannot be an alias')
    expect(deploy()).toContain('nothing was ever registered')
    expect(run('register-model', ['--alias', 'stable'])).toMatchObject({ status: 0 })
    expect(deploy()).toMatch(
      /^registered: production is not registered: m has no alias production; there is stable\. Run /,
    )
    const unknown = 'registered: 7 is not registered: m has no version 7; the newest is 1.'
    expect(deploy('--registered', '7')).toBe(unknown)
    expect(run('verify', ['--registered', '7']).result.reason).toBe(unknown)
    expect(run('deploy-model', ['--environment', 'moon']).result.reason).toContain(
      'deploy has no environment "moon"; there are: staging.',
    )
  })
})
