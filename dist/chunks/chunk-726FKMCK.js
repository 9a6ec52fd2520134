import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  GitReader,
  compareProfiles,
  contractReport,
  planChecks,
  profileDocument,
  profileFile,
  profileLimit,
  readContract,
  readProfile,
  runPlan
} from "./chunk-4FOCTKYN.js";
import {
  resolvePolicyPath
} from "./chunk-AXGSXEXK.js";
import {
  conclude
} from "./chunk-BI77I3SJ.js";
import {
  openTables,
  rowLines
} from "./chunk-MLUJHZDT.js";
import {
  testResultRecord
} from "./chunk-HQTQOFJK.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  checkInputs,
  checkPermission,
  commonInputs,
  forgeInputs,
  signingInputs,
  targetPermissions
} from "./chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  code,
  digestOfBytes,
  digestOfFile,
  failureKind,
  messageOf,
  readBoundedFile,
  strong,
  writeFileAtomically
} from "./chunk-X4I4DB4B.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/validate-data/run.ts
import { readFile, stat } from "node:fs/promises";
import { join as join2, relative as relative2, sep as sep2 } from "node:path";

// packages/steps/src/validate-data/data-profile.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
var profileName = "profile.json";
async function leaveProfile(files, contracts, tables, deps) {
  const masked = new Set(contracts.flatMap(({ objects }) => objects.flatMap(({ sensitive }) => [...sensitive])));
  const profiles = [];
  for (const { role, name, path, digest } of files) {
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
  const folder = await mkdtemp(join(tmpdir(), "mlgate-profile-"));
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
    const changes = compareProfiles(profileIn(bytes, name), profile, new Set(id === void 0 ? [] : [id]));
    return { name, changes };
  } catch (error) {
    if (failureKind(error) === "bug") throw error;
    const because = messageOf(error);
    log.warn(`The data were not compared with ${branch}. ${because}`);
    return { name: branch, changes: void 0, because };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
async function failingLines(path, { checks }, { exec, folder }) {
  const rows = [...new Set(checks.flatMap(({ firstRows }) => firstRows.map(({ row }) => row)))];
  const file = relative(folder.repositoryRoot, path).split(sep).join("/");
  if (rows.length === 0 || file.startsWith("../")) return void 0;
  const git = new GitReader(exec, folder.repositoryRoot);
  if (!await git.isTracked(file).catch(() => false)) return void 0;
  const lines = await rowLines(path, rows);
  return lines && { file, lines };
}

// packages/steps/src/validate-data/run.ts
async function runValidateData(_inputs, deps) {
  var _stack = [];
  try {
    const policy = await deps.policy();
    const { judges, remarks, neverPassesBecause } = await findContracts(policy, deps);
    const files = await findDataFiles(policy, deps);
    const tables = __using(_stack, await openTables({ allow: files.map(({ path }) => path) }), true);
    const profile = await leaveProfile(
      files,
      judges.map(({ contract }) => contract),
      tables,
      deps
    );
    const base = await compareWithBase(profile, policy, deps);
    const reports = [];
    for (const [index, judge] of judges.entries()) {
      reports.push(await judgeFiles(judge, files, tables, deps, index === 0 ? base : void 0));
    }
    const [first, ...others] = reports;
    if (first === void 0) throw new RangeError("There is always a contract.");
    const { report } = conclude(policy, [first, ...others], {
      // What a change alters in the gate is the gate's to tell.
      tells: ({ path }) => path.startsWith("data."),
      remarks,
      titleOfOther: (index) => `By the ${judges[index]?.origin ?? "other contract"}`,
      neverPassesBecause,
      inconclusivePasses: false
    });
    return resultOf(report, judges, files, deps);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function findContracts(policy, deps) {
  const own = await ownContract(policy, deps);
  const path = policy.body.data.contract;
  const inForce = policy.tip === void 0 || path === void 0 ? void 0 : await policy.readFile(path);
  if (path === void 0 || inForce === void 0) {
    if (own === void 0) {
      throw new ConfigurationError("mlgate.yml: data.contract is missing. Name the contract that the data must keep.");
    }
    if (policy.tip === void 0) return { judges: [own], remarks: [] };
    return { judges: [own], remarks: [], neverPassesBecause: `${policy.tip.branch} has no contract for these data yet` };
  }
  const where = `${path} at ${policy.tip?.branch}@${policy.tip?.commit.slice(0, 7)}`;
  if (own?.digest === digestOfBytes(inForce)) return { judges: [{ ...own, origin: "contract in force" }], remarks: [] };
  const judge = {
    contract: readContract(new TextDecoder().decode(inForce), where),
    digest: digestOfBytes(inForce),
    origin: "contract in force",
    isCheckedOut: false
  };
  if (own === void 0) return { judges: [judge], remarks: [] };
  const remark = [
    strong("This change alters the contract"),
    ": the data must keep the one in force (",
    code(where),
    ") and its own."
  ];
  return { judges: [judge, own], remarks: [remark] };
}
async function ownContract(policy, deps) {
  const { model, folder } = deps;
  const { contract: path } = model.data;
  if (path === void 0) return void 0;
  const file = await resolvePolicyPath(path, "data.contract", "read", policy, deps);
  const bytes = await readFile(file);
  const name = relative2(folder.repositoryRoot, join2(folder.directory, path)).split(sep2).join("/");
  return {
    contract: readContract(new TextDecoder().decode(bytes), name),
    digest: digestOfBytes(bytes),
    origin: "contract of this change",
    isCheckedOut: true
  };
}
async function findDataFiles(policy, deps) {
  const { train, validation, test } = deps.model.data;
  const files = [];
  for (const [role, name] of Object.entries({ train, validation, test })) {
    if (name === void 0) continue;
    const path = await resolvePolicyPath(name, `data.${role}`, "read", policy, deps);
    files.push({ role, name, path, digest: await digestOfFile(path), bytes: (await stat(path)).size });
  }
  if (files.length === 0) {
    throw new ConfigurationError("mlgate.yml: data names no train, validation or test: there is nothing to check.");
  }
  return files;
}
async function judgeFiles(judge, files, tables, deps, base) {
  const { contract, digest } = judge;
  const checked = [];
  for (const file of files) {
    deps.log.info(`${file.name}: checking against ${contract.file}`);
    const plan = planChecks(contract, contract.objects.length === 1 ? void 0 : file.role);
    const result = await runPlan(plan, tables, file.path);
    const { role: name, name: named, digest: fileDigest, bytes } = file;
    const shown = await failingLines(file.path, result, deps);
    checked.push({ name, file: named, digest: fileDigest, bytes, result, ...shown && { shown } });
  }
  const report = contractReport(checked, {
    model: deps.modelName,
    step: "validate-data",
    contract: { file: contract.file, version: contract.version, digest },
    base
  });
  return judge.isCheckedOut ? report : { ...report, checks: report.checks.map(({ position: _, ...check }) => check) };
}
function resultOf(report, judges, files, deps) {
  const named = ({ name, digest }) => ({ name, digest });
  const [first, ...rest] = files.map(named);
  if (first === void 0) throw new RangeError("There is always a data file.");
  const failed = report.checks.filter((check) => check.verdict !== "pass");
  const names = (severity) => failed.filter((check) => check.severity === severity).map(({ name }) => name);
  const rows = report.measurements.filter(({ name }) => name === "data_rows").reduce((sum, { value }) => sum + value, 0);
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: judges.map(({ contract, digest }) => ({ name: contract.file, digest })),
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: report.checks.filter((check) => check.verdict === "pass").map(({ name }) => name),
      warned: names("warning"),
      failed: names("error")
    }),
    report,
    outputs: { "failed-checks": String(names("error").length), rows: String(rows) }
  };
}

// packages/steps/src/validate-data.ts
var inputs = {
  ...commonInputs,
  ...forgeInputs,
  ...checkInputs,
  ...signingInputs
};
var validateData = {
  name: "validate-data",
  summary: "Check data files against an ODCS data contract; every failed check names its rows.",
  branding: { icon: "check-square", color: "blue" },
  inputs,
  outputs: {
    "failed-checks": { description: "How many checks failed." },
    rows: { description: "How many rows were read, all files together." }
  },
  permissions: [
    { scope: "contents", access: "read", reason: "reads the contract at the tip of the target branch" },
    {
      scope: "actions",
      access: "read",
      reason: "finds the profile that the newest run on the target branch left; without it data are not compared"
    },
    { scope: "pull-requests", access: "write", reason: "writes the comment; without it the summary alone is written" },
    checkPermission,
    ...targetPermissions
  ],
  comments: true,
  run: runValidateData
};

export {
  validateData
};
