import type { Digest } from './digest.ts'
import type { SourcePosition } from './errors.ts'
import type { Verdict } from './verdict.ts'

/**
 * The report tree: what a step has to say, free of any format. Strings in it may come from outside and are never
 * escaped here; each renderer in `reports` does that once, for its own format.
 */

export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly content: readonly Inline[] }
  /** `href` is one that we made (a run, an artifact); a renderer refuses anything but https, and http to loopback. */
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | IntervalInline

/**
 * A change with its interval against the change that is allowed: ten characters in text (`···━●━│··`), an SVG in HTML.
 * `limit` is undefined when nothing is demanded; all four in the metric's own unit, and `better` says which way is up.
 */
export interface IntervalInline {
  readonly kind: 'interval'
  readonly low: number
  readonly value: number
  readonly high: number
  readonly limit: number | undefined
  readonly better: 'higher' | 'lower'
}

export interface TableColumn {
  readonly title: string
  readonly align: 'left' | 'right' | 'center'
}

export type Cell = readonly Inline[]

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'heading'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table'
      readonly caption?: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | { readonly kind: 'fold'; readonly title: readonly Inline[]; readonly blocks: readonly Block[] }
  /** Preformatted text; `language` is a word for the highlighter such as `sh`. */
  | { readonly kind: 'code'; readonly text: string; readonly language?: string }
  /** A picture; shown in HTML, left out where pictures cannot be. `summary` says the same in words, for screen readers. */
  | { readonly kind: 'chart'; readonly title: string; readonly summary: string; readonly chart: Chart }

export type Chart =
  /**
   * Differences with intervals, one row each, all on one scale, so that better is to the right; `limit` is the worst value
   * that is allowed. `scale` says what 0 and 1 are. What lies outside `range` is cut off at its end, which shows as an arrow.
   */
  | {
      readonly type: 'forest'
      readonly scale: string
      readonly range: readonly [low: number, high: number]
      readonly rows: readonly ForestRow[]
    }
  /** Curves. `unit`: both axes go from 0 to 1; otherwise as far as the points. `diagonal`: the line y = x to compare with. */
  | {
      readonly type: 'lines'
      readonly x: string
      readonly y: string
      readonly unit: boolean
      readonly diagonal: boolean
      /** Marks every point: for few, which were measured one by one. */
      readonly marks: boolean
      /** What a reader must know to read it; shown below. */
      readonly note?: string
      readonly series: readonly LineSeries[]
    }
  /** A bar for each category and series, from zero. */
  | {
      readonly type: 'bars'
      readonly x: string
      readonly categories: readonly string[]
      readonly series: readonly BarSeries[]
    }
  /** Tables of shaded cells, beside each other where there is room: confusion matrices, slices by metrics. */
  | { readonly type: 'matrix'; readonly note?: string; readonly panels: readonly MatrixPanel[] }

export interface ForestRow {
  readonly label: string
  /** The numbers in their own unit. */
  readonly note: string
  readonly low: number
  readonly value: number
  readonly high: number
  readonly limit: number | undefined
  readonly verdict: Verdict
}

/** The first series of a chart is what the report is about, the second what it is compared with. */
export interface LineSeries {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface BarSeries {
  readonly name: string
  /** NaN where there is nothing to show. */
  readonly values: readonly number[]
}

export interface MatrixPanel {
  readonly title: string
  /** What rows and columns are: `true class ↓, predicted →`. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly MatrixCell[] }[]
}

export interface MatrixCell {
  readonly text: string
  /** Smaller, below the text. */
  readonly note?: string
  /** What the shade says; it only repeats the words. */
  readonly tone: 'right' | 'wrong' | 'better' | 'worse'
  /** How dark the shade is: 0 to 1. */
  readonly strength: number
  readonly verdict?: Verdict
}

/** One thing that was judged: a JUnit test case, an annotation when it did not pass, a code-quality issue. */
export interface Check {
  /** Unique within the report, for instance `recall on origin = MDW`. */
  readonly name: string
  readonly verdict: Verdict
  /** One sentence with the numbers. */
  readonly message: string
  /** Only `error` decides; `warning` is shown, `info` is told. */
  readonly severity: 'error' | 'warning' | 'info'
  /** Where it is demanded: a line of the contract or of the project file. */
  readonly position?: SourcePosition
  /** Where it shows: lines of data files, in their order. */
  readonly places?: readonly CheckPlace[]
}

/** A line of a file that a check speaks about, with what is there in a few words. */
export interface CheckPlace {
  readonly position: SourcePosition
  readonly message: string
}

/** A number for machines: an OpenMetrics sample. */
export interface Measurement {
  /** OpenMetrics name without prefix: `[a-z_][a-z0-9_]*`; units in the name. */
  readonly name: string
  readonly help: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Report {
  readonly model: string
  readonly step: string
  readonly verdict: Verdict
  /** Short, after the model's name: `blocked`, `may be deployed`, `data holds`. */
  readonly outcome: string
  /** The verdict in one sentence, with the numbers that made it. */
  readonly reason: readonly Inline[]
  /** In order of importance; what only some want is in folds. */
  readonly blocks: readonly Block[]
  readonly checks: readonly Check[]
  readonly measurements: readonly Measurement[]
  /** Address of the whole report as a page, where one was published. */
  readonly page?: string
  /** The project that the model is of, once it was read. */
  readonly project?: ReportedProject
}

/** What tells the models of one project from those of another in the same repository. */
export interface ReportedProject {
  /** The project file, relative to the repository. */
  readonly file: string
  /** All its models. */
  readonly models: readonly string[]
}

/** Files that a report or record speaks about. */
export interface NamedDigest {
  readonly name: string
  readonly digest: Digest
}

// Short constructors: they keep the code that builds reports readable.
export const code = (text: string): Inline => ({ kind: 'code', text })
export const strong = (...content: Inline[]): Inline => ({ kind: 'strong', content })
export const paragraph = (...content: Inline[]): Block => ({ kind: 'paragraph', content })
export const fold = (title: string | readonly Inline[], ...blocks: Block[]): Block => ({
  kind: 'fold',
  title: typeof title === 'string' ? [title] : title,
  blocks,
})
