import type { Observations } from '@mlgate/statistics'

/** The observations of some rows alone, in that order. Queries are numbered anew, by their first document. */
export function selectRows(observed: Observations, rows: Uint32Array): Observations {
  switch (observed.kind) {
    case 'labels':
      return { ...observed, truth: pickInts(observed.truth, rows), predicted: pickInts(observed.predicted, rows) }
    case 'values':
      return { ...observed, truth: pickFloats(observed.truth, rows), predicted: pickFloats(observed.predicted, rows) }
    case 'probabilities':
      return {
        ...observed,
        truth: pickInts(observed.truth, rows),
        probabilities: pickFloats(observed.probabilities, rows, observed.classes),
      }
    case 'ranking': {
      const numbers = new Map<number, number>()
      const query = pickInts(observed.query, rows).map((old) => {
        const number = numbers.get(old) ?? numbers.size
        numbers.set(old, number)
        return number
      })
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        predicted: pickFloats(observed.predicted, rows),
        query,
        queries: numbers.size,
      }
    }
    case 'forecast':
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        predicted: pickFloats(observed.predicted, rows),
        series: pickInts(observed.series, rows),
      }
    case 'intervals':
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        lower: pickFloats(observed.lower, rows),
        upper: pickFloats(observed.upper, rows),
      }
  }
}

/** Some entries of an array, in the order of `rows`. */
export function pickFloats(from: Float64Array, rows: Uint32Array, width = 1): Float64Array {
  const picked = new Float64Array(rows.length * width)
  for (let index = 0; index < rows.length; index++) {
    const start = (rows[index] as number) * width
    for (let column = 0; column < width; column++) picked[index * width + column] = from[start + column] as number
  }
  return picked
}

function pickInts(from: Int32Array, rows: Uint32Array): Int32Array {
  const picked = new Int32Array(rows.length)
  for (let index = 0; index < rows.length; index++) picked[index] = from[rows[index] as number] as number
  return picked
}
