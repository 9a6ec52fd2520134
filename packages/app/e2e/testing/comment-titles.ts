/** Titles of a comment's sections in their order: a pass has its in its first line, the others as headings. */
export function commentTitles(comment = ''): readonly string[] {
  return [...comment.matchAll(/^(?:### (.+)|> \*\*(.+?)\.\*\*.*)$/gm)].map(([, heading, line]) => heading ?? line ?? '')
}

/** A comment's sections by the keys that their marks have, in their order. */
export function sectionsOf(comment = ''): ReadonlyMap<string, string> {
  const parts = comment.split('<!-- mlgate:begin ').slice(1)
  return new Map(parts.map((part) => [/^\S+/.exec(part)?.[0] ?? '', part]))
}
