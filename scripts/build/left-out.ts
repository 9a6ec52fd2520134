import type { Plugin } from 'esbuild'

/**
 * Parts of our dependencies that no path of ours reaches; bundles hold a stand-in that says so when it is called.
 * Kept out for their licences (see licences/allowed-licences.ts) and their size.
 */
const leftOut: Readonly<Record<string, string>> = {
  buffers: 'binary.stream(), which unzip-stream does not call',
  chainsaw: 'binary.stream(), which unzip-stream does not call',
  glob: 'archiver.glob(), which @actions/artifact does not call',
  'js-yaml': "xmlbuilder2's YAML reader and writer, which the JUnit report does not use",
}

/** Parts that Node has itself. */
export const replaced: Readonly<Record<string, string>> = {
  'graceful-fs': 'node:fs',
}

/** The module that stands in: importing it works, calling it throws. */
function standIn(name: string): string {
  const message = `${name} is left out of the bundle: only ${leftOut[name]} needs it.`
  return [
    `const refuse = () => { throw new Error(${JSON.stringify(message)}) }`,
    'module.exports = new Proxy(refuse, { get: (target, key) => key in target ? target[key] : refuse })',
  ].join('\n')
}

/** Puts the stand-ins into place, for importers in node_modules alone: our own code says what it needs. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    const names = Object.keys(leftOut)
    const filter = new RegExp(`^(${names.join('|')})$`)
    build.onResolve({ filter }, (request) =>
      request.importer.includes('node_modules') ? { path: request.path, namespace: 'left-out' } : undefined,
    )
    build.onLoad({ filter, namespace: 'left-out' }, ({ path }) => ({ contents: standIn(path), loader: 'js' }))
  },
}
