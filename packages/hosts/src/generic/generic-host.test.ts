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
