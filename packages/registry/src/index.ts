/**
 * Where models that passed are kept.
 *
 *     const registry = openDirectoryRegistry('/srv/models', { create: true })
 *     const { version } = await registry.register(registration, requireEvidence)
 *     await registry.moveAlias({ model, alias: 'production', version: version.version, expectedPrevious, at, by })
 *     const found = await registry.resolve(model, 'production')
 */
export { openDirectoryRegistry } from './directory/directory-registry.ts'
export type * from './registry.ts'
export { requireAlias } from './registry-names.ts'
export { RegistrySection } from './registry-section.ts'
