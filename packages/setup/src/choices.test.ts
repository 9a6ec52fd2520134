import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { describe, expect, test } from 'vitest'
import {
  builtinFeatures,
  chooseCandidate,
  chooseData,
  chooseForge,
  chooseId,
  chooseLabel,
  choosePositive,
  chooseTask,
  chooseTraining,
  featuresInScripts,
  groupHint,
  joinParts,
  modelName,
  readTools,
  type SeenFiles,
  scriptsOf,
  wordsOf,
} from './index.ts'

function column(name: string, over: Partial<ObservedColumn> = {}): ObservedColumn {
  return {
    name,
    types: ['string'],
    rows: 100,
    present: 100,
    distinct: 3,
    unique: false,
    range: undefined,
    values: undefined,
    ...over,
  }
}

function file(...columns: readonly ObservedColumn[]): ObservedFile {
  return { file: 'train.csv', rows: 100, columns }
}

function seen(over: Partial<SeenFiles> = {}): SeenFiles {
  return { data: [], scripts: new Map(), notebooks: [], onnx: [], texts: new Map(), passedOver: [], ...over }
}

describe('the files of rows', () => {
  test('are told apart by their names, a pair of one folder first', () => {
    const { train, validation, test } = chooseData([
      'a/train.csv',
      'b/test_set.csv',
      'b/train_set.csv',
      'b/val_set.csv',
    ])
    expect([train?.value, validation?.value, test?.value]).toEqual([
      'b/train_set.csv',
      'b/val_set.csv',
      'b/test_set.csv',
    ])
  })

  test('that could both be it are not used without asking', () => {
    expect(chooseData(['train-a.csv', 'train-b.csv', 'test-c.csv']).train).toMatchObject({ sure: false })
  })

  test('one alone is to train on, and none is to judge on', () => {
    expect(chooseData(['data/rows.csv'])).toMatchObject({ train: { value: 'data/rows.csv' }, test: undefined })
  })

  test('are found in any format, and several that are one table are one', () => {
    const files = [
      'data/day/part-1.parquet',
      'data/day/part-2.parquet',
      'data/one[1]/part-1.csv',
      'data/participants.csv',
      'data/train/year=2025/a.parquet',
      'data/train/year=2026/b.parquet',
      'data/x/000000.csv.gz',
      'data/x/000001.csv.gz',
      'data/y-1.csv',
      'data/y-2.csv',
      'part-1.csv',
      'part-2.csv',
    ]
    expect(joinParts(files)).toEqual([
      'data/day/part-*.parquet',
      'data/one[1]/part-1.csv',
      'data/participants.csv',
      'data/train/**/*.parquet',
      'data/x/*.csv.gz',
      'data/y-1.csv',
      'data/y-2.csv',
      'part-1.csv',
      'part-2.csv',
    ])
    expect(joinParts(['a*/k=1/x.csv'])).toEqual(['a[*]/**/*.csv'])
    const { train, test } = chooseData(['data/train/**/*.parquet', 'data/test.csv.gz'])
    expect([train?.value, test?.value]).toEqual(['data/train/**/*.parquet', 'data/test.csv.gz'])
  })

  test('no file is both', () => {
    const { train, test } = chooseData(['test/train.csv'])
    expect([train?.value, test?.value]).toEqual(['test/train.csv', undefined])
  })
})

describe('the label', () => {
  const rows = file(column('a'), column('species'), column('b'))

  test('is found by a usual name', () => {
    expect(chooseLabel(rows, [])).toMatchObject({ value: 'species', sure: true })
  })

  test.each(['y = rows["a"]', "target = 'a'", 'x = rows.drop(columns=["a"])', "y = frame.pop('a')"])(
    'is what the training script takes for the answer: %s',
    (line) => {
      expect(chooseLabel(rows, [line])).toMatchObject({ value: 'a', sure: true })
    },
  )

  test('is only guessed when it is the last column', () => {
    expect(chooseLabel(file(column('a'), column('b')), [])).toMatchObject({ value: 'b', sure: false })
  })

  test('is only guessed by a name that features have as often, unless it stands last', () => {
    expect(chooseLabel(file(column('price'), column('sales')), [])).toMatchObject({ value: 'price', sure: false })
    expect(chooseLabel(file(column('rooms'), column('price')), [])).toMatchObject({ value: 'price', sure: true })
  })

  test('is not found in a script that names several', () => {
    expect(chooseLabel(rows, ['y = rows["a"]', 'y = rows["b"]'])).toMatchObject({ value: 'species' })
  })
})

describe('the task', () => {
  test.each([
    [
      'text of a few values',
      column('y', {
        values: new Map([
          ['a', 50],
          ['b', 50],
        ]),
      }),
      'classification',
      true,
    ],
    ['0 and 1', column('y', { types: ['integer', 'number'], distinct: 2 }), 'classification', true],
    ['many whole numbers', column('y', { types: ['integer', 'number'], distinct: 80 }), 'regression', true],
    ['numbers with a fraction', column('y', { types: ['number'], distinct: 90 }), 'regression', true],
    [
      'a few whole numbers in few rows',
      column('y', { types: ['integer'], distinct: 9, present: 30 }),
      'classification',
      false,
    ],
    ['text that is always different', column('y', { distinct: 100 }), 'classification', false],
  ] as const)('of %s', (_, label, task, isSure) => {
    expect(chooseTask(label, 'train.csv')).toMatchObject({ value: task, sure: isSure })
  })
})

describe('the positive class', () => {
  const of = (...counts: [string, number][]) => choosePositive(column('y', { values: new Map(counts) }))

  test('is the one that is called so', () =>
    expect(of(['yes', 60], ['no', 40])).toMatchObject({ value: 'yes', sure: true }))
  test('is else the rarer one', () => expect(of(['cat', 60], ['dog', 40])).toMatchObject({ value: 'dog', sure: false }))
  test('need not be named of 0 and 1', () => expect(of(['0', 60], ['1', 40])).toBeUndefined())
  test('is a number where the label is one', () => {
    const label = column('y', {
      types: ['integer'],
      values: new Map([
        ['1', 60],
        ['2', 40],
      ]),
    })
    expect(choosePositive(label)?.value).toBe(2)
  })
})

test('the id is unique in every file, and called so', () => {
  const rows = file(column('x', { unique: true }), column('flight_id', { unique: true }))
  expect(chooseId([rows], 'y')).toMatchObject({ value: 'flight_id', sure: true })
  expect(chooseId([rows, file(column('x', { unique: true }), column('flight_id'))], 'y')).toMatchObject({
    value: 'x',
    sure: false,
  })
})

test('a column of patients is pointed at, and one that identifies rows is not', () => {
  expect(groupHint(file(column('patient_id', { distinct: 30 })), [])).toBe('patient_id')
  expect(groupHint(file(column('patient_id', { distinct: 100, unique: true })), [])).toBeUndefined()
})

describe('the features', () => {
  const rows = file(column('a'), column('b'), column('y'))
  test('are the list in the script', () => {
    expect(featuresInScripts(rows, 'y', ['features = [\n  "b",  # first\n  "a",\n]'])).toEqual(['b', 'a'])
  })
  test.each(['features = ["a", "z"]', 'features = ["a", "y"]', 'features = [c for c in x]', 'features = ["a", "a"]'])(
    'are not taken from %s',
    (line) => expect(featuresInScripts(rows, 'y', [line])).toBeUndefined(),
  )
})

describe('the built-in trainer learns from', () => {
  const numbers = column('x', { types: ['number'], distinct: 90 })

  test('all columns, where each says something of rows to come', () => {
    expect(builtinFeatures([file(numbers, column('kind'), column('y'))], ['y'])).toBeUndefined()
  })

  test('no times, no text with hardly a value twice, and no column that another file lacks', () => {
    const train = file(
      column('row_id', { unique: true, distinct: 100 }),
      column('when', { types: ['timestamp'], distinct: 100 }),
      column('note', { distinct: 60 }),
      numbers,
      column('kind'),
      column('only_here', { types: ['number'] }),
      column('y'),
    )
    const test = file(...train.columns.filter(({ name }) => name !== 'only_here'))
    expect(builtinFeatures([train, test], ['y', 'row_id', undefined])).toEqual({
      value: ['x', 'kind'],
      sure: true,
      because: 'without "when", "note", "only_here": times, text with hardly a value twice, or not in every file',
    })
  })

  test('all columns, where else nothing would remain', () => {
    expect(builtinFeatures([file(column('when', { types: ['date'] }), column('y'))], ['y'])).toBeUndefined()
  })
})

describe('the forge', () => {
  test('is not told by files of two', () => {
    const texts = new Map([
      ['.github/workflows/ci.yml', ''],
      ['.gitlab-ci.yml', ''],
    ])
    expect(chooseForge(seen({ texts }), undefined)).toEqual({
      value: 'none',
      sure: false,
      because: '.github and .gitlab-ci.yml are both here',
    })
  })
})

describe('the training', () => {
  test('is read in the scripts of a stage of DVC, too', () => {
    const scripts = new Map([['src/train.py', 'features = ["a"]']])
    const training = {
      by: 'command',
      argv: ['dvc', 'repro', 'train'],
      inputs: ['src/train.py', 'params.yaml'],
    } as const
    expect(scriptsOf(training, seen({ scripts }))).toEqual(['features = ["a"]'])
  })

  test('is a script that is called so, in the environment that uv locked', () => {
    const files = seen({
      scripts: new Map([
        ['src/main.py', ''],
        ['train.py', ''],
      ]),
      texts: new Map([['uv.lock', '']]),
    })
    expect(chooseTraining(files, { training: undefined, notes: [] }, 'classification')).toMatchObject({
      value: { argv: ['uv', 'run', '--frozen', 'python', 'train.py'], inputs: ['train.py', 'uv.lock'] },
      sure: true,
    })
  })

  test('comes with mlgate where nothing trains, and is nobody’s where a model lies', () => {
    const none = { training: undefined, notes: [] }
    expect(chooseTraining(seen(), none, 'regression').value).toEqual({ by: 'builtin', algorithm: 'linear-regression' })
    expect(chooseTraining(seen({ onnx: ['m.onnx'] }), none, 'regression').value).toEqual({ by: 'nobody' })
  })

  test.each([
    ['open("out/m.onnx", "wb")', 'out/m.onnx'],
    ['os.path.join("models", "m.onnx")', 'models/m.onnx'],
    ['Path("models") / "m.onnx"', 'models/m.onnx'],
    ["onnx.save(model, './m.onnx')", 'm.onnx'],
    ['open("/etc/m.onnx")', 'out/model.onnx'],
    ['open("../m.onnx")', 'out/model.onnx'],
  ])('writes the model that its script names: %s', (script, path) => {
    const files = seen({ scripts: new Map([['train.py', script]]) })
    const training = { by: 'command', argv: ['python', 'train.py'], inputs: [] } as const
    expect(chooseCandidate(files, { training: undefined, notes: [] }, training).value).toEqual({ kind: 'onnx', path })
  })
})

describe('what other tools have', () => {
  const tools = (texts: Record<string, string>) => readTools(seen({ texts: new Map(Object.entries(texts)) }))

  test('a DVC stage trains, with what it reads and writes', () => {
    const dvc = `stages:
  prepare: {cmd: python prepare.py}
  train:
    cmd: python src/train.py --depth 3
    deps: [src/train.py, data/train.csv]
    outs: [models/m.onnx: {cache: false}]
    metrics: [metrics.json: {cache: false}]
`
    const { training, notes } = tools({ 'dvc.yaml': dvc })
    expect(training).toEqual({
      from: 'stage train of dvc.yaml',
      argv: ['python', 'src/train.py', '--depth', '3'],
      inputs: ['src/train.py', 'data/train.csv'],
      outputs: ['models/m.onnx'],
    })
    expect(notes.join()).toContain('metrics.json')
  })

  test('a stage that only a shell understands is run by dvc', () => {
    expect(tools({ 'dvc.yaml': 'stages: {train: {cmd: "python t.py > log && cat log"}}' }).training?.argv).toEqual([
      'dvc',
      'repro',
      'train',
    ])
  })

  test('an entry point of an MLflow project trains, with its defaults', () => {
    const project =
      'entry_points:\n  main:\n    parameters: {alpha: {type: float, default: 0.5}}\n    command: "python train.py {alpha}"\n'
    expect(tools({ MLproject: project }).training?.argv).toEqual(['python', 'train.py', '0.5'])
  })

  test('a workflow with CML is pointed out', () => {
    expect(tools({ '.github/workflows/cml.yml': 'run: cml comment create report.md' }).notes.join()).toContain('CML')
  })

  test('a file that is no YAML is passed over, and said so', () => {
    expect(tools({ 'dvc.yaml': 'stages: [' })).toMatchObject({
      training: undefined,
      notes: [expect.stringContaining('dvc.yaml')],
    })
  })
})

test.each([
  ['python train.py --out "a b" \'c d\'', ['python', 'train.py', '--out', 'a b', 'c d']],
  ['python train.py --x=1', ['python', 'train.py', '--x=1']],
  ['python train.py | tee log', undefined],
  ['X=1 python train.py', undefined],
  ['python "$HOME"/t.py', undefined],
  ['python `t`', undefined],
  ['echo "unfinished', undefined],
  ['', undefined],
])('the words of %s', (line, words) => expect(wordsOf(line)).toEqual(words))

test.each([
  ['git@github.com:me/x.git', [], 'github', true],
  ['https://token@gitlab.example.org:8443/me/x.git', [], 'gitlab', true],
  ['https://example.org/x.git', ['.gitlab-ci.yml'], 'gitlab', true],
  [undefined, ['.github/workflows/ci.yml'], 'github', true],
  [undefined, [], 'none', false],
] as const)('the forge of the remote %s with %j', (remote, texts, forge, isSure) => {
  const files = seen({ texts: new Map(texts.map((path) => [path, ''])) })
  expect(chooseForge(files, remote)).toMatchObject({ value: forge, sure: isSure })
})

test.each([
  ['My Model (v2)', 'my-model-v2'],
  ['--x', 'x'],
  ['.hidden', 'hidden'],
  ['模型', 'model'],
])('the folder %s names the model', (folder, name) => expect(modelName(folder)).toBe(name))
