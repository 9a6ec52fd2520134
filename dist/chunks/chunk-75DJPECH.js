import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  Octokit,
  retry
} from "./chunk-K2YW2YVF.js";
import {
  ConfigurationError,
  InfrastructureError,
  IntegrityError,
  digestOfBytes,
  digestOfTree,
  filesBelow,
  hexOf,
  isDigest,
  messageOf,
  ownRun,
  parseDigest,
  readBoundedFile,
  unlinkedPath,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/hosts/src/generic/generic-host.ts
import { readFileSync } from "node:fs";
import { resolve as resolve2 } from "node:path";

// packages/hosts/src/host-dependencies.ts
var defaultPatience = {
  answerSeconds: 10,
  retries: 3,
  retryBaseMs: 1e3,
  // GitHub asks for a minute when there was too much at once, GitLab counts by the minute.
  limitSeconds: 90,
  settleMs: 500,
  artifactSeconds: 1800
};
function variable(env, name) {
  const value = env[name];
  return value === void 0 || value === "" ? void 0 : value;
}

// packages/hosts/src/json-shape.ts
function member(value, ...path) {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return void 0;
    here = Reflect.get(here, key);
  }
  return here;
}
function text(value, ...path) {
  const found = member(value, ...path);
  return typeof found === "string" ? found : void 0;
}
function count(value, ...path) {
  const found = member(value, ...path);
  return typeof found === "number" && Number.isSafeInteger(found) && found >= 0 ? found : void 0;
}
function items(value, ...path) {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : void 0;
}
function isObjectName(value) {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
function isBranchName(value) {
  return typeof value === "string" && value.length <= 1024 && /^[^\s~^:?*[\\\p{Cc}]+$/u.test(value) && !/^[-/]|\/$|\.$|\.\.|@\{|\/\/|\.lock(?:\/|$)|(?:^|\/)\./.test(value);
}
function time(value, ...path) {
  const found = new Date(text(value, ...path) ?? "");
  return Number.isNaN(found.getTime()) ? void 0 : found;
}

// packages/hosts/src/generic/ci/ci-run.ts
function repositoryOf(address) {
  const path = /^(?:[a-z+]+:\/\/[^/]+\/|[\w.-]+@[\w.-]+:)(.+?)(?:\.git)?\/?$/.exec(address ?? "")?.[1];
  return path === void 0 || /[\s?#]/.test(path) ? void 0 : path;
}
function shortBranch(name) {
  return name?.replace(/^refs\/heads\//, "");
}
function refOf(tag, branch) {
  if (tag !== void 0) return `refs/tags/${tag}`;
  return branch === void 0 ? void 0 : `refs/heads/${branch}`;
}

// packages/hosts/src/generic/ci/azure-pipelines.ts
var events = {
  IndividualCI: "push",
  BatchedCI: "push",
  PullRequest: "pull_request",
  Schedule: "schedule",
  Manual: "manual"
};
function azureRun(env) {
  if (variable(env, "TF_BUILD") === void 0) return void 0;
  const reason = variable(env, "BUILD_REASON");
  const [collection, project, build] = [
    variable(env, "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
    variable(env, "SYSTEM_TEAMPROJECT"),
    variable(env, "BUILD_BUILDID")
  ];
  const commit = variable(env, "BUILD_SOURCEVERSION");
  const name = variable(env, "BUILD_REPOSITORY_NAME");
  const ownRepository = variable(env, "BUILD_REPOSITORY_PROVIDER") === "TfsGit";
  const change = changeOf(env, ownRepository);
  return {
    system: "azure-pipelines",
    // GitHub's names have their owner in them, those of Azure Repos do not.
    repository: ownRepository && project !== void 0 && name !== void 0 ? `${project}/${name}` : name,
    commit: isObjectName(commit) ? commit : void 0,
    ref: variable(env, "BUILD_SOURCEBRANCH"),
    event: change === void 0 ? events[reason ?? ""] ?? "azure-pipelines" : "pull_request",
    runUrl: collection === void 0 || project === void 0 || build === void 0 ? void 0 : `${collection.replace(/\/+$/, "")}/${encodeURIComponent(project)}/_build/results?buildId=${build}`,
    runId: build === void 0 ? void 0 : `${build}-${variable(env, "SYSTEM_JOBATTEMPT") ?? "1"}`,
    change
  };
}
function changeOf(env, ownRepository) {
  const id = variable(env, "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER") ?? variable(env, "SYSTEM_PULLREQUEST_PULLREQUESTID");
  if (id === void 0) return void 0;
  const repository = variable(env, "BUILD_REPOSITORY_URI")?.replace(/(?:\.git)?\/*$/, "");
  const head = variable(env, "SYSTEM_PULLREQUEST_SOURCECOMMITID");
  return {
    id,
    url: repository && `${repository}/${ownRepository ? "pullrequest" : "pull"}/${id}`,
    targetBranch: shortBranch(variable(env, "SYSTEM_PULLREQUEST_TARGETBRANCH")),
    headCommit: isObjectName(head) ? head : void 0,
    fromFork: (variable(env, "SYSTEM_PULLREQUEST_ISFORK") ?? "true").toLowerCase() !== "false"
  };
}

// packages/hosts/src/generic/ci/bitbucket.ts
function bitbucketRun(env) {
  const build = variable(env, "BITBUCKET_BUILD_NUMBER");
  if (build === void 0) return void 0;
  const repository = variable(env, "BITBUCKET_REPO_FULL_NAME");
  const id = variable(env, "BITBUCKET_PR_ID");
  const commit = variable(env, "BITBUCKET_COMMIT");
  const known = isObjectName(commit) ? commit : void 0;
  const page = repository === void 0 ? void 0 : `https://bitbucket.org/${repository}`;
  return {
    system: "bitbucket",
    repository,
    commit: known,
    ref: id === void 0 ? refOf(variable(env, "BITBUCKET_TAG"), variable(env, "BITBUCKET_BRANCH")) : void 0,
    event: id === void 0 ? "bitbucket" : "pull_request",
    runUrl: page && `${page}/pipelines/results/${build}`,
    runId: `${build}-${variable(env, "BITBUCKET_STEP_RUN_NUMBER") ?? "1"}`,
    change: id === void 0 ? void 0 : {
      id,
      url: page && `${page}/pull-requests/${id}`,
      targetBranch: variable(env, "BITBUCKET_PR_DESTINATION_BRANCH"),
      headCommit: known,
      fromFork: false
    }
  };
}

// packages/hosts/src/generic/ci/buildkite.ts
function buildkiteRun(env) {
  if (variable(env, "BUILDKITE") === void 0) return void 0;
  const number = variable(env, "BUILDKITE_PULL_REQUEST");
  const id = number === "false" ? void 0 : number;
  const commit = variable(env, "BUILDKITE_COMMIT");
  const known = isObjectName(commit) ? commit : void 0;
  const repository = repositoryOf(variable(env, "BUILDKITE_REPO"));
  const source = variable(env, "BUILDKITE_SOURCE");
  const build = variable(env, "BUILDKITE_BUILD_NUMBER");
  const retries = Number(variable(env, "BUILDKITE_RETRY_COUNT") ?? "0");
  return {
    system: "buildkite",
    repository,
    commit: known,
    ref: id === void 0 ? refOf(variable(env, "BUILDKITE_TAG"), variable(env, "BUILDKITE_BRANCH")) : void 0,
    event: id === void 0 ? source === "webhook" ? "push" : source ?? "buildkite" : "pull_request",
    runUrl: variable(env, "BUILDKITE_BUILD_URL"),
    runId: build === void 0 ? void 0 : `${build}-${retries + 1}`,
    change: id === void 0 ? void 0 : {
      id,
      url: void 0,
      targetBranch: variable(env, "BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
      headCommit: known,
      fromFork: repository === void 0 || repositoryOf(variable(env, "BUILDKITE_PULL_REQUEST_REPO")) !== repository
    }
  };
}

// packages/hosts/src/generic/ci/circleci.ts
function circleRun(env) {
  if (variable(env, "CIRCLECI") === void 0) return void 0;
  const [owner, name] = [variable(env, "CIRCLE_PROJECT_USERNAME"), variable(env, "CIRCLE_PROJECT_REPONAME")];
  const url = variable(env, "CIRCLE_PULL_REQUEST");
  const forkNumber = variable(env, "CIRCLE_PR_NUMBER");
  const id = forkNumber ?? /\/(\d+)$/.exec(url ?? "")?.[1];
  const commit = variable(env, "CIRCLE_SHA1");
  const headCommit = isObjectName(commit) ? commit : void 0;
  const [workflow, build] = [variable(env, "CIRCLE_WORKFLOW_ID"), variable(env, "CIRCLE_BUILD_NUM")];
  return {
    system: "circleci",
    repository: owner === void 0 || name === void 0 ? void 0 : `${owner}/${name}`,
    commit: headCommit,
    ref: id === void 0 ? refOf(variable(env, "CIRCLE_TAG"), variable(env, "CIRCLE_BRANCH")) : void 0,
    event: id === void 0 && url === void 0 ? "push" : "pull_request",
    runUrl: variable(env, "CIRCLE_BUILD_URL"),
    runId: workflow === void 0 || build === void 0 ? void 0 : `${workflow}-${build}`,
    change: id === void 0 ? void 0 : (
      // The number and the user are variables of their own for forks alone.
      { id, url, targetBranch: void 0, headCommit, fromFork: forkNumber !== void 0 }
    )
  };
}

// packages/hosts/src/generic/ci/jenkins.ts
function jenkinsRun(env) {
  if (variable(env, "JENKINS_URL") === void 0) return void 0;
  const id = variable(env, "CHANGE_ID");
  const commit = variable(env, "GIT_COMMIT");
  const branch = variable(env, "BRANCH_NAME") ?? variable(env, "GIT_BRANCH")?.replace(/^origin\//, "");
  const [job, build] = [variable(env, "JOB_NAME"), variable(env, "BUILD_NUMBER")];
  return {
    system: "jenkins",
    repository: repositoryOf(variable(env, "GIT_URL")),
    commit: isObjectName(commit) ? commit : void 0,
    // Of a change BRANCH_NAME is `PR-5`, which no branch is called.
    ref: id === void 0 ? refOf(variable(env, "TAG_NAME"), branch) : void 0,
    event: id === void 0 ? "jenkins" : "pull_request",
    runUrl: variable(env, "BUILD_URL"),
    runId: job === void 0 || build === void 0 ? void 0 : `${job}-${build}`,
    change: id === void 0 ? void 0 : {
      id,
      url: variable(env, "CHANGE_URL"),
      targetBranch: variable(env, "CHANGE_TARGET"),
      headCommit: isObjectName(commit) ? commit : void 0,
      fromFork: variable(env, "CHANGE_FORK") !== void 0
    }
  };
}

// packages/hosts/src/generic/ci/other-forge.ts
function githubActionsRun(env) {
  if (env.GITHUB_ACTIONS !== "true") return void 0;
  const repository = variable(env, "GITHUB_REPOSITORY");
  const [ref, commit, id] = [variable(env, "GITHUB_REF"), variable(env, "GITHUB_SHA"), variable(env, "GITHUB_RUN_ID")];
  const number = /^refs\/pull\/(\d+)\//.exec(ref ?? "")?.[1];
  const server = (variable(env, "GITHUB_SERVER_URL") ?? "https://github.com").replace(/\/+$/, "");
  return {
    system: "github-actions",
    repository,
    commit: isObjectName(commit) ? commit : void 0,
    ref,
    event: variable(env, "GITHUB_EVENT_NAME") ?? "github-actions",
    runUrl: repository && id && `${server}/${repository}/actions/runs/${id}`,
    runId: id && `${id}-${variable(env, "GITHUB_RUN_ATTEMPT") ?? "1"}`,
    change: number === void 0 ? void 0 : {
      id: number,
      url: repository && `${server}/${repository}/pull/${number}`,
      targetBranch: variable(env, "GITHUB_BASE_REF"),
      headCommit: void 0,
      // The event's file would tell; the host of GitHub reads it.
      fromFork: true
    }
  };
}
function unknownCiRun(env) {
  const ci = (variable(env, "CI") ?? "false").toLowerCase();
  if (ci === "false" || ci === "0") return void 0;
  const nothing3 = { repository: void 0, commit: void 0, ref: void 0, runUrl: void 0, runId: void 0 };
  return { system: "ci", ...nothing3, event: "ci", change: void 0 };
}

// packages/hosts/src/generic/ci/java-properties.ts
function readProperties(text2) {
  const entries = /* @__PURE__ */ new Map();
  const lines = text2.replace(/(?<!\\)((?:\\\\)*)\\\r?\n[ \t\f]*/g, "$1").split(/\r?\n/);
  for (const line of lines) {
    const [, key, value] = /^[ \t\f]*(?![#!])((?:\\.|[^\\:=\s])+)[ \t\f]*[:=]?[ \t\f]*(.*)$/s.exec(line) ?? [];
    if (key !== void 0 && value !== void 0) entries.set(unescaped(key), unescaped(value));
  }
  return entries;
}
var controls = { n: "\n", r: "\r", t: "	", f: "\f" };
function unescaped(text2) {
  return text2.replace(
    /\\(?:u([0-9a-fA-F]{4})|(.))/gs,
    (_, code, character) => code === void 0 ? controls[character] ?? character : String.fromCharCode(Number.parseInt(code, 16))
  );
}

// packages/hosts/src/generic/ci/teamcity.ts
function teamcityRun(env, readText) {
  if (variable(env, "TEAMCITY_VERSION") === void 0) return void 0;
  const first = propertiesIn(variable(env, "TEAMCITY_BUILD_PROPERTIES_FILE"), readText);
  const parameters = propertiesIn(first.get("teamcity.configuration.properties.file"), readText);
  const parameter = (name) => parameters.get(name) || void 0;
  const id = parameter("teamcity.pullRequest.number");
  const commit = variable(env, "BUILD_VCS_NUMBER");
  const known = isObjectName(commit) ? commit : void 0;
  const build = parameter("teamcity.build.id") ?? variable(env, "BUILD_NUMBER");
  return {
    system: "teamcity",
    repository: void 0,
    commit: known,
    // The name of a branch there is one that the administrator chose.
    ref: void 0,
    event: id === void 0 ? "teamcity" : "pull_request",
    runUrl: variable(env, "BUILD_URL") ?? parameter("env.BUILD_URL"),
    runId: build === void 0 ? void 0 : `${build}-1`,
    change: id === void 0 ? void 0 : {
      id,
      url: void 0,
      targetBranch: shortBranch(parameter("teamcity.pullRequest.target.branch")),
      headCommit: known,
      // There only when the source is in the same repository.
      fromFork: parameter("teamcity.pullRequest.source.branch") === void 0
    }
  };
}
function propertiesIn(path, readText) {
  return path === void 0 ? /* @__PURE__ */ new Map() : readProperties(readText(path));
}

// packages/hosts/src/generic/ci/recognise-ci.ts
var systems = [
  azureRun,
  bitbucketRun,
  buildkiteRun,
  circleRun,
  teamcityRun,
  githubActionsRun,
  // Last of those with a name: an agent of another system may have been started by a Jenkins.
  jenkinsRun,
  unknownCiRun
];
function recogniseCi(env, readText) {
  for (const run of systems) {
    const found = run(env, readText);
    if (found !== void 0) return found;
  }
  return void 0;
}

// packages/hosts/src/credential-variables.ts
var credentials = [
  /(?:TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)(?:_V\d+)?$/,
  /(?:^|[_-])(?:KEY|PASS|PAT|CREDS|AUTH)$/,
  // `PWD` alone is the working directory.
  /[_-]PWD$/,
  /(?:API|ACCESS|ACCOUNT|AUTH|DEPLOY|ENCRYPTION|PRIVATE|SECRET|SIGNING|SSH)KEY$/,
  /(?:^|[_-])(?:TOKEN|SECRET|PASSWORD|KEY|CREDENTIALS?)[_-](?:ID|FILE|PATH|BASE|B64|BASE64|PEM|JSON|PASS|DATA|VALUE)$/,
  /^AWS_/,
  /^AZURE_/,
  /^ARM_CLIENT_/,
  /^KUBECONFIG$/,
  /^DOCKER_AUTH_CONFIG$/,
  /^CI_JOB_JWT/
];
var credentialValues = [
  /[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:[^\s/?#@]+@/i,
  /\bauthorization\s*[:=]\s*(?:basic|bearer|token)\s+\S/i,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/
];
var spoken = /^(?:CI_COMMIT_|CI_MERGE_REQUEST_|CI_EXTERNAL_PULL_REQUEST_|CI_REPOSITORY_URL$)/;
var harmless = [
  /^AWS_(?:DEFAULT_)?(?:REGION|OUTPUT)$/,
  /^AWS_(?:PAGER|RETRY_MODE|MAX_ATTEMPTS|CA_BUNDLE|EC2_METADATA_DISABLED|ENDPOINT_URL(?:_.*)?|SDK_LOAD_CONFIG)$/,
  /^AZURE_(?:EXTENSION_DIR|CONFIG_DIR|DEVOPS_CACHE_DIR|HTTP_USER_AGENT|CORE_.*)$/,
  /(?:^|[_-])CACHE[_-]KEY$/,
  /^CI_(?:RUNNER|TRIGGER)_SHORT_TOKEN$/
];
var switchValue = /^(?:true|false)$/i;
var unavoidableCredentials = /* @__PURE__ */ new Set([
  "ACTIONS_RUNTIME_TOKEN",
  "CI_JOB_TOKEN",
  "CI_BUILD_TOKEN",
  "CI_REGISTRY_PASSWORD",
  "CI_DEPENDENCY_PROXY_PASSWORD"
]);
function credentialVariables(env) {
  return Object.keys(env).filter((name) => holdsCredential(name, (env[name] ?? "").trim(), env)).sort();
}
function holdsCredential(name, value, env) {
  const upper = name.toUpperCase();
  if (value === "" || switchValue.test(value) || unavoidableCredentials.has(upper)) return false;
  if (upper === "SSH_AUTH_SOCK") return isCi(env) && !value.includes("/com.apple.launchd.");
  if (upper === "PGPASSWORD" && value === "root") return false;
  if (!spoken.test(upper) && credentialValues.some((pattern) => pattern.test(value))) return true;
  return credentials.some((pattern) => pattern.test(upper)) && !harmless.some((pattern) => pattern.test(upper));
}
function isCi(env) {
  return recogniseCi(env, () => "") !== void 0;
}

// packages/hosts/src/explicit-input.ts
function explicitInput(inputs, name) {
  return inputs !== void 0 && Object.hasOwn(inputs, name) ? inputs[name] : void 0;
}

// packages/hosts/src/commit-tree.ts
import { createHash } from "node:crypto";

// packages/hosts/src/repository-path.ts
function repositoryPath(path) {
  const segments = path.split("/");
  const outside = segments.some((segment) => segment === "" || segment === "." || segment === "..");
  if (outside || path.includes("\\") || path.includes("\0")) {
    throw new ConfigurationError(`${JSON.stringify(path)}: is no path inside the repository (a/b/c, without ..).`);
  }
  return segments;
}

// packages/hosts/src/commit-tree.ts
var CommitTree = class {
  #source;
  #folders = /* @__PURE__ */ new Map();
  constructor(source) {
    this.#source = source;
  }
  /** A regular file's bytes; undefined when the commit has no such path. Links and submodules are refused. */
  async readFile(path) {
    const segments = repositoryPath(path);
    let tree;
    for (const [index, segment] of segments.entries()) {
      const folder = segments.slice(0, index).join("/");
      const entry = (await this.#entries(folder, tree)).get(segment);
      if (entry === void 0) return void 0;
      const kind = kindOf(entry.mode);
      const last = index === segments.length - 1;
      if (kind === "file") return last ? this.#blob(path, entry.sha) : void 0;
      if (kind !== "folder" || last)
        throw this.#refusal(segments.slice(0, index + 1).join("/"), `is a ${kind}; a regular file is needed`);
      tree = entry.sha;
    }
    return void 0;
  }
  #entries(folder, tree) {
    const known = this.#folders.get(folder) ?? this.#source.entries(folder, tree);
    this.#folders.set(folder, known);
    return known;
  }
  async #blob(path, sha) {
    const bytes = await this.#source.blob(path, sha);
    if (blobName(bytes, sha.length) !== sha) throw this.#refusal(path, "came with other bytes than its git name says");
    return bytes;
  }
  #refusal(path, what) {
    const message = `${path} at ${this.#source.commit.slice(0, 12)} ${what}.`;
    return new InfrastructureError(message, { retryable: false });
  }
};
function kindOf(mode) {
  if (mode === "040000") return "folder";
  if (mode === "120000") return "symbolic link";
  return mode === "160000" ? "submodule" : "file";
}
function blobName(bytes, digits) {
  const hash = createHash(digits === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

// packages/hosts/src/not-on-branch.ts
function notOnBranch(commit, branch, repository) {
  return new ConfigurationError(
    `extends: ${commit} is not a commit of ${branch}, the default branch of ${repository}. Forks can add commits to a repository's; name one that was merged.`
  );
}

// packages/hosts/src/policy-clone.ts
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
function basicCredential(user, secret) {
  return { header: `Authorization: Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`, secret };
}
var timeoutSeconds = 120;
var inherit = [
  "PATH",
  "HOME",
  "XDG_CONFIG_HOME",
  "SSH_AUTH_SOCK",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTPS_PROXY",
  "NO_PROXY",
  "GIT_SSL_CAINFO",
  // How CI systems bring credentials: Jenkins' gitUsernamePassword and sshagent, Buildkite's and CircleCI's ssh.
  "GIT_ASKPASS",
  "GIT_USERNAME",
  "GIT_PASSWORD",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "SSH_ASKPASS"
];
async function withPolicyClone({ exec, onExit = (work) => process.once("exit", work) }, remote, use5) {
  const directory = await mkdtemp(join(tmpdir(), "mlgate-policy-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  onExit(remove);
  const git = new PolicyClone(exec, remote, directory);
  try {
    await git.run(["init", "--quiet", "--bare", "."]);
    return await use5(git);
  } catch (error) {
    remove();
    throw error;
  }
}
var PolicyClone = class {
  directory;
  #exec;
  #url;
  #credential;
  #advice;
  constructor(exec, remote, directory) {
    this.#exec = exec;
    this.#url = remote.url;
    this.#credential = remote.credential;
    this.#advice = remote.advice;
    this.directory = directory;
  }
  /** Throws InfrastructureError unless git ends well. */
  async run(argv, stdoutFile) {
    const result = await this.tried(argv, stdoutFile);
    if (result.exitCode === 0) return result;
    const said = result.timedOut ? `no end after ${timeoutSeconds} s` : result.stderrTail.trim().split("\n").at(-1);
    throw this.failure(`git ${argv[0]}: ${said ?? ""}`);
  }
  async tried(argv, stdoutFile) {
    return this.#exec({
      argv: ["git", ...argv],
      cwd: this.directory,
      env: { GIT_TERMINAL_PROMPT: "0", LC_ALL: "C", ...this.#authorization() },
      inherit,
      timeoutSeconds,
      ...stdoutFile === void 0 ? {} : { stdoutFile }
    });
  }
  async defaultBranch() {
    const { stdout } = await this.run(["ls-remote", "--symref", this.#url, "HEAD"]);
    const name = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(stdout)?.[1];
    if (!isBranchName(name)) throw this.failure("the repository names no default branch");
    return name;
  }
  failure(what) {
    const secret = this.#credential?.secret;
    const message = secret === void 0 ? what : what.replaceAll(secret, "***");
    return new InfrastructureError(`${this.#url}: the policy cannot be fetched (${message}). ${this.#advice}`, {
      retryable: true
    });
  }
  /** By variables, since arguments are visible to every process of the machine; for this address alone. */
  #authorization() {
    if (this.#credential === void 0) return {};
    return {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `http.${this.#url}.extraHeader`,
      GIT_CONFIG_VALUE_0: this.#credential.header
    };
  }
};
var FetchedTrees = class {
  commit;
  #git;
  constructor(git, commit) {
    this.#git = git;
    this.commit = commit;
  }
  async entries(_folder, tree) {
    const { stdout } = await this.#git.run(["ls-tree", "-z", tree ?? `${this.commit}^{tree}`]);
    const entries = /* @__PURE__ */ new Map();
    for (const line of stdout.split("\0").filter((part) => part !== "")) {
      const [, mode, sha, name] = /^(\d+) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      if (mode === void 0 || sha === void 0 || name === void 0) throw this.#git.failure("git ls-tree");
      entries.set(name, { mode, sha });
    }
    return entries;
  }
  /** Through a file: a program's output is kept as text, which would change bytes that are none. */
  async blob(_path, sha) {
    const file = join(this.#git.directory, `blob-${sha}`);
    await this.#git.run(["cat-file", "blob", sha], file);
    return readFile(file);
  }
};

// packages/hosts/src/fetched-file.ts
async function fetchCommittedFile(deps, remote, file) {
  const { repository, commit, path } = file;
  return withPolicyClone(deps, remote, async (git) => {
    const branch = await git.defaultBranch();
    await git.run(["fetch", "--quiet", "--no-tags", remote.url, `+refs/heads/${branch}:refs/policy/tip`]);
    const { exitCode } = await git.tried(["merge-base", "--is-ancestor", commit, "refs/policy/tip"]);
    if (exitCode !== 0) throw notOnBranch(commit, branch, repository);
    return new CommitTree(new FetchedTrees(git, commit)).readFile(path);
  });
}
function siblingAddress(origin, repository) {
  const address = origin.trim();
  const short = /^((?:[\w.-]+@)?[\w.-]+:)(?!\/\/)[^:]+$/.exec(address)?.[1];
  if (short !== void 0) return `${short}${repository}.git`;
  if (!/^(?:https?|ssh|git):\/\//.test(address) || !URL.canParse(address)) return void 0;
  const url = new URL(address);
  url.password = "";
  if (url.protocol !== "ssh:") url.username = "";
  return `${url.protocol}//${url.username === "" ? "" : `${url.username}@`}${url.host}/${repository}.git`;
}

// packages/hosts/src/folder-artifact.ts
import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join as join2 } from "node:path";
async function fillFolder(into, fill) {
  const staging = join2(dirname(into), `.${basename(into)}-${randomUUID()}`);
  await mkdir(staging, { recursive: true });
  try {
    await fill(staging);
    await assertNewFolder(into);
    await rename(staging, into);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}
async function copyVerified(from, reference, into) {
  await fillFolder(into, async (staging) => {
    await copyFiles(from, staging);
    await assertTree(staging, reference);
  });
}
async function assertTree(directory, reference) {
  const found = await digestOfTree(directory);
  if (found !== reference.digest) {
    throw new IntegrityError(
      `The artifact ${reference.id} is not the one that was handed over: its digest is ${found}, expected ${reference.digest}.`
    );
  }
}
async function copyFiles(from, to) {
  const files = await artifactFiles(from);
  for (const file of files) await cp(join2(from, file), join2(to, file));
  return files;
}
async function artifactFiles(directory) {
  let files;
  try {
    files = await filesBelow(directory);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    throw new ConfigurationError(`${directory}: cannot be read as a folder.`, { cause });
  }
  if (files.length === 0) throw new ConfigurationError(`${directory}: holds no file to hand over.`);
  return files;
}
async function assertNewFolder(into) {
  const present = await readdir(into).catch((error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return void 0;
    throw new ConfigurationError(`${into}: cannot be used as a new folder.`, { cause: error });
  });
  if (present !== void 0 && present.length > 0) {
    throw new ConfigurationError(`${into}: is not empty; an artifact needs a new folder.`);
  }
}

// packages/hosts/src/generic/ci/ci-messages.ts
import { existsSync } from "node:fs";
import { join as join3 } from "node:path";

// packages/hosts/src/artifact-name.ts
function safeArtifactName(name) {
  const safe = name.replace(/[^A-Za-z0-9._-]/gu, "_").slice(0, 100);
  if (safe === name && /^[A-Za-z0-9]/.test(name)) return name;
  return `a${safe}-${hexOf(digestOfBytes(name)).slice(0, 8)}`;
}
function mayBeNamed(stored, prefix) {
  return stored.startsWith(prefix) || stored.startsWith(`a${prefix}`);
}

// packages/hosts/src/generic/ci/azure-commands.ts
function azureCommand(name, properties, message) {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)};`);
  return `##vso[${name}${list.length > 0 ? ` ${list.join("")}` : ""}]${escapeData(message)}
`;
}
function azureIssue({ level, title, message, position }) {
  if (level === "notice") return "";
  const place = position === void 0 ? {} : { sourcepath: position.file, linenumber: String(position.line), columnnumber: String(position.column) };
  return azureCommand("task.logissue", { type: level, ...place }, `${title}: ${message}`);
}
function escapeData(value) {
  return value.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(value) {
  return escapeData(value).replaceAll("]", "%5D").replaceAll(";", "%3B");
}

// packages/hosts/src/generic/ci/teamcity-messages.ts
function teamcityMessage(name, properties) {
  const list = Object.entries(properties).map(([key, value]) => ` ${key}='${escaped(value)}'`);
  return `##teamcity[${name}${list.join("")}]
`;
}
var named = { "\n": "|n", "\r": "|r" };
function escaped(value) {
  return value.replace(/['|[\]\n\r]/g, (character) => named[character] ?? `|${character}`).replace(/[^\x20-\x7e]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// packages/hosts/src/generic/ci/ci-messages.ts
var silent = { annotations: () => "", summary: async () => "", folder: () => "" };
var azure = {
  ...silent,
  annotations: (annotations) => annotations.map(azureIssue).join(""),
  async summary({ key, markdown }, directory) {
    const name = `summary-${safeArtifactName(key)}.md`;
    const file = unlinkedPath(directory, [".mlgate", name], "mlgate writes its summary there");
    await writeFileAtomically(file, markdown);
    return azureCommand("task.uploadsummary", {}, file);
  }
};
var teamcity = {
  ...silent,
  folder(directory) {
    const junit = join3(directory, "junit.xml");
    return existsSync(junit) ? teamcityMessage("importData", { type: "junit", path: junit }) : "";
  }
};
function messagesFor(system) {
  if (system === "azure-pipelines") return azure;
  return system === "teamcity" ? teamcity : silent;
}

// packages/hosts/src/fetched-policy-tip.ts
async function fetchPolicyTip(deps, remote, branch) {
  return withPolicyClone(deps, remote, async (git) => {
    const name = branch ?? await git.defaultBranch();
    await git.run(["fetch", "--quiet", "--depth=1", "--no-tags", remote.url, `+refs/heads/${name}:refs/policy/tip`]);
    const commit = (await git.run(["rev-parse", "--verify", "refs/policy/tip^{commit}"])).stdout.trim();
    if (!isObjectName(commit)) throw git.failure("git named no commit");
    const tree = new CommitTree(new FetchedTrees(git, commit));
    return { branch: name, commit, readFile: (path) => tree.readFile(path) };
  });
}

// packages/hosts/src/generic/origin.ts
import { resolve } from "node:path";
async function originOf({ exec }, directory) {
  const configured = async (...argv) => {
    const { exitCode, stdout } = await exec({
      argv: ["git", "config", ...argv],
      cwd: directory,
      env: { LC_ALL: "C" },
      inherit: ["PATH", "HOME", "XDG_CONFIG_HOME"],
      timeoutSeconds: 60
    });
    return exitCode === 0 ? stdout.replace(/\n$/, "") : void 0;
  };
  const address = (await configured("--get", "remote.origin.url"))?.trim() ?? "";
  if (address === "" || address.startsWith("-")) return void 0;
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    return { url: /^\.{1,2}\//.test(address) ? resolve(directory, address) : address, credential: void 0 };
  }
  const url = new URL(address);
  const { username, password } = url;
  url.password = "";
  const header = await configured("--get-urlmatch", "http.extraHeader", url.href);
  url.username = "";
  if (header !== void 0 && header !== "") return { url: url.href, credential: headerCredential(header) };
  if (password === "") return { url: url.href, credential: void 0 };
  return { url: url.href, credential: basicCredential(decoded(username), decoded(password)) };
}
function decoded(part) {
  return part.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
function headerCredential(header) {
  return { header, secret: header.split(" ").at(-1) ?? header };
}

// packages/hosts/src/generic/ci-policy.ts
var targetVariable = "MLGATE_TARGET_BRANCH";
var advice = "Is the branch there, and may this job fetch it with git? Jenkins: wrap the step in withCredentials([gitUsernamePassword(…)]) or sshagent; Azure Pipelines: checkout with persistCredentials: true; others: give the job an ssh key or a credential helper.";
function toldTargetBranch(env, { change }) {
  if (change === void 0) return void 0;
  const told = change.targetBranch ?? variable(env, targetVariable);
  if (told !== void 0 && !isBranchName(told)) {
    throw new ConfigurationError(`The target branch of this change is told as ${JSON.stringify(told)}, which is none.`);
  }
  return told;
}
async function ciPolicyTip(env, deps, run, directory) {
  const branch = toldTargetBranch(env, run);
  if (branch === void 0 && run.event === "pull_request") {
    deps.log.info(
      `${run.system} does not tell the target branch: the policy is read at the default branch. ${targetVariable} can name it.`
    );
  }
  const origin = await originOf(deps, directory);
  if (origin === void 0) {
    throw new InfrastructureError(
      `In CI the policy is read at the target branch, and ${directory} is no git clone with a remote origin. Have the job check the repository out with git, on the agent.`,
      { retryable: false }
    );
  }
  return fetchPolicyTip(deps, { ...origin, advice }, branch);
}

// packages/hosts/src/generic/ci-change.ts
async function ciChange(env, deps, run, directory, tip) {
  const { change, system } = run;
  if (change === void 0) return void 0;
  const number = Number(change.id);
  if (!Number.isSafeInteger(number) || number <= 0) {
    throw new ConfigurationError(`${system} calls this change ${JSON.stringify(change.id)}, which is no number.`);
  }
  const targetBranch = toldTargetBranch(env, run) ?? (await tip())?.branch;
  if (targetBranch === void 0) throw new RangeError("In CI there is a tip.");
  return {
    number,
    url: change.url ?? run.runUrl ?? "",
    targetBranch,
    headCommit: change.headCommit ?? await checkedOut(deps, directory),
    fromFork: change.fromFork
  };
}
async function checkedOut({ exec }, directory) {
  const { exitCode, stdout, stderrTail } = await exec({
    argv: ["git", "rev-parse", "--verify", "HEAD^{commit}"],
    cwd: directory,
    env: { LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
    inherit: ["PATH", "HOME", "XDG_CONFIG_HOME"],
    timeoutSeconds: 60
  });
  const commit = stdout.trim();
  if (exitCode === 0 && isObjectName(commit)) return commit;
  throw new InfrastructureError(`${directory}: git names no commit that is checked out (${stderrTail.trim()}).`, {
    retryable: false
  });
}

// packages/hosts/src/generic/folder-files.ts
import { readdir as readdir2 } from "node:fs/promises";

// packages/hosts/src/run-file-limit.ts
var runFileLimit = 500;

// packages/hosts/src/generic/folder-files.ts
var use = "mlgate reads there what earlier steps left";
async function readFolderFiles(directory, { prefix, file, limit }) {
  const files = [];
  for (const model of await foldersIn(directory, [".mlgate"])) {
    for (const step of await foldersIn(directory, [".mlgate", model])) {
      const folder = [".mlgate", model, step];
      const isNamed = (wanted) => wanted === `${prefix}${model}-${step}`;
      const found = { artifact: folder.join("/"), isNamed, attempt: 1, createdMs: void 0 };
      try {
        const content = await readBoundedFile(unlinkedPath(directory, [...folder, file], use), limit);
        if (content !== void 0) files.push({ ...found, content });
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        files.push({ ...found, problem: error.message });
      }
      if (files.length > runFileLimit) throw new ConfigurationError(`.mlgate holds more than ${runFileLimit} reports.`);
    }
  }
  return files;
}
async function foldersIn(directory, folder) {
  const path = unlinkedPath(directory, folder, use);
  const entries = await readdir2(path, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw new ConfigurationError(`${path}: cannot be read as a folder.`, { cause: error });
  });
  return entries.flatMap((entry) => entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : []).sort();
}

// packages/hosts/src/generic/generic-host.ts
var GenericHost = class {
  name = "generic";
  run;
  commentLimit = 0;
  seesWholeRun = false;
  #env;
  #deps;
  #directory;
  #ci;
  #messages;
  #tip;
  /** `directory` is where the user stands; `.mlgate/outputs.json` is written there. */
  constructor(env, deps, directory = process.cwd()) {
    this.#env = env;
    this.#deps = deps;
    this.#directory = directory;
    this.#ci = recogniseCi(env, (path) => readFileSync(path, "utf8"));
    this.#messages = messagesFor(this.#ci?.system);
    const { repository, commit, ref, event, runUrl, runId } = this.#ci ?? onOwnMachine;
    this.run = { repository, commit, ref, event, runUrl, runId };
  }
  input(name) {
    return explicitInput(this.#deps.inputs, name);
  }
  /** Those of the step that ran last, for scripts: `jq -r '."artifact-digest"' .mlgate/outputs.json`. */
  async setOutputs(outputs) {
    const file = unlinkedPath(this.#directory, [".mlgate", "outputs.json"], "mlgate writes its outputs there");
    await writeFileAtomically(file, `${JSON.stringify(outputs, null, 2)}
`);
  }
  async writeSummary(section) {
    this.#say(await this.#messages.summary(section, resolve2(this.#directory)));
  }
  /** The report that follows on standard output says the same; here it is for who reads the log alone. */
  async annotate(annotations) {
    for (const { title, message, position } of annotations) {
      const at = position === void 0 ? "" : `${position.file}:${position.line}:${position.column} `;
      this.#deps.log.debug(`${at}${title}: ${message}`);
    }
    this.#say(this.#messages.annotations(annotations));
  }
  async writeCheck() {
    return { written: false, reason: "Check runs are GitHub’s." };
  }
  async group(title, body) {
    this.#deps.log.info(title);
    return body();
  }
  /** Nothing here hides text in logs; secrets are never logged in the first place. */
  mask() {
  }
  async change() {
    const tip = () => this.policyTip();
    return this.#ci && ciChange(this.#env, this.#deps, this.#ci, this.#directory, tip);
  }
  async policyTip() {
    if (this.#ci === void 0) return void 0;
    this.#tip ??= ciPolicyTip(this.#env, this.#deps, this.#ci, this.#directory);
    return this.#tip;
  }
  /** From the forge that this clone came from, with git and its user's own credentials. */
  async readCommitted(repository, commit, path) {
    const { exitCode, stdout } = await this.#deps.exec({
      argv: ["git", "config", "--get", "remote.origin.url"],
      cwd: this.#directory,
      env: { LC_ALL: "C" },
      inherit: ["PATH", "HOME", "XDG_CONFIG_HOME"],
      timeoutSeconds: 60
    });
    const url = exitCode === 0 ? siblingAddress(stdout, repository) : void 0;
    if (url === void 0) {
      throw new ConfigurationError(
        `extends: ${repository} is read from the forge that this clone came from, and origin is none. Clone from the forge, by https or ssh.`
      );
    }
    const advice3 = "It is read with git: can this user fetch it?";
    return fetchCommittedFile(this.#deps, { url, credential: void 0, advice: advice3 }, { repository, commit, path });
  }
  /** There is no change here that anybody could label. */
  async override() {
    return { state: "absent" };
  }
  /** A file here is opened as a file: there is no address that others could follow. */
  async publishPage() {
    return void 0;
  }
  artifactPlace() {
    return void 0;
  }
  ownsPage() {
    return false;
  }
  /** The folder stays where it is: its path is the id. */
  async uploadArtifact(_name, directory) {
    await artifactFiles(directory);
    this.#say(this.#messages.folder(resolve2(directory)));
    return { id: resolve2(directory), digest: await digestOfTree(directory) };
  }
  /** A relative path counts from where the user stands: on another machine the workspace may have another one. */
  async downloadArtifact(reference, into) {
    await copyVerified(resolve2(this.#directory, reference.id), reference, into);
  }
  /**
   * On somebody's own machine nobody relies on the verdict, so what cannot be looked up is a miss, said so in the report.
   * In CI it would quietly turn a comparison into none, and is refused.
   */
  async findBranchArtifact(branch, name) {
    if (this.run.event === "local") {
      return { found: false, reason: "runs of a branch are looked up on GitHub and GitLab only, not on this machine" };
    }
    throw new ConfigurationError(
      `The artifact ${name} of the branch ${branch} can be looked up on GitHub and GitLab only. Use a baseline from a file or from git here.`
    );
  }
  async reportedRun() {
    return { url: this.run.runUrl, commit: this.run.commit, fromFork: false, change: void 0 };
  }
  async readRunFiles(query) {
    return readFolderFiles(this.#directory, query);
  }
  async upsertComment() {
    return { written: false, reason: "mlgate comments on GitHub and GitLab only." };
  }
  credentialVariables() {
    return credentialVariables(this.#env);
  }
  #say(lines) {
    if (lines !== "") this.#deps.write(lines);
  }
};
var onOwnMachine = {
  repository: void 0,
  commit: void 0,
  ref: void 0,
  event: "local",
  runUrl: void 0,
  runId: void 0
};

// packages/hosts/src/sticky-comment.ts
import { setTimeout as delay } from "node:timers/promises";

// packages/hosts/src/api-failure.ts
var ApiFailure = class extends InfrastructureError {
  status;
  /** Whether too much was asked, or the server wants to be left alone; asking again at once makes it worse. */
  rateLimited;
  constructor(message, options) {
    super(message, { retryable: options.retryable, cause: options.cause });
    this.status = options.status;
    this.rateLimited = options.rateLimited ?? false;
  }
};
function apiFailure(call) {
  const { status } = call;
  const rateLimited = call.rateLimit !== void 0 || status === 429 || call.unavailableUntil !== void 0;
  const retryable = rateLimited || status === void 0 || status >= 500;
  const answer = status === void 0 ? "no answer" : `HTTP ${status}`;
  const said = oneLine(call.said);
  return new ApiFailure(
    `${call.remote}: ${call.doing} failed (${answer}${said === "" ? "" : `: ${said}`}). ${advice2(call)}`,
    { status, retryable, rateLimited, cause: call.cause }
  );
}
function advice2(call) {
  if (call.rateLimit !== void 0 || call.status === 429) {
    const until = call.rateLimit?.until;
    return until === void 0 ? "The rate limit is used up; run the job again later." : `The rate limit is used up until ${utc(until)}; run the job again then.`;
  }
  if (call.unavailableUntil !== void 0) {
    return `The server wants to be left alone until ${utc(call.unavailableUntil)}; run the job again then.`;
  }
  if (!call.hasToken && (call.status === 401 || call.status === 403 || call.status === 404)) {
    return `No token was given; this needs one with \`${call.permission}\`.`;
  }
  switch (call.status) {
    case void 0:
      return "The server cannot be reached or is silent; run the job again later.";
    case 401:
      return "The token is wrong or has expired.";
    case 403:
      return `The token may not do this: it needs \`${call.permission}\`.`;
    case 404:
      return `It does not exist, or the token may not see it: that needs \`${call.permission}\`.`;
    default:
      return call.status >= 500 ? "The server is in trouble; run the job again later." : "A retry will not help.";
  }
}
function utc(time2) {
  return `${time2.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
function oneLine(said) {
  const flat = said.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return flat.length > 300 ? `${flat.slice(0, 300)}…` : flat;
}

// packages/hosts/src/sticky-comment.ts
function paceOf(settleMs) {
  return { now: () => performance.now(), wait: (milliseconds) => delay(milliseconds), random: Math.random, settleMs };
}
var rounds = 24;
var failedWrites = 4;
var settleFactor = 2;
async function upsertStickyComment(thread, marker, compose, limit, pace) {
  let [wrote, failures, slowestMs] = [false, 0, 0];
  let left;
  for (let round = 1; ; round++) {
    const began = pace.now();
    const own = await thread.listOwn();
    const [oldest, ...duplicates] = own;
    const body = compose(oldest === void 0 ? void 0 : own.map((comment) => comment.body).join("\n\n"));
    if (!body.startsWith(marker)) throw new Error("The comment does not begin with its marker.");
    if (body.length > limit) {
      return { written: false, reason: `The comment has ${body.length} characters; ${limit} are allowed.` };
    }
    const seen = stateOf(own.map((comment) => comment.body));
    const inPlace = oldest !== void 0 && plain(oldest.body) === plain(body);
    const settled = seen === left || !wrote;
    if (inPlace && (round === rounds || settled && duplicates.length === 0)) return { written: true, url: oldest.url };
    if (round === rounds) break;
    if (!inPlace) {
      wrote = true;
      const done = await tryWriting(() => oldest ? thread.update(oldest.id, body) : thread.create(body), failures);
      failures = done ? 0 : failures + 1;
      left = done ? stateOf([body, ...duplicates.map((comment) => comment.body)]) : void 0;
      slowestMs = Math.max(slowestMs, pace.now() - began);
    } else if (seen === left) {
      for (const duplicate of duplicates) await thread.remove(duplicate.id);
      wrote = true;
      left = stateOf([body]);
    } else {
      left = seen;
    }
    const leastMs = Math.max(pace.settleMs, settleFactor * slowestMs);
    await pace.wait(leastMs * (1 + pace.random() * Math.min(round, 4) * 0.5));
  }
  return { written: false, reason: `Other jobs kept changing the comment; gave up after ${rounds} rounds.` };
}
async function tryWriting(write, failures) {
  try {
    await write();
    return true;
  } catch (error) {
    const passing = error instanceof ApiFailure && !error.rateLimited && (error.retryable || error.status === 404);
    if (!passing || failures + 1 >= failedWrites) throw error;
    return false;
  }
}
function plain(body) {
  return body.replaceAll("\r\n", "\n").trimEnd();
}
function stateOf(bodies) {
  return bodies.map(plain).join("\n\n");
}

// packages/hosts/src/token.ts
function readToken(value, from) {
  const token = value?.trim() ?? "";
  if (token === "") return void 0;
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new ConfigurationError(
      `${from}: the token holds characters that no token has. Was it pasted with a line break?`
    );
  }
  return token;
}

// packages/hosts/src/github/artifact-client.ts
async function loadArtifactClient() {
  const { DefaultArtifactClient } = await import("./artifact-4VRQSQ5U.js");
  return new DefaultArtifactClient();
}

// packages/hosts/src/github/branch-tip.ts
async function branchTip(api, repository, branch, permission16 = "contents: read") {
  const purpose = { doing: `reading the tip of the branch ${branch}`, permission: permission16 };
  const answer = await api.call(purpose, "GET /repos/{owner}/{repo}/branches/{branch}", { ...repository, branch });
  const commit = member(answer, "commit", "sha");
  if (!isObjectName(commit)) throw api.unexpected(purpose, "no commit");
  return commit;
}

// packages/hosts/src/github/on-branch.ts
async function isOnBranch(api, repository, tip, commit) {
  if (commit === tip) return true;
  const purpose = { doing: `comparing ${commit} with the branch`, permission: "contents: read" };
  const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
  const compared = { ...repository, basehead: `${commit}...${tip}`, per_page: 1, page: 2 };
  let answer;
  try {
    answer = await api.call(purpose, route, compared);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return false;
    throw error;
  }
  const status = text(answer, "status");
  if (status === void 0) throw api.unexpected(purpose, "no status");
  return status === "ahead" || status === "identical";
}

// packages/hosts/src/github/run-artifacts.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { copyFile, mkdtemp as mkdtemp2, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5 } from "node:path";

// packages/hosts/src/github/enterprise-server.ts
import { isAbsolute, relative, resolve as resolve3 } from "node:path";

// packages/hosts/src/gitlab/committed-folder.ts
import { existsSync as existsSync2 } from "node:fs";
import { join as join4 } from "node:path";
async function refuseCommittedFolder(exec, projectDirectory) {
  if (!existsSync2(join4(projectDirectory, ".git"))) return;
  const { exitCode, stdout, stderrTail } = await exec({
    // Both settings for one call alone: a file system monitor would be a program, and in a container the checkout
    // belongs to another user.
    argv: ["git", "-c", "core.fsmonitor=false", "-c", "safe.directory=*", "ls-files", "-z", "--", ".mlgate"],
    cwd: projectDirectory,
    env: { LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" },
    inherit: ["PATH", "HOME"],
    timeoutSeconds: 60
  });
  if (exitCode !== 0) {
    throw new ConfigurationError(
      `git does not tell whether it holds .mlgate: ${stderrTail.trim() || "no reason given"}`
    );
  }
  const [first] = stdout.split("\0");
  if (first === void 0 || first === "") return;
  throw new ConfigurationError(
    `${JSON.stringify(first)} is committed, where jobs hand files over: nobody could tell a job's file from it. Run git rm -r --cached .mlgate, and name .mlgate/ in .gitignore.`
  );
}

// packages/hosts/src/github/enterprise-server.ts
function isEnterpriseServer(env) {
  const address = variable(env, "GITHUB_SERVER_URL") ?? "https://github.com";
  if (!URL.canParse(address))
    throw new ConfigurationError(`GITHUB_SERVER_URL is ${JSON.stringify(address)}, no address.`);
  const server = new URL(address).hostname.toLowerCase();
  return server !== "github.com" && !server.endsWith(".ghe.com") && !server.endsWith(".localhost");
}
var WorkspaceFolders = class {
  #workspace;
  #exec;
  constructor(workspace, exec) {
    this.#workspace = workspace;
    this.#exec = exec;
  }
  async upload(directory) {
    await artifactFiles(directory);
    const path = relative(this.#workspace, resolve3(directory)).replaceAll("\\", "/");
    const inside = path !== "" && !path.startsWith("../") && path !== ".." && !isAbsolute(path);
    return { id: inside ? path : resolve3(directory), digest: await digestOfTree(directory) };
  }
  async download(reference, into) {
    if (/^[0-9]+$/.test(reference.id)) {
      throw new ConfigurationError(
        `${reference.id} is an artifact's number; on GitHub Enterprise Server an artifact is named by the path of its folder.`
      );
    }
    await copyVerified(resolve3(this.#workspace, reference.id), reference, into);
  }
  /** What the jobs before this one left and the workflow brought: `.mlgate/` must be nobody's commit. */
  async runFiles(query) {
    await refuseCommittedFolder(this.#exec, this.#workspace);
    return readFolderFiles(this.#workspace, query);
  }
};
function noBranchRuns(branch, name) {
  return new ConfigurationError(
    `The artifact ${name} of the branch ${branch} cannot be looked up on GitHub Enterprise Server. Use a baseline from the registry, from git or from a file there.`
  );
}

// packages/hosts/src/github/run-artifacts.ts
var RunArtifacts = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  async upload(name, directory) {
    this.#assertService();
    const files = await artifactFiles(directory);
    for (const file of files) assertPortable(file);
    const attempt3 = Number(variable(this.#options.env, "GITHUB_RUN_ATTEMPT") ?? "1");
    const stored = attemptArtifactName(name, attempt3);
    const client = await this.#options.client();
    const paths = files.map((file) => join5(directory, file));
    const uploaded = await this.#bounded(
      `uploading the artifact ${stored}`,
      () => client.uploadArtifact(stored, paths, directory)
    ).catch((error) => {
      if (isNameTaken(error)) {
        throw new ConfigurationError(
          `This run already has an artifact ${stored}: two jobs hand over under one name. Give each its own model or working directory.`,
          { cause: error }
        );
      }
      throw error;
    });
    if (uploaded.id === void 0 || uploaded.digest === void 0) {
      throw new InfrastructureError(`GitHub named no id or digest for the artifact ${stored}.`, { retryable: true });
    }
    return { id: String(uploaded.id), digest: parseDigest(uploaded.digest, `the artifact ${stored}`) };
  }
  /**
   * Stores an HTML file as it is, so that GitHub opens it in the browser, and returns the artifact's id; undefined where
   * there is no artifact service. A name that another job of this run has taken gets some random digits.
   */
  async uploadPage(name, file) {
    if (isEnterpriseServer(this.#options.env) || this.#missing() !== void 0) return void 0;
    const attempt3 = Number(variable(this.#options.env, "GITHUB_RUN_ATTEMPT") ?? "1");
    const stored = attemptArtifactName(name, attempt3);
    const folder = await mkdtemp2(join5(tmpdir2(), "mlgate-page-"));
    const client = await this.#options.client();
    const upload = async (title) => {
      const page = join5(folder, `${title}.html`);
      await copyFile(file, page);
      return this.#bounded(
        `uploading the page ${title}.html`,
        () => client.uploadArtifact(title, [page], folder, { skipArchive: true })
      );
    };
    try {
      const uploaded = await upload(stored).catch((error) => {
        if (!isNameTaken(error)) throw error;
        return upload(`${stored}-${randomUUID2().slice(0, 8)}`);
      });
      return uploaded.id === void 0 ? void 0 : String(uploaded.id);
    } finally {
      await rm2(folder, { recursive: true, force: true });
    }
  }
  async download(reference, into) {
    this.#assertService();
    if (!/^[1-9][0-9]{0,15}$/.test(reference.id)) {
      throw new ConfigurationError(`${JSON.stringify(reference.id)} is no artifact id of GitHub (a number).`);
    }
    const id = Number(reference.id);
    const client = await this.#options.client();
    await this.#bounded(
      `downloading the artifact ${id}`,
      () => fillFolder(into, async (path) => {
        const options = { path, expectedHash: reference.digest };
        const { digestMismatch } = await client.downloadArtifact(id, options).catch((error) => {
          const elsewhere2 = error instanceof Error && error.name === "ArtifactNotFoundError";
          if (!elsewhere2 || this.#options.otherRuns === void 0) throw error;
          return client.downloadArtifact(id, { ...options, findBy: this.#options.otherRuns });
        });
        if (digestMismatch !== false) {
          throw new IntegrityError(
            `The artifact ${id} is not the one that was handed over: its digest is not ${reference.digest}.`
          );
        }
      })
    );
  }
  #assertService() {
    const missing = this.#missing();
    if (missing !== void 0) throw new ConfigurationError(missing);
  }
  /** Why there is no artifact service here; undefined when there is one. */
  #missing() {
    const { env } = this.#options;
    for (const name of ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]) {
      if (variable(env, name) === void 0) {
        return `${name} is not set: artifacts can be handed over only from within an action (\`uses:\`), not from a \`run:\` step. There, \`mlgate --host generic\` hands over folders.`;
      }
    }
    return void 0;
  }
  /** The client retries by itself but has no limit on the whole; its errors are always the service's. */
  async #bounded(doing, work) {
    const seconds2 = this.#options.timeoutSeconds;
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${seconds2} s`)), seconds2 * 1e3);
    });
    try {
      return await Promise.race([work(), timeout]);
    } catch (error) {
      if (error instanceof InfrastructureError || error instanceof ConfigurationError) throw error;
      const message = `GitHub's artifact service: ${doing} failed: ${reasonOf(error)}`;
      throw new InfrastructureError(message, { retryable: !isFinal(error), cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
};
function reasonOf(error) {
  const [said = ""] = messageOf(error).split("\n", 1);
  const attempts = /Artifact download failed after (\d+) retries/.exec(said)?.[1];
  if (attempts === void 0) return said;
  return `none of ${attempts} attempts brought a zip archive that can be unpacked. Either the store is in trouble, then running the job again later helps, or what it keeps is damaged, then the job that made the artifact must run again. With debug logging (ACTIONS_STEP_DEBUG) the log has the reason of each attempt.`;
}
function isFinal(error) {
  const status = count(error, "status");
  return error instanceof Error && error.name === "ArtifactNotFoundError" || status !== void 0 && status < 500;
}
function isNameTaken(error) {
  return /\b409\b/.test(messageOf(error));
}
function assertPortable(file) {
  if (/["<>|*?\r\n:]/.test(file)) {
    throw new ConfigurationError(
      `${JSON.stringify(file)}: GitHub's artifacts hold no file with one of " < > | * ? : or a line break in its name.`
    );
  }
}
function attemptArtifactName(name, attempt3) {
  return attempt3 > 1 ? `${safeArtifactName(name)}-attempt-${attempt3}` : safeArtifactName(name);
}
var attemptSuffix = /-attempt-([1-9][0-9]{0,8})$/;
function isArtifactOf(stored, name) {
  const safe = safeArtifactName(name);
  return stored === safe || attemptSuffix.test(stored) && stored.replace(attemptSuffix, "") === safe;
}
function attemptOf(stored) {
  return Number(attemptSuffix.exec(stored)?.[1] ?? "1");
}

// packages/hosts/src/github/branch-artifact.ts
var permission = "actions: read";
async function findPushArtifact(api, repository, here, branch, name) {
  const workflow = await workflowOfRun(api, repository, here.runId);
  const run = await newestPushRun(api, repository, workflow, branch, here.runId);
  if (run === void 0) {
    return { found: false, reason: `This workflow has no successful push run on ${branch}.` };
  }
  const runUrl = `${here.repositoryUrl}/actions/runs/${run.id}`;
  const artifact = await newestArtifact(api, repository, run.id, name);
  if (artifact === void 0) {
    return { found: false, reason: `The newest successful push run on ${branch} (${runUrl}) left no artifact ${name}.` };
  }
  if (artifact.expired) {
    throw new InfrastructureError(
      `The artifact ${name} of ${runUrl} has expired. Run the workflow on ${branch} again, or keep artifacts longer.`,
      { retryable: false }
    );
  }
  if (artifact.digest === void 0) {
    throw new InfrastructureError(`GitHub knows no digest for the artifact ${name} of ${runUrl}.`, { retryable: false });
  }
  const digest = parseDigest(artifact.digest, `the artifact ${name} of ${runUrl}`);
  return {
    found: true,
    artifact: { id: String(artifact.id), digest },
    runUrl,
    commit: run.commit,
    createdAt: run.createdAt
  };
}
async function workflowOfRun(api, repository, run) {
  const purpose = { doing: `reading this run (${run})`, permission };
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
  const workflow = count(await api.call(purpose, route, { ...repository, run_id: run }), "workflow_id");
  if (workflow === void 0) throw api.unexpected(purpose, "no workflow");
  return workflow;
}
async function newestPushRun(api, repository, workflow, branch, thisRun) {
  const purpose = { doing: `listing the push runs on ${branch}`, permission };
  const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
  const wanted = { workflow_id: workflow, branch, event: "push", status: "success", exclude_pull_requests: true };
  let tip;
  const own = `${repository.owner}/${repository.repo}`.toLowerCase();
  for await (const run of api.pages(purpose, route, { ...repository, ...wanted }, "workflow_runs")) {
    const [id, commit] = [count(run, "id"), text(run, "head_sha")];
    if (id === void 0 || !isObjectName(commit)) throw api.unexpected(purpose, "a run without id or commit");
    const fits = id !== thisRun && text(run, "event") === "push" && text(run, "conclusion") === "success" && text(run, "head_branch") === branch && text(run, "head_repository", "full_name")?.toLowerCase() === own;
    if (!fits) continue;
    tip ??= await branchTip(api, repository, branch);
    if (await isOnBranch(api, repository, tip, commit)) return { id, commit, createdAt: time(run, "created_at") };
  }
  return void 0;
}
async function newestArtifact(api, repository, run, name) {
  const purpose = { doing: `listing the artifacts of run ${run}`, permission };
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
  let newest;
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run }, "artifacts")) {
    const [id, stored, expired] = [count(item, "id"), text(item, "name"), member(item, "expired")];
    if (id === void 0 || stored === void 0 || typeof expired !== "boolean") {
      throw api.unexpected(purpose, "an artifact without id or name");
    }
    if (!isArtifactOf(stored, name)) continue;
    if (newest === void 0 || id > newest.id) newest = { id, expired, digest: text(item, "digest") };
  }
  return newest;
}

// packages/hosts/src/github/check-run.ts
var checkTextLimit = 65535;
var perRequest = 50;
var mostAnnotations = 200;
var messageLimit = 16e3;
var titleLimit = 255;
var permission2 = "checks: write";
async function writeCheckRun(api, repository, commit, report) {
  const [title, summary] = [cut(report.title, titleLimit), cut(report.summary, checkTextLimit)];
  const conclusion = report.passed ? "success" : "failure";
  const annotations = report.annotations.flatMap(annotationOf).slice(0, mostAnnotations);
  const present = await newestOf(api, repository, commit, report);
  const reference = `${report.key}@${hexOf(digestOfBytes(JSON.stringify(annotations))).slice(0, 12)}`;
  const same = present?.title === title && present.summary === summary && present.conclusion === conclusion;
  if (present !== void 0 && same && present.reference === reference) return { written: true, url: present.url };
  const content = {
    name: report.name,
    external_id: reference,
    status: "completed",
    conclusion,
    ...report.url === void 0 ? {} : { details_url: report.url },
    output: { title, summary, annotations: annotations.slice(0, perRequest) }
  };
  const purpose = { doing: "writing the check run", permission: permission2 };
  const answer = present === void 0 || present.annotations > 0 ? await api.call(purpose, "POST /repos/{owner}/{repo}/check-runs", {
    ...repository,
    head_sha: commit,
    ...content
  }) : await addAnnotations(api, repository, present.id, content, annotations.length === 0 ? void 0 : 0);
  const [id, url] = [count(answer, "id"), text(answer, "html_url")];
  if (id === void 0 || url === void 0) throw api.unexpected(purpose, "a check run without id");
  for (let from = perRequest; from < annotations.length; from += perRequest) {
    const more = { title, summary, annotations: annotations.slice(from, from + perRequest) };
    await addAnnotations(api, repository, id, { output: more }, from);
  }
  return { written: true, url };
}
async function addAnnotations(api, repository, id, content, before) {
  const purpose = { doing: "updating the check run", permission: permission2 };
  const [route, parameters] = [
    "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    { ...repository, check_run_id: id, ...content }
  ];
  if (before === void 0) return api.call(purpose, route, parameters);
  try {
    return await api.callOnce(purpose, route, parameters);
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.retryable) throw error;
    const reading = { doing: "reading the check run", permission: permission2 };
    const own = { ...repository, check_run_id: id };
    const present = await api.call(reading, "GET /repos/{owner}/{repo}/check-runs/{check_run_id}", own);
    const found = count(present, "output", "annotations_count");
    if (found === void 0) throw error;
    return found > before ? present : api.callOnce(purpose, route, parameters);
  }
}
async function newestOf(api, repository, commit, { name, key }) {
  const purpose = { doing: "listing the check runs", permission: permission2 };
  const route = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";
  const parameters = { ...repository, ref: commit, check_name: name, filter: "all" };
  let newest;
  for await (const item of api.pages(purpose, route, parameters, "check_runs")) {
    const [id, url, annotations] = [
      count(item, "id"),
      text(item, "html_url"),
      count(item, "output", "annotations_count")
    ];
    if (id === void 0 || url === void 0) throw api.unexpected(purpose, "a check run without id");
    const reference = text(item, "external_id") ?? "";
    if (!reference.startsWith(`${key}@`) || text(item, "app", "slug") !== "github-actions") continue;
    if (newest !== void 0 && newest.id > id) continue;
    newest = {
      id,
      url,
      reference,
      conclusion: text(item, "conclusion"),
      title: text(item, "output", "title"),
      summary: text(item, "output", "summary"),
      annotations: annotations ?? 0
    };
  }
  return newest;
}
var levels = { error: "failure", warning: "warning", notice: "notice" };
function annotationOf({ level, title, message, position }) {
  if (position === void 0) return [];
  const { file: path, line, column } = position;
  return [
    {
      path,
      start_line: line,
      end_line: line,
      start_column: column,
      end_column: column,
      annotation_level: levels[level],
      title: cut(title, titleLimit),
      message: cut(message, messageLimit)
    }
  ];
}
function cut(value, limit) {
  return (value.length <= limit ? value : `${value.slice(0, limit - 1)}…`).toWellFormed();
}
function checkRefusal(error, fromFork) {
  if (!(error instanceof ApiFailure) || error.retryable) return void 0;
  if (error.status !== 403 && error.status !== 404) return void 0;
  const advice3 = fromFork ? "The token of a pull request from a fork can only read." : `The job needs the permission \`${permission2}\`.`;
  return `${advice3} (${error.message})`;
}

// packages/hosts/src/fork-documentation.ts
var forkDocumentation = "https://github.com/mlgate/mlgate/blob/main/docs/publish-report.md#pull-requests-from-forks";

// packages/hosts/src/github/pull-request-comments.ts
var githubCommentLimit = 65536;
var workflowBot = "github-actions[bot]";
var PullRequestComments = class {
  #api;
  #repository;
  #number;
  #marker;
  #permission;
  #author;
  constructor(api, repository, number, marker, permission16 = "pull-requests: write") {
    this.#api = api;
    this.#repository = repository;
    this.#number = number;
    this.#marker = marker;
    this.#permission = permission16;
  }
  async listOwn() {
    const [author, marked] = await Promise.all([this.#self(), this.#listMarked()]);
    return marked.filter((comment) => comment.author === author).sort((a, b) => a.id - b.id);
  }
  async #listMarked() {
    const marked = [];
    const purpose = { doing: "listing the comments", permission: this.#permission };
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
    for await (const item of this.#api.pages(purpose, route, { ...this.#repository, issue_number: this.#number })) {
      const [id, body, url] = [count(item, "id"), text(item, "body") ?? "", text(item, "html_url")];
      if (id === void 0 || url === void 0) throw this.#api.unexpected(purpose, "a comment without id");
      if (body.startsWith(this.#marker)) marked.push({ id, body, url, author: text(item, "user", "login") });
    }
    return marked;
  }
  async create(body) {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    const purpose = { doing: "writing the comment", permission: this.#permission };
    await this.#api.callOnce(purpose, route, { ...this.#repository, issue_number: this.#number, body });
  }
  async update(id, body) {
    const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
    const purpose = { doing: "updating the comment", permission: this.#permission };
    await this.#api.callOnce(purpose, route, { ...this.#repository, comment_id: id, body });
  }
  async remove(id) {
    const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
    const purpose = { doing: "removing a duplicate of the comment", permission: this.#permission };
    try {
      await this.#api.call(purpose, route, { ...this.#repository, comment_id: id });
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
    }
  }
  async #self() {
    this.#author ??= this.#api.viewer().then((login) => login ?? workflowBot);
    return this.#author;
  }
};
function commentRefusal(error, readOnly) {
  if (!(error instanceof ApiFailure) || error.retryable) return void 0;
  if (error.status !== 403 && error.status !== 404) return void 0;
  const advice3 = readOnly ? `The token of a pull request from a fork can only read. A second workflow (workflow_run) writes the comment from the report that this run leaves: ${forkDocumentation}` : "The job needs the permission `pull-requests: write`.";
  return `${advice3} (${error.message})`;
}

// packages/hosts/src/github/commit-comments.ts
var permission3 = "contents: write";
var CommitComments = class {
  #api;
  #repository;
  #commit;
  #marker;
  #author;
  constructor(api, repository, commit, marker) {
    this.#api = api;
    this.#repository = repository;
    this.#commit = commit;
    this.#marker = marker;
  }
  async listOwn() {
    const author = await this.#self();
    const own = [];
    const purpose = { doing: "listing the comments of the commit", permission: permission3 };
    const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/comments";
    for await (const item of this.#api.pages(purpose, route, { ...this.#repository, commit_sha: this.#commit })) {
      const [id, body, url] = [count(item, "id"), text(item, "body") ?? "", text(item, "html_url")];
      if (id === void 0 || url === void 0) throw this.#api.unexpected(purpose, "a comment without id");
      if (body.startsWith(this.#marker) && text(item, "user", "login") === author) own.push({ id, body, url });
    }
    return own.sort((a, b) => a.id - b.id);
  }
  async create(body) {
    const route = "POST /repos/{owner}/{repo}/commits/{commit_sha}/comments";
    const purpose = { doing: "writing the comment", permission: permission3 };
    await this.#api.callOnce(purpose, route, { ...this.#repository, commit_sha: this.#commit, body });
  }
  async update(id, body) {
    const route = "PATCH /repos/{owner}/{repo}/comments/{comment_id}";
    await this.#api.callOnce({ doing: "updating the comment", permission: permission3 }, route, {
      ...this.#repository,
      comment_id: id,
      body
    });
  }
  async remove(id) {
    const route = "DELETE /repos/{owner}/{repo}/comments/{comment_id}";
    const purpose = { doing: "removing a duplicate of the comment", permission: permission3 };
    try {
      await this.#api.call(purpose, route, { ...this.#repository, comment_id: id });
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
    }
  }
  async #self() {
    this.#author ??= this.#api.viewer().then((login) => login ?? workflowBot);
    return this.#author;
  }
};

// packages/hosts/src/github/comment-elsewhere.ts
function otherThread(api, repository, target, marker) {
  return target.kind === "issue" ? new PullRequestComments(api, repository, target.number, marker, "issues: write") : new CommitComments(api, repository, target.commit, marker);
}
function otherRefusal(error, target, readOnly) {
  if (!(error instanceof ApiFailure) || error.retryable) return void 0;
  const ofTarget = target.kind === "commit" ? 422 : 410;
  if (error.status !== 403 && error.status !== 404 && error.status !== ofTarget) return void 0;
  const what = target.kind === "issue" ? `issue ${target.number}` : `commit ${target.commit.slice(0, 12)}`;
  const advice3 = readOnly ? `The token of a pull request from a fork can only read, and cannot comment on ${what}.` : `Is there ${target.kind === "issue" ? "an" : "a"} ${what} in this repository? The job needs the permission \`${permissionFor(target)}\`.`;
  return `${advice3} (${error.message})`;
}
function permissionFor(target) {
  return target.kind === "issue" ? "issues: write" : "contents: write";
}

// packages/hosts/src/github/pull-request-head.ts
function pullRequestHead(answer) {
  const [number, commit, state] = [count(answer, "number"), member(answer, "head", "sha"), text(answer, "state")];
  if (number === void 0 || number === 0 || !isObjectName(commit) || state === void 0) return void 0;
  return {
    number,
    open: state === "open",
    commit,
    branch: text(answer, "head", "ref"),
    repository: count(answer, "head", "repo", "id"),
    targetBranch: text(answer, "base", "ref")
  };
}
function movedOn({ number, commit }, judged3) {
  return `The pull request ${number} has moved on to ${shortCommit(commit)}; these reports are of ${shortCommit(judged3)}.`;
}
function shortCommit(commit) {
  return commit.slice(0, 7);
}

// packages/hosts/src/github/comments-of-head.ts
var NoLongerHead = class extends Error {
};
var CommentsOfHead = class {
  #api;
  #repository;
  #change;
  #thread;
  constructor(api, repository, change, thread) {
    this.#api = api;
    this.#repository = repository;
    this.#change = change;
    this.#thread = thread;
  }
  async listOwn() {
    return this.#thread.listOwn();
  }
  async create(body) {
    await this.#assertHead();
    await this.#thread.create(body);
  }
  async update(id, body) {
    await this.#assertHead();
    await this.#thread.update(id, body);
  }
  async remove(id) {
    await this.#assertHead();
    await this.#thread.remove(id);
  }
  async #assertHead() {
    const { number, headCommit } = this.#change;
    const purpose = { doing: `reading the pull request ${number} again`, permission: "pull-requests: read" };
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
    const pull = pullRequestHead(await this.#api.call(purpose, route, { ...this.#repository, pull_number: number }));
    if (pull === void 0) throw this.#api.unexpected(purpose, "no number or head");
    if (!pull.open) throw new NoLongerHead(`Meanwhile the pull request ${number} was closed or merged.`);
    if (pull.commit !== headCommit) throw new NoLongerHead(movedOn(pull, headCommit));
  }
};
function lateBecause(error) {
  return error instanceof NoLongerHead ? error.message : void 0;
}

// packages/hosts/src/github/event-payload.ts
import { readFile as readFile2, stat } from "node:fs/promises";
var payloadLimit = 25e6;
function isPullRequestEvent(event) {
  return event === "pull_request" || event === "pull_request_target";
}
async function readEventPayload(path) {
  try {
    if ((await stat(path)).size > payloadLimit) throw new Error(`larger than ${payloadLimit} bytes`);
    return JSON.parse(await readFile2(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`GITHUB_EVENT_PATH (${path}): cannot be read as JSON.`, { cause });
  }
}
function changeOfPayload(payload, repositoryUrl) {
  const pull = member(payload, "pull_request");
  const number = count(pull, "number");
  if (number === void 0 || number === 0) throw malformed("pull_request.number", "a number");
  const targetBranch = text(pull, "base", "ref");
  if (!isBranchName(targetBranch)) throw malformed("pull_request.base.ref", "a branch name");
  const headCommit = text(pull, "head", "sha");
  if (!isObjectName(headCommit)) throw malformed("pull_request.head.sha", "a commit");
  const base = count(pull, "base", "repo", "id");
  if (base === void 0) throw malformed("pull_request.base.repo.id", "a number");
  return {
    number,
    url: `${repositoryUrl}/pull/${number}`,
    targetBranch,
    headCommit,
    fromFork: count(pull, "head", "repo", "id") !== base
  };
}
function malformed(field, expected) {
  return new ConfigurationError(`The event's payload (GITHUB_EVENT_PATH): ${field} is not ${expected}.`);
}

// packages/hosts/src/rate-limit.ts
import { setTimeout as delay2 } from "node:timers/promises";
function rateLimitOf({ status, header }, now = /* @__PURE__ */ new Date()) {
  if (status !== 403 && status !== 429) return void 0;
  const [after, reset] = [header("retry-after"), header("x-ratelimit-reset") ?? header("ratelimit-reset")];
  const isUsedUp = (header("x-ratelimit-remaining") ?? header("ratelimit-remaining")) === "0";
  if (after !== void 0) return { until: atTime(after, now) };
  if (isUsedUp || status === 429) return { until: isUsedUp && reset !== void 0 ? atSecond(reset) : void 0 };
  return void 0;
}
function unavailableUntil({ status, header }, now = /* @__PURE__ */ new Date()) {
  const after = status === 503 ? header("retry-after") : void 0;
  return after === void 0 ? void 0 : atTime(after, now);
}
function waitingBudget(patience) {
  return { ms: patience.limitSeconds * 1e3 };
}
function waitOutLimits(fetch, patience, log, budget) {
  return async (input, init) => {
    const left = budget ?? waitingBudget(patience);
    for (let attempt3 = 1; ; attempt3++) {
      const response = await fetch(input, init);
      const header = (name) => response.headers.get(name) ?? void 0;
      const limit = rateLimitOf({ status: response.status, header });
      const until = limit?.until ?? unavailableUntil({ status: response.status, header });
      if ((limit ?? until) === void 0 || attempt3 > patience.retries) return response;
      const toldMs = until === void 0 ? void 0 : Math.max(0, until.getTime() - Date.now()) + patience.retryBaseMs;
      const waitMs = toldMs ?? patience.retryBaseMs * attempt3 * attempt3;
      if (waitMs > left.ms) return response;
      left.ms -= waitMs;
      const { host } = new URL(input instanceof Request ? input.url : input);
      const doing = limit === void 0 ? "is unavailable; going on" : "limits its rate; asking again";
      log.info(`${host} ${doing} in ${Math.ceil(waitMs / 1e3)} s.`);
      if (limit === void 0) return afterWaiting(response, waitMs);
      await response.body?.cancel();
      await delay2(waitMs);
    }
  };
}
async function afterWaiting(response, waitMs) {
  const body = await response.arrayBuffer();
  await delay2(waitMs);
  const headers = new Headers(response.headers);
  headers.delete("retry-after");
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}
function atTime(value, now) {
  if (/^[0-9]{1,9}$/.test(value)) return new Date(now.getTime() + Number(value) * 1e3);
  return valid(new Date(value));
}
function atSecond(value) {
  return /^[0-9]{1,10}$/.test(value) ? valid(new Date(Number(value) * 1e3)) : void 0;
}
function valid(date) {
  return Number.isNaN(date.getTime()) ? void 0 : date;
}

// packages/hosts/src/timed-fetch.ts
function timedFetch(fetch, silenceSeconds) {
  return async (input, init) => {
    const silence = new AbortController();
    const abort = () => silence.abort(new Error(`silent for ${silenceSeconds} s`));
    const signals = init?.signal ? [init.signal, silence.signal] : [silence.signal];
    const timer = setTimeout(abort, silenceSeconds * 1e3);
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      if (response.body === null) {
        clearTimeout(timer);
        return response;
      }
      const watched = response.body.pipeThrough(
        new TransformStream({
          transform: (chunk, out) => {
            timer.refresh();
            out.enqueue(chunk);
          },
          flush: () => clearTimeout(timer)
        })
      );
      timer.unref();
      const { status, statusText, headers } = response;
      return new Response(watched, { status, statusText, headers });
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}
function wholeFetch(fetch, limit) {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const bytes = await readBytes(response.body, limit);
    return new Response(Uint8Array.from(bytes), { status, statusText, headers });
  };
}
async function readBytes(body, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new Error(`longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// packages/hosts/src/github/github-api.ts
var pageLimit = 300;
var jsonLimit = 2e7;
var GitHubApi = class {
  #octokit;
  #baseUrl;
  #token;
  #patientFetch;
  constructor(options) {
    const { log, patience } = options;
    this.#baseUrl = options.baseUrl.replace(/\/+$/, "");
    this.#token = options.token;
    const timed = timedFetch(options.fetch, patience.answerSeconds);
    this.#patientFetch = () => waitOutLimits(timed, patience, log, waitingBudget(patience));
    const debug = (message) => log.debug(message);
    this.#octokit = new (Octokit.plugin(retry))({
      ...options.token === void 0 ? {} : { auth: options.token },
      baseUrl: this.#baseUrl,
      userAgent: "mlgate",
      log: { debug, info: debug, warn: debug, error: debug },
      retry: {
        retries: patience.retries,
        retryAfterBaseValue: patience.retryBaseMs,
        // Rate limits (403, 429) have been waited for, as far as patience goes.
        doNotRetry: [400, 401, 403, 404, 409, 410, 413, 422, 429, 451]
      }
    });
  }
  /** Whether calls are made in somebody's name. */
  get hasToken() {
    return this.#token !== void 0;
  }
  /** One call; `route` as GitHub documents it: `GET /repos/{owner}/{repo}`. The answer is unchecked JSON. */
  async call(purpose, route, parameters = {}) {
    return (await this.#request(purpose, route, parameters)).data;
  }
  /** One call that is not repeated when it fails: for what must not be done later than it was meant. */
  async callOnce(purpose, route, parameters) {
    return (await this.#request(purpose, route, { ...parameters, request: { retries: 0 } })).data;
  }
  /** The items of a list, page after page, until GitHub announces no further one. `key` names the list in the answer. */
  async *pages(purpose, route, parameters, key) {
    for (let page = 1; page <= pageLimit; page++) {
      const { data, headers } = await this.#request(purpose, route, { ...parameters, per_page: 100, page });
      const list = key === void 0 ? items(data) : items(data, key);
      if (list === void 0) throw this.unexpected(purpose, "the answer is no list");
      yield* list;
      if (!/;\s*rel="?next"?/.test(headers.link ?? "")) return;
    }
    throw this.unexpected(purpose, `more than ${pageLimit} pages`);
  }
  /**
   * A raw body. Octokit's own reading is not used: it decodes raw files as text and turns a connection that breaks
   * in the middle into an empty body (octokit/request.js, fetch-wrapper).
   */
  async bytes(purpose, route, parameters, limit) {
    const { data } = await this.#request(purpose, route, {
      ...parameters,
      headers: { accept: "application/vnd.github.raw+json" },
      request: { parseSuccessResponseBody: false, fetch: this.#patientFetch() }
    });
    if (data === null || data === "") return new Uint8Array();
    if (!(data instanceof ReadableStream)) throw this.unexpected(purpose, "the answer has no body");
    try {
      return await readBytes(data, limit);
    } catch (cause) {
      throw this.#failure(purpose, cause);
    }
  }
  /** Where a redirect leads. It is not followed, since the token must not go there. */
  async location(purpose, route, parameters) {
    const { headers } = await this.#request(purpose, route, { ...parameters, request: { redirect: "manual" } });
    const location = headers.location ?? "";
    if (!URL.canParse(location)) throw this.unexpected(purpose, "no redirect to an address");
    return location;
  }
  /** The login in whose name the token acts; undefined when GitHub does not tell this token. */
  async viewer() {
    const purpose = { doing: "asking who the token belongs to", permission: "metadata: read" };
    try {
      const data = await this.call(purpose, `POST ${this.#baseUrl.replace(/\/v3$/, "")}/graphql`, {
        query: "query { viewer { login } }"
      });
      return text(data, "data", "viewer", "login");
    } catch (error) {
      if (error instanceof ApiFailure && !error.retryable) return void 0;
      throw error;
    }
  }
  /** An answer of the wrong form: not ours to interpret. */
  unexpected(purpose, found) {
    const message = `${this.#baseUrl}: ${purpose.doing} got an unexpected answer: ${found}.`;
    return new ApiFailure(message, { status: void 0, retryable: true });
  }
  async #request(purpose, route, parameters) {
    try {
      const { data, headers } = await this.#octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": "2022-11-28", ...objectAt(parameters, "headers") },
        request: { fetch: wholeFetch(this.#patientFetch(), jsonLimit), ...objectAt(parameters, "request") }
      });
      return { data, headers };
    } catch (cause) {
      throw this.#failure(purpose, cause);
    }
  }
  #failure(purpose, cause) {
    const headers = member(cause, "response", "headers");
    const found = member(cause, "response") === void 0 ? void 0 : member(cause, "status");
    const status = typeof found === "number" ? found : void 0;
    const header = (name) => text(headers, name);
    const known = rateLimitOf({ status, header });
    const said = cause instanceof Error ? cause.message : String(cause);
    return apiFailure({
      ...purpose,
      remote: this.#baseUrl,
      status,
      said: this.#token === void 0 ? said : said.replaceAll(this.#token, "***"),
      hasToken: this.hasToken,
      rateLimit: known ?? (status === 403 && /rate limit/i.test(said) ? { until: void 0 } : void 0),
      unavailableUntil: unavailableUntil({ status, header })
      // Octokit's error holds the request with its headers: only its message travels on.
    });
  }
};
function objectAt(parameters, key) {
  const found = parameters[key];
  return typeof found === "object" && found !== null ? found : {};
}

// packages/hosts/src/github/output-file.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { dirname as dirname2 } from "node:path";
var outputLimit = 1e6;
function outputLines(outputs, delimiter = randomDelimiter) {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const lines = outputEntry(name, value, delimiter());
    return { name, lines, bytes: Buffer.byteLength(lines) };
  });
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const left = [];
  for (const { name, bytes } of entries.toSorted((a, b) => b.bytes - a.bytes)) {
    if (total <= outputLimit) break;
    total -= bytes;
    left.push(name);
  }
  const kept = entries.filter(({ name }) => !left.includes(name));
  return { lines: kept.map(({ lines }) => lines).join(""), left };
}
function outputEntry(name, value, end) {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
    throw new ConfigurationError(`Output ${JSON.stringify(name)}: a name has letters, digits, dashes and underscores.`);
  }
  if (value.includes(end)) throw new Error("An output holds its own random delimiter.");
  return `${name}<<${end}
${value}
${end}
`;
}
async function appendOutputs(path, outputs, log) {
  const { lines, left } = outputLines(outputs);
  await appendFile(path, lines);
  if (left.length === 0) return;
  const report = outputs["report-path"] ?? "";
  const place = report === "" || left.includes("report-path") ? "" : ` The files in ${dirname2(report)} have it.`;
  log.warn(`GitHub takes ${outputLimit} bytes of outputs a job; left out: ${left.join(", ")}.${place}`);
}
function randomDelimiter() {
  return `mlgate_${randomUUID3()}`;
}

// packages/hosts/src/override-conditions.ts
var reasonWindowMs = 24 * 60 * 6e4;
function judgeOverride(facts) {
  const { label, change, head, headSince: headSince2, labelling, authors, right: right2 } = facts;
  const refused = (because) => ({ state: "refused", because });
  if (labelling === void 0) return refused("The forge tells of nobody who set the label and left it on.");
  const { by, at } = labelling;
  if (labelling.automatic) return refused(`${by.name} set the label, which is no person or went through an app.`);
  if (authors.some(({ id }) => id === by.id)) return refused(`${by.name} set the label and is an author of the change.`);
  if (!right2.mayWrite) return refused(`${by.name} set the label and may not write here (${right2.name}).`);
  const [labelled, pushed] = [Date.parse(at), Date.parse(headSince2 ?? "")];
  if (Number.isNaN(pushed)) return refused(`The forge does not tell when ${head.slice(0, 7)} was pushed.`);
  if (!(labelled >= pushed)) {
    return refused(
      `The label was set at ${at}, before ${head.slice(0, 7)} was pushed at ${headSince2}: it was for another commit.`
    );
  }
  const distance = (comment) => Math.abs(Date.parse(comment.at) - labelled);
  const theirs = facts.comments.filter((comment) => comment.by === by.id);
  const [reason] = theirs.filter((comment) => !comment.edited && comment.body.trim() !== "").filter((comment) => Date.parse(comment.at) >= pushed && distance(comment) <= reasonWindowMs).toSorted((one, other) => distance(one) - distance(other));
  if (reason === void 0) {
    const edited = theirs.some((comment) => comment.edited) ? "; one that was edited does not count" : "";
    return refused(
      `${by.name} set the label and gave no reason in a comment, within a day of it and after ${head.slice(0, 7)} was pushed${edited}.`
    );
  }
  const { body, url } = reason;
  return { state: "granted", override: { by: by.name, label, reason: body.trim(), url, head, at, change } };
}

// packages/hosts/src/github/override.ts
var permission4 = "pull-requests: read";
async function pullRequestOverride(api, repository, change, label) {
  const pull = await attempt(() => readPull(api, repository, change.number));
  if ("because" in pull) return { state: "unknown", because: pull.because };
  if (!hasLabel(pull.value, label)) return { state: "absent" };
  if (pull.value.head !== change.headCommit) {
    const because = `The change has moved on to ${pull.value.head.slice(0, 7)}; this run is of ${change.headCommit.slice(0, 7)}.`;
    return { state: "refused", because };
  }
  return judged(api, repository, pull.value, label);
}
async function mergedOverride(api, repository, pushed, label) {
  const found = await attempt(async () => {
    const pulls = [];
    for (const number of await mergedPulls(api, repository, pushed)) pulls.push(await readPull(api, repository, number));
    return pulls.filter((pull2) => hasLabel(pull2, label));
  });
  if ("because" in found) return { state: "unknown", because: found.because };
  const [pull] = found.value;
  if (pull === void 0) return { state: "absent" };
  const tree = (commit) => treeOf(api, repository, commit);
  if (await tree(pull.head) !== await tree(pushed.commit)) {
    const because = `The files of ${pushed.commit.slice(0, 7)} are not those of ${pull.head.slice(0, 7)}, which was let through: other changes were merged before.`;
    return { state: "refused", because };
  }
  return judged(api, repository, pull, label);
}
async function attempt(body) {
  try {
    return { value: await body() };
  } catch (error) {
    if (error instanceof InfrastructureError) return { because: error.message };
    throw error;
  }
}
async function readPull(api, repository, number) {
  const purpose = { doing: `reading the pull request ${number}`, permission: permission4 };
  const pull = await api.call(purpose, "GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...repository,
    pull_number: number
  });
  const [author, head, branch] = [
    personOf(member(pull, "user")),
    member(pull, "head", "sha"),
    member(pull, "head", "ref")
  ];
  const labels = items(pull, "labels");
  if (author === void 0 || !isObjectName(head) || labels === void 0)
    throw api.unexpected(purpose, "no pull request");
  const [owner, repo, ...rest] = (text(pull, "head", "repo", "full_name") ?? "").split("/");
  return {
    number,
    author,
    head,
    headBranch: isBranchName(branch) ? branch : void 0,
    headRepository: owner && repo && rest.length === 0 ? { owner, repo } : void 0,
    mergedAt: text(pull, "merged_at"),
    labels: labels.flatMap((one) => text(one, "name") ?? [])
  };
}
function isLabel(name, label) {
  return name?.toLowerCase() === label.toLowerCase();
}
function hasLabel({ labels }, label) {
  return labels.some((name) => isLabel(name, label));
}
async function mergedPulls(api, repository, { commit, branch }) {
  const purpose = { doing: `asking by which pull request ${commit} came`, permission: permission4 };
  const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
  const numbers = [];
  for await (const pull of api.pages(purpose, route, { ...repository, commit_sha: commit })) {
    const fits = text(pull, "merged_at") !== void 0 && text(pull, "base", "ref") === branch && text(pull, "merge_commit_sha") === commit;
    const number = count(pull, "number");
    if (fits && number !== void 0) numbers.push(number);
  }
  return numbers;
}
async function treeOf(api, repository, commit_sha) {
  const purpose = { doing: `reading the commit ${commit_sha}`, permission: "contents: read" };
  const route = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";
  const tree = member(await api.call(purpose, route, { ...repository, commit_sha }), "tree", "sha");
  if (!isObjectName(tree)) throw api.unexpected(purpose, "no tree");
  return tree;
}
async function judged(api, repository, pull, label) {
  const labelling = await newestLabelling(api, repository, pull.number, label);
  const push = await pushOfHead(api, pull);
  return judgeOverride({
    label,
    change: pull.number,
    head: pull.head,
    headSince: push?.at,
    authors: [pull.author, ...push === void 0 ? [] : [push.by], ...await makersOf(api, repository, pull.head)],
    labelling,
    right: labelling === void 0 ? nothing : await rightOf(api, repository, labelling.by),
    comments: await commentsOf(api, repository, pull.number)
  });
}
var nothing = { name: "none", mayWrite: false };
async function newestLabelling(api, repository, issue_number, label) {
  const purpose = { doing: `reading the events of the pull request ${issue_number}`, permission: permission4 };
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/events";
  let newest;
  for await (const event of api.pages(purpose, route, { ...repository, issue_number })) {
    const kind = text(event, "event");
    if (kind !== "labeled" && kind !== "unlabeled" || !isLabel(text(event, "label", "name"), label)) continue;
    const [id, by, at] = [count(event, "id"), personOf(member(event, "actor")), text(event, "created_at")];
    if (id === void 0 || at === void 0) throw api.unexpected(purpose, "an event without id or time");
    if (newest !== void 0 && newest.id > id) continue;
    const app = member(event, "performed_via_github_app");
    const automatic = text(event, "actor", "type") !== "User" || app !== null && app !== void 0;
    newest = { id, labelling: kind === "labeled" && by !== void 0 ? { by, automatic, at } : void 0 };
  }
  return newest?.labelling;
}
async function pushOfHead(api, pull) {
  const { headBranch, headRepository, mergedAt } = pull;
  if (headBranch === void 0 || headRepository === void 0) return void 0;
  const purpose = { doing: `reading who pushed to ${headBranch}`, permission: "contents: read" };
  const route = "GET /repos/{owner}/{repo}/activity";
  const query = { ...headRepository, ref: `refs/heads/${headBranch}`, direction: "desc", per_page: 100 };
  const list = items(await api.call(purpose, route, query));
  if (list === void 0) throw api.unexpected(purpose, "no list");
  const limit = mergedAt === void 0 ? Number.POSITIVE_INFINITY : Date.parse(mergedAt);
  const pushes = list.flatMap((activity) => {
    const [at, kind] = [text(activity, "timestamp"), text(activity, "activity_type")];
    if (at === void 0 || kind === void 0) throw api.unexpected(purpose, "an activity without time");
    const counts = text(activity, "ref") === query.ref && kind !== "branch_deletion" && Date.parse(at) <= limit;
    return counts ? [{ at, after: text(activity, "after"), by: personOf(member(activity, "actor")) }] : [];
  });
  const newest = pushes.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
  if (newest === void 0 || newest.after !== pull.head || newest.by === void 0) return void 0;
  return { by: newest.by, at: newest.at };
}
async function makersOf(api, repository, ref) {
  const purpose = { doing: `reading the commit ${ref}`, permission: "contents: read" };
  const commit = await api.call(purpose, "GET /repos/{owner}/{repo}/commits/{ref}", { ...repository, ref, per_page: 1 });
  return [member(commit, "author"), member(commit, "committer")].flatMap((account) => personOf(account) ?? []);
}
async function rightOf(api, repository, { name }) {
  const purpose = { doing: `asking what ${name} may do here`, permission: "metadata: read" };
  const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
  const right2 = text(await api.call(purpose, route, { ...repository, username: name }), "permission");
  if (right2 === void 0) throw api.unexpected(purpose, "no permission");
  return { name: right2, mayWrite: right2 === "write" || right2 === "admin" };
}
async function commentsOf(api, repository, issue_number) {
  const purpose = { doing: `reading the comments of the pull request ${issue_number}`, permission: permission4 };
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const comments = [];
  for await (const comment of api.pages(purpose, route, { ...repository, issue_number })) {
    const [by, at, url] = [count(comment, "user", "id"), text(comment, "created_at"), text(comment, "html_url")];
    if (by === void 0 || at === void 0 || url === void 0) continue;
    comments.push({ by, at, edited: text(comment, "updated_at") !== at, body: text(comment, "body") ?? "", url });
  }
  return comments;
}
function personOf(account) {
  const [id, name] = [count(account, "id"), text(account, "login")];
  return id === void 0 || name === void 0 ? void 0 : { id, name };
}

// packages/hosts/src/github/policy-tip.ts
var fileLimit = 1e8;
var ownPermission = "contents: read";
async function githubPolicyTip(api, repository, branch) {
  const name = branch ?? await defaultBranch(api, repository, "metadata: read");
  const commit = await branchTip(api, repository, name);
  const tree = new CommitTree(new GitHubTrees(api, repository, commit));
  return { branch: name, commit, readFile: (path) => tree.readFile(path) };
}
async function githubCommittedFile(api, repository, commit, path) {
  const name = `${repository.owner}/${repository.repo}`;
  const permission16 = `contents: read in ${name}`;
  const branch = await defaultBranch(api, repository, permission16);
  const tip = await branchTip(api, repository, branch, permission16);
  if (!await isOnBranch(api, repository, tip, commit)) throw notOnBranch(commit, branch, name);
  return new CommitTree(new GitHubTrees(api, repository, commit, permission16)).readFile(path);
}
async function defaultBranch(api, repository, permission16) {
  const purpose = { doing: "asking for the default branch", permission: permission16 };
  const name = member(await api.call(purpose, "GET /repos/{owner}/{repo}", { ...repository }), "default_branch");
  if (!isBranchName(name)) throw api.unexpected(purpose, "no default branch");
  return name;
}
var GitHubTrees = class {
  commit;
  #api;
  #repository;
  #permission;
  constructor(api, repository, commit, permission16 = ownPermission) {
    this.#api = api;
    this.#repository = repository;
    this.commit = commit;
    this.#permission = permission16;
  }
  async entries(folder, tree) {
    const purpose = {
      doing: `reading the folder /${folder} of ${this.commit}`,
      permission: this.#permission
    };
    const route = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";
    const tree_sha = tree ?? await this.#rootTree();
    const answer = await this.#api.call(purpose, route, { ...this.#repository, tree_sha });
    const list = items(answer, "tree");
    if (list === void 0) throw this.#api.unexpected(purpose, "no tree");
    if (member(answer, "truncated") !== false) {
      throw new InfrastructureError(`The folder /${folder} has more entries than the API lists.`, { retryable: false });
    }
    const entries = /* @__PURE__ */ new Map();
    for (const item of list) {
      const [path, mode, sha] = [text(item, "path"), text(item, "mode"), member(item, "sha")];
      if (path === void 0 || mode === void 0 || !isObjectName(sha))
        throw this.#api.unexpected(purpose, "an entry");
      entries.set(path, { mode, sha });
    }
    return entries;
  }
  async blob(path, file_sha) {
    const purpose = { doing: `reading ${path} at ${this.commit}`, permission: this.#permission };
    const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
    return this.#api.bytes(purpose, route, { ...this.#repository, file_sha }, fileLimit);
  }
  async #rootTree() {
    const purpose = { doing: `reading the commit ${this.commit}`, permission: this.#permission };
    const route = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";
    const tree = member(
      await this.#api.call(purpose, route, { ...this.#repository, commit_sha: this.commit }),
      "tree",
      "sha"
    );
    if (!isObjectName(tree)) throw this.#api.unexpected(purpose, "no tree");
    return tree;
  }
};

// packages/hosts/src/github/change-of-run.ts
var permission5 = "pull-requests: read";
async function changeOfRun(api, repository, repositoryUrl, run) {
  const { id, event, headCommit, headBranch, headRepository } = run;
  if (event !== "pull_request") {
    return {
      because: `The run ${id} was started by ${event}, and only the event pull_request has a pull request to write to.`
    };
  }
  if (headRepository === void 0 || headBranch === void 0) {
    return { because: `The repository that the run ${id} was started from is gone.` };
  }
  const purpose = { doing: `looking for the pull request of the run ${id}`, permission: permission5 };
  const route = "GET /repos/{owner}/{repo}/pulls";
  const wanted = { ...repository, state: "open", head: `${headRepository.owner}:${headBranch}` };
  const found = [];
  for await (const item of api.pages(purpose, route, wanted)) {
    const pull = pullRequestHead(item);
    if (pull === void 0) throw api.unexpected(purpose, "a pull request without number or head");
    if (pull.open && pull.repository === headRepository.id && pull.branch === headBranch) found.push(pull);
  }
  const [current, ...others] = found.filter(({ commit }) => commit === headCommit);
  if (current === void 0) return { because: noneBecause(found, headCommit) };
  if (others.length > 0) {
    const numbers = [current, ...others].map(({ number: number2 }) => String(number2)).join(", ");
    return {
      because: `Several pull requests have the head ${shortCommit(headCommit)} (${numbers}), and GitHub does not tell which one the run ${id} was of.`
    };
  }
  const { number, targetBranch } = current;
  if (!isBranchName(targetBranch)) throw api.unexpected(purpose, "a pull request without target");
  return {
    change: {
      number,
      url: `${repositoryUrl}/pull/${number}`,
      targetBranch,
      headCommit,
      fromFork: run.fromFork
    }
  };
}
function noneBecause(moved, headCommit) {
  const [pull] = moved;
  if (pull === void 0)
    return `No open pull request has the head ${shortCommit(headCommit)}: it was closed or merged.`;
  return movedOn(pull, headCommit);
}

// packages/hosts/src/github/triggering-run.ts
var permission6 = "actions: read";
function isWorkflowRunEvent(event) {
  return event === "workflow_run";
}
function triggeringRunId(payload) {
  const id = count(payload, "workflow_run", "id");
  if (id === void 0 || id === 0) {
    throw new ConfigurationError("The event's payload (GITHUB_EVENT_PATH): workflow_run.id is not a number.");
  }
  return id;
}
async function readTriggeringRun(api, repository, id) {
  const purpose = { doing: `reading the run ${id} that triggered this one`, permission: permission6 };
  const run = await api.call(purpose, "GET /repos/{owner}/{repo}/actions/runs/{run_id}", { ...repository, run_id: id });
  const [event, headCommit, attempt3] = [text(run, "event"), member(run, "head_sha"), count(run, "run_attempt") ?? 1];
  const own = count(run, "repository", "id");
  if (count(run, "id") !== id || event === void 0 || own === void 0 || !isObjectName(headCommit)) {
    throw api.unexpected(purpose, "a run without id, event, repository or commit");
  }
  const [head, owner] = [count(run, "head_repository", "id"), text(run, "head_repository", "owner", "login")];
  return {
    id,
    attempt: attempt3,
    event,
    // With `@` and a ref behind it where the file is not the default branch's.
    workflow: text(run, "path")?.split("@")[0],
    headCommit,
    headBranch: text(run, "head_branch"),
    headRepository: head === void 0 || owner === void 0 ? void 0 : { id: head, owner },
    fromFork: head !== own
  };
}

// packages/hosts/src/github/reported-run.ts
async function finishedRun(api, repository, repositoryUrl, payload) {
  const run = await readTriggeringRun(api, repository, triggeringRunId(payload));
  const found = await changeOfRun(api, repository, repositoryUrl, run).catch((error) => {
    const because = commentRefusal(error, false);
    if (because === void 0) throw error;
    return { because };
  });
  return {
    run: { id: run.id, attempt: run.attempt },
    reported: {
      url: `${repositoryUrl}/actions/runs/${run.id}`,
      commit: run.headCommit,
      fromFork: run.fromFork,
      workflow: run.workflow,
      runId: `${run.id}-${run.attempt}`,
      ..."change" in found ? found : { change: void 0, ...found }
    }
  };
}

// packages/hosts/src/github/run-files.ts
import { randomUUID as randomUUID4 } from "node:crypto";
import { mkdtemp as mkdtemp3, rm as rm3, stat as stat2 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join6 } from "node:path";

// packages/hosts/src/zip-entry.ts
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
var inflate = promisify(inflateRaw);
var endSignature = Buffer.from("PK", "latin1");
var entrySignature = 33639248;
var localSignature = 67324752;
var longestEnd = 22 + 65535;
var directoryLimit = 16 * 1024 * 1024;
var elsewhere = 4294967295;
async function readZipEntry(path, name, limit) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path), true);
    const { size } = await file.stat();
    const entry = findEntry(await readDirectory(file, size), name);
    if (entry === void 0) return void 0;
    const tooLarge = `holds a ${name} of more than ${limit} bytes`;
    if (entry.fullSize > limit || entry.size > limit) throw new RangeError(tooLarge);
    if ((entry.flags & 1) !== 0) throw broken("is encrypted");
    const local = await readAt(file, entry.offset, 30, size);
    if (local.readUInt32LE(0) !== localSignature) throw broken("points to no file");
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    const stored = await readAt(file, start, entry.size, size);
    const content = entry.method === 0 ? stored : await inflated(stored, entry.method, limit, tooLarge);
    if (content.byteLength !== entry.fullSize) throw broken("gives a file another size than it has");
    return content;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readDirectory(file, size) {
  const length = Math.min(size, longestEnd);
  const tail = await readAt(file, size - length, length, size);
  const at = tail.lastIndexOf(endSignature);
  if (at === -1 || at + 22 > tail.length) throw broken("has no directory");
  const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (bytes > directoryLimit) throw broken(`has a directory of more than ${directoryLimit} bytes`);
  return readAt(file, offset, bytes, size);
}
function findEntry(directory, name) {
  let found;
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) {
      throw broken("has a directory with something else in it");
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const end = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (end > directory.length) throw broken("has a directory that breaks off");
    if (directory.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      if (found !== void 0) throw broken(`names ${name} twice`);
      found = {
        flags: directory.readUInt16LE(at + 8),
        method: directory.readUInt16LE(at + 10),
        size: directory.readUInt32LE(at + 20),
        fullSize: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42)
      };
      if ([found.size, found.fullSize, found.offset].includes(elsewhere)) throw broken("is a ZIP64");
    }
    at = end;
  }
  return found;
}
async function inflated(stored, method, limit, tooLarge) {
  if (method !== 8) throw broken(`is packed by method ${method}`);
  try {
    return await inflate(stored, { maxOutputLength: limit });
  } catch (error) {
    const { code } = error;
    throw code === "ERR_BUFFER_TOO_LARGE" ? new RangeError(tooLarge) : broken("holds packed bytes that are damaged");
  }
}
async function readAt(file, position, length, size) {
  if (position < 0 || position + length > size) throw broken("points outside itself");
  const buffer = Buffer.alloc(length);
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw broken("breaks off");
  return buffer;
}
function broken(what) {
  return new RangeError(`is no zip archive that can be read: it ${what}`);
}

// packages/hosts/src/github/archive-download.ts
import { createHash as createHash2 } from "node:crypto";
import { open as open2 } from "node:fs/promises";
import { setTimeout as delay3 } from "node:timers/promises";
async function downloadArchive(download) {
  const { retries, retryBaseMs } = download.patience;
  for (let attempt3 = 1; ; attempt3++) {
    try {
      return await downloadOnce(download);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      if (attempt3 > retries) {
        const store = new URL(download.url).host;
        throw new InfrastructureError(
          `GitHub's artifact store (${store}): no artifact came in ${attempt3} attempts: ${messageOf(error)}. Run the job again later.`,
          { retryable: true }
        );
      }
      await delay3(retryBaseMs * attempt3 * attempt3);
    }
  }
}
async function downloadOnce({ url, into, limit, fetch, patience }) {
  var _stack = [];
  try {
    const response = await timedFetch(fetch, patience.answerSeconds)(url, { headers: { "user-agent": "mlgate" } });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Error(`HTTP ${response.status}`);
    }
    const file = __using(_stack, await open2(into, "w", 384), true);
    const hash = createHash2("sha256");
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > limit) throw new RangeError(`is larger than ${limit} bytes`);
      hash.update(chunk);
      await file.write(chunk);
    }
    return `sha256:${hash.digest("hex")}`;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// packages/hosts/src/github/run-files.ts
var permission7 = "actions: read";
var archiveLimit = 2e9;
var totalLimit = 2e10;
async function readRunArtifacts(options, query) {
  const listed = await listArtifacts(options, query.prefix);
  const folder = await mkdtemp3(join6(tmpdir3(), "mlgate-artifacts-"));
  try {
    const files = [];
    let left = options.total ?? totalLimit;
    for (const artifact of listed.toSorted((a, b) => a.bytes - b.bytes)) {
      const archive = join6(folder, randomUUID4());
      files.push(await readOne(options, query, artifact, { archive, left }));
      left -= await sizeOf(archive);
      await rm3(archive, { force: true });
    }
    return files;
  } finally {
    await rm3(folder, { recursive: true, force: true });
  }
}
async function listArtifacts({ api, repository, run }, prefix) {
  const purpose = { doing: `listing the artifacts of the run ${run.id}`, permission: permission7 };
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
  const found = [];
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run.id }, "artifacts")) {
    const [id, name, bytes] = [count(item, "id"), text(item, "name"), count(item, "size_in_bytes")];
    const expired = member(item, "expired");
    if (id === void 0 || name === void 0 || bytes === void 0 || typeof expired !== "boolean") {
      throw api.unexpected(purpose, "an artifact without id, name or size");
    }
    if (!mayBeNamed(name, prefix)) continue;
    if (found.length === runFileLimit) {
      throw new ConfigurationError(
        `The run ${run.id} has more than ${runFileLimit} artifacts whose names begin with ${prefix}.`
      );
    }
    const created = Date.parse(text(item, "created_at") ?? "");
    const createdMs = Number.isNaN(created) ? void 0 : created;
    found.push({ id, name, bytes, expired, digest: text(item, "digest"), createdMs });
  }
  return found;
}
async function readOne({ api, repository, run, download }, { file, limit }, { id, name, bytes, expired, digest, createdMs }, { archive, left }) {
  const attempt3 = attemptOf(name);
  const found = {
    artifact: name,
    isNamed: (wanted) => isArtifactOf(name, wanted),
    attempt: attempt3,
    createdMs
  };
  const problem = (what) => ({ ...found, problem: what });
  if (attempt3 > run.attempt) return problem(`names the attempt ${attempt3}, and the run is in attempt ${run.attempt}`);
  if (expired) return problem("has expired");
  if (digest === void 0 || !isDigest(digest)) return problem("has no digest that GitHub knows");
  if (bytes > archiveLimit) return problem(`is larger than ${archiveLimit} bytes`);
  if (bytes > left) return problem("is not brought: the artifacts of this run are too large together");
  try {
    const purpose = { doing: `downloading the artifact ${name}`, permission: permission7 };
    const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
    const url = await api.location(purpose, route, { ...repository, artifact_id: id, archive_format: "zip" });
    const stored = await downloadArchive({ ...download, url, into: archive, limit: Math.min(left, archiveLimit) });
    if (stored !== digest) return problem(`is ${stored}, but GitHub says ${digest}`);
    const content = await readZipEntry(archive, file, limit);
    return content === void 0 ? problem(`holds no ${file}`) : { ...found, content };
  } catch (error) {
    if (error instanceof RangeError) return problem(error.message);
    throw error;
  }
}
async function sizeOf(path) {
  return (await stat2(path).catch(() => void 0))?.size ?? 0;
}

// packages/hosts/src/github/step-summary.ts
import { appendFile as appendFile2, stat as stat3 } from "node:fs/promises";
var summaryLimit = 1024 * 1024;
var apology = (section) => `
The summary of ${section.key.replace(/[^\w ./-]/gu, "_").slice(0, 200)} does not fit here; see the report artifact.
`;
function fittingSummary(section, room) {
  const forms = [`${section.markdown}
`, `${section.shortMarkdown}
`, apology(section)];
  return forms.find((form) => Buffer.byteLength(form) <= room) ?? "";
}
async function appendSummary(path, section) {
  const used = await stat3(path).then(
    (file) => file.size,
    () => 0
  );
  await appendFile2(path, fittingSummary(section, summaryLimit - used));
}

// packages/hosts/src/github/workflow-commands.ts
function workflowCommand(name, properties, message) {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty2(value)}`);
  return `::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${escapeData2(message)}
`;
}
function escapeData2(value) {
  return value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty2(value) {
  return escapeData2(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function maskCommands(secret) {
  const lines = secret.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  return lines.map((line) => workflowCommand("add-mask", {}, line)).join("");
}
var levels2 = ["error", "warning", "notice"];
var perLevel = 10;
var AnnotationBudget = class {
  #left = { error: perLevel, warning: perLevel, notice: perLevel };
  /**
   * Commands for the first annotations of each level, which are the most important ones; when not all fit, the last
   * place says how many more there are.
   */
  commands(annotations) {
    let commands = "";
    for (const level of levels2) {
      const wanted = annotations.filter((annotation) => annotation.level === level);
      const room = this.#left[level];
      const shown = wanted.length <= room ? wanted : wanted.slice(0, Math.max(0, room - 1));
      commands += shown.map(annotationCommand).join("");
      const more = wanted.length - shown.length;
      if (more > 0) {
        const sentence = `${more} more like this; the report lists all.`;
        commands += room > 0 ? workflowCommand(level, { title: "mlgate" }, sentence) : "";
      }
      this.#left[level] = Math.max(0, room - wanted.length);
    }
    return commands;
  }
};
function annotationCommand(annotation) {
  const at = annotation.position;
  const place = at === void 0 ? {} : { file: at.file, line: String(at.line), col: String(at.column) };
  return workflowCommand(annotation.level, { title: annotation.title, ...place }, annotation.message);
}

// packages/hosts/src/github/github-host.ts
var GitHubHost = class {
  name = "github";
  run;
  commentLimit = githubCommentLimit;
  seesWholeRun;
  #env;
  #write;
  #log;
  #inputs;
  #patience;
  #fetch;
  #api;
  #artifacts;
  /** Set on GitHub Enterprise Server alone. */
  #folders;
  #annotations = new AnnotationBudget();
  #change;
  /** Whose reports are read; the own run until then. */
  #reportedId;
  #finishedRun;
  constructor(env, deps) {
    this.#env = env;
    this.#write = deps.write;
    this.#log = deps.log;
    this.#inputs = deps.inputs;
    this.#fetch = deps.fetch;
    this.#patience = { ...defaultPatience, ...deps.patience };
    this.run = runContext(env);
    const token = this.#token();
    this.#api = new GitHubApi({
      baseUrl: variable(env, "GITHUB_API_URL") ?? "https://api.github.com",
      token,
      fetch: deps.fetch,
      log: deps.log,
      patience: this.#patience
    });
    this.#folders = isEnterpriseServer(env) ? new WorkspaceFolders(variable(env, "GITHUB_WORKSPACE") ?? process.cwd(), deps.exec) : void 0;
    this.seesWholeRun = this.#folders === void 0;
    const [owner, repo] = (this.run.repository ?? "").split("/");
    this.#artifacts = new RunArtifacts({
      env,
      client: deps.artifactClient ?? loadArtifactClient,
      otherRuns: token === void 0 || owner === void 0 || repo === void 0 ? void 0 : { token, repositoryOwner: owner, repositoryName: repo, workflowRunId: this.#runId() },
      timeoutSeconds: this.#patience.artifactSeconds
    });
  }
  /** As @actions/core reads it: spaces become underscores, hyphens stay, white space around the value goes. */
  input(name) {
    const value = variable(this.#env, `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`)?.trim();
    return explicitInput(this.#inputs, name) ?? (value === "" ? void 0 : value);
  }
  async setOutputs(outputs) {
    await appendOutputs(this.#required("GITHUB_OUTPUT"), outputs, this.#log);
  }
  async writeSummary(section) {
    const path = variable(this.#env, "GITHUB_STEP_SUMMARY");
    if (path !== void 0) await appendSummary(path, section);
  }
  async annotate(annotations) {
    const commands = this.#annotations.commands(annotations);
    if (commands !== "") this.#write(commands);
  }
  async writeCheck(check) {
    if (!this.#api.hasToken) return { written: false, reason: "No token was given to write the check with." };
    const change = await this.change();
    const commit = change?.headCommit ?? this.run.commit;
    if (commit === void 0) return { written: false, reason: "This run names no commit." };
    try {
      return await writeCheckRun(this.#api, this.#repository(), commit, check);
    } catch (error) {
      const reason = checkRefusal(error, change?.fromFork === true);
      if (reason === void 0) throw error;
      return { written: false, reason };
    }
  }
  async group(title, body) {
    this.#write(workflowCommand("group", {}, title.replace(/[\p{Cc}]+/gu, " ")));
    try {
      return await body();
    } finally {
      this.#write(workflowCommand("endgroup", {}, ""));
    }
  }
  mask(secret) {
    this.#write(maskCommands(secret));
  }
  async change() {
    if (!isPullRequestEvent(this.run.event)) return void 0;
    this.#change ??= readEventPayload(this.#required("GITHUB_EVENT_PATH")).then(
      (payload) => changeOfPayload(payload, this.#repositoryUrl())
    );
    return this.#change;
  }
  async policyTip() {
    const change = await this.change();
    return githubPolicyTip(this.#api, this.#repository(), change?.targetBranch);
  }
  async readCommitted(repository, commit, path) {
    const [owner, repo, ...rest] = repository.split("/");
    if (!owner || !repo || rest.length > 0) {
      throw new ConfigurationError(`extends: ${repository} is no repository of GitHub (owner/name).`);
    }
    return githubCommittedFile(this.#api, { owner, repo }, commit, path);
  }
  async override(label) {
    const change = await this.change();
    if (change !== void 0) return pullRequestOverride(this.#api, this.#repository(), change, label);
    const { branch } = await this.policyTip();
    const { event, ref, commit } = this.run;
    if (event !== "push" || ref !== `refs/heads/${branch}` || commit === void 0) return { state: "absent" };
    return mergedOverride(this.#api, this.#repository(), { commit, branch }, label);
  }
  async publishPage(name, file) {
    const id = await this.#artifacts.uploadPage(name, file);
    return id === void 0 ? void 0 : `${this.#repositoryUrl()}/actions/runs/${this.#ownRun()}/artifacts/${id}`;
  }
  ownsPage(address) {
    const artifacts = `${this.#repositoryUrl()}/actions/runs/${this.#reportedId ?? this.#runId()}/artifacts/`;
    return address.startsWith(artifacts) && /^[1-9][0-9]{0,17}$/.test(address.slice(artifacts.length));
  }
  artifactPlace(name) {
    if (this.#folders !== void 0) return void 0;
    const address = `${this.#repositoryUrl()}/actions/runs/${this.#ownRun()}#artifacts`;
    return { name: attemptArtifactName(name, Number(variable(this.#env, "GITHUB_RUN_ATTEMPT") ?? "1")), address };
  }
  async uploadArtifact(name, directory) {
    if (this.#folders === void 0) return this.#artifacts.upload(name, directory);
    const handedOver = await this.#folders.upload(directory);
    this.#log.info(
      `GitHub Enterprise Server keeps no artifacts of this kind: ${handedOver.id} is handed over as a folder. Another runner gets it by actions/upload-artifact@v3 and download-artifact@v3.`
    );
    return handedOver;
  }
  async downloadArtifact(reference, into) {
    await (this.#folders ?? this.#artifacts).download(reference, into);
  }
  async findBranchArtifact(branch, name) {
    if (this.#folders !== void 0) throw noBranchRuns(branch, name);
    const here = { runId: this.#ownRun(), repositoryUrl: this.#repositoryUrl() };
    return findPushArtifact(this.#api, this.#repository(), here, branch, name);
  }
  async reportedRun() {
    const finished = await this.#finished();
    return finished?.reported ?? ownRun(this.run, await this.change());
  }
  async readRunFiles(query) {
    if (this.#folders !== void 0) return this.#folders.runFiles(query);
    const attempt3 = Number(variable(this.#env, "GITHUB_RUN_ATTEMPT") ?? "1");
    const run = (await this.#finished())?.run ?? { id: this.#ownRun(), attempt: attempt3 };
    this.#reportedId = run.id;
    const download = { fetch: this.#fetch, patience: this.#patience };
    return readRunArtifacts({ api: this.#api, repository: this.#repository(), run, download }, query);
  }
  async upsertComment(marker, compose, target = { kind: "change" }) {
    if (target.kind !== "change") return this.#commentElsewhere(marker, compose, target);
    const { change, because = "This run belongs to no pull request." } = await this.reportedRun();
    if (change === void 0) return { written: false, reason: because };
    if (!this.#api.hasToken) return { written: false, reason: "No token was given to write the comment with." };
    const all = new PullRequestComments(this.#api, this.#repository(), change.number, marker);
    const late = isWorkflowRunEvent(this.run.event);
    const comments = late ? new CommentsOfHead(this.#api, this.#repository(), change, all) : all;
    const pace = paceOf(this.#patience.settleMs);
    try {
      return await upsertStickyComment(comments, marker, compose, this.commentLimit, pace);
    } catch (error) {
      const reason = lateBecause(error) ?? commentRefusal(error, change.fromFork && !late);
      if (reason === void 0) throw error;
      this.#log.debug(reason);
      return { written: false, reason };
    }
  }
  async #commentElsewhere(marker, compose, target) {
    if (!this.#api.hasToken) return { written: false, reason: "No token was given to write the comment with." };
    const thread = otherThread(this.#api, this.#repository(), target, marker);
    try {
      return await upsertStickyComment(thread, marker, compose, this.commentLimit, paceOf(this.#patience.settleMs));
    } catch (error) {
      const reason = otherRefusal(error, target, (await this.change())?.fromFork ?? false);
      if (reason === void 0) throw error;
      return { written: false, reason };
    }
  }
  credentialVariables() {
    return credentialVariables(this.#env);
  }
  /** The run that this one was started for because it had finished; undefined on other events. */
  async #finished() {
    if (!isWorkflowRunEvent(this.run.event)) return void 0;
    this.#finishedRun ??= readEventPayload(this.#required("GITHUB_EVENT_PATH")).then(
      (payload) => finishedRun(this.#api, this.#repository(), this.#repositoryUrl(), payload)
    );
    return this.#finishedRun;
  }
  #token() {
    return readToken(this.input("token"), "input token") ?? readToken(this.#env.GITHUB_TOKEN, "GITHUB_TOKEN") ?? readToken(this.#env.GH_TOKEN, "GH_TOKEN");
  }
  #repository() {
    const [owner, repo, ...rest] = this.#required("GITHUB_REPOSITORY").split("/");
    if (!owner || !repo || rest.length > 0) throw new ConfigurationError("GITHUB_REPOSITORY is not owner/name.");
    return { owner, repo };
  }
  #repositoryUrl() {
    return `${serverUrl(this.#env)}/${this.#required("GITHUB_REPOSITORY")}`;
  }
  /** 0 when there is none: no run has it. */
  #runId() {
    const id = Number(variable(this.#env, "GITHUB_RUN_ID") ?? "0");
    return Number.isSafeInteger(id) && id > 0 ? id : 0;
  }
  #ownRun() {
    const id = this.#runId();
    if (id === 0) throw new ConfigurationError("GITHUB_RUN_ID is no number: it is set by the runner.");
    return id;
  }
  #required(name) {
    const value = variable(this.#env, name);
    if (value === void 0) {
      throw new ConfigurationError(`${name} is not set. It is there in every GitHub job; elsewhere use another --host.`);
    }
    return value;
  }
};
function serverUrl(env) {
  return (variable(env, "GITHUB_SERVER_URL") ?? "https://github.com").replace(/\/+$/, "");
}
function runContext(env) {
  const repository = variable(env, "GITHUB_REPOSITORY");
  const id = variable(env, "GITHUB_RUN_ID");
  return {
    repository,
    commit: variable(env, "GITHUB_SHA"),
    ref: variable(env, "GITHUB_REF"),
    event: variable(env, "GITHUB_EVENT_NAME") ?? "local",
    runUrl: repository === void 0 || id === void 0 ? void 0 : `${serverUrl(env)}/${repository}/actions/runs/${id}`,
    runId: id === void 0 ? void 0 : `${id}-${variable(env, "GITHUB_RUN_ATTEMPT") ?? "1"}`,
    workflow: workflowFile(env, repository)
  };
}
function workflowFile(env, repository) {
  const [path] = (variable(env, "GITHUB_WORKFLOW_REF") ?? "").split("@");
  if (!path) return void 0;
  return repository !== void 0 && path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path;
}

// packages/hosts/src/gitlab/gitlab-api.ts
import { setTimeout as delay4 } from "node:timers/promises";
var jsonLimit2 = 2e7;
var pageLimit2 = 300;
var redirectLimit = 5;
var GitLabApi = class {
  #baseUrl;
  #token;
  #fetch;
  #patience;
  constructor(options) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, "");
    this.#token = options.token;
    const { fetch, patience, log } = options;
    this.#fetch = waitOutLimits(timedFetch(fetch, patience.answerSeconds), patience, log);
    this.#patience = patience;
  }
  get tokenKind() {
    return this.#token?.kind;
  }
  /** One call; `path` begins with a slash, its parts are percent-encoded. The answer is unchecked JSON. */
  async call(purpose, method, path, body) {
    const { bytes } = await this.#request(purpose, method, path, body, jsonLimit2);
    return bytes.byteLength === 0 ? void 0 : this.#parse(purpose, bytes);
  }
  /** One call that is not repeated when it fails: for what must not be done later than it was meant. */
  async callOnce(purpose, method, path, body) {
    await this.#once(purpose, method, path, body, jsonLimit2);
  }
  /** The items of a list, page after page. `path` has no query yet, or one with other parameters. */
  async *pages(purpose, path) {
    for (let page = 1; page <= pageLimit2; page++) {
      const query = `${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`;
      const { bytes, headers } = await this.#request(purpose, "GET", `${path}${query}`, void 0, jsonLimit2);
      const list = items(this.#parse(purpose, bytes));
      if (list === void 0) throw this.unexpected(purpose, "the answer is no list");
      yield* list;
      if ((headers.get("x-next-page") ?? "") === "") return;
    }
    throw this.unexpected(purpose, `more than ${pageLimit2} pages`);
  }
  async bytes(purpose, path, limit) {
    return (await this.#request(purpose, "GET", path, void 0, limit)).bytes;
  }
  unexpected(purpose, found) {
    const message = `${this.#baseUrl}: ${purpose.doing} got an unexpected answer: ${found}.`;
    return new ApiFailure(message, { status: void 0, retryable: true });
  }
  #parse(purpose, bytes) {
    try {
      return JSON.parse(Buffer.from(bytes).toString("utf8"));
    } catch {
      throw this.unexpected(purpose, "no JSON");
    }
  }
  async #request(purpose, method, path, body, limit) {
    const { retries, retryBaseMs } = this.#patience;
    for (let attempt3 = 1; ; attempt3++) {
      try {
        return await this.#once(purpose, method, path, body, limit);
      } catch (error) {
        const passing = error instanceof ApiFailure && error.retryable && !error.rateLimited;
        if (!passing || attempt3 > retries) throw error;
        await delay4(retryBaseMs * attempt3 * attempt3);
      }
    }
  }
  async #once(purpose, method, path, body, limit) {
    try {
      const response = await this.#follow(method, `${this.#baseUrl}${path}`, body);
      const bytes = response.body === null ? new Uint8Array() : await readBytes(response.body, limit);
      if (response.ok) return { bytes, headers: response.headers };
      throw this.#failure(purpose, response.status, saidIn(bytes), response.headers);
    } catch (error) {
      if (error instanceof ApiFailure) throw error;
      throw this.#failure(purpose, void 0, networkMessage(error), void 0);
    }
  }
  /**
   * Redirects are followed by hand: artifacts may lie in an object store, and fetch would take GitLab's own token
   * headers there (it drops only Authorization).
   */
  async #follow(method, address, body) {
    const home = new URL(this.#baseUrl).origin;
    let url = new URL(address);
    for (let hop = 0; hop <= redirectLimit; hop++) {
      const headers = new Headers({ "user-agent": "mlgate" });
      if (url.origin === home && this.#token !== void 0) {
        headers.set(this.#token.kind === "token" ? "PRIVATE-TOKEN" : "JOB-TOKEN", this.#token.value);
      }
      if (body !== void 0) headers.set("content-type", "application/json");
      const content = body === void 0 ? {} : { body: JSON.stringify(body) };
      const response = await this.#fetch(url, { method, headers, redirect: "manual", ...content });
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return response;
      await response.body?.cancel();
      if (method !== "GET") throw new Error(`redirected to ${new URL(location, url).origin}`);
      url = new URL(location, url);
    }
    throw new Error(`more than ${redirectLimit} redirects`);
  }
  #failure(purpose, status, said, headers) {
    const header = (name) => headers?.get(name) ?? void 0;
    return apiFailure({
      ...purpose,
      remote: this.#baseUrl,
      status,
      said: this.#token === void 0 ? said : said.replaceAll(this.#token.value, "***"),
      hasToken: this.#token !== void 0,
      rateLimit: rateLimitOf({ status, header }),
      unavailableUntil: unavailableUntil({ status, header })
    });
  }
};
function saidIn(bytes) {
  const raw = Buffer.from(bytes).toString("utf8");
  try {
    const answer = JSON.parse(raw);
    const said = member(answer, "message") ?? member(answer, "error_description") ?? member(answer, "error");
    return typeof said === "string" ? said : JSON.stringify(said ?? "");
  } catch {
    return raw.slice(0, 300);
  }
}
function networkMessage(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

// packages/hosts/src/gitlab/handed-over.ts
import { readdirSync, readFileSync as readFileSync2, statSync } from "node:fs";
import { mkdir as mkdir2, rm as rm4 } from "node:fs/promises";

// packages/hosts/src/gitlab/artifact-index.ts
var indexFile = "index.json";
var indexLimit = 5e6;
var jobsFolder = [".mlgate", ".jobs"];
function jobFolder(job) {
  return [...jobsFolder, safeArtifactName(job)];
}
function artifactFolder(job, name) {
  return [...jobFolder(job), safeArtifactName(name)];
}
function parseArtifactIndex(value, folder) {
  const [id, digest, listed] = [text(value, "id"), text(value, "digest"), items(value, "files")];
  const files = listed?.filter((file) => typeof file === "string");
  const within = id?.startsWith(`${folder.join("/")}/`) === true;
  if (id === void 0 || !within || digest === void 0 || !isDigest(digest)) return void 0;
  return files === void 0 || files.length !== listed?.length ? void 0 : { id, digest, files };
}

// packages/hosts/src/gitlab/dotenv-file.ts
var [mostBytes, mostVariables] = [5 * 1024, 20];
var plain2 = /^[A-Za-z0-9._:/@+=-]{1,1000}$/;
function dotenvText(outputs) {
  const lines = [];
  let bytes = 0;
  for (const [name, value] of Object.entries(outputs)) {
    const variable2 = `MLGATE_OUTPUT_${name.toUpperCase().replaceAll("-", "_")}`;
    const line = `${variable2}=${value}
`;
    if (!plain2.test(value) || !/^[A-Z0-9_]+$/.test(variable2)) continue;
    if (lines.length === mostVariables || bytes + line.length > mostBytes) continue;
    lines.push(line);
    bytes += line.length;
  }
  return lines.join("");
}

// packages/hosts/src/gitlab/handed-over.ts
var use2 = "mlgate hands files over to other jobs there";
async function keepForLaterJobs(projectDirectory, job, name, from) {
  const digest = await digestOfTree(from);
  const folder = artifactFolder(job, name);
  const path = [...folder, hexOf(digest)];
  const to = unlinkedPath(projectDirectory, path, use2);
  const index = unlinkedPath(projectDirectory, [...folder, indexFile], use2);
  await rm4(to, { recursive: true, force: true });
  await mkdir2(to, { recursive: true });
  const files = await copyFiles(from, to);
  const reference = { id: path.join("/"), digest };
  await assertTree(to, reference);
  await writeFileAtomically(index, JSON.stringify({ ...reference, files }));
  return reference;
}
async function bringFromEarlierJob(projectDirectory, reference, into) {
  const from = unlinkedPath(projectDirectory, repositoryPath(reference.id), use2);
  await copyVerified(from, reference, into).catch((error) => {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(
      `${reference.id}: the artifact is not here. Does this job \`need\` the job that made it, with its artifacts?`,
      { cause: error }
    );
  });
}
function artifactOfJob(projectDirectory, job) {
  const folder = jobFolder(job);
  const path = unlinkedPath(projectDirectory, folder, use2);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(
      `The job ${JSON.stringify(job)} left nothing for this one. Does this job \`need\` it, with its artifacts, and did it run?`
    );
  }
  const names = readdirSync(path, { withFileTypes: true }).flatMap((entry) => entry.isFile() ? [] : [entry.name]);
  const [name, ...others] = names;
  if (name === void 0 || others.length > 0) {
    throw new ConfigurationError(
      `The job ${JSON.stringify(job)} left ${names.length} artifacts, not one. Pass the id and the digest of the one that is meant.`
    );
  }
  const place = [...folder, name];
  const index = parseArtifactIndex(readJson(unlinkedPath(projectDirectory, [...place, indexFile], use2)), place);
  if (index === void 0) {
    throw new ConfigurationError(`${[...place, indexFile].join("/")}: is no index of an artifact of mlgate.`);
  }
  return { id: index.id, digest: index.digest };
}
function readJson(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > indexLimit) return void 0;
  try {
    return JSON.parse(readFileSync2(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
async function writeOutputs(projectDirectory, job, outputs) {
  const file = unlinkedPath(projectDirectory, [...jobFolder(job), "outputs.json"], use2);
  await writeFileAtomically(file, `${JSON.stringify(outputs, null, 2)}
`);
  const variables = unlinkedPath(projectDirectory, [...jobFolder(job), "mlgate.env"], use2);
  await writeFileAtomically(variables, dotenvText(outputs));
}

// packages/hosts/src/gitlab/input-variable.ts
function inputVariable(name) {
  return `MLGATE_INPUT_${name.replace(/[^A-Za-z0-9_]/g, "_").toUpperCase()}`;
}

// packages/hosts/src/gitlab/job-page.ts
import { copyFile as copyFile2, mkdir as mkdir3 } from "node:fs/promises";
import { dirname as dirname3 } from "node:path";
var use3 = "mlgate keeps the page of its report there";
async function keepPage(projectDirectory, job, name, file, jobUrl) {
  const path = [...jobFolder(job), `${safeArtifactName(name)}.html`];
  const to = unlinkedPath(projectDirectory, path, use3);
  await mkdir3(dirname3(to), { recursive: true });
  await copyFile2(file, to);
  return `${jobUrl}/artifacts/file/${path.map(encodeURIComponent).join("/")}`;
}
function folderAddress(job, name, jobUrl) {
  return `${jobUrl}/artifacts/browse/${artifactFolder(job, name).map(encodeURIComponent).join("/")}/`;
}
function isPageOfProject(address, projectUrl) {
  const jobs = `${projectUrl}/-/jobs/`;
  return address.startsWith(jobs) && /^[1-9][0-9]{0,17}\/artifacts\/file\/\.mlgate\/\.jobs\/\w[\w.-]{0,150}\/\w[\w.-]{0,150}\.html$/.test(
    address.slice(jobs.length)
  );
}

// packages/hosts/src/gitlab/log-section.ts
function sectionStart(name, title, at) {
  const plain3 = title.replace(/[\p{Cc}]+/gu, " ");
  return `\x1B[0Ksection_start:${seconds(at)}:${name}[collapsed=true]\r\x1B[0K${plain3}
`;
}
function sectionEnd(name, at) {
  return `\x1B[0Ksection_end:${seconds(at)}:${name}\r\x1B[0K
`;
}
function sectionName(title, number) {
  const safe = title.toLowerCase().replace(/[^a-z0-9_.-]+/g, "_").slice(0, 60);
  return `mlgate_${number}_${safe}`;
}
function seconds(at) {
  return Math.floor(at.getTime() / 1e3);
}

// packages/hosts/src/gitlab/merge-request.ts
function gitlabRun(env) {
  const source = variable(env, "CI_PIPELINE_SOURCE") ?? "local";
  const [branch, tag] = [variable(env, "CI_COMMIT_BRANCH"), variable(env, "CI_COMMIT_TAG")];
  const pushed = tag === void 0 ? branch && `refs/heads/${branch}` : `refs/tags/${tag}`;
  const [pipeline, job] = [variable(env, "CI_PIPELINE_ID"), variable(env, "CI_JOB_ID")];
  return {
    repository: variable(env, "CI_PROJECT_PATH"),
    commit: variable(env, "CI_COMMIT_SHA"),
    ref: variable(env, "CI_MERGE_REQUEST_REF_PATH") ?? pushed,
    event: source === "merge_request_event" ? "pull_request" : source,
    runUrl: variable(env, "CI_PIPELINE_URL"),
    // A retried job gets a new id: it is the attempt.
    runId: pipeline === void 0 || job === void 0 ? void 0 : `${pipeline}-${job}`,
    // The definition of a child pipeline is its parent's matter, and has no name here.
    workflow: source === "parent_pipeline" ? void 0 : variable(env, "CI_CONFIG_PATH") ?? ".gitlab-ci.yml"
  };
}
function mergeRequest(env) {
  const iid = variable(env, "CI_MERGE_REQUEST_IID");
  if (iid === void 0) return void 0;
  const number = Number(iid);
  if (!Number.isSafeInteger(number) || number <= 0) throw malformed2("CI_MERGE_REQUEST_IID", "a number");
  const targetBranch = variable(env, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  if (!isBranchName(targetBranch)) throw malformed2("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "a branch name");
  const headCommit = variable(env, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? variable(env, "CI_COMMIT_SHA");
  if (!isObjectName(headCommit)) throw malformed2("CI_COMMIT_SHA", "a commit");
  const source = variable(env, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
  return {
    number,
    url: `${targetProjectUrl(env)}/-/merge_requests/${number}`,
    targetBranch,
    headCommit,
    fromFork: source === void 0 || source !== targetProject(env) || source !== variable(env, "CI_PROJECT_ID")
  };
}
function targetProject(env) {
  const id = variable(env, "CI_MERGE_REQUEST_PROJECT_ID") ?? variable(env, "CI_PROJECT_ID");
  if (id === void 0 || !/^[0-9]+$/.test(id)) throw malformed2("CI_PROJECT_ID", "a number");
  return id;
}
function targetProjectUrl(env) {
  return variable(env, "CI_MERGE_REQUEST_PROJECT_URL") ?? variable(env, "CI_PROJECT_URL") ?? "";
}
function malformed2(name, expected) {
  return new ConfigurationError(
    `${name} is not ${expected}. GitLab sets it in every such job; elsewhere use another --host.`
  );
}

// packages/hosts/src/gitlab/merge-request-notes.ts
var gitlabCommentLimit = 1e6;
var permission8 = "api";
var MergeRequestNotes = class {
  #api;
  #path;
  #noteable;
  #marker;
  #author;
  constructor(api, project, noteable, marker) {
    this.#api = api;
    this.#path = `/projects/${project}/${noteable.path}/notes`;
    this.#noteable = noteable;
    this.#marker = marker;
  }
  async listOwn() {
    const author = await this.#self();
    const purpose = { doing: "listing the notes", permission: permission8 };
    const own = [];
    for await (const note of this.#api.pages(purpose, `${this.#path}?order_by=created_at&sort=asc`)) {
      const [id, body] = [count(note, "id"), text(note, "body") ?? ""];
      if (id === void 0) throw this.#api.unexpected(purpose, "a note without id");
      const ours = count(note, "author", "id") === author && member(note, "system") === false;
      if (ours && body.startsWith(this.#marker)) own.push({ id, body, url: `${this.#noteable.url}#note_${id}` });
    }
    return own.sort((a, b) => a.id - b.id);
  }
  async create(body) {
    await this.#api.callOnce({ doing: "writing the note", permission: permission8 }, "POST", this.#path, { body });
  }
  async update(id, body) {
    await this.#api.callOnce({ doing: "updating the note", permission: permission8 }, "PUT", `${this.#path}/${id}`, { body });
  }
  async remove(id) {
    try {
      await this.#api.call({ doing: "removing a duplicate of the note", permission: permission8 }, "DELETE", `${this.#path}/${id}`);
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
    }
  }
  async #self() {
    this.#author ??= tokenOwner(this.#api, permission8);
    return this.#author;
  }
};
async function tokenOwner(api, permission16) {
  const purpose = { doing: "asking who the token belongs to", permission: permission16 };
  const id = count(await api.call(purpose, "GET", "/user"), "id");
  if (id === void 0) throw api.unexpected(purpose, "no user");
  return id;
}
function noteRefusal(error, target) {
  if (!(error instanceof ApiFailure) || error.retryable) return void 0;
  if (error.status !== 401 && error.status !== 403 && error.status !== 404) return void 0;
  const where = target.kind === "change" ? "" : `Is there ${targetName(target)} in this project? `;
  return `${where}GITLAB_TOKEN must be a project or personal token with the scope \`api\` and at least the role Reporter. (${error.message})`;
}
function targetName(target) {
  return target.kind === "issue" ? `an issue ${target.number}` : `a commit ${target.commit.slice(0, 12)}`;
}

// packages/hosts/src/gitlab/commit-discussions.ts
var permission9 = "api";
var CommitDiscussions = class {
  #api;
  #path;
  #url;
  #marker;
  #discussions = /* @__PURE__ */ new Map();
  #author;
  /** `url` is the commit's page. */
  constructor(api, project, commit, url, marker) {
    this.#api = api;
    this.#path = `/projects/${project}/repository/commits/${commit}/discussions`;
    this.#url = url;
    this.#marker = marker;
  }
  async listOwn() {
    const author = await this.#self();
    const purpose = { doing: "listing the discussions of the commit", permission: permission9 };
    const own = [];
    for await (const discussion of this.#api.pages(purpose, this.#path)) {
      const [name, notes] = [text(discussion, "id"), items(discussion, "notes")];
      if (name === void 0 || notes === void 0 || !/^[0-9a-f]+$/.test(name)) {
        throw this.#api.unexpected(purpose, "a discussion without id");
      }
      const [note] = notes;
      const [id, body] = [count(note, "id"), text(note, "body") ?? ""];
      if (id === void 0 || count(note, "author", "id") !== author || !body.startsWith(this.#marker)) continue;
      this.#discussions.set(id, name);
      own.push({ id, body, url: `${this.#url}#note_${id}` });
    }
    return own.sort((a, b) => a.id - b.id);
  }
  async create(body) {
    await this.#api.callOnce({ doing: "writing the note", permission: permission9 }, "POST", this.#path, { body });
  }
  async update(id, body) {
    await this.#api.callOnce({ doing: "updating the note", permission: permission9 }, "PUT", this.#note(id), { body });
  }
  async remove(id) {
    try {
      await this.#api.call({ doing: "removing a duplicate of the note", permission: permission9 }, "DELETE", this.#note(id));
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
    }
  }
  #note(id) {
    return `${this.#path}/${this.#discussions.get(id)}/notes/${id}`;
  }
  async #self() {
    this.#author ??= tokenOwner(this.#api, permission9);
    return this.#author;
  }
};

// packages/hosts/src/gitlab/note-target.ts
function notesOf(api, project, { target, change }, marker) {
  if (target.kind === "commit") {
    return new CommitDiscussions(api, project.id, target.commit, `${project.url}/-/commit/${target.commit}`, marker);
  }
  if (target.kind === "issue") {
    const issue = { path: `issues/${target.number}`, url: `${project.url}/-/issues/${target.number}` };
    return new MergeRequestNotes(api, project.id, issue, marker);
  }
  if (change === void 0) throw new RangeError("Without a change nobody comments on one.");
  return new MergeRequestNotes(api, project.id, { path: `merge_requests/${change.number}`, url: change.url }, marker);
}

// packages/hosts/src/gitlab/override.ts
var permission10 = "read_api";
var developer = 30;
async function mergeRequestOverride(api, project, change, label) {
  const request = await attempt2(() => readRequest(api, project, change.number));
  if ("because" in request) return { state: "unknown", because: request.because };
  if (!request.value.labels.includes(label)) return { state: "absent" };
  if (request.value.head !== change.headCommit) {
    const because = `The change has moved on to ${request.value.head.slice(0, 7)}; this run is of ${change.headCommit.slice(0, 7)}.`;
    return { state: "refused", because };
  }
  return judged2(api, project, request.value, label);
}
async function mergedOverride2(api, project, pushed, label) {
  const found = await attempt2(async () => {
    const purpose = { doing: `asking by which merge request ${pushed.commit} came`, permission: permission10 };
    const requests = [];
    for await (const one of api.pages(
      purpose,
      `/projects/${project.id}/repository/commits/${pushed.commit}/merge_requests`
    )) {
      const made = [text(one, "merge_commit_sha"), text(one, "squash_commit_sha"), text(one, "sha")];
      const fits = text(one, "state") === "merged" && text(one, "target_branch") === pushed.branch && String(count(one, "project_id")) === project.id && made.includes(pushed.commit);
      const iid = count(one, "iid");
      if (fits && iid !== void 0) requests.push(await readRequest(api, project, iid));
    }
    return requests.filter(({ labels }) => labels.includes(label));
  });
  if ("because" in found) return { state: "unknown", because: found.because };
  const [request] = found.value;
  if (request === void 0) return { state: "absent" };
  if (await differ(api, project, request.head, pushed.commit)) {
    const because = `The files of ${pushed.commit.slice(0, 7)} are not those of ${request.head.slice(0, 7)}, which was let through: other changes were merged before.`;
    return { state: "refused", because };
  }
  return judged2(api, project, request, label);
}
async function attempt2(body) {
  try {
    return { value: await body() };
  } catch (error) {
    if (error instanceof InfrastructureError) return { because: error.message };
    throw error;
  }
}
async function readRequest(api, project, iid) {
  const purpose = { doing: `reading the merge request ${iid}`, permission: permission10 };
  const request = await api.call(purpose, "GET", `/projects/${project.id}/merge_requests/${iid}`);
  const [author, head, labels] = [personOf2(member(request, "author")), member(request, "sha"), items(request, "labels")];
  if (author === void 0 || !isObjectName(head) || labels === void 0)
    throw api.unexpected(purpose, "no merge request");
  return { iid, author, head, labels: labels.filter((label) => typeof label === "string") };
}
async function differ(api, project, one, other) {
  if (one === other) return false;
  const purpose = { doing: `comparing ${one} with ${other}`, permission: permission10 };
  const query = new URLSearchParams({ from: one, to: other, straight: "true" });
  const answer = await api.call(purpose, "GET", `/projects/${project.id}/repository/compare?${query}`);
  const diffs = items(answer, "diffs");
  if (diffs === void 0) throw api.unexpected(purpose, "no list of differences");
  return diffs.length > 0 || member(answer, "compare_timeout") !== false;
}
async function judged2(api, project, request, label) {
  const labelling = await newestLabelling2(api, project, request.iid, label);
  const right2 = labelling === void 0 ? nothing2 : await rightOf2(api, project, labelling.by);
  return judgeOverride({
    label,
    change: request.iid,
    head: request.head,
    headSince: await headSince(api, project, request),
    authors: [
      request.author,
      ...labelling !== void 0 && await madeBy(api, project, request.head, labelling.by) ? [labelling.by] : []
    ],
    labelling,
    right: right2,
    comments: await notesOf2(api, project, request.iid)
  });
}
var nothing2 = { name: "no member", mayWrite: false };
async function newestLabelling2(api, project, iid, label) {
  const purpose = { doing: `reading the label events of the merge request ${iid}`, permission: permission10 };
  let newest;
  for await (const event of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/resource_label_events`)) {
    if (text(event, "label", "name") !== label) continue;
    const id = count(event, "id");
    if (id === void 0) throw api.unexpected(purpose, "an event without id");
    if (newest === void 0 || id > newest.id) newest = { id, event };
  }
  if (newest === void 0 || text(newest.event, "action") !== "add") return void 0;
  const [by, at] = [personOf2(member(newest.event, "user")), text(newest.event, "created_at")];
  if (by === void 0 || at === void 0) return void 0;
  return { by, automatic: await isBot(api, by), at };
}
async function isBot(api, { id, name }) {
  const purpose = { doing: `asking who ${name} is`, permission: permission10 };
  return member(await api.call(purpose, "GET", `/users/${id}`), "bot") !== false;
}
async function headSince(api, project, { iid, head }) {
  const purpose = { doing: `reading the versions of the merge request ${iid}`, permission: permission10 };
  let newest;
  for await (const version of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/versions`)) {
    const id = count(version, "id");
    if (id === void 0) throw api.unexpected(purpose, "a version without id");
    if (newest === void 0 || id > newest.id) newest = { id, version };
  }
  return text(newest?.version, "head_commit_sha") === head ? text(newest?.version, "created_at") : void 0;
}
async function madeBy(api, project, head, { id, name }) {
  const doing = `reading the commit ${head}`;
  const commit = await api.call({ doing, permission: permission10 }, "GET", `/projects/${project.id}/repository/commits/${head}`);
  const user = await api.call({ doing: `asking who ${name} is`, permission: permission10 }, "GET", `/users/${id}`);
  const called = [name, text(user, "name"), text(user, "public_email")].filter((one) => one !== void 0 && one !== "");
  const makers = ["author_name", "author_email", "committer_name", "committer_email"].map((key) => text(commit, key));
  return makers.some((maker) => called.includes(maker));
}
async function rightOf2(api, project, { id, name }) {
  const purpose = { doing: `asking what ${name} may do here`, permission: permission10 };
  try {
    const found = await api.call(purpose, "GET", `/projects/${project.id}/members/all/${id}`);
    const level = count(found, "access_level");
    if (level === void 0) throw api.unexpected(purpose, "no access level");
    const active = text(found, "state") === "active";
    return { name: active ? `access level ${level}` : "not active", mayWrite: active && level >= developer };
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return nothing2;
    throw error;
  }
}
async function notesOf2(api, project, iid) {
  const purpose = { doing: `reading the notes of the merge request ${iid}`, permission: permission10 };
  const comments = [];
  for await (const note of api.pages(purpose, `/projects/${project.id}/merge_requests/${iid}/notes?sort=asc`)) {
    const [id, by, at] = [count(note, "id"), count(note, "author", "id"), text(note, "created_at")];
    if (id === void 0 || by === void 0 || at === void 0 || member(note, "system") !== false) continue;
    const url = `${project.url}/-/merge_requests/${iid}#note_${id}`;
    comments.push({ by, at, edited: text(note, "updated_at") !== at, body: text(note, "body") ?? "", url });
  }
  return comments;
}
function personOf2(user) {
  const [id, name] = [count(user, "id"), text(user, "username")];
  return id === void 0 || name === void 0 ? void 0 : { id, name };
}

// packages/hosts/src/gitlab/pipeline-artifact.ts
import { mkdir as mkdir4, writeFile } from "node:fs/promises";
import { dirname as dirname4, join as join7 } from "node:path";

// packages/hosts/src/gitlab/branch-tip.ts
async function branchTip2(api, project, branch) {
  const purpose = { doing: `reading the tip of the branch ${branch}`, permission: "read_api" };
  const path = `/projects/${project}/repository/branches/${encodeURIComponent(branch)}`;
  const commit = member(await api.call(purpose, "GET", path), "commit", "id");
  if (!isObjectName(commit)) throw api.unexpected(purpose, "no commit");
  return commit;
}

// packages/hosts/src/gitlab/on-branch.ts
var permission11 = "read_api";
async function isOnBranch2(api, project, tip, commit) {
  if (commit === tip) return true;
  const purpose = { doing: `asking whether ${commit} is on the branch`, permission: permission11 };
  const query = new URLSearchParams([
    ["refs[]", commit],
    ["refs[]", tip]
  ]);
  const path = `/projects/${project}/repository/merge_base?${query}`;
  try {
    return text(await api.call(purpose, "GET", path), "id") === commit;
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return false;
    throw error;
  }
}

// packages/hosts/src/gitlab/pipeline-artifact.ts
var permission12 = "read_api";
var fileLimit2 = 5e9;
function remoteArtifact(id) {
  const { job, path } = /^job:(?<job>[0-9]+):(?<path>.+)$/s.exec(id)?.groups ?? {};
  return job === void 0 || path === void 0 ? void 0 : { job, path };
}
async function downloadFromJob(api, project, { job, path }, reference, into) {
  const root = repositoryPath(path);
  const index = await readIndex(api, project, job, root.slice(0, -1));
  if (index === void 0 || index.id !== path) {
    throw new InfrastructureError(`Job ${job} no longer has the artifact ${path}.`, { retryable: false });
  }
  await fillFolder(into, async (staging) => {
    for (const file of index.files) {
      const segments = repositoryPath(file);
      const purpose = { doing: `downloading ${file} of job ${job}`, permission: permission12 };
      const bytes = await api.bytes(purpose, artifactAddress(project, job, [...root, ...segments]), fileLimit2);
      const target = join7(staging, ...segments);
      await mkdir4(dirname4(target), { recursive: true });
      await writeFile(target, bytes);
    }
    await assertTree(staging, reference);
  });
}
async function findPipelineArtifact(api, project, branch, name) {
  const pipeline = await newestPushPipeline(api, project.id, branch, project.thisPipeline);
  if (pipeline === void 0) return { found: false, reason: `There is no successful push pipeline on ${branch}.` };
  const runUrl = `${project.url}/-/pipelines/${pipeline.id}`;
  const purpose = { doing: `listing the jobs of pipeline ${pipeline.id}`, permission: permission12 };
  let expired = false;
  for await (const job of api.pages(purpose, `/projects/${project.id}/pipelines/${pipeline.id}/jobs?scope[]=success`)) {
    const [id, jobName] = [count(job, "id"), text(job, "name")];
    if (id === void 0 || jobName === void 0) throw api.unexpected(purpose, "a job without id or name");
    if (member(job, "artifacts_file") === void 0 || member(job, "artifacts_file") === null) {
      expired ||= text(job, "artifacts_expire_at") !== void 0;
      continue;
    }
    const index = await readIndex(api, project.id, String(id), artifactFolder(jobName, name));
    if (index === void 0) continue;
    const artifact = { id: `job:${id}:${index.id}`, digest: index.digest };
    return { found: true, artifact, runUrl, commit: pipeline.commit, createdAt: pipeline.createdAt };
  }
  if (expired) {
    throw new InfrastructureError(
      `Artifacts of ${runUrl} have expired, perhaps ${name} among them. Run the pipeline on ${branch} again, or keep them longer.`,
      { retryable: false }
    );
  }
  return {
    found: false,
    reason: `The newest successful push pipeline on ${branch} (${runUrl}) left no artifact ${name}.`
  };
}
async function newestPushPipeline(api, project, branch, thisPipeline) {
  const purpose = { doing: `listing the push pipelines on ${branch}`, permission: permission12 };
  let tip;
  const query = new URLSearchParams({ ref: branch, status: "success", source: "push", order_by: "id", sort: "desc" });
  for await (const pipeline of api.pages(purpose, `/projects/${project}/pipelines?${query}`)) {
    const [id, commit] = [count(pipeline, "id"), text(pipeline, "sha")];
    if (id === void 0 || !isObjectName(commit)) throw api.unexpected(purpose, "a pipeline without id or commit");
    const fits = text(pipeline, "source") === "push" && text(pipeline, "status") === "success" && text(pipeline, "ref") === branch;
    if (!fits || String(id) === thisPipeline) continue;
    if (await isTagPipeline(api, project, id)) continue;
    tip ??= await branchTip2(api, project, branch);
    if (await isOnBranch2(api, project, tip, commit)) return { id, commit, createdAt: time(pipeline, "created_at") };
  }
  return void 0;
}
async function isTagPipeline(api, project, pipeline) {
  const purpose = { doing: `reading the pipeline ${pipeline}`, permission: permission12 };
  const tag = member(await api.call(purpose, "GET", `/projects/${project}/pipelines/${pipeline}`), "tag");
  if (typeof tag !== "boolean") throw api.unexpected(purpose, "a pipeline that does not say whether it is of a tag");
  return tag;
}
async function readIndex(api, project, job, folder) {
  const path = [...folder, indexFile];
  const purpose = { doing: `reading ${path.join("/")} of job ${job}`, permission: permission12 };
  let answer;
  try {
    const bytes = await api.bytes(purpose, artifactAddress(project, job, path), indexLimit);
    answer = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return void 0;
    if (error instanceof SyntaxError) throw api.unexpected(purpose, "no JSON");
    throw error;
  }
  const index = parseArtifactIndex(answer, folder);
  if (index === void 0) throw api.unexpected(purpose, "no index of an artifact");
  return index;
}
function artifactAddress(project, job, segments) {
  return `/projects/${project}/jobs/${job}/artifacts/${segments.map(encodeURIComponent).join("/")}`;
}

// packages/hosts/src/gitlab/policy-tip.ts
var fileLimit3 = 1e8;
var permission13 = "read_api";
async function gitlabPolicyTip(api, project, branch) {
  const name = branch ?? await defaultBranch2(api, project);
  const commit = await branchTip2(api, project, name);
  const tree = new CommitTree(new GitLabTrees(api, project, commit));
  return { branch: name, commit, readFile: (file) => tree.readFile(file) };
}
async function gitlabCommittedFile(api, project, commit, path) {
  const id = encodeURIComponent(project);
  const branch = await defaultBranch2(api, id);
  const tip = await branchTip2(api, id, branch);
  if (!await isOnBranch2(api, id, tip, commit)) throw notOnBranch(commit, branch, project);
  return new CommitTree(new GitLabTrees(api, id, commit)).readFile(path);
}
async function defaultBranch2(api, project) {
  const purpose = {
    doing: `asking for the default branch of ${decodeURIComponent(project)}`,
    permission: `read_api in that project`
  };
  const name = member(await api.call(purpose, "GET", `/projects/${project}`), "default_branch");
  if (!isBranchName(name)) throw api.unexpected(purpose, "no default branch");
  return name;
}
var GitLabTrees = class {
  commit;
  #api;
  #project;
  constructor(api, project, commit) {
    this.#api = api;
    this.#project = project;
    this.commit = commit;
  }
  async entries(folder) {
    const purpose = { doing: `reading the folder /${folder} of ${this.commit}`, permission: permission13 };
    const query = new URLSearchParams({ ref: this.commit, path: folder });
    const entries = /* @__PURE__ */ new Map();
    for await (const item of this.#api.pages(purpose, `/projects/${this.#project}/repository/tree?${query}`)) {
      const [name, mode, sha] = [text(item, "name"), text(item, "mode"), member(item, "id")];
      if (name === void 0 || mode === void 0 || !isObjectName(sha))
        throw this.#api.unexpected(purpose, "an entry");
      entries.set(name, { mode, sha });
    }
    return entries;
  }
  async blob(path, sha) {
    const purpose = { doing: `reading ${path} at ${this.commit}`, permission: permission13 };
    return this.#api.bytes(purpose, `/projects/${this.#project}/repository/blobs/${sha}/raw`, fileLimit3);
  }
};

// packages/hosts/src/gitlab/run-files.ts
import { readdir as readdir3 } from "node:fs/promises";
import { join as join8 } from "node:path";
var use4 = "mlgate reads there what earlier jobs left";
async function readNeededFiles(projectDirectory, query) {
  const folders = [];
  for (const job of await foldersIn2(projectDirectory, jobsFolder)) {
    for (const name of await foldersIn2(projectDirectory, [...jobsFolder, job])) {
      if (mayBeNamed(name, query.prefix)) folders.push([...jobsFolder, job, name]);
    }
  }
  if (folders.length > runFileLimit) {
    throw new ConfigurationError(`The jobs that this one needs left more than ${runFileLimit} artifacts.`);
  }
  const files = [];
  for (const folder of folders) files.push(await readOne2(projectDirectory, folder, query));
  return files;
}
async function readOne2(projectDirectory, folder, { file, limit }) {
  const found = {
    artifact: folder.join("/"),
    isNamed: (wanted) => folder.at(-1) === safeArtifactName(wanted),
    attempt: 1,
    createdMs: void 0
  };
  try {
    const written = await readBoundedFile(unlinkedPath(projectDirectory, [...folder, indexFile], use4), indexLimit);
    const index = written && parseArtifactIndex(parsed(written), folder);
    if (index === void 0) return { ...found, problem: `has no ${indexFile} of mlgate` };
    const root = unlinkedPath(projectDirectory, repositoryPath(index.id), use4);
    await assertTree(root, index);
    const content = await readBoundedFile(join8(root, file), limit);
    return content === void 0 ? { ...found, problem: `holds no ${file}` } : { ...found, content };
  } catch (error) {
    const theirs = error instanceof ConfigurationError || error instanceof InfrastructureError;
    if (theirs) return { ...found, problem: error.message };
    throw error;
  }
}
async function foldersIn2(projectDirectory, folder) {
  const path = unlinkedPath(projectDirectory, folder, use4);
  const entries = await readdir3(path, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw new ConfigurationError(`${path}: cannot be read as a folder.`, { cause: error });
  });
  return entries.flatMap((entry) => entry.isFile() ? [] : [entry.name]).sort();
}
function parsed(content) {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return void 0;
  }
}

// packages/hosts/src/gitlab/gitlab-host.ts
var GitLabHost = class {
  name = "gitlab";
  run;
  commentLimit = gitlabCommentLimit;
  /** GitLab brings the files of the jobs in `needs:` alone. */
  seesWholeRun = false;
  #env;
  #deps;
  #patience;
  #token;
  #api;
  #outputs = {};
  #sections = 0;
  constructor(env, deps) {
    this.#env = env;
    this.#deps = deps;
    this.#patience = { ...defaultPatience, ...deps.patience };
    this.run = gitlabRun(env);
    this.#token = tokenOf(env, this.input("token"));
    this.#api = new GitLabApi({
      baseUrl: variable(env, "CI_API_V4_URL") ?? "https://gitlab.com/api/v4",
      token: this.#token,
      fetch: deps.fetch,
      log: deps.log,
      patience: this.#patience
    });
  }
  /**
   * `comment` is the variable MLGATE_INPUT_COMMENT. The id and digest of an earlier step's artifact may come from
   * the name of the job that made it: MLGATE_INPUT_TRAINING_JOB stands for `training-artifact-id` and
   * `training-artifact-digest`.
   */
  input(name) {
    const given = this.#given(name);
    const [, step, part] = /^(.+)-artifact-(id|digest)$/.exec(name) ?? [];
    if (given !== void 0 || step === void 0) return given;
    const job = this.#given(`${step}-job`);
    if (job === void 0 || this.#given(`${step}-artifact-${part === "id" ? "digest" : "id"}`) !== void 0) {
      return void 0;
    }
    const artifact = artifactOfJob(this.#projectDirectory(), job);
    return part === "id" ? artifact.id : artifact.digest;
  }
  #given(name) {
    return explicitInput(this.#deps.inputs, name) ?? variable(this.#env, inputVariable(name));
  }
  /**
   * All outputs as JSON in the job's folder. As a dotenv report only where somebody asks GitLab to read `mlgate.env`: its
   * variables come before GitLab's own (CI_API_V4_URL) in every later job, and whatever else runs in this job could
   * append to the file.
   */
  async setOutputs(outputs) {
    Object.assign(this.#outputs, outputs);
    await writeOutputs(this.#projectDirectory(), this.#job(), this.#outputs);
  }
  /** GitLab has no summary page: the report is an artifact. */
  async writeSummary(_section) {
  }
  async annotate(annotations) {
    for (const { level, title, message, position } of annotations) {
      const at = position === void 0 ? "" : `${position.file}:${position.line}:${position.column} `;
      const line = `${at}${title}: ${message}`;
      if (level === "error") this.#deps.log.error(line);
      else if (level === "warning") this.#deps.log.warn(line);
      else this.#deps.log.info(line);
    }
  }
  async writeCheck() {
    return { written: false, reason: "Check runs are GitHub’s." };
  }
  async group(title, body) {
    this.#sections += 1;
    const name = sectionName(title, this.#sections);
    this.#deps.write(sectionStart(name, title, this.#now()));
    try {
      return await body();
    } finally {
      this.#deps.write(sectionEnd(name, this.#now()));
    }
  }
  /** GitLab masks only what its variable settings declare as masked; a job cannot add to that. */
  mask(_secret) {
  }
  async change() {
    return mergeRequest(this.#env);
  }
  /** Through the API with a token; the job token cannot read it there but can fetch with git. */
  async policyTip() {
    const branch = mergeRequest(this.#env)?.targetBranch;
    if (this.#api.tokenKind === "token") return gitlabPolicyTip(this.#api, targetProject(this.#env), branch);
    const path = this.#env.CI_MERGE_REQUEST_PROJECT_PATH || this.#required("CI_PROJECT_PATH");
    return fetchPolicyTip(this.#deps, this.#remote(path), branch);
  }
  async readCommitted(repository, commit, path) {
    if (this.#api.tokenKind === "token") return gitlabCommittedFile(this.#api, repository, commit, path);
    return fetchCommittedFile(this.#deps, this.#remote(repository), { repository, commit, path });
  }
  async override(label) {
    if (this.#api.tokenKind !== "token") {
      const because = "CI_JOB_TOKEN cannot read merge requests: set GITLAB_TOKEN to a project token with the scope read_api.";
      return { state: "unknown", because };
    }
    const id = targetProject(this.#env);
    const url = variable(this.#env, "CI_MERGE_REQUEST_PROJECT_URL") ?? this.#required("CI_PROJECT_URL");
    const change = mergeRequest(this.#env);
    if (change !== void 0) return mergeRequestOverride(this.#api, { id, url }, change, label);
    const { branch } = await this.policyTip();
    const { event, ref, commit } = this.run;
    if (event !== "push" || ref !== `refs/heads/${branch}` || commit === void 0) return { state: "absent" };
    return mergedOverride2(this.#api, { id, url }, { commit, branch }, label);
  }
  #remote(path) {
    return {
      url: `${this.#required("CI_SERVER_URL").replace(/\/+$/, "")}/${path}.git`,
      credential: this.#token && basicCredential("gitlab-ci-token", this.#token.value),
      advice: "The job token must be allowed to read that project (job token permissions), or set GITLAB_TOKEN."
    };
  }
  async publishPage(name, file) {
    const jobUrl = variable(this.#env, "CI_JOB_URL");
    return jobUrl === void 0 ? void 0 : keepPage(this.#projectDirectory(), this.#job(), name, file, jobUrl);
  }
  ownsPage(address) {
    const projectUrl = variable(this.#env, "CI_PROJECT_URL");
    return projectUrl !== void 0 && isPageOfProject(address, projectUrl);
  }
  artifactPlace(name) {
    const jobUrl = variable(this.#env, "CI_JOB_URL");
    return jobUrl === void 0 ? void 0 : { name, address: folderAddress(this.#job(), name, jobUrl) };
  }
  async uploadArtifact(name, directory) {
    return keepForLaterJobs(this.#projectDirectory(), this.#job(), name, directory);
  }
  async downloadArtifact(reference, into) {
    const remote = remoteArtifact(reference.id);
    if (remote !== void 0) return downloadFromJob(this.#api, targetProject(this.#env), remote, reference, into);
    const project = this.#projectDirectory();
    await refuseCommittedFolder(this.#deps.exec, project);
    await bringFromEarlierJob(project, reference, into);
  }
  async findBranchArtifact(branch, name) {
    const project = {
      id: targetProject(this.#env),
      url: variable(this.#env, "CI_MERGE_REQUEST_PROJECT_URL") ?? this.#required("CI_PROJECT_URL"),
      thisPipeline: variable(this.#env, "CI_PIPELINE_ID")
    };
    return findPipelineArtifact(this.#api, project, branch, name);
  }
  async reportedRun() {
    return ownRun(this.run, await this.change());
  }
  async readRunFiles(query) {
    return readNeededFiles(this.#projectDirectory(), query);
  }
  async upsertComment(marker, compose, target = { kind: "change" }) {
    const change = mergeRequest(this.#env);
    if (change === void 0 && target.kind === "change")
      return { written: false, reason: "This pipeline belongs to no merge request." };
    if (this.#api.tokenKind !== "token") {
      return {
        written: false,
        reason: change?.fromFork ? `The pipeline of a fork has no token that may comment: ${forkDocumentation} says what to do.` : "CI_JOB_TOKEN cannot comment (gitlab-org/gitlab#464591): set GITLAB_TOKEN to a project token with the scope `api`."
      };
    }
    const project = { id: targetProject(this.#env), url: targetProjectUrl(this.#env) };
    const notes = notesOf(this.#api, project, { target, change }, marker);
    const pace = paceOf(this.#patience.settleMs);
    try {
      return await upsertStickyComment(notes, marker, compose, this.commentLimit, pace);
    } catch (error) {
      const reason = noteRefusal(error, target);
      if (reason === void 0) throw error;
      return { written: false, reason };
    }
  }
  credentialVariables() {
    return credentialVariables(this.#env);
  }
  #now() {
    return this.#deps.now?.() ?? /* @__PURE__ */ new Date();
  }
  #projectDirectory() {
    return this.#required("CI_PROJECT_DIR");
  }
  #job() {
    return this.#required("CI_JOB_NAME");
  }
  #required(name) {
    const value = variable(this.#env, name);
    if (value === void 0) {
      throw new ConfigurationError(`${name} is not set. It is there in every GitLab job; elsewhere use another --host.`);
    }
    return value;
  }
};
function tokenOf(env, input) {
  const given = readToken(input, "input token") ?? readToken(env.GITLAB_TOKEN, "GITLAB_TOKEN");
  if (given !== void 0) return { kind: "token", value: given };
  const job = readToken(env.CI_JOB_TOKEN, "CI_JOB_TOKEN");
  return job === void 0 ? void 0 : { kind: "job-token", value: job };
}

// packages/hosts/src/detect-host.ts
function detectHost(env, deps) {
  switch (deps.name ?? recognise(env)) {
    case "github":
      return new GitHubHost(env, deps);
    case "gitlab":
      return new GitLabHost(env, deps);
    case "generic":
      return new GenericHost(env, deps);
  }
}
function recognise(env) {
  if (env.GITHUB_ACTIONS === "true") return "github";
  return env.GITLAB_CI === "true" ? "gitlab" : "generic";
}

// packages/hosts/src/examine-token.ts
var answerLimit = 1e6;
async function examineToken(env, deps) {
  const isGitLab = env.GITLAB_CI === "true" || env.GITHUB_ACTIONS !== "true" && variable(env, "GITLAB_TOKEN") !== void 0;
  const isGitHub = env.GITHUB_ACTIONS === "true" || variable(env, "GITHUB_REPOSITORY") !== void 0;
  const none = {
    forge: "none",
    tokenFrom: void 0,
    rights: [],
    skewSeconds: void 0,
    unreachable: void 0
  };
  if (!isGitLab && !isGitHub) return none;
  const forge = isGitLab ? "gitlab" : "github";
  const held = forge === "gitlab" ? gitlabToken(env) : githubToken(env);
  if (held === void 0) return { ...none, forge };
  const root = (forge === "gitlab" ? variable(env, "CI_API_V4_URL") : variable(env, "GITHUB_API_URL")) ?? "https://api.github.com";
  const clock = {};
  const ask = async (path) => {
    const response = await timedFetch(deps.fetch, 15)(`${root.replace(/\/+$/, "")}${path}`, {
      headers: { ...held.headers, "user-agent": "mlgate", accept: "application/json" },
      redirect: "manual"
    });
    const told = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(told)) clock.skewSeconds = Math.round((deps.now().getTime() - told) / 1e3);
    const bytes = response.body === null ? new Uint8Array() : await readBytes(response.body, answerLimit);
    return { status: response.status, headers: response.headers, body: parsed2(bytes) };
  };
  try {
    const rights = forge === "gitlab" ? await gitlabRights(env, held, ask) : await githubRights(env, ask);
    return { forge, tokenFrom: held.from, rights, skewSeconds: clock.skewSeconds, unreachable: void 0 };
  } catch (error) {
    const said = messageOf(error instanceof Error && error.cause !== void 0 ? error.cause : error);
    const unreachable = `${new URL(root).origin}: ${said.replaceAll(held.value, "***")}`;
    return { forge, tokenFrom: held.from, rights: [], skewSeconds: clock.skewSeconds, unreachable };
  }
}
function githubToken(env) {
  for (const from of ["GITHUB_TOKEN", "GH_TOKEN"]) {
    const value = readToken(env[from], from);
    if (value !== void 0) return { from, value, headers: { authorization: `Bearer ${value}` } };
  }
  return void 0;
}
function gitlabToken(env) {
  const own = readToken(env.GITLAB_TOKEN, "GITLAB_TOKEN");
  if (own !== void 0) return { from: "GITLAB_TOKEN", value: own, headers: { "PRIVATE-TOKEN": own } };
  const job = readToken(env.CI_JOB_TOKEN, "CI_JOB_TOKEN");
  return job === void 0 ? void 0 : { from: "CI_JOB_TOKEN", value: job, headers: { "JOB-TOKEN": job } };
}
async function githubRights(env, ask) {
  const name = variable(env, "GITHUB_REPOSITORY") ?? "";
  const path = `/repos/${name.split("/").map(encodeURIComponent).join("/")}`;
  const contents = await ask(`${path}/commits?per_page=1`);
  const actions = await ask(`${path}/actions/artifacts?per_page=1`);
  const scopes = contents.headers.get("x-oauth-scopes");
  return [
    right("read the policy", contents, "contents: read", [200, 409]),
    right("look up the baseline", actions, "actions: read", [200]),
    commentRight(scopes)
  ];
}
function commentRight(scopes) {
  const what = "comment on pull requests";
  if (scopes === null || scopes === "") {
    return {
      what,
      state: "unknown",
      found: "GitHub does not say it of this kind of token",
      remedy: "give the job pull-requests: write; on pull requests of forks no token may comment"
    };
  }
  const listed = scopes.split(",").map((scope) => scope.trim());
  const may = listed.some((scope) => scope === "repo" || scope === "public_repo");
  return may ? { what, state: "has", found: `scopes ${listed.join(", ")}` } : { what, state: "lacks", found: `scopes ${listed.join(", ")}`, remedy: "make a token with the scope repo" };
}
async function gitlabRights(env, held, ask) {
  const comment = "comment on merge requests";
  const id = encodeURIComponent(variable(env, "CI_PROJECT_ID") ?? "");
  if (held.from === "CI_JOB_TOKEN") {
    return [
      {
        what: comment,
        state: "lacks",
        found: "CI_JOB_TOKEN cannot comment (gitlab-org/gitlab#464591)",
        remedy: "set GITLAB_TOKEN to a project access token with the scope api"
      }
    ];
  }
  const project = await ask(`/projects/${id}`);
  const self = await ask("/personal_access_tokens/self");
  const listed = member(self.body, "scopes");
  const scopes = Array.isArray(listed) ? listed.map(String) : void 0;
  const found = scopes === void 0 ? `GitLab answered ${self.status} when asked for its scopes` : `scopes ${scopes.join(", ")}`;
  const remedy = "make a project access token with the scope api and the role Reporter or higher";
  const state = scopes === void 0 ? "unknown" : scopes.includes("api") ? "has" : "lacks";
  return [
    right("read the policy and the baseline", project, "the scope read_api", [200]),
    { what: comment, state, found, ...state === "has" ? {} : { remedy } }
  ];
}
function right(what, { status, headers }, permission16, good) {
  if (good.includes(status)) return { what, state: "has", found: `answered ${status}` };
  if (status >= 500 || status === 429)
    return { what, state: "unknown", found: `answered ${status}`, remedy: "try again later" };
  const accepted = headers.get("x-accepted-github-permissions");
  const asked = accepted === null ? "" : `, wants ${accepted}`;
  return { what, state: "lacks", found: `answered ${status}${asked}`, remedy: `give the token ${permission16}` };
}
function parsed2(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return void 0;
  }
}

// packages/hosts/src/unpack-files.ts
import { mkdir as mkdir5, writeFile as writeFile2 } from "node:fs/promises";
import { join as join9 } from "node:path";
async function unpackFiles(archive, into, { names, limit }) {
  await mkdir5(into, { recursive: true });
  for (const name of names) {
    const content = await readZipEntry(archive, name, limit).catch((error) => {
      if (error instanceof RangeError) throw new ConfigurationError(`${archive}: ${error.message}.`, { cause: error });
      throw error;
    });
    if (content !== void 0) await writeFile2(join9(into, name), content);
  }
}

// packages/hosts/src/github/bring-run-artifacts.ts
import { randomUUID as randomUUID5 } from "node:crypto";
import { rm as rm5 } from "node:fs/promises";
import { join as join10 } from "node:path";
var permission14 = "actions: read";
var archiveLimit2 = 4e9;
async function bringRunArtifacts({
  api,
  repository,
  download
}, run, wanted, into) {
  const brought = [];
  for (const { id, name, expired, digest } of await newestOf2(api, repository, run, wanted.isWanted)) {
    const what = `The artifact ${name} of run ${run}`;
    if (expired) throw new InfrastructureError(`${what} has expired.`, { retryable: false });
    if (digest === void 0 || !isDigest(digest)) {
      throw new InfrastructureError(`${what} has no digest that GitHub knows.`, { retryable: false });
    }
    const archive = join10(into, randomUUID5());
    const purpose = { doing: `downloading the artifact ${name}`, permission: permission14 };
    const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
    const url = await api.location(purpose, route, { ...repository, artifact_id: id, archive_format: "zip" });
    const found = await downloadArchive({ ...download, url, into: archive, limit: archiveLimit2 });
    if (found !== digest) throw new IntegrityError(`${what} is ${found}, but GitHub says ${digest}.`);
    const folder = join10(into, String(id));
    await unpackFiles(archive, folder, wanted.files);
    await rm5(archive);
    brought.push({ name, folder });
  }
  return brought;
}
async function newestOf2(api, repository, run, isWanted) {
  const purpose = { doing: `listing the artifacts of run ${run}`, permission: permission14 };
  const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
  const newest = /* @__PURE__ */ new Map();
  for await (const item of api.pages(purpose, route, { ...repository, run_id: run }, "artifacts")) {
    const [id, stored, expired] = [count(item, "id"), text(item, "name"), member(item, "expired")];
    if (id === void 0 || stored === void 0 || typeof expired !== "boolean") {
      throw api.unexpected(purpose, "an artifact without id or name");
    }
    const attempt3 = attemptOf(stored);
    const name = attempt3 === 1 ? stored : stored.slice(0, -`-attempt-${attempt3}`.length);
    if (!isWanted(name)) continue;
    const before = newest.get(name);
    if (before === void 0 || attempt3 > before.attempt) {
      newest.set(name, { id, name, attempt: attempt3, expired, digest: text(item, "digest") });
    }
  }
  return [...newest.values()].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

// packages/hosts/src/gitlab/bring-pipeline-artifacts.ts
import { join as join11 } from "node:path";
var permission15 = "read_api";
async function bringPipelineArtifacts(api, project, pipeline, names, into) {
  const purpose = { doing: `listing the jobs of pipeline ${pipeline}`, permission: permission15 };
  const brought = [];
  for await (const job of api.pages(purpose, `/projects/${project}/pipelines/${pipeline}/jobs`)) {
    const [id, jobName] = [count(job, "id"), text(job, "name")];
    if (id === void 0 || jobName === void 0) throw api.unexpected(purpose, "a job without id or name");
    if (typeof member(job, "artifacts_file") !== "object" || member(job, "artifacts_file") === null) continue;
    for (const name of names) {
      const index = await readIndex(api, project, String(id), artifactFolder(jobName, name));
      if (index === void 0) continue;
      const folder = join11(into, `${id}-${brought.length}`);
      await downloadFromJob(api, project, { job: String(id), path: index.id }, index, folder);
      brought.push({ name, folder });
    }
  }
  return brought;
}

// packages/hosts/src/run-source.ts
function runSource(env, given, origin) {
  const address = addressOf(given) ?? jobAddress(env, given) ?? addressOf(origin);
  if (address === void 0) {
    throw new ConfigurationError(
      "replay: which repository the run belongs to is not known here. Name it: --repository https://github.com/<owner>/<name>."
    );
  }
  const { server, path } = address;
  return forgeOf(env, server) === "gitlab" ? gitlabSource(env, server, path) : githubSource(env, server, path);
}
async function bringArtifacts(source, run, wanted, into, deps) {
  const patience = { ...defaultPatience, ...deps.patience };
  const { apiUrl, repository, token, forge } = source;
  if (forge === "gitlab") {
    const value = token === void 0 ? void 0 : { kind: "token", value: token };
    const api2 = new GitLabApi({ baseUrl: apiUrl, token: value, fetch: deps.fetch, log: deps.log, patience });
    return bringPipelineArtifacts(api2, encodeURIComponent(repository), Number(run), wanted.names, into);
  }
  const [owner = "", repo = ""] = repository.split("/");
  const api = new GitHubApi({ baseUrl: apiUrl, token, fetch: deps.fetch, log: deps.log, patience });
  const download = { fetch: deps.fetch, patience };
  return bringRunArtifacts({ api, repository: { owner, repo }, download }, Number(run), wanted, into);
}
function addressOf(text2) {
  if (text2 === void 0) return void 0;
  const ssh = /^(?:ssh:\/\/)?git@(?<host>[^/:]+)(?::[0-9]+)?[:/](?<path>.+)$/.exec(text2)?.groups;
  if (ssh !== void 0 && !URL.canParse(`https://${ssh.host}`)) {
    throw new ConfigurationError(
      `replay: ${JSON.stringify(ssh.host)} is no host. Name the repository: --repository https://github.com/<owner>/<name>.`
    );
  }
  if (ssh !== void 0) return { server: `https://${ssh.host}`, path: repositoryOf2(ssh.path ?? "") };
  if (!/^https?:\/\//.test(text2) || !URL.canParse(text2)) return void 0;
  const { origin, pathname } = new URL(text2);
  return { server: origin, path: repositoryOf2(pathname) };
}
function repositoryOf2(path) {
  return path.replace(/^\/+/, "").replace(/\/+$/, "").replace(/\.git$/, "");
}
function jobAddress(env, given) {
  const gitlab = variable(env, "CI_SERVER_URL");
  const server = gitlab ?? variable(env, "GITHUB_SERVER_URL");
  const own = gitlab === void 0 ? variable(env, "GITHUB_REPOSITORY") : variable(env, "CI_PROJECT_PATH");
  const path = given ?? own;
  if (path === void 0) return void 0;
  return { server: server ?? "https://github.com", path: repositoryOf2(path) };
}
function forgeOf(env, server) {
  const host = new URL(server).hostname;
  const isGitLab = server === variable(env, "CI_SERVER_URL") || host === variable(env, "GITLAB_HOST");
  return isGitLab || /(^|\.)gitlab\./.test(host) ? "gitlab" : "github";
}
function githubSource(env, server, repository) {
  if (!/^[^/]+\/[^/]+$/.test(repository)) throw noRepository(repository);
  const { hostname } = new URL(server);
  const isHere = server === variable(env, "GITHUB_SERVER_URL");
  const isPublic = hostname === "github.com" || hostname.endsWith(".ghe.com");
  const apiUrl = (isHere ? variable(env, "GITHUB_API_URL") : void 0) ?? (hostname === "github.com" ? "https://api.github.com" : isPublic ? `https://api.${hostname}` : `${server}/api/v3`);
  const inOtherJob = !isHere && variable(env, "GITHUB_SERVER_URL") !== void 0;
  const ofJob = isHere && !isPublic ? ["GITHUB_TOKEN", "GH_TOKEN"] : [];
  const ofPublic = isPublic ? ["GH_TOKEN", ...inOtherJob ? [] : ["GITHUB_TOKEN"]] : [];
  const isOwn = hostname === variable(env, "GH_HOST") && isPrivate(apiUrl);
  const ofOwn = isOwn ? ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"] : [];
  return { forge: "github", repository, apiUrl, token: tokenIn(env, [...ofJob, ...ofPublic, ...ofOwn]) };
}
function gitlabSource(env, server, repository) {
  if (!repository.includes("/")) throw noRepository(repository);
  const { hostname } = new URL(server);
  const isHere = server === variable(env, "CI_SERVER_URL");
  const apiUrl = (isHere ? variable(env, "CI_API_V4_URL") : void 0) ?? `${server}/api/v4`;
  const inOtherJob = !isHere && variable(env, "CI_SERVER_URL") !== void 0;
  const isNamed = hostname === (variable(env, "GITLAB_HOST") ?? "gitlab.com");
  const isKnown = isHere || !inOtherJob && isNamed && isPrivate(apiUrl);
  return { forge: "gitlab", repository, apiUrl, token: isKnown ? tokenIn(env, ["GITLAB_TOKEN"]) : void 0 };
}
function isPrivate(apiUrl) {
  return apiUrl.startsWith("https://");
}
function tokenIn(env, names) {
  for (const name of names) {
    const token = readToken(env[name], name);
    if (token !== void 0) return token;
  }
  return void 0;
}
function noRepository(path) {
  return new ConfigurationError(
    `replay: ${JSON.stringify(path)} names no repository. Write owner/name, or its address.`
  );
}

export {
  detectHost,
  examineToken,
  unpackFiles,
  runSource,
  bringArtifacts
};
