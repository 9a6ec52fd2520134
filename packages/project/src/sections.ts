import { type Static, Type } from 'typebox'

export { DataSection } from '@mlgate/tables'

export const CandidateSection = Type.Union([
  Type.Object({ onnx: Type.String() }, { additionalProperties: false }),
  Type.Object({ predictions: Type.String() }, { additionalProperties: false }),
])
export type CandidateSection = Static<typeof CandidateSection>

const MetricGate = Type.Object(
  { min: Type.Optional(Type.Number()), max_regression: Type.Optional(Type.Union([Type.Number(), Type.String()])) },
  { additionalProperties: false },
)

export const GateSection = Type.Object(
  {
    metrics: Type.Object(
      { roc_auc: Type.Optional(MetricGate), recall: Type.Optional(MetricGate), log_loss: Type.Optional(MetricGate) },
      { additionalProperties: false, 'x-entry': 'metric' },
    ),
  },
  { additionalProperties: false },
)
export type GateSection = Static<typeof GateSection>

export const TrainSection = Type.Object(
  {
    command: Type.Optional(Type.Array(Type.String())),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
)
export type TrainSection = Static<typeof TrainSection>
