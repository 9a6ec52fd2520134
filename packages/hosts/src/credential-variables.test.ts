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
