import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConfigurationError, type ExecRequest, IntegrityError } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordEffects } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'
import { isEnterpriseServer } from './enterprise-server.ts'

let workspace: string
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'mlgate-ghes-'))
})
afterEach(() => rm(workspace, { recursive: true, force: true }))

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(workspace, path)), { recursive: true })
  await writeFile(join(workspace, path), content)
}

/** A job on a server of somebody's own, with everything a runner there sets. */
function job(tracked = '') {
  const exec = async (_: ExecRequest) =>
    ({ exitCode: 0, signal: undefined, timedOut: false, stdout: tracked, stderrTail: '' }) as const
  const effects = recordEffects({ exec })
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.acme.example',
    GITHUB_API_URL: 'https://github.acme.example/api/v3',
    GITHUB_REPOSITORY: 'acme/penguins',
    GITHUB_WORKSPACE: workspace,
    GITHUB_RUN_ID: '7',
    GITHUB_TOKEN: 'ghs_x',
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_RESULTS_URL: 'https://github.acme.example/_services/',
  }
  return { host: detectHost(env, effects.deps), effects }
}

test.each([
  [undefined, false],
  ['https://github.com', false],
  ['https://acme.ghe.com', false],
  ['https://github.acme.example', true],
  ['https://github.com.acme.example', true],
  ['https://ghe.com.example', true],
])('%s is an Enterprise Server: %s', (address, expected) => {
  expect(isEnterpriseServer({ GITHUB_SERVER_URL: address })).toBe(expected)
})

describe('on GitHub Enterprise Server', () => {
  test('a folder is handed over by its path in the workspace and its digest, and the log says how it travels', async () => {
    await write('.mlgate/m/train-model/model/m.onnx', 'bytes')
    const { host, effects } = job()
    const reference = await host.uploadArtifact('mlgate-m-train-model', join(workspace, '.mlgate/m/train-model'))
    expect(reference.id).toBe('.mlgate/m/train-model')
    expect(effects.logged.join('\n')).toContain('actions/upload-artifact@v3')
    const into = join(workspace, 'in')
    await host.downloadArtifact(reference, into)
    expect(await readFile(join(into, 'model/m.onnx'), 'utf8')).toBe('bytes')
    await write('.mlgate/m/train-model/model/m.onnx', 'others')
    await expect(host.downloadArtifact(reference, join(workspace, 'again'))).rejects.toThrow(IntegrityError)
    await expect(host.downloadArtifact({ ...reference, id: '5' }, into)).rejects.toThrow(ConfigurationError)
  })

  test('reports of the run are what lies in .mlgate, unless somebody committed it', async () => {
    await write('.mlgate/m/evaluate-gate/report.json', '{}')
    await write('.git/HEAD', '')
    const query = { prefix: 'mlgate-', file: 'report.json', limit: 10 }
    const { host } = job()
    expect(await host.readRunFiles(query)).toMatchObject([{ artifact: '.mlgate/m/evaluate-gate' }])
    expect(host.seesWholeRun).toBe(false)
    await expect(job('.mlgate/m/evaluate-gate/report.json\0').host.readRunFiles(query)).rejects.toThrow(
      ConfigurationError,
    )
  })

  test('a baseline from a branch’s run is refused with what to use instead, and no page is published', async () => {
    const { host } = job()
    await expect(host.findBranchArtifact('main', 'mlgate-m-train-model')).rejects.toThrow(/from the registry, from git/)
    expect(await host.publishPage('report', join(workspace, 'none.html'))).toBeUndefined()
    expect(host.artifactPlace('mlgate-m-validate-data')).toBeUndefined()
  })
})
