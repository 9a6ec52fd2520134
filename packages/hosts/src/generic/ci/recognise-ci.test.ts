import { expect, test } from 'vitest'
import { recogniseCi } from './recognise-ci.ts'

const commit = 'a'.repeat(40)
const head = 'b'.repeat(40)
const noFile = (path: string): string => {
  throw new Error(`Nothing was to be read: ${path}`)
}

test('a multibranch project of Jenkins tells a pull request, its target and its fork', () => {
  // https://www.jenkins.io/doc/book/pipeline/multibranch and the variables of the Git plugin.
  const env = {
    JENKINS_URL: 'https://ci.example/',
    JOB_NAME: 'penguins/PR-5',
    BUILD_NUMBER: '12',
    BUILD_URL: 'https://ci.example/job/penguins/job/PR-5/12/',
    BRANCH_NAME: 'PR-5',
    CHANGE_ID: '5',
    CHANGE_URL: 'https://github.example/acme/penguins/pull/5',
    CHANGE_TARGET: 'main',
    CHANGE_BRANCH: 'feature',
    CHANGE_FORK: 'mallory',
    GIT_COMMIT: commit,
    GIT_URL: 'https://github.example/acme/penguins.git',
  }
  expect(recogniseCi(env, noFile)).toEqual({
    system: 'jenkins',
    repository: 'acme/penguins',
    commit,
    ref: undefined,
    event: 'pull_request',
    runUrl: 'https://ci.example/job/penguins/job/PR-5/12/',
    runId: 'penguins/PR-5-12',
    change: {
      id: '5',
      url: 'https://github.example/acme/penguins/pull/5',
      targetBranch: 'main',
      headCommit: commit,
      fromFork: true,
    },
  })
  const branch = { JENKINS_URL: 'x', GIT_BRANCH: 'origin/main', GIT_URL: 'git@host.example:acme/penguins.git' }
  expect(recogniseCi(branch, noFile)).toMatchObject({
    event: 'jenkins',
    ref: 'refs/heads/main',
    repository: 'acme/penguins',
    change: undefined,
  })
})

test('Azure Pipelines tells a pull request of GitHub by its number, one of Azure Repos by its id', () => {
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  const env = {
    TF_BUILD: 'True',
    BUILD_REASON: 'PullRequest',
    BUILD_BUILDID: '77',
    SYSTEM_JOBATTEMPT: '2',
    SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: 'https://dev.azure.com/acme/',
    SYSTEM_TEAMPROJECT: 'ML models',
    BUILD_SOURCEVERSION: commit,
    BUILD_SOURCEBRANCH: 'refs/pull/5/merge',
    BUILD_REPOSITORY_PROVIDER: 'GitHub',
    BUILD_REPOSITORY_NAME: 'acme/penguins',
    BUILD_REPOSITORY_URI: 'https://github.com/acme/penguins',
    SYSTEM_PULLREQUEST_PULLREQUESTID: '1842397',
    SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '5',
    SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
    SYSTEM_PULLREQUEST_ISFORK: 'False',
  }
  expect(recogniseCi(env, noFile)).toMatchObject({
    system: 'azure-pipelines',
    repository: 'acme/penguins',
    commit,
    event: 'pull_request',
    runUrl: 'https://dev.azure.com/acme/ML%20models/_build/results?buildId=77',
    runId: '77-2',
    change: {
      id: '5',
      url: 'https://github.com/acme/penguins/pull/5',
      targetBranch: 'main',
      headCommit: head,
      fromFork: false,
    },
  })
  const own = {
    ...env,
    BUILD_REPOSITORY_PROVIDER: 'TfsGit',
    BUILD_REPOSITORY_NAME: 'penguins',
    BUILD_REPOSITORY_URI: 'https://acme@dev.azure.com/acme/ML%20models/_git/penguins',
    SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: undefined,
    SYSTEM_PULLREQUEST_ISFORK: undefined,
  }
  expect(recogniseCi(own, noFile)).toMatchObject({
    repository: 'ML models/penguins',
    change: { id: '1842397', url: expect.stringMatching(/_git\/penguins\/pullrequest\/1842397$/), fromFork: true },
  })
  const schedule = { TF_BUILD: 'True', BUILD_REASON: 'Schedule', BUILD_SOURCEBRANCH: 'refs/heads/main' }
  expect(recogniseCi(schedule, noFile)).toMatchObject({ event: 'schedule', ref: 'refs/heads/main', change: undefined })
})

test('CircleCI tells no target branch', () => {
  const env = {
    CI: 'true',
    CIRCLECI: 'true',
    CIRCLE_PROJECT_USERNAME: 'acme',
    CIRCLE_PROJECT_REPONAME: 'penguins',
    CIRCLE_SHA1: commit,
    CIRCLE_BRANCH: 'feature',
    CIRCLE_PULL_REQUEST: 'https://github.com/acme/penguins/pull/5',
    CIRCLE_WORKFLOW_ID: 'w',
    CIRCLE_BUILD_NUM: '9',
  }
  expect(recogniseCi(env, noFile)).toMatchObject({
    system: 'circleci',
    repository: 'acme/penguins',
    event: 'pull_request',
    runId: 'w-9',
    change: { id: '5', targetBranch: undefined, headCommit: commit, fromFork: false },
  })
  expect(recogniseCi({ ...env, CIRCLE_PR_NUMBER: '5' }, noFile)?.change?.fromFork).toBe(true)
  expect(recogniseCi({ ...env, CIRCLE_PULL_REQUEST: undefined }, noFile)).toMatchObject({
    event: 'push',
    ref: 'refs/heads/feature',
    change: undefined,
  })
})

test('Buildkite tells a pull request by a number, and none by false', () => {
  const env = {
    CI: 'true',
    BUILDKITE: 'true',
    BUILDKITE_REPO: 'git@github.com:acme/penguins.git',
    BUILDKITE_COMMIT: commit,
    BUILDKITE_BRANCH: 'feature',
    BUILDKITE_SOURCE: 'webhook',
    BUILDKITE_BUILD_NUMBER: '3',
    BUILDKITE_RETRY_COUNT: '1',
    BUILDKITE_PULL_REQUEST: '5',
    BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
    BUILDKITE_PULL_REQUEST_REPO: 'https://github.com/acme/penguins.git',
  }
  expect(recogniseCi(env, noFile)).toMatchObject({
    repository: 'acme/penguins',
    event: 'pull_request',
    runId: '3-2',
    change: { id: '5', targetBranch: 'main', fromFork: false },
  })
  const fork = { ...env, BUILDKITE_PULL_REQUEST_REPO: 'https://github.com/mallory/penguins.git' }
  expect(recogniseCi(fork, noFile)?.change?.fromFork).toBe(true)
  expect(recogniseCi({ ...env, BUILDKITE_PULL_REQUEST: 'false', BUILDKITE_COMMIT: 'HEAD' }, noFile)).toMatchObject({
    event: 'push',
    ref: 'refs/heads/feature',
    commit: undefined,
    change: undefined,
  })
})

test('Bitbucket tells a pull request and its destination', () => {
  const env = {
    CI: 'true',
    BITBUCKET_BUILD_NUMBER: '8',
    BITBUCKET_REPO_FULL_NAME: 'acme/penguins',
    BITBUCKET_COMMIT: commit,
    BITBUCKET_BRANCH: 'feature',
    BITBUCKET_PR_ID: '5',
    BITBUCKET_PR_DESTINATION_BRANCH: 'main',
  }
  expect(recogniseCi(env, noFile)).toMatchObject({
    repository: 'acme/penguins',
    event: 'pull_request',
    runUrl: 'https://bitbucket.org/acme/penguins/pipelines/results/8',
    change: { id: '5', url: 'https://bitbucket.org/acme/penguins/pull-requests/5', targetBranch: 'main' },
  })
  const push = { ...env, BITBUCKET_PR_ID: undefined, BITBUCKET_TAG: 'v1' }
  expect(recogniseCi(push, noFile)).toMatchObject({ event: 'bitbucket', ref: 'refs/tags/v1', change: undefined })
})

test('TeamCity tells a pull request in the file that its build properties name', () => {
  const files: Record<string, string> = {
    '/tmp/build.properties':
      '#TeamCity\nteamcity.configuration.properties.file=/tmp/configuration.properties\nbuild.number=7\n',
    '/tmp/configuration.properties':
      'teamcity.build.id=4711\nteamcity.pullRequest.number=5\nteamcity.pullRequest.target.branch=refs/heads/m\\u0061in\nteamcity.pullRequest.title=a\\=b\\\n  c\n',
  }
  const env = {
    TEAMCITY_VERSION: '2025.07',
    BUILD_NUMBER: '7',
    BUILD_VCS_NUMBER: commit,
    TEAMCITY_BUILD_PROPERTIES_FILE: '/tmp/build.properties',
  }
  expect(recogniseCi(env, (path) => files[path] ?? noFile(path))).toMatchObject({
    system: 'teamcity',
    commit,
    event: 'pull_request',
    runId: '4711-1',
    // No source branch: it lies in another repository.
    change: { id: '5', targetBranch: 'main', headCommit: commit, fromFork: true },
  })
  expect(recogniseCi({ TEAMCITY_VERSION: '2025.07' }, noFile)).toMatchObject({ event: 'teamcity', change: undefined })
})

test('an asked-for generic host on GitHub still knows a pull request and its base', () => {
  const env = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/5/merge' }
  expect(recogniseCi({ ...env, GITHUB_BASE_REF: 'main' }, noFile)).toMatchObject({
    event: 'pull_request',
    change: { id: '5', targetBranch: 'main', fromFork: true },
  })
})

test('another system is known by CI alone, and a machine of one’s own is none', () => {
  expect(recogniseCi({ CI: '1' }, noFile)).toMatchObject({ system: 'ci', event: 'ci', change: undefined })
  for (const env of [{}, { CI: 'false' }, { CI: '0' }, { CI: '' }]) expect(recogniseCi(env, noFile)).toBeUndefined()
})
