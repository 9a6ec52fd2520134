import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  validateData
} from "./chunk-T7WXS2L2.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  validateData
};
