import { statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Report, SourcePosition } from '@mlgate/core'
import { declaredPosition } from '@mlgate/project/declared-position'
import { repositoryPath } from '@mlgate/reports'
import type { OpenProject } from './open-project.ts'

/** Where files are looked for that a report names. */
export interface CheckedOut {
  /** Where the step was started; what the user typed is relative to it. */
  readonly cwd: string
  /** Root of the repository, which forges' paths are relative to. */
  readonly repositoryRoot: string
}

/**
 * The report with every position as forges name it, relative to the repository. One in a file that is not checked out
 * is dropped: a policy read at the target branch is called `mlgate.yml at main@4f1c2d`, and has no line here.
 */
export function placedChecks(report: Report, at: CheckedOut): Report {
  return {
    ...report,
    checks: report.checks.map(({ position, places, ...check }) => {
      const found = position && placed(position, at)
      const shown = places?.flatMap((place) => {
        const there = placed(place.position, at)
        return there === undefined ? [] : [{ ...place, position: there }]
      })
      return { ...check, ...(found ? { position: found } : {}), ...(shown?.length ? { places: shown } : {}) }
    }),
  }
}

function placed(position: SourcePosition, { cwd, repositoryRoot }: CheckedOut): SourcePosition | undefined {
  for (const folder of [repositoryRoot, cwd]) {
    const path = resolve(folder, position.file)
    const file = relative(repositoryRoot, path).split(sep).join('/')
    if (isBelow(file) && isFile(path)) return { ...position, file }
  }
  return undefined
}

const isBelow = (file: string): boolean => file !== '' && file !== '..' && !file.startsWith('../')

/** A name may be one that no file can have: with a NUL, or endless. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** A position in the project file, which was named as the user typed it, as the repository names the file. */
export function repositoryPosition(
  { file }: OpenProject,
  position: SourcePosition | undefined,
): SourcePosition | undefined {
  return position && { ...position, file }
}

/** The section of the project file that a step is about. */
const sections: Readonly<Record<string, string>> = {
  'validate-data': 'data',
  'train-model': 'train',
  'evaluate-gate': 'gate',
  'register-model': 'registry',
  'deploy-model': 'deploy',
  'drift-report': 'drift',
}

/**
 * Where checks without a line of their own are shown, since code scanning and code quality take none without: the step's
 * section of the project file, else the model, else the beginning of the file.
 */
export function shownAt(
  step: string,
  model: string,
  opened: OpenProject | undefined,
  named: string | undefined,
): SourcePosition {
  const start = { file: repositoryPath(opened?.file ?? named ?? '') ?? 'mlgate.yml', line: 1, column: 1 }
  if (opened === undefined) return start
  const section = sections[step]
  const at = section === undefined ? undefined : declaredPosition(opened.project, model, [section])
  return repositoryPosition(opened, at ?? declaredPosition(opened.project, model, [])) ?? start
}
