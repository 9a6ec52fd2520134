import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  resolveDataFile,
  resolveDataPath
} from "./chunk-6LE4J7OX.js";

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
function resolvePolicyFile(path, what, policy, { folder }) {
  return resolveDataFile({
    path,
    what,
    projectFolder: folder.directory,
    repository: folder.repositoryRoot,
    roots: policy.roots
  });
}

export {
  resolvePolicyPath,
  resolvePolicyFile
};
