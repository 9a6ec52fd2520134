import { freePort } from '@mlgate/core/testing'
import { generateKeyPair } from '@mlgate/evidence'
import { describe, expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'

const rows = `id,x,y\n${Array.from({ length: 200 }, (_, row) => `${row},${row % 20},${row % 20 > 9 ? 'yes' : 'no'}\n`).join('')}`
const signing = generateKeyPair()
const signs = { MLGATE_SIGNING_KEY: signing.privateKey }
const project = (ports: readonly number[]) => `model: m
task: classification
candidate: {onnx: out/m.onnx}
data: {train: rows.csv, test: rows.csv, label: y, positive: 'yes', id: id}
train: {builtin: {algorithm: logistic-regression}}
registry: {type: directory, path: registry}
trusted_keys: [{name: ci, public_key: ${JSON.stringify(signing.publicKey)}}]
evidence: {max_age_days: 30}
deploy:
  staging: {target: local, port: ${ports[0]}}
  production: {target: local, port: ${ports[1]}, requires: {passed: staging}}
gate: {metrics: {accuracy: {min: 0.9}}}
`

describe('an environment that requires another one before it', () => {
  it('gets a version when its bytes passed there, and not before', async () => {
    const ports = [await freePort(), await freePort()]
    const { run } = cliProject({ 'mlgate.yml': project(ports), 'rows.csv': rows })
    const deploy = (environment: string, key: Readonly<Record<string, string>> = signs) =>
      run('deploy-model', ['--environment', environment], key)
    try {
      expect(run('train-model')).toMatchObject({ status: 0 })
      expect(run('evaluate-gate', [], signs)).toMatchObject({ status: 0 })
      expect(run('register-model', ['--alias', 'production'])).toMatchObject({ status: 0 })
      const early = deploy('production')
      expect(early).toMatchObject({ status: 2 })
      expect(early.result.reason).toContain(
        'Nothing was deployed. No record says that this model was deployed to staging. Run deploy-model with environment staging on this version first.',
      )
      expect(run('verify', ['--environment', 'production'])).toMatchObject({ status: 1 })
      expect(run('verify', ['--environment', 'staging'])).toMatchObject({ status: 0 })
      expect(run('verify', ['--environment', 'moon']).result.reason).toContain('deploy has no environment "moon"')

      expect(deploy('staging')).toMatchObject({ status: 0, result: { details: { outcome: 'deployed' } } })
      const verified = run('verify', ['--environment', 'production'])
      expect(verified).toMatchObject({ status: 0 })
      expect(JSON.stringify(verified.result.checks)).toContain(
        'The record of the deployment to staging is signed by ci.',
      )
      expect(deploy('production')).toMatchObject({ status: 0, result: { details: { outcome: 'deployed' } } })
      // Again, both are as they were.
      expect(deploy('staging')).toMatchObject({ status: 0, result: { details: { outcome: 'unchanged' } } })
      expect(deploy('production')).toMatchObject({ status: 0, result: { details: { outcome: 'unchanged' } } })

      // A record that a stranger signed is newer, and counts for nothing.
      const stranger = { MLGATE_SIGNING_KEY: generateKeyPair().privateKey }
      expect(deploy('staging', stranger)).toMatchObject({ status: 0 })
      expect(deploy('production').result.reason).toContain('Run deploy-model with environment staging')
    } finally {
      for (const environment of ['staging', 'production']) run('undeploy', ['--environment', environment])
    }
  }, 240_000)
})
