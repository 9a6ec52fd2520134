import type { Step } from './step.ts'

/** A process runs one step: of the others nothing is loaded, which saves most of its start and of its memory. */
const loaders = {
  'validate-data': async () => (await import('./validate-data.ts')).validateData,
  'train-model': async () => (await import('./train-model.ts')).trainModel,
  'evaluate-gate': async () => (await import('./evaluate-gate.ts')).evaluateGate,
  'register-model': async () => (await import('./register-model.ts')).registerModel,
  'deploy-model': async () => (await import('./deploy-model.ts')).deployModel,
  'drift-report': async () => (await import('./drift-report.ts')).driftReport,
  'publish-report': async () => (await import('./publish-report.ts')).publishReport,
} as const satisfies Readonly<Record<string, () => Promise<Step>>>

/** The names of all steps, in the order in which a pipeline runs them. */
export const stepNames: readonly string[] = Object.keys(loaders)

/** The step of that name, and nothing of the others; undefined when there is none. */
export async function loadStep(name: string): Promise<Step | undefined> {
  return isStepName(name) ? loaders[name]() : undefined
}

function isStepName(name: string): name is keyof typeof loaders {
  return Object.hasOwn(loaders, name)
}
