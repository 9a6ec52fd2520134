import { ConfigurationError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { runSource } from './run-source.ts'

describe('where a run is', () => {
  it.each([
    ['git@github.com:acme/flights.git', 'github', 'acme/flights', 'https://api.github.com'],
    ['https://github.com/acme/flights', 'github', 'acme/flights', 'https://api.github.com'],
    ['https://acme.ghe.com/acme/flights.git', 'github', 'acme/flights', 'https://api.acme.ghe.com'],
    ['https://git.acme.example/acme/flights', 'github', 'acme/flights', 'https://git.acme.example/api/v3'],
    ['ssh://git@gitlab.com/ml/risk/flights.git', 'gitlab', 'ml/risk/flights', 'https://gitlab.com/api/v4'],
    ['https://gitlab.acme.example/ml/flights/', 'gitlab', 'ml/flights', 'https://gitlab.acme.example/api/v4'],
  ])('is told by %s', (remote, forge, repository, apiUrl) => {
    expect(runSource({}, undefined, remote)).toMatchObject({ forge, repository, apiUrl })
    expect(runSource({ GITHUB_REPOSITORY: 'other/one' }, remote, 'git@github.com:other/two')).toMatchObject({
      repository,
    })
  })

  it('is told by the job, and by a name without a server', () => {
    const job = {
      GITHUB_SERVER_URL: 'https://git.acme.example',
      GITHUB_API_URL: 'https://git.acme.example/api/v3',
      GITHUB_REPOSITORY: 'acme/flights',
      GITHUB_TOKEN: 'secret',
    }
    const here = { repository: 'acme/flights', apiUrl: 'https://git.acme.example/api/v3', token: 'secret' }
    expect(runSource(job, undefined, 'git@github.com:acme/other')).toMatchObject(here)
    expect(runSource({}, 'acme/other', undefined)).toMatchObject({ apiUrl: 'https://api.github.com' })
    const gitlab = { CI_SERVER_URL: 'https://git.acme.example', CI_PROJECT_PATH: 'a/b' }
    expect(runSource(gitlab, undefined, undefined)).toMatchObject({ forge: 'gitlab', repository: 'a/b' })
  })

  it('gets no token that is for another server', () => {
    const tokens = { GITHUB_TOKEN: 'for-github', GITLAB_TOKEN: 'for-gitlab', GH_ENTERPRISE_TOKEN: 'for-own' }
    const token = (remote: string) => runSource(tokens, undefined, remote).token
    expect(token('https://github.com/a/b')).toBe('for-github')
    expect(token('https://gitlab.com/a/b')).toBe('for-gitlab')
    expect(token('https://evil.example/a/b')).toBeUndefined()
    const own = { ...tokens, GH_HOST: 'git.own.example' }
    expect(runSource(own, undefined, 'https://git.own.example/a/b').token).toBe('for-own')
    expect(runSource(own, undefined, 'https://evil.example/a/b').token).toBeUndefined()
    expect(token('https://gitlab.evil.example/a/b')).toBeUndefined()
    expect(runSource({ ...tokens, GITLAB_HOST: 'git.own.example' }, 'https://git.own.example/a/b', undefined)).toEqual({
      forge: 'gitlab',
      repository: 'a/b',
      apiUrl: 'https://git.own.example/api/v4',
      token: 'for-gitlab',
    })
  })

  it('gets no token that would go there in the clear', () => {
    const tokens = { GITLAB_TOKEN: 'for-gitlab', GH_ENTERPRISE_TOKEN: 'for-own', GH_HOST: 'git.own.example' }
    expect(runSource(tokens, undefined, 'http://gitlab.com/a/b').token).toBeUndefined()
    expect(runSource(tokens, undefined, 'http://git.own.example/a/b').token).toBeUndefined()
    const here = { CI_SERVER_URL: 'http://gitlab.internal', CI_PROJECT_PATH: 'a/b', GITLAB_TOKEN: 'for-gitlab' }
    expect(runSource(here, undefined, undefined).token).toBe('for-gitlab')
  })

  it('gets no token of this job’s server when it is another one', () => {
    const job = { GITHUB_SERVER_URL: 'https://git.acme.example', GITHUB_REPOSITORY: 'a/b', GITHUB_TOKEN: 'of-the-job' }
    expect(runSource(job, 'https://github.com/a/b', undefined).token).toBeUndefined()
    expect(runSource({ ...job, GH_TOKEN: 'for-github' }, 'https://github.com/a/b', undefined).token).toBe('for-github')
    expect(runSource({ ...job, GH_TOKEN: 'for-github' }, undefined, undefined).token).toBe('of-the-job')
    const gitlab = { CI_SERVER_URL: 'https://git.acme.example', CI_PROJECT_PATH: 'a/b', GITLAB_TOKEN: 'of-the-job' }
    expect(runSource(gitlab, 'https://gitlab.com/a/b', undefined).token).toBeUndefined()
    expect(runSource({ GITLAB_HOST: 'x.example', GITLAB_TOKEN: 'x' }, 'https://gitlab.com/a/b', undefined).token).toBe(
      undefined,
    )
  })

  it.each(['git@a b:acme/flights.git', 'ssh://git@%/acme/flights', 'git@a<b:acme/flights'])(
    'is a matter of configuration when the remote is %s',
    (remote) => expect(() => runSource({}, undefined, remote)).toThrow(ConfigurationError),
  )

  it.each([
    ['', undefined, 'which repository the run belongs to is not known'],
    ['flights', 'flights', 'names no repository'],
    ['https://github.com/a/b/actions/runs/5', 'https://github.com/a/b/actions/runs/5', 'names no repository'],
  ])('is not told by %j', (_what, given, message) => {
    expect(() => runSource({}, given, undefined)).toThrow(message)
  })
})
