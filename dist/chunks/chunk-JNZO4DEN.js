import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  loadProject
} from "./chunk-6LE4J7OX.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/app/src/open-project.ts
import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
async function openProject(cwd, path) {
  const realCwd = await realpath(cwd);
  const named = resolve(realCwd, path);
  const repositoryRoot = await repositoryAbove(realCwd) ?? realCwd;
  const file = relative(repositoryRoot, named).split(sep).join("/");
  if (file.startsWith("../")) throw new ConfigurationError(`${path}: lies outside the repository ${repositoryRoot}.`);
  await refuseLinks(repositoryRoot, file, path, cwd);
  const text = await readFile(named, "utf8");
  return { project: loadProject(text, path), directory: dirname(named), repositoryRoot, file };
}
async function refuseLinks(root, file, path, cwd) {
  const parts = file.split("/");
  for (const index of parts.keys()) {
    const found = await lstat(join(root, ...parts.slice(0, index + 1))).catch((cause) => {
      throw new ConfigurationError(
        `${path}: no such project file in ${cwd}. Write one (mlgate init, or by hand: docs/getting-started.md), or name it with the input project.`,
        { cause }
      );
    });
    if (found.isSymbolicLink()) {
      throw new ConfigurationError(
        `${path}: ${parts.slice(0, index + 1).join("/")} is a symbolic link. Name the file itself.`
      );
    }
    if (index === parts.length - 1 && !found.isFile()) {
      throw new ConfigurationError(
        `${path}: is not a file. Name the project file itself, such as ${join(path, "mlgate.yml")}.`
      );
    }
  }
}
async function repositoryAbove(directory) {
  const isRoot = await stat(join(directory, ".git")).then(
    () => true,
    () => false
  );
  if (isRoot) return directory;
  const parent = dirname(directory);
  return parent === directory ? void 0 : repositoryAbove(parent);
}

export {
  openProject
};
