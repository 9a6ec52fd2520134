/** What is wrong with an Arrow file, said without the file's name, which whoever reads the file knows. */
export class ArrowProblem extends Error {
  override readonly name = 'ArrowProblem'
}

/** A file that breaks its format: cut off, damaged, or made so. */
export function damaged(what: string): ArrowProblem {
  return new ArrowProblem(`is no whole Arrow file (${what}). Write it again.`)
}
