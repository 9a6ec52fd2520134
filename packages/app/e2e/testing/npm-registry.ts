import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface NpmRegistry {
  readonly url: string
  /** Requests that came with a credential. */
  readonly unexpected: string[]
  close(): Promise<void>
}

/**
 * A package registry on this machine that has one package in one version, as far as `npm install` asks. Whoever wants
 * another package is sent to `upstream`.
 */
export async function startNpmRegistry(
  name: string,
  version: string,
  tarball: Uint8Array,
  upstream: string,
): Promise<NpmRegistry> {
  const unexpected: string[] = []
  const file = `/${name}/-/${name}-${version}.tgz`
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (request.headers.authorization !== undefined) unexpected.push(`${path} with a credential`)
    if (path === file) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(tarball)
      return
    }
    if (path !== `/${name}`) {
      response.writeHead(302, { location: new URL(path.slice(1), upstream).href }).end()
      return
    }
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    const manifest = { name, version, dist: { tarball: `http://${request.headers.host}${file}`, integrity } }
    const packument = { name, 'dist-tags': { latest: version }, versions: { [version]: manifest } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(packument))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    unexpected,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
