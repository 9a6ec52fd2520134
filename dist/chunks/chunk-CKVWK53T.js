import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  testResultType
} from "./chunk-D3CMQEI3.js";
import {
  Statement,
  findRecord,
  keyIdOf,
  readPublicKey,
  recordFileName,
  signedRecordFileName,
  statementPayloadType
} from "./chunk-NFL6GSK7.js";
import {
  typebox_exports,
  value_exports
} from "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  digestOfBytes,
  hexOf,
  messageOf,
  shortDigest,
  strong
} from "./chunk-7DIE7WF5.js";

// packages/evidence/src/chain/chain-link.ts
var linkTitles = {
  verdict: "the gate's verdict is signed",
  "verdict-subject": "the verdict is about these bytes",
  "verdict-model": "the verdict is about this model",
  "verdict-passed": "the verdict is a pass, or was overridden where that counts",
  "verdict-event": "the verdict was not made on a pull request",
  "verdict-policy": "the policy is still the one that judged",
  "verdict-age": "the verdict is recent enough",
  "verdict-scores": "mlgate computed the scores",
  training: "the verdict names this training record",
  "training-subject": "the training produced these bytes",
  data: "the data check is signed",
  "data-passed": "the data passed",
  "training-data": "the training used the data that passed",
  deployment: "the deployment that must come before is signed",
  "deployment-subject": "these bytes were deployed there",
  "deployment-model": "they were deployed as this model",
  "deployment-environment": "they were deployed to the required environment",
  "deployment-passed": "they passed the smoke test there",
  "deployment-event": "they were not deployed on a pull request",
  "deployment-policy": "the policy is still the one they were deployed by",
  "deployment-age": "the deployment is recent enough"
};
function holding(name, sentence) {
  return { name, state: "holds", sentence, remedy: void 0 };
}
function broken(name, state, sentence, remedy) {
  return { name, state, sentence, remedy };
}
function unchecked(name, cause) {
  return {
    name,
    state: cause.state,
    sentence: `Not checked, because this does not hold: ${linkTitles[cause.name]}.`,
    remedy: void 0
  };
}

// packages/evidence/src/chain/chain-report.ts
function chainReport(chain, context) {
  const { links, holds } = chain;
  const faults = links.filter(({ state }) => state !== "holds");
  const [first] = faults;
  return {
    ...context,
    verdict: holds ? "pass" : "fail",
    outcome: holds ? "evidence holds" : "evidence does not hold",
    reason: first === void 0 ? [`All ${links.length} links of the evidence hold.`] : [`${faults.length} of ${links.length} links of the evidence do not hold. ${first.sentence}`],
    blocks: chainBlocks(chain),
    checks: links.map(checkOf),
    measurements: [
      { name: "evidence_links", help: "Links of the evidence that were checked.", labels: {}, value: links.length },
      { name: "evidence_links_broken", help: "Links that do not hold.", labels: {}, value: faults.length }
    ]
  };
}
function chainBlocks({ links }) {
  const remedies = [...new Set(links.map(({ remedy }) => remedy).filter((remedy) => remedy !== void 0))];
  const table = {
    kind: "table",
    columns: [
      { title: "Link", align: "left" },
      { title: "State", align: "left" },
      { title: "Found", align: "left" }
    ],
    rows: links.map(rowOf)
  };
  if (remedies.length === 0) return [table];
  return [
    table,
    { kind: "heading", content: ["What to do"] },
    { kind: "list", items: remedies.map((remedy) => [remedy]) }
  ];
}
function rowOf({ name, state, sentence }) {
  const words = state.replaceAll("-", " ");
  return [[linkTitles[name]], [state === "holds" ? words : strong(words)], [sentence]];
}
function checkOf({ name, state, sentence }) {
  return { name: linkTitles[name], verdict: verdictOf(state), message: sentence, severity: "error" };
}
function verdictOf(state) {
  return state === "holds" ? "pass" : "fail";
}

// packages/evidence/src/verification-summary.ts
var verificationSummaryType = "https://slsa.dev/verification_summary/v1";
var gateVerifierId = "https://github.com/mlgate/mlgate/evaluate-gate";
function resourceUriOf(repository, model) {
  return repository === void 0 ? model : `${repository}#${model}`;
}
function verificationSummaryRecord(input) {
  return {
    subject: input.candidate,
    predicateType: verificationSummaryType,
    predicate: {
      verifier: { id: gateVerifierId, version: { mlgate: input.version } },
      timeVerified: input.timeVerified.toISOString(),
      resourceUri: resourceUriOf(input.repository, input.evaluation.model),
      policy: { uri: input.policy.uri, digest: { sha256: hexOf(input.policy.digest) } },
      inputAttestations: input.inputAttestations.map(({ name, digest }) => ({
        uri: name,
        digest: { sha256: hexOf(digest) }
      })),
      verificationResult: input.verdict === "pass" ? "PASSED" : "FAILED",
      verifiedLevels: [],
      mlgate_evaluation: { ...input.evaluation, verdict: input.verdict }
    }
  };
}

// packages/evidence/src/deployment-record.ts
var deploymentType = "https://github.com/mlgate/mlgate/deployment/v1";
function deploymentRecord(input) {
  const { files, model, repository, environment, passed, deployedOn, event, policy, details } = input;
  return {
    subject: files,
    predicateType: deploymentType,
    predicate: {
      ...details,
      resourceUri: resourceUriOf(repository, model),
      model,
      environment,
      result: passed ? "PASSED" : "FAILED",
      deployedOn: deployedOn.toISOString(),
      event,
      policy
    }
  };
}

// packages/evidence/src/schema-problem.ts
function schemaProblem(schema, value) {
  const [first] = value_exports.Errors(schema, value);
  if (first === void 0) return "/: unreadable";
  const message = first.message === "schema is false" ? "is not known here" : first.message;
  return `${first.instancePath || "/"}: ${message}`;
}

// packages/evidence/src/verify-bundle.ts
var base64 = typebox_exports.String({ minLength: 1, pattern: "^[A-Za-z0-9+/]+={0,2}$" });
var nothing = typebox_exports.Array(typebox_exports.Unknown(), { maxItems: 0 });
var closed = { additionalProperties: false };
var KeyedBundle = typebox_exports.Object(
  {
    mediaType: typebox_exports.Literal("application/vnd.dev.sigstore.bundle.v0.3+json"),
    verificationMaterial: typebox_exports.Object(
      {
        publicKey: typebox_exports.Object({ hint: typebox_exports.String({ minLength: 1 }) }, closed),
        tlogEntries: typebox_exports.Optional(nothing),
        timestampVerificationData: typebox_exports.Optional(typebox_exports.Object({ rfc3161Timestamps: typebox_exports.Optional(nothing) }, closed))
      },
      closed
    ),
    dsseEnvelope: typebox_exports.Object(
      {
        payload: base64,
        payloadType: typebox_exports.String(),
        signatures: typebox_exports.Array(typebox_exports.Object({ sig: base64, keyid: typebox_exports.Optional(typebox_exports.String()) }, closed), {
          minItems: 1
        })
      },
      closed
    )
  },
  closed
);
function looksLikeBundle(json) {
  return typeof json === "object" && json !== null && ("dsseEnvelope" in json || "verificationMaterial" in json);
}
function unverifiedStatement(json) {
  return value_exports.Check(KeyedBundle, json) ? statementIn(Buffer.from(json.dsseEnvelope.payload, "base64")) : void 0;
}
async function verifyBundle(json, trustedKeys) {
  if (!value_exports.Check(KeyedBundle, json)) {
    return { problem: `is not a Sigstore bundle v0.3 signed with a plain key (${schemaProblem(KeyedBundle, json)})` };
  }
  const { payloadType, signatures } = json.dsseEnvelope;
  if (signatures.length !== 1) return { problem: `has ${signatures.length} signatures; there must be one` };
  if (payloadType !== statementPayloadType) {
    return { problem: `holds ${JSON.stringify(payloadType)}, not an in-toto statement` };
  }
  const { hint } = json.verificationMaterial.publicKey;
  const signer = trustedKeys.find(({ id }) => id === hint);
  if (signer === void 0) return { problem: "is signed with a key that the policy does not trust" };
  const verified = await signedPayload(json, signer);
  if ("problem" in verified) return verified;
  const statement = statementIn(verified.payload);
  if (statement === void 0) return { problem: "is signed, but what was signed is not an in-toto statement" };
  return { statement, signer };
}
async function signedPayload(json, signer) {
  const { bundleFromJSON, toSignedEntity, Verifier } = await import("./sigstore-RMO3GTBA.js");
  const verifier = new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      publicKey: () => ({ publicKey: signer.key, validFor: () => true })
    },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }
  );
  try {
    const bundle = bundleFromJSON(json);
    verifier.verify(toSignedEntity(bundle));
    if (bundle.content.$case === "dsseEnvelope") return { payload: bundle.content.dsseEnvelope.payload };
    return { problem: "holds no envelope" };
  } catch (error) {
    return { problem: `does not carry a valid signature of ${signer.name} (${messageOf(error)})` };
  }
}
function statementIn(payload) {
  let statement;
  try {
    statement = JSON.parse(payload.toString());
  } catch {
    return void 0;
  }
  return value_exports.Check(Statement, statement) ? statement : void 0;
}

// packages/evidence/src/open-record.ts
async function openRecord({ bytes }, trust) {
  let json;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { problem: "is not JSON" };
  }
  if (looksLikeBundle(json)) {
    const unverified = trust.unsigned === "accept" && trust.trustedKeys.length === 0;
    if (unverified) {
      const statement = unverifiedStatement(json);
      return statement === void 0 ? { problem: "is not an in-toto statement in a Sigstore bundle" } : { statement, signer: void 0 };
    }
    const verification = await verifyBundle(json, trust.trustedKeys);
    if ("problem" in verification) return verification;
    return { statement: verification.statement, signer: verification.signer.name };
  }
  if (trust.unsigned === "refuse") return { problem: "is not signed" };
  if (!value_exports.Check(Statement, json)) {
    return { problem: `is not an in-toto statement (${schemaProblem(Statement, json)})` };
  }
  return { statement: json, signer: void 0 };
}

// packages/evidence/src/read-record.ts
async function readRecord(directory) {
  const file = await recordIn(directory);
  const opening = await openRecord(file, { trustedKeys: [], unsigned: "accept" });
  if ("problem" in opening) throw new ConfigurationError(`${file.path}: ${opening.problem}.`);
  return opening.statement;
}
async function readSignedRecord(directory, trustedKeys, predicateType) {
  const file = await recordIn(directory);
  const opening = await openRecord(file, { trustedKeys, unsigned: "refuse" });
  if ("problem" in opening) throw new ConfigurationError(`${file.path}: ${opening.problem}.`);
  const { statement, signer } = opening;
  if (statement.predicateType !== predicateType) {
    throw new ConfigurationError(
      `${file.path}: is a record of the type ${JSON.stringify(statement.predicateType)}, not ${predicateType}.`
    );
  }
  if (signer === void 0) throw new RangeError("An unsigned record was refused before.");
  return { statement, signer, file: { name: file.name, digest: file.digest } };
}
async function recordIn(directory) {
  const file = await findRecord(directory);
  if (file !== void 0) return file;
  throw new ConfigurationError(
    `${directory}: no record of a step is there (${signedRecordFileName} or ${recordFileName}).`
  );
}
function subjectDigest(statement, name) {
  const subject = statement.subject.find((candidate) => candidate.name === name);
  return subject && `sha256:${subject.digest.sha256}`;
}

// packages/evidence/src/trusted-keys.ts
var TrustedKeysSection = typebox_exports.Array(
  typebox_exports.Object(
    {
      name: typebox_exports.String({
        pattern: "^[A-Za-z0-9_][A-Za-z0-9._ -]{0,99}$",
        description: "Who signs with it, for messages: ci.",
        "x-form": "1 to 100 letters, digits, spaces, hyphens, underscores and dots"
      }),
      public_key: typebox_exports.String({
        minLength: 1,
        maxLength: 4096,
        description: "The P-256 public key as PEM; mlgate keygen prints it."
      })
    },
    { additionalProperties: false }
  ),
  {
    minItems: 1,
    maxItems: 100,
    title: "Trusted keys",
    description: "Public keys whose signatures on records count."
  }
);
function trustedKeysOf(section, where) {
  const keys = [];
  for (const [index, { name, public_key: pem }] of section.entries()) {
    const at = `${where}[${index}]`;
    const key = readPublicKey(pem, `${at}.public_key`);
    const id = keyIdOf(key);
    const same = keys.find((other) => other.name === name || other.id === id);
    if (same !== void 0) {
      throw new ConfigurationError(`${at}: ${same.id === id ? "the key" : "the name"} of ${same.name} is there twice.`);
    }
    keys.push({ name, id, key });
  }
  return keys;
}

// packages/evidence/src/chain/predicates.ts
var Sha256 = typebox_exports.Object({ sha256: typebox_exports.String({ pattern: "^[0-9a-f]{64}$" }) });
var Time = typebox_exports.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z$" });
var VerdictPredicate = typebox_exports.Object({
  verifier: typebox_exports.Object({ id: typebox_exports.String() }),
  timeVerified: Time,
  resourceUri: typebox_exports.String(),
  policy: typebox_exports.Object({ digest: Sha256 }),
  inputAttestations: typebox_exports.Array(typebox_exports.Object({ digest: Sha256 })),
  verificationResult: typebox_exports.String(),
  mlgate_evaluation: typebox_exports.Object({
    verdict: typebox_exports.String(),
    model: typebox_exports.String({ minLength: 1 }),
    event: typebox_exports.String({ minLength: 1 }),
    commit: typebox_exports.Optional(typebox_exports.String()),
    scoredBy: typebox_exports.Optional(typebox_exports.String()),
    override: typebox_exports.Optional(
      typebox_exports.Object({
        by: typebox_exports.String({ minLength: 1 }),
        label: typebox_exports.String({ minLength: 1 }),
        reason: typebox_exports.String({ minLength: 1 }),
        head: typebox_exports.String({ pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$" })
      })
    ),
    policyChanges: typebox_exports.Optional(typebox_exports.Array(typebox_exports.Object({ path: typebox_exports.String() })))
  })
});
var ProvenancePredicate = typebox_exports.Object({
  buildDefinition: typebox_exports.Object({
    resolvedDependencies: typebox_exports.Array(
      typebox_exports.Object({
        name: typebox_exports.Optional(typebox_exports.String()),
        digest: typebox_exports.Optional(typebox_exports.Record(typebox_exports.String(), typebox_exports.String()))
      })
    )
  })
});
var TestResultPredicate = typebox_exports.Object({ result: typebox_exports.String() });
var DeploymentPredicate = typebox_exports.Object({
  resourceUri: typebox_exports.String(),
  model: typebox_exports.String({ minLength: 1 }),
  environment: typebox_exports.String(),
  result: typebox_exports.String(),
  deployedOn: Time,
  event: typebox_exports.String({ minLength: 1 }),
  policy: typebox_exports.Object({ digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }) })
});
function digestOf({ sha256 }) {
  return `sha256:${sha256}`;
}
function subjectsOf(statement, prefix = "") {
  return statement.subject.map(({ name, digest }) => ({
    name: name.startsWith(prefix) ? name.slice(prefix.length) : name,
    digest: digestOf(digest)
  }));
}
function sameFiles(a, b) {
  if (a.length !== b.length || a.length === 0) return false;
  if (a.length === 1) return a[0]?.digest === b[0]?.digest;
  const lines = (files) => files.map(({ name, digest }) => `${digest} ${name}`).sort();
  const others = lines(b);
  return lines(a).every((line, index) => line === others[index]);
}
function filesInWords(files) {
  const shown = files.slice(0, 3).map(({ name, digest }) => `${name} (${shortDigest(digest)})`);
  return `${shown.join(", ")}${files.length > 3 ? ` and ${files.length - 3} more` : ""}` || "no file";
}

// packages/evidence/src/chain/presented-record.ts
async function presentRecord(content, trust, expected) {
  const opening = await openRecord(content, trust);
  if ("problem" in opening) return opening;
  const { statement, signer } = opening;
  const { predicate, predicateType } = statement;
  if (predicateType !== expected.predicateType) {
    return { problem: `is a record of another type (${predicateType})` };
  }
  if (!value_exports.Check(expected.schema, predicate)) {
    return { problem: `does not say what it must (${schemaProblem(expected.schema, predicate)})` };
  }
  return { statement, predicate, signer, digest: digestOfBytes(content.bytes) };
}

// packages/evidence/src/chain/data-links.ts
var rerunValidation = "Run validate-data with MLGATE_SIGNING_KEY on the data that training uses.";
var trainOnValidated = "Run train-model with validation-artifact-id and validation-artifact-digest, then evaluate-gate.";
async function dataLinks(trainingLink, training, input) {
  const { records, trustedKeys, requirements } = input;
  const content = records.data;
  if (content === void 0 && requirements.data === "optional") return [];
  const none = (link2) => [
    link2,
    unchecked("data-passed", link2),
    unchecked("training-data", link2)
  ];
  if (content === void 0) {
    return none(broken("data", "missing", "No record of validate-data was presented.", rerunValidation));
  }
  const data = await presentRecord(
    content,
    { trustedKeys, unsigned: requirements.unsigned },
    { predicateType: testResultType, schema: TestResultPredicate }
  );
  if ("problem" in data) {
    return none(broken("data", "untrusted", `The record of the data check ${data.problem}.`, rerunValidation));
  }
  const sentence = data.signer === void 0 ? "The data check is not signed, which is accepted here." : `The data check is signed by ${data.signer}.`;
  const link = holding("data", sentence);
  return [link, checkPassed(data), checkUsed(data, trainingLink, training, requirements.trainingData)];
}
function checkPassed({ predicate: { result } }) {
  if (result === "PASSED" || result === "WARNED") return holding("data-passed", `The data check is ${result}.`);
  return broken("data-passed", "not-passed", `The data check is ${result}.`, "Mend the data, or the contract.");
}
function checkUsed(data, trainingLink, training, names) {
  const name = "training-data";
  if (trainingLink !== void 0 && training === void 0) return unchecked(name, trainingLink);
  if (training === void 0) {
    return broken(name, "missing", "No record says which data were trained on.", trainOnValidated);
  }
  if (names.length === 0) {
    return broken(name, "missing", "The policy names no training data.", "Name the rows to train on: data.train.");
  }
  const checked = subjectsOf(data.statement);
  const used = dependenciesOf(training);
  for (const wanted of names) {
    const inputs = used.filter((file) => file.name === wanted);
    if (inputs.length === 0) {
      return broken(name, "missing", `The training record does not name ${wanted}.`, trainOnValidated);
    }
    for (const input of inputs) {
      if (checked.some((file) => file.name === wanted && file.digest === input.digest)) continue;
      const sentence = `Training used ${wanted} as ${shortDigest(input.digest)}, which the data check did not see.`;
      return broken(name, "about-other-bytes", sentence, trainOnValidated);
    }
  }
  return holding(name, `Training used ${names.join(", ")} as checked.`);
}
function dependenciesOf({ predicate }) {
  return predicate.buildDefinition.resolvedDependencies.flatMap(
    ({ name, digest }) => name !== void 0 && digest?.sha256 !== void 0 ? [{ name, digest: `sha256:${digest.sha256}` }] : []
  );
}

// packages/evidence/src/chain/evidence-age.ts
var clockSkewMs = 5 * 6e4;
var dayMs = 24 * 60 * 6e4;
function ageProblem(time, { now, maxAgeDays }) {
  const ageMs = now.getTime() - Date.parse(time);
  if (!(ageMs >= -clockSkewMs)) return `at ${time}, which is not in the past`;
  if (maxAgeDays === void 0 || ageMs <= maxAgeDays * dayMs) return void 0;
  return `at ${time}, more than ${maxAgeDays} ${maxAgeDays === 1 ? "day" : "days"} ago`;
}

// packages/evidence/src/chain/untrusted-event.ts
function isUntrustedEvent(event) {
  return /pull_request|merge_request/i.test(event);
}

// packages/evidence/src/chain/deployment-links.ts
var checks = [
  ["deployment-subject", checkSubject],
  ["deployment-model", checkModel],
  ["deployment-environment", checkEnvironment],
  ["deployment-passed", checkPassed2],
  ["deployment-event", checkEvent],
  ["deployment-policy", checkPolicy],
  ["deployment-age", checkAge]
];
async function deploymentLinks(input) {
  const { records, trustedKeys, requirements } = input;
  const { passedIn: environment, unsigned } = requirements;
  if (environment === void 0) return [];
  const none = (link) => [link, ...checks.map(([name]) => unchecked(name, link))];
  const content = records.deployment;
  if (content === void 0) {
    const sentence = `No record says that this model was deployed to ${environment}.`;
    return none(broken("deployment", "missing", sentence, deployFirst(environment)));
  }
  const expected = { predicateType: deploymentType, schema: DeploymentPredicate };
  const deployment = await presentRecord(content, { trustedKeys, unsigned }, expected);
  if ("problem" in deployment) {
    const sentence = `The record of the deployment to ${environment} ${deployment.problem}.`;
    const remedy = `Run deploy-model with environment ${environment} and MLGATE_SIGNING_KEY, and put the public key of it under trusted_keys of the policy.`;
    return none(broken("deployment", "untrusted", sentence, remedy));
  }
  const signed = deployment.signer === void 0 ? "is not signed, which is accepted here" : `is signed by ${deployment.signer}`;
  return [
    holding("deployment", `The record of the deployment to ${environment} ${signed}.`),
    ...checks.map(([, check]) => check(deployment, input, environment))
  ];
}
function deployFirst(environment) {
  return `Run deploy-model with environment ${environment} on this version first.`;
}
function checkSubject({ statement }, { files }, environment) {
  const deployed = subjectsOf(statement);
  if (sameFiles(deployed, files)) return holding("deployment-subject", `It deployed ${filesInWords(files)}.`);
  const sentence = `The deployment was of ${filesInWords(deployed)}, not of ${filesInWords(files)}.`;
  return broken("deployment-subject", "about-other-bytes", sentence, deployFirst(environment));
}
function checkModel({ predicate }, { requirements }, environment) {
  const { model, repository } = requirements;
  const expected = resourceUriOf(repository, model);
  const uriFits = predicate.resourceUri === expected || repository === void 0 && predicate.resourceUri.endsWith(`#${model}`);
  if (predicate.model === model && uriFits) return holding("deployment-model", `It deployed them as ${expected}.`);
  const sentence = `They were deployed as ${predicate.resourceUri} (${predicate.model}), not as ${expected}.`;
  return broken("deployment-model", "not-passed", sentence, deployFirst(environment));
}
function checkEnvironment({ predicate }, _input, environment) {
  if (predicate.environment === environment) return holding("deployment-environment", `It deployed to ${environment}.`);
  const sentence = `The deployment was to ${predicate.environment}, not to ${environment}.`;
  return broken("deployment-environment", "not-passed", sentence, deployFirst(environment));
}
function checkPassed2({ predicate }, _input, environment) {
  if (predicate.result === "PASSED") return holding("deployment-passed", "The deployment is PASSED.");
  const sentence = `The deployment to ${environment} is ${predicate.result}.`;
  return broken("deployment-passed", "not-passed", sentence, `Find out why it failed. ${deployFirst(environment)}`);
}
function checkEvent({ predicate: { event } }, _input, environment) {
  if (!isUntrustedEvent(event)) return holding("deployment-event", `It was deployed on ${event}.`);
  const sentence = `The deployment was made on ${event}: whoever opens a pull request writes its workflow.`;
  return broken("deployment-event", "untrusted", sentence, deployFirst(environment));
}
function checkPolicy({ predicate }, { requirements }, environment) {
  const { digest } = predicate.policy;
  const inForce = requirements.policyDigest;
  if (digest === inForce) return holding("deployment-policy", `Policy ${shortDigest(inForce)} was in force, and is.`);
  const sentence = `The deployment was made by another policy than ${shortDigest(inForce)}, which is in force.`;
  return broken("deployment-policy", "stale", sentence, deployFirst(environment));
}
function checkAge({ predicate }, { requirements }, environment) {
  const problem = ageProblem(predicate.deployedOn, requirements);
  if (problem === void 0) return holding("deployment-age", `It was deployed at ${predicate.deployedOn}.`);
  return broken("deployment-age", "stale", `The deployment was made ${problem}.`, deployFirst(environment));
}

// packages/evidence/src/provenance-type.ts
var provenanceType = "https://slsa.dev/provenance/v1";

// packages/evidence/src/chain/training-links.ts
var handOver = "Run evaluate-gate with training-artifact-id and training-artifact-digest, and present that very record.";
async function trainingLinks(cause, verdict, input) {
  const { records, trustedKeys, requirements } = input;
  const content = records.training;
  if (content === void 0 && requirements.training === "optional") return { links: [], training: void 0 };
  const none = (link2) => ({
    links: [link2, unchecked("training-subject", link2)],
    training: void 0
  });
  if (content === void 0) {
    return none(broken("training", "missing", "No record of train-model was presented.", handOver));
  }
  const training = await presentRecord(
    content,
    { trustedKeys, unsigned: "accept" },
    { predicateType: provenanceType, schema: ProvenancePredicate }
  );
  if ("problem" in training) {
    return none(broken("training", "untrusted", `The training record ${training.problem}.`, handOver));
  }
  if (verdict === void 0) return none(unchecked("training", cause));
  const link = checkNamed(training, verdict);
  return link.state === "holds" ? { links: [link, checkSubject2(training, input)], training } : none(link);
}
function checkNamed({ digest, signer }, { predicate }) {
  const named = predicate.inputAttestations.map((attestation) => digestOf(attestation.digest));
  if (named.includes(digest)) {
    const signed = signer === void 0 ? "is not signed itself" : `is signed by ${signer}`;
    return holding("training", `The verdict names the training record ${shortDigest(digest)}, which ${signed}.`);
  }
  if (named.length === 0) return broken("training", "missing", "The verdict names no training record.", handOver);
  return broken(
    "training",
    "about-other-bytes",
    `The verdict names the training record ${named.map(shortDigest).join(", ")}, not ${shortDigest(digest)}.`,
    handOver
  );
}
function checkSubject2({ statement }, { files }) {
  const produced = subjectsOf(statement, "model/");
  if (sameFiles(produced, files)) return holding("training-subject", `It produced ${filesInWords(files)}.`);
  return broken(
    "training-subject",
    "about-other-bytes",
    `The training produced ${filesInWords(produced)}, not ${filesInWords(files)}.`,
    "Judge and register the model of the same train-model run."
  );
}

// packages/evidence/src/chain/verdict-links.ts
var rerunGate = "Run evaluate-gate on these bytes, on the branch that deploys.";
async function openVerdict(input) {
  const { records, trustedKeys, requirements } = input;
  const content = records.verdict;
  if (content === void 0) {
    const link = broken("verdict", "missing", "No verdict of evaluate-gate was presented.", rerunGate);
    return { link, verdict: void 0 };
  }
  const verdict = await presentRecord(
    content,
    { trustedKeys, unsigned: requirements.unsigned },
    { predicateType: verificationSummaryType, schema: VerdictPredicate }
  );
  const problem = "problem" in verdict ? verdict.problem : otherVerifier(verdict);
  if (problem !== void 0 || "problem" in verdict) {
    const remedy = "Run evaluate-gate with MLGATE_SIGNING_KEY, and put the public key of it under trusted_keys of the policy.";
    return { link: broken("verdict", "untrusted", `The verdict ${problem}.`, remedy), verdict: void 0 };
  }
  const sentence = verdict.signer === void 0 ? "The verdict is not signed, which is accepted here." : `The verdict is signed by ${verdict.signer}.`;
  return { link: holding("verdict", sentence), verdict };
}
function otherVerifier({ predicate }) {
  const { id } = predicate.verifier;
  return id === gateVerifierId ? void 0 : `was made by ${id}, not by evaluate-gate`;
}
function verdictLinks(cause, verdict, input) {
  const checks2 = [
    ["verdict-subject", checkSubject3],
    ["verdict-model", checkModel2],
    ["verdict-passed", checkPassed3],
    ["verdict-event", checkEvent2],
    ["verdict-policy", checkPolicy2],
    ["verdict-age", checkAge2],
    ["verdict-scores", checkScores]
  ];
  return checks2.map(([name, check]) => verdict === void 0 ? unchecked(name, cause) : check(verdict, input));
}
function checkSubject3({ statement }, { files }) {
  const judged = subjectsOf(statement);
  if (sameFiles(judged, files)) return holding("verdict-subject", `It judged ${filesInWords(files)}.`);
  return broken(
    "verdict-subject",
    "about-other-bytes",
    `The verdict is about ${filesInWords(judged)}, not about ${filesInWords(files)}.`,
    rerunGate
  );
}
function checkModel2({ predicate }, { requirements }) {
  const { model, repository } = requirements;
  const judged = predicate.mlgate_evaluation.model;
  const expected = resourceUriOf(repository, model);
  const uriFits = predicate.resourceUri === expected || repository === void 0 && predicate.resourceUri.endsWith(`#${model}`);
  if (judged === model && uriFits) return holding("verdict-model", `It judged them as ${expected}.`);
  return broken(
    "verdict-model",
    "not-passed",
    `They passed as ${predicate.resourceUri} (${judged}), whose gate is not that of ${expected}.`,
    rerunGate
  );
}
function checkPassed3({ predicate }, { requirements }) {
  const { verificationResult, mlgate_evaluation } = predicate;
  const { verdict, override } = mlgate_evaluation;
  if (verificationResult === "PASSED" && verdict === "pass") return holding("verdict-passed", "The verdict is PASSED.");
  const found = `The verdict is ${verificationResult} (${verdict})`;
  const refused = (sentence, remedy) => broken("verdict-passed", "not-passed", sentence, remedy);
  const mayBe = verificationResult === "FAILED" && (verdict === "fail" || verdict === "inconclusive");
  if (!mayBe || override === void 0) return refused(`${found}.`, "Train a model that passes the gate.");
  const by = `${found}, overridden by ${override.by} with the label ${override.label}`;
  if (requirements.overrideLabel === void 0) {
    return refused(`${by}, which does not count here.`, "Only accept: pass_or_override of the policy lets that count.");
  }
  if (override.label !== requirements.overrideLabel) {
    return refused(`${by}; the policy's label is ${requirements.overrideLabel}.`, rerunGate);
  }
  return holding("verdict-passed", `${by}: ${shortened(override.reason)}`);
}
function shortened(reason) {
  return reason.length > 200 ? `${reason.slice(0, 200)}…` : reason;
}
function checkEvent2({ predicate }) {
  const { event } = predicate.mlgate_evaluation;
  if (!isUntrustedEvent(event)) return holding("verdict-event", `It was made on ${event}.`);
  return broken(
    "verdict-event",
    "untrusted",
    `The verdict was made on ${event}: whoever opens a pull request writes its workflow, so its verdicts are for reading.`,
    "Run evaluate-gate on the branch that the pull request was merged into."
  );
}
function checkPolicy2({ predicate }, { requirements }) {
  const judgedBy = digestOf(predicate.policy.digest);
  const inForce = requirements.policyDigest;
  const other = predicate.mlgate_evaluation.policyChanges?.find(({ path }) => /^candidate\b/.test(path));
  if (judgedBy === inForce && other !== void 0) {
    return broken(
      "verdict-policy",
      "stale",
      `The verdict was made at a commit where ${other.path} is not what the policy says.`,
      rerunGate
    );
  }
  if (judgedBy === inForce) return holding("verdict-policy", `Policy ${shortDigest(inForce)} judged and is in force.`);
  return broken(
    "verdict-policy",
    "stale",
    `The verdict was made by the policy ${shortDigest(judgedBy)}; now ${shortDigest(inForce)} is in force.`,
    "Run evaluate-gate again, by the policy in force."
  );
}
function checkAge2({ predicate: { timeVerified } }, { requirements }) {
  const problem = ageProblem(timeVerified, requirements);
  if (problem === void 0) return holding("verdict-age", `It was made at ${timeVerified}.`);
  return broken("verdict-age", "stale", `The verdict was made ${problem}.`, "Run evaluate-gate again.");
}
function checkScores({ predicate }, { requirements }) {
  const { scoredBy } = predicate.mlgate_evaluation;
  if (scoredBy === "mlgate") return holding("verdict-scores", "mlgate computed the scores from these bytes.");
  if (requirements.declaredScores === "accept") {
    return holding("verdict-scores", "The scores were handed in, which is accepted here.");
  }
  return broken(
    "verdict-scores",
    "untrusted",
    "The verdict rests on scores that were handed in, not on scores that mlgate computed.",
    "Give candidate.onnx, or let the policy accept declared scores: evidence.scores."
  );
}

// packages/evidence/src/chain/verify-chain.ts
async function verifyChain(input) {
  const { link, verdict } = await openVerdict(input);
  const { links: fromTraining, training } = await trainingLinks(link, verdict, input);
  const brokenTraining = fromTraining.find(({ state }) => state !== "holds");
  const fromData = await dataLinks(brokenTraining, training, input);
  const links = [
    link,
    ...verdictLinks(link, verdict, input),
    ...fromTraining,
    ...fromData,
    ...await deploymentLinks(input)
  ];
  const holds = links.every(({ state }) => state === "holds");
  return { holds, links, verdict: holds && verdict !== void 0 ? factsOf(verdict) : void 0 };
}
function factsOf({ predicate, digest, signer }) {
  return {
    digest,
    signer,
    timeVerified: new Date(predicate.timeVerified),
    commit: predicate.mlgate_evaluation.commit,
    policyDigest: digestOf(predicate.policy.digest)
  };
}

// packages/evidence/src/evidence-section.ts
var EvidenceSection = typebox_exports.Object(
  {
    max_age_days: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        maximum: 36500,
        description: "Days for which a verdict, and a deployment that another environment requires, counts; without it any age does."
      })
    ),
    scores: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("mlgate"), typebox_exports.Literal("declared")], {
        default: "mlgate",
        description: "Whose scores a verdict may rest on: those that mlgate computed from the model, or with declared also predictions that were handed in, which nobody checked."
      })
    ),
    override: typebox_exports.Optional(
      typebox_exports.Object(
        {
          label: typebox_exports.String({
            minLength: 1,
            maxLength: 50,
            pattern: "^[^,\\x00-\\x1f\\x7f]+$",
            "x-form": "1 to 50 characters without commas",
            description: "Label on a change by which somebody with write permission, who is not its author and gives the reason in a comment, lets it through in spite of its verdict."
          })
        },
        { additionalProperties: false, description: "How a verdict that is no pass may be overridden." }
      )
    )
  },
  {
    additionalProperties: false,
    title: "Evidence",
    description: "What the records of a model must show to be registered and deployed."
  }
);

// packages/evidence/src/judged-data.ts
var JudgedOn = typebox_exports.Object({
  mlgate_evaluation: typebox_exports.Object({
    judgements: typebox_exports.Array(
      typebox_exports.Object({ testData: typebox_exports.Object({ digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }) }) })
    )
  })
});
async function judgedOn(verdict) {
  const opening = await openRecord(verdict, { trustedKeys: [], unsigned: "accept" });
  if ("problem" in opening) return [];
  const { predicate } = opening.statement;
  if (!value_exports.Check(JudgedOn, predicate)) return [];
  return predicate.mlgate_evaluation.judgements.map(({ testData }) => testData.digest);
}

export {
  chainReport,
  chainBlocks,
  verificationSummaryType,
  verificationSummaryRecord,
  deploymentRecord,
  provenanceType,
  verifyChain,
  EvidenceSection,
  judgedOn,
  readRecord,
  readSignedRecord,
  subjectDigest,
  TrustedKeysSection,
  trustedKeysOf
};
