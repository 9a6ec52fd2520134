import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  assignFiles,
  findContracts,
  locateDataFiles,
  openDataFiles
} from "./chunk-G4JBX56Y.js";
import "./chunk-2F3OHZ2F.js";
import {
  explainPlan,
  planChecks,
  planText
} from "./chunk-IZCVMWM4.js";
import "./chunk-QL4TXZ3F.js";
import "./chunk-CDPVWOZR.js";
import "./chunk-PJ4TODX5.js";
import "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-GDV3E7U7.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-EDLMCGVH.js";
import "./chunk-73SNDQWH.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __using
} from "./chunk-5JG7MS2Z.js";

// packages/steps/src/validate-data/explain.ts
async function explainValidateData(deps) {
  var _stack = [];
  try {
    const policy = await deps.policy();
    const { judges } = await findContracts(policy, deps);
    const files = await locateDataFiles(policy, deps);
    const tables = __using(_stack, await openDataFiles(files, deps), true);
    const contracts = [];
    for (const { contract, origin, digest } of judges) {
      const { assignments, unchecked } = assignFiles(contract, files);
      const explained = [];
      for (const { file: data, object } of assignments) {
        const file = files.find(({ role }) => role === data);
        if (file === void 0) throw new RangeError(`An object was assigned to ${data}, which is no file.`);
        const plan = planChecks(contract, object, { data });
        explained.push({ data, file: file.name, ...await explainPlan(plan, tables, file.path) });
      }
      contracts.push({ file: contract.file, version: contract.version, digest, origin, files: explained, unchecked });
    }
    const failOn = policy.body.data.fail_on ?? "error";
    const text = contracts.flatMap(({ file, version, origin, files: explained, unchecked }) => [
      ...explained.map(
        ({ data, file: name, ...plan }) => planText(plan, [
          `${data}: ${name}`,
          `by ${file}, version ${version} (${origin})`,
          failOn === "never" ? "no failed check decides" : `failed checks decide from severity ${failOn} on`
        ])
      ),
      ...unchecked.length === 0 ? [] : [`Not checked, for the contract has no such object: ${unchecked.join(", ")}`]
    ]);
    return { text: text.join("\n\n"), data: { model: deps.modelName, failOn, contracts } };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  explainValidateData
};
