import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeArtifactName } from './artifact-name.ts'
import { attemptArtifactName, isArtifactOf } from './github/run-artifacts.ts'

test('an ordinary name stays as it is', () => {
  expect(safeArtifactName('mlgate-flights-train-model')).toBe('mlgate-flights-train-model')
})

test('any name becomes one that every forge accepts, in any attempt', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (name, attempt) => {
      const stored = attemptArtifactName(name, attempt)
      expect(stored).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/)
      expect(isArtifactOf(stored, name)).toBe(true)
    }),
  )
})

test('names that would become the same stay different', () => {
  expect(new Set(['a/b', 'a_b', 'a:b', 'a\nb'].map(safeArtifactName)).size).toBe(4)
})

test('the artifact of another model is not taken for an attempt of ours', () => {
  expect(isArtifactOf('model-attempt-2', 'model')).toBe(true)
  expect(isArtifactOf('model-attempt-', 'model')).toBe(false)
  expect(isArtifactOf('model-attempt-2x', 'model')).toBe(false)
  expect(isArtifactOf('model-2', 'model')).toBe(false)
})
