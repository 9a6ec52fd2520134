import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, ConfigurationError, type Logger, messageOf } from '@mlgate/core'
import { type BroughtUp, bringUp, smokeSentence } from './bring-up.ts'
import { CandidateProblem } from './candidate-problem.ts'
import { checkIdentity, isReady, smokeTest } from './check-server.ts'
import type { SmokeResult } from './compare-answers.ts'
import type { Deployment, DeploymentTarget } from './deployment-target.ts'
import { lockEnvironment } from './environment-lock.ts'
import {
  type EnvironmentState,
  type KeptVersion,
  readState,
  type ServingVersion,
  writeState,
} from './environment-state.ts'
import { launchesIn } from './launches.ts'
import { ensureEntry, entryServes } from './local-entry.ts'
import { isAlive } from './process-identity.ts'
import { type DeployedVersion, sameService } from './release.ts'
import { type KeptRelease, releaseStore } from './release-store.ts'
import type { Argv, StartProcess } from './start-process.ts'

/** Where and how a local environment runs. */
export interface LocalPlace {
  /** Keeps the environments of one model; absolute. Must outlive the checkout. */
  readonly stateDirectory: string
  readonly environment: string
  /** Where clients ask, on loopback. */
  readonly port: number
  readonly readyTimeoutSeconds: number
  readonly commands: {
    /** Serves `model` as `manifest` says on a free loopback port, within `runLaunched(processFile, …)`. */
    serve(files: { readonly processFile: string; readonly manifest: string; readonly model: string }): Argv
    /** Runs `startEntry` within `runLaunched(processFile, …)`. */
    entry(options: { readonly processFile: string; readonly stateFile: string; readonly port: number }): Argv
  }
  /**
   * The whole environment of the started processes. Leave out what CI systems mark their children with, or they end them
   * with the job (GitHub's runner: RUNNER_TRACKING_ID), and every credential.
   */
  readonly env: Readonly<Record<string, string>>
}

export interface LocalEffects {
  readonly clock: Clock
  readonly log: Logger
  readonly start: StartProcess
  readonly fetch: typeof fetch
}

/**
 * Serves versions as processes of this machine, behind a small forwarding process that holds the declared port.
 *
 * What clients see: during a switch the port accepts every connection, each request is answered as a whole by the old
 * version or the new one, and requests under way at the old one are finished. From the switch on, which is one file that
 * is replaced, every request goes to the new version. The old one serves until the new one has been tried, and again when
 * the new one fails behind the port. Only two things refuse connections: the first deployment before it is done, and the
 * replacement of the forwarding process after an update of mlgate that changes it.
 *
 * What a crash leaves: a deployer that is killed at any moment leaves the old version serving, or the new one, never
 * neither; processes that the state does not name are ended by the next run. Nobody restarts a serving process that dies:
 * until the next run clients get 503.
 */
export function localTarget(place: LocalPlace, effects: LocalEffects): DeploymentTarget {
  const folder = join(place.stateDirectory, place.environment)
  const stateFile = join(folder, 'state.json')
  const url = `http://127.0.0.1:${place.port}`
  const { clock, log, fetch } = effects
  const launches = launchesIn(folder, place.env, effects)
  const store = releaseStore(folder)

  const lock = async (): Promise<AsyncDisposable> => {
    await mkdir(folder, { recursive: true })
    return lockEnvironment(join(folder, 'locks'), place.environment)
  }
  const start = (kept: KeptRelease): Promise<BroughtUp> =>
    bringUp(kept, {
      serve: place.commands.serve,
      readyTimeoutSeconds: place.readyTimeoutSeconds,
      launches,
      clock,
      fetch,
    })
  const sweep = ({ entry, current }: EnvironmentState): Promise<void> =>
    launches.keepOnly([entry?.launch, current?.process?.launch])
  /** The state, once what an earlier run left unfinished is cleared away. */
  const repaired = async (): Promise<EnvironmentState> => {
    const state = await readState(stateFile)
    await sweep(state)
    return state
  }
  const entryOf = (state: EnvironmentState) =>
    ensureEntry(state, { port: place.port, stateFile, command: place.commands.entry, launches, clock })

  /** Tries a version behind the declared port; the reason when it fails there. */
  const tryBehindPort = async ({ release }: KeptRelease): Promise<{ smoke?: SmokeResult; problem?: string }> => {
    try {
      await checkIdentity(url, release, fetch)
      const smoke = await smokeTest(url, release.golden, fetch)
      return smoke.problem === undefined ? { smoke } : { smoke, problem: smokeSentence(smoke) }
    } catch (error) {
      if (error instanceof CandidateProblem) return { problem: error.message }
      throw error
    }
  }

  /** The outcome of trying again what serves already; other golden rows alone make no other version. */
  const alreadyServes = async (state: EnvironmentState, kept: KeptRelease): Promise<SmokeResult | undefined> => {
    const { current } = state
    if (current === undefined || !(await serves(current)) || !(await entryServes(state.entry, place.port))) {
      return undefined
    }
    const before = await store.get(current.release).catch(() => undefined)
    if (before === undefined || !sameService(before.release, kept.release)) return undefined
    const { smoke, problem } = await tryBehindPort(kept)
    if (problem !== undefined) log.warn(`The version that serves is started anew: ${problem}`)
    return problem === undefined ? smoke : undefined
  }

  /** After a candidate failed: what served before should; after a restart of the machine it does not by itself. */
  const keepServing = async (state: EnvironmentState): Promise<DeployedVersion | undefined> => {
    const { current } = state
    if (current === undefined) return undefined
    if ((await serves(current)) && (await entryServes(state.entry, place.port))) return versionOf(current)
    try {
      const up = await start(await store.get(current.release))
      if (up.ok) {
        const next = { ...state, entry: await entryOf(state), current: { ...current, process: up.process } }
        await writeState(stateFile, next)
        await sweep(next)
        return versionOf(current)
      }
      log.error(`The version before does not serve and cannot be started: ${up.reason}`)
    } catch (error) {
      log.error(`The version before does not serve and cannot be started: ${messageOf(error)}`)
    }
    return undefined
  }

  const switchTo = async (kept: KeptRelease, state: EnvironmentState): Promise<Deployment> => {
    const candidate = versionOf(kept.release)
    const failed = async (reason: string, smoke: SmokeResult | undefined, logTail: readonly string[], left = state) => {
      log.error(reason)
      await sweep(left)
      const serving = await keepServing(left)
      await store.keepOnly([left.current?.release, left.previous?.release])
      return { outcome: 'rolled-back', candidate, serving, replaced: undefined, smoke, reason, logTail, url } as const
    }
    const up = await start(kept)
    if (!up.ok) return failed(up.reason, up.smoke, up.logTail)
    const entry = await entryOf(state).catch(async (error: unknown) => {
      await up.end()
      throw error
    })
    const { current: before } = state
    const current: ServingVersion = {
      ...versionOf(kept.release),
      release: kept.id,
      since: clock.now().toISOString(),
      process: up.process,
    }
    const previous = before === undefined || before.release === kept.id ? state.previous : keptVersion(before)
    const next: EnvironmentState = { format: 1, entry, current, ...(previous === undefined ? {} : { previous }) }
    await writeState(stateFile, next)
    const { smoke = up.smoke, problem } = await tryBehindPort(kept)
    if (problem !== undefined) {
      const back = { ...state, entry }
      await writeState(stateFile, back)
      await up.end()
      return failed(problem, smoke, [], back)
    }
    await sweep(next)
    await store.keepOnly([kept.id, previous?.release])
    const replaced = before === undefined || before.release === kept.id ? undefined : versionOf(before)
    return { outcome: 'deployed', candidate, serving: candidate, replaced, smoke, reason: undefined, logTail: [], url }
  }

  return {
    async deploy(release) {
      await using _ = await lock()
      const state = await repaired()
      const kept = await store.put(release)
      const smoke = await alreadyServes(state, kept)
      if (smoke === undefined) return switchTo(kept, state)
      await store.keepOnly([state.current?.release, state.previous?.release])
      const candidate = versionOf(kept.release)
      return {
        outcome: 'unchanged',
        candidate,
        serving: candidate,
        replaced: undefined,
        smoke,
        reason: undefined,
        logTail: [],
        url,
      }
    },
    async rollback() {
      await using _ = await lock()
      const state = await repaired()
      if (state.previous === undefined) {
        throw new ConfigurationError(`${place.environment}: there is no earlier version to go back to.`)
      }
      return switchTo(await store.get(state.previous.release), state)
    },
    async status() {
      const { current, previous } = await readState(stateFile)
      return {
        url,
        current: current?.process && versionOf(current),
        previous: previous && versionOf(previous),
        ready: current?.process !== undefined && (await isReady(url, fetch)),
      }
    },
    async stop() {
      await using _ = await lock()
      const { current, previous } = await readState(stateFile)
      const stopped: EnvironmentState = {
        format: 1,
        ...(current === undefined ? {} : { current: keptVersion(current) }),
        ...(previous === undefined ? {} : { previous }),
      }
      await writeState(stateFile, stopped)
      await sweep(stopped)
    },
  }
}

async function serves({ process }: ServingVersion): Promise<boolean> {
  return process !== undefined && (await isAlive(process))
}

function versionOf({ model, version, digest }: DeployedVersion): DeployedVersion {
  return { model, version, digest }
}

function keptVersion({ model, version, digest, release, since }: KeptVersion): KeptVersion {
  return { model, version, digest, release, since }
}
