import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  typebox_exports
} from "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  digestOfBytes,
  hexOf,
  readBoundedFile,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";

// packages/evidence/src/key-pair.ts
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
function generateKeyPair() {
  return generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" }
  });
}
function readPrivateKey(text) {
  let key;
  try {
    key = createPrivateKey(text.includes("-----") ? text : Buffer.from(text, "base64"));
  } catch {
    throw new ConfigurationError(
      "The signing key cannot be read. It must be a P-256 private key as PKCS#8 PEM (or its base64) without a passphrase: mlgate keygen makes one."
    );
  }
  if (!isP256(key)) throw new ConfigurationError("The signing key is not on the curve P-256: mlgate keygen makes one.");
  return key;
}
function readPublicKey(pem, where) {
  if (!pem.trimStart().startsWith("-----BEGIN PUBLIC KEY-----")) {
    throw new ConfigurationError(`${where}: is not a public key (PEM that begins with -----BEGIN PUBLIC KEY-----).`);
  }
  let key;
  try {
    key = createPublicKey(pem);
  } catch (cause) {
    throw new ConfigurationError(`${where}: is a public key that cannot be read.`, { cause });
  }
  if (!isP256(key)) throw new ConfigurationError(`${where}: is not on the curve P-256.`);
  return key;
}
function keyIdOf(key) {
  const half = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256").update(half.export({ type: "spki", format: "der" })).digest("base64");
}
function isP256(key) {
  return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
}

// packages/evidence/src/record-file.ts
import { rm } from "node:fs/promises";
import { join } from "node:path";

// packages/evidence/src/sign-statement.ts
import { sign } from "node:crypto";
var statementPayloadType = "application/vnd.in-toto+json";
async function signStatement(statement, privateKeyPem) {
  const privateKey = readPrivateKey(privateKeyPem);
  const { bundleToJSON, dsse, toDSSEBundle } = await import("./sigstore-RMO3GTBA.js");
  const payload = Buffer.from(JSON.stringify(statement));
  const signature = sign("sha256", dsse.preAuthEncoding(statementPayloadType, payload), privateKey);
  const bundle = toDSSEBundle({
    artifact: payload,
    artifactType: statementPayloadType,
    signature,
    keyHint: keyIdOf(privateKey)
  });
  return bundleToJSON(bundle);
}

// packages/evidence/src/statement.ts
var Statement = typebox_exports.Object({
  _type: typebox_exports.Literal("https://in-toto.io/Statement/v1"),
  subject: typebox_exports.Array(
    typebox_exports.Object({
      name: typebox_exports.String({ minLength: 1 }),
      digest: typebox_exports.Object({ sha256: typebox_exports.String({ pattern: "^[0-9a-f]{64}$" }) })
    }),
    { minItems: 1 }
  ),
  predicateType: typebox_exports.String({ minLength: 1 }),
  predicate: typebox_exports.Record(typebox_exports.String(), typebox_exports.Unknown())
});
function statementOf(record) {
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: record.subject.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })).sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    predicateType: record.predicateType,
    predicate: { ...record.predicate }
  };
}

// packages/evidence/src/record-file.ts
var recordFileName = "record.unsigned.json";
var signedRecordFileName = "record.sigstore.json";
var largestRecord = 16 * 1024 * 1024;
async function writeRecord(directory, record, options = {}) {
  const { signingKey } = options;
  const statement = statementOf(record);
  const content = signingKey === void 0 ? statement : await signStatement(statement, signingKey);
  const [name, other] = signingKey === void 0 ? [recordFileName, signedRecordFileName] : [signedRecordFileName, recordFileName];
  const path = join(directory, name);
  await rm(join(directory, other), { force: true });
  await writeFileAtomically(path, `${JSON.stringify(content, null, 2)}
`);
  return path;
}
async function findRecord(directory) {
  const found = [];
  for (const name of [signedRecordFileName, recordFileName]) {
    const path = join(directory, name);
    const bytes = await readBoundedFile(path, largestRecord);
    if (bytes !== void 0) found.push({ name, path, bytes, digest: digestOfBytes(bytes) });
  }
  const [record, second] = found;
  if (second !== void 0) {
    throw new ConfigurationError(
      `${directory}: holds two records, ${record?.name} and ${second.name}; there must be one.`
    );
  }
  return record;
}

export {
  Statement,
  generateKeyPair,
  readPrivateKey,
  readPublicKey,
  keyIdOf,
  statementPayloadType,
  recordFileName,
  signedRecordFileName,
  writeRecord,
  findRecord
};
