/**
 * Files that break each rule of .dependency-cruiser.cjs once, by their path in a copy of the repository. The names begin
 * with `planted-`. An arrow is broken by a type import alone: the weakest one there is.
 */
export function plants(packages: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  // steps stands above everything but app; nothing may import app.
  for (const name of packages) {
    const imported = name === 'app' ? '@mlgate/statistics' : 'mlgate'
    files.set(
      `packages/${name}/src/planted-arrow.ts`,
      `import type * as theirs from '${imported}'\nexport type Theirs = typeof theirs\n`,
    )
  }
  for (const [path, specifier] of [
    ['packages/unheard-of/src/planted-newcomer.ts', '@mlgate/core'],
    ['actions/planted/planted-main.ts', '@mlgate/gate'],
    ['packages/core/src/planted-edge.ts', '../../../scripts/repository.ts'],
    ['packages/gate/src/planted-back-door.ts', '../../core/src/digest.ts'],
    ['packages/core/src/planted-production.ts', './planted-unit.test.ts'],
    ['packages/steps/src/planted-forge.ts', '@actions/core'],
    ['packages/models/src/planted-native.ts', 'onnxruntime-node'],
    ['packages/core/src/planted-nowhere.ts', './nowhere.ts'],
    ['packages/core/src/planted-there.ts', './planted-back.ts'],
    ['packages/core/src/planted-back.ts', './planted-there.ts'],
  ] as const) {
    files.set(path, `import * as theirs from '${specifier}'\nexport const borrowed = theirs\n`)
  }
  files.set('packages/core/src/planted-unit.test.ts', 'export const nothing = undefined\n')
  return files
}
