import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/steps/src/common-inputs.ts
var commonInputs = {
  project: {
    type: "path",
    description: "Project file, relative to the working directory.",
    default: "mlgate.yml",
    example: "models/flights/mlgate.yml"
  },
  model: {
    type: "string",
    description: "Model to work on, when the project file declares several.",
    example: "flight-delay"
  }
};
var forgeInputs = {
  token: {
    type: "secret",
    description: "Token that reads from the forge what the step needs (policy, artifacts) and writes the comment. On GitLab, set the variable instead.",
    githubDefault: "${{ github.token }}",
    variable: "GITLAB_TOKEN",
    example: "${{ secrets.MLGATE_TOKEN }}"
  },
  comment: {
    type: "choice",
    choices: ["auto", "section", "off"],
    default: "auto",
    description: "Who writes the section of the comment on the pull or merge request: auto the step itself, section publish-report, off nobody.",
    example: "section"
  },
  "comment-target": {
    type: "string",
    default: "pr",
    description: "Where the comment is written: pr the pull or merge request, commit/<full SHA> a commit, issue/<number> an issue of the repository.",
    example: "issue/12"
  }
};
var targetPermissions = [
  {
    scope: "contents",
    access: "write",
    reason: "writes the comment on the commit, and could push: GitHub has no narrower permission for it",
    when: "comment-target: commit/<full SHA>"
  },
  {
    scope: "issues",
    access: "write",
    reason: "writes the comment on the issue",
    when: "comment-target: issue/<number>"
  }
];
var checkInputs = {
  check: {
    type: "boolean",
    default: false,
    only: "github",
    description: "Whether to write a check of its own beside the job, mlgate / <model> / <step>, with annotations on the lines that demand what failed.",
    example: "true"
  }
};
var checkPermission = {
  scope: "checks",
  access: "write",
  reason: "writes the check; without it the log says so and nothing fails",
  when: "check: true"
};
var signingInputs = {
  "signing-key": {
    type: "secret",
    description: "P-256 private key (PEM, from mlgate keygen) that signs the record; without it the record says that it is not signed.",
    variable: "MLGATE_SIGNING_KEY",
    example: "${{ secrets.MLGATE_SIGNING_KEY }}"
  }
};
var deployedByDefault = "production";
var deploymentInputs = {
  environment: {
    type: "string",
    required: true,
    description: "Environment of the section deploy.",
    example: "staging"
  },
  "state-directory": {
    type: "path",
    description: "Folder that keeps what is deployed; on a runner name one that outlives the checkout.",
    default: ".mlgate/deployments",
    example: "/var/lib/mlgate"
  }
};

export {
  commonInputs,
  forgeInputs,
  targetPermissions,
  checkInputs,
  checkPermission,
  signingInputs,
  deployedByDefault,
  deploymentInputs
};
