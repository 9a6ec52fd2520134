import { steps } from '@mlgate/steps'
import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'

function parse(...args: string[]) {
  let out = ''
  let err = ''
  const parsed = parseCommandLine(args, '1.2.3', {
    out: (text) => (out += text),
    err: (text) => (err += text),
    columns: 100,
  })
  return { parsed, out, err }
}

describe('the command line', () => {
  it('makes key pairs, and verifies evidence', () => {
    expect(parse('keygen', '--out', 'k.pem').parsed).toEqual({ keyFile: 'k.pem' })
    expect(parse('verify', '--registered', 'production').parsed).toMatchObject({
      invocation: { step: { name: 'verify' }, inputs: { registered: 'production' } },
    })
  })

  it('passes on what was given, by the names of the inputs, and nothing else', () => {
    const { parsed } = parse('evaluate-gate', '--model', 'm', '--training-artifact-id', '7', '--host', 'generic')
    expect(parsed).toMatchObject({
      invocation: {
        step: { name: 'evaluate-gate' },
        inputs: { model: 'm', 'training-artifact-id': '7' },
        host: 'generic',
        format: 'text',
      },
    })
  })

  it.each(steps.map((step) => step.name))('explains every input of %s with an example', (name) => {
    const { parsed, out } = parse(name, '--help')
    const step = steps.find((candidate) => candidate.name === name)
    expect(parsed).toEqual({ exitCode: 0 })
    for (const [input, declaration] of Object.entries(step?.inputs ?? {})) {
      const flag = declaration.type === 'secret' ? declaration.variable : `--${input} `
      expect(out.slice(out.indexOf('Examples:'))).toContain(flag)
    }
  })

  it('shows an artifact by id and digest in one example, and both forges’ tokens', () => {
    const { out } = parse('evaluate-gate', '--help')
    const examples = out.slice(out.indexOf('Examples:')).split('\n')
    expect(examples).toContain('  mlgate evaluate-gate --training-artifact-id <id> --training-artifact-digest sha256:…')
    expect(examples).toContain('  GITHUB_TOKEN=… mlgate evaluate-gate')
    expect(examples).toContain('  GITLAB_TOKEN=… mlgate evaluate-gate')
    expect(examples.filter((line) => line.includes('--training-artifact-digest'))).toHaveLength(1)
  })

  it('has no flag for a secret, since arguments are visible to everybody on the machine', () => {
    expect(parse('evaluate-gate', '--token', 'x')).toMatchObject({ parsed: { exitCode: 2 } })
  })

  it.each([
    [['evaluate-gte'], 'Did you mean evaluate-gate?'],
    [['evaluate-gate', '--modle', 'x'], 'Did you mean --model?'],
    [['evaluate-gate', '--comment', 'maybe'], 'Allowed choices are auto, section, off.'],
    [['evaluate-gate', 'surplus'], 'too many arguments'],
  ])('answers %j with what would have been right, and exit code 2', (args, hint) => {
    const { parsed, err } = parse(...args)
    expect(parsed).toEqual({ exitCode: 2 })
    expect(err).toContain(hint)
  })

  it('prints the version', () => expect(parse('--version')).toMatchObject({ parsed: { exitCode: 0 }, out: '1.2.3\n' }))

  it('lists the steps when nothing is asked', () => {
    const { out } = parse()
    for (const step of steps) expect(out).toContain(step.name)
  })
})
