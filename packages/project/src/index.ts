export * from './data-beginning.ts'
export * from './data-files.ts'
export { type DataPathRequest, resolveDataPath } from './data-path.ts'
export { declaredPosition } from './declared-position.ts'
export { type PolicyReference, parseReference } from './extended-policy.ts'
export {
  loadOrganisationPolicy,
  organisationPolicyJsonSchema,
  type ReadOrganisationPolicy,
} from './organisation-policy.ts'
export * from './policy-changes.ts'
export { policyDigest, policyDocument } from './policy-parts.ts'
export * from './project.ts'
export * from './project-schema.ts'
export { readPolicyDocument } from './read-policy-document.ts'
export { tightened } from './tighten.ts'
