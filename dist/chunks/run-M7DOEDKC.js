import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  testResultRecord
} from "./chunk-D3CMQEI3.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  ConfigurationError,
  code,
  digestOfBytes,
  worstVerdict
} from "./chunk-7DIE7WF5.js";
import "./chunk-5JG7MS2Z.js";

// packages/steps/src/publish-report/collect.ts
var totalLimit = 64 * 1024 * 1024;
var tooManyBytes = `its report is not read: those of this run have more than ${totalLimit} bytes together`;
function collect(files, read, own) {
  const unreadable = [];
  const passedOver = [];
  const chosen = /* @__PURE__ */ new Map();
  let bytes = 0;
  for (const file of files) {
    bytes += "content" in file ? file.content.byteLength : 0;
    const found = bytes > totalLimit ? { why: tooManyBytes } : readOne(file, read);
    if ("why" in found) {
      unreadable.push({ artifact: file.artifact, why: found.why });
      continue;
    }
    if (found.report.step === own) continue;
    const key = sectionKey(found.report);
    const before = chosen.get(key);
    const [newer, older] = before === void 0 || isNewer(found, before) ? [found, before] : [before, found];
    chosen.set(key, newer);
    if (older !== void 0) passedOver.push({ artifact: older.artifact, by: newer.artifact });
  }
  const sections = [...chosen].sort(([a], [b]) => a < b ? -1 : 1).map(([, section]) => section);
  return { sections, unreadable, passedOver };
}
function sectionKey({ model, step: step2 }) {
  return `${model}/${step2}`;
}
function readOne(file, read) {
  if ("problem" in file) return { why: file.problem };
  const { artifact, content, attempt, createdMs } = file;
  let found;
  try {
    found = read(content);
  } catch (error) {
    if (error instanceof RangeError) return { why: `its report ${error.message}` };
    throw error;
  }
  const { model, step: step2 } = found.report;
  if (!file.isNamed(artifactName(model, step2))) {
    return { why: `its report says that it is the one of ${step2} for ${model}, whose artifact has another name` };
  }
  return { ...found, artifact, content, attempt, createdMs };
}
function isNewer(one, other) {
  if (one.attempt !== other.attempt) return one.attempt > other.attempt;
  const [created, before] = [one.createdMs ?? 0, other.createdMs ?? 0];
  if (created !== before) return created > before;
  return worstVerdict([one.report.verdict, other.report.verdict]) === one.report.verdict;
}

// packages/steps/src/publish-report/expected.ts
function parseExpected(text) {
  return (text ?? "").split(/[\s,]+/).filter((part) => part !== "").map((part) => {
    const { model, step: step2 } = /^(?:(?<model>[A-Za-z0-9_][\w.-]*)\/)?(?<step>[a-z][a-z-]*)$/.exec(part)?.groups ?? {};
    if (step2 === void 0) {
      throw new ConfigurationError(
        `Input expect: ${JSON.stringify(part)} is neither a step (evaluate-gate) nor a model and a step (flight-delay/evaluate-gate).`
      );
    }
    return { model, step: step2 };
  });
}
function missingOf(expected, reports) {
  return expected.filter(
    ({ model, step: step2 }) => !reports.some((report) => report.step === step2 && (model === void 0 || report.model === model))
  ).map(({ model, step: step2 }) => model === void 0 ? step2 : `${model}/${step2}`);
}

// packages/steps/src/publish-report/finished-run.ts
async function finishedRun(host) {
  const reported = await host.reportedRun();
  return reported.runId === host.run.runId && reported.url === host.run.runUrl ? void 0 : reported;
}
function finishedRunLine({ url, commit, change, fromFork }) {
  const of = change === void 0 ? "" : ` of the pull request ${change.number}`;
  return `Reports of ${url ?? "another run"}${of}, ${fromFork ? "from a fork, " : ""}at ${commit ?? "an unknown commit"}`;
}
function finishedRunWords({ url, commit, change }) {
  return [
    " They are of ",
    url === void 0 ? "another run" : { kind: "link", href: url, content: ["another run"] },
    ...commit === void 0 ? [] : [" at ", code(commit.slice(0, 7))],
    ...change === void 0 ? [] : [", for the pull request ", { kind: "link", href: change.url, content: [String(change.number)] }],
    "."
  ];
}

// packages/steps/src/publish-report/publication-report.ts
var order = ["error", "fail", "inconclusive", "pass"];
function publicationReport(about) {
  const { model, step: step2, verdict, collected, missing, failing, finished } = about;
  const { sections, unreadable, passedOver } = collected;
  const counts = order.flatMap((wanted) => {
    const count = sections.filter(({ report }) => report.verdict === wanted).length;
    return count === 0 ? [] : [`${count} ${wanted}`];
  });
  const wanting = unreadable.length + missing.length;
  return {
    model,
    step: step2,
    verdict,
    outcome: wanting > 0 ? `${countOf(wanting, "report")} not published` : `${countOf(sections.length, "report")} published`,
    reason: [
      ...unreadable.flatMap(({ artifact, why }) => ["Unreadable: ", code(artifact), `, ${why}. `]),
      ...missing.flatMap((name) => ["There is no report of ", code(name), ". "]),
      `${countOf(sections.length, "report")} found: ${counts.join(", ")}.`,
      ...finished === void 0 ? [] : finishedRunWords(finished)
    ],
    blocks: [
      {
        kind: "table",
        columns: ["", "Model", "Step", "Report", "Artifact"].map((title) => ({
          title,
          align: title === "" ? "center" : "left"
        })),
        rows: sections.map(({ report, artifact }) => [
          [{ kind: "verdict", verdict: report.verdict }],
          [report.model],
          [report.step],
          [report.outcome],
          [code(artifact)]
        ])
      },
      ...passedOverList(passedOver)
    ],
    checks: [
      ...unreadable.map(({ artifact, why }) => wrong(artifact, `${artifact}: ${why}.`, "error")),
      ...missing.map((name) => wrong(name, `There is no report of ${name}.`, "error")),
      ...sections.map(({ report }) => {
        const key = sectionKey(report);
        const message = `${key}: ${report.verdict}, ${report.outcome}.`;
        return failing ? wrong(key, message, report.verdict) : { name: key, verdict: "pass", message: `${key} is published.`, severity: "error" };
      })
    ],
    measurements: []
  };
}
function wrong(name, message, verdict) {
  return { name, verdict, message, severity: "error" };
}
function passedOverList(passedOver) {
  if (passedOver.length === 0) return [];
  const items = passedOver.map(({ artifact, by }) => [
    code(artifact),
    " gave way to ",
    code(by),
    ", which is newer."
  ]);
  return [{ kind: "list", items }];
}
function countOf(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// packages/steps/src/publish-report/run.ts
var step = "publish-report";
async function runPublishReport(inputs, deps) {
  const { host, log } = deps;
  const expected = parseExpected(inputs.expect);
  const failing = inputs["fail-on"] === "fail";
  if (failing && expected.length === 0) {
    throw new ConfigurationError(
      "Input fail-on is fail without expect: a step that never ran would pass unseen. Name the reports that must be there, for example expect: evaluate-gate."
    );
  }
  const finished = await finishedRun(host);
  if (finished !== void 0) log.info(finishedRunLine(finished));
  const files = await host.readRunFiles({ prefix: "mlgate-", file: "report.json", limit: deps.reportLimit });
  const collected = collect(files, deps.readReport, step);
  const { sections, unreadable } = collected;
  for (const { artifact, why } of unreadable) log.error(`${artifact}: ${why}.`);
  for (const { artifact, by } of collected.passedOver) log.info(`${artifact}: passed over, since ${by} is newer.`);
  const [first, ...others] = sections;
  if (first === void 0) throw nothingFound(collected, finished);
  const missing = missingOf(
    expected,
    sections.map(({ report: report2 }) => report2)
  );
  for (const name of missing) log.error(`There is no report of ${name}.`);
  for (const { artifact, report: report2 } of sections) log.info(`${sectionKey(report2)}: ${report2.verdict} (${artifact})`);
  const complete = unreadable.length === 0 && missing.length === 0;
  const worst = worstVerdict([...sections.map(({ report: report2 }) => report2.verdict), ...complete ? [] : ["error"]]);
  const verdict = failing ? worst : complete ? "pass" : "error";
  const report = publicationReport({ model: deps.ownName, step, verdict, collected, missing, failing, finished });
  const reports = sections.map((section) => withOwnPage(section.report, host));
  return {
    verdict,
    inconclusivePasses: sections.every(
      (section) => section.report.verdict !== "inconclusive" || section.inconclusivePasses
    ),
    record: testResultRecord({
      data: [digestOf(first), ...others.map(digestOf)],
      configuration: [],
      verdict,
      runUrl: host.run.runUrl,
      passed: sections.map(({ artifact }) => artifact),
      warned: collected.passedOver.map(({ artifact }) => artifact),
      failed: [...unreadable.map(({ artifact }) => artifact), ...missing]
    }),
    report,
    outputs: { "worst-verdict": worst, sections: String(sections.length) },
    publishes: {
      comment: [
        ...reports.filter((_, index) => sections[index]?.comment),
        // What was not published is news; that all was is seen.
        ...complete ? [] : [report]
      ],
      summary: reports,
      replaces: strays(deps.ownName, reports.map(sectionKey), complete),
      // An artifact that cannot be read may be the one of a section that stands there.
      wholeRun: complete && host.seesWholeRun
    }
  };
}
function nothingFound({ unreadable }, finished) {
  const found = unreadable.map(({ artifact, why }) => ` ${artifact}: ${why}.`);
  if (finished !== void 0) {
    return new ConfigurationError(
      `There is no report to publish: ${finished.url} has left none that can be read.${found.join("")} A run that was cancelled or waits for approval leaves none: start this job only for those that have concluded with success or failure, and of the workflow that runs the steps.`
    );
  }
  return new ConfigurationError(
    `There is no report to publish: no job of this run has left one that can be read.${found.join("")} On GitHub, let this job need the jobs that run the steps and run it with if: always(); on GitLab name them in needs.`
  );
}
function withOwnPage(report, host) {
  const { page, ...others } = report;
  return page === void 0 || host.ownsPage(page) ? report : others;
}
function digestOf({ artifact, content }) {
  return { name: artifact, digest: digestOfBytes(content) };
}
function strays(ownName, keys, complete) {
  const steps = new Set(keys.map((key) => key.slice(key.lastIndexOf("/") + 1)));
  const failures = [...steps].map((name) => `${ownName}/${name}`).filter((key) => !keys.includes(key));
  return [...failures, ...complete ? [`${ownName}/${step}`] : []];
}
export {
  runPublishReport
};
