export * from './contract.ts'
export * from './contract-report.ts'
export { ContractFile } from './contract-schema.ts'
export type { DataRoles } from './data-roles.ts'
export { type ContractText, compareContracts } from './diff/compare-contracts.ts'
export type { ChangeClass, ContractChange } from './diff/contract-change.ts'
export { contractChangeBlocks, contractChangeCounts, contractDiffReport } from './diff/contract-diff-report.ts'
export { type ContractImport, importContract } from './import/import-contract.ts'
export { contractYaml } from './infer/contract-yaml.ts'
export * from './infer/infer-contract.ts'
export { type DataOfProject, inferFromFiles, type RowsFile } from './infer/infer-from-files.ts'
export { inferKeptContract, type KeptContract, type ObservedRows } from './infer/infer-kept.ts'
export * from './infer/observe-columns.ts'
export * from './plan/assign-objects.ts'
export * from './plan/limit.ts'
export * from './plan/measure.ts'
export * from './plan/plan.ts'
export * from './plan/planned-check.ts'
export * from './plan/predicate.ts'
export { compareProfiles } from './profile/compare-profiles.ts'
export { type BaseOfData, dataChangesFold } from './profile/data-changes.ts'
export {
  type DataProfile,
  profileDocument,
  profileJsonSchema,
  profileLimit,
  readProfile,
} from './profile/data-profile.ts'
export { profileFile } from './profile/profile-file.ts'
export { leaveQuarantine, type Quarantine } from './quarantine/leave-quarantine.ts'
export { type FileRole, type ProposedRule, proposeMachineLearningRules } from './rules/mlgate/ml/propose-rules.ts'
export { explainPlan, type PlanExplanation, planText } from './run/explain-plan.ts'
export type { BaseRows, OwnPrograms, OwnRows } from './run/measure-runner.ts'
export * from './run/run-plan.ts'
