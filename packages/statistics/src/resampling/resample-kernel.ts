import { kernelCode } from './resample-kernel-code.ts'

/** So many resamples are worked out at once. */
export const lanes = 8

/** The functions of kernel/resample-kernel.as, which says what they do; all numbers are addresses and lengths. */
interface KernelFunctions {
  readonly drawPoisson: (
    rows: number,
    state: number,
    boundaries: number,
    counts: number,
    open: number,
    sums: number,
    seen: number,
  ) => number
  readonly addValues: (units: number, counts: number, values: number, evenSums: number, oddSums: number) => void
  readonly countCells: (
    units: number,
    counts: number,
    cellOfUnit: number,
    cells: number,
    blockSums: number,
    sums: number,
  ) => void
  readonly walkRanking: (rows: number, steps: number, counts: number, walk: number) => void
  readonly countTies: (rows: number, steps: number, counts: number, pairs: number) => void
}

/** The kernel with memory of its own. */
export interface Kernel extends KernelFunctions {
  readonly memory: WebAssembly.Memory
  /** The address of so many bytes, all zero, that nobody else gets. Views of the memory do not outlive it. */
  readonly take: (bytes: number) => number
}

/** What is asked for does not fit into the kernel's memory, or not into the machine's. */
export class KernelFull extends Error {
  override readonly name = 'KernelFull'
}

const pageBytes = 65536
/** Addresses have 32 bits. */
const mostBytes = 2 ** 32 - pageBytes

export function openKernel(): Kernel {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelCode, 'base64'))
  const { exports } = new WebAssembly.Instance(compiled)
  const { memory, ...functions } = exports as unknown as KernelFunctions & { readonly memory: WebAssembly.Memory }
  let taken = 0
  const take = (bytes: number): number => {
    const address = taken
    taken += Math.ceil(bytes / 16) * 16
    const missing = taken - memory.buffer.byteLength
    if (missing > 0) grow(memory, taken, missing)
    return address
  }
  return { ...functions, memory, take }
}

let compiled: WebAssembly.Module | undefined

function grow(memory: WebAssembly.Memory, needed: number, missing: number): void {
  if (needed > mostBytes) throw new KernelFull(`${needed} bytes are more than 32 bits address.`)
  try {
    memory.grow(Math.ceil(missing / pageBytes))
  } catch (cause) {
    if (cause instanceof RangeError) throw new KernelFull(`the machine does not give ${needed} bytes.`, { cause })
    throw cause
  }
}
