/**
 * Round numbers between two ends, about as many as wanted: 1, 2 or 5 times a power of ten apart. At most 20, whatever the
 * ends; none when they are no numbers, or too close together for numbers to lie between them.
 */
export function niceTicks(from: number, to: number, wanted: number): number[] {
  const width = to - from
  const closest = Math.max(Math.abs(from), Math.abs(to)) * 1e-9
  if (!(width > closest && Number.isFinite(width))) return []
  const rough = width / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.75) ?? power * 10
  if (!(step > 0 && Number.isFinite(step))) return []
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.min(20, last - first + 1) }, (_, index) => (first + index) * step)
}

/** A tick as text: as many decimals as the distance to its neighbours needs, with a true minus. */
export function tickText(tick: number, ticks: readonly number[]): string {
  const step = ticks.length < 2 ? Math.abs(tick) : Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0))
  const size = Math.max(...ticks.map(Math.abs))
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return tick === 0 ? '0' : tick.toExponential(1).replace(/-/g, '−')
  // 250K: in full it would reach into the axis' name.
  if (size >= 10_000) return tick.toLocaleString('en-US', { notation: 'compact' }).replace('-', '−')
  const decimals = Math.max(0, Math.min(8, Math.ceil(-Math.log10(step || 1) - 1e-9)))
  const text = tick.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return /[1-9]/.test(text) ? text.replace('-', '−') : '0'
}
