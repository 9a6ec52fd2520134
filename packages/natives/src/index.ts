export { cacheFolder } from './cache-folder.ts'
export * from './load-native.ts'
export * from './native-modules.ts'
