import { mkdtemp, readdir, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { recordEffects } from '../../testing/index.ts'
import { GenericHost } from './generic-host.ts'

const host = (env: Record<string, string>) => new GenericHost(env, recordEffects().deps)

describe('a branch’s runs, outside a forge', () => {
  it('are a miss on somebody’s own machine, with the reason', async () => {
    expect(await host({}).findBranchArtifact('main', 'mlgate-m-train-model')).toEqual({
      found: false,
      reason: 'runs of a branch are looked up on GitHub and GitLab only, not on this machine',
    })
  })

  it.each([{ CI: 'true' }, { CI: '1', JENKINS_URL: 'https://ci.example' }])('stop the step in CI (%j)', async (env) => {
    await expect(host(env).findBranchArtifact('main', 'mlgate-m-train-model')).rejects.toThrow(
      'can be looked up on GitHub and GitLab only',
    )
  })
})

describe('outputs, outside a forge', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'mlgate-generic-'))
  const at = (directory: string) => new GenericHost({}, recordEffects().deps, directory)

  it('are left as JSON in .mlgate, those of the last step alone', async () => {
    const cwd = await folder()
    await at(cwd).setOutputs({ verdict: 'pass', surplus: 'x' })
    await at(cwd).setOutputs({ verdict: 'fail', 'artifact-digest': 'sha256:1' })
    expect(JSON.parse(await readFile(join(cwd, '.mlgate/outputs.json'), 'utf8'))).toEqual({
      verdict: 'fail',
      'artifact-digest': 'sha256:1',
    })
    expect(await readdir(join(cwd, '.mlgate'))).toEqual(['outputs.json'])
  })

  it('are not written through a link of a hostile checkout', async () => {
    const [cwd, elsewhere] = [await folder(), await folder()]
    await symlink(elsewhere, join(cwd, '.mlgate'))
    await expect(at(cwd).setOutputs({ verdict: 'pass' })).rejects.toThrow(ConfigurationError)
    expect(await readdir(elsewhere)).toEqual([])
  })
})
