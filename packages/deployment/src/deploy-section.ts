import { type Static, Type } from 'typebox'

/** What holds where the file says nothing. */
export const deployDefaults = { readyTimeoutSeconds: 60, smokeRows: 50 } as const

const namePattern = '^[a-z0-9][a-z0-9-]{0,39}$'
const nameForm = '1 to 40 lower-case letters, digits and hyphens, no hyphen first'

const LocalEnvironment = Type.Object(
  {
    target: Type.Literal('local', { description: 'A process on the machine that runs the step.' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535, description: 'Where the model is served, on loopback.' }),
    ready_timeout_seconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3600,
        default: deployDefaults.readyTimeoutSeconds,
        description: 'A new version that is not ready by then is given up.',
      }),
    ),
    smoke_rows: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        default: deployDefaults.smokeRows,
        description: 'Rows of the test data that a new version must answer as it was scored.',
      }),
    ),
    accept: Type.Optional(
      Type.Union([Type.Literal('pass'), Type.Literal('pass_or_override')], {
        default: 'pass',
        description:
          'Whether only a verdict that is a pass counts here, or also one that was overridden as evidence.override says.',
      }),
    ),
    requires: Type.Optional(
      Type.Object(
        {
          passed: Type.String({
            pattern: namePattern,
            'x-form': nameForm,
            description: 'Environment where these very bytes must have been deployed and passed their smoke test.',
          }),
        },
        { additionalProperties: false, description: 'What must have happened before a version comes here.' },
      ),
    ),
  },
  { additionalProperties: false, description: 'One environment.' },
)
export type LocalEnvironment = Static<typeof LocalEnvironment>

/** The `deploy:` section of the project file: environments by name. */
export const DeploySection = Type.Record(Type.String({ pattern: namePattern }), LocalEnvironment, {
  additionalProperties: false,
  minProperties: 1,
  'x-entry': 'environment',
  'x-form': nameForm,
  description: `Where the model is deployed, by environment: ${nameForm}.`,
})
export type DeploySection = Static<typeof DeploySection>
