import { isAbsolute, join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where downloaded packages stay: in the runner's tool cache, elsewhere in the user's cache folder as the operating
 * system has it. Relative values are passed over, as the XDG Base Directory Specification asks for: they would lead
 * into the repository under test. What lies there is trusted like everything in a tool cache.
 */
export function cacheFolder(env: Environment, os: string, home: string): string {
  const absolute = (name: string): string | undefined => {
    const value = env[name]
    return value !== undefined && isAbsolute(value) ? value : undefined
  }
  const userCache = (): string => {
    if (os === 'darwin') return join(home, 'Library', 'Caches')
    if (os === 'win32') return absolute('LOCALAPPDATA') ?? join(home, 'AppData', 'Local')
    return absolute('XDG_CACHE_HOME') ?? join(home, '.cache')
  }
  return join(absolute('RUNNER_TOOL_CACHE') ?? userCache(), 'mlgate', 'natives')
}
