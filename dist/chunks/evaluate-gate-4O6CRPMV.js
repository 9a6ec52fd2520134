import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  evaluateGate
} from "./chunk-XFPP5SBQ.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  evaluateGate
};
