import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/deployment/src/start-process.ts
import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
var startDetached = async ({ argv, cwd, env, logFile }) => {
  const [program, ...args] = argv;
  const log = await open(logFile, "a");
  try {
    const child = spawn(program, args, { cwd, env, detached: true, shell: false, stdio: ["ignore", log.fd, log.fd] });
    let ended;
    child.once("exit", (code, signal) => {
      ended = code === null ? `ended by ${signal}` : `ended with exit code ${code}`;
    });
    await new Promise((resolve, reject) => {
      child.once("spawn", resolve);
      child.once(
        "error",
        (cause) => reject(new ConfigurationError(`${program}: cannot be started (${cause.message}).`, { cause }))
      );
    });
    child.unref();
    const { pid } = child;
    if (pid === void 0) throw new TypeError("a spawned process has a number");
    return { pid, ended: () => ended };
  } finally {
    await log.close();
  }
};

export {
  startDetached
};
