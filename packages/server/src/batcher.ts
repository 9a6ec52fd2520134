import type { Feed, OutputTensor } from '@mlgate/models'
import { RequestProblem } from './request-problem.ts'

export interface BatchLimits {
  /** Rows that one run of the model takes at most, unless a single request brings more. */
  readonly batchRows: number
  /** Rows that may wait; beyond, requests are turned away. */
  readonly waitingRows: number
}

export interface Batcher {
  /** Runs the model on these rows, maybe together with others'. Rejects with what these rows alone are to blame for. */
  run(feeds: readonly Feed[], rows: number): Promise<readonly OutputTensor[]>
}

interface Waiting {
  readonly feeds: readonly Feed[]
  readonly rows: number
  /** Requests of one shape can share a run. */
  readonly shape: string
  readonly resolve: (outputs: readonly OutputTensor[]) => void
  readonly reject: (error: unknown) => void
}

/**
 * Joins the requests that arrive in one turn of the event loop into one run of the model. Nobody waits for company: a
 * lone request runs at once, but while the model is busy others gather. When a joint run fails, each request is run
 * alone, so that one caller's rows cannot fail another's.
 */
export function createBatcher(
  runModel: (feeds: readonly Feed[]) => Promise<readonly OutputTensor[]>,
  limits: BatchLimits,
  onBatch: (rows: number) => void,
): Batcher {
  const queue: Waiting[] = []
  let waitingRows = 0
  let busy = false

  const takeBatch = (): Waiting[] => {
    const [first] = queue
    if (first === undefined) return []
    let rows = 0
    let end = 0
    for (const { shape, rows: own } of queue) {
      if (shape !== first.shape || (end > 0 && rows + own > limits.batchRows)) break
      rows += own
      end++
    }
    waitingRows -= rows
    onBatch(rows)
    return queue.splice(0, end)
  }

  const alone = async ({ feeds, resolve, reject }: Waiting): Promise<void> => {
    await runModel(feeds).then(resolve, reject)
  }

  const together = async (batch: readonly Waiting[]): Promise<void> => {
    const parts = await runModel(joinFeeds(batch)).then(
      (outputs) =>
        splitOutputs(
          outputs,
          batch.map(({ rows }) => rows),
        ),
      () => undefined,
    )
    if (parts === undefined) {
      for (const waiting of batch) await alone(waiting)
    } else {
      for (const [i, { resolve }] of batch.entries()) resolve(parts[i]!)
    }
  }

  const drain = async (): Promise<void> => {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      const [only, ...others] = batch
      if (only !== undefined && others.length === 0) await alone(only)
      else await together(batch)
      // Requests that came in meanwhile are read before the next run, and answers are sent.
      await new Promise(setImmediate)
    }
    busy = false
  }

  return {
    run: (feeds, rows) => {
      if (waitingRows + rows > limits.waitingRows) {
        return Promise.reject(new RequestProblem(503, `${waitingRows} rows are waiting already. Try again later.`))
      }
      return new Promise((resolve, reject) => {
        const shape = feeds.map(({ dims }) => dims.slice(1).join('×')).join(' ')
        queue.push({ feeds, rows, shape, resolve, reject })
        waitingRows += rows
        if (busy) return
        busy = true
        setImmediate(() => void drain())
      })
    },
  }
}

/** All rows, one request below the other. */
function joinFeeds(batch: readonly Waiting[]): readonly Feed[] {
  const first = batch[0]!.feeds
  const rows = batch.reduce((sum, waiting) => sum + waiting.rows, 0)
  return first.map((feed, i) => ({
    ...feed,
    dims: [rows, ...feed.dims.slice(1)],
    data: joinData(batch.map(({ feeds }) => feeds[i]!.data)),
  }))
}

function joinData(parts: readonly Feed['data'][]): Feed['data'] {
  const [first] = parts
  if (Array.isArray(first)) return parts.flatMap((part) => part as string[])
  const data = new (first!.constructor as new (length: number) => Float32Array)(
    parts.reduce((sum, part) => sum + part.length, 0),
  )
  let at = 0
  for (const part of parts) {
    data.set(part as Float32Array, at)
    at += part.length
  }
  return data
}

/** Each request's own rows of the outputs; undefined when an output is not one entry a row. */
function splitOutputs(
  outputs: readonly OutputTensor[],
  rows: readonly number[],
): readonly (readonly OutputTensor[])[] | undefined {
  const total = rows.reduce((sum, own) => sum + own, 0)
  if (outputs.some(({ dims }) => dims[0] !== total)) return undefined
  let start = 0
  return rows.map((own) => {
    const from = start
    start += own
    return outputs.map((output) => {
      const width = output.data.length / total
      const data = output.data.slice(from * width, start * width)
      return { ...output, dims: [own, ...output.dims.slice(1)], data }
    })
  })
}
