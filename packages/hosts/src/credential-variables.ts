import type { Environment } from './host-dependencies.ts'

/**
 * Names that mean a credential. Beside the endings, the ones that clouds and forges use. An empty variable holds none.
 */
const credentials: readonly RegExp[] = [
  /(?:^|[_-])(?:TOKEN|SECRET|PASSWORD|PASSWD|KEY|CREDENTIALS)$/,
  /(?:^|[_-])(?:TOKEN|SECRET|PASSWORD|KEY)[_-](?:ID|FILE|PATH)$/,
  /^AWS_/,
  /^AZURE_/,
  /^ARM_CLIENT_/,
  /^KUBECONFIG$/,
  /^DOCKER_AUTH_CONFIG$/,
  /^CI_JOB_JWT/,
]

/**
 * Not credentials although they look it: regions, folders and switches, some of them set on every hosted runner
 * (AZURE_EXTENSION_DIR).
 */
const harmless: readonly RegExp[] = [
  /^AWS_(?:DEFAULT_)?(?:REGION|OUTPUT)$/,
  /^AWS_(?:PAGER|RETRY_MODE|MAX_ATTEMPTS|CA_BUNDLE|EC2_METADATA_DISABLED|ENDPOINT_URL(?:_.*)?|SDK_LOAD_CONFIG)$/,
  /^AZURE_(?:EXTENSION_DIR|CONFIG_DIR|DEVOPS_CACHE_DIR|HTTP_USER_AGENT|CORE_.*)$/,
  /(?:^|[_-])CACHE[_-]KEY$/,
]

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

/** The names of the present variables that hold credentials, sorted. */
export function credentialVariables(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter((name) => (env[name] ?? '').trim() !== '' && isCredential(name))
    .sort()
}

function isCredential(name: string): boolean {
  const upper = name.toUpperCase()
  if (unavoidableCredentials.has(upper)) return false
  return credentials.some((pattern) => pattern.test(upper)) && !harmless.some((pattern) => pattern.test(upper))
}
