import type { RescoreFiles } from '@mlgate/steps/replay'
import { Command } from 'commander'

/** Which verdict is to be recomputed, and whether by scoring again. */
export interface ReplayRequest {
  /** Id of a run, a folder, or an artifact as a zip file. */
  readonly what: string
  readonly model: string | undefined
  readonly repository: string | undefined
  readonly project: string
  /** What to score again; undefined without --rescore. */
  readonly rescore: RescoreFiles | undefined
}

/** Declares `mlgate replay`. */
export function replayCommand(accept: (request: ReplayRequest) => void): Command {
  return new Command('replay')
    .description(
      'Recompute a verdict of evaluate-gate from what it left, and say whether it is the same, byte for byte.',
    )
    .argument('<run>', "id of a run (GitHub) or pipeline (GitLab), the step's folder, or its artifact as a zip file")
    .option('--model <name>', 'the model, where the run judged several')
    .option('--repository <name>', 'repository of the run: owner/name or its address; found by git when not given')
    .option('--project <path>', 'project file, for its trusted_keys and the names of its models', 'mlgate.yml')
    .option('--rescore', 'score the model again as well; needs --candidate and --test')
    .option('--candidate <file>', 'the model that was judged')
    .option('--baseline <file>', 'the model that it was compared with')
    .option('--test <file>', 'the rows that it was judged on')
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate replay 123456789\n  mlgate replay .mlgate/flights/evaluate-gate\n  mlgate replay artifact.zip --rescore --candidate model.onnx --test test.csv\n\nExit codes: 0 the same, 1 not the same, 2 configuration, 3 infrastructure.',
    )
    .action((what: string, options: ReplayFlags, command: Command) => {
      const { model, repository, project } = options
      accept({ what, model, repository, project, rescore: rescoreOf(options, command) })
    })
}

interface ReplayFlags extends Omit<ReplayRequest, 'what' | 'rescore'> {
  readonly rescore?: boolean
  readonly candidate?: string
  readonly baseline?: string
  readonly test?: string
}

function rescoreOf({ rescore, candidate, baseline, test }: ReplayFlags, command: Command): RescoreFiles | undefined {
  if (rescore === true && candidate !== undefined && test !== undefined) return { candidate, baseline, test }
  if (rescore !== true && candidate === undefined && baseline === undefined && test === undefined) return undefined
  return command.error('error: --rescore, --candidate and --test belong together; --baseline may stand beside them.')
}
