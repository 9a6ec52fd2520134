import type { Digest, NamedDigest } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import type { ModelVersion } from '../registry.ts'
import { fileNamesProblem } from '../registry-names.ts'
import { corrupt } from './disk-error.ts'

const closed = { additionalProperties: false } as const
export const Time = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$' })
export const VersionNumber = Type.Integer({ minimum: 1, maximum: 999_999_999 })

const stored = {
  name: Type.String({ minLength: 1, maxLength: 1000 }),
  digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
  bytes: Type.Integer({ minimum: 0 }),
}

/** `models/<model>/versions/<n>.json`. */
export const VersionDocument = Type.Object(
  {
    model: Type.String(),
    version: VersionNumber,
    createdAt: Time,
    commit: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
    files: Type.Array(Type.Object(stored, closed), { minItems: 1, maxItems: 10_000 }),
    records: Type.Array(
      Type.Object(
        {
          role: Type.Union([Type.Literal('verdict'), Type.Literal('training'), Type.Literal('data')]),
          ...stored,
        },
        closed,
      ),
      { minItems: 1, maxItems: 3 },
    ),
  },
  closed,
)
export type VersionDocument = Static<typeof VersionDocument>

export function documentOf({ createdAt, commit, ...version }: ModelVersion): VersionDocument {
  return {
    model: version.model,
    version: version.version,
    createdAt: createdAt.toISOString(),
    commit: commit ?? null,
    files: version.files.map(({ name, digest, bytes }) => ({ name, digest, bytes })),
    records: version.records.map(({ role, name, digest, bytes }) => ({ role, name, digest, bytes })),
  }
}

/** The version that a document describes, when it lies where it belongs. */
export function versionOf(document: VersionDocument, model: string, number: number): ModelVersion {
  if (document.model !== model || document.version !== number) {
    throw corrupt(
      `Version ${number} of ${model} says it is version ${document.version} of ${JSON.stringify(document.model)}.`,
    )
  }
  const problem = fileNamesProblem(document.files.map(({ name }) => name))
  if (problem !== undefined) throw corrupt(`Version ${number} of ${model}: ${problem}`)
  return {
    model,
    version: number,
    createdAt: timeOf(document.createdAt),
    commit: document.commit ?? undefined,
    files: document.files.map((file) => ({ ...file, digest: file.digest as Digest })),
    records: document.records.map((record) => ({ ...record, digest: record.digest as Digest })),
  }
}

/** A time as documents have it. */
export function timeOf(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw corrupt(`${text} is no time.`)
  return time
}

/** Whether a version is what a registration would make: the same files, judged by the same verdict. */
export function isSame(version: ModelVersion, files: readonly NamedDigest[], verdict: Digest): boolean {
  return (
    hasSameFiles(version, files) && version.records.some(({ role, digest }) => role === 'verdict' && digest === verdict)
  )
}

/** Whether a version is made of just these files. */
export function hasSameFiles(version: ModelVersion, files: readonly NamedDigest[]): boolean {
  const lines = (list: readonly NamedDigest[]) => list.map(({ name, digest }) => `${digest} ${name}`).sort()
  const ours = lines(files)
  return version.files.length === files.length && lines(version.files).every((line, index) => line === ours[index])
}
