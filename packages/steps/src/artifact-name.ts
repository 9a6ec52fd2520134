/** The name under which every step's files travel between jobs. */
export function artifactName(modelName: string, step: string): string {
  return `mlgate-${modelName}-${step}`
}
