import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import "./chunk-CKVWK53T.js";
import "./chunk-D3CMQEI3.js";
import {
  generateKeyPair
} from "./chunk-NFL6GSK7.js";
import "./chunk-RCV4B554.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/app/src/write-key-pair.ts
import { writeFile } from "node:fs/promises";
async function writeKeyPair(path) {
  const { privateKey, publicKey } = generateKeyPair();
  try {
    await writeFile(path, privateKey, { flag: "wx", mode: 384 });
  } catch (cause) {
    throw new ConfigurationError(`${path}: cannot be written, or is there already. Name another file with --out.`, {
      cause
    });
  }
  const indented = publicKey.trimEnd().replaceAll(/^/gm, "      ");
  return `trusted_keys:
  - name: ci
    public_key: |
${indented}
`;
}
export {
  writeKeyPair
};
