import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  trainedModel
} from "./chunk-NBAD2F6J.js";
import {
  registeredVersion
} from "./chunk-Y5PFWDMA.js";
import {
  declaredEnvironment
} from "./chunk-6NJXZ4MN.js";
import {
  presentEvidence,
  registeredRecords
} from "./chunk-L7HGSS3U.js";
import {
  requireInForce
} from "./chunk-J3AUPPLQ.js";
import {
  openRegistry
} from "./chunk-7RTN3BXM.js";
import "./chunk-PJ4TODX5.js";
import "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import {
  chainReport
} from "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import {
  testResultRecord
} from "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import {
  findRecord
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  deployedByDefault
} from "./chunk-YRPRKC4J.js";
import "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/steps/src/verify/run.ts
import { dirname, join } from "node:path";
async function runVerify(inputs, deps) {
  const policy = requireInForce(await deps.policy(), "Nothing was verified");
  const { environment, registered = environment && deployedByDefault } = inputs;
  const there = environment === void 0 ? void 0 : declaredEnvironment(environment, policy);
  const passedIn = there?.requires?.passed;
  const accept = there === void 0 ? policy.body.registry?.accept : there.accept;
  const { files, records } = registered === void 0 ? await fromThisMachine(deps) : await fromRegistry(registered, passedIn, policy, deps);
  const chain = await presentEvidence(files, records, policy, deps, { passedIn, accept });
  const report = chainReport(chain, { model: deps.modelName, step: "verify" });
  const [first, ...rest] = files;
  if (first === void 0) throw new RangeError("A model has at least one file.");
  const names = (held) => chain.links.filter(({ state }) => state === "holds" === held).map(({ name }) => name);
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: [{ name: policy.origin, digest: policy.digest }],
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: names(true),
      warned: [],
      failed: names(false)
    }),
    report,
    outputs: {}
  };
}
async function fromThisMachine({ folder }) {
  const of = (step) => join(dirname(folder.output), step);
  const { files } = await trainedModel(of("train-model"));
  const records = {
    verdict: await findRecord(of("evaluate-gate")),
    training: await findRecord(of("train-model")),
    data: await findRecord(of("validate-data")),
    deployment: void 0
  };
  return { files, records };
}
async function fromRegistry(reference, passedIn, policy, deps) {
  const registry = await openRegistry(policy, deps);
  const version = await registeredVersion(registry, deps.modelName, reference);
  const files = version.files.map(({ name, digest }) => ({ name, digest }));
  return { files, records: await registeredRecords(registry, version, passedIn) };
}
export {
  runVerify
};
