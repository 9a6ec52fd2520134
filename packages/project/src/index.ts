export * from './data-path.ts'
export * from './policy-changes.ts'
export * from './project.ts'
export * from './project-schema.ts'
