import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import "./chunks/chunk-6SYDVAR4.js";
import {
  runAction
} from "./chunks/chunk-ZZXDYKCW.js";
import "./chunks/chunk-E4SIQRU4.js";
import "./chunks/chunk-EJPF5LTV.js";
import "./chunks/chunk-73SNDQWH.js";
import "./chunks/chunk-QHBPG5OH.js";
import "./chunks/chunk-OLPSZKLF.js";
import "./chunks/chunk-YRPRKC4J.js";
import "./chunks/chunk-X4I4DB4B.js";
import "./chunks/chunk-5JG7MS2Z.js";

// actions/drift-report/main.ts
await runAction("drift-report");
