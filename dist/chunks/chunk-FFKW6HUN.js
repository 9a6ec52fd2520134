import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);

// packages/app/src/harmless-line.ts
var invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
var commandStart = /##(?=\w*\[)/g;
function harmlessLine(text) {
  return text.replace(invisible, (character) => character === "	" ? character : codePointName(character)).replace(/^(\s*)::/, "$1: :").replace(commandStart, "# #");
}
function codePointName(character) {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

export {
  commandStart,
  harmlessLine
};
