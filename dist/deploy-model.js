import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import "./chunks/chunk-6SYDVAR4.js";
import {
  runAction
} from "./chunks/chunk-PRQPUDDY.js";
import "./chunks/chunk-DX53MVFE.js";
import "./chunks/chunk-K5WTD5WH.js";
import "./chunks/chunk-EJPF5LTV.js";
import "./chunks/chunk-73SNDQWH.js";
import "./chunks/chunk-DO6RODUF.js";
import "./chunks/chunk-R7LRGDHM.js";
import "./chunks/chunk-YRPRKC4J.js";
import "./chunks/chunk-ET3OWGEZ.js";
import "./chunks/chunk-5JG7MS2Z.js";

// actions/deploy-model/main.ts
await runAction("deploy-model");
