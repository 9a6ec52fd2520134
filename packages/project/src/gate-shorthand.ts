import { type Document, type DocumentPath, errorOf, type Problem } from '@mlgate/documents'
import { type GateSection, type WrittenGateSection, writtenOut } from '@mlgate/gate'
import type { ModelBody, WrittenModelBody } from './project-schema.ts'

/** A model whose body stands at a path, with the gate's shorthand written out. Throws ConfigurationError. */
export function bodyOf(document: Document, at: DocumentPath, { gate, ...rest }: WrittenModelBody): ModelBody {
  return { ...rest, ...gateOf(document, at, gate) }
}

/** The gate of a model whose body stands at a path, with its shorthand written out. Throws ConfigurationError. */
export function gateOf(
  document: Document,
  at: DocumentPath,
  written: WrittenGateSection | undefined,
): { gate?: GateSection } {
  if (written === undefined) return {}
  const found = writtenOut(written)
  if ('gate' in found) return { gate: found.gate }
  const problems = found.problems.map(({ path, message }): Problem => {
    const whole = [...at, 'gate', ...path]
    return { path: whole, position: document.positionOf(whole), message }
  })
  const [first, ...rest] = problems
  if (first === undefined) throw new RangeError('A section that cannot be written out has a problem.')
  throw errorOf([first, ...rest])
}
