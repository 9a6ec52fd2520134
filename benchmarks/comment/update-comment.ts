// What a step does to the comment, and nothing else of the step: its own code, bundled as the steps are.
import { readFileSync } from 'node:fs'
import { detectHost } from '@mlgate/hosts'
import { commentMarker, commentSection, composeComment, readReportDocument } from '@mlgate/reports'

const quiet = () => undefined
const host = detectHost(process.env, {
  fetch: globalThis.fetch,
  write: quiet,
  exec: () => Promise.reject(new Error('No program is needed here.')),
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
})
const { report } = readReportDocument(readFileSync(process.env.REPORT_FILE ?? ''))
const { commentLimit: limit, run } = host
const sections = [commentSection(report, { limit, run: { url: run.runUrl, commit: run.commit } })]
const written = await host.upsertComment(commentMarker, (present) =>
  composeComment(present, sections, { marker: commentMarker, limit, run: { workflow: 'ml.yml', runId: run.runId } }),
)
process.exit(written.written ? 0 : 1)
