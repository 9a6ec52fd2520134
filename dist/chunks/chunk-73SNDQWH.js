import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/steps/src/artifact-name.ts
function artifactName(modelName, step) {
  return `mlgate-${modelName}-${step}`;
}

export {
  artifactName
};
