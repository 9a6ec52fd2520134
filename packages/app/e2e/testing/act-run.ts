/** What a workflow run came to, read from act's JSON lines. */
export interface ActRun {
  /** 0 when all jobs succeeded. */
  readonly exitCode: number | undefined
  /** Everything that act printed, unmasked values included. */
  readonly printed: string
  readonly jobs: ReadonlyMap<string, JobRun>
}

export interface JobRun {
  /** Undefined when it was not run. */
  readonly result: 'success' | 'failure' | undefined
  /** What the steps printed, without workflow commands. */
  readonly log: string
  /** Of all steps together. */
  readonly summary: string
  readonly annotations: readonly { readonly level: 'error' | 'warning' | 'notice'; readonly message: string }[]
  /** Of all steps together. */
  readonly outputs: Readonly<Record<string, string>>
  /** Of the first step that failed; undefined when none did. */
  readonly exitCode: number | undefined
}

/** A job of a run. Throws when the run did not come so far. */
export function jobOf(run: ActRun, name: string): JobRun {
  const job = run.jobs.get(name)
  if (job === undefined) throw new Error(`The job ${name} was not run:\n${logsOf(run)}`)
  return job
}

/** What all jobs printed, for the message of a test that fails. */
export function logsOf(run: ActRun): string {
  return [...run.jobs].map(([name, { log }]) => `--- ${name}\n${log}`).join('')
}

/** Reads what act printed with `--json`. */
export function readActRun(result: {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}): ActRun {
  const byJob = new Map<string, Line[]>()
  for (const text of result.stdout.split('\n')) {
    const line = parseLine(text)
    const job = line?.jobID
    if (line === undefined || typeof job !== 'string') continue
    // There is no runner with the job's labels: GitHub would let it wait.
    if (String(line.msg).includes('Skipping unsupported platform')) continue
    byJob.set(job, [...(byJob.get(job) ?? []), line])
  }
  const jobs = new Map([...byJob].map(([job, lines]) => [job, readJob(lines)]))
  return { exitCode: result.exitCode, printed: result.stdout + result.stderr, jobs }
}

type Line = Readonly<Record<string, unknown>>

function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? (value as Line) : undefined
}

function readJob(lines: readonly Line[]): JobRun {
  const result = lines.map(({ jobResult }) => jobResult).find((value) => value === 'success' || value === 'failure')
  const failed = lines.map(({ msg }) => /^exit status (\d+)$/.exec(String(msg))?.[1]).find((code) => code !== undefined)
  return {
    result,
    log: lines.flatMap(({ raw_output, msg }) => (raw_output === true ? [String(msg)] : [])).join(''),
    summary: commands(lines, 'summary')
      .map(({ content }) => String(content))
      .join(''),
    annotations: (['error', 'warning', 'notice'] as const).flatMap((level) =>
      commands(lines, level).map(({ arg }) => ({ level, message: String(arg) })),
    ),
    outputs: Object.fromEntries(commands(lines, 'set-output').map(({ name, arg }) => [String(name), String(arg)])),
    exitCode: failed === undefined ? undefined : Number(failed),
  }
}

function commands(lines: readonly Line[], name: string): Line[] {
  return lines.filter(({ command }) => command === name)
}
