import type { SeenFiles } from './look-at-files.ts'
import type { DataReader } from './observe-data.ts'

/** What was given by flags. */
export interface Answers {
  readonly model?: string | undefined
  readonly task?: string | undefined
  readonly label?: string | undefined
  readonly id?: string | undefined
  readonly group?: string | undefined
  readonly train?: string | undefined
  readonly test?: string | undefined
  /** How CSV files are written: `data.reading` in one line of YAML. */
  readonly reading?: string | undefined
  readonly onnx?: string | undefined
  readonly 'train-command'?: string | undefined
  readonly forge?: string | undefined
  /** Whether a lone file of rows may be divided. */
  readonly split?: boolean | undefined
  /** Whether GitHub also gets the workflow that comments on pull requests from forks. */
  readonly forks?: boolean | undefined
}

export interface Surroundings {
  /** Name of the folder, which names the model. */
  readonly folder: string
  readonly seen: SeenFiles
  readonly data: DataReader
  /** Address of the remote `origin`; undefined when there is none. */
  readonly remote: string | undefined
  /** The default branch. */
  readonly branch: string
  /** Whether this is the root of the repository, where forges look for their files. */
  readonly isRoot: boolean
}
