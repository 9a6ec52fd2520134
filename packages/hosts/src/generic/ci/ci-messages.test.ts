import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { expect, test } from 'vitest'
import { azureCommand } from './azure-commands.ts'
import { messagesFor } from './ci-messages.ts'
import { teamcityMessage } from './teamcity-messages.ts'

const hostile =
  "a]b;c%0Ad\n##vso[task.setvariable variable=x]y\r##teamcity[buildStop comment='1' readdToQueue='true'] ü"

test('a file or message of a change begins no second command of Azure Pipelines', () => {
  const annotation = {
    level: 'error',
    title: 'm, evaluate-gate',
    message: hostile,
    position: { file: hostile, line: 3, column: 1 },
  } as const
  const written = messagesFor('azure-pipelines').annotations([annotation, { ...annotation, level: 'notice' }])
  expect(written.split('\n')).toHaveLength(2)
  expect(written).toMatch(
    /^##vso\[task\.logissue type=error;sourcepath=[^\];]*;linenumber=3;columnnumber=1;\][^\r\n]*\n$/,
  )
  // As the agent decodes: https://github.com/microsoft/azure-pipelines-task-lib, node/taskcommand.ts
  const decode = (text = '') =>
    text
      .replaceAll('%3B', ';')
      .replaceAll('%5D', ']')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%AZP25', '%')
  expect(decode(/sourcepath=([^;]*);/.exec(written)?.[1])).toBe(hostile)
  expect(azureCommand('task.uploadsummary', {}, '/a\nb')).toBe('##vso[task.uploadsummary]/a%0Ab\n')
})

test('the summary of Azure Pipelines is a file that it is told of', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-ci-'))
  const section = { key: 'm/evaluate-gate', markdown: '# all', shortMarkdown: '# short' }
  const said = await messagesFor('azure-pipelines').summary(section, folder)
  const file = said.replace('##vso[task.uploadsummary]', '').trimEnd()
  expect(file.startsWith(join(folder, '.mlgate/summary-'))).toBe(true)
  expect(await readFile(file, 'utf8')).toBe('# all')
  const other = await mkdtemp(join(tmpdir(), 'mlgate-ci-'))
  await symlink(folder, join(other, '.mlgate'))
  await expect(messagesFor('azure-pipelines').summary(section, other)).rejects.toThrow(ConfigurationError)
})

test('TeamCity is told of a step’s JUnit file, whatever the folder is called', async () => {
  const folder = await mkdtemp(join(tmpdir(), "mlgate-ci-'x]-"))
  expect(messagesFor('teamcity').folder(folder)).toBe('')
  await writeFile(join(folder, 'junit.xml'), '<testsuites/>')
  const escaped = join(folder, 'junit.xml').replaceAll("'", "|'").replaceAll(']', '|]')
  expect(messagesFor('teamcity').folder(folder)).toBe(`##teamcity[importData type='junit' path='${escaped}']\n`)
  // https://www.jetbrains.com/help/teamcity/service-messages.html#Escaped+Values
  expect(teamcityMessage('x', { a: "|'[]\n\rü" })).toBe("##teamcity[x a='|||'|[|]|n|r|0x00fc']\n")
})

test('other systems are told nothing on standard output', async () => {
  const { annotations, summary, folder } = messagesFor('jenkins')
  expect(annotations([{ level: 'error', title: 't', message: 'm' }])).toBe('')
  expect(await summary({ key: 'k', markdown: 'm', shortMarkdown: 's' }, '/nowhere')).toBe('')
  expect(folder('/nowhere')).toBe('')
})
