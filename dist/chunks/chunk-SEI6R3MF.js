import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  forgeInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";

// packages/steps/src/publish-report.ts
var inputs = {
  expect: {
    type: "string",
    description: "Reports that must be there, separated by blanks or commas, each as step or model/step: one that is missing is an error.",
    example: "evaluate-gate"
  },
  "fail-on": {
    type: "choice",
    choices: ["never", "fail"],
    default: "never",
    description: "Whether this job, too, ends as the worst verdict that it publishes; fail needs expect.",
    example: "fail"
  },
  token: forgeInputs.token,
  "comment-target": forgeInputs["comment-target"]
};
var publishReport = {
  name: "publish-report",
  summary: "Write the reports of all models and steps of a run at once, as one comment and one summary.",
  branding: { icon: "message-square", color: "blue" },
  inputs,
  outputs: {
    "worst-verdict": { description: "Worst verdict of all reports; error when one is unreadable or missing." },
    sections: { description: "How many reports were found and are published." }
  },
  permissions: [
    { scope: "actions", access: "read", reason: "lists and downloads the artifacts of the run" },
    { scope: "pull-requests", access: "write", reason: "writes the comment; without it the summary alone is written" },
    ...targetPermissions
  ],
  comments: true,
  about: "run",
  run: async (inputs2, deps) => (await import("./run-M7DOEDKC.js")).runPublishReport(inputs2, deps)
};

export {
  publishReport
};
