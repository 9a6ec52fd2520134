const unseen = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** A character as JSON escapes: the same string to a parser, but nothing hidden or reordered in a log. */
function escapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}

/** A value as indented JSON that is also safe to print in a log: no hidden characters, no workflow command. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  return `${text.replace(unseen, escapes).replace(/##(?=\[|vso\[|teamcity\[)/gi, '#\\u0023')}\n`
}
