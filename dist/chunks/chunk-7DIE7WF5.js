import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/core/src/atomic-write.ts
import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
async function writeFileAtomically(path, content) {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

// packages/core/src/errors.ts
var ConfigurationError = class extends Error {
  name = "ConfigurationError";
  position;
  constructor(message, options = {}) {
    const at = options.position;
    super(at ? `${at.file}:${at.line}:${at.column} ${message}` : message, { cause: options.cause });
    this.position = at;
  }
};
var RefusalError = class extends ConfigurationError {
  name = "RefusalError";
};
var InfrastructureError = class extends Error {
  name = "InfrastructureError";
  /** Whether the same call may go through later. */
  retryable;
  constructor(message, options) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
};
var IntegrityError = class extends InfrastructureError {
  name = "IntegrityError";
  constructor(message, options = {}) {
    super(message, { ...options, retryable: false });
  }
};
function failureKind(error) {
  if (error instanceof RefusalError) return "refusal";
  if (error instanceof ConfigurationError) return "configuration";
  if (error instanceof IntegrityError) return "integrity";
  if (error instanceof InfrastructureError) return "infrastructure";
  return "bug";
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// packages/core/src/digest.ts
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join as join2 } from "node:path";
var pattern = /^sha256:[0-9a-f]{64}$/;
function isDigest(text) {
  return pattern.test(text);
}
function parseDigest(text, what) {
  const candidate = text.includes(":") ? text : `sha256:${text}`;
  if (!isDigest(candidate)) {
    throw new ConfigurationError(`${what}: ${JSON.stringify(text)} is no sha256 digest (sha256: and 64 hex digits).`);
  }
  return candidate;
}
function hexOf(digest) {
  return digest.slice("sha256:".length);
}
function shortDigest(digest) {
  return `sha256:${hexOf(digest).slice(0, 12)}`;
}
function digestOfBytes(bytes) {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
async function digestOfFile(path) {
  const hash = createHash("sha256");
  try {
    for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
  } catch (cause) {
    throw new ConfigurationError(`${path}: cannot be read.`, { cause });
  }
  return `sha256:${hash.digest("hex")}`;
}
async function digestOfTree(directory) {
  const files = [];
  for (const name of await filesBelow(directory)) {
    files.push({ name, digest: await digestOfFile(join2(directory, name)) });
  }
  return digestOfFiles(files);
}
function digestOfFiles(files) {
  return digestOfBytes(files.map(({ name, digest }) => `${hexOf(digest)}  ${name}
`).join(""));
}
async function filesBelow(directory) {
  const found = [];
  const visit = async (relative) => {
    for (const entry of await readdir(join2(directory, relative), { withFileTypes: true })) {
      const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) found.push(path);
      else throw new ConfigurationError(`${join2(directory, path)}: is neither a file nor a folder.`);
    }
  };
  await visit("");
  return found.sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}

// packages/core/src/report.ts
var code = (text) => ({ kind: "code", text });
var strong = (...content) => ({ kind: "strong", content });
var paragraph = (...content) => ({ kind: "paragraph", content });
var fold = (title, ...blocks) => ({
  kind: "fold",
  title: typeof title === "string" ? [title] : title,
  blocks
});

// packages/core/src/verdict.ts
var severity = { pass: 0, inconclusive: 1, fail: 2, error: 3 };
function worstVerdict(parts) {
  let worst;
  for (const part of parts) {
    if (worst === void 0 || severity[part] > severity[worst]) worst = part;
  }
  return worst ?? "error";
}
var exitCodes = {
  pass: 0,
  fail: 1,
  configuration: 2,
  refusal: 2,
  infrastructure: 3,
  integrity: 3,
  inconclusive: 4,
  bug: 70
};

// packages/core/src/bounded-file.ts
import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
var openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
async function readBoundedFile(path, limit) {
  try {
    var _stack = [];
    try {
      if (!(await lstat(path)).isFile()) throw notRegular(path);
      const file = __using(_stack, await open(path, openFlags), true);
      const { size } = await file.stat();
      if (size > limit) throw new ConfigurationError(`${path}: is larger than ${limit} bytes.`);
      const buffer = Buffer.alloc(size + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length);
        if (bytesRead === 0) return buffer.subarray(0, length);
        length += bytesRead;
      }
      throw new ConfigurationError(`${path}: grew while it was read.`);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code: code2 } = error;
    if (code2 === "ENOENT") return void 0;
    if (code2 === "ELOOP") throw notRegular(path);
    throw new ConfigurationError(`${path}: cannot be read (${code2 ?? "unknown"}).`, { cause: error });
  }
}
function notRegular(path) {
  return new ConfigurationError(`${path}: is not a regular file.`);
}

// packages/core/src/command-files.ts
function commandFiles(command) {
  return command.flatMap((path, place) => {
    const isFile = place === 0 ? path.includes("/") : /\.[A-Za-z][A-Za-z0-9]*$/.test(path);
    const isRelative = !/^[-/~]|[\\:\p{Cc}]/u.test(path);
    return isFile && isRelative ? [{ place, path }] : [];
  });
}

// packages/core/src/comment-target.ts
function readCommentTarget(text) {
  const written = text?.trim() ?? "";
  if (written === "" || written === "pr") return { kind: "change" };
  const commit = /^commit\/([0-9a-f]{40}|[0-9a-f]{64})$/.exec(written)?.[1];
  if (commit !== void 0) return { kind: "commit", commit };
  const number = /^issue\/([1-9][0-9]{0,9})$/.exec(written)?.[1];
  if (number !== void 0) return { kind: "issue", number: Number(number) };
  throw new ConfigurationError(
    `Input comment-target is ${JSON.stringify(written.slice(0, 100))}; it takes pr, commit/<full SHA> or issue/<number>.`
  );
}

// packages/core/src/listen-problem.ts
function listenProblem(host, port, cause) {
  return new ConfigurationError(sentence(`${host}:${port}`, cause), { cause });
}
function sentence(address, cause) {
  switch (cause instanceof Error && "code" in cause ? cause.code : void 0) {
    case "EADDRINUSE":
      return `Another program listens on ${address}. End it, or choose another port.`;
    case "EACCES":
      return `This user may not listen on ${address}. Choose another port; those below 1024 are often reserved.`;
    default:
      return `${address} cannot be listened on: ${messageOf(cause)}.`;
  }
}

// packages/core/src/own-run.ts
function ownRun({ runUrl: url, commit, workflow, runId }, change) {
  return { url, commit, fromFork: change?.fromFork === true, change, workflow, runId };
}

// packages/core/src/unlinked-path.ts
import { lstatSync } from "node:fs";
import { join as join3 } from "node:path";
function unlinkedPath(root, segments, use) {
  let path = root;
  for (const [index, segment] of segments.entries()) {
    if (segment === "" || segment === "." || segment === ".." || /[/\\\0]/.test(segment)) {
      throw new ConfigurationError(`${JSON.stringify(segment)}: is no name of a file or folder.`);
    }
    path = join3(path, segment);
    const found = lstatSync(path, { throwIfNoEntry: false });
    const last = index === segments.length - 1;
    if (found !== void 0 && !found.isDirectory() && !(last && found.isFile())) {
      const kind = found.isSymbolicLink() ? "is a symbolic link" : "is not a folder";
      throw new ConfigurationError(`${path}: ${kind}; ${use}. Remove it.`);
    }
  }
  return path;
}

export {
  writeFileAtomically,
  ConfigurationError,
  RefusalError,
  InfrastructureError,
  IntegrityError,
  failureKind,
  messageOf,
  readBoundedFile,
  commandFiles,
  readCommentTarget,
  isDigest,
  parseDigest,
  hexOf,
  shortDigest,
  digestOfBytes,
  digestOfFile,
  digestOfTree,
  digestOfFiles,
  filesBelow,
  listenProblem,
  ownRun,
  code,
  strong,
  paragraph,
  fold,
  unlinkedPath,
  worstVerdict,
  exitCodes
};
