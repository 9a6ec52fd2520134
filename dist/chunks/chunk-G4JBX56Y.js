import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  askModule,
  policyCommand,
  policyModule,
  refuseBesideCredentials
} from "./chunk-2F3OHZ2F.js";
import {
  assignObjects,
  compareContracts,
  compareProfiles,
  contractChangeBlocks,
  contractChangeCounts,
  contractReport,
  leaveQuarantine,
  planChecks,
  profileDocument,
  profileFile,
  profileLimit,
  readContract,
  readProfile,
  referencedPaths,
  runPlan
} from "./chunk-IZCVMWM4.js";
import {
  conclude
} from "./chunk-QL4TXZ3F.js";
import {
  GitReader
} from "./chunk-CDPVWOZR.js";
import {
  resolvePolicyPath
} from "./chunk-PJ4TODX5.js";
import {
  findDataFiles,
  inheritedVariables
} from "./chunk-6LE4J7OX.js";
import {
  declaredReading,
  defaultLimits,
  openTables,
  partitionsOf,
  placeOfRow,
  rowLines,
  rowNumberName,
  tableName,
  writeParquet
} from "./chunk-LG7YQN7L.js";
import {
  testResultRecord
} from "./chunk-D3CMQEI3.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  ConfigurationError,
  code,
  digestOfBytes,
  digestOfFile,
  digestOfFiles,
  failureKind,
  fold,
  messageOf,
  readBoundedFile,
  strong,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/validate-data/run.ts
import { readFile } from "node:fs/promises";
import { join as join4, relative as relative3, sep as sep3 } from "node:path";

// packages/steps/src/validate-data/contract-change.ts
function contractChangeWords(inForce, own, model) {
  const { candidate, data } = model;
  const features = "features" in candidate && candidate.features !== void 0 ? candidate.features : void 0;
  const changes = compareContracts(inForce, own, features && new Set(features), data);
  const counts = contractChangeCounts(changes);
  const about = changes.length === 0 ? " in words alone" : ` (${counts})`;
  return {
    remarks: [
      [
        strong("This change alters the contract"),
        `${about}: the data must keep the one in force (`,
        code(inForce.file),
        ") and its own."
      ]
    ],
    blocks: changes.length === 0 ? [] : [fold([`Contract: ${counts}`], ...contractChangeBlocks(changes))]
  };
}

// packages/steps/src/validate-data/data-files.ts
import { stat } from "node:fs/promises";
async function locateDataFiles(policy, deps) {
  const { model } = deps;
  const { train, validation, test, tables = {} } = model.data;
  const files = [];
  const named = [
    ...Object.entries({ train, validation, test }).map(([role, path]) => ({ role, path, what: `data.${role}` })),
    ...Object.entries(tables).map(([role, path]) => ({ role, path, what: `data.tables.${role}` }))
  ];
  for (const { role, path, what } of named) {
    if (path === void 0) continue;
    if (files.some((file) => file.role === role)) {
      throw new ConfigurationError(`mlgate.yml: ${what}: the model's own file has this name. Take another.`);
    }
    files.push(await locateDataFile({ role, path, what }, policy, deps));
  }
  if (files.length === 0) {
    throw new ConfigurationError(
      "mlgate.yml: data names no train, validation, test or tables: there is nothing to check."
    );
  }
  return files;
}
async function locateDataFile({
  role,
  ...named
}, policy, { folder }) {
  const place = { projectFolder: folder.directory, repository: folder.repositoryRoot, roots: policy.roots };
  const found = await findDataFiles({ ...named, ...place });
  const { table } = tableName(named.path);
  return {
    role,
    name: named.path,
    ...typeof found === "string" ? { path: table === void 0 ? found : `${found}#${table}` } : { path: found.path, set: found.files }
  };
}
async function namedDataFiles(policy, deps) {
  const files = [];
  for (const file of await locateDataFiles(policy, deps)) files.push(await withDigest(file));
  return files;
}
async function withDigest({ set: files, ...located }) {
  if (files === void 0) {
    const path = tableName(located.path).file;
    return { ...located, digest: await digestOfFile(path), bytes: (await stat(path)).size };
  }
  const set = [];
  let bytes = 0;
  for (const file of files) {
    set.push({ ...file, digest: await digestOfFile(file.path) });
    bytes += (await stat(file.path)).size;
  }
  return { ...located, digest: digestOfFiles(set), bytes, set };
}
function refuseToldColumns(files, sensitive) {
  const hidden = new Set([...sensitive].map((column) => column.toLowerCase()));
  for (const { name, set = [] } of files) {
    const told = partitionsOf(name, set).names.find((column) => hidden.has(column.toLowerCase()));
    if (told === void 0) continue;
    throw new ConfigurationError(
      `${name}: the contract calls the column ${JSON.stringify(told)} sensitive, and the names of folders tell it (${told}=…). Write it into the files.`
    );
  }
}
function pathsOf({ path, set }) {
  return set?.map((file) => file.path) ?? [tableName(path).file];
}
function digestsOf(files) {
  const all = [
    ...files.map(({ name, digest }) => ({ name, digest })),
    ...files.flatMap(({ set = [] }) => set.map(({ label, digest }) => ({ name: label, digest })))
  ];
  const seen = new Set(files.map(({ name }) => name));
  return all.filter(({ name }, index) => {
    const isNew = index < files.length || !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

// packages/steps/src/validate-data/data-profile.ts
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
var profileName = "profile.json";
function sensitiveColumns(contracts) {
  return new Set(contracts.flatMap(({ objects }) => objects.flatMap(({ sensitive }) => [...sensitive])));
}
async function leaveProfile(files, contracts, tables, deps) {
  const masked = sensitiveColumns(contracts);
  const profiles = [];
  for (const { role, name, path, digest } of files) {
    deps.log.info(`${name}: read as ${await tables.written(path)}`);
    profiles.push(await profileFile(tables, { data: role, name, path, digest }, masked));
  }
  const profile = { format: "mlgate-profile/1", files: profiles };
  await writeFileAtomically(join(deps.folder.output, profileName), profileDocument(profile));
  return profile;
}
async function compareWithBase(profile, policy, deps) {
  const { host, log } = deps;
  if (policy.tip === void 0 || await host.change() === void 0) return void 0;
  const { branch } = policy.tip;
  const folder = await mkdtemp(join(deps.folder.output, ".base-"));
  try {
    const found = await host.findBranchArtifact(branch, artifactName(deps.modelName, "validate-data"));
    if (!found.found) return { name: branch, changes: void 0, because: found.reason };
    await host.downloadArtifact(found.artifact, join(folder, "artifact"));
    const name = `${branch}@${found.commit.slice(0, 7)}`;
    const bytes = await readBoundedFile(join(folder, "artifact", profileName), profileLimit);
    if (bytes === void 0) {
      return { name, changes: void 0, because: `The newest run on ${branch} left no profile of its data.` };
    }
    const { id } = deps.model.data;
    const before = profileIn(bytes, name);
    const changes = compareProfiles(before, profile, new Set(id === void 0 ? [] : [id]));
    return { name, changes, rows: new Map(before.files.map(({ data, rows }) => [data, rows])) };
  } catch (error) {
    if (failureKind(error) === "bug") throw error;
    const because = messageOf(error);
    log.warn(`The data were not compared with ${branch}. ${because}`);
    return { name: branch, changes: void 0, because };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function baseRows(base, role) {
  if (base === void 0) return void 0;
  const { name, rows, because = `the profile of ${name} has no data.${role}` } = base;
  const count = rows?.get(role);
  return count === void 0 ? { because } : { name, rows: count };
}
function profileIn(bytes, origin) {
  try {
    return readProfile(bytes);
  } catch (cause) {
    throw new ConfigurationError(`${profileName} of ${origin} ${messageOf(cause)}.`, { cause });
  }
}

// packages/steps/src/validate-data/failing-lines.ts
import { relative, sep } from "node:path";
async function failingLines(path, parts, { checks }, { exec, folder, model }) {
  const listed = new Set(checks.flatMap(({ firstRows }) => firstRows.map(({ row }) => row)));
  const rowsOfFile = /* @__PURE__ */ new Map();
  for (const row of listed) {
    const place = parts === void 0 ? { path, row } : placeOfRow(parts, row);
    if (place === void 0) continue;
    const rows = rowsOfFile.get(place.path) ?? [];
    rows.push({ row, own: place.row });
    rowsOfFile.set(place.path, rows);
  }
  const git = new GitReader(exec, folder.repositoryRoot);
  const found = /* @__PURE__ */ new Map();
  for (const [real, rows] of rowsOfFile) {
    const file = relative(folder.repositoryRoot, real).split(sep).join("/");
    if (file.startsWith("../") || !await git.isTracked(file).catch(() => false)) continue;
    const asked = rows.map(({ own }) => own);
    const lines = await rowLines(real, asked, model.data.reading);
    for (const { row, own } of rows) {
      const line = lines?.get(own);
      if (line !== void 0) found.set(row, { file, line });
    }
  }
  return found.size === 0 ? void 0 : found;
}

// packages/steps/src/validate-data/own-checks.ts
import { mkdir, mkdtemp as mkdtemp2, realpath, rm as rm2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";
var inherited = inheritedVariables.filter((name) => name !== "PYTHONPATH");
var withoutProgram = "write the check as a condition or as violations (SQL)";
function ownPrograms(source, tables, { exec, host }) {
  return {
    async failingRows(program, rows) {
      const where = program.kind === "module" ? program.path : program.command.join(" ");
      refuseBesideCredentials(where, host.credentialVariables(), withoutProgram);
      const limits = { ...defaultLimits(), seconds: program.seconds };
      if (program.kind === "module") {
        const module = await policyModule(where, "check", program.path, source);
        const shown2 = await shownRows(rows, tables);
        return rowsOfModule(where, await askModule(where, module, shown2, { limits, quiet: rows.sensitive }));
      }
      const shown = await shownRows(rows, tables);
      return runCommand(where, program, { shown, source, memoryBytes: limits.memoryBytes, quiet: rows.sensitive }, exec);
    }
  };
}
async function shownRows({ file, columns, condition }, tables) {
  const table = await tables.read(file, { columns });
  const numbers = condition === "true" ? Float64Array.from({ length: table.rows }, (_, index) => index + 1) : Float64Array.from(await chosenRows(file, condition, tables));
  const chosen = [...table.columns].map(([name, column]) => [name, pick(column, numbers)]);
  return { rows: numbers.length, columns: new Map([[rowNumberName, { kind: "number", values: numbers }], ...chosen]) };
}
async function chosenRows(file, condition, tables) {
  const found = await tables.query(file, `SELECT "${rowNumberName}" FROM numbered WHERE ${condition} ORDER BY 1`);
  return found.map(([row]) => Number(row));
}
function pick(column, numbers) {
  if (column.values.length === numbers.length) return column;
  const places = [...numbers].map((number) => number - 1);
  switch (column.kind) {
    case "number":
      return { kind: "number", values: Float64Array.from(places, (place) => column.values[place] ?? Number.NaN) };
    case "string":
      return { kind: "string", values: places.map((place) => column.values[place] ?? null) };
    case "boolean":
      return { kind: "boolean", values: places.map((place) => column.values[place] ?? null) };
  }
}
function rowsOfModule(where, answer) {
  if (answer instanceof Float64Array || answer instanceof Int32Array || answer instanceof Uint32Array)
    return [...answer];
  if (Array.isArray(answer) && answer.every((row) => typeof row === "number")) return answer;
  throw new ConfigurationError(
    `${where}: returns ${answer === null ? "null" : Array.isArray(answer) ? "an array of other things than numbers" : typeof answer}. Return the array of the failing rows' ${rowNumberName}, empty when there are none.`
  );
}
async function runCommand(where, { command, seconds }, { shown, source, memoryBytes, quiet }, exec) {
  const folder = await realpath(await mkdtemp2(join2(tmpdir(), "mlgate-check-")));
  try {
    const cwd = join2(folder, "project");
    await mkdir(cwd);
    const [program = command[0], ...args] = await policyCommand(command, source, cwd);
    const input = join2(folder, "rows.parquet");
    await writeParquet(input, shown);
    const result = await exec({
      argv: [program, ...args, input],
      cwd,
      env: {},
      inherit: inherited,
      timeoutSeconds: seconds,
      memoryBytes
    });
    refuseFailure(where, result, { seconds, memoryBytes, quiet, origin: source.origin });
    return rowsPrinted(where, result.stdout, quiet);
  } finally {
    await rm2(folder, { recursive: true, force: true });
  }
}
function refuseFailure(where, { exitCode, signal, timedOut, memoryExceeded, stderrTail }, limits) {
  if (exitCode === 0 && !timedOut && memoryExceeded !== true) return;
  const how = timedOut ? `was stopped after ${limits.seconds} seconds` : memoryExceeded === true ? `was stopped because it took more than ${(limits.memoryBytes / 1024 ** 3).toFixed(1)} GiB of memory` : exitCode === void 0 ? `was ended by ${signal ?? "a signal"}` : `failed with exit code ${exitCode}`;
  const words = limits.quiet ? "What it printed is not shown: the data are sensitive." : stderrTail.trim().slice(-500);
  throw new ConfigurationError(
    `${where}: ${how}. It runs in a folder that holds only the files that the command names and the contract's side (${limits.origin}) has. ${words}`.trim()
  );
}
function rowsPrinted(where, stdout, quiet) {
  const lines = stdout.split("\n").map((line) => line.trim());
  const printed = lines.filter((line) => line !== "");
  const stranger = printed.find((line) => !/^\d{1,15}$/.test(line));
  if (stranger === void 0) return printed.map(Number);
  const shown = quiet ? "something" : JSON.stringify(stranger.slice(0, 100));
  throw new ConfigurationError(
    `${where}: printed ${shown}, which is no row number. Print the ${rowNumberName} of each failing row on a line of its own, and everything else to standard error.`
  );
}

// packages/steps/src/validate-data/quarantine.ts
import { join as join3, relative as relative2, sep as sep2 } from "node:path";
var folderName = "quarantine";
async function quarantine(result, file, { sensitive, isSecond, tables }, policy, deps) {
  if (!await mayLeave(file, policy, deps)) return void 0;
  const name = [folderName, ...isSecond ? ["of-change"] : [], `${file.role}.parquet`].join("/");
  try {
    const target = join3(deps.folder.output, ...name.split("/"));
    const artifact = deps.host.artifactPlace(artifactName(deps.modelName, "validate-data"));
    const here = relative2(deps.folder.directory, target).split(sep2).join("/");
    const options = { target, name: artifact === void 0 ? here : name, sensitive };
    const left = await leaveQuarantine(result, tables, file.path, options);
    return left && { ...left, artifact };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    deps.log.warn(`${name} was not written. ${error.message}`);
    return void 0;
  }
}
async function mayLeave({ path, set }, policy, { exec, folder }) {
  const said = policy.body.data.quarantine;
  if (said === false) return false;
  if (said === true && policy.ownBecause === void 0) return true;
  if (policy.tip === void 0) return true;
  const git = new GitReader(exec, folder.repositoryRoot);
  for (const file of set ?? [{ path: tableName(path).file }])
    if (!await git.isAsCommitted(file.path).catch(() => false)) return false;
  return true;
}

// packages/steps/src/validate-data/referenced-files.ts
async function referencedFiles(contracts, files, policy, deps) {
  const others = [];
  const byPath = /* @__PURE__ */ new Map();
  for (const { path, position } of contracts.flatMap(({ objects }) => referencedPaths(objects))) {
    if (byPath.has(path)) continue;
    const located = await locateDataFile({ role: path, path, what: "foreignKey: to.file", position }, policy, deps);
    byPath.set(path, located.path);
    if ([...files, ...others].some((known) => known.path === located.path)) continue;
    others.push(await withDigest(located));
  }
  return { others, byPath };
}

// packages/steps/src/validate-data/what-was-read.ts
async function whatWasRead(files, referenced, profile, tables) {
  const told = async ({ role, name, path, digest, bytes, set }, rows) => ({
    role,
    name,
    digest,
    files: set?.length ?? 1,
    rows,
    bytes,
    readAs: await tables.written(path)
  });
  const own = files.map((file) => {
    const rows = profile.files.find(({ data }) => data === file.role)?.rows;
    if (rows === void 0) throw new RangeError(`${file.name} was read without a profile.`);
    return told(file, rows);
  });
  const others = referenced.map(async (file) => {
    const [[rows] = []] = await tables.query(file.path, "SELECT count(*) FROM data");
    return told(file, Number(rows));
  });
  return Promise.all([...own, ...others]);
}

// packages/steps/src/validate-data/run.ts
async function runValidateData(_inputs, deps) {
  var _stack = [];
  try {
    const policy = await deps.policy();
    const { judges, altered, neverPassesBecause } = await findContracts(policy, deps);
    const files = await namedDataFiles(policy, deps);
    const contracts = judges.map(({ contract }) => contract);
    const { others: referenced, byPath: filesByPath } = await referencedFiles(contracts, files, policy, deps);
    const sensitive = sensitiveColumns(contracts);
    refuseToldColumns([...files, ...referenced], sensitive);
    const tables = __using(_stack, await openDataFiles([...files, ...referenced], deps, deps.folder.output), true);
    const profile = await leaveProfile(files, contracts, tables, deps);
    const base = await compareWithBase(profile, policy, deps);
    const reports = [];
    for (const [index, judge] of judges.entries()) {
      reports.push(
        await judgeFiles(judge, files, { tables, sensitive, isSecond: index > 0 }, policy, deps, {
          base,
          profile,
          filesByPath
        })
      );
    }
    const [first, ...others] = reports;
    if (first === void 0) throw new RangeError("There is always a contract.");
    const { report } = conclude(policy, [first, ...others], {
      // What a change alters in the gate is the gate's to tell.
      tells: ({ path }) => path.startsWith("data."),
      remarks: altered?.remarks ?? [],
      blocks: altered?.blocks ?? [],
      titleOfOther: (index) => `By the ${judges[index]?.origin ?? "other contract"}`,
      neverPassesBecause,
      inconclusivePasses: false
    });
    const read = await whatWasRead(files, referenced, profile, tables);
    return resultOf(report, judges, [...files, ...referenced], read, deps);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function openDataFiles(files, { model }, scratchIn) {
  return openTables({
    allow: files.flatMap(pathsOf),
    leanMb: 250,
    copyTexts: true,
    ...scratchIn === void 0 ? {} : { scratchIn },
    reading: declaredReading(
      model.data,
      files.map(({ path }) => path)
    ),
    sets: new Map(files.flatMap(({ path, set }) => set === void 0 ? [] : [[path, set]]))
  });
}
async function findContracts(policy, deps) {
  const own = await ownContract(policy, deps);
  const path = policy.body.data.contract;
  const inForce = policy.tip === void 0 || path === void 0 ? void 0 : await policy.readFile(path);
  if (path === void 0 || inForce === void 0) {
    if (own === void 0) {
      throw new ConfigurationError("mlgate.yml: data.contract is missing. Name the contract that the data must keep.");
    }
    if (policy.tip === void 0) return { judges: [own] };
    return { judges: [own], neverPassesBecause: `${policy.tip.branch} has no contract for these data yet` };
  }
  const where = `${path} at ${policy.tip?.branch}@${policy.tip?.commit.slice(0, 7)}`;
  if (own?.digest === digestOfBytes(inForce)) {
    return { judges: [{ ...own, origin: "contract in force", code: policy }] };
  }
  const text = new TextDecoder().decode(inForce);
  const judge = {
    contract: readContract(text, where, { roles: policy.body.data }),
    text,
    digest: digestOfBytes(inForce),
    origin: "contract in force",
    isCheckedOut: false,
    code: policy
  };
  if (own === void 0) return { judges: [judge] };
  const altered = contractChangeWords(
    { text: judge.text, file: where },
    { text: own.text, file: own.contract.file },
    deps.model
  );
  return { judges: [judge, own], altered };
}
async function ownContract(policy, deps) {
  const { model, folder } = deps;
  const { contract: path } = model.data;
  if (path === void 0) return void 0;
  const file = await resolvePolicyPath(path, "data.contract", "read", policy, deps);
  const bytes = await readFile(file);
  const name = relative3(folder.repositoryRoot, join4(folder.directory, path)).split(sep3).join("/");
  const text = new TextDecoder().decode(bytes);
  return {
    contract: readContract(text, name, { roles: model.data }),
    text,
    digest: digestOfBytes(bytes),
    origin: "contract of this change",
    isCheckedOut: true,
    // Its programs are the change's as well; they never run beside credentials.
    code: {
      origin: "this change",
      tip: void 0,
      readFile: async (name2) => readFile(await resolvePolicyPath(name2, file, "read", policy, deps))
    }
  };
}
function filesByName(files, assignments, own, ownObject) {
  const pathOf = (role) => files.filter((file) => file.role === role).map(({ path }) => path);
  const single = assignments.filter(({ object }, _, all) => all.filter((other) => other.object === object).length === 1);
  return new Map([
    ...single.flatMap(({ file, object }) => pathOf(file).map((path) => [object, path])),
    ...files.map(({ role, path }) => [role, path]),
    [ownObject, own.path]
  ]);
}
function assignFiles(contract, files) {
  const isRole = ({ role }) => ["train", "validation", "test"].includes(role);
  return assignObjects(
    contract,
    files.filter(isRole).map(({ role }) => role),
    files.filter((file) => !isRole(file)).map(({ role }) => role)
  );
}
async function judgeFiles(judge, files, keeping, policy, deps, {
  filesByPath,
  ...about
}) {
  const { tables, isSecond } = keeping;
  const { contract, digest } = judge;
  const checked = [];
  const { assignments, unchecked } = assignFiles(contract, files);
  for (const { file: role, object } of assignments) {
    const file = files.find((one) => one.role === role);
    if (file === void 0) throw new RangeError(`An object was assigned to ${role}, which is no file.`);
    deps.log.info(`${file.name}: checking against ${contract.file}`);
    const plan = planChecks(contract, object, { data: role });
    const rowsOfBase = baseRows(about.base, role);
    const result = await runPlan(plan, tables, file.path, {
      files: filesByName(files, assignments, file, object),
      filesByPath,
      policyFile: judge.code.readFile,
      ...rowsOfBase && { base: rowsOfBase },
      programs: ownPrograms(judge.code, tables, deps)
    });
    const { role: name, name: named, digest: fileDigest, bytes } = file;
    const isListed = result.checks.some(({ firstRows }) => firstRows.length > 0);
    const parts = isListed ? await tables.parts(file.path) : void 0;
    const shown = await failingLines(file.path, parts, result, deps);
    const left = await quarantine(result, file, keeping, policy, deps);
    checked.push({
      name,
      file: named,
      digest: fileDigest,
      bytes,
      result,
      notes: plan.notes ?? [],
      leftOut: plan.leftOut ?? [],
      written: await tables.written(file.path),
      ...parts && { parts },
      ...shown && { shown },
      ...left && { quarantine: left }
    });
  }
  if (unchecked.length > 0) {
    deps.log.info(`${unchecked.join(", ")}: not checked by ${contract.file}, which has no object of the name`);
  }
  const report = contractReport(checked, {
    model: deps.modelName,
    step: "validate-data",
    contract: { file: contract.file, version: contract.version, digest },
    failOn: policy.body.data.fail_on,
    unchecked,
    // What the data hold, and what became of them, is told once.
    ...isSecond ? {} : about
  });
  return judge.isCheckedOut ? report : { ...report, checks: report.checks.map(({ position: _, ...check }) => check) };
}
function resultOf(report, judges, files, read, deps) {
  const [first, ...rest] = digestsOf(files);
  if (first === void 0) throw new RangeError("There is always a data file.");
  const failed = report.checks.filter((check) => check.verdict !== "pass");
  const names = (deciding) => failed.filter(({ severity }) => severity === "error" === deciding).map(({ name }) => name);
  const rows = report.measurements.filter(({ name }) => name === "data_rows").reduce((sum, { value }) => sum + value, 0);
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: judges.map(({ contract, digest }) => ({ name: contract.file, digest })),
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: report.checks.filter((check) => check.verdict === "pass").map(({ name }) => name),
      warned: names(false),
      failed: names(true),
      read
    }),
    report,
    outputs: { "failed-checks": String(names(true).length), rows: String(rows) }
  };
}

export {
  locateDataFiles,
  runValidateData,
  openDataFiles,
  findContracts,
  assignFiles
};
