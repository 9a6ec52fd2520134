/** Numbers as changes of data are told. */
export const percent = (value: number): string => `${Number((100 * value).toPrecision(3))} %`
export const count = (value: number): string => value.toLocaleString('en-US')
export const plural = (amount: number, noun: string): string => (amount === 1 ? noun : `${noun}s`)
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toPrecision(2))}`
/** With four digits. */
export const number = (value: number | null): string =>
  String(Number((value ?? Number.NaN).toPrecision(4))).replaceAll('-', '−')
