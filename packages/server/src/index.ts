export * from './serving-manifest.ts'
export { type RunningServer, type ServerLimits, type ServerOptions, startServer } from './start-server.ts'
