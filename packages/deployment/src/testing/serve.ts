/** The processes of a deployment, as `mlgate` runs them: `serve <processFile> <manifest> <model>`, `entry <processFile> <stateFile> <port>`. */
import { type Logger, messageOf } from '@mlgate/core'
import { readServingManifest, startServer } from '../../../server/src/index.ts'
import { runLaunched } from '../run-launched.ts'
import { startEntry } from '../start-entry.ts'

const print = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const log: Logger = { debug: print, info: print, warn: print, error: print }

const [role, processFile, first = '', second = ''] = process.argv.slice(2)
const listening =
  role === 'entry'
    ? () => startEntry({ stateFile: first, port: Number(second) })
    : async () =>
        startServer({
          modelPath: second,
          manifest: await readServingManifest(first),
          port: 0,
          serverVersion: '0.0.0',
          log,
        })
await runLaunched(processFile, listening).catch((error: unknown) => {
  print(`error: ${messageOf(error)}`)
  process.exitCode = 2
})
