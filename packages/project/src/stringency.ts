import { canonicalJson } from './canonical-json.ts'

/**
 * What putting one value in the place of another does to a policy: `changed` is all that cannot be called tighter or
 * looser, `unchanged` a default that is written out or left out.
 */
export type Direction = 'tightened' | 'loosened' | 'changed' | 'unchanged'

/** What is tighter for one setting. */
export interface Rule {
  readonly kind: 'rule'
  /** What going from `before` to `after` does; they differ. Undefined: not set. */
  readonly direction: (before: unknown, after: unknown) => Direction
  /**
   * What it means that an organisation's policy leaves the setting out: that a repository decides (`free`), or that the
   * default, or nothing where there is none, is what it wants (`binding`).
   */
  readonly silence: 'free' | 'binding'
}

/** Keys with a rule each. A key without one fails closed: it cannot be called tighter. */
export interface Keys {
  readonly kind: 'keys'
  readonly keys: Readonly<Record<string, Node>>
  /** For keys that are not named. */
  readonly rest?: Rule
  /** A section that demands something by being there: adding it is tighter, whatever it says. */
  readonly demands?: true
  /** A section that an organisation's policy leaves to the repository by saying nothing of it. */
  readonly silence?: 'free'
}

/** Entries by a name of the user's own. What an entry that is new does, whatever it says; removing one is the opposite. */
export interface Entries {
  readonly kind: 'entries'
  readonly entry: Node
  readonly added: Direction
}

export type Node = Rule | Keys | Entries

export const keys = (all: Readonly<Record<string, Node>>, rest?: Rule): Keys => ({
  kind: 'keys',
  keys: all,
  ...(rest === undefined ? {} : { rest }),
})
/** A section without which nothing of what it speaks of is demanded. */
export const demandingKeys = (all: Readonly<Record<string, Node>>): Keys => ({ ...keys(all), demands: true })
/** A section whose settings bind as soon as an organisation says anything of it. */
export const settingKeys = (all: Readonly<Record<string, Node>>): Keys => ({ ...keys(all), silence: 'free' })
export const entries = (entry: Node, added: Direction): Entries => ({ kind: 'entries', entry, added })

/** The setting demands something by its value; without it nothing is demanded. Larger is tighter. */
export const atLeast: Rule = limit(largerIs('tightened'))
/** As `atLeast`; smaller is tighter. */
export const atMost: Rule = limit(largerIs('loosened'))

/** A number with a default, which holds where the setting is left out. Larger is tighter. */
export const atLeastBy = (preset: number, silence: Rule['silence'] = 'binding'): Rule =>
  withDefault(largerIs('tightened'), preset, silence)

/** A loss that is allowed, as a number or in percent; the two cannot be compared. Smaller is tighter. */
export const margin: Rule = limit((before, after) => {
  const [one, other] = [marginOf(before), marginOf(after)]
  if (one === undefined || other === undefined || one.unit !== other.unit) return 'changed'
  return largerIs('loosened')(one.value, other.value)
})

/** One of several words, from loose to tight; `preset` holds where it is left out. */
export const oneOf = (fromLooseToTight: readonly unknown[], preset: unknown): Rule =>
  withDefault((before, after) => {
    const [one, other] = [fromLooseToTight.indexOf(before), fromLooseToTight.indexOf(after)]
    if (one < 0 || other < 0) return 'changed'
    return largerIs('tightened')(one, other)
  }, preset)

/** A list of demands: more of them is tighter. */
export const demands: Rule = {
  kind: 'rule',
  silence: 'free',
  direction: (before = [], after = []) => contained(before, after, 'tightened'),
}

/** A list of those who are trusted: fewer is tighter. An organisation that names none leaves it to the repository. */
export const trust: Rule = {
  kind: 'rule',
  silence: 'free',
  direction: (before = [], after = []) => contained(before, after, 'loosened'),
}

/** Something that is let through by it: setting it is looser, whatever its value. */
export const permission: Rule = {
  kind: 'rule',
  silence: 'binding',
  direction: (before, after) => (before === undefined ? 'loosened' : after === undefined ? 'tightened' : 'changed'),
}

/** Something that is asked for by it: setting it is tighter. */
export const demand: Rule = {
  kind: 'rule',
  silence: 'free',
  direction: (before, after) => (before === undefined ? 'tightened' : after === undefined ? 'loosened' : 'changed'),
}

/** A choice that is neither tighter nor looser; the repository's, where the organisation makes none. */
export const choice: Rule = { kind: 'rule', silence: 'free', direction: () => 'changed' }

/** Part of what a demand means: it stays as the organisation has it, also when it says nothing. */
export const fixed: Rule = { kind: 'rule', silence: 'binding', direction: () => 'changed' }

/** What stands below a name. A rule reaches down to all that its value is made of. */
export function nodeBelow(node: Node, name: string): Node {
  if (node.kind === 'rule') return node
  if (node.kind === 'entries') return node.entry
  return (Object.hasOwn(node.keys, name) ? node.keys[name] : node.rest) ?? choice
}

/**
 * What something below a node does that is new or gone, whatever it says: an entry, or a section that demands by being
 * there. Undefined for what was there before and after, and for all else, whose settings speak for themselves.
 */
export function wholeDirection(node: Node, below: Node, before: unknown, after: unknown): Direction | undefined {
  const added = node.kind === 'entries' ? node.added : below.kind === 'keys' && below.demands ? 'tightened' : undefined
  if (added === undefined || (before !== undefined && after !== undefined)) return undefined
  return before === undefined ? added : opposite[added]
}

/** What a difference does where a node stands; `changed` for a mapping that is there on one side alone. */
export function directionOf(node: Node, before: unknown, after: unknown): Direction {
  return node.kind === 'rule' ? node.direction(before, after) : 'changed'
}

const opposite = {
  tightened: 'loosened',
  loosened: 'tightened',
  changed: 'changed',
  unchanged: 'unchanged',
} as const satisfies Record<Direction, Direction>

type Compare = (before: unknown, after: unknown) => Direction

/** A setting without which nothing is demanded. */
function limit(compare: Compare): Rule {
  return {
    kind: 'rule',
    silence: 'free',
    direction: (before, after) =>
      before === undefined ? 'tightened' : after === undefined ? 'loosened' : compare(before, after),
  }
}

function withDefault(compare: Compare, preset: unknown, silence: Rule['silence'] = 'binding'): Rule {
  return {
    kind: 'rule',
    silence,
    direction: (before = preset, after = preset) => (before === after ? 'unchanged' : compare(before, after)),
  }
}

function largerIs(direction: 'tightened' | 'loosened'): Compare {
  return (before, after) => {
    if (typeof before !== 'number' || typeof after !== 'number') return 'changed'
    if (after > before) return direction
    return after < before ? opposite[direction] : after === before ? 'unchanged' : 'changed'
  }
}

function marginOf(value: unknown): { readonly value: number; readonly unit: string } | undefined {
  if (typeof value === 'number') return { value, unit: '' }
  const percent = typeof value === 'string' ? /^\s*([0-9.]+)\s*%\s*$/.exec(value)?.[1] : undefined
  return percent === undefined ? undefined : { value: Number(percent), unit: '%' }
}

/** `grown` is what it does when the list has all that it had, and more. */
function contained(before: unknown, after: unknown, grown: 'tightened' | 'loosened'): Direction {
  if (!Array.isArray(before) || !Array.isArray(after)) return 'changed'
  const [one, other] = [new Set(before.map(canonicalJson)), new Set(after.map(canonicalJson))]
  const kept = [...one].every((item) => other.has(item))
  const added = [...other].some((item) => !one.has(item))
  if (kept) return added ? grown : 'unchanged'
  if (!added) return opposite[grown]
  return 'changed'
}
