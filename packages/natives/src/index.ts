export * from './load-native.ts'
export * from './native-modules.ts'
