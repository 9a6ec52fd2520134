/**
 * The packages of the web server, for lazy loading: import this module, not the packages. They are CommonJS, and in the
 * bundle an `import()` of theirs has no named exports; imported statically here they have.
 */
export { fastify } from 'fastify'
export { Counter, Gauge, Histogram, Registry } from 'prom-client'
