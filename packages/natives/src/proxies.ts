import http from 'node:http'
import type { Environment } from './cache-folder.ts'

/**
 * Makes `fetch` go through the proxies that `http_proxy`, `https_proxy` and `no_proxy` name, as npm does, until the
 * returned function is called. Node's fetch passes them over unless told so. Before Node 24.14 there is no such switch;
 * there the user sets `NODE_USE_ENV_PROXY=1`.
 */
export function useProxies(env: Environment): () => void {
  const proxied = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => env[name])
  if (!proxied || typeof http.setGlobalProxyFromEnv !== 'function') return () => {}
  return http.setGlobalProxyFromEnv(env)
}
