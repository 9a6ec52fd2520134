import { readFile } from 'node:fs/promises'
import { ConfigurationError, type Digest } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const NamedFile = Type.Object(
  {
    name: Type.String({ minLength: 1, description: "Path relative to the model's folder, with `/`." }),
    digest: Type.Unsafe<Digest>(Type.String({ pattern: '^sha256:[0-9a-f]{64}$' })),
  },
  { additionalProperties: false },
)

/** What is served and how its scores are to be understood: written at deployment, read by the process that serves. */
export const ServingManifest = Type.Object(
  {
    format: Type.Literal(1),
    model: Type.String({
      pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$',
      description: 'Name under which it is served.',
    }),
    version: Type.String({ pattern: '^[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}$' }),
    files: Type.Array(NamedFile, { minItems: 1, description: 'The ONNX file first, then the weights beside it.' }),
    task: Type.Union([Type.Literal('classification'), Type.Literal('regression')]),
    features: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        uniqueItems: true,
        description: 'Columns in the order of the training.',
      }),
    ),
    classes: Type.Optional(
      Type.Array(Type.String(), { minItems: 2, uniqueItems: true, description: 'In the order of the probabilities.' }),
    ),
    output: Type.Optional(Type.Union([Type.Literal('probabilities'), Type.Literal('logits')])),
    missing_string: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type ServingManifest = Static<typeof ServingManifest>

/** Reads a manifest. Throws ConfigurationError when the file is missing or is none. */
export async function readServingManifest(path: string): Promise<ServingManifest> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError(`${path}: no readable serving manifest is there.`, { cause })
  }
  if (!Value.Check(ServingManifest, content)) {
    const [first] = Value.Errors(ServingManifest, content)
    throw new ConfigurationError(
      `${path}: not a serving manifest (${first?.instancePath || '/'}: ${first?.message ?? 'unreadable'}).`,
    )
  }
  return content
}
