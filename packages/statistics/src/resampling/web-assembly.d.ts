/** What of WebAssembly is used here; Node's types leave it out. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string
  }
  var Module: new (code: Uint8Array) => Module

  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>
  }
  var Instance: new (module: Module) => Instance

  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
}
