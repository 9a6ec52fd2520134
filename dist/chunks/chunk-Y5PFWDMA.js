import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/registered-version.ts
async function registeredVersion(registry, model, reference) {
  const resolution = await registry.resolve(model, reference);
  if (resolution.found) return resolution.version;
  const newest = (await registry.versions(model)).at(-1)?.version;
  const isNumber = /^[0-9]+$/.test(reference);
  const aliases = (await registry.aliases(model)).map(({ alias }) => alias);
  const known = isNumber ? newest && `the newest is ${newest}` : aliases.length > 0 && `there is ${aliases.join(", ")}`;
  throw new ConfigurationError(
    [
      `registered: ${reference} is not registered: ${resolution.reason}${known ? `; ${known}` : ""}.`,
      ...isNumber && newest ? [] : [`Run register-model${isNumber ? "" : ` with --alias ${reference}`} first.`]
    ].join(" ")
  );
}

export {
  registeredVersion
};
