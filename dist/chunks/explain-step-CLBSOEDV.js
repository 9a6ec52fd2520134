import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  depsOnModel
} from "./chunk-27AX2E2Y.js";
import {
  openProject
} from "./chunk-QL5LIOLO.js";
import "./chunk-WFXGAQ2S.js";
import "./chunk-FZA7CV3Y.js";
import {
  selectModel
} from "./chunk-PD2O4Y5A.js";
import "./chunk-W5T564O5.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-P4FOKUUC.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  secretsOf
} from "./chunk-DX53MVFE.js";
import {
  inputsOf,
  parseInputs
} from "./chunk-K5WTD5WH.js";
import "./chunk-73SNDQWH.js";
import "./chunk-DO6RODUF.js";
import "./chunk-R7LRGDHM.js";
import "./chunk-YRPRKC4J.js";
import {
  ConfigurationError
} from "./chunk-ET3OWGEZ.js";
import "./chunk-5JG7MS2Z.js";

// packages/app/src/explain-step.ts
import { join } from "node:path";
async function explainStep(step, host, world) {
  if (step.about === "run" || step.explain === void 0) {
    throw new ConfigurationError(`${step.name} cannot be explained.`);
  }
  const secrets = secretsOf(step, host, world);
  for (const secret of secrets.values()) host.mask(secret);
  const { project: path, model } = parseInputs(inputsOf(step), (name) => host.input(name));
  const opened = await openProject(world.cwd, String(path));
  const selected = selectModel(opened.project, model === void 0 ? void 0 : String(model));
  const output = join(world.cwd, ".mlgate", selected.name, step.name);
  return step.explain(depsOnModel(opened, selected, output, { host, world, kept: [], secrets }));
}
export {
  explainStep
};
