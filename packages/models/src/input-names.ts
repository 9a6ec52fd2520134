import { ConfigurationError } from '@mlgate/core'

/**
 * The name that skl2onnx gives the input of a column: `Beak Length (mm)` becomes `Beak_Length__mm_`. Everything but
 * letters, digits, `_` and `+` turns into `_`, and a leading digit gets one in front (Topology._generate_unique_name).
 */
export function exportedName(column: string): string {
  const cleaned = column.replace(/[^\p{L}\p{N}_+]/gu, '_')
  return /^[0-9]/.test(cleaned) ? `_${cleaned}` : cleaned
}

/**
 * Finds the column of each model input: the one of that name, else the one that is exported under it. Inputs without a
 * column map to undefined. Two columns that are exported under one name are an error, since either could be meant.
 */
export function matchColumns(
  inputs: readonly string[],
  columns: readonly string[],
  model: string,
): ReadonlyMap<string, string | undefined> {
  const exact = new Set(columns)
  const byExported = new Map<string, string[]>()
  for (const column of columns) {
    const name = exportedName(column)
    byExported.set(name, [...(byExported.get(name) ?? []), column])
  }
  const matched = new Map<string, string | undefined>()
  for (const input of inputs) {
    if (exact.has(input)) {
      matched.set(input, input)
      continue
    }
    const candidates = byExported.get(exportedName(input)) ?? []
    if (candidates.length > 1) {
      throw new ConfigurationError(
        `${model}: the input ${input} may be any of the columns ${candidates.join(', ')}: exporters write them alike. ` +
          'Rename one, or list candidate.features in the order of the inputs.',
      )
    }
    matched.set(input, candidates[0])
  }
  return matched
}
