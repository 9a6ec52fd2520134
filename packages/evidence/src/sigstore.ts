/**
 * The parts of sigstore that are used, for lazy loading: import this module, not the packages. They are CommonJS, and in
 * the bundle an `import()` of theirs has no named exports; imported statically here they have.
 */
export { bundleFromJSON, bundleToJSON, toDSSEBundle } from '@sigstore/bundle'
export { dsse } from '@sigstore/core'
export { toSignedEntity, Verifier } from '@sigstore/verify'
