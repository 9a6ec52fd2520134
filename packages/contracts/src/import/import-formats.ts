/** What can be imported, by the names that `--from` takes; a file is of the first that recognises it. */
export const importFormats = ['great-expectations', 'frictionless', 'deequ', 'tfdv', 'json-schema'] as const

export type ImportFormat = (typeof importFormats)[number]
