import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@mlgate/core/testing'
import { generateKeyPair, type KeyPair } from '@mlgate/evidence'
import type { FlightsRepository } from './flights-repository.ts'
import { outputOf } from './run-program.ts'

/** What the example's files call the machine's folder. */
const declaredFolder = '/srv/mlgate'

/** The machine with the runner `models`: it keeps the registry and serves, and it outlives every job. */
export class ServingMachine {
  /** Holds `registry/` and `deployments/`. */
  readonly folder: string
  readonly port: number
  /** The key that signs on main. */
  readonly keys: KeyPair
  readonly #command: string

  private constructor(folder: string, port: number, command: string) {
    this.folder = folder
    this.port = port
    this.keys = generateKeyPair()
    this.#command = command
  }

  /** `actions` is the folder of the actions that are run. */
  static async make(folder: string, actions: string): Promise<ServingMachine> {
    for (const name of ['registry', 'deployments']) await mkdir(join(folder, name), { recursive: true })
    return new ServingMachine(folder, await freePort(), join(actions, 'dist/mlgate.js'))
  }

  /** Does what the example's README asks to be done once: commits the machine's folder, its port and the public key. */
  async setUp(repository: FlightsRepository): Promise<void> {
    await repository.replace('mlgate.yml', declaredFolder, this.folder)
    await repository.replace('mlgate.yml', 'port: 8080', `port: ${this.port}`)
    const { publicKey } = this.keys
    await repository.append('mlgate.yml', `trusted_keys: [{ name: ci, public_key: ${JSON.stringify(publicKey)} }]\n`)
    await repository.replace('.github/workflows/mlgate.yml', declaredFolder, this.folder)
    await repository.commit('Deploy to the machine')
  }

  /** Asks the model that serves, as any client would. Throws when nothing answers. */
  async ask(path: string, body?: object): Promise<unknown> {
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { ...request, headers: { connection: 'close' } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
  }

  /** Numbers of the versions that the registry keeps. */
  async versions(): Promise<readonly number[]> {
    const files = await readdir(join(this.folder, 'registry/models/flight-delay/versions')).catch(() => [])
    return files.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b)
  }

  /** Ends what serves here, as a person would. */
  async stop(repository: FlightsRepository): Promise<void> {
    const { folder } = this
    const state = ['--environment', 'staging', '--state-directory', join(folder, 'deployments')]
    await outputOf([process.execPath, this.#command, 'undeploy', ...state, '--host', 'generic'], {
      cwd: repository.folder,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
    })
  }

  /** The processes that work with the machine's folder, by number. */
  async processes(): Promise<ReadonlyMap<number, string>> {
    const found = new Map<number, string>()
    for (const name of await readdir('/proc')) {
      if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
      if (command.includes(this.folder)) found.set(Number(name), command.replaceAll('\0', ' ').trim())
    }
    return found
  }

  /** Ends every process that serves, however far a test came. */
  async endAll(): Promise<void> {
    for (const pid of (await this.processes()).keys()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch (error) {
        // It ended by itself meanwhile.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
      }
    }
  }
}
