/**
 * A service message: a line that TeamCity obeys. Values are escaped as it decodes them
 * (https://www.jetbrains.com/help/teamcity/service-messages.html#Escaped+Values); whatever is not ASCII, too, since the
 * log's encoding is the server's choice.
 */
export function teamcityMessage(name: string, properties: Readonly<Record<string, string>>): string {
  const list = Object.entries(properties).map(([key, value]) => ` ${key}='${escaped(value)}'`)
  return `##teamcity[${name}${list.join('')}]\n`
}

const named: Readonly<Record<string, string>> = { '\n': '|n', '\r': '|r' }

function escaped(value: string): string {
  return value
    .replace(/['|[\]\n\r]/g, (character) => named[character] ?? `|${character}`)
    .replace(/[^\x20-\x7e]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
