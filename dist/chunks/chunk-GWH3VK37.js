import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openProject
} from "./chunk-JNZO4DEN.js";
import {
  loadPolicy
} from "./chunk-J3AUPPLQ.js";
import {
  refuseOwnPass
} from "./chunk-QL4TXZ3F.js";
import {
  selectModel
} from "./chunk-6LE4J7OX.js";
import {
  clearStepFolder,
  inputsOf,
  makeStepFolder,
  parseInputs,
  removeStepFolder,
  repositoryPosition,
  strayModel
} from "./chunk-UTANSQGK.js";
import {
  declaredPosition
} from "./chunk-C2G5GHI6.js";

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
  const { policy, ...others } = depsOnModel(opened, { name, body }, place.folder, { host, world, kept, secrets });
  let isJudged = false;
  const deps = {
    ...others,
    policy: () => {
      isJudged = true;
      return policy();
    }
  };
  const result = await step.run(inputs, deps);
  if (isJudged) refuseOwnPass(await policy(), result);
  return result;
}
function depsOnModel(opened, { name, body }, output, { host, world, kept, secrets }) {
  let policy;
  return {
    host,
    signs: secrets.has("signing-key"),
    launch: world.launch,
    fetch: world.fetch,
    clock: world.clock,
    log: world.log,
    progress: world.progress,
    exec: world.exec,
    keep: (...blocks) => void kept.push(...blocks),
    folder: {
      directory: opened.directory,
      repositoryRoot: opened.repositoryRoot,
      output,
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
}

export {
  runOnModel,
  depsOnModel
};
