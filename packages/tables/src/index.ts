export * from './data-section.ts'
export * from './table.ts'
