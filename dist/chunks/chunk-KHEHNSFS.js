import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/app/package.json
var package_default = {
  name: "mlgate",
  version: "0.1.0",
  description: "Composable CI/CD steps for machine learning: validate data, train, judge a model against its predecessor",
  license: "Apache-2.0",
  type: "module",
  bin: {
    mlgate: "./bin/mlgate.js"
  },
  exports: {
    ".": "./src/index.ts"
  },
  private: true,
  dependencies: {
    "@clack/prompts": "1.9.0",
    "@mlgate/contracts": "0.1.0",
    "@mlgate/core": "0.1.0",
    "@mlgate/deployment": "0.1.0",
    "@mlgate/evidence": "0.1.0",
    "@mlgate/hosts": "0.1.0",
    "@mlgate/natives": "0.1.0",
    "@mlgate/project": "0.1.0",
    "@mlgate/reports": "0.1.0",
    "@mlgate/server": "0.1.0",
    "@mlgate/setup": "0.1.0",
    "@mlgate/steps": "0.1.0",
    "cli-progress": "3.12.0",
    commander: "15.1.0",
    execa: "10.2.1",
    pino: "10.4.0"
  },
  devDependencies: {
    "gitlab-ci-local": "4.75.1"
  }
};

// packages/app/src/version.ts
var version = package_default.version;

export {
  version
};
