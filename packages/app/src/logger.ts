import type { Logger } from '@mlgate/core'
import { pino } from 'pino'
import { commandStart } from './harmless-line.ts'
import { type LogLevel, textLogger } from './text-logger.ts'

export type LogFormat = 'text' | 'json'

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
  return textLogger(write, options.level)
}
