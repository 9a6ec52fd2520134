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

  it('are read from YAML and TOML as DVC keeps them', async () => {
    const written = {
      'metrics.yaml': 'train:\n  auc: 0.91\n  curve: [1, 2]\nloss: .nan\nstep: 3\n',
      'metrics.toml': 'loss = nan\nstep = 3\n[train]\nauc = 0.91\nat = 2026-01-01\n',
    }
    const folder = await folderOf(written)
    for (const name of Object.keys(written)) {
      const metrics = Object.fromEntries(await readMetricsFile(join(folder, name)))
      expect(metrics).toEqual({ 'train/auc': 0.91, loss: Number.NaN, step: 3 })
    }
  })

  it.each([
    ['metrics.yaml', 'auc: 0.1\nauc: 0.9\n', /is not YAML .*unique/],
    ['metrics.toml', 'auc = 0.1\nauc = 0.9\n', /is not TOML/],
    ['metrics.yaml', 'a: &a {auc: 1}\nb: *a\n', /is not YAML/],
    ['metrics.yml', `a: ${'x'.repeat(100_000)}`, /is longer than/],
    ['metrics.toml', 'auc: 0.9', /is not TOML/],
  ])('are refused from a %s that says %j', async (name, text, message) => {
    const path = join(await folderOf({ [name]: text }), name)
    await expect(readMetricsFile(path)).rejects.toThrow(ConfigurationError)
    await expect(readMetricsFile(path)).rejects.toThrow(message)
  })

  it('are either side of what dvc metrics diff --json prints', async () => {
    // https://dvc.org/doc/command-reference/metrics/diff, with a metric that each side lacks.
    const diff =
      '{"metrics.json": {"train.auc": {"old": 0.9, "new": 0.91, "diff": 0.01}, "b": {"old": null, "new": 2}},' +
      ' "eval/metrics.json": {"gone": {"old": 1.5, "new": null}, "c": {"old": NaN, "new": 1, "diff": NaN}}}'
    const path = await file(diff)
    expect(Object.fromEntries(await readMetricsFile(path))).toEqual({ 'train.auc': 0.91, b: 2, c: 1 })
    expect(Object.fromEntries(await readMetricsFile(path, 'old'))).toEqual({
      'train.auc': 0.9,
      gone: 1.5,
      c: Number.NaN,
    })
    await expect(
      readMetricsFile(await file('{"a.json": {"auc": {"old": 1, "new": 2}}, "b.json": {"auc": {"old": 1, "new": 2}}}')),
    ).rejects.toThrow('two metrics are named auc')
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
    ['one key twice', '{"a": {"auc": 0.1, "x": "}", "\\u0061uc": 0.9}}', 'names auc twice in one object'],
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
