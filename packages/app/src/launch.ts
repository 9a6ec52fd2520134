import { fileURLToPath } from 'node:url'
import { startDetached } from '@mlgate/deployment/start-process'
import type { Launch } from '@mlgate/steps'

/** What a serving process needs: programs, a home, and where native packages are found. No credentials. */
const inherited = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'XDG_CACHE_HOME', 'RUNNER_TOOL_CACHE', 'SYSTEMROOT']

/** Starts this mlgate again, as a process that outlives the step. */
export function launchFrom(env: NodeJS.ProcessEnv): Launch {
  const entries = inherited.flatMap((name) => {
    const value = env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { mlgate: [process.execPath, commandFile()], env: Object.fromEntries(entries), start: startDetached }
}

/** The command's file: in the repository its launcher, in a bundle `mlgate.js` beside the entries. */
function commandFile(moduleUrl: string = import.meta.url): string {
  if (moduleUrl.endsWith('.ts')) return fileURLToPath(new URL('../bin/mlgate.js', moduleUrl))
  const inChunk = new URL('.', moduleUrl).pathname.endsWith('/chunks/')
  return fileURLToPath(new URL(inChunk ? '../mlgate.js' : './mlgate.js', moduleUrl))
}
