import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  presentEvidence,
  registeredRecords
} from "./chunk-3QSYF6GG.js";
import {
  requireInForce
} from "./chunk-WFXGAQ2S.js";
import {
  openRegistry
} from "./chunk-ATFLFVA3.js";
import {
  scoreModel
} from "./chunk-QDPCRL75.js";
import {
  resolvePolicyFile
} from "./chunk-HLEYZ2PQ.js";
import {
  chainBlocks,
  declaredClasses,
  declaredReading,
  deployDefaults,
  deployReport,
  deploymentRecord,
  goldenRows,
  isRequired,
  localTarget,
  openTables,
  passedSmokeTest
} from "./chunk-PD2O4Y5A.js";
import {
  commonInputs,
  deployedByDefault,
  deploymentInputs,
  forgeInputs,
  signingInputs
} from "./chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  RefusalError,
  code,
  fold,
  paragraph,
  shortDigest
} from "./chunk-ET3OWGEZ.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/deploy-model/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// packages/steps/src/local-environment.ts
import { resolve } from "node:path";
function declaredEnvironment(name, policy) {
  const declared = policy.body.deploy ?? {};
  const section = Object.hasOwn(declared, name) ? declared[name] : void 0;
  if (section !== void 0) return section;
  const names = Object.keys(declared).join(", ") || "none";
  throw new ConfigurationError(
    `${policy.origin}: deploy has no environment ${JSON.stringify(name)}; there are: ${names}.`
  );
}
function openEnvironment(name, stateDirectory, policy, deps) {
  const section = declaredEnvironment(name, policy);
  const { mlgate, env, start } = deps.launch;
  const target = localTarget(
    {
      stateDirectory: resolve(stateDirectory, deps.modelName),
      environment: name,
      port: section.port,
      readyTimeoutSeconds: section.ready_timeout_seconds ?? deployDefaults.readyTimeoutSeconds,
      commands: {
        serve: ({ processFile, manifest, model }) => [
          ...mlgate,
          "serve",
          "--manifest",
          manifest,
          "--onnx",
          model,
          "--port",
          "0",
          "--process-file",
          processFile
        ],
        entry: ({ processFile, stateFile, port }) => [
          ...mlgate,
          "forward",
          "--process-file",
          processFile,
          "--state-file",
          stateFile,
          "--port",
          String(port)
        ]
      },
      env
    },
    { clock: deps.clock, log: deps.log, start, fetch: deps.fetch }
  );
  return { target, smokeRows: section.smoke_rows ?? deployDefaults.smokeRows };
}

// packages/steps/src/registered-version.ts
async function registeredVersion(registry, model, reference) {
  const resolution = await registry.resolve(model, reference);
  if (resolution.found) return resolution.version;
  const newest = (await registry.versions(model)).at(-1)?.version;
  const isNumber = /^[0-9]+$/.test(reference);
  const aliases = (await registry.aliases(model)).map(({ alias }) => alias);
  const known = isNumber ? newest && `the newest is ${newest}` : aliases.length > 0 && `there is ${aliases.join(", ")}`;
  throw new ConfigurationError(
    [
      `registered: ${reference} is not registered: ${resolution.reason}${known ? `; ${known}` : ""}.`,
      ...isNumber && newest ? [] : [`Run register-model${isNumber ? "" : ` with --alias ${reference}`} first.`]
    ].join(" ")
  );
}

// packages/steps/src/deploy-model/run.ts
async function runDeployModel(inputs2, deps) {
  const workFolder = await mkdtemp(join(tmpdir(), "mlgate-deploy-"));
  try {
    const policy = requireInForce(await deps.policy(), "Nothing was deployed");
    const { target, smokeRows } = openEnvironment(inputs2.environment, inputs2["state-directory"], policy, deps);
    const registry = await openRegistry(policy, deps);
    const { version, files, chain } = await provenVersion(inputs2, registry, policy, deps, workFolder);
    deps.keep(
      paragraph(
        `Version ${version.version}, ${files.length} ${files.length === 1 ? "file" : "files"}, evidence holds.`
      )
    );
    const release = await releaseOf(version, files, smokeRows, policy, deps);
    const deployment = await deps.host.group(`Deploying version ${version.version}`, () => target.deploy(release));
    return resultOf({ inputs: inputs2, policy, registry, version, chain, deployment, deps });
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
  const { inputs: inputs2, policy, registry, version, chain, deployment, deps } = done;
  const { environment } = inputs2;
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

// packages/steps/src/deploy-model.ts
var inputs = {
  ...commonInputs,
  ...deploymentInputs,
  registered: {
    type: "string",
    description: "Registered version to deploy, by alias or number.",
    default: deployedByDefault,
    example: "3"
  },
  token: forgeInputs.token,
  ...signingInputs
};
var deployModel = {
  name: "deploy-model",
  summary: "Serve a registered version on this machine: evidence checked, smoke-tested on test rows, rolled back when it fails.",
  branding: { icon: "upload-cloud", color: "blue" },
  inputs,
  outputs: {
    url: { description: "Where the model answers." },
    version: { description: "Number of the version that serves now; empty when nothing does." },
    outcome: { description: "deployed, unchanged or rolled-back." }
  },
  permissions: [{ scope: "contents", access: "read", reason: "reads the policy at the tip of the default branch" }],
  comments: false,
  run: runDeployModel
};

export {
  declaredEnvironment,
  openEnvironment,
  registeredVersion,
  deployModel
};
