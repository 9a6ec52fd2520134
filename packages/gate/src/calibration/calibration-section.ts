import { type Static, Type } from 'typebox'

/** The `gate.calibration:` key: whether reports show how true a model's probabilities are. */
export const CalibrationSection = Type.Boolean({
  description:
    'Whether the report shows how true the probabilities are: reliability curve, calibration errors, parts of the Brier score. Unless given: when ece or brier is demanded.',
})
export type CalibrationSection = Static<typeof CalibrationSection>
