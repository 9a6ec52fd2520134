import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  answerConditions,
  findTestSets,
  modelFinder
} from "./chunk-UTLJMPUX.js";
import "./chunk-NBAD2F6J.js";
import {
  scoreModel
} from "./chunk-AT3GD3VZ.js";
import {
  requireInForce
} from "./chunk-J3AUPPLQ.js";
import "./chunk-7RTN3BXM.js";
import {
  GitReader
} from "./chunk-CDPVWOZR.js";
import {
  resolvePolicyFile
} from "./chunk-PJ4TODX5.js";
import {
  simulateGate,
  simulationReport
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
import "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/simulate/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
async function runSimulate(inputs, deps) {
  const disagreement = numberIn("disagreement", inputs.disagreement, (value) => value > 0 && value <= 1, "from 0 to 1");
  const simulations = numberIn(
    "simulations",
    inputs.simulations,
    (value) => Number.isSafeInteger(value) && value >= 20 && value <= 1e5,
    "a whole number from 20 to 100,000"
  );
  const policy = requireInForce(await deps.policy(), "Nothing was simulated");
  const workFolder = await mkdtemp(join(tmpdir(), "mlgate-simulate-"));
  try {
    const baseline = await baselineOf(policy, deps, workFolder);
    const set = await testSetOf(policy, deps, workFolder);
    const simulation = await simulated(set, baseline, policy, { disagreement, simulations }, deps);
    const report = simulationReport(simulation, {
      model: deps.modelName,
      step: "simulate",
      baselineName: baseline.name
    });
    return {
      verdict: report.verdict,
      record: testResultRecord({
        data: [{ name: set.name, digest: set.digest }],
        configuration: [{ name: policy.origin, digest: policy.digest }],
        verdict: report.verdict,
        runUrl: deps.host.run.runUrl,
        passed: [],
        warned: [],
        failed: []
      }),
      report,
      outputs: {}
    };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
function numberIn(name, text, allows, words) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!allows(value)) throw new ConfigurationError(`${name}: ${JSON.stringify(text)} is not ${words}.`);
  return value;
}
async function baselineOf(policy, deps, workFolder) {
  const sources = policy.body.gate?.baseline?.from ?? [];
  const search = await modelFinder(policy, deps, workFolder)(sources, "gate.baseline.from");
  if (search.found) return search.found;
  const misses = search.misses.length === 0 ? "gate.baseline.from names none" : search.misses.join("; ");
  throw new ConfigurationError(
    `simulate: there is no baseline to simulate from (${misses}). Name one: gate.baseline: {from: ["file:out/model.onnx"]}.`
  );
}
async function testSetOf(policy, deps, workFolder) {
  const path = policy.body.data.test;
  if (path === void 0)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`);
  const file = await resolvePolicyFile(path, "data.test", policy, deps);
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot);
  const isTracked = (tracked) => git.isTracked(tracked);
  const [set] = (await findTestSets({ policy, path, file, workFolder, isTracked })).sets;
  if (set === void 0) throw new RangeError("There is always a test set.");
  return set;
}
async function simulated(set, baseline, policy, options, deps) {
  var _stack = [];
  try {
    const { body } = policy;
    const { gate, data } = body;
    const { label } = data;
    if (gate === void 0) throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded.`);
    if (label === void 0) throw new ConfigurationError(`${policy.origin}: data.label is missing.`);
    const tables = __using(_stack, await openTables({
      allow: [set.path, dirname(baseline.path)],
      reading: declaredReading(data, [set.path])
    }), true);
    const rows = await tables.read(set.path);
    const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables);
    const section = baseline.section ?? body.candidate;
    const scores = await scoreModel({ path: baseline.path, section, body, rows, tables, progress: deps.progress });
    deps.log.info(`Simulating ${options.simulations} test sets of ${rows.rows} rows`);
    const input = {
      task: body.task,
      gate,
      test: rows,
      label,
      positive: data.positive,
      columns: { weight: data.weight, group: data.group },
      conditions,
      candidate: { scores }
    };
    return simulateGate(input, options);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  runSimulate
};
