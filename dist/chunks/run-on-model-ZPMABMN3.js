import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  depsOnModel,
  runOnModel
} from "./chunk-GWH3VK37.js";
import "./chunk-JNZO4DEN.js";
import "./chunk-J3AUPPLQ.js";
import "./chunk-QL4TXZ3F.js";
import "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-UTANSQGK.js";
import "./chunk-MMDBW2EV.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";
export {
  depsOnModel,
  runOnModel
};
