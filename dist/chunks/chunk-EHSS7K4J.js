import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError,
  parseDigest
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/artifact-input.ts
function artifactInput(name, id, digest) {
  if (id === void 0 && digest === void 0) return void 0;
  if (id === void 0 || digest === void 0) {
    const [given, missing] = id === void 0 ? ["digest", "id"] : ["id", "digest"];
    throw new ConfigurationError(
      `Input ${name}-artifact-${given} is given without ${name}-artifact-${missing}: pass both outputs of the earlier step.`
    );
  }
  return { id, digest: parseDigest(digest, `Input ${name}-artifact-digest`) };
}

export {
  artifactInput
};
