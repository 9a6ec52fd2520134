import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openProject
} from "./chunk-JNZO4DEN.js";
import {
  readContract
} from "./chunk-IZCVMWM4.js";
import {
  checkDataBeginning,
  findDataFiles,
  resolveDataPath
} from "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import {
  createLogger
} from "./chunk-N7JSJ6PJ.js";
import "./chunk-INQIRDEY.js";
import "./chunk-GDV3E7U7.js";
import {
  cacheFolder,
  loadNative
} from "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-OT6VWCPN.js";
import {
  runProgram
} from "./chunk-CIUPXZ7A.js";
import {
  harmlessLine
} from "./chunk-FFKW6HUN.js";
import {
  detectHost,
  examineToken
} from "./chunk-75DJPECH.js";
import "./chunk-K2YW2YVF.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import {
  keyIdOf,
  readPrivateKey,
  readPublicKey
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  exitCodes,
  failureKind,
  messageOf,
  readBoundedFile
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/app/src/doctor/run-doctor.ts
import { homedir } from "node:os";

// packages/app/src/doctor/check-forge.ts
var mostSkewSeconds = 60;
var states = { has: "well", lacks: "wrong", unknown: "untold" };
function checkToken(examined) {
  const { forge, tokenFrom, rights, skewSeconds, unreachable } = examined;
  if (forge === "none") {
    return [
      { check: "token", state: "untold", found: "no forge here: comments and looked-up baselines are for its jobs" }
    ];
  }
  const variable = forge === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
  if (tokenFrom === void 0) {
    const remedy = forge === "github" ? `give the step env: ${variable}: github.token` : `set the variable ${variable}: docs/gitlab.md`;
    return [{ check: "token", state: "wrong", found: `${variable} is not set`, remedy }];
  }
  if (unreachable !== void 0) return [{ check: "token", state: "unreachable", found: unreachable }];
  return [
    { check: "token", state: "well", found: `from ${tokenFrom}` },
    ...rights.map(({ what, state, found, remedy }) => ({ check: `may ${what}`, state: states[state], found, remedy })),
    clock(skewSeconds)
  ];
}
function clock(skew) {
  const check = "clock";
  if (skew === void 0) return { check, state: "untold", found: "the forge did not tell its time" };
  if (Math.abs(skew) <= mostSkewSeconds)
    return { check, state: "well", found: `within ${mostSkewSeconds} s of the forge's` };
  const way = skew > 0 ? "ahead of" : "behind";
  return {
    check,
    state: "wrong",
    found: `${Math.abs(skew)} s ${way} the forge's`,
    remedy: "set the clock of this machine: signatures are dated"
  };
}
async function checkPolicy(host, projectFile) {
  const check = "policy";
  try {
    const tip = await host.policyTip();
    if (tip === void 0) return { check, state: "untold", found: "no forge here: the working tree is the policy" };
    const bytes = projectFile === void 0 ? void 0 : await tip.readFile(projectFile);
    return bytes === void 0 ? {
      check,
      state: "untold",
      found: `${tip.branch} has no ${projectFile ?? "project file"} yet: nothing passes before it is merged`
    } : { check, state: "well", found: `${projectFile} at ${tip.branch}` };
  } catch (error) {
    const kind = failureKind(error);
    if (kind === "bug") throw error;
    return { check, state: kind === "infrastructure" ? "unreachable" : "wrong", found: messageOf(error) };
  }
}

// packages/app/src/doctor/check-all.ts
async function checkForgeOf(makeHost, examine, projectFile) {
  try {
    return [...checkToken(await examine()), await checkPolicy(makeHost(), projectFile)];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [{ check: "token", state: "wrong", found: messageOf(error) }];
  }
}

// packages/app/src/doctor/check-git.ts
async function checkGit(cwd, exec, needs) {
  const git = async (...args) => {
    const result = await exec({
      argv: ["git", ...args],
      cwd,
      env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
      inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
      timeoutSeconds: 10
    }).catch(() => void 0);
    return result?.exitCode === 0 ? result.stdout.trim() : void 0;
  };
  const version = await git("--version");
  if (version === void 0) {
    return [
      {
        check: "git",
        state: "wrong",
        found: "no such program in PATH",
        remedy: "install git: records name the commit, and policies are fetched"
      }
    ];
  }
  const found = [{ check: "git", state: "well", found: version.replace(/^git version /, "") }];
  const shallow = await git("rev-parse", "--is-shallow-repository");
  if (shallow === void 0) {
    return [
      ...found,
      {
        check: "repository",
        state: "wrong",
        found: "this folder is in none",
        remedy: "git init, or run this in the checkout"
      }
    ];
  }
  const remote = await git("config", "--get", "remote.origin.url");
  const deep = { check: "history", state: "well", found: "all of it is here" };
  const reach = `a baseline from git (${needs.join(", ")}) is fetched when it is not here, which needs origin`;
  found.push(
    shallow !== "true" ? deep : needs.length === 0 ? { ...deep, found: "shallow, which is enough: no baseline comes from git" } : remote === void 0 ? {
      ...deep,
      state: "wrong",
      found: `shallow; ${reach}`,
      remedy: "clone with more depth (actions/checkout: fetch-depth: 0)"
    } : { ...deep, found: `shallow; ${reach}` }
  );
  found.push(
    remote === void 0 ? { check: "remote", state: "untold", found: "there is no origin" } : { check: "remote", state: "well", found: `origin at ${hostOf(remote)}` }
  );
  return found;
}
function hostOf(remote) {
  if (URL.canParse(remote) && remote.includes("://")) return new URL(remote).host || "a folder";
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1] ?? "a folder";
}

// packages/app/src/doctor/check-machine.ts
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
async function checkMachine(machine) {
  const major = Number(machine.nodeVersion.split(".")[0]);
  const node = major >= 24 ? { check: "Node.js", state: "well", found: machine.nodeVersion } : { check: "Node.js", state: "wrong", found: machine.nodeVersion, remedy: "install Node.js 24 or newer" };
  const natives = [];
  for (const [name, part] of [
    ["@duckdb/node-api", "duckdb"],
    ["onnxruntime-node", "onnxruntime"]
  ]) {
    natives.push(await checkNative(name, part, machine));
  }
  return [
    node,
    ...natives,
    await checkFolder("folder for downloads", machine.cache, "set XDG_CACHE_HOME to a folder that this user may write"),
    await checkFolder("this folder", machine.cwd, "records and reports go into .mlgate/ here: let this user write it")
  ];
}
async function checkNative(name, part, { load, loaded }) {
  try {
    await load(name);
  } catch (error) {
    const state = failureKind(error) === "infrastructure" ? "unreachable" : "wrong";
    return {
      check: name,
      state,
      found: messageOf(error),
      remedy: "npm install it beside mlgate, or let npm’s registry be reached"
    };
  }
  const from = loaded().find((file) => file.includes(part) && file.includes("node_modules"));
  return { check: name, state: "well", found: from === void 0 ? "loads" : `loads from ${dirname(from)}` };
}
async function checkFolder(check, folder, remedy) {
  try {
    await access(folder, constants.W_OK);
    return { check, state: "well", found: `${folder} can be written` };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing && dirname(folder) !== folder) return checkFolder(check, dirname(folder), remedy);
    return { check, state: "wrong", found: `${folder} cannot be written`, remedy };
  }
}

// packages/app/src/doctor/check-project.ts
import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
var contractLimit = 1e6;
async function checkProject(cwd, path, signingKey) {
  let opened;
  try {
    opened = await openProject(cwd, path);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const isThere = await stat(resolve(cwd, path)).then(
      () => true,
      () => false
    );
    const remedy = isThere ? "correct it there; docs/project-file.md has all keys" : void 0;
    return { opened: void 0, findings: [{ check: path, state: "wrong", found: messageOf(error), remedy }] };
  }
  const { models } = opened.project;
  const findings = [{ check: path, state: "well", found: `holds; ${[...models.keys()].join(", ")}` }];
  for (const [name, body] of models) findings.push(...await checkModel(name, body, opened));
  findings.push(checkKeys([...models.values()], signingKey));
  return { opened, findings };
}
async function checkModel(name, { data, registry }, opened) {
  const place = {
    projectFolder: opened.directory,
    repository: opened.repositoryRoot,
    roots: data.roots ?? []
  };
  const found = [];
  const { train, validation, test, contract, tables = {} } = data;
  const named = [
    ...Object.entries({ train, validation, test, contract }),
    ...Object.entries(tables).map(([table, path]) => [`tables.${table}`, path])
  ];
  for (const [role, path] of named) {
    if (path === void 0) continue;
    const check = `${name}: data.${role}`;
    try {
      const real = await findDataFiles({ ...place, path, what: `data.${role}` });
      if (typeof real !== "string") {
        const faults = await Promise.all(real.files.map((file) => rowsFault(file.path, file.label, data)));
        const fault2 = faults.find((one) => one !== void 0);
        const count = `${real.files.length} ${real.files.length === 1 ? "file" : "files"}`;
        found.push({ check, ...fault2 ?? { state: "well", found: `${path}, ${count}` } });
        continue;
      }
      const fault = role === "contract" ? await contractFault(real, path, data) : await rowsFault(real, path, data);
      const bytes = (await stat(real)).size.toLocaleString("en");
      found.push({ check, ...fault ?? { state: "well", found: `${path}, ${bytes} bytes` } });
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      found.push({
        check,
        state: "wrong",
        found: messageOf(error),
        remedy: "fetch the file (dvc pull, git lfs pull), or correct its path"
      });
    }
  }
  if (registry !== void 0) found.push(await checkRegistry(name, registry, place));
  return found;
}
async function contractFault(real, path, roles) {
  const bytes = await readBoundedFile(real, contractLimit);
  readContract(new TextDecoder().decode(bytes), path, { roles });
  return void 0;
}
async function rowsFault(real, path, data) {
  const pointer = await pointerFault(real);
  if (pointer !== void 0) return pointer;
  try {
    await checkDataBeginning(real, path, data);
    return void 0;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const remedy = "say in data.reading how the CSV files are written (docs/contracts/reading.md), or correct the file";
    return { state: "wrong", found: messageOf(error), remedy };
  }
}
async function pointerFault(real) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(real), true);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    if (!buffer.subarray(0, bytesRead).toString("latin1").startsWith("version https://git-lfs.github.com/spec/"))
      return void 0;
    return {
      state: "wrong",
      found: "is a pointer of Git LFS, not the rows",
      remedy: "git lfs pull, or lfs: true for actions/checkout"
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkRegistry(name, registry, place) {
  const check = `${name}: registry`;
  try {
    const folder = await resolveDataPath({ ...place, path: registry.path, what: "registry.path", use: "write" });
    const isThere = await stat(folder).then(
      () => true,
      () => false
    );
    if (isThere) return { check, state: "well", found: folder };
    return registry.create === false ? { check, state: "unreachable", found: `${folder} is not there`, remedy: "mount it on this machine" } : { check, state: "untold", found: `${folder} is not there yet; the first registration makes it` };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, state: "wrong", found: messageOf(error) };
  }
}
function checkKeys(models, signingKey) {
  const check = "signing key";
  const trusted = models.flatMap((body) => body.trusted_keys ?? []);
  if (signingKey === void 0) {
    return {
      check,
      state: "untold",
      found: "MLGATE_SIGNING_KEY is not set here; only the job that gates on the default branch needs it"
    };
  }
  try {
    const id = keyIdOf(readPrivateKey(signingKey));
    const match = trusted.find(({ public_key }) => keyIdOf(readPublicKey(public_key, "trusted_keys")) === id);
    return match === void 0 ? {
      check,
      state: "wrong",
      found: `fits none of ${trusted.length} trusted_keys`,
      remedy: "put the public half that mlgate keygen printed into trusted_keys"
    } : { check, state: "well", found: `fits trusted_keys: ${match.name}` };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, state: "wrong", found: messageOf(error), remedy: "mlgate keygen makes a pair" };
  }
}

// packages/app/src/doctor/finding.ts
function exitCodeOf(findings) {
  if (findings.some(({ state }) => state === "wrong")) return exitCodes.configuration;
  return findings.some(({ state }) => state === "unreachable") ? exitCodes.infrastructure : exitCodes.pass;
}
var signs = { well: "✓", wrong: "✗", unreachable: "✗", untold: "–" };
function findingLines(findings) {
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  return findings.flatMap(({ check, state, found, remedy }) => [
    ...found.split("\n").map(
      (line, index) => index === 0 ? `${signs[state]} ${check.padEnd(width)}  ${line}` : `  ${" ".repeat(width)}  ${line}`
    ),
    ...remedy === void 0 ? [] : [`  ${" ".repeat(width)}  → ${remedy}`]
  ]);
}

// packages/app/src/doctor/run-doctor.ts
async function runDoctor(request) {
  const { env, versions } = process;
  const cwd = process.cwd();
  const log = createLogger((line) => process.stderr.write(line), { format: "text", level: "warn" });
  const machine = checkMachine({
    nodeVersion: versions.node,
    cwd,
    cache: cacheFolder(env, process.platform, homedir()),
    load: loadNative,
    loaded: loadedLibraries
  });
  const { opened, findings: project } = await checkProject(cwd, request.project, env.MLGATE_SIGNING_KEY || void 0);
  const baselines = [...opened?.project.models.values() ?? []].flatMap((body) => body.gate?.baseline?.from ?? []);
  const host = () => detectHost(env, { fetch: globalThis.fetch, write: () => void 0, exec: runProgram, log, inputs: {} });
  const findings = [
    ...await machine,
    ...await checkGit(
      cwd,
      runProgram,
      baselines.filter((from) => from.startsWith("git:"))
    ),
    ...project,
    ...await checkForgeOf(
      host,
      () => examineToken(env, { fetch: globalThis.fetch, now: () => /* @__PURE__ */ new Date() }),
      opened?.file
    )
  ];
  const text = request.format === "json" ? `${JSON.stringify({ findings }, void 0, 2)}
` : findingLines(findings).map((line) => `${harmlessLine(line)}
`).join("");
  process.stdout.write(text);
  return exitCodeOf(findings);
}
function loadedLibraries() {
  const found = process.report.getReport();
  const libraries = typeof found === "object" && found !== null && "sharedObjects" in found ? found.sharedObjects : [];
  return Array.isArray(libraries) ? libraries.map(String) : [];
}
export {
  runDoctor
};
