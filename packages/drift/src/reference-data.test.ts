import { ConfigurationError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { referenceData } from './reference-data.ts'

const section = { current: 'now.parquet' }

describe('the reference', () => {
  it('is the file named, else the test data, else the validation data', () => {
    const data = { test: 'test.csv', validation: 'validation.csv' }
    expect(referenceData({ ...section, reference: 'old.csv' }, data)).toEqual({
      name: 'drift.reference',
      path: 'old.csv',
    })
    expect(referenceData(section, data)).toEqual({ name: 'data.test', path: 'test.csv' })
    expect(referenceData(section, { validation: 'validation.csv' }).name).toBe('data.validation')
  })

  it('must be there, and says where to name it', () => {
    expect(() => referenceData(section, { train: 'train.csv' })).toThrow(ConfigurationError)
    expect(() => referenceData(section, {})).toThrow(/drift\.reference, data\.test or data\.validation/)
  })

  it('is not the training data when predictions are compared', () => {
    const data = { train: 'train.csv' }
    const trained = { ...section, reference: 'train.csv' }
    expect(referenceData(trained, data).path).toBe('train.csv')
    expect(() => referenceData({ ...trained, prediction: 'p' }, data)).toThrow(/train\.csv is the training data/)
    expect(() => referenceData({ ...trained, prediction: { score: 'candidate' } }, data)).toThrow(ConfigurationError)
  })
})
