import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  commonInputs
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/train-model.ts
var inputs = {
  ...commonInputs,
  "validation-artifact-id": {
    type: "string",
    description: "Output artifact-id of validate-data: training then refuses data that did not pass.",
    example: "${{ needs.validate.outputs.artifact-id }}"
  },
  "validation-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of validate-data.",
    example: "${{ needs.validate.outputs.artifact-digest }}"
  }
};
var trainModel = {
  name: "train-model",
  summary: "Run a training command or the built-in trainer, and record how the model came to be.",
  branding: { icon: "cpu", color: "blue" },
  inputs,
  outputs: {
    "model-path": { description: "Path of the trained model." },
    "model-digest": { description: "Digest of the trained model (sha256:…)." }
  },
  permissions: [],
  comments: false,
  run: async (inputs2, deps) => (await import("./run-YULA73X5.js")).runTrainModel(inputs2, deps)
};

export {
  trainModel
};
