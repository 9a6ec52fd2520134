import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openProject
} from "./chunk-O2SZHNHE.js";
import {
  loadPolicy
} from "./chunk-VO65TLZE.js";
import {
  refuseOwnPass
} from "./chunk-BI77I3SJ.js";
import {
  selectModel
} from "./chunk-MLUJHZDT.js";
import "./chunk-HQTQOFJK.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-LRQTEGAM.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  clearStepFolder,
  inputsOf,
  makeStepFolder,
  parseInputs,
  removeStepFolder,
  repositoryPosition,
  strayModel
} from "./chunk-E4SIQRU4.js";
import "./chunk-QHBPG5OH.js";
import {
  declaredPosition
} from "./chunk-OLPSZKLF.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-X4I4DB4B.js";
import "./chunk-5JG7MS2Z.js";

// packages/app/src/run-on-model.ts
async function runOnModel(step, { host, world, kept, place, secrets }) {
  const { log, cwd } = world;
  await clearStepFolder(cwd, host.input("model") || void 0, step.name);
  const inputs = parseInputs(inputsOf(step), (name2) => host.input(name2));
  const opened = await openProject(cwd, String(inputs.project));
  const { name, body } = selectModel(opened.project, inputs.model === void 0 ? void 0 : String(inputs.model));
  place.model = name;
  place.opened = opened;
  place.folder = await makeStepFolder(cwd, name, step.name);
  const stray = strayModel(place);
  if (stray !== void 0) await removeStepFolder(cwd, stray, step.name);
  log.info(`${step.name} of ${name} (mlgate ${world.version}, ${host.name})`);
  let policy;
  const deps = {
    host,
    signs: secrets.has("signing-key"),
    launch: world.launch,
    fetch: world.fetch,
    clock: world.clock,
    log,
    progress: world.progress,
    exec: world.exec,
    keep: (...blocks) => void kept.push(...blocks),
    folder: {
      directory: opened.directory,
      repositoryRoot: opened.repositoryRoot,
      output: place.folder,
      version: world.version
    },
    modelName: name,
    model: body,
    positionOf: (path) => repositoryPosition(opened, declaredPosition(opened.project, name, path)),
    policy: () => {
      policy ??= loadPolicy({
        host,
        projectFile: opened.file,
        local: { project: opened.project, directory: opened.directory, repositoryRoot: opened.repositoryRoot },
        modelName: name
      });
      return policy;
    }
  };
  const result = await step.run(inputs, deps);
  if (policy !== void 0) refuseOwnPass(await policy, result);
  return result;
}
export {
  runOnModel
};
