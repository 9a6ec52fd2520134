import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  writeTogether
} from "./chunk-PBOKQRQ7.js";
import {
  scoreModel
} from "./chunk-AT3GD3VZ.js";
import {
  inferKeptContract,
  observeFile
} from "./chunk-IZCVMWM4.js";
import {
  checkDocument,
  commentLine,
  findDataFiles,
  loadProject,
  parseDocument,
  resolveDataPath,
  selectModel,
  simulateGate
} from "./chunk-6LE4J7OX.js";
import {
  CsvReading,
  declaredReading,
  openTables,
  require_dist,
  tableName
} from "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import {
  terminalProgress
} from "./chunk-I2FLJB35.js";
import "./chunk-GDV3E7U7.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  version
} from "./chunk-KHEHNSFS.js";
import {
  runProgram
} from "./chunk-CIUPXZ7A.js";
import {
  harmlessLine
} from "./chunk-FFKW6HUN.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  messageOf,
  readBoundedFile
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __toESM,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/app/src/init.ts
import { lstat, readFile, realpath as realpath3 } from "node:fs/promises";
import { basename, join as join3 } from "node:path";

// packages/setup/src/asker.ts
var mostOptions = 30;
async function settle(wanted, asker) {
  const { flag, given, proposed, check, question, options = [] } = wanted;
  if (given !== void 0) {
    const wrong = check(given);
    if (wrong !== void 0) throw new ConfigurationError(`--${flag} ${JSON.stringify(given)}: ${wrong}`);
    return { value: given, sure: true, because: `given with --${flag}` };
  }
  const text = proposed === void 0 ? question : `${question} (${proposed.because})`;
  if (asker !== void 0) {
    const initial = proposed?.value;
    const value = options.length > 0 && options.length <= mostOptions ? await asker.select({ text, initial, options }) : await asker.text({ text, initial, check });
    return value === proposed?.value ? { ...proposed, sure: true } : { value, sure: true, because: "as you answered" };
  }
  if (proposed?.sure === true) return proposed;
  const guess = proposed === void 0 ? "Nothing tells" : `A guess is ${JSON.stringify(proposed.value)}: ${proposed.because}`;
  throw new ConfigurationError(`${question} ${guess}. Say it with --${flag}.`);
}

// packages/setup/src/choice.ts
function sure(value, because) {
  return { value, sure: true, because };
}
function unsure(value, because) {
  return { value, sure: false, because };
}

// packages/setup/src/builtin-features.ts
var mostValues = 20;
var rowsForEach = 10;
function builtinFeatures([train, ...rest], others) {
  const columns = (train?.columns ?? []).filter(({ name }) => !others.includes(name));
  const isEverywhere = ({ name }) => rest.every((file) => file.columns.some((column) => column.name === name));
  const kept = columns.filter((column) => !isTime(column) && !isName(column) && isEverywhere(column));
  const left = columns.filter((column) => !kept.includes(column)).map(({ name }) => JSON.stringify(name));
  if (left.length === 0 || kept.length === 0) return void 0;
  const shown = left.length > 5 ? [...left.slice(0, 5), `${left.length - 5} more`] : left;
  return sure(
    kept.map(({ name }) => name),
    `without ${shown.join(", ")}: times, text with hardly a value twice, or not in every file`
  );
}
function isTime({ types }) {
  return types[0] === "date" || types[0] === "timestamp" || types[0] === "time";
}
function isName({ distinct, present: present2, types }) {
  return types[0] === "string" && distinct > mostValues && distinct * rowsForEach > present2;
}

// packages/setup/src/choose-columns.ts
var labelNames = [
  "target",
  "label",
  "y",
  "class",
  "outcome",
  "response",
  "ground_truth",
  "species",
  "churn",
  "churned",
  "fraud",
  "is_fraud",
  "default",
  "survived",
  "delayed",
  "diagnosis",
  "price",
  "sale_price",
  "saleprice",
  "medv"
];
var ambiguousNames = ["price", "default"];
var idNames = ["id", "row_id", "rowid", "uuid", "guid", "key", "index", "unnamed: 0"];
var groupName = /(^|_)(user|patient|customer|client|session|subject|group|household|device|account)(_?(id|no|nr|number))?$/;
function chooseLabel(file, scripts) {
  const names2 = file.columns.map(({ name }) => name);
  const written = labelInScripts(names2, scripts);
  if (written !== void 0) return sure(written, "the training script takes it for the answer");
  for (const usual of labelNames) {
    const name = names2.find((one) => one.toLowerCase() === usual);
    if (name === void 0) continue;
    const because = `a usual name for what is predicted, in ${file.file}`;
    return ambiguousNames.includes(usual) && name !== names2.at(-1) ? unsure(name, `${because}, though features are called so as well`) : sure(name, because);
  }
  const last = names2.at(-1);
  return last === void 0 ? void 0 : unsure(last, "the last column; no name tells what is predicted");
}
function labelInScripts(names2, scripts) {
  const places = [
    /^\s*(?:y|y_train|target|labels?|train_y)\s*=\s*[\w.]+\[\s*(["'])(.+?)\1\s*\]/gm,
    /^\s*(?:target|label)(?:_(?:col|column|name))?\s*=\s*(["'])(.+?)\1/gim,
    /\.pop\(\s*(["'])(.+?)\1\s*\)/g,
    /\.drop\(\s*(?:columns\s*=\s*)?\[?\s*(["'])([^"']+)\1\s*\]?\s*(?:,\s*axis\s*=\s*1\s*)?\)/g
  ];
  for (const place of places) {
    const found = new Set(scripts.flatMap((script) => [...script.matchAll(place)].map((match) => match[2] ?? "")));
    const columns = [...found].filter((name) => names2.includes(name));
    if (columns.length === 1) return columns[0];
  }
  return void 0;
}
function featuresInScripts(file, label, scripts) {
  const names2 = new Set(file.columns.map(({ name }) => name));
  for (const script of scripts) {
    for (const [, body = ""] of script.matchAll(
      /^\s*(?:features?|feature_(?:names|cols|columns)|columns|x_cols)\s*=\s*\[([^\]]*)\]/gim
    )) {
      const listed = [...body.matchAll(/(["'])(.*?)\1/g)].map((match) => match[2] ?? "");
      const rest = body.replace(/(["'])(.*?)\1/g, "").replace(/#.*$/gm, "");
      const isPlain = /^[\s,]*$/.test(rest);
      if (isPlain && listed.length > 0 && new Set(listed).size === listed.length && !listed.includes(label)) {
        if (listed.every((name) => names2.has(name))) return listed;
      }
    }
  }
  return void 0;
}
function chooseId(files, label) {
  const [first, ...others] = files;
  const candidates = (first?.columns ?? []).filter(
    ({ name, unique }) => unique && name !== label && others.every((file) => file.columns.some((column) => column.name === name && column.unique))
  );
  const rows = files.map((file) => `${file.rows} in ${file.file}`).join(", ");
  const because = `a value of its own in every row (${rows})`;
  const named = candidates.find(({ name }) => isIdName(name));
  if (named !== void 0) return sure(named.name, because);
  const firstColumn = candidates.find(({ name }) => name === first?.columns[0]?.name);
  return firstColumn === void 0 ? void 0 : unsure(firstColumn.name, `${because}, though its name does not say so`);
}
function isIdName(name) {
  const lower = name.trim().toLowerCase();
  return idNames.includes(lower) || /[_ -](id|key|uuid)$/.test(lower) || /[a-z]I[dD]$/.test(name);
}
function groupHint(file, without) {
  return file.columns.find(
    ({ name, distinct, unique, present: present2 }) => groupName.test(name.toLowerCase()) && !unique && !without.includes(name) && distinct >= 2 && present2 > distinct
  )?.name;
}
function timeColumns(file) {
  return file.columns.filter(({ types }) => types[0] === "date" || types[0] === "timestamp").map(({ name }) => name);
}
var mostNumberClasses = 10;
function chooseTask(label, file) {
  const seen = `${label.distinct} ${label.distinct === 1 ? "value" : "values"} in ${label.present} rows of ${file}`;
  const [type] = label.types;
  if (type === "integer") {
    if (label.distinct <= 2) return sure("classification", seen);
    if (label.distinct > mostNumberClasses) return sure("regression", `${seen}, all numbers`);
    return label.present >= label.distinct * 10 ? sure("classification", `${seen}; if they are amounts or an order, write regression`) : unsure("classification", `${seen}, which could be an amount as well`);
  }
  if (type === "number") return sure("regression", `${seen}, all numbers`);
  if (type === "string" || type === "boolean") {
    return label.values !== void 0 ? sure("classification", seen) : unsure("classification", `${seen}: many for classes`);
  }
  return unsure("classification", `${seen}, of no type that is usual for a label`);
}
var positiveWords = [
  "true",
  "yes",
  "y",
  "positive",
  "pos",
  "delayed",
  "fraud",
  "churn",
  "churned",
  "sick",
  "bad",
  "spam",
  "malignant"
];
function choosePositive(label) {
  const counts = [...label.values ?? []];
  if (counts.length !== 2) return void 0;
  const names2 = counts.map(([value]) => value);
  const numbers = names2.map(Number);
  if (label.types[0] === "boolean" || [...numbers].sort().join() === "0,1") return void 0;
  const typed = (value) => label.types[0] === "integer" ? Number(value) : value;
  const signed = names2.includes("-1") && names2.includes("1") ? "1" : void 0;
  const called = signed ?? names2.find((name) => positiveWords.includes(name.toLowerCase()));
  if (called !== void 0) return sure(typed(called), "the class that is looked for, by its name");
  const [rarer, rows] = counts[1] ?? ["", 0];
  return unsure(typed(rarer), `the rarer class, ${rows} of ${label.present} rows`);
}

// packages/setup/src/choose-data.ts
var words = {
  train: ["train", "training", "fit"],
  validation: ["validation", "valid", "val", "dev"],
  test: ["test", "testing", "holdout", "eval", "evaluation"]
};
function chooseData(files, hinted = []) {
  const byRole = (role) => files.filter((file) => roleOf(file) === role);
  const [trains, tests] = [byRole("train"), byRole("test")];
  const pair = pairOf(trains, tests);
  const train = pair?.train ?? trains[0];
  const test = pair?.test ?? tests[0];
  const only = files.length === 1 ? files[0] : files.find((file) => hinted.includes(file));
  const validation = byRole("validation").find((file) => train === void 0 || folderOf(file) === folderOf(train));
  const lone = train ?? (only === test ? void 0 : only);
  return {
    train: lone === void 0 ? void 0 : chosen(lone, trains, train === void 0 ? "the file of rows that is here" : "chosen by its name"),
    validation: validation === void 0 ? void 0 : sure(validation, "chosen by its name"),
    test: test === void 0 ? void 0 : chosen(test, tests, "chosen by its name")
  };
}
function chosen(file, alike, because) {
  const others = alike.filter((other) => other !== file);
  if (others.length === 0) return sure(file, because);
  return unsure(file, `${others.length + 1} files have such names: ${[file, ...others.slice(0, 4)].join(", ")}`);
}
function pairOf(trains, tests) {
  const pairs = trains.flatMap(
    (train) => tests.filter((test) => stemOf(train) === stemOf(test)).map((test) => ({ train, test }))
  );
  return pairs[0];
}
function wordsOf(file) {
  return file.replace(/\.[^./]+$/, "").toLowerCase().split(/[^a-z]+/);
}
function roleOf(file) {
  for (const word of wordsOf(file).toReversed()) {
    const role = ["train", "validation", "test"].find((one) => words[one].includes(word));
    if (role !== void 0) return role;
  }
  return void 0;
}
function stemOf(file) {
  const telling = new Set(Object.values(words).flat());
  return `${file.toLowerCase().split(/([^a-z]+)/).map((part) => telling.has(part) ? "*" : part).join("")}`;
}
function folderOf(file) {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

// packages/setup/src/choose-training.ts
function chooseTraining(seen, tools, task) {
  if (tools.training !== void 0) {
    const { argv, from, inputs } = tools.training;
    return sure({ by: "command", argv, inputs: inputsOf(argv, seen, inputs) }, from);
  }
  const scripts = [...seen.scripts.keys()].sort((a, b) => rank(a) - rank(b));
  const [script, ...others] = scripts;
  if (script !== void 0 && rank(script) < 2) {
    const argv = commandFor(script, seen);
    const training = { by: "command", argv, inputs: inputsOf(argv, seen, []) };
    const rivals = others.filter((other) => rank(other) === rank(script));
    return rivals.length === 0 ? sure(training, "a script that is called so") : unsure(training, `${script}, ${rivals.join(", ")} could all be it`);
  }
  if (keptModels(seen).length > 0) return sure({ by: "nobody" }, "no training script, and a model is here");
  const algorithm = task === "regression" ? "linear-regression" : "logistic-regression";
  return sure({ by: "builtin", algorithm }, "no training script here; this one comes with mlgate and needs nothing");
}
function keptModels({ onnx, texts }) {
  const ignored = (texts.get(".gitignore") ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ""));
  const covers = (line, path) => line !== "" && (line === path || path.startsWith(`${line}/`) || line === "*.onnx");
  return onnx.filter((path) => !ignored.some((line) => covers(line, path)));
}
function rank(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^(train|training|fit)\./i.test(name)) return 0;
  return /(^|[_-])(train|training|fit)([_.-]|$)/i.test(name) ? 1 : 2;
}
function commandFor(script, { texts }) {
  if (/\.r$/i.test(script)) return ["Rscript", script];
  if (/\.jl$/i.test(script)) return ["julia", script];
  return texts.has("uv.lock") ? ["uv", "run", "--frozen", "python", script] : ["python", script];
}
function inputsOf(argv, seen, said) {
  const here = argv.filter((word) => seen.scripts.has(word));
  const packages = ["requirements.txt", "pyproject.toml", "uv.lock", "params.yaml"].filter(
    (file) => seen.texts.has(file)
  );
  const data = new Set(seen.data);
  const others = said.filter((path) => !data.has(path) && (seen.scripts.has(path) || seen.texts.has(path)));
  return [.../* @__PURE__ */ new Set([...here, ...others, ...packages])];
}
function pythonSetup(training, { texts }) {
  if (training.by !== "command" || !training.argv.some((word) => /^(python3?|uv|dvc)$|\.py$/.test(word)))
    return void 0;
  if (training.argv[0] === "uv") return "uv";
  if (texts.has("requirements.txt")) return "requirements";
  return texts.has("pyproject.toml") ? "pyproject" : "none";
}
function scriptsOf(training, seen) {
  if (training.by !== "command") return [];
  return [.../* @__PURE__ */ new Set([...training.argv, ...training.inputs])].flatMap((path) => seen.scripts.get(path) ?? []);
}
var predictionsFile = /predict\w*\.(csv|parquet|jsonl)$/;
var plainPath = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./ -]+$/;
function chooseCandidate(seen, tools, training) {
  const onnx = (path) => ({ kind: "onnx", path });
  const outs = (tools.training?.outputs ?? []).filter((path) => plainPath.test(path));
  const declared = "an output of the training that is declared here";
  const written = outs.find((path) => path.endsWith(".onnx"));
  if (written !== void 0) return sure(onnx(written), declared);
  const table = outs.find((path) => predictionsFile.test(path));
  if (table !== void 0) return sure({ kind: "predictions", path: table }, declared);
  const texts = scriptsOf(training, seen);
  const models = new Set(texts.flatMap((text) => pathsIn(text, /\.onnx$/)));
  const [model] = models;
  if (model !== void 0) {
    return models.size === 1 ? sure(onnx(model), "the training script names it") : unsure(onnx(model), `the training script names ${[...models].join(", ")}`);
  }
  const [predictions] = texts.flatMap((text) => pathsIn(text, predictionsFile));
  if (predictions !== void 0) {
    return sure({ kind: "predictions", path: predictions }, "the training script names it, and no .onnx file");
  }
  const [present2, ...others] = seen.onnx;
  if (present2 !== void 0) {
    return others.length === 0 ? sure(onnx(present2), "the one model that is here") : unsure(onnx(present2), `${seen.onnx.length} models are here: ${seen.onnx.slice(0, 5).join(", ")}`);
  }
  return sure(
    onnx("out/model.onnx"),
    training.by === "command" ? "nothing says where the model is written: make the training write it here" : "written by the training"
  );
}
function pathsIn(text, ending) {
  const literals = [...text.matchAll(/(["'])([\w./ -]+)\1/g)];
  return literals.flatMap((match, index) => {
    const name = match[2] ?? "";
    if (!ending.test(name)) return [];
    const before = literals[index - 1];
    const between = before === void 0 ? "" : text.slice(before.index + before[0].length, match.index);
    const folder = /^\)?\s*[,/]\s*$/.test(between) ? before?.[2] : void 0;
    const path = folder === void 0 || folder.includes(".") ? name : `${folder.replace(/\/+$/, "")}/${name}`;
    return plainPath.test(path) ? [path.replace(/^(\.\/)+/, "")] : [];
  });
}

// packages/setup/src/data-notes.ts
function dataNotes({ train, test }, label, group, id, training, seen) {
  const file = train ?? test;
  const times = timeColumns(file);
  const unlabelled = test.rows - (test.columns.find(({ name }) => name === label)?.present ?? 0);
  const hint = group === void 0 ? groupHint(file, [label, id?.value]) : void 0;
  return [
    ...times.length === 0 ? [] : [
      `${list(times)} ${times.length === 1 ? "holds" : "hold"} times. If the future of a series is predicted, write task: forecast (docs/gate.md), and judge on later rows than you train on.`
    ],
    ...hint === void 0 ? [] : [
      `Several rows have the same ${JSON.stringify(hint)}. If they depend on each other, give --group ${JSON.stringify(hint)}; and no value of it should be in both files.`
    ],
    ...unlabelled === 0 ? [] : [
      `${unlabelled} rows of ${test.file} have no ${JSON.stringify(label)}. The gate refuses rows without a label: label them, or take them out.`
    ],
    ...test.rows < 100 ? [`${test.file} has ${test.rows} rows: only large differences between models will be told from chance.`] : [],
    ...training.by === "builtin" && seen.notebooks.length > 0 ? [
      `A notebook cannot be run as a step: move the training of ${seen.notebooks[0]} into a script, and name it with --train-command.`
    ] : []
  ];
}
function list(names2) {
  return names2.slice(0, 5).map((name) => JSON.stringify(name)).join(", ");
}

// packages/setup/src/decide-columns.ts
async function decideLabel(rows, seen, answers, asker) {
  const file = rows.train ?? rows.test;
  const names2 = file.columns.map(({ name }) => name);
  return settle(
    {
      flag: "label",
      question: "Which column is predicted?",
      given: answers.label,
      proposed: chooseLabel(file, [...seen.scripts.values()]),
      check: (answer) => missingColumn(answer, [file, rows.test]),
      options: names2.map((value) => ({ value }))
    },
    asker
  ).then((label) => {
    const missing = missingColumn(label.value, [file, rows.test]);
    if (missing !== void 0) throw new ConfigurationError(`${JSON.stringify(label.value)}: ${missing}`);
    return label;
  });
}
function missingColumn(name, files) {
  for (const { file, columns } of files) {
    if (columns.some((column) => column.name === name)) continue;
    const known = columns.map((column) => JSON.stringify(column.name));
    const shown = known.length > 20 ? [...known.slice(0, 20), `… (${known.length})`] : known;
    return `${file} has no such column. It has ${shown.join(", ")}.`;
  }
  return void 0;
}
function columnOf({ columns, file }, name) {
  const column = columns.find((one) => one.name === name);
  if (column === void 0) throw new RangeError(`${file} has no column ${name}`);
  if (column.present === 0)
    throw new ConfigurationError(`${file}: the label ${JSON.stringify(name)} has no value in any row.`);
  return column;
}
async function decideTask(label, file, answers, asker) {
  const tasks = ["classification", "regression"];
  const settled = await settle(
    {
      flag: "task",
      question: "Is a class predicted, or a number?",
      given: answers.task,
      proposed: chooseTask(label, file),
      check: (answer) => tasks.some((task) => task === answer) ? void 0 : "init proposes classification and regression; for ranking and forecast see docs/project-file.md.",
      options: tasks.map((value) => ({ value }))
    },
    asker
  );
  return { ...settled, value: settled.value === "regression" ? "regression" : "classification" };
}
async function decideId(files, label, answers, asker) {
  const proposed = chooseId(files, label);
  if (answers.id === void 0 && proposed?.sure !== true) {
    if (asker === void 0 || proposed === void 0) return void 0;
    const uses = await asker.confirm({
      text: `Does ${JSON.stringify(proposed.value)} identify a row? (${proposed.because})`,
      initial: false
    });
    return uses ? { ...proposed, sure: true } : void 0;
  }
  const check = (answer) => answer === label ? "is what is predicted." : missingColumn(answer, files) ?? (files.every(({ columns }) => columns.some(({ name, unique }) => name === answer && unique)) ? void 0 : "does not have a value of its own in every row, so it identifies none.");
  return settle(
    { flag: "id", question: "Which column identifies a row?", given: answers.id, proposed, check },
    void 0
  );
}
function checkedGroup(group, files) {
  const missing = group === void 0 ? void 0 : missingColumn(group, files);
  if (missing !== void 0) throw new ConfigurationError(`--group ${JSON.stringify(group)}: ${missing}`);
  return group;
}

// packages/setup/src/forge.ts
function chooseForge(seen, remote) {
  const workflows = [...seen.texts.keys()].some((path) => path.startsWith(".github/"));
  const pipeline2 = seen.texts.has(".gitlab-ci.yml");
  const host = hostOf(remote);
  const named = host === void 0 ? void 0 : forgeNamed(host);
  if (named !== void 0) return sure(named, `the remote is at ${host}`);
  if (workflows !== pipeline2)
    return sure(workflows ? "github" : "gitlab", workflows ? ".github is here" : ".gitlab-ci.yml is here");
  if (workflows) return unsure("none", ".github and .gitlab-ci.yml are both here");
  return unsure("none", host === void 0 ? "no remote, and no pipeline of a forge" : `the remote is at ${host}`);
}
function forgeNamed(host) {
  if (/(^|[.-])github([.-]|$)/.test(host)) return "github";
  return /(^|[.-])gitlab([.-]|$)/.test(host) ? "gitlab" : void 0;
}
function hostOf(remote) {
  if (remote === void 0) return void 0;
  if (URL.canParse(remote) && remote.includes("://")) return new URL(remote).hostname.toLowerCase() || void 0;
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1]?.toLowerCase();
}

// packages/setup/src/github-comment-workflow.ts
var githubCommentWorkflowPath = ".github/workflows/mlgate-comment.yml";
var githubCommentWorkflow = `# Comments on pull requests from forks. Their own runs may only read, so this one posts the reports that they left. It runs
# in the name of the repository and may write: it checks nothing out, and runs nothing that the pull request brings.
name: mlgate comment

on: # zizmor: ignore[dangerous-triggers] its one step reads bounded JSON, and runs nothing of the change
  workflow_run:
    workflows: [mlgate] # the name of the workflow in mlgate.yml
    types: [completed]

permissions: {}

jobs:
  comment:
    # On branches of this repository the steps comment themselves. What was cancelled or waits for approval left nothing.
    if: >-
      github.event.workflow_run.event == 'pull_request' &&
      github.event.workflow_run.head_repository.full_name != github.repository &&
      contains(fromJSON('["success", "failure"]'), github.event.workflow_run.conclusion)
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      actions: read # reads the finished run and the artifacts that it left
      pull-requests: write # finds its pull request, and writes the comment
    steps:
      - uses: mlgate/mlgate/actions/publish-report@v1
`;

// packages/setup/src/decide-forge.ts
async function decideForge({ seen, remote, isRoot }, answers, asker, notes) {
  const forges = ["github", "gitlab", "none"];
  if (!isRoot && answers.forge === void 0) {
    notes.push(
      "No workflow is written: forges look for it at the root of the repository, and this is a folder below it."
    );
    return "none";
  }
  const proposed = chooseForge(seen, remote);
  if (answers.forge === void 0 && asker === void 0 && !proposed.sure) {
    notes.push(
      `No workflow is written, since no forge was recognised (${proposed.because}): --forge github or --forge gitlab writes it.`
    );
    return "none";
  }
  const { value } = await settle(
    {
      flag: "forge",
      question: "Where do the steps run?",
      given: answers.forge,
      proposed,
      check: (answer) => forges.some((forge) => forge === answer) ? void 0 : `is none of ${forges.join(", ")}.`,
      options: [
        { value: "github", hint: "GitHub Actions" },
        { value: "gitlab", hint: "GitLab CI/CD" },
        { value: "none", hint: "no workflow is written" }
      ]
    },
    asker
  );
  return forges.find((forge) => forge === value) ?? "none";
}
async function decideForks(forge, seen, { forks }, asker, notes) {
  if (forge !== "github") return false;
  if (forks === true) return true;
  if (seen.texts.has(githubCommentWorkflowPath)) return false;
  if (asker !== void 0) {
    return asker.confirm({
      text: "May there be pull requests from forks, as in a public repository? A second workflow then writes their comment.",
      initial: false
    });
  }
  notes.push(`Pull requests from forks are judged, and get no comment: --forks writes ${githubCommentWorkflowPath}.`);
  return false;
}

// packages/setup/src/existing-tools.ts
function readTools(seen) {
  const notes = [];
  const training = dvcTraining(seen.texts.get("dvc.yaml"), notes) ?? mlprojectTraining(seen.texts.get("MLproject"), notes);
  const cml = [...seen.texts].filter(
    ([path, text]) => /\.ya?ml$/.test(path) && /iterative\/setup-cml|treeverse\/setup-cml|\bcml (comment|send-comment|ci|publish)\b/.test(text)
  ).map(([path]) => path);
  if (cml.length > 0) {
    notes.push(
      `${cml.join(", ")} comments with CML. The gate writes its own comment: see docs/migrating.md before you run both.`
    );
  }
  return { training, notes };
}
function dvcTraining(text, notes) {
  const stages = Object.entries(mapping(member(parsed(text, "dvc.yaml", notes), "stages")));
  const named = stages.find(([name2]) => /train|fit/i.test(name2));
  const [name, stage] = named ?? (stages.length === 1 ? stages[0] ?? [] : []);
  if (name === void 0) {
    if (stages.length > 0) notes.push("dvc.yaml has several stages and none is called train: say --train-command.");
    return void 0;
  }
  const command = member(stage, "cmd");
  const argv = typeof command === "string" ? wordsOf2(command) : void 0;
  const metrics = names(member(stage, "metrics"));
  if (metrics.length > 0) {
    notes.push(
      `DVC writes ${metrics.join(", ")}: numbers without their rows. The gate measures by itself; docs/migrating.md says how both go together.`
    );
  }
  const files = { inputs: names(member(stage, "deps")), outputs: names(member(stage, "outs")) };
  if (argv !== void 0) return { from: `stage ${name} of dvc.yaml`, argv, ...files };
  notes.push(`Stage ${name} of dvc.yaml is a line for a shell, which is not used here: dvc repro runs it.`);
  return { from: `stage ${name} of dvc.yaml`, argv: ["dvc", "repro", name], ...files };
}
function mlprojectTraining(text, notes) {
  const points = mapping(member(parsed(text, "MLproject", notes), "entry_points"));
  const [name, point] = Object.entries(points).find(([one]) => one === "train") ?? Object.entries(points).find(([one]) => one === "main") ?? [];
  const command = member(point, "command");
  if (name === void 0 || typeof command !== "string") return void 0;
  const parameters = mapping(member(point, "parameters"));
  const filled = command.replace(/\{([^{}]+)\}/g, (place, parameter) => {
    const declared = parameters[parameter];
    const value = member(declared, "default") ?? declared;
    return typeof value === "string" || typeof value === "number" ? String(value) : place;
  });
  const argv = wordsOf2(filled);
  if (argv === void 0) {
    notes.push(
      `The entry point ${name} of MLproject is a line for a shell, or has parameters without a default: say --train-command.`
    );
    return void 0;
  }
  return { from: `entry point ${name} of MLproject`, argv, inputs: [], outputs: [] };
}
function wordsOf2(command) {
  const words2 = [];
  const line = command.trim();
  const token = /\s*(?:((?:[^\s"'\\|&;<>()$`*?[\]{}~#!]+|"[^"\\$`]*"|'[^']*')+))(?=\s|$)/y;
  while (token.lastIndex < line.length) {
    const match = token.exec(line);
    if (match?.[1] === void 0) return void 0;
    words2.push(
      match[1].replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single ?? "")
    );
  }
  const [program, ...rest] = words2;
  return program === void 0 || program === "" || /^\w+=/.test(program) ? void 0 : [program, ...rest];
}
function parsed(text, file, notes) {
  if (text === void 0 || text === "") return void 0;
  try {
    return parseDocument(text, file).value;
  } catch {
    notes.push(`${file} cannot be read as YAML and was passed over.`);
    return void 0;
  }
}
function member(value, key) {
  return Object.hasOwn(mapping(value), key) ? mapping(value)[key] : void 0;
}
function mapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function names(value) {
  if (!Array.isArray(value)) return [];
  return value.flatMap(
    (entry) => typeof entry === "string" ? [entry] : Object.keys(mapping(entry)).slice(0, 1)
  );
}

// packages/setup/src/decide-model.ts
async function decideTraining({ seen }, tools, task, answers, asker) {
  const proposed = chooseTraining(seen, tools, task);
  if (answers["train-command"] === void 0 && (proposed.value.by !== "command" || asker === void 0 && proposed.sure)) {
    return proposed;
  }
  const words2 = proposed.value.by === "command" ? proposed.value.argv : void 0;
  const settled = await settle(
    {
      flag: "train-command",
      question: "Which command trains the model?",
      given: answers["train-command"],
      proposed: words2 === void 0 ? void 0 : { ...proposed, value: lineOf(words2) },
      check: (answer) => wordsOf2(answer) === void 0 ? "is a line for a shell, which is not used. Write a script, and name its program and arguments." : void 0
    },
    asker
  );
  const argv = wordsOf2(settled.value);
  if (argv === void 0 || settled.value === (words2 && lineOf(words2))) return { ...proposed, sure: true };
  return sure({ by: "command", argv, inputs: inputsOf(argv, seen, []) }, settled.because);
}
function lineOf(words2) {
  return words2.map((word) => /^[\w./=:@%+,-]+$/.test(word) ? word : `'${word}'`).join(" ");
}
async function decideCandidate(seen, tools, training, id, answers, asker) {
  const proposed = chooseCandidate(seen, tools, training);
  if (answers.onnx === void 0 && proposed.value.kind === "predictions") {
    if (id !== void 0) return proposed;
    throw new ConfigurationError(
      `${proposed.value.path}: a table of predictions is paired with the rows by a column that identifies them. Name it with --id, or a model with --onnx.`
    );
  }
  const settled = await settle(
    {
      flag: "onnx",
      question: "Which file is the model (ONNX)?",
      given: answers.onnx,
      proposed: { ...proposed, value: proposed.value.path },
      check: wrongModelPath
    },
    asker
  );
  return { ...settled, value: { kind: "onnx", path: settled.value } };
}
function wrongModelPath(path) {
  return /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}\\]+$/u.test(path.trim()) ? void 0 : "must be a path below this folder, such as out/model.onnx.";
}

// packages/setup/src/decide-rows.ts
var noData = `No file of rows was found here (.csv, .tsv, .jsonl, .ndjson, also with .gz or .zst; .parquet, .arrow, .feather, .duckdb). mlgate checks a table to train on and a table
that the gate alone judges on: put them here, or name them with --train and --test. docs/getting-started.md writes the
files one by one.`;
async function decideRows({ seen, data }, tools, answers, asker) {
  const chosen2 = chooseData(seen.data, tools.training?.inputs);
  if (seen.data.length === 0 && answers.train === void 0 && answers.test === void 0) {
    const fetch = seen.texts.has("dvc.yaml") ? " DVC is used here: dvc pull may bring them." : "";
    throw new ConfigurationError(`${noData}${fetch}`);
  }
  const options = seen.data.map((value) => ({ value }));
  const check = (answer) => answer.trim() === "" ? "is empty." : void 0;
  const wantsTrain = answers.train !== void 0 || chosen2.train !== void 0 || asker !== void 0 || chosen2.test === void 0;
  const trainChoice = wantsTrain ? await settle(
    {
      flag: "train",
      question: "Which rows is the model trained on?",
      given: answers.train,
      proposed: chosen2.train,
      check,
      options
    },
    asker
  ) : void 0;
  const others = options.filter(({ value }) => value !== trainChoice?.value);
  const proposedTest = chosen2.test?.value === trainChoice?.value ? void 0 : chosen2.test;
  if (answers.test === void 0 && proposedTest === void 0 && trainChoice !== void 0) {
    const divides = answers.split === true || await offersToDivide(trainChoice.value, others.length, asker);
    if (divides) return divided(await data.split(trainChoice.value, answers.group), answers.group);
    if (asker === void 0) throw noTest(trainChoice.value);
  }
  const testChoice = await settle(
    {
      flag: "test",
      question: "Which rows does the gate judge on?",
      given: answers.test,
      proposed: proposedTest,
      check,
      options: others
    },
    asker
  );
  if (trainChoice !== void 0 && await data.isSame(trainChoice.value, testChoice.value)) {
    throw new ConfigurationError(
      `${testChoice.value}: is what the model is trained on, too. Rows that were learned by heart say nothing about a model: name others with --test.`
    );
  }
  await refuseSet(data, "test", testChoice.value, "evaluate-gate");
  const train = trainChoice === void 0 ? void 0 : await data.observe(trainChoice.value);
  const test = await data.observe(testChoice.value);
  const validationRows = await validationOf(data, chosen2.validation?.value, train ?? test);
  return {
    train,
    test,
    trainChoice,
    testChoice,
    validation: validationRows && chosen2.validation,
    validationRows,
    divided: void 0
  };
}
async function refuseSet(data, flag, path, step) {
  if (!await data.isSet(path)) return;
  throw new ConfigurationError(
    `${path}: stands for several files or a table of a database, which validate-data alone reads. ${step} needs one file: write the rows into one, and name it with --${flag}.`
  );
}
async function validationOf(data, path, { columns }) {
  if (path === void 0 || await data.isSet(path)) return void 0;
  const observed = await data.observe(path);
  const present2 = new Set(observed.columns.map(({ name }) => name));
  return columns.every(({ name }) => present2.has(name)) ? observed : void 0;
}
async function offersToDivide(file, others, asker) {
  if (asker === void 0 || others > 0) return false;
  return asker.confirm({
    text: `${file} is the only file. Divide its rows into a file to train on and a file to judge on?`,
    initial: true
  });
}
function noTest(train) {
  return new ConfigurationError(
    `There are no rows that training never sees, and the gate judges on no others. Name them with --test, or let --split divide ${train} into two files, one row in five for the gate.`
  );
}
function divided(parts, group) {
  const because = `divided from ${parts.from} by a hash of each row's ${group === void 0 ? "number" : JSON.stringify(group)}`;
  return {
    train: parts.train.observed,
    test: parts.test.observed,
    trainChoice: sure(parts.train.path, because),
    testChoice: sure(parts.test.path, `${because}; training must not read ${parts.from}`),
    validation: void 0,
    validationRows: void 0,
    divided: parts
  };
}

// packages/setup/src/project-file.ts
var import_yaml = __toESM(require_dist(), 1);
function projectFile(project, file) {
  const { branch, candidate, training, task } = project;
  const kept = training.value.by === "nobody" ? `that ${branch} keeps` : `of the newest run on ${branch}`;
  const document = new import_yaml.Document(bodyOf(project), { compat: "yaml-1.1" });
  document.commentBefore = " How this model is checked, trained and judged. Comments say what each choice rests on: correct what you know better.";
  const say = (path, because) => {
    if (because === void 0) return;
    const map = document.getIn(path.slice(0, -1), true);
    const owner = path.length === 1 ? document.contents : map;
    if (!(0, import_yaml.isMap)(owner)) return;
    const pair = owner.items.find(({ key }) => (0, import_yaml.isScalar)(key) && key.value === path.at(-1));
    if (pair !== void 0 && (0, import_yaml.isScalar)(pair.key)) pair.key.commentBefore = commentLine(because);
  };
  say(["task"], task.because);
  say(["candidate", candidate.value.kind], candidate.because);
  say(["candidate", "features"], "the list in the training script, in its order");
  say(["data", "train"], project.train?.because);
  say(["data", "validation"], project.validation?.because);
  say(["data", "test"], project.test.because);
  say(["data", "label"], project.label.because);
  say(["data", "positive"], project.positive?.because);
  say(["data", "id"], project.id?.because);
  say(["data", "group"], "whole groups are resampled, since their rows depend on each other; at least 30 of them");
  say(["train", "command"], training.because);
  say(["train", "builtin"], training.because);
  say(["train", "builtin", "features"], project.builtinFeatures?.because);
  say(["gate", "baseline"], `the model ${kept}; without one, min and max alone are judged`);
  for (const metric of project.metrics) {
    say(["gate", "metrics", metric.name], metric.because);
    const node = document.getIn(["gate", "metrics", metric.name], true);
    if ((0, import_yaml.isMap)(node)) node.flow = true;
  }
  for (const path of [
    ["train", "command"],
    ["train", "inputs"],
    ["candidate", "features"],
    ["train", "builtin", "features"],
    ["gate", "baseline", "from"]
  ]) {
    const node = document.getIn(path, true);
    if ((0, import_yaml.isSeq)(node)) node.flow = true;
  }
  const text = document.toString({ lineWidth: 0 });
  loadProject(text, file);
  return text;
}
function bodyOf(project) {
  const {
    candidate,
    contract,
    features,
    group,
    id,
    label,
    metrics,
    positive,
    reading,
    test,
    train,
    training,
    validation
  } = project;
  return {
    model: project.model,
    task: project.task.value,
    candidate: {
      [candidate.value.kind]: candidate.value.path,
      ...features === void 0 || candidate.value.kind !== "onnx" ? {} : { features }
    },
    data: {
      contract,
      ...train === void 0 ? {} : { train: train.value },
      ...validation === void 0 ? {} : { validation: validation.value },
      test: test.value,
      ...reading === void 0 ? {} : { reading },
      label: label.value,
      ...positive === void 0 ? {} : { positive: positive.value },
      ...id === void 0 ? {} : { id: id.value },
      ...group === void 0 ? {} : { group }
    },
    ...trainSection(training.value, project.builtinFeatures?.value),
    gate: {
      baseline: {
        from: [
          training.value.by === "nobody" ? `git:${project.branch}:${candidate.value.path}` : `branch:${project.branch}`
        ],
        if_missing: "absolute-only"
      },
      metrics: Object.fromEntries(
        metrics.map(({ name, min, maxRegression }) => [
          name,
          {
            ...min === void 0 ? {} : { min },
            ...maxRegression === void 0 ? {} : { max_regression: maxRegression }
          }
        ])
      )
    }
  };
}
function trainSection(training, features) {
  switch (training.by) {
    case "command":
      return {
        train: { command: training.argv, ...training.inputs.length === 0 ? {} : { inputs: training.inputs } }
      };
    case "builtin":
      return { train: { builtin: { algorithm: training.algorithm, ...features === void 0 ? {} : { features } } } };
    case "nobody":
      return {};
  }
}
function modelName(folder) {
  const name = folder.normalize("NFKD").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9_]+|[-.]+$/g, "").slice(0, 60).toLowerCase();
  return name === "" ? "model" : name;
}

// packages/setup/src/propose-gate.ts
var disagreement = 0.05;
var deviations = { 1: 2.487, 2: 2.802 };
function proposeGate(task, label) {
  const rows = label.present;
  if (task === "regression") {
    const margin = percentUp(deviations[1] * Math.sqrt(disagreement / rows));
    return [
      { name: "r2", min: 0, because: "better than answering the mean of the test rows each time" },
      { name: "rmse", maxRegression: margin, because: estimated(`${rows} test rows`) }
    ];
  }
  const counts = [...label.values?.values() ?? []];
  if (counts.length === 0) {
    return [
      {
        name: "accuracy",
        min: roundUp(1 / label.distinct, 4),
        maxRegression: marginUp(deviations[1] * Math.sqrt(disagreement / rows)),
        because: `min: guessing among about ${label.distinct} classes. ${estimated(`${rows} test rows`)}`
      }
    ];
  }
  const [most, frequent] = [...label.values ?? []].map(([value, count]) => [count, value])[0] ?? [rows, ""];
  const accuracy = {
    name: "accuracy",
    min: roundUp(most / rows, 3),
    maxRegression: marginUp(deviations[2] * Math.sqrt(disagreement / rows)),
    because: `min: always answering ${JSON.stringify(frequent)} is right in ${most} of ${rows} test rows. ${estimated(`${rows} test rows`)}`
  };
  if (counts.length === 2) {
    const [a = 1, b = 1] = counts;
    const auc = {
      name: "roc_auc",
      min: 0.5,
      maxRegression: marginUp(deviations[2] * areaDifferenceError(Math.min(a, b), Math.max(a, b))),
      because: `min: tossing a coin. ${estimated(`${Math.min(a, b)} test rows of the rarer class`)}`
    };
    return most / rows > 0.8 ? [auc] : [auc, accuracy];
  }
  const error = Math.sqrt(disagreement / counts.length ** 2 * counts.reduce((sum, count) => sum + 1 / count, 0));
  const balanced = {
    name: "balanced_accuracy",
    min: roundUp(1 / counts.length, 3),
    maxRegression: marginUp(deviations[2] * error),
    because: `min: guessing among ${counts.length} classes. ${estimated(`${Math.min(...counts)} test rows of the rarest class`)}`
  };
  return [accuracy, balanced];
}
function estimated(rows) {
  return `max_regression: what ${rows} can tell from chance, estimated for models that differ on 5 % of the rows; mlgate simulate measures it.`;
}
function withMeasuredMargins(metrics, margins, model) {
  return metrics.map((metric) => {
    const found = margins.get(metric.name);
    if (found === void 0 || metric.maxRegression === void 0 || !(found.margin > 0)) return metric;
    const maxRegression = typeof metric.maxRegression === "number" ? marginUp(found.margin) : percentUp(found.margin / Math.abs(found.value));
    const because = metric.because.replace(
      /max_regression: .*$/,
      `max_regression: the smallest that a model as good as ${model} keeps in four of five simulated runs, where two such models differ on ${found.disagreement * 100} % of the rows.`
    );
    return { ...metric, maxRegression, because };
  });
}
function areaDifferenceError(positives, negatives) {
  const area = 0.8;
  const q1 = area / (2 - area);
  const q2 = 2 * area ** 2 / (1 + area);
  const variance = (area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2)) / (positives * negatives);
  return Math.sqrt(2 * variance * (1 - 0.9));
}
function marginUp(margin) {
  const digits = 1 - Math.floor(Math.log10(margin));
  return roundUp(margin, Math.min(4, digits));
}
function percentUp(share) {
  return `${marginUp(share * 100)}%`;
}
function roundUp(value, digits) {
  return Number((Math.ceil(value * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits));
}

// packages/setup/src/decide.ts
async function decide(around, answers, asker) {
  const { seen } = around;
  const tools = readTools(seen);
  const notes = [...tools.notes, ...seen.passedOver.map((sentence) => `${sentence}.`)];
  const rows = await decideRows(around, tools, answers, asker);
  const label = await decideLabel(rows, seen, answers, asker);
  const [trainLabel, testLabel] = [columnOf(rows.train ?? rows.test, label.value), columnOf(rows.test, label.value)];
  const task = await decideTask(trainLabel, (rows.train ?? rows.test).file, answers, asker);
  if (testLabel.values?.size === 1) {
    throw new ConfigurationError(
      `${rows.test.file}: ${JSON.stringify(label.value)} has one value in all rows, so every model would be right. Name another column with --label, or other rows with --test.`
    );
  }
  const files = [...rows.train === void 0 ? [] : [rows.train], rows.test];
  const id = await decideId(files, label.value, answers, asker);
  const training = await decideTraining(around, tools, task.value, answers, asker);
  if (training.value.by !== "nobody" && rows.train === void 0) {
    throw new ConfigurationError("There is no file of rows to train on. Name it with --train.");
  }
  if (training.value.by !== "nobody" && rows.trainChoice !== void 0) {
    await refuseSet(around.data, "train", rows.trainChoice.value, "train-model");
  }
  const candidate = await decideCandidate(seen, tools, training.value, id, answers, asker);
  const group = checkedGroup(answers.group, files);
  const scripts = scriptsOf(training.value, seen);
  const model = await settle(
    {
      flag: "model",
      question: "What is the model called?",
      given: answers.model,
      proposed: sure(modelName(around.folder), "after the folder"),
      check: wrongName
    },
    asker
  );
  const forge = await decideForge(around, answers, asker, notes);
  const forks = await decideForks(forge, seen, answers, asker, notes);
  notes.push(...dataNotes(rows, label.value, group, id, training.value, seen));
  const project = {
    model: model.value,
    task,
    candidate,
    features: rows.train === void 0 ? void 0 : featuresInScripts(rows.train, label.value, scripts),
    builtinFeatures: training.value.by === "builtin" ? builtinFeatures(files, [label.value, id?.value, group]) : void 0,
    contract: `contracts/${model.value}.odcs.yaml`,
    train: rows.trainChoice,
    validation: rows.validation,
    reading: around.data.reading,
    test: rows.testChoice,
    label,
    positive: task.value === "classification" ? choosePositive(testLabel) : void 0,
    id,
    group,
    training,
    branch: around.branch,
    metrics: proposeGate(task.value, testLabel)
  };
  const roles = {
    label: label.value,
    ...id === void 0 ? {} : { id: id.value },
    ...group === void 0 ? {} : { group }
  };
  const contract = await around.data.infer(
    rolesOf(rows),
    { name: model.value, id: id?.value, label: label.value },
    { roles, classification: task.value === "classification" }
  );
  return { project, forge, forks, contract, testLabel, divided: rows.divided, notes };
}
function rolesOf({ train, validationRows, test }) {
  const named = { train, validation: validationRows, test };
  return ["train", "validation", "test"].flatMap((role) => {
    const observed = named[role];
    return observed === void 0 ? [] : [{ role, observed }];
  });
}
function wrongName(name) {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name) ? void 0 : "must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.";
}

// packages/setup/src/github-workflow.ts
var checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
var setupPython = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0";
function githubWorkflow({ branch, trains, python, otherCommand }) {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(branch);
  const name = isPlain ? branch : "the branch";
  const listed = isPlain ? branch : JSON.stringify(branch);
  const purpose = trains ? `# A model is trained and judged with every pull request, and again on ${name}, where the run leaves the model that the
# next pull requests are compared with.` : `# The model that is committed is judged with every pull request, and compared with the one on ${name}.`;
  return `${purpose}
name: mlgate

on:
  pull_request:
  push:
    branches: [${listed}]

permissions: {}

concurrency:
  group: mlgate-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  validate:
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the contract at the tip of ${name}
      actions: read # finds what the data of ${name} held
      pull-requests: write # writes the comment
${trains ? `    outputs:
      artifact-id: \${{ steps.validate.outputs.artifact-id }}
      artifact-digest: \${{ steps.validate.outputs.artifact-digest }}
` : ""}    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: validate
        uses: mlgate/mlgate/actions/validate-data@v1

${trains ? trainJob(python, otherCommand) : ""}  gate:
    needs: ${trains ? "train" : "validate"}
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the policy at the tip of ${name}
${trains ? `      actions: read # finds the model that the newest run on ${name} left
` : ""}      pull-requests: write # writes the comment
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: gate
        uses: mlgate/mlgate/actions/evaluate-gate@v1
${trains ? `        with:
          training-artifact-id: \${{ needs.train.outputs.artifact-id }}
          training-artifact-digest: \${{ needs.train.outputs.artifact-digest }}
` : ""}`;
}
function trainJob(python, otherCommand) {
  return `  # Training runs code of the pull request, so there is nothing secret in this job and it may write nowhere.
  train:
    needs: validate
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out
    outputs:
      artifact-id: \${{ steps.train.outputs.artifact-id }}
      artifact-digest: \${{ steps.train.outputs.artifact-digest }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false # a command that trains could read them
${python === void 0 ? "" : pythonSteps(python)}${otherCommand ? "      # Install here what the training needs.\n" : ""}      - id: train
        uses: mlgate/mlgate/actions/train-model@v1
        with:
          validation-artifact-id: \${{ needs.validate.outputs.artifact-id }}
          validation-artifact-digest: \${{ needs.validate.outputs.artifact-digest }}

`;
}
var installs = {
  requirements: "pip install -r requirements.txt",
  pyproject: "pip install .",
  uv: "pip install uv && uv sync --frozen"
};
function pythonSteps(python) {
  return `      - uses: ${setupPython}
        with:
          python-version: "3.13"
${python === "none" ? "      # Install here what the training needs: - run: pip install -r requirements.txt\n" : `      - run: ${installs[python]}
`}`;
}

// packages/setup/src/gitlab-pipeline.ts
function gitlabPipeline({ trains, command, version: version2, included }) {
  const component = (step) => `  - component: $CI_SERVER_FQDN/mlgate/mlgate/${step}@${version2}
`;
  const purpose = trains ? `# A model is trained and judged with every merge request, and again on the default branch, where the pipeline leaves the
# model that the next merge requests are compared with. Both need the variable GITLAB_TOKEN: a project access token with
# the scope \`api\`, masked, for the environment \`mlgate\` alone, so that the job that trains does not get it.
` : `# The model that is committed is judged with every merge request, and compared with the one on the default branch. Needs
# the variable GITLAB_TOKEN: a project access token with the scope \`api\`, masked, for the environment \`mlgate\` alone.
`;
  const rules = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

`;
  const image = `  # The training's programs must be in the image: set image here, with archive for one without Node.js (docs/gitlab.md).
`;
  return `${purpose}${included ? "" : rules}include:
${component("validate-data")}${trains ? `${command ? image : ""}${component("train-model")}    inputs:
      needs: [validate-data]
      validation-job: validate-data
` : ""}${component("evaluate-gate")}    inputs:
      needs: [${trains ? "train-model" : "validate-data"}]
${trains ? "      training-job: train-model\n" : ""}`;
}

// packages/setup/src/join-parts.ts
var partName = /^(part|\d+\.)/i;
function joinParts(files) {
  const groups = /* @__PURE__ */ new Map();
  for (const file of files) {
    const pattern = partitionPattern(file) ?? partPattern(file) ?? file;
    const group = groups.get(pattern);
    if (group === void 0) groups.set(pattern, [file]);
    else group.push(file);
  }
  return [...groups].flatMap(
    ([pattern, group]) => (
      // Several formats in one folder are not one table.
      group.length > 1 || partitionPattern(group[0] ?? "") !== void 0 ? [pattern] : group
    )
  );
}
function partitionPattern(file) {
  const folders = file.split("/").slice(0, -1);
  const first = folders.findIndex((folder) => /^[^=]+=/.test(folder));
  return first < 1 ? void 0 : `${escaped(folders.slice(0, first).join("/"))}/**/*${extensionOf(file)}`;
}
function partPattern(file) {
  const at = file.lastIndexOf("/");
  const name = file.slice(at + 1);
  if (at < 1 || !partName.test(name)) return void 0;
  const stem = name.slice(0, name.length - extensionOf(name).length);
  return `${escaped(file.slice(0, at))}/${escaped(stem.replaceAll(/\d+/g, "\0")).replaceAll("\0", "*")}${extensionOf(name)}`;
}
function extensionOf(file) {
  return /\.[A-Za-z]+(\.(gz|zst))?$/i.exec(file)?.[0] ?? "";
}
function escaped(text) {
  return text.replaceAll(/[*?[]/g, (letter) => `[${letter}]`);
}

// packages/setup/src/look-at-files.ts
import { readdir } from "node:fs/promises";
import { join } from "node:path";
var deepest = 4;
var mostEntries = 2e4;
var mostScripts = 50;
var textLimit = 4e5;
var skippedFolders = /* @__PURE__ */ new Set([
  "node_modules",
  "__pycache__",
  "venv",
  "env",
  "site-packages",
  "mlruns",
  "mlartifacts",
  "build",
  "dist",
  "target",
  "vendor"
]);
var dataFile = /\.((csv|tsv|jsonl|ndjson)(\.(gz|zst))?|parquet|arrows?|feather|duckdb|ddb)$/i;
var jsonData = /(^|\/)(data|datasets?)\/(.*\/)?[^/]+\.json(\.(gz|zst))?$/i;
var partition = /^[^=]+=/;
var scriptFile = /(^|\/)([^/]*(train|fit)[^/]*|main|model|pipeline)\.(py|r|jl)$/i;
var textFile = /^(dvc\.yaml|dvc\.lock|MLproject|params\.yaml|requirements\.txt|pyproject\.toml|uv\.lock|\.python-version|\.gitignore|\.gitlab-ci\.yml)$/;
async function lookAtFiles(root) {
  const found = {
    data: [],
    scripts: [],
    notebooks: [],
    onnx: [],
    texts: []
  };
  const passedOver = [];
  let entries = 0;
  const look = async (folder, depth) => {
    for (const entry of await entriesOf(root, folder, passedOver)) {
      if (++entries > mostEntries) return;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const below = partition.test(entry.name) ? depth : depth + 1;
        if (isLookedInto(path, entry.name) && below <= deepest) await look(path, below);
      } else if (entry.isFile()) {
        sort(path, found);
      } else if (entry.isSymbolicLink() && dataFile.test(path)) {
        passedOver.push(`${path} is a link; name it yourself if it is the data`);
      }
    }
  };
  await look("", 1);
  if (entries > mostEntries) passedOver.push(`only the first ${mostEntries} files and folders were looked at`);
  return {
    data: joinParts(found.data),
    scripts: await readTexts(root, found.scripts.slice(0, mostScripts)),
    notebooks: found.notebooks,
    onnx: found.onnx,
    texts: await readTexts(root, found.texts),
    passedOver
  };
}
async function entriesOf(root, folder, passedOver) {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (cause) {
    if (folder === "")
      throw new ConfigurationError(`${root}: cannot be read. Run this in the folder of the project.`, { cause });
    passedOver.push(`${folder} cannot be read`);
    return [];
  }
}
function isLookedInto(path, name) {
  return path === ".github" || path === ".github/workflows" || !(name.startsWith(".") || skippedFolders.has(name));
}
function sort(path, found) {
  if (new RegExp("\\p{Cc}|\\\\", "u").test(path)) return;
  if (textFile.test(path) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) found.texts.push(path);
  else if (path.startsWith(".github/")) return;
  else if (dataFile.test(path) || jsonData.test(path)) found.data.push(path);
  else if (path.endsWith(".ipynb")) found.notebooks.push(path);
  else if (path.endsWith(".onnx")) found.onnx.push(path);
  else if (scriptFile.test(path) && !/(^|\/)tests?\/|(^|\/)test_/.test(path)) found.scripts.push(path);
}
async function readTexts(root, paths) {
  const texts = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const bytes = await readBoundedFile(join(root, path), textLimit).catch(() => void 0);
    texts.set(path, bytes === void 0 ? "" : new TextDecoder().decode(bytes));
  }
  return texts;
}

// packages/setup/src/observe-data.ts
import { mkdtemp, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// packages/setup/src/split-rows.ts
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
var testPercent = 20;
function isTestRow(key) {
  return createHash("sha256").update(`mlgate split\0${key}`).digest().readUInt32BE(0) % 100 < testPercent;
}
function splitPaths(file) {
  const match = /^(.*)\.(csv|tsv|jsonl|ndjson)$/i.exec(file);
  return match === null ? void 0 : { train: `${match[1]}-train.${match[2]}`, test: `${match[1]}-test.${match[2]}` };
}
async function splitRows(request) {
  const { source, hasHeader, isTest } = request;
  const counts = { train: 0, test: 0 };
  let row = hasHeader ? -1 : 0;
  const of = (which) => async function* take(records) {
    for await (const record of records) {
      const isHeader = row === -1;
      const goes = isHeader || isTest(row) === (which === "test");
      row++;
      if (!goes) continue;
      if (!isHeader) counts[which]++;
      yield record;
    }
  };
  for (const which of ["train", "test"]) {
    row = hasHeader ? -1 : 0;
    const records = of(which)(recordsOf(createReadStream(source), hasHeader));
    await pipeline(records, createWriteStream(request[which], { flags: "wx" }));
  }
  return counts;
}
var quote = 34;
var lineFeed = 10;
async function* recordsOf(chunks, hasQuotes) {
  let rest = [];
  let quoted = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === quote && hasQuotes) quoted = !quoted;
      else if (chunk[at] === lineFeed && !quoted) {
        const record = Buffer.concat([...rest, chunk.subarray(from, at + 1)]);
        rest = [];
        from = at + 1;
        if (!isBlank(record)) yield record;
      }
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0 && !isBlank(last)) yield Buffer.concat([last, Buffer.from("\n")]);
}
function isBlank(record) {
  return record.every((byte) => byte === lineFeed || byte === 13);
}

// packages/setup/src/observe-data.ts
var largeBytes = 2e8;
async function openData(root, tell, reading) {
  const scratch = await mkdtemp(join2(tmpdir(), "mlgate-init-"));
  const temporaries = /* @__PURE__ */ new Map();
  const locate = async (path) => {
    const temporary = temporaries.get(path);
    if (temporary !== void 0) return { path: temporary, files: [temporary] };
    const found = await isSetHere(root, path) ? await findDataFiles({ path, what: "rows", projectFolder: root, repository: root, roots: [] }) : join2(root, path);
    if (typeof found === "string") return { path: found, files: [tableName(found).file] };
    return { path: found.path, files: found.files.map((file) => file.path), set: found.files };
  };
  const withTables = async (places, body) => {
    var _stack = [];
    try {
      const paths = places.map(({ path }) => path);
      const tables = __using(_stack, await openTables({
        allow: [root, scratch],
        reading: declaredReading(reading === void 0 ? {} : { reading }, paths),
        sets: new Map(places.flatMap(({ path, set }) => set === void 0 ? [] : [[path, set]]))
      }), true);
      return body(tables);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  };
  const observe = async (path) => {
    const place = await locate(path);
    const sizes = await Promise.all(place.files.map((file) => stat(file).catch(() => ({ size: 0 }))));
    const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
    if (bytes > largeBytes) tell(`Reading all rows of ${path}, ${(bytes / 1e9).toFixed(1)} GB`);
    const observed = await withTables([place], (tables) => observeFile(tables, place.path, path)).catch(adviseReading);
    if (observed.rows === 0) throw new ConfigurationError(`${path}: has no rows.`);
    return observed;
  };
  return {
    reading,
    observe,
    async isSame(a, b) {
      const [first, second] = await Promise.all([a, b].map((path) => realFiles(locate, path)));
      return first?.some((file) => second?.includes(file)) === true;
    },
    async isSet(path) {
      return tableName(path).table !== void 0 || await isSetHere(root, path);
    },
    async split(path, group) {
      const paths = splitPaths(path);
      if (paths === void 0) {
        throw new ConfigurationError(
          `${path}: only CSV, TSV and JSON lines can be divided here. Write two files yourself, and name them with --train and --test.`
        );
      }
      const whole = await observe(path);
      const place = await locate(path);
      const groups = group === void 0 ? void 0 : await withTables([place], (tables) => tables.read(place.path, { columns: [group] }));
      const column = group === void 0 ? void 0 : groups?.columns.get(group)?.values;
      const extension = path.slice(path.lastIndexOf("."));
      const [train, test] = [join2(scratch, `train${extension}`), join2(scratch, `test${extension}`)];
      const counts = await splitRows({
        source: await realpath(join2(root, path)),
        train,
        test,
        hasHeader: /\.(csv|tsv)$/i.test(path) && reading?.header !== false,
        isTest: (row) => isTestRow(column === void 0 ? String(row) : String(column[row]))
      });
      if (counts.train + counts.test !== whole.rows || counts.train === 0 || counts.test === 0) {
        throw new ConfigurationError(
          `${path}: its ${whole.rows} rows cannot be divided here (${counts.train} and ${counts.test} came out). Write two files yourself, and name them with --train and --test.`
        );
      }
      temporaries.set(paths.train, train).set(paths.test, test);
      return {
        from: path,
        train: { path: paths.train, temporary: train, observed: await observe(paths.train) },
        test: { path: paths.test, temporary: test, observed: await observe(paths.test) }
      };
    },
    async infer(files, options, project) {
      const places = await Promise.all(files.map(({ observed }) => locate(observed.file)));
      const rows = files.map(({ role, observed }, index) => ({
        role,
        observed,
        name: observed.file,
        path: places[index]?.path ?? observed.file
      }));
      const contract = await withTables(places, (tables) => inferKeptContract(rows, options, project, tables));
      if (contract !== void 0) return contract;
      throw new ConfigurationError(
        `${files.map(({ observed }) => observed.file).join(" and ")} have no column in common.`
      );
    },
    async [Symbol.asyncDispose]() {
      await rm(scratch, { recursive: true, force: true });
    }
  };
}
async function isSetHere(root, path) {
  return stat(join2(root, path)).then(
    (found) => found.isDirectory(),
    () => /[*?[]/.test(path)
  );
}
async function realFiles(locate, path) {
  const { files } = await locate(path);
  return Promise.all(files.map((file) => realpath(file).catch(() => file)));
}
function adviseReading(error) {
  if (!(error instanceof ConfigurationError) || !error.message.includes("data.reading")) throw error;
  throw new ConfigurationError(`${error.message} Here that is said with --reading '{encoding: windows-1252}'.`, {
    cause: error
  });
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  if (typeof options === "function") {
    options = { callback: options };
  }
  if (!(options === null || options === void 0 ? void 0 : options.callback)) {
    const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options);
    if (!patchObj) {
      return;
    }
    return formatPatch(patchObj, options === null || options === void 0 ? void 0 : options.headerOptions);
  } else {
    const { callback } = options;
    structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options), { callback: (patchObj) => {
      if (!patchObj) {
        callback(void 0);
      } else {
        callback(formatPatch(patchObj, options.headerOptions));
      }
    } }));
  }
}
function splitLines(text) {
  const hasTrailingNl = text.endsWith("\n");
  const result = text.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// packages/setup/src/planned-files.ts
function overwritten(files) {
  return files.filter(({ before, content, adds }) => before !== void 0 && before !== content && !adds);
}
function changed(files) {
  return files.filter(({ before, content }) => before !== content);
}
function diffOf({ path, content, before }) {
  const [from, to] = [before === void 0 ? "/dev/null" : `a/${path}`, `b/${path}`];
  return createTwoFilesPatch(from, to, before ?? "", content, void 0, void 0, { context: 3 }).replace(/^=+\n/, "");
}
function withIgnored(before, lines) {
  const present2 = new Set((before ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = lines.filter((line) => !present2.has(line.replace(/^\/|\/$/g, "")));
  if (missing.length === 0) return before ?? "";
  const start = before === void 0 || before === "" || before.endsWith("\n") ? before ?? "" : `${before}
`;
  return `${start}${missing.join("\n")}
`;
}

// packages/setup/src/plan-setup.ts
async function planSetup({ project, forge, forks, contract }, seen, options) {
  const training = project.training.value;
  const trains = training.by !== "nobody";
  const notes = contract.broken.map((sentence) => `A rule about learning is broken: ${sentence}.`);
  const wanted = [
    { path: "mlgate.yml", content: projectFile(project, "mlgate.yml") },
    { path: project.contract, content: contract.yaml }
  ];
  if (forge === "github") {
    const python = pythonSetup(training, seen);
    const otherCommand = training.by === "command" && python === void 0;
    wanted.push({
      path: ".github/workflows/mlgate.yml",
      content: githubWorkflow({ branch: project.branch, trains, python, otherCommand })
    });
    if (forks) wanted.push({ path: githubCommentWorkflowPath, content: githubCommentWorkflow });
  }
  if (forge === "gitlab") {
    const pipeline2 = { trains, command: training.by === "command", version: options.version };
    const standalone = gitlabPipeline({ ...pipeline2, included: false });
    const present2 = await options.read(".gitlab-ci.yml");
    const included = present2 !== void 0 && present2 !== standalone;
    const path = included ? ".gitlab/mlgate.yml" : ".gitlab-ci.yml";
    wanted.push({ path, content: included ? gitlabPipeline({ ...pipeline2, included }) : standalone });
    if (included) notes.push(`.gitlab-ci.yml is left as it is: add to its include: the entry "- local: ${path}".`);
  }
  const ignored = [".mlgate/", ...trains ? [`/${project.candidate.value.path}`] : []];
  wanted.push({ path: ".gitignore", content: withIgnored(await options.read(".gitignore"), ignored), adds: true });
  const files = [];
  for (const { path, content, adds = false } of wanted)
    files.push({ path, content, adds, before: await options.read(path) });
  return { files, notes };
}

// packages/setup/src/reading-flag.ts
function parseReading(text) {
  return checkDocument(parseDocument(text, "--reading"), CsvReading);
}

// packages/steps/src/simulate/supported-margins.ts
import { dirname } from "node:path";
var mostSimulatedRows = 2e5;
async function supportedMargins(request) {
  var _stack = [];
  try {
    const { model, test, body, progress, simulations: simulations2 } = request;
    const { gate, data } = body;
    if (gate === void 0 || data.label === void 0) return /* @__PURE__ */ new Map();
    const tables = __using(_stack, await openTables({ allow: [test, dirname(model)], reading: declaredReading(data, [test]) }), true);
    const rows = await tables.read(test);
    const scores = await scoreModel({ path: model, section: body.candidate, body, rows, tables, progress });
    const input = {
      task: body.task,
      gate,
      test: rows,
      label: data.label,
      positive: data.positive,
      columns: { weight: void 0, group: void 0 },
      conditions: /* @__PURE__ */ new Map(),
      candidate: { scores }
    };
    return marginsOf(input, simulations2, disagreements);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
var disagreements = [0.05, 0.02, 0.01, 5e-3];
function marginsOf(input, simulations2, [disagreement2, next, ...smaller]) {
  try {
    const { gates } = simulateGate(input, { disagreement: disagreement2, simulations: simulations2 });
    return new Map(
      gates.flatMap(
        ({ name, smallestMargin, value }) => smallestMargin === void 0 ? [] : [[name, { margin: smallestMargin, value, disagreement: disagreement2 }]]
      )
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError) || next === void 0) throw error;
    return marginsOf(input, simulations2, [next, ...smaller]);
  }
}

// packages/app/src/init-surroundings.ts
import { realpath as realpath2 } from "node:fs/promises";
async function gitSurroundings(cwd, exec) {
  const git = async (...args) => {
    try {
      const result = await exec({
        argv: ["git", ...args],
        cwd,
        env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
        inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
        timeoutSeconds: 10
      });
      return result.exitCode === 0 ? result.stdout.trim() || void 0 : void 0;
    } catch {
      return void 0;
    }
  };
  const top = await git("rev-parse", "--show-toplevel");
  const remoteHead = await git("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  const known = async (name) => await git("rev-parse", "--verify", "--quiet", `refs/heads/${name}`) && name;
  return {
    remote: await git("config", "--get", "remote.origin.url"),
    branch: remoteHead?.replace(/^origin\//, "") ?? (await known("main") || await known("master") || await git("symbolic-ref", "--short", "HEAD") || "main"),
    isRoot: top === void 0 || await realpath2(top) === await realpath2(cwd)
  };
}

// packages/app/src/init.ts
var simulations = 60;
async function init(request, world) {
  var _stack = [];
  try {
    const asks = !request.yes && !request.dryRun;
    if (asks && world.asker === void 0) {
      throw new ConfigurationError(
        "init asks questions, and here is no terminal to ask at. Give --yes to use what is sure, or --dry-run to see it."
      );
    }
    const asker = asks ? await world.asker?.() : void 0;
    const root = await realpath3(world.cwd);
    const seen = await lookAtFiles(root);
    const git = await gitSurroundings(root, world.exec);
    const { reading } = request.answers;
    const declared = reading === void 0 ? await readingBefore(root) : parseReading(reading);
    const data = __using(_stack, await openData(root, (line) => world.tell(harmlessLine(line)), declared), true);
    const decided = await decide({ folder: basename(root), seen, data, ...git }, request.answers, asker);
    const { decision, note } = await measured(decided, root, world);
    const plan = await planSetup(decision, seen, { version: world.version, read: (path) => present(root, path) });
    const files = await agreed(plan.files, request, asker, world);
    const parts = decision.divided === void 0 ? [] : [decision.divided.train, decision.divided.test];
    await refuseDivided(parts, root, request);
    const say = (line) => world.write(`${harmlessLine(line)}
`);
    for (const line of summary(decision)) say(line);
    const wanted = [...parts, ...changed(files)].map(({ path }) => path);
    if (asker !== void 0 && wanted.length > 0) {
      const writes = await asker.confirm({ text: `Write ${wanted.join(", ")}?`, initial: true });
      if (!writes) throw new ConfigurationError("Nothing was written.");
    }
    if (request.dryRun) {
      for (const { path, observed } of parts) say(`Would write ${path}, ${observed.rows} rows`);
      for (const line of changed(files).map(diffOf).join("\n").split("\n")) say(line);
      say("Nothing was written.");
    } else {
      const contents = changed(files).map(({ path, content }) => ({ path, content }));
      const divided2 = parts.map(({ path, temporary }) => ({ path, content: { copyOf: temporary } }));
      await writeTogether(root, [...divided2, ...contents]);
      for (const { path } of divided2) say(`Written  ${path}`);
      for (const { path, before, adds } of changed(files)) {
        say(`Written  ${path}${before !== void 0 && adds ? " (lines added)" : ""}`);
      }
    }
    for (const sentence of [...decision.notes, ...plan.notes, ...note]) say(`Note     ${sentence}`);
    say("");
    say(request.dryRun ? "Next: the same without --dry-run" : `Next: ${nextCommands(decision)}`);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function nextCommands({ project }) {
  const steps = ["validate-data", ...project.training.value.by === "nobody" ? [] : ["train-model"], "evaluate-gate"];
  return steps.map((step) => `mlgate ${step}`).join(" && ");
}
async function measured(decision, root, world) {
  const { project, testLabel, divided: divided2 } = decision;
  const candidate = project.candidate.value.path;
  const exists = await lstat(join3(root, candidate)).then(
    (found) => found.isFile(),
    () => false
  );
  if (!exists || testLabel.rows > mostSimulatedRows) return { decision, note: [] };
  try {
    const { body } = selectModel(loadProject(projectFile(project, "mlgate.yml"), "mlgate.yml"));
    const place = { projectFolder: root, repository: root, roots: [], use: "read" };
    const margins = await supportedMargins({
      model: await resolveDataPath({ ...place, path: candidate, what: "candidate" }),
      test: divided2?.test.temporary ?? await resolveDataPath({ ...place, path: project.test.value, what: "data.test" }),
      body,
      progress: world.progress,
      simulations
    });
    const metrics = withMeasuredMargins(project.metrics, margins, candidate);
    return { decision: { ...decision, project: { ...project, metrics } }, note: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const reason = messageOf(error);
    return {
      decision,
      note: [`Margins are estimated, not simulated, since nothing could be simulated with ${candidate}: ${reason}`]
    };
  }
}
async function readingBefore(root) {
  try {
    const text = await present(root, "mlgate.yml");
    return text === void 0 ? void 0 : selectModel(loadProject(text, "mlgate.yml")).body.data.reading;
  } catch (error) {
    if (error instanceof ConfigurationError) return void 0;
    throw error;
  }
}
async function present(root, path) {
  const found = await lstat(join3(root, path)).catch(() => void 0);
  if (found === void 0) return void 0;
  if (!found.isFile()) throw new ConfigurationError(`${path}: is in the way, and no file. Remove it.`);
  return readFile(join3(root, path), "utf8");
}
async function agreed(files, request, asker, world) {
  const replaced = overwritten(files);
  if (replaced.length === 0 || request.force || request.dryRun) return files;
  if (asker === void 0) {
    const names2 = replaced.map(({ path }) => path).join(", ");
    throw new ConfigurationError(
      `${names2}: ${replaced.length === 1 ? "is" : "are"} there and would change. --dry-run shows how, --force replaces; nothing was written.`
    );
  }
  const kept = /* @__PURE__ */ new Set();
  for (const file of replaced) {
    for (const line of diffOf(file).split("\n")) world.write(`${harmlessLine(line)}
`);
    if (!await asker.confirm({ text: `Replace ${file.path}?`, initial: false })) kept.add(file.path);
  }
  return files.filter(({ path }) => !kept.has(path));
}
async function refuseDivided(parts, root, { force }) {
  for (const { path } of parts) {
    if (force || await lstat(join3(root, path)).catch(() => void 0) === void 0) continue;
    throw new ConfigurationError(
      `${path}: is there. Name it with --train or --test, or replace it with --force; nothing was written.`
    );
  }
}
function summary({ project }) {
  const { candidate, id, label, model, positive, task, test, train, training } = project;
  const how = training.value.by === "command" ? training.value.argv.join(" ") : training.value.by === "builtin" ? training.value.algorithm : "elsewhere";
  const rows = [
    ["model", model],
    ["task", task.value, task.because],
    ["label", label.value, label.because],
    ["positive", positive && String(positive.value), positive?.because],
    ["id", id?.value, id?.because],
    ["train", train?.value, train?.because],
    ["test", test.value, test.because],
    ["trained by", how, training.because],
    ["candidate", candidate.value.path, candidate.because]
  ];
  return [
    ...rows.flatMap(
      ([name, value, because]) => value === void 0 ? [] : [`${name.padEnd(11)}${value}${because === void 0 ? "" : ` (${because})`}`]
    ),
    ""
  ];
}

// packages/app/src/init-prompts.ts
var Cancelled = class extends ConfigurationError {
  constructor() {
    super("Ended by you; nothing was written.");
  }
};
async function terminalAsker() {
  const { confirm, select, text } = await import("./dist-EZ3GGXIJ.js");
  const answered = (answer) => {
    if (typeof answer === "symbol") throw new Cancelled();
    return answer;
  };
  return {
    async select({ text: message, initial, options }) {
      const shown = options.map(({ value, hint }) => ({
        value,
        label: harmlessLine(value),
        ...hint === void 0 ? {} : { hint }
      }));
      const start = options.some(({ value }) => value === initial) ? { initialValue: initial ?? "" } : {};
      return answered(
        await select({ message: harmlessLine(message), options: shown, maxItems: 12, ...start })
      );
    },
    async text({ text: message, initial, check }) {
      const given = await text({
        message: harmlessLine(message),
        ...initial === void 0 ? {} : { initialValue: initial },
        validate: (value) => check(value ?? "")
      });
      return answered(given);
    },
    async confirm({ text: message, initial }) {
      return answered(await confirm({ message: harmlessLine(message), initialValue: initial }));
    }
  };
}

// packages/app/src/run-init.ts
var silent = { start() {
}, advance() {
}, stop() {
} };
function runInit(request) {
  const { stdin, stdout, stderr } = process;
  return init(request, {
    cwd: process.cwd(),
    exec: runProgram,
    progress: stderr.isTTY ? terminalProgress(stderr) : silent,
    version,
    tell: (line) => void stderr.write(`${line}
`),
    write: (text) => void stdout.write(text),
    asker: stdin.isTTY && stdout.isTTY ? terminalAsker : void 0
  });
}
export {
  runInit
};
