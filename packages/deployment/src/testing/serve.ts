/** The processes of a deployment, as `mlgate` runs them: `serve <processFile> <manifest> <model>`, `entry <processFile> <stateFile> <port>`. */
import type { Logger } from '@mlgate/core'
import { readServingManifest, startServer } from '../../../server/src/index.ts'
import { runLaunched } from '../run-launched.ts'
import { startEntry } from '../start-entry.ts'

const print = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const log: Logger = { debug: print, info: print, warn: print, error: print }

const [role, processFile, first = '', second = ''] = process.argv.slice(2)
if (role === 'entry') {
  await runLaunched(processFile, () => startEntry({ stateFile: first, port: Number(second) }))
} else {
  await runLaunched(processFile, async () =>
    startServer({
      modelPath: second,
      manifest: await readServingManifest(first),
      port: 0,
      serverVersion: '0.0.0',
      log,
    }),
  )
}
