import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Writes labels (30 % are 1) and the probabilities of two models that see the same evidence with noise of their own:
 * truth.bin, a byte a row, candidate.bin and baseline.bin, a double a row. Seeded: always the same.
 */
export function makeData(folder: string, rows: number): void {
  const generator = xoroshiro128plus(1)
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32
  const noise = () => uniform() + uniform() + uniform() - 1.5
  const truth = new Uint8Array(rows)
  const candidate = new Float64Array(rows)
  const baseline = new Float64Array(rows)
  const probability = (evidence: number) => 1 / (1 + Math.exp(-3 * evidence))
  for (let row = 0; row < rows; row++) {
    const label = uniform() < 0.3 ? 1 : 0
    const evidence = label - 0.6 + 0.8 * noise()
    truth[row] = label
    candidate[row] = probability(evidence + 0.3 * noise())
    baseline[row] = probability(evidence + 0.3 * noise())
  }
  for (const [name, values] of Object.entries({ truth, candidate, baseline })) {
    writeFileSync(join(folder, `${name}.bin`), values)
  }
}
