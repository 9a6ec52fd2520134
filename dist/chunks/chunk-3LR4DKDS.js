import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  artifactInput
} from "./chunk-A3MQQHUW.js";
import {
  modelOnDisk,
  storeModel
} from "./chunk-5PXKZWKY.js";
import {
  candidateFile,
  declaredReading,
  gitState,
  inputDigests,
  openTables,
  readRecord,
  resolveDataFile,
  resolveDataPath,
  runCommand,
  runtimeEnvironment,
  subjectDigest,
  trainBuiltin,
  trainingPlan,
  trainingRecord,
  trainingReport
} from "./chunk-PD2O4Y5A.js";
import {
  testResultType
} from "./chunk-W5T564O5.js";
import {
  commonInputs
} from "./chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  code,
  digestOfFile,
  paragraph,
  writeFileAtomically
} from "./chunk-ET3OWGEZ.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/train-model/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
async function runTrainModel(inputs2, deps) {
  const { model, folder, host } = deps;
  if (model.train === void 0) {
    throw new ConfigurationError("mlgate.yml: train is missing. Say how the model is trained: command or builtin.");
  }
  const plan = trainingPlan(model.train);
  const places = await findPlaces(deps);
  const inputsBefore = await declaredInputs(model.train, deps);
  await requireValidData(inputs2, deps, places);
  const git = await gitState(folder.directory, deps.exec);
  const environment = await runtimeEnvironment(plan, folder.directory, deps.exec, host.credentialVariables());
  const trained = plan.kind === "command" ? await trainByCommand(plan, places, deps) : await trainBuiltIn(plan.builtin, places, deps);
  const produced = await modelOnDisk(places.output.path);
  const subject = await storeModel(produced, folder.output);
  const history = {
    model: deps.modelName,
    section: model.train,
    repositoryUri: host.run.repository,
    git,
    environment,
    inputs: inputsBefore,
    startedOn: trained.startedOn,
    finishedOn: trained.finishedOn,
    durationSeconds: trained.durationSeconds,
    iterations: trained.iterations,
    metrics: trained.metrics,
    byproducts: trained.byproducts,
    builderId: `https://github.com/mlgate/mlgate/train-model/${host.name}`,
    invocationId: host.run.runId,
    version: folder.version
  };
  return {
    verdict: "pass",
    record: trainingRecord(subject, history),
    report: trainingReport({
      history,
      produced: { name: places.output.name, digest: produced.digest },
      ignoredMetrics: trained.ignoredMetrics,
      logTail: trained.logTail,
      features: trained.features
    }),
    outputs: { "model-path": places.output.path, "model-digest": produced.digest }
  };
}
async function findPlaces({ model, folder }) {
  const roots = model.data.roots ?? [];
  const place = { projectFolder: folder.directory, repository: folder.repositoryRoot, roots };
  const resolveRows = (path, what) => resolveDataFile({ path, what, ...place });
  if (model.data.train === void 0) {
    throw new ConfigurationError("mlgate.yml: data.train is missing. Name the rows to train on.");
  }
  const file = candidateFile(model.candidate);
  if (file === void 0) {
    throw new ConfigurationError(
      "mlgate.yml: train-model makes a file, and candidate names none. Set candidate.onnx or candidate.predictions."
    );
  }
  const { key, path: name } = file;
  const { validation } = model.data;
  return {
    train: await resolveRows(model.data.train, "data.train"),
    validation: validation === void 0 ? void 0 : await resolveRows(validation, "data.validation"),
    output: { key, name, path: await resolveDataPath({ path: name, what: key, ...place, use: "write" }) }
  };
}
async function declaredInputs(section, { model, folder }) {
  const { train, validation, roots = [] } = model.data;
  const names = [train, validation, ...section.inputs ?? []].filter((name) => name !== void 0);
  const found = names.map(async (name) => ({
    name,
    path: await resolveDataPath({
      path: name,
      what: "train.inputs",
      projectFolder: folder.directory,
      repository: folder.repositoryRoot,
      roots,
      use: "read"
    })
  }));
  return inputDigests(await Promise.all(found));
}
async function requireValidData(inputs2, deps, places) {
  const artifact = artifactInput("validation", inputs2["validation-artifact-id"], inputs2["validation-artifact-digest"]);
  if (artifact === void 0) return;
  const temporary = await mkdtemp(join(tmpdir(), "mlgate-validation-"));
  try {
    await deps.host.downloadArtifact(artifact, temporary);
    const record = await readRecord(temporary);
    const { result } = record.predicate;
    if (record.predicateType !== testResultType || result !== "PASSED" && result !== "WARNED") {
      throw new ConfigurationError(
        `validation-artifact-id: the record there is not one of data that passed (${record.predicateType}, ${String(result)}).`
      );
    }
    for (const [name, path] of [
      [deps.model.data.train, places.train],
      [deps.model.data.validation, places.validation]
    ]) {
      if (name === void 0 || path === void 0) continue;
      const validated = subjectDigest(record, name);
      const present = await digestOfFile(path);
      if (validated !== present) {
        throw new ConfigurationError(
          `${name} is ${present} here, but validate-data checked ${validated ?? "no file of that name"}. Both jobs must see the same data.`
        );
      }
    }
    deps.keep(paragraph("The data are those that validate-data passed: artifact ", code(artifact.id), "."));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
async function trainByCommand(plan, places, deps) {
  const { folder, host } = deps;
  const result = await host.group(
    "Training",
    () => runCommand(
      {
        training: plan,
        projectDirectory: folder.directory,
        workDirectory: folder.output,
        trainData: places.train,
        validationData: places.validation,
        produces: places.output,
        credentialVariables: host.credentialVariables()
      },
      deps
    )
  );
  return {
    startedOn: result.startedOn,
    finishedOn: result.finishedOn,
    durationSeconds: result.durationSeconds,
    iterations: void 0,
    metrics: result.metrics?.metrics ?? [],
    ignoredMetrics: result.metrics?.ignored ?? [],
    logTail: result.logTail,
    features: [],
    byproducts: [
      { name: "train.log", digest: result.logFile.digest },
      ...result.metrics === void 0 ? [] : [{ name: "output/metrics.json", digest: result.metrics.digest }]
    ]
  };
}
async function trainBuiltIn(builtin, places, deps) {
  var _stack = [];
  try {
    const { model, clock, progress } = deps;
    const { label, id } = model.data;
    if (label === void 0)
      throw new ConfigurationError("mlgate.yml: data.label is missing. Name the column to predict.");
    if (places.output.key !== "candidate.onnx") {
      throw new ConfigurationError("train.builtin writes an ONNX model: name it with candidate.onnx.");
    }
    const startedOn = clock.now();
    const startMs = clock.monotonicMs();
    const tables = __using(_stack, await openTables({ allow: [places.train], reading: declaredReading(model.data, [places.train]) }), true);
    const present = await tables.columns(places.train);
    if (id !== void 0 && !present.some(({ name }) => name === id)) {
      const names = present.map(({ name }) => name).join(", ");
      throw new ConfigurationError(`data.id: the training data have no column ${JSON.stringify(id)}. They have ${names}.`);
    }
    const columns = builtin.features && [.../* @__PURE__ */ new Set([...builtin.features, label])];
    const table = await tables.read(places.train, columns === void 0 ? {} : { columns });
    const result = trainBuiltin({ builtin, table, label, id, task: builtinTask(model.task), progress });
    await writeFileAtomically(places.output.path, result.model);
    return {
      startedOn,
      finishedOn: clock.now(),
      durationSeconds: (clock.monotonicMs() - startMs) / 1e3,
      iterations: result.iterations,
      metrics: result.metrics,
      ignoredMetrics: [],
      logTail: [],
      features: result.features,
      byproducts: []
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function builtinTask(task) {
  if (task === "classification" || task === "regression") return task;
  throw new ConfigurationError(
    `train.builtin: trains for classification and regression, not ${task}. Use train.command.`
  );
}

// packages/steps/src/train-model.ts
var inputs = {
  ...commonInputs,
  "validation-artifact-id": {
    type: "string",
    description: "Output artifact-id of validate-data: training then refuses data that did not pass.",
    example: "${{ needs.validate.outputs.artifact-id }}"
  },
  "validation-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of validate-data.",
    example: "${{ needs.validate.outputs.artifact-digest }}"
  }
};
var trainModel = {
  name: "train-model",
  summary: "Run a training command or the built-in trainer, and record how the model came to be.",
  branding: { icon: "cpu", color: "blue" },
  inputs,
  outputs: {
    "model-path": { description: "Path of the trained model." },
    "model-digest": { description: "Digest of the trained model (sha256:…)." }
  },
  permissions: [],
  comments: false,
  run: runTrainModel
};

export {
  trainModel
};
