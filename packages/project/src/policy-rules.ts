import { deployDefaults } from '@mlgate/deployment'
import { explanationDefaults, fairnessDefaults, gateDefaults } from '@mlgate/gate'
import {
  atLeast,
  atLeastBy,
  atMost,
  choice,
  demand,
  demandingKeys,
  demands,
  entries,
  fixed,
  keys,
  margin,
  type Node,
  oneOf,
  permission,
  settingKeys,
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

/** How far groups may be apart. */
const disparity = keys({
  min: atLeast,
  max: atMost,
  max_regression: margin,
  confident: oneOf([false, true], false),
})

/** How much answers may change: a larger change of the features asks for more. */
const perturbation = keys({
  amount: atLeast,
  share: atLeast,
  max_changed: atMost,
  confident: oneOf([false, true], false),
})

/** The settings of `gate`. Each key of its schema has its rule here; a test holds the two together. */
const gateRules = keys({
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
  // What is kept decides nothing; who wants test data out of artifacts must be able to say so for all.
  store_answers: oneOf([true, false], true),
  metrics: entries(metric, 'tightened'),
  // Written out as metrics wherever a file is read, so that they are never compared themselves.
  metrics_max: demands,
  metrics_min: demands,
  fairness: demandingKeys({
    by: demands,
    min_rows: atLeastBy(fairnessDefaults.minRows),
    demographic_parity_difference: disparity,
    demographic_parity_ratio: disparity,
    equalized_odds_difference: disparity,
    equalized_odds_ratio: disparity,
    equal_opportunity_difference: disparity,
    equal_opportunity_ratio: disparity,
  }),
  calibration: choice,
  // Where what is found decides, each of the others could keep anything from being found.
  weak_slices: settingKeys({
    columns: fixed,
    depth: fixed,
    min_rows: fixed,
    false_discovery_rate: fixed,
    on_found: oneOf(['report', 'inconclusive', 'fail'], 'report'),
    against: fixed,
    metric: fixed,
  }),
  explanations: demandingKeys({
    rows: atLeastBy(explanationDefaults.rows),
    background: atLeastBy(explanationDefaults.background),
    // Ranks among few features correlate as anybody likes.
    features: fixed,
    not_in_top: keys({ features: demands, k: atLeast }),
    max_rank_correlation_drop: atMost,
  }),
  robustness: demandingKeys({ noise: perturbation, nulls: perturbation, unseen: perturbation }),
  parity: demandingKeys({ predictions: choice, rows: choice, max_abs_difference: atMost, max_label_flips: atMost }),
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
