import { createRequire } from 'node:module'
import { ConfigurationError } from '@mlgate/core'
import type { NativeModules, NativeName } from './native-modules.ts'

/**
 * Loads a package with machine code. The bundles leave these packages out, so this module alone decides where they
 * come from: never from the repository under test, whose files anyone may have written.
 */
export async function loadNative<N extends NativeName>(name: N): Promise<NativeModules[N]> {
  const requireHere = createRequire(import.meta.url)
  try {
    const loaded: NativeModules[N] = requireHere(name)
    return loaded
  } catch (cause) {
    throw new ConfigurationError(`${name} cannot be loaded. Run: npm install ${name}`, { cause })
  }
}
