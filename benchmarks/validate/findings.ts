import { deepStrictEqual } from 'node:assert'

/** What each check came to, by its name: whether it holds, and how many rows break it (0 where it is not about rows). */
export type Findings = Readonly<Record<string, { readonly holds: boolean; readonly rows: number }>>

/** Our names of the checks; the report has more, which the contract's types demand. */
const ourNames: Readonly<Record<string, string>> = {
  'row count': 'train: row count',
  key: 'train: key',
  'distance beyond delay': 'train: distance beyond delay',
  'date present': 'train: date: required',
  'origin present': 'train: origin: required',
  'destination present': 'train: destination: required',
  'date range': 'train: date: range',
  'delay range': 'train: delay: range',
  'delay mean': 'train: delay: mean',
  'origin pattern': 'train: origin: pattern',
  'destination set': 'train: destination: set',
}

interface ReportedCheck {
  readonly name: string
  readonly verdict: string
  readonly message: string
}

/** The findings that a run of ours tells in `result.json`. */
export function findingsOfResult({ checks }: { readonly checks: readonly ReportedCheck[] }): Findings {
  const one = (name: string) => {
    const found = checks.find((check) => check.name === name)
    if (found === undefined) throw new Error(`mlgate has not checked ${name}.`)
    return found
  }
  const rowsOf = ({ verdict, message }: ReportedCheck): number =>
    verdict === 'pass' ? 0 : Number(/Found: ([0-9,]+) /.exec(message)?.[1]?.replaceAll(',', '') ?? Number.NaN)
  const findings = Object.entries(ourNames).map(([name, ours]) => {
    const found = one(ours)
    return [name, { holds: found.verdict === 'pass', rows: rowsOf(found) }] as const
  })
  // A range is two checks of the standard.
  const bounds = [one('train: distance: minimum'), one('train: distance: maximum')]
  const distance = {
    holds: bounds.every(({ verdict }) => verdict === 'pass'),
    rows: bounds.map(rowsOf).reduce((sum, rows) => sum + rows),
  }
  return Object.fromEntries([...findings, ['distance range', distance]])
}

/**
 * Throws unless all found the same. Rows of a key that comes twice are counted in two ways: ours and DuckDB's each beyond
 * the first, the others' each. Both numbers are known.
 */
export function agree(sides: Readonly<Record<string, { readonly findings: Findings }>>): void {
  const expected = { mlgate: 7892, bare: 7892, pandera: 15_743, expectations: 15_743 }
  const found = Object.entries(sides).map(([side, { findings }]) => {
    const { key, ...others } = findings
    deepStrictEqual(key, { holds: false, rows: expected[side as keyof typeof expected] }, `${side}: the key`)
    return { side, others: Object.fromEntries(Object.entries(others).toSorted(([a], [b]) => (a < b ? -1 : 1))) }
  })
  const [first, ...rest] = found
  for (const { side, others } of rest) {
    deepStrictEqual(others, first?.others, `${side} and ${first?.side} found different things`)
  }
  if (Object.keys(first?.others ?? {}).length !== 11) throw new Error('Twelve checks were to be made.')
}
