import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  validateData
} from "./chunk-5NQGP2KO.js";
import "./chunk-ZR52HWXG.js";
import "./chunk-HLEYZ2PQ.js";
import "./chunk-FZA7CV3Y.js";
import "./chunk-PD2O4Y5A.js";
import "./chunk-W5T564O5.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-P4FOKUUC.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-73SNDQWH.js";
import "./chunk-DO6RODUF.js";
import "./chunk-R7LRGDHM.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-ET3OWGEZ.js";
import "./chunk-5JG7MS2Z.js";
export {
  validateData
};
