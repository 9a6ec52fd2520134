/**
 * npm run generate: writes whatever follows from the step declarations and the project file's schema, and compiles the
 * resampling kernel.
 *
 *   node scripts/generate.ts [--check]     --check writes nothing and fails when a file is stale
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { profileJsonSchema } from '@mlgate/contracts'
import { organisationPolicyJsonSchema, projectJsonSchema } from '@mlgate/project'
import { reportJsonSchema, resultJsonSchema } from '@mlgate/reports'
import { commonOutputs, steps } from '@mlgate/steps'
import app from '../packages/app/package.json' with { type: 'json' }
import { benchmarkResults } from './generate/benchmark-results.ts'
import { generatedFiles, leftovers } from './generate/generated-files.ts'
import { kernelModule, kernelModulePath } from './generate/resample-kernel.ts'
import { root } from './repository.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const workflow = await readFile(join(root, 'examples/penguins/.github/workflows/mlgate.yml'), 'utf8')
const commentWorkflow = await readFile(join(root, 'examples/flights/.github/workflows/mlgate-comment.yml'), 'utf8')
const pipeline = await readFile(join(root, 'examples/flights/.gitlab-ci.yml'), 'utf8')
const schemas = {
  'data-profile': profileJsonSchema(),
  mlgate: projectJsonSchema(),
  'mlgate-policy': organisationPolicyJsonSchema(),
  report: reportJsonSchema(),
  result: resultJsonSchema(),
}
const benchmarks = await benchmarkResults(root)
const declarations = { steps, commonOutputs, version: app.version, workflow, commentWorkflow, pipeline, benchmarks }
const files = new Map(await generatedFiles(root, declarations, schemas)).set(kernelModulePath, await kernelModule(root))
const stale: string[] = []
for (const [path, content] of files) {
  const present = await readFile(join(root, path), 'utf8').catch(() => undefined)
  if (present === content) continue
  stale.push(path)
  if (values.check) continue
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

const orphans = await leftovers(root, steps)
for (const path of orphans) process.stdout.write(`${path}: belongs to no step that is declared; remove it\n`)
for (const path of stale)
  process.stdout.write(`${path}: ${values.check ? 'is stale; run npm run generate' : 'written'}\n`)
if (stale.length === 0) process.stdout.write(`${files.size} files are as generated\n`)
if (orphans.length > 0 || (values.check && stale.length > 0)) process.exitCode = 1
