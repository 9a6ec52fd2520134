import type { Block, Inline, Report, Verdict } from '@mlgate/core'
import { wordsOf } from './plain-text.ts'
import { terminalTable } from './terminal-table.ts'
import { wrapped } from './terminal-text.ts'
import { visibleBlock, visibleText, withoutLogCommands } from './visible-text.ts'

export interface TerminalOptions {
  readonly colour: boolean
  readonly columns: number
  /** Everything, folds included; otherwise their titles alone, and of a passing report the verdict alone. */
  readonly verbose?: boolean
}

const controlSequence = '\u001B['
const colours: Readonly<Record<Verdict, string>> = { pass: '32', fail: '31', inconclusive: '33', error: '31' }
/** Longest line of prose that is comfortable to read. */
const proseColumns = 100

/** The word in the heading: also for those who see no colour. */
const headWords: Readonly<Record<Verdict, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  inconclusive: 'INCONCLUSIVE',
  error: 'ERROR',
}

function verdictIn(row: readonly (readonly Inline[])[]): Verdict | undefined {
  for (const cell of row) {
    for (const inline of cell) if (typeof inline === 'object' && inline.kind === 'verdict') return inline.verdict
  }
  return undefined
}

/**
 * The report for a terminal: same order as everywhere, lines of at most `columns` columns. Colour repeats what the words
 * say. Untrusted text holds no escape sequence and starts no workflow command.
 */
export function terminalReport(report: Report, options: TerminalOptions): string {
  const columns = Math.max(20, options.columns)
  const paint = (codes: string, text: string) =>
    options.colour && text !== '' ? `${controlSequence}${codes}m${text}${controlSequence}0m` : text
  const indented = (text: string, indent: number): string[] =>
    wrapped(text, Math.min(columns, proseColumns) - indent).map((line) => ' '.repeat(indent) + line)

  const lines = (block: Block, indent: number): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return indented(wordsOf(block.content), indent)
      case 'heading':
        return indented(wordsOf(block.content), indent).map((line) => paint('1', line))
      case 'list':
        return block.items.flatMap((item) =>
          indented(wordsOf(item), indent + 2).map((line, index) =>
            index === 0 ? `${' '.repeat(indent)}- ${line.trimStart()}` : line,
          ),
        )
      case 'table': {
        const titles = block.columns.map((column) => ({ ...column, title: visibleText(column.title, 80) }))
        const table = terminalTable(
          titles,
          block.rows.map((row) => row.map(wordsOf)),
          columns - indent,
          (row, line) => {
            const verdict = verdictIn(block.rows[row] ?? [])
            if (row < 0) return paint('2', line)
            return verdict === undefined || verdict === 'pass' ? line : paint(colours[verdict], line)
          },
        )
        const caption = block.caption ? indented(visibleText(block.caption), indent) : []
        return [...caption, ...table.map((line) => ' '.repeat(indent) + line)]
      }
      case 'fold':
        return [
          ...indented(wordsOf(block.title), indent).map((line) => paint('1', line)),
          ...spaced(block.blocks, indent + 2),
        ]
      case 'code':
        return visibleBlock(block.text)
          .split('\n')
          .map((line) => `${' '.repeat(indent)}  ${line}`.trimEnd())
      case 'chart':
        return indented(`${visibleText(block.title)}: ${visibleText(block.summary)}`, indent)
      default:
        return block satisfies never
    }
  }
  const spaced = (blocks: readonly Block[], indent: number): string[] =>
    blocks.flatMap((block, index) => [...(index === 0 ? [] : ['']), ...lines(block, indent)])

  const head = wrapped(
    `${headWords[report.verdict]}  ${visibleText(report.model, 100)}: ${visibleText(report.outcome)}`,
    columns,
  ).map((line) => paint(`1;${colours[report.verdict]}`, line))
  const reason = indented(wordsOf(report.reason), 0)
  const plain = report.blocks.filter((block) => block.kind !== 'fold' && block.kind !== 'chart')
  const folds = report.blocks.flatMap((block) => (block.kind === 'fold' ? [wordsOf(block.title)] : []))
  const shown = options.verbose ? report.blocks : report.verdict === 'pass' ? [] : plain
  const more =
    options.verbose || report.verdict === 'pass' || folds.length === 0
      ? []
      : ['', 'In the full report:', ...folds.flatMap((title) => indented(`- ${title}`, 2))]
  const body = shown.length === 0 ? [] : ['', ...spaced(shown, 0)]
  return withoutLogCommands(`${[...head, ...reason, ...body, ...more].join('\n')}\n`)
}
