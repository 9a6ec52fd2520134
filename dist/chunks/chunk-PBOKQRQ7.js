import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError,
  messageOf,
  unlinkedPath
} from "./chunk-7DIE7WF5.js";

// packages/app/src/write-together.ts
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
async function writeTogether(root, files, command = "mlgate init") {
  const staged = [];
  try {
    for (const { path, content } of files) {
      const target = unlinkedPath(root, path.split("/"), `${command} writes there`);
      const temporary = join(dirname(target), `.${randomUUID()}.tmp`);
      staged.push({ temporary, target });
      try {
        await mkdir(dirname(target), { recursive: true });
        if (typeof content === "string") await writeFile(temporary, content, { flag: "wx", flush: true });
        else await copyFile(content.copyOf, temporary);
      } catch (cause) {
        throw new ConfigurationError(`${path}: cannot be written (${messageOf(cause)}).`, { cause });
      }
    }
    for (const { temporary, target } of staged) await rename(temporary, target);
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

export {
  writeTogether
};
