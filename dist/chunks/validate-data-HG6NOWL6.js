import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  validateData
} from "./chunk-726FKMCK.js";
import "./chunk-4FOCTKYN.js";
import "./chunk-AXGSXEXK.js";
import "./chunk-BI77I3SJ.js";
import "./chunk-MLUJHZDT.js";
import "./chunk-HQTQOFJK.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-LRQTEGAM.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-73SNDQWH.js";
import "./chunk-QHBPG5OH.js";
import "./chunk-OLPSZKLF.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-X4I4DB4B.js";
import "./chunk-5JG7MS2Z.js";
export {
  validateData
};
