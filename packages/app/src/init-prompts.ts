import { ConfigurationError } from '@mlgate/core'
import type { Asker } from '@mlgate/setup'
import { harmlessLine } from './harmless-line.ts'

/** Thrown when the person at the terminal ends the conversation. */
class Cancelled extends ConfigurationError {
  constructor() {
    super('Ended by you; nothing was written.')
  }
}

/** Asks at the terminal. The library is loaded when somebody is asked, and not before. */
export async function terminalAsker(): Promise<Asker> {
  const { confirm, select, text } = await import('@clack/prompts')
  const answered = <T extends string | boolean>(answer: T | symbol): T => {
    if (typeof answer === 'symbol') throw new Cancelled()
    return answer
  }
  return {
    async select({ text: message, initial, options }) {
      const shown = options.map(({ value, hint }) => ({
        value,
        label: harmlessLine(value),
        ...(hint === undefined ? {} : { hint }),
      }))
      const start = options.some(({ value }) => value === initial) ? { initialValue: initial ?? '' } : {}
      return answered<string>(
        await select<string>({ message: harmlessLine(message), options: shown, maxItems: 12, ...start }),
      )
    },
    async text({ text: message, initial, check }) {
      const given = await text({
        message: harmlessLine(message),
        ...(initial === undefined ? {} : { initialValue: initial }),
        validate: (value) => check(value ?? ''),
      })
      return answered<string>(given)
    },
    async confirm({ text: message, initial }) {
      return answered<boolean>(await confirm({ message: harmlessLine(message), initialValue: initial }))
    },
  }
}
