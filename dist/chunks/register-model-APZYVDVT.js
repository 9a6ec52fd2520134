import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  registerModel
} from "./chunk-JSEZQPMV.js";
import "./chunk-3QSYF6GG.js";
import "./chunk-WFXGAQ2S.js";
import "./chunk-ATFLFVA3.js";
import "./chunk-HLEYZ2PQ.js";
import "./chunk-A3MQQHUW.js";
import "./chunk-5PXKZWKY.js";
import "./chunk-PD2O4Y5A.js";
import "./chunk-W5T564O5.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-P4FOKUUC.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-R7LRGDHM.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-ET3OWGEZ.js";
import "./chunk-5JG7MS2Z.js";
export {
  registerModel
};
