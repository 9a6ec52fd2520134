import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { bundle } from './bundle.ts'
import { licencesDocument, readBundledPackages } from './bundled-packages.ts'
import { findEntries } from './entries.ts'

let repository: string

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'mlgate-build-'))
  await files({
    'packages/app/src/cli.ts': "#!/usr/bin/env node\nimport { greet } from 'greeter'\nprocess.stdout.write(greet())\n",
    'actions/judge/main.ts': "import { greet } from 'greeter'\nprocess.stdout.write(greet())\n",
    'actions/mlgate/main.ts': 'process.stdout.write(process.platform)\n',
    'packages/models/src/score-worker.ts': 'export default (): number => 1\n',
    'packages/statistics/src/resampling/resample-worker.ts': 'export default (): number => 1\n',
    'node_modules/greeter/package.json': '{"name":"greeter","version":"1.2.3","license":"MIT","main":"index.js"}',
    'node_modules/greeter/index.js':
      "const glob = require('glob')\nconst { EOL } = require('os')\nexports.greet = () => `hello, ${typeof glob}${EOL}`\n",
    'node_modules/greeter/LICENSE': 'Do as you like.\n',
  })
})

afterAll(() => rm(repository, { recursive: true, force: true }))

describe('the bundles', () => {
  test('start in a folder without node_modules, CommonJS and left-out parts included', async () => {
    const target = join(repository, 'dist')
    await bundle(repository, await findEntries(repository, ['judge']), target)
    const elsewhere = await mkdtemp(join(tmpdir(), 'mlgate-elsewhere-'))
    const { exitCode, output } = await runCommand(['node', join(target, 'judge.js')], { cwd: elsewhere })
    await rm(elsewhere, { recursive: true })
    expect(output).toBe('hello, function\n')
    expect(exitCode).toBe(0)
    expect(await readFile(join(target, 'mlgate.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  test('are the same bytes at every build, and nothing is left of the last one', async () => {
    const entries = await findEntries(repository, ['judge'])
    const target = join(repository, 'dist')
    await bundle(repository, entries, target)
    const first = await contents(target)
    await writeFile(join(target, 'chunks', 'old-AAAAAAAA.js'), '')
    await bundle(repository, entries, target)
    expect(await contents(target)).toEqual(first)
  })

  test('carry the licences of what they hold', async () => {
    const metafile = await bundle(repository, await findEntries(repository, ['judge']), join(repository, 'dist'))
    const document = licencesDocument(await readBundledPackages(repository, metafile))
    expect(document).toContain('greeter@1.2.3\nLicense: MIT\n\nDo as you like.')
  })
})

describe('a build is refused', () => {
  test('when a declared step has no entry, or an entry no step', async () => {
    await expect(findEntries(repository, ['judge', 'deploy'])).rejects.toThrow('actions/deploy/main.ts is missing')
    await expect(findEntries(repository, [])).rejects.toThrow('actions/judge belongs to no step')
  })

  test.each([
    ['is under a licence that is not allowed', { licence: 'GPL-3.0-only', texts: ['text'] }],
    ['has no licence', { licence: undefined, texts: ['text'] }],
    ['carries no licence text', { licence: 'MIT', texts: [] }],
  ])('when a package %s', (_, { licence, texts }) => {
    expect(() => licencesDocument([{ name: 'greeter', version: '1.2.3', licence, texts, bytes: 1 }])).toThrow('greeter')
  })
})

async function files(contentByPath: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(contentByPath)) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), content)
  }
}

async function contents(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found[path] = await readFile(path, 'utf8')
  }
  return found
}
