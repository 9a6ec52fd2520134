import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  trainModel
} from "./chunk-UPUTZINR.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  trainModel
};
