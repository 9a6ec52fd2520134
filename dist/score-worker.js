import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  loadRuntime,
  openSession,
  runRowWise,
  workerArgument
} from "./chunks/chunk-JYV4YOEV.js";
import "./chunks/chunk-C5PRDL5P.js";
import {
  messageOf
} from "./chunks/chunk-7DIE7WF5.js";
import "./chunks/chunk-5JG7MS2Z.js";

// packages/models/src/score-worker.ts
import { performance } from "node:perf_hooks";
function serve(send) {
  let task;
  let opened;
  process.on("message", async (request) => {
    if ("task" in request) {
      task = request.task;
      opened = open(task);
      return;
    }
    const model = await opened;
    if (task === void 0 || model === void 0) throw new TypeError("rows came before the model");
    send("session" in model ? await score(model.session, task, request.feeds) : model);
  });
}
async function open(task) {
  let stage = "native";
  try {
    const runtime = await loadRuntime();
    stage = "load";
    return { session: await openSession(runtime, task.model) };
  } catch (error) {
    return { ok: false, stage, message: messageOf(error) };
  }
}
var largestAnswerBytes = 256 * 1024 ** 2;
async function score(session, task, feeds) {
  try {
    const started = performance.now();
    const outputs = task.rowWise ? await runRowWise(session, task.outputs, feeds) : await session.run(task.outputs, feeds);
    const milliseconds = performance.now() - started;
    const bytes = outputs.reduce((sum, { data }) => sum + sizeOf(data), 0);
    if (bytes <= largestAnswerBytes) return { ok: true, outputs, milliseconds };
    const shapes = outputs.map(({ name, dims }) => `${name} [${dims.join(", ")}]`).join(", ");
    return { ok: false, stage: "run", message: `the outputs are too large: ${shapes}` };
  } catch (error) {
    return { ok: false, stage: "run", message: messageOf(error) };
  }
}
function sizeOf(data) {
  return Array.isArray(data) ? data.reduce((sum, text) => sum + 8 + text.length, 0) : data.byteLength;
}
if (process.argv[2] === workerArgument && process.send !== void 0) {
  const send = process.send.bind(process);
  serve((answer) => {
    send(answer);
  });
}
