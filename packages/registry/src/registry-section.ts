import { type Static, Type } from 'typebox'

/** The `registry:` section of the project file: where models that passed are kept. */
export const RegistrySection = Type.Object(
  {
    type: Type.Literal('directory', { description: 'A folder, on this machine or shared.' }),
    path: Type.String({
      minLength: 1,
      description: 'The folder, relative to this file; in the repository or data.roots.',
    }),
    accept: Type.Optional(
      Type.Union([Type.Literal('pass'), Type.Literal('pass_or_override')], {
        default: 'pass',
        description:
          'Whether only a verdict that is a pass counts here, or also one that was overridden as evidence.override says.',
      }),
    ),
    create: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          'Whether a folder that is missing or empty is a registry without models, which the first registration makes. Say false for a mounted share: then it is an error, because it may not be mounted.',
      }),
    ),
  },
  { additionalProperties: false, title: 'Registry', description: 'Where models that passed the gate are kept.' },
)
export type RegistrySection = Static<typeof RegistrySection>
