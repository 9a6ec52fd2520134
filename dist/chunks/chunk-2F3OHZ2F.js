import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  defaultLimits,
  watchProcesses
} from "./chunk-LG7YQN7L.js";
import {
  ConfigurationError,
  commandFiles
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/own-code/module-process.ts
import { spawn } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
var inherited = ["SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ"];
var longestMessage = 500;
var runner = `import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
const { rows, columns } = deserialize(readFileSync(new URL('rows.bin', import.meta.url)))
const end = () => process.exit(0)
try {
  const answer = (await import('./own.mjs')).default
  if (typeof answer !== 'function') throw new TypeError('it has no function as its default export')
  process.send({ value: await answer({ rows, columns }) }, end)
} catch (error) {
  process.send({ problem: error instanceof Error ? error.name + ': ' + error.message : String(error) }, end)
}
`;
async function askModule(where, module, { rows, columns }, { limits = defaultLimits(), quiet = false } = {}) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "mlgate-own-")));
  try {
    const plain = Object.fromEntries([...columns].map(([name, { values }]) => [name, values]));
    await writeFile(join(folder, "rows.bin"), serialize({ rows, columns: plain }));
    await writeFile(join(folder, "own.mjs"), module);
    await writeFile(join(folder, "run.mjs"), runner);
    const answer = await answerOf(folder, limits);
    if ("value" in answer) return answer.value;
    const words = "limit" in answer ? answer.limit : quiet ? "the module failed" : answer.problem;
    throw new ConfigurationError(`${where}: ${words.slice(0, longestMessage)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
async function answerOf(folder, limits) {
  const child = spawn(process.execPath, ["--permission", `--allow-fs-read=${folder}`, "--no-warnings", "run.mjs"], {
    cwd: folder,
    env: Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // NaN and infinities are lost in JSON.
    serialization: "advanced"
  });
  let lastWords = "";
  child.stderr?.on("data", (chunk) => {
    lastWords = (lastWords + chunk.toString()).slice(-longestMessage);
  });
  const closed = Promise.withResolvers();
  child.once("close", () => closed.resolve());
  const { promise, resolve, reject } = Promise.withResolvers();
  child.once("error", reject);
  child.once("message", (message) => resolve(readAnswer(message)));
  child.once(
    "close",
    (code, signal) => resolve({ problem: `the module ended (${signal ?? `exit code ${code}`}) without an answer. ${lastWords.trim()}` })
  );
  const pids = () => child.pid === void 0 ? [] : [child.pid];
  const stopWatching = watchProcesses(pids, limits, (reason) => resolve({ limit: `the module ${reason}` }));
  try {
    return await promise;
  } finally {
    stopWatching();
    child.kill("SIGKILL");
    await closed.promise;
  }
}
function readAnswer(message) {
  if (typeof message === "object" && message !== null) {
    if ("value" in message) return { value: message.value };
    if ("problem" in message && typeof message.problem === "string") return { problem: message.problem };
  }
  return { problem: "the module sent something that is no answer" };
}

// packages/steps/src/own-code/policy-code.ts
import { chmod, mkdir, realpath as realpath2, writeFile as writeFile2 } from "node:fs/promises";
import { dirname, join as join2, posix } from "node:path";
function refuseBesideCredentials(where, credentials, otherwise) {
  if (credentials.length === 0) return;
  throw new ConfigurationError(
    `${where}: will not run beside credentials, and this job has ${credentials.join(", ")}. Judge in a job without these variables, or ${otherwise}, which needs no program.`
  );
}
async function policyModule(where, what, path, policy) {
  const bytes = await policy.readFile(path);
  if (bytes !== void 0) return bytes;
  throw new ConfigurationError(
    `${where}: there is no ${JSON.stringify(path)} where the policy is read (${policy.origin}). A ${what}'s code is policy: merge it first.`
  );
}
async function policyCommand(command, policy, folder) {
  const home = await realpath2(folder);
  const argv = [...command];
  for (const { place, path } of commandFiles(command)) {
    const bytes = await readIfThere(path, policy);
    if (bytes === void 0) continue;
    const copy = join2(home, posix.join("/", path));
    await mkdir(dirname(copy), { recursive: true });
    await writeFile2(copy, bytes);
    if (place === 0) await chmod(copy, 448);
    argv[place] = copy;
  }
  return argv;
}
async function readIfThere(path, policy) {
  try {
    return await policy.readFile(path);
  } catch (error) {
    if (error instanceof ConfigurationError && policy.tip === void 0) return void 0;
    throw error;
  }
}

export {
  askModule,
  refuseBesideCredentials,
  policyModule,
  policyCommand
};
