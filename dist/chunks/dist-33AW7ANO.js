import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  require_dist
} from "./chunk-KRA2X4PD.js";
import "./chunk-5JG7MS2Z.js";
export default require_dist();
