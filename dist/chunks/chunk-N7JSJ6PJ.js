import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  require_pino
} from "./chunk-INQIRDEY.js";
import {
  textLogger
} from "./chunk-OT6VWCPN.js";
import {
  commandStart
} from "./chunk-FFKW6HUN.js";
import {
  __toESM
} from "./chunk-5JG7MS2Z.js";

// packages/app/src/logger.ts
var import_pino = __toESM(require_pino(), 1);
function createLogger(write, options) {
  if (options.format === "json") {
    const log = (0, import_pino.pino)(
      { level: options.level, base: null },
      { write: (line) => write(line.replace(commandStart, "#\\u0023")) }
    );
    return {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message)
    };
  }
  return textLogger(write, options.level);
}

export {
  createLogger
};
