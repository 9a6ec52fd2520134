import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/validate-data.ts
var inputs = {
  ...commonInputs,
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs
};
var validateData = {
  name: "validate-data",
  summary: "Check data files against an ODCS data contract; every failed check names its rows.",
  branding: { icon: "check-square", color: "blue" },
  inputs,
  outputs: {
    "failed-checks": { description: "How many checks failed." },
    rows: { description: "How many rows were read, all files together." }
  },
  permissions: [
    { scope: "contents", access: "read", reason: "reads the contract at the tip of the target branch" },
    {
      scope: "actions",
      access: "read",
      reason: "finds the profile that the newest run on the target branch left; without it data are not compared"
    },
    { scope: "pull-requests", access: "write", reason: "writes the comment; without it the summary alone is written" },
    checkPermission,
    ...targetPermissions
  ],
  comments: true,
  run: async (inputs2, deps) => (await import("./run-BUFADOG5.js")).runValidateData(inputs2, deps),
  explain: async (deps) => (await import("./explain-MPM57HQS.js")).explainValidateData(deps)
};

export {
  validateData
};
