import type { Logger } from '@mlgate/core'
import { runLaunched, startEntry } from '@mlgate/deployment'
import { readServingManifest, startServer } from '@mlgate/server'
import type { ForwardRequest, ServeRequest } from './command-line.ts'

/** Serves a model until the process is told to end. */
export function serve(request: ServeRequest, log: Logger, version: string): Promise<void> {
  return runLaunched(request.processFile, async () => {
    const manifest = await readServingManifest(request.manifest)
    const { onnx: modelPath, port } = request
    const server = await startServer({ modelPath, manifest, port, serverVersion: version, log })
    log.info(`${manifest.model} version ${manifest.version} serves at ${server.url}`)
    return server
  })
}

/** Holds an environment's port until the process is told to end. */
export function forward({ processFile, stateFile, port }: ForwardRequest): Promise<void> {
  return runLaunched(processFile, () => startEntry({ stateFile, port }))
}
