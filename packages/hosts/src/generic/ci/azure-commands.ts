import type { Annotation } from '@mlgate/core'

/**
 * Logging commands: lines that the agent of Azure Pipelines obeys. Values are escaped as it decodes them
 * (microsoft/azure-pipelines-task-lib, node/taskcommand.ts).
 */
export function azureCommand(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)};`)
  return `##vso[${name}${list.length > 0 ? ` ${list.join('')}` : ''}]${escapeData(message)}\n`
}

/** An issue of the run; there are errors and warnings alone. */
export function azureIssue({ level, title, message, position }: Annotation): string {
  if (level === 'notice') return ''
  const place =
    position === undefined
      ? {}
      : { sourcepath: position.file, linenumber: String(position.line), columnnumber: String(position.column) }
  return azureCommand('task.logissue', { type: level, ...place }, `${title}: ${message}`)
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(value: string): string {
  return escapeData(value).replaceAll(']', '%5D').replaceAll(';', '%3B')
}
