import { ConfigurationError } from '@mlgate/core'
import { checkDocument, type Document, parseDocument } from '@mlgate/documents'
import { EvidenceSection, TrustedKeysSection } from '@mlgate/evidence'
import { GateSection } from '@mlgate/gate'
import { type Static, Type } from 'typebox'
import { gateOf } from './gate-shorthand.ts'

const closed = { additionalProperties: false } as const

const accept = Type.Optional(
  Type.Union([Type.Literal('pass'), Type.Literal('pass_or_override')], {
    default: 'pass',
    description: 'Whether a repository may let a verdict that somebody has overridden count as a pass there.',
  }),
)

const baseline = Type.Optional(
  Type.Partial(GateSection.properties.baseline, { ...closed, description: 'What is demanded of the baseline.' }),
)

/** What an organisation demands of all models of the repositories that extend it: parts of a model's body. */
const OrganisationPolicy = Type.Object(
  {
    gate: Type.Optional(
      Type.Object(
        { ...Type.Partial(GateSection).properties, baseline },
        { ...closed, description: 'What every model must show, beside what its repository demands.' },
      ),
    ),
    evidence: Type.Optional(EvidenceSection),
    trusted_keys: Type.Optional(TrustedKeysSection),
    registry: Type.Optional(Type.Object({ accept }, { ...closed, description: 'What may be registered.' })),
    deploy: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
        Type.Object(
          {
            requires: Type.Optional(
              Type.Object(
                { passed: Type.String({ description: 'Environment where a version must have passed before.' }) },
                { ...closed, description: 'What must have happened before a version comes there.' },
              ),
            ),
            accept,
          },
          { ...closed, description: 'What is demanded of one environment, where a repository has one of that name.' },
        ),
        { ...closed, 'x-entry': 'environment', description: 'What is demanded of environments, by name.' },
      ),
    ),
  },
  {
    ...closed,
    title: 'Organisation policy',
    description: 'What an organisation demands of every model of the repositories whose mlgate.yml extends it.',
  },
)
type WrittenPolicy = Static<typeof OrganisationPolicy>
type WrittenGate = NonNullable<WrittenPolicy['gate']>
type OrganisationPolicy = Omit<WrittenPolicy, 'gate'> & {
  gate?: Omit<WrittenGate, 'metrics_max' | 'metrics_min'>
}

/** An organisation's policy with what it takes to say where something stands in it. */
export interface ReadOrganisationPolicy {
  readonly body: OrganisationPolicy
  readonly document: Document
}

/** Reads an organisation's policy. `file` is how messages name it. Throws ConfigurationError as `loadProject` does. */
export function loadOrganisationPolicy(text: string, file: string): ReadOrganisationPolicy {
  const document = parseDocument(text, file)
  if (typeof document.value === 'object' && document.value !== null && Object.hasOwn(document.value, 'extends')) {
    throw new ConfigurationError('extends: an organisation’s policy extends no other; write its demands out.', {
      position: document.positionOf(['extends'], 'key'),
    })
  }
  const written = checkDocument(document, OrganisationPolicy)
  return { body: { ...written, ...demandsOf(document, written.gate) }, document }
}

/** With the shorthand written out. An organisation need not say anything about metrics. */
function demandsOf(document: Document, gate: WrittenGate | undefined): Pick<OrganisationPolicy, 'gate'> {
  if (gate?.metrics_max === undefined && gate?.metrics_min === undefined) return gate === undefined ? {} : { gate }
  const { baseline, ...rest } = gate
  const { gate: { metrics, ...others } = { metrics: {} } } = gateOf(document, [], rest)
  return { gate: { ...others, metrics, ...(baseline === undefined ? {} : { baseline }) } }
}

/** As `projectJsonSchema`. */
export function organisationPolicyJsonSchema(): Readonly<Record<string, unknown>> {
  const plain: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(OrganisationPolicy))
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...plain }
}
