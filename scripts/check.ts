/**
 * npm run check: everything that must hold besides the tests.
 *
 *   node scripts/check.ts [name …]     only the checks whose names begin so
 */
import { archiveSize } from './check/archive-size.ts'
import { arrows } from './check/arrows.ts'
import { bundlesFresh, bundlesStart } from './check/bundles.ts'
import type { Check, Outcome } from './check/check.ts'
import { generated, nativePins, style, types, unused, workflowSecurity, workflows } from './check/commands.ts'
import { forbiddenWords } from './check/forbidden-words.ts'
import { links } from './check/links.ts'
import { licences, lockFile } from './check/lock-file.ts'
import { snippets } from './check/snippets.ts'

// What people break most comes first, what takes longest last.
const checks: readonly Check[] = [
  style,
  types,
  arrows,
  unused,
  generated,
  links,
  snippets,
  lockFile,
  nativePins,
  licences,
  forbiddenWords,
  workflows,
  workflowSecurity,
  bundlesFresh,
  bundlesStart,
  archiveSize,
]

const wanted = process.argv.slice(2)
const chosen = wanted.length === 0 ? checks : checks.filter(({ name }) => wanted.some((word) => name.startsWith(word)))
if (chosen.length === 0) throw new Error(`No such check. There are: ${checks.map(({ name }) => name).join(', ')}.`)

let failed = 0
for (const check of chosen) {
  const start = performance.now()
  const { passed, detail } = await outcome(check)
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
  process.stdout.write(`${passed ? '✓' : '✗'} ${check.name.padEnd(18)} ${seconds} s  ${passed ? detail : ''}`.trimEnd())
  process.stdout.write('\n')
  if (passed) continue
  failed++
  process.stdout.write(`${detail.trimEnd().replace(/^/gm, '    ')}\n`)
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`)
if (failed > 0) process.exitCode = 1

/** A check that throws has not passed. */
async function outcome(check: Check): Promise<Outcome> {
  try {
    return await check.run()
  } catch (error) {
    return { passed: false, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
