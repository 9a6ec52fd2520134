import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  repositoryPath
} from "./chunk-MMDBW2EV.js";
import {
  declaredPosition
} from "./chunk-C2G5GHI6.js";
import {
  commonInputs
} from "./chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  unlinkedPath
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/step.ts
function inputsOf(step) {
  return step.about === "run" ? step.inputs : { ...commonInputs, ...step.inputs };
}

// packages/app/src/parse-inputs.ts
function parseInputs(declarations, raw) {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => [name, parseInput(name, declaration, raw(name))])
  );
}
function parseInput(name, declaration, raw) {
  const text = raw === "" ? void 0 : raw;
  if (text === void 0) {
    if (declaration.required)
      throw new ConfigurationError(`Input ${name} is required, for example ${declaration.example}.`);
    return "default" in declaration ? declaration.default : void 0;
  }
  switch (declaration.type) {
    case "boolean":
      return parseBoolean(name, text);
    case "choice":
      if (declaration.choices.includes(text)) return text;
      throw new ConfigurationError(
        `Input ${name} is ${JSON.stringify(text)}; it takes ${declaration.choices.join(", ")}.`
      );
    case "path":
      if (text.includes("\0")) throw new ConfigurationError(`Input ${name} holds a NUL character.`);
      return text;
    default:
      return text;
  }
}
function parseBoolean(name, text) {
  if (["true", "True", "TRUE"].includes(text)) return true;
  if (["false", "False", "FALSE"].includes(text)) return false;
  throw new ConfigurationError(`Input ${name} is ${JSON.stringify(text)}; it takes true or false.`);
}

// packages/app/src/placed-checks.ts
import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
function placedChecks(report, at) {
  return {
    ...report,
    checks: report.checks.map(({ position, places, ...check }) => {
      const found = position && placed(position, at);
      const shown = places?.flatMap((place) => {
        const there = placed(place.position, at);
        return there === void 0 ? [] : [{ ...place, position: there }];
      });
      return { ...check, ...found ? { position: found } : {}, ...shown?.length ? { places: shown } : {} };
    })
  };
}
function placed(position, { cwd, repositoryRoot }) {
  for (const folder of [repositoryRoot, cwd]) {
    const path = resolve(folder, position.file);
    const file = relative(repositoryRoot, path).split(sep).join("/");
    if (isBelow(file) && isFile(path)) return { ...position, file };
  }
  return void 0;
}
var isBelow = (file) => file !== "" && file !== ".." && !file.startsWith("../");
function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
function repositoryPosition({ file }, position) {
  return position && { ...position, file };
}
var sections = {
  "validate-data": "data",
  "train-model": "train",
  "evaluate-gate": "gate",
  "register-model": "registry",
  "deploy-model": "deploy",
  "drift-report": "drift"
};
function shownAt(step, model, opened, named) {
  const start = { file: repositoryPath(opened?.file ?? named ?? "") ?? "mlgate.yml", line: 1, column: 1 };
  if (opened === void 0) return start;
  const section = sections[step];
  const at = section === void 0 ? void 0 : declaredPosition(opened.project, model, [section]);
  return repositoryPosition(opened, at ?? declaredPosition(opened.project, model, [])) ?? start;
}

// packages/app/src/running.ts
var unknownModel = "mlgate";
function strayModel({ opened }) {
  return opened === void 0 || opened.project.models.has(unknownModel) ? void 0 : unknownModel;
}

// packages/app/src/step-folder.ts
import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
var use = "mlgate writes its records there";
async function makeStepFolder(cwd, model, step) {
  const path = unlinkedPath(cwd, [".mlgate", model, step], use);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return path;
}
var resultFile = "result.json";
async function clearStepFolder(cwd, model, step) {
  const root = join(cwd, ".mlgate");
  const entries = await readdir(root, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  const models = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  const found = model === void 0 ? models.filter((name) => existsSync(join(root, name, step, resultFile))) : models.filter((name) => name === model);
  const [only] = found;
  if (only === void 0 || found.length > 1) return;
  await removeStepFolder(cwd, only, step);
}
async function removeStepFolder(cwd, model, step) {
  await rm(unlinkedPath(cwd, [".mlgate", model, step], use), { recursive: true, force: true });
}

export {
  inputsOf,
  parseInputs,
  placedChecks,
  repositoryPosition,
  shownAt,
  unknownModel,
  strayModel,
  makeStepFolder,
  clearStepFolder,
  removeStepFolder
};
