#!/usr/bin/env node
import { existsSync } from 'node:fs'

const [major] = process.versions.node.split('.')
if (Number(major) < 24) {
  process.stderr.write(`mlgate needs Node.js 24 or newer; this is ${process.version} (${process.execPath}).\n`)
  process.exit(2)
}
// The published package carries the bundle; in the repository the sources run as they are.
const bundle = new URL('../dist/mlgate.js', import.meta.url)
const program = existsSync(bundle) ? bundle : new URL('../src/cli.ts', import.meta.url)
// A program that cannot be loaded has no say in how it ends; Node's own 1 would say that a gate failed.
await import(program.href).catch((error) => {
  process.stderr.write(`A fault in mlgate: ${error?.stack ?? error}\n`)
  process.exit(70)
})
