import { InfrastructureError, IntegrityError, messageOf } from '@mlgate/core'

/** What may be gone the next time, on disks that are reached over a network. */
const passing: ReadonlySet<string> = new Set(['EAGAIN', 'EBUSY', 'EINTR', 'EIO', 'ESTALE', 'ETIMEDOUT'])

/** The operating system's word for what failed; undefined for anything that is no error of it. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Does something with the disk; what the operating system refuses becomes an InfrastructureError that names it. */
export async function onDisk<T>(what: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error
    const hint = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(code)
      ? ' The registry needs a file system with hard links.'
      : ''
    throw new InfrastructureError(`${what}: ${messageOf(error)}.${hint}`, {
      retryable: passing.has(code),
      cause: error,
    })
  }
}

/** What the registry holds is not what a registry holds: somebody else was there. */
export function corrupt(message: string, cause?: unknown): IntegrityError {
  return new IntegrityError(message, { cause })
}
