import { expect, test } from 'vitest'
import { credentialVariables } from './credential-variables.ts'

const named = (name: string, value = 'x') => credentialVariables({ [name]: value })

test.each([
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'INPUT_TOKEN',
  'GITLAB_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'MLGATE_SIGNING_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_PROFILE',
  'AZURE_CLIENT_SECRET',
  'AZURE_STORAGE_CONNECTION_STRING',
  'ARM_CLIENT_SECRET',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'MLFLOW_TRACKING_PASSWORD',
  'npm_config_token',
  'INPUT_SIGNING-KEY',
  'KUBECONFIG',
  'CI_JOB_JWT_V2',
  'PGPASSWORD',
  'MYSQL_PWD',
  'GH_PAT',
  'OPENAI_APIKEY',
  'NPM_CONFIG__AUTH',
  'npm_config_//registry.example/:_authToken',
  'REDISCLI_AUTH',
  'SECRET_KEY_BASE',
  'SIGNING_KEY_B64',
  'GPG_PASSPHRASE',
  'SYSTEM_ACCESSTOKEN',
  'BUILDKITE_AGENT_ACCESS_TOKEN',
  'BITBUCKET_STEP_OIDC_TOKEN',
  'CIRCLE_OIDC_TOKEN',
  'CIRCLE_OIDC_TOKEN_V2',
  'GIT_PASSWORD',
])('%s is a credential', (name) => {
  expect(named(name)).toEqual([name])
})

test.each([
  'PATH',
  'GITHUB_ACTIONS',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AZURE_EXTENSION_DIR',
  'INPUT_CACHE-KEY',
  'TOKENIZERS_PARALLELISM',
  'ACTIONS_RUNTIME_TOKEN',
  'CI_JOB_TOKEN',
  'CI_REGISTRY_PASSWORD',
  'CI_RUNNER_SHORT_TOKEN',
  'PWD',
  'OLDPWD',
  'GIT_ASKPASS',
  'XAUTHORITY',
  'SELENIUM_JAR_PATH',
  'MONKEY',
])('%s does not forbid user code', (name) => {
  expect(named(name)).toEqual([])
})

test('an empty variable holds no credential', () => {
  expect(named('GITHUB_TOKEN', '')).toEqual([])
  expect(named('GITHUB_TOKEN', ' \n')).toEqual([])
})

test('names are listed in order, values never', () => {
  expect(credentialVariables({ Z_TOKEN: 'secret', GITHUB_TOKEN: 'secret' })).toEqual(['GITHUB_TOKEN', 'Z_TOKEN'])
})

test.each([
  ['GIT_CONFIG_VALUE_0', 'AUTHORIZATION: basic eDpnaHNfMQ=='],
  ['GIT_CONFIG_PARAMETERS', "'http.https://github.com/.extraheader=Authorization: Bearer abc'"],
  ['GIT_CONFIG_KEY_1', 'url.https://x:ghp_1@github.com/.insteadOf'],
  ['DATABASE_URL', 'postgresql+psycopg://app:hunter2@db.example/app'],
  ['REDIS_URL', 'redis://:hunter2@cache.example:6379'],
  ['DEPLOY', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl'],
])('%s is a credential by its value', (name, value) => {
  expect(named(name, value)).toEqual([name])
})

test.each([
  ['GIT_CONFIG_VALUE_0', '/github/workspace'],
  ['PIP_INDEX_URL', 'https://pypi.example:8443/simple?at=a:b@c'],
  ['GIT_URL', 'ssh://git@github.com/acme/m.git'],
  ['CI_REPOSITORY_URL', 'https://gitlab-ci-token:glcbt-1@gitlab.example/acme/m.git'],
  ['CI_COMMIT_MESSAGE', 'Connect with postgres://user:password@localhost'],
  ['USE_TOKEN', 'false'],
  // actions/runner-images, Install-PostgreSQL.ps1
  ['PGPASSWORD', 'root'],
])('%s=%s does not forbid user code', (name, value) => {
  expect(named(name, value)).toEqual([])
})

test('an SSH agent counts in CI, where somebody put a key into it, and not in a desktop session', () => {
  const SSH_AUTH_SOCK = '/tmp/ssh-x/agent.1'
  expect(credentialVariables({ SSH_AUTH_SOCK, CI: 'true' })).toEqual(['SSH_AUTH_SOCK'])
  expect(credentialVariables({ SSH_AUTH_SOCK })).toEqual([])
  expect(credentialVariables({ SSH_AUTH_SOCK: '/private/tmp/com.apple.launchd.x/Listeners', CI: 'true' })).toEqual([])
})
