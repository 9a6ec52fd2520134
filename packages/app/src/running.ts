import type { Block, Host } from '@mlgate/core'
import type { OpenProject } from './open-project.ts'
import type { World } from './world.ts'

/** What a run is known by while nobody knows the model: a section and a folder of that name. */
export const unknownModel = 'mlgate'

/** What is known so far of where a run's results belong. */
export interface Place {
  model: string
  folder: string | undefined
  /** The project, once it was read. */
  opened: OpenProject | undefined
}

/** What a run works with, whatever it is about. */
export interface Running {
  readonly host: Host
  readonly world: World
  readonly kept: Block[]
  readonly place: Place
  readonly secrets: ReadonlyMap<string, string>
}

/** The name that failures before the project was read went by, when no model of the project has it. */
export function strayModel({ opened }: Place): string | undefined {
  return opened === undefined || opened.project.models.has(unknownModel) ? undefined : unknownModel
}
