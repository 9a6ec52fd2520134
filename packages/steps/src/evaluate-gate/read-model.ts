import type { CandidateSection } from '@mlgate/models'
import type { ModelOnDisk } from '../training-artifact.ts'

/** A model with the section that says how to read it. */
export interface ReadModel {
  readonly role: 'candidate' | 'baseline' | 'anchor'
  readonly path: string
  readonly files: ModelOnDisk['files']
  readonly section: CandidateSection
  readonly identical: boolean
}
