import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  judgedBy,
  keepAnswers,
  keepMetrics,
  seenBy
} from "./chunk-AW6JBFM6.js";
import {
  answerConditions,
  findTestSets,
  lfsPointerDigest,
  modelFinder
} from "./chunk-UTLJMPUX.js";
import {
  artifactInput
} from "./chunk-EHSS7K4J.js";
import {
  modelOnDisk,
  trainedModel
} from "./chunk-NBAD2F6J.js";
import {
  refuseOwnScores,
  scoreLive,
  scoreModel,
  scoringTask
} from "./chunk-AT3GD3VZ.js";
import {
  openRegistry
} from "./chunk-7RTN3BXM.js";
import {
  askModule,
  policyCommand,
  policyModule,
  refuseBesideCredentials
} from "./chunk-2F3OHZ2F.js";
import {
  readContract
} from "./chunk-IZCVMWM4.js";
import {
  conclude
} from "./chunk-QL4TXZ3F.js";
import {
  GitReader
} from "./chunk-CDPVWOZR.js";
import {
  resolvePolicyFile,
  resolvePolicyPath
} from "./chunk-PJ4TODX5.js";
import {
  answerColumns,
  answerPictures,
  changedAnswers,
  changedRows,
  changedRowsGroup,
  demandsOf,
  examineAnswers,
  explanationDefaults,
  gateDefaults,
  gateReport,
  inheritedVariables,
  judge,
  judgeExplanations,
  judgeMeasured,
  judgeParity,
  judgeRobustness,
  modelCost,
  needsThePast,
  operatingPoint,
  rankImportance,
  recordedJudgement,
  withFindings
} from "./chunk-6LE4J7OX.js";
import {
  candidateFile,
  declaredClasses,
  declaredReading,
  fewestGroups,
  measureLatency,
  modelDigest,
  modelFeatures,
  openScoringPool,
  openTables,
  parity,
  permutationImportance,
  perturbed,
  readMetricsFile,
  seededPermutations,
  seededResampler,
  shapleyValues,
  writeParquet
} from "./chunk-LG7YQN7L.js";
import {
  judgedOn,
  readRecord,
  subjectDigest,
  verificationSummaryRecord
} from "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-GDV3E7U7.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import {
  findRecord
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  InfrastructureError,
  code,
  digestOfBytes,
  digestOfFile,
  paragraph,
  shortDigest,
  strong
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/evaluate-gate/run.ts
import { mkdtemp as mkdtemp3, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join7 } from "node:path";

// packages/steps/src/override.ts
var keptReason = 2e3;
var shownReason = 300;
async function withOverride(concluded, policy, host) {
  const none2 = { ...concluded, overridden: false, override: void 0 };
  const label = policy.body.evidence?.override?.label;
  const { verdict, inconclusivePasses, report } = concluded;
  const stops = verdict === "fail" || verdict === "inconclusive" && !inconclusivePasses;
  if (!stops || label === void 0 || policy.ownBecause !== void 0) return none2;
  const search = await host.override(label);
  switch (search.state) {
    case "absent":
      return none2;
    case "refused":
    case "unknown": {
      const what = search.state === "refused" ? " overrides nothing: " : " could not be looked for: ";
      return { ...none2, report: remarked(report, [strong("The label ", code(label)), what, search.because]) };
    }
    case "granted": {
      const override = { ...search.override, reason: shortened(search.override.reason, keptReason) };
      return { ...concluded, report: overriddenReport(report, override), overridden: true, override };
    }
  }
}
function overriddenReport(report, override) {
  const { by, label, reason, url, head, at } = override;
  const remark = [
    strong("Overridden by ", code(by)),
    " with the label ",
    code(label),
    ` at ${at} on `,
    code(head.slice(0, 7)),
    ", ",
    { kind: "link", href: url, content: ["for this reason"] },
    `: “${shortened(oneLine(reason), shownReason)}” The verdict stands.`
  ];
  const check = {
    name: "override",
    verdict: "pass",
    message: `${by} let ${head.slice(0, 7)} through with the label ${label}: ${shortened(oneLine(reason), shownReason)}`,
    severity: "warning"
  };
  const remarkedReport = remarked(report, remark);
  return {
    ...remarkedReport,
    outcome: `${report.outcome}, overridden by ${by}`,
    checks: [check, ...report.checks]
  };
}
function remarked(report, remark) {
  return { ...report, reason: [...report.reason, " ", ...remark] };
}
function oneLine(text) {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
function shortened(text, limit) {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

// packages/steps/src/evaluate-gate/answer-keeping.ts
var answersNote = [
  "the answers are not kept, so that only judging anew repeats this; ",
  code("gate.store_answers: true"),
  " in the policy keeps them, with the labels, in the artifact"
];
var none = { isWanted: false, sensitive: /* @__PURE__ */ new Set() };
async function answerKeeping(policy, deps) {
  const { gate, data } = policy.body;
  if (gate?.store_answers === false) return none;
  if (gate?.store_answers === true && policy.ownBecause === void 0) return { ...none, isWanted: true };
  if (policy.tip !== void 0 && data.test !== void 0) {
    const file = await resolvePolicyFile(data.test, "data.test", policy, deps);
    if (!await new GitReader(deps.exec, deps.folder.repositoryRoot).isAsCommitted(file)) return none;
  }
  return keepingBy(policy);
}
async function keepingBy(policy) {
  const path = policy.body.data.contract;
  if (path === void 0) return { isWanted: true, sensitive: /* @__PURE__ */ new Set() };
  try {
    const bytes = await policy.readFile(path);
    if (bytes === void 0) return none;
    const { objects } = readContract(new TextDecoder().decode(bytes), path, { roles: policy.body.data });
    return { isWanted: true, sensitive: new Set(objects.flatMap(({ sensitive }) => [...sensitive])) };
  } catch (error) {
    if (error instanceof ConfigurationError) return none;
    throw error;
  }
}

// packages/steps/src/evaluate-gate/baseline-age.ts
var dayMs = 24 * 60 * 6e4;
function withBaselineAge(report, baseline, maxAgeDays, now) {
  if (baseline === void 0 || maxAgeDays === void 0) return report;
  const said = (words2) => {
    const sentence = [" The baseline ", code(baseline.name), ` ${words2}.`];
    return { ...report, reason: [...report.reason, ...sentence] };
  };
  if (baseline.madeAt === void 0) return said("does not tell how old it is");
  const ageMs = now.getTime() - baseline.madeAt.getTime();
  if (ageMs <= maxAgeDays * dayMs) return report;
  const days = Math.floor(ageMs / dayMs);
  const since = baseline.madeAt.toISOString().slice(0, 10);
  const words = `is ${days} ${days === 1 ? "day" : "days"} old (${since}); gate.baseline.max_age_days is ${maxAgeDays}`;
  const check = {
    name: "age of the baseline",
    verdict: "inconclusive",
    message: `The baseline ${baseline.name} ${words}.`,
    severity: "warning"
  };
  const warned = said(words);
  return { ...warned, checks: [...warned.checks, check] };
}

// packages/steps/src/evaluate-gate/candidate.ts
import { mkdtemp } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";

// packages/steps/src/evaluate-gate/live-candidate.ts
import { basename, join } from "node:path";
async function askLiveCandidate(sets, policy, deps, endpointToken) {
  const { body } = policy;
  refuseTokenToOwn(policy, endpointToken);
  const scores = /* @__PURE__ */ new Map();
  const kept = [];
  for (const [index, set] of sets.entries()) {
    var _stack = [];
    try {
      const tables = __using(_stack, await openTables({ allow: [set.path], reading: declaredReading(body.data, [set.path]) }), true);
      const rows = await tables.read(set.path);
      const { progress } = deps;
      const said = await scoreLive({ section: body.candidate, body, rows, progress, deps, endpointToken });
      scores.set(set, said);
      const path = join(deps.folder.output, index === 0 ? "scores.parquet" : `scores-${index + 1}.parquet`);
      await writeParquet(path, predictionsOf(said, rows, body.data.id));
      kept.push({ path, file: { name: basename(path), digest: await digestOfFile(path) } });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  const [first, ...others] = kept;
  if (first === void 0) throw new RangeError("There is always a test set.");
  const files = [first.file, ...others.map(({ file }) => file)];
  return { model: { path: first.path, digest: modelDigest(files), files }, scores };
}
function refuseTokenToOwn({ body, origin, ownBecause }, endpointToken) {
  if (ownBecause === void 0 || endpointToken === void 0 || !("endpoint" in body.candidate)) return;
  throw new ConfigurationError(
    `candidate.endpoint.url: is the change's own (${origin}), and is not sent MLGATE_ENDPOINT_TOKEN. Merge the project file first, or judge without the token.`
  );
}
function predictionsOf(scores, rows, id) {
  const columns = /* @__PURE__ */ new Map();
  const ids = id === void 0 ? void 0 : rows.columns.get(id);
  if (id !== void 0 && ids !== void 0) columns.set(id, ids);
  else columns.set("row", { kind: "number", values: Float64Array.from({ length: rows.rows }, (_, row) => row + 1) });
  if (scores.kind === "regression") {
    columns.set("prediction", { kind: "number", values: scores.values });
    return { rows: rows.rows, columns };
  }
  const { labels, probabilities, classes } = scores;
  if (labels) {
    columns.set("prediction", { kind: "string", values: Array.from(labels, (index) => classes[index] ?? null) });
  }
  for (const [index, label] of classes.entries()) {
    if (!probabilities) break;
    const values = Float64Array.from(
      { length: rows.rows },
      (_, row) => probabilities[row * classes.length + index]
    );
    columns.set(`probability_${label}`, { kind: "number", values });
  }
  return { rows: rows.rows, columns };
}

// packages/steps/src/evaluate-gate/candidate.ts
async function findCandidate(inputs, policy, sets, deps, workFolder) {
  const { candidate: section } = deps.model;
  const file = candidateFile(section);
  const artifact = artifactInput("training", inputs["training-artifact-id"], inputs["training-artifact-digest"]);
  if (file === void 0) {
    const [first, ...others] = sets;
    if (first === void 0) throw new RangeError("There is always a test set.");
    if (artifact !== void 0) {
      throw new ConfigurationError(
        "training-artifact-id: candidate names no file that an artifact could hold, but whom to ask. Leave the input out."
      );
    }
    const { model: model2, scores } = await askLiveCandidate([first, ...others], policy, deps, inputs["endpoint-token"]);
    const name = "endpoint" in section ? section.endpoint.url : "command" in section ? section.command.join(" ") : "";
    return { model: model2, name, attestations: [], said: scores };
  }
  const { key: what, path: named } = file;
  if (artifact !== void 0) {
    const folder = await mkdtemp(join2(workFolder, "candidate-"));
    await deps.host.downloadArtifact(artifact, folder);
    const model2 = await trainedModel(folder);
    const record = await findRecord(folder);
    return {
      model: model2,
      name: named,
      attestations: record === void 0 ? [] : [{ name: record.name, digest: record.digest }]
    };
  }
  const path = await resolvePolicyPath(named, what, "read", policy, deps);
  const model = await modelOnDisk(path);
  return { model, name: named, attestations: await localAttestations(model, deps) };
}
async function localAttestations(model, { folder }) {
  const training = join2(dirname(folder.output), "train-model");
  const record = await findRecord(training);
  if (record === void 0) return [];
  const statement = await readRecord(training);
  const isAbout = model.files.every(({ name, digest }) => subjectDigest(statement, `model/${name}`) === digest);
  return isAbout ? [{ name: record.name, digest: record.digest }] : [];
}

// packages/steps/src/evaluate-gate/check-positions.ts
function withPositions(checks, { gates, examinations }, positionOf) {
  const positions = new Map([
    ...examinations.flatMap(
      ({ kind, findings }) => findings.map(({ name }) => [name, positionOf(["gate", kind]) ?? positionOf(["gate"])])
    ),
    ...gates.map(({ name, metric }) => [name, positionOf(["gate", "metrics", metric])])
  ]);
  return checks.map((check) => {
    const position = check.position ?? positions.get(check.name);
    return position === void 0 ? check : { ...check, position };
  });
}

// packages/steps/src/evaluate-gate/judge-metrics.ts
import { isDeepStrictEqual } from "node:util";
async function judgeMetrics(subject, deps) {
  const { policy, gate, candidate, search, anchor } = subject;
  const metrics = await readMetricsFile(candidate.path);
  const other = async (found) => {
    if (found === void 0) return void 0;
    const theirs = await readMetricsFile(found.path, found.digest === candidate.digest ? "old" : "new");
    return { metrics: theirs, identical: found.digest === candidate.digest && isDeepStrictEqual(theirs, metrics) };
  };
  const input = {
    task: policy.body.task,
    gate,
    candidate: metrics,
    baseline: await other(search.found),
    anchor: await other(anchor)
  };
  const judgement = judgeMeasured(input);
  return { judgement, answers: await keepMetrics(input, subject, deps), pictures: [] };
}

// packages/steps/src/evaluate-gate/judge-test-set.ts
import { stat } from "node:fs/promises";
import { dirname as dirname2, join as join5 } from "node:path";
import { isDeepStrictEqual as isDeepStrictEqual2 } from "node:util";

// packages/steps/src/evaluate-gate/examine-changed-rows.ts
import { join as join3 } from "node:path";
async function examineChangedRows({ input, subject, set, deps }) {
  const changed = changedRows(input, subject.policy.body.data.id);
  if (changed === void 0) return [];
  if (changed.list === void 0) return [changedRowsGroup(changed, void 0)];
  const name = set.name.endsWith("of this change") ? "flips-of-changed-test-data.parquet" : "flips.parquet";
  const file = join3(deps.folder.output, name);
  await writeParquet(file, changed.list);
  return [changedRowsGroup(changed, { name, digest: await digestOfFile(file) })];
}

// packages/steps/src/evaluate-gate/examine-cost.ts
import { availableParallelism, cpus } from "node:os";
function examineCost({ input }) {
  if (!demandsOf(input.gate, input.task).some(({ measure }) => measure.kind === "model")) return [];
  const machine = { cpu: cpus()[0]?.model.trim() || "unknown processor", cores: availableParallelism() };
  const cost = modelCost(input.candidate, input.baseline, machine);
  return cost === void 0 ? [] : [cost];
}

// packages/steps/src/evaluate-gate/loaded-model.ts
async function openModel({ input, models, subject }, role) {
  const model = models.find((one) => one.role === role);
  const judged = input[role];
  if (model === void 0 || judged === void 0 || !model.path.endsWith(".onnx")) return void 0;
  const options = poolOptions(model, judged.scores, subject.policy.body);
  const features = await modelFeatures(options, input.test);
  const pool = await openScoringPool(options);
  return {
    judged,
    features,
    score: (table) => pool.score(table),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose]()
  };
}
function whyNotLoaded({ models }, role) {
  const isThere = models.some((one) => one.role === role);
  return isThere ? `the ${role} is not scored here: only an ONNX model can be asked again` : `there is no ${role}`;
}
function poolOptions({ path, section }, scores, { task, data }) {
  const graph = "onnx" in section ? section : void 0;
  return {
    model: path,
    task: scoringTask(task),
    // Few rows may show few classes; those of the whole test data hold.
    classes: scores.kind === "classification" ? scores.classes : declaredClasses(section),
    output: graph?.output,
    features: graph?.features,
    exclude: [data.label, data.id].filter((name) => name !== void 0),
    missingString: graph?.missing_string
  };
}
function withoutLabel({ rows, columns }, label) {
  return { rows, columns: new Map([...columns].filter(([name]) => name !== label)) };
}
function rowsOf({ columns }, rows) {
  const chosen = Array.from(rows);
  return { rows: chosen.length, columns: new Map([...columns].map(([name, column]) => [name, pick(column, chosen)])) };
}
function pick(column, rows) {
  switch (column.kind) {
    case "number":
      return { kind: "number", values: Float64Array.from(rows, (row) => column.values[row]) };
    case "string":
      return { kind: "string", values: rows.map((row) => column.values[row] ?? null) };
    case "boolean":
      return { kind: "boolean", values: rows.map((row) => column.values[row] ?? null) };
  }
}

// packages/steps/src/evaluate-gate/examine-explanations.ts
var mostEvaluations = 1e6;
var shuffledRows = 2e3;
var shuffles = 5;
async function examineExplanations(examination, section) {
  var _stack = [];
  try {
    const { input, models } = examination;
    const { gate } = input;
    if (section.max_rank_correlation_drop !== void 0 && gate.baseline === void 0) {
      throw new ConfigurationError(
        "gate.baseline: missing. gate.explanations.max_rank_correlation_drop needs a model to compare with: write from."
      );
    }
    const candidate = __using(_stack, await openModel(examination, "candidate"), true);
    const baseline = __using(_stack, await openModel(examination, "baseline"), true);
    refuseUnknown(section, examination, candidate);
    const plan = planOf(section, input, examination.subject.label);
    const explained = candidate ? await explain(candidate, plan) : whyNotLoaded(examination, "candidate");
    return judgeExplanations(section, {
      candidate: explained,
      baseline: input.baseline?.identical ? explained : baseline ? await explain(baseline, plan) : whyNotLoaded(examination, "baseline"),
      mayLackBaseline: gate.baseline?.if_missing === "absolute-only" && !models.some(({ role }) => role === "baseline")
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function refuseUnknown(section, { input }, candidate) {
  const { features, not_in_top: unwanted } = section;
  const columns = [...input.test.columns.keys()];
  for (const [key, named] of [
    ["features", features ?? []],
    ["not_in_top.features", unwanted?.features ?? []]
  ]) {
    const stranger = named.find((feature) => !columns.includes(feature));
    if (stranger === void 0) continue;
    throw new ConfigurationError(
      `gate.explanations.${key}: the test data have no column ${JSON.stringify(stranger)}. They have ${columns.join(", ")}.`
    );
  }
  if (features === void 0) return;
  const unexplained = unwanted?.features.find(
    (feature) => !features.includes(feature) && candidate?.features.includes(feature)
  );
  if (unexplained === void 0) return;
  throw new ConfigurationError(
    `gate.explanations.not_in_top: ${JSON.stringify(unexplained)} is a feature of the model and not in gate.explanations.features, so that nobody would see how important it is. Add it there.`
  );
}
function planOf(section, input, label) {
  const { test, gate } = input;
  const {
    level = gateDefaults.level,
    resamples = gateDefaults.resamples,
    seed = gateDefaults.seed
  } = gate.confidence ?? {};
  const { rows = explanationDefaults.rows, background = explanationDefaults.background } = section;
  const order = seededPermutations(seed)(test.rows);
  const features = withoutLabel(test, label);
  const count = Math.min(rows, test.rows);
  const others = test.rows > count ? order.subarray(count, count + background) : order.subarray(0, background);
  const chosen = order.slice(0, shuffledRows).sort();
  const truth = test.columns.get(label);
  return {
    section,
    input,
    explained: rowsOf(features, order.subarray(0, count)),
    background: rowsOf(features, others),
    shuffled: rowsOf(features, chosen),
    truth: (row) => truth?.values[chosen[row]],
    alpha: 1 - level,
    resamples,
    seed
  };
}
async function explain(model, plan) {
  const { judged, score } = model;
  const { section, explained, background, seed, resamples, alpha } = plan;
  const wanted = section.features;
  const features = wanted === void 0 ? model.features : model.features.filter((one) => wanted.includes(one));
  if (features.length === 0) return "the model takes none of the features that are to be explained";
  const { scores } = judged;
  if (scores.kind === "classification" && scores.probabilities === void 0) {
    return "the model gives labels alone, and a probability is what is explained";
  }
  const output = explainedOutput(await score(explained), plan.input);
  const { values, method, pairs } = await shapleyValues({
    rows: explained,
    background,
    features,
    evaluate: async (table, rowOf) => {
      const scored = await score(table);
      return Float64Array.from({ length: scored.rows }, (_, at) => output(scored, at, rowOf(at)));
    },
    seed,
    evaluations: mostEvaluations
  });
  return {
    ranked: rankImportance({ features, values }, { resamples, seed, alpha }),
    shuffled: await shuffle(model, features, plan),
    method: method === "exact" ? "exact" : `${pairs} antithetic pairs of orders a row`,
    rows: explained.rows,
    background: background.rows
  };
}
function explainedOutput(own, { positive }) {
  if (own.kind === "regression")
    return (scores, at) => scores.kind === "regression" ? scores.values[at] : Number.NaN;
  const width = own.classes.length;
  const usual = own.classes.findIndex((label) => label === "1" || label === "true");
  const named = positive === void 0 ? usual : own.classes.indexOf(String(positive));
  const classOf = (row) => width === 2 && named >= 0 ? named : mostProbable(own, row);
  const classes = Array.from({ length: own.rows }, (_, row) => classOf(row));
  return (scores, at, explained) => probabilityOf(scores, at, classes[explained]);
}
function mostProbable(scores, row) {
  const width = scores.kind === "classification" ? scores.classes.length : 0;
  let best = 0;
  for (let index = 1; index < width; index++) {
    if (probabilityOf(scores, row, index) > probabilityOf(scores, row, best)) best = index;
  }
  return best;
}
function probabilityOf(scores, row, index) {
  if (scores.kind !== "classification" || scores.probabilities === void 0) return Number.NaN;
  return scores.probabilities[row * scores.classes.length + index] ?? Number.NaN;
}
async function shuffle({ score }, features, { input, shuffled, truth, alpha, seed }) {
  if (input.task === "ranking") return [];
  const losses = async (table) => {
    const scores = await score(table);
    return Float64Array.from({ length: scores.rows }, (_, row) => {
      if (scores.kind === "regression") return (scores.values[row] - Number(truth(row))) ** 2;
      const probability = probabilityOf(scores, row, scores.classes.indexOf(String(truth(row))));
      return -Math.log(Math.max(probability, Number.EPSILON));
    });
  };
  return permutationImportance({
    table: shuffled,
    features,
    losses,
    repeats: shuffles,
    seed,
    confidence: 1 - 2 * alpha
  });
}

// packages/steps/src/evaluate-gate/examine-parity.ts
async function examineParity(examination, section) {
  return judgeParity(section, await outcomeOf(examination, section));
}
async function outcomeOf(examination, section) {
  var _stack = [];
  try {
    const { input, models, subject, set, deps } = examination;
    const { policy } = subject;
    const { id } = policy.body.data;
    const [candidate] = models;
    if (candidate === void 0 || !candidate.path.endsWith(".onnx")) {
      return { problem: whyNotLoaded(examination, "candidate") };
    }
    if (id === void 0) {
      throw new ConfigurationError(
        `${policy.origin}: data.id is missing. gate.parity pairs predictions with rows by an id column.`
      );
    }
    const predictions = await resolvePolicyPath(section.predictions, "gate.parity.predictions", "read", policy, deps);
    const file = section.rows === void 0 ? void 0 : await resolvePolicyPath(section.rows, "gate.parity.rows", "read", policy, deps);
    const own = file === void 0 ? [] : [file];
    const tables = __using(_stack, await openTables({
      allow: [predictions, ...own],
      reading: declaredReading(policy.body.data, own)
    }), true);
    const training = await tables.read(predictions);
    const named = `gate.parity.predictions (${section.predictions})`;
    const rows = predictedRows({
      all: file === void 0 ? input.test : await tables.read(file),
      training,
      id,
      named,
      where: file === void 0 ? `the ${set.name}` : `gate.parity.rows (${section.rows})`
    });
    const { path, section: read } = candidate;
    const scores = await scoreModel({ path, section: read, body: policy.body, rows, tables, progress: deps.progress });
    const { positive } = policy.body.data;
    return {
      ...parity({ training, scores, rows, id, positive, name: named }),
      numbers: scores.kind === "regression"
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function predictedRows(options) {
  const { all, training, id, named, where } = options;
  const ids = idsOf(training, id, named);
  const predicted = new Set(ids);
  const rows = idsOf(all, id, where).flatMap((text, row) => predicted.has(text) ? [row] : []);
  if (rows.length === 0) {
    throw new ConfigurationError(
      `${named}: none of its ${ids.length} rows has an id (${id}) that ${where} have. Predict rows of data.test, or name the rows that were predicted by gate.parity.rows.`
    );
  }
  return rowsOf(all, rows);
}
function idsOf({ rows, columns }, id, where) {
  const column = columns.get(id);
  if (column === void 0) {
    throw new ConfigurationError(
      `${where}: has no column ${JSON.stringify(id)} (data.id), only ${[...columns.keys()].join(", ")}.`
    );
  }
  return Array.from({ length: rows }, (_, row) => String(column.values[row]));
}

// packages/steps/src/evaluate-gate/examine-robustness.ts
async function examineRobustness(examination, section) {
  var _stack = [];
  try {
    const { input, subject } = examination;
    const candidate = __using(_stack, await openModel(examination, "candidate"), true);
    const baseline = __using(_stack, await openModel(examination, "baseline"), true);
    const rows = withoutLabel(input.test, subject.label);
    const trials = [];
    for (const wanted of wantedOf(section)) {
      trials.push({
        ...wanted,
        candidate: candidate ? await changedBy(wanted, candidate, "candidate", rows, examination) : whyNotLoaded(examination, "candidate"),
        baseline: baseline && compared(await changedBy(wanted, baseline, "baseline", rows, examination))
      });
    }
    return judgeRobustness(trials, input.task === "classification" ? "classes" : "numbers");
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function wantedOf({ noise, nulls, unseen }) {
  const one = (name, amount, limit) => ({
    name,
    amount,
    maxChanged: limit.max_changed,
    confident: limit.confident ?? false
  });
  return [
    ...noise ? [one("noise", noise.amount, noise)] : [],
    ...nulls ? [one("nulls", nulls.share, nulls)] : [],
    ...unseen ? [one("unseen", unseen.share, unseen)] : []
  ];
}
function compared(found) {
  return typeof found === "string" ? void 0 : found;
}
async function changedBy({ name, amount }, model, role, rows, { input }) {
  const affected = model.features.filter((feature) => isAffected(name, rows, feature));
  if (affected.length === 0) {
    return name === "noise" ? "the model takes no numbers" : name === "unseen" ? "the model takes no texts" : "the model takes no columns";
  }
  const { seed = gateDefaults.seed, level = gateDefaults.level } = input.gate.confidence ?? {};
  const changed = perturbed(rows, affected, { kind: name, amount, seed });
  try {
    return changedAnswers(input, model.judged, await model.score(changed), role, 1 - level);
  } catch (error) {
    if (error instanceof ConfigurationError) return { refusal: error.message };
    throw error;
  }
}
function isAffected(name, { columns }, feature) {
  const kind = columns.get(feature)?.kind;
  if (name === "noise") return kind === "number";
  return name === "unseen" ? kind === "string" : kind !== void 0;
}

// packages/steps/src/evaluate-gate/examine.ts
async function examine(examination) {
  const { explanations, robustness, parity: parity2 } = examination.input.gate;
  const { input, subject } = examination;
  return [
    ...await examineChangedRows(examination),
    ...examineAnswers(input, seenBy(subject.policy.body)),
    ...explanations ? [await examineExplanations(examination, explanations)] : [],
    ...robustness ? [await examineRobustness(examination, robustness)] : [],
    ...parity2 ? [await examineParity(examination, parity2)] : [],
    ...examineCost(examination)
  ];
}

// packages/steps/src/evaluate-gate/own-metric-columns.ts
function metricRows(where, input) {
  const answers = answerColumns(input);
  const taken = new Set([...answers.keys()].map((name) => name.toLowerCase()));
  const clash = [...input.test.columns.keys()].find((name) => taken.has(name.toLowerCase()));
  if (clash !== void 0) {
    throw new ConfigurationError(
      `${where}: the test data have a column ${JSON.stringify(clash)}, which is what the truth or the model's own answer is called here. Rename it.`
    );
  }
  return { rows: input.test.rows, columns: new Map([...input.test.columns, ...answers]) };
}

// packages/steps/src/evaluate-gate/own-metric-command.ts
import { mkdir, mkdtemp as mkdtemp2, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join4 } from "node:path";
var inherited = inheritedVariables.filter((name) => name !== "PYTHONPATH");
var timeoutSeconds = 600;
var mostDraws = 2e7;
async function runMetricCommand({ where, command, policy, table, resamples }, { exec }) {
  const folder = await realpath(await mkdtemp2(join4(tmpdir(), "mlgate-metric-")));
  try {
    const cwd = join4(folder, "project");
    await mkdir(cwd);
    const [program, ...args] = await policyCommand(command, policy, cwd);
    if (program === void 0 || program.trim() === "") {
      throw new ConfigurationError(`${where}: the program to run is empty.`);
    }
    const input = join4(folder, "rows.parquet");
    await writeParquet(input, table);
    const drawn = resamples && drawsOf(table.rows, resamples);
    const drawnFile = join4(folder, "resamples.parquet");
    if (drawn !== void 0) await writeParquet(drawnFile, drawn);
    const result = await exec({
      argv: [program, ...args, input],
      cwd,
      env: drawn === void 0 ? {} : { MLGATE_RESAMPLES: drawnFile },
      inherit: inherited,
      timeoutSeconds
    });
    refuseFailure(where, program, result, policy);
    return readNumbers(where, result.stdout, drawn?.columns.size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function drawsOf(rows, { count, seed, groups }) {
  if (rows * count > mostDraws) return void 0;
  const places = /* @__PURE__ */ new Map();
  const unitOf = Uint32Array.from({ length: rows }, (_, row) => {
    const group = groups === void 0 ? row : groups[row];
    const place = places.get(group) ?? places.size;
    places.set(group, place);
    return place;
  });
  if (groups !== void 0 && places.size < fewestGroups) return void 0;
  const resample = seededResampler(seed);
  const units = new Uint32Array(places.size);
  const columns = Array.from({ length: count }, (_, index) => {
    resample(units);
    return [`r${index}`, { kind: "number", values: Float64Array.from(unitOf, (unit) => units[unit]) }];
  });
  return { rows, columns: new Map(columns) };
}
function refuseFailure(where, program, result, { origin }) {
  if (!result.timedOut && result.exitCode === 0) return;
  const how = result.timedOut ? `was stopped after ${timeoutSeconds / 60} minutes` : result.exitCode === void 0 ? `was ended by ${result.signal ?? "a signal"}` : `failed with exit code ${result.exitCode}`;
  throw new ConfigurationError(
    `${where}: ${JSON.stringify(program)} ${how}. It runs in a folder that holds only the files that the command names and the policy (${origin}) has. ${result.stderrTail.trim().slice(-500)}`
  );
}
var number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
function readNumbers(where, stdout, resamples) {
  const lines = stdout.trim().split(/\s*\n\s*/);
  const stranger = lines.find((line) => !number.test(line) && line.toLowerCase() !== "nan");
  if (stranger !== void 0) {
    throw new ConfigurationError(
      `${where}: printed ${JSON.stringify(stranger.slice(0, 100))}, which is no number. Print the metric alone, and everything else to standard error.`
    );
  }
  const [value = Number.NaN, ...resampled] = lines.map(Number);
  if (resampled.length === 0) return { value, resampled: void 0 };
  if (resampled.length !== resamples) {
    throw new ConfigurationError(
      `${where}: printed ${resampled.length} numbers after the metric, and ${resamples === void 0 ? "there were no resamples (MLGATE_RESAMPLES)" : `there are ${resamples} resamples`}. Print one a resample, or the metric alone.`
    );
  }
  return { value, resampled: Float64Array.from(resampled) };
}

// packages/steps/src/evaluate-gate/own-metric-module.ts
async function runMetricModule(where, module, table, limits) {
  const value = await askModule(where, module, table, limits === void 0 ? {} : { limits });
  if (typeof value === "number") return value;
  throw new ConfigurationError(`${where}: it returns ${value === null ? "null" : typeof value} and no number`);
}

// packages/steps/src/evaluate-gate/own-metrics.ts
var withoutProgram = "write the metric as mean_of (SQL)";
function refuseMetricPrograms(demands, { host }) {
  for (const { key, measure } of demands) {
    if (measure.kind !== "module" && measure.kind !== "command") continue;
    refuseBesideCredentials(`gate.metrics.${key}.${measure.kind}`, host.credentialVariables(), withoutProgram);
  }
}
async function ownMeasurements(input, own) {
  const measurements = /* @__PURE__ */ new Map();
  for (const demand of demandsOf(input.gate, input.task)) {
    const measurement = await measurementOf(demand, input, own);
    if (measurement !== void 0) measurements.set(demand.key, measurement);
  }
  return measurements;
}
async function measurementOf(demand, input, own) {
  const { key, measure } = demand;
  const { policy } = own.subject;
  const where = `gate.metrics.${key}.${measure.kind}`;
  switch (measure.kind) {
    case "mean_of":
      return { kind: "rows", values: await meansOf(where, measure.sql, input, own) };
    case "module": {
      refuseBesideCredentials(where, own.deps.host.credentialVariables(), withoutProgram);
      const module = await policyModule(where, "metric", measure.path, policy);
      const value = await runMetricModule(where, module, metricRows(where, input));
      return { kind: "number", value, resampled: void 0 };
    }
    case "command": {
      refuseBesideCredentials(where, own.deps.host.credentialVariables(), withoutProgram);
      const { command } = measure;
      const resamples = resamplesFor(demand, input);
      return {
        kind: "number",
        ...await runMetricCommand({ where, command, policy, table: metricRows(where, input), resamples }, own.deps)
      };
    }
    default:
      return void 0;
  }
}
function resamplesFor({ margin, totalMargin, confident }, input) {
  const isWanted = margin !== void 0 || totalMargin !== void 0 || confident;
  if (!isWanted || input.task === "forecast") return void 0;
  const { resamples: count = gateDefaults.resamples, seed = gateDefaults.seed } = input.gate.confidence ?? {};
  const { group } = input.columns ?? {};
  const groups = group === void 0 ? void 0 : input.test.columns.get(group);
  return { count, seed, groups: groups && [...groups.values] };
}
async function meansOf(where, sql, input, { set, tables }) {
  const beside = answerColumns(input);
  const derived = await tables.derive(set.path, /* @__PURE__ */ new Map([["own", sql]]), { beside }).catch((cause) => {
    if (!(cause instanceof ConfigurationError)) throw cause;
    throw new ConfigurationError(
      `${where}: ${cause.message} There are ${[...beside.keys()].join(", ")} and the columns of the ${set.name}: ${[...input.test.columns.keys()].join(", ")}.`,
      { cause }
    );
  });
  return numbersOf(derived.columns.get("own"), where);
}
function numbersOf(column, where) {
  if (column?.kind === "number") return column.values;
  if (column?.kind === "boolean")
    return Float64Array.from(column.values, (value) => value === null ? Number.NaN : Number(value));
  throw new ConfigurationError(`${where}: gives text; a mean needs a number for each row.`);
}

// packages/steps/src/evaluate-gate/judge-test-set.ts
var latencyRequests = 300;
async function judgeTestSet(set, subject, deps) {
  var _stack = [];
  try {
    const { policy, gate, label } = subject;
    const { body } = policy;
    const { data } = body;
    refuseMetricPrograms(demandsOf(gate, body.task), deps);
    const models = modelsOf(subject, deps);
    const validation = subject.validationFile;
    const training = subject.trainingFile;
    const files = [set.path, validation, training].filter((file) => file !== void 0);
    const allow = [...files, ...models.map(({ path }) => dirname2(path))];
    const tables = __using(_stack, await openTables({ allow, reading: declaredReading(data, files) }), true);
    const rows = await tables.read(set.path);
    deps.log.info(`${set.name}: ${rows.rows} rows, ${set.digest}`);
    refuseMissingId(data.id, set, rows);
    const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables);
    const shared = {
      ...judgedBy(body, policy.origin),
      test: rows,
      training: training === void 0 ? void 0 : await pastOf(training, { ...data, label }, tables),
      conditions
    };
    const scored = await scoreAll(models, set, rows, subject, tables, deps);
    const latencies = await timeModels(models, rows, subject);
    const measured = [];
    for (const [index, model] of models.entries()) {
      const scores = scored[index];
      const threshold = validation === void 0 ? void 0 : await operatingPointOf(model, validation, subject, tables, deps);
      const own = await ownMeasurements({ ...shared, candidate: { scores, threshold } }, { subject, set, tables, deps });
      measured.push({
        scores,
        threshold,
        own,
        latencies: latencies?.[index],
        sizeBytes: subject.said ? void 0 : await sizeOf(model)
      });
    }
    const [candidate] = measured;
    if (candidate === void 0) throw new RangeError("There is always a candidate.");
    const other = (role) => {
      const index = models.findIndex((model2) => model2.role === role);
      const [model, judged] = [models[index], measured[index]];
      return model && judged && { ...judged, identical: model.identical };
    };
    const input = { ...shared, candidate, baseline: other("baseline"), anchor: other("anchor") };
    const judgement = withFindings(judge(input), await examine({ input, models, subject, set, tables, deps }));
    const answers = await keepAnswers(input, set, models, subject, deps);
    return { judgement, answers, pictures: answerPictures(input, judgement) };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function modelsOf({ candidate, search, anchor, policy }, { model }) {
  const policySection = policy.body.candidate;
  const other = (role, found) => {
    if (found === void 0) return [];
    const section = found.section ?? policySection;
    const identical = found.digest === candidate.digest && readAlike(section, model.candidate);
    return [{ role, path: found.path, files: found.files, section, identical }];
  };
  return [
    { role: "candidate", path: candidate.path, files: candidate.files, section: model.candidate, identical: false },
    ...other("baseline", search.found),
    ...other("anchor", anchor)
  ];
}
function readAlike(a, b) {
  const withoutPath = (section) => ({ ...section, onnx: void 0, predictions: void 0 });
  return isDeepStrictEqual2(withoutPath(a), withoutPath(b));
}
function refuseMissingId(id, set, rows) {
  if (id === void 0 || rows.columns.has(id)) return;
  const columns = [...rows.columns.keys()].join(", ");
  throw new ConfigurationError(`data.id: the ${set.name} have no column ${JSON.stringify(id)}. They have ${columns}.`);
}
async function scoreAll(models, set, rows, { policy, said }, tables, { progress }) {
  const scored = [];
  for (const { role, path, section } of models) {
    const known = role === "candidate" ? said?.get(set) : void 0;
    scored.push(known ?? await scoreModel({ path, section, body: policy.body, rows, tables, progress }));
  }
  return scored;
}
async function pastOf(file, data, tables) {
  const { label, series, time } = data;
  const columns = [label, series, time].filter((name) => name !== void 0);
  const { rows, columns: read } = await tables.read(file, { columns });
  const values = read.get(label);
  if (values?.kind !== "number") {
    throw new ConfigurationError(`data.train: column ${JSON.stringify(label)} holds no numbers.`);
  }
  const at = (name, row) => name === void 0 ? "" : read.get(name)?.values[row] ?? "";
  const before = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => before(at(time, a), at(time, b)) || a - b);
  const past = Map.groupBy(order, (row) => String(at(series, row)));
  return new Map([...past].map(([name, own]) => [name, Float64Array.from(own, (row) => values.values[row])]));
}
async function operatingPointOf(model, file, subject, tables, { progress }) {
  const { policy, gate, label } = subject;
  const rows = await tables.read(file);
  const { path, section } = model;
  const scores = await scoreModel({ path, section, body: policy.body, rows, tables, progress });
  const { positive } = policy.body.data;
  return operatingPoint(
    { task: policy.body.task, gate, test: rows, label, positive, candidate: { scores } },
    model.role
  );
}
async function timeModels(models, rows, { gate, policy }) {
  const { task, data } = policy.body;
  const isAsked = demandsOf(gate, task).some(
    ({ measure }) => measure.kind === "model" && measure.name.startsWith("latency")
  );
  if (!isAsked || rows.rows === 0 || !models.every(({ path }) => path.endsWith(".onnx"))) return void 0;
  const timed = models.map(({ path, section }) => {
    const graph = "onnx" in section ? section : void 0;
    return {
      model: path,
      task: scoringTask(task),
      classes: declaredClasses(section),
      output: graph?.output,
      features: graph?.features,
      exclude: [data.label, data.id].filter((name) => name !== void 0),
      missingString: graph?.missing_string
    };
  });
  return measureLatency(timed, rows, latencyRequests);
}
async function sizeOf({ path, files }) {
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat(join5(dirname2(path), name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

// packages/steps/src/evaluate-gate/judged-count.ts
var flatteringCount = 13;
async function countJudged(open, model, testData) {
  try {
    const registry = await open();
    const judged = /* @__PURE__ */ new Set();
    for (const version of await registry.versions(model)) {
      const verdict = (await registry.records(version)).find(({ role }) => role === "verdict");
      if (verdict === void 0 || !(await judgedOn(verdict)).includes(testData)) continue;
      judged.add(
        version.files.map(({ digest, name }) => `${digest} ${name}`).sort().join("\n")
      );
    }
    return judged.size;
  } catch (error) {
    if (error instanceof InfrastructureError || error instanceof ConfigurationError) return void 0;
    throw error;
  }
}
function judgedCountNote(count) {
  if (count === void 0 || count === 0) return [];
  const candidates = count === 1 ? "1 registered candidate" : `${count} registered candidates`;
  return [
    [
      `this test set has judged ${candidates} before; those that were never registered are not known. `,
      count < flatteringCount ? `From about ${flatteringCount} on, the best of equal models is expected to look better on it than it is by as much as an interval at 95 % allows for` : `Choosing the best of so many flatters it: of ${flatteringCount} equal models the best is expected to look better than it is by as much as an interval at 95 % allows for. Judge on fresh rows (`,
      ...count < flatteringCount ? [] : [code("data.test"), ")"]
    ]
  ];
}

// packages/steps/src/evaluate-gate/replay-command.ts
import { relative, sep } from "node:path";
function replayCommand({
  host,
  folder
}) {
  const run = /^([0-9]+)-[0-9]+$/.exec(host.run.runId ?? "")?.[1];
  if (host.name !== "generic" && run !== void 0) return `mlgate replay ${run}`;
  return `mlgate replay ${relative(folder.directory, folder.output).split(sep).join("/")}`;
}

// packages/steps/src/evaluate-gate/rows-in-force.ts
import { writeFile } from "node:fs/promises";
import { extname, isAbsolute, join as join6 } from "node:path";
var reasons = {
  validation: "gate.threshold.at is fixed on it",
  train: "scaled forecast errors need the past of the series"
};
async function rowsInForce(key, policy, deps, workFolder) {
  const path = policy.body.data[key];
  if (path === void 0) throw new ConfigurationError(`${policy.origin}: data.${key} is missing: ${reasons[key]}.`);
  const file = await resolvePolicyFile(path, `data.${key}`, policy, deps);
  if (policy.tip === void 0 || isAbsolute(path)) return file;
  const { branch } = policy.tip;
  const atTip = await policy.readFile(path);
  if (atTip === void 0) {
    if (!await new GitReader(deps.exec, deps.folder.repositoryRoot).isTracked(file)) return file;
    throw new ConfigurationError(
      `data.${key}: ${branch} has no ${path}, and the one of this change may not decide about it: ${reasons[key]}. Merge the file first.`
    );
  }
  const digest = await digestOfFile(file);
  const pointer = lfsPointerDigest(atTip);
  if (digest === (pointer ?? digestOfBytes(atTip))) return file;
  if (pointer !== void 0) {
    throw new ConfigurationError(
      `data.${key}: ${path} is ${shortDigest(digest)} here and ${shortDigest(pointer)} on ${branch}, where Git LFS keeps it: the old rows are not at hand, and the change's own may not decide.`
    );
  }
  const old = join6(workFolder, `${key}-of-target${extname(path)}`);
  await writeFile(old, atTip);
  return old;
}

// packages/steps/src/evaluate-gate/run.ts
async function runEvaluateGate(inputs, deps) {
  const workFolder = await mkdtemp3(join7(tmpdir2(), "mlgate-gate-"));
  try {
    const policy = await deps.policy();
    deps.log.info(`Policy: ${policy.origin}`);
    refuseOwnScores(policy.body.candidate, deps.model.candidate, policy.origin);
    const isMeasured = "metrics" in deps.model.candidate;
    const tests = isMeasured ? void 0 : await testSets(policy, deps, workFolder);
    const subject = await assemble(inputs, policy, tests?.sets ?? [], deps, workFolder);
    const judgements = [];
    if (isMeasured) {
      judgements.push({ set: void 0, judgedBefore: void 0, ...await judgeMetrics(subject, deps) });
    }
    for (const set of tests?.sets ?? []) {
      const judgedBefore = await judgedBeforeOn(set, policy, deps);
      judgements.push({ set, judgedBefore, ...await judgeTestSet(set, subject, deps) });
    }
    return await resultOf(subject, tests, judgements, deps);
  } finally {
    await rm2(workFolder, { recursive: true, force: true });
  }
}
async function judgedBeforeOn({ digest }, policy, deps) {
  if (policy.body.registry === void 0) return void 0;
  return countJudged(() => openRegistry(policy, deps), deps.modelName, digest);
}
async function assemble(inputs, policy, sets, deps, workFolder) {
  const { gate } = policy.body;
  if (gate === void 0)
    throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded of the model.`);
  const { label } = policy.body.data;
  if (label === void 0 && sets.length > 0)
    throw new ConfigurationError(`${policy.origin}: data.label is missing. Name the column to predict.`);
  const {
    model: candidate,
    name: candidateName,
    attestations,
    said
  } = await findCandidate(inputs, policy, sets, deps, workFolder);
  deps.keep(
    paragraph("Candidate ", code(candidateName), ", ", code(candidate.digest), ". Policy: ", code(policy.origin), ".")
  );
  const find = modelFinder(policy, deps, workFolder);
  const search = await deps.host.group(
    "Looking for the baseline",
    () => find(gate.baseline?.from ?? [], "gate.baseline.from")
  );
  for (const miss of search.misses) deps.log.info(`No baseline from ${miss}`);
  if (search.found) {
    deps.log.info(`Baseline: ${search.found.name}, ${search.found.digest}`);
    deps.keep(paragraph("Baseline ", code(search.found.name), ", ", code(search.found.digest), "."));
  }
  const anchored = gate.anchor === void 0 ? void 0 : await find([gate.anchor], "gate.anchor");
  for (const miss of anchored?.misses ?? []) deps.log.info(`No anchor from ${miss}`);
  return {
    policy,
    gate,
    label: label ?? "",
    candidate,
    candidateName,
    said,
    search,
    anchor: anchored?.found,
    validationFile: typeof gate.threshold === "object" ? await rowsInForce("validation", policy, deps, workFolder) : void 0,
    trainingFile: needsThePast(gate) ? await rowsInForce("train", policy, deps, workFolder) : void 0,
    keeping: await answerKeeping(policy, deps),
    attestations
  };
}
async function testSets(policy, deps, workFolder) {
  const path = policy.body.data.test;
  if (path === void 0)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`);
  const file = await resolvePolicyFile(path, "data.test", policy, deps);
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot);
  return findTestSets({ policy, path, file, workFolder, isTracked: (tracked) => git.isTracked(tracked) });
}
async function resultOf(subject, tests, judged, deps) {
  const { policy, candidate, search } = subject;
  const [first, ...others] = judged.map((one) => reportOf(one, subject, deps));
  if (first === void 0) throw new RangeError("There is always a test set.");
  const concluded = conclude(policy, [first, ...others], {
    // What a change alters for drift-report is that step's to tell.
    tells: ({ path }) => !path.startsWith("drift"),
    remarks: tests?.note === void 0 ? [] : [tests.note],
    titleOfOther: (index) => `Judged on the ${tests?.sets[index]?.name ?? "other rows"}`,
    neverPassesBecause: tests?.neverPassesBecause,
    inconclusivePasses: judged.every(({ judgement }) => judgement.verdict === "pass" || judgement.inconclusivePasses)
  });
  const { verdict, inconclusivePasses, report, overridden, override } = await withOverride(concluded, policy, deps.host);
  const { host, clock, folder, modelName } = deps;
  const [main, ...beside] = candidate.files;
  return {
    verdict,
    inconclusivePasses,
    overridden,
    record: verificationSummaryRecord({
      candidate: [main, ...beside],
      version: folder.version,
      timeVerified: clock.now(),
      repository: host.run.repository,
      policy: { uri: policy.origin, digest: policy.digest },
      inputAttestations: subject.attestations,
      verdict,
      evaluation: {
        model: modelName,
        commit: host.run.commit,
        event: host.run.event,
        scoredBy: "onnx" in deps.model.candidate ? "mlgate" : "declared",
        baseline: search.found && { name: search.found.name, digest: search.found.digest },
        baselineMisses: search.misses,
        anchor: subject.anchor && { name: subject.anchor.name, digest: subject.anchor.digest },
        policyChanges: policy.changes,
        override,
        neverPassesBecause: policy.ownBecause ?? tests?.neverPassesBecause,
        judgements: judged.map(({ set, judgement, judgedBefore, answers }) => ({
          testData: set && {
            name: set.name,
            digest: set.digest,
            ...judgedBefore === void 0 ? {} : { judgedBefore }
          },
          answers: answers.length === 0 ? void 0 : answers,
          ...recordedJudgement(judgement)
        }))
      }
    }),
    report,
    outputs: { "candidate-digest": candidate.digest, "baseline-digest": search.found?.digest ?? "" }
  };
}
function reportOf({ set, judgement, judgedBefore, answers, pictures }, subject, deps) {
  const { policy, candidate, candidateName, search } = subject;
  const { found, misses } = search;
  const unchanged = policy.tip !== void 0 && policy.changes.length === 0 ? ", unchanged here" : "";
  const report = gateReport(judgement, {
    model: deps.modelName,
    step: "evaluate-gate",
    baselineName: found?.name,
    candidate: { name: candidateName, digest: candidate.digest },
    baseline: found && baselineFile(found),
    testData: set && { name: testDataName(set, policy), digest: set.digest },
    policy: [code(policy.origin), `${unchanged}, `, code(shortDigest(policy.digest))],
    versions: { mlgate: deps.folder.version },
    ...answers.length === 0 ? {} : { repeat: replayCommand(deps) },
    pictures,
    notes: [
      ...judgedCountNote(judgedBefore),
      ...answers.length === 0 ? [answersNote] : [],
      ...misses.map((miss) => ["no baseline from ", code(miss)]),
      ...deps.signs ? [] : [["the record of this verdict is not signed: it is for reading, nothing downstream may rely on it"]]
    ]
  });
  const placed = { ...report, checks: withPositions(report.checks, judgement, deps.positionOf) };
  return withBaselineAge(placed, found, subject.gate.baseline?.max_age_days, deps.clock.now());
}
function testDataName({ name }, { body }) {
  return name === "test data" ? body.data.test ?? name : name;
}
function baselineFile({ name, digest }) {
  return { name, digest };
}
export {
  runEvaluateGate
};
