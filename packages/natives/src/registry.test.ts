import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { npmRegistry } from './registry.ts'

let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'registry-'))
  await writeFile(
    join(home, '.npmrc'),
    'registry=https://user.example/npm\n//user.example/npm/:_authToken=t\n//variable.example/:_authToken=v\n',
  )
  await writeFile(join(home, 'elsewhere'), 'registry=https://elsewhere.example/\n')
})

afterAll(() => rm(home, { recursive: true, force: true }))

const npmSays = async (): Promise<string> => 'https://npm.example/'

test('the variable counts most, in any letter case', async () => {
  for (const name of ['npm_config_registry', 'NPM_CONFIG_REGISTRY']) {
    const registry = await npmRegistry({ HOME: home, [name]: 'https://variable.example' }, npmSays)
    expect(registry.url.href).toBe('https://variable.example/')
    expect(registry.authorization).toBe('Bearer v')
  }
})

test('then the user’s .npmrc, wherever npm is told that it is', async () => {
  const registry = await npmRegistry({ HOME: home }, npmSays)
  expect(registry.url.href).toBe('https://user.example/npm/')
  expect(registry.authorization).toBe('Bearer t')
  const other = await npmRegistry({ HOME: home, NPM_CONFIG_USERCONFIG: join(home, 'elsewhere') }, npmSays)
  expect(other.url.href).toBe('https://elsewhere.example/')
  expect(other.authorization).toBeUndefined()
})

test('then npm itself', async () => {
  expect((await npmRegistry({ HOME: join(home, 'absent') }, npmSays)).url.href).toBe('https://npm.example/')
})

test('without npm it says what to set', async () => {
  await expect(npmRegistry({ HOME: join(home, 'absent') }, async () => undefined)).rejects.toThrow(
    'npm is not here to say which package registry to use. Set npm_config_registry to the address of one.',
  )
})

test.each(['file:///etc/', 'not an address', 'https://user:password@host.example/'])(
  '%s is no registry',
  async (url) => {
    await expect(npmRegistry({ HOME: home, npm_config_registry: url }, npmSays)).rejects.toThrow(
      "npm's setting registry is no plain http or https address.",
    )
  },
)
