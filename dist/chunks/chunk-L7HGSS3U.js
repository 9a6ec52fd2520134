import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  trustedKeysOf,
  verifyChain
} from "./chunk-CKVWK53T.js";

// packages/steps/src/present-evidence.ts
function presentEvidence(files, records, policy, { host, clock, modelName }, options = {}) {
  const { data, evidence = {}, trusted_keys = [] } = policy.body;
  const isOwnMachine = policy.tip === void 0 && host.run.event === "local";
  return verifyChain({
    files,
    records,
    trustedKeys: trustedKeysOf(trusted_keys, "trusted_keys"),
    requirements: {
      model: modelName,
      repository: host.run.repository,
      policyDigest: policy.digest,
      maxAgeDays: evidence.max_age_days,
      now: clock.now(),
      unsigned: isOwnMachine || options.trust === "accept unsigned" ? "accept" : "refuse",
      declaredScores: evidence.scores === "declared" ? "accept" : "refuse",
      overrideLabel: options.accept === "pass_or_override" ? evidence.override?.label : void 0,
      training: "required",
      data: "optional",
      trainingData: [data.train, data.validation].filter((name) => name !== void 0),
      passedIn: options.passedIn
    }
  });
}
async function registeredRecords(registry, version, passedIn) {
  const records = await registry.records(version);
  const byRole = (role) => records.find((record) => record.role === role);
  return {
    verdict: byRole("verdict"),
    training: byRole("training"),
    data: byRole("data"),
    deployment: passedIn === void 0 ? void 0 : await registry.newestDeployment(version, passedIn)
  };
}

export {
  presentEvidence,
  registeredRecords
};
