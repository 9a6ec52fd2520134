import { type Asker, settle } from './asker.ts'
import { chooseForge, type Forge } from './forge.ts'
import { githubCommentWorkflowPath } from './github-comment-workflow.ts'
import type { SeenFiles } from './look-at-files.ts'
import type { Answers, Surroundings } from './surroundings.ts'

/** Where the steps run. */
export async function decideForge(
  { seen, remote, isRoot }: Surroundings,
  answers: Answers,
  asker: Asker | undefined,
  notes: string[],
): Promise<Forge> {
  const forges = ['github', 'gitlab', 'none'] as const
  if (!isRoot && answers.forge === undefined) {
    notes.push(
      'No workflow is written: forges look for it at the root of the repository, and this is a folder below it.',
    )
    return 'none'
  }
  const proposed = chooseForge(seen, remote)
  if (answers.forge === undefined && asker === undefined && !proposed.sure) {
    notes.push(
      `No workflow is written, since no forge was recognised (${proposed.because}): --forge github or --forge gitlab writes it.`,
    )
    return 'none'
  }
  const { value } = await settle(
    {
      flag: 'forge',
      question: 'Where do the steps run?',
      given: answers.forge,
      proposed,
      check: (answer) => (forges.some((forge) => forge === answer) ? undefined : `is none of ${forges.join(', ')}.`),
      options: [
        { value: 'github', hint: 'GitHub Actions' },
        { value: 'gitlab', hint: 'GitLab CI/CD' },
        { value: 'none', hint: 'no workflow is written' },
      ],
    },
    asker,
  )
  return forges.find((forge) => forge === value) ?? 'none'
}

/**
 * Whether GitHub gets the second workflow. It may write in the name of the repository, so nobody gets it unasked; where
 * it is there, it stays as it is.
 */
export async function decideForks(
  forge: Forge,
  seen: SeenFiles,
  { forks }: Answers,
  asker: Asker | undefined,
  notes: string[],
): Promise<boolean> {
  if (forge !== 'github') return false
  if (forks === true) return true
  if (seen.texts.has(githubCommentWorkflowPath)) return false
  if (asker !== undefined) {
    return asker.confirm({
      text: 'May there be pull requests from forks, as in a public repository? A second workflow then writes their comment.',
      initial: false,
    })
  }
  notes.push(`Pull requests from forks are judged, and get no comment: --forks writes ${githubCommentWorkflowPath}.`)
  return false
}
