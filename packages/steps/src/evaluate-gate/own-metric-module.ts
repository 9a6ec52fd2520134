import { ConfigurationError } from '@mlgate/core'
import type { ProcessLimits } from '@mlgate/models'
import type { Table } from '@mlgate/tables'
import { askModule } from '../own-code/module-process.ts'

/**
 * Runs a metric's module (ESM, in one file) on a model's rows and returns its number; see `askModule` for what it may do.
 * Throws ConfigurationError when it fails, takes too much, or returns no number; NaN and infinities are returned.
 */
export async function runMetricModule(
  where: string,
  module: Uint8Array,
  table: Table,
  limits?: ProcessLimits,
): Promise<number> {
  const value = await askModule(where, module, table, limits === undefined ? {} : { limits })
  if (typeof value === 'number') return value
  throw new ConfigurationError(`${where}: it returns ${value === null ? 'null' : typeof value} and no number`)
}
