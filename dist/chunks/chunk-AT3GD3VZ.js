import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  inheritedVariables
} from "./chunk-6LE4J7OX.js";
import {
  declaredClasses,
  scoreCommand,
  scoreEndpoint,
  scoreOnnx,
  scorePredictions
} from "./chunk-LG7YQN7L.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/score-model.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
async function scoreModel(options) {
  const { path, section, body, tables, progress } = options;
  const { label, id } = body.data;
  const rows = withoutColumn(options.rows, label);
  const classes = declaredClasses(section);
  const isGraph = path.endsWith(".onnx");
  if ("onnx" in section && !isGraph) {
    throw new ConfigurationError(
      `${basename(path)}: a model named by candidate.onnx must be a file that ends with .onnx.`
    );
  }
  if (isGraph) {
    const graph = "onnx" in section ? section : void 0;
    return scoreOnnx({
      model: path,
      table: rows,
      task: scoringTask(body.task),
      features: graph?.features,
      exclude: [label, id].filter((name) => name !== void 0),
      classes,
      output: graph?.output,
      missingString: graph?.missing_string,
      progress
    });
  }
  if ("metrics" in section) {
    throw new ConfigurationError("candidate.metrics: metrics that were measured elsewhere, which score no rows.");
  }
  return scorePredictions({
    file: await tables.read(path),
    rows,
    id: requiredId(id),
    task: scoringTask(body.task),
    classes,
    positive: body.data.positive,
    name: basename(path)
  });
}
async function scoreLive(options) {
  const { section, body, progress, deps } = options;
  const { label, id, positive } = body.data;
  const rows = withoutColumn(options.rows, label);
  const shared = { task: body.task, classes: declaredClasses(section) };
  if ("endpoint" in section) {
    return scoreEndpoint({
      ...shared,
      endpoint: section.endpoint,
      table: rows,
      features: section.features,
      exclude: [label, id].filter((name) => name !== void 0),
      output: section.output,
      missingString: section.missing_string,
      token: options.endpointToken,
      fetch: deps.fetch,
      progress
    });
  }
  if (!("command" in section)) throw new TypeError("a candidate that has a file was to be asked");
  const workDirectory = await mkdtemp(join(tmpdir(), "mlgate-score-"));
  try {
    return await scoreCommand(
      {
        ...shared,
        command: section.command,
        timeoutMinutes: section.timeout_minutes,
        rows,
        id: requiredId(id),
        positive,
        projectDirectory: deps.folder.directory,
        workDirectory,
        credentialVariables: deps.host.credentialVariables(),
        inherit: inheritedVariables
      },
      deps
    );
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
  }
}
function refuseOwnScores(policy, proposed, origin) {
  if ("onnx" in proposed) return;
  const way = wayOf(proposed);
  const known = wayOf(policy);
  if (way === known && isDeepStrictEqual(whoScores(proposed), whoScores(policy))) return;
  const difference = way === known ? `has another ${way}, and this change asks one of its own` : known === "onnx" ? "has models scored here (candidate.onnx), and this change hands in scores of its own" : `has candidate.${known}, and this change hands in scores of its own`;
  throw new ConfigurationError(
    `candidate.${way}: the policy (${origin}) ${difference}. Change candidate on the target branch first.`
  );
}
var ways = ["onnx", "predictions", "endpoint", "command", "metrics"];
function wayOf(section) {
  return ways.find((way) => way in section) ?? "onnx";
}
function whoScores(section) {
  if ("endpoint" in section) return { url: section.endpoint.url, protocol: section.endpoint.protocol };
  return "command" in section ? section.command : void 0;
}
function requiredId(id) {
  if (id !== void 0) return id;
  throw new ConfigurationError("mlgate.yml: data.id is missing. Predictions are paired with rows by an id column.");
}
function withoutColumn({ rows, columns }, name) {
  return { rows, columns: new Map([...columns].filter(([column]) => column !== name)) };
}
function scoringTask(task) {
  return task === "classification" ? "classification" : "regression";
}

export {
  scoreModel,
  scoreLive,
  refuseOwnScores,
  scoringTask
};
