import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/evaluate-gate.ts
var inputs = {
  ...commonInputs,
  "training-artifact-id": {
    type: "string",
    description: "Output artifact-id of train-model; without it the candidate is the file that mlgate.yml names.",
    example: "${{ needs.train.outputs.artifact-id }}"
  },
  "training-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of train-model.",
    example: "${{ needs.train.outputs.artifact-digest }}"
  },
  "endpoint-token": {
    type: "secret",
    variable: "MLGATE_ENDPOINT_TOKEN",
    description: "Token for candidate.endpoint, sent to that host alone.",
    example: "${{ secrets.ENDPOINT_TOKEN }}"
  },
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs
};
var evaluateGate = {
  name: "evaluate-gate",
  summary: "Judge a model against its predecessor on the same rows, with paired statistics and a policy it cannot change.",
  branding: { icon: "shield", color: "blue" },
  inputs,
  outputs: {
    "candidate-digest": { description: "Digest of the model that was judged (sha256:…)." },
    "baseline-digest": { description: "Digest of the model it was compared with; empty when there was none." }
  },
  permissions: [
    { scope: "contents", access: "read", reason: "reads the policy at the tip of the target branch" },
    { scope: "actions", access: "read", reason: "finds the baseline among the target branch's runs (branch:<name>)" },
    {
      scope: "pull-requests",
      access: "write",
      reason: "writes the comment, and reads labels and comments where the policy allows an override"
    },
    checkPermission,
    ...targetPermissions
  ],
  comments: true,
  run: async (inputs2, deps) => (await import("./run-BWPS2YML.js")).runEvaluateGate(inputs2, deps)
};

export {
  evaluateGate
};
