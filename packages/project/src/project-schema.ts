import { DeploySection } from '@mlgate/deployment'
import { DriftSection } from '@mlgate/drift'
import { EvidenceSection, TrustedKeysSection } from '@mlgate/evidence'
import { GateSection } from '@mlgate/gate'
import { CandidateSection } from '@mlgate/models'
import { RegistrySection } from '@mlgate/registry'
import { DataSection } from '@mlgate/tables'
import { TrainSection } from '@mlgate/training'
import { type Static, Type } from 'typebox'
import { referenceForm, referencePattern } from './extended-policy.ts'

/** Model names become folder, artifact and registry names; so no separators, nothing hidden, nothing long. */
const modelNamePattern = '^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$'
const modelNameForm = '1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first'

const sections = {
  task: Type.Union(
    [Type.Literal('classification'), Type.Literal('regression'), Type.Literal('ranking'), Type.Literal('forecast')],
    {
      title: 'Task',
      description:
        'What the model predicts: a class, a number, an order of documents (a score for each), or the future of a series.',
    },
  ),
  candidate: CandidateSection,
  data: DataSection,
  train: Type.Optional(TrainSection),
  gate: Type.Optional(GateSection),
  registry: Type.Optional(RegistrySection),
  trusted_keys: Type.Optional(TrustedKeysSection),
  evidence: Type.Optional(EvidenceSection),
  deploy: Type.Optional(DeploySection),
  drift: Type.Optional(DriftSection),
}

const extended = Type.Optional(
  Type.String({
    pattern: referencePattern,
    'x-form': referenceForm,
    description: `An organisation's policy, whose demands every model here meets as well: ${referenceForm}.`,
  }),
)

const closed = { additionalProperties: false } as const

/** What the project file says of one model, whichever of the two forms it has. */
export const ModelBody = Type.Object(sections, {
  ...closed,
  title: 'Model',
  description: 'One model: where its candidate and data are, how it is trained and judged.',
})
/** A model as the file may write it. */
export type WrittenModelBody = Static<typeof ModelBody>
/** A model with the gate's shorthand written out. */
export type ModelBody = Omit<WrittenModelBody, 'gate'> & { gate?: GateSection }

/** A project file with one model. */
export const SingleProject = Type.Object(
  {
    model: Type.String({
      pattern: modelNamePattern,
      title: 'Model name',
      description: `Names folders, artifacts and reports: ${modelNameForm}.`,
      'x-form': modelNameForm,
    }),
    extends: extended,
    ...sections,
  },
  { ...closed, title: 'One model', description: 'A project with one model.' },
)

/** A project file with several models. */
export const SeveralProject = Type.Object(
  {
    extends: extended,
    models: Type.Record(Type.String({ pattern: modelNamePattern }), ModelBody, {
      ...closed,
      minProperties: 1,
      title: 'Models',
      description: `Models by name: ${modelNameForm}.`,
      'x-entry': 'model',
      'x-form': modelNameForm,
    }),
  },
  { ...closed, title: 'Several models', description: 'A project with several models, each with the same keys.' },
)

/** The whole project file, `mlgate.yml`. */
export const ProjectSchema = Type.Union([SingleProject, SeveralProject], {
  title: 'mlgate.yml',
  description: 'How mlgate validates the data of, trains and judges the models of a repository.',
})

/**
 * The schema that editors use, as plain JSON: draft 2020-12, without `$id`, because where it is published is not its
 * own business.
 */
export function projectJsonSchema(): Readonly<Record<string, unknown>> {
  const plain: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(ProjectSchema))
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...plain }
}
