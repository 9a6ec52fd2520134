import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  batchWorker,
  doOpenBatches
} from "./chunks/chunk-2MI7ZVXG.js";
import "./chunks/chunk-5JG7MS2Z.js";

// packages/statistics/src/resampling/resample-worker.ts
import { isMainThread, workerData } from "node:worker_threads";
function isTask(data) {
  return typeof data === "object" && data !== null && "resampleTask" in data;
}
if (!isMainThread && isTask(workerData)) doOpenBatches(workerData.resampleTask, batchWorker(workerData.resampleTask));
