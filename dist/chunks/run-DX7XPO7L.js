import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  registeredVersion
} from "./chunk-Y5PFWDMA.js";
import {
  declaredEnvironment,
  openEnvironment
} from "./chunk-6NJXZ4MN.js";
import {
  scoreModel
} from "./chunk-AT3GD3VZ.js";
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
import {
  resolvePolicyFile
} from "./chunk-PJ4TODX5.js";
import "./chunk-6LE4J7OX.js";
import {
  declaredClasses,
  declaredReading,
  deployReport,
  goldenRows,
  isRequired,
  openTables,
  passedSmokeTest
} from "./chunk-LG7YQN7L.js";
import {
  chainBlocks,
  deploymentRecord
} from "./chunk-CKVWK53T.js";
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
  ConfigurationError,
  RefusalError,
  code,
  fold,
  paragraph,
  shortDigest
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/deploy-model/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
async function runDeployModel(inputs, deps) {
  const workFolder = await mkdtemp(join(tmpdir(), "mlgate-deploy-"));
  try {
    const policy = requireInForce(await deps.policy(), "Nothing was deployed");
    const { target, smokeRows } = openEnvironment(inputs.environment, inputs["state-directory"], policy, deps);
    const registry = await openRegistry(policy, deps);
    const { version, files, chain } = await provenVersion(inputs, registry, policy, deps, workFolder);
    deps.keep(
      paragraph(
        `Version ${version.version}, ${files.length} ${files.length === 1 ? "file" : "files"}, evidence holds.`
      )
    );
    const release = await releaseOf(version, files, smokeRows, policy, deps);
    const deployment = await deps.host.group(`Deploying version ${version.version}`, () => target.deploy(release));
    return resultOf({ inputs, policy, registry, version, chain, deployment, deps });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
async function provenVersion({ registered: reference, environment }, registry, policy, deps, workFolder) {
  const version = await registeredVersion(registry, deps.modelName, reference);
  const files = await registry.checkOut(version, workFolder);
  const { accept, requires } = declaredEnvironment(environment, policy);
  const passedIn = requires?.passed;
  const presented = await registeredRecords(registry, version, passedIn);
  const chain = await presentEvidence(files, presented, policy, deps, {
    trust: "accept unsigned",
    passedIn,
    accept
  });
  if (!chain.holds) {
    deps.keep(...chainBlocks(chain));
    const broken = chain.links.find(({ state }) => state !== "holds");
    throw new RefusalError(`Nothing was deployed. ${broken?.sentence ?? ""} ${broken?.remedy ?? ""}`.trim());
  }
  return { version, files, chain };
}
async function releaseOf(version, checkedOut, count, policy, deps) {
  var _stack = [];
  try {
    const { body } = policy;
    const { candidate, data, task } = body;
    const [main, ...beside] = checkedOut;
    if (main === void 0 || !("onnx" in candidate)) {
      throw new ConfigurationError("candidate.onnx: only a model in ONNX format can be served.");
    }
    if (data.test === void 0)
      throw new ConfigurationError(`${policy.origin}: data.test is missing. The smoke test needs it.`);
    const path = await resolvePolicyFile(data.test, "data.test", policy, deps);
    const tables = __using(_stack, await openTables({ allow: [path], reading: declaredReading(data, [path]) }), true);
    const table = await tables.read(path);
    const { progress } = deps;
    const scores = await scoreModel({ path: main.path, section: candidate, body, rows: table, tables, progress });
    const columns = columnsOf(table, [data.label, data.id]);
    const features = candidate.features ?? columns;
    const named = ({ name, digest }) => ({ name, digest });
    return {
      model: deps.modelName,
      version: String(version.version),
      modelPath: main.path,
      files: [named(main), ...beside.map(named)],
      manifest: {
        format: 1,
        model: deps.modelName,
        version: String(version.version),
        files: checkedOut.map(named),
        task,
        features,
        ...classesOf(scores, declaredClasses(candidate)),
        ...candidate.output === void 0 ? {} : { output: candidate.output },
        ...candidate.missing_string === void 0 ? {} : { missing_string: candidate.missing_string }
      },
      golden: goldenRows({ table, scores, columns, count })
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function columnsOf({ columns }, excluded) {
  return [...columns.keys()].filter((name) => !excluded.includes(name));
}
function classesOf(scores, declared) {
  if (scores.kind === "regression") return {};
  return { classes: declared ?? scores.classes };
}
function resultOf(done) {
  const { inputs, policy, registry, version, chain, deployment, deps } = done;
  const { environment } = inputs;
  const report = deployReport(deployment, { model: deps.modelName, step: "deploy-model", environment });
  const [first, ...rest] = version.files.map(({ name, digest }) => ({ name, digest }));
  if (first === void 0) throw new RangeError("A version has at least one file.");
  return {
    verdict: report.verdict,
    record: deploymentRecord({
      files: [first, ...rest],
      model: deps.modelName,
      repository: deps.host.run.repository,
      environment,
      passed: passedSmokeTest(deployment),
      deployedOn: deps.clock.now(),
      event: deps.host.run.event,
      policy: { uri: policy.origin, digest: policy.digest },
      details: {
        version: version.version,
        outcome: deployment.outcome,
        url: deployment.url,
        serving: deployment.serving,
        replaced: deployment.replaced,
        verdict: chain.verdict?.digest
      }
    }),
    ...isRequired(policy.body.deploy ?? {}, environment) ? { keepRecord: (file) => registry.keepDeployment(version, { environment, ...file }) } : {},
    report: {
      ...report,
      blocks: [
        ...report.blocks,
        fold("The evidence", ...chainBlocks(chain)),
        fold(
          "How this was decided",
          paragraph("Policy: ", code(policy.origin), ", ", code(shortDigest(policy.digest)), ".")
        )
      ]
    },
    outputs: { url: deployment.url, version: deployment.serving?.version ?? "", outcome: deployment.outcome }
  };
}
export {
  runDeployModel
};
