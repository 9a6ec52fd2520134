/** node scripts/tools.ts: installs the programs that checks and end-to-end tests run, and prints where they are. */
import { ensureTool } from './tools/pinned-tools.ts'

for (const name of ['actionlint', 'zizmor', 'act'] as const) process.stdout.write(`${await ensureTool(name)}\n`)
