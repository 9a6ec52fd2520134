import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a path of a made-up repository holds. */
export type MadeFile = string | Uint8Array | { readonly symlink: string } | { readonly submodule: string }

export interface GitTreeEntry {
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly path: string
}

/** A real git directory, read (and, when made here, written) by git itself. */
export class GitRepository {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  /** An empty bare repository in a temporary folder; the caller removes it. */
  static async make(): Promise<GitRepository> {
    const directory = await mkdtemp(join(tmpdir(), 'mlgate-git-'))
    await run('git', ['init', '--quiet', '--bare', directory])
    return new GitRepository(directory)
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true })
  }

  /** Makes a commit of exactly these files the branch's tip, and returns it. A new branch begins at `from`, if given. */
  async commitFiles(branch: string, files: Readonly<Record<string, MadeFile>>, from?: string): Promise<string> {
    const parent = (await this.tip(branch)) ?? from
    const parts: Uint8Array[] = [
      Buffer.from(`commit refs/heads/${branch}\ncommitter test <test@example.com> 0 +0000\n`),
    ]
    parts.push(data('made for a test'))
    if (parent !== undefined) parts.push(Buffer.from(`from ${parent}\ndeleteall\n`))
    for (const [path, file] of Object.entries(files)) {
      if (typeof file === 'object' && 'submodule' in file) {
        parts.push(Buffer.from(`M 160000 ${file.submodule} ${path}\n`))
        continue
      }
      const link = typeof file === 'object' && 'symlink' in file
      parts.push(Buffer.from(`M ${link ? '120000' : '100644'} inline ${path}\n`), data(link ? file.symlink : file))
    }
    await this.#fastImport(Buffer.concat(parts))
    const tip = await this.tip(branch)
    if (tip === undefined) throw new Error(`git made no commit on ${branch}`)
    return tip
  }

  async tip(branch: string): Promise<string | undefined> {
    return this.#line('rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}^{commit}`)
  }

  /** The best common ancestor of two commits; undefined when there is none, or no such commit. */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.#line('merge-base', '--end-of-options', one, other)
  }

  /** How many commits lead to one and not to the other. */
  async countCommits(without: string, to: string): Promise<number> {
    return Number(await this.#line('rev-list', '--count', '--end-of-options', `${without}..${to}`))
  }

  async treeOf(commit: string): Promise<string | undefined> {
    return this.#line('rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`)
  }

  async entries(tree: string): Promise<readonly GitTreeEntry[] | undefined> {
    const listed = await this.#git('ls-tree', '-z', tree).catch(() => undefined)
    return listed
      ?.toString('utf8')
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [head = '', path = ''] = line.split('\t', 2)
        const [mode = '', type = '', sha = ''] = head.split(' ')
        return { mode, type, sha, path }
      })
  }

  async blob(sha: string): Promise<Uint8Array | undefined> {
    return this.#git('cat-file', 'blob', sha).catch(() => undefined)
  }

  async #line(...argv: readonly string[]): Promise<string | undefined> {
    return this.#git(...argv).then(
      (output) => output.toString('utf8').trim() || undefined,
      () => undefined,
    )
  }

  async #git(...argv: readonly string[]): Promise<Buffer> {
    const options = { encoding: 'buffer', maxBuffer: 200_000_000 } as const
    return (await run('git', ['-C', this.directory, ...argv], options)).stdout
  }

  async #fastImport(stream: Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const child = spawn('git', ['-C', this.directory, 'fast-import', '--quiet', '--force'], {
        stdio: ['pipe', 'ignore', 'inherit'],
      })
      child.once('error', reject)
      child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import ended with ${code}`))))
      child.stdin.end(stream)
    })
  }
}

function data(content: string | Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`data ${Buffer.byteLength(content)}\n`), Buffer.from(content), Buffer.from('\n')])
}
