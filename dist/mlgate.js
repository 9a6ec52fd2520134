import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  registerModel
} from "./chunks/chunk-JSEZQPMV.js";
import {
  declaredEnvironment,
  deployModel,
  openEnvironment,
  registeredVersion
} from "./chunks/chunk-WVWKFTV6.js";
import {
  presentEvidence,
  registeredRecords
} from "./chunks/chunk-3QSYF6GG.js";
import {
  driftReport
} from "./chunks/chunk-ABUYZL4I.js";
import {
  publishReport
} from "./chunks/chunk-5QCB7EJA.js";
import {
  openProject
} from "./chunks/chunk-QL5LIOLO.js";
import {
  requireInForce
} from "./chunks/chunk-WFXGAQ2S.js";
import {
  require_pino
} from "./chunks/chunk-INQIRDEY.js";
import {
  validateData
} from "./chunks/chunk-5NQGP2KO.js";
import {
  trainModel
} from "./chunks/chunk-3LR4DKDS.js";
import {
  answerConditions,
  answerFileNames,
  answerFiles,
  evaluateGate,
  findTestSets,
  judgedBy,
  modelFinder,
  policyFileName,
  seenBy
} from "./chunks/chunk-T7GJQREI.js";
import {
  openRegistry
} from "./chunks/chunk-ATFLFVA3.js";
import {
  scoreModel
} from "./chunks/chunk-QDPCRL75.js";
import {
  GitReader,
  compareContracts,
  contractDiffReport,
  contractYaml,
  importContract,
  importFormats,
  inferContract,
  inferFromFiles,
  observeFile,
  readContract
} from "./chunks/chunk-ZR52HWXG.js";
import {
  resolvePolicyFile
} from "./chunks/chunk-HLEYZ2PQ.js";
import "./chunks/chunk-FZA7CV3Y.js";
import "./chunks/chunk-A3MQQHUW.js";
import {
  modelOnDisk,
  trainedModel
} from "./chunks/chunk-5PXKZWKY.js";
import {
  chainReport,
  commentLine,
  declaredReading,
  findDataFiles,
  judgeMeasured,
  loadProject,
  modelDigest,
  modelFiles,
  openScorer,
  openTables,
  parseDocument,
  readPolicyDocument,
  readRecord,
  readSignedRecord,
  readStoredFile,
  recordedJudgement,
  recordedVerdict,
  rejudge,
  require_dist,
  resolveDataFile,
  resolveDataPath,
  runLaunched,
  selectModel,
  simulateGate,
  simulationReport,
  startEntry,
  trustedKeysOf,
  unpackAnswers,
  unpackMetrics,
  verificationSummaryType
} from "./chunks/chunk-PD2O4Y5A.js";
import {
  testResultRecord
} from "./chunks/chunk-W5T564O5.js";
import "./chunks/chunk-VEYRFU5Y.js";
import {
  cacheFolder,
  loadNative
} from "./chunks/chunk-P4FOKUUC.js";
import "./chunks/chunk-C5PRDL5P.js";
import "./chunks/chunk-2MI7ZVXG.js";
import {
  bringArtifacts,
  commandStart,
  detectHost,
  endOnFault,
  endProcess,
  examineToken,
  harmlessLine,
  launchFrom,
  lineProgress,
  runProgram,
  runSource,
  systemClock,
  textLogger,
  unpackFiles,
  version
} from "./chunks/chunk-PRQPUDDY.js";
import {
  detailsOf,
  runStep
} from "./chunks/chunk-DX53MVFE.js";
import {
  inputsOf,
  printableJson,
  resultJson,
  summaryMarkdown,
  terminalReport
} from "./chunks/chunk-K5WTD5WH.js";
import "./chunks/chunk-EJPF5LTV.js";
import {
  artifactName
} from "./chunks/chunk-73SNDQWH.js";
import "./chunks/chunk-DO6RODUF.js";
import {
  findRecord,
  generateKeyPair,
  keyIdOf,
  readPrivateKey,
  readPublicKey,
  recordFileName,
  signedRecordFileName,
  typebox_exports,
  value_exports
} from "./chunks/chunk-R7LRGDHM.js";
import {
  commonInputs,
  deployedByDefault,
  deploymentInputs
} from "./chunks/chunk-YRPRKC4J.js";
import {
  ConfigurationError,
  digestOfBytes,
  digestOfFile,
  exitCodes,
  failureKind,
  listenProblem,
  messageOf,
  readBoundedFile,
  unlinkedPath,
  worstVerdict
} from "./chunks/chunk-ET3OWGEZ.js";
import {
  __callDispose,
  __commonJS,
  __require,
  __toESM,
  __using
} from "./chunks/chunk-5JG7MS2Z.js";

// node_modules/cli-progress/lib/eta.js
var require_eta = __commonJS({
  "node_modules/cli-progress/lib/eta.js"(exports, module) {
    var ETA = class {
      constructor(length, initTime, initValue) {
        this.etaBufferLength = length || 100;
        this.valueBuffer = [initValue];
        this.timeBuffer = [initTime];
        this.eta = "0";
      }
      // add new values to calculation buffer
      update(time, value, total) {
        this.valueBuffer.push(value);
        this.timeBuffer.push(time);
        this.calculate(total - value);
      }
      // fetch estimated time
      getTime() {
        return this.eta;
      }
      // eta calculation - request number of remaining events
      calculate(remaining) {
        const currentBufferSize = this.valueBuffer.length;
        const buffer = Math.min(this.etaBufferLength, currentBufferSize);
        const v_diff = this.valueBuffer[currentBufferSize - 1] - this.valueBuffer[currentBufferSize - buffer];
        const t_diff = this.timeBuffer[currentBufferSize - 1] - this.timeBuffer[currentBufferSize - buffer];
        const vt_rate = v_diff / t_diff;
        this.valueBuffer = this.valueBuffer.slice(-this.etaBufferLength);
        this.timeBuffer = this.timeBuffer.slice(-this.etaBufferLength);
        const eta = Math.ceil(remaining / vt_rate / 1e3);
        if (isNaN(eta)) {
          this.eta = "NULL";
        } else if (!isFinite(eta)) {
          this.eta = "INF";
        } else if (eta > 1e7) {
          this.eta = "INF";
        } else if (eta < 0) {
          this.eta = 0;
        } else {
          this.eta = eta;
        }
      }
    };
    module.exports = ETA;
  }
});

// node_modules/cli-progress/lib/terminal.js
var require_terminal = __commonJS({
  "node_modules/cli-progress/lib/terminal.js"(exports, module) {
    var _readline = __require("readline");
    var Terminal = class {
      constructor(outputStream) {
        this.stream = outputStream;
        this.linewrap = true;
        this.dy = 0;
      }
      // save cursor position + settings
      cursorSave() {
        if (!this.stream.isTTY) {
          return;
        }
        this.stream.write("\x1B7");
      }
      // restore last cursor position + settings
      cursorRestore() {
        if (!this.stream.isTTY) {
          return;
        }
        this.stream.write("\x1B8");
      }
      // show/hide cursor
      cursor(enabled) {
        if (!this.stream.isTTY) {
          return;
        }
        if (enabled) {
          this.stream.write("\x1B[?25h");
        } else {
          this.stream.write("\x1B[?25l");
        }
      }
      // change cursor positionn
      cursorTo(x = null, y = null) {
        if (!this.stream.isTTY) {
          return;
        }
        _readline.cursorTo(this.stream, x, y);
      }
      // change relative cursor position
      cursorRelative(dx = null, dy = null) {
        if (!this.stream.isTTY) {
          return;
        }
        this.dy = this.dy + dy;
        _readline.moveCursor(this.stream, dx, dy);
      }
      // relative reset
      cursorRelativeReset() {
        if (!this.stream.isTTY) {
          return;
        }
        _readline.moveCursor(this.stream, 0, -this.dy);
        _readline.cursorTo(this.stream, 0, null);
        this.dy = 0;
      }
      // clear to the right from cursor
      clearRight() {
        if (!this.stream.isTTY) {
          return;
        }
        _readline.clearLine(this.stream, 1);
      }
      // clear the full line
      clearLine() {
        if (!this.stream.isTTY) {
          return;
        }
        _readline.clearLine(this.stream, 0);
      }
      // clear everyting beyond the current line
      clearBottom() {
        if (!this.stream.isTTY) {
          return;
        }
        _readline.clearScreenDown(this.stream);
      }
      // add new line; increment counter
      newline() {
        this.stream.write("\n");
        this.dy++;
      }
      // write content to output stream
      // @TODO use string-width to strip length
      write(s, rawWrite = false) {
        if (this.linewrap === true && rawWrite === false) {
          this.stream.write(s.substr(0, this.getWidth()));
        } else {
          this.stream.write(s);
        }
      }
      // control line wrapping
      lineWrapping(enabled) {
        if (!this.stream.isTTY) {
          return;
        }
        this.linewrap = enabled;
        if (enabled) {
          this.stream.write("\x1B[?7h");
        } else {
          this.stream.write("\x1B[?7l");
        }
      }
      // tty environment ?
      isTTY() {
        return this.stream.isTTY === true;
      }
      // get terminal width
      getWidth() {
        return this.stream.columns || (this.stream.isTTY ? 80 : 200);
      }
    };
    module.exports = Terminal;
  }
});

// node_modules/ansi-regex/index.js
var require_ansi_regex = __commonJS({
  "node_modules/ansi-regex/index.js"(exports, module) {
    "use strict";
    module.exports = ({ onlyFirst = false } = {}) => {
      const pattern = [
        "[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]*)*)?\\u0007)",
        "(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))"
      ].join("|");
      return new RegExp(pattern, onlyFirst ? void 0 : "g");
    };
  }
});

// node_modules/strip-ansi/index.js
var require_strip_ansi = __commonJS({
  "node_modules/strip-ansi/index.js"(exports, module) {
    "use strict";
    var ansiRegex = require_ansi_regex();
    module.exports = (string) => typeof string === "string" ? string.replace(ansiRegex(), "") : string;
  }
});

// node_modules/is-fullwidth-code-point/index.js
var require_is_fullwidth_code_point = __commonJS({
  "node_modules/is-fullwidth-code-point/index.js"(exports, module) {
    "use strict";
    var isFullwidthCodePoint = (codePoint) => {
      if (Number.isNaN(codePoint)) {
        return false;
      }
      if (codePoint >= 4352 && (codePoint <= 4447 || // Hangul Jamo
      codePoint === 9001 || // LEFT-POINTING ANGLE BRACKET
      codePoint === 9002 || // RIGHT-POINTING ANGLE BRACKET
      // CJK Radicals Supplement .. Enclosed CJK Letters and Months
      11904 <= codePoint && codePoint <= 12871 && codePoint !== 12351 || // Enclosed CJK Letters and Months .. CJK Unified Ideographs Extension A
      12880 <= codePoint && codePoint <= 19903 || // CJK Unified Ideographs .. Yi Radicals
      19968 <= codePoint && codePoint <= 42182 || // Hangul Jamo Extended-A
      43360 <= codePoint && codePoint <= 43388 || // Hangul Syllables
      44032 <= codePoint && codePoint <= 55203 || // CJK Compatibility Ideographs
      63744 <= codePoint && codePoint <= 64255 || // Vertical Forms
      65040 <= codePoint && codePoint <= 65049 || // CJK Compatibility Forms .. Small Form Variants
      65072 <= codePoint && codePoint <= 65131 || // Halfwidth and Fullwidth Forms
      65281 <= codePoint && codePoint <= 65376 || 65504 <= codePoint && codePoint <= 65510 || // Kana Supplement
      110592 <= codePoint && codePoint <= 110593 || // Enclosed Ideographic Supplement
      127488 <= codePoint && codePoint <= 127569 || // CJK Unified Ideographs Extension B .. Tertiary Ideographic Plane
      131072 <= codePoint && codePoint <= 262141)) {
        return true;
      }
      return false;
    };
    module.exports = isFullwidthCodePoint;
    module.exports.default = isFullwidthCodePoint;
  }
});

// node_modules/emoji-regex/index.js
var require_emoji_regex = __commonJS({
  "node_modules/emoji-regex/index.js"(exports, module) {
    "use strict";
    module.exports = function() {
      return /\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62(?:\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67|\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74|\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73)\uDB40\uDC7F|\uD83D\uDC68(?:\uD83C\uDFFC\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68\uD83C\uDFFB|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFF\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFE])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFE\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFD])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFD\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFC])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\u200D(?:\u2764\uFE0F\u200D(?:\uD83D\uDC8B\u200D)?\uD83D\uDC68|(?:\uD83D[\uDC68\uDC69])\u200D(?:\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67]))|\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67])|(?:\uD83D[\uDC68\uDC69])\u200D(?:\uD83D[\uDC66\uDC67])|[\u2695\u2696\u2708]\uFE0F|\uD83D[\uDC66\uDC67]|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|(?:\uD83C\uDFFB\u200D[\u2695\u2696\u2708]|\uD83C\uDFFF\u200D[\u2695\u2696\u2708]|\uD83C\uDFFE\u200D[\u2695\u2696\u2708]|\uD83C\uDFFD\u200D[\u2695\u2696\u2708]|\uD83C\uDFFC\u200D[\u2695\u2696\u2708])\uFE0F|\uD83C\uDFFB\u200D(?:\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C[\uDFFB-\uDFFF])|(?:\uD83E\uDDD1\uD83C\uDFFB\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFC\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)\uD83C\uDFFB|\uD83E\uDDD1(?:\uD83C\uDFFF\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1(?:\uD83C[\uDFFB-\uDFFF])|\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1)|(?:\uD83E\uDDD1\uD83C\uDFFE\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFF\u200D\uD83E\uDD1D\u200D(?:\uD83D[\uDC68\uDC69]))(?:\uD83C[\uDFFB-\uDFFE])|(?:\uD83E\uDDD1\uD83C\uDFFC\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFD\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)(?:\uD83C[\uDFFB\uDFFC])|\uD83D\uDC69(?:\uD83C\uDFFE\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB-\uDFFD\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFC\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFD-\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFB\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFC-\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFD\u200D(?:\uD83E\uDD1D\u200D\uD83D\uDC68(?:\uD83C[\uDFFB\uDFFC\uDFFE\uDFFF])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\u200D(?:\u2764\uFE0F\u200D(?:\uD83D\uDC8B\u200D(?:\uD83D[\uDC68\uDC69])|\uD83D[\uDC68\uDC69])|\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD])|\uD83C\uDFFF\u200D(?:\uD83C[\uDF3E\uDF73\uDF93\uDFA4\uDFA8\uDFEB\uDFED]|\uD83D[\uDCBB\uDCBC\uDD27\uDD2C\uDE80\uDE92]|\uD83E[\uDDAF-\uDDB3\uDDBC\uDDBD]))|\uD83D\uDC69\u200D\uD83D\uDC69\u200D(?:\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67]))|(?:\uD83E\uDDD1\uD83C\uDFFD\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1|\uD83D\uDC69\uD83C\uDFFE\u200D\uD83E\uDD1D\u200D\uD83D\uDC69)(?:\uD83C[\uDFFB-\uDFFD])|\uD83D\uDC69\u200D\uD83D\uDC66\u200D\uD83D\uDC66|\uD83D\uDC69\u200D\uD83D\uDC69\u200D(?:\uD83D[\uDC66\uDC67])|(?:\uD83D\uDC41\uFE0F\u200D\uD83D\uDDE8|\uD83D\uDC69(?:\uD83C\uDFFF\u200D[\u2695\u2696\u2708]|\uD83C\uDFFE\u200D[\u2695\u2696\u2708]|\uD83C\uDFFC\u200D[\u2695\u2696\u2708]|\uD83C\uDFFB\u200D[\u2695\u2696\u2708]|\uD83C\uDFFD\u200D[\u2695\u2696\u2708]|\u200D[\u2695\u2696\u2708])|(?:(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)\uFE0F|\uD83D\uDC6F|\uD83E[\uDD3C\uDDDE\uDDDF])\u200D[\u2640\u2642]|(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)(?:\uD83C[\uDFFB-\uDFFF])\u200D[\u2640\u2642]|(?:\uD83C[\uDFC3\uDFC4\uDFCA]|\uD83D[\uDC6E\uDC71\uDC73\uDC77\uDC81\uDC82\uDC86\uDC87\uDE45-\uDE47\uDE4B\uDE4D\uDE4E\uDEA3\uDEB4-\uDEB6]|\uD83E[\uDD26\uDD37-\uDD39\uDD3D\uDD3E\uDDB8\uDDB9\uDDCD-\uDDCF\uDDD6-\uDDDD])(?:(?:\uD83C[\uDFFB-\uDFFF])\u200D[\u2640\u2642]|\u200D[\u2640\u2642])|\uD83C\uDFF4\u200D\u2620)\uFE0F|\uD83D\uDC69\u200D\uD83D\uDC67\u200D(?:\uD83D[\uDC66\uDC67])|\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08|\uD83D\uDC15\u200D\uD83E\uDDBA|\uD83D\uDC69\u200D\uD83D\uDC66|\uD83D\uDC69\u200D\uD83D\uDC67|\uD83C\uDDFD\uD83C\uDDF0|\uD83C\uDDF4\uD83C\uDDF2|\uD83C\uDDF6\uD83C\uDDE6|[#\*0-9]\uFE0F\u20E3|\uD83C\uDDE7(?:\uD83C[\uDDE6\uDDE7\uDDE9-\uDDEF\uDDF1-\uDDF4\uDDF6-\uDDF9\uDDFB\uDDFC\uDDFE\uDDFF])|\uD83C\uDDF9(?:\uD83C[\uDDE6\uDDE8\uDDE9\uDDEB-\uDDED\uDDEF-\uDDF4\uDDF7\uDDF9\uDDFB\uDDFC\uDDFF])|\uD83C\uDDEA(?:\uD83C[\uDDE6\uDDE8\uDDEA\uDDEC\uDDED\uDDF7-\uDDFA])|\uD83E\uDDD1(?:\uD83C[\uDFFB-\uDFFF])|\uD83C\uDDF7(?:\uD83C[\uDDEA\uDDF4\uDDF8\uDDFA\uDDFC])|\uD83D\uDC69(?:\uD83C[\uDFFB-\uDFFF])|\uD83C\uDDF2(?:\uD83C[\uDDE6\uDDE8-\uDDED\uDDF0-\uDDFF])|\uD83C\uDDE6(?:\uD83C[\uDDE8-\uDDEC\uDDEE\uDDF1\uDDF2\uDDF4\uDDF6-\uDDFA\uDDFC\uDDFD\uDDFF])|\uD83C\uDDF0(?:\uD83C[\uDDEA\uDDEC-\uDDEE\uDDF2\uDDF3\uDDF5\uDDF7\uDDFC\uDDFE\uDDFF])|\uD83C\uDDED(?:\uD83C[\uDDF0\uDDF2\uDDF3\uDDF7\uDDF9\uDDFA])|\uD83C\uDDE9(?:\uD83C[\uDDEA\uDDEC\uDDEF\uDDF0\uDDF2\uDDF4\uDDFF])|\uD83C\uDDFE(?:\uD83C[\uDDEA\uDDF9])|\uD83C\uDDEC(?:\uD83C[\uDDE6\uDDE7\uDDE9-\uDDEE\uDDF1-\uDDF3\uDDF5-\uDDFA\uDDFC\uDDFE])|\uD83C\uDDF8(?:\uD83C[\uDDE6-\uDDEA\uDDEC-\uDDF4\uDDF7-\uDDF9\uDDFB\uDDFD-\uDDFF])|\uD83C\uDDEB(?:\uD83C[\uDDEE-\uDDF0\uDDF2\uDDF4\uDDF7])|\uD83C\uDDF5(?:\uD83C[\uDDE6\uDDEA-\uDDED\uDDF0-\uDDF3\uDDF7-\uDDF9\uDDFC\uDDFE])|\uD83C\uDDFB(?:\uD83C[\uDDE6\uDDE8\uDDEA\uDDEC\uDDEE\uDDF3\uDDFA])|\uD83C\uDDF3(?:\uD83C[\uDDE6\uDDE8\uDDEA-\uDDEC\uDDEE\uDDF1\uDDF4\uDDF5\uDDF7\uDDFA\uDDFF])|\uD83C\uDDE8(?:\uD83C[\uDDE6\uDDE8\uDDE9\uDDEB-\uDDEE\uDDF0-\uDDF5\uDDF7\uDDFA-\uDDFF])|\uD83C\uDDF1(?:\uD83C[\uDDE6-\uDDE8\uDDEE\uDDF0\uDDF7-\uDDFB\uDDFE])|\uD83C\uDDFF(?:\uD83C[\uDDE6\uDDF2\uDDFC])|\uD83C\uDDFC(?:\uD83C[\uDDEB\uDDF8])|\uD83C\uDDFA(?:\uD83C[\uDDE6\uDDEC\uDDF2\uDDF3\uDDF8\uDDFE\uDDFF])|\uD83C\uDDEE(?:\uD83C[\uDDE8-\uDDEA\uDDF1-\uDDF4\uDDF6-\uDDF9])|\uD83C\uDDEF(?:\uD83C[\uDDEA\uDDF2\uDDF4\uDDF5])|(?:\uD83C[\uDFC3\uDFC4\uDFCA]|\uD83D[\uDC6E\uDC71\uDC73\uDC77\uDC81\uDC82\uDC86\uDC87\uDE45-\uDE47\uDE4B\uDE4D\uDE4E\uDEA3\uDEB4-\uDEB6]|\uD83E[\uDD26\uDD37-\uDD39\uDD3D\uDD3E\uDDB8\uDDB9\uDDCD-\uDDCF\uDDD6-\uDDDD])(?:\uD83C[\uDFFB-\uDFFF])|(?:\u26F9|\uD83C[\uDFCB\uDFCC]|\uD83D\uDD75)(?:\uD83C[\uDFFB-\uDFFF])|(?:[\u261D\u270A-\u270D]|\uD83C[\uDF85\uDFC2\uDFC7]|\uD83D[\uDC42\uDC43\uDC46-\uDC50\uDC66\uDC67\uDC6B-\uDC6D\uDC70\uDC72\uDC74-\uDC76\uDC78\uDC7C\uDC83\uDC85\uDCAA\uDD74\uDD7A\uDD90\uDD95\uDD96\uDE4C\uDE4F\uDEC0\uDECC]|\uD83E[\uDD0F\uDD18-\uDD1C\uDD1E\uDD1F\uDD30-\uDD36\uDDB5\uDDB6\uDDBB\uDDD2-\uDDD5])(?:\uD83C[\uDFFB-\uDFFF])|(?:[\u231A\u231B\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753-\u2755\u2757\u2795-\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55]|\uD83C[\uDC04\uDCCF\uDD8E\uDD91-\uDD9A\uDDE6-\uDDFF\uDE01\uDE1A\uDE2F\uDE32-\uDE36\uDE38-\uDE3A\uDE50\uDE51\uDF00-\uDF20\uDF2D-\uDF35\uDF37-\uDF7C\uDF7E-\uDF93\uDFA0-\uDFCA\uDFCF-\uDFD3\uDFE0-\uDFF0\uDFF4\uDFF8-\uDFFF]|\uD83D[\uDC00-\uDC3E\uDC40\uDC42-\uDCFC\uDCFF-\uDD3D\uDD4B-\uDD4E\uDD50-\uDD67\uDD7A\uDD95\uDD96\uDDA4\uDDFB-\uDE4F\uDE80-\uDEC5\uDECC\uDED0-\uDED2\uDED5\uDEEB\uDEEC\uDEF4-\uDEFA\uDFE0-\uDFEB]|\uD83E[\uDD0D-\uDD3A\uDD3C-\uDD45\uDD47-\uDD71\uDD73-\uDD76\uDD7A-\uDDA2\uDDA5-\uDDAA\uDDAE-\uDDCA\uDDCD-\uDDFF\uDE70-\uDE73\uDE78-\uDE7A\uDE80-\uDE82\uDE90-\uDE95])|(?:[#\*0-9\xA9\xAE\u203C\u2049\u2122\u2139\u2194-\u2199\u21A9\u21AA\u231A\u231B\u2328\u23CF\u23E9-\u23F3\u23F8-\u23FA\u24C2\u25AA\u25AB\u25B6\u25C0\u25FB-\u25FE\u2600-\u2604\u260E\u2611\u2614\u2615\u2618\u261D\u2620\u2622\u2623\u2626\u262A\u262E\u262F\u2638-\u263A\u2640\u2642\u2648-\u2653\u265F\u2660\u2663\u2665\u2666\u2668\u267B\u267E\u267F\u2692-\u2697\u2699\u269B\u269C\u26A0\u26A1\u26AA\u26AB\u26B0\u26B1\u26BD\u26BE\u26C4\u26C5\u26C8\u26CE\u26CF\u26D1\u26D3\u26D4\u26E9\u26EA\u26F0-\u26F5\u26F7-\u26FA\u26FD\u2702\u2705\u2708-\u270D\u270F\u2712\u2714\u2716\u271D\u2721\u2728\u2733\u2734\u2744\u2747\u274C\u274E\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27A1\u27B0\u27BF\u2934\u2935\u2B05-\u2B07\u2B1B\u2B1C\u2B50\u2B55\u3030\u303D\u3297\u3299]|\uD83C[\uDC04\uDCCF\uDD70\uDD71\uDD7E\uDD7F\uDD8E\uDD91-\uDD9A\uDDE6-\uDDFF\uDE01\uDE02\uDE1A\uDE2F\uDE32-\uDE3A\uDE50\uDE51\uDF00-\uDF21\uDF24-\uDF93\uDF96\uDF97\uDF99-\uDF9B\uDF9E-\uDFF0\uDFF3-\uDFF5\uDFF7-\uDFFF]|\uD83D[\uDC00-\uDCFD\uDCFF-\uDD3D\uDD49-\uDD4E\uDD50-\uDD67\uDD6F\uDD70\uDD73-\uDD7A\uDD87\uDD8A-\uDD8D\uDD90\uDD95\uDD96\uDDA4\uDDA5\uDDA8\uDDB1\uDDB2\uDDBC\uDDC2-\uDDC4\uDDD1-\uDDD3\uDDDC-\uDDDE\uDDE1\uDDE3\uDDE8\uDDEF\uDDF3\uDDFA-\uDE4F\uDE80-\uDEC5\uDECB-\uDED2\uDED5\uDEE0-\uDEE5\uDEE9\uDEEB\uDEEC\uDEF0\uDEF3-\uDEFA\uDFE0-\uDFEB]|\uD83E[\uDD0D-\uDD3A\uDD3C-\uDD45\uDD47-\uDD71\uDD73-\uDD76\uDD7A-\uDDA2\uDDA5-\uDDAA\uDDAE-\uDDCA\uDDCD-\uDDFF\uDE70-\uDE73\uDE78-\uDE7A\uDE80-\uDE82\uDE90-\uDE95])\uFE0F|(?:[\u261D\u26F9\u270A-\u270D]|\uD83C[\uDF85\uDFC2-\uDFC4\uDFC7\uDFCA-\uDFCC]|\uD83D[\uDC42\uDC43\uDC46-\uDC50\uDC66-\uDC78\uDC7C\uDC81-\uDC83\uDC85-\uDC87\uDC8F\uDC91\uDCAA\uDD74\uDD75\uDD7A\uDD90\uDD95\uDD96\uDE45-\uDE47\uDE4B-\uDE4F\uDEA3\uDEB4-\uDEB6\uDEC0\uDECC]|\uD83E[\uDD0F\uDD18-\uDD1F\uDD26\uDD30-\uDD39\uDD3C-\uDD3E\uDDB5\uDDB6\uDDB8\uDDB9\uDDBB\uDDCD-\uDDCF\uDDD1-\uDDDD])/g;
    };
  }
});

// node_modules/string-width/index.js
var require_string_width = __commonJS({
  "node_modules/string-width/index.js"(exports, module) {
    "use strict";
    var stripAnsi = require_strip_ansi();
    var isFullwidthCodePoint = require_is_fullwidth_code_point();
    var emojiRegex = require_emoji_regex();
    var stringWidth = (string) => {
      if (typeof string !== "string" || string.length === 0) {
        return 0;
      }
      string = stripAnsi(string);
      if (string.length === 0) {
        return 0;
      }
      string = string.replace(emojiRegex(), "  ");
      let width = 0;
      for (let i = 0; i < string.length; i++) {
        const code = string.codePointAt(i);
        if (code <= 31 || code >= 127 && code <= 159) {
          continue;
        }
        if (code >= 768 && code <= 879) {
          continue;
        }
        if (code > 65535) {
          i++;
        }
        width += isFullwidthCodePoint(code) ? 2 : 1;
      }
      return width;
    };
    module.exports = stringWidth;
    module.exports.default = stringWidth;
  }
});

// node_modules/cli-progress/lib/format-value.js
var require_format_value = __commonJS({
  "node_modules/cli-progress/lib/format-value.js"(exports, module) {
    module.exports = function formatValue(v, options, type) {
      if (options.autopadding !== true) {
        return v;
      }
      function autopadding(value, length) {
        return (options.autopaddingChar + value).slice(-length);
      }
      switch (type) {
        case "percentage":
          return autopadding(v, 3);
        default:
          return v;
      }
    };
  }
});

// node_modules/cli-progress/lib/format-bar.js
var require_format_bar = __commonJS({
  "node_modules/cli-progress/lib/format-bar.js"(exports, module) {
    module.exports = function formatBar(progress, options) {
      const completeSize = Math.round(progress * options.barsize);
      const incompleteSize = options.barsize - completeSize;
      return options.barCompleteString.substr(0, completeSize) + options.barGlue + options.barIncompleteString.substr(0, incompleteSize);
    };
  }
});

// node_modules/cli-progress/lib/format-time.js
var require_format_time = __commonJS({
  "node_modules/cli-progress/lib/format-time.js"(exports, module) {
    module.exports = function formatTime(t, options, roundToMultipleOf) {
      function round(input) {
        if (roundToMultipleOf) {
          return roundToMultipleOf * Math.round(input / roundToMultipleOf);
        } else {
          return input;
        }
      }
      function autopadding(v) {
        return (options.autopaddingChar + v).slice(-2);
      }
      if (t > 3600) {
        return autopadding(Math.floor(t / 3600)) + "h" + autopadding(round(t % 3600 / 60)) + "m";
      } else if (t > 60) {
        return autopadding(Math.floor(t / 60)) + "m" + autopadding(round(t % 60)) + "s";
      } else if (t > 10) {
        return autopadding(round(t)) + "s";
      } else {
        return autopadding(t) + "s";
      }
    };
  }
});

// node_modules/cli-progress/lib/formatter.js
var require_formatter = __commonJS({
  "node_modules/cli-progress/lib/formatter.js"(exports, module) {
    var _stringWidth = require_string_width();
    var _defaultFormatValue = require_format_value();
    var _defaultFormatBar = require_format_bar();
    var _defaultFormatTime = require_format_time();
    module.exports = function defaultFormatter(options, params, payload) {
      let s = options.format;
      const formatTime = options.formatTime || _defaultFormatTime;
      const formatValue = options.formatValue || _defaultFormatValue;
      const formatBar = options.formatBar || _defaultFormatBar;
      const percentage = Math.floor(params.progress * 100) + "";
      const stopTime = params.stopTime || Date.now();
      const elapsedTime = Math.round((stopTime - params.startTime) / 1e3);
      const context = Object.assign({}, payload, {
        bar: formatBar(params.progress, options),
        percentage: formatValue(percentage, options, "percentage"),
        total: formatValue(params.total, options, "total"),
        value: formatValue(params.value, options, "value"),
        eta: formatValue(params.eta, options, "eta"),
        eta_formatted: formatTime(params.eta, options, 5),
        duration: formatValue(elapsedTime, options, "duration"),
        duration_formatted: formatTime(elapsedTime, options, 1)
      });
      s = s.replace(/\{(\w+)\}/g, function(match, key) {
        if (typeof context[key] !== "undefined") {
          return context[key];
        }
        return match;
      });
      const fullMargin = Math.max(0, params.maxWidth - _stringWidth(s) - 2);
      const halfMargin = Math.floor(fullMargin / 2);
      switch (options.align) {
        // fill start-of-line with whitespaces
        case "right":
          s = fullMargin > 0 ? " ".repeat(fullMargin) + s : s;
          break;
        // distribute whitespaces to left+right
        case "center":
          s = halfMargin > 0 ? " ".repeat(halfMargin) + s : s;
          break;
        // default: left align, no additional whitespaces
        case "left":
        default:
          break;
      }
      return s;
    };
  }
});

// node_modules/cli-progress/lib/options.js
var require_options = __commonJS({
  "node_modules/cli-progress/lib/options.js"(exports, module) {
    function mergeOption(v, defaultValue) {
      if (typeof v === "undefined" || v === null) {
        return defaultValue;
      } else {
        return v;
      }
    }
    module.exports = {
      // set global options
      parse: function parse(rawOptions, preset) {
        const options = {};
        const opt = Object.assign({}, preset, rawOptions);
        options.throttleTime = 1e3 / mergeOption(opt.fps, 10);
        options.stream = mergeOption(opt.stream, process.stderr);
        options.terminal = mergeOption(opt.terminal, null);
        options.clearOnComplete = mergeOption(opt.clearOnComplete, false);
        options.stopOnComplete = mergeOption(opt.stopOnComplete, false);
        options.barsize = mergeOption(opt.barsize, 40);
        options.align = mergeOption(opt.align, "left");
        options.hideCursor = mergeOption(opt.hideCursor, false);
        options.linewrap = mergeOption(opt.linewrap, false);
        options.barGlue = mergeOption(opt.barGlue, "");
        options.barCompleteChar = mergeOption(opt.barCompleteChar, "=");
        options.barIncompleteChar = mergeOption(opt.barIncompleteChar, "-");
        options.format = mergeOption(opt.format, "progress [{bar}] {percentage}% | ETA: {eta}s | {value}/{total}");
        options.formatTime = mergeOption(opt.formatTime, null);
        options.formatValue = mergeOption(opt.formatValue, null);
        options.formatBar = mergeOption(opt.formatBar, null);
        options.etaBufferLength = mergeOption(opt.etaBuffer, 10);
        options.etaAsynchronousUpdate = mergeOption(opt.etaAsynchronousUpdate, false);
        options.progressCalculationRelative = mergeOption(opt.progressCalculationRelative, false);
        options.synchronousUpdate = mergeOption(opt.synchronousUpdate, true);
        options.noTTYOutput = mergeOption(opt.noTTYOutput, false);
        options.notTTYSchedule = mergeOption(opt.notTTYSchedule, 2e3);
        options.emptyOnZero = mergeOption(opt.emptyOnZero, false);
        options.forceRedraw = mergeOption(opt.forceRedraw, false);
        options.autopadding = mergeOption(opt.autopadding, false);
        options.gracefulExit = mergeOption(opt.gracefulExit, false);
        return options;
      },
      // derived options: instance specific, has to be created for every bar element
      assignDerivedOptions: function assignDerivedOptions(options) {
        options.barCompleteString = options.barCompleteChar.repeat(options.barsize + 1);
        options.barIncompleteString = options.barIncompleteChar.repeat(options.barsize + 1);
        options.autopaddingChar = options.autopadding ? mergeOption(options.autopaddingChar, "   ") : "";
        return options;
      }
    };
  }
});

// node_modules/cli-progress/lib/generic-bar.js
var require_generic_bar = __commonJS({
  "node_modules/cli-progress/lib/generic-bar.js"(exports, module) {
    var _ETA = require_eta();
    var _Terminal = require_terminal();
    var _formatter = require_formatter();
    var _options = require_options();
    var _EventEmitter = __require("events");
    module.exports = class GenericBar extends _EventEmitter {
      constructor(options) {
        super();
        this.options = _options.assignDerivedOptions(options);
        this.terminal = this.options.terminal ? this.options.terminal : new _Terminal(this.options.stream);
        this.value = 0;
        this.startValue = 0;
        this.total = 100;
        this.lastDrawnString = null;
        this.startTime = null;
        this.stopTime = null;
        this.lastRedraw = Date.now();
        this.eta = new _ETA(this.options.etaBufferLength, 0, 0);
        this.payload = {};
        this.isActive = false;
        this.formatter = typeof this.options.format === "function" ? this.options.format : _formatter;
      }
      // internal render function
      render(forceRendering = false) {
        const params = {
          progress: this.getProgress(),
          eta: this.eta.getTime(),
          startTime: this.startTime,
          stopTime: this.stopTime,
          total: this.total,
          value: this.value,
          maxWidth: this.terminal.getWidth()
        };
        if (this.options.etaAsynchronousUpdate) {
          this.updateETA();
        }
        const s = this.formatter(this.options, params, this.payload);
        const forceRedraw = forceRendering || this.options.forceRedraw || this.options.noTTYOutput && !this.terminal.isTTY();
        if (forceRedraw || this.lastDrawnString != s) {
          this.emit("redraw-pre");
          this.terminal.cursorTo(0, null);
          this.terminal.write(s);
          this.terminal.clearRight();
          this.lastDrawnString = s;
          this.lastRedraw = Date.now();
          this.emit("redraw-post");
        }
      }
      // start the progress bar
      start(total, startValue, payload) {
        this.value = startValue || 0;
        this.total = typeof total !== "undefined" && total >= 0 ? total : 100;
        this.startValue = startValue || 0;
        this.payload = payload || {};
        this.startTime = Date.now();
        this.stopTime = null;
        this.lastDrawnString = "";
        this.eta = new _ETA(this.options.etaBufferLength, this.startTime, this.value);
        this.isActive = true;
        this.emit("start", total, startValue);
      }
      // stop the bar
      stop() {
        this.isActive = false;
        this.stopTime = Date.now();
        this.emit("stop", this.total, this.value);
      }
      // update the bar value
      // update(value, payload)
      // update(payload)
      update(arg0, arg1 = {}) {
        if (typeof arg0 === "number") {
          this.value = arg0;
          this.eta.update(Date.now(), arg0, this.total);
        }
        const payloadData = (typeof arg0 === "object" ? arg0 : arg1) || {};
        this.emit("update", this.total, this.value);
        for (const key in payloadData) {
          this.payload[key] = payloadData[key];
        }
        if (this.value >= this.getTotal() && this.options.stopOnComplete) {
          this.stop();
        }
      }
      // calculate the actual progress value
      getProgress() {
        let progress = this.value / this.total;
        if (this.options.progressCalculationRelative) {
          progress = (this.value - this.startValue) / (this.total - this.startValue);
        }
        if (isNaN(progress)) {
          progress = this.options && this.options.emptyOnZero ? 0 : 1;
        }
        progress = Math.min(Math.max(progress, 0), 1);
        return progress;
      }
      // update the bar value
      // increment(delta, payload)
      // increment(payload)
      increment(arg0 = 1, arg1 = {}) {
        if (typeof arg0 === "object") {
          this.update(this.value + 1, arg0);
        } else {
          this.update(this.value + arg0, arg1);
        }
      }
      // get the total (limit) value
      getTotal() {
        return this.total;
      }
      // set the total (limit) value
      setTotal(total) {
        if (typeof total !== "undefined" && total >= 0) {
          this.total = total;
        }
      }
      // force eta calculation update (long running processes)
      updateETA() {
        this.eta.update(Date.now(), this.value, this.total);
      }
    };
  }
});

// node_modules/cli-progress/lib/single-bar.js
var require_single_bar = __commonJS({
  "node_modules/cli-progress/lib/single-bar.js"(exports, module) {
    var _GenericBar = require_generic_bar();
    var _options = require_options();
    module.exports = class SingleBar extends _GenericBar {
      constructor(options, preset) {
        super(_options.parse(options, preset));
        this.timer = null;
        if (this.options.noTTYOutput && this.terminal.isTTY() === false) {
          this.options.synchronousUpdate = false;
        }
        this.schedulingRate = this.terminal.isTTY() ? this.options.throttleTime : this.options.notTTYSchedule;
        this.sigintCallback = null;
      }
      // internal render function
      render() {
        if (this.timer) {
          clearTimeout(this.timer);
          this.timer = null;
        }
        super.render();
        if (this.options.noTTYOutput && this.terminal.isTTY() === false) {
          this.terminal.newline();
        }
        this.timer = setTimeout(this.render.bind(this), this.schedulingRate);
      }
      update(current, payload) {
        if (!this.timer) {
          return;
        }
        super.update(current, payload);
        if (this.options.synchronousUpdate && this.lastRedraw + this.options.throttleTime * 2 < Date.now()) {
          this.render();
        }
      }
      // start the progress bar
      start(total, startValue, payload) {
        if (this.options.noTTYOutput === false && this.terminal.isTTY() === false) {
          return;
        }
        if (this.sigintCallback === null && this.options.gracefulExit) {
          this.sigintCallback = this.stop.bind(this);
          process.once("SIGINT", this.sigintCallback);
          process.once("SIGTERM", this.sigintCallback);
        }
        this.terminal.cursorSave();
        if (this.options.hideCursor === true) {
          this.terminal.cursor(false);
        }
        if (this.options.linewrap === false) {
          this.terminal.lineWrapping(false);
        }
        super.start(total, startValue, payload);
        this.render();
      }
      // stop the bar
      stop() {
        if (!this.timer) {
          return;
        }
        if (this.sigintCallback) {
          process.removeListener("SIGINT", this.sigintCallback);
          process.removeListener("SIGTERM", this.sigintCallback);
          this.sigintCallback = null;
        }
        this.render();
        super.stop();
        clearTimeout(this.timer);
        this.timer = null;
        if (this.options.hideCursor === true) {
          this.terminal.cursor(true);
        }
        if (this.options.linewrap === false) {
          this.terminal.lineWrapping(true);
        }
        this.terminal.cursorRestore();
        if (this.options.clearOnComplete) {
          this.terminal.cursorTo(0, null);
          this.terminal.clearLine();
        } else {
          this.terminal.newline();
        }
      }
    };
  }
});

// node_modules/cli-progress/lib/multi-bar.js
var require_multi_bar = __commonJS({
  "node_modules/cli-progress/lib/multi-bar.js"(exports, module) {
    var _Terminal = require_terminal();
    var _BarElement = require_generic_bar();
    var _options = require_options();
    var _EventEmitter = __require("events");
    module.exports = class MultiBar extends _EventEmitter {
      constructor(options, preset) {
        super();
        this.bars = [];
        this.options = _options.parse(options, preset);
        this.options.synchronousUpdate = false;
        this.terminal = this.options.terminal ? this.options.terminal : new _Terminal(this.options.stream);
        this.timer = null;
        this.isActive = false;
        this.schedulingRate = this.terminal.isTTY() ? this.options.throttleTime : this.options.notTTYSchedule;
        this.loggingBuffer = [];
        this.sigintCallback = null;
      }
      // add a new bar to the stack
      create(total, startValue, payload, barOptions = {}) {
        const bar = new _BarElement(Object.assign(
          {},
          // global options
          this.options,
          // terminal instance
          {
            terminal: this.terminal
          },
          // overrides
          barOptions
        ));
        this.bars.push(bar);
        if (this.options.noTTYOutput === false && this.terminal.isTTY() === false) {
          return bar;
        }
        if (this.sigintCallback === null && this.options.gracefulExit) {
          this.sigintCallback = this.stop.bind(this);
          process.once("SIGINT", this.sigintCallback);
          process.once("SIGTERM", this.sigintCallback);
        }
        if (!this.isActive) {
          if (this.options.hideCursor === true) {
            this.terminal.cursor(false);
          }
          if (this.options.linewrap === false) {
            this.terminal.lineWrapping(false);
          }
          this.timer = setTimeout(this.update.bind(this), this.schedulingRate);
        }
        this.isActive = true;
        bar.start(total, startValue, payload);
        this.emit("start");
        return bar;
      }
      // remove a bar from the stack
      remove(bar) {
        const index = this.bars.indexOf(bar);
        if (index < 0) {
          return false;
        }
        this.bars.splice(index, 1);
        this.update();
        this.terminal.newline();
        this.terminal.clearBottom();
        return true;
      }
      // internal update routine
      update() {
        if (this.timer) {
          clearTimeout(this.timer);
          this.timer = null;
        }
        this.emit("update-pre");
        this.terminal.cursorRelativeReset();
        this.emit("redraw-pre");
        if (this.loggingBuffer.length > 0) {
          this.terminal.clearLine();
          while (this.loggingBuffer.length > 0) {
            this.terminal.write(this.loggingBuffer.shift(), true);
          }
        }
        for (let i = 0; i < this.bars.length; i++) {
          if (i > 0) {
            this.terminal.newline();
          }
          this.bars[i].render();
        }
        this.emit("redraw-post");
        if (this.options.noTTYOutput && this.terminal.isTTY() === false) {
          this.terminal.newline();
          this.terminal.newline();
        }
        this.timer = setTimeout(this.update.bind(this), this.schedulingRate);
        this.emit("update-post");
        if (this.options.stopOnComplete && !this.bars.find((bar) => bar.isActive)) {
          this.stop();
        }
      }
      stop() {
        clearTimeout(this.timer);
        this.timer = null;
        if (this.sigintCallback) {
          process.removeListener("SIGINT", this.sigintCallback);
          process.removeListener("SIGTERM", this.sigintCallback);
          this.sigintCallback = null;
        }
        this.isActive = false;
        if (this.options.hideCursor === true) {
          this.terminal.cursor(true);
        }
        if (this.options.linewrap === false) {
          this.terminal.lineWrapping(true);
        }
        this.terminal.cursorRelativeReset();
        this.emit("stop-pre-clear");
        if (this.options.clearOnComplete) {
          this.terminal.clearBottom();
        } else {
          for (let i = 0; i < this.bars.length; i++) {
            if (i > 0) {
              this.terminal.newline();
            }
            this.bars[i].render();
            this.bars[i].stop();
          }
          this.terminal.newline();
        }
        this.emit("stop");
      }
      log(s) {
        this.loggingBuffer.push(s);
      }
    };
  }
});

// node_modules/cli-progress/presets/legacy.js
var require_legacy = __commonJS({
  "node_modules/cli-progress/presets/legacy.js"(exports, module) {
    module.exports = {
      format: "progress [{bar}] {percentage}% | ETA: {eta}s | {value}/{total}",
      barCompleteChar: "=",
      barIncompleteChar: "-"
    };
  }
});

// node_modules/cli-progress/presets/shades-classic.js
var require_shades_classic = __commonJS({
  "node_modules/cli-progress/presets/shades-classic.js"(exports, module) {
    module.exports = {
      format: " {bar} {percentage}% | ETA: {eta}s | {value}/{total}",
      barCompleteChar: "█",
      barIncompleteChar: "░"
    };
  }
});

// node_modules/cli-progress/presets/shades-grey.js
var require_shades_grey = __commonJS({
  "node_modules/cli-progress/presets/shades-grey.js"(exports, module) {
    module.exports = {
      format: " \x1B[90m{bar}\x1B[0m {percentage}% | ETA: {eta}s | {value}/{total}",
      barCompleteChar: "█",
      barIncompleteChar: "░"
    };
  }
});

// node_modules/cli-progress/presets/rect.js
var require_rect = __commonJS({
  "node_modules/cli-progress/presets/rect.js"(exports, module) {
    module.exports = {
      format: " {bar}■ {percentage}% | ETA: {eta}s | {value}/{total}",
      barCompleteChar: "■",
      barIncompleteChar: " "
    };
  }
});

// node_modules/cli-progress/presets/index.js
var require_presets = __commonJS({
  "node_modules/cli-progress/presets/index.js"(exports, module) {
    var _legacy = require_legacy();
    var _shades_classic = require_shades_classic();
    var _shades_grey = require_shades_grey();
    var _rect = require_rect();
    module.exports = {
      legacy: _legacy,
      shades_classic: _shades_classic,
      shades_grey: _shades_grey,
      rect: _rect
    };
  }
});

// node_modules/cli-progress/cli-progress.js
var require_cli_progress = __commonJS({
  "node_modules/cli-progress/cli-progress.js"(exports, module) {
    var _SingleBar = require_single_bar();
    var _MultiBar = require_multi_bar();
    var _Presets = require_presets();
    var _Formatter = require_formatter();
    var _defaultFormatValue = require_format_value();
    var _defaultFormatBar = require_format_bar();
    var _defaultFormatTime = require_format_time();
    module.exports = {
      Bar: _SingleBar,
      SingleBar: _SingleBar,
      MultiBar: _MultiBar,
      Presets: _Presets,
      Format: {
        Formatter: _Formatter,
        BarFormat: _defaultFormatBar,
        ValueFormat: _defaultFormatValue,
        TimeFormat: _defaultFormatTime
      }
    };
  }
});

// packages/steps/src/simulate/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
async function runSimulate(inputs4, deps) {
  const disagreement2 = numberIn("disagreement", inputs4.disagreement, (value) => value > 0 && value <= 1, "from 0 to 1");
  const simulations2 = numberIn(
    "simulations",
    inputs4.simulations,
    (value) => Number.isSafeInteger(value) && value >= 20 && value <= 1e5,
    "a whole number from 20 to 100,000"
  );
  const policy = requireInForce(await deps.policy(), "Nothing was simulated");
  const workFolder = await mkdtemp(join(tmpdir(), "mlgate-simulate-"));
  try {
    const baseline = await baselineOf(policy, deps, workFolder);
    const set = await testSetOf(policy, deps, workFolder);
    const simulation = await simulated(set, baseline, policy, { disagreement: disagreement2, simulations: simulations2 }, deps);
    const report = simulationReport(simulation, {
      model: deps.modelName,
      step: "simulate",
      baselineName: baseline.name
    });
    return {
      verdict: report.verdict,
      record: testResultRecord({
        data: [{ name: set.name, digest: set.digest }],
        configuration: [{ name: policy.origin, digest: policy.digest }],
        verdict: report.verdict,
        runUrl: deps.host.run.runUrl,
        passed: [],
        warned: [],
        failed: []
      }),
      report,
      outputs: {}
    };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
function numberIn(name, text, allows, words2) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!allows(value)) throw new ConfigurationError(`${name}: ${JSON.stringify(text)} is not ${words2}.`);
  return value;
}
async function baselineOf(policy, deps, workFolder) {
  const sources = policy.body.gate?.baseline?.from ?? [];
  const search = await modelFinder(policy, deps, workFolder)(sources, "gate.baseline.from");
  if (search.found) return search.found;
  const misses = search.misses.length === 0 ? "gate.baseline.from names none" : search.misses.join("; ");
  throw new ConfigurationError(
    `simulate: there is no baseline to simulate from (${misses}). Name one: gate.baseline: {from: ["file:out/model.onnx"]}.`
  );
}
async function testSetOf(policy, deps, workFolder) {
  const path2 = policy.body.data.test;
  if (path2 === void 0)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`);
  const file = await resolvePolicyFile(path2, "data.test", policy, deps);
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot);
  const isTracked = (tracked) => git.isTracked(tracked);
  const [set] = (await findTestSets({ policy, path: path2, file, workFolder, isTracked })).sets;
  if (set === void 0) throw new RangeError("There is always a test set.");
  return set;
}
async function simulated(set, baseline, policy, options, deps) {
  var _stack = [];
  try {
    const { body } = policy;
    const { gate, data } = body;
    const { label } = data;
    if (gate === void 0) throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded.`);
    if (label === void 0) throw new ConfigurationError(`${policy.origin}: data.label is missing.`);
    const tables = __using(_stack, await openTables({
      allow: [set.path, dirname(baseline.path)],
      reading: declaredReading(data, [set.path])
    }), true);
    const rows = await tables.read(set.path);
    const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables);
    const section = baseline.section ?? body.candidate;
    const scores = await scoreModel({ path: baseline.path, section, body, rows, tables, progress: deps.progress });
    deps.log.info(`Simulating ${options.simulations} test sets of ${rows.rows} rows`);
    const input = {
      task: body.task,
      gate,
      test: rows,
      label,
      positive: data.positive,
      columns: { weight: data.weight, group: data.group },
      conditions,
      candidate: { scores }
    };
    return simulateGate(input, options);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// packages/steps/src/simulate.ts
var inputs = {
  ...commonInputs,
  disagreement: {
    type: "string",
    default: "0.05",
    description: "Share of rows on which two equally good models answer differently, from 0 to 1.",
    example: "0.1"
  },
  simulations: {
    type: "string",
    default: "200",
    description: "How many test sets are drawn; more take longer and know better.",
    example: "1000"
  }
};
var simulate = {
  name: "simulate",
  summary: "Simulate the gate on rows like the test data: how often it stops equal models, and catches worse ones.",
  branding: { icon: "sliders", color: "blue" },
  inputs,
  outputs: {},
  permissions: [],
  comments: false,
  run: runSimulate
};

// packages/steps/src/undeploy/run.ts
async function runUndeploy(inputs4, deps) {
  const { environment } = inputs4;
  const policy = requireInForce(await deps.policy(), "Nothing was stopped");
  const { target } = openEnvironment(environment, inputs4["state-directory"], policy, deps);
  const { url, current } = await target.status();
  await target.stop();
  const message = current === void 0 ? "Nothing served." : `Version ${current.version} no longer serves at ${url}.`;
  return {
    verdict: "pass",
    record: {
      subject: [{ name: url, digest: current?.digest ?? digestOfBytes("") }],
      predicateType: "https://github.com/mlgate/mlgate/undeployment/v1",
      predicate: { environment, version: current?.version, stoppedOn: deps.clock.now().toISOString() }
    },
    report: {
      model: deps.modelName,
      step: "undeploy",
      verdict: "pass",
      outcome: `${environment} stopped`,
      reason: [message],
      blocks: [],
      checks: [{ name: environment, verdict: "pass", message, severity: "error" }],
      measurements: []
    },
    outputs: {}
  };
}

// packages/steps/src/undeploy.ts
var inputs2 = { ...commonInputs, ...deploymentInputs };
var undeploy = {
  name: "undeploy",
  summary: "End everything that serves in an environment; versions are kept.",
  branding: { icon: "power", color: "blue" },
  inputs: inputs2,
  outputs: {},
  permissions: [],
  comments: false,
  run: runUndeploy
};

// packages/steps/src/verify/run.ts
import { dirname as dirname2, join as join2 } from "node:path";
async function runVerify(inputs4, deps) {
  const policy = requireInForce(await deps.policy(), "Nothing was verified");
  const { environment, registered = environment && deployedByDefault } = inputs4;
  const there = environment === void 0 ? void 0 : declaredEnvironment(environment, policy);
  const passedIn = there?.requires?.passed;
  const accept = there === void 0 ? policy.body.registry?.accept : there.accept;
  const { files, records } = registered === void 0 ? await fromThisMachine(deps) : await fromRegistry(registered, passedIn, policy, deps);
  const chain = await presentEvidence(files, records, policy, deps, { passedIn, accept });
  const report = chainReport(chain, { model: deps.modelName, step: "verify" });
  const [first, ...rest] = files;
  if (first === void 0) throw new RangeError("A model has at least one file.");
  const names3 = (held) => chain.links.filter(({ state }) => state === "holds" === held).map(({ name }) => name);
  return {
    verdict: report.verdict,
    record: testResultRecord({
      data: [first, ...rest],
      configuration: [{ name: policy.origin, digest: policy.digest }],
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: names3(true),
      warned: [],
      failed: names3(false)
    }),
    report,
    outputs: {}
  };
}
async function fromThisMachine({ folder }) {
  const of = (step) => join2(dirname2(folder.output), step);
  const { files } = await trainedModel(of("train-model"));
  const records = {
    verdict: await findRecord(of("evaluate-gate")),
    training: await findRecord(of("train-model")),
    data: await findRecord(of("validate-data")),
    deployment: void 0
  };
  return { files, records };
}
async function fromRegistry(reference, passedIn, policy, deps) {
  const registry = await openRegistry(policy, deps);
  const version2 = await registeredVersion(registry, deps.modelName, reference);
  const files = version2.files.map(({ name, digest }) => ({ name, digest }));
  return { files, records: await registeredRecords(registry, version2, passedIn) };
}

// packages/steps/src/verify.ts
var inputs3 = {
  ...commonInputs,
  registered: {
    type: "string",
    description: "Registered version to verify, by alias or number; without it the model and records in .mlgate here.",
    example: "production"
  },
  environment: {
    type: "string",
    description: "Environment whose requirements must be met, too; then, without registered, the version is the one that deploy-model takes.",
    example: "production"
  }
};
var verify = {
  name: "verify",
  summary: "Walk the evidence of a model: which link holds, is missing, stale, or about other bytes.",
  branding: { icon: "link", color: "blue" },
  inputs: inputs3,
  outputs: {},
  permissions: [],
  comments: false,
  run: runVerify
};

// packages/steps/src/replay/replay-folder.ts
import { lstat } from "node:fs/promises";
import { join as join3 } from "node:path";

// packages/steps/src/replay/first-difference.ts
function firstDifference(recorded, replayed, path2 = "") {
  if (Object.is(recorded, replayed)) return void 0;
  const [one, other] = [membersOf(recorded), membersOf(replayed)];
  if (one === void 0 || other === void 0 || Array.isArray(recorded) !== Array.isArray(replayed)) {
    return { path: path2, recorded, replayed };
  }
  for (const name of /* @__PURE__ */ new Set([...one.keys(), ...other.keys()])) {
    const below = Array.isArray(recorded) ? `${path2}[${name}]` : path2 === "" ? name : `${path2}.${name}`;
    const found = firstDifference(one.get(name), other.get(name), below);
    if (found !== void 0) return found;
  }
  return void 0;
}
function membersOf(value) {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : void 0;
}

// packages/steps/src/replay/replay-folder.ts
var limits = { policy: 4 * 1024 * 1024, description: 64 * 1024 * 1024 };
async function replayFolder(folder, { trustedKeys, memoryMb }) {
  const { statement, signer, isSigned } = await openVerdict(folder, trustedKeys);
  const predicate = verdictOf(statement, folder);
  const { mlgate_evaluation: evaluation } = predicate;
  const differences = [];
  const policy = await readPolicy(folder, predicate, differences);
  const verdicts = [];
  const asRecorded = /* @__PURE__ */ new Set();
  const judged = [];
  for (const [index, recorded] of evaluation.judgements.entries()) {
    const of = evaluation.judgements.length === 1 ? "" : ` on the ${recorded.testData?.name ?? "other rows"}`;
    const place = { folder, index, of, ...memoryMb === void 0 ? {} : { memoryMb } };
    const again = await replayJudgement(recorded, policy, place);
    differences.push(...again.differences);
    if (again.verdict !== void 0) verdicts.push(again.verdict);
    for (const kind of again.asRecorded) asRecorded.add(kind);
    judged.push(again);
  }
  differences.push(...verdictDifferences(predicate, verdicts));
  return {
    model: evaluation.model,
    verdict: evaluation.verdict,
    judgedBy: predicate.verifier.version.mlgate,
    signer,
    isSigned,
    differences,
    asRecorded: [...asRecorded],
    judged,
    record: { statement, predicate },
    policy
  };
}
async function openVerdict(folder, trustedKeys) {
  const file = await findRecord(folder);
  if (file === void 0) {
    throw new ConfigurationError(
      `${folder}: holds no record of evaluate-gate. Name its folder, .mlgate/<model>/evaluate-gate, or the artifact of that name.`
    );
  }
  const isSigned = file.name === signedRecordFileName;
  if (isSigned && trustedKeys.length > 0) {
    const { statement, signer } = await readSignedRecord(folder, trustedKeys, verificationSummaryType);
    return { statement, signer, isSigned };
  }
  return { statement: await readRecord(folder), signer: void 0, isSigned };
}
function verdictOf({ predicateType, predicate }, folder) {
  if (predicateType !== verificationSummaryType) {
    throw new ConfigurationError(
      `${folder}: the record there is of another step (${JSON.stringify(predicateType)}). Only what evaluate-gate left can be replayed.`
    );
  }
  const verdict = recordedVerdict(predicate);
  if (verdict !== void 0) return verdict;
  throw new ConfigurationError(
    `${folder}: the record there does not say what this version of mlgate needs to recompute it. It is not one of evaluate-gate, or of another version: replay it with the one that it names.`
  );
}
async function readPolicy(folder, { policy }, differences) {
  const bytes = await readBoundedFile(join3(folder, policyFileName), limits.policy);
  if (bytes === void 0) throw notKept(folder);
  const read = readPolicyDocument(bytes.toString("utf8"));
  if (read === void 0) {
    throw new ConfigurationError(
      `${join3(folder, policyFileName)}: is no policy that this version of mlgate knows. Replay it with the version that the record names.`
    );
  }
  const recorded = `sha256:${policy.digest.sha256}`;
  if (read.digest !== recorded) {
    differences.push(`${policyFileName} holds the policy ${read.digest}, and the record names ${recorded}.`);
  }
  return read.body;
}
function notKept(folder) {
  return new ConfigurationError(
    `${folder}: the answers were not kept, so that nothing can be recomputed from them. Run evaluate-gate on that commit again, or keep them from now on: gate.store_answers: true.`
  );
}
async function replayJudgement(recorded, policy, { folder, index, of, memoryMb }) {
  const { testData: _data, answers, ...rest } = recorded;
  if (answers === void 0) throw notKept(folder);
  const differences = [];
  const names3 = answerFiles(index === 1);
  const known = [names3.description, names3.rows, names3.past];
  const stranger = answers.find(({ name }) => !known.includes(name));
  if (stranger !== void 0) {
    throw new ConfigurationError(
      `${folder}: the record names a file of answers that is none: ${JSON.stringify(stranger.name)}.`
    );
  }
  for (const { name, digest } of answers) {
    const found = await digestOfFile(await plainFile(join3(folder, name)));
    if (found !== digest) differences.push(`${name} is ${found}, and the record names ${digest}.`);
  }
  const stored = await readDescription(join3(folder, names3.description));
  const read = stored.kind === "metrics" ? [] : [names3.rows, ...stored.past ? [names3.past] : []];
  const unnamed = [names3.description, ...read].find((name) => !answers.some((file) => file.name === name));
  if (unnamed !== void 0) differences.push(`${unnamed} is read, and the record names no digest of it${of}.`);
  const judging = judgedBy(policy, policyFileName);
  const say = (again) => {
    const found = firstDifference(rest, again);
    if (found !== void 0) differences.push(inWords(found, of));
  };
  try {
    if (stored.kind === "metrics") {
      const judgement = judgeMeasured(unpackMetrics(stored, judging));
      say(JSON.parse(JSON.stringify(recordedJudgement(judgement))));
      return { recorded, stored: void 0, input: void 0, differences, asRecorded: [], verdict: judgement.verdict };
    }
    const file = (name) => readTable(join3(folder, name), memoryMb);
    const rows = await file(names3.rows);
    const input = unpackAnswers(stored, rows, stored.past ? await file(names3.past) : void 0, judging);
    const again = rejudge(input, recorded.examinations, seenBy(policy));
    for (const kind of again.missing) differences.push(`The policy demands ${kind}, and the record has none${of}.`);
    say(again.judgement);
    return { recorded, stored, input, differences, asRecorded: again.asRecorded, verdict: again.verdict };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || differences.length === 0) throw error;
    const because = `It cannot be judged anew${of}: ${messageOf(error)}`;
    return {
      recorded,
      stored: void 0,
      input: void 0,
      differences: [...differences, because],
      asRecorded: [],
      verdict: void 0
    };
  }
}
async function plainFile(path2) {
  const found = await lstat(path2).catch(() => void 0);
  if (found?.isFile() === true) return path2;
  throw new ConfigurationError(`${path2}: the record names this file, and there is none.`);
}
async function readDescription(path2) {
  const bytes = await readBoundedFile(path2, limits.description);
  if (bytes === void 0) throw new ConfigurationError(`${path2}: the record names this file, and there is none.`);
  const stored = readStoredFile(bytes.toString("utf8"));
  if (typeof stored !== "string") return stored;
  throw new ConfigurationError(
    `${path2}: holds no answers that this version of mlgate knows (${stored}). Replay it with the version that the record names.`
  );
}
async function readTable(path2, memoryMb) {
  var _stack = [];
  try {
    const tables = __using(_stack, await openTables({
      allow: [await plainFile(path2)],
      ...memoryMb === void 0 ? {} : { tableMb: memoryMb }
    }), true);
    return tables.read(path2);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function verdictDifferences({ verificationResult, mlgate_evaluation: evaluation }, verdicts) {
  if (verdicts.length < evaluation.judgements.length) return [];
  const worst = worstVerdict(verdicts);
  const again = worst === "pass" && evaluation.neverPassesBecause !== void 0 ? "inconclusive" : worst;
  const result = again === "pass" ? "PASSED" : "FAILED";
  return [
    ...again === evaluation.verdict ? [] : [`The verdict is ${again}, and the record says ${evaluation.verdict}.`],
    ...result === verificationResult ? [] : [`The result is ${result}, and the record says ${verificationResult}.`]
  ];
}
function inWords({ path: path2, recorded, replayed }, of) {
  return `${path2 === "" ? "The judgement" : path2}${of} is ${shown(replayed)}, and the record says ${shown(recorded)}.`;
}
function shown(value) {
  const text = value === void 0 ? "nothing" : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

// packages/steps/src/replay/rescore.ts
import { dirname as dirname3 } from "node:path";
var scoreTolerance = 1e-5;
async function rescore(replay2, files, progress) {
  var _stack = [];
  try {
    const digest = await digestOfFile(files.test);
    const judged = replay2.judged.find(({ recorded }) => recorded.testData?.digest === digest);
    const { input, stored } = judged ?? {};
    if (judged === void 0 || input === void 0 || stored === void 0) {
      const named = replay2.judged.map(({ recorded }) => recorded.testData?.digest ?? "no rows").join(", ");
      throw new ConfigurationError(`--test ${files.test}: is ${digest}, and the verdict is about ${named}.`);
    }
    await refuseOtherCandidate(replay2, files.candidate);
    if (files.baseline !== void 0) await refuseOtherBaseline(replay2, files.baseline);
    const paths = [files.candidate, files.baseline].filter((path2) => path2 !== void 0);
    const tables = __using(_stack, await openTables({ allow: [files.test, ...paths.map(dirname3)] }), true);
    const rows = await tables.read(files.test);
    const again = (path2, section) => scoredAgain(path2, section, { replay: replay2, rows, tables, progress });
    const candidate = { ...input.candidate, scores: await again(files.candidate, stored.candidate.reads) };
    const baseline = files.baseline === void 0 || stored.baseline === void 0 || input.baseline === void 0 ? input.baseline : { ...input.baseline, scores: await again(files.baseline, stored.baseline.reads) };
    const far = [
      { of: "candidate", deviation: deviation(input.candidate, candidate) },
      ...input.baseline && baseline ? [{ of: "baseline", deviation: deviation(input.baseline, baseline) }] : []
    ];
    const farthest2 = far.reduce((a, b) => b.deviation > a.deviation ? b : a);
    const verdict = verdictOf2({ ...input, candidate, baseline }, judged, replay2);
    return {
      largestDeviation: farthest2.deviation,
      of: farthest2.of,
      isWithinTolerance: farthest2.deviation <= scoreTolerance,
      verdict,
      recorded: judged.recorded.verdict
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function verdictOf2(input, { recorded }, { policy }) {
  return rejudge(input, recorded.examinations, seenBy(policy)).verdict;
}
async function scoredAgain(path2, section, of) {
  if (!("onnx" in section) && !("predictions" in section)) {
    throw new ConfigurationError(`${path2}: the model was asked by its endpoint or command. Run evaluate-gate for that.`);
  }
  const { replay: replay2, rows, tables, progress } = of;
  return scoreModel({ path: path2, section, body: replay2.policy, rows, tables, progress });
}
async function refuseOtherCandidate({ record }, path2) {
  const { files } = await modelOnDisk(path2);
  const known = new Set(record.statement.subject.map(({ digest }) => `sha256:${digest.sha256}`));
  const stranger = files.find(({ digest }) => !known.has(digest));
  if (stranger === void 0) return;
  throw new ConfigurationError(
    `--candidate ${path2}: ${stranger.name} is ${stranger.digest}, and the verdict is about ${[...known].join(", ")}.`
  );
}
async function refuseOtherBaseline({ record }, path2) {
  const { digest } = await modelOnDisk(path2);
  const named = record.predicate.mlgate_evaluation.baseline?.digest;
  if (digest === named) return;
  throw new ConfigurationError(`--baseline ${path2}: is ${digest}, and the verdict compares with ${named ?? "nothing"}.`);
}
function deviation({ scores: stored }, { scores }) {
  if (stored.kind === "regression" && scores.kind === "regression") return farthest(stored.values, scores.values);
  if (stored.kind !== "classification" || scores.kind !== "classification") return Number.POSITIVE_INFINITY;
  if (stored.classes.join("\n") !== scores.classes.join("\n")) return Number.POSITIVE_INFINITY;
  const { probabilities, labels } = stored;
  const ofProbabilities = probabilities ? farthest(probabilities, scores.probabilities) : 0;
  return Math.max(ofProbabilities, labels ? farthest(labels, scores.labels) : 0);
}
function farthest(stored, again) {
  if (again === void 0 || again.length !== stored.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < stored.length; index++) {
    const [one, other] = [stored[index], again[index]];
    if (Object.is(one, other) || one === other) continue;
    const distance = Math.abs(one - other) / Math.max(1, Math.abs(one));
    largest = Math.max(largest, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }
  return largest;
}

// packages/steps/src/replay/replay-text.ts
function replayText(replay2, rescoring, version2) {
  const { model, verdict, differences, asRecorded, judgedBy: judgedBy2 } = replay2;
  const isSame2 = differences.length === 0;
  const lines = [
    `${model}: ${isSame2 ? `${verdict}, the same, byte for byte` : `${verdict} as recorded, and not the same when replayed`}`,
    ...differences.map((difference) => `  ${difference}`),
    `  ${signatureText(replay2)}`,
    ...asRecorded.length === 0 ? [] : [
      `  Not recomputed, but taken as recorded: ${asRecorded.map((kind) => kind.replaceAll("_", " ")).join(", ")}.`
    ],
    ...rescoring === void 0 ? [] : rescoringLines(rescoring),
    ...isSame2 || judgedBy2 === version2 ? [] : [`  It was judged by mlgate ${judgedBy2}, and this is ${version2}: replay it with that one.`]
  ];
  return `${lines.join("\n")}
`;
}
function isSame({ differences }, rescoring) {
  const agrees = rescoring === void 0 || rescoring.isWithinTolerance && rescoring.verdict === rescoring.recorded;
  return differences.length === 0 && agrees;
}
function signatureText({ isSigned, signer }) {
  if (signer !== void 0) return `The record is signed by ${signer}, whom the policy here trusts.`;
  return isSigned ? "The record is signed; whose signature it is was not checked, because no trusted_keys are at hand." : "The record is not signed: whoever wrote it may have written all of it.";
}
function rescoringLines({ largestDeviation, of, isWithinTolerance, verdict, recorded }) {
  const far = largestDeviation === 0 ? "the same" : `at most ${largestDeviation.toExponential(1)} away (${of})`;
  return [
    `  Scored again: scores are ${far}, ${isWithinTolerance ? "within" : "beyond"} the ${scoreTolerance.toExponential(0)} of single precision; the verdict is ${verdict}${verdict === recorded ? ", the same" : `, and was ${recorded}`}.`
  ];
}

// packages/steps/src/simulate/supported-margins.ts
import { dirname as dirname4 } from "node:path";
var mostSimulatedRows = 2e5;
async function supportedMargins(request) {
  var _stack = [];
  try {
    const { model, test, body, progress, simulations: simulations2 } = request;
    const { gate, data } = body;
    if (gate === void 0 || data.label === void 0) return /* @__PURE__ */ new Map();
    const tables = __using(_stack, await openTables({ allow: [test, dirname4(model)], reading: declaredReading(data, [test]) }), true);
    const rows = await tables.read(test);
    const scores = await scoreModel({ path: model, section: body.candidate, body, rows, tables, progress });
    const input = {
      task: body.task,
      gate,
      test: rows,
      label: data.label,
      positive: data.positive,
      columns: { weight: void 0, group: void 0 },
      conditions: /* @__PURE__ */ new Map(),
      candidate: { scores }
    };
    return marginsOf(input, simulations2, disagreements);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
var disagreements = [0.05, 0.02, 0.01, 5e-3];
function marginsOf(input, simulations2, [disagreement2, next, ...smaller]) {
  try {
    const { gates } = simulateGate(input, { disagreement: disagreement2, simulations: simulations2 });
    return new Map(
      gates.flatMap(
        ({ name, smallestMargin, value }) => smallestMargin === void 0 ? [] : [[name, { margin: smallestMargin, value, disagreement: disagreement2 }]]
      )
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError) || next === void 0) throw error;
    return marginsOf(input, simulations2, [next, ...smaller]);
  }
}

// packages/steps/src/index.ts
var steps = [
  validateData,
  trainModel,
  evaluateGate,
  registerModel,
  deployModel,
  driftReport,
  publishReport
];
var localSteps = [verify, simulate, undeploy];

// packages/app/node_modules/commander/lib/error.js
var CommanderError = class extends Error {
  /**
   * Constructs the CommanderError class
   * @param {number} exitCode suggested exit code which could be used with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   */
  constructor(exitCode, code, message) {
    super(message);
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
    this.code = code;
    this.exitCode = exitCode;
    this.nestedError = void 0;
  }
};
var InvalidArgumentError = class extends CommanderError {
  /**
   * Constructs the InvalidArgumentError class
   * @param {string} [message] explanation of why argument is invalid
   */
  constructor(message) {
    super(1, "commander.invalidArgument", message);
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
  }
};

// packages/app/node_modules/commander/lib/argument.js
var Argument = class {
  /**
   * Initialize a new command argument with the given name and description.
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @param {string} name
   * @param {string} [description]
   */
  constructor(name, description) {
    this.description = description || "";
    this.variadic = false;
    this.parseArg = void 0;
    this.defaultValue = void 0;
    this.defaultValueDescription = void 0;
    this.argChoices = void 0;
    switch (name[0]) {
      case "<":
        this.required = true;
        this._name = name.slice(1, -1);
        break;
      case "[":
        this.required = false;
        this._name = name.slice(1, -1);
        break;
      default:
        this.required = true;
        this._name = name;
        break;
    }
    if (this._name.endsWith("...")) {
      this.variadic = true;
      this._name = this._name.slice(0, -3);
    }
  }
  /**
   * Return argument name.
   *
   * @return {string}
   */
  name() {
    return this._name;
  }
  /**
   * @package
   */
  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }
    previous.push(value);
    return previous;
  }
  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Argument}
   */
  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }
  /**
   * Set the custom handler for processing CLI command arguments into argument values.
   *
   * @param {Function} [fn]
   * @return {Argument}
   */
  argParser(fn) {
    this.parseArg = fn;
    return this;
  }
  /**
   * Only allow argument value to be one of choices.
   *
   * @param {string[]} values
   * @return {Argument}
   */
  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(", ")}.`
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }
  /**
   * Make argument required.
   *
   * @returns {Argument}
   */
  argRequired() {
    this.required = true;
    return this;
  }
  /**
   * Make argument optional.
   *
   * @returns {Argument}
   */
  argOptional() {
    this.required = false;
    return this;
  }
};
function humanReadableArgName(arg) {
  const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
  return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
}

// packages/app/node_modules/commander/lib/command.js
import { EventEmitter } from "node:events";
import childProcess from "node:child_process";
import path from "node:path";
import fs from "node:fs";
import process2 from "node:process";
import { stripVTControlCharacters as stripVTControlCharacters2 } from "node:util";

// packages/app/node_modules/commander/lib/help.js
import { stripVTControlCharacters } from "node:util";
var Help = class {
  constructor() {
    this.helpWidth = void 0;
    this.minWidthToWrap = 40;
    this.sortSubcommands = false;
    this.sortOptions = false;
    this.showGlobalOptions = false;
  }
  /**
   * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
   * and just before calling `formatHelp()`.
   *
   * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
   *
   * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
   */
  prepareContext(contextOptions) {
    this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
  }
  /**
   * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
   *
   * @param {Command} cmd
   * @returns {Command[]}
   */
  visibleCommands(cmd) {
    const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
    const helpCommand = cmd._getHelpCommand();
    if (helpCommand && !helpCommand._hidden) {
      visibleCommands.push(helpCommand);
    }
    if (this.sortSubcommands) {
      visibleCommands.sort((a, b) => {
        return a.name().localeCompare(b.name());
      });
    }
    return visibleCommands;
  }
  /**
   * Compare options for sort.
   *
   * @param {Option} a
   * @param {Option} b
   * @returns {number}
   */
  compareOptions(a, b) {
    const getSortKey = (option) => {
      return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
    };
    return getSortKey(a).localeCompare(getSortKey(b));
  }
  /**
   * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */
  visibleOptions(cmd) {
    const visibleOptions = cmd.options.filter((option) => !option.hidden);
    const helpOption = cmd._getHelpOption();
    if (helpOption && !helpOption.hidden) {
      const removeShort = helpOption.short && cmd._findOption(helpOption.short);
      const removeLong = helpOption.long && cmd._findOption(helpOption.long);
      if (!removeShort && !removeLong) {
        visibleOptions.push(helpOption);
      } else if (helpOption.long && !removeLong) {
        visibleOptions.push(
          cmd.createOption(helpOption.long, helpOption.description).helpGroup(helpOption.helpGroupHeading)
        );
      } else if (helpOption.short && !removeShort) {
        visibleOptions.push(
          cmd.createOption(helpOption.short, helpOption.description).helpGroup(helpOption.helpGroupHeading)
        );
      }
    }
    if (this.sortOptions) {
      visibleOptions.sort(this.compareOptions);
    }
    return visibleOptions;
  }
  /**
   * Get an array of the visible global options. (Not including help.)
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */
  visibleGlobalOptions(cmd) {
    if (!this.showGlobalOptions) return [];
    const globalOptions = [];
    for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
      const visibleOptions = ancestorCmd.options.filter(
        (option) => !option.hidden
      );
      globalOptions.push(...visibleOptions);
    }
    if (this.sortOptions) {
      globalOptions.sort(this.compareOptions);
    }
    return globalOptions;
  }
  /**
   * Get an array of the arguments if any have a description.
   *
   * @param {Command} cmd
   * @returns {Argument[]}
   */
  visibleArguments(cmd) {
    if (cmd._argsDescription) {
      cmd.registeredArguments.forEach((argument) => {
        argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
      });
    }
    if (cmd.registeredArguments.find((argument) => argument.description)) {
      return cmd.registeredArguments;
    }
    return [];
  }
  /**
   * Get the command term to show in the list of subcommands.
   *
   * @param {Command} cmd
   * @returns {string}
   */
  subcommandTerm(cmd) {
    const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
    return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
    (args ? " " + args : "");
  }
  /**
   * Get the option term to show in the list of options.
   *
   * @param {Option} option
   * @returns {string}
   */
  optionTerm(option) {
    return option.flags;
  }
  /**
   * Get the argument term to show in the list of arguments.
   *
   * @param {Argument} argument
   * @returns {string}
   */
  argumentTerm(argument) {
    return argument.name();
  }
  /**
   * Get the longest command term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */
  longestSubcommandTermLength(cmd, helper) {
    return helper.visibleCommands(cmd).reduce((max, command) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleSubcommandTerm(helper.subcommandTerm(command))
        )
      );
    }, 0);
  }
  /**
   * Get the longest option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */
  longestOptionTermLength(cmd, helper) {
    return helper.visibleOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
      );
    }, 0);
  }
  /**
   * Get the longest global option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */
  longestGlobalOptionTermLength(cmd, helper) {
    return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
      );
    }, 0);
  }
  /**
   * Get the longest argument term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */
  longestArgumentTermLength(cmd, helper) {
    return helper.visibleArguments(cmd).reduce((max, argument) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleArgumentTerm(helper.argumentTerm(argument))
        )
      );
    }, 0);
  }
  /**
   * Get the command usage to be displayed at the top of the built-in help.
   *
   * @param {Command} cmd
   * @returns {string}
   */
  commandUsage(cmd) {
    let cmdName = cmd._name;
    if (cmd._aliases[0]) {
      cmdName = cmdName + "|" + cmd._aliases[0];
    }
    let ancestorCmdNames = "";
    for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
      ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
    }
    return ancestorCmdNames + cmdName + " " + cmd.usage();
  }
  /**
   * Get the description for the command.
   *
   * @param {Command} cmd
   * @returns {string}
   */
  commandDescription(cmd) {
    return cmd.description();
  }
  /**
   * Get the subcommand summary to show in the list of subcommands.
   * (Fallback to description for backwards compatibility.)
   *
   * @param {Command} cmd
   * @returns {string}
   */
  subcommandDescription(cmd) {
    return cmd.summary() || cmd.description();
  }
  /**
   * Get the option description to show in the list of options.
   *
   * @param {Option} option
   * @return {string}
   */
  optionDescription(option) {
    const extraInfo = [];
    if (option.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
      );
    }
    if (option.defaultValue !== void 0) {
      const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
      if (showDefault) {
        extraInfo.push(
          `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
        );
      }
    }
    if (option.presetArg !== void 0 && option.optional) {
      extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
    }
    if (option.envVar !== void 0) {
      extraInfo.push(`env: ${option.envVar}`);
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(", ")})`;
      if (option.description) {
        return `${option.description} ${extraDescription}`;
      }
      return extraDescription;
    }
    return option.description;
  }
  /**
   * Get the argument description to show in the list of arguments.
   *
   * @param {Argument} argument
   * @return {string}
   */
  argumentDescription(argument) {
    const extraInfo = [];
    if (argument.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
      );
    }
    if (argument.defaultValue !== void 0) {
      extraInfo.push(
        `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
      );
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(", ")})`;
      if (argument.description) {
        return `${argument.description} ${extraDescription}`;
      }
      return extraDescription;
    }
    return argument.description;
  }
  /**
   * Format a list of items, given a heading and an array of formatted items.
   *
   * @param {string} heading
   * @param {string[]} items
   * @param {Help} helper
   * @returns string[]
   */
  formatItemList(heading, items, helper) {
    if (items.length === 0) return [];
    return [helper.styleTitle(heading), ...items, ""];
  }
  /**
   * Group items by their help group heading.
   *
   * @param {Command[] | Option[]} unsortedItems
   * @param {Command[] | Option[]} visibleItems
   * @param {Function} getGroup
   * @returns {Map<string, Command[] | Option[]>}
   */
  groupItems(unsortedItems, visibleItems, getGroup) {
    const result = /* @__PURE__ */ new Map();
    unsortedItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) result.set(group, []);
    });
    visibleItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) {
        result.set(group, []);
      }
      result.get(group).push(item);
    });
    return result;
  }
  /**
   * Generate the built-in help text.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {string}
   */
  formatHelp(cmd, helper) {
    const termWidth = helper.padWidth(cmd, helper);
    const helpWidth = helper.helpWidth ?? 80;
    function callFormatItem(term, description) {
      return helper.formatItem(term, termWidth, description, helper);
    }
    let output = [
      `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
      ""
    ];
    const commandDescription = helper.commandDescription(cmd);
    if (commandDescription.length > 0) {
      output = output.concat([
        helper.boxWrap(
          helper.styleCommandDescription(commandDescription),
          helpWidth
        ),
        ""
      ]);
    }
    const argumentList = helper.visibleArguments(cmd).map((argument) => {
      return callFormatItem(
        helper.styleArgumentTerm(helper.argumentTerm(argument)),
        helper.styleArgumentDescription(helper.argumentDescription(argument))
      );
    });
    output = output.concat(
      this.formatItemList("Arguments:", argumentList, helper)
    );
    const optionGroups = this.groupItems(
      cmd.options,
      helper.visibleOptions(cmd),
      (option) => option.helpGroupHeading ?? "Options:"
    );
    optionGroups.forEach((options, group) => {
      const optionList = options.map((option) => {
        return callFormatItem(
          helper.styleOptionTerm(helper.optionTerm(option)),
          helper.styleOptionDescription(helper.optionDescription(option))
        );
      });
      output = output.concat(this.formatItemList(group, optionList, helper));
    });
    if (helper.showGlobalOptions) {
      const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
        return callFormatItem(
          helper.styleOptionTerm(helper.optionTerm(option)),
          helper.styleOptionDescription(helper.optionDescription(option))
        );
      });
      output = output.concat(
        this.formatItemList("Global Options:", globalOptionList, helper)
      );
    }
    const commandGroups = this.groupItems(
      cmd.commands,
      helper.visibleCommands(cmd),
      (sub) => sub.helpGroup() || "Commands:"
    );
    commandGroups.forEach((commands, group) => {
      const commandList = commands.map((sub) => {
        return callFormatItem(
          helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
          helper.styleSubcommandDescription(helper.subcommandDescription(sub))
        );
      });
      output = output.concat(this.formatItemList(group, commandList, helper));
    });
    return output.join("\n");
  }
  /**
   * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
   *
   * @param {string} str
   * @returns {number}
   */
  displayWidth(str) {
    return stripVTControlCharacters(str).length;
  }
  /**
   * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
   *
   * @param {string} str
   * @returns {string}
   */
  styleTitle(str) {
    return str;
  }
  styleUsage(str) {
    return str.split(" ").map((word) => {
      if (word === "[options]") return this.styleOptionText(word);
      if (word === "[command]") return this.styleSubcommandText(word);
      if (word[0] === "[" || word[0] === "<")
        return this.styleArgumentText(word);
      return this.styleCommandText(word);
    }).join(" ");
  }
  styleCommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleOptionDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleSubcommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleArgumentDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleDescriptionText(str) {
    return str;
  }
  styleOptionTerm(str) {
    return this.styleOptionText(str);
  }
  styleSubcommandTerm(str) {
    return str.split(" ").map((word) => {
      if (word === "[options]") return this.styleOptionText(word);
      if (word[0] === "[" || word[0] === "<")
        return this.styleArgumentText(word);
      return this.styleSubcommandText(word);
    }).join(" ");
  }
  styleArgumentTerm(str) {
    return this.styleArgumentText(str);
  }
  styleOptionText(str) {
    return str;
  }
  styleArgumentText(str) {
    return str;
  }
  styleSubcommandText(str) {
    return str;
  }
  styleCommandText(str) {
    return str;
  }
  /**
   * Calculate the pad width from the maximum term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */
  padWidth(cmd, helper) {
    return Math.max(
      helper.longestOptionTermLength(cmd, helper),
      helper.longestGlobalOptionTermLength(cmd, helper),
      helper.longestSubcommandTermLength(cmd, helper),
      helper.longestArgumentTermLength(cmd, helper)
    );
  }
  /**
   * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
   *
   * @param {string} str
   * @returns {boolean}
   */
  preformatted(str) {
    return /\n[^\S\r\n]/.test(str);
  }
  /**
   * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
   *
   * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
   *   TTT  DDD DDDD
   *        DD DDD
   *
   * @param {string} term
   * @param {number} termWidth
   * @param {string} description
   * @param {Help} helper
   * @returns {string}
   */
  formatItem(term, termWidth, description, helper) {
    const itemIndent = 2;
    const itemIndentStr = " ".repeat(itemIndent);
    if (!description) return itemIndentStr + term;
    const paddedTerm = term.padEnd(
      termWidth + term.length - helper.displayWidth(term)
    );
    const spacerWidth = 2;
    const helpWidth = this.helpWidth ?? 80;
    const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
    let formattedDescription;
    if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
      formattedDescription = description;
    } else {
      const wrappedDescription = helper.boxWrap(description, remainingWidth);
      formattedDescription = wrappedDescription.replace(
        /\n/g,
        "\n" + " ".repeat(termWidth + spacerWidth)
      );
    }
    return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
  }
  /**
   * Wrap a string at whitespace, preserving existing line breaks.
   * Wrapping is skipped if the width is less than `minWidthToWrap`.
   *
   * @param {string} str
   * @param {number} width
   * @returns {string}
   */
  boxWrap(str, width) {
    if (width < this.minWidthToWrap) return str;
    const rawLines = str.split(/\r\n|\n/);
    const chunkPattern = /[\s]*[^\s]+/g;
    const wrappedLines = [];
    rawLines.forEach((line) => {
      const chunks = line.match(chunkPattern);
      if (chunks === null) {
        wrappedLines.push("");
        return;
      }
      let sumChunks = [chunks.shift()];
      let sumWidth = this.displayWidth(sumChunks[0]);
      chunks.forEach((chunk) => {
        const visibleWidth = this.displayWidth(chunk);
        if (sumWidth + visibleWidth <= width) {
          sumChunks.push(chunk);
          sumWidth += visibleWidth;
          return;
        }
        wrappedLines.push(sumChunks.join(""));
        const nextChunk = chunk.trimStart();
        sumChunks = [nextChunk];
        sumWidth = this.displayWidth(nextChunk);
      });
      wrappedLines.push(sumChunks.join(""));
    });
    return wrappedLines.join("\n");
  }
};

// packages/app/node_modules/commander/lib/option.js
var Option = class {
  /**
   * Initialize a new `Option` with the given `flags` and `description`.
   *
   * @param {string} flags
   * @param {string} [description]
   */
  constructor(flags, description) {
    this.flags = flags;
    this.description = description || "";
    this.required = flags.includes("<");
    this.optional = flags.includes("[");
    this.variadic = new RegExp("\\p{ID_Continue}\\.\\.\\.[>\\]]$", "u").test(flags);
    this.mandatory = false;
    const optionFlags = splitOptionFlags(flags);
    this.short = optionFlags.shortFlag;
    this.long = optionFlags.longFlag;
    this.negate = false;
    if (this.long) {
      this.negate = this.long.startsWith("--no-");
    }
    this.defaultValue = void 0;
    this.defaultValueDescription = void 0;
    this.presetArg = void 0;
    this.envVar = void 0;
    this.parseArg = void 0;
    this.hidden = false;
    this.argChoices = void 0;
    this.conflictsWith = [];
    this.implied = void 0;
    this.helpGroupHeading = void 0;
  }
  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Option}
   */
  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }
  /**
   * Preset to use when option used without option-argument, especially optional but also boolean and negated.
   * The custom processing (parseArg) is called.
   *
   * @example
   * new Option('--color').default('GREYSCALE').preset('RGB');
   * new Option('--donate [amount]').preset('20').argParser(parseFloat);
   *
   * @param {*} arg
   * @return {Option}
   */
  preset(arg) {
    this.presetArg = arg;
    return this;
  }
  /**
   * Add option name(s) that conflict with this option.
   * An error will be displayed if conflicting options are found during parsing.
   *
   * @example
   * new Option('--rgb').conflicts('cmyk');
   * new Option('--js').conflicts(['ts', 'jsx']);
   *
   * @param {(string | string[])} names
   * @return {Option}
   */
  conflicts(names3) {
    this.conflictsWith = this.conflictsWith.concat(names3);
    return this;
  }
  /**
   * Specify implied option values for when this option is set and the implied options are not.
   *
   * The custom processing (parseArg) is not called on the implied values.
   *
   * @example
   * program
   *   .addOption(new Option('--log', 'write logging information to file'))
   *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
   *
   * @param {object} impliedOptionValues
   * @return {Option}
   */
  implies(impliedOptionValues) {
    let newImplied = impliedOptionValues;
    if (typeof impliedOptionValues === "string") {
      newImplied = { [impliedOptionValues]: true };
    }
    this.implied = Object.assign(this.implied || {}, newImplied);
    return this;
  }
  /**
   * Set environment variable to check for option value.
   *
   * An environment variable is only used if when processed the current option value is
   * undefined, or the source of the current value is 'default' or 'config' or 'env'.
   *
   * @param {string} name
   * @return {Option}
   */
  env(name) {
    this.envVar = name;
    return this;
  }
  /**
   * Set the custom handler for processing CLI option arguments into option values.
   *
   * @param {Function} [fn]
   * @return {Option}
   */
  argParser(fn) {
    this.parseArg = fn;
    return this;
  }
  /**
   * Whether the option is mandatory and must have a value after parsing.
   *
   * @param {boolean} [mandatory=true]
   * @return {Option}
   */
  makeOptionMandatory(mandatory = true) {
    this.mandatory = !!mandatory;
    return this;
  }
  /**
   * Hide option in help.
   *
   * @param {boolean} [hide=true]
   * @return {Option}
   */
  hideHelp(hide = true) {
    this.hidden = !!hide;
    return this;
  }
  /**
   * @package
   */
  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }
    previous.push(value);
    return previous;
  }
  /**
   * Only allow option value to be one of choices.
   *
   * @param {string[]} values
   * @return {Option}
   */
  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(", ")}.`
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }
  /**
   * Return option name.
   *
   * @return {string}
   */
  name() {
    if (this.long) {
      return this.long.replace(/^--/, "");
    }
    return this.short.replace(/^-/, "");
  }
  /**
   * Return option name, in a camelcase format that can be used
   * as an object attribute key.
   *
   * @return {string}
   */
  attributeName() {
    if (this.negate) {
      return camelcase(this.name().replace(/^no-/, ""));
    }
    return camelcase(this.name());
  }
  /**
   * Set the help group heading.
   *
   * @param {string} heading
   * @return {Option}
   */
  helpGroup(heading) {
    this.helpGroupHeading = heading;
    return this;
  }
  /**
   * Check if `arg` matches the short or long flag.
   *
   * @param {string} arg
   * @return {boolean}
   * @package
   */
  is(arg) {
    return this.short === arg || this.long === arg;
  }
  /**
   * Return whether a boolean option.
   *
   * Options are one of boolean, negated, required argument, or optional argument.
   *
   * @return {boolean}
   * @package
   */
  isBoolean() {
    return !this.required && !this.optional && !this.negate;
  }
};
var DualOptions = class {
  /**
   * @param {Option[]} options
   */
  constructor(options) {
    this.positiveOptions = /* @__PURE__ */ new Map();
    this.negativeOptions = /* @__PURE__ */ new Map();
    this.dualOptions = /* @__PURE__ */ new Set();
    options.forEach((option) => {
      if (option.negate) {
        this.negativeOptions.set(option.attributeName(), option);
      } else {
        this.positiveOptions.set(option.attributeName(), option);
      }
    });
    this.negativeOptions.forEach((value, key) => {
      if (this.positiveOptions.has(key)) {
        this.dualOptions.add(key);
      }
    });
  }
  /**
   * Did the value come from the option, and not from possible matching dual option?
   *
   * @param {*} value
   * @param {Option} option
   * @returns {boolean}
   */
  valueFromOption(value, option) {
    const optionKey = option.attributeName();
    if (!this.dualOptions.has(optionKey)) return true;
    const preset = this.negativeOptions.get(optionKey).presetArg;
    const negativeValue = preset !== void 0 ? preset : false;
    return option.negate === (negativeValue === value);
  }
};
function camelcase(str) {
  return str.split("-").reduce((str2, word) => {
    return str2 + word[0].toUpperCase() + word.slice(1);
  });
}
function splitOptionFlags(flags) {
  let shortFlag;
  let longFlag;
  const shortFlagExp = /^-[^-]$/;
  const longFlagExp = /^--[^-]/;
  const flagParts = flags.split(/[ |,]+/).concat("guard");
  if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
  if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
  if (!shortFlag && shortFlagExp.test(flagParts[0]))
    shortFlag = flagParts.shift();
  if (!shortFlag && longFlagExp.test(flagParts[0])) {
    shortFlag = longFlag;
    longFlag = flagParts.shift();
  }
  if (flagParts[0].startsWith("-")) {
    const unsupportedFlag = flagParts[0];
    const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
    if (/^-[^-][^-]/.test(unsupportedFlag))
      throw new Error(
        `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
      );
    if (shortFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many short flags`);
    if (longFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many long flags`);
    throw new Error(`${baseError}
- unrecognised flag format`);
  }
  if (shortFlag === void 0 && longFlag === void 0)
    throw new Error(
      `option creation failed due to no flags found in '${flags}'.`
    );
  return { shortFlag, longFlag };
}

// packages/app/node_modules/commander/lib/suggestSimilar.js
var maxDistance = 3;
function editDistance(a, b) {
  if (Math.abs(a.length - b.length) > maxDistance)
    return Math.max(a.length, b.length);
  const d = [];
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
  }
  for (let j = 0; j <= b.length; j++) {
    d[0][j] = j;
  }
  for (let j = 1; j <= b.length; j++) {
    for (let i = 1; i <= a.length; i++) {
      let cost;
      if (a[i - 1] === b[j - 1]) {
        cost = 0;
      } else {
        cost = 1;
      }
      d[i][j] = Math.min(
        d[i - 1][j] + 1,
        // deletion
        d[i][j - 1] + 1,
        // insertion
        d[i - 1][j - 1] + cost
        // substitution
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.length][b.length];
}
function suggestSimilar(word, candidates) {
  if (!candidates || candidates.length === 0) return "";
  candidates = Array.from(new Set(candidates));
  const searchingOptions = word.startsWith("--");
  if (searchingOptions) {
    word = word.slice(2);
    candidates = candidates.map((candidate) => candidate.slice(2));
  }
  let similar = [];
  let bestDistance = maxDistance;
  const minSimilarity = 0.4;
  candidates.forEach((candidate) => {
    if (candidate.length <= 1) return;
    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    const similarity = (length - distance) / length;
    if (similarity > minSimilarity) {
      if (distance < bestDistance) {
        bestDistance = distance;
        similar = [candidate];
      } else if (distance === bestDistance) {
        similar.push(candidate);
      }
    }
  });
  similar.sort((a, b) => a.localeCompare(b));
  if (searchingOptions) {
    similar = similar.map((candidate) => `--${candidate}`);
  }
  if (similar.length > 1) {
    return `
(Did you mean one of ${similar.join(", ")}?)`;
  }
  if (similar.length === 1) {
    return `
(Did you mean ${similar[0]}?)`;
  }
  return "";
}

// packages/app/node_modules/commander/lib/command.js
var Command = class _Command extends EventEmitter {
  /**
   * Initialize a new `Command`.
   *
   * @param {string} [name]
   */
  constructor(name) {
    super();
    this.commands = [];
    this.options = [];
    this.parent = null;
    this._allowUnknownOption = false;
    this._allowExcessArguments = false;
    this.registeredArguments = [];
    this._args = this.registeredArguments;
    this.args = [];
    this.rawArgs = [];
    this.processedArgs = [];
    this._scriptPath = null;
    this._name = name || "";
    this._optionValues = {};
    this._optionValueSources = {};
    this._storeOptionsAsProperties = false;
    this._actionHandler = null;
    this._executableHandler = false;
    this._executableFile = null;
    this._executableDir = null;
    this._defaultCommandName = null;
    this._exitCallback = null;
    this._aliases = [];
    this._combineFlagAndOptionalValue = true;
    this._description = "";
    this._summary = "";
    this._argsDescription = void 0;
    this._enablePositionalOptions = false;
    this._passThroughOptions = false;
    this._lifeCycleHooks = {};
    this._showHelpAfterError = false;
    this._showSuggestionAfterError = true;
    this._savedState = null;
    this._outputConfiguration = {
      writeOut: (str) => process2.stdout.write(str),
      writeErr: (str) => process2.stderr.write(str),
      outputError: (str, write) => write(str),
      getOutHelpWidth: () => process2.stdout.isTTY ? process2.stdout.columns : void 0,
      getErrHelpWidth: () => process2.stderr.isTTY ? process2.stderr.columns : void 0,
      getOutHasColors: () => useColor() ?? (process2.stdout.isTTY && process2.stdout.hasColors?.()),
      getErrHasColors: () => useColor() ?? (process2.stderr.isTTY && process2.stderr.hasColors?.()),
      stripColor: (str) => stripVTControlCharacters2(str)
    };
    this._hidden = false;
    this._helpOption = void 0;
    this._addImplicitHelpCommand = void 0;
    this._helpCommand = void 0;
    this._helpConfiguration = {};
    this._helpGroupHeading = void 0;
    this._defaultCommandGroup = void 0;
    this._defaultOptionGroup = void 0;
  }
  /**
   * Copy settings that are useful to have in common across root command and subcommands.
   *
   * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
   *
   * @param {Command} sourceCommand
   * @return {Command} `this` command for chaining
   */
  copyInheritedSettings(sourceCommand) {
    this._outputConfiguration = sourceCommand._outputConfiguration;
    this._helpOption = sourceCommand._helpOption;
    this._helpCommand = sourceCommand._helpCommand;
    this._helpConfiguration = sourceCommand._helpConfiguration;
    this._exitCallback = sourceCommand._exitCallback;
    this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
    this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
    this._allowExcessArguments = sourceCommand._allowExcessArguments;
    this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
    this._showHelpAfterError = sourceCommand._showHelpAfterError;
    this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
    return this;
  }
  /**
   * @returns {Command[]}
   * @private
   */
  _getCommandAndAncestors() {
    const result = [];
    for (let command = this; command; command = command.parent) {
      result.push(command);
    }
    return result;
  }
  /**
   * Define a command.
   *
   * There are two styles of command: pay attention to where to put the description.
   *
   * @example
   * // Command implemented using action handler (description is supplied separately to `.command`)
   * program
   *   .command('clone <source> [destination]')
   *   .description('clone a repository into a newly created directory')
   *   .action((source, destination) => {
   *     console.log('clone command called');
   *   });
   *
   * // Command implemented using separate executable file (description is second parameter to `.command`)
   * program
   *   .command('start <service>', 'start named service')
   *   .command('stop [service]', 'stop named service, or all if no name supplied');
   *
   * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
   * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
   * @param {object} [execOpts] - configuration options (for executable)
   * @return {Command} returns new command for action handler, or `this` for executable command
   */
  command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
    let desc = actionOptsOrExecDesc;
    let opts = execOpts;
    if (typeof desc === "object" && desc !== null) {
      opts = desc;
      desc = null;
    }
    opts = opts || {};
    const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
    const cmd = this.createCommand(name);
    if (desc) {
      cmd.description(desc);
      cmd._executableHandler = true;
    }
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    cmd._hidden = !!(opts.noHelp || opts.hidden);
    cmd._executableFile = opts.executableFile || null;
    if (args) cmd.arguments(args);
    this._registerCommand(cmd);
    cmd.parent = this;
    cmd.copyInheritedSettings(this);
    if (desc) return this;
    return cmd;
  }
  /**
   * Factory routine to create a new unattached command.
   *
   * See .command() for creating an attached subcommand, which uses this routine to
   * create the command. You can override createCommand to customise subcommands.
   *
   * @param {string} [name]
   * @return {Command} new command
   */
  createCommand(name) {
    return new _Command(name);
  }
  /**
   * You can customise the help with a subclass of Help by overriding createHelp,
   * or by overriding Help properties using configureHelp().
   *
   * @return {Help}
   */
  createHelp() {
    return Object.assign(new Help(), this.configureHelp());
  }
  /**
   * You can customise the help by overriding Help properties using configureHelp(),
   * or with a subclass of Help by overriding createHelp().
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */
  configureHelp(configuration) {
    if (configuration === void 0) return this._helpConfiguration;
    this._helpConfiguration = configuration;
    return this;
  }
  /**
   * The default output goes to stdout and stderr. You can customise this for special
   * applications. You can also customise the display of errors by overriding outputError.
   *
   * The configuration properties are all functions:
   *
   *     // change how output being written, defaults to stdout and stderr
   *     writeOut(str)
   *     writeErr(str)
   *     // change how output being written for errors, defaults to writeErr
   *     outputError(str, write) // used for displaying errors and not used for displaying help
   *     // specify width for wrapping help
   *     getOutHelpWidth()
   *     getErrHelpWidth()
   *     // color support, currently only used with Help
   *     getOutHasColors()
   *     getErrHasColors()
   *     stripColor() // used to remove ANSI escape codes if output does not have colors
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */
  configureOutput(configuration) {
    if (configuration === void 0) return this._outputConfiguration;
    this._outputConfiguration = {
      ...this._outputConfiguration,
      ...configuration
    };
    return this;
  }
  /**
   * Display the help or a custom message after an error occurs.
   *
   * @param {(boolean|string)} [displayHelp]
   * @return {Command} `this` command for chaining
   */
  showHelpAfterError(displayHelp = true) {
    if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
    this._showHelpAfterError = displayHelp;
    return this;
  }
  /**
   * Display suggestion of similar commands for unknown commands, or options for unknown options.
   *
   * @param {boolean} [displaySuggestion]
   * @return {Command} `this` command for chaining
   */
  showSuggestionAfterError(displaySuggestion = true) {
    this._showSuggestionAfterError = !!displaySuggestion;
    return this;
  }
  /**
   * Add a prepared subcommand.
   *
   * See .command() for creating an attached subcommand which inherits settings from its parent.
   *
   * @param {Command} cmd - new subcommand
   * @param {object} [opts] - configuration options
   * @return {Command} `this` command for chaining
   */
  addCommand(cmd, opts) {
    if (!cmd._name) {
      throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
    }
    opts = opts || {};
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    if (opts.noHelp || opts.hidden) cmd._hidden = true;
    this._registerCommand(cmd);
    cmd.parent = this;
    cmd._checkForBrokenPassThrough();
    return this;
  }
  /**
   * Factory routine to create a new unattached argument.
   *
   * See .argument() for creating an attached argument, which uses this routine to
   * create the argument. You can override createArgument to return a custom argument.
   *
   * @param {string} name
   * @param {string} [description]
   * @return {Argument} new argument
   */
  createArgument(name, description) {
    return new Argument(name, description);
  }
  /**
   * Define argument syntax for command.
   *
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @example
   * program.argument('<input-file>');
   * program.argument('[output-file]');
   *
   * @param {string} name
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom argument processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  argument(name, description, parseArg, defaultValue) {
    const argument = this.createArgument(name, description);
    if (typeof parseArg === "function") {
      argument.default(defaultValue).argParser(parseArg);
    } else {
      argument.default(parseArg);
    }
    this.addArgument(argument);
    return this;
  }
  /**
   * Define argument syntax for command, adding multiple at once (without descriptions).
   *
   * See also .argument().
   *
   * @example
   * program.arguments('<cmd> [env]');
   *
   * @param {string} names
   * @return {Command} `this` command for chaining
   */
  arguments(names3) {
    names3.trim().split(/ +/).forEach((detail) => {
      this.argument(detail);
    });
    return this;
  }
  /**
   * Define argument syntax for command, adding a prepared argument.
   *
   * @param {Argument} argument
   * @return {Command} `this` command for chaining
   */
  addArgument(argument) {
    const previousArgument = this.registeredArguments.slice(-1)[0];
    if (previousArgument?.variadic) {
      throw new Error(
        `only the last argument can be variadic '${previousArgument.name()}'`
      );
    }
    if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
      throw new Error(
        `a default value for a required argument is never used: '${argument.name()}'`
      );
    }
    this.registeredArguments.push(argument);
    return this;
  }
  /**
   * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
   *
   * @example
   *    program.helpCommand('help [cmd]');
   *    program.helpCommand('help [cmd]', 'show help');
   *    program.helpCommand(false); // suppress default help command
   *    program.helpCommand(true); // add help command even if no subcommands
   *
   * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
   * @param {string} [description] - custom description
   * @return {Command} `this` command for chaining
   */
  helpCommand(enableOrNameAndArgs, description) {
    if (typeof enableOrNameAndArgs === "boolean") {
      this._addImplicitHelpCommand = enableOrNameAndArgs;
      if (enableOrNameAndArgs && this._defaultCommandGroup) {
        this._initCommandGroup(this._getHelpCommand());
      }
      return this;
    }
    const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
    const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
    const helpDescription = description ?? "display help for command";
    const helpCommand = this.createCommand(helpName);
    helpCommand.helpOption(false);
    if (helpArgs) helpCommand.arguments(helpArgs);
    if (helpDescription) helpCommand.description(helpDescription);
    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
    return this;
  }
  /**
   * Add prepared custom help command.
   *
   * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
   * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
   * @return {Command} `this` command for chaining
   */
  addHelpCommand(helpCommand, deprecatedDescription) {
    if (typeof helpCommand !== "object") {
      this.helpCommand(helpCommand, deprecatedDescription);
      return this;
    }
    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    this._initCommandGroup(helpCommand);
    return this;
  }
  /**
   * Lazy create help command.
   *
   * @return {(Command|null)}
   * @package
   */
  _getHelpCommand() {
    const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
    if (hasImplicitHelpCommand) {
      if (this._helpCommand === void 0) {
        this.helpCommand(void 0, void 0);
      }
      return this._helpCommand;
    }
    return null;
  }
  /**
   * Add hook for life cycle event.
   *
   * @param {string} event
   * @param {Function} listener
   * @return {Command} `this` command for chaining
   */
  hook(event, listener) {
    const allowedValues = ["preSubcommand", "preAction", "postAction"];
    if (!allowedValues.includes(event)) {
      throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
    }
    if (this._lifeCycleHooks[event]) {
      this._lifeCycleHooks[event].push(listener);
    } else {
      this._lifeCycleHooks[event] = [listener];
    }
    return this;
  }
  /**
   * Register callback to use as replacement for calling process.exit.
   *
   * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
   * @return {Command} `this` command for chaining
   */
  exitOverride(fn) {
    if (fn) {
      this._exitCallback = fn;
    } else {
      this._exitCallback = (err) => {
        if (err.code !== "commander.executeSubCommandAsync") {
          throw err;
        } else {
        }
      };
    }
    return this;
  }
  /**
   * Call process.exit, and _exitCallback if defined.
   *
   * @param {number} exitCode exit code for using with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   * @return never
   * @private
   */
  _exit(exitCode, code, message) {
    if (this._exitCallback) {
      this._exitCallback(new CommanderError(exitCode, code, message));
    }
    process2.exit(exitCode);
  }
  /**
   * Register callback `fn` for the command.
   *
   * @example
   * program
   *   .command('serve')
   *   .description('start service')
   *   .action(function() {
   *      // do work here
   *   });
   *
   * @param {Function} fn
   * @return {Command} `this` command for chaining
   */
  action(fn) {
    const listener = (args) => {
      const expectedArgsCount = this.registeredArguments.length;
      const actionArgs = args.slice(0, expectedArgsCount);
      if (this._storeOptionsAsProperties) {
        actionArgs[expectedArgsCount] = this;
      } else {
        actionArgs[expectedArgsCount] = this.opts();
      }
      actionArgs.push(this);
      return fn.apply(this, actionArgs);
    };
    this._actionHandler = listener;
    return this;
  }
  /**
   * Factory routine to create a new unattached option.
   *
   * See .option() for creating an attached option, which uses this routine to
   * create the option. You can override createOption to return a custom option.
   *
   * @param {string} flags
   * @param {string} [description]
   * @return {Option} new option
   */
  createOption(flags, description) {
    return new Option(flags, description);
  }
  /**
   * Wrap parseArgs to catch 'commander.invalidArgument'.
   *
   * @param {(Option | Argument)} target
   * @param {string} value
   * @param {*} previous
   * @param {string} invalidArgumentMessage
   * @private
   */
  _callParseArg(target, value, previous, invalidArgumentMessage) {
    try {
      return target.parseArg(value, previous);
    } catch (err) {
      if (err.code === "commander.invalidArgument") {
        const message = `${invalidArgumentMessage} ${err.message}`;
        this.error(message, { exitCode: err.exitCode, code: err.code });
      }
      throw err;
    }
  }
  /**
   * Check for option flag conflicts.
   * Register option if no conflicts found, or throw on conflict.
   *
   * @param {Option} option
   * @private
   */
  _registerOption(option) {
    const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
    if (matchingOption) {
      const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
      throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
    }
    this._initOptionGroup(option);
    this.options.push(option);
  }
  /**
   * Check for command name and alias conflicts with existing commands.
   * Register command if no conflicts found, or throw on conflict.
   *
   * @param {Command} command
   * @private
   */
  _registerCommand(command) {
    const knownBy = (cmd) => {
      return [cmd.name()].concat(cmd.aliases());
    };
    const alreadyUsed = knownBy(command).find(
      (name) => this._findCommand(name)
    );
    if (alreadyUsed) {
      const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
      const newCmd = knownBy(command).join("|");
      throw new Error(
        `cannot add command '${newCmd}' as already have command '${existingCmd}'`
      );
    }
    this._initCommandGroup(command);
    this.commands.push(command);
  }
  /**
   * Add an option.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addOption(option) {
    this._registerOption(option);
    const oname = option.name();
    const name = option.attributeName();
    if (option.defaultValue !== void 0) {
      this.setOptionValueWithSource(name, option.defaultValue, "default");
    }
    const handleOptionValue = (val, invalidValueMessage, valueSource) => {
      if (val == null && option.presetArg !== void 0) {
        val = option.presetArg;
      }
      const oldValue = this.getOptionValue(name);
      if (val !== null && option.parseArg) {
        val = this._callParseArg(option, val, oldValue, invalidValueMessage);
      } else if (val !== null && option.variadic) {
        val = option._collectValue(val, oldValue);
      }
      if (val == null) {
        if (option.negate) {
          val = false;
        } else if (option.isBoolean() || option.optional) {
          val = true;
        } else {
          val = "";
        }
      }
      this.setOptionValueWithSource(name, val, valueSource);
    };
    this.on("option:" + oname, (val) => {
      const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
      handleOptionValue(val, invalidValueMessage, "cli");
    });
    if (option.envVar) {
      this.on("optionEnv:" + oname, (val) => {
        const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
        handleOptionValue(val, invalidValueMessage, "env");
      });
    }
    return this;
  }
  /**
   * Internal implementation shared by .option() and .requiredOption()
   *
   * @return {Command} `this` command for chaining
   * @private
   */
  _optionEx(config, flags, description, fn, defaultValue) {
    if (typeof flags === "object" && flags instanceof Option) {
      throw new Error(
        "To add an Option object use addOption() instead of option() or requiredOption()"
      );
    }
    const option = this.createOption(flags, description);
    option.makeOptionMandatory(!!config.mandatory);
    if (typeof fn === "function") {
      option.default(defaultValue).argParser(fn);
    } else if (fn instanceof RegExp) {
      const regex = fn;
      fn = (val, def) => {
        const m = regex.exec(val);
        return m ? m[0] : def;
      };
      option.default(defaultValue).argParser(fn);
    } else {
      option.default(fn);
    }
    return this.addOption(option);
  }
  /**
   * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
   * option-argument is indicated by `<>` and an optional option-argument by `[]`.
   *
   * See the README for more details, and see also addOption() and requiredOption().
   *
   * @example
   * program
   *     .option('-p, --pepper', 'add pepper')
   *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
   *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
   *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  option(flags, description, parseArg, defaultValue) {
    return this._optionEx({}, flags, description, parseArg, defaultValue);
  }
  /**
   * Add a required option which must have a value after parsing. This usually means
   * the option must be specified on the command line. (Otherwise the same as .option().)
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  requiredOption(flags, description, parseArg, defaultValue) {
    return this._optionEx(
      { mandatory: true },
      flags,
      description,
      parseArg,
      defaultValue
    );
  }
  /**
   * Alter parsing of short flags with optional values.
   *
   * @example
   * // for `.option('-f,--flag [value]'):
   * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
   * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
   *
   * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
   * @return {Command} `this` command for chaining
   */
  combineFlagAndOptionalValue(combine = true) {
    this._combineFlagAndOptionalValue = !!combine;
    return this;
  }
  /**
   * Allow unknown options on the command line.
   *
   * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
   * @return {Command} `this` command for chaining
   */
  allowUnknownOption(allowUnknown = true) {
    this._allowUnknownOption = !!allowUnknown;
    return this;
  }
  /**
   * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
   *
   * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
   * @return {Command} `this` command for chaining
   */
  allowExcessArguments(allowExcess = true) {
    this._allowExcessArguments = !!allowExcess;
    return this;
  }
  /**
   * Enable positional options. Positional means global options are specified before subcommands which lets
   * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
   * The default behaviour is non-positional and global options may appear anywhere on the command line.
   *
   * @param {boolean} [positional]
   * @return {Command} `this` command for chaining
   */
  enablePositionalOptions(positional = true) {
    this._enablePositionalOptions = !!positional;
    return this;
  }
  /**
   * Pass through options that come after command-arguments rather than treat them as command-options,
   * so actual command-options come before command-arguments. Turning this on for a subcommand requires
   * positional options to have been enabled on the program (parent commands).
   * The default behaviour is non-positional and options may appear before or after command-arguments.
   *
   * @param {boolean} [passThrough] for unknown options.
   * @return {Command} `this` command for chaining
   */
  passThroughOptions(passThrough = true) {
    this._passThroughOptions = !!passThrough;
    this._checkForBrokenPassThrough();
    return this;
  }
  /**
   * @private
   */
  _checkForBrokenPassThrough() {
    if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
      throw new Error(
        `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
      );
    }
  }
  /**
   * Whether to store option values as properties on command object,
   * or store separately (specify false). In both cases the option values can be accessed using .opts().
   *
   * @param {boolean} [storeAsProperties=true]
   * @return {Command} `this` command for chaining
   */
  storeOptionsAsProperties(storeAsProperties = true) {
    if (this.options.length) {
      throw new Error("call .storeOptionsAsProperties() before adding options");
    }
    if (Object.keys(this._optionValues).length) {
      throw new Error(
        "call .storeOptionsAsProperties() before setting option values"
      );
    }
    this._storeOptionsAsProperties = !!storeAsProperties;
    return this;
  }
  /**
   * Retrieve option value.
   *
   * @param {string} key
   * @return {object} value
   */
  getOptionValue(key) {
    if (this._storeOptionsAsProperties) {
      return this[key];
    }
    return this._optionValues[key];
  }
  /**
   * Store option value.
   *
   * @param {string} key
   * @param {object} value
   * @return {Command} `this` command for chaining
   */
  setOptionValue(key, value) {
    return this.setOptionValueWithSource(key, value, void 0);
  }
  /**
   * Store option value and where the value came from.
   *
   * @param {string} key
   * @param {object} value
   * @param {string} source - expected values are default/config/env/cli/implied
   * @return {Command} `this` command for chaining
   */
  setOptionValueWithSource(key, value, source) {
    if (this._storeOptionsAsProperties) {
      this[key] = value;
    } else {
      this._optionValues[key] = value;
    }
    this._optionValueSources[key] = source;
    return this;
  }
  /**
   * Get source of option value.
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */
  getOptionValueSource(key) {
    return this._optionValueSources[key];
  }
  /**
   * Get source of option value. See also .optsWithGlobals().
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */
  getOptionValueSourceWithGlobals(key) {
    let source;
    this._getCommandAndAncestors().forEach((cmd) => {
      if (Object.hasOwn(cmd._optionValueSources, key)) {
        source = cmd.getOptionValueSource(key);
      }
    });
    return source;
  }
  /**
   * Get user arguments from implied or explicit arguments.
   * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
   *
   * @private
   */
  _prepareUserArgs(argv, parseOptions) {
    if (argv !== void 0 && !Array.isArray(argv)) {
      throw new Error("first parameter to parse must be array or undefined");
    }
    parseOptions = parseOptions || {};
    if (argv === void 0 && parseOptions.from === void 0) {
      if (process2.versions?.electron) {
        parseOptions.from = "electron";
      }
      const execArgv = process2.execArgv ?? [];
      if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
        parseOptions.from = "eval";
      }
    }
    if (argv === void 0) {
      argv = process2.argv;
    }
    this.rawArgs = argv.slice();
    let userArgs;
    switch (parseOptions.from) {
      case void 0:
      case "node":
        this._scriptPath = argv[1];
        userArgs = argv.slice(2);
        break;
      case "electron":
        if (process2.defaultApp) {
          this._scriptPath = argv[1];
          userArgs = argv.slice(2);
        } else {
          userArgs = argv.slice(1);
        }
        break;
      case "user":
        userArgs = argv.slice(0);
        break;
      case "eval":
        userArgs = argv.slice(1);
        break;
      default:
        throw new Error(
          `unexpected parse option { from: '${parseOptions.from}' }`
        );
    }
    if (!this._name && this._scriptPath)
      this.nameFromFilename(this._scriptPath);
    this._name = this._name || "program";
    return userArgs;
  }
  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Use parseAsync instead of parse if any of your action handlers are async.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * program.parse(); // parse process.argv and auto-detect electron and special node flags
   * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
   * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv] - optional, defaults to process.argv
   * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
   * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
   * @return {Command} `this` command for chaining
   */
  parse(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    this._parseCommand([], userArgs);
    return this;
  }
  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
   * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
   * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv]
   * @param {object} [parseOptions]
   * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
   * @return {Promise}
   */
  async parseAsync(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    await this._parseCommand([], userArgs);
    return this;
  }
  _prepareForParse() {
    if (this._savedState === null) {
      this.options.filter(
        (option) => option.negate && option.defaultValue === void 0 && this.getOptionValue(option.attributeName()) === void 0
      ).forEach((option) => {
        const positiveLongFlag = option.long.replace(/^--no-/, "--");
        if (!this._findOption(positiveLongFlag)) {
          this.setOptionValueWithSource(
            option.attributeName(),
            true,
            "default"
          );
        }
      });
      this.saveStateBeforeParse();
    } else {
      this.restoreStateBeforeParse();
    }
  }
  /**
   * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state saved.
   */
  saveStateBeforeParse() {
    this._savedState = {
      // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
      _name: this._name,
      // option values before parse have default values (including false for negated options)
      // shallow clones
      _optionValues: { ...this._optionValues },
      _optionValueSources: { ...this._optionValueSources }
    };
  }
  /**
   * Restore state before parse for calls after the first.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state restored.
   */
  restoreStateBeforeParse() {
    if (this._storeOptionsAsProperties)
      throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
    this._name = this._savedState._name;
    this._scriptPath = null;
    this.rawArgs = [];
    this._optionValues = { ...this._savedState._optionValues };
    this._optionValueSources = { ...this._savedState._optionValueSources };
    this.args = [];
    this.processedArgs = [];
  }
  /**
   * Throw if expected executable is missing. Add lots of help for author.
   *
   * @param {string} executableFile
   * @param {string} executableDir
   * @param {string} subcommandName
   */
  _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
    if (fs.existsSync(executableFile)) return;
    const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
    const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
    throw new Error(executableMissing);
  }
  /**
   * Execute a sub-command executable.
   *
   * @private
   */
  _executeSubCommand(subcommand, args) {
    args = args.slice();
    const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
    function findFile(baseDir, baseName) {
      const localBin = path.resolve(baseDir, baseName);
      if (fs.existsSync(localBin)) return localBin;
      if (sourceExt.includes(path.extname(baseName))) return void 0;
      const foundExt = sourceExt.find(
        (ext) => fs.existsSync(`${localBin}${ext}`)
      );
      if (foundExt) return `${localBin}${foundExt}`;
      return void 0;
    }
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();
    let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
    let executableDir = this._executableDir || "";
    if (this._scriptPath) {
      let resolvedScriptPath;
      try {
        resolvedScriptPath = fs.realpathSync(this._scriptPath);
      } catch {
        resolvedScriptPath = this._scriptPath;
      }
      executableDir = path.resolve(
        path.dirname(resolvedScriptPath),
        executableDir
      );
    }
    if (executableDir) {
      let localFile = findFile(executableDir, executableFile);
      if (!localFile && !subcommand._executableFile && this._scriptPath) {
        const legacyName = path.basename(
          this._scriptPath,
          path.extname(this._scriptPath)
        );
        if (legacyName !== this._name) {
          localFile = findFile(
            executableDir,
            `${legacyName}-${subcommand._name}`
          );
        }
      }
      executableFile = localFile || executableFile;
    }
    const launchWithNode = sourceExt.includes(path.extname(executableFile));
    let proc;
    if (process2.platform !== "win32") {
      if (launchWithNode) {
        args.unshift(executableFile);
        args = incrementNodeInspectorPort(process2.execArgv).concat(args);
        proc = childProcess.spawn(process2.argv[0], args, { stdio: "inherit" });
      } else {
        proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
      }
    } else {
      this._checkForMissingExecutable(
        executableFile,
        executableDir,
        subcommand._name
      );
      args.unshift(executableFile);
      args = incrementNodeInspectorPort(process2.execArgv).concat(args);
      proc = childProcess.spawn(process2.execPath, args, { stdio: "inherit" });
    }
    if (!proc.killed) {
      const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
      signals.forEach((signal) => {
        process2.on(signal, () => {
          if (proc.killed === false && proc.exitCode === null) {
            proc.kill(signal);
          }
        });
      });
    }
    const exitCallback = this._exitCallback;
    proc.on("close", (code) => {
      code = code ?? 1;
      if (!exitCallback) {
        process2.exit(code);
      } else {
        exitCallback(
          new CommanderError(
            code,
            "commander.executeSubCommandAsync",
            "(close)"
          )
        );
      }
    });
    proc.on("error", (err) => {
      if (err.code === "ENOENT") {
        this._checkForMissingExecutable(
          executableFile,
          executableDir,
          subcommand._name
        );
      } else if (err.code === "EACCES") {
        throw new Error(`'${executableFile}' not executable`);
      }
      if (!exitCallback) {
        process2.exit(1);
      } else {
        const wrappedError = new CommanderError(
          1,
          "commander.executeSubCommandAsync",
          "(error)"
        );
        wrappedError.nestedError = err;
        exitCallback(wrappedError);
      }
    });
    this.runningCommand = proc;
  }
  /**
   * @private
   */
  _dispatchSubcommand(commandName, operands, unknown) {
    const subCommand = this._findCommand(commandName);
    if (!subCommand) this.help({ error: true });
    subCommand._prepareForParse();
    let promiseChain;
    promiseChain = this._chainOrCallSubCommandHook(
      promiseChain,
      subCommand,
      "preSubcommand"
    );
    promiseChain = this._chainOrCall(promiseChain, () => {
      if (subCommand._executableHandler) {
        this._executeSubCommand(subCommand, operands.concat(unknown));
      } else {
        return subCommand._parseCommand(operands, unknown);
      }
    });
    return promiseChain;
  }
  /**
   * Invoke help directly if possible, or dispatch if necessary.
   * e.g. help foo
   *
   * @private
   */
  _dispatchHelpCommand(subcommandName) {
    if (!subcommandName) {
      this.help();
    }
    const subCommand = this._findCommand(subcommandName);
    if (subCommand && !subCommand._executableHandler) {
      subCommand.help();
    }
    return this._dispatchSubcommand(
      subcommandName,
      [],
      [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
    );
  }
  /**
   * Check this.args against expected this.registeredArguments.
   *
   * @private
   */
  _checkNumberOfArguments() {
    this.registeredArguments.forEach((arg, i) => {
      if (arg.required && this.args[i] == null) {
        this.missingArgument(arg.name());
      }
    });
    if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
      return;
    }
    if (this.args.length > this.registeredArguments.length) {
      this._excessArguments(this.args);
    }
  }
  /**
   * Process this.args using this.registeredArguments and save as this.processedArgs!
   *
   * @private
   */
  _processArguments() {
    const myParseArg = (argument, value, previous) => {
      let parsedValue = value;
      if (value !== null && argument.parseArg) {
        const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
        parsedValue = this._callParseArg(
          argument,
          value,
          previous,
          invalidValueMessage
        );
      }
      return parsedValue;
    };
    this._checkNumberOfArguments();
    const processedArgs = [];
    this.registeredArguments.forEach((declaredArg, index) => {
      let value = declaredArg.defaultValue;
      if (declaredArg.variadic) {
        if (index < this.args.length) {
          value = this.args.slice(index);
          if (declaredArg.parseArg) {
            value = value.reduce((processed, v) => {
              return myParseArg(declaredArg, v, processed);
            }, declaredArg.defaultValue);
          }
        } else if (value === void 0) {
          value = [];
        }
      } else if (index < this.args.length) {
        value = this.args[index];
        if (declaredArg.parseArg) {
          value = myParseArg(declaredArg, value, declaredArg.defaultValue);
        }
      }
      processedArgs[index] = value;
    });
    this.processedArgs = processedArgs;
  }
  /**
   * Once we have a promise we chain, but call synchronously until then.
   *
   * @param {(Promise|undefined)} promise
   * @param {Function} fn
   * @return {(Promise|undefined)}
   * @private
   */
  _chainOrCall(promise, fn) {
    if (promise?.then && typeof promise.then === "function") {
      return promise.then(() => fn());
    }
    return fn();
  }
  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */
  _chainOrCallHooks(promise, event) {
    let result = promise;
    const hooks = [];
    this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
      hookedCommand._lifeCycleHooks[event].forEach((callback) => {
        hooks.push({ hookedCommand, callback });
      });
    });
    if (event === "postAction") {
      hooks.reverse();
    }
    hooks.forEach((hookDetail) => {
      result = this._chainOrCall(result, () => {
        return hookDetail.callback(hookDetail.hookedCommand, this);
      });
    });
    return result;
  }
  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {Command} subCommand
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */
  _chainOrCallSubCommandHook(promise, subCommand, event) {
    let result = promise;
    if (this._lifeCycleHooks[event] !== void 0) {
      this._lifeCycleHooks[event].forEach((hook) => {
        result = this._chainOrCall(result, () => {
          return hook(this, subCommand);
        });
      });
    }
    return result;
  }
  /**
   * Process arguments in context of this command.
   * Returns action result, in case it is a promise.
   *
   * @private
   */
  _parseCommand(operands, unknown) {
    const parsed2 = this.parseOptions(unknown);
    this._parseOptionsEnv();
    this._parseOptionsImplied();
    operands = operands.concat(parsed2.operands);
    unknown = parsed2.unknown;
    this.args = operands.concat(unknown);
    if (operands && this._findCommand(operands[0])) {
      return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
    }
    if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
      return this._dispatchHelpCommand(operands[1]);
    }
    if (this._defaultCommandName) {
      this._outputHelpIfRequested(unknown);
      return this._dispatchSubcommand(
        this._defaultCommandName,
        operands,
        unknown
      );
    }
    if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
      this.help({ error: true });
    }
    this._outputHelpIfRequested(parsed2.unknown);
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();
    const checkForUnknownOptions = () => {
      if (parsed2.unknown.length > 0) {
        this.unknownOption(parsed2.unknown[0]);
      }
    };
    const commandEvent = `command:${this.name()}`;
    if (this._actionHandler) {
      checkForUnknownOptions();
      this._processArguments();
      let promiseChain;
      promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
      promiseChain = this._chainOrCall(
        promiseChain,
        () => this._actionHandler(this.processedArgs)
      );
      if (this.parent) {
        promiseChain = this._chainOrCall(promiseChain, () => {
          this.parent.emit(commandEvent, operands, unknown);
        });
      }
      promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
      return promiseChain;
    }
    if (this.parent?.listenerCount(commandEvent)) {
      checkForUnknownOptions();
      this._processArguments();
      this.parent.emit(commandEvent, operands, unknown);
    } else if (operands.length) {
      if (this._findCommand("*")) {
        return this._dispatchSubcommand("*", operands, unknown);
      }
      if (this.listenerCount("command:*")) {
        this.emit("command:*", operands, unknown);
      } else if (this.commands.length) {
        this.unknownCommand();
      } else {
        checkForUnknownOptions();
        this._processArguments();
      }
    } else if (this.commands.length) {
      checkForUnknownOptions();
      this.help({ error: true });
    } else {
      checkForUnknownOptions();
      this._processArguments();
    }
  }
  /**
   * Find matching command.
   *
   * @private
   * @return {Command | undefined}
   */
  _findCommand(name) {
    if (!name) return void 0;
    return this.commands.find(
      (cmd) => cmd._name === name || cmd._aliases.includes(name)
    );
  }
  /**
   * Return an option matching `arg` if any.
   *
   * @param {string} arg
   * @return {Option}
   * @package
   */
  _findOption(arg) {
    return this.options.find((option) => option.is(arg));
  }
  /**
   * Display an error message if a mandatory option does not have a value.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */
  _checkForMissingMandatoryOptions() {
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd.options.forEach((anOption) => {
        if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
          cmd.missingMandatoryOptionValue(anOption);
        }
      });
    });
  }
  /**
   * Display an error message if conflicting options are used together in this.
   *
   * @private
   */
  _checkForConflictingLocalOptions() {
    const definedNonDefaultOptions = this.options.filter((option) => {
      const optionKey = option.attributeName();
      if (this.getOptionValue(optionKey) === void 0) {
        return false;
      }
      return this.getOptionValueSource(optionKey) !== "default";
    });
    const optionsWithConflicting = definedNonDefaultOptions.filter(
      (option) => option.conflictsWith.length > 0
    );
    optionsWithConflicting.forEach((option) => {
      const conflictingAndDefined = definedNonDefaultOptions.find(
        (defined) => option.conflictsWith.includes(defined.attributeName())
      );
      if (conflictingAndDefined) {
        this._conflictingOption(option, conflictingAndDefined);
      }
    });
  }
  /**
   * Display an error message if conflicting options are used together.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */
  _checkForConflictingOptions() {
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd._checkForConflictingLocalOptions();
    });
  }
  /**
   * Parse options from `argv` removing known options,
   * and return argv split into operands and unknown arguments.
   *
   * Side effects: modifies command by storing options. Does not reset state if called again.
   *
   * Examples:
   *
   *     argv => operands, unknown
   *     --known kkk op => [op], []
   *     op --known kkk => [op], []
   *     sub --unknown uuu op => [sub], [--unknown uuu op]
   *     sub -- --unknown uuu op => [sub --unknown uuu op], []
   *
   * @param {string[]} args
   * @return {{operands: string[], unknown: string[]}}
   */
  parseOptions(args) {
    const operands = [];
    const unknown = [];
    let dest = operands;
    function maybeOption(arg) {
      return arg.length > 1 && arg[0] === "-";
    }
    const negativeNumberArg = (arg) => {
      if (!/^-(\d+|\d*\.\d+)([eE][+-]?\d+)?$/.test(arg)) return false;
      return !this._getCommandAndAncestors().some(
        (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
      );
    };
    let activeVariadicOption = null;
    let activeGroup = null;
    let i = 0;
    while (i < args.length || activeGroup) {
      const arg = activeGroup ?? args[i++];
      activeGroup = null;
      if (arg === "--") {
        if (dest === unknown) dest.push(arg);
        dest.push(...args.slice(i));
        break;
      }
      if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
        this.emit(`option:${activeVariadicOption.name()}`, arg);
        continue;
      }
      activeVariadicOption = null;
      if (maybeOption(arg)) {
        const option = this._findOption(arg);
        if (option) {
          if (option.required) {
            const value = args[i++];
            if (value === void 0) this.optionMissingArgument(option);
            this.emit(`option:${option.name()}`, value);
          } else if (option.optional) {
            let value = null;
            if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
              value = args[i++];
            }
            this.emit(`option:${option.name()}`, value);
          } else {
            this.emit(`option:${option.name()}`);
          }
          activeVariadicOption = option.variadic ? option : null;
          continue;
        }
      }
      if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
        const option = this._findOption(`-${arg[1]}`);
        if (option) {
          if (option.required || option.optional && this._combineFlagAndOptionalValue) {
            this.emit(`option:${option.name()}`, arg.slice(2));
          } else {
            this.emit(`option:${option.name()}`);
            activeGroup = `-${arg.slice(2)}`;
          }
          continue;
        }
      }
      if (/^--[^=]+=/.test(arg)) {
        const index = arg.indexOf("=");
        const option = this._findOption(arg.slice(0, index));
        if (option && (option.required || option.optional)) {
          this.emit(`option:${option.name()}`, arg.slice(index + 1));
          continue;
        }
      }
      if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
        dest = unknown;
      }
      if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
        if (this._findCommand(arg)) {
          operands.push(arg);
          unknown.push(...args.slice(i));
          break;
        } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
          operands.push(arg, ...args.slice(i));
          break;
        } else if (this._defaultCommandName) {
          unknown.push(arg, ...args.slice(i));
          break;
        }
      }
      if (this._passThroughOptions) {
        dest.push(arg, ...args.slice(i));
        break;
      }
      dest.push(arg);
    }
    return { operands, unknown };
  }
  /**
   * Return an object containing local option values as key-value pairs.
   *
   * @return {object}
   */
  opts() {
    if (this._storeOptionsAsProperties) {
      const result = {};
      const len = this.options.length;
      for (let i = 0; i < len; i++) {
        const key = this.options[i].attributeName();
        result[key] = key === this._versionOptionName ? this._version : this[key];
      }
      return result;
    }
    return this._optionValues;
  }
  /**
   * Return an object containing merged local and global option values as key-value pairs.
   *
   * @return {object}
   */
  optsWithGlobals() {
    return this._getCommandAndAncestors().reduce(
      (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
      {}
    );
  }
  /**
   * Display error message and exit (or call exitOverride).
   *
   * @param {string} message
   * @param {object} [errorOptions]
   * @param {string} [errorOptions.code] - an id string representing the error
   * @param {number} [errorOptions.exitCode] - used with process.exit
   */
  error(message, errorOptions) {
    this._outputConfiguration.outputError(
      `${message}
`,
      this._outputConfiguration.writeErr
    );
    if (typeof this._showHelpAfterError === "string") {
      this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
    } else if (this._showHelpAfterError) {
      this._outputConfiguration.writeErr("\n");
      this.outputHelp({ error: true });
    }
    const config = errorOptions || {};
    const exitCode = config.exitCode || 1;
    const code = config.code || "commander.error";
    this._exit(exitCode, code, message);
  }
  /**
   * Apply any option related environment variables, if option does
   * not have a value from cli or client code.
   *
   * @private
   */
  _parseOptionsEnv() {
    this.options.forEach((option) => {
      if (option.envVar && option.envVar in process2.env) {
        const optionKey = option.attributeName();
        if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
          this.getOptionValueSource(optionKey)
        )) {
          if (option.required || option.optional) {
            this.emit(`optionEnv:${option.name()}`, process2.env[option.envVar]);
          } else {
            this.emit(`optionEnv:${option.name()}`);
          }
        }
      }
    });
  }
  /**
   * Apply any implied option values, if option is undefined or default value.
   *
   * @private
   */
  _parseOptionsImplied() {
    const dualHelper = new DualOptions(this.options);
    const hasCustomOptionValue = (optionKey) => {
      return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
    };
    this.options.filter(
      (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
        this.getOptionValue(option.attributeName()),
        option
      )
    ).forEach((option) => {
      Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
        this.setOptionValueWithSource(
          impliedKey,
          option.implied[impliedKey],
          "implied"
        );
      });
    });
  }
  /**
   * Argument `name` is missing.
   *
   * @param {string} name
   * @private
   */
  missingArgument(name) {
    const message = `error: missing required argument '${name}'`;
    this.error(message, { code: "commander.missingArgument" });
  }
  /**
   * `Option` is missing an argument.
   *
   * @param {Option} option
   * @private
   */
  optionMissingArgument(option) {
    const message = `error: option '${option.flags}' argument missing`;
    this.error(message, { code: "commander.optionMissingArgument" });
  }
  /**
   * `Option` does not have a value, and is a mandatory option.
   *
   * @param {Option} option
   * @private
   */
  missingMandatoryOptionValue(option) {
    const message = `error: required option '${option.flags}' not specified`;
    this.error(message, { code: "commander.missingMandatoryOptionValue" });
  }
  /**
   * `Option` conflicts with another option.
   *
   * @param {Option} option
   * @param {Option} conflictingOption
   * @private
   */
  _conflictingOption(option, conflictingOption) {
    const findBestOptionFromValue = (option2) => {
      const optionKey = option2.attributeName();
      const optionValue = this.getOptionValue(optionKey);
      const negativeOption = this.options.find(
        (target) => target.negate && optionKey === target.attributeName()
      );
      const positiveOption = this.options.find(
        (target) => !target.negate && optionKey === target.attributeName()
      );
      if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
        return negativeOption;
      }
      return positiveOption || option2;
    };
    const getErrorMessage = (option2) => {
      const bestOption = findBestOptionFromValue(option2);
      const optionKey = bestOption.attributeName();
      const source = this.getOptionValueSource(optionKey);
      if (source === "env") {
        return `environment variable '${bestOption.envVar}'`;
      }
      return `option '${bestOption.flags}'`;
    };
    const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
    this.error(message, { code: "commander.conflictingOption" });
  }
  /**
   * Unknown option `flag`.
   *
   * @param {string} flag
   * @private
   */
  unknownOption(flag) {
    if (this._allowUnknownOption) return;
    let suggestion = "";
    if (flag.startsWith("--") && this._showSuggestionAfterError) {
      let candidateFlags = [];
      let command = this;
      do {
        const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
        candidateFlags = candidateFlags.concat(moreFlags);
        command = command.parent;
      } while (command && !command._enablePositionalOptions);
      suggestion = suggestSimilar(flag, candidateFlags);
    }
    const message = `error: unknown option '${flag}'${suggestion}`;
    this.error(message, { code: "commander.unknownOption" });
  }
  /**
   * Excess arguments, more than expected.
   *
   * @param {string[]} receivedArgs
   * @private
   */
  _excessArguments(receivedArgs) {
    if (this._allowExcessArguments) return;
    const expected = this.registeredArguments.length;
    const s = expected === 1 ? "" : "s";
    const received = receivedArgs.length;
    const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
    const details = receivedArgs.join(", ");
    const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${received}: ${details}.`;
    this.error(message, { code: "commander.excessArguments" });
  }
  /**
   * Unknown command.
   *
   * @private
   */
  unknownCommand() {
    const unknownName = this.args[0];
    let suggestion = "";
    if (this._showSuggestionAfterError) {
      const candidateNames = [];
      this.createHelp().visibleCommands(this).forEach((command) => {
        candidateNames.push(command.name());
        if (command.alias()) candidateNames.push(command.alias());
      });
      suggestion = suggestSimilar(unknownName, candidateNames);
    }
    const message = `error: unknown command '${unknownName}'${suggestion}`;
    this.error(message, { code: "commander.unknownCommand" });
  }
  /**
   * Get or set the program version.
   *
   * This method auto-registers the "-V, --version" option which will print the version number.
   *
   * You can optionally supply the flags and description to override the defaults.
   *
   * @param {string} [str]
   * @param {string} [flags]
   * @param {string} [description]
   * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
   */
  version(str, flags, description) {
    if (str === void 0) return this._version;
    this._version = str;
    flags = flags || "-V, --version";
    description = description || "output the version number";
    const versionOption = this.createOption(flags, description);
    this._versionOptionName = versionOption.attributeName();
    this._registerOption(versionOption);
    this.on("option:" + versionOption.name(), () => {
      this._outputConfiguration.writeOut(`${str}
`);
      this._exit(0, "commander.version", str);
    });
    return this;
  }
  /**
   * Set the description.
   *
   * @param {string} [str]
   * @param {object} [argsDescription]
   * @return {(string|Command)}
   */
  description(str, argsDescription) {
    if (str === void 0 && argsDescription === void 0)
      return this._description;
    this._description = str;
    if (argsDescription) {
      this._argsDescription = argsDescription;
    }
    return this;
  }
  /**
   * Set the summary. Used when listed as subcommand of parent.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  summary(str) {
    if (str === void 0) return this._summary;
    this._summary = str;
    return this;
  }
  /**
   * Set an alias for the command.
   *
   * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
   *
   * @param {string} [alias]
   * @return {(string|Command)}
   */
  alias(alias) {
    if (alias === void 0) return this._aliases[0];
    let command = this;
    if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
      command = this.commands[this.commands.length - 1];
    }
    if (alias === command._name)
      throw new Error("Command alias can't be the same as its name");
    const matchingCommand = this.parent?._findCommand(alias);
    if (matchingCommand) {
      const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
      throw new Error(
        `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
      );
    }
    command._aliases.push(alias);
    return this;
  }
  /**
   * Set aliases for the command.
   *
   * Only the first alias is shown in the auto-generated help.
   *
   * @param {string[]} [aliases]
   * @return {(string[]|Command)}
   */
  aliases(aliases) {
    if (aliases === void 0) return this._aliases;
    aliases.forEach((alias) => this.alias(alias));
    return this;
  }
  /**
   * Set / get the command usage `str`.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  usage(str) {
    if (str === void 0) {
      if (this._usage) return this._usage;
      const args = this.registeredArguments.map((arg) => {
        return humanReadableArgName(arg);
      });
      return [].concat(
        this.options.length || this._helpOption !== null ? "[options]" : [],
        this.commands.length ? "[command]" : [],
        this.registeredArguments.length ? args : []
      ).join(" ");
    }
    this._usage = str;
    return this;
  }
  /**
   * Get or set the name of the command.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  name(str) {
    if (str === void 0) return this._name;
    this._name = str;
    return this;
  }
  /**
   * Set/get the help group heading for this subcommand in parent command's help.
   *
   * @param {string} [heading]
   * @return {Command | string}
   */
  helpGroup(heading) {
    if (heading === void 0) return this._helpGroupHeading ?? "";
    this._helpGroupHeading = heading;
    return this;
  }
  /**
   * Set/get the default help group heading for subcommands added to this command.
   * (This does not override a group set directly on the subcommand using .helpGroup().)
   *
   * @example
   * program.commandsGroup('Development Commands:');
   * program.command('watch')...
   * program.command('lint')...
   * ...
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  commandsGroup(heading) {
    if (heading === void 0) return this._defaultCommandGroup ?? "";
    this._defaultCommandGroup = heading;
    return this;
  }
  /**
   * Set/get the default help group heading for options added to this command.
   * (This does not override a group set directly on the option using .helpGroup().)
   *
   * @example
   * program
   *   .optionsGroup('Development Options:')
   *   .option('-d, --debug', 'output extra debugging')
   *   .option('-p, --profile', 'output profiling information')
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  optionsGroup(heading) {
    if (heading === void 0) return this._defaultOptionGroup ?? "";
    this._defaultOptionGroup = heading;
    return this;
  }
  /**
   * @param {Option} option
   * @private
   */
  _initOptionGroup(option) {
    if (this._defaultOptionGroup && !option.helpGroupHeading)
      option.helpGroup(this._defaultOptionGroup);
  }
  /**
   * @param {Command} cmd
   * @private
   */
  _initCommandGroup(cmd) {
    if (this._defaultCommandGroup && !cmd.helpGroup())
      cmd.helpGroup(this._defaultCommandGroup);
  }
  /**
   * Set the name of the command from script filename, such as process.argv[1],
   * or import.meta.filename.
   *
   * (Used internally and public although not documented in README.)
   *
   * @example
   * program.nameFromFilename(import.meta.filename);
   *
   * @param {string} filename
   * @return {Command}
   */
  nameFromFilename(filename) {
    this._name = path.basename(filename, path.extname(filename));
    return this;
  }
  /**
   * Get or set the directory for searching for executable subcommands of this command.
   *
   * @example
   * program.executableDir(import.meta.dirname);
   * // or
   * program.executableDir('subcommands');
   *
   * @param {string} [path]
   * @return {(string|null|Command)}
   */
  executableDir(path2) {
    if (path2 === void 0) return this._executableDir;
    this._executableDir = path2;
    return this;
  }
  /**
   * Return program help documentation.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
   * @return {string}
   */
  helpInformation(contextOptions) {
    const helper = this.createHelp();
    const context = this._getOutputContext(contextOptions);
    helper.prepareContext({
      error: context.error,
      helpWidth: context.helpWidth,
      outputHasColors: context.hasColors
    });
    const text = helper.formatHelp(this, helper);
    if (context.hasColors) return text;
    return this._outputConfiguration.stripColor(text);
  }
  /**
   * @typedef HelpContext
   * @type {object}
   * @property {boolean} error
   * @property {number} helpWidth
   * @property {boolean} hasColors
   * @property {function} write - includes stripColor if needed
   *
   * @returns {HelpContext}
   * @private
   */
  _getOutputContext(contextOptions) {
    contextOptions = contextOptions || {};
    const error = !!contextOptions.error;
    let baseWrite;
    let hasColors;
    let helpWidth;
    if (error) {
      baseWrite = (str) => this._outputConfiguration.writeErr(str);
      hasColors = this._outputConfiguration.getErrHasColors();
      helpWidth = this._outputConfiguration.getErrHelpWidth();
    } else {
      baseWrite = (str) => this._outputConfiguration.writeOut(str);
      hasColors = this._outputConfiguration.getOutHasColors();
      helpWidth = this._outputConfiguration.getOutHelpWidth();
    }
    const write = (str) => {
      if (!hasColors) str = this._outputConfiguration.stripColor(str);
      return baseWrite(str);
    };
    return { error, write, hasColors, helpWidth };
  }
  /**
   * Output help information for this command.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */
  outputHelp(contextOptions) {
    let deprecatedCallback;
    if (typeof contextOptions === "function") {
      deprecatedCallback = contextOptions;
      contextOptions = void 0;
    }
    const outputContext = this._getOutputContext(contextOptions);
    const eventContext = {
      error: outputContext.error,
      write: outputContext.write,
      command: this
    };
    this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
    this.emit("beforeHelp", eventContext);
    let helpInformation = this.helpInformation({ error: outputContext.error });
    if (deprecatedCallback) {
      helpInformation = deprecatedCallback(helpInformation);
      if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
        throw new Error("outputHelp callback must return a string or a Buffer");
      }
    }
    outputContext.write(helpInformation);
    if (this._getHelpOption()?.long) {
      this.emit(this._getHelpOption().long);
    }
    this.emit("afterHelp", eventContext);
    this._getCommandAndAncestors().forEach(
      (command) => command.emit("afterAllHelp", eventContext)
    );
  }
  /**
   * You can pass in flags and a description to customise the built-in help option.
   * Pass in false to disable the built-in help option.
   *
   * @example
   * program.helpOption('-?, --help', 'show help'); // customise
   * program.helpOption(false); // disable
   *
   * @param {(string | boolean)} flags
   * @param {string} [description]
   * @return {Command} `this` command for chaining
   */
  helpOption(flags, description) {
    if (typeof flags === "boolean") {
      if (flags) {
        if (this._helpOption === null) this._helpOption = void 0;
        if (this._defaultOptionGroup) {
          this._initOptionGroup(this._getHelpOption());
        }
      } else {
        this._helpOption = null;
      }
      return this;
    }
    this._helpOption = this.createOption(
      flags ?? "-h, --help",
      description ?? "display help for command"
    );
    if (flags || description) this._initOptionGroup(this._helpOption);
    return this;
  }
  /**
   * Lazy create help option.
   * Returns null if has been disabled with .helpOption(false).
   *
   * @returns {(Option | null)} the help option
   * @package
   */
  _getHelpOption() {
    if (this._helpOption === void 0) {
      this.helpOption(void 0, void 0);
    }
    return this._helpOption;
  }
  /**
   * Supply your own option to use for the built-in help option.
   * This is an alternative to using helpOption() to customise the flags and description etc.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addHelpOption(option) {
    this._helpOption = option;
    this._initOptionGroup(option);
    return this;
  }
  /**
   * Output help information and exit.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */
  help(contextOptions) {
    this.outputHelp(contextOptions);
    let exitCode = Number(process2.exitCode ?? 0);
    if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
      exitCode = 1;
    }
    this._exit(exitCode, "commander.help", "(outputHelp)");
  }
  /**
   * // Do a little typing to coordinate emit and listener for the help text events.
   * @typedef HelpTextEventContext
   * @type {object}
   * @property {boolean} error
   * @property {Command} command
   * @property {function} write
   */
  /**
   * Add additional text to be displayed with the built-in help.
   *
   * Position is 'before' or 'after' to affect just this command,
   * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
   *
   * @param {string} position - before or after built-in help
   * @param {(string | Function)} text - string to add, or a function returning a string
   * @return {Command} `this` command for chaining
   */
  addHelpText(position, text) {
    const allowedValues = ["beforeAll", "before", "after", "afterAll"];
    if (!allowedValues.includes(position)) {
      throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
    }
    const helpEvent = `${position}Help`;
    this.on(helpEvent, (context) => {
      let helpStr;
      if (typeof text === "function") {
        helpStr = text({ error: context.error, command: context.command });
      } else {
        helpStr = text;
      }
      if (helpStr) {
        context.write(`${helpStr}
`);
      }
    });
    return this;
  }
  /**
   * Output help information if help flags specified
   *
   * @param {Array} args - array of options to search for help flags
   * @private
   */
  _outputHelpIfRequested(args) {
    const helpOption = this._getHelpOption();
    const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
    if (helpRequested) {
      this.outputHelp();
      this._exit(0, "commander.helpDisplayed", "(outputHelp)");
    }
  }
};
function incrementNodeInspectorPort(args) {
  return args.map((arg) => {
    if (!arg.startsWith("--inspect")) {
      return arg;
    }
    let debugOption;
    let debugHost = "127.0.0.1";
    let debugPort = "9229";
    let match;
    if ((match = arg.match(/^(--inspect(-brk|-wait)?)$/)) !== null) {
      debugOption = match[1];
    } else if ((match = arg.match(
      /^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+)$/
    )) !== null) {
      debugOption = match[1];
      if (/^\d+$/.test(match[3])) {
        debugPort = match[3];
      } else {
        debugHost = match[3];
      }
    } else if ((match = arg.match(
      /^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+):(\d+)$/
    )) !== null) {
      debugOption = match[1];
      debugHost = match[3];
      debugPort = match[4];
    }
    if (debugOption && debugPort !== "0") {
      return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
    }
    return arg;
  });
}
function useColor() {
  if (process2.env.NO_COLOR || process2.env.FORCE_COLOR === "0" || process2.env.FORCE_COLOR === "false")
    return false;
  if (process2.env.FORCE_COLOR || process2.env.CLICOLOR_FORCE !== void 0)
    return true;
  return void 0;
}

// packages/app/node_modules/commander/index.js
var program = new Command();

// packages/app/src/contract/diff-request.ts
function diffCommand(accept) {
  return new Command("diff").description("Say what a contract demands otherwise than another, and for whom that breaks something.").argument("<old>", "contract: a file, or <ref>:<path> of git").argument("<new>", "contract: a file, or <ref>:<path> of git").addOption(
    new Option("--fail-on <changes>", "which changes end with 1").choices(["breaking", "any", "never"]).default("breaking")
  ).addOption(
    new Option("--format <format>", "form of the answer").choices(["text", "markdown", "json"]).default("text")
  ).option("--json", "the same as --format json", false).option("--project <file>", "project file, which says what the model reads (candidate.features)", "mlgate.yml").option("--model <name>", "which model of the project file").addHelpText(
    "after",
    "\nExamples:\n  mlgate contract diff main:contracts/flights.odcs.yaml contracts/flights.odcs.yaml\n  mlgate contract diff old.yaml new.yaml --fail-on any --format markdown\n\nExit codes: 0 no such change, 1 such a change, 2 configuration."
  ).action(
    (before, after, { json, ...options }) => accept({ ...options, before, after, format: json ? "json" : options.format })
  );
}

// packages/app/src/contract/import-request.ts
function importCommand(accept) {
  return new Command("import").description("Translate another tool's rules into a data contract; what has no translation is listed.").argument("<file>", "the other tool's file: JSON, YAML or protobuf text").addOption(new Option("--from <format>", "what the file is; recognised when not given").choices(importFormats)).option("--output <file>", "where the contract is written; standard output when not given").option("--allow-missing", "end with 0 although something was not translated", false).option("--force", "replace a file that is there", false).addHelpText(
    "after",
    "\nExamples:\n  mlgate contract import gx/expectations/flights.json\n  mlgate contract import gx/expectations/flights.json --output contracts/flights.yaml\n\nExit codes: 0 all was translated, 1 something was not (the contract is written, and says what), 2 configuration."
  ).action(
    (file, { from, output, allowMissing, force }) => accept({ file, from, output, allowMissing, force })
  );
}

// packages/app/src/contract/infer-request.ts
function inferCommand(accept) {
  return new Command("infer").description("Propose a data contract from all rows of files, each demand with what it was seen in.").argument(
    "[files...]",
    "files of rows; when not given those of mlgate.yml: train is learned from, the others are checked against it"
  ).option("--output <file>", "where the contract is written; standard output when not given").option("--force", "replace a file that is there", false).option("--name <name>", "the contract's id and the name of its table").option("--id <column>", "column that identifies a row; data.id of mlgate.yml when not given").option("--label <column>", "column that is predicted; data.label of mlgate.yml when not given").option("--slack <part>", "room beside what was seen, as a part of its span (default: 0.25)", partOfSpan).option("--project <file>", "project file", "mlgate.yml").option("--model <name>", "which model of the project file").addHelpText(
    "after",
    "\nExamples:\n  mlgate contract infer data/train.csv\n  mlgate contract infer data/train.csv --output contracts/flights.odcs.yaml\n\nExit codes: 0 written, 1 written, but a file of the project does not keep it, 2 configuration."
  ).action((files, options) => accept({ ...options, files }));
}
function partOfSpan(text) {
  const part = Number(text);
  if (text.trim() !== "" && part >= 0 && part <= 100) return part;
  throw new InvalidArgumentError("A part of the span is a number from 0 to 100, such as 0.1.");
}

// packages/app/src/contract/contract-request.ts
function contractCommand(accept) {
  const command = new Command("contract").description("Make and compare data contracts.");
  command.addCommand(importCommand((request) => accept({ import: request })));
  command.addCommand(inferCommand((request) => accept({ infer: request })));
  command.addCommand(diffCommand((request) => accept({ diff: request })));
  return command;
}

// packages/app/src/doctor/doctor-request.ts
function doctorCommand(accept) {
  return new Command("doctor").description("Check what the steps need here: Node.js, machine code, git, the project file, token, policy, keys.").option("--project <path>", "project file", "mlgate.yml").addOption(new Option("--format <format>", "form of what is found").choices(["text", "json"]).default("text")).addHelpText(
    "after",
    "\nExamples:\n  mlgate doctor\n  GITHUB_TOKEN=… GITHUB_REPOSITORY=acme/flights mlgate doctor --format json\n\nNothing is written, and no secret is shown.\n\nExit codes: 0 all well, 2 something here must be corrected, 3 something is not reachable, 70 a fault in mlgate."
  ).action(accept);
}

// packages/app/src/init-request.ts
function initCommand(accept) {
  return new Command("init").description("Look at this folder and write mlgate.yml, a data contract and the workflow for it.").option("--yes", "use what is sure and ask nothing; ends with 2 where something is not sure", false).option("--dry-run", "show what would be written as a diff, and write nothing", false).option("--force", "replace files that are there and differ", false).option("--model <name>", "the model's name").addOption(new Option("--task <task>", "what is predicted").choices(["classification", "regression"])).option("--train <file>", "rows to train on").option("--test <file>", "rows that the gate judges on").option("--split", "divide a lone CSV or JSON lines file: one row in five for the gate", false).option("--label <column>", "column that is predicted").option("--id <column>", "column that identifies a row").option("--group <column>", "column whose rows depend on each other (a patient, a user)").option("--onnx <file>", "the model, as training writes it").option("--train-command <line>", "program and arguments that train; no shell reads it").addOption(new Option("--forge <forge>", "for which the workflow is").choices(["github", "gitlab", "none"])).option("--forks", "for GitHub: also write the workflow that comments on pull requests from forks", false).addHelpText(
    "after",
    "\nExamples:\n  mlgate init\n  mlgate init --yes --label species\n  mlgate init --dry-run --forge gitlab\n\nFiles that are there are never replaced without being asked for.\n\nExit codes: 0 written, 2 something is missing or in the way, 70 a fault in mlgate."
  ).action(({ yes, dryRun, force, trainCommand, ...answers }) => {
    accept({ answers: { ...answers, "train-command": trainCommand }, yes, dryRun, force });
  });
}

// packages/app/src/replay-request.ts
function replayCommand(accept) {
  return new Command("replay").description(
    "Recompute a verdict of evaluate-gate from what it left, and say whether it is the same, byte for byte."
  ).argument("<run>", "id of a run (GitHub) or pipeline (GitLab), the step's folder, or its artifact as a zip file").option("--model <name>", "the model, where the run judged several").option("--repository <name>", "repository of the run: owner/name or its address; found by git when not given").option("--project <path>", "project file, for its trusted_keys and the names of its models", "mlgate.yml").option("--rescore", "score the model again as well; needs --candidate and --test").option("--candidate <file>", "the model that was judged").option("--baseline <file>", "the model that it was compared with").option("--test <file>", "the rows that it was judged on").addHelpText(
    "after",
    "\nExamples:\n  mlgate replay 123456789\n  mlgate replay .mlgate/flights/evaluate-gate\n  mlgate replay artifact.zip --rescore --candidate model.onnx --test test.csv\n\nExit codes: 0 the same, 1 not the same, 2 configuration, 3 infrastructure."
  ).action((what, options, command) => {
    const { model, repository, project } = options;
    accept({ what, model, repository, project, rescore: rescoreOf(options, command) });
  });
}
function rescoreOf({ rescore: rescore2, candidate, baseline, test }, command) {
  if (rescore2 === true && candidate !== void 0 && test !== void 0) return { candidate, baseline, test };
  if (rescore2 !== true && candidate === void 0 && baseline === void 0 && test === void 0) return void 0;
  return command.error("error: --rescore, --candidate and --test belong together; --baseline may stand beside them.");
}

// packages/app/src/command-line.ts
function parseCommandLine(args, version2, output) {
  const found = {};
  const program2 = new Command("mlgate").description("Composable CI/CD steps for machine learning.").version(version2, "--version", "print the version").exitOverride().configureOutput({
    writeOut: output.out,
    writeErr: output.err,
    getOutHelpWidth: () => output.columns,
    getErrHelpWidth: () => output.columns
  }).showHelpAfterError("(mlgate --help lists what there is)").addHelpText("after", "\nEvery step reads mlgate.yml and leaves its record and reports in .mlgate/<model>/<step>/.");
  for (const step of [...steps, ...localSteps]) {
    program2.addCommand(commandOf(step, (invocation) => found.invocation = invocation));
  }
  const accept = (other) => found.other = other;
  program2.addCommand(initCommand((init2) => accept({ init: init2 })));
  program2.addCommand(doctorCommand((doctor) => accept({ doctor })));
  program2.addCommand(contractCommand((contract) => accept({ contract })));
  program2.addCommand(keygenCommand(accept));
  program2.addCommand(serveCommand(accept));
  program2.addCommand(replayCommand((request) => accept({ replay: request })));
  program2.addCommand(forwardCommand(accept), { hidden: true });
  inheritSettings(program2);
  if (args.length === 0) {
    program2.outputHelp();
    return { exitCode: exitCodes.pass };
  }
  try {
    program2.parse([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode === 0 ? exitCodes.pass : exitCodes.configuration };
  }
  if (found.other !== void 0) return found.other;
  return found.invocation === void 0 ? { exitCode: exitCodes.configuration } : { invocation: found.invocation };
}
function inheritSettings(parent) {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inheritSettings(command);
  }
}
function keygenCommand(accept) {
  return new Command("keygen").description("Make a key pair that signs records: the private key into a file, the public one for mlgate.yml.").option("--out <file>", "file for the private key; must not exist", "mlgate-signing-key.pem").addHelpText(
    "after",
    "\nExample:\n  mlgate keygen --out ci-key.pem\n\nPut the private key into the secret MLGATE_SIGNING_KEY, then delete the file."
  ).action(({ out }) => accept({ keyFile: out }));
}
function serveCommand(accept) {
  return new Command("serve").description("Serve a model on loopback: Open Inference Protocol v2, /predict by column names, /metrics.").requiredOption("--manifest <file>", "what is served and how its scores are understood, as deploy-model writes it").requiredOption("--onnx <file>", "the model; its digest must be the one in the manifest").option("--port <number>", "port to listen on; 0 for a free one", portNumber, 8080).addOption(new Option("--process-file <file>").hideHelp()).addHelpText("after", "\nExample:\n  mlgate serve --manifest manifest.json --onnx model.onnx --port 8080").action((options) => accept({ serve: { ...options, processFile: options.processFile } }));
}
function forwardCommand(accept) {
  return new Command("forward").description("Forward an environment's port to what serves there.").requiredOption("--state-file <file>", "state of the environment").requiredOption("--process-file <file>", "where this process says who it is").requiredOption("--port <number>", "port to listen on", portNumber).action((options) => accept({ forward: options }));
}
function portNumber(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
function commandOf(step, accept) {
  const inputs4 = Object.entries(inputsOf(step));
  const flags = inputs4.flatMap(
    ([name, declaration]) => declaration.type === "secret" ? [] : [{ name, declaration, option: optionOf(name, declaration) }]
  );
  const command = new Command(step.name).description(step.summary);
  for (const { option } of flags) command.addOption(option);
  command.addOption(
    new Option("--host <name>", "where this runs; recognised when not given").choices([
      "github",
      "gitlab",
      "generic"
    ])
  ).addOption(
    new Option("--format <format>", "form of the report on standard output").choices(["text", "markdown", "json"]).default("text")
  ).option("--verbose", "show folded parts of the report as well", false).addOption(new Option("--log-format <format>", "form of log lines").choices(["text", "json"]).default("text")).addOption(
    new Option("--log-level <level>", "least important log line to show").choices(["debug", "info", "warn", "error"]).default("info")
  );
  if (step.explain !== void 0) {
    command.option("--explain", "print what would be done, and do nothing; with --format json as data", false);
  }
  command.addHelpText("after", helpAfter(step, inputs4)).action((options) => {
    const given = flags.flatMap(({ name, option }) => {
      const value = options[option.attributeName()];
      return typeof value === "string" ? [[name, value]] : [];
    });
    if (options.explain === true && options.format === "markdown") {
      command.error("error: --explain has the formats text and json.");
    }
    accept({
      step,
      inputs: Object.fromEntries(given),
      host: options.host,
      format: options.format,
      verbose: options.verbose === true,
      explain: options.explain === true,
      logFormat: options.logFormat,
      logLevel: options.logLevel
    });
  });
  return command;
}
function optionOf(name, declaration) {
  const fallback = "default" in declaration ? ` (default: ${declaration.default})` : "";
  const option = new Option(`--${name} <${declaration.type}>`, `${declaration.description}${fallback}`);
  return declaration.type === "choice" ? option.choices([...declaration.choices]) : option;
}
function helpAfter(step, inputs4) {
  return [
    "",
    "Examples:",
    ...inputs4.flatMap(
      ([name, declaration]) => examplesOf(name, declaration, Object.fromEntries(inputs4)).map((example) => `  ${example(`mlgate ${step.name}`)}`)
    ),
    ...step.explain === void 0 ? [] : [`  mlgate ${step.name} --explain`],
    "",
    "Exit codes: 0 pass, 1 fail, 2 configuration, 3 infrastructure, 4 inconclusive, 70 a fault in mlgate."
  ].join("\n");
}
function examplesOf(name, declaration, all) {
  if (declaration.type === "secret") {
    const variables = new Set(declaration.githubDefault?.includes("github.token") === true ? ["GITHUB_TOKEN"] : []);
    return [...variables.add(declaration.variable)].map((variable) => (command) => `${variable}=… ${command}`);
  }
  const partner = all[name.replace(/-digest$/, "-id")];
  if (name.endsWith("-digest") && partner !== void 0) return [];
  const digest = name.replace(/-id$/, "-digest");
  const names3 = name.endsWith("-id") && all[digest] !== void 0 ? [name, digest] : [name];
  const flags = names3.map((flag) => `--${flag} ${valueExample(flag, all[flag] ?? declaration)}`);
  return [(command) => `${command} ${flags.join(" ")}`];
}
function valueExample(name, { example }) {
  if (!example.startsWith("${{")) return example;
  return name.endsWith("-digest") ? "sha256:…" : "<id>";
}

// packages/app/src/contract/run-diff.ts
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
async function runDiff(request, world) {
  const [before, after] = [await contractAt(request.before, world), await contractAt(request.after, world)];
  const features = await featuresOf(request, world.cwd);
  const changes = compareContracts(before, after, features);
  const stops = isStopped(changes, request.failOn);
  const report = contractDiffReport(changes, {
    contract: after.file,
    stops,
    featuresKnown: features !== void 0
  });
  switch (request.format) {
    case "json":
      world.write(`${JSON.stringify({ changes }, null, 2)}
`);
      break;
    case "markdown":
      world.write(summaryMarkdown(report).replace(commandStart, "# #"));
      break;
    case "text":
      world.write(`${terminalReport(report, { ...world.terminal, verbose: true })}
`);
  }
  return stops ? exitCodes.fail : exitCodes.pass;
}
function isStopped(changes, failOn) {
  if (failOn === "never") return false;
  return failOn === "any" ? changes.length > 0 : changes.some((change) => change.class === "breaking");
}
async function contractAt(name, { cwd, exec }) {
  const [, ref, path2] = /^([^:]+):(.+)$/s.exec(name) ?? [];
  const isFile = await stat(resolve(cwd, name)).then(
    (found) => found.isFile(),
    () => false
  );
  if (isFile || ref === void 0 || path2 === void 0) {
    try {
      return { text: await readFile(resolve(cwd, name), "utf8"), file: name };
    } catch (cause) {
      throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause });
    }
  }
  const result = await exec({
    argv: ["git", "show", "--end-of-options", `${ref}:./${path2}`],
    cwd,
    env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
    timeoutSeconds: 30
  });
  if (result.exitCode !== 0) {
    throw new ConfigurationError(`${name}: no such file, and git has none (${result.stderrTail.trim().slice(0, 300)}).`);
  }
  return { text: result.stdout, file: name };
}
async function featuresOf({ project, model }, cwd) {
  const isThere = await stat(resolve(cwd, project)).then(
    () => true,
    () => false
  );
  if (!isThere) return void 0;
  const { candidate } = selectModel((await openProject(cwd, project)).project, model).body;
  return "features" in candidate && candidate.features !== void 0 ? new Set(candidate.features) : void 0;
}

// packages/app/src/contract/run-import.ts
import { readFile as readFile2 } from "node:fs/promises";
import { resolve as resolve3 } from "node:path";

// packages/app/src/contract/write-contract.ts
import { lstat as lstat2 } from "node:fs/promises";
import { isAbsolute, normalize, relative, resolve as resolve2, sep } from "node:path";

// packages/app/src/write-together.ts
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rename, rm as rm2, writeFile } from "node:fs/promises";
import { dirname as dirname5, join as join4 } from "node:path";
async function writeTogether(root, files, command = "mlgate init") {
  const staged = [];
  try {
    for (const { path: path2, content } of files) {
      const target = unlinkedPath(root, path2.split("/"), `${command} writes there`);
      const temporary = join4(dirname5(target), `.${randomUUID()}.tmp`);
      staged.push({ temporary, target });
      try {
        await mkdir(dirname5(target), { recursive: true });
        if (typeof content === "string") await writeFile(temporary, content, { flag: "wx", flush: true });
        else await copyFile(content.copyOf, temporary);
      } catch (cause) {
        throw new ConfigurationError(`${path2}: cannot be written (${messageOf(cause)}).`, { cause });
      }
    }
    for (const { temporary, target } of staged) await rename(temporary, target);
  } finally {
    for (const { temporary } of staged) await rm2(temporary, { force: true });
  }
}

// packages/app/src/contract/write-contract.ts
async function writeContract(root, output, yaml, force) {
  const inside = isAbsolute(output) ? relative(root, output) : normalize(output);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new ConfigurationError(`--output ${output}: lies outside this folder.`);
  }
  if (!force && await lstat2(resolve2(root, inside)).catch(() => void 0) !== void 0) {
    throw new ConfigurationError(`--output ${output}: is there already. Give --force to replace it.`);
  }
  await writeTogether(root, [{ path: inside.split(sep).join("/"), content: yaml }], "mlgate contract");
}

// packages/app/src/contract/run-import.ts
async function runImport(request, world) {
  const { file, from, output, allowMissing, force } = request;
  const imported = importContract(await textOf(resolve3(world.cwd, file), file), file, from);
  if (output === void 0) world.write(imported.yaml);
  else await writeContract(world.cwd, output, imported.yaml, force);
  const { rules, properties, missing, notes } = imported;
  const say = (line) => world.tell(harmlessLine(line));
  say(
    `${output ?? "The contract"}: ${count(rules, "rule")}, ${count(properties, "property")}, from ${imported.format}.`
  );
  for (const note of notes) say(note);
  if (missing.length === 0) return exitCodes.pass;
  say(`${missing.length} not imported, so nobody checks them:`);
  for (const line of missing) say(`  ${line}`);
  return allowMissing ? exitCodes.pass : exitCodes.fail;
}
function count(number, noun) {
  const several = { rule: "rules", property: "properties" };
  return `${number} ${number === 1 ? noun : several[noun]}`;
}
async function textOf(path2, name) {
  try {
    return await readFile2(path2, "utf8");
  } catch (cause) {
    throw new ConfigurationError(`${name}: cannot be read (${messageOf(cause)}).`, { cause });
  }
}

// packages/app/src/contract/run-infer.ts
import { basename, resolve as resolve4 } from "node:path";
async function runInfer(request, world) {
  const { output, force, name, id, label, slack } = request;
  const { basis, others, options, project } = await sourcesOf(request, world.cwd);
  const given = { name: name ?? options.name, id: id ?? options.id, label: label ?? options.label, slack };
  const { yaml, columns, rows, broken } = await inferFromFiles(basis, others, given, project);
  if (output === void 0) world.write(yaml);
  else await writeContract(world.cwd, output, yaml, force);
  const say = (line) => world.tell(harmlessLine(line));
  const from = basis.map((file) => file.name).join(", ");
  say(`${output ?? "The contract"}: ${columns} columns, from ${rows} rows of ${from}.`);
  for (const file of others) {
    if (!broken.some((line) => line.startsWith(`${file.name}: `))) say(`${file.name} keeps it.`);
  }
  for (const line of broken) say(`Not kept by ${line}`);
  return broken.length === 0 ? exitCodes.pass : exitCodes.fail;
}
async function sourcesOf({ files, project, model }, cwd) {
  const [first] = files;
  if (first !== void 0) {
    const basis2 = files.map((name2) => ({ name: name2, path: resolve4(cwd, name2) }));
    return { basis: basis2, others: [], options: { name: plainName(basename(first)) } };
  }
  const opened = await openProject(cwd, project);
  const { name, body } = selectModel(opened.project, model);
  const { train, validation, test, id, label, time, group, roots = [], reading } = body.data;
  const found = [];
  const named = { train, validation, test };
  for (const role of ["train", "validation", "test"]) {
    const path2 = named[role];
    if (path2 === void 0) continue;
    const place = { projectFolder: opened.directory, repository: opened.repositoryRoot, roots };
    found.push({ name: path2, role, path: await resolveDataFile({ ...place, path: path2, what: `data.${role}` }) });
  }
  const [basis, ...others] = found;
  if (basis === void 0) {
    throw new ConfigurationError(`${project}: data names no files of rows. Give them: mlgate contract infer <files…>.`);
  }
  return {
    basis: [basis],
    others,
    options: { name, id, label },
    project: {
      roles: {
        ...label === void 0 ? {} : { label },
        ...id === void 0 ? {} : { id },
        ...time === void 0 ? {} : { time },
        ...group === void 0 ? {} : { group }
      },
      classification: body.task === "classification",
      reading
    }
  };
}
function plainName(file) {
  return file.replace(/(?<=.)(\.[A-Za-z0-9]+)+$/, "");
}

// packages/app/src/contract/run-contract.ts
function runContract(request, world) {
  if ("infer" in request) return runInfer(request.infer, world);
  return "diff" in request ? runDiff(request.diff, world) : runImport(request.import, world);
}

// packages/app/src/doctor/run-doctor.ts
import { homedir } from "node:os";

// packages/app/src/logger.ts
var import_pino = __toESM(require_pino(), 1);
function createLogger(write, options) {
  if (options.format === "json") {
    const log = (0, import_pino.pino)(
      { level: options.level, base: null },
      { write: (line) => write(line.replace(commandStart, "#\\u0023")) }
    );
    return {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message)
    };
  }
  return textLogger(write, options.level);
}

// packages/app/src/doctor/check-forge.ts
var mostSkewSeconds = 60;
var states = { has: "well", lacks: "wrong", unknown: "untold" };
function checkToken(examined) {
  const { forge, tokenFrom, rights, skewSeconds, unreachable } = examined;
  if (forge === "none") {
    return [
      { check: "token", state: "untold", found: "no forge here: comments and looked-up baselines are for its jobs" }
    ];
  }
  const variable = forge === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
  if (tokenFrom === void 0) {
    const remedy = forge === "github" ? `give the step env: ${variable}: github.token` : `set the variable ${variable}: docs/gitlab.md`;
    return [{ check: "token", state: "wrong", found: `${variable} is not set`, remedy }];
  }
  if (unreachable !== void 0) return [{ check: "token", state: "unreachable", found: unreachable }];
  return [
    { check: "token", state: "well", found: `from ${tokenFrom}` },
    ...rights.map(({ what, state, found, remedy }) => ({ check: `may ${what}`, state: states[state], found, remedy })),
    clock(skewSeconds)
  ];
}
function clock(skew) {
  const check = "clock";
  if (skew === void 0) return { check, state: "untold", found: "the forge did not tell its time" };
  if (Math.abs(skew) <= mostSkewSeconds)
    return { check, state: "well", found: `within ${mostSkewSeconds} s of the forge's` };
  const way = skew > 0 ? "ahead of" : "behind";
  return {
    check,
    state: "wrong",
    found: `${Math.abs(skew)} s ${way} the forge's`,
    remedy: "set the clock of this machine: signatures are dated"
  };
}
async function checkPolicy(host, projectFile2) {
  const check = "policy";
  try {
    const tip = await host.policyTip();
    if (tip === void 0) return { check, state: "untold", found: "no forge here: the working tree is the policy" };
    const bytes = projectFile2 === void 0 ? void 0 : await tip.readFile(projectFile2);
    return bytes === void 0 ? {
      check,
      state: "untold",
      found: `${tip.branch} has no ${projectFile2 ?? "project file"} yet: nothing passes before it is merged`
    } : { check, state: "well", found: `${projectFile2} at ${tip.branch}` };
  } catch (error) {
    const kind = failureKind(error);
    if (kind === "bug") throw error;
    return { check, state: kind === "infrastructure" ? "unreachable" : "wrong", found: messageOf(error) };
  }
}

// packages/app/src/doctor/check-all.ts
async function checkForgeOf(makeHost, examine, projectFile2) {
  try {
    return [...checkToken(await examine()), await checkPolicy(makeHost(), projectFile2)];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [{ check: "token", state: "wrong", found: messageOf(error) }];
  }
}

// packages/app/src/doctor/check-git.ts
async function checkGit(cwd, exec, needs) {
  const git = async (...args) => {
    const result = await exec({
      argv: ["git", ...args],
      cwd,
      env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
      inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
      timeoutSeconds: 10
    }).catch(() => void 0);
    return result?.exitCode === 0 ? result.stdout.trim() : void 0;
  };
  const version2 = await git("--version");
  if (version2 === void 0) {
    return [
      {
        check: "git",
        state: "wrong",
        found: "no such program in PATH",
        remedy: "install git: records name the commit, and policies are fetched"
      }
    ];
  }
  const found = [{ check: "git", state: "well", found: version2.replace(/^git version /, "") }];
  const shallow = await git("rev-parse", "--is-shallow-repository");
  if (shallow === void 0) {
    return [
      ...found,
      {
        check: "repository",
        state: "wrong",
        found: "this folder is in none",
        remedy: "git init, or run this in the checkout"
      }
    ];
  }
  const remote = await git("config", "--get", "remote.origin.url");
  const deep = { check: "history", state: "well", found: "all of it is here" };
  const reach = `a baseline from git (${needs.join(", ")}) is fetched when it is not here, which needs origin`;
  found.push(
    shallow !== "true" ? deep : needs.length === 0 ? { ...deep, found: "shallow, which is enough: no baseline comes from git" } : remote === void 0 ? {
      ...deep,
      state: "wrong",
      found: `shallow; ${reach}`,
      remedy: "clone with more depth (actions/checkout: fetch-depth: 0)"
    } : { ...deep, found: `shallow; ${reach}` }
  );
  found.push(
    remote === void 0 ? { check: "remote", state: "untold", found: "there is no origin" } : { check: "remote", state: "well", found: `origin at ${hostOf(remote)}` }
  );
  return found;
}
function hostOf(remote) {
  if (URL.canParse(remote) && remote.includes("://")) return new URL(remote).host || "a folder";
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1] ?? "a folder";
}

// packages/app/src/doctor/check-machine.ts
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname as dirname6 } from "node:path";
async function checkMachine(machine) {
  const major = Number(machine.nodeVersion.split(".")[0]);
  const node = major >= 24 ? { check: "Node.js", state: "well", found: machine.nodeVersion } : { check: "Node.js", state: "wrong", found: machine.nodeVersion, remedy: "install Node.js 24 or newer" };
  const natives = [];
  for (const [name, part] of [
    ["@duckdb/node-api", "duckdb"],
    ["onnxruntime-node", "onnxruntime"]
  ]) {
    natives.push(await checkNative(name, part, machine));
  }
  return [
    node,
    ...natives,
    await checkFolder("folder for downloads", machine.cache, "set XDG_CACHE_HOME to a folder that this user may write"),
    await checkFolder("this folder", machine.cwd, "records and reports go into .mlgate/ here: let this user write it")
  ];
}
async function checkNative(name, part, { load, loaded }) {
  try {
    await load(name);
  } catch (error) {
    const state = failureKind(error) === "infrastructure" ? "unreachable" : "wrong";
    return {
      check: name,
      state,
      found: messageOf(error),
      remedy: "npm install it beside mlgate, or let npm’s registry be reached"
    };
  }
  const from = loaded().find((file) => file.includes(part) && file.includes("node_modules"));
  return { check: name, state: "well", found: from === void 0 ? "loads" : `loads from ${dirname6(from)}` };
}
async function checkFolder(check, folder, remedy) {
  try {
    await access(folder, constants.W_OK);
    return { check, state: "well", found: `${folder} can be written` };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing && dirname6(folder) !== folder) return checkFolder(check, dirname6(folder), remedy);
    return { check, state: "wrong", found: `${folder} cannot be written`, remedy };
  }
}

// packages/app/src/doctor/check-project.ts
import { open, stat as stat2 } from "node:fs/promises";
import { resolve as resolve5 } from "node:path";
var contractLimit = 1e6;
async function checkProject(cwd, path2, signingKey) {
  let opened;
  try {
    opened = await openProject(cwd, path2);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const isThere = await stat2(resolve5(cwd, path2)).then(
      () => true,
      () => false
    );
    const remedy = isThere ? "correct it there; docs/project-file.md has all keys" : void 0;
    return { opened: void 0, findings: [{ check: path2, state: "wrong", found: messageOf(error), remedy }] };
  }
  const { models } = opened.project;
  const findings = [{ check: path2, state: "well", found: `holds; ${[...models.keys()].join(", ")}` }];
  for (const [name, body] of models) findings.push(...await checkModel(name, body, opened));
  findings.push(checkKeys([...models.values()], signingKey));
  return { opened, findings };
}
async function checkModel(name, { data, registry }, opened) {
  const place = {
    projectFolder: opened.directory,
    repository: opened.repositoryRoot,
    roots: data.roots ?? []
  };
  const found = [];
  const { train, validation, test, contract, tables = {} } = data;
  const named = [
    ...Object.entries({ train, validation, test, contract }),
    ...Object.entries(tables).map(([table, path2]) => [`tables.${table}`, path2])
  ];
  for (const [role, path2] of named) {
    if (path2 === void 0) continue;
    const check = `${name}: data.${role}`;
    try {
      const real2 = await findDataFiles({ ...place, path: path2, what: `data.${role}` });
      if (typeof real2 !== "string") {
        const faults = await Promise.all(real2.files.map((file) => pointerFault(file.path)));
        const fault = faults.find((one) => one !== void 0);
        const count2 = `${real2.files.length} ${real2.files.length === 1 ? "file" : "files"}`;
        found.push(fault === void 0 ? { check, state: "well", found: `${path2}, ${count2}` } : { ...fault, check });
        continue;
      }
      const wrong = role === "contract" ? await contractFault(real2, path2, data) : await pointerFault(real2);
      found.push(
        wrong ?? { check, state: "well", found: `${path2}, ${(await stat2(real2)).size.toLocaleString("en")} bytes` }
      );
      if (wrong !== void 0) found[found.length - 1] = { ...wrong, check };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      found.push({
        check,
        state: "wrong",
        found: messageOf(error),
        remedy: "fetch the file (dvc pull, git lfs pull), or correct its path"
      });
    }
  }
  if (registry !== void 0) found.push(await checkRegistry(name, registry, place));
  return found;
}
async function contractFault(real2, path2, roles) {
  const bytes = await readBoundedFile(real2, contractLimit);
  readContract(new TextDecoder().decode(bytes), path2, { roles });
  return void 0;
}
async function pointerFault(real2) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(real2), true);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    if (!buffer.subarray(0, bytesRead).toString("latin1").startsWith("version https://git-lfs.github.com/spec/"))
      return void 0;
    return {
      check: "",
      state: "wrong",
      found: "is a pointer of Git LFS, not the rows",
      remedy: "git lfs pull, or lfs: true for actions/checkout"
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkRegistry(name, registry, place) {
  const check = `${name}: registry`;
  try {
    const folder = await resolveDataPath({ ...place, path: registry.path, what: "registry.path", use: "write" });
    const isThere = await stat2(folder).then(
      () => true,
      () => false
    );
    if (isThere) return { check, state: "well", found: folder };
    return registry.create === false ? { check, state: "unreachable", found: `${folder} is not there`, remedy: "mount it on this machine" } : { check, state: "untold", found: `${folder} is not there yet; the first registration makes it` };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, state: "wrong", found: messageOf(error) };
  }
}
function checkKeys(models, signingKey) {
  const check = "signing key";
  const trusted = models.flatMap((body) => body.trusted_keys ?? []);
  if (signingKey === void 0) {
    return {
      check,
      state: "untold",
      found: "MLGATE_SIGNING_KEY is not set here; only the job that gates on the default branch needs it"
    };
  }
  try {
    const id = keyIdOf(readPrivateKey(signingKey));
    const match = trusted.find(({ public_key }) => keyIdOf(readPublicKey(public_key, "trusted_keys")) === id);
    return match === void 0 ? {
      check,
      state: "wrong",
      found: `fits none of ${trusted.length} trusted_keys`,
      remedy: "put the public half that mlgate keygen printed into trusted_keys"
    } : { check, state: "well", found: `fits trusted_keys: ${match.name}` };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, state: "wrong", found: messageOf(error), remedy: "mlgate keygen makes a pair" };
  }
}

// packages/app/src/doctor/finding.ts
function exitCodeOf(findings) {
  if (findings.some(({ state }) => state === "wrong")) return exitCodes.configuration;
  return findings.some(({ state }) => state === "unreachable") ? exitCodes.infrastructure : exitCodes.pass;
}
var signs = { well: "✓", wrong: "✗", unreachable: "✗", untold: "–" };
function findingLines(findings) {
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  return findings.flatMap(({ check, state, found, remedy }) => [
    ...found.split("\n").map(
      (line, index) => index === 0 ? `${signs[state]} ${check.padEnd(width)}  ${line}` : `  ${" ".repeat(width)}  ${line}`
    ),
    ...remedy === void 0 ? [] : [`  ${" ".repeat(width)}  → ${remedy}`]
  ]);
}

// packages/app/src/doctor/run-doctor.ts
async function runDoctor(request) {
  const { env, versions } = process;
  const cwd = process.cwd();
  const log = createLogger((line) => process.stderr.write(line), { format: "text", level: "warn" });
  const machine = checkMachine({
    nodeVersion: versions.node,
    cwd,
    cache: cacheFolder(env, process.platform, homedir()),
    load: loadNative,
    loaded: loadedLibraries
  });
  const { opened, findings: project } = await checkProject(cwd, request.project, env.MLGATE_SIGNING_KEY || void 0);
  const baselines = [...opened?.project.models.values() ?? []].flatMap((body) => body.gate?.baseline?.from ?? []);
  const host = () => detectHost(env, { fetch: globalThis.fetch, write: () => void 0, exec: runProgram, log, inputs: {} });
  const findings = [
    ...await machine,
    ...await checkGit(
      cwd,
      runProgram,
      baselines.filter((from) => from.startsWith("git:"))
    ),
    ...project,
    ...await checkForgeOf(
      host,
      () => examineToken(env, { fetch: globalThis.fetch, now: () => /* @__PURE__ */ new Date() }),
      opened?.file
    )
  ];
  const text = request.format === "json" ? `${JSON.stringify({ findings }, void 0, 2)}
` : findingLines(findings).map((line) => `${harmlessLine(line)}
`).join("");
  process.stdout.write(text);
  return exitCodeOf(findings);
}
function loadedLibraries() {
  const found = process.report.getReport();
  const libraries = typeof found === "object" && found !== null && "sharedObjects" in found ? found.sharedObjects : [];
  return Array.isArray(libraries) ? libraries.map(String) : [];
}

// packages/app/src/replay.ts
import { mkdtemp as mkdtemp2, realpath, rm as rm3, stat as stat3 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5, resolve as resolve6 } from "node:path";
var wantedFiles = { names: [recordFileName, signedRecordFileName, ...answerFileNames], limit: 2e9 };
async function replay(request, effects) {
  const project = await projectHere(request, effects);
  const work = await mkdtemp2(join5(tmpdir2(), "mlgate-replay-"));
  try {
    const folders = await foldersOf(request, project, work, effects);
    let all = true;
    let text = "";
    for (const folder of folders) {
      const replayed = await replayFolder(folder, { trustedKeys: keysFor(project, request.model) });
      if (request.model !== void 0 && replayed.model !== request.model) {
        throw new ConfigurationError(
          `${request.what}: holds the verdict on ${replayed.model}, not on ${request.model}.`
        );
      }
      const files = request.rescore;
      const rescoring = files && await rescore(replayed, absolute(files, effects.cwd), effects.progress);
      all &&= isSame(replayed, rescoring);
      text += replayText(replayed, rescoring, effects.version);
    }
    return { isSame: all, text };
  } finally {
    await rm3(work, { recursive: true, force: true });
  }
}
async function projectHere({ project }, { cwd }) {
  const isThere = await stat3(resolve6(cwd, project)).then(
    () => true,
    () => false
  );
  return isThere ? openProject(cwd, project) : void 0;
}
function keysFor(opened, model) {
  const bodies = [...opened?.project.models ?? []].filter(([name]) => model === void 0 || name === model);
  const keys = bodies.flatMap(([, body]) => body.trusted_keys ? trustedKeysOf(body.trusted_keys, "trusted_keys") : []);
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}
async function foldersOf(request, project, work, effects) {
  const { what } = request;
  const path2 = resolve6(effects.cwd, what);
  const found = await stat3(path2).catch(() => void 0);
  if (found?.isDirectory()) return [await realpath(path2)];
  if (found?.isFile()) {
    const folder = join5(work, "artifact");
    await unpackFiles(path2, folder, wantedFiles);
    return [folder];
  }
  if (/^[1-9][0-9]{0,15}$/.test(what)) return broughtFolders(request, project, work, effects);
  throw new ConfigurationError(
    `${what}: is no folder, no zip file and no id of a run. Name the folder .mlgate/<model>/evaluate-gate, its artifact, or the number of a run.`
  );
}
async function broughtFolders({ what, model, repository }, opened, work, effects) {
  const source = runSource(effects.env, repository, await originOf(effects));
  const models = model === void 0 ? [...opened?.project.models.keys() ?? []] : [model];
  const names3 = models.map((one) => artifactName(one, "evaluate-gate"));
  if (source.forge === "gitlab" && names3.length === 0) {
    throw new ConfigurationError("replay: GitLab does not list what jobs left. Name the model: --model <name>.");
  }
  const isWanted = (name) => model === void 0 ? /^a?mlgate-.*evaluate-gate/.test(name) : names3.includes(name);
  effects.log.info(`Bringing what run ${what} of ${source.repository} left`);
  const brought = await bringArtifacts(source, what, { isWanted, names: names3, files: wantedFiles }, work, effects);
  if (brought.length > 0) return brought.map(({ folder }) => folder);
  throw new ConfigurationError(
    `Run ${what} of ${source.repository} has no artifact of evaluate-gate${model === void 0 ? "" : ` for ${model}`}. Did its upload fail, or is the run another one?`
  );
}
async function originOf({ exec, cwd }) {
  const argv = ["git", "config", "--get", "remote.origin.url"];
  const { exitCode, stdout } = await exec({ argv, cwd, env: {}, inherit: ["PATH", "HOME"], timeoutSeconds: 10 }).catch(
    () => ({ exitCode: 1, stdout: "" })
  );
  return exitCode === 0 && stdout.trim() !== "" ? stdout.trim() : void 0;
}
function absolute(files, cwd) {
  return {
    candidate: resolve6(cwd, files.candidate),
    baseline: files.baseline === void 0 ? void 0 : resolve6(cwd, files.baseline),
    test: resolve6(cwd, files.test)
  };
}

// packages/app/src/init.ts
import { lstat as lstat3, readFile as readFile3, realpath as realpath4 } from "node:fs/promises";
import { basename as basename2, join as join8 } from "node:path";

// packages/setup/src/asker.ts
var mostOptions = 30;
async function settle(wanted, asker) {
  const { flag, given, proposed, check, question, options = [] } = wanted;
  if (given !== void 0) {
    const wrong = check(given);
    if (wrong !== void 0) throw new ConfigurationError(`--${flag} ${JSON.stringify(given)}: ${wrong}`);
    return { value: given, sure: true, because: `given with --${flag}` };
  }
  const text = proposed === void 0 ? question : `${question} (${proposed.because})`;
  if (asker !== void 0) {
    const initial = proposed?.value;
    const value = options.length > 0 && options.length <= mostOptions ? await asker.select({ text, initial, options }) : await asker.text({ text, initial, check });
    return value === proposed?.value ? { ...proposed, sure: true } : { value, sure: true, because: "as you answered" };
  }
  if (proposed?.sure === true) return proposed;
  const guess = proposed === void 0 ? "Nothing tells" : `A guess is ${JSON.stringify(proposed.value)}: ${proposed.because}`;
  throw new ConfigurationError(`${question} ${guess}. Say it with --${flag}.`);
}

// packages/setup/src/choice.ts
function sure(value, because) {
  return { value, sure: true, because };
}
function unsure(value, because) {
  return { value, sure: false, because };
}

// packages/setup/src/builtin-features.ts
var mostValues = 20;
var rowsForEach = 10;
function builtinFeatures([train, ...rest], others) {
  const columns = (train?.columns ?? []).filter(({ name }) => !others.includes(name));
  const isEverywhere = ({ name }) => rest.every((file) => file.columns.some((column) => column.name === name));
  const kept = columns.filter((column) => !isTime(column) && !isName(column) && isEverywhere(column));
  const left = columns.filter((column) => !kept.includes(column)).map(({ name }) => JSON.stringify(name));
  if (left.length === 0 || kept.length === 0) return void 0;
  const shown3 = left.length > 5 ? [...left.slice(0, 5), `${left.length - 5} more`] : left;
  return sure(
    kept.map(({ name }) => name),
    `without ${shown3.join(", ")}: times, text with hardly a value twice, or not in every file`
  );
}
function isTime({ types }) {
  return types[0] === "date" || types[0] === "timestamp" || types[0] === "time";
}
function isName({ distinct, present: present2, types }) {
  return types[0] === "string" && distinct > mostValues && distinct * rowsForEach > present2;
}

// packages/setup/src/choose-columns.ts
var labelNames = [
  "target",
  "label",
  "y",
  "class",
  "outcome",
  "response",
  "ground_truth",
  "species",
  "churn",
  "churned",
  "fraud",
  "is_fraud",
  "default",
  "survived",
  "delayed",
  "diagnosis",
  "price",
  "sale_price",
  "saleprice",
  "medv"
];
var ambiguousNames = ["price", "default"];
var idNames = ["id", "row_id", "rowid", "uuid", "guid", "key", "index", "unnamed: 0"];
var groupName = /(^|_)(user|patient|customer|client|session|subject|group|household|device|account)(_?(id|no|nr|number))?$/;
function chooseLabel(file, scripts) {
  const names3 = file.columns.map(({ name }) => name);
  const written = labelInScripts(names3, scripts);
  if (written !== void 0) return sure(written, "the training script takes it for the answer");
  for (const usual of labelNames) {
    const name = names3.find((one) => one.toLowerCase() === usual);
    if (name === void 0) continue;
    const because = `a usual name for what is predicted, in ${file.file}`;
    return ambiguousNames.includes(usual) && name !== names3.at(-1) ? unsure(name, `${because}, though features are called so as well`) : sure(name, because);
  }
  const last = names3.at(-1);
  return last === void 0 ? void 0 : unsure(last, "the last column; no name tells what is predicted");
}
function labelInScripts(names3, scripts) {
  const places = [
    /^\s*(?:y|y_train|target|labels?|train_y)\s*=\s*[\w.]+\[\s*(["'])(.+?)\1\s*\]/gm,
    /^\s*(?:target|label)(?:_(?:col|column|name))?\s*=\s*(["'])(.+?)\1/gim,
    /\.pop\(\s*(["'])(.+?)\1\s*\)/g,
    /\.drop\(\s*(?:columns\s*=\s*)?\[?\s*(["'])([^"']+)\1\s*\]?\s*(?:,\s*axis\s*=\s*1\s*)?\)/g
  ];
  for (const place of places) {
    const found = new Set(scripts.flatMap((script) => [...script.matchAll(place)].map((match) => match[2] ?? "")));
    const columns = [...found].filter((name) => names3.includes(name));
    if (columns.length === 1) return columns[0];
  }
  return void 0;
}
function featuresInScripts(file, label, scripts) {
  const names3 = new Set(file.columns.map(({ name }) => name));
  for (const script of scripts) {
    for (const [, body = ""] of script.matchAll(
      /^\s*(?:features?|feature_(?:names|cols|columns)|columns|x_cols)\s*=\s*\[([^\]]*)\]/gim
    )) {
      const listed = [...body.matchAll(/(["'])(.*?)\1/g)].map((match) => match[2] ?? "");
      const rest = body.replace(/(["'])(.*?)\1/g, "").replace(/#.*$/gm, "");
      const isPlain = /^[\s,]*$/.test(rest);
      if (isPlain && listed.length > 0 && new Set(listed).size === listed.length && !listed.includes(label)) {
        if (listed.every((name) => names3.has(name))) return listed;
      }
    }
  }
  return void 0;
}
function chooseId(files, label) {
  const [first, ...others] = files;
  const candidates = (first?.columns ?? []).filter(
    ({ name, unique }) => unique && name !== label && others.every((file) => file.columns.some((column) => column.name === name && column.unique))
  );
  const rows = files.map((file) => `${file.rows} in ${file.file}`).join(", ");
  const because = `a value of its own in every row (${rows})`;
  const named = candidates.find(({ name }) => isIdName(name));
  if (named !== void 0) return sure(named.name, because);
  const firstColumn = candidates.find(({ name }) => name === first?.columns[0]?.name);
  return firstColumn === void 0 ? void 0 : unsure(firstColumn.name, `${because}, though its name does not say so`);
}
function isIdName(name) {
  const lower = name.trim().toLowerCase();
  return idNames.includes(lower) || /[_ -](id|key|uuid)$/.test(lower) || /[a-z]I[dD]$/.test(name);
}
function groupHint(file, without) {
  return file.columns.find(
    ({ name, distinct, unique, present: present2 }) => groupName.test(name.toLowerCase()) && !unique && !without.includes(name) && distinct >= 2 && present2 > distinct
  )?.name;
}
function timeColumns(file) {
  return file.columns.filter(({ types }) => types[0] === "date" || types[0] === "timestamp").map(({ name }) => name);
}
var mostNumberClasses = 10;
function chooseTask(label, file) {
  const seen = `${label.distinct} ${label.distinct === 1 ? "value" : "values"} in ${label.present} rows of ${file}`;
  const [type] = label.types;
  if (type === "integer") {
    if (label.distinct <= 2) return sure("classification", seen);
    if (label.distinct > mostNumberClasses) return sure("regression", `${seen}, all numbers`);
    return label.present >= label.distinct * 10 ? sure("classification", `${seen}; if they are amounts or an order, write regression`) : unsure("classification", `${seen}, which could be an amount as well`);
  }
  if (type === "number") return sure("regression", `${seen}, all numbers`);
  if (type === "string" || type === "boolean") {
    return label.values !== void 0 ? sure("classification", seen) : unsure("classification", `${seen}: many for classes`);
  }
  return unsure("classification", `${seen}, of no type that is usual for a label`);
}
var positiveWords = [
  "true",
  "yes",
  "y",
  "positive",
  "pos",
  "delayed",
  "fraud",
  "churn",
  "churned",
  "sick",
  "bad",
  "spam",
  "malignant"
];
function choosePositive(label) {
  const counts = [...label.values ?? []];
  if (counts.length !== 2) return void 0;
  const names3 = counts.map(([value]) => value);
  const numbers = names3.map(Number);
  if (label.types[0] === "boolean" || [...numbers].sort().join() === "0,1") return void 0;
  const typed2 = (value) => label.types[0] === "integer" ? Number(value) : value;
  const signed = names3.includes("-1") && names3.includes("1") ? "1" : void 0;
  const called = signed ?? names3.find((name) => positiveWords.includes(name.toLowerCase()));
  if (called !== void 0) return sure(typed2(called), "the class that is looked for, by its name");
  const [rarer, rows] = counts[1] ?? ["", 0];
  return unsure(typed2(rarer), `the rarer class, ${rows} of ${label.present} rows`);
}

// packages/setup/src/choose-data.ts
var words = {
  train: ["train", "training", "fit"],
  validation: ["validation", "valid", "val", "dev"],
  test: ["test", "testing", "holdout", "eval", "evaluation"]
};
function chooseData(files, hinted = []) {
  const byRole = (role) => files.filter((file) => roleOf(file) === role);
  const [trains, tests] = [byRole("train"), byRole("test")];
  const pair = pairOf(trains, tests);
  const train = pair?.train ?? trains[0];
  const test = pair?.test ?? tests[0];
  const only = files.length === 1 ? files[0] : files.find((file) => hinted.includes(file));
  const validation = byRole("validation").find((file) => train === void 0 || folderOf(file) === folderOf(train));
  const lone = train ?? (only === test ? void 0 : only);
  return {
    train: lone === void 0 ? void 0 : chosen(lone, trains, train === void 0 ? "the file of rows that is here" : "chosen by its name"),
    validation: validation === void 0 ? void 0 : sure(validation, "chosen by its name"),
    test: test === void 0 ? void 0 : chosen(test, tests, "chosen by its name")
  };
}
function chosen(file, alike, because) {
  const others = alike.filter((other) => other !== file);
  if (others.length === 0) return sure(file, because);
  return unsure(file, `${others.length + 1} files have such names: ${[file, ...others.slice(0, 4)].join(", ")}`);
}
function pairOf(trains, tests) {
  const pairs = trains.flatMap(
    (train) => tests.filter((test) => stemOf(train) === stemOf(test)).map((test) => ({ train, test }))
  );
  return pairs[0];
}
function wordsOf(file) {
  return file.replace(/\.[^./]+$/, "").toLowerCase().split(/[^a-z]+/);
}
function roleOf(file) {
  for (const word of wordsOf(file).toReversed()) {
    const role = ["train", "validation", "test"].find((one) => words[one].includes(word));
    if (role !== void 0) return role;
  }
  return void 0;
}
function stemOf(file) {
  const telling = new Set(Object.values(words).flat());
  return `${file.toLowerCase().split(/([^a-z]+)/).map((part) => telling.has(part) ? "*" : part).join("")}`;
}
function folderOf(file) {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

// packages/setup/src/choose-training.ts
function chooseTraining(seen, tools, task) {
  if (tools.training !== void 0) {
    const { argv, from, inputs: inputs4 } = tools.training;
    return sure({ by: "command", argv, inputs: inputsOf2(argv, seen, inputs4) }, from);
  }
  const scripts = [...seen.scripts.keys()].sort((a, b) => rank(a) - rank(b));
  const [script, ...others] = scripts;
  if (script !== void 0 && rank(script) < 2) {
    const argv = commandFor(script, seen);
    const training = { by: "command", argv, inputs: inputsOf2(argv, seen, []) };
    const rivals = others.filter((other) => rank(other) === rank(script));
    return rivals.length === 0 ? sure(training, "a script that is called so") : unsure(training, `${script}, ${rivals.join(", ")} could all be it`);
  }
  if (keptModels(seen).length > 0) return sure({ by: "nobody" }, "no training script, and a model is here");
  const algorithm = task === "regression" ? "linear-regression" : "logistic-regression";
  return sure({ by: "builtin", algorithm }, "no training script here; this one comes with mlgate and needs nothing");
}
function keptModels({ onnx, texts }) {
  const ignored = (texts.get(".gitignore") ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ""));
  const covers = (line, path2) => line !== "" && (line === path2 || path2.startsWith(`${line}/`) || line === "*.onnx");
  return onnx.filter((path2) => !ignored.some((line) => covers(line, path2)));
}
function rank(path2) {
  const name = path2.slice(path2.lastIndexOf("/") + 1);
  if (/^(train|training|fit)\./i.test(name)) return 0;
  return /(^|[_-])(train|training|fit)([_.-]|$)/i.test(name) ? 1 : 2;
}
function commandFor(script, { texts }) {
  if (/\.r$/i.test(script)) return ["Rscript", script];
  if (/\.jl$/i.test(script)) return ["julia", script];
  return texts.has("uv.lock") ? ["uv", "run", "--frozen", "python", script] : ["python", script];
}
function inputsOf2(argv, seen, said) {
  const here = argv.filter((word) => seen.scripts.has(word));
  const packages = ["requirements.txt", "pyproject.toml", "uv.lock", "params.yaml"].filter(
    (file) => seen.texts.has(file)
  );
  const data = new Set(seen.data);
  const others = said.filter((path2) => !data.has(path2) && (seen.scripts.has(path2) || seen.texts.has(path2)));
  return [.../* @__PURE__ */ new Set([...here, ...others, ...packages])];
}
function pythonSetup(training, { texts }) {
  if (training.by !== "command" || !training.argv.some((word) => /^(python3?|uv|dvc)$|\.py$/.test(word)))
    return void 0;
  if (training.argv[0] === "uv") return "uv";
  if (texts.has("requirements.txt")) return "requirements";
  return texts.has("pyproject.toml") ? "pyproject" : "none";
}
function scriptsOf(training, seen) {
  if (training.by !== "command") return [];
  return [.../* @__PURE__ */ new Set([...training.argv, ...training.inputs])].flatMap((path2) => seen.scripts.get(path2) ?? []);
}
var predictionsFile = /predict\w*\.(csv|parquet|jsonl)$/;
var plainPath = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[\w./ -]+$/;
function chooseCandidate(seen, tools, training) {
  const onnx = (path2) => ({ kind: "onnx", path: path2 });
  const outs = (tools.training?.outputs ?? []).filter((path2) => plainPath.test(path2));
  const declared2 = "an output of the training that is declared here";
  const written = outs.find((path2) => path2.endsWith(".onnx"));
  if (written !== void 0) return sure(onnx(written), declared2);
  const table = outs.find((path2) => predictionsFile.test(path2));
  if (table !== void 0) return sure({ kind: "predictions", path: table }, declared2);
  const texts = scriptsOf(training, seen);
  const models = new Set(texts.flatMap((text) => pathsIn(text, /\.onnx$/)));
  const [model] = models;
  if (model !== void 0) {
    return models.size === 1 ? sure(onnx(model), "the training script names it") : unsure(onnx(model), `the training script names ${[...models].join(", ")}`);
  }
  const [predictions] = texts.flatMap((text) => pathsIn(text, predictionsFile));
  if (predictions !== void 0) {
    return sure({ kind: "predictions", path: predictions }, "the training script names it, and no .onnx file");
  }
  const [present2, ...others] = seen.onnx;
  if (present2 !== void 0) {
    return others.length === 0 ? sure(onnx(present2), "the one model that is here") : unsure(onnx(present2), `${seen.onnx.length} models are here: ${seen.onnx.slice(0, 5).join(", ")}`);
  }
  return sure(
    onnx("out/model.onnx"),
    training.by === "command" ? "nothing says where the model is written: make the training write it here" : "written by the training"
  );
}
function pathsIn(text, ending) {
  const literals = [...text.matchAll(/(["'])([\w./ -]+)\1/g)];
  return literals.flatMap((match, index) => {
    const name = match[2] ?? "";
    if (!ending.test(name)) return [];
    const before = literals[index - 1];
    const between = before === void 0 ? "" : text.slice(before.index + before[0].length, match.index);
    const folder = /^\)?\s*[,/]\s*$/.test(between) ? before?.[2] : void 0;
    const path2 = folder === void 0 || folder.includes(".") ? name : `${folder.replace(/\/+$/, "")}/${name}`;
    return plainPath.test(path2) ? [path2.replace(/^(\.\/)+/, "")] : [];
  });
}

// packages/setup/src/data-notes.ts
function dataNotes({ train, test }, label, group, id, training, seen) {
  const file = train ?? test;
  const times = timeColumns(file);
  const unlabelled = test.rows - (test.columns.find(({ name }) => name === label)?.present ?? 0);
  const hint = group === void 0 ? groupHint(file, [label, id?.value]) : void 0;
  return [
    ...times.length === 0 ? [] : [
      `${list(times)} ${times.length === 1 ? "holds" : "hold"} times. If the future of a series is predicted, write task: forecast (docs/gate.md), and judge on later rows than you train on.`
    ],
    ...hint === void 0 ? [] : [
      `Several rows have the same ${JSON.stringify(hint)}. If they depend on each other, give --group ${JSON.stringify(hint)}; and no value of it should be in both files.`
    ],
    ...unlabelled === 0 ? [] : [
      `${unlabelled} rows of ${test.file} have no ${JSON.stringify(label)}. The gate refuses rows without a label: label them, or take them out.`
    ],
    ...test.rows < 100 ? [`${test.file} has ${test.rows} rows: only large differences between models will be told from chance.`] : [],
    ...training.by === "builtin" && seen.notebooks.length > 0 ? [
      `A notebook cannot be run as a step: move the training of ${seen.notebooks[0]} into a script, and name it with --train-command.`
    ] : []
  ];
}
function list(names3) {
  return names3.slice(0, 5).map((name) => JSON.stringify(name)).join(", ");
}

// packages/setup/src/decide-columns.ts
async function decideLabel(rows, seen, answers, asker) {
  const file = rows.train ?? rows.test;
  const names3 = file.columns.map(({ name }) => name);
  return settle(
    {
      flag: "label",
      question: "Which column is predicted?",
      given: answers.label,
      proposed: chooseLabel(file, [...seen.scripts.values()]),
      check: (answer) => missingColumn(answer, [file, rows.test]),
      options: names3.map((value) => ({ value }))
    },
    asker
  ).then((label) => {
    const missing = missingColumn(label.value, [file, rows.test]);
    if (missing !== void 0) throw new ConfigurationError(`${JSON.stringify(label.value)}: ${missing}`);
    return label;
  });
}
function missingColumn(name, files) {
  for (const { file, columns } of files) {
    if (columns.some((column) => column.name === name)) continue;
    const known = columns.map((column) => JSON.stringify(column.name));
    const shown3 = known.length > 20 ? [...known.slice(0, 20), `… (${known.length})`] : known;
    return `${file} has no such column. It has ${shown3.join(", ")}.`;
  }
  return void 0;
}
function columnOf({ columns, file }, name) {
  const column = columns.find((one) => one.name === name);
  if (column === void 0) throw new RangeError(`${file} has no column ${name}`);
  if (column.present === 0)
    throw new ConfigurationError(`${file}: the label ${JSON.stringify(name)} has no value in any row.`);
  return column;
}
async function decideTask(label, file, answers, asker) {
  const tasks = ["classification", "regression"];
  const settled = await settle(
    {
      flag: "task",
      question: "Is a class predicted, or a number?",
      given: answers.task,
      proposed: chooseTask(label, file),
      check: (answer) => tasks.some((task) => task === answer) ? void 0 : "init proposes classification and regression; for ranking and forecast see docs/project-file.md.",
      options: tasks.map((value) => ({ value }))
    },
    asker
  );
  return { ...settled, value: settled.value === "regression" ? "regression" : "classification" };
}
async function decideId(files, label, answers, asker) {
  const proposed = chooseId(files, label);
  if (answers.id === void 0 && proposed?.sure !== true) {
    if (asker === void 0 || proposed === void 0) return void 0;
    const uses = await asker.confirm({
      text: `Does ${JSON.stringify(proposed.value)} identify a row? (${proposed.because})`,
      initial: false
    });
    return uses ? { ...proposed, sure: true } : void 0;
  }
  const check = (answer) => answer === label ? "is what is predicted." : missingColumn(answer, files) ?? (files.every(({ columns }) => columns.some(({ name, unique }) => name === answer && unique)) ? void 0 : "does not have a value of its own in every row, so it identifies none.");
  return settle(
    { flag: "id", question: "Which column identifies a row?", given: answers.id, proposed, check },
    void 0
  );
}
function checkedGroup(group, files) {
  const missing = group === void 0 ? void 0 : missingColumn(group, files);
  if (missing !== void 0) throw new ConfigurationError(`--group ${JSON.stringify(group)}: ${missing}`);
  return group;
}

// packages/setup/src/forge.ts
function chooseForge(seen, remote) {
  const workflows = [...seen.texts.keys()].some((path2) => path2.startsWith(".github/"));
  const pipeline2 = seen.texts.has(".gitlab-ci.yml");
  const host = hostOf2(remote);
  const named = host === void 0 ? void 0 : forgeNamed(host);
  if (named !== void 0) return sure(named, `the remote is at ${host}`);
  if (workflows !== pipeline2)
    return sure(workflows ? "github" : "gitlab", workflows ? ".github is here" : ".gitlab-ci.yml is here");
  if (workflows) return unsure("none", ".github and .gitlab-ci.yml are both here");
  return unsure("none", host === void 0 ? "no remote, and no pipeline of a forge" : `the remote is at ${host}`);
}
function forgeNamed(host) {
  if (/(^|[.-])github([.-]|$)/.test(host)) return "github";
  return /(^|[.-])gitlab([.-]|$)/.test(host) ? "gitlab" : void 0;
}
function hostOf2(remote) {
  if (remote === void 0) return void 0;
  if (URL.canParse(remote) && remote.includes("://")) return new URL(remote).hostname.toLowerCase() || void 0;
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1]?.toLowerCase();
}

// packages/setup/src/github-comment-workflow.ts
var githubCommentWorkflowPath = ".github/workflows/mlgate-comment.yml";
var githubCommentWorkflow = `# Comments on pull requests from forks. Their own runs may only read, so this one posts the reports that they left. It runs
# in the name of the repository and may write: it checks nothing out, and runs nothing that the pull request brings.
name: mlgate comment

on: # zizmor: ignore[dangerous-triggers] its one step reads bounded JSON, and runs nothing of the change
  workflow_run:
    workflows: [mlgate] # the name of the workflow in mlgate.yml
    types: [completed]

permissions: {}

jobs:
  comment:
    # On branches of this repository the steps comment themselves. What was cancelled or waits for approval left nothing.
    if: >-
      github.event.workflow_run.event == 'pull_request' &&
      github.event.workflow_run.head_repository.full_name != github.repository &&
      contains(fromJSON('["success", "failure"]'), github.event.workflow_run.conclusion)
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      actions: read # reads the finished run and the artifacts that it left
      pull-requests: write # finds its pull request, and writes the comment
    steps:
      - uses: mlgate/mlgate/actions/publish-report@v1
`;

// packages/setup/src/decide-forge.ts
async function decideForge({ seen, remote, isRoot }, answers, asker, notes) {
  const forges = ["github", "gitlab", "none"];
  if (!isRoot && answers.forge === void 0) {
    notes.push(
      "No workflow is written: forges look for it at the root of the repository, and this is a folder below it."
    );
    return "none";
  }
  const proposed = chooseForge(seen, remote);
  if (answers.forge === void 0 && asker === void 0 && !proposed.sure) {
    notes.push(
      `No workflow is written, since no forge was recognised (${proposed.because}): --forge github or --forge gitlab writes it.`
    );
    return "none";
  }
  const { value } = await settle(
    {
      flag: "forge",
      question: "Where do the steps run?",
      given: answers.forge,
      proposed,
      check: (answer) => forges.some((forge) => forge === answer) ? void 0 : `is none of ${forges.join(", ")}.`,
      options: [
        { value: "github", hint: "GitHub Actions" },
        { value: "gitlab", hint: "GitLab CI/CD" },
        { value: "none", hint: "no workflow is written" }
      ]
    },
    asker
  );
  return forges.find((forge) => forge === value) ?? "none";
}
async function decideForks(forge, seen, { forks }, asker, notes) {
  if (forge !== "github") return false;
  if (forks === true) return true;
  if (seen.texts.has(githubCommentWorkflowPath)) return false;
  if (asker !== void 0) {
    return asker.confirm({
      text: "May there be pull requests from forks, as in a public repository? A second workflow then writes their comment.",
      initial: false
    });
  }
  notes.push(`Pull requests from forks are judged, and get no comment: --forks writes ${githubCommentWorkflowPath}.`);
  return false;
}

// packages/setup/src/existing-tools.ts
function readTools(seen) {
  const notes = [];
  const training = dvcTraining(seen.texts.get("dvc.yaml"), notes) ?? mlprojectTraining(seen.texts.get("MLproject"), notes);
  const cml = [...seen.texts].filter(
    ([path2, text]) => /\.ya?ml$/.test(path2) && /iterative\/setup-cml|treeverse\/setup-cml|\bcml (comment|send-comment|ci|publish)\b/.test(text)
  ).map(([path2]) => path2);
  if (cml.length > 0) {
    notes.push(
      `${cml.join(", ")} comments with CML. The gate writes its own comment: see docs/migrating.md before you run both.`
    );
  }
  return { training, notes };
}
function dvcTraining(text, notes) {
  const stages = Object.entries(mapping(member(parsed(text, "dvc.yaml", notes), "stages")));
  const named = stages.find(([name2]) => /train|fit/i.test(name2));
  const [name, stage] = named ?? (stages.length === 1 ? stages[0] ?? [] : []);
  if (name === void 0) {
    if (stages.length > 0) notes.push("dvc.yaml has several stages and none is called train: say --train-command.");
    return void 0;
  }
  const command = member(stage, "cmd");
  const argv = typeof command === "string" ? wordsOf2(command) : void 0;
  const metrics = names(member(stage, "metrics"));
  if (metrics.length > 0) {
    notes.push(
      `DVC writes ${metrics.join(", ")}: numbers without their rows. The gate measures by itself; docs/migrating.md says how both go together.`
    );
  }
  const files = { inputs: names(member(stage, "deps")), outputs: names(member(stage, "outs")) };
  if (argv !== void 0) return { from: `stage ${name} of dvc.yaml`, argv, ...files };
  notes.push(`Stage ${name} of dvc.yaml is a line for a shell, which is not used here: dvc repro runs it.`);
  return { from: `stage ${name} of dvc.yaml`, argv: ["dvc", "repro", name], ...files };
}
function mlprojectTraining(text, notes) {
  const points = mapping(member(parsed(text, "MLproject", notes), "entry_points"));
  const [name, point] = Object.entries(points).find(([one]) => one === "train") ?? Object.entries(points).find(([one]) => one === "main") ?? [];
  const command = member(point, "command");
  if (name === void 0 || typeof command !== "string") return void 0;
  const parameters = mapping(member(point, "parameters"));
  const filled = command.replace(/\{([^{}]+)\}/g, (place, parameter) => {
    const declared2 = parameters[parameter];
    const value = member(declared2, "default") ?? declared2;
    return typeof value === "string" || typeof value === "number" ? String(value) : place;
  });
  const argv = wordsOf2(filled);
  if (argv === void 0) {
    notes.push(
      `The entry point ${name} of MLproject is a line for a shell, or has parameters without a default: say --train-command.`
    );
    return void 0;
  }
  return { from: `entry point ${name} of MLproject`, argv, inputs: [], outputs: [] };
}
function wordsOf2(command) {
  const words2 = [];
  const line = command.trim();
  const token = /\s*(?:((?:[^\s"'\\|&;<>()$`*?[\]{}~#!]+|"[^"\\$`]*"|'[^']*')+))(?=\s|$)/y;
  while (token.lastIndex < line.length) {
    const match = token.exec(line);
    if (match?.[1] === void 0) return void 0;
    words2.push(
      match[1].replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single ?? "")
    );
  }
  const [program2, ...rest] = words2;
  return program2 === void 0 || program2 === "" || /^\w+=/.test(program2) ? void 0 : [program2, ...rest];
}
function parsed(text, file, notes) {
  if (text === void 0 || text === "") return void 0;
  try {
    return parseDocument(text, file).value;
  } catch {
    notes.push(`${file} cannot be read as YAML and was passed over.`);
    return void 0;
  }
}
function member(value, key) {
  return Object.hasOwn(mapping(value), key) ? mapping(value)[key] : void 0;
}
function mapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function names(value) {
  if (!Array.isArray(value)) return [];
  return value.flatMap(
    (entry) => typeof entry === "string" ? [entry] : Object.keys(mapping(entry)).slice(0, 1)
  );
}

// packages/setup/src/decide-model.ts
async function decideTraining({ seen }, tools, task, answers, asker) {
  const proposed = chooseTraining(seen, tools, task);
  if (answers["train-command"] === void 0 && (proposed.value.by !== "command" || asker === void 0 && proposed.sure)) {
    return proposed;
  }
  const words2 = proposed.value.by === "command" ? proposed.value.argv : void 0;
  const settled = await settle(
    {
      flag: "train-command",
      question: "Which command trains the model?",
      given: answers["train-command"],
      proposed: words2 === void 0 ? void 0 : { ...proposed, value: lineOf(words2) },
      check: (answer) => wordsOf2(answer) === void 0 ? "is a line for a shell, which is not used. Write a script, and name its program and arguments." : void 0
    },
    asker
  );
  const argv = wordsOf2(settled.value);
  if (argv === void 0 || settled.value === (words2 && lineOf(words2))) return { ...proposed, sure: true };
  return sure({ by: "command", argv, inputs: inputsOf2(argv, seen, []) }, settled.because);
}
function lineOf(words2) {
  return words2.map((word) => /^[\w./=:@%+,-]+$/.test(word) ? word : `'${word}'`).join(" ");
}
async function decideCandidate(seen, tools, training, id, answers, asker) {
  const proposed = chooseCandidate(seen, tools, training);
  if (answers.onnx === void 0 && proposed.value.kind === "predictions") {
    if (id !== void 0) return proposed;
    throw new ConfigurationError(
      `${proposed.value.path}: a table of predictions is paired with the rows by a column that identifies them. Name it with --id, or a model with --onnx.`
    );
  }
  const settled = await settle(
    {
      flag: "onnx",
      question: "Which file is the model (ONNX)?",
      given: answers.onnx,
      proposed: { ...proposed, value: proposed.value.path },
      check: wrongModelPath
    },
    asker
  );
  return { ...settled, value: { kind: "onnx", path: settled.value } };
}
function wrongModelPath(path2) {
  return /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}\\]+$/u.test(path2.trim()) ? void 0 : "must be a path below this folder, such as out/model.onnx.";
}

// packages/setup/src/decide-rows.ts
var noData = `No file of rows was found here (.csv, .tsv, .parquet, .jsonl, .ndjson). mlgate checks a table to train on and a table
that the gate alone judges on: put them here, or name them with --train and --test. docs/getting-started.md writes the
files one by one.`;
async function decideRows({ seen, data }, tools, answers, asker) {
  const chosen2 = chooseData(seen.data, tools.training?.inputs);
  if (seen.data.length === 0 && answers.train === void 0 && answers.test === void 0) {
    const fetch = seen.texts.has("dvc.yaml") ? " DVC is used here: dvc pull may bring them." : "";
    throw new ConfigurationError(`${noData}${fetch}`);
  }
  const options = seen.data.map((value) => ({ value }));
  const check = (answer) => answer.trim() === "" ? "is empty." : void 0;
  const wantsTrain = answers.train !== void 0 || chosen2.train !== void 0 || asker !== void 0 || chosen2.test === void 0;
  const trainChoice = wantsTrain ? await settle(
    {
      flag: "train",
      question: "Which rows is the model trained on?",
      given: answers.train,
      proposed: chosen2.train,
      check,
      options
    },
    asker
  ) : void 0;
  const others = options.filter(({ value }) => value !== trainChoice?.value);
  const proposedTest = chosen2.test?.value === trainChoice?.value ? void 0 : chosen2.test;
  if (answers.test === void 0 && proposedTest === void 0 && trainChoice !== void 0) {
    const divides = answers.split === true || await offersToDivide(trainChoice.value, others.length, asker);
    if (divides) return divided(await data.split(trainChoice.value, answers.group), answers.group);
    if (asker === void 0) throw noTest(trainChoice.value);
  }
  const testChoice = await settle(
    {
      flag: "test",
      question: "Which rows does the gate judge on?",
      given: answers.test,
      proposed: proposedTest,
      check,
      options: others
    },
    asker
  );
  if (trainChoice !== void 0 && await data.isSame(trainChoice.value, testChoice.value)) {
    throw new ConfigurationError(
      `${testChoice.value}: is what the model is trained on, too. Rows that were learned by heart say nothing about a model: name others with --test.`
    );
  }
  return {
    train: trainChoice === void 0 ? void 0 : await data.observe(trainChoice.value),
    test: await data.observe(testChoice.value),
    trainChoice,
    testChoice,
    validation: chosen2.validation,
    divided: void 0
  };
}
async function offersToDivide(file, others, asker) {
  if (asker === void 0 || others > 0) return false;
  return asker.confirm({
    text: `${file} is the only file. Divide its rows into a file to train on and a file to judge on?`,
    initial: true
  });
}
function noTest(train) {
  return new ConfigurationError(
    `There are no rows that training never sees, and the gate judges on no others. Name them with --test, or let --split divide ${train} into two files, one row in five for the gate.`
  );
}
function divided(parts, group) {
  const because = `divided from ${parts.from} by a hash of each row's ${group === void 0 ? "number" : JSON.stringify(group)}`;
  return {
    train: parts.train.observed,
    test: parts.test.observed,
    trainChoice: sure(parts.train.path, because),
    testChoice: sure(parts.test.path, `${because}; training must not read ${parts.from}`),
    validation: void 0,
    divided: parts
  };
}

// packages/setup/src/project-file.ts
var import_yaml = __toESM(require_dist(), 1);
function projectFile(project, file) {
  const { branch, candidate, training, task } = project;
  const kept = training.value.by === "nobody" ? `that ${branch} keeps` : `of the newest run on ${branch}`;
  const document = new import_yaml.Document(bodyOf(project), { compat: "yaml-1.1" });
  document.commentBefore = " How this model is checked, trained and judged. Comments say what each choice rests on: correct what you know better.";
  const say = (path2, because) => {
    if (because === void 0) return;
    const map = document.getIn(path2.slice(0, -1), true);
    const owner = path2.length === 1 ? document.contents : map;
    if (!(0, import_yaml.isMap)(owner)) return;
    const pair = owner.items.find(({ key }) => (0, import_yaml.isScalar)(key) && key.value === path2.at(-1));
    if (pair !== void 0 && (0, import_yaml.isScalar)(pair.key)) pair.key.commentBefore = commentLine(because);
  };
  say(["task"], task.because);
  say(["candidate", candidate.value.kind], candidate.because);
  say(["candidate", "features"], "the list in the training script, in its order");
  say(["data", "train"], project.train?.because);
  say(["data", "validation"], project.validation?.because);
  say(["data", "test"], project.test.because);
  say(["data", "label"], project.label.because);
  say(["data", "positive"], project.positive?.because);
  say(["data", "id"], project.id?.because);
  say(["data", "group"], "whole groups are resampled, since their rows depend on each other; at least 30 of them");
  say(["train", "command"], training.because);
  say(["train", "builtin"], training.because);
  say(["train", "builtin", "features"], project.builtinFeatures?.because);
  say(["gate", "baseline"], `the model ${kept}; without one, min and max alone are judged`);
  for (const metric of project.metrics) {
    say(["gate", "metrics", metric.name], metric.because);
    const node = document.getIn(["gate", "metrics", metric.name], true);
    if ((0, import_yaml.isMap)(node)) node.flow = true;
  }
  for (const path2 of [
    ["train", "command"],
    ["train", "inputs"],
    ["candidate", "features"],
    ["train", "builtin", "features"],
    ["gate", "baseline", "from"]
  ]) {
    const node = document.getIn(path2, true);
    if ((0, import_yaml.isSeq)(node)) node.flow = true;
  }
  const text = document.toString({ lineWidth: 0 });
  loadProject(text, file);
  return text;
}
function bodyOf(project) {
  const { candidate, contract, features, group, id, label, metrics, positive, test, train, training, validation } = project;
  return {
    model: project.model,
    task: project.task.value,
    candidate: {
      [candidate.value.kind]: candidate.value.path,
      ...features === void 0 || candidate.value.kind !== "onnx" ? {} : { features }
    },
    data: {
      contract,
      ...train === void 0 ? {} : { train: train.value },
      ...validation === void 0 ? {} : { validation: validation.value },
      test: test.value,
      label: label.value,
      ...positive === void 0 ? {} : { positive: positive.value },
      ...id === void 0 ? {} : { id: id.value },
      ...group === void 0 ? {} : { group }
    },
    ...trainSection(training.value, project.builtinFeatures?.value),
    gate: {
      baseline: {
        from: [
          training.value.by === "nobody" ? `git:${project.branch}:${candidate.value.path}` : `branch:${project.branch}`
        ],
        if_missing: "absolute-only"
      },
      metrics: Object.fromEntries(
        metrics.map(({ name, min, maxRegression }) => [
          name,
          {
            ...min === void 0 ? {} : { min },
            ...maxRegression === void 0 ? {} : { max_regression: maxRegression }
          }
        ])
      )
    }
  };
}
function trainSection(training, features) {
  switch (training.by) {
    case "command":
      return {
        train: { command: training.argv, ...training.inputs.length === 0 ? {} : { inputs: training.inputs } }
      };
    case "builtin":
      return { train: { builtin: { algorithm: training.algorithm, ...features === void 0 ? {} : { features } } } };
    case "nobody":
      return {};
  }
}
function modelName(folder) {
  const name = folder.normalize("NFKD").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9_]+|[-.]+$/g, "").slice(0, 60).toLowerCase();
  return name === "" ? "model" : name;
}

// packages/setup/src/propose-gate.ts
var disagreement = 0.05;
var deviations = { 1: 2.487, 2: 2.802 };
function proposeGate(task, label) {
  const rows = label.present;
  if (task === "regression") {
    const margin = percentUp(deviations[1] * Math.sqrt(disagreement / rows));
    return [
      { name: "r2", min: 0, because: "better than answering the mean of the test rows each time" },
      { name: "rmse", maxRegression: margin, because: estimated(`${rows} test rows`) }
    ];
  }
  const counts = [...label.values?.values() ?? []];
  if (counts.length === 0) {
    return [
      {
        name: "accuracy",
        min: roundUp(1 / label.distinct, 4),
        maxRegression: marginUp(deviations[1] * Math.sqrt(disagreement / rows)),
        because: `min: guessing among about ${label.distinct} classes. ${estimated(`${rows} test rows`)}`
      }
    ];
  }
  const [most, frequent] = [...label.values ?? []].map(([value, count2]) => [count2, value])[0] ?? [rows, ""];
  const accuracy = {
    name: "accuracy",
    min: roundUp(most / rows, 3),
    maxRegression: marginUp(deviations[2] * Math.sqrt(disagreement / rows)),
    because: `min: always answering ${JSON.stringify(frequent)} is right in ${most} of ${rows} test rows. ${estimated(`${rows} test rows`)}`
  };
  if (counts.length === 2) {
    const [a = 1, b = 1] = counts;
    const auc = {
      name: "roc_auc",
      min: 0.5,
      maxRegression: marginUp(deviations[2] * areaDifferenceError(Math.min(a, b), Math.max(a, b))),
      because: `min: tossing a coin. ${estimated(`${Math.min(a, b)} test rows of the rarer class`)}`
    };
    return most / rows > 0.8 ? [auc] : [auc, accuracy];
  }
  const error = Math.sqrt(disagreement / counts.length ** 2 * counts.reduce((sum, count2) => sum + 1 / count2, 0));
  const balanced = {
    name: "balanced_accuracy",
    min: roundUp(1 / counts.length, 3),
    maxRegression: marginUp(deviations[2] * error),
    because: `min: guessing among ${counts.length} classes. ${estimated(`${Math.min(...counts)} test rows of the rarest class`)}`
  };
  return [accuracy, balanced];
}
function estimated(rows) {
  return `max_regression: what ${rows} can tell from chance, estimated for models that differ on 5 % of the rows; mlgate simulate measures it.`;
}
function withMeasuredMargins(metrics, margins, model) {
  return metrics.map((metric) => {
    const found = margins.get(metric.name);
    if (found === void 0 || metric.maxRegression === void 0 || !(found.margin > 0)) return metric;
    const maxRegression = typeof metric.maxRegression === "number" ? marginUp(found.margin) : percentUp(found.margin / Math.abs(found.value));
    const because = metric.because.replace(
      /max_regression: .*$/,
      `max_regression: the smallest that a model as good as ${model} keeps in four of five simulated runs, where two such models differ on ${found.disagreement * 100} % of the rows.`
    );
    return { ...metric, maxRegression, because };
  });
}
function areaDifferenceError(positives, negatives) {
  const area = 0.8;
  const q1 = area / (2 - area);
  const q2 = 2 * area ** 2 / (1 + area);
  const variance = (area * (1 - area) + (positives - 1) * (q1 - area ** 2) + (negatives - 1) * (q2 - area ** 2)) / (positives * negatives);
  return Math.sqrt(2 * variance * (1 - 0.9));
}
function marginUp(margin) {
  const digits = 1 - Math.floor(Math.log10(margin));
  return roundUp(margin, Math.min(4, digits));
}
function percentUp(share) {
  return `${marginUp(share * 100)}%`;
}
function roundUp(value, digits) {
  return Number((Math.ceil(value * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits));
}

// packages/setup/src/decide.ts
async function decide(around, answers, asker) {
  const { seen } = around;
  const tools = readTools(seen);
  const notes = [...tools.notes, ...seen.passedOver.map((sentence) => `${sentence}.`)];
  const rows = await decideRows(around, tools, answers, asker);
  const label = await decideLabel(rows, seen, answers, asker);
  const [trainLabel, testLabel] = [columnOf(rows.train ?? rows.test, label.value), columnOf(rows.test, label.value)];
  const task = await decideTask(trainLabel, (rows.train ?? rows.test).file, answers, asker);
  if (testLabel.values?.size === 1) {
    throw new ConfigurationError(
      `${rows.test.file}: ${JSON.stringify(label.value)} has one value in all rows, so every model would be right. Name another column with --label, or other rows with --test.`
    );
  }
  const files = [...rows.train === void 0 ? [] : [rows.train], rows.test];
  const id = await decideId(files, label.value, answers, asker);
  const training = await decideTraining(around, tools, task.value, answers, asker);
  if (training.value.by !== "nobody" && rows.train === void 0) {
    throw new ConfigurationError("There is no file of rows to train on. Name it with --train.");
  }
  const candidate = await decideCandidate(seen, tools, training.value, id, answers, asker);
  const group = checkedGroup(answers.group, files);
  const scripts = scriptsOf(training.value, seen);
  const model = await settle(
    {
      flag: "model",
      question: "What is the model called?",
      given: answers.model,
      proposed: sure(modelName(around.folder), "after the folder"),
      check: wrongName
    },
    asker
  );
  const forge = await decideForge(around, answers, asker, notes);
  const forks = await decideForks(forge, seen, answers, asker, notes);
  notes.push(...dataNotes(rows, label.value, group, id, training.value, seen));
  const project = {
    model: model.value,
    task,
    candidate,
    features: rows.train === void 0 ? void 0 : featuresInScripts(rows.train, label.value, scripts),
    builtinFeatures: training.value.by === "builtin" ? builtinFeatures(files, [label.value, id?.value, group]) : void 0,
    contract: `contracts/${model.value}.odcs.yaml`,
    train: rows.trainChoice,
    validation: rows.validation,
    test: rows.testChoice,
    label,
    positive: task.value === "classification" ? choosePositive(testLabel) : void 0,
    id,
    group,
    training,
    branch: around.branch,
    metrics: proposeGate(task.value, testLabel)
  };
  return { project, forge, forks, observed: files, testLabel, divided: rows.divided, notes };
}
function wrongName(name) {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name) ? void 0 : "must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.";
}

// packages/setup/src/github-workflow.ts
var checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
var setupPython = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0";
function githubWorkflow({ branch, trains, python, otherCommand }) {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(branch);
  const name = isPlain ? branch : "the branch";
  const listed = isPlain ? branch : JSON.stringify(branch);
  const purpose = trains ? `# A model is trained and judged with every pull request, and again on ${name}, where the run leaves the model that the
# next pull requests are compared with.` : `# The model that is committed is judged with every pull request, and compared with the one on ${name}.`;
  return `${purpose}
name: mlgate

on:
  pull_request:
  push:
    branches: [${listed}]

permissions: {}

concurrency:
  group: mlgate-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  validate:
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the contract at the tip of ${name}
      actions: read # finds what the data of ${name} held
      pull-requests: write # writes the comment
${trains ? `    outputs:
      artifact-id: \${{ steps.validate.outputs.artifact-id }}
      artifact-digest: \${{ steps.validate.outputs.artifact-digest }}
` : ""}    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: validate
        uses: mlgate/mlgate/actions/validate-data@v1

${trains ? trainJob(python, otherCommand) : ""}  gate:
    needs: ${trains ? "train" : "validate"}
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out, and reads the policy at the tip of ${name}
${trains ? `      actions: read # finds the model that the newest run on ${name} left
` : ""}      pull-requests: write # writes the comment
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: gate
        uses: mlgate/mlgate/actions/evaluate-gate@v1
${trains ? `        with:
          training-artifact-id: \${{ needs.train.outputs.artifact-id }}
          training-artifact-digest: \${{ needs.train.outputs.artifact-digest }}
` : ""}`;
}
function trainJob(python, otherCommand) {
  return `  # Training runs code of the pull request, so there is nothing secret in this job and it may write nowhere.
  train:
    needs: validate
    runs-on: ubuntu-24.04
    permissions:
      contents: read # checks out
    outputs:
      artifact-id: \${{ steps.train.outputs.artifact-id }}
      artifact-digest: \${{ steps.train.outputs.artifact-digest }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false # a command that trains could read them
${python === void 0 ? "" : pythonSteps(python)}${otherCommand ? "      # Install here what the training needs.\n" : ""}      - id: train
        uses: mlgate/mlgate/actions/train-model@v1
        with:
          validation-artifact-id: \${{ needs.validate.outputs.artifact-id }}
          validation-artifact-digest: \${{ needs.validate.outputs.artifact-digest }}

`;
}
var installs = {
  requirements: "pip install -r requirements.txt",
  pyproject: "pip install .",
  uv: "pip install uv && uv sync --frozen"
};
function pythonSteps(python) {
  return `      - uses: ${setupPython}
        with:
          python-version: "3.13"
${python === "none" ? "      # Install here what the training needs: - run: pip install -r requirements.txt\n" : `      - run: ${installs[python]}
`}`;
}

// packages/setup/src/gitlab-pipeline.ts
function gitlabPipeline({ trains, command, version: version2, included }) {
  const component = (step) => `  - component: $CI_SERVER_FQDN/mlgate/mlgate/${step}@${version2}
`;
  const purpose = trains ? `# A model is trained and judged with every merge request, and again on the default branch, where the pipeline leaves the
# model that the next merge requests are compared with. Both need the variable GITLAB_TOKEN: a project access token with
# the scope \`api\`, masked, for the environment \`mlgate\` alone, so that the job that trains does not get it.
` : `# The model that is committed is judged with every merge request, and compared with the one on the default branch. Needs
# the variable GITLAB_TOKEN: a project access token with the scope \`api\`, masked, for the environment \`mlgate\` alone.
`;
  const rules = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

`;
  const image = `  # The training's programs must be in the image: set image here, with archive for one without Node.js (docs/gitlab.md).
`;
  return `${purpose}${included ? "" : rules}include:
${component("validate-data")}${trains ? `${command ? image : ""}${component("train-model")}    inputs:
      needs: [validate-data]
      validation-job: validate-data
` : ""}${component("evaluate-gate")}    inputs:
      needs: [${trains ? "train-model" : "validate-data"}]
${trains ? "      training-job: train-model\n" : ""}`;
}

// packages/setup/src/look-at-files.ts
import { readdir } from "node:fs/promises";
import { join as join6 } from "node:path";
var deepest = 4;
var mostEntries = 2e4;
var mostScripts = 50;
var textLimit = 4e5;
var skippedFolders = /* @__PURE__ */ new Set([
  "node_modules",
  "__pycache__",
  "venv",
  "env",
  "site-packages",
  "mlruns",
  "mlartifacts",
  "build",
  "dist",
  "target",
  "vendor"
]);
var dataFile = /\.(csv|tsv|parquet|jsonl|ndjson)$/i;
var jsonData = /(^|\/)(data|datasets?)\/(.*\/)?[^/]+\.json$/i;
var scriptFile = /(^|\/)([^/]*(train|fit)[^/]*|main|model|pipeline)\.(py|r|jl)$/i;
var textFile = /^(dvc\.yaml|dvc\.lock|MLproject|params\.yaml|requirements\.txt|pyproject\.toml|uv\.lock|\.python-version|\.gitignore|\.gitlab-ci\.yml)$/;
async function lookAtFiles(root) {
  const found = {
    data: [],
    scripts: [],
    notebooks: [],
    onnx: [],
    texts: []
  };
  const passedOver = [];
  let entries = 0;
  const look = async (folder, depth) => {
    for (const entry of await entriesOf(root, folder, passedOver)) {
      if (++entries > mostEntries) return;
      const path2 = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isLookedInto(path2, entry.name) && depth < deepest) await look(path2, depth + 1);
      } else if (entry.isFile()) {
        sort(path2, found);
      } else if (entry.isSymbolicLink() && dataFile.test(path2)) {
        passedOver.push(`${path2} is a link; name it yourself if it is the data`);
      }
    }
  };
  await look("", 1);
  if (entries > mostEntries) passedOver.push(`only the first ${mostEntries} files and folders were looked at`);
  return {
    data: found.data,
    scripts: await readTexts(root, found.scripts.slice(0, mostScripts)),
    notebooks: found.notebooks,
    onnx: found.onnx,
    texts: await readTexts(root, found.texts),
    passedOver
  };
}
async function entriesOf(root, folder, passedOver) {
  try {
    const entries = await readdir(join6(root, folder), { withFileTypes: true });
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (cause) {
    if (folder === "")
      throw new ConfigurationError(`${root}: cannot be read. Run this in the folder of the project.`, { cause });
    passedOver.push(`${folder} cannot be read`);
    return [];
  }
}
function isLookedInto(path2, name) {
  return path2 === ".github" || path2 === ".github/workflows" || !(name.startsWith(".") || skippedFolders.has(name));
}
function sort(path2, found) {
  if (new RegExp("\\p{Cc}|\\\\", "u").test(path2)) return;
  if (textFile.test(path2) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path2)) found.texts.push(path2);
  else if (path2.startsWith(".github/")) return;
  else if (dataFile.test(path2) || jsonData.test(path2)) found.data.push(path2);
  else if (path2.endsWith(".ipynb")) found.notebooks.push(path2);
  else if (path2.endsWith(".onnx")) found.onnx.push(path2);
  else if (scriptFile.test(path2) && !/(^|\/)tests?\/|(^|\/)test_/.test(path2)) found.scripts.push(path2);
}
async function readTexts(root, paths) {
  const texts = /* @__PURE__ */ new Map();
  for (const path2 of paths) {
    const bytes = await readBoundedFile(join6(root, path2), textLimit).catch(() => void 0);
    texts.set(path2, bytes === void 0 ? "" : new TextDecoder().decode(bytes));
  }
  return texts;
}

// packages/setup/src/observe-data.ts
import { mkdtemp as mkdtemp3, realpath as realpath2, rm as rm4, stat as stat4 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join7 } from "node:path";

// packages/setup/src/split-rows.ts
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
var testPercent = 20;
function isTestRow(key) {
  return createHash("sha256").update(`mlgate split\0${key}`).digest().readUInt32BE(0) % 100 < testPercent;
}
function splitPaths(file) {
  const match = /^(.*)\.(csv|tsv|jsonl|ndjson)$/i.exec(file);
  return match === null ? void 0 : { train: `${match[1]}-train.${match[2]}`, test: `${match[1]}-test.${match[2]}` };
}
async function splitRows(request) {
  const { source, hasHeader, isTest } = request;
  const counts = { train: 0, test: 0 };
  let row = hasHeader ? -1 : 0;
  const of = (which) => async function* take(records) {
    for await (const record of records) {
      const isHeader = row === -1;
      const goes = isHeader || isTest(row) === (which === "test");
      row++;
      if (!goes) continue;
      if (!isHeader) counts[which]++;
      yield record;
    }
  };
  for (const which of ["train", "test"]) {
    row = hasHeader ? -1 : 0;
    const records = of(which)(recordsOf(createReadStream(source), hasHeader));
    await pipeline(records, createWriteStream(request[which], { flags: "wx" }));
  }
  return counts;
}
var quote = 34;
var lineFeed = 10;
async function* recordsOf(chunks, hasQuotes) {
  let rest = [];
  let quoted = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === quote && hasQuotes) quoted = !quoted;
      else if (chunk[at] === lineFeed && !quoted) {
        const record = Buffer.concat([...rest, chunk.subarray(from, at + 1)]);
        rest = [];
        from = at + 1;
        if (!isBlank(record)) yield record;
      }
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0 && !isBlank(last)) yield Buffer.concat([last, Buffer.from("\n")]);
}
function isBlank(record) {
  return record.every((byte) => byte === lineFeed || byte === 13);
}

// packages/setup/src/observe-data.ts
var largeBytes = 2e8;
async function openData(root, tell) {
  const scratch = await mkdtemp3(join7(tmpdir3(), "mlgate-init-"));
  const tables = await openTables({ allow: [root, scratch] });
  const observeAt = async (file, name) => {
    const bytes = await stat4(file).then(
      ({ size }) => size,
      () => 0
    );
    if (bytes > largeBytes) tell(`Reading all rows of ${name}, ${(bytes / 1e9).toFixed(1)} GB`);
    const observed = await observeFile(tables, file, name);
    if (observed.rows === 0) throw new ConfigurationError(`${name}: has no rows.`);
    return observed;
  };
  return {
    observe: (path2) => observeAt(join7(root, path2), path2),
    async isSame(a, b) {
      const [first, second] = await Promise.all([a, b].map((path2) => realpath2(join7(root, path2)).catch(() => path2)));
      return first === second;
    },
    async split(path2, group) {
      const paths = splitPaths(path2);
      if (paths === void 0) {
        throw new ConfigurationError(
          `${path2}: only CSV, TSV and JSON lines can be divided here. Write two files yourself, and name them with --train and --test.`
        );
      }
      const whole = await observeAt(join7(root, path2), path2);
      const groups = group === void 0 ? void 0 : await tables.read(join7(root, path2), { columns: [group] });
      const column = group === void 0 ? void 0 : groups?.columns.get(group)?.values;
      const extension = path2.slice(path2.lastIndexOf("."));
      const [train, test] = [join7(scratch, `train${extension}`), join7(scratch, `test${extension}`)];
      const counts = await splitRows({
        source: await realpath2(join7(root, path2)),
        train,
        test,
        hasHeader: /\.(csv|tsv)$/i.test(path2),
        isTest: (row) => isTestRow(column === void 0 ? String(row) : String(column[row]))
      });
      if (counts.train + counts.test !== whole.rows || counts.train === 0 || counts.test === 0) {
        throw new ConfigurationError(
          `${path2}: its ${whole.rows} rows cannot be divided here (${counts.train} and ${counts.test} came out). Write two files yourself, and name them with --train and --test.`
        );
      }
      return {
        from: path2,
        train: { path: paths.train, temporary: train, observed: await observeAt(train, paths.train) },
        test: { path: paths.test, temporary: test, observed: await observeAt(test, paths.test) }
      };
    },
    async [Symbol.asyncDispose]() {
      await tables[Symbol.asyncDispose]();
      await rm4(scratch, { recursive: true, force: true });
    }
  };
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path2, added, removed, oldPosInc, options) {
    const last = path2.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path2.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path2.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  if (typeof options === "function") {
    options = { callback: options };
  }
  if (!(options === null || options === void 0 ? void 0 : options.callback)) {
    const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options);
    if (!patchObj) {
      return;
    }
    return formatPatch(patchObj, options === null || options === void 0 ? void 0 : options.headerOptions);
  } else {
    const { callback } = options;
    structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options), { callback: (patchObj) => {
      if (!patchObj) {
        callback(void 0);
      } else {
        callback(formatPatch(patchObj, options.headerOptions));
      }
    } }));
  }
}
function splitLines(text) {
  const hasTrailingNl = text.endsWith("\n");
  const result = text.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// packages/setup/src/planned-files.ts
function overwritten(files) {
  return files.filter(({ before, content, adds }) => before !== void 0 && before !== content && !adds);
}
function changed(files) {
  return files.filter(({ before, content }) => before !== content);
}
function diffOf({ path: path2, content, before }) {
  const [from, to] = [before === void 0 ? "/dev/null" : `a/${path2}`, `b/${path2}`];
  return createTwoFilesPatch(from, to, before ?? "", content, void 0, void 0, { context: 3 }).replace(/^=+\n/, "");
}
function withIgnored(before, lines) {
  const present2 = new Set((before ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = lines.filter((line) => !present2.has(line.replace(/^\/|\/$/g, "")));
  if (missing.length === 0) return before ?? "";
  const start = before === void 0 || before === "" || before.endsWith("\n") ? before ?? "" : `${before}
`;
  return `${start}${missing.join("\n")}
`;
}

// packages/setup/src/plan-setup.ts
async function planSetup({ project, forge, forks, observed }, seen, options) {
  const contract = inferContract(observed, { name: project.model, id: project.id?.value });
  if (contract === void 0) {
    throw new ConfigurationError(`${observed.map(({ file }) => file).join(" and ")} have no column in common.`);
  }
  const training = project.training.value;
  const trains = training.by !== "nobody";
  const notes = [];
  const wanted = [
    { path: "mlgate.yml", content: projectFile(project, "mlgate.yml") },
    { path: project.contract, content: contractYaml(contract) }
  ];
  if (forge === "github") {
    const python = pythonSetup(training, seen);
    const otherCommand = training.by === "command" && python === void 0;
    wanted.push({
      path: ".github/workflows/mlgate.yml",
      content: githubWorkflow({ branch: project.branch, trains, python, otherCommand })
    });
    if (forks) wanted.push({ path: githubCommentWorkflowPath, content: githubCommentWorkflow });
  }
  if (forge === "gitlab") {
    const pipeline2 = { trains, command: training.by === "command", version: options.version };
    const standalone = gitlabPipeline({ ...pipeline2, included: false });
    const present2 = await options.read(".gitlab-ci.yml");
    const included = present2 !== void 0 && present2 !== standalone;
    const path2 = included ? ".gitlab/mlgate.yml" : ".gitlab-ci.yml";
    wanted.push({ path: path2, content: included ? gitlabPipeline({ ...pipeline2, included }) : standalone });
    if (included) notes.push(`.gitlab-ci.yml is left as it is: add to its include: the entry "- local: ${path2}".`);
  }
  const ignored = [".mlgate/", ...trains ? [`/${project.candidate.value.path}`] : []];
  wanted.push({ path: ".gitignore", content: withIgnored(await options.read(".gitignore"), ignored), adds: true });
  const files = [];
  for (const { path: path2, content, adds = false } of wanted)
    files.push({ path: path2, content, adds, before: await options.read(path2) });
  return { files, notes };
}

// packages/app/src/init-surroundings.ts
import { realpath as realpath3 } from "node:fs/promises";
async function gitSurroundings(cwd, exec) {
  const git = async (...args) => {
    try {
      const result = await exec({
        argv: ["git", ...args],
        cwd,
        env: { GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
        inherit: ["PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME"],
        timeoutSeconds: 10
      });
      return result.exitCode === 0 ? result.stdout.trim() || void 0 : void 0;
    } catch {
      return void 0;
    }
  };
  const top = await git("rev-parse", "--show-toplevel");
  const remoteHead = await git("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  const known = async (name) => await git("rev-parse", "--verify", "--quiet", `refs/heads/${name}`) && name;
  return {
    remote: await git("config", "--get", "remote.origin.url"),
    branch: remoteHead?.replace(/^origin\//, "") ?? (await known("main") || await known("master") || await git("symbolic-ref", "--short", "HEAD") || "main"),
    isRoot: top === void 0 || await realpath3(top) === await realpath3(cwd)
  };
}

// packages/app/src/init.ts
var simulations = 60;
async function init(request, world) {
  var _stack = [];
  try {
    const asks = !request.yes && !request.dryRun;
    if (asks && world.asker === void 0) {
      throw new ConfigurationError(
        "init asks questions, and here is no terminal to ask at. Give --yes to use what is sure, or --dry-run to see it."
      );
    }
    const asker = asks ? await world.asker?.() : void 0;
    const root = await realpath4(world.cwd);
    const seen = await lookAtFiles(root);
    const git = await gitSurroundings(root, world.exec);
    const data = __using(_stack, await openData(root, (line) => world.tell(harmlessLine(line))), true);
    const decided = await decide({ folder: basename2(root), seen, data, ...git }, request.answers, asker);
    const { decision, note } = await measured(decided, root, world);
    const plan = await planSetup(decision, seen, { version: world.version, read: (path2) => present(root, path2) });
    const files = await agreed(plan.files, request, asker, world);
    const parts = decision.divided === void 0 ? [] : [decision.divided.train, decision.divided.test];
    await refuseDivided(parts, root, request);
    const say = (line) => world.write(`${harmlessLine(line)}
`);
    for (const line of summary(decision)) say(line);
    const wanted = [...parts, ...changed(files)].map(({ path: path2 }) => path2);
    if (asker !== void 0 && wanted.length > 0) {
      const writes = await asker.confirm({ text: `Write ${wanted.join(", ")}?`, initial: true });
      if (!writes) throw new ConfigurationError("Nothing was written.");
    }
    if (request.dryRun) {
      for (const { path: path2, observed } of parts) say(`Would write ${path2}, ${observed.rows} rows`);
      for (const line of changed(files).map(diffOf).join("\n").split("\n")) say(line);
      say("Nothing was written.");
    } else {
      const contents = changed(files).map(({ path: path2, content }) => ({ path: path2, content }));
      const divided2 = parts.map(({ path: path2, temporary }) => ({ path: path2, content: { copyOf: temporary } }));
      await writeTogether(root, [...divided2, ...contents]);
      for (const { path: path2 } of divided2) say(`Written  ${path2}`);
      for (const { path: path2, before, adds } of changed(files)) {
        say(`Written  ${path2}${before !== void 0 && adds ? " (lines added)" : ""}`);
      }
    }
    for (const sentence of [...decision.notes, ...plan.notes, ...note]) say(`Note     ${sentence}`);
    say("");
    say(request.dryRun ? "Next: the same without --dry-run" : `Next: ${nextCommands(decision)}`);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function nextCommands({ project }) {
  const steps2 = ["validate-data", ...project.training.value.by === "nobody" ? [] : ["train-model"], "evaluate-gate"];
  return steps2.map((step) => `mlgate ${step}`).join(" && ");
}
async function measured(decision, root, world) {
  const { project, testLabel, divided: divided2 } = decision;
  const candidate = project.candidate.value.path;
  const exists = await lstat3(join8(root, candidate)).then(
    (found) => found.isFile(),
    () => false
  );
  if (!exists || testLabel.rows > mostSimulatedRows) return { decision, note: [] };
  try {
    const { body } = selectModel(loadProject(projectFile(project, "mlgate.yml"), "mlgate.yml"));
    const place = { projectFolder: root, repository: root, roots: [], use: "read" };
    const margins = await supportedMargins({
      model: await resolveDataPath({ ...place, path: candidate, what: "candidate" }),
      test: divided2?.test.temporary ?? await resolveDataPath({ ...place, path: project.test.value, what: "data.test" }),
      body,
      progress: world.progress,
      simulations
    });
    const metrics = withMeasuredMargins(project.metrics, margins, candidate);
    return { decision: { ...decision, project: { ...project, metrics } }, note: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const reason = messageOf(error);
    return {
      decision,
      note: [`Margins are estimated, not simulated, since nothing could be simulated with ${candidate}: ${reason}`]
    };
  }
}
async function present(root, path2) {
  const found = await lstat3(join8(root, path2)).catch(() => void 0);
  if (found === void 0) return void 0;
  if (!found.isFile()) throw new ConfigurationError(`${path2}: is in the way, and no file. Remove it.`);
  return readFile3(join8(root, path2), "utf8");
}
async function agreed(files, request, asker, world) {
  const replaced = overwritten(files);
  if (replaced.length === 0 || request.force || request.dryRun) return files;
  if (asker === void 0) {
    const names3 = replaced.map(({ path: path2 }) => path2).join(", ");
    throw new ConfigurationError(
      `${names3}: ${replaced.length === 1 ? "is" : "are"} there and would change. --dry-run shows how, --force replaces; nothing was written.`
    );
  }
  const kept = /* @__PURE__ */ new Set();
  for (const file of replaced) {
    for (const line of diffOf(file).split("\n")) world.write(`${harmlessLine(line)}
`);
    if (!await asker.confirm({ text: `Replace ${file.path}?`, initial: false })) kept.add(file.path);
  }
  return files.filter(({ path: path2 }) => !kept.has(path2));
}
async function refuseDivided(parts, root, { force }) {
  for (const { path: path2 } of parts) {
    if (force || await lstat3(join8(root, path2)).catch(() => void 0) === void 0) continue;
    throw new ConfigurationError(
      `${path2}: is there. Name it with --train or --test, or replace it with --force; nothing was written.`
    );
  }
}
function summary({ project }) {
  const { candidate, id, label, model, positive, task, test, train, training } = project;
  const how = training.value.by === "command" ? training.value.argv.join(" ") : training.value.by === "builtin" ? training.value.algorithm : "elsewhere";
  const rows = [
    ["model", model],
    ["task", task.value, task.because],
    ["label", label.value, label.because],
    ["positive", positive && String(positive.value), positive?.because],
    ["id", id?.value, id?.because],
    ["train", train?.value, train?.because],
    ["test", test.value, test.because],
    ["trained by", how, training.because],
    ["candidate", candidate.value.path, candidate.because]
  ];
  return [
    ...rows.flatMap(
      ([name, value, because]) => value === void 0 ? [] : [`${name.padEnd(11)}${value}${because === void 0 ? "" : ` (${because})`}`]
    ),
    ""
  ];
}

// packages/app/src/init-prompts.ts
var Cancelled = class extends ConfigurationError {
  constructor() {
    super("Ended by you; nothing was written.");
  }
};
async function terminalAsker() {
  const { confirm, select, text } = await import("./chunks/dist-EZ3GGXIJ.js");
  const answered = (answer) => {
    if (typeof answer === "symbol") throw new Cancelled();
    return answer;
  };
  return {
    async select({ text: message, initial, options }) {
      const shown3 = options.map(({ value, hint }) => ({
        value,
        label: harmlessLine(value),
        ...hint === void 0 ? {} : { hint }
      }));
      const start = options.some(({ value }) => value === initial) ? { initialValue: initial ?? "" } : {};
      return answered(
        await select({ message: harmlessLine(message), options: shown3, maxItems: 12, ...start })
      );
    },
    async text({ text: message, initial, check }) {
      const given = await text({
        message: harmlessLine(message),
        ...initial === void 0 ? {} : { initialValue: initial },
        validate: (value) => check(value ?? "")
      });
      return answered(given);
    },
    async confirm({ text: message, initial }) {
      return answered(await confirm({ message: harmlessLine(message), initialValue: initial }));
    }
  };
}

// packages/app/src/terminal-progress.ts
var import_cli_progress = __toESM(require_cli_progress(), 1);
function terminalProgress(stream) {
  let bar;
  return {
    start: (rawLabel, total, rawUnit) => {
      const [label, unit] = [harmlessLine(rawLabel), harmlessLine(rawUnit)];
      bar = new import_cli_progress.SingleBar(
        {
          stream,
          clearOnComplete: true,
          hideCursor: true,
          format: total === void 0 ? `${label} {value} ${unit}` : `${label} {bar} {value}/{total} ${unit} ETA {eta} s`
        },
        import_cli_progress.Presets.shades_classic
      );
      bar.start(total ?? 0, 0);
    },
    advance: (by) => bar?.increment(by),
    stop: () => {
      bar?.stop();
      bar = void 0;
    }
  };
}

// packages/app/src/run-init.ts
var silent = { start() {
}, advance() {
}, stop() {
} };
function runInit(request) {
  const { stdin, stdout, stderr } = process;
  return init(request, {
    cwd: process.cwd(),
    exec: runProgram,
    progress: stderr.isTTY ? terminalProgress(stderr) : silent,
    version,
    tell: (line) => void stderr.write(`${line}
`),
    write: (text) => void stdout.write(text),
    asker: stdin.isTTY && stdout.isTTY ? terminalAsker : void 0
  });
}

// packages/server/src/serving-manifest.ts
import { readFile as readFile4 } from "node:fs/promises";
var NamedFile = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1, description: "Path relative to the model's folder, with `/`." }),
    digest: typebox_exports.Unsafe(typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }))
  },
  { additionalProperties: false }
);
var ServingManifest = typebox_exports.Object(
  {
    format: typebox_exports.Literal(1),
    model: typebox_exports.String({
      pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$",
      description: "Name under which it is served."
    }),
    version: typebox_exports.String({ pattern: "^[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}$" }),
    files: typebox_exports.Array(NamedFile, { minItems: 1, description: "The ONNX file first, then the weights beside it." }),
    task: typebox_exports.Union([typebox_exports.Literal("classification"), typebox_exports.Literal("regression")]),
    features: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), {
        minItems: 1,
        uniqueItems: true,
        description: "Columns in the order of the training."
      })
    ),
    classes: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), { minItems: 2, uniqueItems: true, description: "In the order of the probabilities." })
    ),
    output: typebox_exports.Optional(typebox_exports.Union([typebox_exports.Literal("probabilities"), typebox_exports.Literal("logits")])),
    missing_string: typebox_exports.Optional(typebox_exports.String())
  },
  { additionalProperties: false }
);
async function readServingManifest(path2) {
  let content;
  try {
    content = JSON.parse(await readFile4(path2, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`${path2}: no readable serving manifest is there.`, { cause });
  }
  if (!value_exports.Check(ServingManifest, content)) {
    const [first] = value_exports.Errors(ServingManifest, content);
    throw new ConfigurationError(
      `${path2}: not a serving manifest (${first?.instancePath || "/"}: ${first?.message ?? "unreadable"}).`
    );
  }
  return content;
}

// packages/server/src/request-problem.ts
var RequestProblem = class extends Error {
  name = "RequestProblem";
  /** 400 for what is not understood, 404, 413 for too much, 422 for rows that the model cannot score, 503. */
  statusCode;
  constructor(statusCode, message, options = {}) {
    super(message, options);
    this.statusCode = statusCode;
  }
};
var longest = 40;
function describeJson(value) {
  if (value === void 0) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}

// packages/server/src/batcher.ts
function createBatcher(runModel, limits2, onBatch) {
  const queue = [];
  let waitingRows = 0;
  let busy = false;
  const takeBatch = () => {
    const [first] = queue;
    if (first === void 0) return [];
    let rows = 0;
    let end = 0;
    for (const { shape, rows: own } of queue) {
      if (shape !== first.shape || end > 0 && rows + own > limits2.batchRows) break;
      rows += own;
      end++;
    }
    waitingRows -= rows;
    onBatch(rows);
    return queue.splice(0, end);
  };
  const alone = async ({ feeds, resolve: resolve7, reject }) => {
    await runModel(feeds).then(resolve7, reject);
  };
  const together = async (batch) => {
    const parts = await runModel(joinFeeds(batch)).then(
      (outputs) => splitOutputs(
        outputs,
        batch.map(({ rows }) => rows)
      ),
      () => void 0
    );
    if (parts === void 0) {
      for (const waiting of batch) await alone(waiting);
    } else {
      for (const [i, { resolve: resolve7 }] of batch.entries()) resolve7(parts[i]);
    }
  };
  const drain = async () => {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      const [only, ...others] = batch;
      if (only !== void 0 && others.length === 0) await alone(only);
      else await together(batch);
      await new Promise(setImmediate);
    }
    busy = false;
  };
  return {
    run: (feeds, rows) => {
      if (waitingRows + rows > limits2.waitingRows) {
        return Promise.reject(new RequestProblem(503, `${waitingRows} rows are waiting already. Try again later.`));
      }
      return new Promise((resolve7, reject) => {
        const shape = feeds.map(({ dims }) => dims.slice(1).join("×")).join(" ");
        queue.push({ feeds, rows, shape, resolve: resolve7, reject });
        waitingRows += rows;
        if (busy) return;
        busy = true;
        setImmediate(() => void drain());
      });
    }
  };
}
function joinFeeds(batch) {
  const first = batch[0].feeds;
  const rows = batch.reduce((sum, waiting) => sum + waiting.rows, 0);
  return first.map((feed, i) => ({
    ...feed,
    dims: [rows, ...feed.dims.slice(1)],
    data: joinData(batch.map(({ feeds }) => feeds[i].data))
  }));
}
function joinData(parts) {
  const [first] = parts;
  if (Array.isArray(first)) return parts.flatMap((part) => part);
  const data = new first.constructor(
    parts.reduce((sum, part) => sum + part.length, 0)
  );
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return data;
}
function splitOutputs(outputs, rows) {
  const total = rows.reduce((sum, own) => sum + own, 0);
  if (outputs.some(({ dims }) => dims[0] !== total)) return void 0;
  let start = 0;
  return rows.map((own) => {
    const from = start;
    start += own;
    return outputs.map((output) => {
      const width = output.data.length / total;
      const data = output.data.slice(from * width, start * width);
      return { ...output, dims: [own, ...output.dims.slice(1)], data };
    });
  });
}

// packages/server/src/tensor-types.ts
var declared = {
  float: "FP32",
  double: "FP64",
  int64: "INT64",
  int32: "INT32",
  string: "BYTES",
  bool: "BOOL"
};
function datatypeOf({ name, type }) {
  const datatype = declared[type];
  if (datatype === void 0) throw new TypeError(`${name} has the element type ${type}`);
  return datatype;
}
var datatypeOfTensor = {
  float32: "FP32",
  float64: "FP64",
  int64: "INT64",
  int32: "INT32",
  string: "BYTES",
  bool: "BOOL"
};
var runtimeType = {
  FP32: "float32",
  FP64: "float64",
  INT64: "int64",
  INT32: "int32",
  BYTES: "string",
  BOOL: "bool"
};
function metadataShape({ dims }) {
  return (dims ?? [""]).map((dim, i) => i === 0 || typeof dim === "string" ? -1 : dim);
}

// packages/server/src/infer-answer.ts
function answerTensors(outputs, wanted) {
  const chosen2 = wanted?.map((name) => outputs.find((output) => output.name === name)) ?? outputs;
  return chosen2.map(({ name, type, dims, data }) => {
    const datatype = datatypeOfTensor[type];
    if (datatype === void 0) throw new TypeError(`output ${name} is ${type}`);
    return {
      name,
      datatype,
      shape: dims,
      data: Array.from(data, jsonOf(datatype, name))
    };
  });
}
function jsonOf(datatype, output) {
  return (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return JSON.rawJSON(value.toString());
    if (datatype === "BOOL") return Boolean(value);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new RequestProblem(
      422,
      `The model gives ${String(value)} in ${output}: it cannot handle the values in these rows.`
    );
  };
}

// packages/server/src/infer-request.ts
function readInferRequest(body, model, maxRows) {
  const given = listOf(field(body, "inputs"), "inputs");
  const byName = /* @__PURE__ */ new Map();
  for (const [i, input] of given.entries()) {
    const name = textField(input, "name", `inputs[${i}]`);
    if (byName.has(name)) throw new RequestProblem(400, `inputs: ${describeJson(name)} is given twice.`);
    if (!model.inputs.some((own) => own.name === name)) {
      throw new RequestProblem(400, `inputs: the model has no ${describeJson(name)}. It takes ${names2(model.inputs)}.`);
    }
    byName.set(name, input);
  }
  let rows;
  const feeds = model.inputs.map((input) => {
    const tensor = byName.get(input.name);
    if (tensor === void 0) throw new RequestProblem(400, `inputs: ${input.name} is missing.`);
    const feed = readTensor(tensor, input, maxRows);
    rows ??= feed.dims[0];
    if (feed.dims[0] !== rows) throw new RequestProblem(400, "inputs: not all have the same number of rows.");
    return feed;
  });
  const id = field(body, "id");
  if (id !== void 0 && typeof id !== "string") throw new RequestProblem(400, "id must be text.");
  return { id, rows: rows ?? 0, feeds, outputs: wantedOutputs(body, model.outputs) };
}
function wantedOutputs(body, outputs) {
  const wanted = field(body, "outputs");
  if (wanted === void 0) return void 0;
  const list2 = listOf(wanted, "outputs");
  if (list2.length === 0) return void 0;
  return list2.map((output, i) => {
    const name = textField(output, "name", `outputs[${i}]`);
    if (outputs.some((own) => own.name === name)) return name;
    throw new RequestProblem(400, `outputs: the model has no ${describeJson(name)}. It gives ${names2(outputs)}.`);
  });
}
function readTensor(tensor, input, maxRows) {
  const { name } = input;
  const wanted = datatypeOf(input);
  const datatype = textField(tensor, "datatype", name);
  if (datatype !== wanted)
    throw new RequestProblem(400, `${name}: datatype ${describeJson(datatype)}; it takes ${wanted}.`);
  const shape = readShape(field(tensor, "shape"), input, maxRows);
  const data = field(tensor, "data");
  if (!Array.isArray(data)) {
    throw new RequestProblem(
      400,
      `${name}: data is ${describeJson(data)}; it must be an array (binary data are not taken).`
    );
  }
  return { name, type: runtimeType[wanted], dims: shape, data: typed(wanted, flat(data, shape, name), name) };
}
function readShape(value, { name, dims }, maxRows) {
  const shape = listOf(value, `${name}: shape`).map((dim) => {
    if (typeof dim === "number" && Number.isSafeInteger(dim) && dim >= 0) return dim;
    throw new RequestProblem(400, `${name}: shape has ${describeJson(dim)}; dimensions are whole numbers.`);
  });
  const [rows] = shape;
  const fits = dims === void 0 || dims.length === shape.length && dims.every((dim, i) => free(dim, i) || dim === shape[i]);
  if (rows === void 0 || !fits) {
    const expected = dims?.map((dim, i) => free(dim, i) ? -1 : dim).join(", ") ?? "rows, …";
    throw new RequestProblem(400, `${name}: shape [${shape.slice(0, 8).join(", ")}]; it takes [${expected}].`);
  }
  if (rows === 0) throw new RequestProblem(400, `${name}: there are no rows to score.`);
  if (rows > maxRows) throw new RequestProblem(413, `${rows} rows; up to ${maxRows} are scored in one request.`);
  return shape;
}
function free(dim, index) {
  return index === 0 || typeof dim === "string";
}
function flat(data, shape, name) {
  const count2 = shape.reduce((product, dim) => product * dim, 1);
  const [rows = 0, width = 1] = shape;
  if (!data.some(Array.isArray)) {
    if (data.length === count2) return data;
    throw new RequestProblem(400, `${name}: ${data.length} values for the shape [${shape.join(", ")}].`);
  }
  const nested = shape.length === 2 && data.length === rows;
  if (!nested || !data.every((row) => Array.isArray(row) && row.length === width)) {
    throw new RequestProblem(400, `${name}: the nested data do not have the shape [${shape.join(", ")}].`);
  }
  return data.flat(1);
}
function typed(datatype, values, name) {
  const read = (convert) => {
    return (value, i) => {
      const converted = convert(value);
      if (converted !== void 0) return converted;
      throw new RequestProblem(400, `${name}: data[${i}] is ${describeJson(value)}, which is no ${datatype}.`);
    };
  };
  switch (datatype) {
    case "FP32":
      return Float32Array.from(
        values,
        read((value) => real(value, Math.fround))
      );
    case "FP64":
      return Float64Array.from(
        values,
        read((value) => real(value, Number))
      );
    case "INT64":
      return BigInt64Array.from(
        values,
        read((value) => typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : void 0)
      );
    case "INT32":
      return Int32Array.from(
        values,
        read((value) => typeof value === "number" && (value | 0) === value ? value : void 0)
      );
    case "BOOL":
      return Uint8Array.from(
        values,
        read((value) => value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : void 0)
      );
    case "BYTES":
      return values.map(read((value) => typeof value === "string" && !value.includes("\0") ? value : void 0));
  }
}
function real(value, round) {
  if (value === null) return Number.NaN;
  return typeof value === "number" && Number.isFinite(round(value)) ? value : void 0;
}
function field(value, name) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : void 0;
}
function textField(value, name, where) {
  const found = field(value, name);
  if (typeof found === "string") return found;
  throw new RequestProblem(400, `${where}: ${name} is ${describeJson(found)}; it must be text.`);
}
function listOf(value, what) {
  if (Array.isArray(value)) return value;
  throw new RequestProblem(400, `${what} is ${describeJson(value)}; it must be an array.`);
}
function names2(values) {
  return values.map(({ name }) => name).join(", ");
}

// packages/server/src/predict-rows.ts
function tableOfRows(body, columns, maxRows) {
  const rows = rowsOf(body, maxRows);
  return {
    rows: rows.length,
    columns: new Map(columns.map((column) => [column.name, toColumn(column, cellsOf(column.name, rows))]))
  };
}
function rowsOf(body, maxRows) {
  const found = typeof body === "object" && body !== null && Object.hasOwn(body, "rows") ? Reflect.get(body, "rows") : void 0;
  if (!Array.isArray(found)) {
    throw new RequestProblem(400, 'The body must be {"rows": [{"column": value, …}, …]}.');
  }
  const rows = found;
  if (rows.length === 0) throw new RequestProblem(400, "There are no rows to score.");
  if (rows.length > maxRows) {
    throw new RequestProblem(413, `${rows.length} rows; up to ${maxRows} are scored in one request.`);
  }
  return rows.map((row, i) => {
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return row;
    throw new RequestProblem(400, `rows[${i}] is ${describeJson(row)}; it must be an object of values by column.`);
  });
}
function cellsOf(name, rows) {
  return rows.map((row, i) => {
    if (Object.hasOwn(row, name)) return Reflect.get(row, name);
    throw new RequestProblem(
      400,
      `rows[${i}] lacks the column ${JSON.stringify(name)}. Send null where a value is missing.`
    );
  });
}
function toColumn({ name, type }, cells) {
  if (type === "string" || type === "int64" && cells.some((cell) => typeof cell === "string")) {
    return { kind: "string", values: cells.map((cell, i) => textOf2(cell, name, i)) };
  }
  return { kind: "number", values: Float64Array.from(cells, (cell, i) => numberOf(cell, type, name, i)) };
}
function textOf2(cell, name, row) {
  if (cell === null) return null;
  if (typeof cell === "number") return String(finite(cell, name, row));
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string" && !cell.includes("\0")) return cell;
  throw unfit(cell, "text", name, row);
}
function numberOf(cell, type, name, row) {
  if (cell === null) return Number.NaN;
  if (typeof cell === "boolean") return Number(cell);
  if (typeof cell !== "number") throw unfit(cell, "a number", name, row);
  if (type === "int64" && Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
    throw unfit(cell, "an integer within 2⁵³, or larger ones as text", name, row);
  }
  if (type === "float" && !Number.isFinite(Math.fround(cell))) throw unfit(cell, "a number within float32", name, row);
  return finite(cell, name, row);
}
function finite(cell, name, row) {
  if (Number.isFinite(cell)) return cell;
  throw unfit(cell, "a finite number", name, row);
}
function unfit(cell, wanted, name, row) {
  return new RequestProblem(
    400,
    `rows[${row}][${JSON.stringify(name)}] is ${describeJson(cell)}; the model takes ${wanted}.`
  );
}

// packages/server/src/predictions.ts
function predictionsOf(scores) {
  if (scores.kind === "regression") return Array.from(scores.values, (value) => ({ value }));
  const { classes, probabilities, labels, rows } = scores;
  return Array.from({ length: rows }, (_, row) => {
    const own = probabilities?.subarray(row * classes.length, (row + 1) * classes.length);
    const best = labels?.[row] ?? mostProbable(own);
    const label = classes[best];
    if (label === void 0) throw new TypeError(`row ${row} has no label`);
    if (own === void 0) return { label };
    return { label, probabilities: Object.fromEntries(classes.map((name, i) => [name, own[i]])) };
  });
}
function mostProbable(probabilities) {
  return probabilities === void 0 ? -1 : probabilities.indexOf(Math.max(...probabilities));
}

// packages/server/src/model-routes.ts
function addModelRoutes(app, served) {
  const { metrics } = served;
  app.get("/v2", () => ({ name: "mlgate", version: served.serverVersion, extensions: [] }));
  app.get("/v2/health/live", () => ({ live: true }));
  app.get("/v2/health/ready", () => ready(served, {}));
  app.get("/metrics", async (_, reply) => {
    reply.type(metrics.contentType);
    return metrics.text();
  });
  for (const base of ["/v2/models/:model", "/v2/models/:model/versions/:version"]) {
    app.get(base, (request) => metadata(served, request));
    app.get(`${base}/ready`, (request) => {
      refuseOthers(served, request);
      return ready(served, { name: served.manifest.model });
    });
    app.post(`${base}/infer`, (request) => infer(served, request));
  }
  app.post("/predict", (request) => predict(served, request));
}
function ready(served, about) {
  if (!served.ready()) throw new RequestProblem(503, "The server is shutting down.");
  return { ...about, ready: true };
}
function refuseOthers({ manifest }, { params }) {
  const { model, version: version2 } = params;
  if (model !== manifest.model || version2 !== void 0 && version2 !== manifest.version) {
    throw new RequestProblem(404, `Here is the model ${manifest.model} in version ${manifest.version}, and no other.`);
  }
}
function metadata(served, request) {
  refuseOthers(served, request);
  const { manifest, digest, scorer } = served;
  const tensors = (values) => values.map((value) => ({ name: value.name, datatype: datatypeOf(value), shape: metadataShape(value) }));
  return {
    name: manifest.model,
    versions: [manifest.version],
    platform: "onnx_onnxv1",
    inputs: tensors(scorer.inputs),
    outputs: tensors(scorer.outputs),
    parameters: { digest, task: manifest.task, columns: scorer.columns.map(({ name }) => name) }
  };
}
async function infer(served, request) {
  refuseOthers(served, request);
  if (request.headers["inference-header-content-length"] !== void 0) {
    throw new RequestProblem(400, "Binary tensors are not taken; send the data as JSON.");
  }
  const { manifest, scorer, batcher, metrics } = served;
  const { id, rows, feeds, outputs } = readInferRequest(request.body, scorer, served.maxRows);
  const answer = await blamingRows(() => batcher.run(feeds, rows));
  const tensors = answerTensors(answer, outputs);
  metrics.rows(routeOf(request), rows);
  return {
    model_name: manifest.model,
    model_version: manifest.version,
    ...id === void 0 ? {} : { id },
    outputs: tensors
  };
}
async function predict(served, request) {
  const { manifest, digest, scorer, batcher, metrics } = served;
  const table = tableOfRows(request.body, scorer.columns, served.maxRows);
  const feeds = await blaming(400, async () => scorer.feeds(table));
  const scores = await blamingRows(async () => scorer.scores(await batcher.run(feeds, table.rows), table.rows));
  metrics.rows(routeOf(request), table.rows);
  return { model: manifest.model, version: manifest.version, digest, predictions: predictionsOf(scores) };
}
function blamingRows(body) {
  return blaming(422, body);
}
async function blaming(statusCode, body) {
  try {
    return await body();
  } catch (error) {
    if (error instanceof ConfigurationError) throw new RequestProblem(statusCode, error.message, { cause: error });
    throw error;
  }
}
function routeOf(request) {
  return request.routeOptions.url ?? "unmatched";
}

// packages/server/src/server-metrics.ts
async function serverMetrics(labels) {
  const { Counter, Gauge, Histogram, Registry } = await import("./chunks/web-server-MXBUB4GN.js");
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "mlgate_server_requests_total",
    help: "Requests by route and status.",
    labelNames: ["method", "route", "status"],
    registers
  });
  const duration = new Histogram({
    name: "mlgate_server_request_duration_seconds",
    help: "From the first byte of a request to the last of its answer.",
    labelNames: ["method", "route"],
    buckets: [1e-3, 25e-4, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers
  });
  const scored = new Counter({
    name: "mlgate_server_rows_total",
    help: "Rows that were scored.",
    labelNames: ["route"],
    registers
  });
  const batches = new Histogram({
    name: "mlgate_server_batch_rows",
    help: "Rows that one run of the model took, requests of the same moment together.",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096],
    registers
  });
  const info = new Gauge({
    name: "mlgate_server_model_info",
    help: "The model that is served, in the labels; always 1.",
    labelNames: ["model", "version", "digest", "task"],
    registers
  });
  info.set({ ...labels }, 1);
  return {
    request: ({ method, route, status }, seconds) => {
      requests.inc({ method, route, status: String(status) });
      duration.observe({ method, route }, seconds);
    },
    rows: (route, rows) => scored.inc({ route }, rows),
    batch: (rows) => batches.observe(rows),
    text: () => registry.metrics(),
    contentType: registry.contentType
  };
}

// packages/server/src/verify-files.ts
import { dirname as dirname7, relative as relative2, sep as sep2 } from "node:path";
async function verifyFiles(path2, named) {
  const [main, ...beside] = named;
  if (main === void 0) throw new ConfigurationError(`${path2}: no file is named.`);
  const folder = dirname7(path2);
  const found = (await modelFiles(path2)).map((file) => relative2(folder, file).split(sep2).join("/"));
  const strangers = found.filter((name) => !named.some((file) => file.name === name));
  if (found[0] !== main.name || strangers.length > 0 || found.length !== named.length) {
    throw new ConfigurationError(
      `${path2}: consists of ${found.join(", ")}, but ${named.map(({ name }) => name).join(", ")} is to be served.`
    );
  }
  for (const { name, digest } of named) {
    const actual = await digestOfFile(`${folder}/${name}`);
    if (actual !== digest) {
      throw new ConfigurationError(
        `${folder}/${name}: is ${actual}, but ${digest} is to be served. The file was changed; deploy the model again.`
      );
    }
  }
  return modelDigest([main, ...beside]);
}

// packages/server/src/start-server.ts
var defaultLimits = {
  bodyBytes: 8 * 1024 * 1024,
  rows: 1e4,
  waitingRows: 1e5,
  requestSeconds: 60,
  drainSeconds: 10
};
var batchRows = 1e3;
async function startServer(options) {
  const { manifest, modelPath, log } = options;
  const limits2 = { ...defaultLimits, ...options.limits };
  const digest = await verifyFiles(modelPath, manifest.files);
  const { model, version: version2, task } = manifest;
  const scorer = await openScorer({
    model: modelPath,
    name: model,
    task,
    features: manifest.features,
    classes: manifest.classes,
    output: manifest.output,
    missingString: manifest.missing_string
  });
  const metrics = await serverMetrics({ model, version: version2, digest, task });
  const batcher = createBatcher(scorer.run, { batchRows, waitingRows: limits2.waitingRows }, metrics.batch);
  let draining = false;
  const app = await createApp(limits2, log);
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    metrics.request({ method, route: routeOf(request), status: reply.statusCode }, reply.elapsedTime / 1e3);
  });
  app.addHook("onSend", async (_, reply) => {
    if (draining) reply.header("connection", "close");
  });
  addModelRoutes(app, {
    manifest,
    digest,
    scorer,
    batcher,
    metrics,
    serverVersion: options.serverVersion,
    maxRows: limits2.rows,
    ready: () => !draining
  });
  const host = options.host ?? "127.0.0.1";
  const { url, port } = await listen(app, host, options.port);
  log.info(`Serving ${model} ${version2}, ${digest}, at ${url}`);
  let closed;
  const close = async () => {
    draining = true;
    const late = setTimeout(() => app.server.closeAllConnections(), limits2.drainSeconds * 1e3);
    await app.close();
    clearTimeout(late);
    await scorer.release();
  };
  return {
    url,
    port,
    close: () => {
      closed ??= close();
      return closed;
    }
  };
}
async function createApp(limits2, log) {
  const { fastify } = await import("./chunks/web-server-MXBUB4GN.js");
  const app = fastify({
    bodyLimit: limits2.bodyBytes,
    requestTimeout: limits2.requestSeconds * 1e3,
    // Requests on connections that are still open are answered to the end.
    return503OnClosing: false,
    forceCloseConnections: "idle"
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500 || status === 503) return reply.code(status).send({ error: error.message });
    log.error(`${routeOf(request)}: ${error.stack ?? messageOf(error)}`);
    return reply.code(500).send({ error: "A fault in the server; its log says more." });
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ error: "There is nothing at this address." }));
  return app;
}
async function listen(app, host, port) {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw listenProblem(host, port, cause);
  }
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server has no port");
  const shown3 = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${shown3}:${address.port}`, port: address.port };
}

// packages/app/src/serve.ts
function serve(request, log, version2) {
  return runLaunched(request.processFile, async () => {
    const manifest = await readServingManifest(request.manifest);
    const { onnx: modelPath, port } = request;
    const server = await startServer({ modelPath, manifest, port, serverVersion: version2, log });
    log.info(`${manifest.model} version ${manifest.version} serves at ${server.url}`);
    return server;
  });
}
function forward({ processFile, stateFile, port }) {
  return runLaunched(processFile, () => startEntry({ stateFile, port }));
}

// packages/app/src/terminal-traits.ts
var defaultColumns = 100;
function terminalTraits(stdout, env) {
  return { colour: stdout.isTTY === true && !env.NO_COLOR, columns: stdout.columns || defaultColumns };
}

// packages/app/src/write-key-pair.ts
import { writeFile as writeFile2 } from "node:fs/promises";
async function writeKeyPair(path2) {
  const { privateKey, publicKey } = generateKeyPair();
  try {
    await writeFile2(path2, privateKey, { flag: "wx", mode: 384 });
  } catch (cause) {
    throw new ConfigurationError(`${path2}: cannot be written, or is there already. Name another file with --out.`, {
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

// packages/app/src/run-cli.ts
async function runCli(args) {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  const terminal = terminalTraits(stdout, process.env);
  const parsed2 = parseCommandLine(args, version, {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    columns: terminal.columns
  });
  if ("exitCode" in parsed2) return endProcess(parsed2.exitCode);
  if ("keyFile" in parsed2) {
    const end2 = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}
`));
    stdout.write(await writeKeyPair(parsed2.keyFile).catch(end2) ?? "");
    stderr.write(
      `The private key is in ${harmlessLine(parsed2.keyFile)}. Put it into the secret MLGATE_SIGNING_KEY, then delete the file.
`
    );
    return endProcess(exitCodes.pass);
  }
  if ("init" in parsed2) {
    const end2 = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}
`));
    await runInit(parsed2.init).catch(end2);
    return endProcess(exitCodes.pass);
  }
  if ("doctor" in parsed2) {
    const end2 = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}
`));
    return endProcess(await runDoctor(parsed2.doctor).catch(end2) ?? exitCodes.bug);
  }
  if ("contract" in parsed2) {
    const end2 = endOnFault(process, (message) => void stderr.write(`error: ${harmlessLine(message)}
`));
    const world2 = {
      cwd: process.cwd(),
      write: (text) => void stdout.write(text),
      tell: (line) => void stderr.write(`${line}
`),
      exec: runProgram,
      terminal
    };
    return endProcess(await runContract(parsed2.contract, world2).catch(end2) ?? exitCodes.bug);
  }
  if ("serve" in parsed2 || "forward" in parsed2) {
    const log2 = createLogger((line) => stderr.write(line), { format: "text", level: "info" });
    const end2 = endOnFault(process, log2.error);
    await ("serve" in parsed2 ? serve(parsed2.serve, log2, version) : forward(parsed2.forward)).catch(end2);
    return endProcess(exitCodes.pass);
  }
  if ("replay" in parsed2) {
    const log2 = createLogger((line) => stderr.write(line), { format: "text", level: "info" });
    const end2 = endOnFault(process, log2.error);
    const effects = { cwd: process.cwd(), env: process.env, fetch: globalThis.fetch, exec: runProgram, log: log2 };
    const progress = stderr.isTTY ? terminalProgress(stderr) : lineProgress(log2, systemClock.monotonicMs);
    const outcome2 = await replay(parsed2.replay, { ...effects, progress, version }).catch(end2);
    if (outcome2 === void 0) return endProcess(exitCodes.bug);
    for (const line of outcome2.text.split("\n").slice(0, -1)) stdout.write(`${harmlessLine(line)}
`);
    return endProcess(outcome2.isSame ? exitCodes.pass : exitCodes.fail);
  }
  const { invocation } = parsed2;
  const log = createLogger((line) => stderr.write(line), { format: invocation.logFormat, level: invocation.logLevel });
  const end = endOnFault(process, log.error);
  const commands = invocation.format === "text" ? stdout : stderr;
  const host = () => detectHost(process.env, {
    fetch: globalThis.fetch,
    write: (text) => commands.write(text),
    exec: runProgram,
    log,
    inputs: invocation.inputs,
    name: invocation.host
  });
  const world = {
    cwd: process.cwd(),
    clock: systemClock,
    exec: runProgram,
    log,
    variable: (name) => process.env[name],
    launch: launchFrom(process.env),
    fetch: globalThis.fetch,
    progress: stderr.isTTY ? terminalProgress(stderr) : lineProgress(log, systemClock.monotonicMs),
    version
  };
  if (invocation.explain) {
    const explained = await explain(invocation, host, world).catch(end);
    if (explained === void 0) return endProcess(exitCodes.bug);
    stdout.write(explained);
    return endProcess(exitCodes.pass);
  }
  const outcome = await runStep(invocation.step, host, world);
  stdout.write(shown2(outcome, invocation, terminal));
  return endProcess(outcome.exitCode);
}
async function explain({ step, format }, host, world) {
  const { explainStep } = await import("./chunks/explain-step-CLBSOEDV.js");
  const { text, data } = await explainStep(step, host(), world);
  return format === "json" ? printableJson(data) : `${text.split("\n").map(harmlessLine).join("\n")}
`;
}
function ignoreClosedPipe(error) {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
}
function shown2({ report, outputs }, { format, verbose }, terminal) {
  switch (format) {
    case "json":
      return resultJson(report, detailsOf(outputs));
    case "markdown":
      return summaryMarkdown(report).replace(commandStart, "# #");
    case "text":
      return `${terminalReport(report, { ...terminal, verbose })}
${verbose ? handedOver(outputs) : ""}`;
  }
}
function handedOver({ "artifact-id": id, "artifact-digest": digest }) {
  return id && digest ? `
Artifact id      ${harmlessLine(id)}
Artifact digest  ${harmlessLine(digest)}
` : "";
}

// packages/app/src/cli.ts
await runCli(process.argv.slice(2));
