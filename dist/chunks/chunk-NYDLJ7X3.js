import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  commonInputs,
  forgeInputs,
  signingInputs
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/register-model.ts
var inputs = {
  ...commonInputs,
  alias: {
    type: "string",
    description: "Pointer to move to the registered version, such as production; without it none is moved.",
    example: "production"
  },
  "verdict-artifact-id": {
    type: "string",
    description: "Output artifact-id of evaluate-gate; without it the verdict is the one that lies in .mlgate here.",
    example: "${{ needs.gate.outputs.artifact-id }}"
  },
  "verdict-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of evaluate-gate.",
    example: "${{ needs.gate.outputs.artifact-digest }}"
  },
  "training-artifact-id": {
    type: "string",
    description: "Output artifact-id of train-model; without it the model is the one that lies in .mlgate here.",
    example: "${{ needs.train.outputs.artifact-id }}"
  },
  "training-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of train-model.",
    example: "${{ needs.train.outputs.artifact-digest }}"
  },
  "validation-artifact-id": {
    type: "string",
    description: "Output artifact-id of validate-data; without it the record is the one that lies in .mlgate here, if any.",
    example: "${{ needs.validate.outputs.artifact-id }}"
  },
  "validation-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of validate-data.",
    example: "${{ needs.validate.outputs.artifact-digest }}"
  },
  token: forgeInputs.token,
  ...signingInputs
};
var registerModel = {
  name: "register-model",
  summary: "Keep a model as an immutable version, only when a passing verdict for exactly those bytes is proven.",
  branding: { icon: "archive", color: "blue" },
  inputs,
  outputs: {
    version: { description: "Number of the registered version." },
    digest: { description: "Digest of the registered model (sha256:…)." },
    created: {
      description: "true when the version is new, false when these bytes with this verdict were there already."
    }
  },
  permissions: [{ scope: "contents", access: "read", reason: "reads the policy at the tip of the default branch" }],
  comments: false,
  run: async (inputs2, deps) => (await import("./run-3VWECRBA.js")).runRegisterModel(inputs2, deps)
};

export {
  registerModel
};
