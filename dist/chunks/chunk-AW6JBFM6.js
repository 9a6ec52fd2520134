import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  packAnswers,
  packMetrics
} from "./chunk-6LE4J7OX.js";
import {
  writeParquet
} from "./chunk-LG7YQN7L.js";
import {
  ConfigurationError,
  digestOfFile,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/evaluate-gate/keep-answers.ts
import { join } from "node:path";

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
  await writeFileAtomically(join(output, policyFileName), JSON.stringify(policy.document));
  await writeFileAtomically(join(output, files.description), JSON.stringify(packed.stored));
  await writeParquet(join(output, files.rows), packed.rows, { narrow: true });
  if (packed.past !== void 0) await writeParquet(join(output, files.past), packed.past, { narrow: true });
  return named(output, [files.description, files.rows, ...packed.past === void 0 ? [] : [files.past]]);
}
async function keepMetrics(input, { policy, keeping }, { folder: { output } }) {
  if (!keeping.isWanted) return [];
  const { description } = answerFiles(false);
  await writeFileAtomically(join(output, policyFileName), JSON.stringify(policy.document));
  await writeFileAtomically(join(output, description), JSON.stringify(packMetrics(input)));
  return named(output, [description]);
}
function readAs(models) {
  const section = (role) => models.find((model) => model.role === role)?.section;
  const candidate = section("candidate");
  if (candidate === void 0) throw new RangeError("There is always a candidate.");
  return { candidate, baseline: section("baseline"), anchor: section("anchor") };
}
function named(folder, names) {
  return Promise.all(names.map(async (name) => ({ name, digest: await digestOfFile(join(folder, name)) })));
}

export {
  judgedBy,
  seenBy,
  policyFileName,
  answerFiles,
  answerFileNames,
  keepAnswers,
  keepMetrics
};
