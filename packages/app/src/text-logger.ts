import type { Logger } from '@mlgate/core'
import { harmlessLine } from './harmless-line.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
const prefix: Readonly<Record<LogLevel, string>> = { debug: 'debug: ', info: '', warn: 'warning: ', error: 'error: ' }

/** Log lines for people. Messages may hold untrusted text: every line is made harmless first. */
export function textLogger(write: (line: string) => void, atLeast: LogLevel): Logger {
  const at = (level: LogLevel) => (message: string) => {
    if (order.indexOf(level) < order.indexOf(atLeast)) return
    for (const line of message.split(/\r?\n/)) write(`${harmlessLine(prefix[level] + line)}\n`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
