import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  artifactInput
} from "./chunk-EHSS7K4J.js";
import {
  modelOnDisk,
  storeModel
} from "./chunk-NBAD2F6J.js";
import {
  gitState,
  inputDigests,
  resolveDataFile,
  resolveDataPath,
  runCommand,
  runtimeEnvironment,
  trainBuiltin,
  trainingPlan,
  trainingRecord,
  trainingReport
} from "./chunk-6LE4J7OX.js";
import {
  candidateFile,
  declaredReading,
  openTables
} from "./chunk-LG7YQN7L.js";
import {
  readRecord,
  subjectDigest
} from "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import {
  testResultType
} from "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  code,
  digestOfFile,
  paragraph,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/train-model/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
async function runTrainModel(inputs, deps) {
  const { model, folder, host } = deps;
  if (model.train === void 0) {
    throw new ConfigurationError("mlgate.yml: train is missing. Say how the model is trained: command or builtin.");
  }
  const plan = trainingPlan(model.train);
  const places = await findPlaces(deps);
  const inputsBefore = await declaredInputs(model.train, deps);
  await requireValidData(inputs, deps, places);
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
async function requireValidData(inputs, deps, places) {
  const artifact = artifactInput("validation", inputs["validation-artifact-id"], inputs["validation-artifact-digest"]);
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
export {
  runTrainModel
};
