export * from './data-path.ts'
export { declaredPosition } from './declared-position.ts'
export { type PolicyReference, parseReference } from './extended-policy.ts'
export {
  loadOrganisationPolicy,
  organisationPolicyJsonSchema,
  type ReadOrganisationPolicy,
} from './organisation-policy.ts'
export * from './policy-changes.ts'
export { policyText } from './policy-parts.ts'
export * from './project.ts'
export * from './project-schema.ts'
export { tightened } from './tighten.ts'
