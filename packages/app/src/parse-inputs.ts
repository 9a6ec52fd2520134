import { ConfigurationError, type InputDeclaration, type InputDeclarations } from '@mlgate/core'

/**
 * Reads a step's inputs once, from whatever the face passes, into one typed object. An empty text is an input that was
 * not given: that is how runners pass it. Throws ConfigurationError naming the input, what was found and what is allowed.
 */
export function parseInputs(
  declarations: InputDeclarations,
  raw: (name: string) => string | undefined,
): Readonly<Record<string, string | boolean | undefined>> {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => [name, parseInput(name, declaration, raw(name))]),
  )
}

function parseInput(
  name: string,
  declaration: InputDeclaration,
  raw: string | undefined,
): string | boolean | undefined {
  const text = raw === '' ? undefined : raw
  if (text === undefined) {
    if (declaration.required)
      throw new ConfigurationError(`Input ${name} is required, for example ${declaration.example}.`)
    return 'default' in declaration ? declaration.default : undefined
  }
  switch (declaration.type) {
    case 'boolean':
      return parseBoolean(name, text)
    case 'choice':
      if (declaration.choices.includes(text)) return text
      throw new ConfigurationError(
        `Input ${name} is ${JSON.stringify(text)}; it takes ${declaration.choices.join(', ')}.`,
      )
    case 'path':
      if (text.includes('\0')) throw new ConfigurationError(`Input ${name} holds a NUL character.`)
      return text
    default:
      return text
  }
}

/** The spellings of YAML 1.2's core schema, no others: `yes` or `1` would be read differently elsewhere. */
function parseBoolean(name: string, text: string): boolean {
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE'].includes(text)) return false
  throw new ConfigurationError(`Input ${name} is ${JSON.stringify(text)}; it takes true or false.`)
}
