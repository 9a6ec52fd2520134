export * from './builtin/train-builtin.ts'
export * from './metrics-file.ts'
export * from './train-section.ts'
