import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  modelOnDisk
} from "./chunk-NBAD2F6J.js";
import {
  scoreModel
} from "./chunk-AT3GD3VZ.js";
import {
  conclude
} from "./chunk-QL4TXZ3F.js";
import {
  resolvePolicyFile,
  resolvePolicyPath
} from "./chunk-PJ4TODX5.js";
import {
  compareColumns,
  driftReport,
  referenceData,
  withScores
} from "./chunk-6LE4J7OX.js";
import {
  declaredReading,
  openTables
} from "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import {
  testResultRecord
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
  shortDigest
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/drift-report/run.ts
async function runDriftReport(_inputs, deps) {
  var _stack = [];
  try {
    const policy = await deps.policy();
    const { drift: section, data } = policy.body;
    if (section === void 0) throw new ConfigurationError(`${policy.origin}: drift is missing. Name the current rows.`);
    const reference = referenceData(section, data);
    const before = await rowsOf(reference.path, reference.name, policy, deps);
    const now = await rowsOf(section.current, "drift.current", policy, deps);
    const scorer = typeof section.prediction === "object" ? await scorerOf(policy, deps) : void 0;
    deps.keep(paragraph(`Current rows ${now.name}, ${now.digest}. Reference ${before.name}, ${before.digest}.`));
    const tables = __using(_stack, await openTables({
      allow: [before.path, now.path],
      reading: declaredReading(data, [before.path, now.path])
    }), true);
    const read = (rows) => readRows(rows, scorer?.path, tables, policy, deps);
    const [referenceRows, currentRows] = [await read(before), await read(now)];
    const judgement = compareColumns(referenceRows.table, currentRows.table, section, {
      id: data.id,
      label: data.label,
      predictions: currentRows.predictions
    });
    const report = driftReport(judgement, {
      model: deps.modelName,
      step: "drift-report",
      reference: before,
      current: now,
      scoredBy: scorer,
      policy: [code(policy.origin), ", ", code(shortDigest(policy.digest))],
      versions: { mlgate: deps.folder.version }
    });
    const conclusion = conclude(policy, [report], {
      tells: ({ path }) => path.startsWith("drift"),
      remarks: [],
      titleOfOther: () => "",
      neverPassesBecause: void 0,
      inconclusivePasses: judgement.inconclusivePasses
    });
    return resultOf(judgement, conclusion, { before, now, policy, deps });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function rowsOf(name, what, policy, deps) {
  const path = await resolvePolicyFile(name, what, policy, deps);
  return { name, path, digest: await digestOfFile(path) };
}
async function scorerOf(policy, deps) {
  const { candidate } = policy.body;
  if (!("onnx" in candidate)) {
    throw new ConfigurationError("drift.prediction: {score: candidate} needs a model that can score: candidate.onnx.");
  }
  const path = await resolvePolicyPath(candidate.onnx, "candidate.onnx", "read", policy, deps);
  return { name: candidate.onnx, path, digest: (await modelOnDisk(path)).digest };
}
async function readRows(rows, scorer, tables, policy, { log, progress }) {
  const table = await tables.read(rows.path);
  log.info(`${rows.name}: ${table.rows} rows, ${rows.digest}`);
  if (scorer === void 0) return { table, predictions: [] };
  const { body } = policy;
  const scores = await scoreModel({ path: scorer, section: body.candidate, body, rows: table, tables, progress });
  return withScores(table, scores);
}
function resultOf(judgement, conclusion, about) {
  const { before, now, policy, deps } = about;
  const { report } = conclusion;
  const failed = report.checks.filter((check) => check.verdict !== "pass" && check.severity === "error");
  const warned = report.checks.filter((check) => check.verdict !== "pass" && check.severity === "warning");
  const passed = report.checks.filter((check) => check.verdict === "pass");
  const names = (checks) => checks.map(({ name }) => name);
  return {
    ...conclusion,
    record: testResultRecord({
      data: [{ name: now.name, digest: now.digest }],
      configuration: [
        { name: before.name, digest: before.digest },
        { name: policy.origin, digest: policy.digest }
      ],
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: names(passed),
      warned: names(warned),
      failed: names(failed)
    }),
    outputs: {
      drifted: String(judgement.drifted),
      "drifted-columns": String(judgement.columns.filter(({ verdict }) => verdict === "fail").length)
    }
  };
}
export {
  runDriftReport
};
