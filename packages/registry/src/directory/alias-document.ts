import { type Static, Type } from 'typebox'
import type { AliasMove } from '../registry.ts'
import { corrupt } from './disk-error.ts'
import { Time, timeOf, VersionNumber } from './version-document.ts'

/** `models/<model>/aliases/<alias>/<n>.json`: the n-th move. */
export const AliasDocument = Type.Object(
  {
    model: Type.String(),
    alias: Type.String(),
    move: VersionNumber,
    version: VersionNumber,
    previous: Type.Union([VersionNumber, Type.Null()]),
    at: Time,
    by: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type AliasDocument = Static<typeof AliasDocument>

export function aliasDocumentOf({ at, by, previous, ...move }: AliasMove): AliasDocument {
  return { ...move, previous: previous ?? null, at: at.toISOString(), by: by ?? null }
}

/** The move that a document describes, when it lies where it belongs. */
export function moveOf(document: AliasDocument, model: string, alias: string, number: number): AliasMove {
  if (document.model !== model || document.alias !== alias || document.move !== number) {
    throw corrupt(
      `Move ${number} of ${alias} of ${model} says it is move ${document.move} of ${JSON.stringify(document.alias)} of ${JSON.stringify(document.model)}.`,
    )
  }
  return {
    model,
    alias,
    move: number,
    version: document.version,
    previous: document.previous ?? undefined,
    at: timeOf(document.at),
    by: document.by ?? undefined,
  }
}
