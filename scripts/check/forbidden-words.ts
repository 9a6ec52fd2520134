import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../repository.ts'
import { runCommand } from '../run-command.ts'
import { type Check, outcomeOf } from './check.ts'

/**
 * Nothing in the repository may name where packages come from, which is each machine's own configuration, or where this
 * checkout lies, which would show that a build is not reproducible elsewhere.
 */
export const forbiddenWords: Check = {
  name: 'forbidden words',
  run: async () => {
    const words = [root, ...(await registryHosts())]
    const { exitCode, stdout, output } = await runCommand([
      'git',
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
    ])
    if (exitCode !== 0) return { passed: false, detail: output }
    const files = stdout.split('\0').filter((file) => file !== '')
    const problems: string[] = []
    for (const file of files) {
      // A file that was deleted is still in the index until the deletion is committed.
      const content = await readFile(join(root, file)).catch(() => undefined)
      if (content !== undefined) problems.push(...wordsIn(file, content, words))
    }
    return outcomeOf(problems, `${files.length} files, ${words.length} words`)
  },
}

/** Which of the words a file holds, bytes and all. */
export function wordsIn(file: string, content: Buffer, words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const at = content.indexOf(word)
    if (at < 0) return []
    const line = content.subarray(0, at).filter((byte) => byte === 0x0a).length + 1
    return [`${file}:${line} names ${word}.`]
  })
}

/** Hosts that npm, pip and Go are set to on this machine. */
async function registryHosts(): Promise<readonly string[]> {
  const settings = await Promise.all([
    runCommand(['npm', 'config', 'get', 'registry']),
    runCommand(['go', 'env', 'GOPROXY']),
    runCommand(['python3', '-m', 'pip', 'config', 'get', 'global.index-url']),
  ])
  const addresses = settings.flatMap(({ exitCode, stdout }) => (exitCode === 0 ? stdout.split(/[\s,|]+/) : []))
  return [...new Set(addresses.flatMap(hostOf))]
}

function hostOf(address: string): string[] {
  if (!URL.canParse(address)) return []
  const { host } = new URL(address)
  // A mirror on this very machine is no name that could leak.
  return host === '' || /^(localhost|127\.|\[::1\])/.test(host) ? [] : [host]
}
