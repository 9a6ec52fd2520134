import { recogniseCi } from './generic/ci/recognise-ci.ts'
import type { Environment } from './host-dependencies.ts'

/**
 * Names that mean a credential. Beside the endings, the ones that clouds, forges and databases use. An empty variable
 * holds none.
 */
const credentials: readonly RegExp[] = [
  /(?:TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)(?:_V\d+)?$/,
  /(?:^|[_-])(?:KEY|PASS|PAT|CREDS|AUTH)$/,
  // `PWD` alone is the working directory.
  /[_-]PWD$/,
  /(?:API|ACCESS|ACCOUNT|AUTH|DEPLOY|ENCRYPTION|PRIVATE|SECRET|SIGNING|SSH)KEY$/,
  /(?:^|[_-])(?:TOKEN|SECRET|PASSWORD|KEY|CREDENTIALS?)[_-](?:ID|FILE|PATH|BASE|B64|BASE64|PEM|JSON|PASS|DATA|VALUE)$/,
  /^AWS_/,
  /^AZURE_/,
  /^ARM_CLIENT_/,
  /^KUBECONFIG$/,
  /^DOCKER_AUTH_CONFIG$/,
  /^CI_JOB_JWT/,
]

/** Values that are a credential under any name: `user:password@` in an address, a header, a private key. */
const credentialValues: readonly RegExp[] = [
  /[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:[^\s/?#@]+@/i,
  /\bauthorization\s*[:=]\s*(?:basic|bearer|token)\s+\S/i,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
]

/** Text that people wrote about a change, and the job token's own address: nothing is concluded from their values. */
const spoken = /^(?:CI_COMMIT_|CI_MERGE_REQUEST_|CI_EXTERNAL_PULL_REQUEST_|CI_REPOSITORY_URL$)/

/**
 * Not credentials although they look it: regions, folders and switches, some of them set on every hosted runner
 * (AZURE_EXTENSION_DIR). GitLab's short tokens are beginnings of tokens, for naming them.
 */
const harmless: readonly RegExp[] = [
  /^AWS_(?:DEFAULT_)?(?:REGION|OUTPUT)$/,
  /^AWS_(?:PAGER|RETRY_MODE|MAX_ATTEMPTS|CA_BUNDLE|EC2_METADATA_DISABLED|ENDPOINT_URL(?:_.*)?|SDK_LOAD_CONFIG)$/,
  /^AZURE_(?:EXTENSION_DIR|CONFIG_DIR|DEVOPS_CACHE_DIR|HTTP_USER_AGENT|CORE_.*)$/,
  /(?:^|[_-])CACHE[_-]KEY$/,
  /^CI_(?:RUNNER|TRIGGER)_SHORT_TOKEN$/,
]

/** Switches are no credentials, whatever their name. */
const switchValue = /^(?:true|false)$/i

/**
 * Credentials that the forge puts into every job, whatever its owner does. They are not counted, since otherwise no
 * job could run user code; child processes never get them, and each works only within the job: the runtime token of
 * a JavaScript action stores artifacts and caches of its own run; GitLab's job token (also under the names of its
 * registry and dependency proxy passwords) ends with the job and is limited by the project's job-token settings.
 */
export const unavoidableCredentials: ReadonlySet<string> = new Set([
  'ACTIONS_RUNTIME_TOKEN',
  'CI_JOB_TOKEN',
  'CI_BUILD_TOKEN',
  'CI_REGISTRY_PASSWORD',
  'CI_DEPENDENCY_PROXY_PASSWORD',
])

/**
 * The names of the present variables that hold credentials, sorted.
 *
 * An SSH agent (SSH_AUTH_SOCK) counts in CI, where somebody has put a key into it for the job; on a machine of one's own
 * every desktop session has one. launchd starts one for every session as well, also on hosted macOS runners: not counted.
 */
export function credentialVariables(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter((name) => holdsCredential(name, (env[name] ?? '').trim(), env))
    .sort()
}

function holdsCredential(name: string, value: string, env: Environment): boolean {
  const upper = name.toUpperCase()
  if (value === '' || switchValue.test(value) || unavoidableCredentials.has(upper)) return false
  if (upper === 'SSH_AUTH_SOCK') return isCi(env) && !value.includes('/com.apple.launchd.')
  // Hosted Windows runners come with a database that has this password.
  if (upper === 'PGPASSWORD' && value === 'root') return false
  if (!spoken.test(upper) && credentialValues.some((pattern) => pattern.test(value))) return true
  return credentials.some((pattern) => pattern.test(upper)) && !harmless.some((pattern) => pattern.test(upper))
}

/** Jenkins, Azure Pipelines and TeamCity may leave `CI` unset. */
function isCi(env: Environment): boolean {
  return recogniseCi(env, () => '') !== undefined
}
