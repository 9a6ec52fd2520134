import { type DataSection, readCsvBeginning } from '@mlgate/tables'

/**
 * Looks at the beginning of a file of the project's data. Files other than CSV are not looked at.
 *
 * @param path as the project file names it
 * @throws ConfigurationError when it is not written as `data.reading` says
 */
export async function checkDataBeginning(real: string, path: string, { reading }: DataSection): Promise<void> {
  await readCsvBeginning(real, path, reading)
}
