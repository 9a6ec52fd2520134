const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The address as it may be followed: https, or http to this machine, without credentials. Otherwise undefined. */
export function safeLink(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined
  const url = new URL(href)
  if (url.username !== '' || url.password !== '') return undefined
  if (url.protocol === 'https:') return url.href
  return url.protocol === 'http:' && loopback.test(url.hostname) ? url.href : undefined
}
