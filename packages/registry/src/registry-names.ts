import { ConfigurationError } from '@mlgate/core'

/** Names become folders of the registry, so: no separators, nothing hidden, nothing long. */
const modelName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/
/** Lower case, because some file systems do not tell cases apart; never a number, which is a version. */
const aliasName = /^[a-z][a-z0-9_-]{0,62}$/
/** What MLflow keeps for itself, so that every alias can move there. */
const reservedAlias = /^(?:latest|v[0-9]+)$/
const environmentName = /^[a-z0-9][a-z0-9-]{0,39}$/
const versionNumber = /^[1-9][0-9]{0,8}$/

export function isModelName(name: string): boolean {
  return modelName.test(name)
}

export function isAlias(name: string): boolean {
  return aliasName.test(name) && !reservedAlias.test(name)
}

/** Throws ConfigurationError for a name that no model can have. */
export function requireModelName(name: string): void {
  if (isModelName(name)) return
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be a model's name: 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.`,
  )
}

/** Throws ConfigurationError for a name that no alias can have. */
export function requireAlias(name: string): void {
  if (isAlias(name)) return
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be an alias: 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first, neither latest nor v and a number.`,
  )
}

/** Throws ConfigurationError for a name that no environment can have. */
export function requireEnvironment(name: string): void {
  if (environmentName.test(name)) return
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be an environment: 1 to 40 lower-case letters, digits and hyphens, no hyphen first.`,
  )
}

/** Reads what people point to a version with: its number, or an alias. */
export function parseReference(text: string): { readonly version: number } | { readonly alias: string } {
  if (versionNumber.test(text)) return { version: Number(text) }
  requireAlias(text)
  return { alias: text }
}

/** Whether a file's name stays below the folder that it is relative to, on every system. */
function isRelativeFileName(name: string): boolean {
  // \p{Cc}: control characters.
  if (name.length > 1000 || /[\\:\p{Cc}]/u.test(name)) return false
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.length <= 255)
}

/** Throws ConfigurationError for names that cannot lie beside each other below one folder. */
export function requireFileNames(names: readonly string[]): void {
  const problem = fileNamesProblem(names)
  if (problem !== undefined) throw new ConfigurationError(problem)
}

/** Why files of these names cannot lie beside each other below one folder; undefined when they can. */
export function fileNamesProblem(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const name of names) {
    if (!isRelativeFileName(name)) {
      return `${JSON.stringify(name)} cannot be the name of a model's file: it must be a relative path.`
    }
    if (seen.has(name)) return `${JSON.stringify(name)} is there twice.`
    seen.add(name)
  }
  const folder = names.flatMap(foldersOf).find((name) => seen.has(name))
  return folder === undefined ? undefined : `${JSON.stringify(folder)} cannot be both a file and a folder of the model.`
}

function foldersOf(name: string): string[] {
  const parts = name.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
