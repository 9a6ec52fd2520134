import { ConfigurationError } from '@mlgate/core'
import type { JudgedBy } from '@mlgate/gate'
import type { ModelBody } from '@mlgate/project'

/** What a policy says to a judgement, beside the answers. Throws ConfigurationError where it demands nothing. */
export function judgedBy({ task, gate, data }: ModelBody, origin: string): JudgedBy {
  if (gate === undefined) throw new ConfigurationError(`${origin}: gate is missing. Say what is demanded of the model.`)
  const { label = '', positive, weight, group, query, series, time } = data
  return { task, gate, label, positive, columns: { weight, group, query, series, time } }
}

/** Which columns say something about a row: the policy's word, or a change would choose where its weaknesses are looked for. */
export function seenBy({ candidate, data }: ModelBody): {
  readonly features: readonly string[] | undefined
  readonly exclude: readonly string[]
} {
  return {
    features: 'features' in candidate ? candidate.features : undefined,
    exclude: [data.id].filter((name) => name !== undefined),
  }
}
