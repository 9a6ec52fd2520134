import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  resolvePolicyPath
} from "./chunk-HLEYZ2PQ.js";
import {
  openDirectoryRegistry
} from "./chunk-PD2O4Y5A.js";
import {
  ConfigurationError
} from "./chunk-ET3OWGEZ.js";

// packages/steps/src/open-registry.ts
async function openRegistry(policy, deps) {
  const { registry } = policy.body;
  if (registry === void 0) {
    throw new ConfigurationError(`${policy.origin}: registry is missing. Say where models that passed are kept.`);
  }
  const path = await resolvePolicyPath(registry.path, "registry.path", "write", policy, deps);
  return openDirectoryRegistry(path, { create: registry.create ?? true });
}

export {
  openRegistry
};
