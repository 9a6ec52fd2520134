import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from '@mlgate/documents'
import { generateKeyPair } from '@mlgate/evidence'
import { describe, expect, it } from 'vitest'
import { preparePenguins } from './penguins/prepare.ts'
import { runAzurePipeline } from './testing/azure-pipeline.ts'
import { CiAgents, exchange } from './testing/ci-agents.ts'
import { runJenkinsfile } from './testing/jenkinsfile.ts'

const penguins = join(import.meta.dirname, 'penguins')
const project = 'mlgate.registry.yml'
const junit = '.mlgate/penguin-species/evaluate-gate/junit.xml'

/** A repository whose main has a policy that asks for `accuracy`, and a key that is trusted. */
async function repository(agents: CiAgents, accuracy: string) {
  const { privateKey, publicKey } = generateKeyPair()
  const main = async (folder: string) => {
    await preparePenguins(join(folder, 'data'))
    exchange(join(folder, project), '/srv/mlgate/registry', agents.registry)
    exchange(join(folder, project), 'min: 0.9,', `min: ${accuracy},`)
    const keys = `trusted_keys: [{ name: ci, public_key: ${JSON.stringify(publicKey)} }]\n`
    writeFileSync(join(folder, project), readFileSync(join(folder, project), 'utf8') + keys)
  }
  await agents.commit('main', penguins, main)
  await agents.commit('change', penguins, async (folder) => {
    await main(folder)
    exchange(join(folder, project), `min: ${accuracy},`, 'min: 0.01,')
  })
  const keyFile = join(agents.registry, '../key.pem')
  writeFileSync(keyFile, privateKey, { mode: 0o600 })
  return { keyFile }
}

const jenkins = { JENKINS_URL: 'https://ci.example/', JOB_NAME: 'penguins', BUILD_NUMBER: '1' }
const azure = { TF_BUILD: 'True', BUILD_BUILDID: '1' }

describe.each([
  {
    system: 'Jenkins',
    onChange: { ...jenkins, BRANCH_NAME: 'PR-5', CHANGE_ID: '5', CHANGE_TARGET: 'main', CHANGE_BRANCH: 'change' },
    onMain: { ...jenkins, BRANCH_NAME: 'main' },
    run(agents: CiAgents, branch: string, keyFile: string) {
      const onMain = branch === 'main'
      const env: Record<string, string> = onMain ? { KEY_FILE: keyFile } : {}
      return runJenkinsfile(readFileSync(join(penguins, 'Jenkinsfile'), 'utf8'), agents, { branch, onMain, env })
    },
  },
  {
    system: 'Azure Pipelines',
    onChange: {
      ...azure,
      BUILD_REASON: 'PullRequest',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '5',
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      SYSTEM_PULLREQUEST_ISFORK: 'False',
    },
    onMain: { ...azure, BUILD_REASON: 'IndividualCI', BUILD_SOURCEBRANCH: 'refs/heads/main' },
    run(agents: CiAgents, branch: string, keyFile: string) {
      const onMain = branch === 'main'
      const text = readFileSync(join(penguins, 'azure-pipelines.yml'), 'utf8')
      const pipeline = parseDocument(text, 'azure-pipelines.yml').value as Parameters<typeof runAzurePipeline>[0]
      return runAzurePipeline(pipeline, agents, { branch, onMain, keyFile: onMain ? keyFile : '' })
    },
  },
])('on $system', ({ onChange, onMain, run }) => {
  it('a pull request that loosens the policy is judged by the old one, and what failed is left as JUnit', async () => {
    const agents = new CiAgents(onChange)
    const { keyFile } = await repository(agents, '0.999')
    const stages = run(agents, 'change', keyFile)
    expect(stages.map(({ stage }) => stage)).toEqual(['validate', 'train', 'gate'])
    const gate = stages.at(-1)
    expect(gate?.ran.at(-1)?.status, gate?.ran.at(-1)?.output).toBe(1)
    expect(gate?.ran.at(-1)?.output).toMatch(/Loosened: min of accuracy 0\.999 → 0\.01/)
    expect(readFileSync(join(gate?.workspace ?? '', junit), 'utf8')).toContain('<failure')
    const record = readFileSync(
      join(gate?.workspace ?? '', '.mlgate/penguin-species/evaluate-gate/record.unsigned.json'),
      'utf8',
    )
    expect(JSON.parse(record).predicate).toMatchObject({
      policy: { uri: expect.stringMatching(/^mlgate\.registry\.yml at main@/) },
    })
    expect(record).toContain('"event": "pull_request"')
  }, 240_000)

  it('main trains, signs its verdict and registers, from one job to the next', async () => {
    const agents = new CiAgents(onMain)
    const { keyFile } = await repository(agents, '0.9')
    const stages = run(agents, 'main', keyFile)
    expect(stages.map(({ stage }) => stage)).toEqual(['validate', 'train', 'gate', 'register'])
    const last = stages.at(-1)?.ran.at(-1)
    expect(last?.status, last?.output).toBe(0)
    expect(last?.output).toContain('registered as version 1')
  }, 240_000)
})
