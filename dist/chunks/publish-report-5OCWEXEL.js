import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  publishReport
} from "./chunk-WVVIY7KZ.js";
import "./chunk-HQTQOFJK.js";
import "./chunk-73SNDQWH.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-X4I4DB4B.js";
import "./chunk-5JG7MS2Z.js";
export {
  publishReport
};
