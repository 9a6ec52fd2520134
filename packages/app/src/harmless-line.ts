/** Control characters and format characters: the latter hide text or turn it around (zero width, bidi marks). */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** `##` before a bracket, with or without a name between. */
export const commandStart = /##(?=\w*\[)/g

/**
 * One line that may be printed in a CI log whatever it holds: no control character but tab reaches the terminal, and no
 * command of a CI system can begin in it (GitHub takes `::name` at the start of a line and `##[name]` anywhere; Azure
 * Pipelines `##vso[` anywhere, TeamCity `##teamcity[`; GitLab's section markers need an escape character).
 */
export function harmlessLine(text: string): string {
  return text
    .replace(invisible, (character) => (character === '\t' ? character : codePointName(character)))
    .replace(/^(\s*)::/, '$1: :')
    .replace(commandStart, '# #')
}

function codePointName(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
}
