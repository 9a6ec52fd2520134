import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  openProject
} from "./chunk-JNZO4DEN.js";
import {
  answerFileNames,
  answerFiles,
  judgedBy,
  policyFileName,
  seenBy
} from "./chunk-AW6JBFM6.js";
import {
  modelOnDisk
} from "./chunk-NBAD2F6J.js";
import {
  scoreModel
} from "./chunk-AT3GD3VZ.js";
import {
  judgeMeasured,
  readPolicyDocument,
  readStoredFile,
  recordedJudgement,
  recordedVerdict,
  rejudge,
  unpackAnswers,
  unpackMetrics
} from "./chunk-6LE4J7OX.js";
import {
  declaredReading,
  openTables
} from "./chunk-LG7YQN7L.js";
import {
  readRecord,
  readSignedRecord,
  trustedKeysOf,
  verificationSummaryType
} from "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  bringArtifacts,
  runSource,
  unpackFiles
} from "./chunk-75DJPECH.js";
import "./chunk-K2YW2YVF.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import {
  findRecord,
  recordFileName,
  signedRecordFileName
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  digestOfFile,
  messageOf,
  readBoundedFile,
  worstVerdict
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/app/src/replay.ts
import { mkdtemp, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2, resolve } from "node:path";

// packages/steps/src/replay/replay-folder.ts
import { lstat } from "node:fs/promises";
import { join } from "node:path";

// packages/steps/src/replay/first-difference.ts
function firstDifference(recorded, replayed, path = "") {
  if (Object.is(recorded, replayed)) return void 0;
  const [one, other] = [membersOf(recorded), membersOf(replayed)];
  if (one === void 0 || other === void 0 || Array.isArray(recorded) !== Array.isArray(replayed)) {
    return { path, recorded, replayed };
  }
  for (const name of /* @__PURE__ */ new Set([...one.keys(), ...other.keys()])) {
    const below = Array.isArray(recorded) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const found = firstDifference(one.get(name), other.get(name), below);
    if (found !== void 0) return found;
  }
  return void 0;
}
function membersOf(value) {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : void 0;
}

// packages/steps/src/replay/replay-folder.ts
var limits = { policy: 4 * 1024 * 1024, description: 64 * 1024 * 1024 };
async function replayFolder(folder, { trustedKeys, memoryMb }) {
  const { statement, signer, isSigned } = await openVerdict(folder, trustedKeys);
  const predicate = verdictOf(statement, folder);
  const { mlgate_evaluation: evaluation } = predicate;
  const differences = [];
  const policy = await readPolicy(folder, predicate, differences);
  const verdicts = [];
  const asRecorded = /* @__PURE__ */ new Set();
  const judged = [];
  for (const [index, recorded] of evaluation.judgements.entries()) {
    const of = evaluation.judgements.length === 1 ? "" : ` on the ${recorded.testData?.name ?? "other rows"}`;
    const place = { folder, index, of, ...memoryMb === void 0 ? {} : { memoryMb } };
    const again = await replayJudgement(recorded, policy, place);
    differences.push(...again.differences);
    if (again.verdict !== void 0) verdicts.push(again.verdict);
    for (const kind of again.asRecorded) asRecorded.add(kind);
    judged.push(again);
  }
  differences.push(...verdictDifferences(predicate, verdicts));
  return {
    model: evaluation.model,
    verdict: evaluation.verdict,
    judgedBy: predicate.verifier.version.mlgate,
    signer,
    isSigned,
    differences,
    asRecorded: [...asRecorded],
    judged,
    record: { statement, predicate },
    policy
  };
}
async function openVerdict(folder, trustedKeys) {
  const file = await findRecord(folder);
  if (file === void 0) {
    throw new ConfigurationError(
      `${folder}: holds no record of evaluate-gate. Name its folder, .mlgate/<model>/evaluate-gate, or the artifact of that name.`
    );
  }
  const isSigned = file.name === signedRecordFileName;
  if (isSigned && trustedKeys.length > 0) {
    const { statement, signer } = await readSignedRecord(folder, trustedKeys, verificationSummaryType);
    return { statement, signer, isSigned };
  }
  return { statement: await readRecord(folder), signer: void 0, isSigned };
}
function verdictOf({ predicateType, predicate }, folder) {
  if (predicateType !== verificationSummaryType) {
    throw new ConfigurationError(
      `${folder}: the record there is of another step (${JSON.stringify(predicateType)}). Only what evaluate-gate left can be replayed.`
    );
  }
  const verdict = recordedVerdict(predicate);
  if (verdict !== void 0) return verdict;
  throw new ConfigurationError(
    `${folder}: the record there does not say what this version of mlgate needs to recompute it. It is not one of evaluate-gate, or of another version: replay it with the one that it names.`
  );
}
async function readPolicy(folder, { policy }, differences) {
  const bytes = await readBoundedFile(join(folder, policyFileName), limits.policy);
  if (bytes === void 0) throw notKept(folder);
  const read = readPolicyDocument(bytes.toString("utf8"));
  if (read === void 0) {
    throw new ConfigurationError(
      `${join(folder, policyFileName)}: is no policy that this version of mlgate knows. Replay it with the version that the record names.`
    );
  }
  const recorded = `sha256:${policy.digest.sha256}`;
  if (read.digest !== recorded) {
    differences.push(`${policyFileName} holds the policy ${read.digest}, and the record names ${recorded}.`);
  }
  return read.body;
}
function notKept(folder) {
  return new ConfigurationError(
    `${folder}: the answers were not kept, so that nothing can be recomputed from them. Run evaluate-gate on that commit again, or keep them from now on: gate.store_answers: true.`
  );
}
async function replayJudgement(recorded, policy, { folder, index, of, memoryMb }) {
  const { testData: _data, answers, ...rest } = recorded;
  if (answers === void 0) throw notKept(folder);
  const differences = [];
  const names = answerFiles(index === 1);
  const known = [names.description, names.rows, names.past];
  const stranger = answers.find(({ name }) => !known.includes(name));
  if (stranger !== void 0) {
    throw new ConfigurationError(
      `${folder}: the record names a file of answers that is none: ${JSON.stringify(stranger.name)}.`
    );
  }
  for (const { name, digest } of answers) {
    const found = await digestOfFile(await plainFile(join(folder, name)));
    if (found !== digest) differences.push(`${name} is ${found}, and the record names ${digest}.`);
  }
  const stored = await readDescription(join(folder, names.description));
  const read = stored.kind === "metrics" ? [] : [names.rows, ...stored.past ? [names.past] : []];
  const unnamed = [names.description, ...read].find((name) => !answers.some((file) => file.name === name));
  if (unnamed !== void 0) differences.push(`${unnamed} is read, and the record names no digest of it${of}.`);
  const judging = judgedBy(policy, policyFileName);
  const say = (again) => {
    const found = firstDifference(rest, again);
    if (found !== void 0) differences.push(inWords(found, of));
  };
  try {
    if (stored.kind === "metrics") {
      const judgement = judgeMeasured(unpackMetrics(stored, judging));
      say(JSON.parse(JSON.stringify(recordedJudgement(judgement))));
      return { recorded, stored: void 0, input: void 0, differences, asRecorded: [], verdict: judgement.verdict };
    }
    const file = (name) => readTable(join(folder, name), memoryMb);
    const rows = await file(names.rows);
    const input = unpackAnswers(stored, rows, stored.past ? await file(names.past) : void 0, judging);
    const again = rejudge(input, recorded.examinations, seenBy(policy));
    for (const kind of again.missing) differences.push(`The policy demands ${kind}, and the record has none${of}.`);
    say(again.judgement);
    return { recorded, stored, input, differences, asRecorded: again.asRecorded, verdict: again.verdict };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || differences.length === 0) throw error;
    const because = `It cannot be judged anew${of}: ${messageOf(error)}`;
    return {
      recorded,
      stored: void 0,
      input: void 0,
      differences: [...differences, because],
      asRecorded: [],
      verdict: void 0
    };
  }
}
async function plainFile(path) {
  const found = await lstat(path).catch(() => void 0);
  if (found?.isFile() === true) return path;
  throw new ConfigurationError(`${path}: the record names this file, and there is none.`);
}
async function readDescription(path) {
  const bytes = await readBoundedFile(path, limits.description);
  if (bytes === void 0) throw new ConfigurationError(`${path}: the record names this file, and there is none.`);
  const stored = readStoredFile(bytes.toString("utf8"));
  if (typeof stored !== "string") return stored;
  throw new ConfigurationError(
    `${path}: holds no answers that this version of mlgate knows (${stored}). Replay it with the version that the record names.`
  );
}
async function readTable(path, memoryMb) {
  var _stack = [];
  try {
    const tables = __using(_stack, await openTables({
      allow: [await plainFile(path)],
      ...memoryMb === void 0 ? {} : { tableMb: memoryMb }
    }), true);
    return tables.read(path);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function verdictDifferences({ verificationResult, mlgate_evaluation: evaluation }, verdicts) {
  if (verdicts.length < evaluation.judgements.length) return [];
  const worst = worstVerdict(verdicts);
  const again = worst === "pass" && evaluation.neverPassesBecause !== void 0 ? "inconclusive" : worst;
  const result = again === "pass" ? "PASSED" : "FAILED";
  return [
    ...again === evaluation.verdict ? [] : [`The verdict is ${again}, and the record says ${evaluation.verdict}.`],
    ...result === verificationResult ? [] : [`The result is ${result}, and the record says ${verificationResult}.`]
  ];
}
function inWords({ path, recorded, replayed }, of) {
  return `${path === "" ? "The judgement" : path}${of} is ${shown(replayed)}, and the record says ${shown(recorded)}.`;
}
function shown(value) {
  const text = value === void 0 ? "nothing" : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

// packages/steps/src/replay/rescore.ts
import { dirname } from "node:path";
var scoreTolerance = 1e-5;
async function rescore(replay2, files, progress) {
  var _stack = [];
  try {
    const digest = await digestOfFile(files.test);
    const judged = replay2.judged.find(({ recorded }) => recorded.testData?.digest === digest);
    const { input, stored } = judged ?? {};
    if (judged === void 0 || input === void 0 || stored === void 0) {
      const named = replay2.judged.map(({ recorded }) => recorded.testData?.digest ?? "no rows").join(", ");
      throw new ConfigurationError(`--test ${files.test}: is ${digest}, and the verdict is about ${named}.`);
    }
    await refuseOtherCandidate(replay2, files.candidate);
    if (files.baseline !== void 0) await refuseOtherBaseline(replay2, files.baseline);
    const paths = [files.candidate, files.baseline].filter((path) => path !== void 0);
    const tables = __using(_stack, await openTables({
      allow: [files.test, ...paths.map(dirname)],
      reading: declaredReading(replay2.policy.data, [files.test])
    }), true);
    const rows = await tables.read(files.test);
    const again = (path, section) => scoredAgain(path, section, { replay: replay2, rows, tables, progress });
    const candidate = { ...input.candidate, scores: await again(files.candidate, stored.candidate.reads) };
    const baseline = files.baseline === void 0 || stored.baseline === void 0 || input.baseline === void 0 ? input.baseline : { ...input.baseline, scores: await again(files.baseline, stored.baseline.reads) };
    const far = [
      { of: "candidate", deviation: deviation(input.candidate, candidate) },
      ...input.baseline && baseline ? [{ of: "baseline", deviation: deviation(input.baseline, baseline) }] : []
    ];
    const farthest2 = far.reduce((a, b) => b.deviation > a.deviation ? b : a);
    const verdict = verdictOf2({ ...input, candidate, baseline }, judged, replay2);
    return {
      largestDeviation: farthest2.deviation,
      of: farthest2.of,
      isWithinTolerance: farthest2.deviation <= scoreTolerance,
      verdict,
      recorded: judged.recorded.verdict
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function verdictOf2(input, { recorded }, { policy }) {
  return rejudge(input, recorded.examinations, seenBy(policy)).verdict;
}
async function scoredAgain(path, section, of) {
  if (!("onnx" in section) && !("predictions" in section)) {
    throw new ConfigurationError(`${path}: the model was asked by its endpoint or command. Run evaluate-gate for that.`);
  }
  const { replay: replay2, rows, tables, progress } = of;
  return scoreModel({ path, section, body: replay2.policy, rows, tables, progress });
}
async function refuseOtherCandidate({ record }, path) {
  const { files } = await modelOnDisk(path);
  const known = new Set(record.statement.subject.map(({ digest }) => `sha256:${digest.sha256}`));
  const stranger = files.find(({ digest }) => !known.has(digest));
  if (stranger === void 0) return;
  throw new ConfigurationError(
    `--candidate ${path}: ${stranger.name} is ${stranger.digest}, and the verdict is about ${[...known].join(", ")}.`
  );
}
async function refuseOtherBaseline({ record }, path) {
  const { digest } = await modelOnDisk(path);
  const named = record.predicate.mlgate_evaluation.baseline?.digest;
  if (digest === named) return;
  throw new ConfigurationError(`--baseline ${path}: is ${digest}, and the verdict compares with ${named ?? "nothing"}.`);
}
function deviation({ scores: stored }, { scores }) {
  if (stored.kind === "regression" && scores.kind === "regression") return farthest(stored.values, scores.values);
  if (stored.kind !== "classification" || scores.kind !== "classification") return Number.POSITIVE_INFINITY;
  if (stored.classes.join("\n") !== scores.classes.join("\n")) return Number.POSITIVE_INFINITY;
  const { probabilities, labels } = stored;
  const ofProbabilities = probabilities ? farthest(probabilities, scores.probabilities) : 0;
  return Math.max(ofProbabilities, labels ? farthest(labels, scores.labels) : 0);
}
function farthest(stored, again) {
  if (again === void 0 || again.length !== stored.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < stored.length; index++) {
    const [one, other] = [stored[index], again[index]];
    if (Object.is(one, other) || one === other) continue;
    const distance = Math.abs(one - other) / Math.max(1, Math.abs(one));
    largest = Math.max(largest, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }
  return largest;
}

// packages/steps/src/replay/replay-text.ts
function replayText(replay2, rescoring, version) {
  const { model, verdict, differences, asRecorded, judgedBy: judgedBy2 } = replay2;
  const isSame2 = differences.length === 0;
  const lines = [
    `${model}: ${isSame2 ? `${verdict}, the same, byte for byte` : `${verdict} as recorded, and not the same when replayed`}`,
    ...differences.map((difference) => `  ${difference}`),
    `  ${signatureText(replay2)}`,
    ...asRecorded.length === 0 ? [] : [
      `  Not recomputed, but taken as recorded: ${asRecorded.map((kind) => kind.replaceAll("_", " ")).join(", ")}.`
    ],
    ...rescoring === void 0 ? [] : rescoringLines(rescoring),
    ...isSame2 || judgedBy2 === version ? [] : [`  It was judged by mlgate ${judgedBy2}, and this is ${version}: replay it with that one.`]
  ];
  return `${lines.join("\n")}
`;
}
function isSame({ differences }, rescoring) {
  const agrees = rescoring === void 0 || rescoring.isWithinTolerance && rescoring.verdict === rescoring.recorded;
  return differences.length === 0 && agrees;
}
function signatureText({ isSigned, signer }) {
  if (signer !== void 0) return `The record is signed by ${signer}, whom the policy here trusts.`;
  return isSigned ? "The record is signed; whose signature it is was not checked, because no trusted_keys are at hand." : "The record is not signed: whoever wrote it may have written all of it.";
}
function rescoringLines({ largestDeviation, of, isWithinTolerance, verdict, recorded }) {
  const far = largestDeviation === 0 ? "the same" : `at most ${largestDeviation.toExponential(1)} away (${of})`;
  return [
    `  Scored again: scores are ${far}, ${isWithinTolerance ? "within" : "beyond"} the ${scoreTolerance.toExponential(0)} of single precision; the verdict is ${verdict}${verdict === recorded ? ", the same" : `, and was ${recorded}`}.`
  ];
}

// packages/app/src/replay.ts
var wantedFiles = { names: [recordFileName, signedRecordFileName, ...answerFileNames], limit: 2e9 };
async function replay(request, effects) {
  const project = await projectHere(request, effects);
  const work = await mkdtemp(join2(tmpdir(), "mlgate-replay-"));
  try {
    const folders = await foldersOf(request, project, work, effects);
    let all = true;
    let text = "";
    for (const folder of folders) {
      const replayed = await replayFolder(folder, { trustedKeys: keysFor(project, request.model) });
      if (request.model !== void 0 && replayed.model !== request.model) {
        throw new ConfigurationError(
          `${request.what}: holds the verdict on ${replayed.model}, not on ${request.model}.`
        );
      }
      const files = request.rescore;
      const rescoring = files && await rescore(replayed, absolute(files, effects.cwd), effects.progress);
      all &&= isSame(replayed, rescoring);
      text += replayText(replayed, rescoring, effects.version);
    }
    return { isSame: all, text };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
async function projectHere({ project }, { cwd }) {
  const isThere = await stat(resolve(cwd, project)).then(
    () => true,
    () => false
  );
  return isThere ? openProject(cwd, project) : void 0;
}
function keysFor(opened, model) {
  const bodies = [...opened?.project.models ?? []].filter(([name]) => model === void 0 || name === model);
  const keys = bodies.flatMap(([, body]) => body.trusted_keys ? trustedKeysOf(body.trusted_keys, "trusted_keys") : []);
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}
async function foldersOf(request, project, work, effects) {
  const { what } = request;
  const path = resolve(effects.cwd, what);
  const found = await stat(path).catch(() => void 0);
  if (found?.isDirectory()) return [await realpath(path)];
  if (found?.isFile()) {
    const folder = join2(work, "artifact");
    await unpackFiles(path, folder, wantedFiles);
    return [folder];
  }
  if (/^[1-9][0-9]{0,15}$/.test(what)) return broughtFolders(request, project, work, effects);
  throw new ConfigurationError(
    `${what}: is no folder, no zip file and no id of a run. Name the folder .mlgate/<model>/evaluate-gate, its artifact, or the number of a run.`
  );
}
async function broughtFolders({ what, model, repository }, opened, work, effects) {
  const source = runSource(effects.env, repository, await originOf(effects));
  const models = model === void 0 ? [...opened?.project.models.keys() ?? []] : [model];
  const names = models.map((one) => artifactName(one, "evaluate-gate"));
  if (source.forge === "gitlab" && names.length === 0) {
    throw new ConfigurationError("replay: GitLab does not list what jobs left. Name the model: --model <name>.");
  }
  const isWanted = (name) => model === void 0 ? /^a?mlgate-.*evaluate-gate/.test(name) : names.includes(name);
  effects.log.info(`Bringing what run ${what} of ${source.repository} left`);
  const brought = await bringArtifacts(source, what, { isWanted, names, files: wantedFiles }, work, effects);
  if (brought.length > 0) return brought.map(({ folder }) => folder);
  throw new ConfigurationError(
    `Run ${what} of ${source.repository} has no artifact of evaluate-gate${model === void 0 ? "" : ` for ${model}`}. Did its upload fail, or is the run another one?`
  );
}
async function originOf({ exec, cwd }) {
  const argv = ["git", "config", "--get", "remote.origin.url"];
  const { exitCode, stdout } = await exec({ argv, cwd, env: {}, inherit: ["PATH", "HOME"], timeoutSeconds: 10 }).catch(
    () => ({ exitCode: 1, stdout: "" })
  );
  return exitCode === 0 && stdout.trim() !== "" ? stdout.trim() : void 0;
}
function absolute(files, cwd) {
  return {
    candidate: resolve(cwd, files.candidate),
    baseline: files.baseline === void 0 ? void 0 : resolve(cwd, files.baseline),
    test: resolve(cwd, files.test)
  };
}
export {
  replay
};
