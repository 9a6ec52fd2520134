import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  publishReport
} from "./chunk-5QCB7EJA.js";
import "./chunk-W5T564O5.js";
import "./chunk-73SNDQWH.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-ET3OWGEZ.js";
import "./chunk-5JG7MS2Z.js";
export {
  publishReport
};
