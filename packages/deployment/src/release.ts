import { type Digest, digestOfBytes, type NamedDigest } from '@mlgate/core'
import { type Static, Type } from 'typebox'

const DigestText = Type.Unsafe<Digest>(Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }))

const Expected = Type.Union([
  Type.Object({ label: Type.String(), probabilities: Type.Optional(Type.Record(Type.String(), Type.Number())) }),
  Type.Object({ value: Type.Number() }),
])
/** What the model must say of a row: the form in which `/predict` answers. */
export type ExpectedAnswer = Static<typeof Expected>

const GoldenRow = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]))
export type GoldenRow = Static<typeof GoldenRow>

/** Rows of the test set, and what the model said of them when it was judged; as many answers as rows. */
export const GoldenSet = Type.Object({ rows: Type.Array(GoldenRow), expected: Type.Array(Expected) })
export type GoldenSet = Static<typeof GoldenSet>

const File = Type.Object({ name: Type.String({ minLength: 1 }), digest: DigestText })

/** Everything that a version is, as it is kept to be started again. */
export const StoredRelease = Type.Object({
  format: Type.Literal(1),
  model: Type.String({ minLength: 1 }),
  version: Type.String({ minLength: 1 }),
  /** Stands for the model's files, see `modelDigest`. */
  digest: DigestText,
  files: Type.Array(File, { minItems: 1 }),
  /** What the serving process is told; understood by it alone. */
  manifest: Type.Record(Type.String(), Type.Unknown()),
  golden: GoldenSet,
})
export type StoredRelease = Static<typeof StoredRelease>

/** What is to be deployed. */
export interface Release {
  readonly model: string
  readonly version: string
  /** The ONNX file; absolute. */
  readonly modelPath: string
  /** The ONNX file first, then the weights beside it; names relative to its folder. */
  readonly files: readonly [NamedDigest, ...NamedDigest[]]
  /** What the serving process is told, as JSON; must be the same for the same model. */
  readonly manifest: Readonly<Record<string, unknown>>
  readonly golden: GoldenSet
}

/** A release's text and name: the same release has the same name, wherever and whenever it is stored. */
export function serialiseRelease(release: StoredRelease): { readonly id: string; readonly text: string } {
  const text = `${JSON.stringify(release)}\n`
  return { id: digestOfBytes(text).slice('sha256:'.length), text }
}

/** Whether two releases serve the same bytes in the same way, whatever rows they were tried with. */
export function sameService(a: StoredRelease, b: StoredRelease): boolean {
  const golden: GoldenSet = { rows: [], expected: [] }
  return serialiseRelease({ ...a, golden }).id === serialiseRelease({ ...b, golden }).id
}

/** A version in few words, for state and reports. */
export interface DeployedVersion {
  readonly model: string
  readonly version: string
  readonly digest: Digest
}
