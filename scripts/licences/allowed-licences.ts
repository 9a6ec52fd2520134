/** Licences under which we take parts, by their SPDX names. */
const allowedLicences: ReadonlySet<string> = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
])

interface Exception {
  /** As package.json says it; undefined when it says nothing. */
  readonly licence: string | undefined
  /** False: may lie in node_modules, but the build fails if a bundle holds it. */
  readonly shipped: boolean
  readonly reason: string
}

const beneathArchiver = 'Installed for archiver.glob(), which @actions/artifact does not call.'

/** Packages outside the list, one by one. */
const exceptions: Readonly<Record<string, Exception>> = {
  '@stdlib/math-base-special-erfinv': {
    licence: 'Apache-2.0 AND BSL-1.0',
    shipped: true,
    reason: "Boost's licence asks for its text in source copies alone; dist/licenses.txt carries it.",
  },
  argparse: {
    licence: 'Python-2.0',
    shipped: false,
    reason: 'The command line of js-yaml, which xmlbuilder2 does not use.',
  },
  buffers: {
    licence: undefined,
    shipped: false,
    reason: 'binary.stream() alone needs it; unzip-stream calls binary.parse().',
  },
  chainsaw: {
    licence: 'MIT/X11',
    shipped: false,
    reason: 'binary.stream() alone needs it; unzip-stream calls binary.parse().',
  },
  'graceful-fs': { licence: 'BlueOak-1.0.0', shipped: false, reason: 'Bundles use node:fs in its place.' },
  jackspeak: { licence: 'BlueOak-1.0.0', shipped: false, reason: beneathArchiver },
  minipass: { licence: 'BlueOak-1.0.0', shipped: false, reason: beneathArchiver },
  'package-json-from-dist': { licence: 'BlueOak-1.0.0', shipped: false, reason: beneathArchiver },
  'path-scurry': { licence: 'BlueOak-1.0.0', shipped: false, reason: beneathArchiver },
}

/**
 * Whether an SPDX expression can be met with the allowed licences: one side of every OR, both of every AND.
 * Anything that is not such an expression is not allowed.
 */
export function isAllowedLicence(expression: string): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? []
  let at = 0
  const atom = (): boolean => {
    const token = tokens[at++]
    if (token !== '(') return token !== undefined && allowedLicences.has(token)
    const inner = either()
    return tokens[at++] === ')' && inner
  }
  const both = (): boolean => {
    let met = atom()
    while (tokens[at] === 'AND') {
      at++
      met = atom() && met
    }
    return met
  }
  const either = (): boolean => {
    let met = both()
    while (tokens[at] === 'OR') {
      at++
      met = both() || met
    }
    return met
  }
  const met = either()
  return met && at === tokens.length
}

/**
 * What is wrong with using a package under this licence; undefined when nothing is.
 * `shipped`: whether it becomes part of what we publish.
 */
export function licenceProblem(name: string, licence: string | undefined, shipped: boolean): string | undefined {
  if (licence !== undefined && isAllowedLicence(licence)) return undefined
  const said = licence === undefined ? 'declares no licence' : `is under ${licence}`
  const exception = Object.hasOwn(exceptions, name) ? exceptions[name] : undefined
  if (exception === undefined || exception.licence !== licence) return `${name} ${said}, which is not allowed.`
  if (shipped && !exception.shipped)
    return `${name} ${said}: it may be installed, but not be bundled. ${exception.reason}`
  return undefined
}
