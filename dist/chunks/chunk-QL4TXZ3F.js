import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  code,
  paragraph,
  strong,
  worstVerdict
} from "./chunk-7DIE7WF5.js";

// packages/steps/src/combine-reports.ts
function combineReports(reports, options) {
  const verdict = worstVerdict(reports.map((report) => report.verdict));
  const speaking = reports.findIndex((report) => report.verdict === verdict);
  const speaker = reports[speaking] ?? reports[0];
  const tables = speaker.blocks[0]?.kind === "table" ? 1 : 0;
  const others = reports.flatMap(
    (report, index) => index === speaking ? [] : [{ report, title: options.titleOfOther(index) }]
  );
  const because = options.neverPassesBecause;
  const withheld = because !== void 0 && verdict === "pass";
  const check = {
    name: "policy in force",
    verdict: "inconclusive",
    message: `Nothing passes here: ${because}.`,
    severity: "error"
  };
  return {
    ...speaker,
    ...withheld ? { verdict: "inconclusive", outcome: "not judged by a policy in force" } : {},
    reason: [
      ...withheld ? [strong("Nothing passes here"), `: ${because}. By its own policy: `] : [],
      ...speaker.reason,
      ...options.remarks.flatMap((remark) => [" ", ...remark])
    ],
    blocks: [
      ...speaker.blocks.slice(0, tables),
      ...options.blocks,
      ...speaker.blocks.slice(tables),
      ...others.map(
        ({ report, title }) => ({
          kind: "fold",
          title: [`${title}: ${report.outcome}`],
          blocks: [paragraph(...report.reason), ...report.blocks]
        })
      )
    ],
    checks: [
      ...withheld ? [check] : [],
      ...speaker.checks,
      ...others.flatMap(
        ({ report, title }) => report.checks.map((check2) => ({ ...check2, name: `${check2.name} (${title})` }))
      )
    ]
  };
}

// packages/steps/src/policy-change-blocks.ts
function policyChangeRemarks(changes) {
  if (changes.length === 0) return [];
  const settings = changes.length === 1 ? "1 setting" : `${changes.length} settings`;
  const loosened = changes.filter(({ direction }) => direction === "loosened");
  const [first, ...others] = loosened;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return [
    [
      strong("This change alters the policy"),
      ` (${settings}${loosened.length === 0 ? "" : `, ${loosened.length} loosened`}); it was judged by the one in force.`,
      ...first === void 0 ? [] : [" Loosened: ", ...sentence(first), `${more}.`]
    ]
  ];
}
function sentence({ path, before, after }) {
  const value = (text) => text === void 0 ? "not set" : code(text);
  return [...settingName(path), " ", value(before), " → ", value(after)];
}
function settingName(path) {
  const [, metric, setting] = /^gate\.metrics\.([\w@]+)\.(\w+)$/.exec(path) ?? [];
  return metric === void 0 || setting === void 0 ? [code(path)] : [code(setting), " of ", code(metric)];
}
function policyChangeBlocks(policy, changes) {
  if (changes.length === 0) return [];
  return [
    paragraph("What it would alter in the policy in force, ", code(policy.origin), ":"),
    {
      kind: "table",
      columns: [
        { title: "Policy", align: "left" },
        { title: "In force", align: "left" },
        { title: "In this change", align: "left" },
        { title: "Which is", align: "left" }
      ],
      rows: changes.map(({ path, before, after, direction }) => [
        [code(path)],
        before === void 0 ? ["not set"] : [code(before)],
        after === void 0 ? ["not set"] : [code(after)],
        direction === "loosened" ? [strong(direction)] : [direction]
      ])
    }
  ];
}

// packages/steps/src/conclude.ts
function conclude(policy, judgements, options) {
  const changes = policy.changes.filter(options.tells);
  const neverPassesBecause = policy.ownBecause ?? options.neverPassesBecause;
  const report = combineReports(judgements, {
    remarks: [...options.remarks, ...policyChangeRemarks(changes)],
    blocks: [...policyChangeBlocks(policy, changes), ...options.blocks ?? []],
    titleOfOther: options.titleOfOther,
    neverPassesBecause
  });
  return {
    verdict: report.verdict,
    inconclusivePasses: neverPassesBecause === void 0 && options.inconclusivePasses,
    report
  };
}
function refuseOwnPass(policy, { verdict, inconclusivePasses, overridden }) {
  if (policy.ownBecause === void 0) return;
  if (verdict !== "pass" && inconclusivePasses !== true && overridden !== true) return;
  throw new RangeError(`A step passed by a policy of the change's own (${policy.ownBecause}).`);
}

export {
  conclude,
  refuseOwnPass
};
