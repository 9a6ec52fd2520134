import { afterAll, afterEach, beforeEach } from 'vitest'
import { closeServers, openServers, watchServers } from './open-servers.ts'

// Runs before each test file. A server tells what went wrong when it is closed, so no test can forget it: what a test
// opened is closed after it (after the last of those that run at once), what a file opened for all its tests at its end.
let ofTheFile: ReturnType<typeof openServers> = new Set()
let running = 0

watchServers()
beforeEach(() => {
  if (running === 0) ofTheFile = openServers()
  running++
})
afterEach(async () => {
  running--
  if (running === 0) await closeServers(ofTheFile)
})
afterAll(() => closeServers())
