import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, digestOfBytes } from '@mlgate/core'
import type { EvidenceFacts, EvidenceRecord, Registration } from '../registry.ts'

export const judgedAt = new Date('2026-01-02T03:04:05.678Z')
export const accepting = async (): Promise<EvidenceFacts> => ({ createdAt: judgedAt, commit: 'abc' })

export function verdictRecord(text: string): EvidenceRecord {
  return { role: 'verdict', name: 'record.sigstore.json', bytes: Buffer.from(text) }
}

/** Writes a model's files into a folder and says how they would be registered. */
export async function registrationOf(
  folder: string,
  files: Readonly<Record<string, string>>,
  verdict: string,
): Promise<Registration> {
  const named: { name: string; digest: Digest; path: string }[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    named.push({ name, digest: digestOfBytes(content), path })
  }
  return { model: 'flights', files: named, records: [verdictRecord(verdict)] }
}
