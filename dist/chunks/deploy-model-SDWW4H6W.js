import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  deployModel
} from "./chunk-6PGRVO5H.js";
import "./chunk-MDXXGK5Z.js";
import "./chunk-VO65TLZE.js";
import "./chunk-XEL5VGXJ.js";
import "./chunk-E4JHM4B4.js";
import "./chunk-AXGSXEXK.js";
import "./chunk-MLUJHZDT.js";
import "./chunk-HQTQOFJK.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-LRQTEGAM.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-OLPSZKLF.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-X4I4DB4B.js";
import "./chunk-5JG7MS2Z.js";
export {
  deployModel
};
