import { arch, platform } from 'node:os'
import { ConfigurationError, type Digest, digestOfBytes, type Exec } from '@mlgate/core'
import { inheritedVariables } from './command-environment.ts'
import type { TrainingPlan } from './train-section.ts'
import { refuseBesideCredentials } from './user-code-guard.ts'

/** What training ran on. */
export interface RuntimeEnvironment {
  /** `linux x64` … */
  readonly platform: string
  /** Version of Node.js, which ran mlgate and its built-in trainer. */
  readonly node: string
  /** What `python --version` says; undefined when the command is not Python. */
  readonly python: string | undefined
  /** Digest of what `pip freeze` prints: equal digests are equal packages. Undefined without Python or pip. */
  readonly packages: Digest | undefined
}

const pythonProgram = /(?:^|[\\/])(?:python|pypy)\d*(?:\.\d+)*(?:\.exe)?$/i

/**
 * Describes what training runs on. Starts the Python that the command names, which may lie in the repository: it is
 * user code already, so this throws ConfigurationError beside credentials (see `refuseBesideCredentials`). Where Python
 * does not answer, that is left out.
 */
export async function runtimeEnvironment(
  plan: TrainingPlan,
  projectDirectory: string,
  exec: Exec,
  credentialVariables: readonly string[],
): Promise<RuntimeEnvironment> {
  const base = { platform: `${platform()} ${arch()}`, node: process.version }
  const program = plan.kind === 'command' ? plan.argv[0] : undefined
  if (program === undefined || !pythonProgram.test(program)) {
    return { ...base, python: undefined, packages: undefined }
  }
  refuseBesideCredentials(credentialVariables)
  const ask = async (...args: string[]): Promise<string | undefined> => {
    try {
      const result = await exec({
        argv: [program, ...args],
        cwd: projectDirectory,
        env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONDONTWRITEBYTECODE: '1' },
        inherit: inheritedVariables,
        timeoutSeconds: 60,
      })
      return result.exitCode === 0 ? result.stdout : undefined
    } catch (error) {
      if (error instanceof ConfigurationError) return undefined
      throw error
    }
  }
  const version = await ask('--version')
  const freeze = await ask('-m', 'pip', 'freeze')
  return {
    ...base,
    python: version?.trim().slice(0, 100),
    packages: freeze === undefined ? undefined : digestOfBytes(freeze),
  }
}
