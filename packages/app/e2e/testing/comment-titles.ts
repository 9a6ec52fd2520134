/** Titles of a comment's sections in their order: a pass has its in its first line, the others as headings. */
export function commentTitles(comment = ''): readonly string[] {
  return [...comment.matchAll(/^(?:### (.+)|> \*\*(.+?)\.\*\*.*)$/gm)].map(([, heading, line]) => heading ?? line ?? '')
}
