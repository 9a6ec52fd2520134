import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  hexOf
} from "./chunk-7DIE7WF5.js";

// packages/evidence/src/test-result.ts
var testResultType = "https://in-toto.io/attestation/test-result/v0.1";
function testResultRecord(input) {
  const warned = input.verdict === "pass" && input.warned.length > 0;
  return {
    subject: input.data,
    predicateType: testResultType,
    predicate: {
      result: input.verdict !== "pass" ? "FAILED" : warned ? "WARNED" : "PASSED",
      configuration: input.configuration.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })),
      ...input.runUrl === void 0 ? {} : { url: input.runUrl },
      passedTests: input.passed,
      warnedTests: input.warned,
      failedTests: input.failed,
      ...input.read && {
        mlgate_data: input.read.map(({ digest, ...data }) => ({ ...data, digest: { sha256: hexOf(digest) } }))
      }
    }
  };
}

export {
  testResultType,
  testResultRecord
};
