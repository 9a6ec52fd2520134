import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { readMetricsFile } from './metrics-file.ts'

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-metrics-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}
const file = async (text: string) => join(await folderOf({ 'metrics.json': text }), 'metrics.json')
const read = async (text: string) => Object.fromEntries(await readMetricsFile(await file(text)))

describe('metrics that were measured elsewhere', () => {
  it('are the numbers of a JSON file, nested keys joined by a slash', async () => {
    // What DVCLive writes after log_metric('train/auc', …), log_metric('loss', …) and next_step().
    const dvclive = '{\n    "train": {\n        "auc": 0.91\n    },\n    "loss": 0.25,\n    "step": 3\n}\n'
    expect(await read(dvclive)).toEqual({ 'train/auc': 0.91, loss: 0.25, step: 3 })
    expect(await read('{"name": "x", "best": true, "curve": [1, 2], "auc": 1, "none": null}')).toEqual({ auc: 1 })
  })

  it('that are no numbers are NaN, as Python writes them', async () => {
    expect(await read('{"a": NaN, "b": -Infinity, "c": 1e999}')).toEqual({
      a: Number.NaN,
      b: Number.NaN,
      c: Number.NaN,
    })
  })

  it('are the last step of each file in a folder as MLflow keeps it', async () => {
    const folder = await folderOf({
      'val/auc': '1700000000001 0.7 0\n1700000000003 0.9 2\n1700000000002 0.8 1\n',
      loss: '1700000000001 0.5 0\n1700000000002 nan 0\n',
      // Without a step, as MLflow once wrote.
      rmse: '1700000000 12.5\n',
    })
    expect(Object.fromEntries(await readMetricsFile(folder))).toEqual({ 'val/auc': 0.9, loss: Number.NaN, rmse: 12.5 })
  })

  it.each([
    ['text', 'auc=0.9', 'is not JSON'],
    ['a list', '[0.9]', 'holds no object'],
    ['no number', '{"auc": "0.9"}', 'holds no metric'],
    ['one name for two', '{"a/b": 1, "a": {"b": 2}}', 'two metrics are named a/b'],
    ['a long name', `{"${'x'.repeat(300)}": 1}`, 'a metric is named x'],
    ['too many', JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, i]))), 'more than 1000'],
    ['endless nesting', `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`, 'nested more than 8 deep'],
    ['too many bytes', `{"a": 1, "b": "${'x'.repeat(5e6)}"}`, 'is larger than'],
  ])('are refused from a file with %s', async (_what, text, message) => {
    const path = await file(text)
    await expect(readMetricsFile(path)).rejects.toThrow(ConfigurationError)
    await expect(readMetricsFile(path)).rejects.toThrow(message)
  })

  it('are refused where there is no metric’s file', async () => {
    await expect(readMetricsFile('/nowhere/metrics.json')).rejects.toThrow('no such file or folder of metrics')
    await expect(readMetricsFile(await folderOf({}))).rejects.toThrow('holds no metric')
    await expect(readMetricsFile(await folderOf({ auc: 'high\n' }))).rejects.toThrow("auc:1 is no metric's line")
    await expect(readMetricsFile(await folderOf({ auc: '\n' }))).rejects.toThrow('is empty')
    const folder = await folderOf({ auc: '1 1 1\n' })
    await symlink('/etc/passwd', join(folder, 'secrets'))
    await expect(readMetricsFile(folder)).rejects.toThrow('is not a regular file')
  })
})
