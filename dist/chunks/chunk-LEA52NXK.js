import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  commonInputs,
  deployedByDefault,
  deploymentInputs,
  forgeInputs,
  signingInputs
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/deploy-model.ts
var inputs = {
  ...commonInputs,
  ...deploymentInputs,
  registered: {
    type: "string",
    description: "Registered version to deploy, by alias or number.",
    default: deployedByDefault,
    example: "3"
  },
  token: forgeInputs.token,
  ...signingInputs
};
var deployModel = {
  name: "deploy-model",
  summary: "Serve a registered version on this machine: evidence checked, smoke-tested on test rows, rolled back when it fails.",
  branding: { icon: "upload-cloud", color: "blue" },
  inputs,
  outputs: {
    url: { description: "Where the model answers." },
    version: { description: "Number of the version that serves now; empty when nothing does." },
    outcome: { description: "deployed, unchanged or rolled-back." }
  },
  permissions: [{ scope: "contents", access: "read", reason: "reads the policy at the tip of the default branch" }],
  comments: false,
  run: async (inputs2, deps) => (await import("./run-DX7XPO7L.js")).runDeployModel(inputs2, deps)
};

export {
  deployModel
};
