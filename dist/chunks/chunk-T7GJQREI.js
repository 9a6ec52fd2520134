import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openRegistry
} from "./chunk-ATFLFVA3.js";
import {
  refuseOwnScores,
  scoreLive,
  scoreModel,
  scoringTask
} from "./chunk-QDPCRL75.js";
import {
  GitReader,
  askModule,
  policyCommand,
  policyModule,
  readContract,
  refuseBesideCredentials
} from "./chunk-ZR52HWXG.js";
import {
  resolvePolicyFile,
  resolvePolicyPath
} from "./chunk-HLEYZ2PQ.js";
import {
  conclude
} from "./chunk-FZA7CV3Y.js";
import {
  artifactInput
} from "./chunk-A3MQQHUW.js";
import {
  modelOnDisk,
  trainedModel
} from "./chunk-5PXKZWKY.js";
import {
  answerColumns,
  answerPictures,
  candidateFile,
  changedAnswers,
  changedRows,
  changedRowsGroup,
  conditionsIn,
  declaredClasses,
  declaredReading,
  demandsOf,
  examineAnswers,
  explanationDefaults,
  fewestGroups,
  gateDefaults,
  gateReport,
  inheritedVariables,
  judge,
  judgeExplanations,
  judgeMeasured,
  judgeParity,
  judgeRobustness,
  judgedOn,
  measureLatency,
  modelCost,
  modelDigest,
  modelFeatures,
  needsThePast,
  openScoringPool,
  openTables,
  operatingPoint,
  packAnswers,
  packMetrics,
  parity,
  permutationImportance,
  perturbed,
  rankImportance,
  readMetricsFile,
  readRecord,
  recordedJudgement,
  seededPermutations,
  seededResampler,
  shapleyValues,
  subjectDigest,
  verificationSummaryRecord,
  withFindings,
  writeParquet
} from "./chunk-PD2O4Y5A.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  findRecord
} from "./chunk-R7LRGDHM.js";
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  InfrastructureError,
  code,
  digestOfBytes,
  digestOfFile,
  paragraph,
  shortDigest,
  strong,
  writeFileAtomically
} from "./chunk-ET3OWGEZ.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/evaluate-gate/run.ts
import { mkdtemp as mkdtemp4, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join10 } from "node:path";

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

// packages/steps/src/evaluate-gate/baseline.ts
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { extname, isAbsolute, join } from "node:path";

// packages/steps/src/lfs-pointer.ts
var pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[a-z0-9.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\n/;
function lfsPointerDigest(bytes) {
  if (bytes.length > 1024) return void 0;
  const match = pointer.exec(new TextDecoder().decode(bytes));
  return match?.[1] === void 0 ? void 0 : `sha256:${match[1]}`;
}

// packages/steps/src/evaluate-gate/baseline.ts
async function findBaseline(sources, options) {
  const misses = [];
  for (const source of sources) {
    const result = await resolveSource(source, options);
    if (typeof result !== "string") return { found: result, misses };
    misses.push(`${source}: ${result}`);
  }
  return { found: void 0, misses };
}
async function resolveSource(source, options) {
  const separator = source.indexOf(":");
  const scheme = source.slice(0, separator);
  const rest = source.slice(separator + 1);
  switch (scheme) {
    case "file":
      return fromFile(rest, options);
    case "predictions":
      return fromPredictions(rest, options);
    case "git":
      return fromGit(rest, options);
    case "branch":
      return fromBranch(rest, options);
    case "registry":
      return fromRegistry(rest, options);
    default:
      throw new ConfigurationError(
        `gate.baseline.from: ${JSON.stringify(source)} is none of registry:, branch:, git:, file: and predictions:.`
      );
  }
}
async function fromFile(path, options) {
  const { policy, workFolder } = options;
  const inForce = policy.tip === void 0 || isAbsolute(path) ? void 0 : await policy.readFile(path);
  if (inForce !== void 0) return stored(inForce, path, path, workFolder);
  const absolute = await options.resolvePath(path);
  const found = await stat(absolute).catch((error) => {
    if (error.code === "ENOENT") return void 0;
    throw error;
  });
  if (found === void 0) return "there is no such file";
  if (policy.tip !== void 0 && await new GitReader(options.exec, options.repositoryRoot).isTracked(absolute)) {
    return `${policy.tip.branch} holds no such file, and the one of this change is its own`;
  }
  return { ...await modelOnDisk(absolute), name: path };
}
async function fromPredictions(path, options) {
  const found = await fromFile(path, options);
  if (typeof found === "string") return found;
  const { classes } = options;
  return { ...found, section: { predictions: path, ...classes && { classes: [...classes] } } };
}
async function fromGit(reference, options) {
  const separator = reference.indexOf(":");
  if (separator < 1 || separator === reference.length - 1) {
    throw new ConfigurationError(`gate.baseline.from: git:${reference} should read git:<ref>:<path>.`);
  }
  const ref = reference.slice(0, separator);
  const path = reference.slice(separator + 1);
  const { tip } = options.policy;
  const git = new GitReader(options.exec, options.repositoryRoot);
  if (tip !== void 0 && (ref === tip.branch || ref === `refs/heads/${tip.branch}`)) {
    const bytes = await tip.readFile(path);
    const name2 = `${tip.branch}@${tip.commit.slice(0, 7)}`;
    if (bytes === void 0) return `${path} is not in ${name2}`;
    const kept2 = await stored(bytes, `git:${reference}`, name2, options.workFolder, path);
    return { ...kept2, madeAt: await git.committedAt(tip.commit) };
  }
  const commit = await git.commitOf(ref, await placeOf(ref, options));
  const blob = await git.blobAt(commit, path);
  if (blob === void 0) return `${path} is not in ${ref} (${commit.slice(0, 7)})`;
  const folder = await mkdtemp(join(options.workFolder, "baseline-"));
  const file = join(folder, `model${extname(path)}`);
  await git.writeBlob(blob, file);
  const name = `${ref}@${commit.slice(0, 7)}`;
  const kept = await stored(await readFile(file), `git:${reference}`, name, options.workFolder, path);
  return { ...kept, madeAt: await git.committedAt(commit) };
}
async function placeOf(ref, { policy, host }) {
  if (policy.tip === void 0 || /^[0-9a-f]{40}$/.test(ref)) return "here or origin";
  if ((await host.change())?.fromFork === true) {
    throw new ConfigurationError(
      `gate.baseline.from: git:${ref}: in a change from a fork, origin may be the fork. Name ${policy.tip.branch} or a full commit.`
    );
  }
  return "origin";
}
async function stored(bytes, source, name, workFolder, path = source) {
  if (lfsPointerDigest(bytes) !== void 0) {
    throw new ConfigurationError(
      `gate.baseline.from: ${source} is a Git LFS pointer. Keep models in artifacts (branch:<name>), or have the job bring the file.`
    );
  }
  const folder = await mkdtemp(join(workFolder, "baseline-"));
  const file = join(folder, `model${extname(path)}`);
  await writeFile(file, bytes);
  return { ...await modelOnDisk(file), name };
}
async function fromBranch(branch, options) {
  const search = await options.host.findBranchArtifact(branch, artifactName(options.modelName, "train-model"));
  if (!search.found) return search.reason;
  const folder = await mkdtemp(join(options.workFolder, "baseline-"));
  await options.host.downloadArtifact(search.artifact, folder);
  const model = await trainedModel(folder);
  return { ...model, name: `${branch}@${search.commit.slice(0, 7)}`, madeAt: search.createdAt };
}
async function fromRegistry(reference, options) {
  const registry = await options.registry();
  const resolution = await registry.resolve(options.modelName, reference);
  if (!resolution.found) return resolution.reason;
  const { version } = resolution;
  const folder = await mkdtemp(join(options.workFolder, "baseline-"));
  const [main] = await registry.checkOut(version, folder);
  if (main === void 0) throw new RangeError("A version has at least one file.");
  const name = `${reference} (version ${version.version})`;
  return { ...await modelOnDisk(main.path), name, madeAt: version.createdAt };
}

// packages/steps/src/evaluate-gate/baseline-sources.ts
function modelFinder(policy, deps, workFolder) {
  return (from, key) => findBaseline(from, {
    modelName: deps.modelName,
    host: deps.host,
    exec: deps.exec,
    repositoryRoot: deps.folder.repositoryRoot,
    policy,
    registry: () => openRegistry(policy, deps),
    workFolder,
    classes: positiveLast(declaredClasses(policy.body.candidate), policy.body.data.positive),
    resolvePath: (path) => resolvePolicyPath(path, key, "write", policy, deps)
  });
}
function positiveLast(classes, positive) {
  const isTurned = classes?.length === 2 && positive !== void 0 && classes[0] === String(positive);
  return isTurned ? classes.toReversed() : classes;
}

// packages/steps/src/evaluate-gate/candidate.ts
import { mkdtemp as mkdtemp2 } from "node:fs/promises";
import { dirname, join as join3 } from "node:path";

// packages/steps/src/evaluate-gate/live-candidate.ts
import { basename, join as join2 } from "node:path";
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
      const path = join2(deps.folder.output, index === 0 ? "scores.parquet" : `scores-${index + 1}.parquet`);
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
async function findCandidate(inputs2, policy, sets, deps, workFolder) {
  const { candidate: section } = deps.model;
  const file = candidateFile(section);
  const artifact = artifactInput("training", inputs2["training-artifact-id"], inputs2["training-artifact-digest"]);
  if (file === void 0) {
    const [first, ...others] = sets;
    if (first === void 0) throw new RangeError("There is always a test set.");
    if (artifact !== void 0) {
      throw new ConfigurationError(
        "training-artifact-id: candidate names no file that an artifact could hold, but whom to ask. Leave the input out."
      );
    }
    const { model: model2, scores } = await askLiveCandidate([first, ...others], policy, deps, inputs2["endpoint-token"]);
    const name = "endpoint" in section ? section.endpoint.url : "command" in section ? section.command.join(" ") : "";
    return { model: model2, name, attestations: [], said: scores };
  }
  const { key: what, path: named2 } = file;
  if (artifact !== void 0) {
    const folder = await mkdtemp2(join3(workFolder, "candidate-"));
    await deps.host.downloadArtifact(artifact, folder);
    const model2 = await trainedModel(folder);
    const record = await findRecord(folder);
    return {
      model: model2,
      name: named2,
      attestations: record === void 0 ? [] : [{ name: record.name, digest: record.digest }]
    };
  }
  const path = await resolvePolicyPath(named2, what, "read", policy, deps);
  const model = await modelOnDisk(path);
  return { model, name: named2, attestations: await localAttestations(model, deps) };
}
async function localAttestations(model, { folder }) {
  const training = join3(dirname(folder.output), "train-model");
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

// packages/steps/src/evaluate-gate/keep-answers.ts
import { join as join4 } from "node:path";

// packages/steps/src/evaluate-gate/judged-by.ts
function judgedBy({ task, gate, data }, origin) {
  if (gate === void 0) throw new ConfigurationError(`${origin}: gate is missing. Say what is demanded of the model.`);
  const { label = "", positive, weight, group, query, series, time } = data;
  return { task, gate, label, positive, columns: { weight, group, query, series, time } };
}
function seenBy({ candidate, data }) {
  return {
    features: "features" in candidate ? candidate.features : void 0,
    exclude: [data.id].filter((name) => name !== void 0)
  };
}

// packages/steps/src/evaluate-gate/keep-answers.ts
var policyFileName = "policy.json";
function answerFiles(isOfChange) {
  const of = isOfChange ? "-of-changed-test-data" : "";
  return { description: `answers${of}.json`, rows: `answers${of}.parquet`, past: `answers-past${of}.parquet` };
}
var answerFileNames = [
  policyFileName,
  ...[false, true].flatMap((isOfChange) => Object.values(answerFiles(isOfChange)))
];
async function keepAnswers(input, set, models, { policy, keeping }, { folder: { output } }) {
  if (!keeping.isWanted) return [];
  const files = answerFiles(set.name.endsWith("of this change"));
  const packed = packAnswers(input, { ...seenBy(policy.body), reads: readAs(models) });
  if (packed.stored.test.some(({ name, numbered }) => !numbered && keeping.sensitive.has(name))) return [];
  await writeFileAtomically(join4(output, policyFileName), JSON.stringify(policy.document));
  await writeFileAtomically(join4(output, files.description), JSON.stringify(packed.stored));
  await writeParquet(join4(output, files.rows), packed.rows, { narrow: true });
  if (packed.past !== void 0) await writeParquet(join4(output, files.past), packed.past, { narrow: true });
  return named(output, [files.description, files.rows, ...packed.past === void 0 ? [] : [files.past]]);
}
async function keepMetrics(input, { policy, keeping }, { folder: { output } }) {
  if (!keeping.isWanted) return [];
  const { description } = answerFiles(false);
  await writeFileAtomically(join4(output, policyFileName), JSON.stringify(policy.document));
  await writeFileAtomically(join4(output, description), JSON.stringify(packMetrics(input)));
  return named(output, [description]);
}
function readAs(models) {
  const section = (role) => models.find((model) => model.role === role)?.section;
  const candidate = section("candidate");
  if (candidate === void 0) throw new RangeError("There is always a candidate.");
  return { candidate, baseline: section("baseline"), anchor: section("anchor") };
}
function named(folder, names) {
  return Promise.all(names.map(async (name) => ({ name, digest: await digestOfFile(join4(folder, name)) })));
}

// packages/steps/src/evaluate-gate/judge-metrics.ts
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
import { stat as stat2 } from "node:fs/promises";
import { dirname as dirname2, join as join7 } from "node:path";
import { isDeepStrictEqual as isDeepStrictEqual2 } from "node:util";

// packages/steps/src/evaluate-gate/answer-conditions.ts
async function answerConditions(gate, test, tables) {
  const slicings = Object.values(gate.metrics).flatMap(({ slices }) => slices ?? []);
  const groupings = gate.fairness?.by ?? [];
  const answered = /* @__PURE__ */ new Map();
  const ofSlices = new Set(conditionsIn(slicings, test.rows.columns));
  for (const condition of conditionsIn([...slicings, ...groupings], test.rows.columns)) {
    const named2 = ofSlices.has(condition) ? "gate.metrics: slices name" : "gate.fairness.by names";
    const where = `${named2} ${JSON.stringify(condition)}`;
    const columns = `Columns of the ${test.name}: ${[...test.rows.columns.keys()].join(", ")}.`;
    const derived = await tables.derive(test.path, /* @__PURE__ */ new Map([["condition", condition]])).catch((cause) => {
      if (!(cause instanceof ConfigurationError)) throw cause;
      throw new ConfigurationError(
        `${where}, which is neither a column nor a condition in SQL (${cause.message}) ${columns}`,
        { cause }
      );
    });
    const met = derived.columns.get("condition");
    if (met?.kind !== "boolean") {
      throw new ConfigurationError(`${where}, which is no condition: it is not true or false. ${columns}`);
    }
    answered.set(condition, met.values);
  }
  return answered;
}

// packages/steps/src/evaluate-gate/examine-changed-rows.ts
import { join as join5 } from "node:path";
async function examineChangedRows({ input, subject, set, deps }) {
  const changed = changedRows(input, subject.policy.body.data.id);
  if (changed === void 0) return [];
  if (changed.list === void 0) return [changedRowsGroup(changed, void 0)];
  const name = set.name.endsWith("of this change") ? "flips-of-changed-test-data.parquet" : "flips.parquet";
  const file = join5(deps.folder.output, name);
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
  for (const [key, named2] of [
    ["features", features ?? []],
    ["not_in_top.features", unwanted?.features ?? []]
  ]) {
    const stranger = named2.find((feature) => !columns.includes(feature));
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
  const named2 = positive === void 0 ? usual : own.classes.indexOf(String(positive));
  const classOf = (row) => width === 2 && named2 >= 0 ? named2 : mostProbable(own, row);
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
    const tables = __using(_stack, await openTables({ allow: [predictions, ...file === void 0 ? [] : [file]] }), true);
    const training = await tables.read(predictions);
    const named2 = `gate.parity.predictions (${section.predictions})`;
    const rows = predictedRows({
      all: file === void 0 ? input.test : await tables.read(file),
      training,
      id,
      named: named2,
      where: file === void 0 ? `the ${set.name}` : `gate.parity.rows (${section.rows})`
    });
    const { path, section: read } = candidate;
    const scores = await scoreModel({ path, section: read, body: policy.body, rows, tables, progress: deps.progress });
    const { positive } = policy.body.data;
    return {
      ...parity({ training, scores, rows, id, positive, name: named2 }),
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
  const { all, training, id, named: named2, where } = options;
  const ids = idsOf(training, id, named2);
  const predicted = new Set(ids);
  const rows = idsOf(all, id, where).flatMap((text, row) => predicted.has(text) ? [row] : []);
  if (rows.length === 0) {
    throw new ConfigurationError(
      `${named2}: none of its ${ids.length} rows has an id (${id}) that ${where} have. Predict rows of data.test, or name the rows that were predicted by gate.parity.rows.`
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
import { mkdir, mkdtemp as mkdtemp3, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join6 } from "node:path";
var inherited = inheritedVariables.filter((name) => name !== "PYTHONPATH");
var timeoutSeconds = 600;
var mostDraws = 2e7;
async function runMetricCommand({ where, command, policy, table, resamples }, { exec }) {
  const folder = await realpath(await mkdtemp3(join6(tmpdir(), "mlgate-metric-")));
  try {
    const cwd = join6(folder, "project");
    await mkdir(cwd);
    const [program, ...args] = await policyCommand(command, policy, cwd);
    if (program === void 0 || program.trim() === "") {
      throw new ConfigurationError(`${where}: the program to run is empty.`);
    }
    const input = join6(folder, "rows.parquet");
    await writeParquet(input, table);
    const drawn = resamples && drawsOf(table.rows, resamples);
    const drawnFile = join6(folder, "resamples.parquet");
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
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat2(join7(dirname2(path), name))).size));
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
import { writeFile as writeFile2 } from "node:fs/promises";
import { extname as extname2, isAbsolute as isAbsolute2, join as join8 } from "node:path";
var reasons = {
  validation: "gate.threshold.at is fixed on it",
  train: "scaled forecast errors need the past of the series"
};
async function rowsInForce(key, policy, deps, workFolder) {
  const path = policy.body.data[key];
  if (path === void 0) throw new ConfigurationError(`${policy.origin}: data.${key} is missing: ${reasons[key]}.`);
  const file = await resolvePolicyFile(path, `data.${key}`, policy, deps);
  if (policy.tip === void 0 || isAbsolute2(path)) return file;
  const { branch } = policy.tip;
  const atTip = await policy.readFile(path);
  if (atTip === void 0) {
    if (!await new GitReader(deps.exec, deps.folder.repositoryRoot).isTracked(file)) return file;
    throw new ConfigurationError(
      `data.${key}: ${branch} has no ${path}, and the one of this change may not decide about it: ${reasons[key]}. Merge the file first.`
    );
  }
  const digest = await digestOfFile(file);
  const pointer2 = lfsPointerDigest(atTip);
  if (digest === (pointer2 ?? digestOfBytes(atTip))) return file;
  if (pointer2 !== void 0) {
    throw new ConfigurationError(
      `data.${key}: ${path} is ${shortDigest(digest)} here and ${shortDigest(pointer2)} on ${branch}, where Git LFS keeps it: the old rows are not at hand, and the change's own may not decide.`
    );
  }
  const old = join8(workFolder, `${key}-of-target${extname2(path)}`);
  await writeFile2(old, atTip);
  return old;
}

// packages/steps/src/evaluate-gate/test-data.ts
import { writeFile as writeFile3 } from "node:fs/promises";
import { extname as extname3, isAbsolute as isAbsolute3, join as join9 } from "node:path";
async function findTestSets(options) {
  const { policy, path, file, workFolder, isTracked } = options;
  const digest = await digestOfFile(file);
  const declared = policy.body.data.test_digest;
  if (declared !== void 0) {
    if (digest !== declared) {
      throw new ConfigurationError(
        `data.test: ${path} is ${digest}, but the policy (${policy.origin}) demands ${declared}. Bring the right file, or change data.test_digest on the target branch first.`
      );
    }
    return { sets: [{ name: "test data", path: file, digest }], note: void 0 };
  }
  const only = [{ name: "test data", path: file, digest }];
  if (policy.tip === void 0) return { sets: only, note: void 0 };
  const branch = policy.tip.branch;
  const atTip = isAbsolute3(path) ? void 0 : await policy.readFile(path);
  if (atTip === void 0) {
    if (await isTracked(file)) {
      return {
        sets: only,
        note: void 0,
        neverPassesBecause: `${branch} has no ${path}, so this change chose the rows that judge it`
      };
    }
    return {
      sets: only,
      note: [
        "The test data ",
        code(path),
        ` are not in git on ${branch} and the policy declares no data.test_digest, so nobody would notice if they changed. They are `,
        code(digest),
        "."
      ]
    };
  }
  const pointer2 = lfsPointerDigest(atTip);
  const tipDigest = pointer2 ?? digestOfBytes(atTip);
  if (tipDigest === digest) return { sets: only, note: void 0 };
  if (pointer2 !== void 0) {
    throw new ConfigurationError(
      `data.test: ${path} is ${shortDigest(digest)} here and ${shortDigest(pointer2)} on ${branch}, where Git LFS keeps it. Changed test data are judged on both versions, and the old one is not at hand: declare data.test_digest in the policy instead.`
    );
  }
  const old = join9(workFolder, `test-of-target${extname3(path)}`);
  await writeFile3(old, atTip);
  return {
    sets: [
      { name: `test data of ${branch}`, path: old, digest: tipDigest },
      { name: "test data of this change", path: file, digest }
    ],
    note: [
      `This change alters the test data: it is judged on the rows of ${branch} and on its own, and the worse verdict counts.`
    ]
  };
}

// packages/steps/src/evaluate-gate/run.ts
async function runEvaluateGate(inputs2, deps) {
  const workFolder = await mkdtemp4(join10(tmpdir2(), "mlgate-gate-"));
  try {
    const policy = await deps.policy();
    deps.log.info(`Policy: ${policy.origin}`);
    refuseOwnScores(policy.body.candidate, deps.model.candidate, policy.origin);
    const isMeasured = "metrics" in deps.model.candidate;
    const tests = isMeasured ? void 0 : await testSets(policy, deps, workFolder);
    const subject = await assemble(inputs2, policy, tests?.sets ?? [], deps, workFolder);
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
async function assemble(inputs2, policy, sets, deps, workFolder) {
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
  } = await findCandidate(inputs2, policy, sets, deps, workFolder);
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

// packages/steps/src/evaluate-gate.ts
var inputs = {
  ...commonInputs,
  "training-artifact-id": {
    type: "string",
    description: "Output artifact-id of train-model; without it the candidate is the file that mlgate.yml names.",
    example: "${{ needs.train.outputs.artifact-id }}"
  },
  "training-artifact-digest": {
    type: "string",
    description: "Output artifact-digest of train-model.",
    example: "${{ needs.train.outputs.artifact-digest }}"
  },
  "endpoint-token": {
    type: "secret",
    variable: "MLGATE_ENDPOINT_TOKEN",
    description: "Token for candidate.endpoint, sent to that host alone.",
    example: "${{ secrets.ENDPOINT_TOKEN }}"
  },
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs
};
var evaluateGate = {
  name: "evaluate-gate",
  summary: "Judge a model against its predecessor on the same rows, with paired statistics and a policy it cannot change.",
  branding: { icon: "shield", color: "blue" },
  inputs,
  outputs: {
    "candidate-digest": { description: "Digest of the model that was judged (sha256:…)." },
    "baseline-digest": { description: "Digest of the model it was compared with; empty when there was none." }
  },
  permissions: [
    { scope: "contents", access: "read", reason: "reads the policy at the tip of the target branch" },
    { scope: "actions", access: "read", reason: "finds the baseline among the target branch's runs (branch:<name>)" },
    {
      scope: "pull-requests",
      access: "write",
      reason: "writes the comment, and reads labels and comments where the policy allows an override"
    },
    checkPermission,
    ...targetPermissions
  ],
  comments: true,
  run: runEvaluateGate
};

export {
  modelFinder,
  judgedBy,
  seenBy,
  policyFileName,
  answerFiles,
  answerFileNames,
  answerConditions,
  findTestSets,
  evaluateGate
};
