export { credentialVariables, unavoidableCredentials } from './credential-variables.ts'
export { detectHost } from './detect-host.ts'
export type { Environment, HostDependencies, Patience } from './host-dependencies.ts'
