import type { OutputDeclaration, Permission } from '@mlgate/core'
import { defaultText, fullDescription, outputsOf, type StepFace } from './step-face.ts'

/** A GitHub table; cells are Markdown. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`
  return [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n')
}

/** All steps with what they do and the permissions that they need; `link` leads to a step's page. */
export function stepsTable(steps: readonly StepFace[], link: (step: string) => string): string {
  return markdownTable(
    ['Step', 'What it does', 'Permissions'],
    steps.map(({ name, summary, permissions }) => [
      `[${name}](${link(name)})`,
      prose(summary),
      permissions
        .filter(isAlwaysNeeded)
        .map(({ scope, access }) => `\`${scope}: ${access}\``)
        .join(', ') || 'none',
    ]),
  )
}

export function inputsTable({ inputs }: StepFace): string {
  return markdownTable(
    ['Input', 'Description', 'Default'],
    Object.entries(inputs).map(([name, input]) => {
      const preset = input.type === 'secret' ? input.githubDefault : defaultText(input)
      const elsewhere = input.type === 'secret' ? ` Elsewhere the variable \`${input.variable}\`.` : ''
      const shown = input.required === true ? 'required' : preset === undefined || preset === '' ? '' : `\`${preset}\``
      return [`\`${name}\``, `${prose(fullDescription(input))}${elsewhere}`, shown]
    }),
  )
}

export function outputsTable(step: StepFace, common: Readonly<Record<string, OutputDeclaration>>): string {
  return markdownTable(
    ['Output', 'Description'],
    Object.entries(outputsOf(step, common)).map(([name, { description }]) => [`\`${name}\``, prose(description)]),
  )
}

/** What an input asks for is no part of the least that a step needs. */
const isAlwaysNeeded = ({ when }: Permission): boolean => when === undefined

export function permissionsTable({ permissions }: StepFace): string {
  if (permissions.length === 0) return 'None.'
  return markdownTable(
    ['Permission', 'Why'],
    permissions.map(({ scope, access, reason, when }) => [
      `\`${scope}: ${access}\``,
      `${when === undefined ? '' : `with \`${when}\`: `}${prose(reason)}`,
    ]),
  )
}

/** A job's part of a workflow, as short as it can be. */
export function exampleBlock(step: StepFace): string {
  const permissions = step.permissions
    .filter(isAlwaysNeeded)
    .map(({ scope, access, reason }) => `  ${scope}: ${access} # ${reason}`)
  const required = Object.entries(step.inputs).filter(([, input]) => input.required === true)
  const ofRun = step.about === 'run'
  return [
    '```yaml',
    ...(ofRun ? ['if: always()'] : []),
    ...(permissions.length === 0
      ? ['permissions:', '  contents: read # for the checkout']
      : ['permissions:', ...permissions]),
    'steps:',
    ...(ofRun ? [] : ['  - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1']),
    `  - uses: mlgate/mlgate/actions/${step.name}@v1`,
    ...(required.length === 0
      ? []
      : ['    with:', ...required.map(([name, { example }]) => `      ${name}: ${example}`)]),
    '```',
  ].join('\n')
}

/** Plain text as Markdown that shows it unchanged. */
export function prose(text: string): string {
  return text.replaceAll(/[\\<>*`[\]]/g, '\\$&')
}

/** A bar would end the cell, a line break the row. */
function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
}
