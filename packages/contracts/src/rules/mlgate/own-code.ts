import { ConfigurationError, commandFiles } from '@mlgate/core'
import { parseDocument } from '@mlgate/documents'

/**
 * Files that the programs of a contract's checks may consist of: modules, and whatever a command names that looks like a
 * relative path of a file. Their bytes are policy as the contract's are. Sorted, each once, relative to mlgate.yml. Of a
 * text that is no contract there are none: whoever reads it as one will say so.
 */
export function contractCode(text: string): readonly string[] {
  const paths = [...implementationsIn(contentOf(text))].flatMap(({ check, path, command }) => {
    if (check === 'module' && typeof path === 'string') return [path]
    if (check !== 'command' || !Array.isArray(command)) return []
    return commandFiles(command.map(String)).map((file) => file.path)
  })
  return [...new Set(paths)].sort()
}

function contentOf(text: string): unknown {
  try {
    return parseDocument(text, 'contract').value
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
}

/** Wherever they stand: a rule in a place where none is read is refused when the contract is read. */
function* implementationsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return
  if ('engine' in value && value.engine === 'mlgate' && 'implementation' in value) {
    const { implementation } = value
    if (typeof implementation === 'object' && implementation !== null) yield { ...implementation }
  }
  for (const part of Object.values(value)) yield* implementationsIn(part)
}
