import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { outputOf } from './run-program.ts'

/** Settings of this one repository: nobody's configuration counts. */
const settings = ['user.name=test', 'user.email=test@mlgate.invalid', 'commit.gpgsign=false', 'core.autocrlf=false']

/** The example project as a git repository with its data, on `main`. */
export class FlightsRepository {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /** Copies `project` to `folder` and commits it. */
  static async make(project: string, folder: string): Promise<FlightsRepository> {
    await cp(project, folder, { recursive: true })
    const repository = new FlightsRepository(folder)
    await repository.git('init', '--quiet', '--initial-branch=main')
    await repository.commit('The project')
    return repository
  }

  /** Goes to a branch; one that is not there begins at `from`. */
  async switchTo(branch: string, from?: string): Promise<void> {
    await this.git('switch', '--quiet', ...(from === undefined ? [branch] : ['--create', branch, from]))
  }

  /** Replaces a text, which must be there, in a file. */
  async replace(path: string, before: string, after: string): Promise<void> {
    const file = join(this.folder, path)
    const text = await readFile(file, 'utf8')
    await writeFile(file, replaced(text, before, after))
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }

  async append(path: string, text: string): Promise<void> {
    await appendFile(join(this.folder, path), text)
  }

  /** Commits everything; returns the commit. */
  async commit(message: string): Promise<string> {
    await this.git('add', '--all')
    await this.git('commit', '--quiet', '--message', message)
    return this.head()
  }

  async head(): Promise<string> {
    return this.git('rev-parse', 'HEAD')
  }

  async branch(): Promise<string> {
    return this.git('branch', '--show-current')
  }

  /** Runs git here; returns what it printed. */
  async git(...args: string[]): Promise<string> {
    const given = settings.flatMap((setting) => ['-c', setting])
    return (await outputOf(['git', ...given, ...args], { cwd: this.folder })).trim()
  }
}

/** A text with every `before` replaced. Throws when there is none: the test would test something else. */
export function replaced(text: string, before: string, after: string): string {
  if (!text.includes(before)) throw new Error(`There is no ${JSON.stringify(before)} in it.`)
  return text.replaceAll(before, after)
}
