import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  writeTogether
} from "./chunk-PBOKQRQ7.js";
import {
  openProject
} from "./chunk-JNZO4DEN.js";
import {
  compareContracts,
  contractDiffReport,
  importContract,
  inferFromFiles
} from "./chunk-IZCVMWM4.js";
import {
  locateRows,
  selectModel
} from "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-GDV3E7U7.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import {
  commandStart,
  harmlessLine
} from "./chunk-FFKW6HUN.js";
import {
  summaryMarkdown,
  terminalReport
} from "./chunk-MMDBW2EV.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  exitCodes,
  messageOf
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/app/src/contract/run-diff.ts
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
async function runDiff(request, world) {
  const [before, after] = [await contractAt(request.before, world), await contractAt(request.after, world)];
  const body = await modelOf(request, world.cwd);
  const features = body && featuresOf(body);
  const changes = compareContracts(before, after, features, body?.data);
  const stops = isStopped(changes, request.failOn);
  const report = contractDiffReport(changes, {
    contract: after.file,
    stops,
    featuresKnown: features !== void 0
  });
  switch (request.format) {
    case "json":
      world.write(`${JSON.stringify({ changes }, null, 2)}
`);
      break;
    case "markdown":
      world.write(summaryMarkdown(report).replace(commandStart, "# #"));
      break;
    case "text":
      world.write(`${terminalReport(report, { ...world.terminal, verbose: true })}
`);
  }
  return stops ? exitCodes.fail : exitCodes.pass;
}
function isStopped(changes, failOn) {
  if (failOn === "never") return false;
  return failOn === "any" ? changes.length > 0 : changes.some((change) => change.class === "breaking");
}
async function contractAt(name, { cwd, exec }) {
  const [, ref, path] = /^([^:]+):(.+)$/s.exec(name) ?? [];
  const isFile = await stat(resolve(cwd, name)).then(
    (found) => found.isFile(),
    () => false
  );
  if (isFile || ref === void 0 || path === void 0) {
    try {
      return { text: await readFile(resolve(cwd, name), "utf8"), file: name };
    } catch (cause) {
      throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause });
    }
  }
  const result = await exec({
    argv: ["git", "show", "--end-of-options", `${ref}:./${path}`],
    cwd,
    env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
    timeoutSeconds: 30
  });
  if (result.exitCode !== 0) {
    throw new ConfigurationError(`${name}: no such file, and git has none (${result.stderrTail.trim().slice(0, 300)}).`);
  }
  return { text: result.stdout, file: name };
}
async function modelOf({ project, model }, cwd) {
  const isThere = await stat(resolve(cwd, project)).then(
    () => true,
    () => false
  );
  return isThere ? selectModel((await openProject(cwd, project)).project, model).body : void 0;
}
function featuresOf({ candidate }) {
  return "features" in candidate && candidate.features !== void 0 ? new Set(candidate.features) : void 0;
}

// packages/app/src/contract/run-import.ts
import { readFile as readFile2 } from "node:fs/promises";
import { resolve as resolve3 } from "node:path";

// packages/app/src/contract/write-contract.ts
import { lstat } from "node:fs/promises";
import { isAbsolute, normalize, relative, resolve as resolve2, sep } from "node:path";
async function writeContract(root, output, yaml, force) {
  const inside = isAbsolute(output) ? relative(root, output) : normalize(output);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new ConfigurationError(`--output ${output}: lies outside this folder.`);
  }
  if (!force && await lstat(resolve2(root, inside)).catch(() => void 0) !== void 0) {
    throw new ConfigurationError(`--output ${output}: is there already. Give --force to replace it.`);
  }
  await writeTogether(root, [{ path: inside.split(sep).join("/"), content: yaml }], "mlgate contract");
}

// packages/app/src/contract/run-import.ts
async function runImport(request, world) {
  const { file, from, output, allowMissing, force } = request;
  const imported = importContract(await textOf(resolve3(world.cwd, file), file), file, from);
  if (output === void 0) world.write(imported.yaml);
  else await writeContract(world.cwd, output, imported.yaml, force);
  const { rules, properties, missing, notes } = imported;
  const say = (line) => world.tell(harmlessLine(line));
  say(
    `${output ?? "The contract"}: ${count(rules, "rule")}, ${count(properties, "property")}, from ${imported.format}.`
  );
  for (const note of notes) say(note);
  if (missing.length === 0) return exitCodes.pass;
  say(`${missing.length} not imported, so nobody checks them:`);
  for (const line of missing) say(`  ${line}`);
  return allowMissing ? exitCodes.pass : exitCodes.fail;
}
function count(number, noun) {
  const several = { rule: "rules", property: "properties" };
  return `${number} ${number === 1 ? noun : several[noun]}`;
}
async function textOf(path, name) {
  try {
    return await readFile2(path, "utf8");
  } catch (cause) {
    throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause });
  }
}

// packages/app/src/contract/run-infer.ts
import { basename } from "node:path";
async function runInfer(request, world) {
  const { output, force, name, id, label, slack } = request;
  const { basis, others, options, project } = await sourcesOf(request, world.cwd);
  const given = { name: name ?? options.name, id: id ?? options.id, label: label ?? options.label, slack };
  const { yaml, columns, rows, broken } = await inferFromFiles(basis, others, given, project);
  if (output === void 0) world.write(yaml);
  else await writeContract(world.cwd, output, yaml, force);
  const say = (line) => world.tell(harmlessLine(line));
  const from = basis.map((file) => file.name).join(", ");
  say(`${output ?? "The contract"}: ${columns} columns, from ${rows} rows of ${from}.`);
  for (const file of others) {
    if (!broken.some((line) => line.startsWith(`${file.name}: `))) say(`${file.name} keeps it.`);
  }
  for (const line of broken) say(`Not kept by ${line}`);
  return broken.length === 0 ? exitCodes.pass : exitCodes.fail;
}
async function sourcesOf({ files, project, model }, cwd) {
  const [first] = files;
  if (first !== void 0) {
    const place = { projectFolder: cwd, repository: cwd, roots: ["/"], what: "files" };
    const basis2 = await Promise.all(
      files.map(async (name2) => ({ name: name2, ...await locateRows({ ...place, path: name2 }) }))
    );
    return { basis: basis2, others: [], options: { name: plainName(basename(first)) } };
  }
  const opened = await openProject(cwd, project);
  const { name, body } = selectModel(opened.project, model);
  const { train, validation, test, id, label, time, group, roots = [], reading } = body.data;
  const found = [];
  const named = { train, validation, test };
  for (const role of ["train", "validation", "test"]) {
    const path = named[role];
    if (path === void 0) continue;
    const place = { projectFolder: opened.directory, repository: opened.repositoryRoot, roots };
    found.push({ name: path, role, ...await locateRows({ ...place, path, what: `data.${role}` }) });
  }
  const [basis, ...others] = found;
  if (basis === void 0) {
    throw new ConfigurationError(`${project}: data names no files of rows. Give them: mlgate contract infer <files…>.`);
  }
  return {
    basis: [basis],
    others,
    options: { name, id, label },
    project: {
      roles: {
        ...label === void 0 ? {} : { label },
        ...id === void 0 ? {} : { id },
        ...time === void 0 ? {} : { time },
        ...group === void 0 ? {} : { group }
      },
      classification: body.task === "classification",
      reading
    }
  };
}
function plainName(file) {
  return file.replace(/(?<=\.(duckdb|ddb))#.*$/is, "").replace(/.*[*?[\]]+/s, "rows").replace(/(?<=.)(\.[A-Za-z0-9]+)+$/, "");
}

// packages/app/src/contract/run-contract.ts
function runContract(request, world) {
  if ("infer" in request) return runInfer(request.infer, world);
  return "diff" in request ? runDiff(request.diff, world) : runImport(request.import, world);
}
export {
  runContract
};
