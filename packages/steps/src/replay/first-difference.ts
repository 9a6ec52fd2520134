/** Where two values of JSON differ first, and what each has there. */
export interface Difference {
  /** `gates[0].candidate`; empty for the whole. */
  readonly path: string
  readonly recorded: unknown
  readonly replayed: unknown
}

/** The first place, in the order of the recorded value, where two values of JSON differ; undefined when they are equal. */
export function firstDifference(recorded: unknown, replayed: unknown, path = ''): Difference | undefined {
  if (Object.is(recorded, replayed)) return undefined
  const [one, other] = [membersOf(recorded), membersOf(replayed)]
  if (one === undefined || other === undefined || Array.isArray(recorded) !== Array.isArray(replayed)) {
    return { path, recorded, replayed }
  }
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    const below = Array.isArray(recorded) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    const found = firstDifference(one.get(name), other.get(name), below)
    if (found !== undefined) return found
  }
  return undefined
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined
}
