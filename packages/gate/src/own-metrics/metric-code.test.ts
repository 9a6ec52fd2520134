import { expect, it } from 'vitest'
import { metricCode } from './metric-code.ts'

it('knows the files that metrics are made of', () => {
  const metrics = {
    profit: { module: 'metrics/profit.js', direction: 'maximize' },
    cost: { command: ['python', '-O', 'metrics/cost.py', '--rate', '0.5', 'rates.json'], direction: 'minimize' },
    again: { module: 'metrics/profit.js', direction: 'maximize' },
    accuracy: { min: 0.5 },
  } as const
  const own = Object.fromEntries(
    Object.entries(metrics).map(([name, one]) => [
      name,
      'command' in one ? { ...one, command: [...one.command] } : one,
    ]),
  )
  expect(metricCode({ metrics: own })).toEqual(['metrics/cost.py', 'metrics/profit.js', 'rates.json'])
})
