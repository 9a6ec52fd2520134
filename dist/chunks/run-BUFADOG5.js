import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  assignFiles,
  findContracts,
  openDataFiles,
  runValidateData
} from "./chunk-G4JBX56Y.js";
import "./chunk-2F3OHZ2F.js";
import "./chunk-IZCVMWM4.js";
import "./chunk-QL4TXZ3F.js";
import "./chunk-CDPVWOZR.js";
import "./chunk-PJ4TODX5.js";
import "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-GDV3E7U7.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";
export {
  assignFiles,
  findContracts,
  openDataFiles,
  runValidateData
};
