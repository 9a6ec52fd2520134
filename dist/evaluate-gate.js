import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import "./chunks/chunk-6SYDVAR4.js";
import {
  runAction
} from "./chunks/chunk-UUT7ZONE.js";
import "./chunks/chunk-EJPF5LTV.js";
import "./chunks/chunk-VFTK62NW.js";
import "./chunks/chunk-NZFEDVAA.js";
import "./chunks/chunk-KMMGTRCZ.js";
import "./chunks/chunk-C5PRDL5P.js";
import "./chunks/chunk-2MI7ZVXG.js";
import "./chunks/chunk-5JG7MS2Z.js";

// actions/evaluate-gate/main.ts
await runAction("evaluate-gate");
