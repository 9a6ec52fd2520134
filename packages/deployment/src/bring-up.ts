import type { Clock } from '@mlgate/core'
import { CandidateProblem } from './candidate-problem.ts'
import { checkIdentity, isReady, smokeTest } from './check-server.ts'
import type { SmokeResult } from './compare-answers.ts'
import type { Launched } from './environment-state.ts'
import { endLaunch, type Launches, stillStarting } from './launches.ts'
import type { KeptRelease } from './release-store.ts'
import type { Argv } from './start-process.ts'

/** A version that serves on a port of its own, or why it does not. */
export type BroughtUp =
  | { readonly ok: true; readonly process: Launched; readonly smoke: SmokeResult; end(): Promise<void> }
  | {
      readonly ok: false
      readonly reason: string
      readonly smoke: SmokeResult | undefined
      readonly logTail: readonly string[]
    }

export interface BringUpOptions {
  readonly serve: (files: { readonly processFile: string; readonly manifest: string; readonly model: string }) => Argv
  readonly readyTimeoutSeconds: number
  readonly launches: Launches
  readonly clock: Clock
  readonly fetch: typeof fetch
}

/** Starts a version beside whatever serves, waits until it is ready, and tries it. One that fails is ended. */
export async function bringUp({ release, modelPath }: KeptRelease, options: BringUpOptions): Promise<BroughtUp> {
  const { launches, clock, fetch } = options
  const deadline = clock.monotonicMs() + options.readyTimeoutSeconds * 1000
  const launch = await launches.start(
    ({ processFile, file }) => options.serve({ processFile, manifest: file, model: modelPath }),
    JSON.stringify(release.manifest),
  )
  let smoke: SmokeResult | undefined
  try {
    const process = await launches.listening(launch, deadline)
    const base = `http://127.0.0.1:${process.port}`
    while (!(await isReady(base, fetch))) await stillStarting(launch.process, deadline, clock)
    await checkIdentity(base, release, fetch)
    smoke = await smokeTest(base, release.golden, fetch)
    if (smoke.problem !== undefined) throw new CandidateProblem(smokeSentence(smoke))
    return { ok: true, process, smoke, end: () => endLaunch(launch) }
  } catch (error) {
    await endLaunch(launch)
    if (!(error instanceof CandidateProblem)) throw error
    return { ok: false, reason: error.message, smoke, logTail: await launches.logTail(launch) }
  }
}

/** Why a smoke test failed, in one sentence. */
export function smokeSentence({ rows, agreeing, problem }: SmokeResult): string {
  return `The smoke test failed: ${rows - agreeing} of ${rows} rows are not answered as they were scored; ${problem}.`
}
