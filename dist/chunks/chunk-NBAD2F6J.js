import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  modelDigest,
  modelFiles
} from "./chunk-LG7YQN7L.js";
import {
  provenanceType,
  readRecord
} from "./chunk-CKVWK53T.js";
import {
  ConfigurationError,
  IntegrityError,
  digestOfFile,
  filesBelow
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/training-artifact.ts
import { copyFile, mkdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
async function modelOnDisk(path) {
  const [first, ...weights] = await filesOf(path);
  const folder = dirname(path);
  const named = async (file) => ({
    name: relative(folder, file).split(sep).join("/"),
    digest: await digestOfFile(file)
  });
  const main = await named(first);
  const beside = await Promise.all(weights.map(named));
  const files = [main, ...beside];
  return { path, digest: modelDigest(files), files };
}
async function filesOf(path) {
  if (path.endsWith(".onnx")) {
    const [, ...weights] = await modelFiles(path);
    return [path, ...weights];
  }
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false
  );
  if (!isFolder) return [path];
  const [first, ...others] = (await filesBelow(path)).map((name) => join(path, name));
  if (first === void 0) throw new ConfigurationError(`${path}: is an empty folder.`);
  return [first, ...others];
}
async function storeModel(model, folder) {
  const stored = async ({ name, digest }) => {
    const target = join(folder, "model", name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(dirname(model.path), name), target);
    return { name: `model/${name}`, digest };
  };
  const [main, ...beside] = model.files;
  return [await stored(main), ...await Promise.all(beside.map(stored))];
}
async function trainedModel(folder) {
  const record = await readRecord(folder);
  if (record.predicateType !== provenanceType) {
    throw new ConfigurationError(`${folder}: the record there is not one of train-model (${record.predicateType}).`);
  }
  const subjects = record.subject.filter(({ name }) => /^model\/[^\\]+$/.test(name) && !name.split("/").includes(".."));
  const graphs = subjects.filter(({ name }) => /^model\/[^/]+\.onnx$/.test(name));
  const main = subjects.length === 1 ? subjects[0] : graphs.length === 1 ? graphs[0] : void 0;
  if (main === void 0) {
    throw new ConfigurationError(
      `${folder}: the record of train-model does not name one model (${subjects.length} files).`
    );
  }
  for (const { name, digest } of subjects) {
    const found = await digestOfFile(join(folder, name));
    const recorded = `sha256:${digest.sha256}`;
    if (found !== recorded) {
      throw new IntegrityError(
        `${name} is ${found}, but the record of its training names ${recorded}. Run train-model again.`
      );
    }
  }
  const model = await modelOnDisk(join(folder, main.name));
  if (model.files.length !== subjects.length) {
    throw new ConfigurationError(`${main.name} points to files that the record of its training does not name.`);
  }
  return model;
}

export {
  modelOnDisk,
  storeModel,
  trainedModel
};
