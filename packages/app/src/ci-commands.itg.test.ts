import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'
import { commitToOrigin } from '../testing/commit-to-origin.ts'

const hostile = '##vso[task.setvariable variable=PATH]x ##[error]y ##teamcity[buildStop]'
const project = `model: m
task: classification
candidate: { metrics: metrics.json }
data: { test: rows.csv, label: y }
gate:
  baseline: { from: ['file:none.json'], if_missing: absolute-only }
  metrics:
    ${JSON.stringify(hostile)}: { measured: ${JSON.stringify(hostile)}, direction: maximize, min: 0.9 }
`

/** Lines that an agent of Azure Pipelines or TeamCity would obey. */
const commands = (text: string) => text.split('\n').filter((line) => /##(?:vso|teamcity)?\[/i.test(line))

it.each(['text', 'json', 'markdown'])(
  'on Azure Pipelines and TeamCity only our own commands are printed, whatever a metric is called (%s)',
  (format) => {
    const { folder, mlgate } = cliProject({
      'mlgate.yml': project,
      'metrics.json': JSON.stringify({ [hostile]: 0.1 }),
      'rows.csv': 'y\na\n',
    })
    commitToOrigin(folder)
    const azure = mlgate(['evaluate-gate', '--format', format], {
      TF_BUILD: 'True',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '5',
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    })
    expect(azure.status).toBe(1)
    const printed = commands(azure.stdout + azure.stderr)
    expect(printed.map((line) => line.slice(0, line.indexOf(']') + 1)).sort()).toEqual([
      expect.stringMatching(
        /^##vso\[task\.logissue type=error;(?:sourcepath=mlgate\.yml;linenumber=\d+;columnnumber=\d+;)?\]$/,
      ),
      '##vso[task.uploadsummary]',
    ])
    // What follows the bracket of a command is data, in which the agent looks for no second one.
    expect(printed.every((line) => line.startsWith('##vso['))).toBe(true)
    const summary = printed.find((line) => line.includes('uploadsummary'))?.split(']')[1] ?? ''
    expect(readFileSync(summary, 'utf8')).toContain('setvariable')

    const teamcity = mlgate(['evaluate-gate', '--format', format], { TEAMCITY_VERSION: '2025.07' })
    expect(teamcity.status).toBe(1)
    expect(commands(teamcity.stdout + teamcity.stderr)).toEqual([
      expect.stringMatching(/^##teamcity\[importData type='junit' path='[^']*junit\.xml'\]$/),
    ])
  },
  60_000,
)
