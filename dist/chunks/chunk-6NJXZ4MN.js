import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  deployDefaults,
  localTarget
} from "./chunk-LG7YQN7L.js";
import {
  ConfigurationError
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/local-environment.ts
import { resolve } from "node:path";
function declaredEnvironment(name, policy) {
  const declared = policy.body.deploy ?? {};
  const section = Object.hasOwn(declared, name) ? declared[name] : void 0;
  if (section !== void 0) return section;
  const names = Object.keys(declared).join(", ") || "none";
  throw new ConfigurationError(
    `${policy.origin}: deploy has no environment ${JSON.stringify(name)}; there are: ${names}.`
  );
}
function openEnvironment(name, stateDirectory, policy, deps) {
  const section = declaredEnvironment(name, policy);
  const { mlgate, env, start } = deps.launch;
  const target = localTarget(
    {
      stateDirectory: resolve(stateDirectory, deps.modelName),
      environment: name,
      port: section.port,
      readyTimeoutSeconds: section.ready_timeout_seconds ?? deployDefaults.readyTimeoutSeconds,
      commands: {
        serve: ({ processFile, manifest, model }) => [
          ...mlgate,
          "serve",
          "--manifest",
          manifest,
          "--onnx",
          model,
          "--port",
          "0",
          "--process-file",
          processFile
        ],
        entry: ({ processFile, stateFile, port }) => [
          ...mlgate,
          "forward",
          "--process-file",
          processFile,
          "--state-file",
          stateFile,
          "--port",
          String(port)
        ]
      },
      env
    },
    { clock: deps.clock, log: deps.log, start, fetch: deps.fetch }
  );
  return { target, smokeRows: section.smoke_rows ?? deployDefaults.smokeRows };
}

export {
  declaredEnvironment,
  openEnvironment
};
