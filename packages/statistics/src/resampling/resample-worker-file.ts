/**
 * Where the module of the threads that resample is: beside this one as TypeScript, and in a bundle as `resample-worker.js`
 * beside the entries, one folder above the shared chunks.
 */
export function resampleWorkerFile(moduleUrl: string = import.meta.url): URL {
  if (moduleUrl.endsWith('.ts')) return new URL('./resample-worker.ts', moduleUrl)
  const inChunk = new URL('.', moduleUrl).pathname.endsWith('/chunks/')
  return new URL(inChunk ? '../resample-worker.js' : './resample-worker.js', moduleUrl)
}
