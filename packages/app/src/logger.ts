import type { Logger } from '@mlgate/core'
import { pino } from 'pino'
import { commandStart, harmlessLine } from './harmless-line.ts'

export type LogFormat = 'text' | 'json'
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
const prefix: Readonly<Record<LogLevel, string>> = { debug: 'debug: ', info: '', warn: 'warning: ', error: 'error: ' }

/**
 * Log lines for people (`text`) or machines (`json`, pino's format), written synchronously so that none is lost at exit.
 * Messages may hold untrusted text; in `text` every line is made harmless first, in JSON the encoding does that.
 */
export function createLogger(
  write: (line: string) => void,
  options: { readonly format: LogFormat; readonly level: LogLevel },
): Logger {
  if (options.format === 'json') {
    // CI systems take `##[name]` and `##vso[name]` anywhere in a line; inside a JSON string a sign can be an escape.
    const log = pino(
      { level: options.level, base: null },
      { write: (line: string) => write(line.replace(commandStart, '#\\u0023')) },
    )
    return {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    }
  }
  const at = (level: LogLevel) => (message: string) => {
    if (order.indexOf(level) < order.indexOf(options.level)) return
    for (const line of message.split(/\r?\n/)) write(`${harmlessLine(prefix[level] + line)}\n`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
