import type { HostDependencies } from './host-dependencies.ts'

/** An input from the map that was handed in; undefined when it is not there. */
export function explicitInput(inputs: HostDependencies['inputs'], name: string): string | undefined {
  return inputs !== undefined && Object.hasOwn(inputs, name) ? inputs[name] : undefined
}
