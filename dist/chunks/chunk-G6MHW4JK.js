import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  runStep
} from "./chunk-ADQE6H5K.js";
import {
  textLogger
} from "./chunk-OT6VWCPN.js";
import {
  version
} from "./chunk-KHEHNSFS.js";
import {
  runProgram
} from "./chunk-CIUPXZ7A.js";
import {
  detectHost
} from "./chunk-75DJPECH.js";
import {
  terminalReport
} from "./chunk-MMDBW2EV.js";
import {
  startDetached
} from "./chunk-QGGBKDRY.js";
import {
  exitCodes,
  failureKind,
  messageOf
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/load-step.ts
var loaders = {
  "validate-data": async () => (await import("./validate-data-IVQZV5PZ.js")).validateData,
  "train-model": async () => (await import("./train-model-KP66CGW6.js")).trainModel,
  "evaluate-gate": async () => (await import("./evaluate-gate-4O6CRPMV.js")).evaluateGate,
  "register-model": async () => (await import("./register-model-PRBQDK2D.js")).registerModel,
  "deploy-model": async () => (await import("./deploy-model-F2JIZKAL.js")).deployModel,
  "drift-report": async () => (await import("./drift-report-OBEFEHZJ.js")).driftReport,
  "publish-report": async () => (await import("./publish-report-S37Y3TU2.js")).publishReport
};
var stepNames = Object.keys(loaders);
async function loadStep(name) {
  return isStepName(name) ? loaders[name]() : void 0;
}
function isStepName(name) {
  return Object.hasOwn(loaders, name);
}

// packages/app/src/last-resort.ts
function endOnFault(process2, write) {
  const end = (error) => {
    const kind = failureKind(error);
    const stack = error instanceof Error ? error.stack : void 0;
    write(kind === "bug" ? `A fault in mlgate: ${stack ?? messageOf(error)}` : messageOf(error));
    process2.exit(exitCodes[kind]);
  };
  process2.on("uncaughtException", end);
  process2.on("unhandledRejection", end);
  return end;
}

// packages/app/src/launch.ts
import { fileURLToPath } from "node:url";
var inherited = ["PATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME", "RUNNER_TOOL_CACHE", "SYSTEMROOT"];
function launchFrom(env) {
  const entries = inherited.flatMap((name) => {
    const value = env[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { mlgate: [process.execPath, commandFile()], env: Object.fromEntries(entries), start: startDetached };
}
function commandFile(moduleUrl = import.meta.url) {
  if (moduleUrl.endsWith(".ts")) return fileURLToPath(new URL("../bin/mlgate.js", moduleUrl));
  const inChunk = new URL(".", moduleUrl).pathname.endsWith("/chunks/");
  return fileURLToPath(new URL(inChunk ? "../mlgate.js" : "./mlgate.js", moduleUrl));
}

// packages/app/src/line-progress.ts
var quietMs = 1e4;
function lineProgress(log, monotonicMs) {
  let state;
  return {
    start: (label, total, unit) => {
      state = { label, total, unit, done: 0, nextAt: monotonicMs() + quietMs };
    },
    advance: (by) => {
      if (state === void 0) return;
      state.done += by;
      if (monotonicMs() < state.nextAt) return;
      state.nextAt = monotonicMs() + quietMs;
      const share = state.total ? ` (${Math.floor(100 * state.done / state.total)}%)` : "";
      log.info(
        `${state.label}: ${state.done}${state.total === void 0 ? "" : ` of ${state.total}`} ${state.unit}${share}`
      );
    },
    stop: () => {
      state = void 0;
    }
  };
}

// packages/app/src/system-clock.ts
import { performance } from "node:perf_hooks";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  monotonicMs: () => performance.now()
};

// packages/app/src/run-action.ts
var logColumns = 120;
async function runAction(name) {
  process.noDeprecation = true;
  const log = textLogger((line) => process.stderr.write(line), process.env.RUNNER_DEBUG === "1" ? "debug" : "info");
  endOnFault(process, log.error);
  const write = (text) => process.stdout.write(text);
  const host = () => detectHost(process.env, { fetch: globalThis.fetch, write, exec: runProgram, log });
  const wanted = name ?? host().input("step") ?? "";
  const step = await loadStep(wanted);
  if (step === void 0) {
    log.error(`Input step is ${JSON.stringify(wanted)}; it takes ${stepNames.join(", ")}.`);
    return endProcess(exitCodes.configuration);
  }
  const outcome = await runStep(step, host, {
    cwd: process.cwd(),
    clock: systemClock,
    exec: runProgram,
    log,
    variable: (name2) => process.env[name2],
    launch: launchFrom(process.env),
    fetch: globalThis.fetch,
    progress: lineProgress(log, systemClock.monotonicMs),
    version
  });
  write(`${terminalReport(outcome.report, { colour: false, columns: logColumns })}
`);
  return endProcess(outcome.exitCode);
}
async function endProcess(code) {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise((resolve) => void stream.write("", () => resolve()));
  }
  process.exit(code);
}

export {
  endOnFault,
  launchFrom,
  lineProgress,
  systemClock,
  runAction,
  endProcess
};
