import { ConfigurationError, digestOfBytes, type Exec } from '@mlgate/core'
import { expect, test } from 'vitest'
import { runtimeEnvironment } from './runtime-environment.ts'
import { trainingPlan } from './train-section.ts'

const answering =
  (exitCode: number): Exec =>
  async ({ argv }) => ({
    exitCode,
    signal: undefined,
    timedOut: false,
    stdout: argv.includes('--version') ? 'Python 3.12.4\n' : 'numpy==2.4.6\n',
    stderrTail: '',
  })
const never: Exec = ({ argv }) => Promise.reject(new Error(`unexpected ${argv.join(' ')}`))

test.each(['python', 'python3', 'python3.12', '.venv/bin/python', 'C:\\venv\\Scripts\\python.exe', 'pypy3'])(
  '%s is asked for its version and packages',
  async (program) => {
    const environment = await runtimeEnvironment(trainingPlan({ command: [program, 'a.py'] }), '/p', answering(0), [])
    expect(environment).toMatchObject({
      node: process.version,
      python: 'Python 3.12.4',
      packages: digestOfBytes('numpy==2.4.6\n'),
    })
  },
)

test.each(['make', './python-train.sh', 'pythonic', 'Rscript'])(
  '%s is not Python and is not started',
  async (program) => {
    const environment = await runtimeEnvironment(trainingPlan({ command: [program] }), '/p', never, ['NPM_TOKEN'])
    expect(environment).toMatchObject({ python: undefined, packages: undefined })
  },
)

test('the built-in trainer starts nothing', async () => {
  const plan = trainingPlan({ builtin: { algorithm: 'linear-regression' } })
  expect((await runtimeEnvironment(plan, '/p', never, ['NPM_TOKEN'])).python).toBeUndefined()
})

test('a Python that does not answer is left out', async () => {
  const plan = trainingPlan({ command: ['python', 'train.py'] })
  const absent: Exec = () => Promise.reject(new ConfigurationError('python: no such program'))
  for (const exec of [answering(1), absent]) {
    expect(await runtimeEnvironment(plan, '/p', exec, [])).toMatchObject({ python: undefined, packages: undefined })
  }
})

test('a Python is user code: beside credentials it is not even asked for its version', async () => {
  const plan = trainingPlan({ command: ['.venv/bin/python', 'train.py'] })
  await expect(runtimeEnvironment(plan, '/p', never, ['NPM_TOKEN'])).rejects.toThrow(ConfigurationError)
})
