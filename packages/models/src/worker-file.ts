/**
 * Where the scoring worker's module is: beside this one as TypeScript, and in a bundle as `score-worker.js` beside the
 * entries, one folder above the shared chunks.
 */
export function workerFile(moduleUrl: string = import.meta.url): URL {
  if (moduleUrl.endsWith('.ts')) return new URL('./score-worker.ts', moduleUrl)
  const inChunk = new URL('.', moduleUrl).pathname.endsWith('/chunks/')
  return new URL(inChunk ? '../score-worker.js' : './score-worker.js', moduleUrl)
}
