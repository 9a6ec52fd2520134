import { checkDocument, parseDocument } from '@mlgate/documents'
import { CsvReading } from '@mlgate/tables'

/**
 * How CSV files are written, as a flag says it: `data.reading` of the project file in one line of YAML.
 *
 * @throws ConfigurationError as the project file's reader does
 */
export function parseReading(text: string): CsvReading {
  return checkDocument(parseDocument(text, '--reading'), CsvReading)
}
