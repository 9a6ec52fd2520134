import type { Block, Inline, Report, ReportedProject } from '@mlgate/core'
import { Compile } from 'typebox/compile'
import { modelLimit, nameLimit, ReportDocument, reportDepth, reportLimit } from './report-schema.ts'
import { truncated } from './visible-text.ts'

/** A report as it travels from the job that made it to the one that publishes it. */
export interface TravellingReport {
  /** Without checks, measurements and charts, which stay in the other files of its step. */
  readonly report: Report
  readonly inconclusivePasses: boolean
  /** Whether it may have a section in the comment. */
  readonly comment: boolean
}

/** How much of a report is written. */
interface Extent {
  readonly rows: number
  readonly folds: boolean
  readonly blocks: boolean
  /** Characters of one text. */
  readonly text: number
}

/** More than anybody renders comes first: renderers show 200 rows of a table and 2,000 characters of a text. */
const extents: readonly Extent[] = [
  { rows: 1_000, folds: true, blocks: true, text: 20_000 },
  { rows: 200, folds: true, blocks: true, text: 2_000 },
  { rows: 20, folds: true, blocks: true, text: 500 },
  { rows: 20, folds: false, blocks: true, text: 500 },
  { rows: 0, folds: false, blocks: false, text: 200 },
]
/** Parts of a sentence that the last extent keeps. */
const fewestInlines = 50

/**
 * A report as `report.json`: a document of the published schema. One that is too long loses rows, texts and folds until
 * it fits, as it would in the comment.
 */
export function reportDocument({ report, inconclusivePasses, comment }: TravellingReport): string {
  for (const extent of extents) {
    const document = {
      format: 'mlgate-report/1',
      model: report.model,
      step: report.step,
      verdict: report.verdict,
      inconclusive_passes: inconclusivePasses,
      comment,
      ...(report.page === undefined || report.page.length > nameLimit ? {} : { page: report.page }),
      ...(report.project === undefined || !isListable(report.project) ? {} : { project: report.project }),
      outcome: truncated(report.outcome, extent.text),
      reason: inlinesWithin(extent.blocks ? report.reason : report.reason.slice(0, fewestInlines), extent),
      blocks: extent.blocks ? blocksWithin(report.blocks, extent) : [],
    }
    const text = `${JSON.stringify(document)}\n`
    if (Buffer.byteLength(text) <= reportLimit && problemOf(JSON.parse(text)) === undefined) return text
  }
  throw new Error(`The report of ${report.step} fits into no document.`)
}

/**
 * Reads a document that anybody may have written. Throws RangeError in words when it is too long, too deep, no JSON, or
 * not of the schema; text in it stays hostile and is for the renderers to escape.
 */
export function readReportDocument(content: Uint8Array): TravellingReport {
  if (content.byteLength > reportLimit) throw new RangeError(`is larger than ${reportLimit} bytes`)
  const document = parsed(content)
  const problem = problemOf(document)
  if (problem !== undefined) throw new RangeError(problem)
  const { inconclusive_passes, comment, ...said } = document as ReportDocument
  const { model, step, verdict, outcome, reason, blocks, page, project } = said
  return {
    report: {
      model,
      step,
      verdict,
      outcome,
      // The schema admits null where the tree has numbers; withNumbers puts NaN in its place.
      reason: withNumbers(reason) as Inline[],
      blocks: withNumbers(blocks) as Block[],
      checks: [],
      measurements: [],
      ...(page === undefined ? {} : { page }),
      ...(project === undefined ? {} : { project }),
    },
    inconclusivePasses: inconclusive_passes,
    comment,
  }
}

/** A project too large to be listed is left out: then nobody takes a model for one that is gone. */
function isListable({ file, models }: ReportedProject): boolean {
  return file.length <= nameLimit && models.length <= modelLimit
}

function parsed(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    throw new RangeError('is no JSON in UTF-8')
  }
}

/** Compiled when first needed: most processes of mlgate write one document and check it once. */
let compiled: ReturnType<typeof Compile> | undefined
function checker(): ReturnType<typeof Compile> {
  compiled ??= Compile(ReportDocument)
  return compiled
}

/** The depth first, and without recursion: what is too deep would overflow the stack of what comes next. */
function problemOf(document: unknown): string | undefined {
  if (isDeeperThan(document, reportDepth)) return `is nested more than ${reportDepth} deep`
  return checker().Check(document) ? undefined : 'is not of the schema of report.json'
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}

/** Intervals with NaN where the document has null; everything else as it is. */
function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === null ? Number.NaN : withNumbers(item)]),
  )
}

function inlinesWithin(inlines: readonly Inline[], extent: Extent): Inline[] {
  return inlines.map((inline): Inline => {
    if (typeof inline === 'string') return truncated(inline, extent.text)
    if (inline.kind === 'code') return { ...inline, text: truncated(inline.text, extent.text) }
    if ('content' in inline) return { ...inline, content: inlinesWithin(inline.content, extent) }
    return inline
  })
}

function blocksWithin(blocks: readonly Block[], extent: Extent): Block[] {
  const within = (inlines: readonly Inline[]): Inline[] => inlinesWithin(inlines, extent)
  return blocks.flatMap((block): Block[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return [{ ...block, content: within(block.content) }]
      case 'list':
        return [{ ...block, items: block.items.slice(0, extent.rows).map(within) }]
      case 'table':
        return [{ ...block, rows: block.rows.slice(0, extent.rows).map((row) => row.map(within)) }]
      case 'fold':
        return extent.folds ? foldWithin(block, extent) : []
      case 'code':
        return [{ ...block, text: truncated(block.text, extent.text) }]
      case 'chart':
        return []
      default:
        return block satisfies never
    }
  })
}

/** A fold of nothing but pictures is none here. */
function foldWithin({ title, blocks }: Extract<Block, { kind: 'fold' }>, extent: Extent): Block[] {
  const kept = blocksWithin(blocks, extent)
  if (kept.length === 0 && blocks.length > 0) return []
  return [{ kind: 'fold', title: inlinesWithin(title, extent), blocks: kept }]
}
