import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'

/** Writes what a benchmark found, which `npm run generate` takes over into docs/benchmarks.md. */
export function saveResult(name: string, title: string, text: string): void {
  mkdirSync(new URL('results/', import.meta.url), { recursive: true })
  const head = `# ${title}\n\nWritten by \`npm run bench ${name} -- --save\`.\n\n`
  writeFileSync(new URL(`results/${name}.md`, import.meta.url), `${head}${text.trimEnd()}\n`)
}

/** On what it ran, and when. `load`: processes that wanted a processor before it began; on a quiet machine next to none. */
export function describeMachine(load: number, versions: Readonly<Record<string, string>>): string {
  const processors = cpus()
  const parts = [
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${type()} ${release()}`,
    `Node.js ${process.versions.node}`,
    ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
  ]
  return `${parts.join(', ')}; ${new Date().toISOString().slice(0, 10)}; load average before: ${load.toFixed(1)}.`
}

/** The last line of a benchmark. Without a rival there is neither ratio nor goal. */
export function lastLine(name: string, ratio: number | undefined, goal: number | undefined, rssMb: number): string {
  return `bench ${name} ratio ${ratio?.toFixed(1) ?? 'none'} goal ${goal ?? 'none'} rss_mb ${rssMb.toFixed(0)}\n`
}

/** The most memory that this process has had. */
export function ownPeakMb(): number {
  return process.resourceUsage().maxRSS / 1024
}
