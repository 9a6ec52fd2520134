import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { cliProject } from '../../testing/cli-project.ts'

const rows = `id,x,label\n${Array.from({ length: 60 }, (_, row) => `${row},${row % 7},${row % 2 ? 'yes' : 'no'}\n`).join('')}`

function made() {
  const project = cliProject({ 'train.csv': rows, 'test.csv': rows.replaceAll('yes', 'no '), 'rows/test.csv': rows })
  execFileSync('git', ['init', '--quiet'], { cwd: project.folder })
  expect(
    project.mlgate(['init', '--yes', '--train', 'train.csv', '--test', 'rows/test.csv', '--model', 'm']).status,
  ).toBe(0)
  const doctor = (env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout } = project.mlgate(['doctor', '--format', 'json'], env)
    const { findings }: { findings: { check: string; state: string; found: string }[] } = JSON.parse(stdout)
    return { status, stdout, of: (check: string) => findings.find((finding) => finding.check === check) }
  }
  return { ...project, doctor }
}

it('finds nothing wrong with what init wrote', () => {
  const { doctor, mlgate } = made()
  const { status, of } = doctor()
  expect(status).toBe(0)
  expect(of('mlgate.yml')).toMatchObject({ state: 'well', found: 'holds; m' })
  expect(of('@duckdb/node-api')).toMatchObject({ state: 'well' })
  expect(mlgate(['doctor']).stdout).toContain('✓ m: data.test')
})

it('tells a wrong key, rows that were not fetched and a broken contract, each with its place', () => {
  const { doctor, write, read } = made()
  write('train.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n')
  write('contracts/m.odcs.yaml', read('contracts/m.odcs.yaml').replace('logicalType: string', 'logicalType: txt'))
  const { status, of } = doctor()
  expect(status).toBe(2)
  expect(of('m: data.train')).toMatchObject({ state: 'wrong', found: 'is a pointer of Git LFS, not the rows' })
  expect(of('m: data.contract')?.found).toMatch(/^contracts\/m\.odcs\.yaml:\d+:\d+ /)
  write('mlgate.yml', 'model: m\ntsk: classification\n')
  expect(doctor().of('mlgate.yml')).toMatchObject({
    found: expect.stringContaining('Did you mean task?'),
    remedy: expect.stringMatching(/^correct it there/),
  })
})

it('tells rows that are not written as mlgate.yml says, and takes them once it says so', () => {
  const { doctor, write, read } = made()
  write('train.csv', Buffer.from('id,ü,label\n1,2,yes\n', 'latin1'))
  expect(doctor().of('m: data.train')).toMatchObject({
    state: 'wrong',
    found: expect.stringMatching(/^train\.csv:1:4 is not UTF-8/),
    remedy: expect.stringContaining('data.reading'),
  })
  write('mlgate.yml', read('mlgate.yml').replace('\ndata:\n', '\ndata:\n  reading: {encoding: latin-1}\n'))
  expect(doctor().of('m: data.train')).toMatchObject({ state: 'well' })
})

it('tells whether a signing key would be believed, and never shows it', () => {
  const { doctor, mlgate, read, write } = made()
  const { stdout } = mlgate(['keygen', '--out', 'key.pem'])
  const key = read('key.pem')
  const secret = key.split('\n')[1] ?? ''
  expect(doctor({ MLGATE_SIGNING_KEY: key }).of('signing key')).toMatchObject({ state: 'wrong' })
  write('mlgate.yml', `${read('mlgate.yml')}${stdout}`)
  const trusted = doctor({ MLGATE_SIGNING_KEY: key })
  expect(trusted.of('signing key')).toMatchObject({ state: 'well', found: 'fits trusted_keys: ci' })
  expect(trusted.stdout).not.toContain(secret)
  const garbled = doctor({ MLGATE_SIGNING_KEY: secret })
  expect(garbled.of('signing key')).toMatchObject({ state: 'wrong' })
  expect(garbled.stdout).not.toContain(secret)
})

it('a forge that is not reachable ends it with 3', () => {
  const { doctor } = made()
  const { status, stdout, of } = doctor({
    GITHUB_REPOSITORY: 'a/b',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_TOKEN: 'hush-hush',
  })
  expect(status).toBe(3)
  expect(of('token')).toMatchObject({ state: 'unreachable' })
  expect(stdout).not.toContain('hush-hush')
})
