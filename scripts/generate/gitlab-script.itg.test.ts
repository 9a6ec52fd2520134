import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gitlabScript } from './gitlab-script.ts'

// The script in a real shell, with an npm and a node of ours that say how they were started.
let folder: string
let checkout: string
let programs: string

const fakeNpm = `#!/bin/sh
echo "npm in $PWD: $*"
[ -z "$NPM_FAILS" ] || exit 1
mkdir -p "$3/node_modules/mlgate/bin"
`
const fakeNode = `#!/bin/sh
echo "node in $PWD: $*"
echo "path: $PATH"
echo "options: \${NODE_OPTIONS-none} \${NODE_PATH-none}"
exit "\${ENDS_WITH:-0}"
`

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-script-')))
  checkout = join(folder, 'builds/acme/flights')
  programs = join(folder, 'bin')
  await mkdir(join(checkout, 'node_modules/.bin'), { recursive: true })
  await mkdir(programs)
  for (const name of ['npm', 'node', 'mktemp', 'git']) {
    await program(join(checkout, 'node_modules/.bin', name), '#!/bin/sh\necho "HIJACKED $0"\n')
  }
  await program(join(programs, 'npm'), fakeNpm)
  await program(join(programs, 'node'), fakeNode)
  await symlink(join(checkout, 'node_modules/.bin'), join(folder, 'link'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function program(file: string, text: string): Promise<void> {
  await writeFile(file, text)
  await chmod(file, 0o755)
}

interface Ended {
  readonly code: number
  readonly printed: string
}

function runScript(besideCredentials: boolean, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const script = gitlabScript('evaluate-gate', '1.2.3', { besideCredentials })
  const planted = [join(checkout, 'node_modules/.bin'), 'node_modules/.bin', '', join(folder, 'link')]
  const path = [...planted, programs, '/usr/bin', '/bin'].join(':')
  const variables = {
    PATH: path,
    CI_PROJECT_DIR: checkout,
    NODE_OPTIONS: '--require ./evil.js',
    NODE_PATH: '.',
    ...env,
  }
  return new Promise((resolve) => {
    // Not `bash -e`: the script may not depend on how its runner treats failures.
    const child = execFile('/bin/sh', ['-c', script], { cwd: checkout, env: variables }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, printed: `${stdout}${stderr}` }),
    )
  })
}

describe('the script of a job beside credentials', () => {
  test('starts nothing that lies in the checkout, however PATH leads there', async () => {
    const { code, printed } = await runScript(true)
    expect(printed).not.toContain('HIJACKED')
    expect(printed).toContain(`path: ${programs}:`)
    expect(printed).toContain('options: none none')
    expect(code).toBe(0)
  })

  test('installs into a new folder, in which npm starts, and runs from there on the checkout', async () => {
    const { printed } = await runScript(true)
    const place =
      /^npm in (?<place>\/tmp\/mlgate\.\w{6}): install --prefix \k<place> --ignore-scripts .* mlgate@1\.2\.3$/m
    const found = place.exec(printed)?.groups?.place
    expect(found, printed).toBeDefined()
    expect(printed).toContain(
      `node in ${checkout}: ${found}/node_modules/mlgate/bin/mlgate.js evaluate-gate --host gitlab`,
    )
    expect(await readdir('/tmp')).not.toContain(found?.slice('/tmp/'.length))
  })

  test.each(['0', '1', '4', '70'])('ends with the step’s exit code %s', async (code) => {
    expect((await runScript(true, { ENDS_WITH: code })).code).toBe(Number(code))
  })

  test('ends as an outage when npm does not deliver', async () => {
    const { code, printed } = await runScript(true, { NPM_FAILS: 'yes' })
    expect(code).toBe(3)
    expect(printed).not.toContain('node in')
    const place = /npm in \/tmp\/(mlgate\.\w{6}):/.exec(printed)?.[1]
    expect(await readdir('/tmp')).not.toContain(place)
  })
})

test('a step without credentials runs with the PATH of its project, after nothing of it was installed with', async () => {
  const { printed } = await runScript(false)
  expect(printed).not.toContain('HIJACKED')
  expect(printed).toContain(`path: ${checkout}/node_modules/.bin:`)
})
