import type { OutputTensor } from '@mlgate/models'
import { RequestProblem } from './request-problem.ts'
import { type Datatype, datatypeOfTensor } from './tensor-types.ts'

declare global {
  interface JSON {
    /** A value that JSON.stringify writes as this very text (ECMAScript's proposal-json-parse-with-source; in Node 21+). */
    rawJSON(text: string): object
  }
}

export interface AnswerTensor {
  readonly name: string
  readonly datatype: Datatype
  readonly shape: readonly number[]
  readonly data: readonly (number | string | boolean | object)[]
}

/** Output tensors as the Open Inference Protocol writes them. Throws RequestProblem for NaN and infinities, which JSON lacks. */
export function answerTensors(
  outputs: readonly OutputTensor[],
  wanted: readonly string[] | undefined,
): readonly AnswerTensor[] {
  const chosen = wanted?.map((name) => outputs.find((output) => output.name === name)!) ?? outputs
  return chosen.map(({ name, type, dims, data }) => {
    const datatype = datatypeOfTensor[type]
    if (datatype === undefined) throw new TypeError(`output ${name} is ${type}`)
    return {
      name,
      datatype,
      shape: dims,
      data: Array.from<unknown, string | number | boolean | object>(data, jsonOf(datatype, name)),
    }
  })
}

function jsonOf(datatype: Datatype, output: string): (value: unknown) => number | string | boolean | object {
  return (value) => {
    if (typeof value === 'string') return value
    // Digits beyond 2⁵³ stay exact.
    if (typeof value === 'bigint') return JSON.rawJSON(value.toString())
    if (datatype === 'BOOL') return Boolean(value)
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new RequestProblem(
      422,
      `The model gives ${String(value)} in ${output}: it cannot handle the values in these rows.`,
    )
  }
}
