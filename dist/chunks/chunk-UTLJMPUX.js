import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  modelOnDisk,
  trainedModel
} from "./chunk-NBAD2F6J.js";
import {
  openRegistry
} from "./chunk-7RTN3BXM.js";
import {
  GitReader
} from "./chunk-CDPVWOZR.js";
import {
  resolvePolicyPath
} from "./chunk-PJ4TODX5.js";
import {
  conditionsIn
} from "./chunk-6LE4J7OX.js";
import {
  declaredClasses
} from "./chunk-LG7YQN7L.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  ConfigurationError,
  code,
  digestOfBytes,
  digestOfFile,
  shortDigest
} from "./chunk-7DIE7WF5.js";

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

// packages/steps/src/evaluate-gate/answer-conditions.ts
async function answerConditions(gate, test, tables) {
  const slicings = Object.values(gate.metrics).flatMap(({ slices }) => slices ?? []);
  const groupings = gate.fairness?.by ?? [];
  const answered = /* @__PURE__ */ new Map();
  const ofSlices = new Set(conditionsIn(slicings, test.rows.columns));
  for (const condition of conditionsIn([...slicings, ...groupings], test.rows.columns)) {
    const named = ofSlices.has(condition) ? "gate.metrics: slices name" : "gate.fairness.by names";
    const where = `${named} ${JSON.stringify(condition)}`;
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

// packages/steps/src/evaluate-gate/test-data.ts
import { writeFile as writeFile2 } from "node:fs/promises";
import { extname as extname2, isAbsolute as isAbsolute2, join as join2 } from "node:path";
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
  const atTip = isAbsolute2(path) ? void 0 : await policy.readFile(path);
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
  const old = join2(workFolder, `test-of-target${extname2(path)}`);
  await writeFile2(old, atTip);
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

export {
  lfsPointerDigest,
  modelFinder,
  answerConditions,
  findTestSets
};
