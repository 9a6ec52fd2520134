/** A number to three digits, with a true minus: `0.213`, `−12.3`, `1,230`, `1.2e−9`. */
export function numberText(number: number): string {
  if (!Number.isFinite(number)) return number > 0 ? '∞' : number < 0 ? '−∞' : '–'
  const size = Math.abs(number)
  const plain = size === 0 || (size >= 1e-4 && size < 1e9)
  return (plain ? threeDigits.format(number) : number.toExponential(2)).replaceAll('-', '−')
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })

/**
 * Two numbers beside each other, with as many decimals as their difference needs to be seen: `100.03` and `100.42`
 * where three digits would make both 100.
 */
export function pairText(first: number, second: number): readonly [string, string] {
  const texts = [numberText(first), numberText(second)] as const
  const difference = Math.abs(first - second)
  if (texts[0] !== texts[1] || !(difference > 0 && difference < 1e6)) return texts
  const decimals = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(difference))))
  const written = (number: number): string =>
    number
      .toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      .replaceAll('-', '−')
  return [written(first), written(second)]
}

export function countText(count: number): string {
  return counts.format(count)
}

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `p = 0.034`, `p < 0.0001`: smaller ones differ in nothing that matters. */
export function pText(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${twoDigits.format(p)}`
}

const twoDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 })

/** A share of rows in percent: `2.1 %`; what is not nothing is never shown as `0 %`. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.0001) return '< 0.01 %'
  return `${threeDigits.format(share * 100)} %`
}

export function plural(count: number, noun: string): string {
  return `${countText(count)} ${count === 1 ? noun : `${noun}s`}`
}

/** Longer categories would hide the table or sentence that they stand in. */
const shownCharacters = 40

export function shortCategory(name: string): string {
  const characters = [...name]
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : name
}
