import type { CommandTraining } from './train-section.ts'

/**
 * Variables of the job that a training command takes over where they are set: what programs need to be found and to
 * run. Everything else, tokens above all, stays out; settings belong into train.parameters.
 */
export const inheritedVariables: readonly string[] = [
  'PATH',
  'HOME',
  'USER',
  'SHELL',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'XDG_CACHE_HOME',
  // Windows programs do not start without these.
  'SYSTEMROOT',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  // Python environments: venv, uv, conda, mamba, pyenv, and setup-python's libraries.
  'VIRTUAL_ENV',
  'UV_PROJECT_ENVIRONMENT',
  'CONDA_PREFIX',
  'CONDA_DEFAULT_ENV',
  'MAMBA_ROOT_PREFIX',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'PYTHONPATH',
  'PYTHONHASHSEED',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  // R and Julia.
  'R_HOME',
  'R_LIBS_USER',
  'JULIA_DEPOT_PATH',
  // Accelerators and threads.
  'CUDA_HOME',
  'CUDA_VISIBLE_DEVICES',
  'NVIDIA_VISIBLE_DEVICES',
  'OMP_NUM_THREADS',
  'MKL_NUM_THREADS',
  'OPENBLAS_NUM_THREADS',
]

/** Files that a training command is told of; absolute paths. The test data is the gate's alone and not among them. */
export interface CommandFiles {
  /** JSON file with train.parameters. */
  readonly parameters: string
  /** Folder for what the command wants kept: metrics.json above all. */
  readonly outputDirectory: string
  readonly trainData: string | undefined
  readonly validationData: string | undefined
}

/** The variables that tell a training command what it is asked for. */
export function commandVariables(training: CommandTraining, files: CommandFiles): Readonly<Record<string, string>> {
  return {
    // Without it Python holds its lines back and the log of a killed run is empty.
    PYTHONUNBUFFERED: '1',
    MLGATE_PARAMETERS: files.parameters,
    MLGATE_SEED: String(training.seed),
    MLGATE_OUTPUT_DIR: files.outputDirectory,
    ...(files.trainData === undefined ? {} : { MLGATE_TRAIN_DATA: files.trainData }),
    ...(files.validationData === undefined ? {} : { MLGATE_VALIDATION_DATA: files.validationData }),
  }
}
