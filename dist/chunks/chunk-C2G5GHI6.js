import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/project/src/declared-position.ts
function declaredPosition(project, model, path) {
  let value = project.models.get(model);
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return void 0;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return value === void 0 ? void 0 : project.positionOf(model, path, "key");
}

export {
  declaredPosition
};
