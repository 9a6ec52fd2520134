import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer as createPlainServer } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeTarball } from '../archive/tarball.ts'
import { gitlabScript } from './gitlab-script.ts'

// The script in a real shell with the archive of a command that says how it was started. PATH holds these programs alone.
const basics = ['sh', 'rm', 'cp', 'sha256sum', 'tar', 'gzip']
const command = `#!/bin/sh
echo "mlgate in $PWD: $*"
echo "options: \${NODE_OPTIONS-none} \${TAR_OPTIONS-none}"
exit "\${ENDS_WITH:-0}"
`

/** Notes the folders that it makes. */
const notingMktemp = `#!/bin/sh
/usr/bin/mktemp "$@" >> "$HOME/made"
/usr/bin/tail -n 1 "$HOME/made"
`

let shared: string
let archive: string
let sha256: string
let server: Server
let plainServer: ReturnType<typeof createPlainServer>
let requests: string[]
let origin: string

beforeAll(async () => {
  shared = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-archive-script-')))
  await mkdir(join(shared, 'content/bin'), { recursive: true })
  await writeFile(join(shared, 'content/bin/mlgate'), command)
  archive = join(shared, 'mlgate.tar.gz')
  await writeTarball(join(shared, 'content'), { top: 'mlgate-1.2.3', executables: ['bin/mlgate'] }, archive)
  const bytes = await readFile(archive)
  sha256 = createHash('sha256').update(bytes).digest('hex')
  plainServer = createPlainServer((request, response) => {
    requests.push(`http ${request.url}`)
    response.end(bytes)
  })
  const plainOrigin = await listen(plainServer, 'http')
  server = createServer(await certificate(shared), (request, response) => {
    requests.push(`https ${request.url}`)
    if (request.url === '/archive') response.end(bytes)
    else if (request.url === '/moved') response.writeHead(302, { location: '/archive' }).end()
    else if (request.url === '/unencrypted') response.writeHead(302, { location: `${plainOrigin}/archive` }).end()
    else response.writeHead(404).end('not here')
  })
  origin = await listen(server, 'https')
})
afterAll(async () => {
  await Promise.all([server, plainServer].map((one) => new Promise((resolve) => one.close(resolve))))
  await rm(shared, { recursive: true, force: true })
})

let folder: string
let checkout: string
let programs: string
beforeEach(async () => {
  requests = []
  folder = await mkdtemp(join(shared, 'job-'))
  checkout = join(folder, 'builds/acme/flights')
  programs = join(folder, 'bin')
  await mkdir(checkout, { recursive: true })
  await mkdir(programs)
  await addPrograms(basics)
  await writeFile(join(programs, 'mktemp'), notingMktemp, { mode: 0o755 })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function listen(one: Server | typeof plainServer, protocol: string): Promise<string> {
  await new Promise<void>((resolve) => void one.listen(0, '127.0.0.1', resolve))
  return `${protocol}://127.0.0.1:${(one.address() as AddressInfo).port}`
}

/** A certificate of its own for 127.0.0.1; its file is `certificate.pem`. */
async function certificate(place: string): Promise<{ key: Buffer; cert: Buffer }> {
  const [key, cert] = [join(place, 'key.pem'), join(place, 'certificate.pem')]
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  await promisify(execFile)('openssl', [...make, ...name, '-keyout', key, '-out', cert])
  return { key: await readFile(key), cert: await readFile(cert) }
}

/** Where a program of this machine lies; undefined when it has none. Starters that choose among versions are resolved. */
async function programHere(name: string): Promise<string | undefined> {
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(place, name)
    const { stdout } = await promisify(execFile)(file, ['--version']).catch(() => ({ stdout: undefined }))
    if (stdout === undefined) continue
    if (name !== 'python3') return realpath(file)
    return (await promisify(execFile)(file, ['-c', 'import sys; print(sys.executable)'])).stdout.trim()
  }
  return undefined
}

async function addPrograms(names: readonly string[]): Promise<void> {
  for (const name of names) {
    // dash has no --version.
    const program = name === 'sh' ? '/bin/sh' : await programHere(name)
    if (program === undefined) throw new Error(`This test needs ${name}.`)
    await symlink(program, join(programs, name))
  }
}

interface Ended {
  readonly code: number
  readonly printed: string
}

function runScript(env: Readonly<Record<string, string>>, step = 'evaluate-gate'): Promise<Ended> {
  const script = gitlabScript(step, '1.2.3', { besideCredentials: step === 'evaluate-gate' })
  const trust = join(shared, 'certificate.pem')
  const variables = {
    PATH: programs,
    HOME: folder,
    CI_PROJECT_DIR: checkout,
    NODE_OPTIONS: '--require ./evil.js',
    TAR_OPTIONS: '--to-command=./evil',
    CURL_CA_BUNDLE: trust,
    SSL_CERT_FILE: trust,
    MLGATE_ARCHIVE: archive,
    MLGATE_ARCHIVE_SHA256: sha256,
    ...env,
  }
  return new Promise((resolve) => {
    const child = execFile('/bin/sh', ['-c', script], { cwd: checkout, env: variables }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, printed: `${stdout}${stderr}` }),
    )
  })
}

/** The folders that jobs of this test made and left. */
async function leftovers(): Promise<readonly string[]> {
  const made = (await readFile(join(folder, 'made'), 'utf8')).trim().split('\n')
  expect(made.every((place) => /^\/tmp\/mlgate\.\w{6}$/.test(place))).toBe(true)
  return made.filter((place) => existsSync(place))
}

describe('an archive that is a file', () => {
  test('is unpacked and run on the checkout, without node, npm and any variable that could name a program', async () => {
    const { code, printed } = await runScript({})
    expect(printed).toBe(`mlgate in ${checkout}: evaluate-gate --host gitlab\noptions: none none\n`)
    expect(code).toBe(0)
    expect(await leftovers()).toEqual([])
  })

  test.each(['1', '4', '70'])('ends with the step’s exit code %s', async (code) => {
    expect((await runScript({ ENDS_WITH: code })).code).toBe(Number(code))
  })

  test('is run where a planted node and tar lie in the checkout, also by a step that keeps the project’s PATH', async () => {
    await mkdir(join(checkout, 'bin'))
    for (const name of ['node', 'tar', 'sha256sum', 'cp']) {
      await writeFile(join(checkout, 'bin', name), '#!/bin/sh\necho HIJACKED >&2\n')
      await chmod(join(checkout, 'bin', name), 0o755)
    }
    const { code, printed } = await runScript({ PATH: `${join(checkout, 'bin')}:bin:${programs}` }, 'train-model')
    expect(printed).toBe(`mlgate in ${checkout}: train-model --host gitlab\noptions: none none\n`)
    expect(code).toBe(0)
  })
})

describe('an archive at an address', () => {
  const fetchers: readonly (readonly [string, readonly string[]])[] = [
    ['curl', ['https /moved', 'https /archive']],
    ['python3', ['https /moved', 'https /archive']],
    ['wget', ['https /moved', 'https /archive']],
  ]

  test.each(fetchers)(
    'is fetched by %s when the image has nothing else, also from where it was moved',
    async (name, asked) => {
      await addPrograms([name])
      await writeFile(join(folder, '.wgetrc'), `ca_certificate = ${join(shared, 'certificate.pem')}\n`)
      const { code, printed } = await runScript({ MLGATE_ARCHIVE: `${origin}/moved` })
      expect(printed).toContain('evaluate-gate --host gitlab\n')
      expect(code).toBe(0)
      expect(requests).toEqual(asked)
    },
  )

  test.each(['curl', 'python3'])('is not fetched by %s from where it would come unencrypted', async (name) => {
    await addPrograms([name])
    const { code, printed } = await runScript({ MLGATE_ARCHIVE: `${origin}/unencrypted` })
    expect(printed).toContain('mlgate: The input archive cannot be fetched. Check its address')
    expect(code).toBe(3)
    expect(requests).toEqual(['https /unencrypted'])
  })

  test.each(['curl', 'python3', 'wget'])('that is wrong ends as an outage with %s', async (name) => {
    await addPrograms([name])
    await writeFile(join(folder, '.wgetrc'), `ca_certificate = ${join(shared, 'certificate.pem')}\n`)
    const { code, printed } = await runScript({ MLGATE_ARCHIVE: `${origin}/elsewhere` })
    expect(printed).toContain('mlgate: The input archive cannot be fetched. Check its address')
    expect(code).toBe(3)
  })

  test('is not asked for with settings that lie in the user’s folder, which could send a variable away', async () => {
    await addPrograms(['curl'])
    await writeFile(join(folder, '.curlrc'), 'url = "https://127.0.0.1:9/"\n')
    const { code } = await runScript({ MLGATE_ARCHIVE: `${origin}/archive` })
    expect(code).toBe(0)
  })
})

describe('nothing is run, and the job ends with 3 and says what to do,', () => {
  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['when the archive is another', { MLGATE_ARCHIVE_SHA256: '0'.repeat(64) }, 'Take both from the same release.'],
    ['without its sha256', { MLGATE_ARCHIVE_SHA256: '' }, 'The input archive-sha256 must be the 64 digits'],
    ['with half a sha256', { MLGATE_ARCHIVE_SHA256: '0'.repeat(32) }, 'The input archive-sha256 must be the 64 digits'],
    ['with letters in place of it', { MLGATE_ARCHIVE_SHA256: 'z'.repeat(64) }, 'must be the 64 digits'],
    ['with a sha256 alone', { MLGATE_ARCHIVE: '' }, 'must be an address that begins with https://'],
    ['for an address without encryption', { MLGATE_ARCHIVE: 'http://127.0.0.1/a' }, 'begins with https://'],
    ['for a path in the checkout', { MLGATE_ARCHIVE: 'mlgate.tar.gz' }, 'or an absolute path.'],
    ['for a file that is not there', { MLGATE_ARCHIVE: '/nowhere/a.tar.gz' }, 'Give the path of a file that is there'],
    [
      'where nothing can fetch it',
      { MLGATE_ARCHIVE: 'https://127.0.0.1:9/a' },
      'This image has no curl, python3 or wget',
    ],
  ]

  test.each(wrong)('%s', async (_, env, advice) => {
    const { code, printed } = await runScript(env)
    expect(printed).toContain(advice)
    expect(printed).not.toContain('mlgate in')
    expect(code).toBe(3)
    expect(await leftovers()).toEqual([])
  })

  test.each(['sha256sum', 'tar', 'gzip'])('in an image without %s', async (name) => {
    await rm(join(programs, name))
    const { code, printed } = await runScript({})
    expect(printed).toBe(`mlgate: This image has no ${name}, which the input archive needs. Install it in the image.\n`)
    expect(code).toBe(3)
  })

  test('for the archive of another version', async () => {
    const older = join(folder, 'older.tar.gz')
    await writeTarball(join(shared, 'content'), { top: 'mlgate-1.2.2', executables: ['bin/mlgate'] }, older)
    const digest = createHash('sha256')
      .update(await readFile(older))
      .digest('hex')
    const { code, printed } = await runScript({ MLGATE_ARCHIVE: older, MLGATE_ARCHIVE_SHA256: digest })
    expect(printed).toContain('The archive is of another version than this component, 1.2.3.')
    expect(code).toBe(3)
  })

  test('for a file that only looks like an archive', async () => {
    const text = join(folder, 'text.tar.gz')
    await cp(join(shared, 'certificate.pem'), text)
    const digest = createHash('sha256')
      .update(await readFile(text))
      .digest('hex')
    const { code, printed } = await runScript({ MLGATE_ARCHIVE: text, MLGATE_ARCHIVE_SHA256: digest })
    expect(printed).toContain('mlgate: The archive cannot be unpacked')
    expect(code).toBe(3)
  })

  test('in an image with neither Node nor an archive', async () => {
    const { code, printed } = await runScript({ MLGATE_ARCHIVE: '', MLGATE_ARCHIVE_SHA256: '' })
    expect(printed).toContain('This image has no node. Choose one with Node.js 24 and npm, or give the inputs archive')
    expect(code).toBe(3)
  })
})
