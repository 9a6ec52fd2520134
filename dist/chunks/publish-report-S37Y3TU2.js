import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  publishReport
} from "./chunk-SEI6R3MF.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  publishReport
};
