import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  require_tar_stream
} from "./chunk-C5PRDL5P.js";
import {
  ConfigurationError,
  InfrastructureError,
  messageOf
} from "./chunk-7DIE7WF5.js";
import {
  __toESM
} from "./chunk-5JG7MS2Z.js";

// packages/natives/src/cache-folder.ts
import { isAbsolute, join } from "node:path";
function cacheFolder(env, os, home) {
  const absolute = (name) => {
    const value = env[name];
    return value !== void 0 && isAbsolute(value) ? value : void 0;
  };
  const userCache = () => {
    if (os === "darwin") return join(home, "Library", "Caches");
    if (os === "win32") return absolute("LOCALAPPDATA") ?? join(home, "AppData", "Local");
    return absolute("XDG_CACHE_HOME") ?? join(home, ".cache");
  };
  return join(absolute("RUNNER_TOOL_CACHE") ?? userCache(), "mlgate", "natives");
}

// packages/natives/src/load-native.ts
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir as homedir2 } from "node:os";
import { dirname as dirname3, join as join5, sep } from "node:path";
import { fileURLToPath } from "node:url";

// packages/natives/src/install-native.ts
import { createHash as createHash2, randomUUID } from "node:crypto";
import { mkdir as mkdir2, rename, rm, stat } from "node:fs/promises";
import { join as join3 } from "node:path";

// packages/natives/src/download.ts
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
var largestTarball = 1024 ** 3;
async function downloadTarball(wanted, registry, file, options) {
  const { name, version, integrity } = wanted;
  const url = new URL(`${name}/-/${name.split("/").at(-1)}-${version}.tgz`, registry.url);
  const silence = new SilenceTimer(options.timeoutSeconds);
  const hash = createHash("sha512");
  let bytes = 0;
  try {
    const response = await options.fetch(url, {
      headers: registry.authorization === void 0 ? {} : { authorization: registry.authorization },
      signal: silence.signal
    });
    if (!response.ok || response.body === null) throw refusal(url, response.status, wanted);
    const watch = async function* (chunks) {
      for await (const chunk of chunks) {
        silence.restart();
        hash.update(chunk);
        bytes += chunk.byteLength;
        if (bytes > largestTarball) {
          throw new InfrastructureError(`${url}: sends more than ${largestTarball} bytes.`, { retryable: false });
        }
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file), { signal: silence.signal });
  } catch (cause) {
    if (cause instanceof InfrastructureError) throw cause;
    const reason = silence.signal.aborted ? `no answer for ${options.timeoutSeconds} seconds` : bytes > 0 ? `the connection ended after ${bytes} bytes, before the file did` : "cannot be reached";
    throw new InfrastructureError(`${url}: ${reason}. Nothing was installed.`, { retryable: true, cause });
  } finally {
    silence.stop();
  }
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) {
    throw new InfrastructureError(
      `${url}: is not the file that is pinned: ${integrity} is expected, ${found} came (${bytes} bytes). Nothing was installed. The registry, or something before it, serves a changed or cut file.`,
      { retryable: false }
    );
  }
}
function refusal(url, status, { name, version }) {
  const advice = status === 404 ? `The registry does not have ${name} ${version}; check npm's setting registry.` : status === 401 || status === 403 ? "The registry wants other credentials; check the _authToken for its host in your .npmrc." : "Nothing was installed.";
  return new InfrastructureError(`${url}: answers ${status}. ${advice}`, { retryable: status >= 500 || status === 429 });
}
var SilenceTimer = class {
  #controller = new AbortController();
  #timer;
  constructor(seconds) {
    this.#timer = setTimeout(() => this.#controller.abort(), seconds * 1e3);
  }
  get signal() {
    return this.#controller.signal;
  }
  restart() {
    this.#timer.refresh();
  }
  stop() {
    clearTimeout(this.#timer);
  }
};

// packages/natives/src/machine.ts
function thisMachine() {
  return { os: process.platform, cpu: process.arch, libc: process.platform === "linux" ? libcHere() : void 0 };
}
function libcHere() {
  const report = process.report.getReport();
  const header = typeof report === "object" && report !== null && "header" in report ? report.header : {};
  const hasGlibc = typeof header === "object" && header !== null && "glibcVersionRuntime" in header;
  return hasGlibc ? "glibc" : "musl";
}
function machineWords(machine) {
  return [machine.os, machine.cpu, ...machine.libc === "musl" ? ["musl"] : []].join("-");
}
function neededOn(machine, path) {
  if (/\.(?:d\.[cm]?ts|map|md)$/.test(path) || /^(?:script|src)\//.test(path)) return false;
  const foreign = /^bin\/[^/]+\/(?<os>[^/]+)\/(?<cpu>[^/]+)\//.exec(path)?.groups;
  return foreign === void 0 || foreign.os === machine.os && foreign.cpu === machine.cpu;
}

// packages/natives/src/natives-lock.ts
function packagesFor(machine, packages) {
  return packages.filter(
    ({ os, cpu, libc }) => (os?.includes(machine.os) ?? true) && (cpu?.includes(machine.cpu) ?? true) && (libc === void 0 || machine.libc !== void 0 && libc.includes(machine.libc))
  );
}

// packages/natives/src/unpack.ts
import { createReadStream, createWriteStream as createWriteStream2 } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";
import { pipeline as pipeline2 } from "node:stream/promises";
import { createGunzip } from "node:zlib";
var import_tar_stream = __toESM(require_tar_stream(), 1);
async function unpackTarball(file, folder, wanted) {
  const archive = (0, import_tar_stream.extract)();
  const feeding = pipeline2(createReadStream(file), createGunzip(), archive);
  const unpacking = (async () => {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      if (type !== "file" && type !== "contiguous-file" && type !== "directory") {
        throw new InfrastructureError(
          `The package holds a ${type}, ${JSON.stringify(name)}; only files are unpacked.`,
          {
            retryable: false
          }
        );
      }
      const path = type === "directory" ? void 0 : pathWithin(name);
      if (path === void 0 || !wanted(path)) {
        entry.resume();
        continue;
      }
      const target = join2(folder, ...path.split("/"));
      await mkdir(dirname(target), { recursive: true });
      await pipeline2(entry, createWriteStream2(target, { flags: "wx" }));
    }
  })();
  const [unpacked, fed] = await Promise.allSettled([unpacking, feeding]);
  const failure = [unpacked, fed].find((result) => result.status === "rejected");
  if (failure === void 0) return;
  const cause = failure.reason;
  if (cause instanceof InfrastructureError) throw cause;
  throw new InfrastructureError(`${file}: cannot be unpacked.`, { retryable: false, cause });
}
function pathWithin(name) {
  const [, ...parts] = name.split("/");
  const bad = parts.length === 0 || parts.some((part) => part === "" || part === "." || part === "..");
  if (bad || name.startsWith("/") || /[\\:\p{Cc}]/u.test(name)) {
    throw new InfrastructureError(`The package holds the path ${JSON.stringify(name)}, which leads out of it.`, {
      retryable: false
    });
  }
  return parts.join("/");
}

// packages/natives/src/install-native.ts
async function installNative(installation) {
  const { name, locked, machine, cache, registry, fetch: fetch2, useProxies: useProxies2, timeoutSeconds } = installation;
  const packages = packagesFor(machine, locked);
  refuseForeignMachine(name, locked, packages, machine);
  const folder = join3(cache, folderName(name, packages, machine));
  if (await isFolder(folder)) return folder;
  const source = await registry();
  const restoreProxies = useProxies2();
  const temporary = join3(cache, `.${randomUUID()}.tmp`);
  try {
    await mkdir2(temporary, { recursive: true });
    for (const wanted of packages) {
      const tarball = join3(temporary, "package.tgz");
      await downloadTarball(wanted, source, tarball, { fetch: fetch2, timeoutSeconds });
      const target = join3(temporary, "node_modules", ...wanted.name.split("/"));
      await unpackTarball(tarball, target, (path) => neededOn(machine, path));
      await rm(tarball);
    }
    await moveIntoPlace(temporary, folder);
  } finally {
    restoreProxies();
    await rm(temporary, { recursive: true, force: true });
  }
  return folder;
}
function refuseForeignMachine(name, locked, packages, machine) {
  const bound = (list) => list.some(({ os, cpu }) => (cpu ?? os) !== void 0);
  const [root] = locked;
  if (root === void 0 || !packages.includes(root) || bound(locked) && !bound(packages)) {
    throw new ConfigurationError(
      `${name} is not pinned for ${machineWords(machine)}. Install it beside mlgate: npm install ${name}@${root?.version}`
    );
  }
}
function folderName(name, packages, machine) {
  const pins = createHash2("sha256").update(packages.map(({ integrity }) => integrity).join("\n"));
  const readable = `${name.replace("@", "").replace("/", "-")}-${packages[0]?.version}-${machineWords(machine)}`;
  return `${readable}-${pins.digest("hex").slice(0, 16)}`;
}
async function moveIntoPlace(temporary, folder) {
  try {
    await rename(temporary, folder);
  } catch (error) {
    if (!await isFolder(folder)) throw error;
  }
}
async function isFolder(path) {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

// packages/natives/src/natives-lock.json
var natives_lock_default = {
  "@duckdb/node-api": [
    {
      name: "@duckdb/node-api",
      version: "1.5.6-r.1",
      integrity: "sha512-yIPol6P4EQmsAUsb27donJf7iADrM31Ei/WkvhkZpSscjhEErYsuF19lsJ/qz5mUWxsKFQpLdjvrlhPQnMTBqw=="
    },
    {
      name: "@duckdb/node-bindings",
      version: "1.5.6-r.1",
      integrity: "sha512-/pWlTyvKC1d16iSMJCBAPwlmzoeXRs5Y9cqG+TpKd/YAW6Ke05FJg099v/Im2bkS9BgznNyNcAK1NxA1eQhSUw=="
    },
    {
      name: "@duckdb/node-bindings-linux-x64",
      version: "1.5.6-r.1",
      integrity: "sha512-IXcrZJE6kEqM0Z4wwdVnGBHX/frOS33VPNAwDXQ/Q+Fs84b058Qe94chrCCIcNJlG8Y3UHIUU4eBeCQxW5mN1Q==",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["glibc"]
    },
    {
      name: "@duckdb/node-bindings-linux-x64-musl",
      version: "1.5.6-r.1",
      integrity: "sha512-PVzIEZqp7QN07WBgjmIH0cK2GKXR735KmL6wnghTzRnhHWrePxx3MjZB9zZHI8tB73wdF8luarBm4EgqSjGyVA==",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"]
    },
    {
      name: "detect-libc",
      version: "2.1.2",
      integrity: "sha512-Btj2BOOO83o3WyH59e8MgXsxEQVcarkUOpEYrubB0urwnN10yQ364rsiByU11nZlqWYZm05i/of7io4mzihBtQ=="
    }
  ],
  "onnxruntime-node": [
    {
      name: "onnxruntime-node",
      version: "1.30.0",
      integrity: "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==",
      os: ["win32", "darwin", "linux"]
    },
    {
      name: "onnxruntime-common",
      version: "1.30.0",
      integrity: "sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA=="
    }
  ]
};

// packages/natives/src/proxies.ts
import http from "node:http";
function useProxies(env) {
  const proxied = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].some((name) => env[name]);
  if (!proxied || typeof http.setGlobalProxyFromEnv !== "function") return () => {
  };
  return http.setGlobalProxyFromEnv(env);
}

// packages/natives/src/registry.ts
import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname as dirname2, join as join4 } from "node:path";
import { promisify } from "node:util";

// packages/natives/src/npmrc.ts
function parseNpmrc(text, env) {
  const settings = /* @__PURE__ */ new Map();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === void 0 || value === void 0) continue;
    const bare = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
    settings.set(
      key,
      bare.replace(/\$\{([^}]+)\}/g, (whole, name) => env[name] ?? whole)
    );
  }
  return settings;
}
function authorizationFor(registry, settings) {
  const parts = registry.pathname.split("/").filter((part) => part !== "");
  for (let length = parts.length; length >= 0; length -= 1) {
    const path = parts.slice(0, length).map((part) => `${part}/`);
    const prefix = `//${registry.host}/${path.join("")}`;
    const token = settings.get(`${prefix}:_authToken`);
    if (token !== void 0) return `Bearer ${token}`;
    const basic = settings.get(`${prefix}:_auth`);
    if (basic !== void 0) return `Basic ${basic}`;
  }
  return void 0;
}

// packages/natives/src/registry.ts
async function npmRegistry(env, askNpm) {
  const settings = await userSettings(env);
  const named = variable(env, "npm_config_registry") ?? settings.get("registry") ?? await askNpm();
  if (named === void 0 || named === "") {
    throw new ConfigurationError(
      "npm is not here to say which package registry to use. Set npm_config_registry to the address of one."
    );
  }
  const url = URL.parse(named.endsWith("/") ? named : `${named}/`);
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") {
    throw new ConfigurationError("npm's setting registry is no plain http or https address.");
  }
  return { url, authorization: authorizationFor(url, settings) };
}
function variable(env, name) {
  const key = Object.keys(env).find((one) => one.toLowerCase() === name && env[one] !== "");
  return key === void 0 ? void 0 : env[key];
}
async function userSettings(env) {
  const file = variable(env, "npm_config_userconfig") ?? join4(env.HOME ?? env.USERPROFILE ?? homedir(), ".npmrc");
  try {
    return parseNpmrc(await readFile(file, "utf8"), env);
  } catch {
    return /* @__PURE__ */ new Map();
  }
}
async function askNpmForRegistry() {
  for (const [program, ...leading] of await npmCommands()) {
    try {
      const { stdout } = await promisify(execFile)(program, [...leading, "config", "get", "registry"], {
        cwd: tmpdir(),
        timeout: 3e4
      });
      const answer = stdout.trim();
      if (URL.canParse(answer)) return answer;
    } catch {
    }
  }
  return void 0;
}
async function npmCommands() {
  const bin = dirname2(process.execPath);
  const scripts = [join4(bin, "..", "lib", "node_modules"), join4(bin, "node_modules")].map(
    (folder) => join4(folder, "npm", "bin", "npm-cli.js")
  );
  const found = [];
  for (const script of scripts) {
    try {
      await access(script);
      found.push([process.execPath, script]);
    } catch {
    }
  }
  return process.platform === "win32" ? found : [...found, ["npm"]];
}

// packages/natives/src/load-native.ts
var pinned = natives_lock_default;
async function loadNative(name, options = {}) {
  const source = { ...sourceHere(), ...options };
  const installed = loadInstalled(name, source);
  if (installed !== void 0) return installed;
  const folder = await installNative({
    name,
    locked: source.lock[name],
    machine: source.machine,
    cache: source.cache,
    registry: () => npmRegistry(source.env, source.askNpm),
    fetch: source.fetch,
    useProxies: () => useProxies(source.env),
    timeoutSeconds: source.timeoutSeconds
  });
  return requireFrom(name, join5(folder, "package.json"), source.machine);
}
function sourceHere() {
  const machine = thisMachine();
  return {
    installedNear: import.meta.url,
    env: process.env,
    machine,
    cache: cacheFolder(process.env, machine.os, homedir2()),
    lock: pinned,
    fetch,
    askNpm: askNpmForRegistry,
    timeoutSeconds: 60
  };
}
function loadInstalled(name, source) {
  if (source.installedNear === void 0) return void 0;
  const requireNear = createRequire(source.installedNear);
  const own = ownModules(fileURLToPath(source.installedNear));
  try {
    const found = requireNear.resolve(`${name}/package.json`);
    if (own === void 0 || !found.startsWith(own + sep)) return void 0;
    const manifest = requireNear(`${name}/package.json`);
    const version = typeof manifest === "object" && manifest !== null && "version" in manifest && manifest.version;
    if (version !== source.lock[name][0]?.version) return void 0;
  } catch (error) {
    if (isNotFound(error)) return void 0;
    throw error;
  }
  try {
    return requireFrom(name, source.installedNear, source.machine);
  } catch (error) {
    if (error instanceof ConfigurationError && isNotFound(error.cause)) return void 0;
    throw error;
  }
}
function ownModules(file) {
  const folder = `${sep}node_modules`;
  const at = file.lastIndexOf(folder + sep);
  if (at !== -1) return file.slice(0, at + folder.length);
  for (let ancestor = dirname3(file); ancestor !== dirname3(ancestor); ancestor = dirname3(ancestor)) {
    if (existsSync(join5(ancestor, "packages/natives/package.json"))) return join5(ancestor, "node_modules");
  }
  return void 0;
}
function isNotFound(error) {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
}
function requireFrom(name, near, machine) {
  try {
    const loaded = createRequire(near)(name);
    return loaded;
  } catch (cause) {
    const reason = messageOf(cause).split("\n")[0];
    throw new ConfigurationError(`${name} does not run on this machine (${machineWords(machine)}): ${reason}`, {
      cause
    });
  }
}

// packages/models/src/score-protocol.ts
var workerArgument = "score";

// packages/models/src/inference-session.ts
async function loadRuntime() {
  const runtime = await loadNative("onnxruntime-node");
  runtime.env.logLevel = "fatal";
  return runtime;
}
async function openSession(runtime, model) {
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: ["cpu"],
    executionMode: "sequential",
    // One thread gives the same bits everywhere; the cores are used by several workers.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4
  });
  return {
    run: (names, feeds) => run(runtime, session, names, feeds),
    release: () => session.release()
  };
}
async function run(runtime, session, names, feeds) {
  const tensors = Object.fromEntries(feeds.map((feed) => [feed.name, toTensor(runtime, feed)]));
  const results = await session.run(tensors, [...names]);
  return names.map((name) => {
    const result = results[name];
    if (result === void 0) throw new Error(`no output ${name}`);
    return { name, type: result.type, dims: result.dims, data: ownData(result) };
  });
}
function toTensor(runtime, { type, data, dims }) {
  return new runtime.Tensor(type, data, dims);
}
function ownData(tensor) {
  const { data } = tensor;
  if (Array.isArray(data)) return data;
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof BigInt64Array || data instanceof Int32Array || data instanceof Uint8Array) {
    return data.slice();
  }
  throw new Error(`output of type ${tensor.type}`);
}
async function runRowWise(session, names, feeds) {
  const rows = feeds[0]?.dims[0] ?? 0;
  const parts = [];
  for (let row = 0; row < rows; row++) {
    const single = feeds.map((feed) => ({
      ...feed,
      dims: [1, ...feed.dims.slice(1)],
      data: feed.data.slice(row * width(feed), (row + 1) * width(feed))
    }));
    parts.push(await session.run(names, single));
  }
  return names.map((_, i) => stacked(parts.map((part) => part[i])));
}
function width(feed) {
  return feed.dims.slice(1).reduce((product, dim) => product * dim, 1);
}
function stacked(parts) {
  const [first] = parts;
  if (first === void 0) throw new Error("no rows");
  const dims = [parts.length, ...first.dims[0] === 1 ? first.dims.slice(1) : first.dims];
  if (Array.isArray(first.data)) return { ...first, dims, data: parts.flatMap((part) => part.data) };
  const length = first.data.length;
  const data = new first.data.constructor(length * parts.length);
  parts.forEach((part, i) => {
    data.set(part.data, i * length);
  });
  return { ...first, dims, data };
}

export {
  cacheFolder,
  loadNative,
  workerArgument,
  loadRuntime,
  openSession,
  runRowWise
};
