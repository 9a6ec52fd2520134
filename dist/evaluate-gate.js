import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import "./chunks/chunk-6SYDVAR4.js";
import {
  runAction
} from "./chunks/chunk-G6MHW4JK.js";
import "./chunks/chunk-ADQE6H5K.js";
import "./chunks/chunk-OT6VWCPN.js";
import "./chunks/chunk-KHEHNSFS.js";
import "./chunks/chunk-CIUPXZ7A.js";
import "./chunks/chunk-FFKW6HUN.js";
import "./chunks/chunk-75DJPECH.js";
import "./chunks/chunk-UTANSQGK.js";
import "./chunks/chunk-MMDBW2EV.js";
import "./chunks/chunk-K2YW2YVF.js";
import "./chunks/chunk-EDLMCGVH.js";
import "./chunks/chunk-73SNDQWH.js";
import "./chunks/chunk-C2G5GHI6.js";
import "./chunks/chunk-QGGBKDRY.js";
import "./chunks/chunk-NFL6GSK7.js";
import "./chunks/chunk-RCV4B554.js";
import "./chunks/chunk-YRPRKC4J.js";
import "./chunks/chunk-7DIE7WF5.js";
import "./chunks/chunk-5JG7MS2Z.js";

// actions/evaluate-gate/main.ts
await runAction("evaluate-gate");
