/**
 * A process that writes to a registry, for tests: says that it is ready, does what it is told over IPC, one thing at a
 * time, and answers. With `forever` it registers and moves an alias until it is killed, and says what was finished.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '@mlgate/core'
import { openDirectoryRegistry } from '../index.ts'
import { accepting, registrationOf } from './registrations.ts'

export type WriterOrder =
  | { readonly kind: 'register'; readonly content: string }
  | { readonly kind: 'move'; readonly version: number; readonly expectedPrevious: number | undefined }
  | { readonly kind: 'forever'; readonly name: string }

export type WriterAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'registered'; readonly content: string; readonly version: number; readonly created: boolean }
  | { readonly kind: 'moved'; readonly version: number; readonly move: number; readonly moved: boolean }
  | { readonly kind: 'refused'; readonly message: string }

const registry = openDirectoryRegistry(process.argv[2] ?? '', { create: true })
const source = await mkdtemp(join(tmpdir(), 'mlgate-writer-'))

async function register(content: string): Promise<WriterAnswer> {
  const registration = await registrationOf(
    source,
    { 'model.onnx': content, 'model.onnx.data': content.repeat(2000) },
    `verdict on ${content}`,
  )
  const { version, created } = await registry.register(registration, accepting)
  return { kind: 'registered', content, version: version.version, created }
}

async function move(version: number, expectedPrevious: number | undefined): Promise<WriterAnswer> {
  const request = { model: 'flights', alias: 'production', version, expectedPrevious, at: new Date(), by: undefined }
  const { move, moved } = await registry.moveAlias(request)
  return { kind: 'moved', version: move.version, move: move.move, moved }
}

async function forever(name: string): Promise<never> {
  for (let round = 0; ; round++) {
    const answer = await register(`${name}-${round}`)
    process.send?.(answer)
    if (answer.kind !== 'registered') throw new Error('There is no other answer.')
    const [present] = await registry.aliases('flights')
    process.send?.(await move(answer.version, present?.version))
  }
}

function obey(order: WriterOrder): Promise<WriterAnswer> {
  if (order.kind === 'register') return register(order.content)
  if (order.kind === 'move') return move(order.version, order.expectedPrevious)
  return forever(order.name)
}

process.on('message', (order: WriterOrder) => {
  void obey(order)
    .catch((error: unknown): WriterAnswer => ({ kind: 'refused', message: messageOf(error) }))
    .then((answer) => process.send?.(answer))
})
process.send?.({ kind: 'ready' } satisfies WriterAnswer)
