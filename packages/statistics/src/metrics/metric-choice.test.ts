import { describe, expect, it } from 'vitest'
import { completeParameters, isRequired, parseMetricName, readParameters, writeMetricName } from './metric-choice.ts'
import { metricDefinitions, metricNamed, takesSampleWeights } from './metric-registry.ts'

const problemOf = (written: string, given: Readonly<Record<string, unknown>> = {}): string | undefined => {
  const choice = parseMetricName(written)
  return choice.problem ?? readParameters(choice, given).problem
}

describe("a metric's name", () => {
  it.each([
    ['roc_auc', 'roc_auc', {}],
    ['ndcg', 'ndcg', {}],
    ['ndcg@10', 'ndcg', { k: 10 }],
    ['map@5', 'map', { k: 5 }],
    ['hit_rate@10', 'hit_rate', { k: 10 }],
    ['top_k_accuracy@5', 'top_k_accuracy', { k: 5 }],
    ['pinball@0.9', 'pinball', { quantile: 0.9 }],
    ['coverage@0.9', 'coverage', { level: 0.9 }],
    ['winkler@0.95', 'winkler', { level: 0.95 }],
    ['fbeta@2', 'fbeta', { beta: 2 }],
  ])('%s is understood', (written, name, parameters) => {
    const choice = parseMetricName(written)
    if (choice.problem !== undefined) throw new Error(choice.problem)
    expect(choice.metric.name).toBe(name)
    expect(choice.parameters).toEqual(parameters)
    expect(writeMetricName(choice.metric, choice.parameters)).toBe(written)
  })

  it.each([
    ['roc_acu', 'no such metric. Did you mean roc_auc?'],
    ['ROC-AUC', 'no such metric. Did you mean roc_auc?'],
    ['rmes', 'no such metric. Did you mean rmse?'],
    ['mrse', 'no such metric. Did you mean mse or rmse or mase?'],
    ['accuracy@3', 'accuracy takes nothing behind @; write accuracy.'],
    ['ndcg@', '"" is no k; write a whole number from 1 behind @, such as ndcg@10.'],
    ['ndcg@0', '"0" is no k; write a whole number from 1 behind @, such as ndcg@10.'],
    ['ndcg@1.5', '"1.5" is no k; write a whole number from 1 behind @, such as ndcg@10.'],
    ['ndcg@1e3', '"1e3" is no k; write a whole number from 1 behind @, such as ndcg@10.'],
    ['ndcg@5@6', '"5@6" is no k; write a whole number from 1 behind @, such as ndcg@10.'],
    ['pinball@1', '"1" is no quantile; write a number above 0 and below 1 behind @, such as pinball@0.9.'],
    ['coverage@90', '"90" is no level; write a number above 0 and below 1 behind @, such as coverage@0.9.'],
    ['hit_rate', 'hit_rate needs k, a whole number from 1, such as hit_rate@10.'],
    ['pinball', 'pinball needs quantile, a number above 0 and below 1, such as pinball@0.9.'],
  ])('%s is refused with what to write instead', (written, problem) => {
    expect(problemOf(written)).toBe(problem)
  })

  it('that is like no other is answered with all there are', () => {
    expect(problemOf('profit')).toMatch(/^no such metric. There are accuracy, .*winkler\.$/)
    expect(problemOf('x'.repeat(10_000))).toMatch(/^no such metric. There are/)
    expect(problemOf('__proto__')).toMatch(/^no such metric/)
  })
})

describe('parameters', () => {
  it.each([
    ['ndcg@10', { gain: 'exponential' }, undefined],
    ['ndcg@10', { k: 10 }, undefined],
    ['ndcg@10', { k: 5 }, 'the name says k 10, and k says 5; write one of them.'],
    ['ndcg', { gain: 'log' }, '"log" is no gain of ndcg; write linear or exponential.'],
    ['ndcg', { season: 2 }, 'ndcg takes no season. It takes k, gain.'],
    ['mae', { average: 'macro' }, 'mae takes no average. It takes no parameters.'],
    ['ece', { bins: '15' }, '"15" is no bins of ece; write a whole number from 1.'],
    ['fbeta', { beta: Number.POSITIVE_INFINITY }, 'null is no beta of fbeta; write a number above 0.'],
    ['roc_auc', { average: 'micro' }, '"micro" is no average of roc_auc; write macro or weighted.'],
    ['f1', { average: 'micro' }, undefined],
    ['f1', {}, undefined],
    ['f1', { average: undefined }, undefined],
  ])('of %s: %j', (written, given, problem) => {
    expect(problemOf(written, given)).toBe(problem)
  })

  it('that are not given have their defaults', () => {
    expect(completeParameters(metricNamed('ece'))).toEqual({ bins: 15, binning: 'equal_width' })
    expect(completeParameters(metricNamed('roc_auc'), { average: 'weighted' })).toEqual({
      multi_class: 'ovr',
      average: 'weighted',
    })
    expect(() => completeParameters(metricNamed('hit_rate'))).toThrow(RangeError)
  })

  it('are declared soundly: defaults are allowed, and what stands in the name is a number', () => {
    for (const { name, parameters, at } of metricDefinitions) {
      for (const parameter of parameters) {
        if (parameter.default === undefined) continue
        expect(problemOf(name, { [parameter.name]: parameter.default }) ?? '', name).not.toContain('is no')
      }
      const inName = parameters.find((parameter) => parameter.name === at)
      if (at !== undefined) expect(inName?.kind, name).toMatch(/integer|number/)
      for (const parameter of parameters.filter(isRequired)) expect(parameter.name, name).toBe(at)
    }
  })
})

describe('sample weights', () => {
  it('are refused where scikit-learn has none', () => {
    expect(takesSampleWeights(metricNamed('mae'))).toBe(true)
    expect(takesSampleWeights(metricNamed('max_error'))).toBe(false)
    expect(takesSampleWeights(metricNamed('roc_auc'))).toBe(true)
    expect(takesSampleWeights(metricNamed('roc_auc'), { multi_class: 'ovo' })).toBe(false)
  })
})
