import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  harmlessLine
} from "./chunk-FFKW6HUN.js";

// packages/app/src/text-logger.ts
var order = ["debug", "info", "warn", "error"];
var prefix = { debug: "debug: ", info: "", warn: "warning: ", error: "error: " };
function textLogger(write, atLeast) {
  const at = (level) => (message) => {
    if (order.indexOf(level) < order.indexOf(atLeast)) return;
    for (const line of message.split(/\r?\n/)) write(`${harmlessLine(prefix[level] + line)}
`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export {
  textLogger
};
