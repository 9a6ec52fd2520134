import { hexOf, type NamedDigest, type StepRecord } from '@mlgate/core'
import { provenanceType } from '@mlgate/evidence'
import type { GitState } from './git-state.ts'
import type { TrainingMetric } from './metrics-file.ts'
import type { RuntimeEnvironment } from './runtime-environment.ts'
import { defaultSeed, type TrainSection } from './train-section.ts'

const buildType = 'https://github.com/mlgate/mlgate/train-model/v1'

/** All that is known of one training. */
export interface TrainingHistory {
  /** The model's name in the project file. */
  readonly model: string
  readonly section: TrainSection
  /** The repository, as a URL or by the forge's own name for it (`acme/penguins`); undefined outside a forge. */
  readonly repositoryUri: string | undefined
  readonly git: GitState | undefined
  readonly environment: RuntimeEnvironment
  /** Data and train.inputs, as they were before training. */
  readonly inputs: readonly NamedDigest[]
  readonly startedOn: Date
  readonly finishedOn: Date
  readonly durationSeconds: number
  /** Newton steps of a built-in trainer. */
  readonly iterations: number | undefined
  readonly metrics: readonly TrainingMetric[]
  /** Files about the training: log, metrics.json. */
  readonly byproducts: readonly NamedDigest[]
  /** URI of who ran it: the forge's runner, or a machine. */
  readonly builderId: string
  /** Names the run and its attempt; undefined outside CI. */
  readonly invocationId: string | undefined
  /** Version of mlgate. */
  readonly version: string
}

/** in-toto ResourceDescriptor: at least one of uri and digest is there. */
interface ResourceDescriptor {
  readonly name?: string
  readonly uri?: string
  readonly digest?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, unknown>>
}

/** The predicate, with the fields of SLSA provenance v1; what is ours beyond them starts with `mlgate_`. */
export interface TrainingProvenance {
  readonly buildDefinition: {
    readonly buildType: string
    readonly externalParameters: Readonly<Record<string, unknown>>
    readonly internalParameters: Readonly<Record<string, unknown>>
    readonly resolvedDependencies: readonly ResourceDescriptor[]
  }
  readonly runDetails: {
    readonly builder: { readonly id: string; readonly version: Readonly<Record<string, string>> }
    readonly metadata: { readonly invocationId?: string; readonly startedOn: string; readonly finishedOn: string }
    readonly byproducts: readonly ResourceDescriptor[]
    readonly mlgate_training: {
      readonly durationSeconds: number
      readonly iterations?: number
      /** A list, since names come from outside; NaN, which JSON cannot say, is the text `NaN`. */
      readonly metrics: readonly { readonly name: string; readonly value: number | 'NaN' }[]
    }
  }
}

/** How a model came to be, as SLSA provenance. */
export function trainingProvenance(history: TrainingHistory): TrainingProvenance {
  const { section, environment, git } = history
  const { python, packages } = environment
  const dependencies: ResourceDescriptor[] = []
  if (git !== undefined) {
    const { repositoryUri: repository } = history
    const isUrl = repository !== undefined && URL.canParse(repository)
    dependencies.push({
      name: 'source',
      ...(isUrl ? { uri: `git+${repository}` } : {}),
      digest: { gitCommit: git.commit },
      annotations: { dirty: git.dirty, ...(repository === undefined || isUrl ? {} : { repository }) },
    })
  }
  dependencies.push(...history.inputs.map(described))
  if (packages !== undefined) dependencies.push(described({ name: 'pip freeze', digest: packages }))
  return {
    buildDefinition: {
      buildType,
      externalParameters: { model: history.model, train: { ...section, seed: section.seed ?? defaultSeed } },
      internalParameters: {
        platform: environment.platform,
        node: environment.node,
        ...(python === undefined ? {} : { python }),
      },
      resolvedDependencies: dependencies,
    },
    runDetails: {
      builder: { id: history.builderId, version: { mlgate: history.version } },
      metadata: {
        ...(history.invocationId === undefined ? {} : { invocationId: history.invocationId }),
        startedOn: history.startedOn.toISOString(),
        finishedOn: history.finishedOn.toISOString(),
      },
      byproducts: history.byproducts.map(described),
      mlgate_training: {
        durationSeconds: history.durationSeconds,
        ...(history.iterations === undefined ? {} : { iterations: history.iterations }),
        metrics: history.metrics.map(({ name, value }) => ({ name, value: Number.isNaN(value) ? 'NaN' : value })),
      },
    },
  }
}

function described({ name, digest }: NamedDigest): ResourceDescriptor {
  return { name, digest: { sha256: hexOf(digest) } }
}

/** The step's record: the provenance of exactly these files, the model first. */
export function trainingRecord(
  subject: readonly [NamedDigest, ...NamedDigest[]],
  history: TrainingHistory,
): StepRecord {
  return { subject, predicateType: provenanceType, predicate: trainingProvenance(history) }
}
