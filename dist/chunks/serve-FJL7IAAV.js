import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  modelDigest,
  modelFiles,
  openScorer,
  runLaunched,
  startEntry
} from "./chunk-LG7YQN7L.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-QGGBKDRY.js";
import {
  typebox_exports,
  value_exports
} from "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  digestOfFile,
  listenProblem,
  messageOf
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/server/src/serving-manifest.ts
import { readFile } from "node:fs/promises";
var NamedFile = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1, description: "Path relative to the model's folder, with `/`." }),
    digest: typebox_exports.Unsafe(typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }))
  },
  { additionalProperties: false }
);
var ServingManifest = typebox_exports.Object(
  {
    format: typebox_exports.Literal(1),
    model: typebox_exports.String({
      pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$",
      description: "Name under which it is served."
    }),
    version: typebox_exports.String({ pattern: "^[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}$" }),
    files: typebox_exports.Array(NamedFile, { minItems: 1, description: "The ONNX file first, then the weights beside it." }),
    task: typebox_exports.Union([typebox_exports.Literal("classification"), typebox_exports.Literal("regression")]),
    features: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), {
        minItems: 1,
        uniqueItems: true,
        description: "Columns in the order of the training."
      })
    ),
    classes: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), { minItems: 2, uniqueItems: true, description: "In the order of the probabilities." })
    ),
    output: typebox_exports.Optional(typebox_exports.Union([typebox_exports.Literal("probabilities"), typebox_exports.Literal("logits")])),
    missing_string: typebox_exports.Optional(typebox_exports.String())
  },
  { additionalProperties: false }
);
async function readServingManifest(path) {
  let content;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`${path}: no readable serving manifest is there.`, { cause });
  }
  if (!value_exports.Check(ServingManifest, content)) {
    const [first] = value_exports.Errors(ServingManifest, content);
    throw new ConfigurationError(
      `${path}: not a serving manifest (${first?.instancePath || "/"}: ${first?.message ?? "unreadable"}).`
    );
  }
  return content;
}

// packages/server/src/request-problem.ts
var RequestProblem = class extends Error {
  name = "RequestProblem";
  /** 400 for what is not understood, 404, 413 for too much, 422 for rows that the model cannot score, 503. */
  statusCode;
  constructor(statusCode, message, options = {}) {
    super(message, options);
    this.statusCode = statusCode;
  }
};
var longest = 40;
function describeJson(value) {
  if (value === void 0) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}

// packages/server/src/batcher.ts
function createBatcher(runModel, limits, onBatch) {
  const queue = [];
  let waitingRows = 0;
  let busy = false;
  const takeBatch = () => {
    const [first] = queue;
    if (first === void 0) return [];
    let rows = 0;
    let end = 0;
    for (const { shape, rows: own } of queue) {
      if (shape !== first.shape || end > 0 && rows + own > limits.batchRows) break;
      rows += own;
      end++;
    }
    waitingRows -= rows;
    onBatch(rows);
    return queue.splice(0, end);
  };
  const alone = async ({ feeds, resolve, reject }) => {
    await runModel(feeds).then(resolve, reject);
  };
  const together = async (batch) => {
    const parts = await runModel(joinFeeds(batch)).then(
      (outputs) => splitOutputs(
        outputs,
        batch.map(({ rows }) => rows)
      ),
      () => void 0
    );
    if (parts === void 0) {
      for (const waiting of batch) await alone(waiting);
    } else {
      for (const [i, { resolve }] of batch.entries()) resolve(parts[i]);
    }
  };
  const drain = async () => {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      const [only, ...others] = batch;
      if (only !== void 0 && others.length === 0) await alone(only);
      else await together(batch);
      await new Promise(setImmediate);
    }
    busy = false;
  };
  return {
    run: (feeds, rows) => {
      if (waitingRows + rows > limits.waitingRows) {
        return Promise.reject(new RequestProblem(503, `${waitingRows} rows are waiting already. Try again later.`));
      }
      return new Promise((resolve, reject) => {
        const shape = feeds.map(({ dims }) => dims.slice(1).join("×")).join(" ");
        queue.push({ feeds, rows, shape, resolve, reject });
        waitingRows += rows;
        if (busy) return;
        busy = true;
        setImmediate(() => void drain());
      });
    }
  };
}
function joinFeeds(batch) {
  const first = batch[0].feeds;
  const rows = batch.reduce((sum, waiting) => sum + waiting.rows, 0);
  return first.map((feed, i) => ({
    ...feed,
    dims: [rows, ...feed.dims.slice(1)],
    data: joinData(batch.map(({ feeds }) => feeds[i].data))
  }));
}
function joinData(parts) {
  const [first] = parts;
  if (Array.isArray(first)) return parts.flatMap((part) => part);
  const data = new first.constructor(
    parts.reduce((sum, part) => sum + part.length, 0)
  );
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return data;
}
function splitOutputs(outputs, rows) {
  const total = rows.reduce((sum, own) => sum + own, 0);
  if (outputs.some(({ dims }) => dims[0] !== total)) return void 0;
  let start = 0;
  return rows.map((own) => {
    const from = start;
    start += own;
    return outputs.map((output) => {
      const width = output.data.length / total;
      const data = output.data.slice(from * width, start * width);
      return { ...output, dims: [own, ...output.dims.slice(1)], data };
    });
  });
}

// packages/server/src/tensor-types.ts
var declared = {
  float: "FP32",
  double: "FP64",
  int64: "INT64",
  int32: "INT32",
  string: "BYTES",
  bool: "BOOL"
};
function datatypeOf({ name, type }) {
  const datatype = declared[type];
  if (datatype === void 0) throw new TypeError(`${name} has the element type ${type}`);
  return datatype;
}
var datatypeOfTensor = {
  float32: "FP32",
  float64: "FP64",
  int64: "INT64",
  int32: "INT32",
  string: "BYTES",
  bool: "BOOL"
};
var runtimeType = {
  FP32: "float32",
  FP64: "float64",
  INT64: "int64",
  INT32: "int32",
  BYTES: "string",
  BOOL: "bool"
};
function metadataShape({ dims }) {
  return (dims ?? [""]).map((dim, i) => i === 0 || typeof dim === "string" ? -1 : dim);
}

// packages/server/src/infer-answer.ts
function answerTensors(outputs, wanted) {
  const chosen = wanted?.map((name) => outputs.find((output) => output.name === name)) ?? outputs;
  return chosen.map(({ name, type, dims, data }) => {
    const datatype = datatypeOfTensor[type];
    if (datatype === void 0) throw new TypeError(`output ${name} is ${type}`);
    return {
      name,
      datatype,
      shape: dims,
      data: Array.from(data, jsonOf(datatype, name))
    };
  });
}
function jsonOf(datatype, output) {
  return (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return JSON.rawJSON(value.toString());
    if (datatype === "BOOL") return Boolean(value);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new RequestProblem(
      422,
      `The model gives ${String(value)} in ${output}: it cannot handle the values in these rows.`
    );
  };
}

// packages/server/src/infer-request.ts
function readInferRequest(body, model, maxRows) {
  const given = listOf(field(body, "inputs"), "inputs");
  const byName = /* @__PURE__ */ new Map();
  for (const [i, input] of given.entries()) {
    const name = textField(input, "name", `inputs[${i}]`);
    if (byName.has(name)) throw new RequestProblem(400, `inputs: ${describeJson(name)} is given twice.`);
    if (!model.inputs.some((own) => own.name === name)) {
      throw new RequestProblem(400, `inputs: the model has no ${describeJson(name)}. It takes ${names(model.inputs)}.`);
    }
    byName.set(name, input);
  }
  let rows;
  const feeds = model.inputs.map((input) => {
    const tensor = byName.get(input.name);
    if (tensor === void 0) throw new RequestProblem(400, `inputs: ${input.name} is missing.`);
    const feed = readTensor(tensor, input, maxRows);
    rows ??= feed.dims[0];
    if (feed.dims[0] !== rows) throw new RequestProblem(400, "inputs: not all have the same number of rows.");
    return feed;
  });
  const id = field(body, "id");
  if (id !== void 0 && typeof id !== "string") throw new RequestProblem(400, "id must be text.");
  return { id, rows: rows ?? 0, feeds, outputs: wantedOutputs(body, model.outputs) };
}
function wantedOutputs(body, outputs) {
  const wanted = field(body, "outputs");
  if (wanted === void 0) return void 0;
  const list = listOf(wanted, "outputs");
  if (list.length === 0) return void 0;
  return list.map((output, i) => {
    const name = textField(output, "name", `outputs[${i}]`);
    if (outputs.some((own) => own.name === name)) return name;
    throw new RequestProblem(400, `outputs: the model has no ${describeJson(name)}. It gives ${names(outputs)}.`);
  });
}
function readTensor(tensor, input, maxRows) {
  const { name } = input;
  const wanted = datatypeOf(input);
  const datatype = textField(tensor, "datatype", name);
  if (datatype !== wanted)
    throw new RequestProblem(400, `${name}: datatype ${describeJson(datatype)}; it takes ${wanted}.`);
  const shape = readShape(field(tensor, "shape"), input, maxRows);
  const data = field(tensor, "data");
  if (!Array.isArray(data)) {
    throw new RequestProblem(
      400,
      `${name}: data is ${describeJson(data)}; it must be an array (binary data are not taken).`
    );
  }
  return { name, type: runtimeType[wanted], dims: shape, data: typed(wanted, flat(data, shape, name), name) };
}
function readShape(value, { name, dims }, maxRows) {
  const shape = listOf(value, `${name}: shape`).map((dim) => {
    if (typeof dim === "number" && Number.isSafeInteger(dim) && dim >= 0) return dim;
    throw new RequestProblem(400, `${name}: shape has ${describeJson(dim)}; dimensions are whole numbers.`);
  });
  const [rows] = shape;
  const fits = dims === void 0 || dims.length === shape.length && dims.every((dim, i) => free(dim, i) || dim === shape[i]);
  if (rows === void 0 || !fits) {
    const expected = dims?.map((dim, i) => free(dim, i) ? -1 : dim).join(", ") ?? "rows, …";
    throw new RequestProblem(400, `${name}: shape [${shape.slice(0, 8).join(", ")}]; it takes [${expected}].`);
  }
  if (rows === 0) throw new RequestProblem(400, `${name}: there are no rows to score.`);
  if (rows > maxRows) throw new RequestProblem(413, `${rows} rows; up to ${maxRows} are scored in one request.`);
  return shape;
}
function free(dim, index) {
  return index === 0 || typeof dim === "string";
}
function flat(data, shape, name) {
  const count = shape.reduce((product, dim) => product * dim, 1);
  const [rows = 0, width = 1] = shape;
  if (!data.some(Array.isArray)) {
    if (data.length === count) return data;
    throw new RequestProblem(400, `${name}: ${data.length} values for the shape [${shape.join(", ")}].`);
  }
  const nested = shape.length === 2 && data.length === rows;
  if (!nested || !data.every((row) => Array.isArray(row) && row.length === width)) {
    throw new RequestProblem(400, `${name}: the nested data do not have the shape [${shape.join(", ")}].`);
  }
  return data.flat(1);
}
function typed(datatype, values, name) {
  const read = (convert) => {
    return (value, i) => {
      const converted = convert(value);
      if (converted !== void 0) return converted;
      throw new RequestProblem(400, `${name}: data[${i}] is ${describeJson(value)}, which is no ${datatype}.`);
    };
  };
  switch (datatype) {
    case "FP32":
      return Float32Array.from(
        values,
        read((value) => real(value, Math.fround))
      );
    case "FP64":
      return Float64Array.from(
        values,
        read((value) => real(value, Number))
      );
    case "INT64":
      return BigInt64Array.from(
        values,
        read((value) => typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : void 0)
      );
    case "INT32":
      return Int32Array.from(
        values,
        read((value) => typeof value === "number" && (value | 0) === value ? value : void 0)
      );
    case "BOOL":
      return Uint8Array.from(
        values,
        read((value) => value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : void 0)
      );
    case "BYTES":
      return values.map(read((value) => typeof value === "string" && !value.includes("\0") ? value : void 0));
  }
}
function real(value, round) {
  if (value === null) return Number.NaN;
  return typeof value === "number" && Number.isFinite(round(value)) ? value : void 0;
}
function field(value, name) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : void 0;
}
function textField(value, name, where) {
  const found = field(value, name);
  if (typeof found === "string") return found;
  throw new RequestProblem(400, `${where}: ${name} is ${describeJson(found)}; it must be text.`);
}
function listOf(value, what) {
  if (Array.isArray(value)) return value;
  throw new RequestProblem(400, `${what} is ${describeJson(value)}; it must be an array.`);
}
function names(values) {
  return values.map(({ name }) => name).join(", ");
}

// packages/server/src/predict-rows.ts
function tableOfRows(body, columns, maxRows) {
  const rows = rowsOf(body, maxRows);
  return {
    rows: rows.length,
    columns: new Map(columns.map((column) => [column.name, toColumn(column, cellsOf(column.name, rows))]))
  };
}
function rowsOf(body, maxRows) {
  const found = typeof body === "object" && body !== null && Object.hasOwn(body, "rows") ? Reflect.get(body, "rows") : void 0;
  if (!Array.isArray(found)) {
    throw new RequestProblem(400, 'The body must be {"rows": [{"column": value, …}, …]}.');
  }
  const rows = found;
  if (rows.length === 0) throw new RequestProblem(400, "There are no rows to score.");
  if (rows.length > maxRows) {
    throw new RequestProblem(413, `${rows.length} rows; up to ${maxRows} are scored in one request.`);
  }
  return rows.map((row, i) => {
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return row;
    throw new RequestProblem(400, `rows[${i}] is ${describeJson(row)}; it must be an object of values by column.`);
  });
}
function cellsOf(name, rows) {
  return rows.map((row, i) => {
    if (Object.hasOwn(row, name)) return Reflect.get(row, name);
    throw new RequestProblem(
      400,
      `rows[${i}] lacks the column ${JSON.stringify(name)}. Send null where a value is missing.`
    );
  });
}
function toColumn({ name, type }, cells) {
  if (type === "string" || type === "int64" && cells.some((cell) => typeof cell === "string")) {
    return { kind: "string", values: cells.map((cell, i) => textOf(cell, name, i)) };
  }
  return { kind: "number", values: Float64Array.from(cells, (cell, i) => numberOf(cell, type, name, i)) };
}
function textOf(cell, name, row) {
  if (cell === null) return null;
  if (typeof cell === "number") return String(finite(cell, name, row));
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string" && !cell.includes("\0")) return cell;
  throw unfit(cell, "text", name, row);
}
function numberOf(cell, type, name, row) {
  if (cell === null) return Number.NaN;
  if (typeof cell === "boolean") return Number(cell);
  if (typeof cell !== "number") throw unfit(cell, "a number", name, row);
  if (type === "int64" && Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
    throw unfit(cell, "an integer within 2⁵³, or larger ones as text", name, row);
  }
  if (type === "float" && !Number.isFinite(Math.fround(cell))) throw unfit(cell, "a number within float32", name, row);
  return finite(cell, name, row);
}
function finite(cell, name, row) {
  if (Number.isFinite(cell)) return cell;
  throw unfit(cell, "a finite number", name, row);
}
function unfit(cell, wanted, name, row) {
  return new RequestProblem(
    400,
    `rows[${row}][${JSON.stringify(name)}] is ${describeJson(cell)}; the model takes ${wanted}.`
  );
}

// packages/server/src/predictions.ts
function predictionsOf(scores) {
  if (scores.kind === "regression") return Array.from(scores.values, (value) => ({ value }));
  const { classes, probabilities, labels, rows } = scores;
  return Array.from({ length: rows }, (_, row) => {
    const own = probabilities?.subarray(row * classes.length, (row + 1) * classes.length);
    const best = labels?.[row] ?? mostProbable(own);
    const label = classes[best];
    if (label === void 0) throw new TypeError(`row ${row} has no label`);
    if (own === void 0) return { label };
    return { label, probabilities: Object.fromEntries(classes.map((name, i) => [name, own[i]])) };
  });
}
function mostProbable(probabilities) {
  return probabilities === void 0 ? -1 : probabilities.indexOf(Math.max(...probabilities));
}

// packages/server/src/model-routes.ts
function addModelRoutes(app, served) {
  const { metrics } = served;
  app.get("/v2", () => ({ name: "mlgate", version: served.serverVersion, extensions: [] }));
  app.get("/v2/health/live", () => ({ live: true }));
  app.get("/v2/health/ready", () => ready(served, {}));
  app.get("/metrics", async (_, reply) => {
    reply.type(metrics.contentType);
    return metrics.text();
  });
  for (const base of ["/v2/models/:model", "/v2/models/:model/versions/:version"]) {
    app.get(base, (request) => metadata(served, request));
    app.get(`${base}/ready`, (request) => {
      refuseOthers(served, request);
      return ready(served, { name: served.manifest.model });
    });
    app.post(`${base}/infer`, (request) => infer(served, request));
  }
  app.post("/predict", (request) => predict(served, request));
}
function ready(served, about) {
  if (!served.ready()) throw new RequestProblem(503, "The server is shutting down.");
  return { ...about, ready: true };
}
function refuseOthers({ manifest }, { params }) {
  const { model, version } = params;
  if (model !== manifest.model || version !== void 0 && version !== manifest.version) {
    throw new RequestProblem(404, `Here is the model ${manifest.model} in version ${manifest.version}, and no other.`);
  }
}
function metadata(served, request) {
  refuseOthers(served, request);
  const { manifest, digest, scorer } = served;
  const tensors = (values) => values.map((value) => ({ name: value.name, datatype: datatypeOf(value), shape: metadataShape(value) }));
  return {
    name: manifest.model,
    versions: [manifest.version],
    platform: "onnx_onnxv1",
    inputs: tensors(scorer.inputs),
    outputs: tensors(scorer.outputs),
    parameters: { digest, task: manifest.task, columns: scorer.columns.map(({ name }) => name) }
  };
}
async function infer(served, request) {
  refuseOthers(served, request);
  if (request.headers["inference-header-content-length"] !== void 0) {
    throw new RequestProblem(400, "Binary tensors are not taken; send the data as JSON.");
  }
  const { manifest, scorer, batcher, metrics } = served;
  const { id, rows, feeds, outputs } = readInferRequest(request.body, scorer, served.maxRows);
  const answer = await blamingRows(() => batcher.run(feeds, rows));
  const tensors = answerTensors(answer, outputs);
  metrics.rows(routeOf(request), rows);
  return {
    model_name: manifest.model,
    model_version: manifest.version,
    ...id === void 0 ? {} : { id },
    outputs: tensors
  };
}
async function predict(served, request) {
  const { manifest, digest, scorer, batcher, metrics } = served;
  const table = tableOfRows(request.body, scorer.columns, served.maxRows);
  const feeds = await blaming(400, async () => scorer.feeds(table));
  const scores = await blamingRows(async () => scorer.scores(await batcher.run(feeds, table.rows), table.rows));
  metrics.rows(routeOf(request), table.rows);
  return { model: manifest.model, version: manifest.version, digest, predictions: predictionsOf(scores) };
}
function blamingRows(body) {
  return blaming(422, body);
}
async function blaming(statusCode, body) {
  try {
    return await body();
  } catch (error) {
    if (error instanceof ConfigurationError) throw new RequestProblem(statusCode, error.message, { cause: error });
    throw error;
  }
}
function routeOf(request) {
  return request.routeOptions.url ?? "unmatched";
}

// packages/server/src/server-metrics.ts
async function serverMetrics(labels) {
  const { Counter, Gauge, Histogram, Registry } = await import("./web-server-XLWKJM5P.js");
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "mlgate_server_requests_total",
    help: "Requests by route and status.",
    labelNames: ["method", "route", "status"],
    registers
  });
  const duration = new Histogram({
    name: "mlgate_server_request_duration_seconds",
    help: "From the first byte of a request to the last of its answer.",
    labelNames: ["method", "route"],
    buckets: [1e-3, 25e-4, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers
  });
  const scored = new Counter({
    name: "mlgate_server_rows_total",
    help: "Rows that were scored.",
    labelNames: ["route"],
    registers
  });
  const batches = new Histogram({
    name: "mlgate_server_batch_rows",
    help: "Rows that one run of the model took, requests of the same moment together.",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096],
    registers
  });
  const info = new Gauge({
    name: "mlgate_server_model_info",
    help: "The model that is served, in the labels; always 1.",
    labelNames: ["model", "version", "digest", "task"],
    registers
  });
  info.set({ ...labels }, 1);
  return {
    request: ({ method, route, status }, seconds) => {
      requests.inc({ method, route, status: String(status) });
      duration.observe({ method, route }, seconds);
    },
    rows: (route, rows) => scored.inc({ route }, rows),
    batch: (rows) => batches.observe(rows),
    text: () => registry.metrics(),
    contentType: registry.contentType
  };
}

// packages/server/src/verify-files.ts
import { dirname, relative, sep } from "node:path";
async function verifyFiles(path, named) {
  const [main, ...beside] = named;
  if (main === void 0) throw new ConfigurationError(`${path}: no file is named.`);
  const folder = dirname(path);
  const found = (await modelFiles(path)).map((file) => relative(folder, file).split(sep).join("/"));
  const strangers = found.filter((name) => !named.some((file) => file.name === name));
  if (found[0] !== main.name || strangers.length > 0 || found.length !== named.length) {
    throw new ConfigurationError(
      `${path}: consists of ${found.join(", ")}, but ${named.map(({ name }) => name).join(", ")} is to be served.`
    );
  }
  for (const { name, digest } of named) {
    const actual = await digestOfFile(`${folder}/${name}`);
    if (actual !== digest) {
      throw new ConfigurationError(
        `${folder}/${name}: is ${actual}, but ${digest} is to be served. The file was changed; deploy the model again.`
      );
    }
  }
  return modelDigest([main, ...beside]);
}

// packages/server/src/start-server.ts
var defaultLimits = {
  bodyBytes: 8 * 1024 * 1024,
  rows: 1e4,
  waitingRows: 1e5,
  requestSeconds: 60,
  drainSeconds: 10
};
var batchRows = 1e3;
async function startServer(options) {
  const { manifest, modelPath, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const digest = await verifyFiles(modelPath, manifest.files);
  const { model, version, task } = manifest;
  const scorer = await openScorer({
    model: modelPath,
    name: model,
    task,
    features: manifest.features,
    classes: manifest.classes,
    output: manifest.output,
    missingString: manifest.missing_string
  });
  const metrics = await serverMetrics({ model, version, digest, task });
  const batcher = createBatcher(scorer.run, { batchRows, waitingRows: limits.waitingRows }, metrics.batch);
  let draining = false;
  const app = await createApp(limits, log);
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    metrics.request({ method, route: routeOf(request), status: reply.statusCode }, reply.elapsedTime / 1e3);
  });
  app.addHook("onSend", async (_, reply) => {
    if (draining) reply.header("connection", "close");
  });
  addModelRoutes(app, {
    manifest,
    digest,
    scorer,
    batcher,
    metrics,
    serverVersion: options.serverVersion,
    maxRows: limits.rows,
    ready: () => !draining
  });
  const host = options.host ?? "127.0.0.1";
  const { url, port } = await listen(app, host, options.port);
  log.info(`Serving ${model} ${version}, ${digest}, at ${url}`);
  let closed;
  const close = async () => {
    draining = true;
    const late = setTimeout(() => app.server.closeAllConnections(), limits.drainSeconds * 1e3);
    await app.close();
    clearTimeout(late);
    await scorer.release();
  };
  return {
    url,
    port,
    close: () => {
      closed ??= close();
      return closed;
    }
  };
}
async function createApp(limits, log) {
  const { fastify } = await import("./web-server-XLWKJM5P.js");
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestSeconds * 1e3,
    // Requests on connections that are still open are answered to the end.
    return503OnClosing: false,
    forceCloseConnections: "idle"
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500 || status === 503) return reply.code(status).send({ error: error.message });
    log.error(`${routeOf(request)}: ${error.stack ?? messageOf(error)}`);
    return reply.code(500).send({ error: "A fault in the server; its log says more." });
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ error: "There is nothing at this address." }));
  return app;
}
async function listen(app, host, port) {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw listenProblem(host, port, cause);
  }
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server has no port");
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${shown}:${address.port}`, port: address.port };
}

// packages/app/src/serve.ts
function serve(request, log, version) {
  return runLaunched(request.processFile, async () => {
    const manifest = await readServingManifest(request.manifest);
    const { onnx: modelPath, port } = request;
    const server = await startServer({ modelPath, manifest, port, serverVersion: version, log });
    log.info(`${manifest.model} version ${manifest.version} serves at ${server.url}`);
    return server;
  });
}
function forward({ processFile, stateFile, port }) {
  return runLaunched(processFile, () => startEntry({ stateFile, port }));
}
export {
  forward,
  serve
};
