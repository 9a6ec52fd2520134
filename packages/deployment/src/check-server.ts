import { messageOf } from '@mlgate/core'
import { CandidateProblem } from './candidate-problem.ts'
import { compareAnswers, type SmokeResult } from './compare-answers.ts'
import type { DeployedVersion, GoldenSet } from './release.ts'

type Fetch = typeof fetch

/** Rows of one request. */
const requestRows = 500
const requestTimeoutMs = 30_000

/** Whether a server says that it is ready; anything but a clear yes is a no. */
export async function isReady(base: string, fetch: Fetch): Promise<boolean> {
  try {
    const response = await fetch(`${base}/v2/health/ready`, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

/** Makes sure that a server serves exactly this version. Throws CandidateProblem. */
export async function checkIdentity(
  base: string,
  { model, version, digest }: DeployedVersion,
  fetch: Fetch,
): Promise<void> {
  const path = `/v2/models/${encodeURIComponent(model)}/versions/${encodeURIComponent(version)}`
  const metadata = await ask(`${base}${path}`, undefined, fetch)
  const served = member(member(metadata, 'parameters'), 'digest')
  if (served !== digest) {
    throw new CandidateProblem(`The server says that it serves ${JSON.stringify(served)}, not ${digest}.`)
  }
}

/** Replays golden rows. Throws CandidateProblem when the server does not answer them at all. */
export async function smokeTest(base: string, { rows, expected }: GoldenSet, fetch: Fetch): Promise<SmokeResult> {
  const answers: unknown[] = []
  for (let from = 0; from < rows.length; from += requestRows) {
    const body = JSON.stringify({ rows: rows.slice(from, from + requestRows) })
    const predictions = member(await ask(`${base}/predict`, body, fetch), 'predictions')
    if (!Array.isArray(predictions)) throw new CandidateProblem('/predict answers without predictions.')
    answers.push(...predictions)
  }
  return compareAnswers(expected, answers)
}

async function ask(url: string, body: string | undefined, fetch: Fetch): Promise<unknown> {
  const { pathname } = new URL(url)
  const signal = AbortSignal.timeout(requestTimeoutMs)
  let status: number
  let text: string
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url, body === undefined ? { signal } : { method: 'POST', body, headers, signal })
    status = response.status
    text = await response.text()
  } catch (cause) {
    throw new CandidateProblem(`${pathname} gave no answer: ${messageOf(cause)}.`, { cause })
  }
  if (status !== 200) throw new CandidateProblem(`${pathname} answered ${status}: ${text.slice(0, 300)}`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CandidateProblem(`${pathname} answered with something else than JSON.`, { cause })
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
