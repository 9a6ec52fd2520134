import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  registerModel
} from "./chunk-C67O6AOE.js";
import "./chunk-3ZFRYI6Q.js";
import "./chunk-5SBOMFZQ.js";
import "./chunk-6ZY72E4H.js";
import "./chunk-TW3PUGPH.js";
import "./chunk-A3MQQHUW.js";
import "./chunk-VLKNGEHG.js";
import "./chunk-L7PWTVCJ.js";
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
