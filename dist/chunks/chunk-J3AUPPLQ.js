import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  extendsChange,
  loadOrganisationPolicy,
  loadProject,
  metricCode,
  parseDocument,
  parseReference,
  policyChanges,
  policyDigest,
  policyDocument,
  resolveDataPath,
  tightened
} from "./chunk-6LE4J7OX.js";
import {
  ConfigurationError,
  commandFiles,
  digestOfBytes
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/policy.ts
import { readFile } from "node:fs/promises";
import { posix } from "node:path";

// packages/contracts/src/rules/mlgate/own-code.ts
function contractCode(text) {
  const paths = [...implementationsIn(contentOf(text))].flatMap(({ check, path, command }) => {
    if (check === "module" && typeof path === "string") return [path];
    if (check !== "command" || !Array.isArray(command)) return [];
    return commandFiles(command.map(String)).map((file) => file.path);
  });
  return [...new Set(paths)].sort();
}
function contentOf(text) {
  try {
    return parseDocument(text, "contract").value;
  } catch (error) {
    if (error instanceof ConfigurationError) return void 0;
    throw error;
  }
}
function* implementationsIn(value) {
  if (typeof value !== "object" || value === null) return;
  if ("engine" in value && value.engine === "mlgate" && "implementation" in value) {
    const { implementation } = value;
    if (typeof implementation === "object" && implementation !== null) yield { ...implementation };
  }
  for (const part of Object.values(value)) yield* implementationsIn(part);
}

// packages/steps/src/extends.ts
async function readExtended(reference, host) {
  if (reference === void 0) return void 0;
  const { repository, commit, path } = parseReference(reference);
  const origin = `${path} at ${repository}@${commit.slice(0, 7)}`;
  const bytes = await host.readCommitted(repository, commit, path);
  if (bytes === void 0) {
    throw new ConfigurationError(
      `extends: ${repository} has no file ${path} at ${commit}. Name the file after the commit: ${repository}@${commit}:<path>.`
    );
  }
  return { policy: loadOrganisationPolicy(new TextDecoder().decode(bytes), origin), origin };
}

// packages/steps/src/policy.ts
function requireInForce(policy, refusal) {
  if (policy.ownBecause === void 0) return policy;
  throw new ConfigurationError(
    `${refusal}: ${policy.ownBecause}, and a policy of the change's own proves nothing. Merge the project file first.`
  );
}
async function loadPolicy(options) {
  const { host, projectFile, local, modelName } = options;
  const body = modelOf(local.project, modelName);
  const here = { body, directory: local.directory, repositoryRoot: local.repositoryRoot };
  const tip = await host.policyTip();
  if (tip === void 0) {
    const readFile2 = (path) => readLocal(path, here);
    const extended2 = await readExtended(local.project.extends, host);
    const judging2 = extended2 === void 0 ? body : tightened(local.project, modelName, extended2.policy);
    return {
      body: judging2,
      ...await saidBy(judging2, readFile2),
      origin: originOf(`${projectFile} in the working tree`, extended2),
      tip,
      ownBecause: void 0,
      roots: judging2.data.roots ?? [],
      changes: [],
      readFile: readFile2
    };
  }
  const readAtTip = (path) => tip.readFile(posix.join(posix.dirname(projectFile), path));
  const own = async (ownBecause) => ({
    body,
    ...await saidBy(body, readAtTip),
    origin: `${projectFile} of this change, because ${ownBecause}`,
    tip,
    ownBecause,
    roots: [],
    changes: [],
    readFile: readAtTip
  });
  const at = `${projectFile} at ${tip.branch}@${tip.commit.slice(0, 7)}`;
  const bytes = await tip.readFile(projectFile);
  if (bytes === void 0) return own(`${tip.branch} has no ${projectFile} yet`);
  const project = loadProject(new TextDecoder().decode(bytes), at);
  const inForce = project.models.get(modelName);
  if (inForce === void 0) return own(`${tip.branch} does not know the model ${modelName} yet`);
  const extended = await readExtended(project.extends, host);
  const judging = extended === void 0 ? inForce : tightened(project, modelName, extended.policy);
  if (extended !== void 0 && local.project.extends === project.extends) {
    tightened(local.project, modelName, extended.policy);
  }
  return {
    body: judging,
    ...await saidBy(judging, readAtTip),
    origin: originOf(at, extended),
    tip,
    ownBecause: void 0,
    roots: judging.data.roots ?? [],
    changes: [...extendsChange(project.extends, local.project.extends), ...policyChanges(inForce, body)],
    readFile: readAtTip
  };
}
function modelOf(project, name) {
  const body = project.models.get(name);
  if (body === void 0) throw new RangeError(`${project.file} has no model ${name}.`);
  return body;
}
function originOf(at, extended) {
  return extended === void 0 ? at : `${at}, extending ${extended.origin}`;
}
async function saidBy(body, readFile2) {
  const { contract: path } = body.data;
  const contract = path === void 0 ? void 0 : await readFile2(path);
  const code = [
    ...body.gate === void 0 ? [] : metricCode(body.gate),
    ...contract === void 0 ? [] : contractCode(new TextDecoder().decode(contract))
  ];
  const document = policyDocument(body, contract && digestOfBytes(contract), await codeDigests(code, readFile2));
  return { document, digest: policyDigest(document) };
}
async function codeDigests(paths, readFile2) {
  const digests = {};
  for (const path of paths) {
    const bytes = await readFile2(path).catch((error) => {
      if (error instanceof ConfigurationError) return void 0;
      throw error;
    });
    if (bytes !== void 0) digests[path] = digestOfBytes(bytes);
  }
  return digests;
}
async function readLocal(path, local) {
  const file = await resolveDataPath({
    path,
    what: path === local.body.data.contract ? "data.contract" : "mlgate.yml",
    projectFolder: local.directory,
    repository: local.repositoryRoot,
    roots: local.body.data.roots ?? [],
    use: "read"
  });
  return readFile(file);
}

export {
  requireInForce,
  loadPolicy
};
