import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  artifactInput
} from "./chunk-EHSS7K4J.js";
import {
  trainedModel
} from "./chunk-NBAD2F6J.js";
import {
  presentEvidence
} from "./chunk-L7HGSS3U.js";
import {
  requireInForce
} from "./chunk-J3AUPPLQ.js";
import {
  openRegistry
} from "./chunk-7RTN3BXM.js";
import "./chunk-PJ4TODX5.js";
import {
  requireAlias
} from "./chunk-6LE4J7OX.js";
import "./chunk-LG7YQN7L.js";
import {
  chainBlocks
} from "./chunk-CKVWK53T.js";
import "./chunk-VEYRFU5Y.js";
import "./chunk-D3CMQEI3.js";
import "./chunk-JYV4YOEV.js";
import "./chunk-C5PRDL5P.js";
import "./chunk-2MI7ZVXG.js";
import "./chunk-C2G5GHI6.js";
import "./chunk-QGGBKDRY.js";
import {
  findRecord
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  RefusalError,
  code,
  digestOfBytes,
  fold,
  shortDigest,
  strong
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/steps/src/register-model/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
var registrationType = "https://github.com/mlgate/mlgate/registration/v1";
async function runRegisterModel(inputs, deps) {
  const workFolder = await mkdtemp(join(tmpdir(), "mlgate-register-"));
  try {
    if (inputs.alias !== void 0) requireAlias(inputs.alias);
    const policy = requireInForce(await deps.policy(), "Nothing was registered");
    const registry = await openRegistry(policy, deps);
    const training = await folderOf("training", "train-model", inputs, deps, workFolder);
    const model = await trainedModel(training);
    const records = {
      verdict: await findRecord(await folderOf("verdict", "evaluate-gate", inputs, deps, workFolder)),
      training: await findRecord(training),
      data: await findRecord(await folderOf("validation", "validate-data", inputs, deps, workFolder))
    };
    if (records.verdict === void 0) {
      throw new RefusalError(
        `Nothing was registered. There is no verdict on ${deps.modelName}. Run evaluate-gate before, on this machine, or hand its artifact over (verdict-artifact-id and verdict-artifact-digest).`
      );
    }
    return await register({ inputs, policy, registry, model, records, deps });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
async function folderOf(key, step, inputs, deps, workFolder) {
  const artifact = artifactInput(key, inputs[`${key}-artifact-id`], inputs[`${key}-artifact-digest`]);
  if (artifact === void 0) return join(dirname(deps.folder.output), step);
  const folder = join(workFolder, key);
  await deps.host.downloadArtifact(artifact, folder);
  return folder;
}
async function register(subject) {
  const { inputs, policy, registry, model, records, deps } = subject;
  const folder = dirname(model.path);
  const chains = [];
  const { version, created } = await registry.register(
    {
      model: deps.modelName,
      files: model.files.map(({ name, digest }) => ({ name, digest, path: join(folder, name) })),
      records: ["verdict", "training", "data"].flatMap((role) => {
        const record = records[role];
        return record === void 0 ? [] : [{ role, name: record.name, bytes: record.bytes }];
      })
    },
    async (stored) => {
      const byRole = (role) => stored.records.find((record) => record.role === role);
      const presented = {
        verdict: byRole("verdict"),
        training: byRole("training"),
        data: byRole("data"),
        deployment: void 0
      };
      const chain = await presentEvidence(stored.files, presented, policy, deps, {
        accept: policy.body.registry?.accept
      });
      chains.push(chain);
      const { verdict } = chain;
      if (verdict === void 0) {
        deps.keep(...chainBlocks(chain));
        const broken = chain.links.find(({ state }) => state !== "holds");
        throw new RefusalError(`Nothing was registered. ${broken?.sentence ?? ""} ${broken?.remedy ?? ""}`.trim());
      }
      return { createdAt: verdict.timeVerified, commit: verdict.commit };
    }
  );
  const pointed = inputs.alias === void 0 ? void 0 : await pointAlias(inputs.alias, version, subject);
  return resultOf(subject, { version, created, pointed, chain: chains[0] });
}
async function pointAlias(alias, version, { registry, deps }) {
  const present = (await registry.aliases(version.model)).find((move) => move.alias === alias);
  const { moved } = await registry.moveAlias({
    model: version.model,
    alias,
    version: version.version,
    expectedPrevious: present?.version,
    at: deps.clock.now(),
    by: deps.host.run.runUrl
  });
  return { alias, previous: present?.version, moved };
}
function resultOf({ policy, model, records, deps }, done) {
  const { version, created, pointed, chain } = done;
  const number = String(version.version);
  const [main, ...beside] = model.files;
  const verdict = records.verdict;
  return {
    verdict: "pass",
    record: {
      subject: [main, ...beside],
      predicateType: registrationType,
      predicate: {
        model: version.model,
        version: version.version,
        createdAt: version.createdAt.toISOString(),
        registeredOn: deps.clock.now().toISOString(),
        verdict: verdict && { name: verdict.name, digest: digestOfBytes(verdict.bytes) },
        policy: { uri: policy.origin, digest: policy.digest },
        ...pointed === void 0 ? {} : { alias: pointed.alias, previous: pointed.previous },
        ...deps.host.run.runUrl === void 0 ? {} : { run: deps.host.run.runUrl }
      }
    },
    report: {
      model: deps.modelName,
      step: "register-model",
      verdict: "pass",
      outcome: created ? `registered as version ${number}` : `is version ${number} already`,
      reason: [strong(`Version ${number}`), " is ", code(shortDigest(model.digest)), ".", ...aliasSentence(pointed)],
      blocks: chain === void 0 ? [] : [fold("The evidence", ...chainBlocks(chain))],
      checks: [
        { name: "evidence", verdict: "pass", message: `The evidence for version ${number} holds.`, severity: "error" }
      ],
      measurements: [{ name: "model_version", help: "Registered version.", labels: {}, value: version.version }]
    },
    outputs: { version: number, digest: model.digest, created: String(created) }
  };
}
function aliasSentence(pointed) {
  if (pointed === void 0) return [];
  const { alias, previous, moved } = pointed;
  if (!moved) return [" ", code(alias), " pointed to it already."];
  return [" ", code(alias), previous === void 0 ? " points to it." : ` points to it, before to version ${previous}.`];
}
export {
  runRegisterModel
};
