import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  resolvePolicyPath
} from "./chunk-PJ4TODX5.js";
import {
  openDirectoryRegistry
} from "./chunk-6LE4J7OX.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

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
