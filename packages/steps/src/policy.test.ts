import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InfrastructureError } from '@mlgate/core'
import { loadProject } from '@mlgate/project'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeHost } from '../testing/fake-host.ts'
import { loadPolicy, requireInForce } from './policy.ts'

/** A folder that goes away with the test. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-policy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const project = (min: number, contract = 'c.yaml') => `model: m
task: classification
candidate: {onnx: m.onnx}
data: {test: test.csv, label: y, contract: ${contract}}
gate: {metrics: {roc_auc: {min: ${min}}}}
`

async function policyFor(own: string, host = fakeHost(), directory = '/nowhere') {
  return loadPolicy({
    host,
    projectFile: 'models/mlgate.yml',
    local: { project: loadProject(own, 'mlgate.yml'), directory, repositoryRoot: directory },
    modelName: 'm',
  })
}

describe('the policy', () => {
  it('is the target branch’s, whatever the change would like', async () => {
    const policy = await policyFor(project(0.1), fakeHost({ files: { 'models/mlgate.yml': project(0.9) } }))
    expect(policy.body.gate?.metrics.roc_auc?.min).toBe(0.9)
    expect(policy.origin).toBe('models/mlgate.yml at main@4f1c2d0')
    expect(policy.changes).toEqual([
      { path: 'gate.metrics.roc_auc.min', before: '0.9', after: '0.1', direction: 'loosened' },
    ])
  })

  it('is known by what judges and by the contract, where they stand', async () => {
    const judging = (text: string, contract?: string) =>
      policyFor(
        text,
        fakeHost({ files: { 'models/mlgate.yml': text, ...(contract && { 'models/c.yaml': contract }) } }),
      ).then(({ digest }) => digest)
    const inForce = await judging(project(0.9), 'strict')
    expect(await judging(`# reviewed\n${project(0.9)}train: {command: [a]}\n`, 'strict')).toBe(inForce)
    const others = [
      await judging(project(0.8), 'strict'),
      await judging(project(0.9), 'loose'),
      await judging(project(0.9)),
    ]
    expect(others).not.toContain(inForce)
    expect(new Set(others).size).toBe(3)
  })

  it('in the working tree is known by the same digest as in force', async () => {
    const directory = await temporaryFolder()
    await writeFile(join(directory, 'c.yaml'), 'mine')
    const files = { 'models/mlgate.yml': project(0.5), 'models/c.yaml': 'mine' }
    const here = await policyFor(project(0.5), fakeHost(), directory)
    expect(here.digest).toBe((await policyFor(project(0.5), fakeHost({ files }))).digest)
  })

  it('that names a contract which is not in the working tree is none', async () => {
    const directory = await temporaryFolder()
    await expect(policyFor(project(0.5), fakeHost(), directory)).rejects.toThrow(
      'data.contract: "c.yaml" is not there.',
    )
  })

  it('of the change’s own lets nobody register, deploy or verify', async () => {
    const own = await policyFor(project(0.1), fakeHost({ files: {} }))
    expect(() => requireInForce(own, 'Nothing was registered')).toThrow(
      'Nothing was registered: main has no models/mlgate.yml yet, and a policy of the change',
    )
    const inForce = await policyFor(project(0.1), fakeHost({ files: { 'models/mlgate.yml': project(0.1) } }))
    expect(requireInForce(inForce, 'Nothing was registered')).toBe(inForce)
  })

  it('reads its other files at the same tip, beside the project file', async () => {
    const files = { 'models/mlgate.yml': project(0.9), 'models/c.yaml': 'the contract in force' }
    const policy = await policyFor(project(0.9), fakeHost({ files }))
    expect(new TextDecoder().decode(await policy.readFile('c.yaml'))).toBe('the contract in force')
    expect(await policy.readFile('other.yaml')).toBeUndefined()
  })

  it('is the change’s own, said so, where the target branch has none yet', async () => {
    const policy = await policyFor(project(0.1), fakeHost({ files: {} }))
    expect(policy.origin).toBe('models/mlgate.yml of this change, because main has no models/mlgate.yml yet')
    expect(policy.ownBecause).toBe('main has no models/mlgate.yml yet')
  })

  it('is the change’s own, said so, for a model that the target branch does not know', async () => {
    const files = { 'models/mlgate.yml': project(0.9).replace('model: m', 'model: other') }
    const policy = await policyFor(project(0.1), fakeHost({ files }))
    expect(policy.origin).toBe('models/mlgate.yml of this change, because main does not know the model m yet')
    expect(policy).toMatchObject({ ownBecause: 'main does not know the model m yet', roots: [] })
  })

  it('is the working tree on a machine of one’s own', async () => {
    const directory = await temporaryFolder()
    await writeFile(join(directory, 'c.yaml'), 'mine')
    const policy = await policyFor(project(0.5), fakeHost(), directory)
    expect(policy.origin).toBe('models/mlgate.yml in the working tree')
    expect(new TextDecoder().decode(await policy.readFile('c.yaml'))).toBe('mine')
    await expect(policy.readFile('../../etc/passwd')).rejects.toThrow('outside the repository')
  })

  it('that cannot be read stops everything: an outage is no permission', async () => {
    const outage = new InfrastructureError('api.github.com: 502', { retryable: true })
    const host = { ...fakeHost(), policyTip: () => Promise.reject(outage) }
    await expect(policyFor(project(0.1), host)).rejects.toBe(outage)
  })

  it('with a mistake names the branch where it stands', async () => {
    const files = { 'models/mlgate.yml': project(0.9).replace('roc_auc', 'roc_acu') }
    await expect(policyFor(project(0.9), fakeHost({ files }))).rejects.toThrow(
      /models\/mlgate\.yml at main@4f1c2d0:5:\d+ .*Did you mean roc_auc/,
    )
  })
})

describe('a policy that extends an organisation’s', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567'
  const extending = (min: number, of = commit) => `extends: acme/policy@${of}\n${project(min)}`
  const organisation = 'gate: {metrics: {roc_auc: {min: 0.8}, recall: {min: 0.5}}}\n'
  const forge = (
    own: string,
    committed: Readonly<Record<string, string>> = { [`acme/policy@${commit}:mlgate-policy.yml`]: organisation },
  ) => fakeHost({ files: { 'models/mlgate.yml': own }, committed })

  it('judges by both, is known by what both say, and names where each was read', async () => {
    const policy = await policyFor(extending(0.9), forge(extending(0.9)))
    expect(policy.body.gate?.metrics).toEqual({ roc_auc: { min: 0.9 }, recall: { min: 0.5 } })
    expect(policy.origin).toBe('models/mlgate.yml at main@4f1c2d0, extending mlgate-policy.yml at acme/policy@0123456')
    const alone = await policyFor(project(0.9), forge(project(0.9)))
    expect(policy.digest).not.toBe(alone.digest)
    const written = `${project(0.9).replace('{min: 0.9}', '{min: 0.9}, recall: {min: 0.5}')}`
    expect(policy.digest).toBe((await policyFor(written, forge(written))).digest)
  })

  it('is that of the target branch, whatever the change extends: its own is not even read', async () => {
    const mallory = extending(0.9, 'f'.repeat(40)).replace('acme/policy', 'mallory/policy')
    const policy = await policyFor(mallory, forge(extending(0.9)))
    expect(policy.body.gate?.metrics.recall).toEqual({ min: 0.5 })
    expect(policy.changes).toMatchObject([{ path: 'extends', direction: 'changed' }])
    const gone = await policyFor(project(0.9), forge(extending(0.9)))
    expect(gone.changes).toMatchObject([{ path: 'extends', after: undefined, direction: 'loosened' }])
    expect(gone.body.gate?.metrics.recall).toEqual({ min: 0.5 })
  })

  it('is told by a change that would loosen it', async () => {
    await expect(policyFor(extending(0.7), forge(extending(0.9)))).rejects.toThrow(
      /mlgate\.yml:6:\d+ gate\.metrics\.roc_auc\.min: 0\.7 is not tighter than 0\.8, which mlgate-policy\.yml at acme\/policy@0123456:1:\d+ says/,
    )
  })

  it('that loosens it on the target branch judges nothing', async () => {
    await expect(policyFor(extending(0.9), forge(extending(0.7)))).rejects.toThrow('is not tighter than 0.8')
  })

  it('is read with git on a machine of one’s own', async () => {
    const directory = await temporaryFolder()
    await writeFile(join(directory, 'c.yaml'), 'mine')
    const host = fakeHost({ committed: { [`acme/policy@${commit}:mlgate-policy.yml`]: organisation } })
    const policy = await policyFor(extending(0.9), host, directory)
    expect(policy.body.gate?.metrics.recall).toEqual({ min: 0.5 })
    expect(policy.origin).toContain('in the working tree, extending mlgate-policy.yml at acme/policy@0123456')
  })

  it('without the file stops everything, and so does an outage', async () => {
    await expect(policyFor(extending(0.9), forge(extending(0.9), {}))).rejects.toThrow(
      `extends: acme/policy has no file mlgate-policy.yml at ${commit}`,
    )
    const outage = new InfrastructureError('api.github.com: 403', { retryable: false })
    const host = { ...forge(extending(0.9)), readCommitted: () => Promise.reject(outage) }
    await expect(policyFor(extending(0.9), host)).rejects.toBe(outage)
  })
})
