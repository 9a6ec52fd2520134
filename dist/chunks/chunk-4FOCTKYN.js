import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  checkDocument,
  commentLine,
  errorOf,
  parseDocument,
  quoteName,
  quoteText,
  require_dist,
  rowNumberName
} from "./chunk-MLUJHZDT.js";
import {
  Compile
} from "./chunk-QHBPG5OH.js";
import {
  typebox_exports
} from "./chunk-OLPSZKLF.js";
import {
  ConfigurationError,
  InfrastructureError,
  code,
  fold,
  messageOf,
  paragraph,
  strong,
  worstVerdict
} from "./chunk-X4I4DB4B.js";
import {
  __toESM
} from "./chunk-5JG7MS2Z.js";

// packages/contracts/src/contract-schema.ts
var documentation = typebox_exports.Optional(typebox_exports.Unknown({ description: "Documentation; not checked." }));
var texts = typebox_exports.Array(typebox_exports.String());
var scalar = typebox_exports.Union([typebox_exports.String(), typebox_exports.Number(), typebox_exports.Boolean(), typebox_exports.Null()]);
var range = typebox_exports.Array(typebox_exports.Number(), { minItems: 2, maxItems: 2 });
var QualityRule = typebox_exports.Object(
  {
    type: typebox_exports.Optional(typebox_exports.String()),
    metric: typebox_exports.Optional(
      typebox_exports.Union([
        typebox_exports.Literal("nullValues"),
        typebox_exports.Literal("missingValues"),
        typebox_exports.Literal("invalidValues"),
        typebox_exports.Literal("duplicateValues"),
        typebox_exports.Literal("rowCount")
      ])
    ),
    arguments: typebox_exports.Optional(
      typebox_exports.Object(
        {
          missingValues: typebox_exports.Optional(typebox_exports.Array(scalar, { minItems: 1 })),
          validValues: typebox_exports.Optional(typebox_exports.Array(scalar, { minItems: 1 })),
          pattern: typebox_exports.Optional(typebox_exports.String()),
          properties: typebox_exports.Optional(typebox_exports.Array(typebox_exports.String(), { minItems: 1 }))
        },
        { additionalProperties: false }
      )
    ),
    mustBe: typebox_exports.Optional(typebox_exports.Number()),
    mustNotBe: typebox_exports.Optional(typebox_exports.Number()),
    mustBeGreaterThan: typebox_exports.Optional(typebox_exports.Number()),
    mustBeGreaterOrEqualTo: typebox_exports.Optional(typebox_exports.Number()),
    mustBeLessThan: typebox_exports.Optional(typebox_exports.Number()),
    mustBeLessOrEqualTo: typebox_exports.Optional(typebox_exports.Number()),
    mustBeBetween: typebox_exports.Optional(range),
    mustNotBeBetween: typebox_exports.Optional(range),
    unit: typebox_exports.Optional(typebox_exports.Union([typebox_exports.Literal("rows"), typebox_exports.Literal("percent")])),
    severity: typebox_exports.Optional(typebox_exports.String()),
    name: typebox_exports.Optional(typebox_exports.String()),
    description: typebox_exports.Optional(typebox_exports.String()),
    // Keys of rules that are refused by their type; known here so that the refusal says so.
    query: documentation,
    engine: documentation,
    implementation: documentation,
    rule: documentation,
    id: documentation,
    dimension: documentation,
    method: documentation,
    businessImpact: documentation,
    customProperties: documentation,
    authoritativeDefinitions: documentation,
    tags: documentation,
    scheduler: documentation,
    schedule: documentation
  },
  { additionalProperties: false }
);
var bound = typebox_exports.Optional(typebox_exports.Union([typebox_exports.Number(), typebox_exports.String()]));
var LogicalTypeOptions = typebox_exports.Object(
  {
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    minLength: typebox_exports.Optional(typebox_exports.Integer({ minimum: 0 })),
    maxLength: typebox_exports.Optional(typebox_exports.Integer({ minimum: 0 })),
    pattern: typebox_exports.Optional(typebox_exports.String()),
    format: typebox_exports.Optional(typebox_exports.String()),
    multipleOf: typebox_exports.Optional(typebox_exports.Number({ exclusiveMinimum: 0 })),
    timezone: documentation,
    defaultTimezone: documentation,
    // Options of objects and arrays, refused with their types.
    minItems: documentation,
    maxItems: documentation,
    uniqueItems: documentation,
    minProperties: documentation,
    maxProperties: documentation,
    required: documentation
  },
  { additionalProperties: false }
);
var Property = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1 }),
    physicalName: typebox_exports.Optional(typebox_exports.String({ minLength: 1 })),
    logicalType: typebox_exports.Optional(
      typebox_exports.Union([
        typebox_exports.Literal("string"),
        typebox_exports.Literal("date"),
        typebox_exports.Literal("timestamp"),
        typebox_exports.Literal("time"),
        typebox_exports.Literal("number"),
        typebox_exports.Literal("integer"),
        typebox_exports.Literal("boolean"),
        typebox_exports.Literal("object"),
        typebox_exports.Literal("array")
      ])
    ),
    logicalTypeOptions: typebox_exports.Optional(LogicalTypeOptions),
    required: typebox_exports.Optional(typebox_exports.Boolean()),
    unique: typebox_exports.Optional(typebox_exports.Boolean()),
    primaryKey: typebox_exports.Optional(typebox_exports.Boolean()),
    primaryKeyPosition: typebox_exports.Optional(typebox_exports.Integer()),
    quality: typebox_exports.Optional(typebox_exports.Array(QualityRule)),
    properties: documentation,
    items: documentation,
    relationships: documentation,
    id: documentation,
    physicalType: documentation,
    description: documentation,
    businessName: documentation,
    authoritativeDefinitions: documentation,
    tags: documentation,
    customProperties: documentation,
    partitioned: documentation,
    partitionKeyPosition: documentation,
    classification: typebox_exports.Optional(
      typebox_exports.Unknown({
        description: "Anything but public, open, internal or unclassified hides the values of the column."
      })
    ),
    encryptedName: typebox_exports.Optional(typebox_exports.Unknown({ description: "Hides the values of the column." })),
    transformSourceObjects: documentation,
    transformLogic: documentation,
    transformDescription: documentation,
    examples: documentation,
    criticalDataElement: documentation
  },
  { additionalProperties: false }
);
var SchemaObject = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1 }),
    properties: typebox_exports.Optional(typebox_exports.Array(Property)),
    quality: typebox_exports.Optional(typebox_exports.Array(QualityRule)),
    logicalType: typebox_exports.Optional(typebox_exports.Literal("object")),
    relationships: documentation,
    id: documentation,
    physicalName: documentation,
    physicalType: documentation,
    description: documentation,
    businessName: documentation,
    authoritativeDefinitions: documentation,
    tags: documentation,
    customProperties: documentation,
    dataGranularityDescription: documentation
  },
  { additionalProperties: false }
);
var ContractFile = typebox_exports.Object(
  {
    apiVersion: typebox_exports.Union(
      ["v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0"].map((version) => typebox_exports.Literal(version)),
      { description: "Version of the standard." }
    ),
    kind: typebox_exports.Literal("DataContract"),
    id: typebox_exports.String({ minLength: 1 }),
    version: typebox_exports.String({ minLength: 1 }),
    status: typebox_exports.String({ minLength: 1 }),
    name: typebox_exports.Optional(typebox_exports.String()),
    schema: typebox_exports.Array(SchemaObject, { minItems: 1 }),
    tags: typebox_exports.Optional(texts),
    tenant: documentation,
    servers: documentation,
    dataProduct: documentation,
    description: documentation,
    domain: documentation,
    support: documentation,
    price: documentation,
    team: documentation,
    roles: documentation,
    slaDefaultElement: documentation,
    slaProperties: documentation,
    authoritativeDefinitions: documentation,
    customProperties: documentation,
    contractCreatedTs: documentation
  },
  { additionalProperties: false, description: "Open Data Contract Standard v3.1" }
);

// packages/contracts/src/limit.ts
var operators = [
  "mustBe",
  "mustNotBe",
  "mustBeGreaterThan",
  "mustBeGreaterOrEqualTo",
  "mustBeLessThan",
  "mustBeLessOrEqualTo",
  "mustBeBetween",
  "mustNotBeBetween"
];
var none = { unit: "rows", operator: "mustBe", bounds: [0] };
function limitOf(rule) {
  const given = operators.filter((operator2) => rule[operator2] !== void 0);
  const [operator, ...others] = given;
  if (operator === void 0) return `demands nothing: give one of ${operators.join(", ")}.`;
  if (others.length > 0) return `has ${given.join(" and ")}; the standard allows one operator a rule. Write two rules.`;
  const value = rule[operator];
  const unit = rule.unit ?? "rows";
  if (typeof value === "number") return { unit, operator, bounds: [value] };
  const [low, high] = value ?? [];
  if (low === void 0 || high === void 0 || !(low < high))
    return `${operator} needs two numbers, the smaller first.`;
  return { unit, operator, bounds: [low, high] };
}
function holds({ operator, bounds: [low, high = Number.NaN] }, value) {
  if (Number.isNaN(value)) return false;
  switch (operator) {
    case "mustBe":
      return value === low;
    case "mustNotBe":
      return value !== low;
    case "mustBeGreaterThan":
      return value > low;
    case "mustBeGreaterOrEqualTo":
      return value >= low;
    case "mustBeLessThan":
      return value < low;
    case "mustBeLessOrEqualTo":
      return value <= low;
    case "mustBeBetween":
      return value > low && value < high;
    case "mustNotBeBetween":
      return !(value > low && value < high);
  }
}
function limitWords({ operator, bounds: bounds2, unit }) {
  const [low, high] = bounds2.map((bound2) => unit === "percent" ? `${bound2} %` : String(bound2));
  switch (operator) {
    case "mustBe":
      return `exactly ${low}`;
    case "mustNotBe":
      return `not ${low}`;
    case "mustBeGreaterThan":
      return `more than ${low}`;
    case "mustBeGreaterOrEqualTo":
      return `at least ${low}`;
    case "mustBeLessThan":
      return `less than ${low}`;
    case "mustBeLessOrEqualTo":
      return `at most ${low}`;
    case "mustBeBetween":
      return `more than ${low} and less than ${high} (the standard excludes the bounds)`;
    case "mustNotBeBetween":
      return `${low} or less, or ${high} or more (the standard excludes the bounds from the range)`;
  }
}
function limitsFromAbove({ operator }) {
  return operator !== "mustBeGreaterThan" && operator !== "mustBeGreaterOrEqualTo";
}

// packages/contracts/src/string-format.ts
var label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
var octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
var ipv4 = `${octet}([.]${octet}){3}`;
var group = "[0-9A-Fa-f]{1,4}";
var ipv6 = [
  `(${group}:){7}${group}`,
  `(${group}:){1,7}:`,
  ...[1, 2, 3, 4, 5, 6].map((after) => `(${group}:){1,${7 - after}}(:${group}){1,${after}}`),
  `:(:${group}){1,7}`,
  "::",
  `(::([Ff]{4}:)?|(${group}:){6})${ipv4}`
].join("|");
var stringFormats = {
  email: `[^@\\s]+@${label}([.]${label})+`,
  uuid: "[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
  uri: '[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+',
  hostname: `${label}([.]${label})*`,
  ipv4,
  ipv6: `(${ipv6})`
};
var integerFormats = Object.fromEntries(
  [8, 16, 32, 64].flatMap((bits) => [
    [`i${bits}`, [String(-(2n ** BigInt(bits - 1))), String(2n ** BigInt(bits - 1) - 1n)]],
    [`u${bits}`, ["0", String(2n ** BigInt(bits) - 1n)]]
  ])
);
var numberFormats = { f32: 34028234663852886e22, f64: Number.MAX_VALUE };

// packages/contracts/src/temporal-format.ts
var isoDate = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
var isoTime = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?";
var isoFormats = {
  date: { regex: isoDate, strptime: void 0 },
  time: { regex: isoTime, strptime: void 0 },
  timestamp: { regex: `${isoDate}[T ]${isoTime}(Z|[+-][0-9]{2}(:?[0-9]{2})?)?`, strptime: void 0 }
};
var fields = {
  yyyy: ["(?P<year>[0-9]{4})", "%Y"],
  uuuu: ["(?P<year>[0-9]{4})", "%Y"],
  MM: ["(?P<month>[0-9]{2})", "%m"],
  dd: ["(?P<day>[0-9]{2})", "%d"],
  HH: ["(?P<hour>[0-9]{2})", "%H"],
  mm: ["(?P<minute>[0-9]{2})", "%M"],
  ss: ["(?P<second>[0-9]{2})", "%S"],
  SSS: ["(?P<fraction>[0-9]{3})", "%g"],
  SSSSSS: ["(?P<fraction>[0-9]{6})", "%f"]
};
var knownDateFields = Object.keys(fields).join(", ");
function parseTemporalFormat(pattern) {
  let regex = "";
  let strptime = "";
  const seen = /* @__PURE__ */ new Set();
  for (const [token] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const field = fields[token];
    if (field !== void 0) {
      if (seen.has(token)) return void 0;
      seen.add(token);
      regex += field[0];
      strptime += field[1];
    } else if (/^[A-Za-z]/.test(token) || token === "'") {
      return void 0;
    } else {
      const literal = token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") || "'" : token;
      regex += literal.replace(/[.*+?^${}()|[\]\\/-]/g, (character) => `[${character === "^" ? "\\^" : character}]`);
      strptime += literal.replaceAll("%", "%%");
    }
  }
  return seen.size === 0 ? void 0 : { regex, strptime };
}
function parseBound(text, type, format) {
  const parts = format && new RegExp(`^(?:${format.regex.replaceAll("(?P<", "(?<")})$`).exec(text)?.groups;
  if (parts) {
    const date = `${parts.year ?? "1970"}-${parts.month ?? "01"}-${parts.day ?? "01"}`;
    const fraction = parts.fraction === void 0 ? "" : `.${parts.fraction}`;
    const time = `${parts.hour ?? "00"}:${parts.minute ?? "00"}:${parts.second ?? "00"}${fraction}`;
    return realBound({ date, time: `${date} ${time}`, timestamp: `${date} ${time}` }[type], type, time);
  }
  if (!new RegExp(`^(?:${isoFormats[type].regex})$`).test(text)) return void 0;
  return realBound(text, type, text);
}
function realBound(text, type, time) {
  const iso = type === "time" ? `1970-01-01T${time}` : text.replace(" ", "T");
  const moment = new Date(type === "date" || /(Z|[+-]\d\d(:?\d\d)?)$/.test(iso.slice(11)) ? iso : `${iso}Z`);
  const day = Number(iso.slice(8, 10));
  const month = new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0));
  if (Number.isNaN(moment.getTime()) || day > month.getUTCDate()) return void 0;
  return type === "time" ? time : text;
}

// packages/contracts/src/wrong-pattern.ts
function wrongPattern(pattern) {
  try {
    new RegExp(pattern);
  } catch (error) {
    return `is no regular expression (${messageOf(error)}).`;
  }
  const plain = pattern.replace(/\\[^1-9k]/g, "");
  if (/\(\?<?[=!]/.test(plain) || /\\[1-9k]/.test(plain)) {
    return "look-around and back-references cannot be checked (RE2 searches in linear time). Write it without them.";
  }
  return void 0;
}

// packages/contracts/src/logical-checks.ts
var bounds = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
var temporal = [...bounds, "format"];
var numeric = [...bounds, "multipleOf", "format"];
var optionsByType = {
  string: ["minLength", "maxLength", "pattern", "format"],
  date: temporal,
  timestamp: temporal,
  time: temporal,
  integer: numeric,
  number: numeric,
  boolean: []
};
var phrases = {
  string: "text",
  date: "a date (ISO 8601)",
  timestamp: "a date and time (ISO 8601)",
  time: "a time of day (ISO 8601)",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false"
};
function logicalChecks(property, column2, complain) {
  const { logicalType: type, logicalTypeOptions: options = {} } = property;
  const given = Object.keys(options).filter((name) => options[name] !== void 0);
  if (type === void 0) {
    if (given.length > 0) complain(["logicalTypeOptions"], "has no meaning without logicalType. Add logicalType.");
    return [];
  }
  if (type === "object" || type === "array") {
    complain(
      ["logicalType"],
      `${type} columns cannot be checked yet; supported are ${Object.keys(phrases).join(", ")}.`
    );
    return [];
  }
  for (const name of given.filter((name2) => !optionsByType[type].includes(name2))) {
    const supported = optionsByType[type].join(", ") || "no options";
    complain(["logicalTypeOptions", name], `is not checked for logicalType ${type}; supported: ${supported}.`);
  }
  const format = temporalFormat(type, options.format, complain);
  const typeCheck = {
    key: "logicalType",
    expectation: format === void 0 ? `every value is ${phrases[type]}` : `every value is a ${type} written ${options.format}`,
    predicate: { is: "not-type", column: column2, type, format },
    path: ["logicalType"]
  };
  const optionChecks = given.filter((name) => optionsByType[type].includes(name)).flatMap((name) => {
    const path = ["logicalTypeOptions", name];
    const found = optionCheck(name, type, options, column2, format);
    if (typeof found === "string") complain(path, found);
    return typeof found === "object" ? [{ key: name, path, ...found }] : [];
  });
  return [typeCheck, ...optionChecks];
}
function optionCheck(name, type, options, column2, format) {
  switch (name) {
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return boundCheck(name, type, options[name], column2, format);
    case "minLength":
    case "maxLength": {
      const length = options[name] ?? 0;
      const side = name === "minLength" ? "below" : "above";
      return {
        expectation: `every text has at ${side === "below" ? "least" : "most"} ${length} characters`,
        predicate: { is: "beyond-length", column: column2, side, length }
      };
    }
    case "pattern": {
      const pattern = options.pattern ?? "";
      const wrong = wrongPattern(pattern);
      if (wrong !== void 0) return wrong;
      return {
        expectation: `every text matches ${pattern}`,
        predicate: { is: "not-matching", column: column2, pattern, whole: false }
      };
    }
    case "multipleOf": {
      const of = options.multipleOf ?? 1;
      return { expectation: `every value is a multiple of ${of}`, predicate: { is: "not-multiple", column: column2, of } };
    }
    case "format":
      return formatCheck(type, options.format ?? "", column2);
    default:
      return void 0;
  }
}
var comparisons = {
  minimum: ["below", false, "at least"],
  exclusiveMinimum: ["below", true, "more than"],
  maximum: ["above", false, "at most"],
  exclusiveMaximum: ["above", true, "less than"]
};
function boundCheck(name, type, bound2, column2, format) {
  const [side, exclusive, words] = comparisons[name] ?? ["below", false, "at least"];
  const expectation = `every value is ${words} ${bound2}`;
  if (type === "date" || type === "timestamp" || type === "time") {
    const iso = typeof bound2 === "string" ? parseBound(bound2, type, format) : void 0;
    if (iso === void 0) return `must be a real ${type} as a text, such as ${boundExamples[type]}.`;
    return { expectation, predicate: { is: "beyond-time", column: column2, side, type, bound: iso, exclusive, format } };
  }
  if (typeof bound2 !== "number") return "must be a number.";
  return { expectation, predicate: { is: "beyond-number", column: column2, side, bound: bound2, exclusive } };
}
var boundExamples = {
  date: '"2024-01-31"',
  timestamp: '"2024-01-31T08:30:00"',
  time: '"08:30:00"'
};
function temporalFormat(type, format, complain) {
  if (format === void 0 || type !== "date" && type !== "timestamp" && type !== "time") return void 0;
  const parsed = parseTemporalFormat(format);
  if (parsed === void 0) {
    complain(["logicalTypeOptions", "format"], `cannot be checked; understood are ${knownDateFields} and quoted text.`);
  }
  return parsed ?? isoFormats[type];
}
function formatCheck(type, format, column2) {
  if (type === "string") {
    const pattern = Object.hasOwn(stringFormats, format) ? stringFormats[format] : void 0;
    if (pattern === void 0) return unknownFormat(Object.keys(stringFormats));
    const predicate = { is: "not-matching", column: column2, pattern, whole: true };
    return { expectation: `every text has the format ${format}`, predicate };
  }
  if (type === "integer") {
    const range2 = Object.hasOwn(integerFormats, format) ? integerFormats[format] : void 0;
    if (range2 === void 0) return unknownFormat(Object.keys(integerFormats));
    const [low, high] = range2;
    const expectation = `every value fits ${format} (${low} to ${high})`;
    return { expectation, predicate: { is: "beyond-integer", column: column2, low, high } };
  }
  if (type === "number") {
    const largest = Object.hasOwn(numberFormats, format) ? numberFormats[format] : void 0;
    if (largest === void 0) return unknownFormat(Object.keys(numberFormats));
    return { expectation: `every value fits ${format}`, predicate: { is: "beyond-magnitude", column: column2, largest } };
  }
  return void 0;
}
function unknownFormat(known) {
  return `this format cannot be checked; supported: ${known.join(", ")}.`;
}

// packages/contracts/src/quality-checks.ts
function qualityCheck(rule, subject, complain) {
  const { metric } = rule;
  if (rule.type !== void 0 && rule.type !== "library") {
    const advice = rule.type === "text" ? "Put it into description." : "Supported are the rules of type library.";
    complain(["type"], `rules of type ${JSON.stringify(rule.type)} cannot be run. ${advice}`);
    return void 0;
  }
  if (metric === void 0) {
    complain(["metric"], "is missing: nullValues, missingValues, invalidValues, duplicateValues or rowCount.");
    return void 0;
  }
  for (const key of ["query", "engine", "implementation", "rule"]) {
    if (rule[key] !== void 0)
      complain([key], `belongs to rules that cannot be run here. Use metric ${metric} alone.`);
  }
  const limit = limitOf(rule);
  if (typeof limit === "string") {
    complain([], limit);
    return void 0;
  }
  const measure2 = measureOf(rule, metric, subject, complain);
  if (measure2 === void 0) return void 0;
  if (metric === "rowCount" && limit.unit === "percent") {
    complain(["unit"], "rowCount counts rows; percent has no meaning here.");
  }
  const words = metric === "rowCount" ? `the number of rows is ${limitWords(limit)}` : `the ${limit.unit === "percent" ? "share" : "number"} of ${subjects[metric](rule)} is ${limitWords(limit)}`;
  return { metric, expectation: words, measure: measure2, limit, severity: severityOf(rule.severity), path: [] };
}
var subjects = {
  nullValues: () => "rows without a value",
  missingValues: (rule) => `rows whose value is one of ${list(rule.arguments?.missingValues ?? [])}`,
  invalidValues: (rule) => {
    const { validValues, pattern } = rule.arguments ?? {};
    const parts = [
      ...validValues === void 0 ? [] : [`none of ${list(validValues)}`],
      ...pattern === void 0 ? [] : [`no match of ${pattern}`]
    ];
    return `rows whose value is ${parts.join(" or ")}`;
  },
  duplicateValues: () => "surplus rows (each beyond the first with the same value)"
};
function list(values) {
  const shown = values.slice(0, 10).map((value) => JSON.stringify(value));
  return values.length > 10 ? `${shown.join(", ")} … (${values.length})` : shown.join(", ");
}
function measureOf(rule, metric, subject, complain) {
  const given = rule.arguments ?? {};
  const allowed = argumentNames[subject.level][metric] ?? [];
  for (const name of Object.keys(given)) {
    if (!allowed.includes(name)) {
      complain(
        ["arguments", name],
        `has no meaning for ${metric} of ${subject.level === "object" ? "an object" : "a property"}.`
      );
    }
  }
  if (subject.level === "object") {
    if (metric === "rowCount") return { counts: "rows" };
    if (metric === "duplicateValues") {
      const columns = (given.properties ?? []).map((name, index) => {
        const column3 = subject.columns.get(name);
        if (column3 === void 0) {
          const names = [...subject.columns.keys()].join(", ");
          complain(["arguments", "properties", index], `no such property; the object has ${names || "none"}.`);
        }
        return column3 ?? name;
      });
      if (columns.length === 0) complain([], "duplicateValues of an object needs arguments.properties.");
      return { counts: "surplus", columns };
    }
    complain(["metric"], `${metric} belongs to a property. Move the rule to the property that it is about.`);
    return void 0;
  }
  const { column: column2 } = subject;
  if (metric === "rowCount") {
    complain(["metric"], "rowCount belongs to the object. Move the rule to the object’s own quality.");
    return void 0;
  }
  if (metric === "nullValues") return { counts: "matching", predicate: { is: "null", columns: [column2] } };
  if (metric === "duplicateValues") return { counts: "surplus", columns: [column2] };
  if (metric === "missingValues") {
    if (given.missingValues === void 0) {
      complain([], "missingValues needs arguments.missingValues, the list of values that count as missing.");
      return void 0;
    }
    return { counts: "matching", predicate: { is: "any-of", column: column2, values: given.missingValues } };
  }
  return invalidValues(given, column2, complain);
}
function invalidValues({ validValues, pattern }, column2, complain) {
  const wrong = pattern === void 0 ? void 0 : wrongPattern(pattern);
  if (wrong !== void 0) complain(["arguments", "pattern"], wrong);
  const of = [
    ...validValues === void 0 ? [] : [{ is: "none-of", column: column2, values: validValues }],
    ...pattern === void 0 ? [] : [{ is: "not-matching", column: column2, pattern, whole: false }]
  ];
  if (of.length === 0) {
    complain([], "invalidValues needs arguments.validValues or arguments.pattern.");
    return void 0;
  }
  return { counts: "matching", predicate: { is: "any", of } };
}
var argumentNames = {
  property: { missingValues: ["missingValues"], invalidValues: ["validValues", "pattern"] },
  object: { duplicateValues: ["properties"] }
};
function severityOf(severity) {
  return /^(info|warn(ing)?)$/i.test(severity ?? "") ? "warning" : "error";
}

// packages/contracts/src/contract.ts
function readContract(text, file) {
  const document = parseDocument(text, file);
  const value = checkDocument(document, ContractFile);
  const problems = [];
  const objects = value.schema.map((object, index) => readObject(object, ["schema", index], document, problems));
  for (const [index, { name }] of objects.entries()) {
    if (objects.findIndex((other) => other.name === name) < index) {
      const path = ["schema", index, "name"];
      problems.push({ position: document.positionOf(path), path, message: "an object of this name stands above." });
    }
  }
  const [problem, ...others] = problems;
  if (problem !== void 0) throw errorOf([problem, ...others]);
  const [first, ...rest] = objects;
  if (first === void 0) throw new ConfigurationError(`${file}: describes no object.`);
  return { file, id: value.id, version: value.version, objects: [first, ...rest] };
}
function readObject(object, path, document, problems) {
  const properties = object.properties ?? [];
  const checks = [];
  const names = /* @__PURE__ */ new Set();
  const complainAt = (base) => (below2, message) => {
    const at = [...base, ...below2];
    problems.push({ position: document.positionOf(at, "key"), path: at, message });
  };
  const add = (name, at, check) => {
    checks.push({
      limit: none,
      severity: "error",
      ...check,
      name: uniqueName(name, names),
      position: document.positionOf(at, "key")
    });
  };
  const addRules = (rules, base, subject, prefix) => {
    for (const [index, rule] of (rules ?? []).entries()) {
      const at = [...base, "quality", index];
      const check = qualityCheck(rule, subject, complainAt(at));
      if (check !== void 0) add(`${prefix}${rule.name ?? check.metric}`, at, check);
    }
  };
  if (object.relationships !== void 0) complainAt(path)(["relationships"], notRun);
  const columns = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  for (const [index, property] of properties.entries()) {
    const at = [...path, "properties", index];
    const column2 = property.physicalName ?? property.name;
    if (columns.has(property.name) || taken.has(column2)) {
      complainAt(at)(["name"], "a property of this name, or with its physicalName, stands above.");
    }
    columns.set(property.name, column2);
    taken.add(column2);
    readProperty(property, column2, at, complainAt(at), add);
    addRules(property.quality, at, { level: "property", column: column2 }, `${column2}: `);
  }
  addPrimaryKey(properties, [...path, "properties"], complainAt, add);
  addRules(object.quality, path, { level: "object", columns }, "");
  const sensitive = properties.filter(isSensitive).map(({ name, physicalName }) => physicalName ?? name);
  return { name: object.name, columns: [...columns.values()], sensitive: new Set(sensitive), checks };
}
var shownClassifications = /* @__PURE__ */ new Set(["public", "open", "internal", "unclassified"]);
function isSensitive({ classification, encryptedName }) {
  if (encryptedName !== void 0) return true;
  if (classification === void 0 || classification === null) return false;
  return !(typeof classification === "string" && shownClassifications.has(classification.trim().toLowerCase()));
}
var notRun = "cannot be checked yet. Remove it; the file must not promise what nobody checks.";
function readProperty(property, column2, at, complain, add) {
  for (const key of ["relationships", "properties", "items"]) {
    if (property[key] !== void 0) complain([key], notRun);
  }
  add(`${column2}: present`, [...at, "name"], {
    expectation: "the column is in the file",
    measure: { counts: "presence", column: column2 }
  });
  if (property.required === true) {
    add(`${column2}: required`, [...at, "required"], {
      expectation: "every row has a value (NaN is none)",
      measure: { counts: "matching", predicate: { is: "null", columns: [column2] } }
    });
  }
  if (property.unique === true) {
    add(`${column2}: unique`, [...at, "unique"], {
      expectation: "no value stands twice",
      measure: { counts: "surplus", columns: [column2] }
    });
  }
  for (const { key, path, expectation, predicate } of logicalChecks(property, column2, complain)) {
    add(`${column2}: ${key}`, [...at, ...path], { expectation, measure: { counts: "matching", predicate } });
  }
}
function addPrimaryKey(properties, path, complainAt, add) {
  const parts = properties.flatMap((property, index) => {
    const position = property.primaryKeyPosition ?? -1;
    if (property.primaryKey !== true) {
      if (position !== -1)
        complainAt([...path, index])(["primaryKeyPosition"], "has no meaning without primaryKey: true.");
      return [];
    }
    return [{ column: property.physicalName ?? property.name, position, at: [...path, index] }];
  });
  if (parts.length === 0) return;
  for (const [index, part] of parts.entries()) {
    if (parts.length > 1 && part.position < 1) {
      complainAt(part.at)(["primaryKey"], "a key of several properties needs primaryKeyPosition 1, 2, … in each.");
    } else if (parts.findIndex((other) => other.position === part.position) < index) {
      complainAt(part.at)(["primaryKeyPosition"], "another property has this position.");
    }
  }
  const columns = parts.toSorted((a, b) => a.position - b.position).map(({ column: column2 }) => column2);
  const at = [...parts[0]?.at ?? path, "primaryKey"];
  const name = `primary key (${columns.join(", ")})`;
  add(`${name}: required`, at, {
    expectation: "every row has a value in each part of the key (NaN is none)",
    measure: { counts: "matching", predicate: { is: "null", columns } }
  });
  add(`${name}: unique`, at, { expectation: "no key stands twice", measure: { counts: "surplus", columns } });
}
function uniqueName(name, taken) {
  let candidate = name;
  for (let number3 = 2; taken.has(candidate); number3++) candidate = `${name} (${number3})`;
  taken.add(candidate);
  return candidate;
}

// packages/contracts/src/predicate.ts
function columnsOf(predicate) {
  if (predicate.is === "null") return predicate.columns;
  if (predicate.is === "any") return [...new Set(predicate.of.flatMap(columnsOf))];
  return [predicate.column];
}

// packages/contracts/src/planned-check.ts
function columnsOfMeasure(measure2) {
  switch (measure2.counts) {
    case "presence":
      return [measure2.column];
    case "rows":
      return [];
    case "matching":
      return columnsOf(measure2.predicate);
    case "surplus":
      return measure2.columns;
  }
}

// packages/contracts/src/profile/data-changes.ts
function dataChangesFold(base, checked) {
  const { name, changes, because } = base;
  if (changes === void 0) {
    return fold(["Data: not compared with ", code(name)], paragraph(`${because ?? "There is no profile of its data."}`));
  }
  if (changes.length === 0) {
    return fold(
      ["Data: no changes against ", code(name)],
      paragraph("The files are the same, or differ by less than is told.")
    );
  }
  return fold([`Data: ${changes.length} ${changes.length === 1 ? "change" : "changes"} against `, code(name)], {
    kind: "table",
    columns: [
      { title: "Data", align: "left" },
      { title: "Column", align: "left" },
      { title: "Change", align: "left" },
      { title: "The contract", align: "left" }
    ],
    rows: changes.map((change) => [
      [change.data],
      change.column === void 0 ? ["—"] : [code(change.column)],
      [change.what, ...valueInlines(change.values)],
      [judgementOf(change, checked)]
    ])
  });
}
function valueInlines(values) {
  return values.flatMap((value, index) => [index === 0 ? ": " : ", ", code(value === "" ? " " : value)]);
}
function judgementOf({ data, column: column2 }, checked) {
  const results = checked.find(({ name }) => name === data)?.result.checks ?? [];
  const about = results.filter(
    ({ check: { measure: measure2 } }) => column2 === void 0 ? measure2.counts === "rows" : columnsOfMeasure(measure2).includes(column2)
  );
  if (about.length === 0) return "says nothing of it";
  const broken = about.filter(({ verdict }) => verdict === "fail");
  if (broken.length > 0) return `is broken: ${broken.map(({ check }) => check.name).join(", ")}`;
  return about.length === 1 ? "holds" : `holds: ${about.length} checks`;
}

// packages/contracts/src/contract-report.ts
function contractReport(datasets, context) {
  const results = datasets.flatMap((data) => data.result.checks.map((result) => ({ ...result, data })));
  const failed = results.filter(({ verdict: verdict2 }) => verdict2 === "fail");
  const deciding = failed.filter(({ check }) => check.severity === "error");
  const verdict = worstVerdict(results.map((result) => deciding.includes(result) ? "fail" : "pass"));
  return {
    model: context.model,
    step: context.step,
    verdict,
    outcome: outcomes[verdict],
    reason: reason(results, deciding.length, failed.length - deciding.length, datasets),
    blocks: [
      ...failed.length > 0 ? [failedTable(failed, datasets.length > 1)] : [],
      ...context.base === void 0 ? [] : [dataChangesFold(context.base, datasets)],
      ...results.length > 0 ? [fold(`All ${results.length} checks`, allTable(results, datasets.length > 1))] : [],
      fold("How this was decided", ...decision(datasets, context))
    ],
    checks: results.map(toCheck),
    measurements: datasets.flatMap(measure)
  };
}
var outcomes = {
  pass: "data holds",
  fail: "data breaks its contract",
  inconclusive: "data not judged",
  error: "data not checked"
};
function reason(results, deciding, warnings, datasets) {
  if (results.length === 0) return ["Nothing was checked: there were no data."];
  const rows = datasets.reduce((sum2, data) => sum2 + data.result.rows, 0);
  const scope = `on ${number(rows)} ${plural(rows, "row")} of ${datasets.map(({ name }) => name).join(", ")}`;
  const aside = warnings > 0 ? ` ${warnings} more failed as ${plural(warnings, "warning")}, which ${warnings === 1 ? "does" : "do"} not decide.` : "";
  if (deciding === 0) return [`${results.length - warnings} of ${results.length} checks hold ${scope}.${aside}`];
  return [strong(`${deciding} of ${results.length}`), ` checks failed ${scope}.${aside}`];
}
var column = (title, align = "left") => ({ title, align });
function failedTable(failed, several) {
  return {
    kind: "table",
    caption: "Failed checks",
    columns: [
      ...several ? [column("Data")] : [],
      column("Check"),
      column("Expected"),
      column("Found", "right"),
      column("First rows")
    ],
    rows: failed.map((result) => [
      ...several ? [[result.data.name]] : [],
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      rowsCell(result)
    ])
  };
}
function allTable(results, several) {
  return {
    kind: "table",
    columns: [
      ...several ? [column("Data")] : [],
      column("Check"),
      column("Expected"),
      column("Found", "right"),
      column("Verdict", "center")
    ],
    rows: results.map((result) => [
      ...several ? [[result.data.name]] : [],
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      [{ kind: "verdict", verdict: result.verdict }]
    ])
  };
}
function nameCell({ check }) {
  return check.severity === "warning" ? [check.name, " (warning)"] : [check.name];
}
var shownCharacters = 40;
function rowsCell({ firstRows, matchingRows = 0 }) {
  if (firstRows.length === 0) return ["—"];
  const shown = firstRows.flatMap((row, index) => [...index > 0 ? [", "] : [], ...rowInlines(row)]);
  return matchingRows > firstRows.length ? [...shown, ", …"] : shown;
}
function rowInlines({ row, value }) {
  if (value === void 0 || value === null) return [String(row)];
  const characters = [...String(value)];
  const text = characters.slice(0, shownCharacters).join("") + (characters.length > shownCharacters ? "…" : "");
  return text === "" ? [String(row)] : [`${row}: `, code(text)];
}
function decision(datasets, { contract }) {
  const items = [
    ["Contract ", code(contract.file), `, version ${contract.version}: `, code(contract.digest)],
    ...datasets.map(({ name, file, digest, bytes, result }) => [
      `${name}: `,
      code(file),
      `, ${number(result.rows)} ${plural(result.rows, "row")}, ${number(bytes)} bytes, as object `,
      code(result.object),
      ": ",
      code(digest)
    ])
  ];
  return [
    { kind: "list", items },
    paragraph(
      "Every check reads every row. Row 1 is the first row of data. NaN counts as no value. Duplicates are counted as surplus rows: each row beyond the first with the same value. Ranges (mustBeBetween) exclude their bounds, as the Open Data Contract Standard defines them; other tools include them."
    )
  ];
}
function toCheck({ check, verdict, observed, firstRows, data }) {
  const rows = firstRows.map(({ row }) => row).join(", ");
  const places = firstRows.flatMap(({ row }) => {
    const line = data.shown?.lines.get(row);
    if (data.shown === void 0 || line === void 0) return [];
    const position = { file: data.shown.file, line, column: 1 };
    return [{ position, message: `Row ${row} breaks ${check.name}: ${check.expectation}.` }];
  });
  return {
    name: `${data.name}: ${check.name}`,
    verdict,
    message: `Expected: ${check.expectation}. Found: ${observed}.${rows === "" ? "" : ` First rows: ${rows}.`}`,
    severity: check.severity,
    position: check.position,
    ...places.length === 0 ? {} : { places }
  };
}
function measure({ name, bytes, result }) {
  const labels = { data: name };
  const failedChecks = result.checks.filter(({ verdict }) => verdict === "fail").length;
  return [
    { name: "data_rows", help: "Rows that were checked.", labels, value: result.rows },
    { name: "data_bytes", help: "Size of the file that was checked.", labels, value: bytes },
    { name: "contract_failed_checks", help: "Checks of the data contract that failed.", labels, value: failedChecks },
    ...result.checks.flatMap(
      ({ check, verdict, matchingRows }) => matchingRows === void 0 ? [] : [
        {
          name: "contract_failed_rows",
          help: "Rows for which a failed check of the data contract counts; 0 when it holds.",
          labels: { ...labels, check: check.name },
          value: verdict === "fail" ? matchingRows : 0
        }
      ]
    ),
    ...[...result.nullShares].map(
      ([columnName, value]) => ({
        name: "data_null_ratio",
        help: "Share of rows without a value, 0 to 1.",
        labels: { ...labels, column: columnName },
        value
      })
    )
  ];
}
function number(value) {
  return value.toLocaleString("en-US");
}
function plural(count3, noun) {
  return count3 === 1 ? noun : `${noun}s`;
}

// packages/contracts/src/plan.ts
function planChecks(contract, object) {
  const found = pick(contract, object);
  const [first, ...rest] = found.checks;
  if (first === void 0) {
    throw new ConfigurationError(
      `${contract.file}: ${JSON.stringify(found.name)} demands nothing, so nothing was checked. Add properties or quality rules.`
    );
  }
  return { object: found.name, columns: found.columns, sensitive: found.sensitive, checks: [first, ...rest] };
}
function pick({ file, objects }, name) {
  const names = objects.map((object) => object.name).join(", ");
  if (name === void 0) {
    if (objects.length > 1) {
      throw new ConfigurationError(`${file}: has several objects (${names}). Name the one that the data belong to.`);
    }
    return objects[0];
  }
  const found = objects.find((object) => object.name === name);
  if (found === void 0)
    throw new ConfigurationError(`${file}: has no object ${JSON.stringify(name)}, only ${names}.`);
  return found;
}

// packages/contracts/src/predicate-sql.ts
function columnsAsText(predicate) {
  switch (predicate.is) {
    case "any":
      return predicate.of.flatMap(columnsAsText);
    case "not-matching":
    case "beyond-length":
    case "beyond-time":
      return columnsOf(predicate);
    case "not-type":
      return ["integer", "number", "boolean"].includes(predicate.type) ? [] : columnsOf(predicate);
    case "any-of":
    case "none-of":
      return predicate.values.some((value) => typeof value === "string") ? columnsOf(predicate) : [];
    default:
      return [];
  }
}
function predicateSql(predicate, columns) {
  return `coalesce(${conditionSql(predicate, columns)}, false)`;
}
function presentSql(column2) {
  const name = quoteName(column2.name);
  if (column2.type === "FLOAT" || column2.type === "DOUBLE") return `(${name} IS NOT NULL AND NOT isnan(${name}))`;
  if (column2.numbersAsText) return `(${name} IS NOT NULL AND lower(${name}) <> 'nan')`;
  return `(${name} IS NOT NULL)`;
}
function conditionSql(predicate, columns) {
  if (predicate.is === "any") return `(${predicate.of.map((part) => predicateSql(part, columns)).join(" OR ")})`;
  if (predicate.is === "null") {
    return `(${predicate.columns.map((name) => `NOT ${presentSql(columnOf(columns, name))}`).join(" OR ")})`;
  }
  const column2 = columnOf(columns, predicate.column);
  if (predicate.is === "any-of") return oneOf(column2, predicate.values);
  return `(${presentSql(column2)} AND ${failure(predicate, column2)})`;
}
function failure(predicate, column2) {
  switch (predicate.is) {
    case "none-of":
      return `NOT coalesce(${oneOf(column2, predicate.values)}, false)`;
    case "not-matching": {
      const search = predicate.whole ? "regexp_full_match" : "regexp_matches";
      return `NOT ${search}(${textOf(column2)}, ${quoteText(predicate.pattern)})`;
    }
    case "not-type":
      return notType(predicate.type, predicate.format, column2);
    case "beyond-number": {
      const operator = operatorOf(predicate.side, predicate.exclusive);
      return `${numberOf(column2)} ${operator} ${predicate.bound}`;
    }
    case "beyond-time": {
      const operator = operatorOf(predicate.side, predicate.exclusive);
      const bound2 = `${quoteText(predicate.bound)}::${temporalSqlTypes[predicate.type]}`;
      return `${timeOf(column2, predicate.type, predicate.format)} ${operator} ${bound2}`;
    }
    case "beyond-length":
      return `length(${textOf(column2)}) ${predicate.side === "below" ? "<" : ">"} ${predicate.length}`;
    case "beyond-integer":
      return `NOT coalesce(TRY_CAST(${textOf(column2)} AS HUGEINT) BETWEEN ${predicate.low} AND ${predicate.high}, false)`;
    case "beyond-magnitude":
      return `abs(${numberOf(column2)}) > ${predicate.largest}`;
    case "not-multiple":
      return notMultiple(column2, predicate.of);
  }
}
function columnOf(columns, name) {
  const column2 = columns.get(name);
  if (column2 === void 0) throw new Error(`A predicate over ${name} was to be run without the column.`);
  return column2;
}
function operatorOf(side, exclusive) {
  return (side === "below" ? "<" : ">") + (exclusive ? "=" : "");
}
function familyOf({ type }) {
  if (type === "VARCHAR" || type === "UUID" || type.startsWith("ENUM")) return "text";
  if (type === "BOOLEAN") return "boolean";
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return "integer";
  if (type === "FLOAT" || type === "DOUBLE" || type.startsWith("DECIMAL")) return "number";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "timestamp";
  return type.startsWith("TIME") ? "time" : "other";
}
function textOf(column2) {
  const name = quoteName(column2.name);
  return column2.type === "VARCHAR" ? name : `${name}::VARCHAR`;
}
function numberOf(column2) {
  const family = familyOf(column2);
  if (family === "integer" || family === "number") return quoteName(column2.name);
  return `TRY_CAST(${textOf(column2)} AS DOUBLE)`;
}
var temporalSqlTypes = {
  date: "DATE",
  timestamp: "TIMESTAMPTZ",
  time: "TIME"
};
function timeOf(column2, type, format) {
  const family = familyOf(column2);
  const name = quoteName(column2.name);
  if (family === type || family === "timestamp" && type === "date") return `${name}::${temporalSqlTypes[type]}`;
  const text = textOf(column2);
  const { regex, strptime } = format ?? isoFormats[type];
  const parsed = strptime === void 0 ? text : `try_strptime(${text}, ${quoteText(strptime)})::VARCHAR`;
  const part = strptime !== void 0 && type === "time" ? `substr(${parsed}, 12)` : parsed;
  const value = `TRY_CAST(${part} AS ${temporalSqlTypes[type]})`;
  return `(CASE WHEN regexp_full_match(${text}, ${quoteText(regex)}) THEN ${value} END)`;
}
function notType(type, format, column2) {
  const family = familyOf(column2);
  const name = quoteName(column2.name);
  const asWritten = family === "text" && !column2.declared;
  switch (type) {
    case "string":
      return family === "text" ? "false" : "true";
    case "boolean":
      if (family === "boolean") return "false";
      return asWritten ? `NOT regexp_full_match(${name}, '(?i:true|false)')` : "true";
    case "integer":
      if (family === "integer") return "false";
      if (family === "number") return `(${name} <> trunc(${name}) OR NOT isfinite(${name}::DOUBLE))`;
      return asWritten ? `NOT regexp_full_match(${name}, '[+-]?[0-9]+')` : "true";
    case "number":
      if (family === "integer" || family === "number") return "false";
      return asWritten ? `coalesce(isnan(TRY_CAST(${name} AS DOUBLE)), true)` : "true";
    case "date":
      if (family === "timestamp") return `${name}::DATE::TIMESTAMP <> ${name}::TIMESTAMP`;
      return family === "date" || family === "text" ? `${timeOf(column2, type, format)} IS NULL` : "true";
    case "timestamp":
    case "time":
      return family === type || family === "text" ? `${timeOf(column2, type, format)} IS NULL` : "true";
  }
}
function oneOf(column2, values) {
  const tests = values.map((value) => {
    if (value === null || value === "" && !column2.declared) return `NOT ${presentSql(column2)}`;
    if (typeof value === "number") return `${numberOf(column2)} = ${numberSql(value)}`;
    if (typeof value === "boolean") return `lower(${textOf(column2)}) = '${value}'`;
    return `${textOf(column2)} = ${quoteText(value)}`;
  });
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(" OR ")})`;
}
function numberSql(value) {
  return Number.isFinite(value) ? String(value) : `${quoteText(String(value))}::DOUBLE`;
}
function notMultiple(column2, of) {
  if (familyOf(column2) === "integer" && Number.isSafeInteger(of)) return `${quoteName(column2.name)} % ${of} <> 0`;
  const quotient = `(${numberOf(column2)}::DOUBLE / ${of}::DOUBLE)`;
  return `NOT (abs(${quotient} - round(${quotient})) <= 1e-12 * greatest(1, abs(${quotient})))`;
}

// packages/contracts/src/run-plan.ts
async function runPlan(plan, tables, file, { listedRows = 10 } = {}) {
  const asText = [...new Set(plan.checks.flatMap(({ measure: measure2 }) => textColumns(measure2)))];
  const columns = await columnsInQueries(tables, file, asText);
  await refuseWrongPatterns(plan, tables, file);
  const present = plan.columns.filter((name) => columns.has(name));
  const runnable = plan.checks.filter(({ measure: measure2 }) => columnsOfMeasure(measure2).every((name) => columns.has(name)));
  const sql = [
    "count(*)",
    ...present.map((name) => `count_if(NOT ${presentSql(columns.get(name))})`),
    ...runnable.map(({ measure: measure2 }) => countSql(measure2, columns))
  ];
  const [counted = []] = await tables.query(file, `SELECT ${sql.join(", ")} FROM data`, { asText });
  const [rows = Number.NaN, ...counts] = counted.map(Number);
  if (!(rows > 0)) throw new ConfigurationError(`${file}: has no rows, so nothing was checked.`);
  const nullCounts = counts.slice(0, present.length);
  const countOf = new Map(runnable.map((check, index) => [check, counts[present.length + index] ?? Number.NaN]));
  const results = [];
  for (const check of plan.checks) {
    const missing = columnsOfMeasure(check.measure).filter((name) => !columns.has(name));
    if (missing.length > 0) {
      results.push({
        check,
        verdict: "fail",
        observed: missingWords(missing),
        matchingRows: void 0,
        rows,
        firstRows: []
      });
      continue;
    }
    const judged = judge(check, countOf.get(check) ?? Number.NaN, rows);
    const rowsSql = judged.verdict === "fail" && limitsFromAbove(check.limit) ? failingRowsSql(check.measure, columns) : void 0;
    const found = rowsSql === void 0 ? [] : await tables.query(file, `${rowsSql} LIMIT ${listedRows}`, { asText });
    const hidden = columnsOfMeasure(check.measure).some((name) => plan.sensitive.has(name));
    results.push({ ...judged, firstRows: found.map(([row, value]) => failingRow(row, hidden ? void 0 : value)) });
  }
  const [first, ...rest] = results;
  if (first === void 0) throw new ConfigurationError(`${file}: nothing was checked.`);
  return {
    object: plan.object,
    rows,
    checks: [first, ...rest],
    nullShares: new Map(present.map((name, index) => [name, (nullCounts[index] ?? Number.NaN) / rows]))
  };
}
async function refuseWrongPatterns({ checks }, tables, file) {
  for (const { measure: measure2, position } of checks) {
    for (const pattern of measure2.counts === "matching" ? patternsOf(measure2.predicate) : []) {
      try {
        await tables.query(file, `SELECT regexp_matches('', ${quoteText(pattern)})`);
      } catch (cause) {
        if (!(cause instanceof ConfigurationError)) throw cause;
        throw new ConfigurationError(`pattern ${JSON.stringify(pattern)} is not one that RE2 can search with.`, {
          position,
          cause
        });
      }
    }
  }
}
function patternsOf(predicate) {
  if (predicate.is === "any") return predicate.of.flatMap(patternsOf);
  return predicate.is === "not-matching" ? [predicate.pattern] : [];
}
async function columnsInQueries(tables, file, asText) {
  const columns = await tables.columns(file);
  return new Map(
    columns.map((column2) => [
      column2.name,
      !column2.declared && asText.includes(column2.name) ? { ...column2, type: "VARCHAR", numbersAsText: column2.type === "DOUBLE" } : { ...column2, numbersAsText: false }
    ])
  );
}
function textColumns(measure2) {
  return measure2.counts === "matching" ? columnsAsText(measure2.predicate) : [];
}
function countSql(measure2, columns) {
  switch (measure2.counts) {
    case "presence":
      return "0";
    case "rows":
      return "count(*)";
    case "matching":
      return `count_if(${predicateSql(measure2.predicate, columns)})`;
    case "surplus": {
      const names = measure2.columns.map(quoteName);
      const value = names.length === 1 ? names.join() : `row(${names.join(", ")})`;
      const complete = completeSql(measure2.columns, columns);
      return `count_if(${complete}) - count(DISTINCT ${value}) FILTER (WHERE ${complete})`;
    }
  }
}
function completeSql(names, columns) {
  return `(${names.map((name) => presentSql(columns.get(name))).join(" AND ")})`;
}
function failingRowsSql(measure2, columns) {
  const row = quoteName(rowNumberName);
  if (measure2.counts === "matching") {
    const [column2, ...others] = columnsOf(measure2.predicate);
    const value = column2 !== void 0 && others.length === 0 ? `, ${quoteName(column2)}::VARCHAR` : "";
    return `SELECT ${row}${value} FROM numbered WHERE ${predicateSql(measure2.predicate, columns)} ORDER BY ${row}`;
  }
  if (measure2.counts === "surplus") {
    const keys = measure2.columns.map(quoteName);
    const value = keys.length === 1 ? `, ${keys.join()}::VARCHAR` : "";
    return `SELECT ${row}${value} FROM numbered WHERE ${completeSql(measure2.columns, columns)} QUALIFY row_number() OVER (PARTITION BY ${keys.join(", ")} ORDER BY ${row}) > 1 ORDER BY ${row}`;
  }
  return void 0;
}
function failingRow(row, value) {
  return value === void 0 ? { row: Number(row) } : { row: Number(row), value };
}
function judge(check, count3, rows) {
  const { measure: measure2, limit } = check;
  const measured = limit.unit === "percent" ? 100 * count3 / rows : count3;
  const verdict = holds(limit, measured) ? "pass" : "fail";
  if (measure2.counts === "presence") {
    return { check, verdict, observed: "the column is there", matchingRows: void 0, rows };
  }
  if (measure2.counts === "rows") return { check, verdict, observed: `${rows} rows`, matchingRows: void 0, rows };
  const noun = measure2.counts === "surplus" ? "surplus rows" : "rows";
  const share2 = limit.unit === "percent" ? ` (${percent(count3, rows)})` : "";
  return { check, verdict, observed: `${count3} ${noun} of ${rows}${share2}`, matchingRows: count3, rows };
}
function percent(count3, rows) {
  return `${Number((100 * count3 / rows).toPrecision(4))} %`;
}
function missingWords(names) {
  return names.length === 1 ? `no column ${JSON.stringify(names[0])}` : `no columns ${names.map((name) => JSON.stringify(name)).join(", ")}`;
}

// packages/contracts/src/infer/contract-yaml.ts
var import_yaml = __toESM(require_dist(), 1);
function contractYaml(contract) {
  const document = new import_yaml.Document(
    {
      apiVersion: "v3.1.0",
      kind: "DataContract",
      id: contract.id,
      name: contract.id,
      version: "1.0.0",
      status: "active",
      schema: [
        {
          name: contract.id,
          logicalType: "object",
          quality: [{ metric: "rowCount", mustBeGreaterThan: contract.rowsAbove }],
          properties: contract.columns.map(propertyOf)
        }
      ]
    },
    // Quotes what older readers would take for true or false: `yes`, `on`.
    { compat: "yaml-1.1" }
  );
  document.commentBefore = [
    " What the data must be, inferred from the data themselves: check it, then correct it where you know better.",
    ...contract.leftOut.map((name) => commentLine(`Left out, since not every file has it: ${JSON.stringify(name)}`))
  ].join("\n");
  const rule = document.getIn(["schema", 0, "quality", 0], true);
  if ((0, import_yaml.isMap)(rule)) rule.commentBefore = commentLine(contract.rowsBecause);
  const properties = document.getIn(["schema", 0, "properties"], true);
  if ((0, import_yaml.isSeq)(properties)) {
    for (const [index, column2] of contract.columns.entries()) {
      const node = properties.items[index];
      if ((0, import_yaml.isMap)(node) && column2.because !== "") node.commentBefore = commentLine(column2.because);
    }
  }
  (0, import_yaml.visit)(document, {
    Pair: (_, { key, value }) => {
      const isShort = (0, import_yaml.isScalar)(key) && (key.value === "validValues" || key.value === "logicalTypeOptions");
      if (isShort && (0, import_yaml.isCollection)(value)) value.flow = true;
    }
  });
  return document.toString({ lineWidth: 0 });
}
function propertyOf(column2) {
  const { type, range: range2, values, nullsBelowPercent } = column2;
  const rules = [
    ...values === void 0 ? [] : [{ metric: "invalidValues", arguments: { validValues: values }, mustBe: 0 }],
    ...nullsBelowPercent === void 0 ? [] : [{ metric: "nullValues", mustBeLessThan: nullsBelowPercent, unit: "percent" }]
  ];
  return {
    name: column2.name,
    ...type === void 0 ? {} : { logicalType: type },
    ...range2 === void 0 ? {} : { logicalTypeOptions: { minimum: range2[0], maximum: range2[1] } },
    ...column2.primaryKey ? { primaryKey: true } : {},
    ...column2.required ? { required: true } : {},
    ...rules.length === 0 ? {} : { quality: rules }
  };
}

// packages/contracts/src/infer/infer-contract.ts
var mostValues = 20;
var rowsPerValue = 10;
var rowsForRange = 20;
var nullsWithoutLimit = 0.4;
var order = ["boolean", "integer", "number", "date", "timestamp", "time", "string"];
function inferContract(files, { name, id }) {
  const [first, ...others] = files;
  if (first === void 0) return void 0;
  const columns = first.columns.flatMap((column2) => {
    const seen = [column2, ...others.flatMap((file) => file.columns.filter((other) => other.name === column2.name))];
    return seen.length === files.length ? [inferColumn(seen, column2.name === id)] : [];
  });
  const [head, ...rest] = columns;
  if (head === void 0) return void 0;
  const kept = new Set(columns.map((column2) => column2.name));
  const names = files.flatMap((file) => file.columns.map((column2) => column2.name));
  const smallest = files.reduce((a, b) => b.rows < a.rows ? b : a);
  return {
    id: name,
    rowsAbove: Math.floor(smallest.rows / 2),
    rowsBecause: `half of the ${smallest.rows} rows of ${smallest.file}`,
    columns: [head, ...rest],
    leftOut: [...new Set(names.filter((column2) => !kept.has(column2)))]
  };
}
function inferColumn(seen, isId) {
  const name = seen[0]?.name ?? "";
  const rows = sum(seen.map((column2) => column2.rows));
  const present = sum(seen.map((column2) => column2.present));
  const telling = seen.filter((column2) => column2.present > 0);
  const type = telling.length === 0 ? void 0 : order.find((one) => telling.every(({ types }) => types.includes(one)));
  const missing = Math.max(...seen.map((column2) => 1 - column2.present / column2.rows));
  const values = type === "string" && !isId ? mergedValues(telling) : void 0;
  const isList = values !== void 0 && values.size <= mostValues && present >= values.size * rowsPerValue;
  const isNumber = type === "integer" || type === "number";
  const range2 = isNumber && !isId && present >= rowsForRange ? mergedRange(telling, type) : void 0;
  return {
    name,
    type,
    primaryKey: isId,
    required: missing === 0 && !isId,
    range: range2?.widened,
    values: isList ? [...values.keys()] : void 0,
    nullsBelowPercent: missing > 0 && missing <= nullsWithoutLimit ? looserPercent(missing) : void 0,
    because: [
      ...isId ? [`${rows} rows, each file without a value twice`] : [],
      ...isList ? [`${values.size} ${values.size === 1 ? "value" : "values"} in ${present} rows`] : [],
      ...range2 === void 0 ? [] : [`${range2.seen[0]} to ${range2.seen[1]} in ${present} rows`],
      ...type === "string" && !isList && !isId ? [`${distinctWords(telling)} in ${present} rows`] : [],
      ...present === 0 ? [`no value in ${rows} rows, so nothing is asked but the column`] : [],
      ...present > 0 && missing > 0 ? [`${rows - present} of ${rows} rows have no value`] : [],
      ...present > 0 && type === void 0 ? ["no type that a contract can check"] : []
    ].join("; ")
  };
}
function distinctWords(seen) {
  return `${Math.max(...seen.map(({ distinct }) => distinct))} or more different texts`;
}
function mergedValues(seen) {
  const merged = /* @__PURE__ */ new Map();
  for (const { values, types } of seen) {
    if (values === void 0 || types.includes("number") || types.includes("boolean")) return void 0;
    for (const [value, count3] of values) merged.set(value, (merged.get(value) ?? 0) + count3);
  }
  return new Map([...merged].sort(([a], [b]) => a < b ? -1 : 1));
}
function mergedRange(seen, type) {
  const ranges = seen.map(({ range: range2 }) => range2);
  if (ranges.some((range2) => range2 === void 0)) return void 0;
  const low = Math.min(...ranges.map((range2) => range2?.[0] ?? Number.NaN));
  const high = Math.max(...ranges.map((range2) => range2?.[1] ?? Number.NaN));
  return { seen: [low, high], widened: widen(low, high, type) };
}
function widen(low, high, type) {
  const span = high - low || Math.abs(high) || 1;
  const unit = 10 ** Math.floor(Math.log10(span / 10));
  const step = type === "integer" ? Math.max(1, unit) : unit;
  if (!Number.isFinite(step) || step === 0) return [low, high];
  const below2 = outwards(low - span / 10, step, Math.floor);
  const above = outwards(high + span / 10, step, Math.ceil);
  const bottom = low >= 0 ? Math.max(0, below2) : below2;
  return [Number.isFinite(bottom) ? Math.min(bottom, low) : low, Number.isFinite(above) ? Math.max(above, high) : high];
}
function outwards(value, step, round) {
  const rounded = round(value / step) * step;
  return Number(rounded.toPrecision(12));
}
function looserPercent(share2) {
  return Math.ceil(share2 * 200 + 2);
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

// packages/contracts/src/infer/observe-columns.ts
var listedValues = 50;
var columnsAtOnce = 100;
async function observeFile(tables, file, name = file) {
  const columns = await tables.columns(file);
  const observed = [];
  let rows = 0;
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const some = columns.slice(at, at + columnsAtOnce);
    const counted = await countColumns(tables, file, some);
    rows = counted.rows;
    observed.push(...await lookCloser(tables, file, counted.rows, counted.columns));
  }
  return { file: name, rows, columns: observed };
}
async function countColumns(tables, file, some) {
  const asked = some.map((column2) => ({ ...column2, numbersAsText: false }));
  const sql = asked.flatMap((column2) => {
    const number3 = `CASE WHEN ${presentSql(column2)} THEN ${quoteName(column2.name)}::DOUBLE END`;
    const isNumber = possibleTypes(column2).includes("number");
    return [
      `count_if(${presentSql(column2)})`,
      `approx_count_distinct(${quoteName(column2.name)})`,
      isNumber ? `min(${number3})` : "NULL",
      isNumber ? `max(${number3})` : "NULL",
      ...possibleTypes(column2).map((type) => `count_if(${wrongSql(column2, type)})`)
    ];
  });
  const [answer = []] = await tables.query(file, `SELECT ${["count(*)", ...sql].join(", ")} FROM data`);
  const values = answer[Symbol.iterator]();
  const next = () => values.next().value ?? null;
  const rows = Number(next());
  const columns = asked.map((column2) => {
    const present = Number(next());
    const distinct = Number(next());
    const range2 = rangeOf(next(), next());
    const types = possibleTypes(column2).filter(() => Number(next()) === 0);
    return { column: column2, present, distinct, range: range2, types: present === 0 ? [] : types };
  });
  return { rows, columns };
}
function rangeOf(low, high) {
  if (typeof low !== "number" || typeof high !== "number") return void 0;
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : void 0;
}
function wrongSql(column2, type) {
  if (type === "string" && !column2.declared) return "false";
  return predicateSql(
    { is: "not-type", column: column2.name, type, format: void 0 },
    /* @__PURE__ */ new Map([[column2.name, column2]])
  );
}
function possibleTypes({ type, declared }) {
  const text = declared ? [] : ["string"];
  if (type === "BOOLEAN") return ["boolean", ...text];
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return ["integer", "number", ...text];
  if (type === "FLOAT" || type === "DOUBLE" || type.startsWith("DECIMAL")) return ["integer", "number", ...text];
  if (type === "DATE") return ["date"];
  if (type.startsWith("TIMESTAMP")) return ["date", "timestamp"];
  if (type.startsWith("TIME")) return ["time"];
  if (type === "VARCHAR") return ["date", "timestamp", "time", "string"];
  return type === "UUID" || type.startsWith("ENUM") ? ["string"] : [];
}
async function lookCloser(tables, file, rows, counted) {
  const few = counted.filter(({ types, distinct }) => types.length > 0 && distinct <= listedValues * 1.2);
  const many = counted.filter(
    ({ column: column2, types, present, distinct }) => (types[0] === "integer" || types[0] === "string") && column2.type !== "DOUBLE" && column2.type !== "FLOAT" && present === rows && rows > 1 && distinct >= rows * 0.8
  );
  const sql = [
    ...few.map(({ column: column2 }) => histogramSql(column2)),
    ...many.map(({ column: column2 }) => `count(DISTINCT ${quoteName(column2.name)})`)
  ];
  const [answer = []] = sql.length === 0 ? [] : await tables.query(file, `SELECT ${sql.join(", ")} FROM data`);
  const histograms = new Map(few.map(({ column: column2 }, index) => [column2.name, valuesIn(answer[index] ?? null)]));
  const unique = new Set(
    many.flatMap(({ column: column2 }, index) => Number(answer[few.length + index]) === rows ? [column2.name] : [])
  );
  return counted.map(({ column: column2, types, present, distinct, range: range2 }) => {
    const values = histograms.get(column2.name);
    return {
      name: column2.name,
      types,
      rows,
      present,
      distinct: values?.size ?? (unique.has(column2.name) ? rows : distinct),
      unique: unique.has(column2.name),
      range: range2,
      values: values !== void 0 && values.size <= listedValues ? values : void 0
    };
  });
}
function histogramSql(column2) {
  return `to_json(histogram(${quoteName(column2.name)}::VARCHAR) FILTER (WHERE ${presentSql(column2)}))::VARCHAR`;
}
function valuesIn(json) {
  const found = typeof json === "string" ? JSON.parse(json) : {};
  const counts = Object.entries(found ?? {}).map(([value, count3]) => [value, Number(count3)]);
  return new Map(counts.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

// packages/contracts/src/profile/compare-profiles.ts
var told = {
  /** Share of rows without a value. */
  missing: 0.01,
  /** Share of rows that hold a value. */
  share: 0.05,
  /** Of a mean, in standard deviations of before. */
  mean: 0.1,
  /** Of the range, beyond what it was, as a part of the middle 98 %. */
  range: 0.1,
  /** Rows, as a part of those before. */
  rows: 0.05
};
var named = 5;
function compareProfiles(base, head, identifiers = /* @__PURE__ */ new Set()) {
  const before = new Map(base.files.map((file) => [file.data, file]));
  const after = new Set(head.files.map(({ data }) => data));
  return [
    ...head.files.flatMap((file) => {
      const old = before.get(file.data);
      if (old === void 0) return [changeOf(file.data, void 0, "is new")];
      return old.digest === file.digest ? [] : fileChanges(old, file, identifiers);
    }),
    ...base.files.flatMap(({ data }) => after.has(data) ? [] : [changeOf(data, void 0, "is gone")])
  ];
}
function changeOf(data, column2, what, values = []) {
  return { data, column: column2, what, values };
}
function fileChanges(before, after, identifiers) {
  const { data } = after;
  const old = new Map(before.columns.map((column2) => [column2.name, column2]));
  const present = new Set(after.columns.map(({ name }) => name));
  const rows = Math.abs(after.rows - before.rows) > told.rows * before.rows;
  return [
    ...rows ? [changeOf(data, void 0, `has ${count(after.rows)} rows, ${relative(before.rows, after.rows)}`)] : [],
    ...before.columns.flatMap(({ name }) => present.has(name) ? [] : [changeOf(data, name, "is gone")]),
    ...after.columns.flatMap((column2) => {
      const was = old.get(column2.name);
      if (was === void 0) return [changeOf(data, column2.name, `is new (${column2.kind})`)];
      const sides = [
        { profile: was, rows: before.rows },
        { profile: column2, rows: after.rows }
      ];
      return [...columnChanges(...sides), ...identifiers.has(column2.name) ? [] : contentChanges(...sides)].map(
        ({ what, values }) => changeOf(data, column2.name, what, values)
      );
    })
  ];
}
var say = (what, values = []) => ({ what, values });
function columnChanges(before, after) {
  const [was, is] = [before.profile, after.profile];
  if (was.kind !== is.kind) return [say(`holds ${is.kind} instead of ${was.kind}`)];
  return missingChange(before, after);
}
function contentChanges(before, after) {
  const [was, is] = [before.profile, after.profile];
  if (was.kind !== is.kind) return [];
  return isTold(was) || isTold(is) ? [...valueChanges(before, after), ...rangeChange(was, is)] : numberChanges(was, is);
}
function missingChange(before, after) {
  const [was, is] = [share(before.profile.missing, before.rows), share(after.profile.missing, after.rows)];
  const began = before.profile.missing === 0 && after.profile.missing > 0;
  if (!began && !(Math.abs(is - was) > told.missing)) return [];
  return [say(`lacks a value in ${percent2(is)} of rows instead of ${percent2(was)}`)];
}
var fewValues = 20;
function isTold(profile) {
  return profile.numbers === void 0 || profile.values?.complete === true && profile.distinct <= fewValues;
}
function valueChanges(before, after) {
  const [was, is] = [before.profile.values, after.profile.values];
  if (was === void 0 || is === void 0) return [];
  const [old, now] = [sharesOf(was, before.rows), sharesOf(is, after.rows)];
  const fresh = was.complete ? [...now.keys()].filter((value) => !old.has(value)) : [];
  const gone = is.complete ? [...old.keys()].filter((value) => !now.has(value)) : [];
  const [moved, ...others] = [...now].map(([value, rate]) => ({ value, rate, was: old.get(value) ?? rate })).filter((entry) => Math.abs(entry.rate - entry.was) > told.share).toSorted((a, b) => Math.abs(b.rate - b.was) - Math.abs(a.rate - a.was));
  const more = others.length === 0 ? "" : ` (${others.length} more ${plural2(others.length, "value")} moved)`;
  return [
    ...fresh.length > 0 ? [say(`has ${count(fresh.length)} new ${plural2(fresh.length, "value")}`, fresh.slice(0, named))] : [],
    ...gone.length > 0 ? [say(`lost ${count(gone.length)} ${plural2(gone.length, "value")}`, gone.slice(0, named))] : [],
    ...moved === void 0 ? [] : [
      say(`holds one value in ${percent2(moved.rate)} of rows instead of ${percent2(moved.was)}${more}`, [
        moved.value
      ])
    ]
  ];
}
function sharesOf({ counts }, rows) {
  return new Map(counts.map((entry) => [entry.value, share(entry.count, rows)]));
}
function numberChanges(before, after) {
  const [was, is] = [before.numbers, after.numbers];
  if (was === void 0 || is === void 0) return [];
  const spread = was.sd ?? 0;
  const shift = was.mean === null || is.mean === null ? 0 : is.mean - was.mean;
  const wide = (was.quantiles.at(-1) ?? 0) - (was.quantiles[0] ?? 0);
  const lower = below(is.min, was.min, wide);
  const higher = below(negated(is.max), negated(was.max), wide);
  return [
    ...spread > 0 && Math.abs(shift) > told.mean * spread ? [
      say(
        `has the mean ${number2(is.mean)} instead of ${number2(was.mean)} (${signed(shift / spread)} standard deviations)`
      )
    ] : [],
    ...lower ? [say(`goes down to ${number2(is.min)}; it was ${number2(was.min)}`)] : [],
    ...higher ? [say(`goes up to ${number2(is.max)}; it was ${number2(was.max)}`)] : []
  ];
}
var negated = (value) => value === null ? null : -value;
function below(is, was, wide) {
  if (is === null || was === null || is >= was) return false;
  return was - is > told.range * wide || is < 0 && was >= 0;
}
function rangeChange(before, after) {
  const [was, is] = [before.range, after.range];
  if (was === void 0 || is === void 0 || was.first === is.first && was.last === is.last) return [];
  return [say(`goes from ${is.first} to ${is.last}; it was ${was.first} to ${was.last}`)];
}
var share = (part, whole) => whole === 0 ? 0 : part / whole;
var percent2 = (value) => `${Number((100 * value).toPrecision(3))} %`;
var count = (value) => value.toLocaleString("en-US");
var plural2 = (amount, noun) => amount === 1 ? noun : `${noun}s`;
var signed = (value) => `${value < 0 ? "−" : "+"}${Number(Math.abs(value).toPrecision(2))}`;
var number2 = (value) => String(Number((value ?? Number.NaN).toPrecision(4))).replace("-", "−");
function relative(before, after) {
  const change = after - before;
  const size = `${count(Math.abs(change))} ${change < 0 ? "fewer" : "more"}`;
  return before === 0 ? size : `${size} (${signed(100 * change / before)} %)`;
}

// packages/contracts/src/profile/data-profile.ts
var profileLimit = 4 * 1024 * 1024;
var closed = { additionalProperties: false };
var count2 = typebox_exports.Integer({ minimum: 0 });
var finite = typebox_exports.Union([typebox_exports.Number(), typebox_exports.Null()]);
var Values = typebox_exports.Object(
  {
    /** Whether these are all values of the column. */
    complete: typebox_exports.Boolean(),
    counts: typebox_exports.Array(typebox_exports.Object({ value: typebox_exports.String(), count: count2 }, closed), { maxItems: 500 })
  },
  closed
);
var Numbers = typebox_exports.Object(
  {
    min: finite,
    max: finite,
    mean: finite,
    /** Standard deviation with n − 1. */
    sd: finite,
    /** At `quantileLevels`, each a value between neighbours where none is exact. */
    quantiles: typebox_exports.Array(finite, { maxItems: 20 })
  },
  closed
);
var Kind = typebox_exports.Union([
  typebox_exports.Literal("integer"),
  typebox_exports.Literal("number"),
  typebox_exports.Literal("text"),
  typebox_exports.Literal("boolean"),
  typebox_exports.Literal("date"),
  typebox_exports.Literal("time"),
  typebox_exports.Literal("timestamp"),
  /** Lists, structures, bytes: only their missing values are counted. */
  typebox_exports.Literal("other")
]);
var ColumnProfile = typebox_exports.Object(
  {
    name: typebox_exports.String(),
    kind: Kind,
    /** Rows without a value; NaN is none. */
    missing: count2,
    /** Different values; estimated (HyperLogLog) where `values` does not hold them all. */
    distinct: count2,
    numbers: typebox_exports.Optional(Numbers),
    values: typebox_exports.Optional(Values),
    /** First and last of dates and times, ISO 8601. */
    range: typebox_exports.Optional(typebox_exports.Object({ first: typebox_exports.String(), last: typebox_exports.String() }, closed)),
    /** Whether the contract classifies the column as sensitive: then nothing that its rows hold stands here. */
    masked: typebox_exports.Optional(typebox_exports.Literal(true))
  },
  closed
);
var FileProfile = typebox_exports.Object(
  {
    /** What the file is to the project: `train`, `test` … */
    data: typebox_exports.String({ maxLength: 100 }),
    file: typebox_exports.String(),
    digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }),
    rows: count2,
    columns: typebox_exports.Array(ColumnProfile, { maxItems: 2e4 })
  },
  closed
);
var DataProfile = typebox_exports.Object(
  { format: typebox_exports.Literal("mlgate-profile/1"), files: typebox_exports.Array(FileProfile, { maxItems: 10 }) },
  closed
);
var quantileLevels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
function profileDocument(profile) {
  for (const kept of [500, 20, 5, 0]) {
    const text = `${JSON.stringify({ ...profile, files: profile.files.map((file) => withFewerValues(file, kept)) })}
`;
    if (Buffer.byteLength(text) <= profileLimit) return text;
  }
  return `${JSON.stringify({ ...profile, files: profile.files.map((file) => ({ ...file, columns: [] })) })}
`;
}
function withFewerValues(file, kept) {
  return {
    ...file,
    columns: file.columns.map((column2) => {
      const { values } = column2;
      if (values === void 0 || values.counts.length <= kept) return column2;
      return { ...column2, values: { complete: false, counts: values.counts.slice(0, kept) } };
    })
  };
}
var compiled;
function readProfile(content) {
  if (content.byteLength > profileLimit) throw new RangeError(`is larger than ${profileLimit} bytes`);
  let document;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    throw new RangeError("is no JSON in UTF-8");
  }
  compiled ??= Compile(DataProfile);
  if (!compiled.Check(document)) throw new RangeError("is not of the schema of profile.json");
  return document;
}

// packages/contracts/src/profile/profile-file.ts
var listed = 500;
var codes = 100;
var valueCharacters = 200;
var quantileRows = 1e6;
var columnsAtOnce2 = 50;
var presentSql2 = (column2) => presentSql({ ...column2, numbersAsText: false });
async function profileFile(tables, file, masked) {
  const columns = await tables.columns(file.path);
  const ask = (sql) => tables.query(file.path, sql);
  const rows = Number((await ask("SELECT count(*) FROM data"))[0]?.[0]);
  const profiles = [];
  for (let from = 0; from < columns.length; from += columnsAtOnce2) {
    profiles.push(...await profileColumns(columns.slice(from, from + columnsAtOnce2), rows, masked, ask));
  }
  return { data: file.data, file: file.name, digest: file.digest, rows, columns: profiles };
}
async function profileColumns(columns, rows, masked, ask) {
  const [answer = []] = await ask(`SELECT ${columns.flatMap(countsSql).join(", ")} FROM data`);
  const counted = columns.map((column2, index) => {
    const [present, distinct, low, high, mean, sd] = answer.slice(index * 6, index * 6 + 6);
    return { column: column2, kind: kindOf(column2.type), present, distinct: Number(distinct), low, high, mean, sd };
  });
  const shown = counted.filter(({ column: column2 }) => !masked.has(column2.name));
  const numeric2 = shown.filter(({ kind }) => isNumeric(kind)).map(({ column: column2 }) => column2);
  const few = shown.filter(({ kind, distinct }) => isListed(kind, distinct)).map(({ column: column2 }) => column2);
  const quantiles = await quantilesOf(numeric2, rows, ask);
  const values = await valuesOf(few, ask);
  return counted.map(({ column: { name }, kind, present, distinct, low, high, mean, sd }) => {
    const about = { name, kind, missing: rows - Number(present) };
    if (masked.has(name)) return { ...about, distinct, masked: true };
    const known = values.get(name);
    const numbers = { min: finite2(low), max: finite2(high), mean: finite2(mean), sd: finite2(sd) };
    const isSpan = isTemporal(kind) && low !== null && high !== null;
    return {
      ...about,
      distinct: known?.complete ? known.counts.length : distinct,
      ...isNumeric(kind) ? { numbers: { ...numbers, quantiles: quantiles.get(name) ?? [] } } : {},
      ...isSpan ? { range: { first: String(low), last: String(high) } } : {},
      ...known === void 0 ? {} : { values: known }
    };
  });
}
function countsSql(column2) {
  const kind = kindOf(column2.type);
  const name = quoteName(column2.name);
  const present = presentSql2(column2);
  const only = `FILTER (WHERE ${present})`;
  const counts = [`count_if(${present})`, kind === "other" ? "0" : `approx_count_distinct(${name}) ${only}`];
  if (isNumeric(kind)) {
    const number3 = `${name}::DOUBLE`;
    const bounded = `FILTER (WHERE ${present} AND isfinite(${number3}))`;
    return [
      ...counts,
      `min(${number3}) ${only}`,
      `max(${number3}) ${only}`,
      `avg(${number3}) ${bounded}`,
      `stddev_samp(${number3}) ${bounded}`
    ];
  }
  if (isTemporal(kind)) return [...counts, `min(${name})::VARCHAR`, `max(${name})::VARCHAR`, "NULL", "NULL"];
  return [...counts, "NULL", "NULL", "NULL", "NULL"];
}
async function quantilesOf(columns, rows, ask) {
  const step = Math.ceil(rows / quantileRows);
  const from = step > 1 ? `numbered WHERE ${quoteName(rowNumberName)} % ${step} = 0` : "data";
  const levels = `[${quantileLevels.join(", ")}]`;
  const lists = await answersOf(columns, from, ask, (column2) => {
    const number3 = `${quoteName(column2.name)}::DOUBLE`;
    const bounded = `FILTER (WHERE ${presentSql2(column2)} AND isfinite(${number3}))`;
    return `array_to_string(quantile_cont(${number3}, ${levels}) ${bounded}, ' ')`;
  });
  return new Map([...lists].map(([name, list2]) => [name, list2 === "" ? [] : list2.split(" ").map(finite2)]));
}
async function valuesOf(columns, ask) {
  const histograms = await answersOf(columns, "data", ask, (column2) => {
    const text = `left(${quoteName(column2.name)}::VARCHAR, ${valueCharacters})`;
    return `to_json(histogram(${text}) FILTER (WHERE ${presentSql2(column2)}))::VARCHAR`;
  });
  return new Map([...histograms].map(([name, json]) => [name, mostFrequent(json)]));
}
async function answersOf(columns, from, ask, expression) {
  if (columns.length === 0) return /* @__PURE__ */ new Map();
  const [answer = []] = await ask(`SELECT ${columns.map(expression).join(", ")} FROM ${from}`);
  return new Map(columns.map(({ name }, index) => [name, String(answer[index] ?? "")]));
}
function mostFrequent(json) {
  const found = json === "" ? {} : JSON.parse(json);
  const counts = Object.entries(found).map(([value, count3]) => ({ value, count: Number(count3) }));
  counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { complete: counts.length <= listed, counts: counts.slice(0, listed) };
}
function isListed(kind, distinct) {
  if (kind === "text") return distinct <= 1e4;
  return kind === "boolean" || kind === "integer" && distinct <= codes;
}
var isNumeric = (kind) => kind === "integer" || kind === "number";
var isTemporal = (kind) => kind === "date" || kind === "time" || kind === "timestamp";
function kindOf(type) {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (type === "FLOAT" || type === "DOUBLE" || type.startsWith("DECIMAL")) return "number";
  if (type === "VARCHAR") return "text";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "timestamp";
  return type.startsWith("TIME") ? "time" : "other";
}
function finite2(value) {
  const number3 = value === null ? Number.NaN : Number(value);
  return Number.isFinite(number3) ? number3 : null;
}

// packages/steps/src/git.ts
var inherit = ["PATH", "HOME", "SYSTEMROOT", "TMPDIR", "SSH_AUTH_SOCK", "XDG_CONFIG_HOME"];
var env = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
var GitReader = class {
  #exec;
  #cwd;
  constructor(exec, cwd) {
    this.#exec = exec;
    this.#cwd = cwd;
  }
  /**
   * The commit that a name stands for: a branch before a tag of the same name, since more people may push tags. A branch
   * that is not here is fetched from `origin`, that one commit alone, since CI clones are shallow. Throws
   * InfrastructureError when it cannot be had: that is not proof that it never existed. From `origin` alone where a
   * change is judged: a local branch could be the change's own.
   */
  async commitOf(ref, where = "here or origin") {
    const complaints = [];
    if (where === "origin") {
      for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
        const commit = await this.#fetched(name, complaints);
        if (commit !== void 0) return commit;
      }
      throw notThere(ref, complaints);
    }
    for (const find of isExact(ref) ? [() => this.#revParse(ref), () => this.#fetched(ref, complaints)] : this.#places(ref, complaints)) {
      const commit = await find();
      if (commit !== void 0) return commit;
    }
    throw notThere(ref, complaints);
  }
  /** When a commit was made, by its committer's clock; undefined when it is not here. */
  async committedAt(commit) {
    const shown = await this.#git("show", "--no-patch", "--format=%cI", "--end-of-options", commit);
    const time = new Date(shown.stdout.trim());
    return shown.exitCode === 0 && !Number.isNaN(time.getTime()) ? time : void 0;
  }
  /** Whether the commit that is checked out, or its index, holds a file at this path (relative to the repository). */
  async isTracked(path) {
    return (await this.#git("ls-files", "--error-unmatch", "--", path)).exitCode === 0;
  }
  /** Whether the commit that is checked out holds the file at this path, byte for byte but for git's own filters. */
  async isAsCommitted(path) {
    if (!await this.isTracked(path)) return false;
    return (await this.#git("diff", "--no-ext-diff", "--quiet", "HEAD", "--", path)).exitCode === 0;
  }
  #places(ref, complaints) {
    return [
      () => this.#revParse(`refs/heads/${ref}`),
      () => this.#revParse(`refs/remotes/origin/${ref}`),
      () => this.#fetched(`refs/heads/${ref}`, complaints),
      () => this.#revParse(`refs/tags/${ref}`),
      () => this.#fetched(`refs/tags/${ref}`, complaints),
      () => this.#revParse(ref)
    ];
  }
  async #fetched(ref, complaints) {
    const fetch = await this.#git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", "--end-of-options", ref);
    if (fetch.exitCode === 0) return this.#revParse("FETCH_HEAD");
    complaints.push(fetch.stderrTail.trim());
    return void 0;
  }
  /** The id of the blob at a path of a commit; undefined when that commit is proven to hold no file there. */
  async blobAt(commit, path) {
    const listing = await this.#git("ls-tree", "-z", "--end-of-options", commit, "--", path);
    if (listing.exitCode !== 0) {
      throw new InfrastructureError(`git ls-tree ${commit}: ${listing.stderrTail.trim()}`, { retryable: false });
    }
    const [entry] = listing.stdout.split("\0");
    if (entry === void 0 || entry === "") return void 0;
    const [mode, type, id] = entry.split(/[ \t]/);
    if (type !== "blob" || mode === "120000" || id === void 0) {
      throw new ConfigurationError(`${path} at ${commit} is not a regular file.`);
    }
    return id;
  }
  /** Writes a blob's bytes to a file, as they were committed: no filter and no line-end conversion runs. */
  async writeBlob(id, file) {
    const written = await this.#exec({
      argv: ["git", "cat-file", "blob", id],
      cwd: this.#cwd,
      env,
      inherit,
      stdoutFile: file
    });
    if (written.exitCode !== 0) {
      throw new InfrastructureError(`git cat-file ${id}: ${written.stderrTail.trim()}`, { retryable: true });
    }
  }
  async #revParse(ref) {
    const result = await this.#git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
    return result.exitCode === 0 ? result.stdout.trim() : void 0;
  }
  #git(...args) {
    return this.#exec({ argv: ["git", ...args], cwd: this.#cwd, env, inherit });
  }
};
function isExact(ref) {
  return /^(refs\/|HEAD\b|[0-9a-f]{40}\b)/.test(ref);
}
function notThere(ref, complaints) {
  const answer = complaints[0]?.split("\n")[0] || "no answer";
  return new InfrastructureError(
    `git: ${JSON.stringify(ref)} is neither in this clone nor to be had from origin (${answer}). Check the name, or clone with more depth (actions/checkout: fetch-depth: 0).`,
    { retryable: true }
  );
}

export {
  readContract,
  contractReport,
  contractYaml,
  inferContract,
  observeFile,
  planChecks,
  compareProfiles,
  profileLimit,
  profileDocument,
  readProfile,
  profileFile,
  runPlan,
  GitReader
};
