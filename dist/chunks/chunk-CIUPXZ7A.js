import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/app/src/process-tree.ts
import { readdir, readFile } from "node:fs/promises";
async function processTree(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""))
  );
  const pids = children.join(" ").split(" ").filter(Boolean).map(Number);
  const below = await Promise.all(pids.map(processTree));
  return threads.length === 0 ? [] : [pid, ...below.flat()];
}
async function memoryOf(pids) {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const fields = status.matchAll(/^Vm(?:RSS|Swap):\s*(\d+) kB$/gm);
      return [...fields].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
    })
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

// packages/app/src/run-program.ts
var outputLimitBytes = 64 * 1024 * 1024;
var runProgram = async (request) => {
  const { execa } = await import("./execa-FNEXQNQ6.js");
  const [program, ...args] = request.argv;
  const child = execa(program, args, {
    cwd: request.cwd,
    env: { ...inherited(request.inherit ?? []), ...request.env },
    extendEnv: false,
    preferLocal: false,
    shell: false,
    stdin: "ignore",
    reject: false,
    all: true,
    stripFinalNewline: false,
    ...request.stdoutFile === void 0 ? {} : { stdout: { file: request.stdoutFile } },
    // With lines going to the caller, keeping them too would only fill memory.
    buffer: {
      stdout: request.onLine === void 0 && request.stdoutFile === void 0,
      stderr: request.onLine === void 0,
      all: false
    },
    maxBuffer: outputLimitBytes,
    forceKillAfterDelay: 5e3,
    ...request.timeoutSeconds === void 0 ? {} : { timeout: request.timeoutSeconds * 1e3 }
  });
  const watch = watchMemory(child.pid, request.memoryBytes);
  if (request.onLine !== void 0) {
    for await (const line of child.iterable({ from: "all" })) request.onLine(line);
  }
  const result = await child;
  const memoryExceeded = await watch.end();
  if (result.code === "ENOENT" || result.code === "EACCES") {
    throw new ConfigurationError(cannotRun(program, request.cwd, result.code), { cause: result.cause });
  }
  if (result.isMaxBuffer) throw new ConfigurationError(`${program}: printed more than 64 MiB.`);
  return {
    exitCode: result.exitCode,
    signal: result.signal,
    timedOut: result.timedOut,
    memoryExceeded,
    stdout: typeof result.stdout === "string" ? result.stdout : "",
    stderrTail: typeof result.stderr === "string" ? result.stderr.slice(-4096) : ""
  };
};
var watchIntervalMs = 250;
function watchMemory(pid, memoryBytes) {
  if (pid === void 0 || memoryBytes === void 0) return { end: async () => false };
  let exceeded = false;
  let ended = false;
  let next;
  const look = async () => {
    const pids = await processTree(pid);
    if (await memoryOf(pids) > memoryBytes) {
      exceeded = true;
      for (const one of pids) killIfAlive(one);
      return;
    }
    if (!ended) next = setTimeout(() => looking = look(), watchIntervalMs);
  };
  let looking = look();
  return {
    end: async () => {
      ended = true;
      clearTimeout(next);
      await looking;
      return exceeded;
    }
  };
}
function killIfAlive(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
  }
}
function cannotRun(program, cwd, code) {
  const trained = "If it is the training, correct train.command in mlgate.yml.";
  if (code === "EACCES") return `${program}: may not be run (EACCES). Is it executable? ${trained}`;
  const place = /[/\\]/.test(program) ? `below ${cwd}` : "in any folder of PATH";
  return `${program}: no such program ${place} (ENOENT). Install it or correct its name. ${trained}`;
}
function inherited(names) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === void 0 ? [] : [[name, value]];
    })
  );
}

export {
  runProgram
};
