import { readFile } from 'node:fs/promises'
import { type Digest, InfrastructureError, writeFileAtomically } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Launched = Type.Object({
  /** Names the launch's folder. */
  launch: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  pid: Type.Integer({ minimum: 2 }),
  mark: Type.String({ minLength: 1 }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
})
/** A process that was started and serves. */
export type Launched = Static<typeof Launched>

const version = {
  model: Type.String(),
  version: Type.String(),
  digest: Type.Unsafe<Digest>(Type.String({ pattern: '^sha256:[0-9a-f]{64}$' })),
  /** Names the stored release. */
  release: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** When it began to serve, ISO 8601. */
  since: Type.String(),
}
const KeptVersion = Type.Object(version)
export type KeptVersion = Static<typeof KeptVersion>

const ServingVersion = Type.Object({ ...version, process: Type.Optional(Launched) })
export type ServingVersion = Static<typeof ServingVersion>

const EnvironmentState = Type.Object({
  format: Type.Literal(1),
  /** The forwarding process on the declared port; its `port` is that one. */
  entry: Type.Optional(Type.Object({ ...Launched.properties, protocol: Type.Integer() })),
  current: Type.Optional(ServingVersion),
  previous: Type.Optional(KeptVersion),
})
/**
 * What an environment is meant to be, in one file that is replaced as a whole: to replace it is to switch. The entry
 * forwards to `current.process`; processes that the file does not name are ended by whoever works here next.
 */
export type EnvironmentState = Static<typeof EnvironmentState>

/** Reads the state; an environment without the file is empty. Throws InfrastructureError for a file that is damaged. */
export async function readState(path: string): Promise<EnvironmentState> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { format: 1 }
    throw new InfrastructureError(`${path}: cannot be read.`, { retryable: false, cause })
  }
  const state = parseState(text)
  if (state !== undefined) return state
  throw new InfrastructureError(
    `${path}: is no state of an environment that this version of mlgate reads. Stop what serves there, remove its folder, and deploy again.`,
    { retryable: false },
  )
}

/** Narrows the text of a state file; undefined when it is none. */
export function parseState(text: string): EnvironmentState | undefined {
  try {
    const content: unknown = JSON.parse(text)
    return Value.Check(EnvironmentState, content) ? content : undefined
  } catch {
    return undefined
  }
}

export async function writeState(path: string, state: EnvironmentState): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(state, null, 2)}\n`)
}
