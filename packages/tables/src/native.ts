import { loadNative } from '@mlgate/natives'

/** The DuckDB binding, loaded when first needed. */
export function loadDuckdb(): Promise<typeof import('@duckdb/node-api')> {
  return loadNative('@duckdb/node-api')
}
