/** The variable that carries a step's input on GitLab: `training-job` → `MLGATE_INPUT_TRAINING_JOB`. */
export function inputVariable(name: string): string {
  return `MLGATE_INPUT_${name.replace(/[^A-Za-z0-9_]/g, '_').toUpperCase()}`
}
