import packageJson from '../package.json' with { type: 'json' }

/** The version of mlgate that runs. */
export const version: string = packageJson.version
