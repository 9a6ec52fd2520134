import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/contracts/src/import/import-formats.ts
var importFormats = ["great-expectations", "frictionless", "deequ", "tfdv", "json-schema"];

export {
  importFormats
};
