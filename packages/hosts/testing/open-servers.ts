/** What tests have opened and not closed, oldest first. */
const open = new Set<() => Promise<void>>()
let isWatched = false

/** Makes something known that a test opens. What comes back closes it, once however often it is called. */
export function toBeClosed(close: () => Promise<void>): () => Promise<void> {
  if (!isWatched)
    throw new Error('Servers are for *.itg.test.ts and *.e2e.test.ts, where they are closed after each test.')
  let closed: Promise<void> | undefined
  const once = () => {
    open.delete(once)
    closed ??= close()
    return closed
  }
  open.add(once)
  return once
}

/** Says that somebody will close what is left open. */
export function watchServers(): void {
  isWatched = true
}

export function openServers(): ReadonlySet<() => Promise<void>> {
  return new Set(open)
}

/** Closes what is open, the newest first, save what is to stay. Rejects with what the servers complain of, all of it. */
export async function closeServers(stay: ReadonlySet<() => Promise<void>> = new Set()): Promise<void> {
  const complaints: unknown[] = []
  for (const close of [...open].reverse()) {
    // Closing one may have closed another that it stood on.
    if (stay.has(close) || !open.has(close)) continue
    await close().catch((error: unknown) => complaints.push(error))
  }
  if (complaints.length > 1) throw new AggregateError(complaints, 'Several servers have complaints.')
  if (complaints.length === 1) throw complaints[0]
}
