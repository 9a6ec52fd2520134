import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  registerModel
} from "./chunk-NYDLJ7X3.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  registerModel
};
