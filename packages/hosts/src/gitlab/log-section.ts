/**
 * A collapsible section of GitLab's job log. The name takes letters, digits, dots, dashes and underscores; the title
 * loses control characters, so that nothing in it can end the section or colour the log.
 */
export function sectionStart(name: string, title: string, at: Date): string {
  const plain = title.replace(/[\p{Cc}]+/gu, ' ')
  return `\u001b[0Ksection_start:${seconds(at)}:${name}[collapsed=true]\r\u001b[0K${plain}\n`
}

export function sectionEnd(name: string, at: Date): string {
  return `\u001b[0Ksection_end:${seconds(at)}:${name}\r\u001b[0K\n`
}

/** A name that no other section of this job has. */
export function sectionName(title: string, number: number): string {
  const safe = title
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '_')
    .slice(0, 60)
  return `mlgate_${number}_${safe}`
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
