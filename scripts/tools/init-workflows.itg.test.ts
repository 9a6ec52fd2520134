import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { githubWorkflow, type PythonSetup } from '@mlgate/setup'
import { afterAll, expect, test } from 'vitest'
import { root } from '../repository.ts'
import { runCommand, workspaceEnvironment } from '../run-command.ts'
import { ensureTool } from './pinned-tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'mlgate-workflows-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('actionlint and zizmor find nothing in the workflows that init writes', async () => {
  const workflows = join(folder, '.github/workflows')
  mkdirSync(workflows, { recursive: true })
  const setups: readonly (PythonSetup | undefined)[] = ['uv', 'requirements', 'pyproject', 'none', undefined]
  const texts = setups.flatMap((python) =>
    [true, false].map((trains) =>
      githubWorkflow({ branch: 'main', trains, python, otherCommand: python === undefined }),
    ),
  )
  for (const [index, text] of texts.entries()) writeFileSync(join(workflows, `${index}.yml`), text)
  const files = texts.map((_, index) => join(workflows, `${index}.yml`))
  const options = { cwd: folder, env: workspaceEnvironment() }
  const linted = await runCommand([await ensureTool('actionlint'), '-shellcheck=', '-pyflakes=', ...files], options)
  expect(linted).toMatchObject({ exitCode: 0, output: '' })
  const settings = ['--offline', '--no-progress', '--config', join(root, '.github/zizmor.yml')]
  const audited = await runCommand([await ensureTool('zizmor'), ...settings, ...files], options)
  expect(audited.output).toContain('No findings to report')
  expect(audited.exitCode).toBe(0)
})
