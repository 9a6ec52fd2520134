import { deployDefaults } from '@mlgate/deployment'
import { gateDefaults } from '@mlgate/gate'
import {
  atLeast,
  atLeastBy,
  atMost,
  choice,
  demand,
  demands,
  entries,
  fixed,
  keys,
  margin,
  type Node,
  oneOf,
  permission,
  trust,
} from './stringency.ts'

/** What may be demanded of one metric. Its parameters, and what an own metric computes, say what is measured. */
const metric = keys(
  {
    min: atLeast,
    max: atMost,
    max_regression: margin,
    max_total_regression: margin,
    confident: oneOf([false, true], false),
    slices: demands,
    min_rows: atLeastBy(gateDefaults.minRows),
  },
  fixed,
)

/** The settings of `gate`. Each key of its schema has its rule here; a test holds the two together. */
export const gateRules = keys({
  baseline: keys({
    from: choice,
    if_missing: oneOf(['absolute-only', 'fail'], gateDefaults.ifMissing),
    max_age_days: atMost,
  }),
  anchor: choice,
  confidence: keys({
    level: atLeastBy(gateDefaults.level),
    resamples: atLeastBy(gateDefaults.resamples),
    seed: choice,
    interval: choice,
    on_inconclusive: oneOf(['pass', 'fail'], gateDefaults.onInconclusive),
  }),
  threshold: choice,
  metrics: entries(metric, 'tightened'),
})

const environment = keys(
  {
    requires: keys({ passed: demand }),
    accept: oneOf(['pass_or_override', 'pass'], 'pass'),
    smoke_rows: atLeastBy(deployDefaults.smokeRows, 'free'),
  },
  choice,
)

/** What is tighter, for all that judges a model. What has no rule is only ever `changed`. */
export const policyRules: Node = keys(
  {
    gate: gateRules,
    evidence: keys({
      max_age_days: atMost,
      scores: oneOf(['declared', 'mlgate'], 'mlgate'),
      override: permission,
    }),
    trusted_keys: trust,
    registry: keys({ accept: oneOf(['pass_or_override', 'pass'], 'pass') }, choice),
    deploy: entries(environment, 'changed'),
    drift: keys({ fail_on: oneOf(['never', 'drift'], 'drift') }, choice),
  },
  choice,
)
