/** node scripts/sum-results.ts <folder>: what .ci/run's suites came to, one line each, and their sum as last line. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failedTests, judgeSuite, sumLine } from './ci/suite-results.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say which folder holds the results.')
const read = (name: string): Promise<string | undefined> => readFile(join(folder, name), 'utf8').catch(() => undefined)

const names = (await readdir(folder))
  .filter((name) => name.endsWith('.exit'))
  .map((name) => name.slice(0, -'.exit'.length))
const suites = await Promise.all(
  names.map(async (name) => {
    const exitCode = Number(await read(`${name}.exit`))
    const vitest = await read(`${name}.json`)
    const result = judgeSuite({ exitCode, vitest, log: (await read(`${name}.log`)) ?? '' })
    return { name, ...result, tests: vitest === undefined ? [] : failedTests(vitest) }
  }),
)

process.stdout.write('\n')
for (const { name, tests } of suites)
  for (const test of tests.slice(0, 20)) process.stdout.write(`failed in ${name}: ${test}\n`)
for (const { name, passed, failed } of suites) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`)
process.stdout.write(`${sumLine(suites)}\n`)
if (suites.length === 0 || suites.some(({ failed }) => failed > 0)) process.exitCode = 1
