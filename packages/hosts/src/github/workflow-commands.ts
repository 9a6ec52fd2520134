import type { Annotation } from '@mlgate/core'

/**
 * Workflow commands: lines on standard output that the runner obeys. Values are escaped as the runner decodes them
 * (actions/toolkit, packages/core/src/command.ts).
 */
export function workflowCommand(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(message)}\n`
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(value: string): string {
  return escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** One mask a line: the runner looks for masked text line by line, so a multi-line secret as a whole is never found. */
export function maskCommands(secret: string): string {
  const lines = secret.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  return lines.map((line) => workflowCommand('add-mask', {}, line)).join('')
}

const levels = ['error', 'warning', 'notice'] as const

/** How many annotations of a level the runner shows for one step; more are dropped silently. */
const perLevel = 10

/** Writes annotations within the runner's limits, over all calls of one step. */
export class AnnotationBudget {
  readonly #left: Record<Annotation['level'], number> = { error: perLevel, warning: perLevel, notice: perLevel }

  /**
   * Commands for the first annotations of each level, which are the most important ones; when not all fit, the last
   * place says how many more there are.
   */
  commands(annotations: readonly Annotation[]): string {
    let commands = ''
    for (const level of levels) {
      const wanted = annotations.filter((annotation) => annotation.level === level)
      const room = this.#left[level]
      const shown = wanted.length <= room ? wanted : wanted.slice(0, Math.max(0, room - 1))
      commands += shown.map(annotationCommand).join('')
      const more = wanted.length - shown.length
      if (more > 0) {
        const sentence = `${more} more like this; the report lists all.`
        commands += room > 0 ? workflowCommand(level, { title: 'mlgate' }, sentence) : ''
      }
      this.#left[level] = Math.max(0, room - wanted.length)
    }
    return commands
  }
}

function annotationCommand(annotation: Annotation): string {
  const at = annotation.position
  const place = at === undefined ? {} : { file: at.file, line: String(at.line), col: String(at.column) }
  return workflowCommand(annotation.level, { title: annotation.title, ...place }, annotation.message)
}
