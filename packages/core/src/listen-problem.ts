import { ConfigurationError, messageOf } from './errors.ts'

/** Why nothing can listen at `host:port`, and what to do, from what Node's `listen` failed with. */
export function listenProblem(host: string, port: number, cause: unknown): ConfigurationError {
  return new ConfigurationError(sentence(`${host}:${port}`, cause), { cause })
}

function sentence(address: string, cause: unknown): string {
  switch (cause instanceof Error && 'code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return `Another program listens on ${address}. End it, or choose another port.`
    case 'EACCES':
      return `This user may not listen on ${address}. Choose another port; those below 1024 are often reserved.`
    default:
      return `${address} cannot be listened on: ${messageOf(cause)}.`
  }
}
