/** Says why an expectation cannot be translated, as a sentence. */
export class Untranslated extends Error {}

/** The arguments of an expectation; those that nobody has asked for are found at the end. */
export class Arguments {
  readonly #kwargs: Readonly<Record<string, unknown>>
  readonly #asked = new Set<string>()

  /** Whether the suite is one of 0.x, which knew other types of bounds, and other pandas. */
  readonly isOld: boolean

  constructor(kwargs: Readonly<Record<string, unknown>>, isOld = false) {
    this.#kwargs = kwargs
    this.isOld = isOld
  }

  /** Undefined when it is missing or null. */
  get(name: string): unknown {
    this.#asked.add(name)
    const value = this.#kwargs[name] ?? undefined
    if (mentionsParameter(value)) {
      throw new Untranslated(`${name} is a parameter ($PARAMETER), whose value the file does not have.`)
    }
    return value
  }

  /** Names of arguments that say something and have not been asked for. */
  get left(): readonly string[] {
    return Object.entries(this.#kwargs).flatMap(([name, value]) =>
      this.#asked.has(name) || value === null || value === undefined || value === false ? [] : [name],
    )
  }

  text(name: string): string {
    const value = this.get(name)
    if (typeof value !== 'string') throw new Untranslated(`${name} must be a text.`)
    return value
  }

  optionalText(name: string): string | undefined {
    return this.get(name) === undefined ? undefined : this.text(name)
  }

  flag(name: string): boolean {
    const value = this.get(name) ?? false
    if (typeof value !== 'boolean') throw new Untranslated(`${name} must be true or false.`)
    return value
  }

  number(name: string): number {
    const value = this.get(name)
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Untranslated(`${name} must be a number.`)
    return value
  }

  optionalNumber(name: string): number | undefined {
    return this.get(name) === undefined ? undefined : this.number(name)
  }

  texts(name: string): readonly string[] {
    const value = this.get(name)
    if (!Array.isArray(value) || !value.every((one) => typeof one === 'string') || value.length === 0) {
      throw new Untranslated(`${name} must be a list of texts.`)
    }
    return value
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name)
    if (value === undefined) throw new Untranslated(`has no ${name}, so that it demands nothing.`)
    if (!Array.isArray(value)) throw new Untranslated(`${name} must be a list.`)
    return value
  }

  /** Texts, numbers and booleans of a list; a missing value in it says nothing of values that are there. */
  values(name: string): readonly (string | number | boolean)[] {
    return this.list(name).flatMap((value) => {
      if (value === null) return []
      if (!isValue(value)) throw new Untranslated(`${name} holds something that is no text, number or boolean.`)
      return [value]
    })
  }
}

export function isValue(value: unknown): value is string | number | boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function mentionsParameter(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('$PARAMETER' in value) return true
  return Object.values(value).some(mentionsParameter)
}
