import { commandFiles } from '@mlgate/core'
import type { GateSection } from '../section/gate-section.ts'

/**
 * Files that own metrics may consist of: modules, and whatever a command names that looks like a relative path of a file.
 * Their bytes are policy. Relative to the project file; sorted, each once.
 */
export function metricCode(gate: Pick<GateSection, 'metrics'>): readonly string[] {
  const paths = Object.values(gate.metrics).flatMap(({ module, command = [] }) => [
    ...(module === undefined ? [] : [module]),
    ...commandFiles(command).map(({ path }) => path),
  ])
  return [...new Set(paths)].sort()
}
