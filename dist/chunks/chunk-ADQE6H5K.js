import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  inputsOf,
  makeStepFolder,
  parseInputs,
  placedChecks,
  shownAt,
  strayModel,
  unknownModel
} from "./chunk-UTANSQGK.js";
import {
  annotationsOf,
  checkSummary,
  codeQualityReport,
  commentMarker,
  commentSection,
  composeComment,
  failureReport,
  htmlReport,
  junitReport,
  noteMarkdown,
  openMetrics,
  readReportDocument,
  reportDocument,
  reportLimit,
  resultJson,
  sarifReport,
  summaryOfAll
} from "./chunk-MMDBW2EV.js";
import {
  artifactName
} from "./chunk-73SNDQWH.js";
import {
  findRecord,
  writeRecord
} from "./chunk-NFL6GSK7.js";
import {
  ConfigurationError,
  exitCodes,
  failureKind,
  messageOf,
  ownRun,
  readCommentTarget,
  strong,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";

// packages/app/src/run-step.ts
import { isDeepStrictEqual } from "node:util";

// packages/app/src/publish.ts
import { join as join2 } from "node:path";

// packages/app/src/machine-files.ts
import { join } from "node:path";
async function writeMachineFiles(folder, report, options) {
  await writeFileAtomically(join(folder, "junit.xml"), junitReport(report));
  await writeFileAtomically(join(folder, "openmetrics.txt"), openMetrics(report));
  await writeFileAtomically(join(folder, "report.sarif"), sarifReport(report, options));
  await writeFileAtomically(join(folder, "codequality.json"), codeQualityReport(report, options.otherwise));
}

// packages/app/src/write-check.ts
async function writeCheck(host, log, report, passed) {
  const { model, step } = report;
  const written = await host.writeCheck({
    name: `mlgate / ${model} / ${step}`,
    key: `mlgate/${model}/${step}`,
    passed,
    title: report.outcome,
    summary: checkSummary(report),
    url: host.run.runUrl,
    annotations: annotationsOf(report)
  });
  if (written.written) log.info(`Check: ${written.url}`);
  else log.warn(`No check was written: ${written.reason}`);
}

// packages/app/src/publish.ts
async function publish(publication) {
  const { host, log, report, result, folder, publishes, attempt: attempt2 } = publication;
  let incomplete = false;
  const needed = async (what, body) => {
    const done = await attempt2(body);
    if ("value" in done) return done.value;
    incomplete = true;
    log.error(`${what}: ${messageOf(done.error)}`);
    return void 0;
  };
  const helpful = async (what, body) => {
    const done = await attempt2(body);
    if ("value" in done) return done.value;
    log.warn(`${what}: ${messageOf(done.error)}`);
    return void 0;
  };
  const files = folder === void 0 ? void 0 : await needed("Writing reports", () => writeFiles(publication, folder, helpful));
  if (folder !== void 0 && files?.record !== void 0) {
    await needed("Keeping the record", () => keepRecord(publication, folder));
  }
  const artifact = folder === void 0 ? void 0 : await handOver(publication, folder, { needed, helpful });
  await helpful("Writing the summary", () => host.writeSummary(summaryOfAll(report, publishes.summary)));
  await helpful("Annotating", () => host.annotate(annotationsOf(report)));
  if (publication.check) {
    const passed = publication.exitCode === exitCodes.pass && !incomplete;
    await helpful("Writing the check", () => writeCheck(host, log, report, passed));
  }
  const tryComment = result?.publishes === void 0 ? helpful : needed;
  const commentUrl = publication.comment === "auto" ? await tryComment("Commenting", () => comment(publication, files?.page)) : void 0;
  const known = {
    ...verdictOutputs(publication),
    "artifact-id": artifact?.id ?? "",
    "artifact-digest": artifact?.digest ?? "",
    "record-path": files?.record ?? "",
    "report-path": files?.html ?? "",
    "comment-url": commentUrl ?? ""
  };
  const outputs = { ...known, result: resultJson(report, known) };
  await needed("Setting outputs", () => host.setOutputs(outputs));
  return { outputs, incomplete };
}
function detailsOf(outputs) {
  const { result: _, ...details } = outputs;
  return details;
}
function verdictOutputs({ step, report, result }) {
  return {
    ...Object.fromEntries(Object.keys(step.outputs).map((name) => [name, ""])),
    ...result?.outputs,
    verdict: report.verdict,
    passed: String(report.verdict === "pass")
  };
}
async function writeFiles(publication, folder, helpful) {
  const { model, step, report, result, generated, version, host, signingKey } = publication;
  const { commit, runUrl } = host.run;
  const record = result === void 0 ? void 0 : await writeRecord(folder, result.record, signingKey === void 0 ? {} : { signingKey });
  const html = join2(folder, "report.html");
  const content = htmlReport(report, {
    title: `${report.model}: ${report.outcome}`,
    generated,
    generator: `mlgate ${version}`,
    ...commit === void 0 ? {} : { commit },
    ...runUrl === void 0 ? {} : { runUrl }
  });
  await writeFileAtomically(html, content);
  const page = await helpful("Publishing the page", () => host.publishPage(`report-${model}-${step.name}`, html));
  await writeFileAtomically(join2(folder, "report.md"), summaryOfAll(report, publication.publishes.summary).markdown);
  await writeMachineFiles(folder, report, publication);
  const details = { ...verdictOutputs(publication), "record-path": record ?? "", "report-path": html };
  await writeFileAtomically(join2(folder, "result.json"), resultJson(report, details));
  const inconclusivePasses = result?.inconclusivePasses === true;
  const travelling = { report: withPage(report, page), inconclusivePasses, comment: publication.comment !== "off" };
  await writeFileAtomically(join2(folder, "report.json"), reportDocument(travelling));
  return { record, html, page };
}
function withPage(report, page) {
  return page === void 0 ? report : { ...report, page };
}
async function keepRecord({ result }, folder) {
  const file = await findRecord(folder);
  if (file !== void 0) await result?.keepRecord?.({ name: file.name, bytes: file.bytes });
}
async function handOver({ host, model, step, handsOver }, folder, { needed, helpful }) {
  const upload = () => host.uploadArtifact(artifactName(model, step.name), folder);
  if (handsOver) return needed("Uploading the artifact", upload);
  await helpful("Leaving the report for publish-report", upload);
  return void 0;
}
async function reportedRun({ about }, host) {
  if (about === "run") return host.reportedRun();
  return ownRun(host.run, await host.change());
}
async function comment(publication, page) {
  const { step, host, publishes } = publication;
  if (publishes.comment.length === 0) return void 0;
  const { url, change, because, workflow, runId, commit } = await reportedRun(step, host);
  const target = readCommentTarget(host.input("comment-target"));
  if (host.commentLimit === 0) {
    return target.kind === "change" ? void 0 : notCommented(publication, "mlgate comments on GitHub and GitLab only.");
  }
  if (change === void 0 && target.kind === "change")
    return because === void 0 ? void 0 : notCommented(publication, because);
  const limit = host.commentLimit;
  const run = { url, commit: change === void 0 ? commit : change.headCommit };
  const sections = publishes.comment.map((report) => {
    const own = report.model === publication.model && report.step === step.name;
    return commentSection(own ? withPage(report, page) : report, { limit, run });
  });
  const { replaces, wholeRun } = publishes;
  const options = { marker: commentMarker, limit, replaces, wholeRun, run: { workflow, runId } };
  const written = await host.upsertComment(
    commentMarker,
    (present) => composeComment(present, sections, options),
    target
  );
  return written.written ? written.url : notCommented(publication, written.reason);
}
async function notCommented({ host, log }, reason) {
  const note = `No comment was written: ${reason}`;
  log.warn(note);
  const markdown = noteMarkdown(note);
  await host.writeSummary({ key: "comment", markdown, shortMarkdown: markdown });
}

// packages/app/src/run-step.ts
async function attempt(body) {
  try {
    return { value: await body() };
  } catch (error) {
    return { error };
  }
}
async function runStep(step, makeHost, world) {
  const made = await attempt(async () => makeHost());
  if ("error" in made) {
    const report2 = reportOfFailure(step, unknownModel, made.error, []);
    return { exitCode: failureCode(made.error), report: report2, outputs: {} };
  }
  const host = made.value;
  const kept = [];
  const place = { model: unknownModel, folder: void 0, opened: void 0 };
  const secrets = secretsOf(step, host, world);
  const signingKey = secrets.get("signing-key");
  const run = await attempt(() => conclude(step, { host, world, kept, place, secrets }));
  const result = "value" in run ? run.value : void 0;
  const reported = "value" in run ? run.value.report : reportOfFailure(step, place.model, run.error, kept);
  const placed = placedChecks(reported, { cwd: world.cwd, repositoryRoot: place.opened?.repositoryRoot ?? world.cwd });
  const ownCode = "error" in run ? failureCode(run.error) : verdictCode(run.value);
  const own = place.opened === void 0 ? placed : { ...placed, project: projectOf(place.opened) };
  const marked = await markerFor(step, host);
  const report = marked(own);
  const publishes = result?.publishes ?? {
    comment: [own],
    summary: [],
    replaces: strayModel(place) === void 0 ? [] : [`${unknownModel}/${step.name}`],
    wholeRun: false
  };
  const published = await publish({
    step,
    host,
    log: world.log,
    report,
    result,
    folder: place.folder ?? await folderOfFailure(step, world),
    model: place.model,
    handsOver: place.folder !== void 0,
    generated: world.clock.now(),
    version: world.version,
    exitCode: ownCode,
    otherwise: shownAt(step.name, place.model, place.opened, host.input("project")),
    comment: commentWanted(step, host),
    check: Object.hasOwn(step.inputs, "check") && /^true$/i.test(host.input("check") ?? ""),
    publishes: {
      comment: publishes.comment.map(marked),
      summary: publishes.summary.map(marked),
      replaces: publishes.replaces,
      wholeRun: publishes.wholeRun
    },
    ...signingKey === void 0 ? {} : { signingKey },
    attempt
  });
  const exitCode = ownCode === exitCodes.pass && published.incomplete ? exitCodes.infrastructure : ownCode;
  return { exitCode, report, outputs: published.outputs };
}
function projectOf({ file, project }) {
  return { file, models: [...project.models.keys()] };
}
async function folderOfFailure(step, { cwd, log }) {
  const made = await attempt(() => makeStepFolder(cwd, unknownModel, step.name));
  if ("value" in made) return made.value;
  log.warn(`Reports were not written: ${messageOf(made.error)}`);
  return void 0;
}
var unverified = strong("Unverified: reported by the fork’s own code.");
async function markerFor(step, host) {
  const reported = await attempt(() => reportedRun(step, host));
  if (!("value" in reported) || !reported.value.fromFork) return (report) => report;
  return (report) => isDeepStrictEqual(report.reason[0], unverified) ? report : { ...report, reason: [unverified, " ", ...report.reason] };
}
function secretsOf(step, host, world) {
  return new Map(
    Object.entries(inputsOf(step)).flatMap(([name, declaration]) => {
      const value = declaration.type === "secret" ? host.input(name) || world.variable(declaration.variable) : void 0;
      return value ? [[name, value]] : [];
    })
  );
}
async function conclude(step, running) {
  for (const secret of running.secrets.values()) running.host.mask(secret);
  readCommentTarget(running.host.input("comment-target"));
  if (step.about === "run") return publishRun(step, running);
  const { runOnModel } = await import("./run-on-model-ZPMABMN3.js");
  return runOnModel(step, running);
}
async function publishRun(step, { host, world, kept, place }) {
  const { log, clock, progress, exec } = world;
  place.folder = await makeStepFolder(world.cwd, unknownModel, step.name);
  const inputs = parseInputs(inputsOf(step), (name) => host.input(name));
  log.info(`${step.name} (mlgate ${world.version}, ${host.name})`);
  return step.run(inputs, {
    host,
    clock,
    log,
    progress,
    exec,
    keep: (...blocks) => void kept.push(...blocks),
    ownName: unknownModel,
    reportLimit,
    readReport: readReportDocument
  });
}
function commentWanted(step, host) {
  const wanted = host.input("comment");
  if (wanted === "off" || wanted === "section") return wanted;
  return step.comments ? "auto" : "section";
}
function reportOfFailure(step, model, error, kept) {
  const stack = error instanceof Error ? error.stack : void 0;
  const position = error instanceof ConfigurationError ? error.position : void 0;
  return failureReport({
    model,
    step: step.name,
    kind: failureKind(error),
    message: messageOf(error),
    ...stack === void 0 ? {} : { stack },
    ...position === void 0 ? {} : { position },
    kept
  });
}
function failureCode(error) {
  return exitCodes[failureKind(error)];
}
function verdictCode(result) {
  if (result.overridden && (result.verdict === "fail" || result.verdict === "inconclusive")) return exitCodes.pass;
  switch (result.verdict) {
    case "pass":
      return exitCodes.pass;
    case "fail":
      return exitCodes.fail;
    case "inconclusive":
      return result.inconclusivePasses ? exitCodes.pass : exitCodes.inconclusive;
    case "error":
      return exitCodes.configuration;
  }
}

export {
  detailsOf,
  runStep,
  secretsOf
};
