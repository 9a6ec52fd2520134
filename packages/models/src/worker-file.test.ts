import { expect, test } from 'vitest'
import { workerFile } from './worker-file.ts'

test('the worker is beside the source, beside a bundled entry, and above a shared chunk', () => {
  expect(workerFile('file:///r/packages/models/src/worker-file.ts').href).toBe(
    'file:///r/packages/models/src/score-worker.ts',
  )
  expect(workerFile('file:///r/dist/evaluate-gate.js').href).toBe('file:///r/dist/score-worker.js')
  expect(workerFile('file:///r/dist/chunks/models-AB12.js').href).toBe('file:///r/dist/score-worker.js')
})
