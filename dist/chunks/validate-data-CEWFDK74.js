import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  validateData
} from "./chunk-X7YQ75FY.js";
import "./chunk-YRPRKC4J.js";
import "./chunk-5JG7MS2Z.js";
export {
  validateData
};
