import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  checkDocument,
  commentLine,
  errorOf,
  nearest,
  parseDocument,
  pathText,
  printable,
  problemsOf,
  quoted
} from "./chunk-6LE4J7OX.js";
import {
  categoryMeans,
  categorySeparation,
  classSeparation,
  findLabelIssues,
  jensenShannon,
  openTables,
  placeOfRow,
  quoteName,
  quoteText,
  require_dist,
  rowNumberName,
  spearman,
  tableName
} from "./chunk-LG7YQN7L.js";
import {
  importFormats
} from "./chunk-GDV3E7U7.js";
import {
  Compile
} from "./chunk-EDLMCGVH.js";
import {
  typebox_exports
} from "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  code,
  fold,
  messageOf,
  paragraph,
  strong,
  worstVerdict
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __toESM,
  __using
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
    unit: typebox_exports.Optional(typebox_exports.String()),
    severity: typebox_exports.Optional(typebox_exports.String()),
    name: typebox_exports.Optional(typebox_exports.String()),
    description: typebox_exports.Optional(typebox_exports.String()),
    query: typebox_exports.Optional(typebox_exports.String({ minLength: 1 })),
    engine: typebox_exports.Optional(typebox_exports.String({ minLength: 1 })),
    implementation: typebox_exports.Optional(typebox_exports.Unknown({ description: "What a rule of type custom demands." })),
    rule: typebox_exports.Optional(typebox_exports.String({ description: "What version 3.0 called metric." })),
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
var references = typebox_exports.Union([typebox_exports.String({ minLength: 1 }), typebox_exports.Array(typebox_exports.String(), { minItems: 1 })]);
var Relationship = typebox_exports.Object(
  {
    type: typebox_exports.Optional(typebox_exports.Literal("foreignKey")),
    from: typebox_exports.Optional(references),
    to: references,
    customProperties: documentation,
    // The standard's schema has them not, its examples have.
    id: documentation,
    description: documentation
  },
  { additionalProperties: false }
);
var bound = typebox_exports.Optional(typebox_exports.Union([typebox_exports.Number(), typebox_exports.String()]));
var count = typebox_exports.Optional(typebox_exports.Integer({ minimum: 0 }));
var LogicalTypeOptions = typebox_exports.Object(
  {
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    minLength: count,
    maxLength: count,
    pattern: typebox_exports.Optional(typebox_exports.String()),
    format: typebox_exports.Optional(typebox_exports.String()),
    multipleOf: typebox_exports.Optional(typebox_exports.Number({ exclusiveMinimum: 0 })),
    timezone: documentation,
    defaultTimezone: documentation,
    minItems: count,
    maxItems: count,
    uniqueItems: typebox_exports.Optional(typebox_exports.Boolean()),
    minProperties: count,
    maxProperties: count,
    required: typebox_exports.Optional(typebox_exports.Array(typebox_exports.String({ minLength: 1 }), { minItems: 1 }))
  },
  { additionalProperties: false }
);
var propertyKeys = {
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
  relationships: typebox_exports.Optional(typebox_exports.Array(Relationship)),
  id: documentation,
  physicalType: typebox_exports.Optional(typebox_exports.String({ minLength: 1 })),
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
};
var NestedProperty = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1 }),
    ...propertyKeys,
    properties: documentation,
    items: documentation
  },
  { additionalProperties: false }
);
var Items = typebox_exports.Object(
  {
    name: typebox_exports.Optional(typebox_exports.String()),
    ...propertyKeys,
    properties: documentation,
    items: documentation
  },
  { additionalProperties: false }
);
var Property = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1 }),
    ...propertyKeys,
    properties: typebox_exports.Optional(typebox_exports.Array(NestedProperty)),
    items: typebox_exports.Optional(Items)
  },
  { additionalProperties: false }
);
var SchemaObject = typebox_exports.Object(
  {
    name: typebox_exports.String({ minLength: 1 }),
    properties: typebox_exports.Optional(typebox_exports.Array(Property)),
    quality: typebox_exports.Optional(typebox_exports.Array(QualityRule)),
    logicalType: typebox_exports.Optional(typebox_exports.Literal("object")),
    relationships: typebox_exports.Optional(typebox_exports.Array(Relationship)),
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

// packages/contracts/src/plan/limit.ts
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
function mostly(share4) {
  return share4 === 1 ? none : { unit: "kept", operator: "mustBeGreaterOrEqualTo", bounds: [share4] };
}
function limitWithin(bounds3, unit = "value") {
  const low = Math.max(bounds3.minimum ?? -Infinity, bounds3.exclusiveMinimum ?? -Infinity);
  const high = Math.min(bounds3.maximum ?? Infinity, bounds3.exclusiveMaximum ?? Infinity);
  const excluded = { low: low === bounds3.exclusiveMinimum, high: high === bounds3.exclusiveMaximum };
  const isEmpty = low > high || low === high && (excluded.low || excluded.high);
  if (!(low > -Infinity || high < Infinity) || isEmpty) return void 0;
  return { unit, operator: "within", bounds: [low, high], excluded };
}
function limitOf(rule) {
  const given2 = operators.filter((operator2) => rule[operator2] !== void 0);
  const [operator, ...others] = given2;
  if (operator === void 0) return `demands nothing: give one of ${operators.join(", ")}.`;
  if (others.length > 0) return `has ${given2.join(" and ")}; the standard allows one operator a rule. Write two rules.`;
  const value = rule[operator];
  const unit = rule.unit ?? "rows";
  if (unit !== "rows" && unit !== "percent") return `has the unit ${JSON.stringify(unit)}; known are rows and percent.`;
  if (typeof value === "number") return { unit, operator, bounds: [value] };
  const [low, high] = value ?? [];
  if (low === void 0 || high === void 0 || !(low < high))
    return `${operator} needs two numbers, the smaller first.`;
  return { unit, operator, bounds: [low, high] };
}
function holds({ operator, bounds: [low, high = Number.NaN], excluded }, value) {
  if (Number.isNaN(value)) return false;
  switch (operator) {
    case "within":
      return (excluded?.low ? value > low : value >= low) && (excluded?.high ? value < high : value <= high);
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
function limitWords({ operator, bounds: bounds3, excluded, unit }) {
  const [low, high] = bounds3.map((bound2) => unit === "percent" ? `${bound2} %` : String(bound2));
  switch (operator) {
    case "within": {
      const parts = [
        ...bounds3[0] > -Infinity ? [`${excluded?.low ? "more than" : "at least"} ${low}`] : [],
        ...(bounds3[1] ?? Infinity) < Infinity ? [`${excluded?.high ? "less than" : "at most"} ${high}`] : []
      ];
      return parts.join(" and ");
    }
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
function limitsFromAbove({ operator, unit, bounds: bounds3 }) {
  if (unit === "kept") return true;
  if (operator === "within") return (bounds3[1] ?? Infinity) < Infinity;
  return operator !== "mustBeGreaterThan" && operator !== "mustBeGreaterOrEqualTo";
}

// packages/contracts/src/plan/temporal-format.ts
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
function parseTemporalFormat(pattern2) {
  let regex = "";
  let strptime2 = "";
  const seen = /* @__PURE__ */ new Set();
  for (const [token] of pattern2.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const field = fields[token];
    if (field !== void 0) {
      if (seen.has(token)) return void 0;
      seen.add(token);
      regex += field[0];
      strptime2 += field[1];
    } else if (/^[A-Za-z]/.test(token) || token === "'") {
      return void 0;
    } else {
      const literal2 = token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") || "'" : token;
      regex += literal2.replace(/[.*+?^${}()|[\]\\/-]/g, (character) => `[${character === "^" ? "\\^" : character}]`);
      strptime2 += literal2.replaceAll("%", "%%");
    }
  }
  return seen.size === 0 ? void 0 : { regex, strptime: strptime2 };
}
function parseBound(text3, type2, format) {
  const parts = format && new RegExp(`^(?:${format.regex.replaceAll("(?P<", "(?<")})$`).exec(text3)?.groups;
  if (parts) {
    const date = `${parts.year ?? "1970"}-${parts.month ?? "01"}-${parts.day ?? "01"}`;
    const fraction = parts.fraction === void 0 ? "" : `.${parts.fraction}`;
    const time = `${parts.hour ?? "00"}:${parts.minute ?? "00"}:${parts.second ?? "00"}${fraction}`;
    return realBound({ date, time: `${date} ${time}`, timestamp: `${date} ${time}` }[type2], type2, time);
  }
  if (!new RegExp(`^(?:${isoFormats[type2].regex})$`).test(text3)) return void 0;
  return realBound(text3, type2, text3);
}
function realBound(text3, type2, time) {
  const iso = type2 === "time" ? `1970-01-01T${time}` : text3.replace(" ", "T");
  const moment2 = new Date(type2 === "date" || /(Z|[+-]\d\d(:?\d\d)?)$/.test(iso.slice(11)) ? iso : `${iso}Z`);
  const day2 = Number(iso.slice(8, 10));
  const month = new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0));
  if (Number.isNaN(moment2.getTime()) || day2 > month.getUTCDate()) return void 0;
  return type2 === "time" ? time : text3;
}

// packages/contracts/src/rules/nested-checks.ts
var optionsByType = {
  object: ["minProperties", "maxProperties", "required"],
  array: ["minItems", "maxItems", "uniqueItems"]
};
function nestedChecks(type2, options, column2, complain) {
  const given2 = Object.keys(options).filter((name3) => options[name3] !== void 0);
  const known3 = optionsByType[type2];
  for (const name3 of given2.filter((name4) => !known3.includes(name4))) {
    const path = ["logicalTypeOptions", name3];
    complain(path, `is not checked for logicalType ${type2}; supported: ${known3.join(", ")}.`);
  }
  return [
    {
      key: "logicalType",
      expectation: `every value is an ${type2}`,
      predicate: { is: "not-nested", column: column2, type: type2 },
      path: ["logicalType"]
    },
    ...given2.filter((name3) => known3.includes(name3)).flatMap((name3) => optionCheck(name3, options, column2))
  ];
}
function optionCheck(key2, options, column2) {
  const check = (expectation, predicate) => [
    { key: key2, expectation, predicate, path: ["logicalTypeOptions", key2] }
  ];
  switch (key2) {
    case "minItems":
    case "maxItems": {
      const side = key2 === "minItems" ? "below" : "above";
      const size = options[key2] ?? 0;
      const words2 = `every array has at ${side === "below" ? "least" : "most"} ${size} items`;
      return check(words2, { is: "beyond-size", column: column2, part: "items", side, size });
    }
    case "minProperties":
    case "maxProperties": {
      const side = key2 === "minProperties" ? "below" : "above";
      const size = options[key2] ?? 0;
      const words2 = `every object has at ${side === "below" ? "least" : "most"} ${size} fields with a value`;
      return check(words2, { is: "beyond-size", column: column2, part: "fields", side, size });
    }
    case "uniqueItems":
      return options.uniqueItems === true ? check("no array has a value twice", { is: "repeated-item", column: column2 }) : [];
    case "required": {
      const fields2 = options.required ?? [];
      const names6 = fields2.map((field) => JSON.stringify(field)).join(", ");
      return check(`every object has a value in ${names6}`, { is: "missing-field", column: column2, fields: fields2 });
    }
    default:
      return [];
  }
}

// packages/contracts/src/rules/string-format.ts
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

// packages/contracts/src/rules/wrong-pattern.ts
function wrongPattern(pattern2) {
  try {
    new RegExp(pattern2);
  } catch (error) {
    return `is no regular expression (${messageOf(error)}).`;
  }
  const plain3 = pattern2.replace(/\\[^1-9k]/g, "");
  if (/\(\?<?[=!]/.test(plain3) || /\\[1-9k]/.test(plain3)) {
    return "look-around and back-references cannot be checked (RE2 searches in linear time). Write it without them.";
  }
  return void 0;
}

// packages/contracts/src/rules/logical-checks.ts
var bounds = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
var temporal = [...bounds, "format"];
var numeric = [...bounds, "multipleOf", "format"];
var optionsByType2 = {
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
  const { logicalType: type2, logicalTypeOptions: options = {} } = property;
  const given2 = Object.keys(options).filter((name3) => options[name3] !== void 0);
  if (type2 === void 0) {
    if (given2.length > 0) complain(["logicalTypeOptions"], "has no meaning without logicalType. Add logicalType.");
    return [];
  }
  if (type2 === "object" || type2 === "array") return nestedChecks(type2, options, column2, complain);
  for (const name3 of given2.filter((name4) => !optionsByType2[type2].includes(name4))) {
    const supported = optionsByType2[type2].join(", ") || "no options";
    complain(["logicalTypeOptions", name3], `is not checked for logicalType ${type2}; supported: ${supported}.`);
  }
  const format = temporalFormat(type2, options.format, complain);
  const typeCheck = {
    key: "logicalType",
    expectation: format === void 0 ? `every value is ${phrases[type2]}` : `every value is a ${type2} written ${options.format}`,
    predicate: { is: "not-type", column: column2, type: type2, format },
    path: ["logicalType"]
  };
  const optionChecks = given2.filter((name3) => optionsByType2[type2].includes(name3)).flatMap((name3) => {
    const path = ["logicalTypeOptions", name3];
    const found = optionCheck2(name3, type2, options, column2, format);
    if (typeof found === "string") complain(path, found);
    return typeof found === "object" ? [{ key: name3, path, ...found }] : [];
  });
  return [typeCheck, ...optionChecks];
}
function optionCheck2(name3, type2, options, column2, format) {
  switch (name3) {
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return boundCheck(name3, type2, options[name3], column2, format);
    case "minLength":
    case "maxLength": {
      const length2 = options[name3] ?? 0;
      const side = name3 === "minLength" ? "below" : "above";
      return {
        expectation: `every text has at ${side === "below" ? "least" : "most"} ${length2} characters`,
        predicate: { is: "beyond-length", column: column2, side, length: length2 }
      };
    }
    case "pattern": {
      const pattern2 = options.pattern ?? "";
      const wrong2 = wrongPattern(pattern2);
      if (wrong2 !== void 0) return wrong2;
      return {
        expectation: `every text matches ${pattern2}`,
        predicate: { is: "not-matching", column: column2, pattern: pattern2, whole: false }
      };
    }
    case "multipleOf": {
      const of = options.multipleOf ?? 1;
      return { expectation: `every value is a multiple of ${of}`, predicate: { is: "not-multiple", column: column2, of } };
    }
    case "format":
      return formatCheck(type2, options.format ?? "", column2);
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
function boundCheck(name3, type2, bound2, column2, format) {
  const [side, exclusive, words2] = comparisons[name3] ?? ["below", false, "at least"];
  const expectation = `every value is ${words2} ${bound2}`;
  if (type2 === "date" || type2 === "timestamp" || type2 === "time") {
    const iso = typeof bound2 === "string" ? parseBound(bound2, type2, format) : void 0;
    if (iso === void 0) return `must be a real ${type2} as a text, such as ${boundExamples[type2]}.`;
    return { expectation, predicate: { is: "beyond-time", column: column2, side, type: type2, bound: iso, exclusive, format } };
  }
  if (typeof bound2 !== "number") return "must be a number.";
  return { expectation, predicate: { is: "beyond-number", column: column2, side, bound: bound2, exclusive } };
}
var boundExamples = {
  date: '"2024-01-31"',
  timestamp: '"2024-01-31T08:30:00"',
  time: '"08:30:00"'
};
function temporalFormat(type2, format, complain) {
  if (format === void 0 || type2 !== "date" && type2 !== "timestamp" && type2 !== "time") return void 0;
  const parsed2 = parseTemporalFormat(format);
  if (parsed2 === void 0) {
    complain(["logicalTypeOptions", "format"], `cannot be checked; understood are ${knownDateFields} and quoted text.`);
  }
  return parsed2 ?? isoFormats[type2];
}
function formatCheck(type2, format, column2) {
  if (type2 === "string") {
    const pattern2 = Object.hasOwn(stringFormats, format) ? stringFormats[format] : void 0;
    if (pattern2 === void 0) return unknownFormat(Object.keys(stringFormats));
    const predicate = { is: "not-matching", column: column2, pattern: pattern2, whole: true };
    return { expectation: `every text has the format ${format}`, predicate };
  }
  if (type2 === "integer") {
    const range4 = Object.hasOwn(integerFormats, format) ? integerFormats[format] : void 0;
    if (range4 === void 0) return unknownFormat(Object.keys(integerFormats));
    const [low, high] = range4;
    const expectation = `every value fits ${format} (${low} to ${high})`;
    return { expectation, predicate: { is: "beyond-integer", column: column2, low, high } };
  }
  if (type2 === "number") {
    const largest = Object.hasOwn(numberFormats, format) ? numberFormats[format] : void 0;
    if (largest === void 0) return unknownFormat(Object.keys(numberFormats));
    return { expectation: `every value fits ${format}`, predicate: { is: "beyond-magnitude", column: column2, largest } };
  }
  return void 0;
}
function unknownFormat(known3) {
  return `this format cannot be checked; supported: ${known3.join(", ")}.`;
}

// packages/contracts/src/rules/mlgate/rule-kind.ts
function ruleKind(kind) {
  const { check, levels, summary, keys, where = "considered" } = kind;
  const schema = typebox_exports.Object(
    {
      check: typebox_exports.Literal(check),
      ...where === "nothing" ? {} : { where: whereKey },
      ...where === "considered" ? { ifNoRows } : {},
      ...keys
    },
    { additionalProperties: false }
  );
  const plan = (implementation, subject, complain) => kind.plan(implementation, subject, complain);
  return { check, levels, summary, schema, where, plan };
}
function columnRule(kind) {
  return ruleKind({
    ...kind,
    levels: ["property"],
    plan: (implementation, subject, complain) => subject.level === "property" ? kind.plan(implementation, subject.column, complain) : void 0
  });
}
function tableRule(kind) {
  return ruleKind({
    ...kind,
    levels: ["object"],
    plan: (implementation, subject, complain) => subject.level === "object" ? kind.plan(implementation, subject.columns, complain) : void 0
  });
}
var whereKey = typebox_exports.Optional(
  typebox_exports.String({ minLength: 1, description: "SQL condition over the columns of a row: which rows are considered." })
);
var ifNoRows = typebox_exports.Optional(
  typebox_exports.Union([typebox_exports.Literal("error"), typebox_exports.Literal("pass")], {
    description: "What becomes of the check when `where` chooses no row; an error unless given."
  })
);
var mostlyKey = typebox_exports.Optional(
  typebox_exports.Number({
    exclusiveMinimum: 0,
    maximum: 1,
    description: "Least share of the rows considered that must keep the rule, 0 to 1; all unless given."
  })
);
function shareWords(mostly2, noun) {
  return mostly2 === void 0 || mostly2 === 1 ? `every ${noun}` : `at least ${Number((100 * mostly2).toPrecision(12))} % of the ${noun}s`;
}

// packages/contracts/src/rules/mlgate/column-place.ts
var place = columnRule({
  check: "place",
  summary: "The column stands at a place of the file.",
  where: "nothing",
  keys: { is: typebox_exports.Integer({ description: "From 1; from the end when negative, -1 being the last." }) },
  plan: ({ is }, column2, complain) => {
    if (is === 0) {
      complain(["is"], "must be 1 or more, or -1 or less.");
      return void 0;
    }
    return {
      expectation: `the column stands at place ${is}`,
      measure: { counts: "column-place", column: column2, place: is },
      limit: { unit: "value", operator: "mustBe", bounds: [0] }
    };
  }
});

// packages/contracts/src/rules/mlgate/bounds.ts
var number = (description) => typebox_exports.Optional(typebox_exports.Number({ description }));
var boundKeys = {
  minimum: number("The least that is allowed."),
  exclusiveMinimum: number("It must be more than this."),
  maximum: number("The most that is allowed."),
  exclusiveMaximum: number("It must be less than this.")
};
var scalar2 = (description) => typebox_exports.Optional(typebox_exports.Union([typebox_exports.Number(), typebox_exports.String()], { description }));
var momentBoundKeys = {
  minimum: scalar2("The least that is allowed: a number, or a date or time as ISO 8601 text."),
  exclusiveMinimum: scalar2("It must be more than this."),
  maximum: scalar2("The most that is allowed."),
  exclusiveMaximum: scalar2("It must be less than this.")
};
function limitOfBounds(bounds3, complain, unit = "value") {
  const limit = limitWithin(bounds3, unit);
  if (limit === void 0) complain([], wrongBounds);
  return limit;
}
var wrongBounds = "needs minimum, exclusiveMinimum, maximum or exclusiveMaximum, and they must leave room for a value.";
function boundWords(bounds3) {
  const parts = [
    ...bounds3.minimum === void 0 ? [] : [`at least ${bounds3.minimum}`],
    ...bounds3.exclusiveMinimum === void 0 ? [] : [`more than ${bounds3.exclusiveMinimum}`],
    ...bounds3.maximum === void 0 ? [] : [`at most ${bounds3.maximum}`],
    ...bounds3.exclusiveMaximum === void 0 ? [] : [`less than ${bounds3.exclusiveMaximum}`]
  ];
  return parts.join(" and ");
}

// packages/contracts/src/rules/mlgate/date-formats.ts
var directives = "aAbBdHIjmMpSyYzf%";
function isStrptime(format) {
  const found = [...format.matchAll(/%(.?)/gs)].map(([, directive]) => directive ?? "");
  const says = found.some((directive) => directive !== "%");
  return says && found.every((directive) => directive !== "" && directives.includes(directive));
}
var days = [
  "%Y/%m/%d",
  "%Y.%m.%d",
  "%Y%m%d",
  "%d.%m.%Y",
  "%d/%m/%Y",
  "%m/%d/%Y",
  "%d-%m-%Y",
  "%m-%d-%Y",
  "%d %b %Y",
  "%d %B %Y",
  "%d-%b-%Y",
  "%b %d, %Y",
  "%B %d, %Y",
  "%b %d %Y",
  "%B %d %Y",
  "%a, %d %b %Y",
  "%A, %d %B %Y",
  "%A, %B %d, %Y"
];
var times = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S %z"];
var dateFormats = days.flatMap((day2) => times.map((time) => day2 + time));

// packages/contracts/src/rules/mlgate/column-values.ts
var scalar3 = typebox_exports.Union([typebox_exports.String(), typebox_exports.Number(), typebox_exports.Boolean()]);
var valuesKey = typebox_exports.Array(scalar3, { minItems: 1, description: "The values." });
var sameTypeKey = typebox_exports.Optional(
  typebox_exports.Boolean({
    description: 'Whether "1" differs from 1. Otherwise a number is found as its text and a text as its number.'
  })
);
var inSet = columnRule({
  check: "inSet",
  summary: "Values are among those listed.",
  keys: { values: valuesKey, sameType: sameTypeKey, mostly: mostlyKey },
  plan: ({ values, sameType: sameType2 = false, mostly: mostly2 }, column2) => valueDemand(mostly2, `is one of ${listWords(values)}`, { is: "none-of", column: column2, values, sameType: sameType2 })
});
var notInSet = columnRule({
  check: "notInSet",
  summary: "Values are not among those listed.",
  keys: { values: valuesKey, sameType: sameTypeKey, mostly: mostlyKey },
  plan: ({ values, sameType: sameType2 = false, mostly: mostly2 }, column2) => valueDemand(mostly2, `is none of ${listWords(values)}`, { is: "any-of", column: column2, values, sameType: sameType2 })
});
var length = columnRule({
  check: "length",
  summary: "Texts have a number of characters within bounds.",
  keys: {
    minimum: typebox_exports.Optional(typebox_exports.Integer({ minimum: 0, description: "The least that is allowed." })),
    maximum: typebox_exports.Optional(typebox_exports.Integer({ minimum: 0, description: "The most that is allowed." })),
    mostly: mostlyKey
  },
  plan: ({ minimum, maximum, mostly: mostly2 }, column2, complain) => {
    if (minimum === void 0 && maximum === void 0 || (minimum ?? 0) > (maximum ?? Infinity)) {
      complain([], "needs minimum or maximum, and they must leave room for a length.");
      return void 0;
    }
    const of = [
      ...minimum === void 0 ? [] : [{ is: "beyond-length", column: column2, side: "below", length: minimum }],
      ...maximum === void 0 ? [] : [{ is: "beyond-length", column: column2, side: "above", length: maximum }]
    ];
    const words2 = boundWords({
      ...minimum === void 0 ? {} : { minimum },
      ...maximum === void 0 ? {} : { maximum }
    });
    return valueDemand(mostly2, `has a number of characters that is ${words2}`, { is: "any", of }, "text");
  }
});
var dateFormat = columnRule({
  check: "dateFormat",
  summary: "Values are real dates or times, written in a format.",
  keys: {
    format: typebox_exports.String({
      minLength: 1,
      description: "With % as strptime has it (%d.%m.%Y), otherwise in letters (dd.MM.yyyy)."
    }),
    mostly: mostlyKey
  },
  plan: ({ format, mostly: mostly2 }, column2, complain) => {
    const words2 = `is a date or time written ${format}`;
    if (format.includes("%")) {
      if (isStrptime(format)) return valueDemand(mostly2, words2, { is: "not-written", column: column2, formats: [format] });
      complain(["format"], "is no strptime format that can be checked, such as %Y-%m-%d or %d.%m.%Y %H:%M:%S.");
      return void 0;
    }
    const parsed2 = parseTemporalFormat(format);
    if (parsed2 === void 0) {
      complain(["format"], `cannot be checked; understood are ${knownDateFields}, quoted text, and strptime’s with %.`);
      return void 0;
    }
    return valueDemand(mostly2, words2, { is: "not-type", column: column2, type: "timestamp", format: parsed2 });
  }
});
var dateParseable = columnRule({
  check: "dateParseable",
  summary: "Values are dates or times in one of the usual ways of writing them.",
  keys: { mostly: mostlyKey },
  plan: ({ mostly: mostly2 }, column2) => valueDemand(mostly2, "is a date or time in a usual way of writing", {
    is: "all",
    of: [
      { is: "outside", column: column2, as: "timestamp", low: void 0, high: void 0 },
      { is: "not-written", column: column2, formats: dateFormats }
    ]
  })
});
var json = columnRule({
  check: "json",
  summary: "Texts are JSON.",
  keys: { mostly: mostlyKey },
  plan: ({ mostly: mostly2 }, column2) => valueDemand(mostly2, "is JSON", { is: "not-json", column: column2 })
});
var typeNames = ["string", "integer", "number", "boolean", "date", "timestamp", "time"];
var typeName = typebox_exports.Union(typeNames.map((name3) => typebox_exports.Literal(name3)));
var type = columnRule({
  check: "type",
  summary: "Values are of a type, or of one of several.",
  keys: {
    is: typebox_exports.Union([typeName, typebox_exports.Array(typeName, { minItems: 1 })], {
      description: `${typeNames.join(", ")}; one or a list.`
    }),
    mostly: mostlyKey
  },
  plan: ({ is, mostly: mostly2 }, column2) => {
    const types3 = typeof is === "string" ? [is] : is;
    return valueDemand(mostly2, `is of type ${types3.join(" or ")}`, {
      is: "all",
      of: types3.map((type2) => ({ is: "not-type", column: column2, type: type2, format: void 0 }))
    });
  }
});
var zScore = columnRule({
  check: "zScore",
  summary: "Values lie fewer than so many standard deviations (sample) from the mean.",
  keys: {
    below: typebox_exports.Number({ exclusiveMinimum: 0, description: "Standard deviations." }),
    both: typebox_exports.Optional(typebox_exports.Boolean({ description: "On both sides of the mean (default), or above it alone." })),
    mostly: mostlyKey
  },
  plan: ({ below, both = true, mostly: share4 }, column2) => ({
    expectation: `${shareWords(share4, "value")} lies less than ${below} standard deviations ${both ? "from" : "above"} the mean`,
    measure: { counts: "outliers", column: column2, below, both },
    limit: mostly(share4 ?? 1)
  })
});
function valueDemand(share4, words2, predicate, noun = "value") {
  return {
    expectation: `${shareWords(share4, noun)} ${words2}`,
    measure: { counts: "matching", predicate, among: "present" },
    limit: mostly(share4 ?? 1)
  };
}
function listWords(values) {
  const shown3 = values.slice(0, 10).map((value) => JSON.stringify(value));
  return values.length > 10 ? `${shown3.join(", ")} … (${values.length})` : shown3.join(", ");
}

// packages/contracts/src/rules/mlgate/distinct-values.ts
var nothing = { unit: "value", operator: "mustBe", bounds: [0] };
var distinctCount = columnRule({
  check: "distinctCount",
  summary: "The number of different values lies within bounds.",
  where: "counted",
  keys: boundKeys,
  plan: (rule, column2, complain) => {
    const limit = limitOfBounds(rule, complain);
    if (limit === void 0) return void 0;
    const expectation = `the number of different values is ${boundWords(rule)}`;
    return { expectation, measure: { counts: "distinct", column: column2, share: false }, limit };
  }
});
var distinctShare = columnRule({
  check: "distinctShare",
  summary: "The number of different values, as a share of the rows that have a value, lies within bounds.",
  keys: boundKeys,
  plan: (rule, column2, complain) => {
    const limit = limitOfBounds(rule, complain);
    if (limit === void 0) return void 0;
    const expectation = `the share of different values among all is ${boundWords(rule)}`;
    return { expectation, measure: { counts: "distinct", column: column2, share: true }, limit };
  }
});
var distinctValues = columnRule({
  check: "distinctValues",
  summary: "The different values are all in a list, contain all of a list, or equal it.",
  keys: {
    in: typebox_exports.Optional(valuesKey),
    contain: typebox_exports.Optional(valuesKey),
    equal: typebox_exports.Optional(valuesKey),
    sameType: sameTypeKey
  },
  plan: (rule, column2, complain) => {
    const given2 = ["in", "contain", "equal"].filter((must2) => rule[must2] !== void 0);
    const [must] = given2;
    const values = (must && rule[must]) ?? [];
    if (must === void 0 || given2.length > 1) {
      complain([], "needs one of in, contain and equal.");
      return void 0;
    }
    const words2 = { in: "are all among", contain: "contain each of", equal: "are exactly" }[must];
    const measure2 = { counts: "set-difference", column: column2, must, values, sameType: rule.sameType ?? false };
    return { expectation: `the different values ${words2} ${listWords(values)}`, measure: measure2, limit: nothing };
  }
});
var mostCommonValue = columnRule({
  check: "mostCommonValue",
  summary: "The most frequent value is in a list.",
  keys: {
    in: valuesKey,
    sameType: sameTypeKey,
    tiesOk: typebox_exports.Optional(
      typebox_exports.Boolean({
        description: "Whether one of several that are equally frequent is enough; otherwise a tie fails."
      })
    )
  },
  plan: ({ in: values, sameType: sameType2 = false, tiesOk = false }, column2) => ({
    expectation: `the most frequent value is one of ${listWords(values)}`,
    measure: { counts: "most-common", column: column2, values, sameType: sameType2, tiesOk },
    limit: nothing
  })
});

// packages/contracts/src/plan/distribution.ts
var distributionDistances = [
  "total-variation",
  "jensen-shannon",
  "psi",
  "kullback-leibler",
  "l-infinity",
  "ks"
];

// packages/contracts/src/rules/mlgate/distribution.ts
var share = typebox_exports.Number({ minimum: 0, maximum: 1 });
var rounding = 1e-6;
var distribution = columnRule({
  check: "distribution",
  summary: "The distribution of the values is no further than a distance from a reference.",
  keys: {
    distance: typebox_exports.Union(
      distributionDistances.map((name3) => typebox_exports.Literal(name3)),
      { description: `${distributionDistances.join(", ")}.` }
    ),
    maximum: typebox_exports.Number({ minimum: 0, description: "The largest distance that is allowed." }),
    values: typebox_exports.Optional(valuesKey),
    bins: typebox_exports.Optional(typebox_exports.Array(typebox_exports.Number(), { minItems: 2, description: "Ascending edges of bins of numbers." })),
    weights: typebox_exports.Optional(
      typebox_exports.Array(share, { minItems: 1, description: "Expected share of each of values, or of each bin; 1 in all." })
    ),
    tailWeights: typebox_exports.Optional(
      typebox_exports.Array(share, {
        minItems: 2,
        maxItems: 2,
        description: "Expected shares below the first edge and above the last; none unless given."
      })
    ),
    profile: typebox_exports.Optional(
      typebox_exports.String({ minLength: 1, description: "A profile.json that holds the column, relative to mlgate.yml." })
    ),
    data: typebox_exports.Optional(
      typebox_exports.String({
        minLength: 1,
        description: "Which file of the profile: train, test …; its only one unless given."
      })
    )
  },
  plan: ({ distance, maximum, ...rule }, column2, complain) => {
    const reference = readReference(rule, complain);
    if (reference === void 0) return void 0;
    if (distance === "ks" && reference.by === "values") {
      complain(["distance"], "ks compares numbers: give bins or a profile.");
      return void 0;
    }
    const from = reference.by === "profile" ? reference.path : `the ${reference.by} given`;
    return {
      expectation: `the ${distance} distance of the distribution from ${from} is at most ${maximum}`,
      measure: { counts: "distribution", column: column2, distance, reference },
      limit: { unit: "value", operator: "mustBeLessOrEqualTo", bounds: [maximum] }
    };
  }
});
function readReference(rule, complain) {
  const { values, bins: bins2, weights = [], tailWeights, profile, data } = rule;
  if ([values, bins2, profile].filter((given2) => given2 !== void 0).length !== 1) {
    complain([], "needs one of values, bins and profile.");
    return void 0;
  }
  const foreign2 = Object.entries({
    weights: profile !== void 0 && rule.weights !== void 0,
    tailWeights: bins2 === void 0 && tailWeights !== void 0,
    data: profile === void 0 && data !== void 0
  }).find(([, isForeign]) => isForeign);
  if (foreign2 !== void 0) {
    complain([foreign2[0]], "has no meaning with this reference. Leave it out.");
    return void 0;
  }
  if (profile !== void 0) return { by: "profile", path: profile, data };
  const tails = [tailWeights?.[0] ?? 0, tailWeights?.[1] ?? 0];
  const groups = values?.length ?? (bins2?.length ?? 0) - 1;
  const total = [...weights, ...tails].reduce((sum4, weight) => sum4 + weight, 0);
  if (weights.length !== groups || !(Math.abs(total - 1) <= rounding)) {
    complain(
      ["weights"],
      `must be ${groups} shares that make 1 together${bins2 === void 0 ? "" : " (with tailWeights)"}.`
    );
    return void 0;
  }
  if (values !== void 0) {
    if (new Set(values.map(String)).size === values.length) return { by: "values", values, weights };
    complain(["values"], "must be different.");
    return void 0;
  }
  const edges = bins2 ?? [];
  if (edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? Infinity))) {
    return { by: "bins", edges, weights, tails };
  }
  complain(["bins"], "must ascend.");
  return void 0;
}

// packages/contracts/src/rules/mlgate/row-rules.ts
var name = typebox_exports.String({ minLength: 1 });
var pairKey = typebox_exports.Array(name, { minItems: 2, maxItems: 2, description: "Two properties." });
var severalKey = typebox_exports.Array(name, { minItems: 2, description: "The properties." });
var scalar4 = typebox_exports.Union([typebox_exports.String(), typebox_exports.Number(), typebox_exports.Boolean(), typebox_exports.Null()]);
var sameTypeKey2 = typebox_exports.Optional(
  typebox_exports.Boolean({
    description: 'Whether "1" differs from 1, and a text from the date that it reads as. Otherwise texts are read as what they stand beside.'
  })
);
var ignoreKey = typebox_exports.Optional(
  typebox_exports.Union([typebox_exports.Literal("anyMissing"), typebox_exports.Literal("allMissing"), typebox_exports.Literal("never")], {
    description: "Rows that are not considered: those that lack one of the values, only those that lack all, or none."
  })
);
var distinctWithinRow = tableRule({
  check: "distinctWithinRow",
  summary: "The values of several columns differ in each row; missing ones are like no other.",
  keys: { columns: severalKey, mostly: mostlyKey },
  plan: ({ columns: columns2, mostly: mostly2 }, known3, complain) => rowDemand(columns2, known3, complain, {
    must: { be: "different" },
    ignored: "allMissing",
    share: mostly2,
    words: `has different values in ${columns2.join(", ")}`
  })
});
var equalColumns = tableRule({
  check: "equalColumns",
  summary: "Two columns have the same value. Rows that lack both are not considered; a value is not like a missing one.",
  keys: { columns: pairKey, sameType: sameTypeKey2, ignoreRowIf: ignoreKey, mostly: mostlyKey },
  plan: ({ columns: columns2, sameType: sameType2, ignoreRowIf = "allMissing", mostly: mostly2 }, known3, complain) => rowDemand(columns2, known3, complain, {
    must: { be: "equal", ...sameType2 ? { sameType: sameType2 } : {} },
    ignored: ignoreRowIf,
    share: mostly2,
    words: `has the same value in ${columns2.join(" and ")}`
  })
});
var greaterColumn = tableRule({
  check: "greaterColumn",
  summary: "The first column is more than the second.",
  keys: {
    columns: pairKey,
    orEqual: typebox_exports.Optional(typebox_exports.Boolean({ description: "Whether they may be equal." })),
    sameType: sameTypeKey2,
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey
  },
  plan: ({ columns: columns2, orEqual = false, sameType: sameType2, ignoreRowIf = "anyMissing", mostly: mostly2 }, known3, complain) => rowDemand(columns2, known3, complain, {
    must: { be: "greater", orEqual, ...sameType2 ? { sameType: sameType2 } : {} },
    ignored: ignoreRowIf,
    share: mostly2,
    words: `has ${columns2[0]} ${orEqual ? "not less" : "more"} than ${columns2[1]}`
  })
});
var pairInSet = tableRule({
  check: "pairInSet",
  summary: "The values of two columns are one of the pairs listed.",
  keys: {
    columns: pairKey,
    values: typebox_exports.Array(typebox_exports.Array(scalar4, { minItems: 2, maxItems: 2 }), {
      minItems: 1,
      description: "The pairs; null stands for a missing value."
    }),
    sameType: sameTypeKey2,
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey
  },
  plan: ({ columns: columns2, values, sameType: sameType2, ignoreRowIf = "anyMissing", mostly: mostly2 }, known3, complain) => rowDemand(columns2, known3, complain, {
    must: { be: "listed", values, ...sameType2 ? { sameType: sameType2 } : {} },
    ignored: ignoreRowIf,
    share: mostly2,
    words: `has ${columns2.join(" and ")} among ${pairWords(values)}`
  })
});
var sumOfColumns = tableRule({
  check: "sumOfColumns",
  summary: "The values of several columns add up to a number.",
  keys: {
    columns: severalKey,
    equals: typebox_exports.Number({ description: "The sum." }),
    tolerance: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        description: "How far it may be off; a billionth of the sum (at least of 1) unless given."
      })
    ),
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey
  },
  plan: ({ columns: columns2, equals, tolerance, ignoreRowIf = "anyMissing", mostly: mostly2 }, known3, complain) => rowDemand(columns2, known3, complain, {
    must: { be: "sum", equals, tolerance: tolerance ?? 1e-9 * Math.max(1, Math.abs(equals)) },
    ignored: ignoreRowIf,
    share: mostly2,
    words: `has ${columns2.join(" + ")} = ${equals}`
  })
});
function rowDemand(names6, known3, complain, rule) {
  const columns2 = namedColumns(names6, 2, known3, complain);
  if (columns2 === void 0) return void 0;
  const { must, ignored, share: share4, words: words2 } = rule;
  return {
    expectation: `${shareWords(share4, "row")} ${words2}`,
    measure: { counts: "matching", predicate: { is: "row-unlike", columns: columns2, must, ignored }, among: "present" },
    limit: mostly(share4 ?? 1)
  };
}
function namedColumns(names6, least, known3, complain) {
  if (names6 === void 0 || new Set(names6).size < Math.max(least, names6.length)) {
    complain(["columns"], `must name ${least === 1 ? "a property" : "different properties"} of the object.`);
    return void 0;
  }
  const unknown = names6.flatMap((one, index) => known3.has(one) ? [] : [index]);
  const all = [...known3.keys()].join(", ");
  for (const index of unknown) complain(["columns", index], `no such property; the object has ${all || "none"}.`);
  return unknown.length > 0 ? void 0 : names6.map((one) => known3.get(one) ?? one);
}
function pairWords(pairs) {
  const shown3 = pairs.slice(0, 5).map((pair2) => JSON.stringify(pair2));
  return pairs.length > 5 ? `${shown3.join(", ")} … (${pairs.length})` : shown3.join(", ");
}

// packages/contracts/src/rules/mlgate/foreign-key.ts
var names = (description) => typebox_exports.Array(typebox_exports.String({ minLength: 1 }), { minItems: 1, description });
var foreignKey = tableRule({
  check: "foreignKey",
  summary: "Values stand in another file. Rows that lack one of them are not considered.",
  keys: {
    columns: names("The properties of the key."),
    to: typebox_exports.Object(
      {
        table: typebox_exports.Optional(
          typebox_exports.String({
            minLength: 1,
            description: "Another file of the project: train, validation, test, or of data.tables."
          })
        ),
        file: typebox_exports.Optional(
          typebox_exports.String({ minLength: 1, description: "Or its path, as mlgate.yml names data: from its own folder." })
        ),
        columns: names("Its columns, in the same order.")
      },
      { additionalProperties: false, description: "Where they stand: {table, columns} or {file, columns}." }
    ),
    mostly: mostlyKey
  },
  plan: (rule, known3, complain) => {
    const { to } = rule;
    const columns2 = namedColumns(rule.columns, 1, known3, complain);
    if (columns2 === void 0) return void 0;
    if (columns2.length !== to.columns.length) {
      complain(["to", "columns"], `must name as many columns as columns does: ${columns2.length}.`);
      return void 0;
    }
    const file = to.table ?? to.file;
    if (file === void 0 || to.table !== void 0 && to.file !== void 0) {
      complain(["to"], "needs table, the name of another file of the project, or file, its path: one of the two.");
      return void 0;
    }
    const references2 = { file, columns: to.columns, ...to.file === void 0 ? {} : { isPath: true } };
    return {
      expectation: `${shareWords(rule.mostly, "row")} has ${columns2.join(", ")} in ${file} (${to.columns.join(", ")})`,
      measure: { counts: "orphans", columns: columns2, references: references2 },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});

// packages/contracts/src/rules/mlgate/freshness.ts
var secondsIn = { m: 60, h: 3600, d: 86400, w: 604800 };
var aheadSeconds = 86400;
var freshness = columnRule({
  check: "freshness",
  summary: "The newest date or time is not older than so long when the step begins, nor more than a day ahead of it.",
  keys: { within: typebox_exports.String({ description: "Such as 30m, 24h, 7d, 2w, or in ISO 8601 P1D, PT12H." }) },
  plan: ({ within: within2 }, column2, complain) => {
    const seconds = readDuration(within2);
    if (seconds === void 0) {
      complain(["within"], "is no duration such as 30m, 24h, 7d, 2w, P1D or PT12H.");
      return void 0;
    }
    return {
      expectation: `the newest value is not older than ${within2}`,
      measure: { counts: "age", column: column2 },
      limit: { unit: "value", operator: "within", bounds: [-aheadSeconds, seconds] }
    };
  }
});
function readDuration(text3) {
  const short2 = /^([0-9]+(?:[.][0-9]+)?)([mhdw])$/.exec(text3);
  if (short2 !== null) return Number(short2[1]) * (secondsIn[short2[2] ?? ""] ?? Number.NaN);
  const iso = /^P(?=[0-9T])(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?$/.exec(
    text3
  );
  if (iso === null) return void 0;
  const [weeks, days2, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
  return (weeks ?? 0) * 604800 + (days2 ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

// packages/contracts/src/rules/mlgate/missing-values.ts
var missingIn = (column2) => ({
  counts: "matching",
  predicate: { is: "null", columns: [column2] },
  among: "rows"
});
var nullRule = columnRule({
  check: "null",
  summary: "Rows have no value.",
  keys: { mostly: mostlyKey },
  plan: (rule, column2) => ({
    expectation: `${shareWords(rule.mostly, "row")} lacks a value (NaN is none)`,
    measure: { counts: "matching", predicate: { is: "not-null", column: column2 }, among: "rows" },
    limit: mostly(rule.mostly ?? 1)
  })
});
var nullCount = columnRule({
  check: "nullCount",
  summary: "The number of rows without a value lies within bounds.",
  where: "counted",
  keys: boundKeys,
  plan: (rule, column2, complain) => {
    const limit = limitOfBounds(rule, complain, "rows");
    if (limit === void 0) return void 0;
    const expectation = `the number of rows without a value is ${boundWords(rule)}`;
    return { expectation, measure: missingIn(column2), limit };
  }
});
var nullShare = columnRule({
  check: "nullShare",
  summary: "The share of rows without a value, 0 to 1, lies within bounds.",
  keys: boundKeys,
  plan: (rule, column2, complain) => {
    const limit = limitOfBounds(rule, complain, "share");
    if (limit === void 0) return void 0;
    return {
      expectation: `the share of rows without a value is ${boundWords(rule)}`,
      measure: missingIn(column2),
      limit
    };
  }
});

// packages/contracts/src/rules/mlgate/ml/role-column.ts
function roleKey(role) {
  return typebox_exports.Optional(typebox_exports.String({ minLength: 1, description: `Property; data.${role} of mlgate.yml unless given.` }));
}
function roleColumn(role, named4, subject, complain, key2 = role) {
  if (named4 !== void 0) return propertyColumn(named4, [key2], subject, complain);
  const column2 = subject.roles[role];
  if (column2 === void 0) {
    complain([], `needs to know the ${role} column. Give ${key2} here, or data.${role} in mlgate.yml.`);
  }
  return column2;
}
function propertyColumn(name3, path, { columns: columns2 }, complain) {
  const column2 = columns2.get(name3);
  if (column2 === void 0) {
    const meant = nearest(name3, columns2.keys());
    const advice = meant === void 0 ? `The object has ${[...columns2.keys()].join(", ") || "none"}.` : `Did you mean ${meant}?`;
    complain(path, `no such property. ${advice}`);
  }
  return column2;
}

// packages/contracts/src/rules/mlgate/ml/feature-columns.ts
var names2 = typebox_exports.Array(typebox_exports.String({ minLength: 1 }), { minItems: 1, uniqueItems: true });
var columnKeys = {
  columns: typebox_exports.Optional({ ...names2, description: "Properties that are looked at; all features unless given." }),
  except: typebox_exports.Optional({ ...names2, description: "Properties that are left out." })
};
function featureColumns({ columns: named4, except }, subject, complain, { withoutRoles, not = [] }) {
  if (named4 !== void 0 && except !== void 0) {
    complain(["except"], "has no meaning beside columns. Give one of the two.");
    return void 0;
  }
  const resolve = (key2, list3) => list3.map((name3, index) => propertyColumn(name3, [key2, index], subject, complain));
  if (named4 !== void 0) {
    const found = resolve("columns", named4);
    return found.every((column2) => column2 !== void 0) ? found : void 0;
  }
  const excluded = resolve("except", except ?? []);
  if (!excluded.every((column2) => column2 !== void 0)) return void 0;
  const left = /* @__PURE__ */ new Set([...excluded, ...not, ...withoutRoles.map((role) => subject.roles[role])]);
  const columns2 = [...subject.columns.values()].filter((column2) => !left.has(column2));
  if (columns2.length === 0) {
    complain(
      [],
      "has no column to look at. Describe the features as properties of the object, or name them in columns."
    );
    return void 0;
  }
  return columns2;
}
function columnWords(columns2) {
  return columns2.length <= 3 ? columns2.join(", ") : `the ${columns2.length} columns ${columns2[0]}, ${columns2[1]} …`;
}

// packages/contracts/src/rules/mlgate/ml/shared-row-rules.ts
var name2 = typebox_exports.String({ minLength: 1 });
var withKey = typebox_exports.Union([name2, typebox_exports.Array(name2, { minItems: 1, uniqueItems: true })], {
  description: "File, or files, to compare with: train, validation, test or one of data.tables. Not asked of these themselves."
});
function listOf(names6) {
  return typeof names6 === "string" ? [names6] : names6;
}
function filesWords(names6) {
  return listOf(names6).join(" or ");
}
var sharedIds = ruleKind({
  check: "sharedIds",
  levels: ["object"],
  summary: "No row has an id that stands in the other file as well.",
  keys: { with: withKey, id: roleKey("id"), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const id = roleColumn("id", rule.id, subject, complain);
    if (id === void 0) return void 0;
    return {
      expectation: `${shareWords(rule.mostly, "row")} has a value of ${id} that does not stand in ${filesWords(rule.with)}`,
      measure: { counts: "shared-rows", columns: [id], with: listOf(rule.with), alike: { by: "values" } },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var groupLeakage = ruleKind({
  check: "groupLeakage",
  levels: ["object"],
  summary: "No group (patient, user, day) has rows in the other file as well.",
  keys: { with: withKey, group: roleKey("group"), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const group2 = roleColumn("group", rule.group, subject, complain);
    if (group2 === void 0) return void 0;
    return {
      expectation: `${shareWords(rule.mostly, "row")} has a value of ${group2} that does not stand in ${filesWords(rule.with)}`,
      measure: { counts: "shared-rows", columns: [group2], with: listOf(rule.with), alike: { by: "values" } },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var sharedRows = ruleKind({
  check: "sharedRows",
  levels: ["object"],
  summary: "No row stands in the other file as well: all properties but the id are compared.",
  keys: { with: withKey, ...columnKeys, mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const columns2 = featureColumns(rule, subject, complain, { withoutRoles: ["id"] });
    if (columns2 === void 0) return void 0;
    return {
      expectation: `${shareWords(rule.mostly, "row")} differs from each row of ${filesWords(rule.with)} in ${columnWords(columns2)}`,
      measure: { counts: "shared-rows", columns: columns2, with: listOf(rule.with), alike: { by: "row" } },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var nearDuplicates = ruleKind({
  check: "nearDuplicates",
  levels: ["object"],
  summary: "No row’s features stand in the other file as well, numbers rounded to significant digits, texts without case and surplus space.",
  keys: {
    with: withKey,
    ...columnKeys,
    digits: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        maximum: 15,
        description: "Significant digits that numbers are rounded to; 3 unless given."
      })
    ),
    mostly: mostlyKey
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const columns2 = featureColumns(rule, subject, complain, { withoutRoles: ["label", "id", "group", "time"] });
    if (columns2 === void 0) return void 0;
    const digits = rule.digits ?? 3;
    return {
      expectation: `${shareWords(rule.mostly, "row")} differs from each row of ${filesWords(rule.with)} in ${columnWords(columns2)}, numbers rounded to ${digits} significant ${digits === 1 ? "digit" : "digits"}, texts without case and surplus space`,
      measure: { counts: "shared-rows", columns: columns2, with: listOf(rule.with), alike: { by: "near", digits } },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});

// packages/contracts/src/rules/mlgate/ml/feature-rules.ts
var constantFeatures = ruleKind({
  check: "constantFeatures",
  levels: ["object"],
  summary: "No feature has one value (or none) in nearly all rows.",
  keys: {
    ...columnKeys,
    nearly: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0.5,
        maximum: 1,
        description: "Share of the rows from which one value makes a feature constant; 0.999 unless given."
      })
    )
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const columns2 = featureColumns(rule, subject, complain, { withoutRoles: ["label", "id", "group", "time"] });
    if (columns2 === void 0) return void 0;
    const share4 = rule.nearly ?? 0.999;
    return {
      expectation: `none of ${columnWords(columns2)} has one value, or none, in ${share4 === 1 ? "all" : `${Number((100 * share4).toPrecision(12))} % of the`} rows`,
      measure: { counts: "constant-columns", columns: columns2, share: share4 },
      limit: { ...none, unit: "value" }
    };
  }
});
var sampleRows = 2e4;
var revealingFeatures = ruleKind({
  check: "revealingFeatures",
  levels: ["object"],
  summary: "No single feature tells the label: its AUC, or its rank correlation with a number, stays below the limit.",
  keys: {
    label: roleKey("label"),
    ...columnKeys,
    auc: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0.5,
        maximum: 1,
        description: "AUC from which a feature tells a class; 0.99 unless given."
      })
    ),
    correlation: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: "Rank correlation (Spearman, without sign) from which a feature tells a number; 0.99 unless given."
      })
    ),
    task: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("classification"), typebox_exports.Literal("regression")], {
        description: "Whether the label is a class or a number; unless given, numbers of more than 20 values are numbers."
      })
    )
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    if (label2 === void 0) return void 0;
    const columns2 = featureColumns(rule, subject, complain, {
      withoutRoles: ["label", "id", "group", "time"],
      not: [label2]
    });
    if (columns2 === void 0) return void 0;
    const { auc = 0.99, correlation = 0.99, task } = rule;
    return {
      expectation: `none of ${columnWords(columns2)} tells ${label2} by itself (AUC ${auc}, or rank correlation ${correlation} with a number)`,
      measure: { counts: "revealing-columns", columns: columns2, label: label2, task, auc, correlation, sampleRows },
      limit: { ...none, unit: "value" }
    };
  }
});
var timeLeakage = ruleKind({
  check: "timeLeakage",
  levels: ["object"],
  summary: "No row is later than the earliest of the other file.",
  keys: {
    with: withKey,
    time: roleKey("time"),
    group: typebox_exports.Optional(
      typebox_exports.String({ minLength: 1, description: "Property; rows are compared with those of the same value alone." })
    ),
    mostly: mostlyKey
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const time = roleColumn("time", rule.time, subject, complain);
    const group2 = rule.group === void 0 ? void 0 : propertyColumn(rule.group, ["group"], subject, complain);
    if (time === void 0 || rule.group !== void 0 && group2 === void 0) return void 0;
    const of = group2 === void 0 ? "" : ` of the same ${group2}`;
    return {
      expectation: `${shareWords(rule.mostly, "row")} has a ${time} not later than the earliest of ${filesWords(rule.with)}${of}`,
      measure: { counts: "late-rows", time, group: group2, with: listOf(rule.with) },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});

// packages/contracts/src/rules/mlgate/ml/label-rules.ts
var targetMissing = ruleKind({
  check: "targetMissing",
  levels: ["object"],
  summary: "Rows have a label.",
  keys: { label: roleKey("label"), mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    if (label2 === void 0) return void 0;
    return {
      expectation: `${shareWords(rule.mostly, "row")} has a label in ${label2} (NaN is none)`,
      measure: { counts: "matching", predicate: { is: "null", columns: [label2] }, among: "rows" },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var conflictingLabels = ruleKind({
  check: "conflictingLabels",
  levels: ["object"],
  summary: "Rows that are alike in all features have the same label.",
  keys: { label: roleKey("label"), ...columnKeys, mostly: mostlyKey },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    if (label2 === void 0) return void 0;
    const columns2 = featureColumns(rule, subject, complain, {
      withoutRoles: ["label", "id", "group", "time"],
      not: [label2]
    });
    if (columns2 === void 0) return void 0;
    return {
      expectation: `${shareWords(rule.mostly, "row")} has the same ${label2} as the rows alike in ${columnWords(columns2)}`,
      measure: { counts: "conflicting-labels", columns: columns2, label: label2 },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var shareKey = { exclusiveMinimum: 0, maximum: 1 };
var labelBalance = ruleKind({
  check: "labelBalance",
  levels: ["object"],
  summary: "Each class has its least share of the labels, and none more than the largest; there are two classes at least.",
  keys: {
    label: roleKey("label"),
    minimumShare: typebox_exports.Optional(typebox_exports.Number({ ...shareKey, description: "Least share of a class, 0 to 1." })),
    maximumShare: typebox_exports.Optional(typebox_exports.Number({ ...shareKey, description: "Largest share of a class, 0 to 1." }))
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    const { minimumShare, maximumShare } = rule;
    if (minimumShare === void 0 && maximumShare === void 0) {
      complain([], "labelBalance demands nothing: give minimumShare, maximumShare or both.");
      return void 0;
    }
    if (minimumShare !== void 0 && minimumShare > (maximumShare ?? 1)) {
      complain(["minimumShare"], "is more than maximumShare.");
      return void 0;
    }
    if (label2 === void 0) return void 0;
    const bounds3 = [
      ...minimumShare === void 0 ? [] : [`at least ${percent(minimumShare)}`],
      ...maximumShare === void 0 ? [] : [`at most ${percent(maximumShare)}`]
    ];
    return {
      expectation: `each class of ${label2} has ${bounds3.join(" and ")} of the rows with a label, and there are two or more`,
      measure: {
        counts: "unbalanced-classes",
        label: label2,
        minimumShare: minimumShare ?? 0,
        maximumShare: maximumShare ?? 1
      },
      limit: { ...none, unit: "value" }
    };
  }
});
var unseenLabels = ruleKind({
  check: "unseenLabels",
  levels: ["object"],
  summary: "No label is new: each stands in train as well.",
  keys: {
    label: roleKey("label"),
    in: typebox_exports.Optional({ ...withKey, description: "File, or files, that must have the label; train unless given." }),
    mostly: mostlyKey
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    if (label2 === void 0) return void 0;
    const files = rule.in ?? "train";
    return {
      expectation: `${shareWords(rule.mostly, "row")} has a ${label2} that stands in ${filesWords(files)} as well`,
      measure: { counts: "unseen-labels", label: label2, with: listOf(files) },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});
var labelErrors = ruleKind({
  check: "labelErrors",
  levels: ["object"],
  summary: "Few labels are likely wrong, by confident learning on out-of-sample probabilities.",
  keys: {
    label: roleKey("label"),
    probabilities: typebox_exports.Union(
      [typebox_exports.String({ minLength: 1 }), typebox_exports.Record(typebox_exports.String({ minLength: 1 }), typebox_exports.String({ minLength: 1 }))],
      {
        description: "Property of the probability of each class ({Adelie: p_adelie, …}), or a file of data.tables with the id and columns probability_<class>. The model must not have seen the row in training."
      }
    ),
    id: roleKey("id"),
    maximumShare: typebox_exports.Number({ minimum: 0, exclusiveMaximum: 1, description: "Largest share of such rows, 0 to 1." })
  },
  plan: (rule, subject, complain) => {
    if (subject.level !== "object") return void 0;
    const label2 = roleColumn("label", rule.label, subject, complain);
    const probabilities = probabilityColumns(rule, subject, complain);
    if (label2 === void 0 || probabilities === void 0) return void 0;
    return {
      expectation: `at most ${percent(rule.maximumShare)} of the rows have a ${label2} that is likely wrong (confident learning)`,
      measure: { counts: "label-issues", label: label2, probabilities },
      limit: {
        unit: "percent",
        operator: "mustBeLessOrEqualTo",
        bounds: [Number((100 * rule.maximumShare).toPrecision(12))]
      }
    };
  }
});
function probabilityColumns(rule, subject, complain) {
  const { probabilities, id: named4 } = rule;
  if (typeof probabilities === "string") {
    const id = roleColumn("id", named4, subject, complain);
    return id === void 0 ? void 0 : { in: "file", file: probabilities, id };
  }
  if (named4 !== void 0) complain(["id"], "has no meaning without a file of probabilities.");
  const columns2 = Object.entries(probabilities).map(
    ([name3, property]) => [name3, propertyColumn(property, ["probabilities", name3], subject, complain)]
  );
  if (columns2.length < 2) {
    complain(["probabilities"], "needs a column for each class, two at least.");
    return void 0;
  }
  const known3 = columns2.flatMap(([name3, column2]) => column2 === void 0 ? [] : [[name3, column2]]);
  return known3.length < columns2.length ? void 0 : { in: "columns", columnOfClass: new Map(known3) };
}
function percent(share4) {
  return `${Number((100 * share4).toPrecision(12))} %`;
}

// packages/contracts/src/rules/mlgate/ml/index.ts
var machineLearningRules = [
  sharedIds,
  groupLeakage,
  sharedRows,
  nearDuplicates,
  timeLeakage,
  targetMissing,
  unseenLabels,
  labelBalance,
  conflictingLabels,
  labelErrors,
  constantFeatures,
  revealingFeatures
];

// packages/contracts/src/plan/pandas-type.ts
var pandasTypes = [
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "float32",
  "float64",
  "gapped-integer",
  "written-float",
  "empty",
  "bool",
  "str",
  "datetime64[s]",
  "datetime64[ms]",
  "datetime64[us]",
  "datetime64[ns]",
  "datetime64-with-zone",
  "object-bool",
  "object-date",
  "object-time",
  "object-decimal",
  "object-bytes"
];
var pandasDoubles = ["float64", "gapped-integer", "written-float", "empty"];
var integers = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
var pandasTypeGroups = {
  integer: integers,
  number: [...integers, "float32", ...pandasDoubles]
};
var pandasMissingTexts = [
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null"
];

// packages/contracts/src/rules/mlgate/not-null.ts
var notNull = ruleKind({
  check: "notNull",
  levels: ["property"],
  summary: "Rows have a value.",
  keys: {
    asPandas: typebox_exports.Optional(
      typebox_exports.Boolean({
        description: "Whether NA, null and the like are no values either, in files that declare no types."
      })
    ),
    mostly: mostlyKey
  },
  plan: (rule, subject) => {
    if (subject.level !== "property") return void 0;
    const { column: column2 } = subject;
    const missing = { is: "null", columns: [column2] };
    const predicate = rule.asPandas ? { is: "any", of: [missing, { is: "missing-text", column: column2, texts: pandasMissingTexts }] } : missing;
    const none2 = rule.asPandas ? "NaN is none, nor are the texts that pandas takes for missing" : "NaN is none";
    return {
      expectation: `${shareWords(rule.mostly, "row")} ${rule.mostly === void 0 || rule.mostly === 1 ? "has" : "have"} a value (${none2})`,
      measure: { counts: "matching", predicate, among: "rows" },
      limit: mostly(rule.mostly ?? 1)
    };
  }
});

// packages/contracts/src/rules/mlgate/own-checks.ts
var defaultSeconds = 600;
var commonKeys = {
  columns: typebox_exports.Optional(
    typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
      minItems: 1,
      description: "Columns that it is shown; all unless given, at a property its own."
    })
  ),
  mostly: mostlyKey,
  seconds: typebox_exports.Optional(
    typebox_exports.Number({ exclusiveMinimum: 0, maximum: 3600, description: "How long it may take; 600 unless given." })
  )
};
var moduleCheck = ruleKind({
  check: "module",
  levels: ["property", "object"],
  summary: "No row is named by a JavaScript module of yours.",
  keys: { path: typebox_exports.String({ minLength: 1, description: "The module, relative to mlgate.yml." }), ...commonKeys },
  plan: (rule, subject) => {
    const { path, seconds = defaultSeconds } = rule;
    return demandOf({ kind: "module", path, seconds }, path, rule, subject);
  }
});
var commandCheck = ruleKind({
  check: "command",
  levels: ["property", "object"],
  summary: "No row is named by a program of yours that reads Parquet.",
  keys: {
    command: typebox_exports.Array(typebox_exports.String(), {
      minItems: 1,
      description: "Program and arguments; never goes through a shell. The path of the Parquet file comes last."
    }),
    ...commonKeys
  },
  plan: (rule, subject, complain) => {
    const [program, ...args] = rule.command;
    if (program === void 0 || program.trim() === "") {
      complain(["command", 0], "is empty: it must name the program to run.");
      return void 0;
    }
    const { seconds = defaultSeconds } = rule;
    return demandOf({ kind: "command", command: [program, ...args], seconds }, rule.command.join(" "), rule, subject);
  }
});
function demandOf(program, name3, rule, subject) {
  const columns2 = rule.columns ?? (subject.level === "property" ? [subject.column] : []);
  const isAll = rule.mostly === void 0 || rule.mostly === 1;
  return {
    expectation: `${shareWords(rule.mostly, "row")} ${isAll ? "keeps" : "keep"} what ${name3} checks`,
    measure: { counts: "own", program, columns: columns2 },
    limit: mostly(rule.mostly ?? 1)
  };
}

// packages/contracts/src/rules/mlgate/pandas-type.ts
var nothing2 = { unit: "value", operator: "mustBe", bounds: [0] };
var names3 = [...pandasTypes, "integer", "number"];
var pandasType = columnRule({
  check: "pandasType",
  summary: "pandas gives the column one of these types when it reads the file.",
  where: "nothing",
  keys: {
    is: typebox_exports.Array(typebox_exports.Union(names3.map((name3) => typebox_exports.Literal(name3))), {
      minItems: 1,
      description: `${names3.join(", ")}.`
    })
  },
  plan: ({ is }, column2) => ({
    expectation: `pandas reads ${is.join(" or ")}`,
    measure: { counts: "pandas-type", column: column2, types: [...new Set(is.flatMap(typesOf))] },
    limit: nothing2
  })
});
function typesOf(name3) {
  return name3 === "integer" || name3 === "number" ? pandasTypeGroups[name3] : [name3];
}

// packages/contracts/src/rules/mlgate/quantile-rules.ts
var level = typebox_exports.Number({ minimum: 0, maximum: 1, description: "Share of the values below it, 0 to 1." });
var interpolation = typebox_exports.Optional(
  typebox_exports.Union(
    [
      typebox_exports.Literal("linear"),
      typebox_exports.Literal("lower"),
      typebox_exports.Literal("higher"),
      typebox_exports.Literal("midpoint"),
      typebox_exports.Literal("nearest")
    ],
    { description: "What is taken between two values, as numpy names it; linear unless given." }
  )
);
var median = columnRule({
  check: "median",
  summary: "The median lies within bounds.",
  keys: boundKeys,
  plan: (rule, column2, complain) => {
    const limit = limitOfBounds(rule, complain);
    if (limit === void 0) return void 0;
    return {
      expectation: `the median is ${boundWords(rule)}`,
      measure: { counts: "quantile", column: column2, level: 0.5, interpolation: "linear" },
      limit
    };
  }
});
var quantile = columnRule({
  check: "quantile",
  summary: "A quantile lies within bounds.",
  keys: { level, interpolation, ...boundKeys },
  plan: ({ level: level2, interpolation: interpolation2 = "linear", ...bounds3 }, column2, complain) => {
    const limit = limitOfBounds(bounds3, complain);
    if (limit === void 0) return void 0;
    return {
      expectation: `the quantile at ${level2} is ${boundWords(bounds3)}`,
      measure: { counts: "quantile", column: column2, level: level2, interpolation: interpolation2 },
      limit
    };
  }
});
var quantiles = columnRule({
  check: "quantiles",
  summary: "Several quantiles lie within bounds, each its own.",
  keys: {
    levels: typebox_exports.Array(typebox_exports.Object({ level, ...boundKeys }, { additionalProperties: false }), {
      minItems: 1,
      description: "Each a level with its bounds."
    }),
    interpolation
  },
  plan: ({ levels, interpolation: interpolation2 = "linear" }, column2, complain) => {
    const within2 = levels.flatMap(({ level: level2, ...bounds3 }, index) => {
      const limit = limitWithin(bounds3);
      if (limit === void 0) complain(["levels", index], "needs bounds that leave room for a value.");
      return limit === void 0 ? [] : [{ level: level2, limit }];
    });
    if (within2.length < levels.length) return void 0;
    const words2 = levels.map(({ level: level2, ...bounds3 }) => `at ${level2} ${boundWords(bounds3)}`);
    return {
      expectation: `the quantiles are ${words2.join(", ")}`,
      measure: { counts: "quantiles", column: column2, interpolation: interpolation2, within: within2 },
      limit: { unit: "value", operator: "mustBe", bounds: [0] }
    };
  }
});

// packages/contracts/src/rules/mlgate/row-order.ts
var increasing = orderRule("increasing");
var decreasing = orderRule("decreasing");
function orderRule(direction) {
  const than = direction === "increasing" ? "less" : "more";
  return columnRule({
    check: direction,
    summary: `No value is ${than} than the one before it.`,
    keys: {
      strict: typebox_exports.Optional(typebox_exports.Boolean({ description: "Whether equal values are out of order, too." })),
      by: typebox_exports.Optional(
        typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
          minItems: 1,
          description: "Columns (as the file names them) whose values make groups, each with an order of its own."
        })
      ),
      orderBy: typebox_exports.Optional(
        typebox_exports.String({
          minLength: 1,
          description: "Column by which rows are ordered; the order of the file unless given."
        })
      ),
      mostly: mostlyKey
    },
    plan: ({ strict = false, by = [], orderBy, mostly: share4 }, column2) => {
      const groups = by.length === 0 ? "" : ` of the same ${by.join(", ")}`;
      const order2 = orderBy === void 0 ? "" : ` by ${orderBy}`;
      return {
        expectation: `${shareWords(share4, "value")} is ${strict ? `${than === "less" ? "more" : "less"} than` : `not ${than} than`} the one before it${groups}${order2}`,
        measure: { counts: "disorder", column: column2, direction, strict, by, orderBy },
        limit: mostly(share4 ?? 1)
      };
    }
  });
}

// packages/contracts/src/rules/mlgate/sql-rules.ts
var condition = tableRule({
  check: "condition",
  summary: "An SQL condition over the columns of a row is true; rows for which it is NULL are not considered.",
  keys: {
    expression: typebox_exports.String({ minLength: 1, description: "The condition, with the file’s names of columns." }),
    mostly: mostlyKey
  },
  plan: ({ expression, mostly: mostly2 }) => ({
    expectation: `${shareWords(mostly2, "row")} keeps ${expression}`,
    measure: { counts: "breaches", condition: expression },
    limit: mostly(mostly2 ?? 1)
  })
});
var query = (what) => typebox_exports.String({
  minLength: 1,
  description: `A SELECT over \`data\` or \`numbered\` (with the column #row) that gives ${what}.`
});
var violations = tableRule({
  check: "violations",
  summary: "A SELECT of yours gives no rows.",
  where: "nothing",
  keys: { query: query("the rows that are wrong; a column #row tells which rows of the file they are") },
  plan: ({ query: query2 }) => ({
    expectation: `the query gives no rows: ${query2}`,
    measure: { counts: "violations", query: query2 },
    limit: none
  })
});
var sqlValue = tableRule({
  check: "sqlValue",
  summary: "The number that a SELECT of yours gives lies within bounds.",
  where: "nothing",
  keys: { query: query("one number"), ...boundKeys },
  plan: ({ query: query2, ...bounds3 }, _columns, complain) => {
    const limit = limitOfBounds(bounds3, complain);
    if (limit === void 0) return void 0;
    return {
      expectation: `the query gives ${boundWords(bounds3)}: ${query2}`,
      measure: { counts: "answer", query: query2 },
      limit
    };
  }
});

// packages/contracts/src/rules/mlgate/value-range.ts
var range2 = columnRule({
  check: "range",
  summary: "Values are numbers, dates or times within bounds.",
  keys: { ...momentBoundKeys, mostly: mostlyKey },
  plan: ({ mostly: mostly2, ...bounds3 }, column2, complain) => {
    const read2 = readRange(bounds3, complain);
    if (read2 === void 0) return void 0;
    return {
      expectation: `${shareWords(mostly2, "value")} is ${boundWords(bounds3)}`,
      measure: { counts: "matching", predicate: { is: "outside", column: column2, ...read2 }, among: "present" },
      limit: mostly(mostly2 ?? 1)
    };
  }
});
function readRange(bounds3, complain) {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = bounds3;
  const given2 = [minimum, exclusiveMinimum, maximum, exclusiveMaximum].filter((bound2) => bound2 !== void 0);
  const kinds = new Set(given2.map(kindOf));
  const [as] = kinds;
  if (kinds.size !== 1 || as === void 0) {
    complain(
      [],
      given2.length === 0 ? wrongBounds : "needs bounds of one kind: numbers, or dates and times as in ISO 8601."
    );
    return void 0;
  }
  const low = tighter(minimum, exclusiveMinimum, (a, b) => a > b);
  const high = tighter(maximum, exclusiveMaximum, (a, b) => a < b);
  const room = low === void 0 || high === void 0 ? 1 : moment(high.value) - moment(low.value);
  if (room < 0 || room === 0 && (low?.excluded === true || high?.excluded === true)) {
    complain([], wrongBounds);
    return void 0;
  }
  return { as, low, high };
}
function tighter(included, excluded, isTighter) {
  if (excluded === void 0) return included === void 0 ? void 0 : { value: included, excluded: false };
  if (included === void 0 || !isTighter(moment(included), moment(excluded)))
    return { value: excluded, excluded: true };
  return { value: included, excluded: false };
}
function moment(bound2) {
  if (typeof bound2 === "number") return bound2;
  const [whole = "", fraction = ""] = bound2.split(/[.](?=[0-9])/);
  const text3 = fraction === "" ? bound2 : whole + fraction.replace(/^[0-9]+/, "");
  const iso = isTime(bound2) ? `1970-01-01T${text3}` : text3.replace(" ", "T");
  const clock = iso.slice(11);
  const seconds = Date.parse(clock === "" || /(Z|[+-][0-9]{2}(:?[0-9]{2})?)$/.test(clock) ? iso : `${iso}Z`) / 1e3;
  return seconds * 1e6 + Number((/^[0-9]+/.exec(fraction)?.[0] ?? "").padEnd(6, "0").slice(0, 6));
}
function kindOf(bound2) {
  if (typeof bound2 === "number") return "number";
  if (isTime(bound2)) return parseBound(bound2, "time", void 0) === void 0 ? void 0 : "time";
  const type2 = new RegExp(`^${isoFormats.date.regex}$`).test(bound2) ? "date" : "timestamp";
  return parseBound(bound2, type2, void 0) === void 0 ? void 0 : "timestamp";
}
function isTime(bound2) {
  return new RegExp(`^(${isoFormats.time.regex})$`).test(bound2);
}

// packages/contracts/src/rules/mlgate/statistics.ts
var mean = statisticRule("mean", "mean of the values");
var sum = statisticRule("sum", "sum of the values");
var standardDeviation = statisticRule("standardDeviation", "standard deviation (sample, n − 1) of the values");
var variance = statisticRule("variance", "variance (sample, n − 1) of the values");
var textLengthMean = statisticRule("textLengthMean", "mean number of characters of the texts");
var minimumValue = extremeRule("minimum", "minimumValue", "least value");
var maximumValue = extremeRule("maximum", "maximumValue", "greatest value");
function statisticRule(of, noun) {
  return columnRule({
    check: of,
    summary: `The ${noun} lies within bounds.`,
    keys: boundKeys,
    plan: (rule, column2, complain) => {
      const limit = limitOfBounds(rule, complain);
      if (limit === void 0) return void 0;
      return { expectation: `the ${noun} is ${boundWords(rule)}`, measure: { counts: "statistic", of, column: column2 }, limit };
    }
  });
}
function extremeRule(of, check, noun) {
  return columnRule({
    check,
    summary: `The ${noun}, of numbers, dates or times, lies within bounds.`,
    keys: momentBoundKeys,
    plan: (rule, column2, complain) => {
      const read2 = readRange(rule, complain);
      if (read2 === void 0) return void 0;
      const { as, low, high } = read2;
      return {
        expectation: `the ${noun} is ${boundWords(rule)}`,
        measure: { counts: "extreme", of, column: column2, as },
        limit: {
          unit: "value",
          operator: "within",
          bounds: [
            low === void 0 ? -Infinity : moment(low.value),
            high === void 0 ? Infinity : moment(high.value)
          ],
          excluded: { low: low?.excluded ?? false, high: high?.excluded ?? false }
        }
      };
    }
  });
}

// packages/contracts/src/rules/mlgate/table-rules.ts
var table = typebox_exports.String({
  minLength: 1,
  description: "Another file of the project: train, validation, test, or of data.tables."
});
var names4 = typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
  minItems: 1,
  description: "Names of columns, as the file has them."
});
var rowCount = tableRule({
  check: "rowCount",
  summary: "The number of rows lies within bounds.",
  where: "counted",
  keys: boundKeys,
  plan: (rule, _columns, complain) => {
    const limit = limitOfBounds(rule, complain);
    if (limit === void 0) return void 0;
    return { expectation: `the number of rows is ${boundWords(rule)}`, measure: { counts: "rows" }, limit };
  }
});
var rowCountChange = tableRule({
  check: "rowCountChange",
  summary: "The number of rows, against another file’s or the target branch’s, grew by a share within bounds.",
  where: "counted",
  keys: {
    against: typebox_exports.Union([typebox_exports.Object({ table }, { additionalProperties: false }), typebox_exports.Literal("base")], {
      description: "The other file, {table: name}, or base: the same file on the target branch."
    }),
    ifNoBase: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("error"), typebox_exports.Literal("pass")], {
        description: "What becomes of the check when there is nothing on the target branch; an error unless given."
      })
    ),
    ...boundKeys
  },
  plan: ({ against, ifNoBase, ...bounds3 }, _columns, complain) => {
    const limit = limitOfBounds(bounds3, complain);
    if (limit === void 0) return void 0;
    if (against === "base") {
      return {
        expectation: `the number of rows, less that on the target branch and as a share of it, is ${boundWords(bounds3)}`,
        measure: { counts: "base-growth", ifNoBase: ifNoBase ?? "error" },
        limit
      };
    }
    if (ifNoBase !== void 0) complain(["ifNoBase"], "has no meaning but with against: base. Leave it out.");
    return {
      expectation: `the number of rows, less that of ${against.table} and as a share of it, is ${boundWords(bounds3)}`,
      measure: { counts: "row-growth", table: against.table },
      limit
    };
  }
});
var rowCountEquals = tableRule({
  check: "rowCountEquals",
  summary: "There are as many rows as in another file.",
  where: "counted",
  keys: { table },
  plan: ({ table: table2 }) => ({
    expectation: `there are as many rows as in ${table2}`,
    measure: { counts: "row-difference", table: table2 },
    limit: { unit: "value", operator: "mustBe", bounds: [0] }
  })
});
var columnCount = tableRule({
  check: "columnCount",
  summary: "The number of columns lies within bounds.",
  where: "nothing",
  keys: boundKeys,
  plan: (rule, _columns, complain) => {
    const limit = limitOfBounds(rule, complain);
    if (limit === void 0) return void 0;
    return { expectation: `the number of columns is ${boundWords(rule)}`, measure: { counts: "columns" }, limit };
  }
});
var columns = tableRule({
  check: "columns",
  summary: "The file’s columns equal a list of names, contain it, or are all in it.",
  where: "nothing",
  keys: {
    equal: typebox_exports.Optional(names4),
    contain: typebox_exports.Optional(names4),
    in: typebox_exports.Optional(names4),
    ordered: typebox_exports.Optional(typebox_exports.Boolean({ description: "Whether they stand in the order of the list." }))
  },
  plan: ({ ordered: ordered2 = false, ...rule }, _columns, complain) => {
    const given2 = ["equal", "contain", "in"].filter((must2) => rule[must2] !== void 0);
    const [must] = given2;
    if (must === void 0 || given2.length > 1) {
      complain([], "needs one of equal, contain and in.");
      return void 0;
    }
    const listed3 = rule[must] ?? [];
    const words2 = { in: "are all among", contain: "contain each of", equal: "are exactly" }[must];
    return {
      expectation: `the columns ${words2} ${listed3.join(", ")}${ordered2 ? ", in this order" : ""}`,
      measure: { counts: "column-difference", must, names: listed3, ordered: ordered2 },
      limit: { unit: "value", operator: "mustBe", bounds: [0] }
    };
  }
});

// packages/contracts/src/rules/mlgate/text-patterns.ts
var patternKeys = {
  pattern: typebox_exports.Optional(typebox_exports.String({ description: "A regular expression (RE2), searched for in the text." })),
  patterns: typebox_exports.Optional(typebox_exports.Array(typebox_exports.String(), { minItems: 1, description: "Several." })),
  whole: typebox_exports.Optional(typebox_exports.Boolean({ description: "Whether all of the text must match, not a part." })),
  mostly: mostlyKey
};
var matches = columnRule({
  check: "matches",
  summary: "Texts match a regular expression, or one of several.",
  keys: {
    ...patternKeys,
    all: typebox_exports.Optional(typebox_exports.Boolean({ description: "Whether they must match each of `patterns`." }))
  },
  plan: ({ mostly: mostly2, whole = false, all = false, ...rule }, column2, complain) => {
    const patterns2 = readPatterns(rule, complain);
    if (patterns2 === void 0) return void 0;
    const of = patterns2.map((pattern2) => ({ is: "not-matching", column: column2, pattern: pattern2, whole }));
    const words2 = `matches ${patterns2.join(all ? " and " : " or ")}${whole ? " as a whole" : ""}`;
    return valueDemand(mostly2, words2, { is: all ? "any" : "all", of }, "text");
  }
});
var notMatches = columnRule({
  check: "notMatches",
  summary: "Texts match none of the regular expressions.",
  keys: patternKeys,
  plan: ({ mostly: mostly2, whole = false, ...rule }, column2, complain) => {
    const patterns2 = readPatterns(rule, complain);
    if (patterns2 === void 0) return void 0;
    const of = patterns2.map((pattern2) => ({ is: "matching", column: column2, pattern: pattern2, whole }));
    return valueDemand(mostly2, `matches none of ${patterns2.join(", ")}`, { is: "any", of }, "text");
  }
});
function readPatterns({ pattern: pattern2, patterns: patterns2 }, complain) {
  const given2 = patterns2 ?? (pattern2 === void 0 ? [] : [pattern2]);
  if (given2.length === 0 || pattern2 !== void 0 && patterns2 !== void 0) {
    complain([], "needs either pattern or patterns.");
    return void 0;
  }
  const wrong2 = given2.flatMap((one, index) => {
    const why = wrongPattern(one);
    return why === void 0 ? [] : [{ path: patterns2 === void 0 ? ["pattern"] : ["patterns", index], why }];
  });
  for (const { path, why } of wrong2) complain(path, why);
  return wrong2.length > 0 ? void 0 : given2;
}

// packages/contracts/src/rules/mlgate/uniqueness.ts
var unique = ruleKind({
  check: "unique",
  levels: ["property", "object"],
  summary: "No value, or at the object no combination of values, stands twice.",
  keys: {
    columns: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
        minItems: 1,
        description: "At the object: the properties of the key."
      })
    ),
    count: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("surplus"), typebox_exports.Literal("all")], {
        description: "Rows that fail: each beyond the first with the same value (default), or all that share one."
      })
    ),
    ignoreRowIf: ignoreKey,
    mostly: mostlyKey
  },
  plan: (rule, subject, complain) => {
    const { count: count4 = "surplus", ignoreRowIf: ignored = "anyMissing", mostly: share4 } = rule;
    if (subject.level === "property" && (rule.columns !== void 0 || rule.ignoreRowIf !== void 0)) {
      complain([], "columns and ignoreRowIf belong to the object’s own quality.");
      return void 0;
    }
    const columns2 = subject.level === "property" ? [subject.column] : namedColumns(rule.columns, 1, subject.columns, complain);
    if (columns2 === void 0) return void 0;
    const measure2 = count4 === "surplus" ? { counts: "surplus", columns: columns2, ignored, among: "present" } : { counts: "repeated", columns: columns2, ignored };
    const noun = columns2.length === 1 ? "value" : `combination of ${columns2.join(", ")}`;
    const counted4 = count4 === "surplus" ? "no other before it has" : "no other has";
    return {
      expectation: `${shareWords(share4, "row")} has a ${noun} that ${counted4}`,
      measure: measure2,
      limit: mostly(share4 ?? 1)
    };
  }
});

// packages/contracts/src/rules/mlgate/index.ts
var ofRows = [
  notNull,
  nullRule,
  inSet,
  notInSet,
  range2,
  matches,
  notMatches,
  length,
  dateFormat,
  dateParseable,
  json,
  type,
  pandasType,
  place,
  zScore,
  increasing,
  decreasing,
  unique,
  distinctWithinRow,
  condition,
  equalColumns,
  greaterColumn,
  pairInSet,
  sumOfColumns,
  foreignKey,
  violations
];
var ofNumbers = [
  mean,
  median,
  sum,
  standardDeviation,
  variance,
  minimumValue,
  maximumValue,
  quantile,
  quantiles,
  distinctCount,
  distinctShare,
  distinctValues,
  mostCommonValue,
  distribution,
  nullShare,
  nullCount,
  textLengthMean,
  freshness,
  rowCount,
  rowCountChange,
  rowCountEquals,
  columnCount,
  columns,
  sqlValue
];
var ruleKinds = new Map(
  [...ofRows, ...ofNumbers, ...machineLearningRules, moduleCheck, commandCheck].map((kind) => [kind.check, kind])
);

// packages/contracts/src/rules/mlgate/read-rule.ts
function readMlgateRule(implementation, subject, document, path, complain) {
  if (!isRecord(implementation) || typeof implementation.check !== "string") {
    complain(["implementation"], "must be a mapping with the key check, such as {check: notNull, mostly: 0.99}.");
    return void 0;
  }
  const { check, where, ifNoRows: ifNoRows2 } = implementation;
  const kind = ruleKinds.get(check);
  if (kind === void 0) {
    const meant = nearest(check, ruleKinds.keys());
    const advice = meant === void 0 ? `Known are ${[...ruleKinds.keys()].join(", ")}.` : `Did you mean ${meant}?`;
    complain(["implementation", "check"], `no such check. ${advice}`);
    return void 0;
  }
  if (!kind.levels.includes(subject.level)) {
    const place2 = subject.level === "object" ? "the property that it is about" : "the object’s own quality";
    complain(["implementation", "check"], `${check} belongs to ${place2}. Move it there.`);
    return void 0;
  }
  const problems = problemsOf(partOf(document, [...path, "implementation"], implementation), kind.schema);
  for (const { path: below, message } of problems) complain(["implementation", ...below], message);
  if (problems.length > 0) return void 0;
  const demand = kind.plan(implementation, subject, (below, message) => complain(["implementation", ...below], message));
  if (demand === void 0) return void 0;
  if (typeof where !== "string") {
    if (ifNoRows2 !== void 0) complain(["implementation", "ifNoRows"], "has no meaning without where.");
    return { check, ...demand };
  }
  return {
    check,
    ...demand,
    expectation: `${demand.expectation}, of the rows where ${where}`,
    where: { condition: where, ifNoRows: kind.where === "counted" ? "count" : ifNoRows2 === "pass" ? "pass" : "error" }
  };
}
function partOf(document, prefix, value) {
  const { file } = document;
  return { file, value, positionOf: (path, which) => document.positionOf([...prefix, ...path], which) };
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// packages/contracts/src/rules/nested-properties.ts
function fieldsOf(property, column2, complain) {
  const { properties, logicalType } = property;
  if (properties === void 0) return [];
  if (logicalType !== "object") complain(["properties"], "needs logicalType: object.");
  return properties.map((nested, index) => {
    const path = ["properties", index];
    refuseDeeper(nested, path, complain);
    for (const key2 of ["primaryKey", "primaryKeyPosition"]) {
      if (nested[key2] !== void 0) complain([...path, key2], "a part of a column is no key. Use required and unique.");
    }
    const field = nested.physicalName ?? nested.name;
    return {
      property: nested,
      column: { name: `${column2}.${field}`, parent: column2, part: { is: "field", field } },
      path
    };
  });
}
var notOfItems = [
  "unique",
  "primaryKey",
  "primaryKeyPosition",
  "quality",
  "relationships",
  "physicalName",
  "physicalType"
];
function itemsOf(property, column2, complain) {
  const { items, logicalType } = property;
  if (items === void 0) return void 0;
  if (logicalType !== "array") complain(["items"], "needs logicalType: array.");
  refuseDeeper(items, ["items"], complain);
  for (const key2 of notOfItems) {
    if (items[key2] !== void 0) complain(["items", key2], "cannot be checked of items. Remove it.");
  }
  const name3 = `${column2}.items`;
  const required = items.required === true ? [
    {
      key: "required",
      expectation: "every item has a value (NaN is none)",
      predicate: { is: "null", columns: [name3] },
      path: ["required"]
    }
  ] : [];
  const checks = [...required, ...logicalChecks(items, name3, (path, message) => complain(["items", ...path], message))];
  return {
    column: { name: name3, parent: column2, part: { is: "items" } },
    checks: checks.map(({ key: key2, expectation, predicate, path }) => ({
      key: key2,
      expectation: `in every array, ${expectation}`,
      predicate: { is: "any-item", column: name3, item: predicate },
      path: ["items", ...path]
    }))
  };
}
function refuseDeeper(nested, path, complain) {
  for (const key2 of ["properties", "items"]) {
    if (nested[key2] !== void 0) {
      complain([...path, key2], "lies too deep: one level below a column is checked. Remove it.");
    }
  }
}
function refuseTakenNames(parts, columns2) {
  const taken = new Set(columns2.map((name3) => name3.toLowerCase()));
  for (const { name: name3, complain } of parts) {
    if (taken.has(name3.toLowerCase())) {
      complain(`${JSON.stringify(name3)} is the name of another column or part too, letter case aside.`);
    }
    taken.add(name3.toLowerCase());
  }
}

// packages/contracts/src/rules/physical-type.ts
var integers2 = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"];
var unsigned = ["UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"];
var plainTimestamps = ["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"];
var zonedTimestamps = ["TIMESTAMP WITH TIME ZONE"];
var text = ["VARCHAR", "ENUM"];
var binary = ["BLOB"];
var names5 = {
  TINYINT: ["TINYINT"],
  SMALLINT: ["SMALLINT"],
  BIGINT: ["BIGINT"],
  HUGEINT: ["HUGEINT"],
  INT: [...integers2, ...unsigned],
  INTEGER: [...integers2, ...unsigned],
  INT8: ["TINYINT", "BIGINT"],
  INT16: ["SMALLINT"],
  INT32: ["INTEGER"],
  INT64: ["BIGINT"],
  LONG: ["BIGINT"],
  UINT8: ["UTINYINT"],
  UINT16: ["USMALLINT"],
  UINT32: ["UINTEGER"],
  UINT64: ["UBIGINT"],
  FLOAT: ["FLOAT", "DOUBLE"],
  REAL: ["FLOAT"],
  FLOAT32: ["FLOAT"],
  FLOAT64: ["DOUBLE"],
  DOUBLE: ["DOUBLE"],
  "DOUBLE PRECISION": ["DOUBLE"],
  DECIMAL: ["DECIMAL"],
  NUMERIC: ["DECIMAL"],
  VARCHAR: text,
  "CHARACTER VARYING": text,
  NVARCHAR: text,
  CHAR: text,
  TEXT: text,
  STRING: text,
  UUID: ["UUID"],
  BOOLEAN: ["BOOLEAN"],
  BOOL: ["BOOLEAN"],
  DATE: ["DATE"],
  TIME: ["TIME"],
  TIMESTAMP: [...plainTimestamps, ...zonedTimestamps],
  DATETIME: [...plainTimestamps, ...zonedTimestamps],
  TIMESTAMP_NTZ: plainTimestamps,
  "TIMESTAMP WITHOUT TIME ZONE": plainTimestamps,
  TIMESTAMPTZ: zonedTimestamps,
  TIMESTAMP_TZ: zonedTimestamps,
  "TIMESTAMP WITH TIME ZONE": zonedTimestamps,
  BLOB: binary,
  BINARY: binary,
  VARBINARY: binary,
  BYTES: binary,
  BYTEA: binary
};
function declaredTypes(physicalType) {
  const [, name3 = "", parameters] = /^\s*([^()]+?)\s*(?:\(([^()]*)\))?\s*$/.exec(physicalType) ?? [];
  const key2 = name3.toUpperCase().replaceAll(/\s+/g, " ");
  const types3 = Object.hasOwn(names5, key2) ? names5[key2] : void 0;
  if (types3 === void 0 || parameters === void 0) return types3;
  if (types3 === text || types3 === binary) return /^\s*\d+\s*$/.test(parameters) ? types3 : void 0;
  const [precision, scale = "0", ...more] = parameters.split(",").map((part) => part.trim());
  const isDecimal = types3.includes("DECIMAL") && more.length === 0;
  return isDecimal && /^\d+$/.test(precision ?? "") && /^\d+$/.test(scale) ? [`DECIMAL(${precision},${scale})`] : void 0;
}

// packages/contracts/src/rules/quality-checks.ts
function qualityCheck(rule, subject, complain) {
  const metric = rule.metric ?? formerMetric(rule.rule);
  if (metric === void 0) {
    complain(["metric"], "is missing: nullValues, missingValues, invalidValues, duplicateValues or rowCount.");
    return void 0;
  }
  for (const key2 of ["query", "engine", "implementation"]) {
    if (rule[key2] !== void 0) complain([key2], `belongs to rules of another type. Use metric ${metric} alone.`);
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
  const words2 = metric === "rowCount" ? `the number of rows is ${limitWords(limit)}` : `the ${limit.unit === "percent" ? "share" : "number"} of ${subjects[metric](rule)} is ${limitWords(limit)}`;
  return { metric, expectation: words2, measure: measure2, limit, severity: severityOf(rule.severity), path: [] };
}
function formerMetric(rule) {
  switch (rule) {
    case "nullValues":
    case "missingValues":
    case "invalidValues":
    case "duplicateValues":
    case "rowCount":
      return rule;
    case "duplicateCount":
      return "duplicateValues";
    case "nullCheck":
      return "nullValues";
    default:
      return void 0;
  }
}
var subjects = {
  nullValues: () => "rows without a value",
  missingValues: (rule) => `rows whose value is one of ${list(rule.arguments?.missingValues ?? [])}`,
  invalidValues: (rule) => {
    const { validValues, pattern: pattern2 } = rule.arguments ?? {};
    const parts = [
      ...validValues === void 0 ? [] : [`none of ${list(validValues)}`],
      ...pattern2 === void 0 ? [] : [`no match of ${pattern2}`]
    ];
    return `rows whose value is ${parts.join(" or ")}`;
  },
  duplicateValues: () => "surplus rows (each beyond the first with the same value)"
};
function list(values) {
  const shown3 = values.slice(0, 10).map((value) => JSON.stringify(value));
  return values.length > 10 ? `${shown3.join(", ")} … (${values.length})` : shown3.join(", ");
}
function measureOf(rule, metric, subject, complain) {
  const given2 = rule.arguments ?? {};
  const allowed = argumentNames[subject.level][metric] ?? [];
  for (const name3 of Object.keys(given2)) {
    if (!allowed.includes(name3)) {
      complain(
        ["arguments", name3],
        `has no meaning for ${metric} of ${subject.level === "object" ? "an object" : "a property"}.`
      );
    }
  }
  if (subject.level === "object") {
    if (metric === "rowCount") return { counts: "rows" };
    if (metric === "duplicateValues") {
      const columns2 = (given2.properties ?? []).map((name3, index) => {
        const column3 = subject.columns.get(name3);
        if (column3 === void 0) {
          const names6 = [...subject.columns.keys()].join(", ");
          complain(["arguments", "properties", index], `no such property; the object has ${names6 || "none"}.`);
        }
        return column3 ?? name3;
      });
      if (columns2.length === 0) complain([], "duplicateValues of an object needs arguments.properties.");
      return { counts: "surplus", columns: columns2 };
    }
    complain(["metric"], `${metric} belongs to a property. Move the rule to the property that it is about.`);
    return void 0;
  }
  const { column: column2 } = subject;
  if (metric === "rowCount") {
    complain(["metric"], "rowCount belongs to the object. Move the rule to the object’s own quality.");
    return void 0;
  }
  if (metric === "nullValues")
    return { counts: "matching", predicate: { is: "null", columns: [column2] }, among: "rows" };
  if (metric === "duplicateValues") return { counts: "surplus", columns: [column2] };
  if (metric === "missingValues") {
    if (given2.missingValues === void 0) {
      complain([], "missingValues needs arguments.missingValues, the list of values that count as missing.");
      return void 0;
    }
    return { counts: "matching", predicate: { is: "any-of", column: column2, values: given2.missingValues }, among: "rows" };
  }
  return invalidValues(given2, column2, complain);
}
function invalidValues({ validValues, pattern: pattern2 }, column2, complain) {
  const wrong2 = pattern2 === void 0 ? void 0 : wrongPattern(pattern2);
  if (wrong2 !== void 0) complain(["arguments", "pattern"], wrong2);
  const of = [
    ...validValues === void 0 ? [] : [{ is: "none-of", column: column2, values: validValues }],
    ...pattern2 === void 0 ? [] : [{ is: "not-matching", column: column2, pattern: pattern2, whole: false }]
  ];
  if (of.length === 0) {
    complain([], "invalidValues needs arguments.validValues or arguments.pattern.");
    return void 0;
  }
  return { counts: "matching", predicate: { is: "any", of }, among: "rows" };
}
var argumentNames = {
  property: { missingValues: ["missingValues"], invalidValues: ["validValues", "pattern"] },
  object: { duplicateValues: ["properties"] }
};
function severityOf(severity) {
  if (/^warn(ing)?$/i.test(severity ?? "")) return "warning";
  return /^info$/i.test(severity ?? "") ? "info" : "error";
}

// packages/contracts/src/rules/relationships.ts
function foreignKeys(relationships, objects2, own2, complain) {
  return relationships.flatMap(({ from, to }, index) => {
    const path = ["relationships", index];
    const read2 = (given2, key2) => {
      const found = [given2].flat().map((text3) => referenceOf(text3, objects2));
      const wrong2 = found.find((one) => typeof one === "string");
      if (wrong2 !== void 0) complain([...path, key2], wrong2);
      return wrong2 === void 0 ? found.filter((one) => typeof one !== "string") : void 0;
    };
    const { column: column2 } = own2;
    if (column2 !== void 0 && from !== void 0) {
      complain([...path, "from"], "is the property itself; leave it out.");
      return [];
    }
    if (column2 === void 0 && from === void 0) {
      complain(path, "needs from: the object’s own properties, such as rides.station.");
      return [];
    }
    const children = column2 === void 0 ? read2(from ?? [], "from") : [{ object: own2.object, column: column2 }];
    const parents = read2(to, "to");
    if (children === void 0 || parents === void 0) return [];
    const [parent] = parents;
    const stranger = children.find((child) => child.object !== own2.object);
    if (stranger !== void 0) {
      complain([...path, "from"], `names ${stranger.object}; it must name properties of ${own2.object}.`);
      return [];
    }
    if (children.length !== parents.length) {
      complain([...path, "to"], `has ${parents.length} properties for ${children.length}: each needs one.`);
      return [];
    }
    if (parent === void 0 || parents.some(({ object }) => object !== parent.object)) {
      complain([...path, "to"], "must name properties of one object.");
      return [];
    }
    const columns2 = children.map((child) => child.column);
    const others = parents.map((one) => one.column);
    return [
      {
        name: `${columns2.join(", ")}: foreign key`,
        expectation: `every ${columns2.length === 1 ? "value" : "key"} stands in ${parent.object} (${others.join(", ")})`,
        measure: { counts: "orphans", columns: columns2, references: { file: parent.object, columns: others } },
        path
      }
    ];
  });
}
function referenceOf(text3, objects2) {
  const short2 = /^([^./#]+)\.([^./#]+)$/.exec(text3);
  const full = /^(?:#?\/)?schema\/([^/]+)\/properties\/([^/]+)$/.exec(text3);
  const [, objectName = "", name3 = ""] = short2 ?? full ?? [];
  if (objectName === "") {
    return "is not followed: write object.property, or schema/<object>/properties/<property>, of this contract. For another file, add a rule foreignKey with to.file.";
  }
  const isNamed = (one, wanted) => one.name === wanted || full !== null && one.id === wanted;
  const object = objects2.find((one) => isNamed(one, objectName));
  if (object === void 0) {
    return `no object ${JSON.stringify(objectName)} in this contract, only ${objects2.map((one) => one.name).join(", ")}.`;
  }
  const property = object.properties?.find((one) => isNamed(one, name3));
  if (property === void 0) return `${object.name} has no property ${JSON.stringify(name3)}.`;
  return { object: object.name, column: property.physicalName ?? property.name };
}

// packages/contracts/src/rules/service-levels.ts
var ofTime = /* @__PURE__ */ new Set(["latency", "ly", "freshness", "fr"]);
function serviceLevelNotes({ slaProperties, slaDefaultElement }, object, objects2) {
  if (slaProperties === void 0 || slaProperties === null) return [];
  if (!Array.isArray(slaProperties)) return [{ name: "slaProperties", text: "are no list, and not checked" }];
  return slaProperties.flatMap((entry) => {
    const { property, value, unit, element = slaDefaultElement } = fieldsOf2(entry);
    const elements = typeof element === "string" ? element.split(",").map((one) => one.trim()) : [];
    const named4 = objects2.filter((name3) => elements.some((one) => one === name3 || one.startsWith(`${name3}.`)));
    if (named4.length > 0 && !named4.includes(object)) return [];
    const promised = [value, unit].filter(isPlain).join(" ");
    const of = elements.length === 0 ? "" : ` of ${elements.join(", ")}`;
    const isOfTime = typeof property === "string" && ofTime.has(property.toLowerCase());
    const advice = isOfTime ? "; a rule freshness of the property checks how old its newest value is" : "";
    return [
      {
        name: `slaProperties: ${isPlain(property) ? property : "without property"}`,
        text: `${promised || "no value"}${of} is not checked, as no file shows it${advice}`
      }
    ];
  });
}
function fieldsOf2(entry) {
  return typeof entry === "object" && entry !== null ? { ...entry } : {};
}
function isPlain(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

// packages/contracts/src/rules/sql-rule.ts
function sqlCheck(rule, subject, complain) {
  const { query: query2 } = rule;
  if (query2 === void 0) {
    complain([], "a rule of type sql needs query, a SELECT of one number.");
    return void 0;
  }
  for (const key2 of ["metric", "arguments", "engine", "implementation"]) {
    if (rule[key2] !== void 0) complain([key2], "has no meaning in a rule of type sql.");
  }
  const { unit: _unit, ...demand } = rule;
  const limit = limitOf(demand);
  if (typeof limit === "string") {
    complain([], limit);
    return void 0;
  }
  const column2 = subject.level === "property" ? subject.column : void 0;
  if (column2 === void 0 && /\$\{(property|column)\}/.test(query2)) {
    complain(["query"], "${property} has no meaning in a rule of an object. Name the column.");
    return void 0;
  }
  return {
    expectation: `the number that its query gives is ${limitWords({ ...limit, unit: "value" })}`,
    measure: { counts: "query-number", query: query2, ...column2 === void 0 ? {} : { column: column2 } },
    limit: { ...limit, unit: "value" }
  };
}

// packages/contracts/src/contract.ts
function readContract(text3, file, { roles = {} } = {}) {
  const document = parseDocument(text3, file);
  const value = checkDocument(document, ContractFile);
  const problems = [];
  const objects2 = value.schema.map(
    (object, index) => readObject(object, ["schema", index], document, problems, roles, value)
  );
  for (const [index, { name: name3 }] of objects2.entries()) {
    if (objects2.findIndex((other) => other.name === name3) < index) {
      const path = ["schema", index, "name"];
      problems.push({ position: document.positionOf(path), path, message: "an object of this name stands above." });
    }
  }
  const [problem, ...others] = problems;
  if (problem !== void 0) throw errorOf([problem, ...others]);
  const [first, ...rest] = objects2;
  if (first === void 0) throw new ConfigurationError(`${file}: describes no object.`);
  return { file, id: value.id, version: value.version, objects: [first, ...rest] };
}
function readObject(object, path, document, problems, roles, contract) {
  const { schema: objects2 } = contract;
  const properties = object.properties ?? [];
  const checks = [];
  const notes = [
    ...serviceLevelNotes(
      contract,
      object.name,
      objects2.map(({ name: name3 }) => name3)
    )
  ];
  const names6 = /* @__PURE__ */ new Set();
  const complainAt = (base) => (below, message) => {
    const at = [...base, ...below];
    problems.push({ position: document.positionOf(at, "key"), path: at, message });
  };
  const add = (name3, at, check) => {
    checks.push({
      limit: none,
      severity: "error",
      ...check,
      name: uniqueName(name3, names6),
      position: document.positionOf(at, "key")
    });
  };
  const addRules = (rules, base, subject, prefix) => {
    for (const [index, rule] of (rules ?? []).entries()) {
      const at = [...base, "quality", index];
      if (rule.type === "custom" && rule.engine === "mlgate") {
        const demanded = readMlgateRule(rule.implementation, subject, document, at, complainAt(at));
        if (demanded === void 0) continue;
        if (demanded.measure.counts === "own" && nested.some(({ name: name3 }) => isOf(subject, name3))) {
          complainAt(at)(["implementation", "check"], "programs see whole columns. Move it to the column’s property.");
        }
        const { check: check2, ...planned } = demanded;
        add(`${prefix}${rule.name ?? check2}`, at, { ...planned, severity: severityOf(rule.severity) });
        continue;
      }
      if (rule.type === "text") {
        if (rule.description === void 0) complainAt(at)([], "a rule of type text needs description.");
        notes.push({ name: `${prefix}${rule.name ?? "text"}`, text: rule.description ?? "" });
        continue;
      }
      if (rule.type === "custom") {
        add(`${prefix}${rule.name ?? `custom (${rule.engine ?? "no engine"})`}`, at, {
          expectation: `the rule of the engine ${rule.engine ?? "that is not named"} holds`,
          measure: { counts: "unrunnable", because: foreignEngine(rule.engine) },
          severity: severityOf(rule.severity)
        });
        continue;
      }
      if (rule.type === "sql" || rule.type === void 0 && rule.query !== void 0 && rule.metric === void 0) {
        const asked = sqlCheck(rule, subject, complainAt(at));
        if (asked !== void 0)
          add(`${prefix}${rule.name ?? "sql"}`, at, { ...asked, severity: severityOf(rule.severity) });
        continue;
      }
      if (rule.type !== void 0 && rule.type !== "library") {
        complainAt(at)(["type"], `no such type: ${JSON.stringify(rule.type)}. Known are library, sql, text and custom.`);
        continue;
      }
      const check = qualityCheck(rule, subject, complainAt(at));
      if (check !== void 0) add(`${prefix}${rule.name ?? check.metric}`, at, check);
    }
  };
  const addNested = (property, column2, at) => {
    for (const { property: field, column: part, path: below } of fieldsOf(property, column2, complainAt(at))) {
      const base = [...at, ...below];
      nested.push(part);
      parts.push({ name: part.name, complain: (message) => complainAt(base)(["name"], message) });
      readProperty(field, part.name, base, complainAt(base), add, "the field is in the data");
      addPhysicalType(field, part.name, base, add, notes);
      addRules(field.quality, base, { level: "property", column: part.name }, `${part.name}: `);
      addKeys(field.relationships, base, part.name);
    }
    const items = itemsOf(property, column2, complainAt(at));
    if (items === void 0) return;
    nested.push(items.column);
    parts.push({ name: items.column.name, complain: (message) => complainAt(at)(["items"], message) });
    for (const { key: key2, path: below, expectation, predicate } of items.checks) {
      const measure2 = { counts: "matching", predicate, among: "rows" };
      add(`${items.column.name}: ${key2}`, [...at, ...below], { expectation, measure: measure2 });
    }
  };
  const addKeys = (relationships, base, column2) => {
    const own2 = { object: object.name, ...column2 === void 0 ? {} : { column: column2 } };
    for (const { name: name3, path: below, ...key2 } of foreignKeys(relationships ?? [], objects2, own2, complainAt(base))) {
      add(name3, [...base, ...below], key2);
    }
  };
  const nested = [];
  const parts = [];
  const columns2 = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  for (const [index, property] of properties.entries()) {
    const at = [...path, "properties", index];
    const column2 = property.physicalName ?? property.name;
    if (columns2.has(property.name) || taken.has(column2)) {
      complainAt(at)(["name"], "a property of this name, or with its physicalName, stands above.");
    }
    columns2.set(property.name, column2);
    taken.add(column2);
    readProperty(property, column2, at, complainAt(at), add);
    addPhysicalType(property, column2, at, add, notes);
    addRules(property.quality, at, { level: "property", column: column2 }, `${column2}: `);
    addNested(property, column2, at);
  }
  refuseTakenNames(parts, [...taken]);
  addKeys(object.relationships, path);
  for (const [index, { relationships, name: name3, physicalName }] of properties.entries()) {
    addKeys(relationships, [...path, "properties", index], physicalName ?? name3);
  }
  addPrimaryKey(properties, [...path, "properties"], complainAt, add);
  addRules(object.quality, path, { level: "object", columns: columns2, roles }, "");
  const hidden = new Set(properties.filter(hasSensitivePart).map(({ name: name3, physicalName }) => physicalName ?? name3));
  const hiddenParts = nested.filter(({ parent }) => hidden.has(parent)).map(({ name: name3 }) => name3);
  return {
    name: object.name,
    columns: [...columns2.values()],
    nested,
    sensitive: /* @__PURE__ */ new Set([...hidden, ...hiddenParts]),
    checks,
    notes
  };
}
function isOf(subject, column2) {
  return subject.level === "property" && subject.column === column2;
}
function hasSensitivePart(property) {
  return [property, ...property.properties ?? [], property.items ?? {}].some(isSensitive);
}
var shownClassifications = /* @__PURE__ */ new Set(["public", "open", "internal", "unclassified"]);
function isSensitive({ classification, encryptedName }) {
  if (encryptedName !== void 0) return true;
  if (classification === void 0 || classification === null) return false;
  return !(typeof classification === "string" && shownClassifications.has(classification.trim().toLowerCase()));
}
function foreignEngine(engine) {
  return engine === void 0 ? "a rule of type custom needs engine." : `rules of the engine ${JSON.stringify(engine)} cannot be run here. Write it for engine: mlgate (mlgate contract import translates what it knows), or remove it.`;
}
function readProperty(property, column2, at, complain, add, presence2 = "the column is in the file") {
  add(`${column2}: present`, [...at, "name"], {
    expectation: presence2,
    measure: { counts: "presence", column: column2 }
  });
  if (property.required === true) {
    add(`${column2}: required`, [...at, "required"], {
      expectation: "every row has a value (NaN is none)",
      measure: { counts: "matching", predicate: { is: "null", columns: [column2] }, among: "rows" }
    });
  }
  if (property.unique === true) {
    add(`${column2}: unique`, [...at, "unique"], {
      expectation: "no value stands twice",
      measure: { counts: "surplus", columns: [column2] }
    });
  }
  for (const { key: key2, path, expectation, predicate } of logicalChecks(property, column2, complain)) {
    add(`${column2}: ${key2}`, [...at, ...path], {
      expectation,
      measure: { counts: "matching", predicate, among: "rows" }
    });
  }
}
function addPhysicalType({ physicalType }, column2, at, add, notes) {
  if (physicalType === void 0) return;
  const types3 = declaredTypes(physicalType);
  if (types3 === void 0) {
    notes.push({ name: `${column2}: physicalType`, text: `${physicalType} is no type that a data file declares` });
    return;
  }
  add(`${column2}: physicalType`, [...at, "physicalType"], {
    expectation: `a file that declares types has ${physicalType}`,
    measure: { counts: "declared-type", column: column2, types: types3 }
  });
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
  const columns2 = parts.toSorted((a, b) => a.position - b.position).map(({ column: column2 }) => column2);
  const at = [...parts[0]?.at ?? path, "primaryKey"];
  const name3 = `primary key (${columns2.join(", ")})`;
  add(`${name3}: required`, at, {
    expectation: "every row has a value in each part of the key (NaN is none)",
    measure: { counts: "matching", predicate: { is: "null", columns: columns2 }, among: "rows" }
  });
  add(`${name3}: unique`, at, { expectation: "no key stands twice", measure: { counts: "surplus", columns: columns2 } });
}
function uniqueName(name3, taken) {
  let candidate = name3;
  for (let number4 = 2; taken.has(candidate); number4++) candidate = `${name3} (${number4})`;
  taken.add(candidate);
  return candidate;
}

// packages/contracts/src/plan/compared-files.ts
function checkOf(check, data) {
  const { measure: measure2 } = check;
  if (data === void 0 || !comparesFiles(measure2)) return check;
  const others = measure2.with.filter((name3) => name3 !== data);
  if (others.length === 0) return void 0;
  return others.length === measure2.with.length ? check : { ...check, measure: { ...measure2, with: others } };
}
function comparesFiles(measure2) {
  return "with" in measure2;
}
function neverAsked(files) {
  const place2 = ({ name: name3, position }) => `${position.file}:${position.line}:${position.column} ${name3}`;
  const asked = new Set(files.flatMap(({ checks }) => checks.map(place2)));
  const left = new Map(files.flatMap(({ leftOut }) => leftOut.map(({ check }) => [place2(check), check])));
  return [...left].flatMap(([key2, check]) => asked.has(key2) ? [] : [check]);
}

// packages/contracts/src/plan/planned-check.ts
var ranks = { info: 0, warning: 1, error: 2, never: 3 };
function decides(severity, failOn) {
  return ranks[severity] >= ranks[failOn];
}

// packages/contracts/src/plan/machine-learning-measure.ts
function columnsOfMachineLearning(measure2) {
  switch (measure2.counts) {
    case "shared-rows":
    case "constant-columns":
      return measure2.columns;
    case "conflicting-labels":
    case "revealing-columns":
      return [...measure2.columns, measure2.label];
    case "unbalanced-classes":
    case "unseen-labels":
      return [measure2.label];
    case "late-rows":
      return [measure2.time, ...measure2.group === void 0 ? [] : [measure2.group]];
    case "label-issues": {
      const { label: label2, probabilities } = measure2;
      return probabilities.in === "file" ? [label2, probabilities.id] : [label2, ...probabilities.columnOfClass.values()];
    }
  }
}

// packages/contracts/src/plan/predicate.ts
function columnsOf(predicate) {
  switch (predicate.is) {
    case "null":
    case "row-unlike":
      return predicate.columns;
    case "any":
    case "all":
      return [...new Set(predicate.of.flatMap(columnsOf))];
    default:
      return [predicate.column];
  }
}
function patternsOf(predicate) {
  if (predicate.is === "any" || predicate.is === "all") return predicate.of.flatMap(patternsOf);
  if (predicate.is === "any-item") return patternsOf(predicate.item);
  return predicate.is === "not-matching" || predicate.is === "matching" ? [predicate.pattern] : [];
}

// packages/contracts/src/plan/value-measure.ts
function columnsOfValueMeasure(measure2) {
  switch (measure2.counts) {
    case "repeated":
      return measure2.columns;
    case "disorder":
      return [measure2.column, ...measure2.by, ...measure2.orderBy === void 0 ? [] : [measure2.orderBy]];
    case "breaches":
    case "violations":
    case "answer":
    case "row-growth":
    case "base-growth":
    case "row-difference":
    case "columns":
    case "column-difference":
      return [];
    default:
      return [measure2.column];
  }
}

// packages/contracts/src/plan/measure.ts
function columnsOfMeasure(measure2) {
  switch (measure2.counts) {
    case "presence":
    case "declared-type":
    case "pandas-type":
      return [measure2.column];
    case "rows":
    case "unrunnable":
      return [];
    case "query-number":
      return measure2.column === void 0 ? [] : [measure2.column];
    case "matching":
      return columnsOf(measure2.predicate);
    case "surplus":
    case "orphans":
    case "own":
      return measure2.columns;
    case "shared-rows":
    case "conflicting-labels":
    case "unbalanced-classes":
    case "unseen-labels":
    case "constant-columns":
    case "revealing-columns":
    case "late-rows":
    case "label-issues":
      return columnsOfMachineLearning(measure2);
    default:
      return columnsOfValueMeasure(measure2);
  }
}

// packages/contracts/src/profile/data-change.ts
var changeKinds = [
  "file",
  "column",
  "type",
  "missing",
  "categories",
  "location",
  "shape",
  "range",
  "rows"
];
function rankedChanges(changes, breaksContract) {
  const grave = changeKinds.indexOf("type");
  const ranked = changes.map((change) => {
    const kind = changeKinds.indexOf(change.kind);
    return { change, rank: kind > grave && breaksContract(change) ? grave + 0.5 : kind };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || b.change.size - a.change.size).map(({ change }) => change);
}

// packages/contracts/src/profile/data-changes.ts
function dataChangesFold(base, checked2) {
  const { name: name3, changes, because } = base;
  if (changes === void 0) {
    return fold(["Data: not compared with ", code(name3)], paragraph(`${because ?? "There is no profile of its data."}`));
  }
  if (changes.length === 0) {
    return fold(
      ["Data: no changes against ", code(name3)],
      paragraph("The files are the same, or differ by less than is told.")
    );
  }
  return fold([`Data: ${changes.length} ${changes.length === 1 ? "change" : "changes"} against `, code(name3)], {
    kind: "table",
    columns: [
      { title: "Data", align: "left" },
      { title: "Column", align: "left" },
      { title: "Change", align: "left" },
      { title: "The contract", align: "left" }
    ],
    rows: rankedChanges(changes, (change) => brokenBy(change, checked2).length > 0).map((change) => [
      [change.data],
      change.column === void 0 ? ["—"] : [code(change.column)],
      [change.what, ...valueInlines(change.values)],
      [judgementOf(change, checked2)]
    ])
  });
}
function valueInlines(values) {
  return values.flatMap((value, index) => [index === 0 ? ": " : ", ", code(value === "" ? " " : value)]);
}
function checksOf({ data, column: column2 }, checked2) {
  const results = checked2.find(({ name: name3 }) => name3 === data)?.result.checks ?? [];
  return results.filter(
    ({ check: { measure: measure2 } }) => column2 === void 0 ? measure2.counts === "rows" : columnsOfMeasure(measure2).includes(column2)
  );
}
function brokenBy(change, checked2) {
  return checksOf(change, checked2).filter(({ verdict }) => verdict !== "pass");
}
function judgementOf(change, checked2) {
  const about = checksOf(change, checked2);
  if (about.length === 0) return "says nothing of it";
  const broken = brokenBy(change, checked2);
  if (broken.length > 0) {
    const isJudged = broken.some(({ verdict }) => verdict === "fail");
    return `${isJudged ? "is broken" : "could not be checked"}: ${broken.map(({ check }) => check.name).join(", ")}`;
  }
  return about.length === 1 ? "holds" : `holds: ${about.length} checks`;
}

// packages/contracts/src/profile/change-words.ts
var percent2 = (value) => `${Number((100 * value).toPrecision(3))} %`;
var count2 = (value) => value.toLocaleString("en-US");
var plural = (amount, noun) => amount === 1 ? noun : `${noun}s`;
var signed = (value) => `${value < 0 ? "−" : "+"}${Number(Math.abs(value).toPrecision(2))}`;
var number2 = (value) => String(Number((value ?? Number.NaN).toPrecision(4))).replaceAll("-", "−");

// packages/contracts/src/profile/column-histogram.ts
var bins = 20;
function binEdges(low, high) {
  if (low === null || high === null || !Number.isFinite(high - low)) return void 0;
  const step = (high - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, index) => index === bins ? high : index * step + low);
  return edges.every((edge, index) => index === 0 || edge > edges[index - 1]) ? edges : void 0;
}
function histogramSql(column2, edges, chosen) {
  const negated2 = edges.toReversed().map((edge) => `'${-edge}'`);
  const counted4 = `histogram(-(${quoteName(column2.name)}::DOUBLE), [${negated2.join(", ")}]::DOUBLE[])`;
  return `to_json(map_values(${counted4} FILTER (WHERE ${chosen})))::VARCHAR`;
}
function histogramOf(edges, json2) {
  const [last = 0, ...others] = json2 === "" ? [] : JSON.parse(json2);
  if (others.length !== edges.length - 1) return void 0;
  const counts = others.toReversed();
  counts.push((counts.pop() ?? 0) + last);
  return { edges: [...edges], counts };
}
function countInBins(edges, counted4) {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  let bin = 0;
  for (const { value, count: count4 } of counted4) {
    while (bin < counts.length - 1 && value >= edges[bin + 1]) bin++;
    counts[bin] = (counts[bin] ?? 0) + count4;
  }
  return counts;
}

// packages/contracts/src/profile/data-profile.ts
var profileLimit = 4 * 1024 * 1024;
var closed = { additionalProperties: false };
var count3 = (description) => typebox_exports.Integer({ minimum: 0, description });
var finite = (description) => typebox_exports.Union([typebox_exports.Number(), typebox_exports.Null()], { description });
var Values = typebox_exports.Object(
  {
    complete: typebox_exports.Boolean({ description: "Whether these are all values of the column." }),
    counts: typebox_exports.Array(
      typebox_exports.Object(
        {
          value: typebox_exports.String({ description: "As text; its first 200 characters." }),
          count: count3("Rows that hold it.")
        },
        closed
      ),
      { maxItems: 500 }
    )
  },
  {
    ...closed,
    description: "Values of the column, most frequent first, ties by the text. Left out where they are many."
  }
);
var Histogram = typebox_exports.Object(
  {
    edges: typebox_exports.Array(typebox_exports.Number(), {
      minItems: 2,
      maxItems: 101,
      description: "Ends of the bins, ascending, one more than there are counts."
    }),
    counts: typebox_exports.Array(
      count3("Values in the bin: from its edge on, below the next; the last bin has both of its ends."),
      {
        minItems: 1,
        maxItems: 100
      }
    )
  },
  {
    ...closed,
    description: "Values by bins of equal width from least to greatest, as numpy.histogram counts them. Left out where all values are the same or one is infinite."
  }
);
var Numbers = typebox_exports.Object(
  {
    min: finite("Least value."),
    max: finite("Greatest value."),
    mean: finite("Arithmetic mean of the finite values."),
    sd: finite("Standard deviation of the finite values, with n − 1."),
    quantiles: typebox_exports.Array(finite("Between neighbours, linearly, where no value is exact."), {
      maxItems: 20,
      description: "Values below which lie 1, 5, 25, 50, 75, 95 and 99 % of the finite values; empty when there are none."
    }),
    histogram: typebox_exports.Optional(Histogram)
  },
  { ...closed, description: "What the numbers of the column are; null where a value is infinite or there is none." }
);
var Kind = typebox_exports.Union(
  [
    typebox_exports.Literal("integer"),
    typebox_exports.Literal("number"),
    typebox_exports.Literal("text"),
    typebox_exports.Literal("boolean"),
    typebox_exports.Literal("date"),
    typebox_exports.Literal("time"),
    typebox_exports.Literal("timestamp"),
    typebox_exports.Literal("other")
  ],
  {
    description: "What the values were read as; other: lists, structures, bytes, of which only missing values are counted."
  }
);
var ColumnProfile = typebox_exports.Object(
  {
    name: typebox_exports.String({ description: "As the file has it." }),
    kind: Kind,
    missing: count3("Rows without a value; NaN is none."),
    distinct: count3("Different values; estimated (HyperLogLog) where they are more than 10,000."),
    numbers: typebox_exports.Optional(Numbers),
    values: typebox_exports.Optional(Values),
    range: typebox_exports.Optional(
      typebox_exports.Object(
        { first: typebox_exports.String(), last: typebox_exports.String() },
        { ...closed, description: "First and last of dates and times, ISO 8601." }
      )
    ),
    lengths: typebox_exports.Optional(
      typebox_exports.Object(
        { min: count3("Of the shortest."), max: count3("Of the longest.") },
        { ...closed, description: "Characters (Unicode code points) of the texts." }
      )
    ),
    masked: typebox_exports.Optional(
      typebox_exports.Literal(true, {
        description: "The contract classifies the column as sensitive: nothing that its rows hold stands here."
      })
    )
  },
  closed
);
var FileProfile = typebox_exports.Object(
  {
    data: typebox_exports.String({ maxLength: 100, description: "What the file is to the project: train, test …" }),
    file: typebox_exports.String({ description: "As mlgate.yml names it." }),
    digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$", description: "Of the bytes of the file." }),
    rows: count3("Rows of data."),
    columns: typebox_exports.Array(ColumnProfile, { maxItems: 2e4, description: "In the order of the file." })
  },
  closed
);
var DataProfile = typebox_exports.Object(
  { format: typebox_exports.Literal("mlgate-profile/1"), files: typebox_exports.Array(FileProfile, { maxItems: 1e3 }) },
  { ...closed, title: "What the columns of data files hold, as validate-data leaves it: profile.json" }
);
var quantileLevels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
function profileDocument(profile) {
  for (const { values, histograms: histograms2 } of [
    { values: 500, histograms: true },
    { values: 20, histograms: true },
    { values: 5, histograms: true },
    { values: 5, histograms: false },
    { values: 0, histograms: false }
  ]) {
    const files = profile.files.map((file) => {
      const columns2 = file.columns.map((column2) => withFewerValues(column2, values));
      return { ...file, columns: histograms2 ? columns2 : columns2.map(withoutHistogram) };
    });
    const text3 = `${JSON.stringify({ ...profile, files })}
`;
    if (Buffer.byteLength(text3) <= profileLimit) return text3;
  }
  return `${JSON.stringify({ ...profile, files: profile.files.map((file) => ({ ...file, columns: [] })) })}
`;
}
function withFewerValues(column2, kept) {
  const { values } = column2;
  if (values === void 0 || values.counts.length <= kept) return column2;
  return { ...column2, values: { complete: false, counts: values.counts.slice(0, kept) } };
}
function withoutHistogram(column2) {
  if (column2.numbers === void 0) return column2;
  const { histogram: _, ...numbers } = column2.numbers;
  return { ...column2, numbers };
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

// packages/contracts/src/profile/grouped-values.ts
var mostGrouped = 1e4;
var listed = 500;
var codes = 100;
var valueCharacters = 200;
function groupedSql(column2, present, grouping, isWhole) {
  const name3 = quoteName(column2.name);
  const number4 = isWhole ? "v" : "v::DOUBLE";
  const few = `WHEN count(*) <= ${mostGrouped} THEN`;
  const own2 = {
    none: [],
    numbers: [`pairs: CASE ${few} string_agg(${number4}::VARCHAR || ' ' || n, ';') END`],
    texts: [
      "low: min(length(v::VARCHAR))",
      "high: max(length(v::VARCHAR))",
      `top: CASE ${few} list({v: left(v::VARCHAR, ${valueCharacters}), n: n} ORDER BY n DESC, v)[:${listed}] END`
    ],
    times: ["low: min(v)::VARCHAR", "high: max(v)::VARCHAR"]
  };
  const told3 = ['"distinct": count(*)', "present: coalesce(sum(n), 0)::BIGINT", ...own2[grouping]];
  return `(SELECT to_json({${told3.join(", ")}})::VARCHAR FROM (SELECT ${name3} AS v, count(*) AS n FROM data WHERE ${present} GROUP BY 1))`;
}
function groupedColumn(answer2, kind, grouping) {
  const { distinct: distinct3, present, pairs, low, high, top } = JSON.parse(String(answer2));
  const hasEnds = low !== void 0 && low !== null && high !== void 0 && high !== null;
  switch (grouping) {
    case "none":
      return { present, distinct: distinct3 };
    case "times":
      return { present, distinct: distinct3, ...hasEnds && { range: { first: String(low), last: String(high) } } };
    case "texts": {
      const values = top === void 0 || top === null ? void 0 : valuesOf(top, distinct3);
      const lengths = kind === "text" && hasEnds ? { min: Number(low), max: Number(high) } : void 0;
      const none2 = distinct3 === 0 ? { complete: true, counts: [] } : void 0;
      const told3 = values ?? none2;
      return { present, distinct: distinct3, ...lengths && { lengths }, ...told3 && { values: told3 } };
    }
    case "numbers": {
      if (distinct3 > mostGrouped) return void 0;
      const counted4 = pairsOf(pairs ?? "");
      const isCode = kind === "integer" && distinct3 <= codes;
      const values = isCode ? valuesOf(countsOf(pairs ?? ""), distinct3) : void 0;
      return { present, distinct: distinct3, numbers: numbersOf(counted4), ...values && { values } };
    }
  }
}
function countsOf(pairs) {
  return pairs === "" ? [] : pairs.split(";").map((pair2) => ({ v: pair2.split(" ")[0] ?? "", n: Number(pair2.split(" ")[1]) }));
}
function pairsOf(pairs) {
  return countsOf(pairs).map(({ v, n }) => ({ value: numberOf(v), count: n })).sort((a, b) => a.value - b.value);
}
function numberOf(text3) {
  if (text3 === "inf") return Number.POSITIVE_INFINITY;
  return text3 === "-inf" ? Number.NEGATIVE_INFINITY : Number(text3);
}
function valuesOf(counts, distinct3) {
  const byValue = /* @__PURE__ */ new Map();
  for (const { v, n } of counts) byValue.set(v, (byValue.get(v) ?? 0) + n);
  const sorted = [...byValue].map(([value, count4]) => ({ value, count: count4 }));
  sorted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { complete: distinct3 <= listed, counts: sorted.slice(0, listed) };
}
function numbersOf(counted4) {
  const bounded = counted4.filter(({ value }) => Number.isFinite(value));
  const rows2 = bounded.reduce((total, { count: count4 }) => total + count4, 0);
  const sum4 = bounded.reduce((total, { value, count: count4 }) => total + value * count4, 0);
  const mean2 = Number.isFinite(sum4) ? sum4 / rows2 : bounded.reduce((total, { value, count: count4 }) => total + value * (count4 / rows2), 0);
  const squares = bounded.reduce((total, { value, count: count4 }) => total + (value - mean2) ** 2 * count4, 0);
  const [low, high] = [finite2(counted4[0]?.value), finite2(counted4.at(-1)?.value)];
  const edges = binEdges(low, high);
  return {
    min: low,
    max: high,
    mean: rows2 === 0 ? null : finite2(mean2),
    sd: rows2 < 2 ? null : finite2(Math.sqrt(squares / (rows2 - 1))),
    quantiles: rows2 === 0 ? [] : quantileLevels.map((level2) => finite2(quantile2(bounded, level2 * (rows2 - 1)))),
    ...edges && { histogram: { edges: [...edges], counts: countInBins(edges, bounded) } }
  };
}
function quantile2(counted4, place2) {
  const below = valueAt(counted4, Math.floor(place2));
  const above = valueAt(counted4, Math.ceil(place2));
  return below + (above - below) * (place2 - Math.floor(place2));
}
function valueAt(counted4, place2) {
  let seen = 0;
  for (const { value, count: count4 } of counted4) {
    seen += count4;
    if (place2 < seen) return value;
  }
  return Number.NaN;
}
function finite2(value) {
  return value !== void 0 && Number.isFinite(value) ? value : null;
}

// packages/contracts/src/profile/profile-blocks.ts
var mostHistograms = 24;
var rareShare = 0.01;
function profileFold({ files }) {
  if (files.length === 0) return void 0;
  const each = Math.floor(mostHistograms / files.length);
  return fold("What the data hold", ...files.flatMap((file) => [profileTable(file, each), ...histograms(file, each)]));
}
function profileTable(whole, most) {
  const { data, file, rows: rows2, columns: columns2 } = whole;
  const drawn = drawable(whole).length;
  const cut = drawn > most ? ` Histograms are those of the first ${most} of ${count2(drawn)} columns of numbers.` : "";
  const title = `${data}: ${file}, ${count2(rows2)} ${plural(rows2, "row")}, ${count2(columns2.length)} ${plural(columns2.length, "column")}`;
  return {
    kind: "chart",
    title,
    summary: `Types, missing values, different values and ranges of the columns of ${data}.`,
    chart: {
      type: "matrix",
      note: `≈: estimated. profile.json of the artifact has all columns.${cut}`,
      panels: [
        {
          title,
          corner: "Column",
          columns: ["Type", "Missing", "Different", "Values"],
          rows: columns2.map((column2) => ({ label: column2.name, cells: cellsOf(column2, rows2) }))
        }
      ]
    }
  };
}
function cellsOf(column2, rows2) {
  const missing = rows2 === 0 ? 0 : column2.missing / rows2;
  const plain3 = (text3, note) => {
    return { text: text3, tone: "right", strength: 0, ...note === void 0 ? {} : { note } };
  };
  return [
    plain3(column2.kind),
    { text: percent2(missing), tone: "wrong", strength: missing },
    plain3(column2.kind === "other" ? "–" : `${column2.distinct > mostGrouped ? "≈ " : ""}${count2(column2.distinct)}`),
    plain3(...valuesOf2(column2, rows2))
  ];
}
function valuesOf2({ masked, numbers, range: range4, values, lengths }, rows2) {
  if (masked) return ["not shown", "sensitive"];
  if (range4 !== void 0) return [`${range4.first} to ${range4.last}`];
  if (numbers !== void 0) {
    if (numbers.min === null && numbers.max === null) return ["–"];
    const known3 = [
      ...numbers.mean === null ? [] : [`mean ${number2(numbers.mean)}`],
      ...numbers.sd === null ? [] : [`standard deviation ${number2(numbers.sd)}`]
    ];
    const end = (value) => value === null ? "infinite" : number2(value);
    return [`${end(numbers.min)} to ${end(numbers.max)}`, ...known3.length > 0 ? [known3.join(", ")] : []];
  }
  const length2 = lengths && `${lengths.min === lengths.max ? "" : `${lengths.min} to `}${lengths.max} characters`;
  if (values?.complete === false && (values.counts[0]?.count ?? 0) < rareShare * rows2) return [length2 ?? "–"];
  const top = values?.counts.slice(0, 3).map((entry) => `${short(entry.value)} ${percent2(entry.count / rows2)}`) ?? [];
  if (top.length === 0) return [length2 ?? "–"];
  return [top.join(", "), ...length2 === void 0 ? [] : [length2]];
}
function short(value) {
  const characters = [...value];
  return characters.length > 12 ? `${characters.slice(0, 11).join("")}…` : value;
}
var drawable = ({ columns: columns2 }) => columns2.filter(({ numbers }) => (numbers?.histogram?.counts.length ?? 0) > 0);
function histograms(file, most) {
  return drawable(file).slice(0, most).flatMap(({ name: name3, numbers }) => {
    const histogram = numbers?.histogram;
    if (histogram === void 0) return [];
    const { edges, counts } = histogram;
    const [first, last] = [edges[0] ?? Number.NaN, edges.at(-1) ?? Number.NaN];
    const points = counts.flatMap((n, bin) => [
      [edges[bin] ?? first, n],
      [edges[bin + 1] ?? last, n]
    ]);
    const largest = counts.indexOf(Math.max(...counts));
    const peak = `${number2(edges[largest] ?? first)} to ${number2(edges[largest + 1] ?? last)}`;
    return [
      {
        kind: "chart",
        title: `${name3} of ${file.data}`,
        summary: `${counts.length} bins of equal width from ${number2(first)} to ${number2(last)}; most values lie from ${peak}.`,
        chart: {
          type: "lines",
          x: name3,
          y: "rows",
          unit: false,
          diagonal: false,
          marks: false,
          series: [{ name: file.data, points: [[first, 0], ...points, [last, 0]] }]
        }
      }
    ];
  });
}

// packages/contracts/src/quarantine/quarantine-words.ts
function quarantineBlocks(left) {
  if (left.length === 0) return [];
  const list3 = {
    kind: "list",
    items: left.map(({ file, rows: rows2, isCut, without: without2, artifact }) => [
      `${isCut ? `The first ${rowsAre(rows2)}` : rows2 === 1 ? "The one failing row is" : `All ${rowsAre(rows2)}`} in `,
      code(file),
      ...artifact === void 0 ? [] : (
        // Not by its name, which has the number of the attempt: a re-run with the same result says the same.
        [" of the ", { kind: "link", href: artifact.address, content: ["artifact"] }]
      ),
      ...without2.length === 0 ? [] : [", without the sensitive columns"],
      rows2 === 1 ? "; to read it: " : "; to read them: ",
      code(`duckdb -c "select * from '${file}'"`)
    ])
  };
  return [list3];
}
var rowsAre = (value) => value === 1 ? "failing row is" : `${value.toLocaleString("en-US")} failing rows are`;

// packages/contracts/src/contract-report.ts
function contractReport(datasets, context) {
  const { failOn = "error" } = context;
  const judged = datasets.flatMap(
    (data) => data.result.checks.map((result) => {
      return { ...result, data, decides: result.verdict === "error" || decides(result.check.severity, failOn) };
    })
  );
  const results = [...judged, ...neverChecked(datasets)];
  const failed = results.filter(({ verdict: verdict2 }) => verdict2 !== "pass").toSorted((a, b) => urgency(a) - urgency(b));
  const deciding = failed.filter((result) => result.decides);
  const verdict = worstVerdict(results.map((result) => deciding.includes(result) ? result.verdict : "pass"));
  return {
    model: context.model,
    step: context.step,
    verdict,
    outcome: outcomes[verdict],
    reason: reason(results, failed, datasets),
    blocks: [
      ...failed.length > 0 ? [failedTable(failed, datasets.length > 1)] : [],
      ...quarantineBlocks(datasets.flatMap(({ quarantine }) => quarantine ?? [])),
      ...context.base === void 0 ? [] : [dataChangesFold(context.base, datasets)],
      ...results.length > 0 ? [fold(`All ${results.length} checks`, allTable(results, datasets.length > 1))] : [],
      ...notesFold(datasets),
      ...profileBlocks(context),
      fold("How this was decided", ...decision(datasets, context))
    ],
    checks: results.map(toCheck),
    measurements: datasets.flatMap(measure)
  };
}
function profileBlocks({ profile }) {
  const shown3 = profile && profileFold(profile);
  return shown3 === void 0 ? [] : [shown3];
}
function neverChecked(datasets) {
  const files = datasets.map(({ result, leftOut = [] }) => ({
    checks: result.checks.map(({ check }) => check),
    leftOut
  }));
  return neverAsked(files).flatMap((check) => {
    const data = datasets.find(({ leftOut = [] }) => leftOut.some((left) => left.check === check));
    if (data === void 0) return [];
    const observed = `only ${data.name} is there, which other files are to be compared with: nothing was checked`;
    const { rows: rows2 } = data.result;
    return [{ check, verdict: "error", observed, matchingRows: void 0, rows: rows2, firstRows: [], data, decides: true }];
  });
}
var outcomes = {
  pass: "data holds",
  fail: "data breaks its contract",
  inconclusive: "data not judged",
  error: "data not checked"
};
function reason(results, failed, datasets) {
  if (results.length === 0) return ["Nothing was checked: there were no data."];
  const rows2 = datasets.reduce((sum4, data) => sum4 + data.result.rows, 0);
  const scope = `on ${number3(rows2)} ${plural2(rows2, "row")} of ${datasets.map(({ name: name3 }) => name3).join(", ")}`;
  const deciding = failed.filter((result) => result.decides);
  const unrun = deciding.filter(({ verdict }) => verdict === "error").length;
  const asides = [
    ...unrun > 0 && unrun < deciding.length ? [` ${unrun} of them could not be run.`] : [],
    ...["error", "warning", "info"].flatMap((severity) => {
      const count4 = failed.filter((result) => !result.decides && result.check.severity === severity).length;
      if (count4 === 0) return [];
      const as = severity === "info" ? "for information" : `as ${plural2(count4, severity)}`;
      return [` ${count4} more failed ${as}, which ${count4 === 1 ? "does" : "do"} not decide.`];
    })
  ];
  const all = plural2(results.length, "check");
  if (deciding.length === 0) {
    const held = results.length - failed.length;
    return [`${held} of ${results.length} ${all} ${results.length === 1 ? "holds" : "hold"} ${scope}.`, ...asides];
  }
  const happened = unrun === deciding.length ? "could not be run" : "failed";
  return [strong(`${deciding.length} of ${results.length}`), ` ${all} ${happened} ${scope}.`, ...asides];
}
function urgency({ verdict, decides: decides2, check }) {
  return (verdict === "error" ? 0 : decides2 ? 1 : 2) * 10 + ["error", "warning", "info"].indexOf(check.severity);
}
function notesFold(datasets) {
  const notes = datasets.flatMap(
    ({ result, notes: notes2 = [] }) => notes2.map(({ name: name3, text: text3 }) => ({ name: datasets.length > 1 ? `${result.object}, ${name3}` : name3, text: text3 }))
  );
  const items = [...new Map(notes.map((note) => [`${note.name}\0${note.text}`, note])).values()];
  if (items.length === 0) return [];
  const list3 = { kind: "list", items: items.map(({ name: name3, text: text3 }) => [strong(name3), `: ${text3}`]) };
  return [fold(`Not checked: ${items.length} ${plural2(items.length, "statement")} of the contract`, list3)];
}
var column = (title, align = "left") => ({ title, align });
function failedTable(failed, several2) {
  return {
    kind: "table",
    caption: "Failed checks",
    columns: [
      ...several2 ? [column("Data")] : [],
      column("Check"),
      column("Expected"),
      column("Found", "right"),
      column("First rows")
    ],
    rows: failed.map((result) => [
      ...several2 ? [[result.data.name]] : [],
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      rowsCell(result)
    ])
  };
}
function allTable(results, several2) {
  return {
    kind: "table",
    columns: [
      ...several2 ? [column("Data")] : [],
      column("Check"),
      column("Expected"),
      column("Found", "right"),
      column("Verdict", "center")
    ],
    rows: results.map((result) => [
      ...several2 ? [[result.data.name]] : [],
      nameCell(result),
      [result.check.expectation],
      [result.observed],
      [{ kind: "verdict", verdict: result.verdict }]
    ])
  };
}
function nameCell({ check }) {
  return check.severity === "error" ? [check.name] : [check.name, ` (${check.severity})`];
}
var shownCharacters = 40;
function rowsCell({ firstRows: firstRows2, matchingRows = 0, data }) {
  if (firstRows2.length === 0) return ["—"];
  const shown3 = firstRows2.flatMap((row8, index) => [
    ...index > 0 ? [", "] : [],
    ...rowInlines(row8, data.parts)
  ]);
  return matchingRows > firstRows2.length ? [...shown3, ", …"] : shown3;
}
function rowInlines({ row: row8, value }, parts = []) {
  const place2 = placeOfRow(parts, row8);
  const named4 = place2 === void 0 ? [String(row8)] : [`${row8} (`, code(place2.name), `, ${place2.row})`];
  if (value === void 0 || value === null) return named4;
  const characters = [...String(value)];
  const text3 = characters.slice(0, shownCharacters).join("") + (characters.length > shownCharacters ? "…" : "");
  return text3 === "" ? named4 : [...named4, ": ", code(text3)];
}
var failWords = {
  error: "A broken rule decides when its severity is error",
  warning: "A broken rule decides when its severity is error or warning (fail_on: warning)",
  info: "Every broken rule decides (fail_on: info)",
  never: "No broken rule decides, only a check that could not be run (fail_on: never)"
};
function decision(datasets, { contract, failOn = "error", unchecked = [] }) {
  const items = [
    ["Contract ", code(contract.file), `, version ${contract.version}: `, code(contract.digest)],
    ...datasets.map(({ name: name3, file, digest, bytes, result, written }) => [
      `${name3}: `,
      code(file),
      `, ${number3(result.rows)} ${plural2(result.rows, "row")}, ${number3(bytes)} bytes${written === void 0 ? "" : `, read as ${written}`}, as object `,
      code(result.object),
      ": ",
      code(digest)
    ]),
    ...unchecked.length === 0 ? [] : [[`${unchecked.join(", ")}: not checked, the contract has no object of the name`]],
    [failWords[failOn]]
  ];
  return [
    { kind: "list", items },
    ...leftOutBlocks(datasets),
    paragraph(
      "Every check reads every row. Row 1 is the first row of data. NaN counts as no value. Duplicates are counted as surplus rows: each row beyond the first with the same value. Ranges (mustBeBetween) exclude their bounds, as the Open Data Contract Standard defines them; other tools include them."
    )
  ];
}
function leftOutBlocks(datasets) {
  const items = datasets.flatMap(
    ({ name: name3, leftOut = [] }) => leftOut.map(({ check, because }) => [`${check.name} was not asked of ${name3}. ${because}`])
  );
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
function toCheck({ check, verdict, observed, firstRows: firstRows2, data, decides: decides2 }) {
  const { parts = [] } = data;
  const rows2 = firstRows2.map(({ row: row8 }) => {
    const place2 = placeOfRow(parts, row8);
    return place2 === void 0 ? String(row8) : `${row8} (${place2.name}, ${place2.row})`;
  }).join(", ");
  const places = firstRows2.flatMap(({ row: row8 }) => {
    const found = data.shown?.get(row8);
    if (found === void 0) return [];
    const own2 = placeOfRow(parts, row8)?.row ?? row8;
    return [{ position: { ...found, column: 1 }, message: `Row ${own2} breaks ${check.name}: ${check.expectation}.` }];
  });
  return {
    name: `${data.name}: ${check.name}`,
    verdict,
    message: `Expected: ${check.expectation}. Found: ${observed}.${rows2 === "" ? "" : ` First rows: ${rows2}.`}`,
    severity: decides2 ? "error" : check.severity === "info" ? "info" : "warning",
    position: check.position,
    ...places.length === 0 ? {} : { places }
  };
}
function measure({ name: name3, bytes, result }) {
  const labels = { data: name3 };
  const failedChecks = (severity) => result.checks.filter(({ check, verdict }) => verdict !== "pass" && check.severity === severity).length;
  return [
    { name: "data_rows", help: "Rows that were checked.", labels, value: result.rows },
    { name: "data_bytes", help: "Size of the file that was checked.", labels, value: bytes },
    ...["error", "warning", "info"].map(
      (severity) => ({
        name: "contract_failed_checks",
        help: "Checks of the data contract that failed, or could not be run.",
        labels: { ...labels, severity },
        value: failedChecks(severity)
      })
    ),
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
function number3(value) {
  return value.toLocaleString("en-US");
}
function plural2(count4, noun) {
  return count4 === 1 ? noun : `${noun}s`;
}

// packages/contracts/src/plan/plan.ts
function planChecks(contract, object, { data } = {}) {
  const found = pick(contract, object);
  const leftOut = [];
  const asked = found.checks.flatMap((check) => {
    const own2 = checkOf(check, data);
    if (own2 === void 0) leftOut.push({ check, because: `It compares other files with ${data}.` });
    return own2 === void 0 ? [] : [own2];
  });
  const [first, ...rest] = asked;
  if (first === void 0) {
    throw new ConfigurationError(
      `${contract.file}: ${JSON.stringify(found.name)} demands nothing, so nothing was checked. Add properties or quality rules.`
    );
  }
  const { name: name3, columns: columns2, nested, sensitive, notes } = found;
  return { object: name3, columns: columns2, nested, sensitive, notes, checks: [first, ...rest], leftOut };
}
function pick({ file, objects: objects2 }, name3) {
  const names6 = objects2.map((object) => object.name).join(", ");
  if (name3 === void 0) {
    if (objects2.length > 1) {
      throw new ConfigurationError(`${file}: has several objects (${names6}). Name the one that the data belong to.`);
    }
    return objects2[0];
  }
  const found = objects2.find((object) => object.name === name3);
  if (found === void 0)
    throw new ConfigurationError(`${file}: has no object ${JSON.stringify(name3)}, only ${names6}.`);
  return found;
}

// packages/contracts/src/run/most-told-rows.ts
var mostKeptRows = 1e5;
var mostToldRows = mostKeptRows + 1;

// packages/contracts/src/run/list-failing-rows.ts
async function listFailingRows(wanted, limit, ask) {
  const listed3 = /* @__PURE__ */ new Map();
  const conditions = [];
  for (const [key2, { failing: failing2, hidden }] of wanted) {
    if (failing2.by === "condition") {
      conditions.push({ key: key2, condition: failing2.condition, column: hidden ? void 0 : failing2.column });
    } else if (failing2.by === "number") {
      const { rows: rows2, firstValues } = failing2;
      const values = hidden ? /* @__PURE__ */ new Map() : new Map(firstValues?.map((value, at) => [rows2[at], value]));
      const first = rows2.toSorted((a, b) => a - b).slice(0, limit);
      listed3.set(key2, { first: first.map((row8) => failingRow(row8, values.get(row8))), failing: failing2 });
    } else {
      const { query: query2, beside } = failing2;
      const rows2 = await ask(`SELECT * FROM (${query2}) ORDER BY 1 LIMIT ${limit}`, beside && { beside });
      listed3.set(key2, { first: rows2.map(([row8, value]) => failingRow(row8, hidden ? void 0 : value)), failing: failing2 });
    }
  }
  for (const [key2, rows2] of await listByConditions(conditions, limit, ask)) listed3.set(key2, rows2);
  return listed3;
}
var row = quoteName(rowNumberName);
async function listByConditions(conditions, limit, ask) {
  if (conditions.length === 0) return /* @__PURE__ */ new Map();
  const some2 = conditions.map(({ condition: condition2 }) => condition2).join(" OR ");
  const marks = conditions.map(({ condition: condition2 }, index) => `CASE WHEN ${condition2} THEN '${index} ' ELSE '' END`);
  const found = await ask(
    `SELECT ${row}, concat(${marks.join(", ")}) FROM numbered WHERE ${some2} ORDER BY 1 LIMIT ${mostToldRows}`
  );
  const rows2 = conditions.map(() => []);
  for (const [number4, indexes] of found)
    for (const index of String(indexes).trim().split(" ")) rows2[Number(index)]?.push(Number(number4));
  const late = conditions.filter((_, index) => found.length === mostToldRows && rows2[index].length < limit);
  const firstOfLate = await firstRows(late, limit, ask);
  const first = conditions.map(({ key: key2 }, index) => firstOfLate.get(key2) ?? rows2[index].slice(0, limit));
  const shownValue = await valuesOf3(conditions, first, ask);
  return new Map(
    conditions.map(({ key: key2, column: column2 }, index) => [
      key2,
      {
        first: first[index].map((number4) => failingRow(number4, column2 && shownValue(number4, column2))),
        failing: { by: "number", rows: rows2[index] }
      }
    ])
  );
}
async function firstRows(conditions, limit, ask) {
  if (conditions.length === 0) return /* @__PURE__ */ new Map();
  const lists2 = conditions.map(
    ({ condition: condition2 }) => `array_to_string(min(${row}, ${limit}) FILTER (WHERE ${condition2}), ' ')`
  );
  const [answer2 = []] = await ask(`SELECT ${lists2.join(", ")} FROM numbered`);
  return new Map(conditions.map(({ key: key2 }, index) => [key2, numbersIn(String(answer2[index] ?? ""))]));
}
async function valuesOf3(conditions, rows2, ask) {
  const shown3 = conditions.flatMap(
    ({ column: column2 }, index) => column2 === void 0 ? [] : [{ column: column2, rows: rows2[index] }]
  );
  const columns2 = [...new Set(shown3.map(({ column: column2 }) => column2))];
  const numbers = [...new Set(shown3.flatMap((one) => one.rows))];
  if (numbers.length === 0) return () => void 0;
  const list3 = columns2.map((column2) => `${quoteName(column2)}::VARCHAR`);
  const found = await ask(`SELECT ${row}, ${list3.join(", ")} FROM numbered WHERE ${row} IN (${numbers.join(", ")})`);
  const values = new Map(found.map(([number4, ...texts2]) => [Number(number4), texts2]));
  return (number4, column2) => values.get(number4)?.[columns2.indexOf(column2)];
}
function failingRow(row8, value) {
  return value === void 0 ? { row: Number(row8) } : { row: Number(row8), value };
}
function numbersIn(list3) {
  return list3 === "" ? [] : list3.split(" ").map(Number);
}

// packages/contracts/src/run/count-words.ts
function countOf(count4, noun) {
  return `${grouped(count4)} ${count4 === 1 ? noun : `${noun}s`}`;
}
function grouped(count4) {
  return count4.toLocaleString("en-US");
}

// packages/contracts/src/run/value-sql.ts
function presentSql(column2) {
  const name3 = quoteName(column2.name);
  if (column2.type === "FLOAT" || column2.type === "DOUBLE") return `(${name3} IS NOT NULL AND NOT isnan(${name3}))`;
  if (column2.numbersAsText) return `(${name3} IS NOT NULL AND lower(${name3}) <> 'nan')`;
  return `(${name3} IS NOT NULL)`;
}
function completeSql(names6, columns2) {
  return `(${names6.map((name3) => presentSql(columnOf(columns2, name3))).join(" AND ")})`;
}
function someSql(names6, columns2) {
  return `(${names6.map((name3) => presentSql(columnOf(columns2, name3))).join(" OR ")})`;
}
function consideredSql(names6, ignored, columns2) {
  if (ignored === "never") return "true";
  return (ignored === "allMissing" ? someSql : completeSql)(names6, columns2);
}
function columnOf(columns2, name3) {
  const column2 = columns2.get(name3);
  if (column2 === void 0) throw new Error(`Something over ${name3} was to be run without the column.`);
  return column2;
}
function familyOf({ type: type2 }) {
  if (type2 === "VARCHAR" || type2 === "UUID" || type2.startsWith("ENUM")) return "text";
  if (type2 === "BOOLEAN") return "boolean";
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type2)) return "integer";
  if (type2 === "FLOAT" || type2 === "DOUBLE" || type2.startsWith("DECIMAL")) return "number";
  if (type2 === "DATE") return "date";
  if (type2.startsWith("TIMESTAMP")) return "timestamp";
  return type2.startsWith("TIME") ? "time" : "other";
}
function valueFamilyOf({ type: type2, readsAs }) {
  return familyOf({ name: "", declared: false, type: readsAs ?? type2 });
}
function textOf(column2) {
  const name3 = quoteName(column2.name);
  return column2.type === "VARCHAR" ? name3 : `${name3}::VARCHAR`;
}
function numberOf2(column2) {
  const family = familyOf(column2);
  if (family === "boolean") return `${quoteName(column2.name)}::INTEGER`;
  if (family === "integer" || family === "number") return quoteName(column2.name);
  if (column2.readsAs === "BOOLEAN") return `TRY_CAST(${quoteName(column2.name)} AS BOOLEAN)::INTEGER`;
  if (column2.readsAs === "BIGINT") return `TRY_CAST(${quoteName(column2.name)} AS BIGINT)`;
  return `TRY_CAST(${textOf(column2)} AS DOUBLE)`;
}
var temporalSqlTypes = { date: "DATE", timestamp: "TIMESTAMP", time: "TIME" };
function timeLiteral(text3, type2) {
  if (type2 === "timestamp") return inUtc(`${quoteText(text3)}::TIMESTAMPTZ`);
  return `${quoteText(text3)}::${temporalSqlTypes[type2]}`;
}
function inUtc(zoned) {
  return `(${zoned} AT TIME ZONE 'UTC')`;
}
function isZoned({ type: type2 }) {
  return type2.endsWith("WITH TIME ZONE");
}
function timeSql(column2, type2, format) {
  const family = familyOf(column2);
  const name3 = quoteName(column2.name);
  const isRead = family === type2 || family === "timestamp" && type2 === "date" || family === "date" && type2 === "timestamp";
  if (isRead) return type2 === "timestamp" && isZoned(column2) ? inUtc(name3) : `${name3}::${temporalSqlTypes[type2]}`;
  const text3 = textOf(column2);
  const { regex, strptime: strptime2 } = format ?? isoFormats[type2];
  const value = strptime2 === void 0 ? isoValue(text3, type2) : parsedValue(text3, type2, strptime2);
  return `(CASE WHEN regexp_full_match(${text3}, ${quoteText(regex)}) THEN ${value} END)`;
}
function isoValue(text3, type2) {
  const plain3 = `TRY_CAST(${text3} AS ${temporalSqlTypes[type2]})`;
  if (type2 !== "timestamp") return plain3;
  const hasOffset = `regexp_full_match(${text3}, '.{11,}[+-].*')`;
  return `CASE WHEN ${hasOffset} THEN ${inUtc(`TRY_CAST(${text3} AS TIMESTAMPTZ)`)} ELSE ${plain3} END`;
}
function parsedValue(text3, type2, strptime2) {
  const parsed2 = `try_strptime(${text3}, ${quoteText(strptime2)})::VARCHAR`;
  if (type2 === "timestamp") return inUtc(`TRY_CAST(${parsed2} AS TIMESTAMPTZ)`);
  return `TRY_CAST(${type2 === "time" ? `substr(${parsed2}, 12)` : parsed2} AS ${temporalSqlTypes[type2]})`;
}
var isoMoment = {
  regex: `${isoFormats.date.regex}|${isoFormats.timestamp.regex}`,
  strptime: void 0
};
function scaledOf(column2, as) {
  if (as === "number") return numberOf2(column2);
  return timeSql(column2, as, as === "timestamp" ? isoMoment : void 0);
}
function distinctOf(column2) {
  if (column2.readsAs === "BOOLEAN") return `TRY_CAST(${quoteName(column2.name)} AS BOOLEAN)`;
  return column2.numbersAsText ? numberOf2(column2) : quoteName(column2.name);
}
function numberSql(value) {
  return Number.isSafeInteger(value) ? String(value) : `${quoteText(String(value))}::DOUBLE`;
}

// packages/contracts/src/run/measures/numbers.ts
function readingOf(name3, as, scope) {
  const column2 = columnOf(scope.columns, name3);
  const condition2 = `${scope.considered} AND ${presentSql(column2)}`;
  const value = scaledOf(column2, as);
  return {
    value,
    filter: `FILTER (WHERE ${condition2})`,
    counts: [`count_if(${condition2})`, `count_if(${condition2} AND ${value} IS NOT NULL)`]
  };
}
function refuseUnread(present, read2, as = "number") {
  if (!(Number(present) > 0)) throw new ConfigurationError("there is no value");
  const unread = Number(present) - Number(read2);
  if (unread !== 0) {
    const words2 = { number: "no number", timestamp: "no date in ISO 8601", time: "no time of day in ISO 8601" }[as];
    const are = unread === 1 ? "is" : "are";
    throw new ConfigurationError(`${countOf(unread, "value")} of ${grouped(Number(present))} ${are} ${words2}`);
  }
}
function shown(words2, column2, { sensitive }) {
  return sensitive.has(column2) ? "not shown: the column is sensitive" : words2;
}

// packages/contracts/src/run/measures/age.ts
var age = {
  columnsAsText: ({ column: column2 }) => [column2],
  aggregates: ({ column: column2 }, scope) => {
    const { value, filter, counts } = readingOf(column2, "timestamp", scope);
    return [...counts, `epoch_us(max(${value}) ${filter})`, `(max(${value}) ${filter})::VARCHAR`];
  },
  measure: ({ column: column2 }, [present, read2, newest, text3], context) => {
    refuseUnread(present, read2, "timestamp");
    const value = context.now.getTime() / 1e3 - Number(newest) / 1e6;
    const hours = Number((Math.abs(value) / 3600).toFixed(2));
    const words2 = `newest value ${text3}, ${hours} hours ${value < 0 ? "ahead" : "old"}`;
    return { value, observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/violations.ts
var row2 = quoteName(rowNumberName);
var violations2 = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ query: query2 }, _answers, context) => {
    const from = subquery(query2);
    const ask = asker(context);
    if (!await namesRows(from, ask)) {
      const [[count4] = []] = await ask(`SELECT count(*) FROM ${from}`);
      return { value: Number(count4), observed: countOf(Number(count4), "row"), countsRows: false };
    }
    const found = await ask(`SELECT DISTINCT ${row2} FROM ${from}`);
    const rows2 = found.map(([number4]) => Number(number4 ?? Number.NaN));
    const stranger = rows2.find((number4) => !Number.isSafeInteger(number4) || number4 < 1 || number4 > context.rows);
    if (stranger !== void 0) throw new ConfigurationError(`the query gives a #row that is none of the file’s.`);
    const observed = `${countOf(rows2.length, "row")} of ${grouped(context.rows)}`;
    return { value: rows2.length, of: context.rows, observed, countsRows: true, failing: { by: "number", rows: rows2 } };
  },
  failingRows: () => void 0
};
function asker({ tables, file, sensitive }) {
  return async (sql) => {
    try {
      return await tables.query(file, sql);
    } catch (cause) {
      if (!(cause instanceof ConfigurationError) || sensitive.size === 0) throw cause;
      throw new ConfigurationError(
        "the query cannot be answered; why is not told, since the file has sensitive columns.",
        {
          cause
        }
      );
    }
  };
}
function subquery(query2) {
  return `(${query2.replace(/[;\s]+$/, "")}
) AS answer`;
}
async function namesRows(from, ask) {
  try {
    await ask(`SELECT answer.${row2} FROM ${from} LIMIT 0`);
    return true;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return false;
  }
}

// packages/contracts/src/run/measures/answer.ts
var answer = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ query: query2 }, _answers, context) => {
    const found = await asker(context)(`SELECT * FROM ${subquery(query2)} LIMIT 2`);
    const [only, ...others] = found;
    const [cell, ...more] = only ?? [];
    if (cell === void 0 || others.length > 0 || more.length > 0) {
      throw new ConfigurationError("the query must give one row of one column.");
    }
    const value = typeof cell === "string" && cell.trim() !== "" ? Number(cell) : typeof cell === "number" ? cell : Number.NaN;
    if (Number.isNaN(value)) throw new ConfigurationError("the query gives no number.");
    const observed = context.sensitive.size > 0 ? "a number that is not shown: the file has sensitive columns" : String(value);
    return { value, observed, countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/row-condition.ts
async function parseRowCondition(condition2, names6, tables, file, readsAs = /* @__PURE__ */ new Map()) {
  const select = `SELECT (${condition2}
) FROM data`;
  const tree = await syntaxOf(select, tables, file);
  const node = selectOf(tree);
  if (node === void 0) throw wrong(condition2, "it is not one condition");
  const nodes = [...nodesIn(node)];
  const foreign2 = nodes.find(
    ({ class: kind }) => kind === "SUBQUERY" || kind === "WINDOW" || kind === "STAR" || kind === "PARAMETER"
  );
  if (foreign2 !== void 0) throw wrong(condition2, `${String(foreign2.class).toLowerCase()} is not of one row`);
  const columns2 = nodes.flatMap(
    ({ class: kind, column_names: path }) => kind === "COLUMN_REF" && Array.isArray(path) ? [nameOf(path.map(String), names6)] : []
  );
  const used = [...new Set(columns2)];
  if (isRow(node)) throw wrong(condition2, "it is several expressions");
  if (used.every((name3) => names6.includes(name3))) {
    try {
      await tables.query(file, `SELECT 1 FROM data WHERE (${condition2}
) LIMIT 0`);
    } catch (cause) {
      if (!(cause instanceof ConfigurationError)) throw cause;
      throw wrong(condition2, cause.message, cause);
    }
  }
  const typed2 = withTypes(select, nodes, names6, readsAs);
  if (typed2 === void 0) throw wrong(condition2, "its columns cannot be told; write their names alone, or in quotes");
  return { sql: `coalesce((${typed2.slice("SELECT (".length, -") FROM data".length)})::BOOLEAN, false)`, columns: used };
}
var identifier = '(?:"(?:[^"]|"")*"|[\\p{L}_][\\p{L}\\p{N}_$]*)';
function withTypes(sql, nodes, names6, readsAs) {
  const bytes = Buffer.from(sql);
  const references2 = nodes.flatMap(({ class: kind, column_names: path, query_location: at }) => {
    const type2 = kind === "COLUMN_REF" && Array.isArray(path) ? readsAs.get(nameOf(path.map(String), names6)) : void 0;
    return type2 === void 0 || !Array.isArray(path) ? [] : [{ at: Number(at), type: type2, length: path.length }];
  });
  let out = sql;
  for (const { at, type: type2, length: length2 } of references2.sort((a, b) => b.at - a.at)) {
    const start = bytes.subarray(0, at).toString().length;
    const pattern2 = new RegExp(`^${identifier}(?:\\s*\\.\\s*${identifier}){${length2 - 1}}`, "u");
    const text3 = pattern2.exec(sql.slice(start))?.[0];
    if (text3 === void 0) return void 0;
    out = `${out.slice(0, start)}TRY_CAST(${text3} AS ${type2})${out.slice(start + text3.length)}`;
  }
  return out;
}
function isRow({ class: kind, function_name: name3 }) {
  return kind === "FUNCTION" && name3 === "row";
}
async function syntaxOf(sql, tables, file) {
  const [[text3] = []] = await tables.query(file, `SELECT json_serialize_sql(${quoteText(sql)})`);
  const tree = JSON.parse(String(text3));
  if (isNode(tree) && tree.error === false && Array.isArray(tree.statements)) return tree.statements;
  const reason2 = isNode(tree) ? String(tree.error_message) : "it cannot be parsed";
  throw new ConfigurationError(`the condition cannot be parsed (${reason2}).`);
}
function selectOf(statements) {
  const [statement, ...more] = Array.isArray(statements) ? statements : [];
  if (more.length > 0 || !isNode(statement) || !isNode(statement.node)) return void 0;
  const { type: type2, select_list: list3, where_clause: where, having, qualify, modifiers, from_table: from } = statement.node;
  const { group_expressions: groups } = statement.node;
  const isPlain2 = type2 === "SELECT_NODE" && [where, having, qualify].every((part) => part === null) && Array.isArray(modifiers) && modifiers.length === 0 && Array.isArray(groups) && groups.length === 0 && isNode(from) && from.type === "BASE_TABLE" && from.table_name === "data" && Array.isArray(list3) && list3.length === 1;
  return isPlain2 && isNode(list3[0]) ? list3[0] : void 0;
}
function* nodesIn(value) {
  if (Array.isArray(value)) for (const part of value) yield* nodesIn(part);
  if (!isNode(value)) return;
  yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
}
function nameOf(path, names6) {
  const [first = "", second] = path;
  const name3 = first.toLowerCase() === "data" && second !== void 0 ? second : first;
  return names6.find((known3) => known3.toLowerCase() === name3.toLowerCase()) ?? name3;
}
function wrong(condition2, why, cause) {
  const found = `${JSON.stringify(condition2)} is not an SQL condition over the columns of one row: ${why}`;
  return new ConfigurationError(found.endsWith(".") ? found : `${found}.`, { cause });
}
function isNode(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// packages/contracts/src/run/measures/breaches.ts
var breaches = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ condition: condition2 }, _answers, context) => {
    await parsed(condition2, context);
    const judged = `(${condition2}
)::BOOLEAN`;
    const sql = `SELECT count_if(${context.considered} AND coalesce(NOT ${judged}, false)), count_if(${context.considered} AND ${judged} IS NOT NULL) FROM data`;
    const [[count4, present] = []] = await context.tables.query(context.file, sql);
    const of = Number(present);
    return {
      value: Number(count4),
      of,
      observed: `${countOf(Number(count4), "row")} of ${grouped(of)}`,
      countsRows: true
    };
  },
  failingRows: async ({ condition: condition2 }, context) => {
    const row8 = quoteName(rowNumberName);
    const broken = `coalesce(NOT (${condition2}
)::BOOLEAN, false)`;
    const sql = `SELECT ${row8} FROM numbered WHERE ${context.considered} AND ${broken}`;
    const rows2 = await context.tables.query(context.file, sql);
    return { by: "number", rows: rows2.map(([number4]) => Number(number4)) };
  }
};
async function parsed(condition2, { columns: columns2, tables, file }) {
  const { columns: used } = await parseRowCondition(condition2, [...columns2.keys()], tables, file);
  const missing = used.filter((name3) => !columns2.has(name3));
  if (missing.length > 0)
    throw new ConfigurationError(`no column ${missing.map((name3) => JSON.stringify(name3)).join(", ")}`);
}

// packages/contracts/src/run/nested-sql.ts
var itemName = "#item";
function isList({ type: type2 }) {
  return /\[\d*\]$/.test(type2);
}
function structFields({ type: type2 }) {
  const inner = /^STRUCT\((.*)\)$/s.exec(type2)?.[1];
  if (inner === void 0) return void 0;
  const names6 = [];
  let depth = 0;
  let isNext = true;
  for (const [token] of inner.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]|[^\s"'(),]+/g)) {
    if (isNext) names6.push(token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token);
    isNext = false;
    if (token === "(") depth++;
    else if (token === ")") depth--;
    else if (token === "," && depth === 0) isNext = true;
  }
  return names6;
}
function jsonSql(column2) {
  const name3 = quoteName(column2.name);
  return familyOf(column2) === "text" || column2.type === "JSON" ? `TRY_CAST(${name3} AS JSON)` : `to_json(${name3})`;
}
function pointerSql(field) {
  return quoteText(`/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`);
}
function objectSql(column2) {
  const json2 = jsonSql(column2);
  return `(CASE WHEN json_type(${json2}) = 'OBJECT' THEN ${json2} END)`;
}
function arraySql(column2) {
  const json2 = jsonSql(column2);
  return `(CASE WHEN json_type(${json2}) = 'ARRAY' THEN ${json2} END)`;
}
function notNestedSql(column2, type2) {
  if (isList(column2)) return type2 === "array" ? "false" : "true";
  if (structFields(column2) !== void 0) return type2 === "object" ? "false" : "true";
  return `coalesce(json_type(${jsonSql(column2)}) <> '${type2.toUpperCase()}', true)`;
}
function missingFieldSql(column2, fields2) {
  const object = objectSql(column2);
  const missing = fields2.map((field) => {
    const path = pointerSql(field);
    const hasNaN = `(json_type(${object}, ${path}) = 'DOUBLE' AND json_extract_string(${object}, ${path}) = 'NaN')`;
    return `(json_extract_string(${object}, ${path}) IS NULL OR ${hasNaN})`;
  });
  return `(${object} IS NOT NULL AND (${missing.join(" OR ") || "false"}))`;
}
function beyondSizeSql(column2, part, side, size) {
  return `${sizeSql(column2, part)} ${side === "below" ? "<" : ">"} ${size}`;
}
function sizeSql(column2, part) {
  if (part === "items") {
    return isList(column2) ? `len(${quoteName(column2.name)})` : `json_array_length(${arraySql(column2)})`;
  }
  const item = quoteName(itemName);
  return `len(list_filter(json_extract_string(${objectSql(column2)}, '$.*'), lambda ${item}: ${item} IS NOT NULL))`;
}
function repeatedItemSql(column2) {
  const item = quoteName(itemName);
  if (isList(column2)) {
    const present2 = `list_filter(${quoteName(column2.name)}, lambda ${item}: ${presentSql(itemOf(column2))})`;
    return `len(list_distinct(${present2})) < len(${present2})`;
  }
  const number4 = `(${item}::VARCHAR)::DOUBLE`;
  const text3 = `CASE WHEN json_type(${item}) <> 'DOUBLE' THEN ${item}::VARCHAR WHEN ${number4} = trunc(${number4}) AND abs(${number4}) < 1e15 THEN ${number4}::BIGINT::VARCHAR ELSE ${number4}::VARCHAR END`;
  const present = `list_filter(json_extract(${arraySql(column2)}, '$[*]'), lambda ${item}: json_type(${item}) <> 'NULL')`;
  const texts2 = `list_transform(${present}, lambda ${item}: ${text3})`;
  return `len(list_distinct(${texts2})) < len(${texts2})`;
}
function anyItemSql(column2, conditionOf3) {
  const condition2 = conditionOf3(itemOf(column2));
  return `len(list_filter(${quoteName(column2.name)}, lambda ${quoteName(itemName)}: ${condition2})) > 0`;
}
function itemOf(column2) {
  return { ...column2, name: itemName, type: column2.type.replace(/\[\d*\]$/, "") };
}

// packages/contracts/src/run/one-of-sql.ts
function oneOf(column2, listed3, sameType2 = false) {
  const values = sameType2 ? listed3.flatMap((value) => valueOfType(column2, value)) : listed3;
  if (values.length === 0) return "false";
  const isMissing = (value) => value === null || value === "" && !column2.declared && !sameType2;
  const texts2 = values.filter((value) => typeof value === "string" && !isMissing(value));
  const isWhole = (value) => Number.isSafeInteger(value) && familyOf(column2) === "integer";
  const numbers = values.filter(isWhole);
  const tests = [
    ...values.some(isMissing) ? [`NOT ${presentSql(column2)}`] : [],
    // Hundreds of comparisons one after the other take a hundred times as long as one list.
    ...texts2.length === 0 ? [] : [`list_contains([${texts2.map(quoteText).join(", ")}], ${textOf(column2)})`],
    ...numbers.length === 0 ? [] : [`list_contains([${numbers.join(", ")}]::HUGEINT[], ${quoteName(column2.name)}::HUGEINT)`],
    ...values.filter((value) => typeof value === "number" && !isWhole(value)).map((value) => `${numberOf2(column2)} = ${numberSql(Number(value))}`),
    ...values.filter((value) => typeof value === "boolean").map((value) => `lower(${textOf(column2)}) = '${value}'`)
  ];
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(" OR ")})`;
}
function valueOfType(column2, value) {
  const family = valueFamilyOf(column2);
  if (value === null) return [value];
  if (family === "integer" || family === "number") {
    return typeof value === "string" || isAnotherDecimal(column2, Number(value)) ? [] : [Number(value)];
  }
  if (family === "boolean") return value === 1 || value === 0 || typeof value === "boolean" ? [Boolean(value)] : [];
  const isMoment2 = column2.declared && (family === "date" || family === "timestamp");
  return typeof value === "string" && !isMoment2 ? [value] : [];
}
function isAnotherDecimal({ type: type2 }, value) {
  return type2.startsWith("DECIMAL") && !Number.isInteger(value * 2 ** 40);
}
function listedSql(column2, { values, sameType: sameType2 = false }) {
  const texts2 = values.filter((value) => typeof value === "string");
  if (!sameType2 || valueFamilyOf(column2) !== "timestamp" || texts2.length === 0) return oneOf(column2, values, sameType2);
  const areDates = texts2.every((text3) => /^\d{4}-\d{2}-\d{2}$/.test(text3));
  if (!areDates) return presentSql(column2);
  return oneOf(
    column2,
    texts2.map((date) => `${date} 00:00:00`)
  );
}

// packages/contracts/src/run/row-unlike-sql.ts
function rowUnlikeSql(must, columns2) {
  switch (must.be) {
    case "equal":
      if (must.sameType && !isComparable(columns2)) return "true";
      return `NOT ${comparison(columns2[0], "=", columns2[1])}`;
    case "greater":
      if (must.sameType && !(isComparable(columns2) && columns2.every(isOrdered))) return "true";
      return `NOT ${comparison(columns2[0], must.orEqual ? ">=" : ">", columns2[1])}`;
    case "different": {
      const pairs = columns2.flatMap((a, index) => columns2.slice(index + 1).map((b) => comparison(a, "=", b)));
      return `(${pairs.join(" OR ")})`;
    }
    case "listed": {
      const pairs = must.values.map(
        (values) => `(${values.map((value, index) => isValue(columns2[index], value, must.sameType)).join(" AND ")})`
      );
      return `NOT coalesce(${pairs.join(" OR ")}, false)`;
    }
    case "sum": {
      const sum4 = columns2.map((column2) => `(${numberOf2(column2)})::DOUBLE`).join(" + ");
      const within2 = `abs(${sum4} - ${numberSql(must.equals)}) <= ${numberSql(must.tolerance)}`;
      const complete = columns2.map(presentSql).join(" AND ");
      return `NOT (${complete} AND coalesce(${within2}, false))`;
    }
  }
}
function comparison(a, operator, b) {
  const families = [valueFamilyOf(a), valueFamilyOf(b)];
  const compared = families.some(isNumeric) || families.every((family) => family === "boolean") ? `${numberOf2(a)} ${operator} ${numberOf2(b)}` : families.some(isMoment) ? `TRY_CAST(${quoteName(a.name)} AS TIMESTAMPTZ) ${operator} TRY_CAST(${quoteName(b.name)} AS TIMESTAMPTZ)` : a.type === b.type ? `${quoteName(a.name)} ${operator} ${quoteName(b.name)}` : `${textOf(a)} ${operator} ${textOf(b)}`;
  return `(${presentSql(a)} AND ${presentSql(b)} AND coalesce(${compared}, false))`;
}
var isNumeric = (family) => family === "integer" || family === "number";
var isMoment = (family) => family === "date" || family === "timestamp";
function isComparable(columns2) {
  const types3 = columns2.map((column2) => {
    const family = valueFamilyOf(column2);
    if (family === "date") return "local time";
    if (family === "timestamp") return column2.type.endsWith("WITH TIME ZONE") ? "instant" : "local time";
    return isNumeric(family) || family === "boolean" ? "number" : family;
  });
  return new Set(types3).size === 1;
}
function isOrdered(column2) {
  return valueFamilyOf(column2) !== "boolean";
}
function isValue(column2, value, sameType2 = false) {
  if (value === null) return `NOT ${presentSql(column2)}`;
  if (sameType2) return `(${presentSql(column2)} AND ${oneOf(column2, [value], true)})`;
  if (typeof value === "number") return `${numberOf2(column2)} = ${numberSql(value)}`;
  if (typeof value === "boolean") return `lower(${textOf(column2)}) = '${value}'`;
  return `${textOf(column2)} = ${quoteText(String(value))}`;
}

// packages/contracts/src/run/predicate-sql.ts
function columnsAsText(predicate) {
  switch (predicate.is) {
    case "any":
    case "all":
      return predicate.of.flatMap(columnsAsText);
    case "not-matching":
    case "matching":
    case "beyond-length":
    case "beyond-time":
    case "not-written":
    case "not-json":
      return columnsOf(predicate);
    case "not-type":
      return ["integer", "number", "boolean"].includes(predicate.type) ? [] : columnsOf(predicate);
    case "any-of":
    case "none-of":
      return predicate.values.some((value) => typeof value === "string") && !mentionsNumbers(predicate) ? columnsOf(predicate) : [];
    case "outside":
      return predicate.as === "number" ? [] : columnsOf(predicate);
    default:
      return [];
  }
}
function mentionsNumbers({ values, sameType: sameType2 = false }) {
  return sameType2 && values.some((value) => typeof value === "string" && value !== "" && Number.isFinite(Number(value)));
}
function predicateSql(predicate, columns2) {
  return `coalesce(${conditionSql(predicate, columns2)}, false)`;
}
function judgedSql(predicate, columns2) {
  const ignored = predicate.is === "row-unlike" ? predicate.ignored : "anyMissing";
  return consideredSql(columnsOf(predicate), ignored, columns2);
}
function conditionSql(predicate, columns2) {
  switch (predicate.is) {
    case "any":
    case "all": {
      const parts = predicate.of.map((part) => predicateSql(part, columns2));
      return `(${parts.join(predicate.is === "any" ? " OR " : " AND ")})`;
    }
    case "null":
      return `(${predicate.columns.map((name3) => `NOT ${presentSql(columnOf(columns2, name3))}`).join(" OR ")})`;
    case "not-null":
      return presentSql(columnOf(columns2, predicate.column));
    case "any-of":
      return listedSql(columnOf(columns2, predicate.column), predicate);
    case "missing-text": {
      const { name: name3, type: type2, declared } = columnOf(columns2, predicate.column);
      if (declared || type2 !== "VARCHAR") return "false";
      return `list_contains([${predicate.texts.map(quoteText).join(", ")}], ${quoteName(name3)})`;
    }
    case "row-unlike": {
      const own2 = predicate.columns.map((name3) => columnOf(columns2, name3));
      return `(${judgedSql(predicate, columns2)} AND ${rowUnlikeSql(predicate.must, own2)})`;
    }
  }
  const column2 = columnOf(columns2, predicate.column);
  return `(${presentSql(column2)} AND ${failure(predicate, column2)})`;
}
function failure(predicate, column2) {
  switch (predicate.is) {
    case "none-of":
      return `NOT coalesce(${oneOf(column2, predicate.values, predicate.sameType)}, false)`;
    case "not-matching":
      return `NOT ${matches2(column2, predicate)}`;
    case "matching":
      return matches2(column2, predicate);
    case "outside":
      return outside(predicate, column2);
    case "not-written": {
      const text3 = textOf(column2);
      const unread = `try_strptime(${text3}, [${predicate.formats.map(quoteText).join(", ")}]) IS NULL`;
      const [format, ...others] = predicate.formats;
      if (format === void 0 || others.length > 0 || !format.includes("%Y")) return unread;
      return `(${unread} OR NOT regexp_full_match(${text3}, ${quoteText(fourDigitYears(format))}))`;
    }
    case "not-json":
      return `NOT json_valid(${textOf(column2)})`;
    case "not-type":
      return notType(predicate.type, predicate.format, column2);
    case "beyond-number": {
      const operator = operatorOf(predicate.side, predicate.exclusive);
      return `${numberOf2(column2)} ${operator} ${predicate.bound}`;
    }
    case "beyond-time": {
      const { type: type2, format, bound: bound2 } = predicate;
      const operator = operatorOf(predicate.side, predicate.exclusive);
      return `${timeSql(column2, type2, format)} ${operator} ${timeLiteral(bound2, type2)}`;
    }
    case "beyond-length":
      return `length(${textOf(column2)}) ${predicate.side === "below" ? "<" : ">"} ${predicate.length}`;
    case "beyond-integer":
      return `NOT coalesce(TRY_CAST(${textOf(column2)} AS HUGEINT) BETWEEN ${predicate.low} AND ${predicate.high}, false)`;
    case "beyond-magnitude":
      return `abs(${numberOf2(column2)}) > ${predicate.largest}`;
    case "not-multiple":
      return notMultiple(column2, predicate.of);
    case "not-nested":
      return notNestedSql(column2, predicate.type);
    case "missing-field":
      return missingFieldSql(column2, predicate.fields);
    case "beyond-size":
      return beyondSizeSql(column2, predicate.part, predicate.side, predicate.size);
    case "repeated-item":
      return repeatedItemSql(column2);
    case "any-item":
      return anyItemSql(column2, (item) => predicateSql(predicate.item, /* @__PURE__ */ new Map([[predicate.column, item]])));
  }
}
function matches2(column2, { pattern: pattern2, whole }) {
  if (whole) return `regexp_full_match(${textOf(column2)}, ${quoteText(pattern2)})`;
  const anchored = /^\^((?:[^\\|(]|\\.|\((?!\?))*)\$$/s.exec(pattern2)?.[1];
  if (anchored !== void 0) return `regexp_full_match(${textOf(column2)}, ${quoteText(anchored)})`;
  return `regexp_matches(${textOf(column2)}, ${quoteText(pattern2)})`;
}
function fourDigitYears(format) {
  const literal2 = (text3) => text3.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const parts = format.split(/(%.)/s).map((part) => {
    if (part === "%Y") return "[0-9]{4}";
    if (part === "%%") return "%";
    return part.startsWith("%") ? ".+?" : literal2(part).replaceAll(/\s+/g, "\\s*");
  });
  return `(?s)${parts.join("")}`;
}
function outside({ as, low, high }, column2) {
  const value = scaledOf(column2, as);
  const literal2 = (bound2) => typeof bound2 === "number" ? numberSql(bound2) : timeLiteral(bound2, as === "time" ? "time" : "timestamp");
  const isBetween = low !== void 0 && high !== void 0 && !low.excluded && !high.excluded;
  const within2 = isBetween ? [`${value} BETWEEN ${literal2(low.value)} AND ${literal2(high.value)}`] : [
    ...low === void 0 ? [] : [`${value} ${low.excluded ? ">" : ">="} ${literal2(low.value)}`],
    ...high === void 0 ? [] : [`${value} ${high.excluded ? "<" : "<="} ${literal2(high.value)}`]
  ];
  return `NOT coalesce(${within2.length === 0 ? `${value} IS NOT NULL` : within2.join(" AND ")}, false)`;
}
function operatorOf(side, exclusive) {
  return (side === "below" ? "<" : ">") + (exclusive ? "=" : "");
}
function notType(type2, format, column2) {
  const family = familyOf(column2);
  const name3 = quoteName(column2.name);
  const asWritten2 = family === "text" && !column2.declared;
  switch (type2) {
    case "string":
      return family === "text" ? "false" : "true";
    case "boolean":
      if (family === "boolean") return "false";
      return asWritten2 ? `NOT regexp_full_match(${name3}, '(?i:true|false)')` : "true";
    case "integer":
      if (family === "integer") return "false";
      if (family === "number") return `(${name3} <> trunc(${name3}) OR NOT isfinite(${name3}::DOUBLE))`;
      return asWritten2 ? `NOT regexp_full_match(${name3}, '[+-]?[0-9]+')` : "true";
    case "number":
      if (family === "integer" || family === "number") return "false";
      return asWritten2 ? `coalesce(isnan(TRY_CAST(${name3} AS DOUBLE)), true)` : "true";
    case "date":
      if (family === "timestamp") return `${name3}::DATE::TIMESTAMP <> ${name3}::TIMESTAMP`;
      return family === "date" || family === "text" ? `${timeSql(column2, type2, format)} IS NULL` : "true";
    case "timestamp":
    case "time":
      if (family === type2) return "false";
      return family === "text" ? `${timeSql(column2, type2, format)} IS NULL` : "true";
  }
}
function notMultiple(column2, of) {
  if (familyOf(column2) === "integer" && Number.isSafeInteger(of)) return `${quoteName(column2.name)} % ${of} <> 0`;
  const quotient = `(${numberOf2(column2)}::DOUBLE / ${of}::DOUBLE)`;
  return `NOT (abs(${quotient} - round(${quotient})) <= 1e-12 * greatest(1, abs(${quotient})))`;
}

// packages/contracts/src/run/measures/declared-type.ts
var isJson = /\.(json|jsonl|ndjson)(\.[a-z0-9]+)?$/i;
var declaredType = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ column: column2, types: types3 }, _answers, { columns: columns2, file }) => {
    const { type: type2, declared } = columnOf(columns2, column2);
    if (!declared || isJson.test(file)) {
      return { value: 0, observed: "not compared: the file declares no types", countsRows: false };
    }
    const agrees = types3.some((wanted) => type2 === wanted || type2.startsWith(`${wanted}(`));
    return { value: agrees ? 0 : 1, observed: `the file declares ${type2}`, countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/disorder.ts
var row3 = quoteName(rowNumberName);
var disorder = {
  columnsAsText: () => [],
  aggregates: (measure2, scope) => [`count_if(${inOrder(measure2, scope)})`],
  measure: async (measure2, [present], context) => {
    const [[count4] = []] = await context.ask(`SELECT count(*) FROM (${disordered(measure2, context)})`);
    const of = Number(present);
    return {
      value: Number(count4),
      of,
      observed: `${countOf(Number(count4), "row")} of ${grouped(of)}`,
      countsRows: true
    };
  },
  failingRows: (measure2, scope) => ({ by: "query", query: disordered(measure2, scope) })
};
function inOrder({ column: column2, orderBy }, { columns: columns2, considered }) {
  const names6 = orderBy === void 0 ? [column2] : [column2, orderBy];
  return `(${considered} AND ${completeSql(names6, columns2)})`;
}
function disordered(measure2, scope) {
  const { column: column2, direction, strict, by, orderBy } = measure2;
  const own2 = columnOf(scope.columns, column2);
  const groups = by.map((name3) => {
    const group2 = columnOf(scope.columns, name3);
    return `CASE WHEN ${presentSql(group2)} THEN ${distinctOf(group2)} END`;
  });
  const place2 = orderBy === void 0 ? [] : [distinctOf(columnOf(scope.columns, orderBy))];
  const partition = groups.length === 0 ? "" : `PARTITION BY ${groups.join(", ")} `;
  const order2 = partition === "" && place2.length === 0 ? "" : `ORDER BY ${[...place2, row3].join(", ")}`;
  const operator = (direction === "increasing" ? "<" : ">") + (strict ? "=" : "");
  const value = distinctOf(own2);
  const compared = familyOf(own2) === "text" && !own2.numbersAsText ? `coalesce(TRY_CAST(value AS DOUBLE) ${operator} TRY_CAST(before AS DOUBLE), value ${operator} before)` : `value ${operator} before`;
  return `SELECT place, shown FROM (SELECT ${row3} AS place, ${quoteName(column2)}::VARCHAR AS shown, ${value} AS value, lag(${value}) OVER (${partition}${order2}) AS before FROM numbered WHERE ${inOrder(measure2, scope)}) WHERE ${compared}`;
}

// packages/contracts/src/run/measures/keyed-rows.ts
function keyedRows(names6, ignored, { columns: columns2, considered }) {
  const complete = consideredSql(names6, ignored, columns2);
  const values = names6.map((name3) => {
    const column2 = columnOf(columns2, name3);
    return ignored === "anyMissing" ? distinctOf(column2) : `CASE WHEN ${presentSql(column2)} THEN ${distinctOf(column2)} END`;
  });
  return { condition: considered === "true" ? complete : `(${considered} AND ${complete})`, values };
}

// packages/contracts/src/run/measures/distinct.ts
var distinct = {
  columnsAsText: () => [],
  aggregates: ({ column: column2 }, scope) => {
    const { condition: condition2, values } = keyedRows([column2], "anyMissing", scope);
    return [`count_if(${condition2})`, `count(DISTINCT ${values.join()}) FILTER (WHERE ${condition2})`];
  },
  measure: ({ share: share4 }, [present, found]) => {
    const [count4, values] = [Number(found), Number(present)];
    if (!share4) return { value: count4, observed: countOf(count4, "different value"), countsRows: false };
    if (values === 0) throw new ConfigurationError("there is no value");
    const value = count4 / values;
    return { value, observed: `${value}, ${countOf(count4, "different value")} among ${values}`, countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/distribution-distance.ts
function distributionDistance(distance, observed, expected) {
  const differences = observed.map((share4, index) => share4 - (expected[index] ?? Number.NaN));
  switch (distance) {
    case "total-variation":
      return sum2(differences.map(Math.abs)) / 2;
    case "l-infinity":
      return Math.max(...differences.map(Math.abs));
    case "jensen-shannon":
      return jensenShannon(observed, expected).distance;
    case "kullback-leibler":
      return Math.max(0, sum2(observed.map((p, index) => p === 0 ? 0 : p * Math.log(p / (expected[index] ?? 0)))));
    case "psi": {
      const occurs = (_, index) => (observed[index] ?? 0) + (expected[index] ?? 0) > 0;
      const [p, q] = [withoutZeros(observed.filter(occurs)), withoutZeros(expected.filter(occurs))];
      return sum2(p.map((share4, index) => (share4 - (q[index] ?? 0)) * Math.log(share4 / (q[index] ?? 0))));
    }
    case "ks": {
      let [below, largest] = [0, 0];
      for (const difference of differences) {
        below += difference;
        largest = Math.max(largest, Math.abs(below));
      }
      return largest;
    }
  }
}
function withoutZeros(shares) {
  const least = Math.min(...shares.filter((share4) => share4 > 0));
  const filled = least <= 1e-4 ? least / 1e6 : 1e-4;
  return shares.map((share4) => share4 === 0 ? filled : share4);
}
function sum2(terms) {
  return terms.reduce((total, term) => total + term, 0);
}

// packages/contracts/src/run/measures/reference-profile.ts
async function distributionInProfile({ path, data }, name3, isOrdered2, { policyFile }) {
  const bytes = await policyFile?.(path);
  if (bytes === void 0) throw new ConfigurationError(`there is no ${path} where the contract was read`);
  const profile = profileIn(bytes, path);
  const files = profile.files.filter((file2) => data === void 0 || file2.data === data);
  const [file, ...others] = files;
  if (file === void 0 || others.length > 0) {
    const known3 = profile.files.map((one) => one.data).join(", ");
    throw new ConfigurationError(`data must name one of the files in ${path}: ${known3 === "" ? "it has none" : known3}`);
  }
  const column2 = file.columns.find((one) => one.name === name3);
  if (column2 === void 0) throw new ConfigurationError(`${path} has no column ${JSON.stringify(name3)}`);
  if (column2.masked) throw new ConfigurationError(`${path} does not tell the values of ${JSON.stringify(name3)}`);
  const found = isOrdered2 ? binsOf(column2) : valuesOf4(column2, file.rows) ?? binsOf(column2);
  if (found !== void 0) return found;
  throw new ConfigurationError(
    `${path} tells neither all values of ${JSON.stringify(name3)} nor different quantiles; give values or bins, and weights`
  );
}
function profileIn(bytes, path) {
  try {
    return readProfile(bytes);
  } catch (cause) {
    throw new ConfigurationError(`${path} ${messageOf(cause)}`, { cause });
  }
}
function valuesOf4({ values, missing }, rows2) {
  const present = rows2 - missing;
  if (values === void 0 || !values.complete || !(present > 0)) return void 0;
  const total = values.counts.reduce((sum4, { count: count4 }) => sum4 + count4, 0);
  if (total !== present) return void 0;
  return {
    by: "values",
    values: values.counts.map(({ value }) => value),
    weights: values.counts.map(({ count: count4 }) => count4 / present)
  };
}
function binsOf({ numbers }) {
  const edges = (numbers?.quantiles ?? []).filter((edge) => edge !== null);
  const ascend = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? Infinity));
  if (edges.length !== quantileLevels.length || !ascend) return void 0;
  const weights = quantileLevels.slice(1).map((level2, index) => level2 - (quantileLevels[index] ?? 0));
  return { by: "bins", edges, weights, tails: [quantileLevels[0], 1 - (quantileLevels.at(-1) ?? 1)] };
}

// packages/contracts/src/run/measures/distribution.ts
var distribution2 = {
  columnsAsText: () => [],
  aggregates: ({ column: column2, reference }, scope) => reference.by === "profile" ? [] : groupCounts(column2, reference, scope),
  measure: async ({ column: column2, distance, reference }, answers, context) => {
    let [expected, counts] = [reference, answers];
    if (expected.by === "profile") {
      expected = await distributionInProfile(expected, column2, distance === "ks", context);
      const found = await context.ask(`SELECT ${groupCounts(column2, expected, context).join(", ")} FROM data`);
      counts = found[0] ?? [];
    }
    const { observed, weights } = sharesOf(expected, counts);
    const value = distributionDistance(distance, observed, weights);
    const words2 = `${distance} ${value}${newWords(expected, observed)}`;
    return { value, observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};
function groupCounts(name3, reference, scope) {
  const column2 = columnOf(scope.columns, name3);
  if (reference.by === "values") {
    const present = `${scope.considered} AND ${presentSql(column2)}`;
    const all = `count_if(${present})`;
    return [all, all, ...reference.values.map((value2) => `count_if(${present} AND ${oneOf(column2, [value2])})`)];
  }
  const { value, counts } = readingOf(name3, "number", scope);
  const condition2 = `${scope.considered} AND ${presentSql(column2)}`;
  const { edges } = reference;
  const last = edges.length - 1;
  const below = edges.map(
    (edge, index) => `count_if(${condition2} AND ${value} ${index === last ? "<=" : "<"} ${numberSql(edge)})`
  );
  return [...counts, ...below];
}
function sharesOf(reference, [present, read2, ...counts]) {
  refuseUnread(present, read2);
  const total = Number(present);
  const found = counts.map(Number);
  if (reference.by === "values") {
    const others = found.reduce((left, count4) => left - count4, total);
    if (others < 0) throw new ConfigurationError("some of the values are the same to this column");
    return { observed: [...found, others].map((count4) => count4 / total), weights: [...reference.weights, 0] };
  }
  const { weights, tails } = reference;
  const upTo = [...found, total];
  const observed = upTo.map((count4, index) => (count4 - (upTo[index - 1] ?? 0)) / total);
  return { observed, weights: [tails[0], ...weights, tails[1]] };
}
function newWords(reference, observed) {
  const share4 = reference.by === "values" ? observed.at(-1) ?? 0 : 0;
  return share4 === 0 ? "" : `; ${Number((100 * share4).toPrecision(4))} % are values that are not expected`;
}

// packages/contracts/src/run/measures/extreme.ts
var extreme = {
  columnsAsText: ({ as, column: column2 }) => as === "number" ? [] : [column2],
  aggregates: ({ of, column: column2, as }, scope) => {
    const { value, filter, counts } = readingOf(column2, as, scope);
    const found = `${of === "minimum" ? "min" : "max"}(${value}) ${filter}`;
    return as === "number" ? [...counts, found] : [...counts, `epoch_us(${found})`, `(${found})::VARCHAR`];
  },
  measure: ({ of, column: column2, as }, [present, read2, found, text3], context) => {
    refuseUnread(present, read2, as);
    const value = Number(found);
    const words2 = `${of === "minimum" ? "least" : "greatest"} value ${text3 ?? value}`;
    return { value, observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/file-columns.ts
var columnCount2 = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { columns: columns2 }) => {
    const { length: length2 } = namesOf(columns2);
    return { value: length2, observed: countOf(length2, "column"), countsRows: false };
  },
  failingRows: () => void 0
};
var columnDifference = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ must, names: names6, ordered: ordered2 }, _answers, { columns: columns2 }) => {
    const found = namesOf(columns2);
    const extra = must === "contain" ? [] : found.filter((name3) => !names6.includes(name3));
    const missing = must === "in" ? [] : names6.filter((name3) => !found.includes(name3));
    const common = found.filter((name3) => names6.includes(name3));
    const wanted = names6.filter((name3) => found.includes(name3));
    const moved = ordered2 ? common.filter((name3, index) => name3 !== wanted[index]) : [];
    const words2 = [
      ...missing.length === 0 ? [] : [`missing ${list2(missing)}`],
      ...extra.length === 0 ? [] : [`not listed ${list2(extra)}`],
      ...moved.length === 0 ? [] : [`in another order ${list2(moved)}`]
    ];
    const observed = words2.length === 0 ? countOf(found.length, "column") : words2.join("; ");
    return { value: missing.length + extra.length + moved.length, observed, countsRows: false };
  },
  failingRows: () => void 0
};
var columnPlace = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ column: column2, place: place2 }, _answers, { columns: columns2 }) => {
    const names6 = namesOf(columns2);
    const index = names6.indexOf(column2);
    const isThere = names6.at(place2 > 0 ? place2 - 1 : place2) === column2;
    return { value: isThere ? 0 : 1, observed: `place ${index + 1} of ${names6.length}`, countsRows: false };
  },
  failingRows: () => void 0
};
function namesOf(columns2) {
  return [...columns2.values()].filter(({ nested }) => nested !== true).map(({ name: name3 }) => name3);
}
function list2(names6) {
  const shown3 = names6.slice(0, 10).map((name3) => JSON.stringify(name3));
  return names6.length > 10 ? `${shown3.join(", ")} … (${names6.length})` : shown3.join(", ");
}

// packages/contracts/src/run/measures/matching.ts
var matching = {
  columnsAsText: ({ predicate }) => columnsAsText(predicate),
  aggregates: ({ predicate, among }, scope) => [
    `count_if(${failing(predicate, scope)})`,
    ...among === "rows" ? [] : [`count_if(${scope.considered} AND ${judgedSql(predicate, scope.columns)})`]
  ],
  measure: (_measure, [count4, present], { consideredRows }) => {
    const of = present === void 0 ? consideredRows : Number(present);
    return {
      value: Number(count4),
      of,
      observed: `${countOf(Number(count4), "row")} of ${grouped(of)}`,
      countsRows: true
    };
  },
  failingRows: ({ predicate }, scope) => {
    const [column2, ...others] = columnsOf(predicate);
    const condition2 = failing(predicate, scope);
    return column2 !== void 0 && others.length === 0 ? { by: "condition", condition: condition2, column: column2 } : { by: "condition", condition: condition2 };
  }
};
function failing(predicate, { columns: columns2, considered }) {
  const condition2 = predicateSql(predicate, columns2);
  return considered === "true" ? condition2 : `(${considered} AND ${condition2})`;
}

// packages/contracts/src/run/measures/ml/comparable.ts
function comparable(own2, other) {
  return [own2, other].map((column2) => readAs(column2, commonType(own2, other)));
}
function roughlyComparable(own2, other, digits) {
  const [first, second] = comparable(own2, other);
  const type2 = commonType(own2, other);
  if (type2 === "VARCHAR") return [plainText(first), plainText(second)];
  return isNumber(type2) ? [rounded(first, digits), rounded(second, digits)] : [first, second];
}
function valueSql(column2) {
  return readAs(column2, column2.type);
}
function commonType(own2, other) {
  if (own2.type === other.type) return own2.type;
  const families = [familyOf(own2), familyOf(other)];
  if (families.every((family) => family === "integer")) return "HUGEINT";
  if (families.every((family) => family === "integer" || family === "number")) return "DOUBLE";
  if (families.includes("number")) return "DOUBLE";
  if (families.includes("timestamp")) return "TIMESTAMP WITH TIME ZONE";
  if (families.includes("date")) return "DATE";
  return "VARCHAR";
}
function readAs(column2, type2) {
  const name3 = quoteName(column2.name);
  const value = column2.type === type2 ? name3 : `TRY_CAST(${name3} AS ${type2})`;
  return type2 === "DOUBLE" || type2 === "FLOAT" ? `(CASE WHEN isnan(${value}) THEN NULL ELSE ${value} END)` : value;
}
function isNumber(type2) {
  const family = familyOf({ name: "", type: type2, declared: true });
  return family === "number" || family === "integer";
}
function plainText(sql) {
  return `trim(regexp_replace(lower(nfc_normalize(${sql})), '\\s+', ' ', 'g'))`;
}
function rounded(sql, digits) {
  const value = `(${sql})::DOUBLE`;
  const places = `(${digits - 1} - floor(log10(abs(${value}))))::INTEGER`;
  return `(CASE WHEN ${value} = 0 OR isinf(${value}) THEN ${value} ELSE round(${value}, ${places}) END)`;
}

// packages/contracts/src/run/measures/ml/conflicting-labels.ts
var row4 = quoteName(rowNumberName);
var conflictingLabels2 = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure2, _answers, { ask, consideredRows, ...scope }) => {
    const [[count4, sets] = []] = await ask(
      `SELECT count(*), count(DISTINCT first) FROM (${conflictingQuery(measure2, scope)})`
    );
    return {
      value: Number(count4),
      of: consideredRows,
      observed: `${countOf(Number(count4), "row")} of ${grouped(consideredRows)}, in ${countOf(Number(sets), "set")} of rows alike`,
      countsRows: true
    };
  },
  failingRows: (measure2, scope) => ({ by: "query", query: `SELECT ${row4} FROM (${conflictingQuery(measure2, scope)})` })
};
function conflictingQuery({ columns: columns2, label: label2 }, scope) {
  const keys = columns2.map((_, index) => `k${index}`);
  const values = columns2.map((name3, index) => `${valueSql(columnOf(scope.columns, name3))} AS k${index}`);
  const labelled = `SELECT *, hash(${keys.join(", ")}) AS h FROM (SELECT ${row4}, ${valueSql(columnOf(scope.columns, label2))} AS y, ${values.join(", ")} FROM (SELECT * FROM numbered WHERE ${scope.considered})) WHERE y IS NOT NULL`;
  const candidates = `SELECT h FROM (${labelled}) GROUP BY h HAVING min(y) <> max(y)`;
  const alike = `PARTITION BY ${keys.join(", ")}`;
  return `SELECT ${row4}, first FROM (SELECT ${row4}, min(${row4}) OVER (${alike}) AS first, min(y) OVER (${alike}) <> max(y) OVER (${alike}) AS conflict FROM (${labelled}) WHERE h IN (${candidates})) WHERE conflict`;
}

// packages/contracts/src/run/measures/ml/sampled-columns.ts
function sampleOf({ considered, consideredRows }, atMost) {
  const hashed = `hash(${quoteName(rowNumberName)})`;
  const every = Math.ceil(consideredRows / atMost);
  const chosen = every > 1 ? ` AND ${hashed} % ${every} = 0` : "";
  return { isWhole: every <= 1, from: `(SELECT * FROM numbered WHERE ${considered}${chosen} ORDER BY ${hashed})` };
}
async function readSample(names6, sample, { ask, columns: columns2 }) {
  const found = names6.map((name3) => columnOf(columns2, name3));
  const rows2 = await ask(`SELECT ${found.map(readable).join(", ")} FROM ${sample.from}`);
  return found.map((column2, index) => sampled(column2, rows2, index));
}
var isNumber2 = (column2) => ["integer", "number"].includes(familyOf(column2));
function readable(column2) {
  return isNumber2(column2) ? `${valueSql(column2)}::DOUBLE` : `${quoteName(column2.name)}::VARCHAR`;
}
var isoText = new RegExp(`^(?:${isoFormats.date.regex}|${isoFormats.timestamp.regex})$`);
function sampled(column2, rows2, index) {
  const indices = /* @__PURE__ */ new Map();
  const categories = new Int32Array(rows2.length);
  let missing = 0;
  for (const [row8, values] of rows2.entries()) {
    const value = values[index] ?? null;
    if (value === null) missing++;
    let category = indices.get(value);
    if (category === void 0) {
      category = indices.size;
      indices.set(value, category);
    }
    categories[row8] = category;
  }
  const distinct3 = indices.size - (indices.has(null) ? 1 : 0);
  const isTime2 = !isNumber2(column2) && distinct3 > 0 && [...indices.keys()].every((value) => value === null || isoText.test(String(value)));
  const told3 = { categories, distinct: distinct3, missing, missingCategory: indices.get(null) ?? -1 };
  if (!isNumber2(column2) && !isTime2) return { numbers: void 0, ...told3 };
  const numbers = Float64Array.from(rows2, (values) => numberOf3(values[index] ?? null, isTime2));
  return { numbers, ...told3 };
}
function numberOf3(value, isTime2) {
  if (value === null) return Number.NaN;
  if (!isTime2) return Number(value);
  const text3 = String(value).replace(" ", "T");
  return Date.parse(/[+-]\d\d$/.test(text3.slice(10)) ? `${text3}:00` : text3);
}

// packages/contracts/src/run/measures/ml/constant-columns.ts
var columnsAtOnce = 100;
var namedColumns2 = 10;
var sampleRows2 = 2e3;
var sampleError = 0.1;
var constantColumns = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ columns: names6, share: share4 }, _answers, context) => {
    const { ask, columns: columns2, considered, consideredRows } = context;
    const sample = sampleOf(context, sampleRows2);
    const constant = [];
    for (let from = 0; from < names6.length; from += columnsAtOnce) {
      const some2 = names6.slice(from, from + columnsAtOnce);
      const sqls = some2.map((name3) => valueSql(columnOf(columns2, name3)));
      const looked = sqls.map((sql) => `count(${sql}), mode(${sql})::VARCHAR, list_max(map_values(histogram(${sql})))`);
      const [found = []] = await ask(`SELECT count(*), ${looked.join(", ")} FROM ${sample.from}`);
      const candidates = some2.flatMap((name3, index) => {
        const [present, value, most] = found.slice(1 + 3 * index, 4 + 3 * index);
        const missing = Number(found[0]) - Number(present);
        const atMost = Math.max(missing, Number(most ?? 0)) / Number(found[0]) + sampleError;
        return atMost < share4 ? [] : [{ name: name3, sql: sqls[index] ?? "", value: value ?? null }];
      });
      if (candidates.length === 0) continue;
      const counts = candidates.map(({ sql, value }) => {
        const rows2 = value === null ? "0" : `count_if(${sql}::VARCHAR = ${quoteText(String(value))})`;
        return `count(*) - count(${sql}), ${rows2}`;
      });
      const [exact = []] = await ask(`SELECT ${counts.join(", ")} FROM data WHERE ${considered}`);
      for (const [index, { name: name3 }] of candidates.entries()) {
        const [missing, most] = [Number(exact[2 * index]), Number(exact[2 * index + 1])];
        const greatest2 = Math.max(missing, most) / consideredRows;
        if (greatest2 < share4) continue;
        constant.push({ name: name3, share: greatest2, what: missing >= most ? "no value" : "one value" });
      }
    }
    const listed3 = constant.toSorted((a, b) => b.share - a.share).slice(0, namedColumns2).map(({ name: name3, share: of, what }) => `${quoteName(name3)} ${what} in ${percent3(of)}`);
    const words2 = constant.length === 0 ? "" : `: ${listed3.join(", ")}${constant.length > namedColumns2 ? " …" : ""}`;
    return {
      value: constant.length,
      observed: `${constant.length} of ${names6.length} features${words2}`,
      countsRows: false
    };
  },
  failingRows: () => void 0
};
function percent3(share4) {
  return `${share4 < 1 ? Math.min(99.99, Number((100 * share4).toPrecision(4))) : 100} %`;
}

// packages/contracts/src/run/measures/ml/compared-file.ts
var relation = "compared";
async function comparedFile(name3, needed, { files, tables }) {
  const path = files.get(name3);
  if (path === void 0) {
    const known3 = [...files.keys()].join(", ") || "none";
    throw new ConfigurationError(
      `there is no file of the name ${JSON.stringify(name3)} to compare with, only ${known3}. Name it in data or data.tables of mlgate.yml.`
    );
  }
  const columns2 = await tables.columns(path);
  const missing = needed.find((column2) => !columns2.some((found) => found.name === column2));
  if (missing !== void 0) throw new ConfigurationError(`${name3} has no column ${JSON.stringify(missing)}.`);
  return { name: name3, relation, beside: /* @__PURE__ */ new Map([[relation, path]]), columns: columns2 };
}
function comparedColumn({ columns: columns2, name: file }, name3) {
  const column2 = columns2.find((found) => found.name === name3);
  if (column2 === void 0) throw new Error(`${name3} was not asked of ${file}.`);
  return column2;
}

// packages/contracts/src/run/measures/ml/unbalanced-classes.ts
var unbalancedClasses = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ label: label2, minimumShare, maximumShare }, _answers, { ask, columns: columns2, considered, sensitive }) => {
    const labels = `SELECT ${valueSql(columnOf(columns2, label2))} AS y FROM data WHERE ${considered}`;
    const classes3 = `SELECT y, count(*) AS n FROM (${labels}) WHERE y IS NOT NULL GROUP BY y`;
    const shares = `SELECT y::VARCHAR AS name, n, n / sum(n) OVER () AS share FROM (${classes3})`;
    const [[count4, out, rows2, least, leastName, most, mostName] = []] = await ask(
      `SELECT count(*), count_if(share < ${minimumShare} OR share > ${maximumShare}), sum(n)::DOUBLE, min(share), arg_min(name, (n, name)), max(share), arg_max(name, (n, name)) FROM (${shares})`
    );
    if (Number(count4) === 0) return { value: Number.NaN, observed: "no row has a label", countsRows: false };
    if (Number(count4) === 1)
      return { value: 1, observed: `one class alone in ${countOf(Number(rows2), "row")}`, countsRows: false };
    const named4 = (name3) => sensitive.has(label2) ? "" : ` (${shortened(String(name3))})`;
    return {
      value: Number(out),
      observed: `${Number(out)} of ${Number(count4)} classes out of bounds: the least has ${percent4(Number(least))}${named4(leastName)}, the largest ${percent4(Number(most))}${named4(mostName)}, of ${countOf(Number(rows2), "row")} with a label`,
      countsRows: false
    };
  },
  failingRows: () => void 0
};
function percent4(share4) {
  return `${Number((100 * share4).toPrecision(4))} %`;
}
function shortened(value) {
  const characters = [...value];
  return JSON.stringify(characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : value);
}

// packages/contracts/src/run/measures/ml/label-issues.ts
var numbersAtOnce = 2e6;
var numbersInAll = 25e7;
var labelIssues = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure2, _answers, context) => {
    const { rows: rows2, ...observed } = await readProbabilities(measure2, context);
    const { rows: issues } = findLabelIssues(observed);
    return {
      value: issues.length,
      of: rows2.length,
      observed: `${countOf(issues.length, "row")} of ${grouped(rows2.length)} with a label that is likely wrong`,
      countsRows: true,
      failing: { by: "number", rows: issues.map((index) => rows2[index]) }
    };
  },
  // Measuring has found them.
  failingRows: () => void 0
};
async function readProbabilities(measure2, context) {
  const { classes: classes3, from, beside } = await sourceOf(measure2, context);
  const { ask } = context;
  const [[count4] = []] = await ask(`SELECT count(*) FROM (${from})`, { beside });
  const total = Number(count4);
  if (total === 0) throw new ConfigurationError("no row has a label.");
  if (total * classes3.length > numbersInAll) {
    throw new ConfigurationError(
      `${total} rows of ${classes3.length} classes are too many to look at. Choose rows with where.`
    );
  }
  const rows2 = new Float64Array(total);
  const labels = new Int32Array(total);
  const probabilities = new Float64Array(total * classes3.length);
  const places = new Map(classes3.map((name3, index) => [name3, index]));
  const step = Math.max(1, Math.floor(numbersAtOnce / (classes3.length + 2)));
  let at = 0;
  for (let first = 1; first <= context.rows; first += step) {
    const range4 = `r BETWEEN ${first} AND ${first + step - 1}`;
    for (const [row8, label2, ...values] of await ask(`SELECT * FROM (${from}) WHERE ${range4} ORDER BY r`, {
      beside
    })) {
      const index = places.get(String(label2));
      if (index === void 0) {
        const named4 = context.sensitive.has(measure2.label) ? "is" : `${shortened(String(label2))} is`;
        throw new ConfigurationError(`row ${row8}: its label ${named4} none of the classes that have probabilities.`);
      }
      rows2[at] = Number(row8);
      labels[at] = index;
      for (const [place2, value] of values.entries()) {
        const probability = value === null ? Number.NaN : Number(value);
        if (!(probability >= 0 && probability <= 1)) {
          throw new ConfigurationError(
            `row ${row8}: the probability of class ${shortened(classes3[place2] ?? "")} is not a number from 0 to 1.`
          );
        }
        probabilities[at * classes3.length + place2] = probability;
      }
      at++;
    }
  }
  return { rows: rows2, labels, classes: classes3.length, probabilities };
}
async function sourceOf({ label: label2, probabilities }, context) {
  const { columns: columns2, considered } = context;
  const row8 = quoteName(rowNumberName);
  const own2 = `SELECT * FROM numbered WHERE ${considered}`;
  const present = `${valueSql(columnOf(columns2, label2))} IS NOT NULL`;
  const text3 = `${quoteName(label2)}::VARCHAR AS label`;
  if (probabilities.in === "columns") {
    const classes3 = [...probabilities.columnOfClass.keys()];
    const list4 = [...probabilities.columnOfClass.values()].map(
      (name3, index) => `TRY_CAST(${quoteName(name3)} AS DOUBLE) AS p${index}`
    );
    return {
      classes: classes3,
      from: `SELECT ${row8} AS r, ${text3}, ${list4.join(", ")} FROM (${own2}) WHERE ${present}`,
      beside: /* @__PURE__ */ new Map()
    };
  }
  const file = await comparedFile(probabilities.file, [probabilities.id], context);
  const prefix = "probability_";
  const names6 = file.columns.map(({ name: name3 }) => name3).filter((name3) => name3.startsWith(prefix));
  if (names6.length < 2)
    throw new ConfigurationError(`${file.name} needs two columns ${prefix}<class> at least, and has ${names6.length}.`);
  const [mine, theirs] = comparable(columnOf(columns2, probabilities.id), comparedColumn(file, probabilities.id));
  const values = names6.map((name3, index) => `TRY_CAST(${quoteName(name3)} AS DOUBLE) AS p${index}`);
  const predicted = `SELECT ${theirs} AS id, ${values.join(", ")} FROM ${file.relation}`;
  const { ask } = context;
  const [[surplus2] = []] = await ask(`SELECT count(id) - count(DISTINCT id) FROM (${predicted})`, {
    beside: file.beside
  });
  if (Number(surplus2) > 0)
    throw new ConfigurationError(`${file.name}: ${countOf(Number(surplus2), "row")} with an id that stands above.`);
  const list3 = names6.map((_, index) => `p${index}`);
  const from = `SELECT mine.r, mine.label, ${list3.join(", ")} FROM (SELECT ${row8} AS r, ${text3}, ${mine} AS id FROM (${own2}) WHERE ${present}) AS mine LEFT JOIN (${predicted}) AS theirs ON mine.id = theirs.id`;
  return { classes: names6.map((name3) => name3.slice(prefix.length)), from, beside: file.beside };
}

// packages/contracts/src/run/measures/ml/late-rows.ts
var row5 = quoteName(rowNumberName);
var lateRows = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure2, _answers, context) => {
    const rows2 = /* @__PURE__ */ new Set();
    const words2 = [];
    let of = 0;
    let failing2;
    for (const name3 of measure2.with) {
      const late = await laterThan(name3, measure2, context);
      of = late.of;
      words2.push(late.words);
      failing2 = { by: "query", query: `SELECT ${row5}, t::VARCHAR FROM (${late.query})`, beside: late.beside };
      if (measure2.with.length === 1) {
        return {
          value: late.count,
          of,
          observed: `${countOf(late.count, "row")} of ${grouped(of)}: ${late.words}`,
          countsRows: true,
          failing: failing2
        };
      }
      for (const [number4] of await context.ask(`SELECT ${row5} FROM (${late.query})`, { beside: late.beside }))
        rows2.add(Number(number4));
    }
    const observed = `${countOf(rows2.size, "row")} of ${grouped(of)}: ${words2.join("; ")}`;
    return { value: rows2.size, of, observed, countsRows: true, failing: { by: "number", rows: [...rows2] } };
  },
  // Measuring has found them.
  failingRows: () => void 0
};
async function laterThan(name3, { time, group: group2 }, context) {
  const file = await comparedFile(name3, [time, ...group2 === void 0 ? [] : [group2]], context);
  const { beside } = file;
  const [ownTime, otherTime] = [columnOf(context.columns, time), comparedColumn(file, time)];
  if (scaleOf(ownTime) === "number" !== (scaleOf(otherTime) === "number")) {
    throw new ConfigurationError(`${time} holds numbers in one file and times in ${name3}: they cannot be compared.`);
  }
  const [ownGroup, otherGroup] = group2 === void 0 ? ["true", "true"] : comparable(columnOf(context.columns, group2), comparedColumn(file, group2));
  const side = (column2, groups, from, first) => `SELECT ${first}${pointInTime(column2)} AS t, ${groups} AS g, ${quoteName(time)} IS NOT NULL AS there FROM ${from}`;
  const own2 = side(ownTime, ownGroup, `(SELECT * FROM numbered WHERE ${context.considered})`, `${row5}, `);
  const other = side(otherTime, otherGroup, file.relation, "");
  const known3 = async (sql, where) => {
    const [found = []] = await context.ask(
      `SELECT count_if(there AND t IS NULL), count_if(t IS NOT NULL AND g IS NOT NULL), min(t)::VARCHAR, max(t)::VARCHAR FROM (${sql})`,
      { beside }
    );
    if (Number(found[0]) > 0) {
      throw new ConfigurationError(
        `${countOf(Number(found[0]), "value")} of ${time} in ${where} ${Number(found[0]) === 1 ? "is" : "are"} neither a number nor an ISO 8601 date or time.`
      );
    }
    if (Number(found[1]) === 0) throw new ConfigurationError(`${where} has no row with ${time}.`);
    return found;
  };
  const [, of, , newest] = await known3(own2, "the file");
  const [, , oldest] = await known3(other, name3);
  const query2 = `SELECT ${row5}, t FROM (${own2}) AS mine JOIN (SELECT g, min(t) AS earliest FROM (${other}) WHERE g IS NOT NULL GROUP BY g) AS theirs ON mine.g = theirs.g AND mine.t > theirs.earliest`;
  const [[count4] = []] = await context.ask(`SELECT count(*) FROM (${query2})`, { beside });
  const shown3 = context.sensitive.has(time) ? `later than in ${name3}` : `the latest is of ${newest}, the earliest of ${name3} of ${oldest}`;
  return { count: Number(count4), of: Number(of), words: shown3, query: query2, beside };
}
function scaleOf(column2) {
  const family = familyOf(column2);
  return family === "integer" || family === "number" ? "number" : "time";
}
function pointInTime(column2) {
  const name3 = quoteName(column2.name);
  const family = familyOf(column2);
  if (family === "integer") return name3;
  if (family === "number") return `(CASE WHEN isnan(${name3}::DOUBLE) THEN NULL ELSE ${name3} END)`;
  if (family === "date" || family === "timestamp") return `${name3}::TIMESTAMPTZ`;
  const text3 = `${name3}::VARCHAR`;
  const regex = quoteText(`${isoFormats.date.regex}|${isoFormats.timestamp.regex}`);
  return `(CASE WHEN regexp_full_match(${text3}, ${regex}) THEN TRY_CAST(${text3} AS TIMESTAMPTZ) END)`;
}

// packages/contracts/src/run/measures/ml/revealing-columns.ts
var valuesAtOnce = 2e6;
var classRows = 10;
var numberRows = 30;
var mostClasses = 50;
var codeValues = 100;
var numericClasses = 20;
var namedColumns3 = 10;
var revealingColumns = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ columns: names6, label: label2, task, auc, correlation, sampleRows: sampleRows3 }, _answers, context) => {
    const sample = sampleOf(context, sampleRows3);
    const [target] = await readSample([label2], sample, context);
    if (target === void 0) throw new Error("The label was asked for and did not come.");
    const isNumeric4 = ["integer", "number"].includes(familyOf(columnOf(context.columns, label2)));
    const isRegression = (task ?? (isNumeric4 && target.distinct > numericClasses ? "regression" : "classification")) === "regression";
    if (isRegression && !isNumeric4)
      throw new ConfigurationError(`${label2} holds no numbers: the task is no regression.`);
    const score = isRegression ? numberScore(target) : classScore(target);
    const limit = isRegression ? correlation : auc;
    const scores = [];
    const step = Math.max(1, Math.floor(valuesAtOnce / target.categories.length));
    for (let from = 0; from < names6.length; from += step) {
      const some2 = names6.slice(from, from + step);
      const columns2 = await readSample(some2, sample, context);
      scores.push(...columns2.map((column2, index) => ({ name: some2[index] ?? "", score: score(column2) })));
    }
    const judged = scores.filter(({ score: score2 }) => !Number.isNaN(score2)).toSorted((a, b) => b.score - a.score);
    if (judged.length === 0) throw new ConfigurationError("no feature has enough values to be judged.");
    const telling = judged.filter(({ score: score2 }) => score2 >= limit);
    const shown3 = (telling.length > 0 ? telling.slice(0, namedColumns3) : judged.slice(0, 1)).map(
      ({ name: name3, score: score2 }) => `${quoteName(name3)} ${rounded2(score2)}`
    );
    const left = scores.length - judged.length;
    const rows2 = target.categories.length;
    return {
      value: telling.length,
      observed: `${telling.length} of ${names6.length} features${telling.length > 0 ? "" : ", the most telling"}: ${shown3.join(", ")}${telling.length > namedColumns3 ? " …" : ""} (${isRegression ? "rank correlation" : "AUC"} on ${sample.isWhole ? countOf(rows2, "row") : `a sample of ${countOf(rows2, "row")}`})` + (left > 0 ? `; ${left} not judged for want of values` : ""),
      countsRows: false
    };
  },
  failingRows: () => void 0
};
function rounded2(score) {
  return Math.floor(score * 1e4) / 1e4;
}
function classScore(target) {
  const { rows: rows2, truth, classes: classes3 } = classesOf(target);
  if (classes3 < 2) {
    throw new ConfigurationError(
      `the label has ${classes3 === 1 ? "one class" : "no class"} of at least ${classRows} rows, and two are needed.`
    );
  }
  const options = { classes: classes3, minimumRows: classRows };
  return ({ numbers, categories, distinct: distinct3, missing }) => {
    const own2 = Int32Array.from(rows2, (row8) => categories[row8]);
    if (numbers === void 0) return categorySeparation(own2, truth, options).auc;
    const values = Float64Array.from(rows2, (row8) => numbers[row8]);
    const present = missing > 0 ? [
      classSeparation(
        values.map((value) => Number.isNaN(value) ? 0 : 1),
        truth,
        options
      ).auc
    ] : [];
    const coded = distinct3 <= codeValues ? [categorySeparation(own2, truth, options).auc] : [];
    return greatest([classSeparation(values, truth, options).auc, ...present, ...coded]);
  };
}
function classesOf({ categories, missingCategory }) {
  const counts = /* @__PURE__ */ new Map();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  const chosen = [...counts].filter(([category, count4]) => category !== missingCategory && count4 >= classRows).toSorted(([, a], [, b]) => b - a).slice(0, mostClasses);
  const indices = new Map(chosen.map(([category], index) => [category, index]));
  const rows2 = [...categories.keys()].filter((row8) => indices.has(categories[row8]));
  return {
    rows: rows2,
    truth: Int32Array.from(rows2, (row8) => indices.get(categories[row8]) ?? 0),
    classes: chosen.length
  };
}
function numberScore({ numbers: target }) {
  return ({ numbers, categories }) => {
    if (target === void 0) return Number.NaN;
    const labelled = [...target.keys()].filter((row8) => !Number.isNaN(target[row8]));
    const present = numbers === void 0 ? labelled : labelled.filter((row8) => !Number.isNaN(numbers[row8]));
    if (present.length < numberRows) return Number.NaN;
    const truth = Float64Array.from(present, (row8) => target[row8]);
    const values = numbers === void 0 ? categoryMeans(
      Int32Array.from(present, (row8) => categories[row8]),
      truth
    ) : Float64Array.from(present, (row8) => numbers[row8]);
    const found = spearman(values, truth);
    if (Number.isNaN(found)) return 0;
    return numbers === void 0 ? Math.max(0, found) : Math.abs(found);
  };
}
function greatest(scores) {
  const known3 = scores.filter((score) => !Number.isNaN(score));
  return known3.length === 0 ? Number.NaN : Math.max(...known3);
}

// packages/contracts/src/run/measures/ml/shared-rows.ts
var row6 = quoteName(rowNumberName);
var sharedRows2 = {
  columnsAsText: () => [],
  aggregates: ({ columns: columns2, alike }, scope) => alike.by === "values" ? [`count_if(${completeAmong(columns2, scope)})`] : [],
  measure: async (measure2, [complete], context) => {
    const of = complete === void 0 ? context.consideredRows : Number(complete);
    const found = [];
    for (const name3 of measure2.with) {
      found.push(await sharedWith(await comparedFile(name3, measure2.columns, context), measure2, context));
    }
    const [only, ...more] = found;
    if (only !== void 0 && more.length === 0) {
      return {
        value: only.count,
        of,
        observed: `${countOf(only.count, "row")} of ${grouped(of)}: ${only.words}`,
        countsRows: true,
        failing: only.rows
      };
    }
    const rows2 = /* @__PURE__ */ new Set();
    for (const { query: query2, beside } of found) {
      if (query2 === void 0) continue;
      for (const [number4] of await context.ask(`SELECT ${row6} FROM (${query2})`, { beside })) rows2.add(Number(number4));
    }
    const observed = `${countOf(rows2.size, "row")} of ${grouped(of)}: ${found.map(({ words: words2 }) => words2).join("; ")}`;
    return { value: rows2.size, of, observed, countsRows: true, failing: { by: "number", rows: [...rows2] } };
  },
  // Measuring has found them.
  failingRows: () => void 0
};
async function sharedWith(file, measure2, context) {
  const { beside, name: name3 } = file;
  if (!await mayShare(measure2, file, context)) {
    return { count: 0, words: `none in ${name3}`, beside, query: void 0, rows: { by: "number", rows: [] } };
  }
  const query2 = sharedQuery(measure2, file, context);
  const [[count4, values] = []] = await context.ask(`SELECT count(*), count(DISTINCT value) FROM (${query2})`, { beside });
  const isOneColumn = measure2.columns.length === 1;
  const words2 = `${Number(count4)} in ${name3}${isOneColumn ? ` (${countOf(Number(values), "different value")})` : ""}`;
  const shown3 = `SELECT ${row6}${isOneColumn ? ", value::VARCHAR" : ""} FROM (${query2})`;
  return { count: Number(count4), words: words2, beside, query: query2, rows: { by: "query", query: shown3, beside } };
}
function sides({ columns: columns2, alike }, file, context) {
  const pairs = columns2.map((name3) => {
    const pair2 = [columnOf(context.columns, name3), comparedColumn(file, name3)];
    return alike.by === "near" ? roughlyComparable(...pair2, alike.digits) : comparable(...pair2);
  });
  const keys = pairs.map((_, index) => `k${index}`);
  const side = (from, which, first) => {
    const list3 = [...first, ...pairs.map((pair2, index) => `${pair2[which]} AS k${index}`)];
    const hashed = `SELECT *, hash(${keys.join(", ")}) AS h FROM (SELECT ${list3.join(", ")} FROM ${from})`;
    return alike.by === "values" ? `${hashed} WHERE ${keys.map((key2) => `${key2} IS NOT NULL`).join(" AND ")}` : hashed;
  };
  const considered = `(SELECT * FROM numbered WHERE ${context.considered})`;
  return { own: side(considered, 0, [row6]), other: side(file.relation, 1, []), keys };
}
async function mayShare(measure2, file, context) {
  const { own: own2, other } = sides(measure2, file, context);
  const [[count4] = []] = await context.ask(
    `SELECT count(*) FROM (SELECT h FROM (${own2})) WHERE h IN (SELECT h FROM (${other}))`,
    { beside: file.beside }
  );
  return Number(count4) > 0;
}
function sharedQuery(measure2, file, context) {
  const { own: own2, other, keys } = sides(measure2, file, context);
  const equal = keys.map((key2) => `mine.${key2} IS NOT DISTINCT FROM theirs.${key2}`).join(" AND ");
  return `SELECT mine.${row6}, mine.k0 AS value FROM (SELECT * FROM (${own2}) WHERE h IN (SELECT h FROM (${other}))) AS mine SEMI JOIN (SELECT * FROM (${other}) WHERE h IN (SELECT h FROM (${own2}))) AS theirs ON mine.h = theirs.h AND ${equal}`;
}
function completeAmong(names6, { columns: columns2, considered }) {
  return `(${considered} AND ${completeSql(names6, columns2)})`;
}

// packages/contracts/src/run/measures/ml/unseen-labels.ts
var row7 = quoteName(rowNumberName);
var namedLabels = 10;
var unseenLabels2 = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ label: label2, with: names6 }, _answers, context) => {
    const { columns: columns2, considered, ask, sensitive } = context;
    const own2 = columnOf(columns2, label2);
    const unseenIn = /* @__PURE__ */ new Map();
    let of = 0;
    for (const [place2, name3] of names6.entries()) {
      const file = await comparedFile(name3, [label2], context);
      const [mine, theirs] = comparable(own2, comparedColumn(file, label2));
      const present = `SELECT ${quoteName(label2)}::VARCHAR AS name, ${mine} AS y FROM data WHERE ${considered}`;
      const found = await ask(
        `SELECT name, count(*), bool_or(y IS NOT NULL AND y IN (SELECT ${theirs} FROM ${file.relation} WHERE ${theirs} IS NOT NULL)) FROM (${present}) WHERE name IS NOT NULL AND lower(name) <> 'nan' GROUP BY name`,
        { beside: file.beside }
      );
      of = found.reduce((sum4, [, count4]) => sum4 + Number(count4), 0);
      const unseen = new Map(
        found.flatMap(([value2, count4, seen]) => seen === true ? [] : [[String(value2), Number(count4)]])
      );
      if (place2 === 0) for (const [value2, count4] of unseen) unseenIn.set(value2, count4);
      else for (const value2 of unseenIn.keys()) if (!unseen.has(value2)) unseenIn.delete(value2);
    }
    const value = [...unseenIn.values()].reduce((sum4, count4) => sum4 + count4, 0);
    const listed3 = [...unseenIn.keys()].sort().slice(0, namedLabels).map(shortened).join(", ");
    const more = unseenIn.size > namedLabels ? " …" : "";
    const words2 = unseenIn.size === 0 ? "" : `, ${countOf(unseenIn.size, "unseen label")}${sensitive.has(label2) ? "" : `: ${listed3}${more}`}`;
    return {
      value,
      of,
      observed: `${countOf(value, "row")} of ${grouped(of)}${words2}`,
      countsRows: true,
      failing: rowsOf(label2, [...unseenIn.keys()], considered)
    };
  },
  // Measuring has found them.
  failingRows: () => void 0
};
function rowsOf(label2, values, considered) {
  const name3 = `${quoteName(label2)}::VARCHAR`;
  const list3 = values.map(quoteText).join(", ");
  const condition2 = values.length === 0 ? "false" : `coalesce(${considered} AND ${name3} IN (${list3}), false)`;
  return { by: "query", query: `SELECT ${row7}, ${name3} FROM numbered WHERE ${condition2}` };
}

// packages/contracts/src/run/measures/ml/index.ts
var machineLearningRunners = {
  "shared-rows": sharedRows2,
  "conflicting-labels": conflictingLabels2,
  "unbalanced-classes": unbalancedClasses,
  "unseen-labels": unseenLabels2,
  "constant-columns": constantColumns,
  "revealing-columns": revealingColumns,
  "late-rows": lateRows,
  "label-issues": labelIssues
};

// packages/contracts/src/run/measures/most-common.ts
var named = 5;
var mostCommon = {
  columnsAsText: ({ column: column2, values, sameType: sameType2 = false }) => columnsAsText({ is: "any-of", column: column2, values, sameType: sameType2 }),
  aggregates: () => [],
  measure: async ({ column: column2, values, sameType: sameType2, tiesOk }, _answers, context) => {
    const own2 = columnOf(context.columns, column2);
    const { condition: condition2 } = keyedRows([column2], "anyMissing", context);
    const counted4 = `SELECT ${distinctOf(own2)} AS value, count(*) AS n, any_value(coalesce(${oneOf(own2, values, sameType2)}, false)) AS listed FROM data WHERE ${condition2} GROUP BY 1`;
    const ties = `SELECT * FROM (${counted4}) QUALIFY n = max(n) OVER ()`;
    const [[rows2, count4, listed3] = []] = await context.ask(
      `SELECT any_value(n), count(*), count_if(listed) FROM (${ties})`
    );
    const [modes, good] = [Number(count4), Number(listed3)];
    if (modes === 0) throw new ConfigurationError("there is no value");
    const found = await context.ask(`SELECT left(value::VARCHAR, 100) FROM (${ties}) ORDER BY 1 LIMIT ${named}`);
    const texts2 = found.map(([value]) => JSON.stringify(value)).join(", ") + (modes > named ? " …" : "");
    const words2 = `${texts2}, ${modes === 1 ? "in" : "each in"} ${countOf(Number(rows2), "row")}`;
    const isGood = tiesOk ? good > 0 : modes === 1 && good === 1;
    return { value: isGood ? 0 : Math.max(1, modes - good), observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/orphans.ts
var relation2 = "referenced";
var orphans = {
  columnsAsText: () => [],
  aggregates: ({ columns: columns2 }, scope) => [`count_if(${completeAmong2(columns2, scope)})`],
  measure: async (measure2, [complete], context) => {
    const { condition: condition2, beside } = await orphanRows(measure2, context);
    const [[count4] = []] = await context.ask(`SELECT count(*) FROM numbered AS data WHERE ${condition2}`, { beside });
    const of = Number(complete);
    return {
      value: Number(count4),
      of,
      observed: `${countOf(Number(count4), "row")} of ${grouped(of)}`,
      countsRows: true
    };
  },
  failingRows: async (measure2, context) => {
    const { condition: condition2, beside } = await orphanRows(measure2, context);
    const row8 = quoteName(rowNumberName);
    const value = measure2.columns.length === 1 ? `, ${measure2.columns.map(quoteName).join()}::VARCHAR` : "";
    return { by: "query", query: `SELECT ${row8}${value} FROM numbered AS data WHERE ${condition2}`, beside };
  }
};
async function orphanRows({ columns: columns2, references: references2 }, context) {
  const path = pathOf(references2, context);
  const found = await context.tables.columns(path);
  const pairs = columns2.map((name3, index) => {
    const other = found.find((column2) => column2.name === references2.columns[index]);
    if (other === void 0) {
      throw new ConfigurationError(`${references2.file} has no column ${JSON.stringify(references2.columns[index])}.`);
    }
    return sameValue(columnOf(context.columns, name3), other);
  });
  const known3 = `SELECT 1 FROM ${relation2} WHERE ${pairs.join(" AND ")}`;
  const condition2 = `${completeAmong2(columns2, context)} AND NOT EXISTS (${known3})`;
  return { condition: condition2, beside: /* @__PURE__ */ new Map([[relation2, path]]) };
}
function pathOf({ file, isPath }, { files, filesByPath }) {
  const path = isPath === true ? filesByPath.get(file) : files.get(file);
  if (path !== void 0) return path;
  throw new ConfigurationError(
    isPath === true ? `${JSON.stringify(file)} was not opened: files are named by path in validate-data alone.` : `there is no file of the name ${JSON.stringify(file)}. Name it in data.tables of mlgate.yml.`
  );
}
function sameValue(own2, other) {
  const left = `data.${quoteName(own2.name)}`;
  const right = `${relation2}.${quoteName(other.name)}`;
  const families = [familyOf(own2), familyOf(other)];
  if (own2.type === other.type || families.every(isNumeric2)) return `${left} = ${right}`;
  const read2 = families.includes("number") ? "DOUBLE" : families.find(isTemporal) && temporalType(own2, other);
  const [as, cast] = read2 === void 0 ? ["VARCHAR", "CAST"] : [read2, "TRY_CAST"];
  return `${cast}(${left} AS ${as}) = ${cast}(${right} AS ${as})`;
}
function isNumeric2(family) {
  return family === "integer" || family === "number";
}
function isTemporal(family) {
  return family === "date" || family === "timestamp" || family === "time";
}
function temporalType(own2, other) {
  const types3 = [own2, other].filter((column2) => isTemporal(familyOf(column2))).map(({ type: type2 }) => type2);
  return types3.find((type2) => type2.startsWith("TIMESTAMP")) ?? types3[0] ?? "VARCHAR";
}
function completeAmong2(names6, { columns: columns2, considered }) {
  const complete = completeSql(names6, columns2);
  return considered === "true" ? complete : `(${considered} AND ${complete})`;
}

// packages/contracts/src/run/measures/other-rows.ts
var rowGrowth = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ table: table2 }, _answers, context) => {
    const others = await rowsOf2(table2, context);
    if (others === 0) throw new ConfigurationError(`${table2} has no rows`);
    const value = (context.consideredRows - others) / others;
    return { value, observed: `${value}: ${counted(context, others, table2)}`, countsRows: false };
  },
  failingRows: () => void 0
};
var baseGrowth = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ ifNoBase }, _answers, context) => {
    const { base = { because: "no change is under review, so there is no target branch to compare with" } } = context;
    if ("because" in base) {
      const because = base.because.replace(/[.]$/, "");
      if (ifNoBase === "error") throw new ConfigurationError(because);
      return { value: Number.NaN, observed: `not compared: ${because}`, countsRows: false, isLetThrough: true };
    }
    if (base.rows === 0) throw new ConfigurationError(`${base.name} has no rows`);
    const value = (context.consideredRows - base.rows) / base.rows;
    return { value, observed: `${value}: ${counted(context, base.rows, base.name)}`, countsRows: false };
  },
  failingRows: () => void 0
};
var rowDifference = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ table: table2 }, _answers, context) => {
    const others = await rowsOf2(table2, context);
    return { value: context.consideredRows - others, observed: counted(context, others, table2), countsRows: false };
  },
  failingRows: () => void 0
};
function counted({ consideredRows }, others, table2) {
  return `${countOf(consideredRows, "row")} here, ${others} in ${table2}`;
}
async function rowsOf2(table2, { files, tables }) {
  const path = files.get(table2);
  if (path === void 0) {
    throw new ConfigurationError(
      `there is no file of the name ${JSON.stringify(table2)}. Name it in data.tables of mlgate.yml.`
    );
  }
  const [[count4] = []] = await tables.query(path, "SELECT count(*) FROM data");
  return Number(count4);
}

// packages/contracts/src/run/measures/sample-variance.ts
async function sampleVariance(column2, mean2, context) {
  const { value, filter } = readingOf(column2, "number", context);
  const from = `((${value})::DOUBLE - ${numberSql(mean2)})`;
  const [[squares, rest, count4] = []] = await context.ask(
    `SELECT fsum(${from} * ${from}) ${filter}, fsum(${from}) ${filter}, count(${value}) ${filter} FROM data`
  );
  const [sum4, off, n] = [Number(squares), Number(rest), Number(count4)];
  if (!(n > 1)) return Number.NaN;
  const variance2 = Math.max(0, (sum4 - off * off / n) / (n - 1));
  if (!Number.isFinite(variance2)) throw new ConfigurationError("the values are too large for a variance");
  return variance2;
}

// packages/contracts/src/run/measures/outliers.ts
var outliers = {
  columnsAsText: () => [],
  aggregates: (measure2, scope) => momentAggregates(measure2, scope),
  measure: async (measure2, answers, context) => {
    const [present, read2] = answers;
    refuseUnread(present, read2);
    const condition2 = await beyond(measure2, answers, context);
    const [[count4] = []] = await context.ask(`SELECT count_if(${condition2}) FROM data`);
    const of = Number(present);
    return {
      value: Number(count4),
      of,
      observed: `${countOf(Number(count4), "row")} of ${grouped(of)}`,
      countsRows: true,
      failing: { by: "condition", condition: condition2, column: measure2.column }
    };
  },
  failingRows: () => void 0
};
function momentAggregates({ column: column2 }, scope) {
  const { value, filter, counts } = readingOf(column2, "number", scope);
  const number4 = `(${value})::DOUBLE`;
  const finite4 = filter.replace(/\)$/, ` AND isfinite(${number4}))`);
  return [...counts, `favg(${number4}) ${finite4}`, `count(${number4}) ${finite4}`];
}
async function beyond({ column: column2, below, both }, [present, , mean2, finite4], context) {
  if (Number(finite4) < Number(present)) throw new ConfigurationError("there are no z-scores of infinite values");
  const deviation = Math.sqrt(await sampleVariance(column2, Number(mean2), context));
  if (!(deviation > 0)) throw new ConfigurationError("there are no z-scores: the values do not vary");
  const { value } = readingOf(column2, "number", context);
  const z = `((${value})::DOUBLE - ${numberSql(Number(mean2))}) / ${numberSql(deviation)}`;
  const score = both ? `abs(${z})` : z;
  const isNumber3 = `NOT isnan((${value})::DOUBLE)`;
  return `coalesce(${context.considered} AND ${isNumber3} AND ${score} >= ${numberSql(below)}, false)`;
}

// packages/contracts/src/run/measures/own.ts
var own = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async ({ program, columns: columns2 }, _answers, context) => {
    const { programs, file, considered, consideredRows, rows: rows2, sensitive } = context;
    if (programs === void 0) throw new ConfigurationError("programs are not run here.");
    const shown3 = columns2.length > 0 ? columns2 : [...context.columns.values()].filter(({ nested }) => nested !== true).map(({ name: name3 }) => name3);
    const found = await programs.failingRows(program, {
      file,
      columns: shown3,
      condition: considered,
      sensitive: shown3.some((name3) => sensitive.has(name3))
    });
    const stranger = found.find((row8) => !Number.isSafeInteger(row8) || row8 < 1 || row8 > rows2);
    if (stranger !== void 0) {
      throw new ConfigurationError(`the program names row ${stranger}; there are rows 1 to ${rows2}.`);
    }
    const failing2 = [...new Set(found)];
    const unseen = await notChosen(failing2, context);
    if (unseen !== void 0) {
      throw new ConfigurationError(`the program names row ${unseen}, which where does not choose.`);
    }
    return {
      value: failing2.length,
      of: consideredRows,
      observed: `${countOf(failing2.length, "row")} of ${grouped(consideredRows)}`,
      countsRows: true,
      failing: { by: "number", rows: failing2 }
    };
  },
  failingRows: () => void 0
};
var rowsAtOnce = 1e4;
async function notChosen(rows2, { considered, ask }) {
  if (considered === "true") return void 0;
  const name3 = quoteName(rowNumberName);
  for (let from = 0; from < rows2.length; from += rowsAtOnce) {
    const named4 = rows2.slice(from, from + rowsAtOnce).join(", ");
    const [[row8] = []] = await ask(
      `SELECT min(${name3}) FROM numbered AS data WHERE NOT ${considered} AND ${name3} IN (${named4})`
    );
    if (row8 !== void 0 && row8 !== null) return Number(row8);
  }
  return void 0;
}

// packages/contracts/src/run/measures/pandas-type.ts
var patterns = {
  integer: "\\s*[+-]?[0-9]{1,18}\\s*",
  number: "\\s*[+-]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:inf|infinity))\\s*",
  boolean: "True|TRUE|true|False|FALSE|false"
};
var pandasType2 = {
  columnsAsText: () => [],
  aggregates: ({ column: column2 }, scope) => {
    const own2 = columnOf(scope.columns, column2);
    if (own2.declared || valueFamilyOf(own2) !== "text") return [`count_if(${presentSql(own2)})`, "count(*)"];
    const name3 = quoteName(column2);
    const texts2 = pandasMissingTexts.map(quoteText).join(", ");
    const present = `${name3} IS NOT NULL AND ${name3} NOT IN (${texts2})`;
    const matching2 = Object.values(patterns).map(
      (pattern2) => `count_if(${present} AND regexp_full_match(${name3}, ${quoteText(pattern2)}))`
    );
    return [`count_if(${present})`, "count(*)", ...matching2];
  },
  measure: ({ column: column2, types: types3 }, answers, { columns: columns2 }) => {
    const found = typeOf(columnOf(columns2, column2), answers);
    const isOne = found !== void 0 && types3.includes(found);
    const observed = found === void 0 ? "pandas has another type for the column" : `pandas reads ${found}`;
    return { value: isOne ? 0 : 1, observed, countsRows: false };
  },
  failingRows: () => void 0
};
function typeOf(column2, answers) {
  const [present = 0, rows2 = 0, integers3, numbers, booleans] = answers.map(Number);
  const isComplete = present === rows2;
  if (integers3 === void 0) return column2.declared ? declaredType2(column2, isComplete) : readType(column2, isComplete);
  if (present === 0) return "empty";
  if (integers3 === present) return isComplete ? "int64" : "gapped-integer";
  if (numbers === present) return "written-float";
  if (booleans === present) return isComplete ? "bool" : "object-bool";
  return "str";
}
function readType(column2, isComplete) {
  switch (valueFamilyOf(column2)) {
    case "integer":
      return isComplete ? "int64" : "gapped-integer";
    case "number":
      return "written-float";
    case "boolean":
      return isComplete ? "bool" : "object-bool";
    default:
      return void 0;
  }
}
var integerTypes = {
  TINYINT: "int8",
  SMALLINT: "int16",
  INTEGER: "int32",
  BIGINT: "int64",
  UTINYINT: "uint8",
  USMALLINT: "uint16",
  UINTEGER: "uint32",
  UBIGINT: "uint64"
};
var otherTypes = {
  FLOAT: "float32",
  DOUBLE: "float64",
  VARCHAR: "str",
  TIMESTAMP_S: "datetime64[s]",
  TIMESTAMP_MS: "datetime64[ms]",
  TIMESTAMP: "datetime64[us]",
  TIMESTAMP_NS: "datetime64[ns]",
  "TIMESTAMP WITH TIME ZONE": "datetime64-with-zone",
  DATE: "object-date",
  TIME: "object-time",
  BLOB: "object-bytes"
};
function declaredType2(column2, isComplete) {
  const { type: type2 } = column2;
  if (type2 === "BOOLEAN") return isComplete ? "bool" : "object-bool";
  if (type2.startsWith("DECIMAL")) return "object-decimal";
  if (familyOf(column2) === "integer") return isComplete ? integerTypes[type2] : "gapped-integer";
  return otherTypes[type2];
}

// packages/contracts/src/run/measures/presence.ts
var presence = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: () => ({ value: 0, observed: "the column is there", countsRows: false }),
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/quantile.ts
var quantile3 = {
  columnsAsText: () => [],
  aggregates: ({ column: column2, level: level2, interpolation: interpolation2 }, scope) => aggregatesOf(column2, [level2], interpolation2, scope),
  measure: async ({ column: column2, level: level2, interpolation: interpolation2 }, answers, context) => {
    const [value = Number.NaN] = await quantilesOf(column2, [level2], interpolation2, answers, context);
    const words2 = level2 === 0.5 ? `median ${value}` : `quantile ${value}`;
    return { value, observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};
var quantiles2 = {
  columnsAsText: () => [],
  aggregates: ({ column: column2, interpolation: interpolation2, within: within2 }, scope) => aggregatesOf(
    column2,
    within2.map(({ level: level2 }) => level2),
    interpolation2,
    scope
  ),
  measure: async ({ column: column2, interpolation: interpolation2, within: within2 }, answers, context) => {
    const levels = within2.map(({ level: level2 }) => level2);
    const found = await quantilesOf(column2, levels, interpolation2, answers, context);
    const beyond2 = within2.filter(({ limit }, index) => !holds(limit, found[index] ?? Number.NaN));
    const words2 = within2.map(({ level: level2 }, index) => `${found[index]} at ${level2}`).join(", ");
    return { value: beyond2.length, observed: shown(words2, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};
function aggregatesOf(column2, levels, interpolation2, scope) {
  const { value, filter, counts } = readingOf(column2, "number", scope);
  if (interpolation2 !== "linear") return counts;
  return [...counts, `array_to_string(quantile_cont((${value})::DOUBLE, [${levels.join(", ")}]) ${filter}, ' ')`];
}
async function quantilesOf(column2, levels, interpolation2, [present, read2, linear], context) {
  refuseUnread(present, read2);
  const found = interpolation2 === "linear" ? numbersIn2(linear) : await neighbours(column2, levels, interpolation2, Number(present), context);
  if (found.some(Number.isNaN)) throw new ConfigurationError("there is no quantile between infinite values");
  return found;
}
async function neighbours(column2, levels, interpolation2, count4, context) {
  const places = levels.map((level2) => placesOf(level2 * (count4 - 1), interpolation2));
  const shares = places.flat().map((place2) => (place2 + 0.5) / count4);
  const { value, filter } = readingOf(column2, "number", context);
  const [[answer2] = []] = await context.ask(
    `SELECT array_to_string(quantile_disc((${value})::DOUBLE, [${shares.join(", ")}]) ${filter}, ' ') FROM data`
  );
  const values = numbersIn2(answer2);
  return places.map((_, index) => ((values[2 * index] ?? Number.NaN) + (values[2 * index + 1] ?? Number.NaN)) / 2);
}
function placesOf(position, interpolation2) {
  const [low, high] = [Math.floor(position), Math.ceil(position)];
  switch (interpolation2) {
    case "lower":
      return [low, low];
    case "higher":
      return [high, high];
    case "midpoint":
      return [low, high];
    case "nearest": {
      const share4 = position - low;
      const nearest2 = share4 === 0.5 ? low % 2 === 0 ? low : high : Math.round(position);
      return [nearest2, nearest2];
    }
  }
}
function numbersIn2(answer2) {
  return String(answer2 ?? "").split(" ").filter((text3) => text3 !== "").map((text3) => ({ inf: Infinity, "-inf": -Infinity })[text3] ?? Number(text3));
}

// packages/contracts/src/run/measures/query-number.ts
var queryNumber = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: async (measure2, _answers, context) => {
    const query2 = queryOf(measure2);
    const rows2 = await context.ask(query2, { beside: filesIn(query2, context) });
    const [row8, ...others] = rows2;
    if (row8 === void 0 || others.length > 0 || row8.length !== 1) {
      throw new ConfigurationError(
        `the query must give one number, not ${rows2.length} rows of ${row8?.length ?? 0} columns.`
      );
    }
    const [found = null] = row8;
    const value = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
    if (typeof value !== "number" || Number.isNaN(value)) {
      throw new ConfigurationError(
        `the query must give one number, not ${found === null ? "NULL" : `a ${typeof found}`}.`
      );
    }
    const isHidden = context.sensitive.size > 0;
    const observed = isHidden ? "a number that is not shown: the file has sensitive columns" : String(value);
    return { value, observed, countsRows: false };
  },
  failingRows: () => void 0
};
function queryOf({ query: query2, column: column2 }) {
  const named4 = query2.replaceAll(/\$\{(object|table)\}/g, "data");
  return column2 === void 0 ? named4 : named4.replaceAll(/\$\{(property|column)\}/g, () => quoteName(column2));
}
function filesIn(query2, { files }) {
  const words2 = new Set(query2.match(/[A-Za-z_][A-Za-z0-9_]*/g)?.map((word) => word.toLowerCase()));
  const own2 = /* @__PURE__ */ new Set(["data", "numbered"]);
  return new Map([...files].filter(([name3]) => /^[a-z][a-z0-9_]*$/.test(name3) && words2.has(name3) && !own2.has(name3)));
}

// packages/contracts/src/run/measures/key-rows.ts
var shown2 = 100;
function repeatedKeys(names6, ignored, which, scope) {
  const { condition: condition2, values } = keyedRows(names6, ignored, scope);
  const row8 = quoteName(rowNumberName);
  const hash = `hash(${values.join(", ")})`;
  const rank = which === "all" ? `count(*) OVER (PARTITION BY ${values.join(", ")})` : `row_number() OVER (PARTITION BY ${values.join(", ")} ORDER BY ${row8})`;
  const [name3, ...others] = names6;
  const own2 = name3 === void 0 || others.length > 0 ? void 0 : `${quoteName(name3)}::VARCHAR`;
  const first = (column2, limit) => `(SELECT list(${column2} ORDER BY number) FROM (SELECT * FROM found ORDER BY number LIMIT ${limit}))`;
  return [
    `count_if(${condition2})`,
    `(WITH shared AS MATERIALIZED (SELECT ${hash} AS h FROM data WHERE ${condition2} GROUP BY 1 HAVING count(*) > 1), found AS MATERIALIZED (SELECT ${row8} AS number, ${own2 ?? "NULL"} AS value FROM numbered WHERE ${condition2} AND ${hash} IN (SELECT h FROM shared) QUALIFY ${rank} > 1) SELECT to_json({n: (SELECT count(*) FROM found), rows: ${first("number", mostToldRows)}, texts: ${own2 === void 0 ? "NULL" : first("value", shown2)}})::VARCHAR)`
  ];
}
function repeatedRows(answer2) {
  const { n, rows: rows2, texts: texts2 } = JSON.parse(String(answer2));
  return { count: n, failing: { by: "number", rows: rows2 ?? [], firstValues: texts2 ?? [] } };
}

// packages/contracts/src/run/measures/repeated.ts
var repeated = {
  columnsAsText: () => [],
  aggregates: ({ columns: columns2, ignored }, scope) => repeatedKeys(columns2, ignored, "all", scope),
  measure: (_measure, [complete, found]) => {
    const of = Number(complete);
    const { count: count4, failing: failing2 } = repeatedRows(found);
    return {
      value: count4,
      of,
      observed: `${countOf(count4, "row")} of ${grouped(of)} share a value`,
      countsRows: true,
      failing: failing2
    };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/rows.ts
var rows = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: (_measure, _answers, { consideredRows }) => ({
    value: consideredRows,
    observed: countOf(consideredRows, "row"),
    countsRows: false
  }),
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/set-difference.ts
var named2 = 5;
var setDifference = {
  columnsAsText: (measure2) => columnsAsText(foreign(measure2)),
  aggregates: (measure2, scope) => {
    const column2 = columnOf(scope.columns, measure2.column);
    const present = `(${scope.considered} AND ${presentSql(column2)})`;
    const others = `count(DISTINCT ${distinctOf(column2)}) FILTER (WHERE ${foreignSql(measure2, scope)})`;
    const each = measure2.values.map(
      (value) => `bool_or(${present} AND coalesce(${oneOf(column2, [value], measure2.sameType)}, false))`
    );
    return [measure2.must === "contain" ? "0" : others, ...measure2.must === "in" ? [] : each];
  },
  measure: async (measure2, [others, ...each], context) => {
    const missing = measure2.must === "in" ? [] : measure2.values.filter((_, index) => each[index] !== true);
    const count4 = Number(others);
    const found = count4 === 0 ? [] : await context.ask(
      `SELECT DISTINCT left(${textOf(columnOf(context.columns, measure2.column))}, 100) FROM data WHERE ${foreignSql(measure2, context)} ORDER BY 1 LIMIT ${named2}`
    );
    const words2 = [
      ...count4 === 0 ? [] : [
        `${countOf(count4, "other value")} (${some(
          found.map(([value]) => value ?? ""),
          count4
        )})`
      ],
      ...missing.length === 0 ? [] : [`${missing.length} of them missing (${some(missing, missing.length)})`]
    ];
    const observed = words2.length === 0 ? "they are" : shown(words2.join(", "), measure2.column, context);
    return { value: count4 + missing.length, observed, countsRows: false };
  },
  failingRows: (measure2, scope) => measure2.must === "contain" ? void 0 : { by: "condition", condition: foreignSql(measure2, scope), column: measure2.column }
};
function foreign({ column: column2, values, sameType: sameType2 = false }) {
  return { is: "none-of", column: column2, values, sameType: sameType2 };
}
function foreignSql(measure2, { columns: columns2, considered }) {
  return `(${considered} AND ${predicateSql(foreign(measure2), columns2)})`;
}
function some(values, count4) {
  const words2 = values.slice(0, named2).map((value) => JSON.stringify(value));
  return count4 > named2 ? `${words2.join(", ")} …` : words2.join(", ");
}

// packages/contracts/src/run/measures/statistic.ts
var nouns = {
  mean: "mean",
  sum: "sum",
  standardDeviation: "standard deviation",
  variance: "variance",
  textLengthMean: "mean number of characters"
};
var statistic = {
  columnsAsText: ({ of, column: column2 }) => of === "textLengthMean" ? [column2] : [],
  aggregates: ({ of, column: column2 }, scope) => {
    if (of === "textLengthMean") return lengthAggregates(column2, scope);
    const { value, filter, counts } = readingOf(column2, "number", scope);
    if (of === "mean" || of === "sum") {
      const isExact = valueFamilyOf(columnOf(scope.columns, column2)) === "integer";
      const aggregate2 = { mean: isExact ? "avg" : "favg", sum: isExact ? "sum" : "fsum" }[of];
      return [...counts, `${aggregate2}(${isExact ? value : `(${value})::DOUBLE`}) ${filter}`];
    }
    const number4 = `(${value})::DOUBLE`;
    const finite4 = filter.replace(/\)$/, ` AND isfinite(${number4}))`);
    return [...counts, `favg(${number4}) ${finite4}`, `count(${number4}) ${finite4}`];
  },
  measure: async ({ of, column: column2 }, [present, read2, found, finite4], context) => {
    refuseUnread(present, read2);
    if (finite4 !== void 0 && Number(finite4) < Number(present)) {
      throw new ConfigurationError(`there is no ${nouns[of]} of infinite values`);
    }
    let value = found === null || found === void 0 ? Number.NaN : Number(found);
    if (finite4 !== void 0) {
      const variance2 = await sampleVariance(column2, value, context);
      value = of === "variance" ? variance2 : Math.sqrt(variance2);
    }
    if (Number.isNaN(value)) {
      const why = Number(present) === 1 ? "one value" : "infinite values";
      throw new ConfigurationError(`there is no ${nouns[of]} of ${why}`);
    }
    return { value, observed: shown(`${nouns[of]} ${value}`, column2, context), countsRows: false };
  },
  failingRows: () => void 0
};
function lengthAggregates(name3, { columns: columns2, considered }) {
  const column2 = columnOf(columns2, name3);
  const condition2 = `${considered} AND ${presentSql(column2)}`;
  const count4 = `count_if(${condition2})`;
  return [count4, count4, `avg(length(${textOf(column2)})) FILTER (WHERE ${condition2})`];
}

// packages/contracts/src/run/measures/surplus.ts
var surplus = {
  columnsAsText: () => [],
  aggregates: ({ columns: columns2, ignored = "anyMissing" }, scope) => repeatedKeys(columns2, ignored, "later", scope),
  measure: ({ among }, [complete, found], { consideredRows }) => {
    const of = among === "present" ? Number(complete) : consideredRows;
    const { count: count4, failing: failing2 } = repeatedRows(found);
    return {
      value: count4,
      of,
      observed: `${countOf(count4, "surplus row")} of ${grouped(of)}`,
      countsRows: true,
      failing: failing2
    };
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/unrunnable.ts
var unrunnable = {
  columnsAsText: () => [],
  aggregates: () => [],
  measure: ({ because }) => {
    throw new ConfigurationError(because);
  },
  failingRows: () => void 0
};

// packages/contracts/src/run/measures/index.ts
var runners = {
  presence,
  rows,
  matching,
  surplus,
  orphans,
  "query-number": queryNumber,
  unrunnable,
  "declared-type": declaredType,
  "pandas-type": pandasType2,
  own,
  repeated,
  breaches,
  violations: violations2,
  answer,
  outliers,
  disorder,
  statistic,
  extreme,
  age,
  quantile: quantile3,
  quantiles: quantiles2,
  distinct,
  "set-difference": setDifference,
  "most-common": mostCommon,
  distribution: distribution2,
  "row-growth": rowGrowth,
  "base-growth": baseGrowth,
  "row-difference": rowDifference,
  columns: columnCount2,
  "column-place": columnPlace,
  "column-difference": columnDifference,
  ...machineLearningRunners
};
function runnerOf(measure2) {
  return runners[measure2.counts];
}

// packages/contracts/src/run/nested-columns.ts
async function findNestedColumns(nested, columns2, tables, file) {
  if (nested.length === 0) return { columns: columns2, computed: /* @__PURE__ */ new Map() };
  const names6 = new Set([...columns2.keys()].map((name3) => name3.toLowerCase()));
  const taken = nested.find(({ name: name3 }) => names6.has(name3.toLowerCase()));
  if (taken !== void 0) {
    throw new ConfigurationError(
      `${file}: has a column ${JSON.stringify(taken.name)}, and the contract means a part of the column ${JSON.stringify(taken.parent)}. Rename one.`
    );
  }
  const sources = nested.flatMap((part) => {
    const parent = columns2.get(part.parent);
    const source = parent && sourceOf2(part, parent);
    return source === void 0 ? [] : [{ part, source }];
  });
  if (sources.length === 0) return { columns: columns2, computed: /* @__PURE__ */ new Map() };
  const asked = sources.flatMap(({ source }) => source.questions);
  const [answers = []] = await tables.query(file, `SELECT ${asked.join(", ")} FROM data`);
  const found = [];
  const computed = /* @__PURE__ */ new Map();
  for (const [index, { part, source }] of sources.entries()) {
    const [first, second] = answers.slice(2 * index, 2 * index + 2);
    const typed2 = source.typed(first === null || first === void 0 ? void 0 : String(first), Number(second) > 0);
    if (typed2 === void 0) continue;
    const { type: type2, declared, sql } = typed2;
    found.push([part.name, { name: part.name, type: type2, declared, numbersAsText: false, nested: true }]);
    computed.set(part.name, sql);
  }
  return { columns: new Map([...columns2, ...found]), computed };
}
function withComputed(tables, file, computed) {
  if (computed.size === 0) return tables;
  return {
    ...tables,
    query: (asked, sql, options) => tables.query(asked, sql, asked === file ? { ...options, computed } : options)
  };
}
function sourceOf2({ part }, parent) {
  if (part.is === "field") {
    const fields2 = structFields(parent);
    if (fields2 !== void 0) return fields2.includes(part.field) ? fieldOfStruct(parent, part.field) : void 0;
    return isJsonText(parent) ? fieldOfJson(parent, part.field) : void 0;
  }
  if (isList(parent)) return declaredPart(quoteName(parent.name), parent.type);
  return isJsonText(parent) ? itemsOfJson(parent) : void 0;
}
function isJsonText(column2) {
  return familyOf(column2) === "text" || column2.type === "JSON" || /^MAP\(.*\)$/s.test(column2.type);
}
function declaredPart(sql, type2) {
  return {
    questions: [`min(typeof(${sql}))`, "NULL"],
    typed: (found) => ({ type: type2 ?? found ?? "VARCHAR", declared: true, sql })
  };
}
function fieldOfStruct(parent, field) {
  const literal2 = `'${field.replaceAll("'", "''")}'`;
  return declaredPart(`struct_extract(${quoteName(parent.name)}, ${literal2})`);
}
function fieldOfJson(parent, field) {
  const path = pointerSql(field);
  const json2 = /^(\d+|-)$/.test(field) ? objectSql(parent) : jsonSql(parent);
  const text3 = `json_extract_string(${json2}, ${path})`;
  return {
    questions: [`string_agg(DISTINCT json_type(${json2}, ${path}), ' ')`, `count_if(${isWideSql(text3)})`],
    typed: (kinds, isWide) => {
      if (kinds === void 0) return void 0;
      const { type: type2, declared } = typeOf2(kinds, isWide);
      return { type: type2, declared, sql: type2 === "VARCHAR" ? text3 : `${text3}::${type2}` };
    }
  };
}
function itemsOfJson(parent) {
  const json2 = arraySql(parent);
  const texts2 = `json_extract_string(${json2}, '$[*]')`;
  const kinds = `array_to_string(list_sort(list_distinct(json_type(${json2}, '$[*]'))), ' ')`;
  return {
    questions: [
      `string_agg(DISTINCT ${kinds}, ' ')`,
      `count_if(coalesce(len(list_filter(${texts2}, lambda "#item": ${isWideSql('"#item"')})) > 0, false))`
    ],
    typed: (found, isWide) => {
      const { type: type2, declared } = typeOf2(found ?? "", isWide);
      return { type: `${type2}[]`, declared, sql: type2 === "VARCHAR" ? texts2 : `${texts2}::${type2}[]` };
    }
  };
}
function isWideSql(text3) {
  const isExact = `coalesce(abs(TRY_CAST(${text3} AS HUGEINT)) <= 9007199254740992, false)`;
  return `coalesce(regexp_full_match(${text3}, '-?[0-9]+') AND NOT ${isExact}, false)`;
}
function typeOf2(kinds, isWide) {
  const found = new Set(kinds.split(" ").filter((kind) => kind !== "" && kind !== "NULL"));
  const areAll = (...some2) => found.size > 0 && [...found].every((kind) => some2.includes(kind));
  if (areAll("BOOLEAN")) return { type: "BOOLEAN", declared: false };
  if (areAll("BIGINT", "UBIGINT")) return { type: isWide ? "HUGEINT" : "BIGINT", declared: false };
  if (areAll("BIGINT", "UBIGINT", "DOUBLE")) return { type: isWide ? "VARCHAR" : "DOUBLE", declared: false };
  return { type: "VARCHAR", declared: true };
}

// packages/contracts/src/run/prepare-plan.ts
async function preparePlan(plan, given2, file) {
  const asText = [...new Set(plan.checks.flatMap(({ measure: measure2 }) => runnerOf(measure2).columnsAsText(measure2)))];
  const own2 = await columnsInQueries(given2, file, asText);
  const { columns: columns2, computed } = await findNestedColumns(plan.nested ?? [], own2, given2, file);
  const tables = withComputed(given2, file, computed);
  await refuseWrongPatterns(plan, tables, file);
  const conditions = await parseConditions(plan, columns2, tables, file);
  const missingOf = (check) => {
    const wanted = [...columnsOfMeasure(check.measure), ...conditionOf(check, conditions)?.columns ?? []];
    return [...new Set(wanted)].filter((name3) => !columns2.has(name3));
  };
  const present = plan.columns.filter((name3) => columns2.has(name3));
  const expressions = ["count(*)", ...present.map((name3) => `count_if(NOT ${presentSql(columns2.get(name3))})`)];
  const ready = /* @__PURE__ */ new Map();
  for (const check of plan.checks.filter((check2) => missingOf(check2).length === 0)) {
    const scope = { columns: columns2, considered: conditionOf(check, conditions)?.sql ?? "true" };
    const aggregates = runnerOf(check.measure).aggregates(check.measure, scope);
    ready.set(check, { scope, from: expressions.length, aggregates });
    expressions.push(scope.considered === "true" ? "count(*)" : `count_if(${scope.considered})`, ...aggregates);
  }
  const scan = `SELECT ${expressions.join(", ")} FROM data`;
  return { tables, asText, computed, present, checks: ready, missingOf, expressions, scan };
}
async function refuseWrongPatterns({ checks }, tables, file) {
  for (const { measure: measure2, position } of checks) {
    for (const pattern2 of measure2.counts === "matching" ? patternsOf(measure2.predicate) : []) {
      try {
        await tables.query(file, `SELECT regexp_matches('', ${quoteText(pattern2)})`);
      } catch (cause) {
        if (!(cause instanceof ConfigurationError)) throw cause;
        throw new ConfigurationError(`pattern ${JSON.stringify(pattern2)} is not one that RE2 can search with.`, {
          position,
          cause
        });
      }
    }
  }
}
async function parseConditions({ checks }, columns2, tables, file) {
  const readsAs = new Map(
    [...columns2].flatMap(([name3, { readsAs: readsAs2 }]) => readsAs2 === void 0 ? [] : [[name3, readsAs2]])
  );
  const conditions = /* @__PURE__ */ new Map();
  for (const { where, position } of checks) {
    if (where === void 0 || conditions.has(where.condition)) continue;
    try {
      conditions.set(
        where.condition,
        await parseRowCondition(where.condition, [...columns2.keys()], tables, file, readsAs)
      );
    } catch (cause) {
      if (!(cause instanceof ConfigurationError)) throw cause;
      throw new ConfigurationError(`where: ${cause.message}`, { position, cause });
    }
  }
  return conditions;
}
function conditionOf({ where }, conditions) {
  return where && conditions.get(where.condition);
}
async function columnsInQueries(tables, file, asText) {
  const columns2 = await tables.columns(file);
  return new Map(
    columns2.map((column2) => [
      column2.name,
      !column2.declared && asText.includes(column2.name) ? asWritten(column2) : { ...column2, numbersAsText: false }
    ])
  );
}
function asWritten(column2) {
  const numbersAsText = column2.type === "DOUBLE" || column2.type === "BIGINT";
  return { ...column2, type: "VARCHAR", numbersAsText, ...column2.type === "VARCHAR" ? {} : { readsAs: column2.type } };
}

// packages/contracts/src/run/scan-checks.ts
async function scanChecks(expressions, places, ask) {
  try {
    return { answers: (await ask(expressions))[0] ?? [], failed: /* @__PURE__ */ new Map() };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    await ask(without(expressions, [...places.values()]));
    const failed = /* @__PURE__ */ new Map();
    for (const [check, { from, length: length2 }] of places) {
      try {
        await ask(expressions.slice(from, from + length2));
      } catch (cause) {
        if (!(cause instanceof ConfigurationError)) throw cause;
        failed.set(check, cause);
      }
    }
    if (failed.size === 0) throw error;
    const left = [...places].flatMap(([check, place2]) => failed.has(check) ? [place2] : []);
    return { answers: (await ask(without(expressions, left)))[0] ?? [], failed };
  }
}
function without(expressions, places) {
  const isIn2 = (index) => places.some(({ from, length: length2 }) => index >= from && index < from + length2);
  return expressions.map((expression, index) => isIn2(index) ? "NULL" : expression);
}

// packages/contracts/src/run/run-plan.ts
async function runPlan(plan, given2, file, {
  listedRows = 10,
  files = /* @__PURE__ */ new Map(),
  filesByPath = /* @__PURE__ */ new Map(),
  now = /* @__PURE__ */ new Date(),
  policyFile,
  base,
  programs
} = {}) {
  const prepared = await preparePlan(plan, given2, file);
  const { tables, asText, computed, present } = prepared;
  const places = [...prepared.checks].map(
    ([check, { from, aggregates }]) => [check, { from, length: 1 + aggregates.length }]
  );
  const { answers, failed } = await scanChecks(
    prepared.expressions,
    new Map(places),
    (expressions) => tables.query(file, `SELECT ${expressions.join(", ")} FROM data`, { asText })
  );
  const rows2 = Number(answers[0]);
  if (!(rows2 > 0)) throw new ConfigurationError(`${file}: has no rows, so nothing was checked.`);
  const fileColumns = await tables.columns(file);
  const sensitive = sensitiveAmong(
    fileColumns.map(({ name: name3 }) => name3),
    plan.sensitive
  );
  const ask = (query2, { beside } = {}) => tables.query(file, query2, { asText, ...beside === void 0 ? {} : { beside } });
  const results = [];
  const toList = /* @__PURE__ */ new Map();
  for (const check of plan.checks) {
    const found = prepared.checks.get(check);
    if (found === void 0) {
      const observed = missingWords(prepared.missingOf(check));
      results.push({ check, verdict: "fail", observed, matchingRows: void 0, rows: rows2, firstRows: [] });
      continue;
    }
    const failure2 = failed.get(check);
    if (failure2 !== void 0) {
      results.push({ check, verdict: "error", observed: failure2.message, matchingRows: void 0, rows: rows2, firstRows: [] });
      continue;
    }
    const [considered, ...own2] = answers.slice(found.from, found.from + 1 + found.aggregates.length);
    const context = {
      ...found.scope,
      tables,
      file,
      rows: rows2,
      consideredRows: Number(considered),
      ask,
      files,
      filesByPath,
      now,
      sensitive,
      ...base === void 0 ? {} : { base },
      ...policyFile === void 0 ? {} : { policyFile },
      ...programs === void 0 ? {} : { programs }
    };
    const { failing: known3, ...judged } = await judgeCheck(check, own2, context);
    const failing2 = await failingRowsOf(judged, known3, context);
    const hidden = columnsOfMeasure(check.measure).some((name3) => sensitive.has(name3));
    if (failing2 !== void 0) toList.set(check, { failing: failing2, hidden });
    results.push({ ...judged, firstRows: [] });
  }
  const listed3 = await listFailingRows(toList, listedRows, ask);
  const [first, ...rest] = results.map((result) => {
    const found = listed3.get(result.check);
    return found === void 0 ? result : { ...result, firstRows: found.first, failing: found.failing };
  });
  if (first === void 0) throw new ConfigurationError(`${file}: nothing was checked.`);
  return {
    object: plan.object,
    rows: rows2,
    checks: [first, ...rest],
    nullShares: new Map(present.map((name3, index) => [name3, Number(answers[index + 1] ?? Number.NaN) / rows2])),
    asText,
    computed
  };
}
function sensitiveAmong(names6, sensitive) {
  const small = new Set([...sensitive].map((name3) => name3.toLowerCase()));
  return /* @__PURE__ */ new Set([...sensitive, ...names6.filter((name3) => small.has(name3.toLowerCase()))]);
}
async function judgeCheck(check, answers, context) {
  const { rows: rows2 } = context;
  if (check.where !== void 0 && check.where.ifNoRows !== "count" && context.consideredRows === 0) {
    const verdict = check.where.ifNoRows === "pass" ? "pass" : "error";
    return { check, verdict, observed: "where chooses no row, so nothing was checked", matchingRows: void 0, rows: rows2 };
  }
  let measured;
  try {
    measured = await runnerOf(check.measure).measure(check.measure, answers, context);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check, verdict: "error", observed: error.message, matchingRows: void 0, rows: rows2 };
  }
  const { value, of, observed, countsRows, failing: failing2, isLetThrough } = measured;
  if (isLetThrough) return { check, verdict: "pass", observed, matchingRows: void 0, rows: rows2 };
  return {
    check,
    verdict: holds(check.limit, inUnit(check.limit.unit, value, of)) ? "pass" : "fail",
    observed: of === void 0 || check.limit.unit === "rows" ? observed : `${observed} (${percent5(value, of)})`,
    matchingRows: countsRows ? value : void 0,
    rows: rows2,
    ...failing2 === void 0 ? {} : { failing: failing2 }
  };
}
function inUnit(unit, value, of) {
  switch (unit) {
    case "rows":
    case "value":
      return value;
    case "percent":
      return of === void 0 ? Number.NaN : of === 0 ? 0 : 100 * value / of;
    case "share":
      return of === void 0 ? Number.NaN : of === 0 ? 0 : value / of;
    case "kept":
      return of === void 0 ? Number.NaN : of === 0 ? 1 : (of - value) / of;
  }
}
async function failingRowsOf({ check, verdict }, known3, context) {
  if (verdict !== "fail" || !limitsFromAbove(check.limit)) return void 0;
  return known3 ?? runnerOf(check.measure).failingRows(check.measure, context);
}
function percent5(count4, rows2) {
  return `${rows2 === 0 ? 0 : Number((100 * count4 / rows2).toPrecision(4))} %`;
}
function missingWords(names6) {
  return names6.length === 1 ? `no column ${JSON.stringify(names6[0])}` : `no columns ${names6.map((name3) => JSON.stringify(name3)).join(", ")}`;
}

// packages/contracts/src/plan/assign-objects.ts
function assignObjects({ file, objects: objects2 }, roles, tables) {
  const names6 = objects2.map(({ name: name3 }) => name3);
  const left = names6.filter((name3) => !roles.includes(name3) && !tables.includes(name3));
  const unnamed = roles.filter((role) => !names6.includes(role));
  const [rest, ...others] = left;
  if (rest !== void 0 && (others.length > 0 || unnamed.length === 0)) {
    throw new ConfigurationError(
      `${file}: no file of the project belongs to ${left.map((name3) => JSON.stringify(name3)).join(", ")}. Name the files in data.tables of mlgate.yml.`
    );
  }
  if (rest === void 0 && unnamed.length > 0) {
    throw new ConfigurationError(
      `${file}: has no object for ${unnamed.map((role) => `data.${role}`).join(", ")}, only ${names6.join(", ")}.`
    );
  }
  const all = [...roles, ...tables.filter((name3) => names6.includes(name3))];
  return {
    assignments: all.map((name3) => ({ file: name3, object: names6.includes(name3) ? name3 : rest ?? name3 })),
    unchecked: tables.filter((name3) => !names6.includes(name3))
  };
}

// packages/contracts/src/plan/own-question.ts
function ownQuestion(measure2) {
  switch (measure2.counts) {
    case "presence":
    case "rows":
    case "matching":
    case "declared-type":
    case "pandas-type":
    case "unrunnable":
    case "statistic":
    case "extreme":
    case "age":
    case "distinct":
    case "columns":
    case "column-place":
    case "column-difference":
    case "surplus":
    case "repeated":
      return void 0;
    case "set-difference":
      return "only where the scan finds other values: the first of them, to be named";
    case "quantile":
    case "quantiles":
      return measure2.interpolation === "linear" ? void 0 : "the values at the places of the quantiles";
    case "distribution":
      return measure2.reference.by === "profile" ? "the rows of each value or bin that the profile has" : void 0;
    case "orphans":
      return `the rows whose values no row of ${measure2.references.file} has (a join)`;
    case "query-number":
    case "answer":
      return "the number that the contract's query gives";
    case "violations":
      return "the rows that the contract's query gives";
    case "breaches":
      return "the rows for which the contract's condition is false, and those for which it is NULL";
    case "own":
      return "the rows that the project's program names";
    case "outliers":
      return "the rows beyond the bound, once the scan has told mean and deviation";
    case "disorder":
      return "the rows that stand out of order (a window)";
    case "most-common":
      return "the most frequent values (a grouping)";
    case "row-growth":
    case "row-difference":
      return `the number of rows of ${measure2.table}`;
    case "base-growth":
      return "the number of rows of this file on the target branch, which its profile there tells";
    case "shared-rows":
      return `the rows that also stand in ${measure2.with.join(", ")} (a join for each)`;
    case "unseen-labels":
      return `the rows whose label none of ${measure2.with.join(", ")} has (a join for each)`;
    case "late-rows":
      return `the rows later than the first of ${measure2.with.join(", ")} (a query for each)`;
    case "conflicting-labels":
      return "the rows that are alike and have several labels (a grouping)";
    case "unbalanced-classes":
      return "the rows of each class (a grouping)";
    case "constant-columns":
      return "the most frequent value of each column (a grouping)";
    case "revealing-columns":
      return "the values of the columns and the label, of a sample where there are many rows";
    case "label-issues":
      return "the labels and the probabilities of the classes, of all rows";
  }
}

// packages/contracts/src/run/explain-plan.ts
async function explainPlan(plan, tables, file) {
  return explained(plan, await preparePlan({ ...plan, nested: [] }, tables, file));
}
function explained(plan, prepared) {
  const parts = new Set((plan.nested ?? []).map(({ name: name3 }) => name3));
  const checks = plan.checks.map((check) => explainedCheck(check, prepared, parts));
  const asked = new Set(checks.filter(({ missing }) => missing.length === 0).map(({ name: name3 }) => name3));
  const aggregateOf = [
    "rows of the file",
    ...prepared.present.map((column2) => `rows without ${column2}`),
    ...[...prepared.checks].flatMap(([{ name: name3 }, { aggregates }]) => [
      `${name3}: rows considered`,
      ...aggregates.map(() => name3)
    ])
  ];
  return {
    object: plan.object,
    checks,
    scan: {
      aggregates: prepared.expressions.map((sql, index) => ({ of: aggregateOf[index] ?? "", sql })),
      sql: prepared.scan
    },
    queries: plan.checks.flatMap(({ name: name3, measure: measure2 }) => {
      const asks = asked.has(name3) ? ownQuestion(measure2) : void 0;
      if (asks === void 0) return [];
      const sql = "query" in measure2 ? measure2.query : "condition" in measure2 ? measure2.condition : void 0;
      return [{ check: name3, asks, ...sql === void 0 ? {} : { sql } }];
    }),
    engine: "duckdb",
    asText: prepared.asText,
    leftOut: (plan.leftOut ?? []).map(({ check, because }) => ({ name: check.name, because })),
    notes: (plan.notes ?? []).map(({ name: name3, text: text3 }) => ({ name: name3, text: text3 }))
  };
}
function explainedCheck(check, prepared, parts) {
  const { name: name3, expectation, severity, position, measure: measure2, limit, where } = check;
  const absent = prepared.missingOf(check);
  const ready = prepared.checks.get(check);
  return {
    name: name3,
    expectation,
    severity,
    position: { file: position.file, line: position.line, column: position.column },
    measure: plain(measure2),
    limit: { ...Object(plain(limit)), words: limitSentence(check) },
    ...where === void 0 ? {} : { where: { condition: where.condition, ifNoRows: where.ifNoRows } },
    aggregates: ready === void 0 ? [] : ["considered", ...ready.aggregates].map((_, index) => ready.from + 1 + index),
    missing: absent.filter((column2) => !parts.has(column2)),
    parts: absent.filter((column2) => parts.has(column2))
  };
}
function limitSentence({ limit }) {
  const judged = {
    rows: "the number of rows",
    percent: "the share of the rows considered",
    share: "the share of the rows considered, 0 to 1,",
    kept: "the share of the rows considered that keep it, 0 to 1,",
    value: "the number"
  }[limit.unit];
  return `${judged} must be ${limitWords(limit)}`;
}
function plain(value) {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key2, part]) => [key2, plain(part)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key2, part]) => part === void 0 ? [] : [[key2, plain(part)]])
  );
}
function planText(explanation, headings) {
  const { object, checks, scan, queries, asText, leftOut, notes } = explanation;
  const width = String(scan.aggregates.length).length;
  const sections = [
    [`${counted2(checks.length, "check")} of ${object}`, checks.flatMap(checkLines)],
    [
      `One scan, ${counted2(scan.aggregates.length, "aggregate")}`,
      scan.aggregates.map(({ of }, index) => `${String(index + 1).padStart(width)}  ${of}`)
    ],
    [
      "Queries of their own",
      queries.flatMap(({ check, asks, sql }) => [`${check}: ${asks}`, ...sql === void 0 ? [] : [`  ${sql}`]])
    ],
    [
      "The scan in the SQL of DuckDB",
      [
        "SELECT",
        ...scan.aggregates.map(({ sql }, index) => `  ${sql}${index + 1 < scan.aggregates.length ? "," : ""}`),
        "FROM data",
        ...asText.length === 0 ? [] : [`Seen as written: ${asText.join(", ")}`]
      ]
    ],
    ["Not asked of this file", leftOut.map(({ name: name3, because }) => `${name3}: ${because}`)],
    ["Not checked", notes.map(({ name: name3, text: text3 }) => `${name3}: ${text3}`)]
  ];
  const shown3 = sections.filter(([, lines]) => lines.length > 0);
  return [headings, ...shown3.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)])].map((lines) => lines.map((line) => printable(line, longest)).join("\n")).join("\n\n");
}
var longest = 1e5;
function checkLines(check) {
  const { name: name3, expectation, severity, position, measure: measure2, limit, where, aggregates, missing, parts } = check;
  const { counts, ...settings } = Object(measure2);
  const { words: words2 } = Object(limit);
  const details = [
    ["expects", expectation],
    ["measure", `${counts}${Object.keys(settings).length === 0 ? "" : ` ${flow(settings)}`}`],
    ["limit", words2],
    ...where === void 0 ? [] : [["where", `${where.condition} (no row: ${where.ifNoRows})`]],
    ["severity", severity],
    ["at", `${position.file}:${position.line}:${position.column}`],
    ...aggregates.length === 0 ? [] : [["scan", `aggregates ${range3(aggregates)}`]],
    ...missing.length === 0 ? [] : [["missing", `${missing.join(", ")}: the check will fail`]],
    ...parts.length === 0 ? [] : [["parts", `${parts.join(", ")}: typed when the rows are read`]]
  ];
  return [name3, ...details.map(([key2, value]) => `  ${key2.padEnd(8)}  ${value}`)];
}
function range3(numbers) {
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === last ? `${first}` : `${first} to ${last}`;
}
function flow(value) {
  if (typeof value === "string") return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value).map(([key2, part]) => `${key2}: ${flow(part)}`).join(", ")}}`;
}
function counted2(count4, noun) {
  return `${count4} ${noun}${count4 === 1 ? "" : "s"}`;
}

// packages/contracts/src/data-roles.ts
var rolesOfAnyProject = {
  label: "data.label",
  id: "data.id",
  time: "data.time",
  group: "data.group"
};

// packages/contracts/src/diff/strength.ts
function together(parts) {
  const found = new Set(parts.filter((part) => part !== "same"));
  const [only] = found;
  if (only === void 0) return "same";
  return found.size === 1 ? only : "else";
}
function byInclusion(oldInNew, newInOld) {
  if (oldInNew) return newInOld ? "same" : "looser";
  return newInOld ? "tighter" : "else";
}
function ofSets(before, after) {
  return byInclusion(
    [...before].every((value) => after.has(value)),
    [...after].every((value) => before.has(value))
  );
}
function reversed(strength) {
  if (strength === "tighter") return "looser";
  return strength === "looser" ? "tighter" : strength;
}

// packages/contracts/src/diff/compare-limits.ts
function compareLimits(before, after) {
  const [old, now] = [allowedBy(before), allowedBy(after)];
  if (old.scale === now.scale || isNothing(old) || isNothing(now)) {
    return byInclusion(isIn(old.intervals, now.intervals), isIn(now.intervals, old.intervals));
  }
  return "else";
}
function isUpperLimit(limit) {
  return allowedBy(limit).intervals.some((interval) => holdsZero(interval));
}
function isNothing({ scale, intervals: [only, ...others] }) {
  return scale !== "value" && others.length === 0 && only?.high === 0 && holdsZero(only);
}
function holdsZero({ low, high, lowExcluded, highExcluded }) {
  return (lowExcluded ? low < 0 : low <= 0) && (highExcluded ? high > 0 : high >= 0);
}
function isIn(inner, outer) {
  return inner.every(
    (one) => outer.some(
      (other) => (other.low < one.low || other.low === one.low && (!other.lowExcluded || one.lowExcluded)) && (other.high > one.high || other.high === one.high && (!other.highExcluded || one.highExcluded))
    )
  );
}
function allowedBy(limit) {
  const intervals = intervalsOf(limit);
  switch (limit.unit) {
    case "rows":
      return { scale: "rows", intervals: intervals.map(ofCounts) };
    case "share":
      return { scale: "share", intervals: intervals.map((interval) => within(interval, 0, 1)) };
    case "percent":
      return { scale: "share", intervals: intervals.map((interval) => within(scaled(interval, 1 / 100), 0, 1)) };
    case "kept":
      return { scale: "share", intervals: intervals.map((interval) => within(turned(interval), 0, 1)) };
    case "value":
      return { scale: "value", intervals };
  }
}
function intervalsOf({ operator, bounds: [low, second], excluded }) {
  const between2 = (low2, lowExcluded, high2, highExcluded) => ({
    low: low2,
    high: high2,
    lowExcluded,
    highExcluded
  });
  const high = second ?? Number.NaN;
  switch (operator) {
    case "mustBe":
      return [between2(low, false, low, false)];
    case "mustNotBe":
      return [between2(-Infinity, true, low, true), between2(low, true, Infinity, true)];
    case "mustBeGreaterThan":
      return [between2(low, true, Infinity, true)];
    case "mustBeGreaterOrEqualTo":
      return [between2(low, false, Infinity, true)];
    case "mustBeLessThan":
      return [between2(-Infinity, true, low, true)];
    case "mustBeLessOrEqualTo":
      return [between2(-Infinity, true, low, false)];
    case "mustBeBetween":
      return [between2(low, true, high, true)];
    case "mustNotBeBetween":
      return [between2(-Infinity, true, low, false), between2(high, false, Infinity, true)];
    case "within":
      return [
        between2(low, excluded?.low === true || low === -Infinity, high, excluded?.high === true || high === Infinity)
      ];
  }
}
function ofCounts({ low, high, lowExcluded, highExcluded }) {
  const least = lowExcluded ? Math.floor(low) + 1 : Math.ceil(low);
  const most = highExcluded ? Math.ceil(high) - 1 : Math.floor(high);
  return { low: Math.max(0, least), high: most, lowExcluded: false, highExcluded: false };
}
function scaled({ low, high, ...rest }, by) {
  return { low: low * by, high: high * by, ...rest };
}
function turned({ low, high, lowExcluded, highExcluded }) {
  return {
    low: Number((1 - high).toPrecision(12)),
    high: Number((1 - low).toPrecision(12)),
    lowExcluded: highExcluded,
    highExcluded: lowExcluded
  };
}
function within(interval, low, high) {
  return {
    ...interval,
    ...interval.low < low ? { low, lowExcluded: false } : {},
    ...interval.high > high ? { high, highExcluded: false } : {}
  };
}

// packages/contracts/src/diff/compare-measures.ts
function subjectOfMeasure(measure2) {
  const about = measure2.counts === "matching" ? subjectOfPredicate(measure2.predicate) : columnsOfMeasure(measure2);
  return JSON.stringify([measure2.counts, about]);
}
function subjectOfPredicate(predicate) {
  if (predicate.is === "any" || predicate.is === "all") {
    return [predicate.is, columnsOf(predicate), [...new Set(predicate.of.map(({ is }) => is))]];
  }
  const side = "side" in predicate ? predicate.side : "";
  const parts = ("item" in predicate ? [predicate.item] : []).map(subjectOfPredicate);
  return [predicate.is, columnsOf(predicate), side, ...parts];
}
function compareMeasures(before, after) {
  if (isSame(before, after)) return "same";
  if (before.counts === "set-difference" && after.counts === "set-difference") {
    const { values: _old, ...old } = before;
    const { values: _now, ...now } = after;
    if (!isSame(old, now) || before.must === "equal") return "else";
    const values = ofSets(new Set(before.values), new Set(after.values));
    return before.must === "in" ? values : reversed(values);
  }
  if (before.counts !== "matching" || after.counts !== "matching" || before.among !== after.among) return "else";
  return comparePredicates(before.predicate, after.predicate);
}
function comparePredicates(before, after) {
  if (isSame(before, after)) return "same";
  if (!isSame(columnsOf(before), columnsOf(after))) return "else";
  if (before.is === "beyond-number" && after.is === "beyond-number") {
    return before.side === after.side ? ofBounds(before, after, before.bound, after.bound) : "else";
  }
  if (before.is === "beyond-time" && after.is === "beyond-time") {
    const comparable2 = before.side === after.side && before.type === after.type && isSame(before.format, after.format);
    return comparable2 ? ofBounds(before, after, momentOf(before.bound), momentOf(after.bound)) : "else";
  }
  if (before.is === "beyond-length" && after.is === "beyond-length") {
    return before.side === after.side ? ofBounds(before, after, before.length, after.length) : "else";
  }
  if (before.is === "beyond-size" && after.is === "beyond-size") {
    const isSamePart = before.side === after.side && before.part === after.part;
    return isSamePart ? ofBounds(before, after, before.size, after.size) : "else";
  }
  if (before.is === "missing-field" && after.is === "missing-field") {
    return reversed(ofSets(new Set(before.fields), new Set(after.fields)));
  }
  if (before.is === "any-item" && after.is === "any-item") return comparePredicates(before.item, after.item);
  if (before.is === "none-of" && after.is === "none-of") {
    if (before.sameType !== after.sameType) return "else";
    return ofSets(new Set(before.values), new Set(after.values));
  }
  if (before.is === "any-of" && after.is === "any-of") {
    if (before.sameType !== after.sameType) return "else";
    return reversed(ofSets(new Set(before.values), new Set(after.values)));
  }
  if (before.is === "beyond-magnitude" && after.is === "beyond-magnitude") {
    return byInclusion(before.largest <= after.largest, after.largest <= before.largest);
  }
  if (before.is === "beyond-integer" && after.is === "beyond-integer") {
    const [a, b] = [before, after].map(({ low, high }) => [BigInt(low), BigInt(high)]);
    if (a === void 0 || b === void 0) return "else";
    return byInclusion(b[0] <= a[0] && a[1] <= b[1], a[0] <= b[0] && b[1] <= a[1]);
  }
  if (before.is === "not-multiple" && after.is === "not-multiple") {
    return byInclusion(Number.isInteger(before.of / after.of), Number.isInteger(after.of / before.of));
  }
  if (before.is === "not-type" && after.is === "not-type" && isSame(before.format, after.format)) {
    if (before.type === "integer" && after.type === "number") return "looser";
    return before.type === "number" && after.type === "integer" ? "tighter" : "else";
  }
  if (before.is === "outside" && after.is === "outside") {
    if (before.as !== after.as) return "else";
    return together([ofEnds("below", before.low, after.low), ofEnds("above", before.high, after.high)]);
  }
  if (before.is === "not-written" && after.is === "not-written") {
    return ofSets(new Set(before.formats), new Set(after.formats));
  }
  if (before.is === "not-matching" && after.is === "not-matching" && before.pattern === after.pattern) {
    return before.whole ? "looser" : "tighter";
  }
  if (before.is === "matching" && after.is === "matching" && before.pattern === after.pattern) {
    return before.whole ? "tighter" : "looser";
  }
  if (before.is === "row-unlike" && after.is === "row-unlike" && before.ignored === after.ignored) {
    return compareRowRules(before.must, after.must);
  }
  if (before.is === "any" && after.is === "any") return ofParts(before.of, after.of);
  if (before.is === "all" && after.is === "all") return reversed(ofParts(before.of, after.of, reversed));
  return "else";
}
function compareRowRules(before, after) {
  if (before.be === "listed" && after.be === "listed" && before.sameType === after.sameType) {
    const [old, now] = [before, after].map(({ values }) => new Set(values.map((value) => JSON.stringify(value))));
    return old === void 0 || now === void 0 ? "else" : ofSets(old, now);
  }
  if (before.be === "greater" && after.be === "greater" && before.sameType === after.sameType) {
    return before.orEqual ? "tighter" : "looser";
  }
  return "else";
}
function ofParts(before, after, turned2 = (strength) => strength) {
  const strength = (old, now) => turned2(comparePredicates(old, now));
  const isTighter = before.every((old) => after.some((now) => ["same", "tighter"].includes(strength(old, now))));
  const isLooser = after.every((now) => before.some((old) => ["same", "looser"].includes(strength(old, now))));
  return byInclusion(isLooser, isTighter);
}
function ofEnds(side, before, after) {
  if (before === void 0 || after === void 0) {
    return byInclusion(after === void 0, before === void 0);
  }
  const numberOf4 = ({ value }) => typeof value === "number" ? value : momentOf(value);
  const [old, now] = [before, after].map(({ excluded }) => ({ side, exclusive: excluded }));
  if (old === void 0 || now === void 0) return "else";
  return ofBounds(old, now, numberOf4(before), numberOf4(after));
}
function ofBounds(before, after, old, now) {
  if (old === now) {
    const [wasExcluded, isExcluded] = [before.exclusive === true, after.exclusive === true];
    return byInclusion(wasExcluded || !isExcluded, isExcluded || !wasExcluded);
  }
  if (!(old < now || old > now)) return "else";
  return before.side === "below" === now > old ? "tighter" : "looser";
}
function momentOf(iso) {
  const text3 = /^\d{2}:/.test(iso) ? `1970-01-01T${iso}` : iso.replace(" ", "T");
  const hasZone2 = text3.length === 10 || /(Z|[+-]\d\d(:?\d\d)?)$/.test(text3.slice(11));
  return Date.parse(hasZone2 ? text3 : `${text3}Z`);
}
function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

// packages/contracts/src/diff/compare-checks.ts
function compareChecks(before, after) {
  const [old, now] = [withoutImplied(before), withoutImplied(after)];
  const left = new Set(now);
  const unmatched = [];
  for (const check of old) {
    const same = [...left].find((other) => compare(check, other) === "same");
    if (same === void 0) unmatched.push(check);
    else left.delete(same);
  }
  const changes = [];
  for (const check of unmatched) {
    const partners = [...left].filter((other) => subjectOf(other) === subjectOf(check));
    const partner = partners.find(({ name: name3 }) => name3 === check.name) ?? partners[0];
    if (partner !== void 0) left.delete(partner);
    changes.push(partner === void 0 ? gone(check) : altered(check, partner));
  }
  return [...changes, ...[...left].map(come)];
}
function withoutImplied(checks) {
  return checks.filter(
    (check, index) => !checks.some((other, at) => {
      if (other === check || subjectOf(other) !== subjectOf(check)) return false;
      const strength = compare(check, other);
      return strength === "tighter" || strength === "same" && at < index;
    })
  );
}
function subjectOf({ measure: measure2 }) {
  return subjectOfMeasure(measure2);
}
var ranks2 = { info: 0, warning: 1, error: 2 };
function compare(before, after) {
  const measures = compareMeasures(before.measure, after.measure);
  const wheres = compareWheres(before, after);
  const isComparable2 = measures === "same" && wheres === "same" || isUpperLimit(before.limit) && isUpperLimit(after.limit);
  const severities2 = byInclusion(
    ranks2[after.severity] <= ranks2[before.severity],
    ranks2[before.severity] <= ranks2[after.severity]
  );
  return isComparable2 ? together([measures, compareLimits(before.limit, after.limit), wheres, severities2]) : "else";
}
function compareWheres({ where: before }, { where: after }) {
  const [old, now] = [before, after].map((where) => where?.condition.replace(/\s+/g, " ").trim());
  if (old !== now) return old === void 0 ? "looser" : now === void 0 ? "tighter" : "else";
  const [wasError, isError] = [before, after].map((where) => where?.ifNoRows !== "pass");
  return byInclusion(wasError === true || isError === false, isError === true || wasError === false);
}
var columnsOf2 = ({ measure: measure2 }) => columnsOfMeasure(measure2);
function gone(check) {
  const isPromise = check.severity === "error";
  return {
    columns: columnsOf2(check),
    class: isPromise ? "breaking" : "harmless",
    sentence: `no longer ${isPromise ? "promised" : "looked at"}: ${check.expectation}`
  };
}
function come(check) {
  const isPromise = check.severity === "error";
  return {
    columns: columnsOf2(check),
    class: isPromise ? "stricter" : "harmless",
    sentence: `now ${isPromise ? "promised" : `looked at (${check.severity})`}: ${check.expectation}`
  };
}
function altered(before, after) {
  const strength = compare(before, after);
  const isPromise = before.severity === "error" || after.severity === "error";
  const severity = before.severity === after.severity ? "" : ` (${before.severity}, now ${after.severity})`;
  const words2 = before.expectation === after.expectation ? `${after.expectation}${severity || ", counted otherwise"}` : `${before.expectation}; now ${after.expectation}${severity}`;
  const unknown = strength === "else" ? ", of which nobody can tell that it promises as much" : "";
  return {
    columns: columnsOf2(after),
    class: !isPromise || strength === "same" ? "harmless" : strength === "tighter" ? "stricter" : "breaking",
    sentence: `${words2}${isPromise ? unknown : ""}`
  };
}

// packages/contracts/src/diff/contract-change.ts
var ranks3 = { breaking: 0, stricter: 1, harmless: 2 };
function worstFirst(changes) {
  const rank = (change) => 2 * ranks3[change.class] + (change.feature === true ? 0 : 1);
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

// packages/contracts/src/diff/compare-contracts.ts
function compareContracts(before, after, features, roles = {}) {
  const [old, now] = [read(before, roles), read(after, roles)];
  const change = (object, column2, kind, sentence) => ({
    class: kind,
    object,
    column: column2,
    sentence,
    feature: column2 === void 0 ? void 0 : features?.has(column2)
  });
  const pairs = old.objects.map((one) => {
    const same = now.objects.find(({ name: name3 }) => name3 === one.name);
    const isOnly = old.objects.length === 1 && now.objects.length === 1;
    return [one, same ?? (isOnly ? now.objects[0] : void 0)];
  });
  const paired = new Set(pairs.map(([, other]) => other));
  const changes = [
    ...pairs.flatMap(
      ([one, other]) => other === void 0 ? [change(one.name, void 0, "breaking", "the table is no longer promised")] : compareObjects(one, other, change)
    ),
    ...now.objects.filter((object) => !paired.has(object)).map(({ name: name3 }) => change(name3, void 0, "stricter", "the table is promised now")),
    ...isSame2(old.documentation, now.documentation) ? [] : [
      change("", void 0, "harmless", "what the contract says of itself is otherwise, such as version or status")
    ]
  ];
  return worstFirst(changes);
}
function read({ text: text3, file }, { label: label2, id, time, group: group2 }) {
  const told3 = Object.entries({ label: label2, id, time, group: group2 }).filter(([, column2]) => column2 !== void 0);
  const roles = { ...rolesOfAnyProject, ...Object.fromEntries(told3) };
  const contract = readContract(text3, file, { roles });
  const { schema, ...documentation3 } = checkDocument(parseDocument(text3, file), ContractFile);
  const objects2 = contract.objects.map((found, index) => {
    const { properties = [], quality: _, ...rest } = schema[index] ?? { name: found.name };
    return { name: found.name, properties, found, documentation: rest };
  });
  return { objects: objects2, documentation: documentation3 };
}
function compareObjects(before, after, change) {
  const say2 = (column2, kind, sentence) => change(after.name, column2, kind, sentence);
  const changes = [];
  if (before.name !== after.name)
    changes.push(say2(void 0, "harmless", `the table ${before.name} is called ${after.name} now`));
  const columns2 = matchColumns(before.properties, after.properties);
  const renamed = /* @__PURE__ */ new Map();
  for (const { old: old2, now } of columns2) {
    if (old2 === void 0 || now === void 0) continue;
    const [was, is] = [columnOf2(old2), columnOf2(now)];
    if (was !== is) {
      renamed.set(was, is);
      changes.push(say2(was, "breaking", `the column is called ${is} now`));
    } else if (old2.name !== now.name) {
      changes.push(say2(is, "harmless", `the property ${old2.name} is called ${now.name} now; its column stays`));
    }
    if (before.found.sensitive.has(was) !== after.found.sensitive.has(is)) {
      const hides = after.found.sensitive.has(is);
      changes.push(
        say2(is, hides ? "harmless" : "breaking", `its values are ${hides ? "hidden" : "shown"} in reports now`)
      );
    } else if (!isSame2(documentationOf(old2), documentationOf(now))) {
      changes.push(say2(is, "harmless", "what the contract says of the column is otherwise, and demands nothing"));
    }
  }
  const gone2 = new Set(columns2.flatMap(({ old: old2, now }) => now === void 0 && old2 ? [columnOf2(old2)] : []));
  const come2 = new Set(columns2.flatMap(({ old: old2, now }) => old2 === void 0 && now ? [columnOf2(now)] : []));
  for (const column2 of gone2) changes.push(say2(column2, "breaking", "the column is no longer promised"));
  for (const column2 of come2) {
    const own2 = after.found.checks.filter((check) => isAbout(check, column2)).length - 1;
    const more = own2 > 0 ? `, with ${own2} more ${own2 === 1 ? "check" : "checks"}` : "";
    changes.push(say2(column2, "stricter", `the column is promised now${more}`));
  }
  const stays = (checks, without2) => checks.filter((check) => ![...without2].some((column2) => isAbout(check, column2)));
  const old = stays(before.found.checks, gone2).map((check) => withColumns(check, renamed));
  for (const found of compareChecks(old, stays(after.found.checks, come2))) {
    const [column2, ...others] = found.columns;
    changes.push(say2(others.length === 0 ? column2 : void 0, found.class, ofColumns(found.columns, found.sentence)));
  }
  if (!isSame2(before.documentation, after.documentation) && before.name === after.name) {
    changes.push(say2(void 0, "harmless", "what the contract says of the table is otherwise, and demands nothing"));
  }
  return changes;
}
function ofColumns(columns2, sentence) {
  return columns2.length > 1 ? `${columns2.join(", ")} together: ${sentence}` : sentence;
}
function isAbout({ measure: measure2 }, column2) {
  const found = JSON.parse(
    JSON.stringify(measure2),
    (key2, value) => key2 === "column" && value === column2 || key2 === "columns" && Array.isArray(value) && value.length === 1 && value[0] === column2 ? "\0found" : value
  );
  return JSON.stringify(found).includes('"\\u0000found"');
}
function columnOf2({ name: name3, physicalName }) {
  return physicalName ?? name3;
}
function matchColumns(before, after) {
  const left = new Set(after);
  const take = (found) => {
    if (found !== void 0) left.delete(found);
    return found;
  };
  const byColumn = new Map(before.map((old) => [old, take([...left].find((now) => columnOf2(now) === columnOf2(old)))]));
  const matches3 = before.map((old) => {
    const now = byColumn.get(old) ?? take([...left].find(({ name: name3 }) => name3 === old.name));
    return { old, now };
  });
  return [...matches3, ...[...left].map((now) => ({ old: void 0, now }))];
}
function withColumns(check, renamed) {
  if (renamed.size === 0) return check;
  const name3 = (value) => typeof value === "string" ? renamed.get(value) ?? value : value;
  const walk = (value, key2) => {
    if (key2 === "column") return name3(value);
    if (Array.isArray(value)) return value.map((entry) => key2 === "columns" ? name3(entry) : walk(entry, ""));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name4, entry]) => [name4, walk(entry, name4)]));
  };
  return { ...check, measure: walk(check.measure, "") };
}
function documentationOf(property) {
  const {
    name: name3,
    physicalName,
    logicalType,
    logicalTypeOptions,
    required,
    unique: unique2,
    primaryKey,
    primaryKeyPosition,
    quality,
    properties,
    items,
    ...rest
  } = property;
  return rest;
}
function isSame2(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

// packages/contracts/src/diff/contract-diff-report.ts
var shownChanges = 100;
function contractChangeBlocks(changes) {
  if (changes.length === 0) return [];
  const isKnown = changes.some(({ feature }) => feature !== void 0);
  const rows2 = changes.slice(0, shownChanges).map(({ class: kind, object, column: column2, sentence, feature }) => [
    kind === "breaking" ? [strong(kind)] : [kind],
    column2 === void 0 ? [object === "" ? "contract" : "table"] : [code(column2)],
    [sentence],
    ...isKnown ? [[feature === void 0 ? "" : feature ? "yes" : "no"]] : []
  ]);
  const left = changes.length - rows2.length;
  return [
    {
      kind: "table",
      columns: ["For readers of the data", "Of", "What is otherwise", ...isKnown ? ["Model reads it"] : []].map(
        (title) => ({ title, align: "left" })
      ),
      rows: rows2
    },
    ...left > 0 ? [paragraph(`… and ${left} more.`)] : []
  ];
}
function contractChangeCounts(changes) {
  const counts = ["breaking", "stricter", "harmless"].flatMap((kind) => {
    const count4 = changes.filter((change) => change.class === kind).length;
    return count4 === 0 ? [] : [`${count4} ${kind}`];
  });
  return counts.join(", ") || "no changes";
}
function contractDiffReport(changes, about) {
  const unknown = [
    "Which columns the model reads is unknown: no ",
    code("candidate.features"),
    " in a project file here."
  ];
  return {
    model: about.contract,
    step: "contract diff",
    verdict: about.stops ? "fail" : "pass",
    outcome: changes.length === 0 ? "demands the same" : "demands something else",
    reason: [`${contractChangeCounts(changes)}.`],
    blocks: [
      ...contractChangeBlocks(changes),
      ...about.featuresKnown || changes.length === 0 ? [] : [paragraph(...unknown)]
    ],
    checks: [],
    measurements: []
  };
}

// packages/contracts/src/import/translation.ts
var PropertyTranslation = class {
  name;
  #path;
  #missing;
  #options = {};
  #keys = {};
  #rules = [];
  constructor(name3, path, missing) {
    this.name = name3;
    this.#path = path;
    this.#missing = missing;
  }
  key(name3, value) {
    this.#keys[name3] = value;
  }
  option(name3, value) {
    this.#options[name3] = value;
  }
  rule(rule) {
    this.#rules.push(rule);
  }
  miss(below, reason2) {
    const parts = typeof below === "string" ? [below] : below;
    this.#missing.push({ path: [...this.#path, ...parts], what: `${this.name}: ${parts.join(".")}`, reason: reason2 });
  }
  /** The only values that there may be; missing values are none of them. */
  oneOf(values, below) {
    const plain3 = values.filter((value) => ["string", "number", "boolean"].includes(typeof value));
    if (plain3.length < values.filter((value) => value !== null).length) {
      this.miss(below, "lists and mappings are not compared with values.");
    } else if (plain3.length > 0) {
      this.rule({ metric: "invalidValues", arguments: { validValues: plain3 }, mustBe: 0 });
    }
  }
  /** A regular expression that is searched for anywhere. */
  pattern(pattern2, below) {
    const wrong2 = wrongPattern(pattern2);
    if (wrong2 !== void 0) this.miss(below, wrong2);
    else if (this.#options.pattern === void 0) this.option("pattern", pattern2);
    else this.rule({ metric: "invalidValues", arguments: { pattern: pattern2 }, mustBe: 0 });
  }
  /** Whether a type was given, without which options mean nothing. */
  get type() {
    return this.#keys.logicalType;
  }
  finish() {
    const options = Object.keys(this.#options).length === 0 ? {} : { logicalTypeOptions: this.#options };
    return { name: this.name, keys: { ...this.#keys, ...options }, quality: this.#rules };
  }
};
function mappingOf(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : void 0;
}
function listOf2(value) {
  return Array.isArray(value) ? value : [];
}
function namesOf2(value) {
  return (Array.isArray(value) ? value : [value]).filter((name3) => typeof name3 === "string");
}

// packages/contracts/src/import/deequ/import-suggestions.ts
var key = "constraint_suggestions";
function isDeequ(value) {
  return Array.isArray(mappingOf(value)?.[key]);
}
function importSuggestions(document) {
  const suggestions = listOf2(mappingOf(document.value)?.[key]);
  if (suggestions.length === 0) throw new ConfigurationError(`${document.file}: holds no ${key}.`);
  const missing = [];
  const columns2 = /* @__PURE__ */ new Map();
  for (const [index, entry] of suggestions.entries()) {
    const suggestion = mappingOf(entry) ?? {};
    const { column_name: column2, code_for_constraint: code2 } = suggestion;
    const found = typeof code2 === "string" && typeof column2 === "string" ? translate(code2, column2) : "has no code.";
    if (typeof found === "string" || typeof column2 !== "string") {
      missing.push({
        path: [key, index],
        what: String(code2 ?? suggestion.constraint_name ?? index),
        reason: String(found)
      });
      continue;
    }
    const own2 = columns2.get(column2) ?? { keys: {}, quality: [] };
    Object.assign(own2.keys, found.keys);
    if (found.rule !== void 0) own2.quality.push(found.rule);
    columns2.set(column2, own2);
  }
  const properties = [...columns2].map(([name3, { keys, quality }]) => ({ name: name3, keys, quality }));
  return { id: "rows", quality: [], properties, missing, notes: [] };
}
var text2 = '"((?:[^"\\\\]|\\\\.)*)"';
var share2 = "_\\s*(>=|>|==)\\s*([0-9.]+)";
function translate(code2, column2) {
  const [, method = "", rest = ""] = /^\s*\.(\w+)\((.*)\)\s*$/s.exec(code2) ?? [];
  const args = new RegExp(`^${text2}\\s*(?:,\\s*(.*))?$`, "s").exec(rest);
  if (args === null || unquoted(args[1] ?? "") !== column2) return "is written in a way that is not understood.";
  const more = args[2] ?? "";
  switch (method) {
    case "isComplete":
      return { keys: { required: true } };
    case "isUnique":
      return { keys: { unique: true } };
    case "isPrimaryKey":
      return more === "" ? { keys: { primaryKey: true } } : "a key of several columns is written by hand.";
    case "isNonNegative":
      return { keys: { logicalType: "number", logicalTypeOptions: { minimum: 0 } } };
    case "isPositive":
      return { keys: { logicalType: "number", logicalTypeOptions: { exclusiveMinimum: 0 } } };
    case "hasCompleteness": {
      const [, operator, bound2] = new RegExp(share2).exec(more) ?? [];
      if (operator === void 0 || operator === "==") return "only a least completeness is understood.";
      const percent6 = Number((100 * (1 - Number(bound2))).toPrecision(12));
      const limit = operator === ">=" ? "mustBeLessOrEqualTo" : "mustBeLessThan";
      return { rule: { metric: "nullValues", [limit]: percent6, unit: "percent" } };
    }
    case "isContainedIn":
      return containedIn(more);
    case "hasMin":
    case "hasMax":
      return hasBound(method, more);
    default:
      return `${method || "it"} has no translation.`;
  }
}
function containedIn(more) {
  const [, list3, after = ""] = /^(?:Array\(|\[)(.*?)(?:\)|\])\s*(?:,\s*(.*))?$/s.exec(more) ?? [];
  const values = [...(list3 ?? "").matchAll(new RegExp(text2, "g"))].map(([, value = ""]) => unquoted(value));
  if (values.length === 0) return "its values are not understood.";
  const rule = { metric: "invalidValues", arguments: { validValues: values } };
  if (after === "") return { rule: { ...rule, mustBe: 0 } };
  return "a tolerance counts the rows without a value otherwise. Write inSet with mostly.";
}
function hasBound(method, more) {
  const [, operator, bound2] = /_\s*(>=|>|<=|<)\s*(-?[0-9.]+)\s*$/.exec(more) ?? [];
  const names6 = {
    "hasMin>=": "minimum",
    "hasMin>": "exclusiveMinimum",
    "hasMax<=": "maximum",
    "hasMax<": "exclusiveMaximum"
  };
  const name3 = names6[`${method}${operator ?? ""}`];
  if (name3 === void 0) return "is no bound on that side.";
  return { keys: { logicalType: "number", logicalTypeOptions: { [name3]: Number(bound2) } } };
}
function unquoted(literal2) {
  return literal2.replace(/\\(.)/g, "$1");
}

// packages/contracts/src/import/frictionless/date-format.ts
var directives2 = {
  "%Y": "yyyy",
  "%m": "MM",
  "%d": "dd",
  "%H": "HH",
  "%M": "mm",
  "%S": "ss",
  "%f": "SSSSSS",
  "%%": "%"
};
function dateFormatOf(format) {
  const parts = [...format.matchAll(/%.|[A-Za-z']+|[^%A-Za-z']+/gs)].map(([part]) => {
    if (part.startsWith("%")) return directives2[part];
    return /^[A-Za-z']/.test(part) ? `'${part.replaceAll("'", "''")}'` : part;
  });
  if (!format.includes("%") || parts.join("").length === 0) return void 0;
  return parts.includes(void 0) ? void 0 : parts.join("");
}

// packages/contracts/src/import/frictionless/reading-words.ts
var sameMeaning = {
  delimiter: "delimiter",
  quoteChar: "quote",
  escapeChar: "escape",
  commentChar: "comment"
};
var usual = {
  lineTerminator: () => true,
  csvddfVersion: () => true,
  caseSensitiveHeader: () => true,
  $schema: () => true,
  header: (value) => value === true,
  doubleQuote: (value) => value === true,
  skipInitialSpace: (value) => value === false,
  delimiter: (value) => value === ",",
  quoteChar: (value) => value === '"'
};
var encodings = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16": "utf-16",
  "iso-8859-1": "latin-1",
  "latin-1": "latin-1",
  latin1: "latin-1",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252"
};
function readingWords(resource, columns2) {
  const lines = [];
  const unknown = [];
  const say2 = (key2, value) => void lines.push(`${key2}: ${JSON.stringify(value)}`);
  for (const [key2, value] of Object.entries(mappingOf(resource.dialect) ?? {})) {
    const own2 = sameMeaning[key2];
    if (usual[key2]?.(value) === true) continue;
    if (own2 !== void 0 && typeof value === "string") say2(own2, value);
    else if (key2 === "header" && value === false) {
      say2("header", false);
      say2("columns", columns2);
    } else if (key2 === "headerRows" && Array.isArray(value) && value.length === 1 && Number.isInteger(value[0])) {
      if (value[0] > 1) say2("skip_lines", value[0] - 1);
    } else unknown.push(key2);
  }
  const encoding = typeof resource.encoding === "string" ? encodings[resource.encoding.toLowerCase()] : void 0;
  if (encoding !== void 0 && encoding !== "utf-8") say2("encoding", encoding);
  if (encoding === void 0 && resource.encoding !== void 0) unknown.push("encoding");
  return { lines, unknown };
}

// packages/contracts/src/import/frictionless/import-table-schema.ts
function isFrictionless(value) {
  return schemaIn(value) !== void 0;
}
function schemaIn(value) {
  const top = mappingOf(value);
  if (top === void 0) return void 0;
  if (Array.isArray(top.fields)) {
    return { schema: top, path: [], name: nameOf2(top), others: 0, resource: {} };
  }
  const own2 = mappingOf(top.schema);
  if (own2 !== void 0 && Array.isArray(own2.fields)) {
    return { schema: own2, path: ["schema"], name: nameOf2(top), others: 0, resource: top };
  }
  const found = listOf2(top.resources).flatMap((entry, index) => {
    const resource = mappingOf(entry);
    const schema = mappingOf(resource?.schema);
    if (resource === void 0 || schema === void 0 || !Array.isArray(schema.fields)) return [];
    const path = ["resources", index, "schema"];
    return [{ schema, path, name: nameOf2(resource), others: 0, resource }];
  });
  return found[0] && { ...found[0], others: listOf2(top.resources).length - 1 };
}
function nameOf2({ name: name3 }) {
  return typeof name3 === "string" && name3 !== "" ? name3 : void 0;
}
function importTableSchema(document) {
  const found = schemaIn(document.value);
  if (found === void 0) throw new ConfigurationError(`${document.file}: holds no Table Schema: no fields.`);
  const { schema, path } = found;
  const missing = [];
  const quality = [];
  const miss = (below, reason2) => void missing.push({ path: [...path, ...below], what: below.join("."), reason: reason2 });
  if (found.others > 0) {
    missing.push({
      path: ["resources"],
      what: "resources",
      reason: `${found.others} more; the first with a schema is read.`
    });
  }
  const keys = namesOf2(schema.primaryKey);
  const names6 = /* @__PURE__ */ new Set();
  const properties = listOf2(schema.fields).flatMap((entry, index) => {
    const field = mappingOf(entry);
    const name3 = field && nameOf2(field);
    if (field === void 0 || name3 === void 0 || names6.has(name3)) {
      miss(["fields", index], "a field needs a name of its own.");
      return [];
    }
    names6.add(name3);
    const property = new PropertyTranslation(name3, [...path, "fields", index], missing);
    translateField(field, property);
    if (keys.includes(name3)) {
      property.key("primaryKey", true);
      if (keys.length > 1) property.key("primaryKeyPosition", keys.indexOf(name3) + 1);
    }
    return [property.finish()];
  });
  for (const key2 of keys.filter((key3) => !names6.has(key3))) miss(["primaryKey"], `no field is called ${key2}.`);
  for (const [index, key2] of listOf2(schema.uniqueKeys).entries()) {
    const columns2 = namesOf2(key2);
    if (columns2.every((column2) => names6.has(column2)) && columns2.length > 0) {
      quality.push({ metric: "duplicateValues", arguments: { properties: columns2 }, mustBe: 0 });
    } else miss(["uniqueKeys", index], "names a field that is not there.");
  }
  const id = found.name ?? "rows";
  for (const [index, entry] of listOf2(schema.foreignKeys).entries()) {
    const key2 = foreignKeyOf(mappingOf(entry) ?? {}, id);
    if (key2?.columns.every((column2) => names6.has(column2))) {
      quality.push({ type: "custom", engine: "mlgate", implementation: key2 });
    } else miss(["foreignKeys", index], "names fields that are not there, or not as many as it refers to.");
  }
  const { lines, unknown } = readingWords(found.resource, [...names6]);
  const above = path.slice(0, -1);
  if (lines.length > 0) missing.push({ path: above, what: "dialect", reason: intoReading(lines) });
  for (const key2 of unknown) missing.push({ path: above, what: `dialect: ${key2}`, reason: "is not understood." });
  const absent = namesOf2(schema.missingValues ?? [""]);
  if (absent.some((value) => value !== "")) {
    miss(["missingValues"], intoReading([`null_values: ${JSON.stringify(absent)}`]));
  }
  const matches3 = schema.fieldsMatch;
  const must = { exact: "equal", equal: "equal", superset: "contain", subset: "in" }[String(matches3)];
  if (matches3 !== void 0 && must === void 0) miss(["fieldsMatch"], `${String(matches3)} has no counterpart.`);
  if (must !== void 0) {
    const ordered2 = matches3 === "exact" ? { ordered: true } : {};
    quality.push({
      type: "custom",
      engine: "mlgate",
      implementation: { check: "columns", [must]: [...names6], ...ordered2 }
    });
  }
  for (const key2 of Object.keys(schema).filter((key3) => !known.has(key3))) miss([key2], "is not understood.");
  const notes = matches3 === void 0 ? ['Columns beyond the fields are not refused; a rule "columns" does that.'] : [];
  return { id, quality, properties, missing, notes };
}
function foreignKeyOf(key2, own2) {
  const reference = mappingOf(key2.reference) ?? {};
  const [columns2, others] = [namesOf2(key2.fields), namesOf2(reference.fields)];
  if (columns2.length === 0 || columns2.length !== others.length) return void 0;
  return { check: "foreignKey", columns: columns2, to: { table: nameOf2({ name: reference.resource }) ?? own2, columns: others } };
}
function intoReading(lines) {
  return `is no demand on rows. Write under data.reading in mlgate.yml: ${lines.join("; ")}`;
}
var known = new Set(
  "fields primaryKey uniqueKeys foreignKeys missingValues fieldsMatch name title description $schema profile homepage version sources licenses keywords examples contributors image created".split(
    " "
  )
);
var knownOfField = new Set(
  "name type format title description example examples rdfType constraints trueValues falseValues missingValues decimalChar groupChar bareNumber categories categoriesOrdered".split(
    " "
  )
);
function translateField(field, property) {
  const type2 = typeof field.type === "string" ? field.type : "any";
  const format = typeof field.format === "string" ? field.format : "default";
  translateType(type2, format, field, property);
  if (field.description !== void 0) property.key("description", field.description);
  if (field.missingValues !== void 0)
    property.miss(
      "missingValues",
      "count as values here, unless null_values in data.reading lists them for all columns."
    );
  const categories = listOf2(field.categories).map((entry) => mappingOf(entry)?.value ?? entry);
  if (categories.length > 0) property.oneOf(categories, "categories");
  for (const key2 of Object.keys(field).filter((key3) => !knownOfField.has(key3))) property.miss(key2, "is not understood.");
  for (const [name3, value] of Object.entries(mappingOf(field.constraints) ?? {})) {
    translateConstraint(name3, value, type2, property);
  }
}
var stringFormats2 = /* @__PURE__ */ new Set(["email", "uri", "uuid"]);
function translateType(type2, format, field, property) {
  switch (type2) {
    case "string":
      property.key("logicalType", "string");
      if (stringFormats2.has(format)) property.option("format", format);
      else if (format !== "default") property.miss("format", `${format} is not checked.`);
      return;
    case "integer":
    case "number":
      for (const key2 of ["decimalChar", "groupChar", "bareNumber"]) {
        if (field[key2] === void 0 || key2 === "bareNumber" && field[key2] === true) continue;
        const own2 = { decimalChar: "decimal", groupChar: "thousands" }[key2];
        if (own2 === void 0) {
          property.miss(key2, "numbers are read as JSON writes them.");
          return;
        }
        property.miss(key2, intoReading([`${own2}: ${JSON.stringify(field[key2])}`]));
      }
      property.key("logicalType", type2);
      return;
    case "year":
      property.key("logicalType", "integer");
      return;
    case "yearmonth":
      property.key("logicalType", "string");
      property.option("pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$");
      return;
    case "boolean": {
      const [yes, no] = [
        field.trueValues ?? ["true", "True", "TRUE", "1"],
        field.falseValues ?? ["false", "False", "FALSE", "0"]
      ];
      property.oneOf([...listOf2(yes), ...listOf2(no)], "type");
      return;
    }
    case "date":
    case "datetime":
    case "time": {
      const pattern2 = format === "default" ? void 0 : dateFormatOf(format);
      if (format !== "default" && pattern2 === void 0) {
        property.miss("format", `${format} cannot be written as a format of the contract.`);
        return;
      }
      property.key("logicalType", type2 === "datetime" ? "timestamp" : type2);
      if (pattern2 !== void 0) property.option("format", pattern2);
      return;
    }
    case "any":
      return;
    default:
      property.miss("type", `${type2} is not checked.`);
  }
}
var ordered = /* @__PURE__ */ new Set(["integer", "number", "date", "timestamp", "time"]);
function translateConstraint(name3, value, type2, property) {
  const path = ["constraints", name3];
  switch (name3) {
    case "required":
    case "unique":
      if (value === true) property.key(name3, true);
      return;
    case "minLength":
    case "maxLength":
      if (property.type === "string" && typeof value === "number") property.option(name3, value);
      else property.miss(path, `the length of ${type2} is not checked.`);
      return;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum": {
      const isNumber3 = property.type === "integer" || property.type === "number";
      const bound2 = isNumber3 && typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      const fits = isNumber3 ? typeof bound2 === "number" && Number.isFinite(bound2) : typeof bound2 === "string";
      if (ordered.has(String(property.type)) && fits) property.option(name3, bound2);
      else property.miss(path, `is no bound of ${type2} that can be checked.`);
      return;
    }
    case "pattern":
      if (property.type === "string" && typeof value === "string") property.pattern(`^(?:${value})$`, path);
      else property.miss(path, `patterns of ${type2} are not checked.`);
      return;
    case "enum": {
      const isNumber3 = property.type === "integer" || property.type === "number";
      property.oneOf(
        listOf2(value).map((one) => isNumber3 && typeof one === "string" ? Number(one) : one),
        path
      );
      return;
    }
    default:
      property.miss(path, "is not checked.");
  }
}

// packages/contracts/src/import/great-expectations/arguments.ts
var Untranslated = class extends Error {
};
var Arguments = class {
  #kwargs;
  #asked = /* @__PURE__ */ new Set();
  /** Whether the suite is one of 0.x, which knew other types of bounds, and other pandas. */
  isOld;
  constructor(kwargs, isOld = false) {
    this.#kwargs = kwargs;
    this.isOld = isOld;
  }
  /** Undefined when it is missing or null. */
  get(name3) {
    this.#asked.add(name3);
    const value = this.#kwargs[name3] ?? void 0;
    if (mentionsParameter(value)) {
      throw new Untranslated(`${name3} is a parameter ($PARAMETER), whose value the file does not have.`);
    }
    return value;
  }
  /** Names of arguments that say something and have not been asked for. */
  get left() {
    return Object.entries(this.#kwargs).flatMap(
      ([name3, value]) => this.#asked.has(name3) || value === null || value === void 0 || value === false ? [] : [name3]
    );
  }
  text(name3) {
    const value = this.get(name3);
    if (typeof value !== "string") throw new Untranslated(`${name3} must be a text.`);
    return value;
  }
  optionalText(name3) {
    return this.get(name3) === void 0 ? void 0 : this.text(name3);
  }
  flag(name3) {
    const value = this.get(name3) ?? false;
    if (typeof value !== "boolean") throw new Untranslated(`${name3} must be true or false.`);
    return value;
  }
  number(name3) {
    const value = this.get(name3);
    if (typeof value !== "number" || !Number.isFinite(value)) throw new Untranslated(`${name3} must be a number.`);
    return value;
  }
  optionalNumber(name3) {
    return this.get(name3) === void 0 ? void 0 : this.number(name3);
  }
  texts(name3) {
    const value = this.get(name3);
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string") || value.length === 0) {
      throw new Untranslated(`${name3} must be a list of texts.`);
    }
    return value;
  }
  list(name3) {
    const value = this.get(name3);
    if (value === void 0) throw new Untranslated(`has no ${name3}, so that it demands nothing.`);
    if (!Array.isArray(value)) throw new Untranslated(`${name3} must be a list.`);
    return value;
  }
  /** Texts, numbers and booleans of a list; a missing value in it says nothing of values that are there. */
  values(name3) {
    return this.list(name3).flatMap((value) => {
      if (value === null) return [];
      if (!isValue2(value)) throw new Untranslated(`${name3} holds something that is no text, number or boolean.`);
      return [value];
    });
  }
};
function isValue2(value) {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value);
}
function mentionsParameter(value) {
  if (typeof value !== "object" || value === null) return false;
  if ("$PARAMETER" in value) return true;
  return Object.values(value).some(mentionsParameter);
}

// packages/contracts/src/import/great-expectations/guards.ts
var plainTimes = ["datetime64[s]", "datetime64[ms]", "datetime64[us]", "datetime64[ns]"];
var objects = [
  "object-bool",
  "object-date",
  "object-time",
  "object-decimal",
  "object-bytes"
];
var eachNumber = {
  name: "type is number or boolean",
  implementation: { check: "type", is: ["number", "boolean"] }
};
var ofNumbers2 = guard("numbers", ["number", "bool", "object-bool"]);
var ofNumbersAndDecimals = guard("numbers or decimals", ["number", "bool", "object-bool", "object-decimal"]);
var ofPlainNumbers = guard("numbers without true and false", ["number", "object-bool"]);
var ofOrdered = guard("numbers or times", [
  "number",
  "object-bool",
  ...plainTimes,
  "datetime64-with-zone",
  "object-date",
  "object-decimal"
]);
var ofTexts = guard("texts", ["str", "empty"]);
var ofWrittenAlike = guard("texts, or what Python writes alike", [
  "integer",
  "float64",
  "empty",
  "str",
  "object-date",
  "object-decimal"
]);
var ofDates = guard("dates", ["object-date"]);
var ofDatesOrTexts = guard("dates, or texts", ["str", "object-date"]);
var ofTimesOrTexts = guard("times without a zone, or texts", ["str", ...plainTimes]);
var ofTimes = guard("times without a zone", plainTimes);
var ofInstants = guard("times with a zone", ["datetime64-with-zone"]);
var ofBooleans = guard("true and false", ["bool", "object-bool"]);
function guard(name3, is) {
  return { name: `pandas reads ${name3}`, implementation: { check: "pandasType", is } };
}

// packages/contracts/src/import/great-expectations/bounds.ts
var isoPattern = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
function isIso(text3) {
  return isoPattern.test(text3) && !Number.isNaN(Date.parse(text3.replace(" ", "T")));
}
function numberBounds(given2) {
  return boundsOf(numberBound(given2, "min_value"), numberBound(given2, "max_value"), given2);
}
function numberBound(given2, name3) {
  const value = given2.get(name3);
  return typeof value === "string" && isNumberText(value) ? Number(value) : given2.optionalNumber(name3);
}
function isNumberText(text3) {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text3);
}
function momentBounds(given2) {
  const texts2 = boundTexts(given2);
  if (texts2.length === 0 || texts2.every(isNumberText)) return numberBounds(given2);
  const read2 = (name3) => {
    const value = given2.get(name3);
    if (value === void 0 || typeof value === "string" && isIso(value)) return value;
    throw new Untranslated(`${name3} is neither a number nor a date as ISO 8601 writes it.`);
  };
  return boundsOf(read2("min_value"), read2("max_value"), given2);
}
function boundTexts(given2) {
  return [given2.get("min_value"), given2.get("max_value")].filter((bound2) => typeof bound2 === "string");
}
function momentGuard(texts2) {
  const guards = new Set(texts2.map((text3) => text3.length === 10 ? ofDates : hasZone(text3) ? ofInstants : ofTimes));
  const [guard2] = guards;
  if (guard2 === void 0 || guards.size > 1) {
    throw new Untranslated("its bounds are a date and a time, or with a zone and without, which are not compared.");
  }
  return guard2;
}
function hasZone(text3) {
  return /(Z|[+-]\d{2}:\d{2})$/.test(text3);
}
function boundsOf(low, high, given2) {
  const [strictLow, strictHigh] = [given2.flag("strict_min"), given2.flag("strict_max")];
  if (low === void 0 && high === void 0) throw new Untranslated("has no bounds, so that it demands nothing.");
  if (low !== void 0 && high !== void 0 && (low > high || low === high && (strictLow || strictHigh))) {
    throw new Untranslated("its bounds leave no room for a value.");
  }
  return {
    ...low === void 0 ? {} : { [strictLow ? "exclusiveMinimum" : "minimum"]: low },
    ...high === void 0 ? {} : { [strictHigh ? "exclusiveMaximum" : "maximum"]: high }
  };
}

// packages/contracts/src/import/great-expectations/distribution-expectation.ts
var divergence = (given2) => {
  const partition = given2.get("partition_object");
  const threshold = given2.get("threshold");
  if (partition === void 0)
    throw new Untranslated("has no partition_object, so that the data is compared with itself.");
  if (threshold === void 0) throw new Untranslated("has no threshold, so that it demands nothing.");
  if (typeof partition !== "object" || partition === null || !("weights" in partition)) {
    throw new Untranslated("partition_object must have weights, and values or bins.");
  }
  const [tail, inner] = [shareOf(given2, "tail_weight_holdout"), shareOf(given2, "internal_weight_holdout")];
  const weights = numbersOf2(partition.weights, "weights");
  const implementation = { check: "distribution", distance: "kullback-leibler", maximum: given2.number("threshold") };
  const column2 = given2.text("column");
  if (given2.get("bucketize_data") === false && "bins" in partition) {
    throw new Untranslated("bins with bucketize_data: false are not compared.");
  }
  if ("values" in partition) {
    if (tail > 0 || inner > 0) throw new Untranslated("holdouts are not checked for values that are not expected.");
    const { values, guard: guard2 } = readValues(partition.values);
    makeOne(weights, []);
    return { column: column2, guard: guard2, implementation: { ...implementation, values, weights }, where: "considered" };
  }
  const bins2 = numbersOf2("bins" in partition ? partition.bins : void 0, "bins");
  const tails = "tail_weights" in partition ? numbersOf2(partition.tail_weights, "tail_weights") : [];
  if (tails.length > 0 && (tail > 0 || tails.length !== 2)) {
    throw new Untranslated("tail_weights must be two, and have no tail_weight_holdout beside them.");
  }
  makeOne(weights, tails);
  const binned = withHoldouts(weights, tails, tail, inner);
  return { column: column2, guard: ofNumbers2, implementation: { ...implementation, bins: bins2, ...binned }, where: "considered" };
};
function withHoldouts(weights, tails, tail, inner) {
  if (tail === 0 && inner === 0) return { weights, ...tails.length === 0 ? {} : { tailWeights: tails } };
  const empty = weights.filter((weight) => weight === 0).length;
  const held = weights.map((weight) => weight === 0 && inner > 0 ? inner / empty : weight * (1 - tail - inner));
  const sides2 = tails.length === 0 ? [tail / 2, tail / 2] : tails;
  const total = [...held, ...sides2].reduce((sum4, weight) => sum4 + weight, 0);
  return { weights: held.map((weight) => weight / total), tailWeights: sides2.map((weight) => weight / total) };
}
function shareOf(given2, name3) {
  const share4 = given2.optionalNumber(name3) ?? 0;
  if (share4 < 0 || share4 >= 1) throw new Untranslated(`${name3} must be at least 0 and less than 1.`);
  return share4;
}
function makeOne(weights, tails) {
  const total = [...weights, ...tails].reduce((sum4, weight) => sum4 + weight, 0);
  if (Math.abs(total - 1) > 1e-8 || [...weights, ...tails].some((weight) => weight < 0)) {
    throw new Untranslated("the weights of partition_object do not make 1 together.");
  }
}
function readValues(values) {
  if (Array.isArray(values) && values.every(isValue2) && new Set(values.map(String)).size === values.length) {
    const types3 = new Set(values.map((value) => typeof value));
    const [type2] = types3;
    if (types3.size === 1) {
      return { values, guard: type2 === "string" ? ofTexts : type2 === "number" ? ofPlainNumbers : ofBooleans };
    }
  }
  throw new Untranslated("the values of partition_object must be different, and of one type.");
}
function numbersOf2(value, name3) {
  if (Array.isArray(value) && value.every((one) => typeof one === "number")) return value;
  throw new Untranslated(`${name3} of partition_object must be a list of numbers.`);
}

// packages/contracts/src/import/great-expectations/sql.ts
function nameSql(name3) {
  return `"${name3.replaceAll('"', '""')}"`;
}
function valueSql2(value) {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

// packages/contracts/src/import/great-expectations/python-pattern.ts
var classes = {
  d: "\\p{Nd}",
  w: "\\p{L}\\p{N}_",
  s: "\\s\\v\\x1c-\\x1f\\x85\\p{Z}"
};
function fromPythonPattern(pattern2) {
  const flags = /^\(\?([ims]+)\)/.exec(pattern2);
  const body = translate2(flags === null ? pattern2 : pattern2.slice(flags[0].length), flags?.[1]?.includes("m") === true);
  if (body === void 0) return void 0;
  return flags === null ? body : `(?${[...new Set(flags[1])].join("")}:${body})`;
}
function translate2(pattern2, isMultiline) {
  let out = "";
  let inClass = false;
  for (let at = 0; at < pattern2.length; at++) {
    const rest = pattern2.slice(at);
    const character = rest.charAt(0);
    if (character === "\\") {
      const next = rest.charAt(1);
      const translated = escapeOf(next, inClass);
      if (translated === void 0) return void 0;
      out += translated;
      at += 1;
    } else if (inClass) {
      inClass = character !== "]";
      out += character === "[" ? "\\[" : character;
    } else if (character === "[") {
      inClass = true;
      const start = /^\[\^?\]?/.exec(rest)?.[0] ?? "[";
      out += start.replace(/(?<=.)\]/, "\\]");
      at += start.length - 1;
    } else if (character === "$" && !isMultiline) {
      out += "(?:\\n?\\z)";
    } else if (rest.startsWith("(?")) {
      const group2 = /^\(\?(?:P<[A-Za-z_]\w*>|:|[ims]+:)/.exec(rest)?.[0];
      if (group2 === void 0) return void 0;
      out += group2.startsWith("(?P") ? "(" : group2;
      at += group2.length - 1;
    } else if (/^[*+?}]\+/.test(rest)) {
      return void 0;
    } else out += character;
  }
  return inClass ? void 0 : out;
}
function escapeOf(next, inClass) {
  const kind = classes[next.toLowerCase()];
  if (kind !== void 0) {
    if (next === next.toLowerCase()) return inClass || next === "d" ? kind : `[${kind}]`;
    return inClass ? void 0 : `[^${kind}]`;
  }
  if (next === "Z") return "\\z";
  if (/[1-9ugN]/.test(next) || next === "") return void 0;
  return `\\${next}`;
}
function fromLikePattern(pattern2, escaping) {
  let out = "";
  const characters = [...pattern2];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === escaping && at + 1 < characters.length) {
      at += 1;
      out += literal(characters[at] ?? "");
    } else if (character === "%") out += "(?s:.*)";
    else if (character === "_") out += "(?s:.)";
    else out += literal(character);
  }
  return out;
}
function literal(character) {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

// packages/contracts/src/import/great-expectations/type-names.ts
var pandasNames = {
  int8: ["int8"],
  int16: ["int16"],
  int32: ["int32"],
  int64: ["int64"],
  uint8: ["uint8"],
  uint16: ["uint16"],
  uint32: ["uint32"],
  uint64: ["uint64"],
  // To Python true is an integer.
  int: ["int64", "object-bool"],
  intp: ["int64"],
  long: ["int64", "object-bool"],
  uint: ["uint64"],
  float: pandasDoubles,
  float64: pandasDoubles,
  double: pandasDoubles,
  float32: ["float32"],
  single: ["float32"],
  bool: ["bool", "object-bool"],
  str: ["str"],
  object: objects,
  object_: objects,
  O: objects,
  datetime64: plainTimes,
  "datetime64[s]": plainTimes,
  "datetime64[ms]": plainTimes,
  "datetime64[us]": plainTimes,
  "datetime64[ns]": plainTimes,
  Timestamp: ["datetime64-with-zone"],
  date: ["object-date"],
  Decimal: ["object-decimal"],
  bytes: ["object-bytes"]
};
var otherNames = new Map(
  Object.entries({
    integer: "int integer bigint smallint tinyint hugeint long integertype longtype shorttype bytetype",
    number: "float double real decimal numeric number float64 double_precision floattype doubletype decimaltype",
    string: "str string varchar text char nvarchar nchar stringtype",
    boolean: "bool boolean booleantype",
    date: "date datetype",
    timestamp: "datetime timestamp timestamptz timestamptype timestamp_ntz timestampntztype",
    time: "time"
  }).flatMap(([type2, names6]) => names6.split(" ").map((name3) => [name3, type2]))
);
function typeImplementation(names6, question, isOld) {
  const known3 = names6.filter((name3) => Object.hasOwn(pandasNames, name3));
  if (known3.length === 0) return { check: "type", is: sqlTypes(names6) };
  if (question === "type list" && known3.includes("str") && !isOld) {
    throw new Untranslated(
      "a list with str finds texts with pandas 2 and not with pandas 3. Write expect_column_values_to_be_of_type."
    );
  }
  const types3 = known3.flatMap((name3) => columnsOf3(name3, question, isOld));
  if (types3.length === 0) throw new Untranslated(`pandas has no column of type ${known3.join(" or ")}.`);
  return { check: "pandasType", is: [...new Set(types3)] };
}
function columnsOf3(name3, question, isOld) {
  const types3 = pandasNames[name3] ?? [];
  if (isOld && types3 === objects) return [...objects, "str"];
  if (question === "values of type") return types3;
  if (question === "type list" && (types3 === objects || name3 === "Timestamp")) return [];
  if (types3 === plainTimes && (name3 !== "datetime64" || question === "type list")) {
    return plainTimes.filter((type2) => type2 === name3);
  }
  return question === "column type" ? types3.filter((type2) => !type2.startsWith("object-") || types3 === objects) : types3;
}
function sqlTypes(names6) {
  const types3 = names6.map((name3) => {
    const plain3 = name3.replace(/\(.*\)$/, "");
    const type2 = /^[A-Z][A-Z0-9_ ]+$|Type$/.test(plain3) ? otherNames.get(plain3.toLowerCase()) : void 0;
    if (type2 === void 0) throw new Untranslated(`the type ${JSON.stringify(name3)} is not known here.`);
    return type2;
  });
  return [...new Set(types3)];
}

// packages/contracts/src/import/great-expectations/value-expectations.ts
var valueExpectations = {
  expect_column_values_to_not_be_null: mapped(() => ({ check: "notNull", asPandas: true })),
  expect_column_values_to_be_null: mapped(() => ({ check: "null" })),
  expect_column_values_to_be_unique: mapped(() => ({ check: "unique", count: "all" })),
  expect_column_values_to_be_in_set: mapped((given2, name3) => {
    const values = given2.values("value_set");
    return values.length === 0 ? never(name3) : { check: "inSet", values, ...sameType(values) };
  }),
  expect_column_values_to_not_be_in_set: mapped((given2) => {
    const values = given2.values("value_set");
    if (values.length === 0) throw new Untranslated("value_set is empty, so that it demands nothing.");
    return { check: "notInSet", values, sameType: true };
  }),
  expect_column_values_to_be_between: mapped(between, betweenGuard),
  expect_column_value_lengths_to_equal: mapped((given2) => {
    const value = wholeNumber(given2.number("value"));
    return { check: "length", minimum: value, maximum: value };
  }, ofWrittenAlike),
  expect_column_value_lengths_to_be_between: mapped((given2) => {
    const [low, high] = [given2.optionalNumber("min_value"), given2.optionalNumber("max_value")];
    const least = low === void 0 ? void 0 : given2.flag("strict_min") ? Math.floor(low) + 1 : Math.ceil(low);
    const most = high === void 0 ? void 0 : given2.flag("strict_max") ? Math.ceil(high) - 1 : Math.floor(high);
    if (least === void 0 && most === void 0) throw new Untranslated("has no bounds, so that it demands nothing.");
    if ((most ?? Infinity) < Math.max(0, least ?? 0)) throw new Untranslated("its bounds leave no room for a length.");
    return {
      check: "length",
      ...least === void 0 ? {} : { minimum: Math.max(0, least) },
      ...most === void 0 ? {} : { maximum: most }
    };
  }, ofWrittenAlike),
  expect_column_values_to_match_regex: mapped(
    (given2) => ({
      check: "matches",
      pattern: pattern(given2.optionalText("regex") ?? "(?s).*")
    }),
    ofWrittenAlike
  ),
  expect_column_values_to_not_match_regex: mapped(
    (given2) => ({
      check: "notMatches",
      pattern: pattern(given2.text("regex"))
    }),
    ofWrittenAlike
  ),
  expect_column_values_to_match_regex_list: mapped(
    (given2) => ({
      check: "matches",
      patterns: given2.texts("regex_list").map(pattern),
      ...allKey(given2)
    }),
    ofWrittenAlike
  ),
  expect_column_values_to_not_match_regex_list: mapped(
    (given2) => ({
      check: "notMatches",
      patterns: given2.texts("regex_list").map(pattern)
    }),
    ofWrittenAlike
  ),
  expect_column_values_to_match_like_pattern: mapped((given2) => ({
    check: "matches",
    pattern: fromLikePattern(given2.text("like_pattern"), given2.optionalText("escape")),
    whole: true
  })),
  expect_column_values_to_not_match_like_pattern: mapped((given2) => ({
    check: "notMatches",
    pattern: fromLikePattern(given2.text("like_pattern"), given2.optionalText("escape")),
    whole: true
  })),
  expect_column_values_to_match_like_pattern_list: mapped((given2) => ({
    check: "matches",
    patterns: likePatterns(given2),
    whole: true,
    ...allKey(given2)
  })),
  expect_column_values_to_not_match_like_pattern_list: mapped((given2) => ({
    check: "notMatches",
    patterns: likePatterns(given2),
    whole: true
  })),
  expect_column_values_to_match_strftime_format: mapped(
    (given2) => ({
      check: "dateFormat",
      format: strptime(given2.text("strftime_format"))
    }),
    ofTexts
  ),
  expect_column_values_to_be_dateutil_parseable: mapped(() => ({ check: "dateParseable" }), ofTexts),
  expect_column_values_to_be_json_parseable: mapped(() => ({ check: "json" }), ofTexts),
  expect_column_values_to_be_increasing: mapped((given2) => ({ check: "increasing", ...strictKey(given2) }), ofOrdered),
  expect_column_values_to_be_decreasing: mapped((given2) => ({ check: "decreasing", ...strictKey(given2) }), ofOrdered),
  expect_column_value_z_scores_to_be_less_than: mapped((given2) => {
    const [threshold, both] = [given2.number("threshold"), given2.flag("double_sided")];
    const below = both ? Math.abs(threshold) : threshold;
    if (!(below > 0)) throw new Untranslated("a threshold that is not above 0 is not checked.");
    return { check: "zScore", below, both };
  }, ofNumbers2),
  expect_column_values_to_be_of_type: typed("values of type", (given2) => [given2.text("type_")]),
  expect_column_values_to_be_in_type_list: typed("type list", (given2) => given2.texts("type_list")),
  expect_column_type_to_be: typed("column type", (given2) => [given2.text("type_")])
};
function mapped(implementation, guard2) {
  return (given2) => {
    const column2 = given2.text("column");
    const beside = typeof guard2 === "function" ? guard2(given2) : guard2;
    return {
      ...beside === void 0 ? {} : { guard: beside },
      column: column2,
      implementation: { ...implementation(given2, nameSql(column2)), ...mostlyKey2(given2) },
      where: "considered"
    };
  };
}
function typed(question, names6) {
  return (given2) => {
    mostlyKey2(given2);
    return {
      column: given2.text("column"),
      implementation: typeImplementation(names6(given2), question, given2.isOld),
      where: "done"
    };
  };
}
function sameType(values) {
  const isPlain2 = (value) => typeof value === "string" && !/^$|\d|^(true|false|nan|[+-]?inf(inity)?)$/i.test(value);
  return values.every(isPlain2) ? {} : { sameType: true };
}
function mostlyKey2(given2) {
  const mostly2 = given2.optionalNumber("mostly") ?? 1;
  if (!(mostly2 > 0 && mostly2 <= 1)) {
    throw new Untranslated(mostly2 === 0 ? "mostly is 0, so that it demands nothing." : "mostly must be from 0 to 1.");
  }
  return mostly2 === 1 ? {} : { mostly: mostly2 };
}
function never(name3) {
  return { check: "condition", expression: `CASE WHEN ${name3} IS NOT NULL THEN false END` };
}
function between(given2, name3) {
  const texts2 = boundTexts(given2);
  const isParsed = given2.flag("parse_strings_as_datetimes");
  if (isParsed || texts2.every((text3) => isIso(text3) || isNumberText(text3))) {
    return { check: "range", ...momentBounds(given2) };
  }
  if (!given2.isOld) throw new Untranslated("Great Expectations 1.x takes numbers, dates and times as bounds.");
  const bounds3 = Object.entries(boundsOf(boundText(given2, "min_value"), boundText(given2, "max_value"), given2));
  const tests = bounds3.map(([key2, bound2]) => `${name3} ${signs[key2]} ${valueSql2(String(bound2))}`);
  return { check: "condition", expression: tests.join(" AND ") };
}
function betweenGuard(given2) {
  const texts2 = boundTexts(given2);
  if (texts2.every(isNumberText)) return eachNumber;
  return given2.isOld ? void 0 : momentGuard(texts2);
}
var signs = {
  minimum: ">=",
  exclusiveMinimum: ">",
  maximum: "<=",
  exclusiveMaximum: "<"
};
function boundText(given2, name3) {
  const value = given2.get(name3);
  if (value === void 0 || typeof value === "string") return value;
  throw new Untranslated("one bound is a text and the other is not.");
}
function wholeNumber(value) {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Untranslated("no text has that length.");
}
function pattern(python) {
  const translated = fromPythonPattern(python);
  if (translated === void 0 || wrongPattern(translated) !== void 0) {
    throw new Untranslated(
      `the regular expression ${JSON.stringify(python)} uses what RE2 cannot search with (look-around, back-references, possessive repeats, comments).`
    );
  }
  return translated;
}
function likePatterns(given2) {
  const escaping = given2.optionalText("escape");
  return given2.texts("like_pattern_list").map((one) => fromLikePattern(one, escaping));
}
function allKey(given2) {
  const on = given2.optionalText("match_on") ?? "any";
  if (on !== "any" && on !== "all") throw new Untranslated("match_on must be any or all.");
  return on === "all" ? { all: true } : {};
}
function strictKey(given2) {
  return given2.flag("strictly") ? { strict: true } : {};
}
function strptime(format) {
  const directives3 = [...format.matchAll(/%(.?)/gs)].map(([, directive]) => directive ?? "");
  if (directives3.length > 0 && directives3.every((one) => one !== "" && "aAbBdHIjmMpSyYzf%".includes(one))) return format;
  throw new Untranslated(`the format ${JSON.stringify(format)} has directives that are not checked here.`);
}

// packages/contracts/src/import/great-expectations/column-expectations.ts
var columnExpectations = {
  expect_column_to_exist: (given2) => {
    const index = given2.optionalNumber("column_index");
    const column2 = given2.text("column");
    if (index === void 0) return { column: column2, where: "none" };
    return { column: column2, implementation: { check: "place", is: index < 0 ? index : index + 1 }, where: "none" };
  },
  expect_column_mean_to_be_between: aggregate("mean", numberBounds, "considered", () => ofNumbers2),
  expect_column_median_to_be_between: aggregate("median", numberBounds, "considered", () => ofNumbersAndDecimals),
  expect_column_sum_to_be_between: aggregate("sum", numberBounds, "considered", () => ofNumbers2),
  expect_column_stdev_to_be_between: aggregate("standardDeviation", numberBounds, "considered", () => ofNumbers2),
  expect_column_min_to_be_between: aggregate("minimumValue", momentBounds, "considered", extremeGuard),
  expect_column_max_to_be_between: aggregate("maximumValue", momentBounds, "considered", extremeGuard),
  expect_column_unique_value_count_to_be_between: aggregate("distinctCount", numberBounds, "counted"),
  expect_column_proportion_of_unique_values_to_be_between: aggregate("distinctShare"),
  expect_column_proportion_of_non_null_values_to_be_between: shareOfValues,
  expect_column_distinct_values_to_be_in_set: distinct2("in"),
  expect_column_distinct_values_to_contain_set: distinct2("contain"),
  expect_column_distinct_values_to_equal_set: distinct2("equal"),
  expect_column_most_common_value_to_be_in_set: (given2) => ({
    column: given2.text("column"),
    implementation: {
      check: "mostCommonValue",
      in: someValues(given2, "value_set"),
      ...sameType(given2.values("value_set")),
      ...given2.flag("ties_okay") ? { tiesOk: true } : {}
    },
    where: "considered"
  }),
  expect_column_quantile_values_to_be_between: quantiles3,
  expect_column_kl_divergence_to_be_less_than: divergence
};
function aggregate(check, bounds3 = numberBounds, where = "considered", guard2) {
  return (given2) => {
    const beside = guard2?.(given2);
    return {
      column: given2.text("column"),
      implementation: { check, ...bounds3(given2) },
      where,
      ...beside === void 0 ? {} : { guard: beside }
    };
  };
}
function extremeGuard(given2) {
  const texts2 = boundTexts(given2);
  if (texts2.every(isNumberText)) return ofNumbersAndDecimals;
  if (given2.isOld) return void 0;
  const guard2 = momentGuard(texts2);
  return guard2 === ofDates ? ofDatesOrTexts : guard2 === ofTimes ? ofTimesOrTexts : guard2;
}
function distinct2(must) {
  return (given2) => {
    if (must !== "in" && given2.list("value_set").includes(null)) {
      throw new Untranslated("value_set holds a missing value, which no column has as a value.");
    }
    return {
      column: given2.text("column"),
      implementation: {
        check: "distinctValues",
        [must]: someValues(given2, "value_set"),
        ...sameType(given2.values("value_set"))
      },
      where: "considered"
    };
  };
}
function someValues(given2, name3) {
  const values = given2.values(name3);
  if (values.length === 0) throw new Untranslated(`${name3} is empty, which is not checked here.`);
  return values;
}
function shareOfValues(given2, condition2) {
  const column2 = given2.text("column");
  const bounds3 = numberBounds(given2);
  if (Object.keys(bounds3).join() === "minimum") {
    const share4 = Number(bounds3.minimum);
    if (share4 > 0 && share4 <= 1) {
      return {
        column: column2,
        implementation: { check: "notNull", asPandas: true, ...share4 === 1 ? {} : { mostly: share4 } },
        where: "considered"
      };
    }
  }
  const where = condition2 === void 0 ? "" : ` WHERE ${condition2}`;
  const present = `count(*) FILTER (WHERE lower(${nameSql(column2)}::VARCHAR) <> 'nan')`;
  return {
    columns: [column2],
    implementation: { check: "sqlValue", query: `SELECT ${present} / count(*)::DOUBLE FROM data${where}`, ...bounds3 },
    where: "done"
  };
}
function quantiles3(given2) {
  const ranges = given2.get("quantile_ranges");
  if (typeof ranges !== "object" || ranges === null || !("quantiles" in ranges) || !("value_ranges" in ranges)) {
    throw new Untranslated("quantile_ranges must have quantiles and value_ranges.");
  }
  const { quantiles: wanted, value_ranges: bounds3 } = ranges;
  if (!Array.isArray(wanted) || !Array.isArray(bounds3) || wanted.length !== bounds3.length) {
    throw new Untranslated("quantiles and value_ranges must be lists of the same length.");
  }
  const levels = wanted.flatMap((level2, index) => {
    const pair2 = bounds3[index];
    const [low, high] = Array.isArray(pair2) ? pair2 : [];
    if (!isLevel(level2) || ![low, high].every((side) => side === null || isValue2(side) && typeof side === "number")) {
      throw new Untranslated("quantile_ranges must hold levels from 0 to 1, each with two numbers or null.");
    }
    if (low === null && high === null) return [];
    return [{ level: level2, ...low === null ? {} : { minimum: low }, ...high === null ? {} : { maximum: high } }];
  });
  if (levels.length === 0) throw new Untranslated("no quantile has a bound, so that it demands nothing.");
  const interpolation2 = given2.get("allow_relative_error") || "nearest";
  if (typeof interpolation2 !== "string") throw new Untranslated("allow_relative_error is not a way of interpolation.");
  return {
    column: given2.text("column"),
    implementation: { check: "quantiles", levels, interpolation: interpolation2 },
    guard: ofPlainNumbers,
    where: "considered"
  };
}
function isLevel(value) {
  return typeof value === "number" && value >= 0 && value <= 1;
}

// packages/contracts/src/import/great-expectations/row-condition.ts
var Untranslatable = class extends Error {
};
function readRowCondition(condition2, parser) {
  try {
    if (typeof condition2 === "string") {
      const isSql = parser === "spark";
      return { sql: parseText(condition2, isSql ? "unknown" : "differs") };
    }
    return { sql: objectSql2(condition2) };
  } catch (error) {
    if (error instanceof Untranslatable) return { reason: `row_condition: ${error.message}` };
    throw error;
  }
}
var operators2 = {
  "==": "=",
  "=": "=",
  "!=": "<>",
  "<>": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">="
};
function comparison2(column2, operator, value, missing) {
  const sql = operators2[operator];
  if (sql === void 0) throw new Untranslatable(`the operator ${operator} is not known.`);
  if (sql === "<>" && missing === "differs") return `${nameSql(column2)} IS DISTINCT FROM ${valueSql2(value)}`;
  return `${nameSql(column2)} ${sql} ${valueSql2(value)}`;
}
function columnComparison(one, operator, other, missing) {
  const sql = operators2[operator];
  if (sql === void 0) throw new Untranslatable(`the operator ${operator} is not known.`);
  const test = `${nameSql(one)} ${sql} ${nameSql(other)}`;
  return sql === "<>" && missing === "differs" ? `coalesce(${test}, true)` : test;
}
function membership(column2, values, isIn2, missing) {
  if (values.length === 0) return isIn2 ? "false" : "true";
  const name3 = nameSql(column2);
  const list3 = values.map(valueSql2).join(", ");
  if (isIn2) return `${name3} IN (${list3})`;
  return missing === "differs" ? `(${name3} IS NULL OR ${name3} NOT IN (${list3}))` : `${name3} NOT IN (${list3})`;
}
function objectSql2(value) {
  if (!isRecord2(value)) throw new Untranslatable("is neither a text nor a condition.");
  const column2 = isRecord2(value.column) && typeof value.column.name === "string" ? value.column.name : void 0;
  switch (value.type) {
    case "and":
    case "or": {
      const parts = Array.isArray(value.conditions) ? value.conditions.map(objectSql2) : [];
      if (parts.length === 0) throw new Untranslatable(`${value.type} has no conditions.`);
      return parts.length === 1 ? parts.join() : `(${parts.join(value.type === "and" ? " AND " : " OR ")})`;
    }
    case "nullity":
      if (column2 === void 0) break;
      return `${nameSql(column2)} IS ${value.is_null === true ? "" : "NOT "}NULL`;
    case "comparison": {
      const { operator, parameter } = value;
      if (column2 === void 0 || typeof operator !== "string") break;
      if (operator === "IN" || operator === "NOT_IN") {
        if (!Array.isArray(parameter) || !parameter.every(isValue3)) break;
        return membership(column2, parameter, operator === "IN", "differs");
      }
      if (isValue3(parameter)) return comparison2(column2, operator, parameter, "differs");
      break;
    }
    case "pass_through":
      if (typeof value.pass_through_filter === "string") return parseText(value.pass_through_filter, "differs");
  }
  throw new Untranslatable("is a kind of condition that is not known.");
}
var tokenPattern = /\s*(?:(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|`(?<quoted>[^`]+)`|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>==|!=|<>|<=|>=|[<>=&|~()[\],.]))/uy;
function tokensOf(text3) {
  const tokens = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text3.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(text3)?.groups;
    const found = Object.entries(groups ?? {}).find(([, part]) => part !== void 0);
    if (found === void 0) throw new Untranslatable(`cannot be read from ${JSON.stringify(text3.slice(at, at + 20))}.`);
    tokens.push({ kind: found[0], text: String(found[1]) });
  }
  return tokens;
}
function parseText(text3, missing) {
  const tokens = tokensOf(text3);
  let next = 0;
  const peek = () => tokens[next];
  const is = (...texts2) => {
    const token = tokens[next];
    return token !== void 0 && token.kind !== "text" && token.kind !== "quoted" && texts2.includes(token.text.toLowerCase());
  };
  const take = (...texts2) => {
    if (!is(...texts2)) return false;
    next += 1;
    return true;
  };
  const expect = (sign) => {
    if (!take(sign)) throw new Untranslatable(`${sign} is missing ${placeOf(peek())}.`);
  };
  function disjunction() {
    const parts = [conjunction()];
    while (take("or", "|")) parts.push(conjunction());
    return parts.length === 1 ? parts.join() : `(${parts.join(" OR ")})`;
  }
  function conjunction() {
    const parts = [negation()];
    while (take("and", "&")) parts.push(negation());
    return parts.length === 1 ? parts.join() : `(${parts.join(" AND ")})`;
  }
  function negation() {
    if (take("not", "~")) {
      const inner = negation();
      return missing === "differs" ? `NOT coalesce(${inner}, false)` : `NOT (${inner})`;
    }
    if (take("(")) {
      const inner = disjunction();
      expect(")");
      return `(${inner})`;
    }
    return test();
  }
  function test() {
    const column2 = name3();
    if (take(".")) {
      const method = tokens[next++]?.text.toLowerCase();
      expect("(");
      expect(")");
      if (method === "isnull" || method === "isna") return `${nameSql(column2)} IS NULL`;
      if (method === "notnull" || method === "notna") return `${nameSql(column2)} IS NOT NULL`;
      throw new Untranslatable(`the method ${method} is not known.`);
    }
    if (take("is")) {
      const isNot2 = take("not");
      expect("null");
      return `${nameSql(column2)} IS ${isNot2 ? "NOT " : ""}NULL`;
    }
    const isNot = take("not");
    if (take("in")) return membership(column2, list3(), !isNot, missing);
    const operator = tokens[next++];
    if (isNot || operator?.kind !== "sign") throw new Untranslatable(`an operator is missing ${placeOf(operator)}.`);
    return isColumn() ? columnComparison(column2, operator.text, name3(), missing) : comparison2(column2, operator.text, literal2(), missing);
  }
  function name3() {
    const token = tokens[next++];
    if (token?.kind === "quoted") return token.text;
    if (token?.kind !== "word") throw new Untranslatable(`a column is missing ${placeOf(token)}.`);
    if (token.text !== "col" || !take("(")) return token.text;
    const quoted2 = tokens[next++];
    if (quoted2?.kind !== "text") throw new Untranslatable("col( needs a name in quotes.");
    expect(")");
    return unquoted2(quoted2.text);
  }
  function isColumn() {
    const token = peek();
    const isCalled = tokens[next + 1]?.text === "(" && token?.text !== "col";
    if (token?.kind === "quoted") return true;
    return token?.kind === "word" && !isCalled && !/^(true|false|none|null|nan)$/i.test(token.text);
  }
  function list3() {
    const close = take("[") ? "]" : take("(") ? ")" : void 0;
    if (close === void 0) throw new Untranslatable(`a list is missing ${placeOf(peek())}.`);
    const values = [];
    while (!take(close)) {
      values.push(literal2());
      if (!is(close)) expect(",");
    }
    return values;
  }
  function literal2() {
    const token = tokens[next++];
    if (token?.kind === "word" && token.text === "date" && take("(")) {
      const day2 = literal2();
      expect(")");
      return day2;
    }
    if (token?.kind === "number") return Number(token.text);
    if (token?.kind === "text") return unquoted2(token.text);
    if (token?.kind === "word" && /^true$/i.test(token.text)) return true;
    if (token?.kind === "word" && /^false$/i.test(token.text)) return false;
    throw new Untranslatable(`only numbers, quoted texts, true and false are compared with, not ${placeOf(token)}.`);
  }
  const sql = disjunction();
  if (next < tokens.length) throw new Untranslatable(`cannot be read ${placeOf(peek())}.`);
  return sql;
}
function placeOf(token) {
  return token === void 0 ? "at the end" : `at ${JSON.stringify(token.text)}`;
}
function unquoted2(text3) {
  const inner = text3.slice(1, -1);
  if (/\\[^\\'"]/.test(inner)) throw new Untranslatable("a text with escapes is not understood.");
  return inner.replaceAll(/\\(.)/g, "$1");
}
function isValue3(value) {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value);
}
function isRecord2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// packages/contracts/src/import/great-expectations/row-expectations.ts
var rowExpectations = {
  expect_column_pair_values_to_be_equal: pair((columns2, ignored) => ({
    check: "equalColumns",
    columns: columns2,
    sameType: true,
    ignoreRowIf: ignored
  })),
  expect_column_pair_values_a_to_be_greater_than_b: pair((columns2, ignored, given2) => ({
    check: "greaterColumn",
    columns: columns2,
    sameType: true,
    ...given2.flag("or_equal") ? { orEqual: true } : {},
    ignoreRowIf: ignored
  })),
  expect_column_pair_values_to_be_in_set: pair((columns2, ignored, given2) => {
    const values = given2.list("value_pairs_set");
    if (!values.every(isPair)) throw new Untranslated("value_pairs_set must be a list of pairs of values.");
    return values.length === 0 ? checked(columns2, ignored, "false") : { check: "pairInSet", columns: columns2, values, sameType: true, ignoreRowIf: ignored };
  }),
  expect_multicolumn_sum_to_equal: several((columns2, ignored, given2) => {
    const equals = given2.number("sum_total");
    return columns2.length < 2 ? checked(columns2, ignored, `${columns2.map(nameSql).join(" + ")} = ${equals}`) : { check: "sumOfColumns", columns: columns2, equals, tolerance: 0, ignoreRowIf: ignored };
  }, ofNumbers2),
  expect_multicolumn_values_to_be_equal: several((columns2, ignored) => {
    const [first = "", ...others] = columns2.map(nameSql);
    return checked(columns2, ignored, others.map((name3) => sameSql(first, name3)).join(" AND ") || "true");
  }),
  expect_select_column_values_to_be_unique_within_record: several(distinctWithin),
  expect_multicolumn_values_to_be_unique: several(distinctWithin),
  expect_compound_columns_to_be_unique: several((columns2, ignored) => ({
    check: "unique",
    columns: columns2,
    count: "all",
    ignoreRowIf: ignored
  }))
};
function pair(implementation) {
  return (given2) => rowTranslation([given2.text("column_A"), given2.text("column_B")], implementation, given2);
}
function several(implementation, guard2) {
  return (given2) => ({
    ...rowTranslation(given2.texts("column_list"), implementation, given2),
    ...guard2 === void 0 ? {} : { guard: guard2 }
  });
}
function rowTranslation(columns2, implementation, given2) {
  if (new Set(columns2).size < columns2.length) throw new Untranslated("a column stands twice in it.");
  return {
    columns: columns2,
    implementation: { ...implementation(columns2, ignoredRows(given2), given2), ...mostlyKey2(given2) },
    where: "considered"
  };
}
var ignoredWords = {
  both_values_are_missing: "allMissing",
  either_value_is_missing: "anyMissing",
  neither: "never",
  all_values_are_missing: "allMissing",
  any_value_is_missing: "anyMissing",
  never: "never"
};
function ignoredRows(given2) {
  const word = given2.optionalText("ignore_row_if");
  const ignored = word === void 0 ? "allMissing" : ignoredWords[word];
  if (ignored === void 0) throw new Untranslated(`ignore_row_if ${JSON.stringify(word)} is not known.`);
  return ignored;
}
function checked(columns2, ignored, test) {
  const names6 = columns2.map(nameSql);
  const broken = `coalesce(${test}, false)`;
  if (ignored === "never") return { check: "condition", expression: broken };
  const isThere = names6.map((name3) => `${name3} IS NOT NULL`).join(ignored === "allMissing" ? " OR " : " AND ");
  return { check: "condition", expression: `CASE WHEN ${isThere} THEN ${broken} END` };
}
function sameSql(one, other) {
  return `(${one} IS NULL AND ${other} IS NULL OR ${kindSql(one)} = ${kindSql(other)} AND ${one} = ${other})`;
}
function kindSql(name3) {
  return `CASE WHEN regexp_matches(typeof(${name3}), 'INT|FLOAT|DOUBLE|DECIMAL|BOOLEAN') THEN 'number' ELSE replace(typeof(${name3}), 'DATE', 'TIMESTAMP') END`;
}
function distinctWithin(columns2, ignored) {
  const names6 = columns2.map(nameSql);
  const tests = names6.flatMap((one, index) => names6.slice(index + 1).map((other) => `${one} IS DISTINCT FROM ${other}`));
  return checked(columns2, ignored, tests.join(" AND ") || "true");
}
function isPair(value) {
  return Array.isArray(value) && value.length === 2 && value.every((part) => part === null || isValue2(part));
}

// packages/contracts/src/import/great-expectations/suite-schema.ts
var words = typebox_exports.Optional(typebox_exports.Unknown());
var Expectation = typebox_exports.Object({
  type: typebox_exports.Optional(typebox_exports.String()),
  expectation_type: typebox_exports.Optional(typebox_exports.String()),
  kwargs: typebox_exports.Optional(typebox_exports.Record(typebox_exports.String(), typebox_exports.Unknown())),
  severity: typebox_exports.Optional(typebox_exports.Union([typebox_exports.String(), typebox_exports.Null()])),
  id: words,
  meta: words,
  notes: words,
  description: words,
  rendered_content: words,
  ge_cloud_id: words,
  expectation_context: words
});
var Suite = typebox_exports.Object({
  name: typebox_exports.Optional(typebox_exports.String()),
  expectation_suite_name: typebox_exports.Optional(typebox_exports.String()),
  expectations: typebox_exports.Array(Expectation)
});

// packages/contracts/src/import/great-expectations/table-expectations.ts
var tableExpectations = {
  expect_table_row_count_to_be_between: (given2) => counted3("rowCount", numberBounds(given2)),
  expect_table_row_count_to_equal: (given2) => counted3("rowCount", exactly(given2)),
  expect_table_row_count_to_equal_other_table: (given2) => counted3("rowCountEquals", { table: given2.text("other_table_name") }),
  expect_table_column_count_to_be_between: (given2) => ofTable("columnCount", numberBounds(given2)),
  expect_table_column_count_to_equal: (given2) => ofTable("columnCount", exactly(given2)),
  expect_table_columns_to_match_ordered_list: (given2) => ofTable("columns", { equal: given2.texts("column_list"), ordered: true }),
  expect_table_columns_to_match_set: (given2) => {
    const isExact = given2.get("exact_match") ?? true;
    return ofTable("columns", { [isExact === false ? "contain" : "equal"]: [...new Set(given2.texts("column_set"))] });
  },
  unexpected_rows_expectation: (given2, condition2) => {
    const query2 = given2.text("unexpected_rows_query");
    if (condition2 !== void 0) throw new Untranslated("a query with a row_condition is not translated.");
    if (!/\{batch\}/.test(query2)) throw new Untranslated("the query reads a table by its name instead of {batch}.");
    return ofTable("violations", { query: query2.replaceAll("{batch}", "data").replace(/;\s*$/, "") });
  }
};
function exactly(given2) {
  const value = given2.number("value");
  return { minimum: value, maximum: value };
}
function counted3(check, keys) {
  return { implementation: { check, ...keys }, where: "counted" };
}
function ofTable(check, keys) {
  return { implementation: { check, ...keys }, where: "none" };
}

// packages/contracts/src/import/great-expectations/import-suite.ts
var translations = new Map(
  [valueExpectations, columnExpectations, rowExpectations, tableExpectations].flatMap((part) => Object.entries(part))
);
var untranslatable = {
  expect_column_values_to_match_json_schema: "values are not checked against a JSON Schema. Write a module check.",
  expect_column_values_to_not_be_outliers: "outliers by quartiles are not checked; write zScore, or a violations query.",
  expect_column_pair_cramers_phi_value_to_be_less_than: "association of columns is not checked.",
  expect_query_results_to_match_comparison: "it compares queries of two databases. Write a foreignKey or a violations query."
};
var withoutMeaning = [
  "result_format",
  "catch_exceptions",
  "include_config",
  "batch_id",
  "meta",
  "output_strftime_format",
  "allow_cross_type_comparisons"
];
function isGreatExpectations(value) {
  return typeof value === "object" && value !== null && "expectations" in value && Array.isArray(value.expectations);
}
function importGreatExpectations(document) {
  const suite = checkDocument(document, Suite);
  const quality = [];
  const properties = /* @__PURE__ */ new Map();
  const missing = [];
  for (const [index, expectation] of suite.expectations.entries()) {
    const what = snakeCase(expectation.type ?? expectation.expectation_type ?? "an expectation without a type");
    try {
      const { column: column2, columns: columns2 = [], rule, guard: guard2 } = translate3(what, expectation);
      const named4 = column2 === void 0 ? columns2 : [column2, ...columns2];
      for (const name3 of named4) if (!properties.has(name3)) properties.set(name3, []);
      const rules = column2 === void 0 ? quality : properties.get(column2) ?? [];
      if (rule !== void 0) rules.push(rule);
      if (guard2 !== void 0) for (const name3 of named4) addGuard(guard2, properties.get(name3) ?? []);
    } catch (error) {
      if (!(error instanceof Untranslated)) throw error;
      missing.push({ path: ["expectations", index], what, reason: error.message });
    }
  }
  return {
    id: suite.name ?? suite.expectation_suite_name ?? "rows",
    quality,
    properties: [...properties].map(([name3, rules]) => ({ name: name3, quality: rules })),
    missing,
    notes: notesOf(suite)
  };
}
function translate3(what, { kwargs = {}, severity, expectation_type: oldType }) {
  const translation = translations.get(what);
  const isOld = oldType !== void 0;
  if (translation === void 0) {
    throw new Untranslated(untranslatable[what] ?? "is not an expectation of the core library that is known here.");
  }
  const given2 = new Arguments(kwargs, isOld);
  const where = conditionOf2(given2);
  for (const name3 of withoutMeaning) given2.get(name3);
  const found = translation(given2, where);
  const [stranger] = given2.left;
  if (stranger !== void 0) throw new Untranslated(`its argument ${JSON.stringify(stranger)} is not known here.`);
  if (where !== void 0 && found.where === "none") throw new Untranslated("row_condition has no meaning for it.");
  const { column: column2, columns: columns2, implementation, guard: guard2 } = found;
  const rule = implementation === void 0 ? void 0 : {
    name: what,
    type: "custom",
    engine: "mlgate",
    ...severity === "warning" || severity === "info" ? { severity } : {},
    implementation: {
      ...implementation,
      ...whereKeys(where, found.where, what in valueExpectations || what in rowExpectations)
    }
  };
  const beside = { ...rule === void 0 ? {} : { rule }, ...guard2 === void 0 ? {} : { guard: guard2 } };
  if (implementation?.check === "condition" && column2 !== void 0) return { columns: [column2], ...beside };
  return {
    ...column2 === void 0 ? {} : { column: column2 },
    ...columns2 === void 0 ? {} : { columns: columns2 },
    ...beside
  };
}
function addGuard({ name: name3, implementation }, rules) {
  if (rules.some((rule) => rule.name === name3)) return;
  rules.push({ name: name3, type: "custom", engine: "mlgate", implementation });
}
function whereKeys(where, use, passesWithout) {
  if (where === void 0 || use === "done") return {};
  return { where, ...use === "considered" && passesWithout ? { ifNoRows: "pass" } : {} };
}
function conditionOf2(given2) {
  const condition2 = given2.get("row_condition");
  const parser = given2.get("condition_parser");
  if (condition2 === void 0) return void 0;
  const read2 = readRowCondition(condition2, parser);
  if ("reason" in read2) throw new Untranslated(read2.reason);
  return read2.sql;
}
function snakeCase(type2) {
  return /^[A-Z]/.test(type2) ? type2.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase() : type2;
}
function notesOf({ expectations }) {
  const hasFormat = expectations.some(
    ({ kwargs }) => kwargs?.result_format !== void 0 && kwargs.result_format !== null
  );
  return [
    "pandas takes NA, N/A, null, None and others in a CSV file for missing values; here they are texts unless null_values under data.reading lists them.",
    ...hasFormat ? ["result_format is not needed: mlgate names the rows of every failed check."] : []
  ];
}

// packages/contracts/src/infer/odcs-yaml.ts
var import_yaml = __toESM(require_dist(), 1);
var onOneLine = /* @__PURE__ */ new Set(["validValues", "logicalTypeOptions", "implementation", "missingValues"]);
function odcsYaml(contract, head, remarks = []) {
  const document = new import_yaml.Document(contract, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  document.commentBefore = head.map(commentLine).join("\n");
  for (const { path, text: text3 } of remarks) {
    const node = document.getIn(path, true);
    if ((0, import_yaml.isMap)(node) || (0, import_yaml.isSeq)(node) || (0, import_yaml.isScalar)(node)) {
      const above = node.commentBefore;
      node.commentBefore = `${above ? `${above}
` : ""}${commentLine(text3)}`;
    }
  }
  (0, import_yaml.visit)(document, {
    Pair: (_, { key: key2, value }) => {
      const isShort = (0, import_yaml.isScalar)(key2) && typeof key2.value === "string" && onOneLine.has(key2.value);
      if (isShort && (0, import_yaml.isCollection)(value)) value.flow = true;
    }
  });
  return document.toString({ lineWidth: 0 });
}

// packages/contracts/src/import/imported-yaml.ts
function importedYaml(contract, from, missing) {
  const { id, quality, properties, notes } = contract;
  const head = [
    `Imported from ${from}.`,
    ...notes,
    ...missing.length === 0 ? [] : ["NOT IMPORTED, and checked by nobody until you write it:", ...missing]
  ];
  return odcsYaml(
    {
      apiVersion: "v3.1.0",
      kind: "DataContract",
      id,
      name: id,
      version: "1.0.0",
      status: "active",
      schema: [
        {
          name: id,
          logicalType: "object",
          ...quality.length === 0 ? {} : { quality },
          ...properties.length === 0 ? {} : { properties: properties.map(propertyOf) }
        }
      ]
    },
    head
  );
}
function propertyOf({ name: name3, keys, quality }) {
  return { name: name3, ...keys, ...quality.length === 0 ? {} : { quality } };
}

// packages/contracts/src/import/json-schema/import-json-schema.ts
function isJsonSchema(value) {
  const top = mappingOf(value);
  if (top === void 0) return false;
  const row8 = rowOf(top, top);
  return typeof top.$schema === "string" && top.$schema.includes("json-schema.org") || mappingOf(row8?.schema.properties) !== void 0;
}
function rowOf(top, root) {
  const schema = followed(top, root);
  const items = mappingOf(schema?.items);
  if (schema === void 0) return void 0;
  if (items === void 0) return { schema, path: [] };
  const row8 = followed(items, root);
  return row8 && { schema: row8, path: ["items"] };
}
function followed(schema, root) {
  let found = schema;
  for (let steps = 0; found !== void 0 && typeof found.$ref === "string"; steps++) {
    if (steps > 50 || !found.$ref.startsWith("#")) return void 0;
    let target = root;
    for (const part of found.$ref.slice(1).split("/").filter((part2) => part2 !== "")) {
      target = mappingOf(target)?.[decoded(part)];
    }
    const { $ref: _, ...beside } = found;
    const next = mappingOf(target);
    found = next && { ...next, ...beside };
  }
  return found;
}
function decoded(part) {
  const plain3 = part.replaceAll("~1", "/").replaceAll("~0", "~");
  return /%[0-9A-Fa-f]{2}/.test(plain3) ? plain3.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : plain3;
}
function importJsonSchema(document) {
  const root = mappingOf(document.value) ?? {};
  const row8 = rowOf(root, root);
  const fields2 = mappingOf(row8?.schema.properties);
  if (row8 === void 0 || fields2 === void 0) {
    throw new ConfigurationError(`${document.file}: is no JSON Schema of a row: no properties.`);
  }
  const missing = [];
  const { schema, path } = row8;
  const required = new Set(namesOf2(schema.required));
  const properties = Object.entries(fields2).map(([name3, value]) => {
    const property = new PropertyTranslation(name3, [...path, "properties", name3], missing);
    const own2 = followed(mappingOf(value) ?? {}, root);
    if (own2 === void 0) property.miss("$ref", "leads out of the file, or nowhere.");
    else translate4(own2, required.has(name3), root, property);
    return property.finish();
  });
  for (const name3 of required) {
    if (fields2[name3] === void 0) properties.push({ name: name3, keys: {}, quality: [] });
  }
  for (const key2 of Object.keys(schema).filter((key3) => !documentation2.has(key3) && !ofRow.has(key3))) {
    missing.push({ path: [...path, key2], what: key2, reason: "is not checked." });
  }
  const closed2 = schema.additionalProperties === false;
  const rule = { check: "columns", in: properties.map(({ name: name3 }) => name3) };
  return {
    id: typeof root.title === "string" && root.title.trim() !== "" ? root.title : "rows",
    quality: closed2 ? [{ type: "custom", engine: "mlgate", implementation: rule }] : [],
    properties,
    missing,
    notes: ["Properties are columns here: one that is not required must still be there, and may be empty."]
  };
}
var ofRow = /* @__PURE__ */ new Set(["type", "properties", "required", "items"]);
var documentation2 = new Set(
  "$schema $id id $ref $defs definitions $comment $anchor title description default examples readOnly writeOnly deprecated additionalProperties".split(
    " "
  )
);
var types = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean"
};
var temporal2 = { date: "date", "date-time": "timestamp", time: "time" };
var textFormats = {
  email: "email",
  uuid: "uuid",
  uri: "uri",
  hostname: "hostname",
  ipv4: "ipv4",
  ipv6: "ipv6"
};
function translate4(given2, isRequired, root, property) {
  const { schema, allowsNull } = withoutNull(given2, root);
  const all = namesOf2(schema.type).filter((type3) => type3 !== "null");
  const [only] = all;
  if (isRequired && !allowsNull) property.key("required", true);
  const format = typeof schema.format === "string" ? schema.format : void 0;
  const time = only === "string" && format !== void 0 ? temporal2[format] : void 0;
  const type2 = all.length === 1 && only !== void 0 ? time ?? types[only] : void 0;
  const bothNumbers = all.length === 2 && all.includes("integer") && all.includes("number");
  if (type2 !== void 0 || bothNumbers) property.key("logicalType", type2 ?? "number");
  else if (all.length > 0) property.miss("type", `${all.join(" or ")} is not checked.`);
  for (const [key2, value] of Object.entries(schema)) {
    if (key2 === "type" || documentation2.has(key2) && key2 !== "additionalProperties") continue;
    if (key2 === "format" && time !== void 0) continue;
    translateKey(key2, value, schema, property);
  }
  if (typeof schema.description === "string") property.key("description", schema.description);
}
function withoutNull(schema, root) {
  const named4 = namesOf2(schema.type).includes("null") || schema.nullable === true;
  const { nullable: _, ...rest } = schema;
  for (const key2 of ["anyOf", "oneOf"]) {
    const parts = listOf2(rest[key2]).map((part) => followed(mappingOf(part) ?? {}, root));
    const others = parts.filter((part) => part?.type !== "null");
    const [only] = others;
    if (parts.length === 2 && others.length === 1 && only !== void 0) {
      const { [key2]: __, ...beside } = rest;
      return { schema: { ...beside, ...only }, allowsNull: true };
    }
  }
  return { schema: rest, allowsNull: named4 || listOf2(schema.enum).includes(null) };
}
var bounds2 = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
function translateKey(key2, value, schema, property) {
  const isNumber3 = property.type === "integer" || property.type === "number";
  const isText = property.type === "string";
  if (bounds2.includes(key2)) {
    if (!isNumber3) {
      property.miss(key2, "is a bound of what is no number.");
      return;
    }
    if (typeof value === "boolean") return;
    const exclusive = key2 === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
    const isFlagged = (key2 === "minimum" || key2 === "maximum") && schema[exclusive] === true;
    property.option(isFlagged ? exclusive : key2, value);
    return;
  }
  switch (key2) {
    case "enum":
      property.oneOf(listOf2(value), key2);
      return;
    case "const":
      property.oneOf([value], key2);
      return;
    case "multipleOf":
      if (isNumber3) property.option(key2, value);
      else property.miss(key2, "is about numbers.");
      return;
    case "minLength":
    case "maxLength":
      if (isText) property.option(key2, value);
      else property.miss(key2, "is about texts.");
      return;
    case "pattern":
      if (isText && typeof value === "string") property.pattern(value, key2);
      else property.miss(key2, "is about texts.");
      return;
    case "format": {
      const known3 = isText ? textFormats[String(value)] : void 0;
      if (known3 === void 0) property.miss(key2, `${String(value)} is not checked.`);
      else property.option("format", known3);
      return;
    }
    default:
      property.miss(key2, "is not checked.");
      return;
  }
}

// packages/contracts/src/import/tfdv/schema-fields.ts
function fieldOf(message, name3) {
  const key2 = Object.keys(message).find((key3) => snakeName(key3) === name3);
  return key2 === void 0 ? void 0 : { key: key2, value: message[key2] };
}
function entriesOf(message, name3) {
  const found = fieldOf(message, name3);
  if (found === void 0) return [];
  const values = Array.isArray(found.value) ? found.value : [found.value];
  return values.map((value, index) => ({ value, path: [found.key, index] }));
}
function snakeName(key2) {
  return key2.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
function numberIn(value) {
  const number4 = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number4 !== "number" || !Number.isFinite(number4)) return void 0;
  return Number.isInteger(number4) && !Number.isSafeInteger(number4) ? void 0 : number4;
}

// packages/contracts/src/import/tfdv/translate-feature.ts
var types2 = { BYTES: "string", INT: "integer", FLOAT: "number" };
var silent = /* @__PURE__ */ new Set(["name", "deprecated", "lifecycle_stage", "type", "distribution_constraints"]);
var listed2 = {
  skew_comparator: "what it is compared with is not in the schema; write a rule distribution.",
  drift_comparator: "what it is compared with is not in the schema; write a rule distribution.",
  in_environment: "all files keep one contract; there are no environments.",
  not_in_environment: "all files keep one contract; there are no environments. Its column must be in every file.",
  group_presence: "nested features are not checked.",
  value_counts: "nested values are not checked.",
  url_domain: "what TFDV takes for an address is not known here; write the format uri."
};
function translateFeature(feature, property, domains, rule) {
  const domain = domainOf(feature, domains);
  translateType2(feature, domain?.kind, property);
  for (const key2 of Object.keys(feature)) {
    const name3 = snakeName(key2);
    const fields2 = mappingOf(feature[key2]) ?? {};
    if (silent.has(name3)) continue;
    const words2 = listed2[name3];
    if (words2 !== void 0) property.miss(key2, words2);
    else if (name3 === "presence") translatePresence(fields2, key2, property, rule);
    else if (name3 === "value_count") translateCount(fields2, key2, property);
    else if (name3 === "shape") translateShape(fields2, key2, property);
    else if (name3 === "unique_constraints") translateDistinct(fields2, key2, property);
    else if (name3 === "annotation") translateAnnotation(fields2, key2, property);
    else if (name3 === "domain" && domain === void 0) {
      property.miss(key2, `no domain is called ${printable(String(feature[key2]))}.`);
    } else if (name3 === domain?.key) translateDomain(domain, feature, key2, property);
    else property.miss(key2, "is not checked.");
  }
  const { key: constraints = "", value } = fieldOf(feature, "distribution_constraints") ?? {};
  if (constraints !== "" && domain?.kind !== "string_domain" && numberIn(massIn(value)) !== 1) {
    property.miss(constraints, "TFDV knows it of string domains alone.");
  }
}
function domainOf(feature, domains) {
  const named4 = fieldOf(feature, "domain");
  if (named4 !== void 0) {
    const found = domains(named4.value);
    return found && { ...found, key: "domain" };
  }
  for (const key2 of Object.keys(feature)) {
    const kind = snakeName(key2);
    if (/_domain$/.test(kind)) return { key: kind, kind, value: mappingOf(feature[key2]) ?? {} };
  }
  return void 0;
}
function translateType2(feature, domain, property) {
  const meant = { int_domain: "integer", float_domain: "number" }[domain ?? ""];
  const { type: type2 } = feature;
  if (domain === "bool_domain" || type2 === void 0 || type2 === "TYPE_UNKNOWN") return;
  const own2 = typeof type2 === "string" ? types2[type2] : void 0;
  if (own2 === void 0) property.miss("type", `${printable(String(type2))} is not checked.`);
  else property.key("logicalType", type2 === "BYTES" ? meant ?? own2 : own2);
}
function translatePresence(presence2, key2, property, rule) {
  for (const part of Object.keys(presence2)) {
    const number4 = numberIn(presence2[part]);
    const name3 = snakeName(part);
    if (number4 === void 0) property.miss([key2, part], "is no number.");
    else if (name3 === "min_fraction" && number4 >= 1) property.key("required", true);
    else if (name3 === "min_fraction" && number4 > 0) {
      property.rule(custom({ check: "notNull", mostly: number4 }));
    } else if (name3 === "min_count" && number4 > 0) {
      const present = `count(*) FILTER (WHERE lower(${nameSql(property.name)}::VARCHAR) <> 'nan')`;
      rule({ check: "sqlValue", query: `SELECT ${present} FROM data`, minimum: number4 });
    } else if (name3 !== "min_fraction" && name3 !== "min_count") property.miss([key2, part], "is not checked.");
  }
}
var lists = "only features of one value are checked, not lists.";
function translateCount(count4, key2, property) {
  if (numberIn(fieldOf(count4, "max")?.value) !== 1) property.miss(key2, lists);
}
function translateShape(shape, key2, property) {
  const sizes = entriesOf(shape, "dim").map(({ value }) => numberIn(mappingOf(value)?.size));
  if (sizes.some((size) => size !== 1)) property.miss(key2, lists);
}
function translateDistinct(constraints, key2, property) {
  const minimum = numberIn(constraints.min);
  const maximum = numberIn(constraints.max);
  if (minimum === void 0 && maximum === void 0) property.miss(key2, "bounds nothing.");
  else {
    const bounds3 = { ...minimum === void 0 ? {} : { minimum }, ...maximum === void 0 ? {} : { maximum } };
    property.rule(custom({ check: "distinctCount", ...bounds3 }));
  }
}
function translateAnnotation(annotation, key2, property) {
  const texts2 = (name3) => entriesOf(annotation, name3).flatMap(({ value }) => typeof value === "string" ? [value] : []);
  const [comments, tags] = [texts2("comment"), texts2("tag")];
  if (comments.length > 0) property.key("description", comments.join(" "));
  if (tags.length > 0) property.key("tags", tags);
  const other = fieldOf(annotation, "extra_metadata");
  if (other !== void 0) property.miss([key2, other.key], "is not taken over.");
}
function translateDomain({ kind, value }, feature, key2, property) {
  switch (kind) {
    case "string_domain": {
      const values = entriesOf(value, "value").map(({ value: value2 }) => value2);
      const mass = massIn(fieldOf(feature, "distribution_constraints")?.value);
      const mostly2 = mass === void 0 ? 1 : numberIn(mass);
      if (values.length === 0) property.miss(key2, "lists no values.");
      else if (mostly2 === void 0 || mostly2 > 1) property.miss(key2, "its min_domain_mass is no share.");
      else if (mostly2 <= 0) property.miss(key2, "of a min_domain_mass of 0, nothing can break it.");
      else if (mostly2 === 1) property.oneOf(values, key2);
      else property.rule(custom({ check: "inSet", values, mostly: mostly2 }));
      return;
    }
    case "int_domain":
    case "float_domain":
      translateBounds(value, kind, key2, property);
      return;
    case "bool_domain": {
      const values = ["true_value", "false_value"].flatMap((name3) => fieldOf(value, name3)?.value ?? []);
      if (values.length > 0) property.oneOf(values, key2);
      else if (feature.type === "BYTES") property.miss(key2, "does not say what is true and what is false.");
      else property.oneOf([0, 1], key2);
      return;
    }
    case "time_domain": {
      const format = fieldOf(value, "string_format")?.value;
      if (typeof format === "string" && isStrptime(format)) property.rule(custom({ check: "dateFormat", format }));
      else property.miss(key2, "this way of writing times is not checked.");
      return;
    }
    default:
      property.miss(key2, "is not checked.");
  }
}
function translateBounds(domain, kind, key2, property) {
  if (property.type !== "integer" && property.type !== "number") {
    property.key("logicalType", kind === "int_domain" ? "integer" : "number");
  }
  for (const part of Object.keys(domain)) {
    const name3 = snakeName(part);
    const value = domain[part];
    if (name3 === "name" || name3 === "is_categorical" || value === false) continue;
    if (name3 === "min" || name3 === "max") {
      const bound2 = numberIn(value);
      if (bound2 === void 0) property.miss([key2, part], "is no number that can be compared exactly.");
      else property.option(name3 === "min" ? "minimum" : "maximum", bound2);
    } else if (name3 === "disallow_nan") property.miss([key2, part], "NaN counts as no value; write required.");
    else if (name3 === "disallow_inf") property.miss([key2, part], "write a minimum and a maximum.");
    else property.miss([key2, part], "is not checked.");
  }
}
function massIn(constraints) {
  const found = fieldOf(mappingOf(constraints) ?? {}, "min_domain_mass");
  return found === void 0 ? 1 : found.value;
}
function custom(implementation) {
  return { type: "custom", engine: "mlgate", implementation };
}

// packages/contracts/src/import/tfdv/import-schema.ts
function isTfdv(value) {
  const features = listOf2(mappingOf(value)?.feature);
  return features.length > 0 && features.every((feature) => typeof mappingOf(feature)?.name === "string");
}
var validated = /* @__PURE__ */ new Set(["UNKNOWN_STAGE", "BETA", "PRODUCTION"]);
var ofTensors = /* @__PURE__ */ new Set(["represent_variable_length_as_ragged", "generate_legacy_feature_spec"]);
var domainKinds = ["string_domain", "int_domain", "float_domain"];
var known2 = /* @__PURE__ */ new Set(["feature", ...domainKinds, "annotation"]);
function importTfdvSchema(document) {
  const top = mappingOf(document.value) ?? {};
  const features = entriesOf(top, "feature");
  if (features.length === 0) throw new ConfigurationError(`${document.file}: is no schema of TFDV: no feature.`);
  const missing = [];
  const quality = [];
  const properties = [];
  const unvalidated = [];
  const names6 = /* @__PURE__ */ new Set();
  const rule = (implementation) => void quality.push({ type: "custom", engine: "mlgate", implementation });
  const named4 = new Map(
    domainKinds.flatMap(
      (kind) => entriesOf(top, kind).map(
        ({ value }) => [mappingOf(value)?.name, { kind, value: mappingOf(value) ?? {} }]
      )
    )
  );
  const domains = (name3) => named4.get(name3);
  for (const { value, path } of features) {
    const feature = mappingOf(value);
    const { name: name3 } = feature ?? {};
    if (feature === void 0 || typeof name3 !== "string" || name3 === "" || names6.has(name3)) {
      missing.push({ path, what: "feature", reason: "needs a name of its own." });
      continue;
    }
    names6.add(name3);
    const stage = fieldOf(feature, "lifecycle_stage")?.value ?? "UNKNOWN_STAGE";
    if (feature.deprecated === true || !validated.has(String(stage))) {
      unvalidated.push(`${printable(name3)} (${feature.deprecated === true ? "deprecated" : printable(String(stage))})`);
      continue;
    }
    const property = new PropertyTranslation(name3, path, missing);
    if (feature.type === "STRUCT" || fieldOf(feature, "struct_domain") !== void 0) {
      property.miss("type", "nested features are not checked.");
      continue;
    }
    translateFeature(feature, property, domains, rule);
    properties.push(property.finish());
  }
  const ignored = [];
  for (const key2 of Object.keys(top)) {
    const name3 = snakeName(key2);
    if (name3 === "dataset_constraints") translateSize(fieldOf(top, name3), quality, missing);
    else if (ofTensors.has(name3)) ignored.push(name3);
    else if (name3 === "default_environment") missing.push({ path: [key2], what: name3, reason: oneEnvironment });
    else if (!known2.has(name3)) missing.push({ path: [key2], what: printable(name3), reason: "is not checked." });
  }
  rule({ check: "columns", in: [...names6] });
  const notes = [
    ...unvalidated.length === 0 ? [] : [`Left out, since TFDV does not validate them: ${unvalidated.join(", ")}.`],
    ...ignored.length === 0 ? [] : [`Left out, since they say how TensorFlow holds the data: ${ignored.join(", ")}.`],
    "A feature without presence may be absent in TFDV; here its column must be there, and may be empty."
  ];
  return { id: "rows", quality, properties, missing, notes };
}
var oneEnvironment = "all files keep one contract; there are no environments.";
function translateSize(found, quality, missing) {
  const constraints = mappingOf(found?.value) ?? {};
  const limits = {
    min_examples_count: "mustBeGreaterOrEqualTo",
    max_examples_count: "mustBeLessOrEqualTo"
  };
  for (const key2 of Object.keys(constraints)) {
    const limit = limits[snakeName(key2)];
    const count4 = numberIn(constraints[key2]);
    const path = [found?.key ?? "", key2];
    if (limit !== void 0 && count4 !== void 0) quality.push({ metric: "rowCount", [limit]: count4 });
    else if (limit !== void 0) missing.push({ path, what: printable(key2), reason: "is no number." });
    else missing.push({ path, what: printable(key2), reason: "write a rule rowCountChange." });
  }
}

// packages/contracts/src/import/tfdv/text-format.ts
var longestText = 1e6;
var deepest = 100;
function parseTextFormat(text3, file) {
  if (text3.length > longestText) {
    throw new ConfigurationError(`${file}: is longer than ${longestText} characters; no schema is that long.`);
  }
  const at = placesIn(text3, file);
  const tokens = new Tokens(text3, at);
  const message = readFields(tokens, "", 0);
  return { message, positionOf: (path) => at(offsetOf(message, path)) };
}
function placesIn(text3, file) {
  const starts = [0, ...[...text3.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = low + high >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
var Tokens = class {
  #text;
  #at;
  #offset = 0;
  #next;
  constructor(text3, at) {
    this.#text = text3;
    this.#at = at;
  }
  peek() {
    this.#next ??= this.#read();
    return this.#next;
  }
  take() {
    const token = this.peek();
    this.#next = void 0;
    return token;
  }
  /** Takes a sign when it comes next. */
  accept(...signs2) {
    const { kind, text: text3 } = this.peek();
    if (kind !== "sign" || !signs2.includes(text3)) return false;
    this.take();
    return true;
  }
  refuse(token, expected) {
    const found = token.kind === "end" ? "the end of the file" : quoted(token.text, 40);
    return new ConfigurationError(`is no protobuf text: ${expected} is expected, not ${found}.`, {
      position: this.#at(token.offset)
    });
  }
  #read() {
    const skipped = /(?:\s|#[^\n]*)*/y;
    skipped.lastIndex = this.#offset;
    skipped.exec(this.#text);
    const offset = skipped.lastIndex;
    const found = this.#match(/[-+]?[\w.][\w.+]*(?:(?<=[eE])-\d+)?|-inf\w*/y, offset);
    if (found !== void 0) return this.#made("word", found, offset, found.length);
    const first = this.#text[offset];
    if (first === void 0) return this.#made("end", "", offset, 0);
    if (first !== '"' && first !== "'") return this.#made("sign", first, offset, 1);
    const string = this.#match(first === '"' ? /"(?:[^"\\\n]|\\.)*"/y : /'(?:[^'\\\n]|\\.)*'/y, offset);
    if (string === void 0) {
      throw new ConfigurationError("is no protobuf text: this string has no end on its line.", {
        position: this.#at(offset)
      });
    }
    return this.#made("text", string.slice(1, -1), offset, string.length);
  }
  #match(pattern2, offset) {
    pattern2.lastIndex = offset;
    return pattern2.exec(this.#text)?.[0];
  }
  #made(kind, text3, offset, length2) {
    this.#offset = offset + length2;
    return { kind, text: text3, offset };
  }
};
function readFields(tokens, closing, depth) {
  const fields2 = /* @__PURE__ */ new Map();
  for (; ; ) {
    const token = tokens.take();
    if (closing === "" ? token.kind === "end" : token.kind === "sign" && token.text === closing) return fields2;
    const name3 = fieldName(token, tokens);
    const values = fields2.get(name3) ?? [];
    fields2.set(name3, values);
    const hasColon = tokens.accept(":");
    if (tokens.accept("[")) {
      if (!tokens.accept("]")) {
        do
          values.push(readValue(tokens, depth, true));
        while (tokens.accept(","));
        if (!tokens.accept("]")) throw tokens.refuse(tokens.peek(), "]");
      }
    } else values.push(readValue(tokens, depth, hasColon));
    tokens.accept(",", ";");
  }
}
function fieldName(token, tokens) {
  if (token.kind === "word" && /^[A-Za-z_]\w*$/.test(token.text)) return token.text;
  if (token.kind !== "sign" || token.text !== "[") throw tokens.refuse(token, "the name of a field");
  let name3 = "";
  while (!tokens.accept("]")) {
    const part = tokens.take();
    if (part.kind !== "word" && part.text !== "/") throw tokens.refuse(part, "]");
    name3 += part.text;
  }
  return `[${name3}]`;
}
function readValue(tokens, depth, allowsScalar) {
  const token = tokens.take();
  const { offset } = token;
  if (token.kind === "sign" && (token.text === "{" || token.text === "<")) {
    if (depth >= deepest) throw tokens.refuse(token, `a message that is nested less than ${deepest} deep`);
    return { is: "message", fields: readFields(tokens, token.text === "{" ? "}" : ">", depth + 1), offset };
  }
  if (!allowsScalar) throw tokens.refuse(token, '":" or "{"');
  if (token.kind === "word") return { is: "word", text: token.text, offset };
  if (token.kind === "text") {
    const parts = [token.text];
    while (tokens.peek().kind === "text") parts.push(tokens.take().text);
    return { is: "text", text: unescaped(parts.join("")), offset };
  }
  throw tokens.refuse(token, "a value");
}
var escapes = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };
function unescaped(text3) {
  if (!text3.includes("\\")) return text3;
  const parts = text3.split(/(\\(?:[0-7]{1,3}|[xX][0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))/s);
  return Buffer.concat(parts.map((part, index) => index % 2 === 0 ? Buffer.from(part) : escaped(part))).toString();
}
function escaped(part) {
  const [kind = "", rest] = [part[1], part.slice(2)];
  if (/[0-7]/.test(kind)) return Buffer.from([Number.parseInt(part.slice(1), 8) % 256]);
  if (/[xX]/.test(kind) && rest !== "") return Buffer.from([Number.parseInt(rest, 16)]);
  if (/[uU]/.test(kind) && rest !== "") {
    const point = Number.parseInt(rest, 16);
    return Buffer.from(point > 1114111 ? "�" : String.fromCodePoint(point));
  }
  const control = escapes[kind];
  return control === void 0 ? Buffer.from(kind) : Buffer.from([control]);
}
function offsetOf(message, path) {
  let fields2 = message;
  let offset = 0;
  for (const [at, name3] of path.entries()) {
    if (typeof name3 === "number") continue;
    const index = path[at + 1];
    const value = fields2?.get(name3)?.[typeof index === "number" ? index : 0];
    if (value === void 0) return offset;
    offset = value.offset;
    fields2 = value.is === "message" ? value.fields : void 0;
  }
  return offset;
}

// packages/contracts/src/import/tfdv/schema-text.ts
var beginning = /^(?:\s|#.*)*(?:feature|(?:string|int|float)_domain|(?:sparse|weighted)_feature|dataset_constraints|default_environment|annotation|generate_legacy_feature_spec|represent_variable_length_as_ragged|tensor_representation_group)\s*(?::|\{|<)/;
function isSchemaText(text3, file) {
  return /\.(?:pbtxt|pbtext|textproto|txtpb|prototxt)$/i.test(file) || beginning.test(text3.slice(0, 1e4));
}
function parseSchemaText(text3, file) {
  const { message, positionOf } = parseTextFormat(text3, file);
  return { file, value: jsonOf(message), positionOf: (path) => positionOf(path) };
}
function jsonOf(message) {
  return Object.fromEntries(
    [...message].map(([name3, values]) => [name3, values.length === 1 ? plain2(values[0]) : values.map(plain2)])
  );
}
function plain2(value) {
  if (value === void 0) return void 0;
  if (value.is === "message") return jsonOf(value.fields);
  if (value.is === "text") return value.text;
  const word = value.text;
  if (/^(?:true|True|t)$/.test(word)) return true;
  if (/^(?:false|False|f)$/.test(word)) return false;
  if (/^-?0[0-7]+$/.test(word)) return Number.parseInt(word, 8);
  const number4 = Number(word.replace(/(?<=^[-+.\de]*\d\.?)[fF]$/i, ""));
  return Number.isNaN(number4) ? word : number4;
}

// packages/contracts/src/import/import-contract.ts
var formats = {
  "great-expectations": { recognises: isGreatExpectations, read: importGreatExpectations },
  frictionless: { recognises: isFrictionless, read: importTableSchema },
  deequ: { recognises: isDeequ, read: importSuggestions },
  tfdv: { recognises: isTfdv, read: importTfdvSchema },
  "json-schema": { recognises: isJsonSchema, read: importJsonSchema }
};
function importContract(text3, file, format) {
  const isText = (format === void 0 || format === "tfdv") && isSchemaText(text3, file);
  const document = isText ? parseSchemaText(text3, file) : parseDocument(text3, file);
  const chosen = isText ? "tfdv" : format ?? importFormats.find((name3) => formats[name3].recognises(document.value));
  if (chosen === void 0) {
    throw new ConfigurationError(`${file}: is not recognised. Say what it is: --from ${importFormats.join(", ")}.`);
  }
  const imported = formats[chosen].read(document);
  const missing = imported.missing.map(({ path, what, reason: reason2 }) => {
    const { line, column: column2 } = document.positionOf(path);
    return `${file}:${line}:${column2} ${pathText(path)}: ${printable(what)}: ${reason2}`;
  });
  const { properties, quality, notes } = imported;
  const rules = quality.length + properties.reduce((sum4, property) => sum4 + property.quality.length, 0);
  if (rules === 0 && properties.length === 0) {
    throw new ConfigurationError([`${file}: holds nothing that can be checked.`, ...missing].join("\n"));
  }
  return {
    format: chosen,
    yaml: importedYaml(imported, chosen, missing),
    rules,
    properties: properties.length,
    missing,
    notes
  };
}

// packages/contracts/src/infer/contract-yaml.ts
function contractYaml(contract, rules = []) {
  const because = contract.columns.map(
    ({ because: because2 }, index) => ({ path: ["schema", 0, "properties", index], text: because2 })
  );
  return odcsYaml(
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
          quality: [
            { metric: "rowCount", mustBeGreaterThan: contract.rowsAbove },
            ...rules.map(({ implementation, severity }) => ({
              type: "custom",
              engine: "mlgate",
              implementation,
              ...severity === void 0 ? {} : { severity }
            }))
          ],
          properties: contract.columns.map(propertyOf2)
        }
      ]
    },
    [
      "What the data must be, inferred from the data themselves: check it, then correct it where you know better.",
      ...contract.leftOut.map((name3) => `Left out, since not every file has it: ${JSON.stringify(name3)}`)
    ],
    [
      ...[contract.rowsBecause, ...rules.map(({ reason: reason2 }) => reason2)].map(
        (text3, index) => ({ path: ["schema", 0, "quality", index], text: text3 })
      ),
      ...because.filter(({ text: text3 }) => text3 !== "")
    ]
  );
}
function propertyOf2(column2) {
  const { type: type2, values, othersBelowPercent, nullsBelowPercent } = column2;
  const limit = othersBelowPercent === void 0 ? { mustBe: 0 } : { mustBeLessThan: othersBelowPercent, unit: "percent" };
  const rules = [
    ...values === void 0 ? [] : [{ metric: "invalidValues", arguments: { validValues: values }, ...limit }],
    ...nullsBelowPercent === void 0 ? [] : [{ metric: "nullValues", mustBeLessThan: nullsBelowPercent, unit: "percent" }]
  ];
  const options = optionsOf(column2);
  return {
    name: column2.name,
    ...type2 === void 0 ? {} : { logicalType: type2 },
    ...Object.keys(options).length === 0 ? {} : { logicalTypeOptions: options },
    ...column2.primaryKey ? { primaryKey: true } : {},
    ...column2.unique ? { unique: true } : {},
    ...column2.required ? { required: true } : {},
    ...column2.sensitive ? { classification: "confidential" } : {},
    ...rules.length === 0 ? {} : { quality: rules }
  };
}
function optionsOf({ range: range4, format, pattern: pattern2, lengths }) {
  return {
    ...range4 === void 0 ? {} : { minimum: range4[0], maximum: range4[1] },
    ...format === void 0 ? {} : { format },
    ...pattern2 === void 0 ? {} : { pattern: pattern2 },
    ...lengths === void 0 ? {} : { ...lengths[0] > 0 ? { minLength: lengths[0] } : {}, maxLength: lengths[1] }
  };
}

// packages/contracts/src/infer/column-names.ts
function wordsOf(name3) {
  return name3.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
var identifiers = /* @__PURE__ */ new Set(["id", "ids", "uid", "uuid", "guid", "key", "identifier"]);
function namesIdentifier(name3) {
  return identifiers.has(wordsOf(name3).at(-1) ?? "");
}
var personal = new Set(
  [
    "email mail emailaddress phone telephone mobile cellphone fax ssn socialsecurity nationalid taxid passport",
    "firstname lastname middlename fullname surname maidenname givenname familyname username patientname customername",
    "birthdate birthday dateofbirth dob iban creditcard cardnumber accountnumber cvv password passwd secret token apikey",
    "street streetaddress homeaddress postaladdress ipaddress licenseplate medicalrecord mrn"
  ].flatMap((line) => line.split(" "))
);
function namesPerson(name3) {
  const words2 = wordsOf(name3);
  return words2.some((_, at) => [1, 2, 3].some((count4) => personal.has(words2.slice(at, at + count4).join(""))));
}

// packages/contracts/src/infer/observe-texts.ts
var formats2 = ["uuid", "email", "ipv4", "ipv6", "uri"];
var dayOrders = ["dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd", "dd-MM-yyyy", "MM-dd-yyyy", "yyyy.MM.dd"];
var dateFormats2 = dayOrders.flatMap((day2) => [
  { type: "date", format: day2 },
  ...["HH:mm", "HH:mm:ss", "HH:mm:ss.SSS"].map((time) => ({ type: "timestamp", format: `${day2} ${time}` }))
]);
var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
var letters = `${alphabet}${alphabet.toLowerCase()}0123456789`;
var classes2 = `${"A".repeat(26)}${"a".repeat(26)}${"9".repeat(10)}`;
function shapeSql(name3) {
  return `translate(${name3}, '${letters}', '${classes2}')`;
}
function looseShapeSql(name3) {
  return ["A", "a", "9"].reduce((sql, one) => `regexp_replace(${sql}, '${one}{2,}', '${one}', 'g')`, shapeSql(name3));
}
async function observeTexts(tables, file, columns2) {
  if (columns2.length === 0) return /* @__PURE__ */ new Map();
  const sql = columns2.flatMap(({ name: name3 }) => {
    const column2 = quoteName(name3);
    const shape = shapeSql(column2);
    return [`min(length(${column2}))`, `max(length(${column2}))`, `min(${shape})`, `max(${shape})`, `min(${column2})`];
  });
  const [answer2 = []] = await tables.query(file, `SELECT ${sql.join(", ")} FROM data`);
  const seen = columns2.map((column2, index) => {
    const [shortest, longest2, first, last, sample] = answer2.slice(index * 5, index * 5 + 5);
    const shape = first === last && typeof first === "string" ? first : void 0;
    return { column: column2, lengths: [Number(shortest), Number(longest2)], shape, sample: String(sample ?? "") };
  });
  return askFormats(tables, file, seen);
}
async function askFormats(tables, file, seen) {
  const asked = seen.map(({ column: column2, sample }) => ({
    column: column2,
    formats: formats2.filter((format) => matchesWhole(stringFormats[format], sample)),
    dates: dateFormats2.filter(({ format }) => matchesWhole(parseTemporalFormat(format)?.regex, sample))
  }));
  const sql = asked.flatMap(({ column: column2, formats: formats3, dates }) => {
    const name3 = quoteName(column2.name);
    const count4 = (predicate) => `count_if(${predicateSql(predicate, /* @__PURE__ */ new Map([[column2.name, column2]]))})`;
    return [
      `min(${looseShapeSql(name3)})`,
      `max(${looseShapeSql(name3)})`,
      ...formats3.map(
        (format) => count4({ is: "not-matching", column: column2.name, pattern: stringFormats[format] ?? "", whole: true })
      ),
      ...dates.map(
        ({ type: type2, format }) => count4({ is: "not-type", column: column2.name, type: type2, format: parseTemporalFormat(format) })
      )
    ];
  });
  const [answer2 = []] = await tables.query(file, `SELECT ${sql.join(", ")} FROM data`);
  const values = answer2[Symbol.iterator]();
  const next = () => values.next().value ?? null;
  return new Map(
    asked.map(({ column: column2, formats: formats3, dates }, index) => {
      const [first, last] = [next(), next()];
      const { lengths = [0, 0], shape } = seen[index] ?? {};
      return [
        column2.name,
        {
          lengths,
          shape,
          looseShape: shape === void 0 && first === last && typeof first === "string" ? first : void 0,
          formats: formats3.filter(() => Number(next()) === 0),
          dateFormats: dates.filter(() => Number(next()) === 0)
        }
      ];
    })
  );
}
function matchesWhole(pattern2, text3) {
  return pattern2 !== void 0 && new RegExp(`^(?:${pattern2.replaceAll("(?P<", "(?<")})$`).test(text3);
}
var longestCode = 40;
function shapePattern(shape, isLoose) {
  if (shape.length > longestCode || !/[A9]/.test(shape) || !/^[\x20-\x7e]+$/.test(shape)) return void 0;
  const runs = [...shape.matchAll(/A+|a+|9+|[^Aa9]/g)].map(([run]) => {
    const [kind = ""] = run;
    const one = { A: "[A-Z]", a: "[a-z]", "9": "[0-9]" }[kind];
    if (one === void 0) return kind.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
    return isLoose ? `${one}+` : run.length === 1 ? one : `${one}{${run.length}}`;
  });
  return `^${runs.join("")}$`;
}

// packages/contracts/src/infer/observe-columns.ts
var listedValues = 50;
var columnsAtOnce2 = 100;
async function observeFile(tables, file, name3 = file) {
  const columns2 = await tables.columns(file);
  const observed = [];
  let rows2 = 0;
  for (let at = 0; at < columns2.length; at += columnsAtOnce2) {
    const some2 = columns2.slice(at, at + columnsAtOnce2);
    const counted4 = await countColumns(tables, file, some2);
    rows2 = counted4.rows;
    const closer = await lookCloser(tables, file, counted4.rows, counted4.columns);
    const texts2 = await observeTexts(tables, file, textColumns(counted4.columns));
    const described = closer.map((column2) => ({ ...column2, texts: texts2.get(column2.name) }));
    observed.push(...await withTimes(tables, file, described, columnsByName(some2)));
  }
  return { file: name3, rows: rows2, columns: observed };
}
async function countColumns(tables, file, some2) {
  const asked = some2.map((column2) => ({ ...column2, numbersAsText: false }));
  const sql = asked.flatMap((column2) => {
    const number4 = `CASE WHEN ${presentSql(column2)} THEN ${quoteName(column2.name)}::DOUBLE END`;
    const isNumber3 = possibleTypes(column2).includes("number");
    return [
      `count_if(${presentSql(column2)})`,
      `approx_count_distinct(${quoteName(column2.name)})`,
      isNumber3 ? `min(${number4})` : "NULL",
      isNumber3 ? `max(${number4})` : "NULL",
      ...possibleTypes(column2).map((type2) => `count_if(${wrongSql(column2, type2)})`)
    ];
  });
  const [answer2 = []] = await tables.query(file, `SELECT ${["count(*)", ...sql].join(", ")} FROM data`);
  const values = answer2[Symbol.iterator]();
  const next = () => values.next().value ?? null;
  const rows2 = Number(next());
  const columns2 = asked.map((column2) => {
    const present = Number(next());
    const distinct3 = Number(next());
    const range4 = rangeOf(next(), next());
    const types3 = possibleTypes(column2).filter(() => Number(next()) === 0);
    return { column: column2, present, distinct: distinct3, range: range4, types: present === 0 ? [] : types3 };
  });
  return { rows: rows2, columns: columns2 };
}
function rangeOf(low, high) {
  if (typeof low !== "number" || typeof high !== "number") return void 0;
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : void 0;
}
function wrongSql(column2, type2) {
  if (type2 === "string" && !column2.declared) return "false";
  return predicateSql(
    { is: "not-type", column: column2.name, type: type2, format: void 0 },
    /* @__PURE__ */ new Map([[column2.name, column2]])
  );
}
function possibleTypes({ type: type2, declared }) {
  const text3 = declared ? [] : ["string"];
  if (type2 === "BOOLEAN") return ["boolean", ...text3];
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type2)) return ["integer", "number", ...text3];
  if (type2 === "FLOAT" || type2 === "DOUBLE" || type2.startsWith("DECIMAL")) return ["integer", "number", ...text3];
  if (type2 === "DATE") return ["date"];
  if (type2.startsWith("TIMESTAMP")) return ["date", "timestamp"];
  if (type2.startsWith("TIME")) return ["time"];
  if (type2 === "VARCHAR") return ["date", "timestamp", "time", "string"];
  return type2 === "UUID" || type2.startsWith("ENUM") ? ["string"] : [];
}
async function lookCloser(tables, file, rows2, counted4) {
  const few = counted4.filter(({ types: types3, distinct: distinct3 }) => types3.length > 0 && distinct3 <= listedValues * 1.2);
  const many = counted4.filter(
    ({ column: column2, types: types3, present, distinct: distinct3 }) => (types3[0] === "integer" || types3[0] === "string") && column2.type !== "DOUBLE" && column2.type !== "FLOAT" && present === rows2 && rows2 > 1 && distinct3 >= rows2 * 0.8
  );
  const sql = [
    ...few.map(({ column: column2 }) => histogramSql2(column2)),
    ...many.map(({ column: column2 }) => `count(DISTINCT ${quoteName(column2.name)})`)
  ];
  const [answer2 = []] = sql.length === 0 ? [] : await tables.query(file, `SELECT ${sql.join(", ")} FROM data`);
  const histograms2 = new Map(few.map(({ column: column2 }, index) => [column2.name, valuesIn(answer2[index] ?? null)]));
  const unique2 = new Set(
    many.flatMap(({ column: column2 }, index) => Number(answer2[few.length + index]) === rows2 ? [column2.name] : [])
  );
  return counted4.map(({ column: column2, types: types3, present, distinct: distinct3, range: range4 }) => {
    const values = histograms2.get(column2.name);
    return {
      name: column2.name,
      types: types3,
      rows: rows2,
      present,
      distinct: values?.size ?? (unique2.has(column2.name) ? rows2 : distinct3),
      unique: unique2.has(column2.name),
      range: range4,
      values: values !== void 0 && values.size <= listedValues ? values : void 0
    };
  });
}
function textColumns(counted4) {
  return counted4.flatMap(
    ({ column: column2, types: types3, present }) => column2.type === "VARCHAR" && present > 0 && types3.includes("string") ? [column2] : []
  );
}
function columnsByName(columns2) {
  return new Map(columns2.map((column2) => [column2.name, { ...column2, numbersAsText: false }]));
}
async function withTimes(tables, file, observed, columns2) {
  const asked = observed.flatMap((column2) => {
    const query2 = columns2.get(column2.name);
    const way = writtenTime(column2);
    if (query2 === void 0 || way === void 0) return [];
    const value = timeSql(query2, way.type, way.format === void 0 ? void 0 : parseTemporalFormat(way.format));
    const time = `CASE WHEN isfinite(${value}) THEN epoch_ms(${value}) END`;
    return [{ name: column2.name, sql: [`min(${time})`, `max(${time})`, `count_if(NOT isfinite(${value}))`] }];
  });
  if (asked.length === 0) return observed;
  const [answer2 = []] = await tables.query(file, `SELECT ${asked.flatMap(({ sql }) => sql).join(", ")} FROM data`);
  const times2 = new Map(
    asked.flatMap(({ name: name3 }, index) => {
      const [first, last, infinite] = answer2.slice(index * 3, index * 3 + 3);
      const isKnown = first !== null && last !== null && Number(infinite) === 0;
      return isKnown ? [[name3, [Number(first), Number(last)]]] : [];
    })
  );
  return observed.map((column2) => ({ ...column2, times: times2.get(column2.name) }));
}
function writtenTime({
  types: types3,
  texts: texts2
}) {
  const [type2] = types3;
  if (type2 === "date" || type2 === "timestamp") return { type: type2 };
  const [found, ...others] = texts2?.dateFormats ?? [];
  return type2 === "string" && others.length === 0 ? found : void 0;
}
function histogramSql2(column2) {
  return `to_json(histogram(${quoteName(column2.name)}::VARCHAR) FILTER (WHERE ${presentSql(column2)}))::VARCHAR`;
}
function valuesIn(json2) {
  const found = typeof json2 === "string" ? JSON.parse(json2) : {};
  const counts = Object.entries(found ?? {}).map(([value, count4]) => [value, Number(count4)]);
  return new Map(counts.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

// packages/contracts/src/infer/widen.ts
function widenNumbers(low, high, type2, slack) {
  if (type2 === "integer" && low === 0 && high === 1) return [0, 1];
  const span = high - low || Math.abs(high) || 1;
  const unit = 10 ** Math.floor(Math.log10(span * slack));
  const step = type2 === "integer" ? Math.max(1, unit) : unit;
  if (!Number.isFinite(step) || step === 0) return [low, high];
  const below = outwards(low - span * slack, step, Math.floor);
  const above = outwards(high + span * slack, step, Math.ceil);
  const bottom = low >= 0 ? Math.max(0, below) : below;
  const top = high <= 0 ? Math.min(0, above) : above;
  return [Number.isFinite(bottom) ? Math.min(bottom, low) : low, Number.isFinite(top) ? Math.max(top, high) : high];
}
function outwards(value, step, round) {
  const rounded3 = round(value / step) * step;
  return Number(rounded3.toPrecision(12));
}
var day = 864e5;
var year = 366 * day;
var [firstMoment, lastMoment] = [Date.parse("0001-01-01"), Date.parse("9999-12-31")];
function mergedTimes(files) {
  const known3 = files.flatMap((times2) => times2 === void 0 ? [] : [times2]);
  if (known3.length === 0 || known3.length < files.length) return void 0;
  return [Math.min(...known3.map(([first]) => first)), Math.max(...known3.map(([, last]) => last))];
}
function widenTimes([first, last], type2, slack) {
  const low = Math.floor((first - Math.max(day, (last - first) * slack)) / day) * day;
  const high = Math.ceil((last + Math.max(year, last - first)) / day) * day;
  if (!(low >= firstMoment && high <= lastMoment)) return void 0;
  return type2 === "date" ? [dayOf(low), dayOf(high)] : [`${dayOf(low)}T00:00:00Z`, `${dayOf(high)}T00:00:00Z`];
}
function dayOf(moment2) {
  const date = new Date(moment2);
  return Number.isNaN(date.getTime()) ? String(moment2) : date.toISOString().slice(0, 10);
}

// packages/contracts/src/infer/infer-column.ts
var mostValues = 20;
var rowsPerValue = 10;
var rareRows = 5;
var rowsForRange = 20;
var rowsForPattern = 50;
var nullsWithoutLimit = 0.4;
var order = ["boolean", "integer", "number", "date", "timestamp", "time", "string"];
function inferColumn(seen, { isId, isLabel, slack }) {
  const name3 = seen[0]?.name ?? "";
  const rows2 = sum3(seen.map((column2) => column2.rows));
  const present = sum3(seen.map((column2) => column2.present));
  const telling = seen.filter((column2) => column2.present > 0);
  const { type: type2, format: timeFormat } = typeOf3(telling);
  const missing = Math.max(...seen.map((column2) => 1 - column2.present / column2.rows));
  const sensitive = namesPerson(name3);
  const shown3 = !sensitive && !isId;
  const list3 = shown3 ? listOf3(type2, telling, isLabel) : void 0;
  const numbers = shown3 && list3 === void 0 && present >= rowsForRange ? numbersOf3(type2, telling, slack) : void 0;
  const times2 = shown3 && present >= rowsForRange ? timesOf(type2, telling, slack) : void 0;
  const texts2 = type2 === "string" && list3 === void 0 ? textsOf(telling, present, !sensitive, slack) : void 0;
  const isUnique = !isId && namesIdentifier(name3) && present >= rowsForRange && seen.every(({ unique: unique2, rows: rows3 }) => unique2 && rows3 > 1);
  return {
    name: name3,
    type: type2,
    primaryKey: isId,
    unique: isUnique,
    required: missing === 0 && !isId,
    sensitive,
    range: numbers?.widened ?? times2?.widened,
    format: timeFormat ?? texts2?.format,
    pattern: texts2?.pattern,
    lengths: texts2?.lengths,
    values: list3?.values,
    othersBelowPercent: list3?.othersBelowPercent,
    nullsBelowPercent: missing > 0 && missing <= nullsWithoutLimit ? looserPercent(missing) : void 0,
    because: [
      ...isId || isUnique ? [`${rows2} rows, each file without a value twice`] : [],
      ...list3 === void 0 ? [] : [list3.because],
      ...numbers === void 0 ? [] : [`${numbers.seen[0]} to ${numbers.seen[1]} in ${present} rows`],
      ...times2 === void 0 ? [] : [`${times2.seen[0]} to ${times2.seen[1]} in ${present} rows`],
      ...type2 === "string" && list3 === void 0 && shown3 ? [`${distinctWords(telling)} in ${present} rows`] : [],
      ...texts2?.because === void 0 ? [] : [texts2.because],
      ...sensitive ? ["by its name about people or secret, so its values are not told"] : [],
      ...present === 0 ? [`no value in ${rows2} rows, so nothing is asked but the column`] : [],
      ...present > 0 && missing > 0 ? [`${rows2 - present} of ${rows2} rows have no value`] : [],
      ...present > 0 && type2 === void 0 ? ["no type that a contract can check"] : []
    ].join("; ")
  };
}
function typeOf3(telling) {
  if (telling.length === 0) return {};
  const type2 = order.find((one) => telling.every(({ types: types3 }) => types3.includes(one)));
  if (type2 !== "string") return type2 === void 0 ? {} : { type: type2 };
  const ways = telling.map(writtenTime);
  const [way] = ways;
  const isOne = way?.format !== void 0 && ways.every((other) => other?.format === way.format);
  return isOne ? way : { type: type2 };
}
function listOf3(type2, telling, isLabel) {
  const isListed = type2 === "string" || isLabel && type2 === "integer";
  const merged = /* @__PURE__ */ new Map();
  for (const { values: values2 } of isListed ? telling : []) {
    if (values2 === void 0) return void 0;
    for (const [value, count4] of values2) merged.set(value, (merged.get(value) ?? 0) + count4);
  }
  const present = sum3([...merged.values()]);
  if (merged.size === 0 || present < merged.size * rowsPerValue) return void 0;
  if (merged.size > mostValues && !(isLabel && type2 === "string")) return void 0;
  const texts2 = [...merged.keys()].sort((a, b) => a < b ? -1 : 1);
  const values = type2 === "string" ? texts2 : texts2.map(Number).sort((a, b) => a - b);
  const rare = [...merged.values()].filter((count4) => count4 < rareRows);
  const words2 = `${merged.size} ${merged.size === 1 ? "value" : "values"} in ${present} rows`;
  return rare.length === 0 || isLabel ? { values, othersBelowPercent: void 0, because: words2 } : {
    values,
    othersBelowPercent: looserPercent(sum3(rare) / present),
    because: `${words2}, ${rare.length} of them in fewer than ${rareRows}`
  };
}
function numbersOf3(type2, telling, slack) {
  if (type2 !== "integer" && type2 !== "number") return void 0;
  const ranges = telling.flatMap(({ range: range4 }) => range4 === void 0 ? [] : [range4]);
  if (ranges.length < telling.length) return void 0;
  const low = Math.min(...ranges.map(([bottom]) => bottom));
  const high = Math.max(...ranges.map(([, top]) => top));
  return { seen: [low, high], widened: widenNumbers(low, high, type2, slack) };
}
function timesOf(type2, telling, slack) {
  if (type2 !== "date" && type2 !== "timestamp") return void 0;
  const times2 = mergedTimes(telling.map(({ times: times3 }) => times3));
  const widened = times2 && widenTimes(times2, type2, slack);
  return times2 && widened && { seen: [dayOf(times2[0]), dayOf(times2[1])], widened };
}
function textsOf(telling, present, isShown, slack) {
  const all = telling.map(({ texts: texts2 }) => texts2);
  const [first] = all;
  if (first === void 0 || present < rowsForPattern) return {};
  const format = first.formats.find((one) => all.every((texts2) => texts2?.formats.includes(one)));
  if (format !== void 0) return { format, because: `all have the format ${format}` };
  if (!isShown) return {};
  for (const [key2, isLoose] of [
    ["shape", false],
    ["looseShape", true]
  ]) {
    const shape = first[key2];
    const pattern2 = shape === void 0 ? void 0 : shapePattern(shape, isLoose);
    if (pattern2 !== void 0 && all.every((texts2) => texts2?.[key2] === shape)) {
      return { pattern: pattern2, because: "all are written so" };
    }
  }
  const known3 = all.flatMap((texts2) => texts2 === void 0 ? [] : [texts2.lengths]);
  if (known3.length < all.length) return {};
  const shortest = Math.min(...known3.map(([least]) => least));
  const longest2 = Math.max(...known3.map(([, most]) => most));
  const factor = 1 + 5 * slack;
  return {
    lengths: [Math.floor(shortest / factor), Math.ceil(longest2 * factor)],
    because: `${shortest} to ${longest2} characters`
  };
}
function distinctWords(seen) {
  return `${Math.max(...seen.map(({ distinct: distinct3 }) => distinct3))} or more different texts`;
}
function looserPercent(share4) {
  return Math.ceil(share4 * 200 + 2);
}
function sum3(values) {
  return values.reduce((total, value) => total + value, 0);
}

// packages/contracts/src/infer/infer-contract.ts
var defaultSlack = 0.25;
function inferContract(files, { name: name3, id, label: label2, alike = [], slack = defaultSlack }) {
  const [first, ...others] = files;
  if (first === void 0) return void 0;
  const columns2 = first.columns.flatMap((column2) => {
    const seen = [column2, ...others.flatMap((file) => file.columns.filter((other) => other.name === column2.name))];
    const about = { isId: column2.name === id, isLabel: column2.name === label2, slack };
    return seen.length === files.length ? [inferColumn(seen, about)] : [];
  });
  const [head, ...rest] = columns2;
  if (head === void 0) return void 0;
  const kept = new Set(columns2.map((column2) => column2.name));
  const names6 = files.flatMap((file) => file.columns.map((column2) => column2.name));
  const smallest = [...files, ...alike].reduce((a, b) => b.rows < a.rows ? b : a);
  return {
    id: name3,
    rowsAbove: Math.floor(smallest.rows / 2),
    rowsBecause: `half of the ${smallest.rows} rows of ${smallest.file}`,
    columns: [head, ...rest],
    leftOut: [...new Set(names6.filter((column2) => !kept.has(column2)))]
  };
}

// packages/contracts/src/rules/mlgate/ml/propose-rules.ts
function proposeMachineLearningRules({
  label: label2,
  id,
  time,
  group: group2,
  files,
  classification
}) {
  const isThere = (role) => files.includes(role);
  const held = ["validation", "test"].filter(isThere);
  const rules = [];
  const add = (implementation, reason2) => {
    rules.push({ implementation, reason: reason2 });
  };
  if (isThere("train") && held.length > 0) {
    const others = held.length === 1 ? held[0] ?? "test" : held;
    const known3 = `What stands in train and in ${held.join(" or ")} is known before it is judged`;
    if (id !== void 0) add({ check: "sharedIds", with: others }, `${known3}: no ${id} may.`);
    if (group2 !== void 0) add({ check: "groupLeakage", with: others }, `${known3}: no ${group2} may.`);
    add({ check: "sharedRows", with: others }, `${known3}: no row may.`);
    if (time !== void 0)
      add({ check: "timeLeakage", with: others }, `What is learnt must lie before what is judged, by ${time}.`);
  }
  if (label2 !== void 0) {
    add({ check: "targetMissing" }, `Rows without ${label2} can be neither learnt from nor judged.`);
    if (classification && isThere("train") && held.length > 0) {
      add({ check: "unseenLabels" }, `A ${label2} that train lacks cannot be predicted.`);
    }
    if (classification)
      add({ check: "conflictingLabels" }, `Rows alike in all features with another ${label2} contradict each other.`);
    add(
      { check: "revealingFeatures" },
      `A feature that tells ${label2} by itself is mostly a copy of it, or known too late.`
    );
  }
  add({ check: "constantFeatures" }, "A feature with one value in nearly all rows tells nothing.");
  return rules;
}

// packages/contracts/src/infer/infer-from-files.ts
async function inferFromFiles(basis, others, options, project) {
  var _stack = [];
  try {
    const all = [...basis, ...others];
    const { reading, roles = {} } = project ?? {};
    const tables = __using(_stack, await openTables({
      allow: all.flatMap(({ path, set }) => set?.map((file) => file.path) ?? [tableName(path).file]),
      sets: new Map(all.flatMap(({ path, set }) => set === void 0 ? [] : [[path, set]])),
      reading: new Map(reading === void 0 ? [] : all.map(({ path }) => [path, reading]))
    }), true);
    const observed = [];
    for (const { name: name3, path } of basis) {
      const file = await observeFile(tables, path, name3);
      if (file.rows === 0) throw new ConfigurationError(`${name3}: has no rows.`);
      observed.push(file);
    }
    const alike = [];
    for (const { name: name3, path } of others) {
      const [[rows3] = []] = await tables.query(path, "SELECT count(*) FROM data");
      alike.push({ file: name3, rows: Number(rows3) });
    }
    const contract = inferContract(observed, { ...options, alike });
    if (contract === void 0) {
      throw new ConfigurationError(`${basis.map(({ name: name3 }) => name3).join(" and ")} have no column in common.`);
    }
    const { label: label2, id, time, group: group2 } = roles;
    for (const [what, column2] of Object.entries({ time, group: group2, label: label2, id, ...given(options) })) {
      if (column2 === void 0 || contract.columns.some(({ name: name3 }) => name3 === column2)) continue;
      throw new ConfigurationError(`${what} ${JSON.stringify(column2)}: no such column in ${basis[0]?.name}.`);
    }
    const files = all.flatMap(({ role }) => role ?? []);
    const rules = project === void 0 ? [] : proposeMachineLearningRules({ ...roles, files, classification: project.classification });
    const yaml = contractYaml(contract, rules);
    const broken = (await brokenChecks(yaml, rules.length === 0 ? others : all, tables, roles)).map(brokenInWords);
    const rows2 = observed.reduce((sum4, file) => sum4 + file.rows, 0);
    return { yaml, columns: contract.columns.length, rows: rows2, broken };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function given({ id, label: label2 }) {
  return { ...id === void 0 ? {} : { id }, ...label2 === void 0 ? {} : { label: label2 } };
}
function brokenInWords({ file, name: name3, expectation, observed }) {
  return `${file}: ${name3}: ${expectation}; found: ${observed}`;
}
async function brokenChecks(yaml, files, tables, roles) {
  const read2 = readContract(yaml, "the contract", { roles });
  const byRole = new Map(files.flatMap(({ role, path }) => role === void 0 ? [] : [[role, path]]));
  const broken = [];
  for (const { name: file, path, role } of files) {
    const plan = planChecks(read2, void 0, role === void 0 ? {} : { data: role });
    const { checks } = await runPlan(plan, tables, path, { listedRows: 1, files: byRole });
    for (const { check, verdict, observed } of checks) {
      if (verdict === "pass") continue;
      broken.push({ file, name: check.name, verdict, expectation: check.expectation, observed });
    }
  }
  return broken;
}

// packages/contracts/src/infer/infer-kept.ts
async function inferKeptContract(files, options, { roles, classification }, tables) {
  const contract = inferContract(
    files.map(({ observed }) => observed),
    options
  );
  if (contract === void 0) return void 0;
  const names6 = files.flatMap(({ role }) => role ?? []);
  const rules = proposeMachineLearningRules({ ...roles, files: names6, classification });
  const broken = await brokenChecks(contractYaml(contract, rules), files, tables, roles);
  const kept = rules.flatMap((rule) => {
    const found = broken.filter(({ name: name3 }) => name3 === rule.implementation.check);
    if (found.length === 0) return [rule];
    if (found.some(({ verdict }) => verdict === "error")) return [];
    const breaking = [...new Set(found.map(({ file }) => file))];
    const reason2 = `${rule.reason} So far a warning, since ${breaking.join(" and ")} ${breaking.length === 1 ? "breaks" : "break"} it: mend that, and take severity away.`;
    return [{ ...rule, reason: reason2, severity: "warning" }];
  });
  return { yaml: contractYaml(contract, kept), broken: broken.map(brokenInWords) };
}

// packages/contracts/src/plan/referenced-paths.ts
function referencedPaths(objects2) {
  const found = /* @__PURE__ */ new Map();
  for (const { measure: measure2, position } of objects2.flatMap(({ checks }) => checks)) {
    if (measure2.counts !== "orphans" || measure2.references.isPath !== true) continue;
    const { file: path } = measure2.references;
    if (!found.has(path)) found.set(path, { path, position });
  }
  return [...found.values()];
}

// packages/contracts/src/profile/histogram-distance.ts
var widths = [1, 2, 4, 5, 10];
function leastDistance(one, other) {
  const [first, second] = [binsOf2(one, 1), binsOf2(other, 1)];
  if (first === void 0 || second === void 0) return 0;
  const bounds3 = widths.flatMap((width) => [
    boundBy(binsOf2(one, width) ?? [], second),
    boundBy(binsOf2(other, width) ?? [], first)
  ]);
  return Math.min(1, Math.max(0, ...bounds3));
}
function binsOf2({ edges, counts }, width) {
  const total = counts.reduce((sum4, count4) => sum4 + count4, 0);
  const isOrdered2 = edges.every((edge, index) => index === 0 || edge > edges[index - 1]);
  if (edges.length !== counts.length + 1 || !isOrdered2 || !(total > 0) || !Number.isFinite(total)) return void 0;
  return Array.from({ length: Math.ceil(counts.length / width) }, (_, index) => {
    const end = Math.min(counts.length, (index + 1) * width);
    return {
      from: edges[index * width],
      to: edges[end],
      isClosed: end === counts.length,
      share: counts.slice(index * width, end).reduce((sum4, count4) => sum4 + count4, 0) / total
    };
  });
}
function boundBy(exact, others) {
  const [first, last] = [exact[0], exact.at(-1)];
  if (first === void 0 || last === void 0) return 0;
  const sumOf = (bins2) => bins2.reduce((sum4, { share: share4 }) => sum4 + share4, 0);
  let surplus2 = 0;
  let lack = sumOf(others.filter((bin) => isBefore(bin, first) || bin.from > last.to));
  for (const bin of exact) {
    surplus2 += Math.max(0, bin.share - sumOf(others.filter((other) => !isBefore(other, bin) && !isBefore(bin, other))));
    lack += Math.max(0, sumOf(others.filter((other) => isInside(other, bin))) - bin.share);
  }
  return Math.max(surplus2, lack);
}
function isBefore(one, other) {
  return one.to < other.from || one.to === other.from && !one.isClosed;
}
function isInside(inner, outer) {
  return inner.from >= outer.from && (inner.to < outer.to || inner.to === outer.to && (outer.isClosed || !inner.isClosed));
}

// packages/contracts/src/profile/number-changes.ts
var told = {
  /** Of a mean, in standard deviations of before. */
  mean: 0.1,
  /** Of quantiles, in interquartile ranges of before, as far as the move of the mean does not tell it already. */
  quantiles: [
    { index: 2, name: "lower quartile", least: 0.25 },
    { index: 3, name: "median", least: 0.25 },
    { index: 4, name: "upper quartile", least: 0.25 },
    { index: 1, name: "5 % quantile", least: 0.5 },
    { index: 5, name: "95 % quantile", least: 0.5 }
  ],
  /** Of the range, beyond what it was, as a part of the middle 98 %. */
  range: 0.1,
  /** Share of values that lie elsewhere, beyond what two samples of so many rows differ by chance. */
  shape: 0.1
};
function numberChanges(was, is) {
  if (was === void 0 || is === void 0) return [];
  const location = [...meanChange(was, is), ...quantileChange(was, is)];
  return [...location.length > 0 ? location : shapeChange(was, is), ...rangeChanges(was, is)];
}
var shiftOf = (was, is) => was.mean === null || is.mean === null ? 0 : is.mean - was.mean;
function meanChange(was, is) {
  const spread = was.sd ?? 0;
  const moved = shiftOf(was, is) / spread;
  if (!(spread > 0 && Math.abs(moved) > told.mean)) return [];
  const what = `has the mean ${number2(is.mean)} instead of ${number2(was.mean)} (${signed(moved)} standard deviations)`;
  return [{ kind: "location", size: Math.abs(moved), what, values: [] }];
}
function quantileChange(was, is) {
  if (was.quantiles.length !== quantileLevels.length || is.quantiles.length !== quantileLevels.length) return [];
  const width = (was.quantiles[4] ?? 0) - (was.quantiles[2] ?? 0);
  const unit = width > 0 ? width : was.sd ?? 0;
  const shift = shiftOf(was, is);
  if (!(unit > 0)) return [];
  const [largest] = told.quantiles.flatMap(({ index, name: name4, least }) => {
    const [from2, to2] = [was.quantiles[index] ?? null, is.quantiles[index] ?? null];
    if (from2 === null || to2 === null) return [];
    const moved2 = (to2 - from2) / unit;
    const beyond2 = Math.min(Math.abs(moved2), Math.abs(moved2 - shift / unit)) / least;
    return beyond2 > 1 ? [{ name: name4, from: from2, to: to2, moved: moved2, beyond: beyond2 }] : [];
  }).toSorted((a, b) => b.beyond - a.beyond);
  if (largest === void 0) return [];
  const { name: name3, from, to, moved } = largest;
  const units = width > 0 ? "interquartile ranges" : "standard deviations";
  const what = `has the ${name3} ${number2(to)} instead of ${number2(from)} (${signed(moved)} ${units})`;
  return [{ kind: "location", size: Math.abs(moved), what, values: [] }];
}
function shapeChange({ histogram: was }, { histogram: is }) {
  if (was === void 0 || is === void 0) return [];
  const distance = leastDistance(was, is);
  const [before, after] = [was, is].map(({ counts }) => counts.reduce((sum4, one) => sum4 + one, 0));
  const bins2 = Math.max(was.counts.length, is.counts.length);
  const chance = Math.sqrt(2 * bins2 / Math.PI * (1 / before + 1 / after)) / 2;
  if (!(distance > told.shape + chance)) return [];
  const what = `is distributed otherwise: at least ${percent2(distance)} of values lie elsewhere`;
  return [{ kind: "shape", size: distance, what, values: [] }];
}
function rangeChanges(was, is) {
  const wide = (was.quantiles.at(-1) ?? 0) - (was.quantiles[0] ?? 0);
  const change = (what, from, to) => {
    const size = wide > 0 ? Math.abs((to ?? 0) - (from ?? 0)) / wide : 0;
    return { kind: "range", size, what: `${what} ${number2(to)}; it was ${number2(from)}`, values: [] };
  };
  return [
    ...isBelow(is.min, was.min, wide) ? [change("goes down to", was.min, is.min)] : [],
    ...isBelow(negated(is.max), negated(was.max), wide) ? [change("goes up to", was.max, is.max)] : []
  ];
}
var negated = (value) => value === null ? null : -value;
function isBelow(is, was, wide) {
  if (is === null || was === null || is >= was) return false;
  return was - is > told.range * wide || is < 0 && was >= 0;
}

// packages/contracts/src/profile/compare-profiles.ts
var told2 = {
  /** Share of rows without a value. */
  missing: 0.01,
  /** Share of rows that hold a value. */
  share: 0.05,
  /** How many times longer the longest text is, or shorter the shortest. */
  length: 2,
  /** Rows, as a part of those before. */
  rows: 0.05
};
var named3 = 5;
function compareProfiles(base, head, identifiers2 = /* @__PURE__ */ new Set()) {
  const before = new Map(base.files.map((file) => [file.data, file]));
  const after = new Set(head.files.map(({ data }) => data));
  return [
    ...head.files.flatMap((file) => {
      const old = before.get(file.data);
      if (old === void 0) return [changeOf(file.data, void 0, "is new")];
      return old.digest === file.digest ? [] : fileChanges(old, file, identifiers2);
    }),
    ...base.files.flatMap(({ data }) => after.has(data) ? [] : [changeOf(data, void 0, "is gone")])
  ];
}
function changeOf(data, column2, what) {
  return { data, column: column2, what, values: [], kind: column2 === void 0 ? "file" : "column", size: 0 };
}
function fileChanges(before, after, identifiers2) {
  const { data } = after;
  const old = new Map(before.columns.map((column2) => [column2.name, column2]));
  const present = new Set(after.columns.map(({ name: name3 }) => name3));
  return [
    ...rowsChange(before.rows, after.rows).map((change) => ({ data, column: void 0, ...change })),
    ...before.columns.flatMap(({ name: name3 }) => present.has(name3) ? [] : [changeOf(data, name3, "is gone")]),
    ...after.columns.flatMap((column2) => {
      const was = old.get(column2.name);
      if (was === void 0) return [changeOf(data, column2.name, `is new (${column2.kind})`)];
      const sides2 = [
        { profile: was, rows: before.rows },
        { profile: column2, rows: after.rows }
      ];
      return [...columnChanges(...sides2), ...identifiers2.has(column2.name) ? [] : contentChanges(...sides2)].map(
        (change) => ({ data, column: column2.name, ...change })
      );
    })
  ];
}
function rowsChange(before, after) {
  const change = Math.abs(after - before);
  if (!(change > told2.rows * before)) return [];
  return [say("rows", change / Math.max(before, 1), `has ${count2(after)} rows, ${relative(before, after)}`)];
}
function say(kind, size, what, values = []) {
  return { kind, size, what, values };
}
function columnChanges(before, after) {
  const [was, is] = [before.profile, after.profile];
  if (was.kind !== is.kind) return [say("type", 0, `holds ${is.kind} instead of ${was.kind}`)];
  return missingChange(before, after);
}
function contentChanges(before, after) {
  const [was, is] = [before.profile, after.profile];
  if (was.kind !== is.kind) return [];
  if (!isTold(was) && !isTold(is)) return numberChanges(was.numbers, is.numbers);
  return [...valueChanges(before, after), ...rangeChange(was, is), ...lengthChange(was, is)];
}
function missingChange(before, after) {
  const [was, is] = [share3(before.profile.missing, before.rows), share3(after.profile.missing, after.rows)];
  const began = before.profile.missing === 0 && after.profile.missing > 0;
  if (!began && !(Math.abs(is - was) > told2.missing)) return [];
  return [say("missing", Math.abs(is - was), `lacks a value in ${percent2(is)} of rows instead of ${percent2(was)}`)];
}
var fewValues = 20;
function isTold(profile) {
  return profile.numbers === void 0 || profile.values?.complete === true && profile.distinct <= fewValues;
}
function valueChanges(before, after) {
  const [was, is] = [before.profile.values, after.profile.values];
  if (was === void 0 || is === void 0) return [];
  const [old, now] = [sharesOf2(was, before.rows), sharesOf2(is, after.rows)];
  const fresh = was.complete ? [...now.keys()].filter((value) => !old.has(value)) : [];
  const gone2 = is.complete ? [...old.keys()].filter((value) => !now.has(value)) : [];
  const [moved, ...others] = [...now].map(([value, rate]) => ({ value, rate, was: old.get(value) ?? rate })).filter((entry) => Math.abs(entry.rate - entry.was) > told2.share).toSorted((a, b) => Math.abs(b.rate - b.was) - Math.abs(a.rate - a.was));
  const more = others.length === 0 ? "" : ` (${others.length} more ${plural(others.length, "value")} moved)`;
  const held = (shares, values) => values.reduce((sum4, value) => sum4 + (shares.get(value) ?? 0), 0);
  const list3 = (what, values, size) => values.length === 0 ? [] : [
    say(
      "categories",
      size,
      `${what.replace("#", count2(values.length))} ${plural(values.length, "value")}`,
      values.slice(0, named3)
    )
  ];
  return [
    ...list3("has # new", fresh, held(now, fresh)),
    ...list3("lost #", gone2, held(old, gone2)),
    ...moved === void 0 ? [] : [
      say(
        "categories",
        Math.abs(moved.rate - moved.was),
        `holds one value in ${percent2(moved.rate)} of rows instead of ${percent2(moved.was)}${more}`,
        [moved.value]
      )
    ]
  ];
}
function sharesOf2({ counts }, rows2) {
  return new Map(counts.map((entry) => [entry.value, share3(entry.count, rows2)]));
}
function rangeChange(before, after) {
  const [was, is] = [before.range, after.range];
  if (was === void 0 || is === void 0 || was.first === is.first && was.last === is.last) return [];
  return [say("range", 0, `goes from ${is.first} to ${is.last}; it was ${was.first} to ${was.last}`)];
}
function lengthChange(before, after) {
  const [was, is] = [before.lengths, after.lengths];
  if (was === void 0 || is === void 0 || before.values?.complete && after.values?.complete) return [];
  if (!(is.max > told2.length * was.max || is.min * told2.length < was.min)) return [];
  return [say("range", 0, `has texts of ${is.min} to ${is.max} characters; they had ${was.min} to ${was.max}`)];
}
var share3 = (part, whole) => whole === 0 ? 0 : part / whole;
function relative(before, after) {
  const change = after - before;
  const size = `${count2(Math.abs(change))} ${change < 0 ? "fewer" : "more"}`;
  return before === 0 ? size : `${size} (${signed(100 * change / before)} %)`;
}

// packages/contracts/src/profile/profile-file.ts
var quantileRows = 2e5;
var sampledRows = 5e4;
var squarable = "1e140";
var columnsAtOnce3 = 50;
var presentSql2 = (column2) => presentSql({ ...column2, numbersAsText: false });
async function profileFile(tables, file, masked) {
  const columns2 = await tables.columns(file.path);
  const ask = (sql) => tables.query(file.path, sql);
  const hidden = new Set([...masked].map((name3) => name3.toLowerCase()));
  const profiles = [];
  let rows2 = 0;
  for (let from = 0; from < columns2.length; from += columnsAtOnce3) {
    const profiled = await profileColumns(columns2.slice(from, from + columnsAtOnce3), hidden, ask);
    rows2 = profiled.rows;
    profiles.push(...profiled.columns);
  }
  return { data: file.data, file: file.name, digest: file.digest, rows: rows2, columns: profiles };
}
async function profileColumns(columns2, hidden, ask) {
  const isHidden = ({ name: name3 }) => hidden.has(name3.toLowerCase());
  const [[total] = []] = await ask("SELECT count(*) FROM data");
  const rows2 = Number(total);
  const few = await withFewValues(columns2, rows2, ask);
  const grouped2 = await groupColumns(few, isHidden, ask);
  const others = columns2.filter((column2) => !grouped2.has(column2));
  const told3 = new Map([...grouped2, ...await countColumns2(others, isHidden, rows2, ask)]);
  return {
    rows: rows2,
    columns: columns2.map((column2) => {
      const { present, ...about } = told3.get(column2);
      return { name: column2.name, kind: kindOf2(column2.type), missing: rows2 - present, ...about };
    })
  };
}
async function withFewValues(columns2, rows2, ask) {
  const known3 = columns2.filter(({ type: type2 }) => kindOf2(type2) !== "other");
  if (known3.length === 0) return [];
  const step = Math.ceil(rows2 / sampledRows);
  const list3 = known3.map(({ name: name3 }) => `approx_count_distinct(${quoteName(name3)})`);
  const sample = step > 1 ? `numbered WHERE ${quoteName(rowNumberName)} % ${step} = 0` : "data";
  const [answer2 = []] = await ask(`SELECT ${list3.join(", ")} FROM ${sample}`);
  return known3.filter((_, index) => Number(answer2[index]) <= mostGrouped);
}
function groupingOf({ type: type2 }, isHidden) {
  const kind = kindOf2(type2);
  if (isHidden) return "none";
  if (isNumeric3(kind)) return "numbers";
  return isTemporal2(kind) ? "times" : "texts";
}
async function groupColumns(columns2, isHidden, ask) {
  if (columns2.length === 0) return /* @__PURE__ */ new Map();
  const list3 = columns2.map(
    (column2) => groupedSql(column2, presentSql2(column2), groupingOf(column2, isHidden(column2)), kindOf2(column2.type) === "integer")
  );
  const [answer2 = []] = await ask(`SELECT ${list3.join(", ")}`);
  return new Map(
    columns2.flatMap((column2, index) => {
      const kind = kindOf2(column2.type);
      const found = groupedColumn(answer2[index], kind, groupingOf(column2, isHidden(column2)));
      if (found === void 0) return [];
      return [[column2, isHidden(column2) ? { ...found, masked: true } : found]];
    })
  );
}
async function countColumns2(columns2, isHidden, rows2, ask) {
  if (columns2.length === 0) return /* @__PURE__ */ new Map();
  const [answer2 = []] = await ask(`SELECT ${columns2.flatMap(countsSql).join(", ")} FROM data`);
  const counted4 = columns2.map((column2, index) => {
    const [present, distinct3, low, high, mean2, sd] = answer2.slice(index * 6, index * 6 + 6);
    const kind = kindOf2(column2.type);
    const counts = {
      present: Number(present),
      distinct: kind === "other" ? 0 : Math.max(Number(distinct3), mostGrouped + 1)
    };
    return { column: column2, kind, ...counts, low, high, mean: mean2, sd };
  });
  const numeric2 = counted4.filter(({ column: column2, kind }) => isNumeric3(kind) && !isHidden(column2)).map(({ column: column2, low, high }) => ({ column: column2, edges: binEdges(finite3(low), finite3(high)) }));
  const { quantiles: quantiles4, histograms: histograms2 } = await lookCloser2(numeric2, rows2, ask);
  return new Map(
    counted4.map(({ column: column2, kind, present, distinct: distinct3, low, high, mean: mean2, sd }) => {
      if (isHidden(column2)) return [column2, { present, distinct: distinct3, masked: true }];
      const { name: name3 } = column2;
      const numbers = { min: finite3(low), max: finite3(high), mean: finite3(mean2), sd: finite3(sd) };
      const histogram = histograms2.get(name3);
      const hasEnds = low !== null && high !== null;
      return [
        column2,
        {
          present,
          distinct: distinct3,
          ...isNumeric3(kind) ? { numbers: { ...numbers, quantiles: quantiles4.get(name3) ?? [], ...histogram && { histogram } } } : {},
          ...isTemporal2(kind) && hasEnds ? { range: { first: String(low), last: String(high) } } : {},
          ...kind === "text" && hasEnds ? { lengths: { min: Number(low), max: Number(high) } } : {}
        }
      ];
    })
  );
}
function countsSql(column2) {
  const kind = kindOf2(column2.type);
  const name3 = quoteName(column2.name);
  const isFloating = column2.type === "FLOAT" || column2.type === "DOUBLE";
  const only = isFloating ? ` FILTER (WHERE ${presentSql2(column2)})` : "";
  const counts = [
    isFloating ? `count_if(${presentSql2(column2)})` : `count(${name3})`,
    kind === "other" ? "0" : `approx_count_distinct(${name3})${only}`
  ];
  if (isNumeric3(kind)) {
    const bounded = isFloating ? ` FILTER (WHERE ${presentSql2(column2)} AND isfinite(${name3}))` : "";
    const spread = `stddev_samp(${name3}::DOUBLE)`;
    const squared = `FILTER (WHERE ${presentSql2(column2)} AND abs(${name3}) < ${squarable})`;
    return [
      ...counts,
      `min(${name3})${only}::DOUBLE`,
      `max(${name3})${only}::DOUBLE`,
      `avg(${name3}::DOUBLE)${bounded}`,
      // What cannot be squared would end the query.
      isFloating ? `CASE WHEN max(abs(${name3}))${bounded} < ${squarable} THEN ${spread} ${squared} END` : spread
    ];
  }
  if (isTemporal2(kind)) return [...counts, `min(${name3})::VARCHAR`, `max(${name3})::VARCHAR`, "NULL", "NULL"];
  if (kind === "text") return [...counts, `min(length(${name3}))`, `max(length(${name3}))`, "NULL", "NULL"];
  return [...counts, "NULL", "NULL", "NULL", "NULL"];
}
async function lookCloser2(numeric2, rows2, ask) {
  if (numeric2.length === 0) return { quantiles: /* @__PURE__ */ new Map(), histograms: /* @__PURE__ */ new Map() };
  const step = Math.ceil(rows2 / quantileRows);
  const sampled2 = step > 1 ? ` AND ${quoteName(rowNumberName)} % ${step} = 0` : "";
  const binned = numeric2.flatMap(({ column: column2, edges }) => edges === void 0 ? [] : [{ column: column2, edges }]);
  const expressions = [
    ...numeric2.map(({ column: column2 }) => quantilesSql(column2, sampled2)),
    ...binned.map(({ column: column2, edges }) => histogramSql(column2, edges, presentSql2(column2)))
  ];
  const [answer2 = []] = await ask(`SELECT ${expressions.join(", ")} FROM ${step > 1 ? "numbered" : "data"}`);
  const texts2 = answer2.map((value) => String(value ?? ""));
  const ofBins = texts2.slice(numeric2.length);
  const numbersOf4 = (list3 = "") => list3 === "" ? [] : list3.split(" ").map(finite3);
  return {
    quantiles: new Map(numeric2.map(({ column: column2 }, index) => [column2.name, numbersOf4(texts2[index])])),
    histograms: new Map(
      binned.map(({ column: column2, edges }, index) => [column2.name, histogramOf(edges, ofBins[index] ?? "")])
    )
  };
}
function quantilesSql(column2, sampled2) {
  const number4 = `${quoteName(column2.name)}::DOUBLE`;
  const bounded = `FILTER (WHERE ${presentSql2(column2)} AND isfinite(${number4})${sampled2})`;
  return `array_to_string(quantile_cont(${number4}, [${quantileLevels.join(", ")}]) ${bounded}, ' ')`;
}
var isNumeric3 = (kind) => kind === "integer" || kind === "number";
var isTemporal2 = (kind) => kind === "date" || kind === "time" || kind === "timestamp";
function kindOf2(type2) {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type2)) return "integer";
  if (type2 === "FLOAT" || type2 === "DOUBLE" || type2.startsWith("DECIMAL")) return "number";
  if (type2 === "VARCHAR") return "text";
  if (type2 === "BOOLEAN") return "boolean";
  if (type2 === "DATE") return "date";
  if (type2.startsWith("TIMESTAMP")) return "timestamp";
  return type2.startsWith("TIME") ? "time" : "other";
}
function finite3(value) {
  const number4 = value === null ? Number.NaN : Number(value);
  return Number.isFinite(number4) ? number4 : null;
}

// packages/contracts/src/quarantine/failing-rows.ts
var severities = ["error", "warning", "info"];
async function quarantinedRows({ checks, asText, computed = /* @__PURE__ */ new Map() }, tables, file, limit) {
  const broken = checks.flatMap(
    (result) => result.failing === void 0 ? [] : [{ result, failing: result.failing }]
  );
  const found = await checksByRow(
    broken,
    limit + 1,
    (sql, beside) => tables.query(file, sql, { asText, computed, ...beside === void 0 ? {} : { beside } })
  );
  const rows2 = [...found.keys()].sort((a, b) => a - b);
  const kept = rows2.slice(0, limit);
  const brokenBy2 = kept.map((row8) => [...found.get(row8) ?? []].sort((a, b) => a - b));
  const resultsOf = (indexes) => indexes.flatMap((index) => broken[index]?.result ?? []);
  return {
    rows: kept,
    reasons: brokenBy2.map((indexes) => resultsOf(indexes).map(({ check }) => check.name)),
    severities: brokenBy2.map((indexes) => {
      const of = resultsOf(indexes).map(({ check }) => check.severity);
      return severities.find((severity) => of.includes(severity)) ?? "error";
    }),
    isCut: rows2.length > limit
  };
}
async function checksByRow(broken, limit, ask) {
  const found = /* @__PURE__ */ new Map();
  const add = (row8, index) => {
    const known3 = found.get(row8);
    if (known3 === void 0) found.set(row8, /* @__PURE__ */ new Set([index]));
    else known3.add(index);
  };
  for (const [index, { failing: failing2 }] of broken.entries()) {
    if (failing2.by === "number") {
      for (const row8 of failing2.rows.toSorted((a, b) => a - b).slice(0, limit)) add(row8, index);
    } else {
      const sql = `SELECT number FROM (${failing2.query}) AS found(number) ORDER BY number LIMIT ${limit}`;
      for (const [row8] of await ask(sql, failing2.beside)) add(Number(row8), index);
    }
  }
  return found;
}

// packages/contracts/src/quarantine/leave-quarantine.ts
async function leaveQuarantine(result, tables, file, options) {
  const { target, name: name3, sensitive, limit = mostKeptRows } = options;
  const { rows: rows2, reasons, severities: severities2, isCut } = await quarantinedRows(result, tables, file, limit);
  if (rows2.length === 0) return void 0;
  const all = (await tables.columns(file)).map((column2) => column2.name);
  const hidden = new Set([...sensitive].map((column2) => column2.toLowerCase()));
  const columns2 = all.filter((column2) => !hidden.has(column2.toLowerCase()));
  const parts = await tables.parts(file);
  const places = parts === void 0 ? [] : rows2.flatMap((row8) => placeOfRow(parts, row8) ?? []);
  const taken = new Set(columns2.map((column2) => column2.toLowerCase()));
  const free = (wanted) => taken.has(wanted) ? free(`_${wanted}`) : wanted;
  const ofFiles = [
    [free("file"), { kind: "text", values: places.map(({ name: name4 }) => name4) }],
    [free("file_row"), { kind: "number", values: places.map((place2) => place2.row) }]
  ];
  await tables.exportRows(file, target, {
    rows: rows2,
    rowName: free("row"),
    columns: columns2,
    beside: new Map([
      ...parts === void 0 ? [] : ofFiles,
      [free("reasons"), { kind: "list", values: reasons }],
      [free("severity"), { kind: "text", values: severities2 }]
    ])
  });
  return { file: name3, rows: rows2.length, isCut, without: all.filter((column2) => !columns2.includes(column2)) };
}

export {
  readContract,
  profileLimit,
  profileDocument,
  readProfile,
  contractReport,
  compareContracts,
  contractChangeBlocks,
  contractChangeCounts,
  contractDiffReport,
  importContract,
  observeFile,
  planChecks,
  runPlan,
  inferFromFiles,
  inferKeptContract,
  assignObjects,
  referencedPaths,
  compareProfiles,
  profileFile,
  leaveQuarantine,
  explainPlan,
  planText
};
