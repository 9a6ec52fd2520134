import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  resolveDataPath
} from "./chunk-MLUJHZDT.js";

// packages/steps/src/policy-path.ts
function resolvePolicyPath(path, what, use, policy, { folder }) {
  return resolveDataPath({
    path,
    what,
    projectFolder: folder.directory,
    repository: folder.repositoryRoot,
    roots: policy.roots,
    use
  });
}

export {
  resolvePolicyPath
};
