import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  depsOnModel
} from "./chunk-GWH3VK37.js";
import {
  openProject
} from "./chunk-JNZO4DEN.js";
import "./chunk-J3AUPPLQ.js";
import "./chunk-QL4TXZ3F.js";
import {
  selectModel
} from "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  secretsOf
} from "./chunk-ADQE6H5K.js";
import {
  inputsOf,
  parseInputs
} from "./chunk-UTANSQGK.js";
import "./chunk-MMDBW2EV.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import "./chunk-YRPRKC4J.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";
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
