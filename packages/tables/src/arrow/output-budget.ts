import { ArrowProblem } from './arrow-problem.ts'

/** What the values of one chunk of rows may take. Few bytes can stand for many: rows may share one long text. */
const maxChunkBytes = 512e6

/** How much the values of a file may come to. */
export class OutputBudget {
  readonly #what: string
  readonly #bytes: number
  #spent = 0
  #chunk = 0

  /** `what` is for messages. */
  constructor(what: string, bytes: number) {
    this.#what = what
    this.#bytes = bytes
  }

  beginChunk(): void {
    this.#chunk = 0
  }

  /** Throws ArrowProblem as soon as it is too much. */
  spend(bytes: number): void {
    this.#chunk += bytes
    this.#spent += bytes
    if (this.#chunk > maxChunkBytes) throw new ArrowProblem('holds values that are too long. Leave their column out.')
    if (this.#spent > this.#bytes) throw new ArrowProblem(`holds more than ${this.#bytes / 1e9} GB of ${this.#what}.`)
  }
}
