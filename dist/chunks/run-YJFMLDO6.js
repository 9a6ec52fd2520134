import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openEnvironment
} from "./chunk-6NJXZ4MN.js";
import {
  requireInForce
} from "./chunk-J3AUPPLQ.js";
import "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  digestOfBytes
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/steps/src/undeploy/run.ts
async function runUndeploy(inputs, deps) {
  const { environment } = inputs;
  const policy = requireInForce(await deps.policy(), "Nothing was stopped");
  const { target } = openEnvironment(environment, inputs["state-directory"], policy, deps);
  const { url, current } = await target.status();
  await target.stop();
  const message = current === void 0 ? "Nothing served." : `Version ${current.version} no longer serves at ${url}.`;
  return {
    verdict: "pass",
    record: {
      subject: [{ name: url, digest: current?.digest ?? digestOfBytes("") }],
      predicateType: "https://github.com/mlgate/mlgate/undeployment/v1",
      predicate: { environment, version: current?.version, stoppedOn: deps.clock.now().toISOString() }
    },
    report: {
      model: deps.modelName,
      step: "undeploy",
      verdict: "pass",
      outcome: `${environment} stopped`,
      reason: [message],
      blocks: [],
      checks: [{ name: environment, verdict: "pass", message, severity: "error" }],
      measurements: []
    },
    outputs: {}
  };
}
export {
  runUndeploy
};
