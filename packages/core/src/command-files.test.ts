import { expect, it } from 'vitest'
import { commandFiles } from './command-files.ts'

it.each([
  [['./bin/profit', 'x'], ['./bin/profit']],
  [['python', '/opt/profit.py'], []],
  [['python', '-c', 'print(1)'], []],
  [['python', '--config=a.json', 'https://host/a.py', 'C:\\a.py', '~/a.py', '1.5'], []],
])('%j has the files %j', (command, expected) => {
  expect(commandFiles(command).map(({ path }) => path)).toEqual(expected)
})
