export * from './record-file.ts'
export * from './statement.ts'
export * from './test-result.ts'
export * from './verification-summary.ts'
