import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/drift-report.ts
var inputs = {
  ...commonInputs,
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs
};
var driftReport = {
  name: "drift-report",
  summary: "Compare current rows with a held-out reference, by effect and significance; drift fails the step.",
  branding: { icon: "activity", color: "blue" },
  inputs,
  outputs: {
    drifted: { description: "true when a column drifted, else false; also where the policy does not fail on drift." },
    "drifted-columns": { description: "How many columns drifted." }
  },
  permissions: [
    { scope: "contents", access: "read", reason: "reads the policy at the tip of the target branch" },
    { scope: "pull-requests", access: "write", reason: "writes the comment; without it the summary alone is written" },
    checkPermission,
    ...targetPermissions
  ],
  comments: true,
  run: async (inputs2, deps) => (await import("./run-DGUQRX2F.js")).runDriftReport(inputs2, deps)
};

export {
  driftReport
};
