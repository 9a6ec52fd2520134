import { ConfigurationError } from '@mlgate/core'
import { type GateSection, gateDefaults } from './gate-section.ts'

/** How sure a comparison must be, with defaults filled in. */
export interface Settings {
  readonly level: number
  readonly resamples: number
  readonly seed: number
  readonly interval: 'bca' | 'percentile'
  readonly onInconclusive: 'fail' | 'pass'
  readonly ifMissing: 'absolute-only' | 'fail'
}

/** Throws ConfigurationError for settings that make no sense. */
export function settingsOf(gate: GateSection): Settings {
  const { level, resamples, seed, interval, on_inconclusive: onInconclusive } = gate.confidence ?? {}
  const settings: Settings = {
    level: level ?? gateDefaults.level,
    resamples: resamples ?? gateDefaults.resamples,
    seed: seed ?? gateDefaults.seed,
    interval: interval ?? gateDefaults.interval,
    onInconclusive: onInconclusive ?? gateDefaults.onInconclusive,
    ifMissing: gate.baseline?.if_missing ?? gateDefaults.ifMissing,
  }
  if (!(settings.level > 0.5 && settings.level < 1)) {
    throw new ConfigurationError(`gate.confidence.level: ${settings.level} is not between 0.5 and 1; write 0.95.`)
  }
  if (!Number.isInteger(settings.resamples) || settings.resamples < 200) {
    throw new ConfigurationError(`gate.confidence.resamples: ${settings.resamples} is too few; write 200 or more.`)
  }
  return settings
}
