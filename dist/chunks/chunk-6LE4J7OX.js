import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import {
  CandidateSection,
  DataSection,
  DeploySection,
  benjaminiHochberg,
  binShares,
  binnedMeans,
  brier,
  brierDecomposition,
  chiSquaredTest,
  compareModels,
  confusionMatrix,
  countDrawer,
  decide,
  decideFamily,
  demographicParityDifference,
  demographicParityRatio,
  deployDefaults,
  ece,
  encodeModel,
  environmentProblems,
  equalOpportunityDifference,
  equalOpportunityRatio,
  equalizedOddsDifference,
  equalizedOddsRatio,
  falsePositiveRate,
  fewestGroups,
  fewestRowsOfClass,
  groupsBy,
  jensenShannon,
  ksTest,
  linearQuantile,
  metricComparison,
  metricDefinitions,
  metricNames,
  newcombeAreaInterval,
  node,
  normalQuantile,
  parseMetricName,
  prepareMetric,
  preparedQuantile,
  quoteName,
  quoteText,
  readCsvBeginning,
  readParameters,
  reansweredFor,
  relativeMargin,
  reliabilityCurve,
  require_dist as require_dist2,
  require_lib,
  require_mod,
  resampledConfidence,
  rowsNeeded,
  sampleMoments,
  seededHalves,
  seededPermutations,
  seededResampler,
  selectionRate,
  simulatePolicy,
  spearman,
  strataOf,
  tableName,
  takesSampleWeights,
  tensor,
  thresholdCurves,
  truePositiveRate,
  twoProportionTest,
  usualBlockLength,
  valueInfo,
  wassersteinOverSigma,
  welchTest,
  wilsonInterval,
  writeMetricName
} from "./chunk-LG7YQN7L.js";
import {
  EvidenceSection,
  TrustedKeysSection,
  provenanceType
} from "./chunk-CKVWK53T.js";
import {
  require_applicator,
  require_codegen,
  require_compile,
  require_core,
  require_core2,
  require_dependencies,
  require_discriminator,
  require_dist,
  require_format,
  require_metadata,
  require_names,
  require_ref,
  require_ref_error,
  require_util,
  require_validate,
  require_validation,
  require_validation_error
} from "./chunk-VEYRFU5Y.js";
import {
  describeRows,
  drawMultiplicities,
  measure,
  preparedMean,
  resampleStream
} from "./chunk-2MI7ZVXG.js";
import {
  typebox_exports,
  value_exports
} from "./chunk-RCV4B554.js";
import {
  ConfigurationError,
  InfrastructureError,
  IntegrityError,
  code,
  commandFiles,
  digestOfBytes,
  digestOfFile,
  digestOfTree,
  fold,
  hexOf,
  messageOf,
  paragraph,
  readBoundedFile,
  shortDigest,
  strong,
  worstVerdict,
  writeFileAtomically
} from "./chunk-7DIE7WF5.js";
import {
  __callDispose,
  __commonJS,
  __toESM,
  __using
} from "./chunk-5JG7MS2Z.js";

// node_modules/ajv/dist/vocabularies/dynamic/dynamicAnchor.js
var require_dynamicAnchor = __commonJS({
  "node_modules/ajv/dist/vocabularies/dynamic/dynamicAnchor.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.dynamicAnchor = void 0;
    var codegen_1 = require_codegen();
    var names_1 = require_names();
    var compile_1 = require_compile();
    var ref_1 = require_ref();
    var def = {
      keyword: "$dynamicAnchor",
      schemaType: "string",
      code: (cxt) => dynamicAnchor(cxt, cxt.schema)
    };
    function dynamicAnchor(cxt, anchor) {
      const { gen, it } = cxt;
      it.schemaEnv.root.dynamicAnchors[anchor] = true;
      const v = (0, codegen_1._)`${names_1.default.dynamicAnchors}${(0, codegen_1.getProperty)(anchor)}`;
      const validate = it.errSchemaPath === "#" ? it.validateName : _getValidate(cxt);
      gen.if((0, codegen_1._)`!${v}`, () => gen.assign(v, validate));
    }
    exports.dynamicAnchor = dynamicAnchor;
    function _getValidate(cxt) {
      const { schemaEnv, schema, self } = cxt.it;
      const { root, baseId, localRefs, meta } = schemaEnv.root;
      const { schemaId } = self.opts;
      const sch = new compile_1.SchemaEnv({ schema, schemaId, root, baseId, localRefs, meta });
      compile_1.compileSchema.call(self, sch);
      return (0, ref_1.getValidate)(cxt, sch);
    }
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/dynamic/dynamicRef.js
var require_dynamicRef = __commonJS({
  "node_modules/ajv/dist/vocabularies/dynamic/dynamicRef.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.dynamicRef = void 0;
    var codegen_1 = require_codegen();
    var names_1 = require_names();
    var ref_1 = require_ref();
    var def = {
      keyword: "$dynamicRef",
      schemaType: "string",
      code: (cxt) => dynamicRef(cxt, cxt.schema)
    };
    function dynamicRef(cxt, ref) {
      const { gen, keyword, it } = cxt;
      if (ref[0] !== "#")
        throw new Error(`"${keyword}" only supports hash fragment reference`);
      const anchor = ref.slice(1);
      if (it.allErrors) {
        _dynamicRef();
      } else {
        const valid = gen.let("valid", false);
        _dynamicRef(valid);
        cxt.ok(valid);
      }
      function _dynamicRef(valid) {
        if (it.schemaEnv.root.dynamicAnchors[anchor]) {
          const v = gen.let("_v", (0, codegen_1._)`${names_1.default.dynamicAnchors}${(0, codegen_1.getProperty)(anchor)}`);
          gen.if(v, _callRef(v, valid), _callRef(it.validateName, valid));
        } else {
          _callRef(it.validateName, valid)();
        }
      }
      function _callRef(validate, valid) {
        return valid ? () => gen.block(() => {
          (0, ref_1.callRef)(cxt, validate);
          gen.let(valid, true);
        }) : () => (0, ref_1.callRef)(cxt, validate);
      }
    }
    exports.dynamicRef = dynamicRef;
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/dynamic/recursiveAnchor.js
var require_recursiveAnchor = __commonJS({
  "node_modules/ajv/dist/vocabularies/dynamic/recursiveAnchor.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dynamicAnchor_1 = require_dynamicAnchor();
    var util_1 = require_util();
    var def = {
      keyword: "$recursiveAnchor",
      schemaType: "boolean",
      code(cxt) {
        if (cxt.schema)
          (0, dynamicAnchor_1.dynamicAnchor)(cxt, "");
        else
          (0, util_1.checkStrictMode)(cxt.it, "$recursiveAnchor: false is ignored");
      }
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/dynamic/recursiveRef.js
var require_recursiveRef = __commonJS({
  "node_modules/ajv/dist/vocabularies/dynamic/recursiveRef.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dynamicRef_1 = require_dynamicRef();
    var def = {
      keyword: "$recursiveRef",
      schemaType: "string",
      code: (cxt) => (0, dynamicRef_1.dynamicRef)(cxt, cxt.schema)
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/dynamic/index.js
var require_dynamic = __commonJS({
  "node_modules/ajv/dist/vocabularies/dynamic/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dynamicAnchor_1 = require_dynamicAnchor();
    var dynamicRef_1 = require_dynamicRef();
    var recursiveAnchor_1 = require_recursiveAnchor();
    var recursiveRef_1 = require_recursiveRef();
    var dynamic = [dynamicAnchor_1.default, dynamicRef_1.default, recursiveAnchor_1.default, recursiveRef_1.default];
    exports.default = dynamic;
  }
});

// node_modules/ajv/dist/vocabularies/validation/dependentRequired.js
var require_dependentRequired = __commonJS({
  "node_modules/ajv/dist/vocabularies/validation/dependentRequired.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dependencies_1 = require_dependencies();
    var def = {
      keyword: "dependentRequired",
      type: "object",
      schemaType: "object",
      error: dependencies_1.error,
      code: (cxt) => (0, dependencies_1.validatePropertyDeps)(cxt)
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/applicator/dependentSchemas.js
var require_dependentSchemas = __commonJS({
  "node_modules/ajv/dist/vocabularies/applicator/dependentSchemas.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dependencies_1 = require_dependencies();
    var def = {
      keyword: "dependentSchemas",
      type: "object",
      schemaType: "object",
      code: (cxt) => (0, dependencies_1.validateSchemaDeps)(cxt)
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/validation/limitContains.js
var require_limitContains = __commonJS({
  "node_modules/ajv/dist/vocabularies/validation/limitContains.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var util_1 = require_util();
    var def = {
      keyword: ["maxContains", "minContains"],
      type: "array",
      schemaType: "number",
      code({ keyword, parentSchema, it }) {
        if (parentSchema.contains === void 0) {
          (0, util_1.checkStrictMode)(it, `"${keyword}" without "contains" is ignored`);
        }
      }
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/next.js
var require_next = __commonJS({
  "node_modules/ajv/dist/vocabularies/next.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var dependentRequired_1 = require_dependentRequired();
    var dependentSchemas_1 = require_dependentSchemas();
    var limitContains_1 = require_limitContains();
    var next = [dependentRequired_1.default, dependentSchemas_1.default, limitContains_1.default];
    exports.default = next;
  }
});

// node_modules/ajv/dist/vocabularies/unevaluated/unevaluatedProperties.js
var require_unevaluatedProperties = __commonJS({
  "node_modules/ajv/dist/vocabularies/unevaluated/unevaluatedProperties.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var codegen_1 = require_codegen();
    var util_1 = require_util();
    var names_1 = require_names();
    var error = {
      message: "must NOT have unevaluated properties",
      params: ({ params }) => (0, codegen_1._)`{unevaluatedProperty: ${params.unevaluatedProperty}}`
    };
    var def = {
      keyword: "unevaluatedProperties",
      type: "object",
      schemaType: ["boolean", "object"],
      trackErrors: true,
      error,
      code(cxt) {
        const { gen, schema, data, errsCount, it } = cxt;
        if (!errsCount)
          throw new Error("ajv implementation error");
        const { allErrors, props } = it;
        if (props instanceof codegen_1.Name) {
          gen.if((0, codegen_1._)`${props} !== true`, () => gen.forIn("key", data, (key) => gen.if(unevaluatedDynamic(props, key), () => unevaluatedPropCode(key))));
        } else if (props !== true) {
          gen.forIn("key", data, (key) => props === void 0 ? unevaluatedPropCode(key) : gen.if(unevaluatedStatic(props, key), () => unevaluatedPropCode(key)));
        }
        it.props = true;
        cxt.ok((0, codegen_1._)`${errsCount} === ${names_1.default.errors}`);
        function unevaluatedPropCode(key) {
          if (schema === false) {
            cxt.setParams({ unevaluatedProperty: key });
            cxt.error();
            if (!allErrors)
              gen.break();
            return;
          }
          if (!(0, util_1.alwaysValidSchema)(it, schema)) {
            const valid = gen.name("valid");
            cxt.subschema({
              keyword: "unevaluatedProperties",
              dataProp: key,
              dataPropType: util_1.Type.Str
            }, valid);
            if (!allErrors)
              gen.if((0, codegen_1.not)(valid), () => gen.break());
          }
        }
        function unevaluatedDynamic(evaluatedProps, key) {
          return (0, codegen_1._)`!${evaluatedProps} || !${evaluatedProps}[${key}]`;
        }
        function unevaluatedStatic(evaluatedProps, key) {
          const ps = [];
          for (const p in evaluatedProps) {
            if (evaluatedProps[p] === true)
              ps.push((0, codegen_1._)`${key} !== ${p}`);
          }
          return (0, codegen_1.and)(...ps);
        }
      }
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/unevaluated/unevaluatedItems.js
var require_unevaluatedItems = __commonJS({
  "node_modules/ajv/dist/vocabularies/unevaluated/unevaluatedItems.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var codegen_1 = require_codegen();
    var util_1 = require_util();
    var error = {
      message: ({ params: { len } }) => (0, codegen_1.str)`must NOT have more than ${len} items`,
      params: ({ params: { len } }) => (0, codegen_1._)`{limit: ${len}}`
    };
    var def = {
      keyword: "unevaluatedItems",
      type: "array",
      schemaType: ["boolean", "object"],
      error,
      code(cxt) {
        const { gen, schema, data, it } = cxt;
        const items = it.items || 0;
        if (items === true)
          return;
        const len = gen.const("len", (0, codegen_1._)`${data}.length`);
        if (schema === false) {
          cxt.setParams({ len: items });
          cxt.fail((0, codegen_1._)`${len} > ${items}`);
        } else if (typeof schema == "object" && !(0, util_1.alwaysValidSchema)(it, schema)) {
          const valid = gen.var("valid", (0, codegen_1._)`${len} <= ${items}`);
          gen.if((0, codegen_1.not)(valid), () => validateItems(valid, items));
          cxt.ok(valid);
        }
        it.items = true;
        function validateItems(valid, from) {
          gen.forRange("i", from, len, (i) => {
            cxt.subschema({ keyword: "unevaluatedItems", dataProp: i, dataPropType: util_1.Type.Num }, valid);
            if (!it.allErrors)
              gen.if((0, codegen_1.not)(valid), () => gen.break());
          });
        }
      }
    };
    exports.default = def;
  }
});

// node_modules/ajv/dist/vocabularies/unevaluated/index.js
var require_unevaluated = __commonJS({
  "node_modules/ajv/dist/vocabularies/unevaluated/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var unevaluatedProperties_1 = require_unevaluatedProperties();
    var unevaluatedItems_1 = require_unevaluatedItems();
    var unevaluated = [unevaluatedProperties_1.default, unevaluatedItems_1.default];
    exports.default = unevaluated;
  }
});

// node_modules/ajv/dist/vocabularies/draft2020.js
var require_draft2020 = __commonJS({
  "node_modules/ajv/dist/vocabularies/draft2020.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var core_1 = require_core2();
    var validation_1 = require_validation();
    var applicator_1 = require_applicator();
    var dynamic_1 = require_dynamic();
    var next_1 = require_next();
    var unevaluated_1 = require_unevaluated();
    var format_1 = require_format();
    var metadata_1 = require_metadata();
    var draft2020Vocabularies = [
      dynamic_1.default,
      core_1.default,
      validation_1.default,
      (0, applicator_1.default)(true),
      format_1.default,
      metadata_1.metadataVocabulary,
      metadata_1.contentVocabulary,
      next_1.default,
      unevaluated_1.default
    ];
    exports.default = draft2020Vocabularies;
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/schema.json
var require_schema = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/schema.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/schema",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/core": true,
        "https://json-schema.org/draft/2020-12/vocab/applicator": true,
        "https://json-schema.org/draft/2020-12/vocab/unevaluated": true,
        "https://json-schema.org/draft/2020-12/vocab/validation": true,
        "https://json-schema.org/draft/2020-12/vocab/meta-data": true,
        "https://json-schema.org/draft/2020-12/vocab/format-annotation": true,
        "https://json-schema.org/draft/2020-12/vocab/content": true
      },
      $dynamicAnchor: "meta",
      title: "Core and Validation specifications meta-schema",
      allOf: [
        { $ref: "meta/core" },
        { $ref: "meta/applicator" },
        { $ref: "meta/unevaluated" },
        { $ref: "meta/validation" },
        { $ref: "meta/meta-data" },
        { $ref: "meta/format-annotation" },
        { $ref: "meta/content" }
      ],
      type: ["object", "boolean"],
      $comment: "This meta-schema also defines keywords that have appeared in previous drafts in order to prevent incompatible extensions as they remain in common use.",
      properties: {
        definitions: {
          $comment: '"definitions" has been replaced by "$defs".',
          type: "object",
          additionalProperties: { $dynamicRef: "#meta" },
          deprecated: true,
          default: {}
        },
        dependencies: {
          $comment: '"dependencies" has been split and replaced by "dependentSchemas" and "dependentRequired" in order to serve their differing semantics.',
          type: "object",
          additionalProperties: {
            anyOf: [{ $dynamicRef: "#meta" }, { $ref: "meta/validation#/$defs/stringArray" }]
          },
          deprecated: true,
          default: {}
        },
        $recursiveAnchor: {
          $comment: '"$recursiveAnchor" has been replaced by "$dynamicAnchor".',
          $ref: "meta/core#/$defs/anchorString",
          deprecated: true
        },
        $recursiveRef: {
          $comment: '"$recursiveRef" has been replaced by "$dynamicRef".',
          $ref: "meta/core#/$defs/uriReferenceString",
          deprecated: true
        }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/applicator.json
var require_applicator2 = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/applicator.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/applicator",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/applicator": true
      },
      $dynamicAnchor: "meta",
      title: "Applicator vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        prefixItems: { $ref: "#/$defs/schemaArray" },
        items: { $dynamicRef: "#meta" },
        contains: { $dynamicRef: "#meta" },
        additionalProperties: { $dynamicRef: "#meta" },
        properties: {
          type: "object",
          additionalProperties: { $dynamicRef: "#meta" },
          default: {}
        },
        patternProperties: {
          type: "object",
          additionalProperties: { $dynamicRef: "#meta" },
          propertyNames: { format: "regex" },
          default: {}
        },
        dependentSchemas: {
          type: "object",
          additionalProperties: { $dynamicRef: "#meta" },
          default: {}
        },
        propertyNames: { $dynamicRef: "#meta" },
        if: { $dynamicRef: "#meta" },
        then: { $dynamicRef: "#meta" },
        else: { $dynamicRef: "#meta" },
        allOf: { $ref: "#/$defs/schemaArray" },
        anyOf: { $ref: "#/$defs/schemaArray" },
        oneOf: { $ref: "#/$defs/schemaArray" },
        not: { $dynamicRef: "#meta" }
      },
      $defs: {
        schemaArray: {
          type: "array",
          minItems: 1,
          items: { $dynamicRef: "#meta" }
        }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json
var require_unevaluated2 = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/unevaluated",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/unevaluated": true
      },
      $dynamicAnchor: "meta",
      title: "Unevaluated applicator vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        unevaluatedItems: { $dynamicRef: "#meta" },
        unevaluatedProperties: { $dynamicRef: "#meta" }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/content.json
var require_content = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/content.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/content",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/content": true
      },
      $dynamicAnchor: "meta",
      title: "Content vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        contentEncoding: { type: "string" },
        contentMediaType: { type: "string" },
        contentSchema: { $dynamicRef: "#meta" }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/core.json
var require_core3 = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/core.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/core",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/core": true
      },
      $dynamicAnchor: "meta",
      title: "Core vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        $id: {
          $ref: "#/$defs/uriReferenceString",
          $comment: "Non-empty fragments not allowed.",
          pattern: "^[^#]*#?$"
        },
        $schema: { $ref: "#/$defs/uriString" },
        $ref: { $ref: "#/$defs/uriReferenceString" },
        $anchor: { $ref: "#/$defs/anchorString" },
        $dynamicRef: { $ref: "#/$defs/uriReferenceString" },
        $dynamicAnchor: { $ref: "#/$defs/anchorString" },
        $vocabulary: {
          type: "object",
          propertyNames: { $ref: "#/$defs/uriString" },
          additionalProperties: {
            type: "boolean"
          }
        },
        $comment: {
          type: "string"
        },
        $defs: {
          type: "object",
          additionalProperties: { $dynamicRef: "#meta" }
        }
      },
      $defs: {
        anchorString: {
          type: "string",
          pattern: "^[A-Za-z_][-A-Za-z0-9._]*$"
        },
        uriString: {
          type: "string",
          format: "uri"
        },
        uriReferenceString: {
          type: "string",
          format: "uri-reference"
        }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json
var require_format_annotation = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/format-annotation",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/format-annotation": true
      },
      $dynamicAnchor: "meta",
      title: "Format vocabulary meta-schema for annotation results",
      type: ["object", "boolean"],
      properties: {
        format: { type: "string" }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/meta-data.json
var require_meta_data = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/meta-data.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/meta-data",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/meta-data": true
      },
      $dynamicAnchor: "meta",
      title: "Meta-data vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        title: {
          type: "string"
        },
        description: {
          type: "string"
        },
        default: true,
        deprecated: {
          type: "boolean",
          default: false
        },
        readOnly: {
          type: "boolean",
          default: false
        },
        writeOnly: {
          type: "boolean",
          default: false
        },
        examples: {
          type: "array",
          items: true
        }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/meta/validation.json
var require_validation2 = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/meta/validation.json"(exports, module) {
    module.exports = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "https://json-schema.org/draft/2020-12/meta/validation",
      $vocabulary: {
        "https://json-schema.org/draft/2020-12/vocab/validation": true
      },
      $dynamicAnchor: "meta",
      title: "Validation vocabulary meta-schema",
      type: ["object", "boolean"],
      properties: {
        type: {
          anyOf: [
            { $ref: "#/$defs/simpleTypes" },
            {
              type: "array",
              items: { $ref: "#/$defs/simpleTypes" },
              minItems: 1,
              uniqueItems: true
            }
          ]
        },
        const: true,
        enum: {
          type: "array",
          items: true
        },
        multipleOf: {
          type: "number",
          exclusiveMinimum: 0
        },
        maximum: {
          type: "number"
        },
        exclusiveMaximum: {
          type: "number"
        },
        minimum: {
          type: "number"
        },
        exclusiveMinimum: {
          type: "number"
        },
        maxLength: { $ref: "#/$defs/nonNegativeInteger" },
        minLength: { $ref: "#/$defs/nonNegativeIntegerDefault0" },
        pattern: {
          type: "string",
          format: "regex"
        },
        maxItems: { $ref: "#/$defs/nonNegativeInteger" },
        minItems: { $ref: "#/$defs/nonNegativeIntegerDefault0" },
        uniqueItems: {
          type: "boolean",
          default: false
        },
        maxContains: { $ref: "#/$defs/nonNegativeInteger" },
        minContains: {
          $ref: "#/$defs/nonNegativeInteger",
          default: 1
        },
        maxProperties: { $ref: "#/$defs/nonNegativeInteger" },
        minProperties: { $ref: "#/$defs/nonNegativeIntegerDefault0" },
        required: { $ref: "#/$defs/stringArray" },
        dependentRequired: {
          type: "object",
          additionalProperties: {
            $ref: "#/$defs/stringArray"
          }
        }
      },
      $defs: {
        nonNegativeInteger: {
          type: "integer",
          minimum: 0
        },
        nonNegativeIntegerDefault0: {
          $ref: "#/$defs/nonNegativeInteger",
          default: 0
        },
        simpleTypes: {
          enum: ["array", "boolean", "integer", "null", "number", "object", "string"]
        },
        stringArray: {
          type: "array",
          items: { type: "string" },
          uniqueItems: true,
          default: []
        }
      }
    };
  }
});

// node_modules/ajv/dist/refs/json-schema-2020-12/index.js
var require_json_schema_2020_12 = __commonJS({
  "node_modules/ajv/dist/refs/json-schema-2020-12/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var metaSchema = require_schema();
    var applicator = require_applicator2();
    var unevaluated = require_unevaluated2();
    var content = require_content();
    var core = require_core3();
    var format = require_format_annotation();
    var metadata = require_meta_data();
    var validation = require_validation2();
    var META_SUPPORT_DATA = ["/properties"];
    function addMetaSchema2020($data) {
      ;
      [
        metaSchema,
        applicator,
        unevaluated,
        content,
        core,
        with$data(this, format),
        metadata,
        with$data(this, validation)
      ].forEach((sch) => this.addMetaSchema(sch, void 0, false));
      return this;
      function with$data(ajv, sch) {
        return $data ? ajv.$dataMetaSchema(sch, META_SUPPORT_DATA) : sch;
      }
    }
    exports.default = addMetaSchema2020;
  }
});

// node_modules/ajv/dist/2020.js
var require__ = __commonJS({
  "node_modules/ajv/dist/2020.js"(exports, module) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.MissingRefError = exports.ValidationError = exports.CodeGen = exports.Name = exports.nil = exports.stringify = exports.str = exports._ = exports.KeywordCxt = exports.Ajv2020 = void 0;
    var core_1 = require_core();
    var draft2020_1 = require_draft2020();
    var discriminator_1 = require_discriminator();
    var json_schema_2020_12_1 = require_json_schema_2020_12();
    var META_SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema";
    var Ajv20202 = class extends core_1.default {
      constructor(opts = {}) {
        super({
          ...opts,
          dynamicRef: true,
          next: true,
          unevaluated: true
        });
      }
      _addVocabularies() {
        super._addVocabularies();
        draft2020_1.default.forEach((v) => this.addVocabulary(v));
        if (this.opts.discriminator)
          this.addKeyword(discriminator_1.default);
      }
      _addDefaultMetaSchema() {
        super._addDefaultMetaSchema();
        const { $data, meta } = this.opts;
        if (!meta)
          return;
        json_schema_2020_12_1.default.call(this, $data);
        this.refs["http://json-schema.org/schema"] = META_SCHEMA_ID;
      }
      defaultMeta() {
        return this.opts.defaultMeta = super.defaultMeta() || (this.getSchema(META_SCHEMA_ID) ? META_SCHEMA_ID : void 0);
      }
    };
    exports.Ajv2020 = Ajv20202;
    module.exports = exports = Ajv20202;
    module.exports.Ajv2020 = Ajv20202;
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.default = Ajv20202;
    var validate_1 = require_validate();
    Object.defineProperty(exports, "KeywordCxt", { enumerable: true, get: function() {
      return validate_1.KeywordCxt;
    } });
    var codegen_1 = require_codegen();
    Object.defineProperty(exports, "_", { enumerable: true, get: function() {
      return codegen_1._;
    } });
    Object.defineProperty(exports, "str", { enumerable: true, get: function() {
      return codegen_1.str;
    } });
    Object.defineProperty(exports, "stringify", { enumerable: true, get: function() {
      return codegen_1.stringify;
    } });
    Object.defineProperty(exports, "nil", { enumerable: true, get: function() {
      return codegen_1.nil;
    } });
    Object.defineProperty(exports, "Name", { enumerable: true, get: function() {
      return codegen_1.Name;
    } });
    Object.defineProperty(exports, "CodeGen", { enumerable: true, get: function() {
      return codegen_1.CodeGen;
    } });
    var validation_error_1 = require_validation_error();
    Object.defineProperty(exports, "ValidationError", { enumerable: true, get: function() {
      return validation_error_1.default;
    } });
    var ref_error_1 = require_ref_error();
    Object.defineProperty(exports, "MissingRefError", { enumerable: true, get: function() {
      return ref_error_1.default;
    } });
  }
});

// packages/project/src/data-path.ts
import { lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve as resolve2, sep } from "node:path";

// packages/documents/src/check-document.ts
var import__ = __toESM(require__(), 1);
var import_ajv_formats = __toESM(require_dist(), 1);

// packages/documents/src/printable.ts
var disguising = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable(text, limit4 = 80) {
  const characters = [...text.slice(0, limit4 * 2)];
  const cut = characters.length > limit4 || text.length > limit4 * 2;
  const shown3 = cut ? characters.slice(0, limit4).join("") : text;
  const spelled = shown3.replace(disguising, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return cut ? `${spelled}…` : spelled;
}
function quoted(text, limit4 = 80) {
  return `"${printable(text.replaceAll("\\", "\\\\").replaceAll('"', '\\"'), limit4)}"`;
}
function commentLine(text) {
  return ` ${printable(text, 300)}`;
}
var plainKey = /^[\p{L}\p{N}_-]+$/u;
function pathText(path) {
  if (path.length === 0) return "the file";
  return path.map((part, index) => {
    if (typeof part === "number") return `[${part}]`;
    if (plainKey.test(part)) return index === 0 ? printable(part) : `.${printable(part)}`;
    return `[${quoted(part)}]`;
  }).join("");
}

// packages/documents/src/problems.ts
var shownProblems = 20;
function errorOf(problems) {
  const sorted = problems.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  const lines = sorted.slice(0, shownProblems).map(({ position, path, message }, index) => {
    const at = index === 0 ? "" : `${position.file}:${position.line}:${position.column} `;
    return `${at}${pathText(path)}: ${message}`;
  });
  if (sorted.length > shownProblems) lines.push(`… and ${sorted.length - shownProblems} more.`);
  return new ConfigurationError(lines.join("\n"), { position: (sorted[0] ?? problems[0]).position });
}

// packages/documents/src/nearest.ts
var import_fastest_levenshtein = __toESM(require_mod(), 1);
var longestName = 100;
function nearest(name, candidates) {
  if (name.length > longestName) return void 0;
  let best;
  for (const candidate of candidates) {
    if (candidate.length > longestName) continue;
    const edits = editsBetween(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.floor(Math.max(name.length, candidate.length) / 3);
    if (edits <= allowed && (best === void 0 || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate;
}
function editsBetween(name, candidate) {
  const edits = (0, import_fastest_levenshtein.distance)(name, candidate);
  return edits > 0 && sortedLetters(name) === sortedLetters(candidate) ? 1 : edits;
}
function sortedLetters(text) {
  return [...text].sort().join("");
}

// packages/documents/src/schema-words.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function valueWords(value) {
  if (value === null || value === void 0) return "empty";
  if (typeof value === "string") return `the text ${quoted(value)}`;
  if (typeof value === "number") return Number.isFinite(value) ? `the number ${value}` : `${value}, no finite number`;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return "a mapping";
}
function literalWords(value) {
  if (typeof value === "string") return printable(value);
  return printable(JSON.stringify(value) ?? String(value));
}
var typeWords = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping of keys to values",
  null: "nothing"
};
function typesWords(types) {
  const list = Array.isArray(types) ? types : [types];
  return either(list.map((type) => typeWords[String(type)] ?? String(type)));
}
function listedValues(schema) {
  if (!isRecord(schema)) return void 0;
  if ("const" in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : void 0;
}
function alternativesWords(schemas) {
  return schemas.flatMap((schema) => {
    const listed = listedValues(schema);
    if (listed !== void 0) return listed.map(literalWords);
    return isRecord(schema) && schema.type !== void 0 ? [typesWords(schema.type)] : [];
  });
}
function either(words7) {
  if (words7.length <= 1) return words7.join("");
  return `${words7.slice(0, -1).join(", ")} or ${words7.at(-1)}`;
}
function declaredKeys(schema) {
  if (!isRecord(schema)) return [];
  const own = isRecord(schema.properties) ? Object.keys(schema.properties) : [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => {
    const inner = schema[keyword];
    return Array.isArray(inner) ? inner.flatMap(declaredKeys) : [];
  });
  return [.../* @__PURE__ */ new Set([...own, ...parts])];
}

// packages/documents/src/schema-sentences.ts
function pathOfPointer(pointer, document) {
  let value = document.value;
  return pointer.split("/").slice(1).map((escaped) => {
    const part = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) {
      value = value[Number(part)];
      return Number(part);
    }
    value = isRecord(value) ? value[part] : void 0;
    return part;
  });
}
function keyProblem(path, message, document) {
  return { path, message, position: document.positionOf(path, "key") };
}
function valueProblem(path, message, document) {
  return { path, message, position: document.positionOf(path, "value") };
}
function unknownKey(key, known, entry = "key") {
  const meant = nearest(key, known);
  if (meant !== void 0) return `no such ${entry}. Did you mean ${meant}?`;
  return known.length === 0 ? `no such ${entry}; none is allowed here.` : `no such ${entry}; known are ${known.join(", ")}.`;
}
function unlistedValue(value, allowed, others = []) {
  const words7 = either([.../* @__PURE__ */ new Set([...allowed.map(literalWords), ...others])]);
  const texts = allowed.filter((one) => typeof one === "string");
  const meant = typeof value === "string" ? nearest(value, texts) : void 0;
  const choice2 = allowed.length + others.length === 1 ? `it must be ${words7}` : `allowed are ${words7}`;
  return `is ${valueWords(value)}; ${choice2}.${meant === void 0 ? "" : ` Did you mean ${meant}?`}`;
}
function entryNoun(schema) {
  const noun = isRecord(schema) ? schema["x-entry"] : void 0;
  return typeof noun === "string" ? noun : "key";
}
function patternWords(schema, pattern) {
  const form = isRecord(schema) ? schema["x-form"] : void 0;
  return typeof form === "string" ? `be ${form}` : `match ${pattern}`;
}
function keyMessage(key, schema) {
  const patterns = isRecord(schema) && isRecord(schema.patternProperties) ? schema.patternProperties : {};
  const pattern = Object.keys(patterns)[0];
  const known = declaredKeys(schema);
  if (known.length === 0 && pattern !== void 0) {
    return `the ${entryNoun(schema)} name must ${patternWords(schema, pattern)}.`;
  }
  return unknownKey(key, known, entryNoun(schema));
}
var comparisons = {
  ">=": "at least",
  "<=": "at most",
  ">": "greater than",
  "<": "less than"
};
function valueMessage(error) {
  const text = (name) => String(error.params[name]);
  const found = `is ${valueWords(error.data)}`;
  const count2 = (bound, [one, many]) => `${bound} ${text("limit")} ${text("limit") === "1" ? one : many}`;
  switch (error.keyword) {
    case "const":
    case "enum":
      return unlistedValue(error.data, listedValues(error.parentSchema) ?? []);
    case "pattern":
      return `${found}; it must ${patternWords(error.parentSchema, text("pattern"))}.`;
    case "format":
      return `${found}, which is no ${text("format")}.`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `${found}; it must be ${comparisons[text("comparison")] ?? text("comparison")} ${text("limit")}.`;
    case "multipleOf":
      return `${found}; it must be a multiple of ${text("multipleOf")}.`;
    case "minLength":
      return `${found}; it must have ${count2("at least", ["character", "characters"])}.`;
    case "maxLength":
      return `${found}; it must have ${count2("at most", ["character", "characters"])}.`;
    case "minItems":
      return `${found}; it must have ${count2("at least", ["entry", "entries"])}.`;
    case "maxItems":
      return `has more entries than the ${text("limit")} allowed.`;
    case "minProperties":
      return `must have ${count2("at least", ["key", "keys"])}.`;
    case "maxProperties":
      return `must have ${count2("at most", ["key", "keys"])}.`;
    case "uniqueItems":
      return `the entries ${text("i")} and ${text("j")} (counted from 0) are the same; each may stand once.`;
    case "dependentRequired":
      return `needs ${quoted(text("missingProperty"))} beside ${quoted(text("property"))}.`;
    default:
      return `${found}; it ${error.message ?? `breaks the rule ${error.keyword}`}.`;
  }
}

// packages/documents/src/alternatives.ts
function branchesOf(error) {
  return Array.isArray(error.schema) ? error.schema : [];
}
function branchPrefix(parent, branch, index) {
  const reference = isRecord(branch) ? branch.$ref : void 0;
  return typeof reference === "string" ? `${reference}/` : `${parent.schemaPath}/${index}/`;
}
function explainAlternatives(error, errors, document, explain2) {
  const path = pathOfPointer(error.instancePath, document);
  if (Array.isArray(error.params.passingSchemas)) {
    return [valueProblem(path, "fits more than one of the forms that are allowed here; it must fit one.", document)];
  }
  const branches = branchesOf(error).map((schema, index) => {
    const prefix = branchPrefix(error, schema, index);
    return { schema, errors: errors.filter((one) => one.schemaPath.startsWith(prefix)) };
  });
  const fitting = branches.filter(
    ({ errors: errors2 }) => !errors2.some((one) => one.instancePath === error.instancePath && isOfKind(one))
  );
  if (fitting.length === 0) {
    return [
      valueProblem(
        path,
        noneFits(
          error.data,
          branches.map(({ schema }) => schema)
        ),
        document
      )
    ];
  }
  if (fitting.length > 1) {
    const special = discriminatorProblem(fitting, document) ?? keyProblems(error, fitting, path, document);
    if (special !== void 0) return special;
  }
  return explain2(mostLikely(fitting, isRecord(error.data) ? Object.keys(error.data) : []).errors, document);
}
function mostLikely(fitting, keys2) {
  const named = fitting.filter(({ schema }) => requiredKeys(schema).some((name) => keys2.includes(name)));
  const [first, ...others] = named.length > 0 ? named : fitting;
  if (first === void 0) throw new RangeError("no form to choose from");
  return others.reduce((best, branch) => branch.errors.length < best.errors.length ? branch : best, first);
}
function isOfKind(error) {
  return error.keyword === "type" || error.keyword === "const" || error.keyword === "enum";
}
function noneFits(value, schemas) {
  const listed = schemas.flatMap((schema) => listedValues(schema) ?? []);
  const others = alternativesWords(schemas.filter((schema) => listedValues(schema) === void 0));
  if (listed.length > 0) return unlistedValue(value, listed, others);
  if (others.length === 0) return `is ${valueWords(value)}, which fits none of the forms that are allowed here.`;
  return `is ${valueWords(value)}; it must be ${either([...new Set(others)])}.`;
}
function discriminatorProblem(fitting, document) {
  const [first, ...rest] = fitting.map(({ errors }) => errors.filter((error) => error.keyword === "const"));
  const place = first?.find(
    (error) => rest.every((others) => others.some((other) => other.instancePath === error.instancePath))
  );
  if (place === void 0) return void 0;
  const allowed = fitting.flatMap(
    ({ errors }) => errors.filter((error) => error.keyword === "const" && error.instancePath === place.instancePath).flatMap((error) => listedValues(error.parentSchema) ?? [])
  );
  const path = pathOfPointer(place.instancePath, document);
  return [valueProblem(path, unlistedValue(place.data, [...new Set(allowed)]), document)];
}
function keyProblems(error, fitting, path, document) {
  const value = error.data;
  if (!isRecord(value) || !fitting.every(({ schema }) => isClosed(schema))) return void 0;
  const keys2 = Object.keys(value);
  const known = [...new Set(fitting.flatMap(({ schema }) => declaredKeys(schema)))];
  const unknown = keys2.filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const noun = entryNoun(error.parentSchema);
    return unknown.map((key) => keyProblem([...path, key], unknownKey(key, known, noun), document));
  }
  const required = fitting.map(({ schema }) => requiredKeys(schema));
  if (!required.some((names) => names.some((name) => keys2.includes(name)))) {
    const choices = required.map((names) => names.join(" with "));
    return [valueProblem(path, `needs ${either([...new Set(choices)])}.`, document)];
  }
  const own = declaredKeys(mostLikely(fitting, keys2).schema);
  const strangers = keys2.filter((key) => !own.includes(key));
  if (strangers.length === 0) return void 0;
  const beside2 = either(keys2.filter((key) => own.includes(key)));
  return strangers.map((key) => keyProblem([...path, key], `cannot stand beside ${beside2}.`, document));
}
function isClosed(schema) {
  return isRecord(schema) && schema.additionalProperties === false;
}
function requiredKeys(schema) {
  const names = isRecord(schema) ? schema.required : void 0;
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

// packages/documents/src/schema-problems.ts
function explainErrors(errors, document) {
  const claimed = /* @__PURE__ */ new Set();
  for (const error of errors) {
    if (isAlternative(error)) for (const other of errorsOfBranches(error, errors)) claimed.add(other);
  }
  const problems = errors.flatMap((error) => {
    if (claimed.has(error) || error.keyword === "propertyNames") return [];
    const stranger = strangerProblem(error, document);
    if (stranger !== void 0) return [stranger];
    if (isAlternative(error))
      return explainAlternatives(error, errorsOfBranches(error, errors), document, explainErrors);
    return [explainError(error, document)];
  });
  return withoutConsequences(problems);
}
function strangerProblem(error, document) {
  const rule = isRecord(error.parentSchema) ? error.parentSchema["x-own-entry"] : void 0;
  if (!isRecord(rule) || !Array.isArray(rule.keys) || !Array.isArray(rule.known)) return void 0;
  const { data } = error;
  if (isRecord(data) && rule.keys.some((key) => Object.hasOwn(data, String(key)))) return void 0;
  const path = pathOfPointer(error.instancePath, document);
  return keyProblem(path, unknownKey(String(path.at(-1)), rule.known.map(String), String(rule.entry)), document);
}
function isAlternative(error) {
  return error.keyword === "anyOf" || error.keyword === "oneOf";
}
function errorsOfBranches(parent, errors) {
  const prefixes = branchesOf(parent).map((branch, index) => branchPrefix(parent, branch, index));
  return errors.filter(
    (error) => error !== parent && isBelow(error.instancePath, parent.instancePath) && prefixes.some((prefix) => error.schemaPath.startsWith(prefix))
  );
}
function isBelow(pointer, parent) {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}
function explainError(error, document) {
  const path = pathOfPointer(error.instancePath, document);
  const schema = error.parentSchema;
  const text = (name) => String(error.params[name]);
  if (error.propertyName !== void 0) {
    const rule = error.keyword === "pattern" ? `must match ${text("pattern")}` : String(error.message);
    return keyProblem([...path, error.propertyName], `the ${entryNoun(schema)} name ${rule}.`, document);
  }
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = text(error.keyword === "additionalProperties" ? "additionalProperty" : "unevaluatedProperty");
      return keyProblem([...path, key], keyMessage(key, schema), document);
    }
    case "required":
      return keyProblem([...path, text("missingProperty")], "is missing.", document);
    case "type":
      return valueProblem(path, `is ${valueWords(error.data)}; it must be ${typesWords(error.schema)}.`, document);
    default:
      return valueProblem(path, valueMessage(error), document);
  }
}
function withoutConsequences(problems) {
  const seen = /* @__PURE__ */ new Set();
  const suggested = /* @__PURE__ */ new Set();
  for (const { path, message } of problems) {
    const meant = /Did you mean (.+)\?$/.exec(message)?.[1];
    if (meant !== void 0) suggested.add(JSON.stringify([...path.slice(0, -1), meant]));
  }
  return problems.filter(({ path, message }) => {
    const place = JSON.stringify(path);
    if (seen.has(place) || message === "is missing." && suggested.has(place)) return false;
    seen.add(place);
    return true;
  });
}

// packages/documents/src/check-document.ts
function checkDocument(document, schema) {
  const { value } = document;
  if (value_exports.Check(schema, value)) return value;
  const validate = validatorOf(schema);
  if (validate(value)) return value;
  throw errorOf(atLeastOne(explainErrors(validate.errors ?? [], document), document));
}
function problemsOf(document, schema) {
  if (value_exports.Check(schema, document.value)) return [];
  const validate = validatorOf(schema);
  if (validate(document.value)) return [];
  return atLeastOne(explainErrors(validate.errors ?? [], document), document);
}
function atLeastOne(problems, document) {
  const [first, ...rest] = problems;
  if (first !== void 0) return [first, ...rest];
  return [{ position: document.positionOf([]), path: [], message: "does not have the form that is asked for." }];
}
var validator;
function validatorOf(schema) {
  validator ??= newValidator();
  return validator.compile(schema);
}
function newValidator() {
  const ajv = new import__.Ajv2020({
    allErrors: true,
    strict: true,
    // Alternatives such as "one of these two keys" name keys in `required` that are declared beside them.
    strictRequired: false,
    allowUnionTypes: true,
    verbose: true
  });
  import_ajv_formats.default.default(ajv);
  ajv.addVocabulary(["x-entry", "x-form", "x-own-entry"]);
  return ajv;
}

// packages/documents/src/document.ts
var import_yaml = __toESM(require_dist2(), 1);
var longestText = 1e6;
function parseDocument(text, file) {
  const lines = new import_yaml.LineCounter();
  const at = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (text.length > longestText) {
    throw new ConfigurationError(`${file}: is longer than ${longestText} characters; no such document is that long.`);
  }
  try {
    const document = readOne(text, lines, at);
    const value = document.toJS({ maxAliasCount: 100 });
    const index = /* @__PURE__ */ new WeakMap();
    return { file, value, positionOf: (path, which = "value") => at(offsetOf(document, path, which, index)) };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ConfigurationError("is nested too deeply.", { position: at(0), cause: error });
    }
    if (error instanceof ReferenceError) {
      throw new ConfigurationError("has aliases that unfold to an enormous value.", {
        position: at(0),
        cause: error
      });
    }
    throw error;
  }
}
var mostAliases = 1e3;
var syntaxWords = {
  RESOURCE_EXHAUSTION: "is nested too deeply."
};
function readOne(text, lines, at) {
  const parsed = (0, import_yaml.parseAllDocuments)(text, {
    version: "1.2",
    lineCounter: lines,
    prettyErrors: false,
    // Checked below: the library compares every key with every other, which takes minutes for a hostile file.
    uniqueKeys: false,
    strict: true
  });
  const all = "empty" in parsed ? (0, import_yaml.parseAllDocuments)("null\n", { version: "1.2" }) : parsed;
  const [document, second] = all;
  if (document === void 0) throw new ConfigurationError("holds no document.", { position: at(0) });
  const first = document.errors[0] ?? document.warnings[0];
  if (first !== void 0) {
    const message = syntaxWords[first.code] ?? `is no valid YAML: ${printable(first.message, 200)}.`;
    throw new ConfigurationError(message, { position: at(first.pos[0]), cause: first });
  }
  if (second !== void 0) {
    const start = second.range[0];
    throw new ConfigurationError("a second document begins here; one file holds one document.", {
      position: at(start)
    });
  }
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    throw new ConfigurationError(`asks for YAML ${document.directives.yaml.version}; only YAML 1.2 is read.`, {
      position: at(0)
    });
  }
  refuseTraps(document, at);
  return document;
}
function refuseTraps(document, at) {
  const anchors = /* @__PURE__ */ new Map();
  let aliases = 0;
  const refuse = (message, node2) => new ConfigurationError(message, { position: at(isNode(node2) ? node2.range?.[0] ?? 0 : 0) });
  (0, import_yaml.visit)(document, {
    Alias(_, alias, ancestors) {
      aliases += 1;
      if (aliases > mostAliases) throw refuse(`has more than ${mostAliases} aliases; write the values out.`, alias);
      const target = anchors.get(alias.source);
      const name = printable(`*${alias.source}`);
      if (target === void 0) throw refuse(`the alias ${name} has no anchor before it.`, alias);
      if (ancestors.includes(target)) throw refuse(`the alias ${name} contains itself.`, alias);
    },
    Value(_, node2) {
      if (node2.anchor !== void 0) anchors.set(node2.anchor, node2);
      if ((0, import_yaml.isMap)(node2)) refuseKeys(node2, refuse);
    }
  });
}
function refuseKeys(map, refuse) {
  const seen = /* @__PURE__ */ new Set();
  for (const { key } of map.items) {
    if (!(0, import_yaml.isScalar)(key)) throw refuse("keys must be plain texts, not lists, mappings or aliases.", key);
    const name = keyText(key);
    if (name === "__proto__") throw refuse('"__proto__" cannot be a key.', key);
    if (name === "<<" && key.type === "PLAIN") {
      throw refuse("merge keys (<<) are not part of YAML 1.2; repeat the keys or use an alias.", key);
    }
    if (seen.has(name)) throw refuse("this key stands twice in the same mapping; keep one of them.", key);
    seen.add(name);
  }
}
function keyText(key) {
  return String(key.value ?? "");
}
function isNode(value) {
  return (0, import_yaml.isScalar)(value) || (0, import_yaml.isMap)(value) || (0, import_yaml.isSeq)(value) || (0, import_yaml.isAlias)(value);
}
function offsetOf(document, path, which, index) {
  let node2 = resolve(document, document.contents);
  let keyOffset = node2?.range?.[0] ?? 0;
  let valueOffset = keyOffset;
  for (const part of path) {
    if ((0, import_yaml.isMap)(node2)) {
      const pair = entryOf(node2, String(part), index);
      if (pair === void 0) return keyOffset;
      keyOffset = pair.key.range?.[0] ?? keyOffset;
      valueOffset = pair.value?.range?.[0] ?? keyOffset;
      node2 = resolve(document, pair.value);
    } else if ((0, import_yaml.isSeq)(node2)) {
      const item = node2.items[Number(part)];
      if (!isNode(item)) return keyOffset;
      keyOffset = item.range?.[0] ?? keyOffset;
      valueOffset = keyOffset;
      node2 = resolve(document, item);
    } else {
      return keyOffset;
    }
  }
  return which === "key" ? keyOffset : valueOffset;
}
function entryOf(map, name, index) {
  let entries2 = index.get(map);
  if (entries2 === void 0) {
    entries2 = new Map(
      map.items.flatMap(
        ({ key, value }) => (0, import_yaml.isScalar)(key) ? [[keyText(key), { key, value: isNode(value) ? value : void 0 }]] : []
      )
    );
    index.set(map, entries2);
  }
  return entries2.get(name);
}
function resolve(document, node2) {
  if ((0, import_yaml.isAlias)(node2)) return node2.resolve(document);
  return isNode(node2) ? node2 : void 0;
}

// packages/project/src/data-path.ts
async function resolveDataPath(request) {
  const { path, projectFolder, repository, roots, use } = request;
  const refuse = (reason, cause) => new ConfigurationError(`${request.what}: ${quoted(path)} ${reason}`, {
    ...request.position === void 0 ? {} : { position: request.position },
    cause
  });
  const fault = faultOf(path);
  if (fault !== void 0) throw refuse(fault);
  const base = await realFolder(projectFolder) ?? projectFolder;
  const folders = [repository, ...roots.map((root) => resolve2(base, root))];
  const realFolders = (await Promise.all(folders.map(realFolder))).filter((folder) => folder !== void 0);
  const outside = "leads outside the repository. Move it inside, or name its folder in data.roots of the policy.";
  const named = resolve2(base, path);
  if (![...folders, ...realFolders].some((folder) => isInside(named, folder))) throw refuse(outside);
  const real = use === "read" ? await realOf(named, refuse) : await realOfNew(named, refuse);
  const home = realFolders.find((folder) => isInside(real, folder));
  if (home === void 0) {
    const root = folders.find((folder) => isInside(named, folder));
    const absent = root !== void 0 && real === named && await realFolder(root) === void 0;
    throw refuse(absent ? `lies in ${root}, which is not there. Make it, or mount it.` : `is a link that ${outside}`);
  }
  if (relative(home, real).split(sep).some((part) => part.toLowerCase() === ".git")) {
    throw refuse("lies in .git, which belongs to git alone.");
  }
  return real;
}
function faultOf(path) {
  if (path.trim() === "") return "is empty; a path is needed.";
  if (new RegExp("\\p{Cc}", "u").test(path)) return "has control characters.";
  if (path.includes("\\")) return "has a backslash; write / between folders.";
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(path)) return "is an address; only files are read here. Fetch it first.";
  if (/^[A-Za-z]:/.test(path)) return "names a drive; write a path relative to mlgate.yml.";
  return void 0;
}
function isInside(path, folder) {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
async function realOf(path, refuse) {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (!found.isFile() && !found.isDirectory()) throw refuse("is neither a file nor a folder.");
    return real;
  } catch (error) {
    throw explain(error, path, refuse);
  }
}
async function realOfNew(path, refuse) {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw explain(error, path, refuse);
    if (await isThere(path)) throw refuse("is a link to something that is not there.");
    const parent = dirname(path);
    if (parent === path) throw explain(error, path, refuse);
    return join(await realOfNew(parent, refuse), basename(path));
  }
}
async function isThere(path) {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
async function realFolder(folder) {
  try {
    return await realpath(folder);
  } catch {
    return void 0;
  }
}
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : void 0;
}
function explain(error, path, refuse) {
  if (error instanceof ConfigurationError) return error;
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return refuse("is not there.", error);
    case "ELOOP":
      return refuse("is a link that leads back to itself.", error);
    case "ENAMETOOLONG":
      return refuse("is longer than the file system allows.", error);
    case "EACCES":
    case "EPERM":
      return refuse("may not be read by this user.", error);
    default:
      return new InfrastructureError(`${path}: the file system does not answer.`, { retryable: true, cause: error });
  }
}

// packages/project/src/data-files.ts
import { readdir, stat as stat2 } from "node:fs/promises";
import { resolve as resolve3 } from "node:path";

// packages/project/src/path-pattern.ts
function isPattern(path) {
  return /[*?[]/.test(path);
}
function parsePattern(path) {
  const parts = path.split("/");
  const first = parts.findIndex(isPattern);
  const below = parts.slice(first).filter((part) => part !== "" && part !== ".");
  if (below.includes("..")) return void 0;
  const folder = parts.slice(0, first).join("/");
  return { folder: folder === "" && first > 0 ? "/" : folder, segments: below.map(parseSegment) };
}
function everythingBelow(folder) {
  return { folder: folder.replace(/(?<=.)\/+$/, ""), segments: ["**"] };
}
function firstPositions(pattern) {
  return closed(pattern, [0]);
}
function follow(pattern, positions, name) {
  const isHidden = /^[._]/.test(name);
  const next = [...positions].flatMap((position) => {
    const segment = pattern.segments[position];
    if (segment === void 0) return [];
    if (segment === "**") return isHidden ? [] : [position];
    const [first] = segment;
    if (isHidden && !(first?.kind === "one" && first.matches(name.slice(0, 1)))) return [];
    return matches(segment, name) ? [position + 1] : [];
  });
  return closed(pattern, next);
}
function isWhole(pattern, positions) {
  return positions.has(pattern.segments.length);
}
function goesOn(pattern, positions) {
  return [...positions].some((position) => position < pattern.segments.length);
}
function closed({ segments }, positions) {
  const all = new Set(positions);
  for (const position of all) if (segments[position] === "**") all.add(position + 1);
  return all;
}
function parseSegment(text) {
  if (text === "**") return "**";
  const characters = [...text];
  const tokens = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at];
    const negated2 = characters[at + 1] === "!" || characters[at + 1] === "^";
    const end = character === "[" ? characters.indexOf("]", at + (negated2 ? 3 : 2)) : -1;
    if (character === "*") tokens.push({ kind: "star" });
    else if (character === "?") tokens.push({ kind: "one", matches: () => true });
    else if (end < 0) tokens.push({ kind: "one", matches: (other) => other === character });
    else {
      const within2 = oneOf(characters.slice(at + (negated2 ? 2 : 1), end));
      tokens.push({ kind: "one", matches: (other) => within2(other) !== negated2 });
      at = end;
    }
  }
  return tokens;
}
function oneOf(characters) {
  const ranges = [];
  for (let at = 0; at < characters.length; at++) {
    const from = characters[at]?.codePointAt(0) ?? 0;
    const isRange = characters[at + 1] === "-" && at + 2 < characters.length;
    const to = isRange ? characters[at + 2]?.codePointAt(0) ?? 0 : from;
    ranges.push([from, to]);
    if (isRange) at += 2;
  }
  return (character) => {
    const code2 = character.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => from <= code2 && code2 <= to);
  };
}
function matches(tokens, name) {
  const characters = [...name];
  let [token, at, star, afterStar] = [0, 0, -1, 0];
  while (at < characters.length) {
    const current = tokens[token];
    if (current?.kind === "star") {
      star = token++;
      afterStar = at;
    } else if (current?.matches(characters[at] ?? "") === true) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++afterStar;
    } else return false;
  }
  return tokens.slice(token).every(({ kind }) => kind === "star");
}

// packages/project/src/data-files.ts
var maximumFiles = 1e4;
var maximumNames = 2e5;
async function findDataFiles(named) {
  const { file: path, table } = tableName(named.path);
  const found = await findFiles({ ...named, path });
  if (table === void 0 || typeof found === "string") return found;
  throw refusal(
    named,
    "names a table of several databases. A table is read of one: name that, or write the tables as Parquet."
  );
}
async function findFiles(request) {
  const { path } = request;
  if (!isPattern(path)) {
    const real = await resolveDataPath({ ...request, use: "read" });
    return (await stat2(real)).isDirectory() ? filesOf(request, everythingBelow(path)) : real;
  }
  const fault = faultOf(path);
  const pattern = fault === void 0 ? parsePattern(path) : void 0;
  if (pattern === void 0) throw refusal(request, fault ?? "has .. behind a wildcard; write it before.");
  const single = await fileOfThatName(request);
  if (single === void 0) return filesOf(request, pattern);
  const { files } = await filesOf(request, pattern).catch((error) => {
    if (error instanceof ConfigurationError) return { files: [] };
    throw error;
  });
  if (files.every((file) => file.path === single)) return single;
  throw refusal(request, "is the name of a file and a pattern that other files match. Rename the file.");
}
async function locateRows(request) {
  const found = await findDataFiles(request);
  if (typeof found !== "string") return { path: found.path, set: found.files };
  const { table } = tableName(request.path);
  return { path: table === void 0 ? found : `${found}#${table}` };
}
async function resolveDataFile(request) {
  if (tableName(request.path).table !== void 0) {
    throw refusal(request, "names a table of a database, which validate-data alone reads. Write its rows into a file.");
  }
  const isSet = isPattern(request.path) && await fileOfThatName(request) === void 0;
  const real = isSet ? void 0 : await resolveDataPath({ ...request, use: "read" });
  if (real !== void 0 && !(await stat2(real)).isDirectory()) return real;
  throw refusal(
    request,
    "stands for several files. validate-data reads them as one table; here one file is needed. Write them into one, and name it."
  );
}
async function fileOfThatName(request) {
  try {
    const real = await resolveDataPath({ ...request, use: "read" });
    return (await stat2(real)).isFile() ? real : void 0;
  } catch (error) {
    if (error instanceof ConfigurationError) return void 0;
    throw error;
  }
}
async function filesOf(request, pattern) {
  const folder = pattern.folder === "" ? "." : pattern.folder;
  const labelOf2 = (name) => pattern.folder === "" ? name : `${pattern.folder}${pattern.folder.endsWith("/") ? "" : "/"}${name}`;
  const place = (path) => resolveDataPath({ ...request, path, use: "read" });
  const found = [];
  let names = 0;
  const visit2 = async (real, above, positions, ancestors) => {
    if (ancestors.includes(real)) throw refusal(request, `has a link that leads back: ${quoted(labelOf2(above))}.`);
    const entries2 = await readdir(real, { withFileTypes: true });
    for (const entry of entries2.toSorted(byName)) {
      names++;
      if (names > maximumNames) throw refusal(request, `has more than ${maximumNames} names below it. Narrow it.`);
      const next = follow(pattern, positions, entry.name);
      if (next.size === 0) continue;
      const name = `${above}${entry.name}`;
      if (entry.isDirectory() && !goesOn(pattern, next)) continue;
      if (entry.isFile() && !isWhole(pattern, next)) continue;
      const path = await place(labelOf2(name));
      if ((await stat2(path)).isDirectory()) {
        if (goesOn(pattern, next)) await visit2(path, `${name}/`, next, [...ancestors, real]);
      } else if (isWhole(pattern, next)) {
        found.push({ name, label: labelOf2(name), path });
        if (found.length > maximumFiles) throw refusal(request, `stands for more than ${maximumFiles} files.`);
      }
    }
  };
  const top = await place(folder);
  if (!(await stat2(top)).isDirectory()) throw refusal(request, `matches no file: ${quoted(folder)} is not a folder.`);
  await visit2(top, "", firstPositions(pattern), []);
  if (found.length === 0) {
    throw refusal(request, "stands for no file. Names that begin with . or _ do not count, and folders are no files.");
  }
  refuseTwice(request, found);
  return { path: resolve3(request.projectFolder, request.path), files: found.toSorted(byName) };
}
function refuseTwice(request, files) {
  const labels = /* @__PURE__ */ new Map();
  for (const { path, label } of files.toSorted(byName)) {
    const other = labels.get(path);
    if (other !== void 0) {
      throw refusal(request, `stands twice for one file: as ${quoted(other)} and ${quoted(label)}. Remove the link.`);
    }
    labels.set(path, label);
  }
}
function byName(a, b) {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}
function refusal({ what, path, position }, reason) {
  return new ConfigurationError(`${what}: ${quoted(path)} ${reason}`, position === void 0 ? {} : { position });
}

// packages/gate/src/calibration/calibration-section.ts
var CalibrationSection = typebox_exports.Boolean({
  description: "Whether the report shows how true the probabilities are: reliability curve, calibration errors, parts of the Brier score. Unless given: when ece or brier is demanded."
});

// packages/gate/src/explanations/explanations-section.ts
var explanationDefaults = { rows: 50, background: 50 };
var closed2 = { additionalProperties: false };
var ExplanationsSection = typebox_exports.Object(
  {
    rows: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 2,
        maximum: 1e4,
        default: explanationDefaults.rows,
        description: "Rows of the test data that are explained, drawn by the seed of gate.confidence."
      })
    ),
    background: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        maximum: 1e4,
        default: explanationDefaults.background,
        description: "Other rows of the test data, which stand for not knowing a feature."
      })
    ),
    features: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: "The features to explain by. Unless given: all that the model takes."
      })
    ),
    not_in_top: typebox_exports.Optional(
      typebox_exports.Object(
        {
          features: typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
            minItems: 1,
            uniqueItems: true,
            description: "Columns of the test data that must not matter."
          }),
          k: typebox_exports.Integer({
            minimum: 1,
            description: "How many of the most important features none of them may be among."
          })
        },
        { ...closed2, description: "Features that must not be among the most important ones, by mean |Shapley value|." }
      )
    ),
    max_rank_correlation_drop: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        maximum: 2,
        description: "1 − ρ at most, where ρ is Spearman’s rank correlation of the importances of candidate and baseline."
      })
    )
  },
  {
    ...closed2,
    description: "What a model may rely on, by Shapley values; for models that are scored here (ONNX)."
  }
);

// packages/gate/src/fairness/fairness-section.ts
var fairnessDefaults = { minRows: 30 };
var closed3 = { additionalProperties: false };
var shared = {
  max_regression: typebox_exports.Optional(
    typebox_exports.Number({ minimum: 0, description: "How much worse than the baseline's it may be, in its own unit." })
  ),
  confident: typebox_exports.Optional(
    typebox_exports.Boolean({
      default: false,
      description: "Whether the limit is for the bound at the confidence level, not for the value itself."
    })
  )
};
var difference = (what) => typebox_exports.Optional(
  typebox_exports.Object(
    {
      max: typebox_exports.Optional(typebox_exports.Number({ minimum: 0, maximum: 1, description: "Largest difference that is allowed." })),
      ...shared
    },
    { ...closed3, description: `${what}: largest of the groups minus smallest; 0 is parity.` }
  )
);
var ratio = (what) => typebox_exports.Optional(
  typebox_exports.Object(
    {
      min: typebox_exports.Optional(typebox_exports.Number({ minimum: 0, maximum: 1, description: "Smallest ratio that is allowed." })),
      ...shared
    },
    { ...closed3, description: `${what}: smallest of the groups ÷ largest; 1 is parity.` }
  )
);
var selection = "Share of rows predicted positive";
var opportunity = "Share of positive rows predicted positive";
var odds = "The same of true and of false positive rates, the worse of the two";
var FairnessSection = typebox_exports.Object(
  {
    by: typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
      minItems: 1,
      uniqueItems: true,
      description: "What makes the groups: a column (sex), a condition in SQL (age >= 60: those who meet it and those who do not), a combination (sex x region)."
    }),
    min_rows: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        default: fairnessDefaults.minRows,
        description: "A group of fewer rows leaves its comparison inconclusive; it is never left out."
      })
    ),
    demographic_parity_difference: difference(selection),
    demographic_parity_ratio: ratio(selection),
    equalized_odds_difference: difference(odds),
    equalized_odds_ratio: ratio(odds),
    equal_opportunity_difference: difference(opportunity),
    equal_opportunity_ratio: ratio(opportunity)
  },
  {
    ...closed3,
    description: "How far groups of rows may be apart in how two classes are predicted. Definitions: Fairlearn."
  }
);

// packages/gate/src/parity/parity-section.ts
var ParitySection = typebox_exports.Object(
  {
    predictions: typebox_exports.String({
      minLength: 1,
      description: "Table (Parquet, CSV, JSON) of what the training framework predicted, with the column data.id, in the layout of a predictions file."
    }),
    rows: typebox_exports.Optional(
      typebox_exports.String({
        minLength: 1,
        description: "Table of the rows that were predicted, with their features. Unless given: data.test."
      })
    ),
    max_abs_difference: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        description: "Largest |Δ| of a probability or a value. Float32 alone explains about 1e-6."
      })
    ),
    max_label_flips: typebox_exports.Optional(
      typebox_exports.Integer({ minimum: 0, description: "Most rows whose predicted class may differ." })
    )
  },
  {
    additionalProperties: false,
    description: "How far the exported model (ONNX) may be from what its training framework predicted."
  }
);

// packages/gate/src/robustness/robustness-section.ts
var closed4 = { additionalProperties: false };
var limit = {
  max_changed: typebox_exports.Number({
    minimum: 0,
    description: "Largest share of predictions that may change; for numbers, the largest mean change in standard deviations of the label."
  }),
  confident: typebox_exports.Optional(
    typebox_exports.Boolean({
      default: false,
      description: "Whether the limit is for the upper bound at the confidence level, not for the value itself."
    })
  )
};
var share = (what) => typebox_exports.Number({ exclusiveMinimum: 0, maximum: 1, description: what });
var RobustnessSection = typebox_exports.Object(
  {
    noise: typebox_exports.Optional(
      typebox_exports.Object(
        {
          amount: share("Standard deviation of the noise on every number, as a share of its column’s."),
          ...limit
        },
        { ...closed4, description: "All numbers move a little." }
      )
    ),
    nulls: typebox_exports.Optional(
      typebox_exports.Object(
        { share: share("Share of the cells of every feature that lose their value."), ...limit },
        { ...closed4, description: "Values are missing." }
      )
    ),
    unseen: typebox_exports.Optional(
      typebox_exports.Object(
        { share: share("Share of the cells of every text feature that become a text nobody has seen."), ...limit },
        { ...closed4, description: "Categories appear that no training saw." }
      )
    )
  },
  {
    ...closed4,
    minProperties: 1,
    description: "How much the answers of a model may change when its features do; for models that are scored here (ONNX)."
  }
);

// packages/gate/src/weak-slices/weak-slices-section.ts
var weakSlicesDefaults = {
  depth: 3,
  minRows: 30,
  falseDiscoveryRate: 0.05,
  onFound: "report",
  against: ["rest", "baseline"]
};
var WeakSlicesSection = typebox_exports.Union(
  [
    typebox_exports.Literal(false),
    typebox_exports.Object(
      {
        columns: typebox_exports.Optional(
          typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
            minItems: 1,
            uniqueItems: true,
            description: "Columns to slice by. Unless given: candidate.features of the policy in force, else all columns but label, id, weight, group, query, series and time."
          })
        ),
        depth: typebox_exports.Optional(
          typebox_exports.Integer({
            minimum: 1,
            maximum: 3,
            default: weakSlicesDefaults.depth,
            description: "Conditions that a slice may have."
          })
        ),
        min_rows: typebox_exports.Optional(
          typebox_exports.Integer({
            minimum: 2,
            default: weakSlicesDefaults.minRows,
            description: "Rows that a slice must have on each half of the rows."
          })
        ),
        false_discovery_rate: typebox_exports.Optional(
          typebox_exports.Number({
            exclusiveMinimum: 0,
            maximum: 0.5,
            default: weakSlicesDefaults.falseDiscoveryRate,
            description: "Share of the slices found that may be false."
          })
        ),
        on_found: typebox_exports.Optional(
          typebox_exports.Union([typebox_exports.Literal("report"), typebox_exports.Literal("inconclusive"), typebox_exports.Literal("fail")], {
            default: weakSlicesDefaults.onFound,
            description: "What a slice that is found does: stand in the report, or decide."
          })
        ),
        against: typebox_exports.Optional(
          typebox_exports.Array(typebox_exports.Union([typebox_exports.Literal("rest"), typebox_exports.Literal("baseline")]), {
            minItems: 1,
            uniqueItems: true,
            default: [...weakSlicesDefaults.against],
            description: "rest: slices that are worse than all other rows; baseline: slices in which the candidate lost more against the baseline than elsewhere."
          })
        ),
        metric: typebox_exports.Optional(
          typebox_exports.Union(
            [
              typebox_exports.Literal("accuracy"),
              typebox_exports.Literal("recall"),
              typebox_exports.Literal("log_loss"),
              typebox_exports.Literal("mae"),
              typebox_exports.Literal("mse")
            ],
            { description: "What is worse in a weak slice. Unless given: accuracy for classes, mae for numbers." }
          )
        )
      },
      { additionalProperties: false }
    )
  ],
  {
    description: "How weak slices are looked for, which is done unless this is false: on one half of the rows, tested on the other."
  }
);
function weakSlicesDecide(section) {
  return section !== void 0 && section !== false && (section.on_found ?? weakSlicesDefaults.onFound) !== "report";
}

// packages/gate/src/section/gate-section.ts
var gateDefaults = {
  level: 0.95,
  resamples: 2e3,
  seed: 42,
  interval: "percentile",
  onInconclusive: "fail",
  ifMissing: "fail",
  threshold: 0.5,
  minRows: 50
};
var MarginSchema = (description) => typebox_exports.Union(
  [
    typebox_exports.Number({ minimum: 0 }),
    typebox_exports.String({
      pattern: "^\\s*(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*%\\s*$",
      "x-form": "a number, or a percentage such as 2%"
    })
  ],
  { description }
);
var limits = {
  min: typebox_exports.Optional(typebox_exports.Number({ description: "Smallest value that the metric may have, as measured." })),
  max: typebox_exports.Optional(typebox_exports.Number({ description: "Largest value that the metric may have, as measured." }))
};
var margins = {
  max_regression: typebox_exports.Optional(
    MarginSchema(
      "How much worse than the baseline it may be: in the metric's own unit (0.02), or in percent of the baseline's value (2%)."
    )
  ),
  max_total_regression: typebox_exports.Optional(
    MarginSchema("The same against the anchor (gate.anchor), a fixed version: what many releases together may lose.")
  )
};
var confident = typebox_exports.Optional(
  typebox_exports.Boolean({
    default: false,
    description: "Whether min and max ask for the bound of the value at the confidence level, not for the value itself."
  })
);
var slices = typebox_exports.Optional(
  typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
    uniqueItems: true,
    description: "The same is demanded of each slice: of every value of a column (region), of the rows that meet a condition in SQL (age >= 61), of every combination (region x plan)."
  })
);
var minRows = typebox_exports.Optional(
  typebox_exports.Integer({
    minimum: 1,
    default: gateDefaults.minRows,
    description: "Fewer rows than this, in all or in a slice, are inconclusive. For ranking: queries."
  })
);
var bounds = { ...limits, ...margins, confident, slices, min_rows: minRows };
var closed5 = { additionalProperties: false };
function describe({ summary, direction }) {
  const better = direction === "minimize" ? "; lower is better" : "";
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${better}.`;
}
function parameterSchema(parameter) {
  const { summary, whenAbsent } = parameter;
  const description = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${whenAbsent === void 0 ? "" : ` Unless given: ${whenAbsent}.`}`;
  const shared2 = { description, ...parameter.default === void 0 ? {} : { default: parameter.default } };
  switch (parameter.kind) {
    case "integer":
      return typebox_exports.Integer({ minimum: parameter.minimum, ...shared2 });
    case "number":
      return typebox_exports.Number({
        exclusiveMinimum: parameter.above,
        ...Number.isFinite(parameter.below) ? { exclusiveMaximum: parameter.below } : {},
        ...shared2
      });
    case "choice":
      return typebox_exports.Union(
        parameter.allowed.map((value) => typebox_exports.Literal(value)),
        shared2
      );
  }
}
function metricGate(metric2) {
  const parameters = metric2.parameters.map((one) => [one.name, typebox_exports.Optional(parameterSchema(one))]);
  return typebox_exports.Object({ ...bounds, ...Object.fromEntries(parameters) }, { ...closed5, description: describe(metric2) });
}
var modelMetrics = {
  latency_p50_ms: "Median time of a request for one row, in milliseconds, in onnxruntime on one core; lower is better.",
  latency_p95_ms: "Time that 95 % of requests for one row stay below, in milliseconds; lower is better.",
  model_size_mb: "Size of the model’s files, in millions of bytes; lower is better."
};
var ownSources = ["mean_of", "module", "command", "measured"];
var ownBounds = {
  ...bounds,
  direction: typebox_exports.Union([typebox_exports.Literal("maximize"), typebox_exports.Literal("minimize")], {
    description: "Which way is better; nobody else knows."
  })
};
var OwnMetricGate = typebox_exports.Union(
  [
    typebox_exports.Object(
      {
        mean_of: typebox_exports.String({
          minLength: 1,
          description: "SQL expression of one row, whose mean is the metric: over label, prediction, score (of the positive class) and the columns of the test data."
        }),
        ...ownBounds
      },
      closed5
    ),
    typebox_exports.Object(
      {
        module: typebox_exports.String({
          minLength: 1,
          description: "JavaScript module (ESM, one file) whose default export gets {rows, columns} and returns the metric, a number."
        }),
        ...ownBounds
      },
      closed5
    ),
    typebox_exports.Object(
      {
        command: typebox_exports.Array(typebox_exports.String(), {
          minItems: 1,
          description: "Program that gets the path of a Parquet file as its last argument and prints the metric, a number; after it, if it likes, one for each resample (MLGATE_RESAMPLES)."
        }),
        ...ownBounds
      },
      closed5
    ),
    typebox_exports.Object(
      {
        measured: typebox_exports.String({
          minLength: 1,
          description: "Name of a metric in the file that candidate.metrics names, such as val/loss."
        }),
        ...ownBounds
      },
      closed5
    )
  ],
  {
    description: "A metric of your own: mean_of, module, command or measured, with its direction.",
    "x-own-entry": { entry: "metric", keys: ownSources, known: [...metricNames, ...Object.keys(modelMetrics)] }
  }
);
var gatesByName = metricDefinitions.map((metric2) => [metric2.name, metricGate(metric2)]);
var Metrics = typebox_exports.Unsafe(
  typebox_exports.Object(
    {
      ...Object.fromEntries(gatesByName.map(([name, schema]) => [name, typebox_exports.Optional(schema)])),
      ...Object.fromEntries(
        Object.entries(modelMetrics).map(([name, description]) => [
          name,
          typebox_exports.Optional(
            typebox_exports.Object({ max: limits.max, max_regression: margins.max_regression }, { ...closed5, description })
          )
        ])
      )
    },
    {
      patternProperties: Object.fromEntries(
        metricDefinitions.flatMap(
          (metric2) => metric2.at === void 0 ? [] : [[`^${metric2.name}@`, metricGate(metric2)]]
        )
      ),
      additionalProperties: OwnMetricGate,
      minProperties: 1,
      "x-entry": "metric",
      description: "What is demanded, by metric: at least one of min, max and max_regression for each. ndcg@10 is ndcg with k: 10. A name of your own is a metric of your own."
    }
  )
);
var Baseline = typebox_exports.Object(
  {
    from: typebox_exports.Array(
      typebox_exports.String({
        pattern: "^(registry:.+|file:.+|git:[^:]+:.+|branch:.+|predictions:.+)$",
        "x-form": "registry:<alias>, branch:<name>, git:<ref>:<path>, file:<path> or predictions:<path>"
      }),
      {
        minItems: 1,
        description: "Where the model to compare with is, tried in this order: registry:<alias or version>, file:<path>, git:<ref>:<path>, branch:<name> (the newest artifact of a push to that branch), predictions:<path> (a table of its predictions)."
      }
    ),
    if_missing: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("absolute-only"), typebox_exports.Literal("fail")], {
        default: gateDefaults.ifMissing,
        description: "When there has never been a baseline: fail, or judge min and max alone (absolute-only)."
      })
    ),
    max_age_days: typebox_exports.Optional(
      typebox_exports.Integer({ minimum: 1, description: "Age of the baseline, in days, from which the report warns." })
    )
  },
  { ...closed5, description: "The model that max_regression compares with." }
);
var Confidence = typebox_exports.Object(
  {
    level: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0.5,
        exclusiveMaximum: 1,
        default: gateDefaults.level,
        description: "One-sided confidence of a comparison."
      })
    ),
    resamples: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 200,
        maximum: 1e5,
        default: gateDefaults.resamples,
        description: "How often the test rows are resampled, where a metric has no closed form."
      })
    ),
    seed: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: gateDefaults.seed,
        description: "Start of the random draws: the same seed gives the same verdict."
      })
    ),
    interval: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("bca"), typebox_exports.Literal("percentile")], {
        default: gateDefaults.interval,
        description: "Kind of bootstrap interval: percentiles, or bias-corrected and accelerated ones (bca), which hold their level less well on few groups."
      })
    ),
    on_inconclusive: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("fail"), typebox_exports.Literal("pass")], {
        default: gateDefaults.onInconclusive,
        description: "Whether an inconclusive verdict, which stays one, stops the pipeline."
      })
    )
  },
  { ...closed5, description: "How sure a comparison must be." }
);
var Threshold = typebox_exports.Union(
  [
    typebox_exports.Number({ minimum: 0, maximum: 1 }),
    typebox_exports.Object(
      {
        at: typebox_exports.Object(
          {
            recall: typebox_exports.Optional(typebox_exports.Number({ exclusiveMinimum: 0, maximum: 1 })),
            precision: typebox_exports.Optional(typebox_exports.Number({ exclusiveMinimum: 0, maximum: 1 }))
          },
          { ...closed5, minProperties: 1, maxProperties: 1, description: "The metric to reach, on data.validation." }
        )
      },
      closed5
    )
  ],
  {
    default: gateDefaults.threshold,
    description: "With two classes: the positive class's probability from which a row counts as positive; or {at: {recall: 0.9}}, the highest that reaches this on the validation data, for each model its own."
  }
);
var metricList = (better) => typebox_exports.Optional(
  typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
    uniqueItems: true,
    description: `Shorthand: metrics of which ${better} is better, and which may be no worse than the baseline's (max_regression: 0).`
  })
);
var GateSection = typebox_exports.Object(
  {
    baseline: typebox_exports.Optional(Baseline),
    anchor: typebox_exports.Optional(
      typebox_exports.String({
        pattern: "^registry:.+$",
        "x-form": "registry:<version>",
        description: "The fixed version that max_total_regression compares with."
      })
    ),
    confidence: typebox_exports.Optional(Confidence),
    threshold: typebox_exports.Optional(Threshold),
    store_answers: typebox_exports.Optional(
      typebox_exports.Boolean({
        description: "Whether the answers that the verdict rests on, with labels and slice columns, are left beside the record for mlgate replay. Unless given: on a machine of your own, and where git holds the test data; never with a column that the contract calls sensitive."
      })
    ),
    metrics: typebox_exports.Optional(Metrics),
    metrics_max: metricList("higher"),
    metrics_min: metricList("lower"),
    fairness: typebox_exports.Optional(FairnessSection),
    calibration: typebox_exports.Optional(CalibrationSection),
    weak_slices: typebox_exports.Optional(WeakSlicesSection),
    explanations: typebox_exports.Optional(ExplanationsSection),
    robustness: typebox_exports.Optional(RobustnessSection),
    parity: typebox_exports.Optional(ParitySection)
  },
  { ...closed5, description: "What a model must show before it may go on." }
);

// packages/gate/src/section/demands.ts
var ownKeys = /* @__PURE__ */ new Set([
  "min",
  "max",
  "max_regression",
  "max_total_regression",
  "confident",
  "slices",
  "min_rows",
  "direction"
]);
function demandsOf(section, task) {
  const demands2 = Object.entries(section.metrics).map(([name, demand2]) => readDemand(name, demand2, task));
  if (demands2.length === 0) {
    throw new ConfigurationError(`gate.metrics: nothing is demanded. Name at least one of ${namesFor(task)}.`);
  }
  if (section.anchor === void 0 && demands2.some(({ totalMargin }) => totalMargin)) {
    throw new ConfigurationError(
      "gate.anchor: missing. max_total_regression compares with a fixed version: write anchor: registry:<version>."
    );
  }
  return demands2;
}
function needsThePast(section) {
  return Object.keys(section.metrics).some((key) => {
    const parsed = parseMetricName(key);
    return parsed.problem === void 0 && parsed.metric.needs === "forecast";
  });
}
function namesFor(task) {
  return metricDefinitions.filter(({ tasks }) => tasks.includes(task)).map(({ name }) => name).join(", ");
}
function readDemand(key, demand2, task) {
  const where = `gate.metrics.${key}`;
  const { measure: measure2, direction } = readMeasure(where, key, demand2, task);
  const { min, max, max_regression: regression, max_total_regression: total2 } = demand2;
  if (min === void 0 && max === void 0 && regression === void 0 && total2 === void 0) {
    throw new ConfigurationError(`${where}: demands nothing. Say min, max or max_regression.`);
  }
  for (const [name, bound] of Object.entries({ min, max })) {
    if (bound !== void 0 && !Number.isFinite(bound)) {
      throw new ConfigurationError(`${where}.${name}: ${bound} is no limit; write a number.`);
    }
  }
  if (min !== void 0 && max !== void 0 && min > max) {
    throw new ConfigurationError(`${where}: min ${min} is above max ${max}, so that nothing can pass.`);
  }
  const minRows2 = demand2.min_rows ?? (measure2.kind === "model" ? 1 : gateDefaults.minRows);
  if (!Number.isInteger(minRows2) || minRows2 < 1) {
    throw new ConfigurationError(`${where}.min_rows: ${minRows2} is no number of rows; write 1 or more.`);
  }
  const slices2 = demand2.slices ?? [];
  if (slices2.length > 0 && (measure2.kind === "module" || measure2.kind === "command")) {
    throw new ConfigurationError(
      `${where}.slices: a ${measure2.kind} measures all rows at once. Use mean_of to judge slices, or add a metric a slice.`
    );
  }
  return {
    key,
    measure: measure2,
    direction,
    min,
    max,
    confident: demand2.confident ?? false,
    margin: regression === void 0 ? void 0 : readMargin(`${where}.max_regression`, regression),
    totalMargin: total2 === void 0 ? void 0 : readMargin(`${where}.max_total_regression`, total2),
    slices: slices2,
    minRows: minRows2
  };
}
function readMeasure(where, key, demand2, task) {
  const { direction, mean_of: sql, module, command, measured } = demand2;
  const own = sql !== void 0 ? { kind: "mean_of", sql } : module !== void 0 ? { kind: "module", path: module } : command !== void 0 ? { kind: "command", command } : measured !== void 0 ? { kind: "measured", name: measured } : void 0;
  if (own !== void 0) {
    if (direction === void 0) {
      throw new ConfigurationError(`${where}.direction: missing. Say which way is better: maximize or minimize.`);
    }
    return { measure: own, direction };
  }
  if (isModelMetric(key)) return { measure: { kind: "model", name: key }, direction: "minimize" };
  const parsed = parseMetricName(key);
  if (parsed.problem !== void 0) throw new ConfigurationError(`${where}: ${parsed.problem}`);
  const given = Object.fromEntries(Object.entries(demand2).filter(([name]) => !ownKeys.has(name)));
  const choice2 = readParameters(parsed, given);
  if (choice2.problem !== void 0) throw new ConfigurationError(`${where}: ${choice2.problem}`);
  const { metric: metric2, parameters } = choice2;
  if (!metric2.tasks.includes(task)) {
    throw new ConfigurationError(
      `${where}: is for ${metric2.tasks.join(", ")}; for ${task} there are ${namesFor(task)}.`
    );
  }
  return { measure: { kind: "metric", metric: metric2, parameters }, direction: metric2.direction };
}
function isModelMetric(name) {
  return Object.hasOwn(modelMetrics, name);
}
function demandLabel({ key, measure: measure2 }, average) {
  const name = measure2.kind === "metric" ? writeMetricName(measure2.metric, measure2.parameters) : key;
  return average === void 0 || average === "binary" ? name : `${name} (${average})`;
}
function readMargin(where, text) {
  const percent2 = typeof text === "string" ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) : null;
  if (percent2) return { kind: "relative", share: Number(percent2[1]) / 100 };
  if (typeof text === "number" && Number.isFinite(text) && text >= 0) return { kind: "absolute", amount: text };
  throw new ConfigurationError(
    `${where}: ${JSON.stringify(text)} is neither a number from 0 nor a percentage; write 0.02 or 2%.`
  );
}

// packages/gate/src/answers/class-labels.ts
function textOf(value) {
  return String(value);
}
function textAt(column2, row) {
  const value = column2.values[row];
  if (value === void 0 || value === null || typeof value === "number" && Number.isNaN(value)) return null;
  return textOf(value);
}
function refuseMissingLabels(name, column2, rows) {
  const missing3 = describeRows(rows, (row) => textAt(column2, row) === null);
  if (missing3) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} has no label in ${missing3} of the ${rows} rows of the test data. Remove or label them.`
    );
  }
}
function encodeLabels(name, column2, rows, classes, role) {
  const indexOf = new Map(classes.map((label, index) => [label, index]));
  const encoded = new Int32Array(rows);
  const strangers = /* @__PURE__ */ new Set();
  const where = describeRows(rows, (row) => {
    const label = textAt(column2, row);
    const index = label === null ? void 0 : indexOf.get(label);
    if (index === void 0 && strangers.size < 5) strangers.add(JSON.stringify(label));
    encoded[row] = index ?? -1;
    return index === void 0;
  });
  if (where) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} holds ${[...strangers].join(", ")} in ${where}, and the ${role} knows only the classes ${shown(classes)}. Labels are compared as text: write both alike.`
    );
  }
  return encoded;
}
function positiveClass(classes, positive, role) {
  if (classes.length !== 2) {
    if (positive === void 0) return void 0;
    throw new ConfigurationError(
      `data.positive: is for two classes, and the ${role} knows ${classes.length}: ${shown(classes)}. Remove it.`
    );
  }
  if (positive !== void 0) {
    const text = textOf(positive);
    if (classes.includes(text)) return text;
    throw new ConfigurationError(
      `data.positive: ${JSON.stringify(text)} is none of the ${role}'s classes ${shown(classes)}. Write one of them.`
    );
  }
  for (const [negative, usual] of [
    ["0", "1"],
    ["false", "true"]
  ]) {
    if (classes.includes(negative) && classes.includes(usual)) return usual;
  }
  throw new ConfigurationError(
    `data.positive: missing. The ${role}'s classes are ${shown(classes)}; say which of them counts as positive, for instance positive: ${JSON.stringify(classes[1])}.`
  );
}
function shown(classes) {
  const first = classes.slice(0, 20).map((label) => JSON.stringify(label));
  return classes.length > 20 ? `${first.join(", ")} and ${classes.length - 20} more` : first.join(", ");
}

// packages/gate/src/answers/answers.ts
function answersFor(answers, needs) {
  return answers[needs];
}
function regressionAnswers(scores, truth, role) {
  if (scores.kind !== "regression") throw wrongKind(role, "classes", "regression");
  const { column: column2, name, rows } = truth;
  if (column2.kind !== "number") {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} holds ${column2.kind} values, and regression needs numbers.`
    );
  }
  refuseMissingLabels(name, column2, rows);
  const infinite = describeRows(rows, (row) => !Number.isFinite(column2.values[row]));
  if (infinite) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} is infinite in ${infinite} of the test data.`
    );
  }
  checkRows(scores, rows, scores.values.length, role);
  const flawed = describeRows(rows, (row) => !Number.isFinite(scores.values[row]));
  return {
    classes: [],
    labels: void 0,
    probabilities: void 0,
    values: { kind: "values", truth: column2.values, predicted: scores.values },
    flaw: flawed && `the ${role} predicts no finite number in ${flawed}`
  };
}
function classificationAnswers(scores, truth, role, policy) {
  if (scores.kind !== "classification") throw wrongKind(role, "numbers", "classification");
  const { classes, probabilities, labels } = scores;
  if (new Set(classes).size !== classes.length || classes.length < 2) {
    throw new ConfigurationError(`The ${role} must know two or more different classes; it knows ${shown(classes)}.`);
  }
  if (!probabilities && !labels) {
    throw new ConfigurationError(`The ${role} gives neither labels nor probabilities.`);
  }
  if (probabilities) checkRows(scores, truth.rows, probabilities.length / classes.length, role);
  if (labels) checkRows(scores, truth.rows, labels.length, role);
  refuseMissingLabels(truth.name, truth.column, truth.rows);
  const sorted = [...classes].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  const actual = encodeLabels(truth.name, truth.column, truth.rows, sorted, role);
  const positiveText = positiveClass(classes, policy.positive, role);
  const place = Int32Array.from(classes, (label) => sorted.indexOf(label));
  const shared2 = {
    classes: sorted.length,
    truth: actual,
    ...positiveText === void 0 ? {} : { positive: sorted.indexOf(positiveText) }
  };
  const flaw = flawOf(scores, role);
  const own = flaw ? void 0 : ownLabels(scores, positiveText, policy.threshold, role);
  return {
    classes: sorted,
    labels: own && { kind: "labels", ...shared2, predicted: own.map((index) => place[index]) },
    probabilities: probabilities && {
      kind: "probabilities",
      ...shared2,
      probabilities: reorderColumns(probabilities, place)
    },
    values: void 0,
    flaw
  };
}
function wrongKind(role, gives, task) {
  return new ConfigurationError(`The ${role} predicts ${gives}, and the task is ${task}. Correct task or the model.`);
}
function checkRows(scores, expected, found, role) {
  if (scores.rows !== expected || found !== expected) {
    const wrong = scores.rows !== expected ? scores.rows : found;
    throw new ConfigurationError(`The ${role} answers ${wrong} rows, and the test data have ${expected}.`);
  }
}
function flawOf(scores, role) {
  const { classes, probabilities, labels, rows } = scores;
  const nan = probabilities && describeRows(rows, (row) => {
    for (let index = row * classes.length; index < (row + 1) * classes.length; index++) {
      if (Number.isNaN(probabilities[index])) return true;
    }
    return false;
  });
  if (nan) return `the ${role}'s probabilities are NaN in ${nan}`;
  const strange = labels && describeRows(rows, (row) => !(labels[row] in classes));
  return strange && `the ${role}'s labels are none of its classes in ${strange}`;
}
function ownLabels(scores, positive, threshold, role) {
  const { classes, probabilities, labels, rows } = scores;
  if (positive !== void 0 && probabilities) {
    const column2 = classes.indexOf(positive);
    const cut = threshold ?? 0.5;
    return Int32Array.from(
      { length: rows },
      (_, row) => probabilities[row * 2 + column2] >= cut ? column2 : 1 - column2
    );
  }
  if (threshold !== void 0 && positive === void 0) {
    throw new ConfigurationError(
      `gate.threshold: is for two classes, and the ${role} knows ${classes.length}: ${shown(classes)}. Remove it.`
    );
  }
  if (threshold !== void 0 && threshold !== 0.5) {
    throw new ConfigurationError(
      `gate.threshold: ${threshold} cannot be applied, because the ${role} gives labels without probabilities.`
    );
  }
  if (labels) return labels;
  return Int32Array.from(
    { length: rows },
    (_, row) => largestColumn(probabilities, row, classes.length)
  );
}
function largestColumn(probabilities, row, width2) {
  let best = 0;
  for (let column2 = 1; column2 < width2; column2++) {
    if (probabilities[row * width2 + column2] > probabilities[row * width2 + best]) best = column2;
  }
  return best;
}
function reorderColumns(matrix, place) {
  if (place.every((to, from) => to === from)) return matrix;
  const width2 = place.length;
  const moved = new Float64Array(matrix.length);
  for (let index = 0; index < matrix.length; index++) {
    const column2 = index % width2;
    moved[index - column2 + place[column2]] = matrix[index];
  }
  return moved;
}

// packages/gate/src/answers/average-for.ts
function labelsIn({ test, label }) {
  return (/* @__PURE__ */ new Set([...test.columns.get(label)?.values ?? []])).size;
}
function averageFor({ measure: measure2 }, classes, input) {
  if (measure2.kind !== "metric" || !measure2.metric.averaged) return void 0;
  const { average } = measure2.parameters;
  const labels = labelsIn(input);
  const where = `gate.metrics.${measure2.metric.name}.average`;
  if (average === "binary" && classes.length !== 2) {
    throw new ConfigurationError(
      `${where}: binary is for two classes, and there are ${classes.length}. Write macro, micro or weighted.`
    );
  }
  if (average === void 0 && classes.length > 2 && labels <= 2) {
    throw new ConfigurationError(
      `${where}: missing. The test data hold ${labels === 1 ? "one class" : "two classes"}, and the candidate knows ${classes.length}: ${shown(classes)}. Say how classes are averaged (macro, micro or weighted), or take the superfluous ones out of the model.`
    );
  }
  return average ?? (labels <= 2 ? "binary" : "macro");
}

// packages/gate/src/answers/rank-and-time-answers.ts
function rankingAnswers(scores, truth, role, of) {
  const answers = regressionAnswers(scores, truth, role);
  const { values } = answers;
  if (of.query === void 0) {
    throw new ConfigurationError("data.query: missing. Ranking judges documents query by query: name the column.");
  }
  const queries = groupsBy(keysOf(of.test, of.query, "data.query"));
  const negative = values?.truth.findIndex((relevance) => relevance < 0) ?? -1;
  if (negative >= 0) {
    throw new ConfigurationError(
      `data.label: relevance is negative in row ${negative + 1} of the test data. 0 is not relevant, more is better.`
    );
  }
  return {
    ...answers,
    ranking: values && {
      kind: "ranking",
      truth: values.truth,
      predicted: values.predicted,
      query: queries.groupOfRow,
      queries: queries.count
    }
  };
}
function forecastAnswers(scores, truth, role, of) {
  const answers = regressionAnswers(scores, truth, role);
  const { values } = answers;
  const intervals = scores.kind === "regression" ? scores.intervals : void 0;
  return {
    ...answers,
    forecast: values && of.training && { ...values, kind: "forecast", ...seriesOf(of.test, of.series, of.training) },
    intervals: values && intervals && { kind: "intervals", truth: values.truth, ...intervals }
  };
}
function seriesOf(test, series, training) {
  const names = [...training.keys()];
  if (series === void 0) {
    return { series: new Int32Array(test.rows), training: [...training.values()].slice(0, 1) };
  }
  const numbers = new Map(names.map((name, number) => [name, number]));
  const keys2 = keysOf(test, series, "data.series");
  const unknown = keys2.find((key) => !numbers.has(key));
  if (unknown !== void 0) {
    throw new ConfigurationError(
      `data.series: the test data hold the series ${JSON.stringify(unknown)}, which data.train does not. Scaled errors need its past.`
    );
  }
  return { series: Int32Array.from(keys2, (key) => numbers.get(key)), training: [...training.values()] };
}
function keysOf(test, name, where) {
  const column2 = test.columns.get(name);
  if (!column2) {
    throw new ConfigurationError(
      `${where}: the test data have no column ${JSON.stringify(name)}. They have ${[...test.columns.keys()].join(", ")}.`
    );
  }
  return Array.from({ length: test.rows }, (_, row) => {
    const text = textAt(column2, row);
    if (text === null) {
      throw new ConfigurationError(
        `${where}: column ${JSON.stringify(name)} has no value in row ${row + 1} of the test data. Fill or remove it.`
      );
    }
    return text;
  });
}

// packages/gate/src/answers/shared-classes.ts
function shareClasses(models) {
  const known = models.filter((model2) => model2 !== void 0);
  const union = [...new Set(known.flatMap(({ classes }) => classes))].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  const isAlike = known.every(({ classes }) => classes.length === union.length);
  if (isAlike) return [...models];
  return models.map(
    (model2) => model2 && { ...model2, labels: model2.labels && recoded(model2.labels, model2.classes, union) }
  );
}
function recoded(labels, classes, union) {
  const place = classes.map((label) => union.indexOf(label));
  const { positive } = labels;
  return {
    ...labels,
    classes: union.length,
    truth: labels.truth.map((index) => place[index]),
    predicted: labels.predicted.map((index) => place[index]),
    ...positive === void 0 ? {} : { positive: place[positive] }
  };
}

// packages/gate/src/flips.ts
function countFlips(candidate, baseline2) {
  const ours = candidate.labels;
  const theirs = baseline2.labels;
  if (!ours || !theirs) return void 0;
  let changed2 = 0;
  let newlyRight = 0;
  let newlyWrong = 0;
  for (let row = 0; row < ours.truth.length; row++) {
    const now = ours.predicted[row];
    const before = theirs.predicted[row];
    if (candidate.classes[now] === baseline2.classes[before]) continue;
    changed2++;
    if (now === ours.truth[row]) newlyRight++;
    else if (before === theirs.truth[row]) newlyWrong++;
  }
  return { rows: ours.truth.length, changed: changed2, newlyRight, newlyWrong };
}

// packages/gate/src/comparisons.ts
function openComparisons(measured, alpha) {
  const { demand: demand2, baseline: baseline2, anchor } = measured;
  const { margin: margin2, totalMargin, direction } = demand2;
  const open3 = (kind, wanted, against) => {
    const loss = wanted.kind === "absolute" ? wanted.amount : against?.value === void 0 ? void 0 : relativeMargin(wanted.share, against.value);
    const confidence = against?.confidence;
    const decision = confidence === void 0 || "reason" in confidence || loss === void 0 ? void 0 : decide(confidence, { direction, margin: loss, alpha });
    return { kind, margin: wanted, against, loss, direction, decision };
  };
  return [
    ...margin2 ? [open3("max_regression", margin2, baseline2)] : [],
    ...totalMargin ? [open3("max_total_regression", totalMargin, anchor)] : []
  ];
}
function judgeTogether(gates, alpha) {
  const family = gates.flat().filter(({ against }) => against?.confidence !== void 0);
  const { verdicts, adjusted } = decideFamily(
    family.map(({ decision }) => decision ?? { verdict: "inconclusive", pFail: 1 }),
    alpha
  );
  const place = new Map(family.map((comparison, index) => [comparison, index]));
  return gates.map(
    (comparisons2) => comparisons2.map((comparison) => {
      const index = place.get(comparison);
      const among = index === void 0 ? void 0 : adjusted[index];
      return {
        ...comparison,
        isFailedAloneOnly: index !== void 0 && comparison.decision?.verdict === "fail" && verdicts[index] === "inconclusive",
        result: resultOf(comparison, among)
      };
    })
  );
}
function countTogether(gates) {
  return gates.flat().filter(({ against }) => against?.confidence !== void 0).length;
}
function resultOf({ against, decision }, pFailAmongAll) {
  if (against?.value === void 0 || against.confidence === void 0) return void 0;
  const { confidence } = against;
  const shared2 = {
    value: against.value,
    difference: confidence.difference,
    method: confidence.method,
    undefinedShare: confidence.undefinedShare
  };
  if (isNone(confidence) || decision === void 0) {
    return { ...shared2, interval: void 0, standardError: void 0, pFail: void 0, pFailAmongAll: void 0 };
  }
  const { low, high, pFail } = decision;
  const isBounded = confidence.method !== "points" && Number.isFinite(low) && Number.isFinite(high);
  return {
    ...shared2,
    interval: isBounded ? { low, high } : void 0,
    standardError: Number.isFinite(confidence.standardError) ? confidence.standardError : void 0,
    pFail,
    pFailAmongAll
  };
}
function isNone(confidence) {
  return confidence !== void 0 && "reason" in confidence;
}

// packages/gate/src/number-format.ts
var noNumber = "–";
var unreadable = 1e15;
function formatFor(values, distances) {
  const largest = Math.max(0, ...values.filter(isNumber).map(Math.abs));
  const usual = usualDecimals(largest);
  const wanted = distances.map(([size, digits]) => isNumber(size) && size !== 0 ? digits - 1 - exponentOf(size) : 0);
  const decimals = Math.min(Math.max(usual, ...wanted), usual + 4, 20);
  const decimalsOf = (number) => largest < unreadable ? decimals : usualDecimals(Math.abs(number));
  return {
    value: (number) => isNumber(number) ? write(number, decimalsOf(number), false) : noNumber,
    change: (number) => isNumber(number) ? write(number, decimalsOf(number), true) : noNumber
  };
}
function formatLimit(limit4, signed = false) {
  const text = limits2.format(Math.abs(limit4));
  return `${signOf(limit4, signed)}${text}`;
}
function formatCount(count2) {
  return counts.format(count2);
}
function formatAbout(count2) {
  return about.format(count2);
}
var limits2 = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 12 });
var counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
var about = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });
function isNumber(number) {
  return number !== void 0 && Number.isFinite(number);
}
function usualDecimals(largest) {
  if (largest === 0) return 2;
  const exponent = exponentOf(largest);
  return exponent >= 0 ? Math.max(0, 2 - exponent) : Math.max(2, 1 - exponent);
}
function exponentOf(number) {
  return Math.floor(Math.log10(Math.abs(number)));
}
function write(number, decimals, signed) {
  if (Math.abs(number) >= unreadable) {
    return `${signOf(number, signed)}${Math.abs(number).toExponential(2).replace("e+", "e")}`;
  }
  const digits = Math.abs(number).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  });
  return /[1-9]/.test(digits) ? `${signOf(number, signed)}${digits}` : digits;
}
function signOf(number, signed) {
  return number < 0 ? "−" : signed && number > 0 ? "+" : "";
}

// packages/gate/src/conditions.ts
function judgeConditions(measured, comparisons2, terms) {
  const { demand: demand2 } = measured;
  const limits3 = ["min", "max"].flatMap((kind) => {
    const limit4 = demand2[kind];
    return limit4 === void 0 ? [] : [judgeLimit(kind, limit4, measured)];
  });
  return [...limits3, ...comparisons2.map((comparison) => judgeComparison(comparison, measured, terms))];
}
function judgeLimit(kind, limit4, measured) {
  const confident2 = measured.demand.confident ? { confident: true } : {};
  const condition = { kind, demanded: formatLimit(limit4), limit: limit4, ...confident2 };
  const obstacle = obstacleTo(measured);
  if (obstacle) return { ...condition, ...obstacle };
  const { candidate: value, interval, name, demand: demand2 } = measured;
  if (value === void 0) return { ...condition, verdict: "error", reason: `${name} has no value` };
  const isKept = (bound) => kind === "min" ? bound >= limit4 : bound <= limit4;
  const format = formatOf({ values: [value], interval }, { values: [limit4], change: void 0 });
  const range = interval ? ` (${format.value(interval.low)} to ${format.value(interval.high)})` : "";
  const wanted = `${kind === "min" ? "at least" : "at most"} ${condition.demanded} wanted`;
  const reason = `${name} is ${format.value(value)}${range}, ${wanted}`;
  if (!demand2.confident) return { ...condition, verdict: isKept(value) ? "pass" : "fail", reason };
  if (!interval) {
    return { ...condition, verdict: "inconclusive", reason: `${reason} for certain: there is no interval` };
  }
  const [worse, better] = kind === "min" ? [interval.low, interval.high] : [interval.high, interval.low];
  const verdict = isKept(worse) ? "pass" : isKept(better) ? "inconclusive" : "fail";
  return { ...condition, verdict, reason: `${reason} for certain` };
}
function judgeComparison(comparison, measured, terms) {
  const { kind, margin: margin2, against, loss, decision, result } = comparison;
  const condition = { kind, demanded: writeMargin(margin2), limit: loss, ...result && { comparison: result } };
  if (against === void 0) return judgeWithoutOther(condition, measured, terms);
  const obstacle = obstacleTo(measured);
  if (obstacle) return { ...condition, ...obstacle };
  const { name, candidate } = measured;
  if (against.problem !== void 0) return { ...condition, verdict: "error", reason: `${name}: ${against.problem}` };
  if (against.value === void 0 || candidate === void 0) {
    return { ...condition, verdict: "error", reason: `${name} has no value to compare` };
  }
  if (loss === void 0) {
    const reason2 = `${name} of the ${otherWord(kind)} is about zero, so that ${condition.demanded} of it means nothing: write ${kind} as a number`;
    return { ...condition, verdict: "error", reason: reason2 };
  }
  const sign = measured.demand.direction === "maximize" ? 1 : -1;
  const interval = result?.interval;
  const format = formatOf(
    { values: [candidate, against.value], interval, difference: candidate - against.value },
    { values: [], change: -sign * loss }
  );
  const moved = `${name} ${movement(candidate, against.value, format)}${kind === "max_total_regression" ? " since the anchor" : ""}`;
  const allowed = `allowed ${allowedChange(margin2, sign)}`;
  if (result?.method === "identity") {
    const reason2 = `${name} stays at ${format.value(candidate)}: it is the same model, byte for byte`;
    return { ...condition, verdict: "pass", reason: reason2 };
  }
  if (isNone(against.confidence)) {
    return {
      ...condition,
      verdict: "inconclusive",
      reason: `${moved}, ${allowed}: undecided, because ${against.confidence.reason}`
    };
  }
  if (!decision) return { ...condition, verdict: "inconclusive", reason: `${moved}, ${allowed}: it was not compared` };
  if (result?.method === "points") {
    const change2 = `Δ ${format.change(candidate - against.value)}, as it stands`;
    return { ...condition, verdict: decision.verdict, reason: `${moved} (${change2}), ${allowed}` };
  }
  const bounds2 = interval ? `interval ${format.change(interval.low)} to ${format.change(interval.high)}` : "no bounds";
  const shown3 = `${moved} (Δ ${format.change(candidate - against.value)}, ${bounds2}), ${allowed}`;
  if (comparison.isFailedAloneOnly) {
    const reason2 = `${shown3}: worse by itself, but not for certain among all comparisons (p ${formatP(result?.pFail)}, with Holm’s correction ${formatP(result?.pFailAmongAll)})`;
    return { ...condition, verdict: "inconclusive", reason: reason2 };
  }
  const { verdict } = decision;
  const reason = verdict === "inconclusive" ? `${shown3}: ${undecided(measured, comparison, terms)}` : shown3;
  return { ...condition, verdict, reason };
}
function judgeWithoutOther(condition, { name }, { ifMissing, hasBaseline }) {
  const { kind } = condition;
  const other = otherWord(kind);
  const isFirst = kind === "max_regression" || !hasBaseline;
  if (!isFirst && ifMissing === "absolute-only") {
    return {
      ...condition,
      verdict: "fail",
      reason: `${name}: there is no anchor to compare with, although there is a baseline; name another in gate.anchor`
    };
  }
  return ifMissing === "absolute-only" ? { ...condition, verdict: "unjudged", reason: `${name}: ${kind} was not judged: no ${other}` } : {
    ...condition,
    verdict: "fail",
    reason: `${name}: there is no ${other} to compare with, and the policy wants one (if_missing: fail)`
  };
}
function otherWord(kind) {
  return kind === "max_total_regression" ? "anchor" : "baseline";
}
function obstacleTo(measured) {
  const { name, rows, demand: demand2, problem } = measured;
  if (rows !== void 0 && rows < demand2.minRows) {
    const reason = `${name} has too few ${measured.unit} to judge: ${formatCount(rows)}, at least ${formatCount(demand2.minRows)} wanted`;
    return { verdict: "inconclusive", reason };
  }
  return problem === void 0 ? void 0 : { verdict: "error", reason: `${name} cannot be judged: ${problem}` };
}
function writeMargin(margin2) {
  return margin2.kind === "absolute" ? formatLimit(margin2.amount) : `${formatLimit(margin2.share * 100)}%`;
}
function allowedChange(margin2, sign) {
  const amount = margin2.kind === "absolute" ? margin2.amount : margin2.share;
  return amount === 0 ? "no loss" : `${sign > 0 ? "−" : "+"}${writeMargin(margin2)}`;
}
function movement(candidate, other, format) {
  if (candidate === other) return `stayed at ${format.value(candidate)}`;
  return `${candidate > other ? "rose" : "fell"} from ${format.value(other)} to ${format.value(candidate)}`;
}
function undecided(measured, comparison, terms) {
  const have = measured.rows === void 0 ? "it cannot be decided" : `${formatCount(measured.rows)} ${measured.unit} cannot decide`;
  const needed = rowsNeededFor(measured, comparison, terms);
  return needed === void 0 ? have : `${have}, about ${formatAbout(needed)} needed`;
}
function rowsNeededFor({ rows }, { loss, result }, { alpha }) {
  const standardError = result?.standardError;
  if (loss === void 0 || standardError === void 0 || rows === void 0) return void 0;
  const count2 = rowsNeeded({ rows, standardError, margin: loss, alpha });
  return count2 !== void 0 && count2 > rows ? count2 : void 0;
}
function formatP(p) {
  if (p === void 0) return "?";
  return p < 1e-4 ? "< 0.0001" : String(Number(p.toPrecision(2)));
}
function formatOf(numbers, limits3) {
  const { values, interval, difference: difference2 } = numbers;
  const distance2 = (a, b, digits = 1) => [
    a === void 0 || b === void 0 ? void 0 : a - b,
    digits
  ];
  return formatFor(values, [
    // An interval says how much of the difference is known; alone, it has two digits.
    [difference2, interval ? 1 : 2],
    [interval && (interval.high - interval.low) / 2, 1],
    // Nearly perfect is not written as perfect.
    ...values.filter((value) => value !== void 0 && value > 0.9 && value < 1).map((value) => distance2(1, value)),
    ...limits3.values.map((limit4) => distance2(values[0], limit4)),
    distance2(interval?.low, limits3.change),
    distance2(interval?.high, limits3.change)
  ]);
}

// packages/gate/src/gate-results.ts
function concludeGates(measured, of) {
  const { task, settings, hasBaseline } = of;
  const alpha = 1 - settings.level;
  const terms = { hasBaseline, ifMissing: settings.ifMissing, alpha };
  const open3 = measured.map(({ measurement }) => openComparisons(measurement, alpha));
  const together = judgeTogether(open3, alpha);
  const gates = measured.map(({ slice, measurement }, index) => {
    const comparisons2 = together[index];
    return gateResult(slice, measurement, comparisons2, judgeConditions(measurement, comparisons2, terms), terms);
  });
  const judged = gates.map((one) => one.verdict).filter((verdict2) => verdict2 !== "unjudged");
  const verdict = worstVerdict(judged);
  return {
    verdict,
    inconclusivePasses: verdict === "inconclusive" && settings.onInconclusive === "pass",
    onInconclusive: settings.onInconclusive,
    task,
    level: settings.level,
    resamples: settings.resamples,
    seed: settings.seed,
    comparisons: countTogether(open3),
    gates,
    examinations: []
  };
}
function gateResult(slice, measured, comparisons2, conditions, terms) {
  const { candidate, demand: demand2, average } = measured;
  const judged = conditions.map((one) => one.verdict).filter((verdict2) => verdict2 !== "unjudged");
  const verdict = judged.length === 0 ? "unjudged" : worstVerdict(judged);
  const deciding = conditions.findLast((condition) => condition.verdict === verdict);
  const baseline2 = measured.baseline?.value;
  const comparison = conditions.find(({ kind }) => kind === "max_regression")?.comparison;
  const undecided2 = comparisons2.find((one) => one.kind === deciding.kind);
  return {
    name: measured.name,
    metric: demand2.key,
    label: measured.label,
    average,
    direction: demand2.direction,
    slice,
    rows: measured.rows,
    unit: measured.unit,
    minRows: demand2.minRows,
    candidate,
    valueInterval: measured.interval,
    baseline: baseline2,
    difference: candidate === void 0 || baseline2 === void 0 ? void 0 : candidate - baseline2,
    interval: comparison?.interval ?? intervalAgainst(measured, terms),
    equal: measured.baseline?.confidence?.method === "identity",
    conditions,
    verdict,
    reason: deciding.reason,
    rowsNeeded: undecided2 && verdict === "inconclusive" ? rowsNeededFor(measured, undecided2, terms) : void 0
  };
}
function intervalAgainst({ baseline: baseline2 }, { alpha }) {
  const confidence = baseline2?.confidence;
  if (confidence === void 0 || "reason" in confidence || confidence.method === "points") return void 0;
  const [low, high] = [confidence.lower(alpha), confidence.upper(alpha)];
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : void 0;
}

// packages/gate/src/answers/observed-rows.ts
function selectRows(observed, rows) {
  switch (observed.kind) {
    case "labels":
      return { ...observed, truth: pickInts(observed.truth, rows), predicted: pickInts(observed.predicted, rows) };
    case "values":
      return { ...observed, truth: pickFloats(observed.truth, rows), predicted: pickFloats(observed.predicted, rows) };
    case "probabilities":
      return {
        ...observed,
        truth: pickInts(observed.truth, rows),
        probabilities: pickFloats(observed.probabilities, rows, observed.classes)
      };
    case "ranking": {
      const numbers = /* @__PURE__ */ new Map();
      const query = pickInts(observed.query, rows).map((old) => {
        const number = numbers.get(old) ?? numbers.size;
        numbers.set(old, number);
        return number;
      });
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        predicted: pickFloats(observed.predicted, rows),
        query,
        queries: numbers.size
      };
    }
    case "forecast":
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        predicted: pickFloats(observed.predicted, rows),
        series: pickInts(observed.series, rows)
      };
    case "intervals":
      return {
        ...observed,
        truth: pickFloats(observed.truth, rows),
        lower: pickFloats(observed.lower, rows),
        upper: pickFloats(observed.upper, rows)
      };
  }
}
function pickFloats(from, rows, width2 = 1) {
  const picked = new Float64Array(rows.length * width2);
  for (let index = 0; index < rows.length; index++) {
    const start = rows[index] * width2;
    for (let column2 = 0; column2 < width2; column2++) picked[index * width2 + column2] = from[start + column2];
  }
  return picked;
}
function pickInts(from, rows) {
  const picked = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = from[rows[index]];
  return picked;
}

// packages/gate/src/answers/positive-rows.ts
function hasPositiveRow({ truth, positive }) {
  return positive !== void 0 && truth.includes(positive);
}
function definedOnPositives(prepared, { truth, positive }) {
  const positives = [];
  for (let row = 0; row < truth.length; row++) if (truth[row] === positive) positives.push(row);
  const { rows, whyUndefined } = prepared;
  return {
    rows,
    whyUndefined,
    value: (weights) => positives.some((row) => weights[row] !== 0) ? prepared.value(weights) : Number.NaN
  };
}

// packages/gate/src/gate-name.ts
function gateName(label, slice) {
  return slice ? `${label} on ${slice.label}` : label;
}

// packages/gate/src/point-confidence.ts
function pointConfidence(method, difference2) {
  return {
    method,
    difference: difference2,
    standardError: 0,
    undefinedShare: 0,
    lower: () => difference2,
    upper: () => difference2,
    pAbove: (value) => difference2 >= value ? 0 : 1,
    pBelow: (value) => difference2 < value ? 0 : 1
  };
}

// packages/gate/src/measure-group.ts
function measureGroup(group, wanted, models, design, settings) {
  const selection2 = new Selection(group, design);
  const jobs = [];
  const open3 = wanted.map((one) => {
    const candidate = measureModel(selection2, models.candidate, "candidate", one);
    const measurable = candidate.problem === void 0 && group.count >= one.demand.minRows;
    const versus = (role, isWanted) => {
      const model2 = models[role];
      if (model2 === void 0 || !isWanted) return void 0;
      const measured = measureModel(selection2, model2, role, one);
      const isOpen = measurable && measured.problem === void 0;
      return {
        measured,
        job: isOpen ? addJob(jobs, comparisonOf(one, candidate, measured, model2.identical)) : void 0
      };
    };
    const limited = one.demand.min !== void 0 || one.demand.max !== void 0;
    return {
      ...one,
      candidate,
      baseline: versus("baseline", true),
      anchor: versus("anchor", one.demand.totalMargin !== void 0),
      own: limited && measurable ? addJob(jobs, aloneOf(one, candidate, selection2.isPlain)) : void 0
    };
  });
  const confidences = runJobs(jobs, selection2, settings);
  return open3.map(({ demand: demand2, average, candidate, baseline: baseline2, anchor, own }) => {
    const label = demandLabel(demand2, average);
    const against = (other) => other && {
      value: other.measured.value,
      problem: other.measured.problem,
      confidence: other.job === void 0 ? void 0 : confidences[other.job]
    };
    const alone = own === void 0 ? void 0 : confidences[own];
    return {
      demand: demand2,
      average,
      name: gateName(label, group.slice),
      label,
      rows: candidate.prepared?.rows ?? group.count,
      unit: candidate.prepared ? unitOf(demand2) : "rows",
      candidate: candidate.value,
      problem: candidate.problem,
      interval: intervalOf(alone, candidate, settings.alpha, demand2),
      baseline: against(baseline2),
      anchor: against(anchor)
    };
  });
}
function unitOf({ measure: measure2 }) {
  if (measure2.kind === "model") return "requests";
  return measure2.kind === "metric" && measure2.metric.unit === "query" ? "queries" : "rows";
}
var nothing = {
  observed: void 0,
  prepared: void 0,
  resampled: void 0,
  value: void 0,
  problem: void 0,
  isPoint: false
};
function measureModel(selection2, model2, role, { demand: demand2, average }) {
  const { measure: what, key } = demand2;
  switch (what.kind) {
    case "metric":
      return measureMetric(selection2, model2.answers, role, what, average);
    case "model":
      return measureOfModel(model2, role, what.name);
    default: {
      const own = model2.own.get(key);
      if (own === void 0) return { ...nothing, problem: `it was not computed for the ${role}` };
      if (own.kind === "number") {
        return Number.isFinite(own.value) ? { ...nothing, value: own.value, resampled: own.resampled, isPoint: own.resampled === void 0 } : { ...nothing, problem: `it is no finite number for the ${role}` };
      }
      const values = selection2.numbers(own.values);
      const flawed = values.findIndex((value) => !Number.isFinite(value));
      if (flawed >= 0) return { ...nothing, problem: `it is no finite number for the ${role} in row ${flawed + 1}` };
      return fromPrepared(preparedMean(values), selection2.weights, role);
    }
  }
}
function measureOfModel(model2, role, name) {
  if (name === "model_size_mb") {
    const { sizeBytes } = model2;
    return sizeBytes === void 0 ? { ...nothing, problem: `the size of the ${role} is not known` } : { ...nothing, value: sizeBytes / 1e6, isPoint: true };
  }
  const { latencies } = model2;
  if (latencies === void 0) return { ...nothing, problem: `only a model that is scored here can be timed` };
  return fromPrepared(preparedQuantile(latencies, name === "latency_p50_ms" ? 0.5 : 0.95), void 0, role);
}
function measureMetric(selection2, answers, role, { metric: metric2, parameters }, average) {
  if (answers.flaw) return { ...nothing, problem: answers.flaw };
  const all = answersFor(answers, metric2.needs);
  if (!all) return { ...nothing, problem: `it needs ${metric2.needs}, which the ${role} does not give` };
  const observed = selection2.of(all);
  const binary = average === "binary" && observed.kind === "labels" ? observed : void 0;
  if (binary && !hasPositiveRow(binary)) {
    return { ...nothing, observed, problem: "no row is of the positive class, so that it can only be 0" };
  }
  const prepared = prepareMetric(metric2.name, observed, withAverage(parameters, average));
  const weights = takesSampleWeights(metric2, parameters) ? selection2.weights : void 0;
  const measured = fromPrepared(prepared, weights, role);
  if (measured.prepared === void 0 || !binary) return { ...measured, observed };
  return { ...measured, observed, prepared: definedOnPositives(prepared, binary) };
}
function withAverage(parameters, average) {
  return average === void 0 ? parameters : { ...parameters, average };
}
function fromPrepared(prepared, weights, role) {
  const { value, undefinedBecause } = measure(prepared, weights);
  return undefinedBecause === void 0 ? { ...nothing, prepared, value } : { ...nothing, problem: `it is undefined for the ${role}: ${undefinedBecause}` };
}
function addJob(jobs, job) {
  jobs.push(job);
  return jobs.length - 1;
}
function comparisonOf(wanted, ours, theirs, identical) {
  const difference2 = ours.value - theirs.value;
  if (identical) return { kind: "known", confidence: pointConfidence("identity", 0) };
  if (ours.resampled && theirs.resampled) {
    const others = theirs.resampled;
    return {
      kind: "numbers",
      difference: difference2,
      differences: ours.resampled.map((value, index) => value - others[index])
    };
  }
  if (!ours.prepared || !theirs.prepared) {
    return { kind: "known", confidence: pointConfidence("points", difference2) };
  }
  const plain = { candidate: ours.prepared, baseline: theirs.prepared };
  const { measure: what } = wanted.demand;
  const ownsRows = unitOf(wanted.demand) !== "rows";
  if (what.kind !== "metric" || !ours.observed || !theirs.observed) {
    return { kind: "compare", comparison: plain, ownsRows };
  }
  const parameters = withAverage(what.parameters, wanted.average);
  const both = { candidate: ours.observed, baseline: theirs.observed };
  const comparison = metricComparison(what.metric.name, both, parameters);
  const { labels } = comparison;
  if (!labels || wanted.average !== "binary") return { kind: "compare", comparison, ownsRows };
  const prepare = (observed) => definedOnPositives(labels.prepare(observed), observed);
  return { kind: "compare", comparison: { ...comparison, ...plain, labels: { ...labels, prepare } }, ownsRows };
}
function aloneOf(wanted, ours, isPlain) {
  const value = ours.value;
  const { prepared, resampled, observed } = ours;
  if (resampled) return { kind: "numbers", difference: value, differences: resampled };
  if (!prepared) return { kind: "known", confidence: pointConfidence("points", value) };
  const { measure: what } = wanted.demand;
  const ownsRows = unitOf(wanted.demand) !== "rows";
  const zero = {
    rows: prepared.rows,
    value: () => 0,
    whyUndefined: () => "it is undefined",
    ...prepared.losses && { losses: new Float64Array(prepared.rows) }
  };
  if (what.kind !== "metric" || !observed) {
    return { kind: "compare", comparison: { candidate: prepared, baseline: zero }, ownsRows };
  }
  const parameters = withAverage(what.parameters, wanted.average);
  const { scores, shareRight, labels } = metricComparison(
    what.metric.name,
    { candidate: observed, baseline: observed },
    parameters
  );
  if (isPlain && labels && shareRight)
    return { kind: "known", confidence: shareConfidence(labels.candidate, shareRight) };
  if (!scores) return { kind: "compare", comparison: { candidate: prepared, baseline: zero }, ownsRows };
  const few = isPlain && what.metric.name === "roc_auc" ? fewRowsArea(value, scores.positive) : void 0;
  if (few) return { kind: "known", confidence: few };
  const flat = { ...scores, baseline: new Float64Array(scores.baseline.length) };
  const half = { ...zero, value: () => 0.5 };
  return { kind: "compare", comparison: { candidate: prepared, baseline: half, scores: flat }, ownsRows };
}
function fewRowsArea(area, positive) {
  const positives = positive.reduce((sum, one) => sum + one, 0);
  const negatives = positive.length - positives;
  if (Math.min(positives, negatives) >= fewestRowsOfClass) return void 0;
  const measured = { area, positives, negatives };
  return {
    ...pointConfidence("newcombe", area),
    lower: (alpha) => newcombeAreaInterval(measured, alpha).low,
    upper: (alpha) => newcombeAreaInterval(measured, alpha).high
  };
}
function shareConfidence({ truth, predicted }, shareRight) {
  let of = 0;
  let right = 0;
  for (let row = 0; row < truth.length; row++) {
    if (shareRight !== "all" && truth[row] !== shareRight.ofClass) continue;
    of++;
    if (truth[row] === predicted[row]) right++;
  }
  return {
    ...pointConfidence("wilson", right / of),
    lower: (alpha) => wilsonInterval(right, of, alpha).low,
    upper: (alpha) => wilsonInterval(right, of, alpha).high
  };
}
function runJobs(jobs, selection2, settings) {
  const ofTable = jobs.flatMap((job) => job.kind === "compare" && !job.ownsRows ? [job.comparison] : []);
  const compared = ofTable.length === 0 ? [] : compareModels(ofTable, selection2.design(), settings);
  return jobs.map((job) => {
    if (job.kind === "known") return job.confidence;
    if (job.kind === "numbers") return resampledNumbers(job);
    const [next] = job.ownsRows ? compareModels([job.comparison], {}, settings) : [compared.shift()];
    if (next === void 0) throw new RangeError("a comparison without an answer.");
    return next;
  });
}
function intervalOf(confidence, { value, prepared, resampled }, alpha, { measure: what }) {
  if (confidence === void 0 || "reason" in confidence || value === void 0 || !(prepared || resampled)) {
    return void 0;
  }
  const offset = value - confidence.difference;
  const bounds2 = [confidence.lower(alpha) + offset, confidence.upper(alpha) + offset];
  if (!bounds2.every(Number.isFinite)) return void 0;
  const { least, most } = what.kind === "metric" ? what.metric.range : { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
  const [low, high] = [Math.max(least, bounds2[0]), Math.min(most, bounds2[1])];
  return low < high ? { low, high } : void 0;
}
function resampledNumbers({ difference: difference2, differences: differences2 }) {
  return resampledConfidence({ method: "numbers", difference: difference2, differences: differences2, units: differences2.length });
}
var Selection = class {
  #group;
  #design;
  #picked = /* @__PURE__ */ new Map();
  /** Of the group's rows. */
  weights;
  constructor(group, design) {
    this.#group = group;
    this.#design = design;
    this.weights = design.weights && this.numbers(design.weights);
  }
  of(all) {
    const { rows } = this.#group;
    if (!rows) return all;
    const known = this.#picked.get(all);
    if (known) return known;
    const picked = selectRows(all, rows);
    this.#picked.set(all, picked);
    return picked;
  }
  numbers(all) {
    const { rows } = this.#group;
    return rows ? pickFloats(all, rows) : all;
  }
  /** Whether rows are independent and count alike. */
  get isPlain() {
    const { groups, weights, blockLength } = this.#design;
    return groups === void 0 && weights === void 0 && blockLength === void 0;
  }
  design() {
    const { groups, blockLength } = this.#design;
    const { rows, count: count2 } = this.#group;
    return {
      groups: groups && groupsBy(rows ? Array.from(rows, (row) => groups[row]) : groups),
      weights: this.weights,
      blockLength: blockLength?.(count2)
    };
  }
};

// packages/gate/src/section/gate-settings.ts
function settingsOf(gate) {
  const { level, resamples, seed, interval, on_inconclusive: onInconclusive } = gate.confidence ?? {};
  const settings = {
    level: level ?? gateDefaults.level,
    resamples: resamples ?? gateDefaults.resamples,
    seed: seed ?? gateDefaults.seed,
    interval: interval ?? gateDefaults.interval,
    onInconclusive: onInconclusive ?? gateDefaults.onInconclusive,
    ifMissing: gate.baseline?.if_missing ?? gateDefaults.ifMissing
  };
  if (!(settings.level > 0.5 && settings.level < 1)) {
    throw new ConfigurationError(`gate.confidence.level: ${settings.level} is not between 0.5 and 1; write 0.95.`);
  }
  if (!Number.isInteger(settings.resamples) || settings.resamples < 200) {
    throw new ConfigurationError(`gate.confidence.resamples: ${settings.resamples} is too few; write 200 or more.`);
  }
  return settings;
}

// packages/gate/src/slices.ts
var missingValue = "(missing)";
var anyValue = "(any)";
var largestSliceCount = 1e3;
var cross = " x ";
function partsOf(by, columns2) {
  const part = (text) => ({ kind: columns2.has(text) ? "column" : "condition", text });
  if (columns2.has(by)) return [part(by)];
  const parts = by.split(cross).map((text) => part(text.trim()));
  const isCrossing = parts.length > 1 && parts.some(({ kind }) => kind === "column");
  return isCrossing ? parts : [{ kind: "condition", text: by }];
}
function conditionsIn(slicings, columns2) {
  const parts = slicings.flatMap((by) => partsOf(by, columns2));
  return [...new Set(parts.flatMap(({ kind, text }) => kind === "condition" ? [text] : []))];
}
function columnsIn(slicings, columns2) {
  const parts = slicings.flatMap((by) => partsOf(by, columns2));
  return [...new Set(parts.flatMap(({ kind, text }) => kind === "column" ? [text] : []))];
}
function slicesOf(table, by, conditions = /* @__PURE__ */ new Map()) {
  return sliced(table, by, conditions, { where: "gate.metrics: slices", rest: false });
}
function groupsOf(table, by, conditions, where) {
  return sliced(table, by, conditions, { where, rest: true });
}
function sliced(table, by, conditions, slicing) {
  const labelled2 = partsOf(by, table.columns).map((part) => readPart(part, table, conditions, slicing));
  const groups = /* @__PURE__ */ new Map();
  for (let row = 0; row < table.rows; row++) {
    const values = labelled2.map((valueAt) => valueAt(row));
    if (!values.every((value) => value !== void 0)) continue;
    const key = labelled2.length === 1 ? `${values[0]}` : JSON.stringify(values);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { values, rows: [row] });
    if (groups.size > largestSliceCount) throw tooMany(by, slicing);
  }
  const parts = partsOf(by, table.columns);
  if (groups.size === 0) {
    const values = parts.map(({ kind }) => kind === "condition" ? "true" : anyValue);
    groups.set("", { values, rows: [] });
  }
  return [...groups].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0).map(([, { values, rows }]) => ({ slice: sliceOf(by, parts, values), rows: Uint32Array.from(rows) }));
}
function tooMany(by, { where }) {
  return new ConfigurationError(
    `${where} by ${JSON.stringify(by)} have more than ${largestSliceCount} different values, which is as many as can be judged. Slice by a coarser column or a condition.`
  );
}
function sliceOf(by, parts, values) {
  const [only] = parts;
  if (only && parts.length === 1) {
    const label = only.kind === "condition" ? asCondition(only.text, values[0]) : `${only.text} = ${values[0]}`;
    return { column: by, value: `${values[0]}`, label };
  }
  const words7 = parts.map(
    ({ kind, text }, index) => kind === "condition" ? asCondition(text, values[index]) : `${text} = ${apart(values[index])}`
  );
  return { column: by, value: values.map(apart).join(cross), label: words7.join(", ") };
}
function asCondition(text, answer) {
  if (answer === "true") return text;
  return answer === "false" ? `not (${text})` : `(${text}) is unknown`;
}
function apart(value = "") {
  return value.includes(", ") || value.includes(cross) ? JSON.stringify(value) : value;
}
function readPart({ kind, text }, table, conditions, { where, rest }) {
  if (kind === "condition") {
    const met = conditions.get(text);
    if (!met) {
      throw new ConfigurationError(
        `${where} name ${JSON.stringify(text)}, which is no column of the test data and was not computed as a condition. They have ${[...table.columns.keys()].join(", ")}.`
      );
    }
    if (rest) return (row) => String(met[row] ?? missingValue);
    return (row) => met[row] === true ? "true" : void 0;
  }
  const column2 = table.columns.get(text);
  if (!column2) throw new RangeError(`no column ${text}.`);
  return (row) => {
    const value = textAt(column2, row);
    return value === null ? missingValue : sliceValue(value);
  };
}
var takenForMissing = /^"*\(missing\)"*$/;
function sliceValue(text) {
  return takenForMissing.test(text) ? `"${text}"` : text;
}

// packages/gate/src/judge.ts
function judge(input) {
  const { task, gate, test } = input;
  const demands2 = demandsOf(gate, task);
  if (test.rows === 0) throw new ConfigurationError("data.test: there are no rows to judge on.");
  if (demands2.some((demand2) => demand2.margin) && !input.baseline && !gate.baseline) {
    throw new ConfigurationError("gate.baseline: missing. max_regression needs a model to compare with: write from.");
  }
  const settings = settingsOf(gate);
  const models = modelsOf(input);
  const design = designOf(input, demands2);
  const { candidate, baseline: baseline2 } = models;
  const alpha = 1 - settings.level;
  const averages = new Map(demands2.map((demand2) => [demand2, averageFor(demand2, candidate.answers.classes, input)]));
  const measured = groupsOf2(input, demands2).flatMap(({ group, demands: demanded }) => {
    const wanted = demanded.map((demand2) => ({ demand: demand2, average: averages.get(demand2) }));
    const measurements = measureGroup(group, wanted, models, design, { ...settings, alpha });
    return measurements.map((measurement) => ({ slice: group.slice, measurement }));
  });
  const isCut = candidate.answers.classes.length === 2 && candidate.answers.probabilities !== void 0;
  return {
    ...concludeGates(measured, { task, settings, hasBaseline: baseline2 !== void 0 }),
    rows: test.rows,
    threshold: isCut ? {
      candidate: thresholdOf(input, input.candidate) ?? gateDefaults.threshold,
      baseline: input.baseline && (thresholdOf(input, input.baseline) ?? gateDefaults.threshold)
    } : void 0,
    scoredBy: { candidate: input.candidate.scores.scoredBy, baseline: input.baseline?.scores.scoredBy },
    flips: baseline2 && countFlips(candidate.answers, baseline2.answers)
  };
}
function modelsOf(input) {
  const candidate = answersOf(input, input.candidate, "candidate");
  const other = (model2, role) => {
    if (model2 === void 0) return void 0;
    const answers = answersOf(input, model2, role);
    if (candidate.classes.length === 2 !== (answers.classes.length === 2)) {
      throw new ConfigurationError(
        `The candidate knows the classes ${shown(candidate.classes)}, the ${role} ${shown(answers.classes)}: two classes and more cannot be compared.`
      );
    }
    return { ...measuredOf(model2), answers, identical: model2.identical };
  };
  const baseline2 = other(input.baseline, "baseline");
  const anchor = other(input.anchor, "anchor");
  const [shared2, ...others] = shareClasses([candidate, baseline2?.answers, anchor?.answers]);
  return {
    candidate: { ...measuredOf(input.candidate), answers: shared2 ?? candidate },
    baseline: baseline2 && { ...baseline2, answers: others[0] ?? baseline2.answers },
    anchor: anchor && { ...anchor, answers: others[1] ?? anchor.answers }
  };
}
function measuredOf({ own, latencies, sizeBytes }) {
  return { own: own ?? /* @__PURE__ */ new Map(), latencies, sizeBytes };
}
function thresholdOf({ gate }, { threshold }) {
  if (threshold !== void 0) return threshold;
  if (typeof gate.threshold === "object") {
    throw new ConfigurationError("gate.threshold.at: the operating point was not computed on data.validation.");
  }
  if (gate.threshold !== void 0 && !(gate.threshold >= 0 && gate.threshold <= 1)) {
    throw new ConfigurationError(`gate.threshold: ${gate.threshold} is not between 0 and 1.`);
  }
  return gate.threshold;
}
function answersOf(input, model2, role) {
  const { test, label, task, columns: columns2 = {} } = input;
  const column2 = test.columns.get(label);
  if (!column2) {
    throw new ConfigurationError(
      `data.label: the test data have no column ${JSON.stringify(label)}. They have ${[...test.columns.keys()].join(", ")}.`
    );
  }
  const truth = { name: label, column: column2, rows: test.rows };
  switch (task) {
    case "classification":
      return classificationAnswers(model2.scores, truth, role, {
        positive: input.positive,
        threshold: thresholdOf(input, model2)
      });
    case "regression":
      return regressionAnswers(model2.scores, truth, role);
    case "ranking":
      return rankingAnswers(model2.scores, truth, role, { test, query: columns2.query });
    case "forecast":
      return forecastAnswers(model2.scores, truth, role, { test, series: columns2.series, training: input.training });
  }
}
function designOf(input, demands2) {
  const { test, columns: columns2 = {}, task } = input;
  const weights = columns2.weight === void 0 ? void 0 : weightsOf(test, columns2.weight);
  if (weights) refuseWeights(demands2);
  const own = columns2.group === void 0 ? void 0 : keysOf(test, columns2.group, "data.group");
  if (own !== void 0) return { groups: own, weights, blockLength: void 0 };
  if (task !== "forecast") return { groups: void 0, weights, blockLength: void 0 };
  const series = columns2.series === void 0 ? void 0 : keysOf(test, columns2.series, "data.series");
  if (series && new Set(series).size >= fewestGroups) return { groups: series, weights, blockLength: void 0 };
  return { groups: void 0, weights, blockLength: (rows) => Math.min(rows, usualBlockLength(rows)) };
}
function weightsOf(test, name) {
  const column2 = test.columns.get(name);
  if (column2?.kind !== "number") {
    throw new ConfigurationError(
      `data.weight: the test data have no column of numbers ${JSON.stringify(name)}. They have ${[...test.columns.keys()].join(", ")}.`
    );
  }
  const wrong = column2.values.findIndex((weight2) => !(weight2 >= 0 && weight2 < Number.POSITIVE_INFINITY));
  if (wrong >= 0) {
    throw new ConfigurationError(
      `data.weight: column ${JSON.stringify(name)} is ${column2.values[wrong]} in row ${wrong + 1} of the test data. Weights are numbers from 0.`
    );
  }
  return column2.values;
}
function refuseWeights(demands2) {
  for (const { key, measure: measure2 } of demands2) {
    if (measure2.kind === "model" || measure2.kind === "mean_of") continue;
    const takes = measure2.kind === "metric" && measure2.metric.unit === "row" && takesSampleWeights(measure2.metric, measure2.parameters);
    if (!takes) {
      throw new ConfigurationError(
        `data.weight: ${key} cannot weigh rows. Take it out of gate.metrics, or data.weight out of the project file.`
      );
    }
  }
}
function groupsOf2(input, demands2) {
  const { test, conditions } = input;
  const order = timeOrder(input);
  const slicings = new Set(demands2.flatMap((demand2) => demand2.slices));
  const groups = [...slicings].flatMap((by) => {
    const slicing = demands2.filter((demand2) => demand2.slices.includes(by));
    return slicesOf(test, by, conditions).map((slice) => {
      const rows = order ? inOrder(slice.rows, order) : slice.rows;
      return { group: { slice: slice.slice, rows, count: rows.length }, demands: slicing };
    });
  });
  return [{ group: { slice: void 0, rows: order, count: test.rows }, demands: demands2 }, ...groups];
}
function timeOrder({ task, test, columns: columns2 = {} }) {
  if (task !== "forecast") return void 0;
  const series = columns2.series === void 0 ? void 0 : keysOf(test, columns2.series, "data.series");
  const time = columns2.time === void 0 ? void 0 : test.columns.get(columns2.time);
  if (columns2.time !== void 0 && time === void 0) {
    throw new ConfigurationError(
      `data.time: the test data have no column ${JSON.stringify(columns2.time)}. They have ${[...test.columns.keys()].join(", ")}.`
    );
  }
  const key = (row) => time?.values[row] ?? row;
  const before = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  return Uint32Array.from({ length: test.rows }, (_, row) => row).sort(
    (a, b) => (series ? before(series[a], series[b]) : 0) || before(key(a), key(b)) || a - b
  );
}
function inOrder(rows, order) {
  const isIn = new Set(rows);
  return order.filter((row) => isIn.has(row));
}

// packages/gate/src/answers/judged-answers.ts
function judgedAnswers(input) {
  const candidate = answersOf(input, input.candidate, "candidate");
  const baseline2 = input.baseline && answersOf(input, input.baseline, "baseline");
  const [ours, theirs] = shareClasses([candidate, baseline2]);
  return { candidate: ours ?? candidate, baseline: theirs };
}

// packages/gate/src/answers/sample-weights.ts
function sampleWeights({ test, columns: columns2 = {} }) {
  const column2 = columns2.weight === void 0 ? void 0 : test.columns.get(columns2.weight);
  return column2?.kind === "number" ? column2.values : void 0;
}

// packages/gate/src/calibration/reliability-chart.ts
var leastShare = 1e-3;
function reliabilityChart(models, weights) {
  const series = models.map(({ name, observed }) => ({
    name,
    points: shownPoints(reliabilityCurve(observed, {}, weights).points)
  }));
  const format = formatFor([1], []);
  const words7 = series.map(
    ({ name, points }) => `${name}: ${points.map(([said, came]) => `${format.value(said)} came true in ${format.value(came)}`).join(", ")}`
  );
  const isBinary = models[0]?.observed.classes === 2;
  return {
    kind: "chart",
    title: "Reliability of the probabilities",
    summary: `On the diagonal, probabilities are what happens. ${words7.join("; ")}.`,
    chart: {
      type: "lines",
      x: isBinary ? "probability of the positive class" : "probability of the predicted class",
      y: isBinary ? "share of positive rows" : "share of right answers",
      unit: true,
      diagonal: true,
      marks: true,
      note: "Bins with less than a thousandth of the rows are left out.",
      series
    }
  };
}
function shownPoints(points) {
  const total2 = points.reduce((sum, { weight: weight2 }) => sum + weight2, 0);
  return points.filter(({ weight: weight2 }) => weight2 >= leastShare * total2).map(({ meanProbability, frequency }) => [meanProbability, frequency]);
}

// packages/gate/src/calibration/examine-calibration.ts
var calibrationMetrics = /* @__PURE__ */ new Set(["ece", "brier"]);
function examineCalibration(input) {
  const { calibration, metrics } = input.gate;
  const isDemanded = Object.keys(metrics).some((key) => {
    const parsed = parseMetricName(key);
    return parsed.problem === void 0 && calibrationMetrics.has(parsed.metric.name);
  });
  if (!(calibration ?? isDemanded)) return void 0;
  const { candidate, baseline: baseline2 } = judgedAnswers(input);
  const group = { kind: "calibration", findings: [] };
  const obstacle = obstacleTo2(candidate);
  if (candidate.probabilities === void 0 || obstacle !== void 0) {
    const blocks = [paragraph(`Calibration cannot be shown: ${obstacle ?? "there are no probabilities"}.`)];
    return { ...group, title: "Calibration: cannot be shown", blocks, measurements: [], details: { obstacle } };
  }
  const weights = sampleWeights(input);
  const ours = numbersOf(candidate.probabilities, weights);
  const other = baseline2 && obstacleTo2(baseline2) === void 0 ? baseline2.probabilities : void 0;
  const theirs = other && numbersOf(other, weights);
  const models = [
    { role: "candidate", name: "this change", observed: candidate.probabilities, numbers: ours },
    ...other && theirs ? [{ role: "baseline", name: "baseline", observed: other, numbers: theirs }] : []
  ];
  const error = (numbers) => digitsFor("ece_equal_width", ours, theirs).value(numbers?.get("ece_equal_width"));
  return {
    ...group,
    title: `Calibration: expected error ${error(ours)}${theirs ? `, baseline ${error(theirs)}` : ""}`,
    blocks: [reliabilityChart(models, weights), numberTable(ours, theirs, input.test.rows)],
    measurements: models.flatMap(({ role, numbers }) => measurementsOf(role, numbers)),
    details: Object.fromEntries(models.map(({ role, numbers }) => [role, Object.fromEntries(numbers)]))
  };
}
function obstacleTo2({ flaw, probabilities, classes }) {
  if (flaw !== void 0) return flaw;
  if (probabilities !== void 0) return void 0;
  return classes.length === 0 ? "it is for classes, and the model predicts numbers" : "the model gives labels alone";
}
var titles = {
  ece_equal_width: "ECE, bins of equal width",
  ece_equal_mass: "ECE, bins of equal mass",
  brier: "Brier score",
  brier_reliability: "reliability (0 is calibrated)",
  brier_resolution: "resolution (more is better)",
  brier_uncertainty: "uncertainty (of the data)",
  brier_within_bins: "within bins"
};
function numbersOf(observed, weights) {
  const decomposed = observed.classes === 2 ? brierDecomposition(observed, {}, weights) : void 0;
  const parts = decomposed?.undefinedBecause === void 0 ? decomposed : void 0;
  const numbers = {
    ece_equal_width: ece(observed, {}, weights).value,
    ece_equal_mass: ece(observed, { binning: "equal_mass" }, weights).value,
    brier: brier(observed, weights).value,
    brier_reliability: parts?.reliability,
    brier_resolution: parts?.resolution,
    brier_uncertainty: parts?.uncertainty,
    brier_within_bins: parts?.withinBins
  };
  return new Map(
    Object.entries(numbers).flatMap(
      ([part, value]) => value !== void 0 && Number.isFinite(value) ? [[part, value]] : []
    )
  );
}
function digitsFor(part, ours, theirs) {
  const values = [ours.get(part), theirs?.get(part)];
  return formatFor(
    values,
    values.map((value) => [value, 2])
  );
}
function numberTable(ours, theirs, rows) {
  return {
    kind: "table",
    caption: `Calibration on ${formatCount(rows)} rows, in 15 bins`,
    columns: [
      { title: "", align: "left" },
      ...theirs ? [{ title: "baseline", align: "right" }] : [],
      { title: "this change", align: "right" }
    ],
    rows: [...ours].map(([part, value]) => {
      const format = digitsFor(part, ours, theirs);
      return [[titles[part]], ...theirs ? [[format.value(theirs.get(part))]] : [], [format.value(value)]];
    })
  };
}
function measurementsOf(role, numbers) {
  const help = "How true the probabilities of a model are.";
  return [...numbers].map(([part, value]) => ({ name: "gate_calibration", help, labels: { part, role }, value }));
}

// packages/gate/src/fairness/disparities.ts
var disparities = {
  demographic_parity_difference: {
    kind: "difference",
    rates: [selectionRate],
    of: (groups) => demographicParityDifference(groups)
  },
  demographic_parity_ratio: { kind: "ratio", rates: [selectionRate], of: (groups) => demographicParityRatio(groups) },
  equalized_odds_difference: {
    kind: "difference",
    rates: [truePositiveRate, falsePositiveRate],
    of: (groups) => equalizedOddsDifference(groups)
  },
  equalized_odds_ratio: {
    kind: "ratio",
    rates: [truePositiveRate, falsePositiveRate],
    of: (groups) => equalizedOddsRatio(groups)
  },
  equal_opportunity_difference: {
    kind: "difference",
    rates: [truePositiveRate],
    of: (groups) => equalOpportunityDifference(groups)
  },
  equal_opportunity_ratio: { kind: "ratio", rates: [truePositiveRate], of: (groups) => equalOpportunityRatio(groups) }
};
var disparityNames = Object.keys(disparities);

// packages/gate/src/fairness/group-cells.ts
var width = 8;
function groupCells(groupOfRow, groups, answers, rowWeights) {
  const { candidate, baseline: baseline2 = candidate } = answers;
  const rows = new Float64Array(groups);
  const weights = new Float64Array(groups * width);
  const cellOfRow = groupOfRow.map((group, row) => {
    const isPositive = Number(candidate.truth[row] === candidate.positive);
    const ours = Number(candidate.predicted[row] === candidate.positive);
    const theirs = Number(baseline2.predicted[row] === baseline2.positive);
    const cell = group * width + 4 * isPositive + 2 * ours + theirs;
    rows[group] = rows[group] + 1;
    weights[cell] = weights[cell] + (rowWeights?.[row] ?? 1);
    return cell;
  });
  return { groups, rows, weights, cellOfRow };
}
function countsOf(weights, group, role) {
  const sum = (isPositive, said) => {
    const base = group * width + 4 * isPositive;
    const [a, b] = role === "candidate" ? [2 * said, 2 * said + 1] : [said, said + 2];
    return weights[base + a] + weights[base + b];
  };
  return {
    truePositives: sum(1, 1),
    falsePositives: sum(0, 1),
    trueNegatives: sum(0, 0),
    falseNegatives: sum(1, 0)
  };
}
function cellDrawer(cells, design) {
  const { clusters, rowWeights, seed } = design;
  const drawn = new Float64Array(cells.weights.length);
  const open3 = Array.from({ length: width }, (_, cell) => cell).filter(
    (cell) => design.isPaired || (cell >> 1 & 1) === (cell & 1)
  );
  if (clusters === void 0 && rowWeights === void 0) {
    const draws = Array.from(cells.rows, (rows, group) => {
      const chances = cells.weights.slice(group * width, (group + 1) * width);
      for (const cell of open3) chances[cell] = chances[cell] + 2 / open3.length;
      return countDrawer(rows, chances);
    });
    return (number) => {
      const stream = resampleStream(seed, number);
      for (const [group, draw] of draws.entries()) draw(stream, drawn.subarray(group * width, (group + 1) * width));
      return drawn;
    };
  }
  const units = clusters?.count ?? cells.cellOfRow.length;
  const counts3 = new Uint8Array(units);
  const pseudo = Array.from(cells.rows, (rows, group) => {
    const weight2 = cells.weights.slice(group * width, (group + 1) * width).reduce((sum, one) => sum + one, 0) / rows;
    return {
      weight: weight2,
      draw: countDrawer(
        2,
        Float64Array.from({ length: width }, (_, cell) => Number(open3.includes(cell)))
      )
    };
  });
  const extra = new Float64Array(width);
  return (number) => {
    const stream = resampleStream(seed, number);
    drawMultiplicities(stream, counts3);
    drawn.fill(0);
    for (let row = 0; row < cells.cellOfRow.length; row++) {
      const times = counts3[clusters ? clusters.groupOfRow[row] : row];
      const cell = cells.cellOfRow[row];
      drawn[cell] = drawn[cell] + times * (rowWeights?.[row] ?? 1);
    }
    for (const [group, { weight: weight2, draw }] of pseudo.entries()) {
      draw(stream, extra);
      for (let cell = 0; cell < width; cell++) {
        const place = group * width + cell;
        drawn[place] = drawn[place] + weight2 * extra[cell];
      }
    }
    return drawn;
  };
}
function obstacleToDraws({ clusters }) {
  if (clusters === void 0 || clusters.count >= fewestGroups) return void 0;
  return `data.group has ${clusters.count} groups, and at least ${fewestGroups} are needed`;
}

// packages/gate/src/fairness/disparity-interval.ts
function disparityIntervals(disparity2, cells, design, points, settings) {
  const obstacle = obstacleToDraws(design);
  const method = design.clusters ? "cluster" : "cells";
  if (obstacle !== void 0) {
    const none = {
      method,
      difference: points.candidate - (points.baseline ?? 0),
      undefinedShare: 0,
      reason: obstacle
    };
    return { interval: { reason: obstacle }, change: points.baseline === void 0 ? void 0 : none };
  }
  const { resamples } = settings;
  const { groups } = cells;
  const drawn = disparity2.rates.map(() => Array.from({ length: groups }, () => new Float64Array(resamples)));
  const changes = new Float64Array(resamples);
  const draw = cellDrawer(cells, design);
  for (let number = 0; number < resamples; number++) {
    const weights = draw(number);
    for (const [place, rate] of disparity2.rates.entries()) {
      for (let group = 0; group < groups; group++) {
        const of = drawn[place]?.[group];
        of[number] = rate(countsOf(weights, group, "candidate"));
      }
    }
    if (points.baseline === void 0) continue;
    changes[number] = disparityIn(disparity2, weights, groups, "candidate") - disparityIn(disparity2, weights, groups, "baseline");
  }
  const units = design.clusters?.count ?? cells.rows.reduce((sum, rows) => sum + rows, 0);
  return {
    interval: pairwiseInterval(disparity2, cells, drawn, units, settings.alpha),
    change: points.baseline === void 0 ? void 0 : resampledConfidence({
      method,
      difference: points.candidate - points.baseline,
      differences: changes,
      units
    })
  };
}
function disparityIn(disparity2, weights, groups, role) {
  const found = disparity2.rates.map((rate) => {
    let smallest2 = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < groups; group++) {
      const value = rate(countsOf(weights, group, role));
      smallest2 = Math.min(smallest2, value);
      largest = Math.max(largest, value);
    }
    return disparity2.kind === "difference" ? largest - smallest2 : smallest2 / largest;
  });
  return disparity2.kind === "difference" ? Math.max(...found) : Math.min(...found);
}
function pairwiseInterval({ kind, rates: rates2 }, cells, drawn, units, alpha) {
  const { groups } = cells;
  const claims = groups * (groups - 1) * rates2.length;
  let low = 0;
  let high = 0;
  for (const [place, rate] of rates2.entries()) {
    const own = Array.from({ length: groups }, (_, group) => rate(countsOf(cells.weights, group, "candidate")));
    for (let a = 0; a < groups; a++) {
      for (let b = a + 1; b < groups; b++) {
        const confidence = pairConfidence(kind, { own, drawn: drawn[place] }, [a, b], units);
        if ("reason" in confidence) return { reason: confidence.reason };
        high = Math.max(high, confidence.upper(alpha), -confidence.lower(alpha));
        low = Math.max(low, confidence.lower(alpha / claims), -confidence.upper(alpha / claims));
      }
    }
  }
  if (kind === "difference") return { low, high: Math.min(1, high) };
  return { low: asRatio(high), high: asRatio(low) };
}
function pairConfidence(kind, { own, drawn }, [a, b], units) {
  const signed = (x, y) => kind === "difference" ? x - y : (x - y) / (x + y);
  const others = drawn[b];
  return resampledConfidence({
    method: "cells",
    difference: signed(own[a], own[b]),
    differences: drawn[a].map((value, number) => signed(value, others[number])),
    units
  });
}
function asRatio(apart2) {
  const within2 = Math.min(1, Math.max(0, apart2));
  return (1 - within2) / (1 + within2);
}

// packages/gate/src/fairness/judge-disparity.ts
function changeDecision(measured, alpha) {
  const { change: change2, maxRegression, isIdentical } = measured;
  if (maxRegression === void 0 || change2 === void 0 || "reason" in change2 || isIdentical) return void 0;
  const direction = measured.kind === "difference" ? "minimize" : "maximize";
  return decide(change2, { direction, margin: maxRegression, alpha });
}
function judgeDisparity(measured, changeVerdict, terms) {
  const { name } = measured;
  const obstacle = obstacleTo3(measured);
  if (obstacle) return { name, ...obstacle };
  const judged = [judgeLimit2(measured), judgeChange(measured, changeVerdict, terms)].filter((one) => one !== void 0);
  if (judged.length === 0) return void 0;
  const verdict = worstVerdict(judged.map((one) => one.verdict));
  const worst = judged.find((one) => one.verdict === verdict);
  return worst && { name, ...worst };
}
function obstacleTo3({ name, small, minRows: minRows2, candidate, flaw }) {
  if (flaw !== void 0) return { verdict: "error", reason: `${name} cannot be judged: ${flaw}` };
  if (small.length > 0) {
    const wanted = `at least ${formatCount(minRows2)} wanted`;
    return { verdict: "inconclusive", reason: `${name} has too few rows to judge in ${small.join(", ")}; ${wanted}` };
  }
  if (candidate.undefinedBecause === void 0) return void 0;
  return { verdict: "inconclusive", reason: `${name} is undefined: ${candidate.undefinedBecause}` };
}
function judgeLimit2(measured) {
  const { name, kind, limit: limit4, confident: confident2, candidate, interval } = measured;
  if (limit4 === void 0) return void 0;
  const { value } = candidate;
  const format = formatOfDisparity(measured);
  const bounds2 = "reason" in interval ? void 0 : interval;
  const range = bounds2 ? ` (${format.value(bounds2.low)} to ${format.value(bounds2.high)})` : "";
  const wanted = `${kind === "difference" ? "at most" : "at least"} ${formatLimit(limit4)} wanted`;
  const reason = `${name} is ${format.value(value)}${range}, ${wanted}`;
  const isKept = (bound) => kind === "difference" ? bound <= limit4 : bound >= limit4;
  if (!confident2) return { verdict: isKept(value) ? "pass" : "fail", reason };
  if ("reason" in interval) {
    return { verdict: "inconclusive", reason: `${reason} for certain: undecided, because ${interval.reason}` };
  }
  const [worse, better] = kind === "difference" ? [interval.high, interval.low] : [interval.low, interval.high];
  return {
    verdict: isKept(worse) ? "pass" : isKept(better) ? "inconclusive" : "fail",
    reason: `${reason} for certain`
  };
}
function judgeChange(measured, verdict, { ifMissing, alpha }) {
  const { name, kind, maxRegression, baseline: baseline2, candidate, change: change2, isIdentical } = measured;
  if (maxRegression === void 0) return void 0;
  if (baseline2 === void 0) {
    return ifMissing === "absolute-only" ? void 0 : { verdict: "fail", reason: `${name}: there is no baseline to compare with, and the policy wants one` };
  }
  const format = formatOfDisparity(measured);
  if (isIdentical) {
    return { verdict: "pass", reason: `${name} stays at ${format.value(candidate.value)}: it is the same model` };
  }
  if (baseline2.undefinedBecause !== void 0) {
    return { verdict: "inconclusive", reason: `${name} of the baseline is undefined: ${baseline2.undefinedBecause}` };
  }
  const allowed = `allowed ${kind === "difference" ? "+" : "−"}${formatLimit(maxRegression)}`;
  const moved = `${name} went from ${format.value(baseline2.value)} to ${format.value(candidate.value)}`;
  if (change2 === void 0 || "reason" in change2 || verdict === void 0) {
    const why = change2 && "reason" in change2 ? change2.reason : "it was not compared";
    return { verdict: "inconclusive", reason: `${moved}, ${allowed}: undecided, because ${why}` };
  }
  const bounds2 = `${format.change(change2.lower(alpha))} to ${format.change(change2.upper(alpha))}`;
  const shown3 = `${moved} (Δ ${format.change(change2.difference)}, interval ${bounds2}), ${allowed}`;
  return { verdict, reason: verdict === "inconclusive" ? `${shown3}: these rows cannot decide` : shown3 };
}
function formatOfDisparity({ candidate, baseline: baseline2, interval, limit: limit4 }) {
  return formatOf(
    {
      values: [candidate.value, baseline2?.value],
      interval: "reason" in interval ? void 0 : interval
    },
    { values: limit4 === void 0 ? [] : [limit4], change: void 0 }
  );
}

// packages/gate/src/fairness/fairness-blocks.ts
var rates = [
  { title: "predicted positive", rows: "rows", name: "selection_rate", of: selectionRate },
  { title: "true positive rate", rows: "positive rows", name: "true_positive_rate", of: truePositiveRate },
  { title: "false positive rate", rows: "negative rows", name: "false_positive_rate", of: falsePositiveRate }
];
function fairnessTitle(by, findings) {
  const worst = ["error", "fail", "inconclusive"].find(
    (verdict) => findings.some((finding) => finding.verdict === verdict)
  );
  const outcomes = { error: "cannot be judged", fail: "too far apart", inconclusive: "undecided" };
  const outcome = findings.length === 0 ? "not judged" : worst === void 0 ? "within limits" : outcomes[worst];
  return `Fairness by ${by.join(", ")}: ${outcome}`;
}
function fairnessBlocks(groupings, findings, { alpha, resamples }) {
  const all = groupings.flatMap(({ disparities: disparities2 }) => disparities2);
  const isCompared = all.some(({ baseline: baseline2 }) => baseline2 !== void 0);
  const level = formatLimit(Number(((1 - alpha) * 100).toFixed(6)));
  return [
    disparityTable(all, findings, isCompared),
    ...groupings.flatMap((grouping) => [groupTable(grouping, isCompared), ...rateCharts(grouping)]),
    paragraph(
      `Intervals are of the candidate’s value, from ${formatCount(resamples)} resamples of the groups’ counts, each bound one-sided at ${level} %. A rate without rows to tell it is ${noNumber}: undefined, neither fair nor unfair.`
    )
  ];
}
function disparityTable(all, findings, isCompared) {
  return {
    kind: "table",
    columns: [
      { title: "", align: "center" },
      { title: "Disparity", align: "left" },
      ...isCompared ? [{ title: "baseline", align: "right" }] : [],
      { title: "this change (interval)", align: "right" },
      { title: "allowed", align: "right" }
    ],
    rows: all.map((measured) => {
      const { name, disparity: disparity2, by, candidate, baseline: baseline2, interval } = measured;
      const finding = findings.find((one) => one.name === name);
      const format = formatOfDisparity(measured);
      const bounds2 = "reason" in interval ? "" : ` (${format.value(interval.low)} to ${format.value(interval.high)})`;
      return [
        finding ? [{ kind: "verdict", verdict: finding.verdict }] : [noNumber],
        [`${disparity2} by `, code(by)],
        ...isCompared ? [[format.value(baseline2?.value)]] : [],
        [`${format.value(candidate.value)}${bounds2}`],
        [allowedOf(measured)]
      ];
    })
  };
}
function allowedOf({ kind, limit: limit4, confident: confident2, maxRegression }) {
  const [sign, worse] = kind === "difference" ? ["≤", "+"] : ["≥", "−"];
  return [
    ...limit4 === void 0 ? [] : [`${sign} ${formatLimit(limit4)}${confident2 ? " for certain" : ""}`],
    ...maxRegression === void 0 ? [] : [maxRegression === 0 ? "no loss" : `${worse}${formatLimit(maxRegression)}`]
  ].join(", ");
}
function groupTable({ by, groups, minRows: minRows2 }, isCompared) {
  const format = formatFor([1], []);
  return {
    kind: "table",
    caption: `Groups by ${by}${isCompared ? ", in brackets the baseline" : ""}`,
    columns: [
      { title: "Group", align: "left" },
      { title: "rows", align: "right" },
      { title: "positive", align: "right" },
      ...rates.map(({ title }) => ({ title, align: "right" }))
    ],
    rows: groups.map(({ name, rows, candidate, baseline: baseline2 }) => [
      [code(name)],
      [`${formatCount(rows)}${rows < minRows2 ? ` of ${formatCount(minRows2)} wanted` : ""}`],
      [candidate ? formatCount(candidate.truePositives + candidate.falseNegatives) : noNumber],
      ...rates.map(({ of }) => {
        const before = baseline2 ? ` (${format.value(of(baseline2))})` : "";
        return [`${format.value(candidate && of(candidate))}${before}`];
      })
    ])
  };
}
function rateCharts({ by, groups }) {
  const format = formatFor([1], []);
  const isCompared = groups.some(({ baseline: baseline2 }) => baseline2 !== void 0);
  return rates.flatMap(({ title, rows, of }) => {
    const values = groups.map(({ candidate }) => candidate ? of(candidate) : Number.NaN);
    if (!values.some(Number.isFinite)) return [];
    const theirs = groups.map(({ baseline: baseline2 }) => baseline2 ? of(baseline2) : Number.NaN);
    return [
      {
        kind: "chart",
        title: `${title.charAt(0).toUpperCase()}${title.slice(1)} by ${by}`,
        summary: `${groups.map(({ name }, index) => `${name}: ${format.value(values[index])}${isCompared ? `, baseline ${format.value(theirs[index])}` : ""}`).join("; ")}.`,
        chart: {
          type: "bars",
          x: `share of the group’s ${rows} that are predicted positive`,
          categories: groups.map(({ name }) => name),
          series: [{ name: "this change", values }, ...isCompared ? [{ name: "baseline", values: theirs }] : []]
        }
      }
    ];
  });
}
function fairnessMeasurements(groupings) {
  const measurements = groupings.flatMap(({ by, groups, disparities: disparities2 }) => [
    ...groups.flatMap(
      ({ name: group, candidate, baseline: baseline2 }) => Object.entries({ candidate, baseline: baseline2 }).flatMap(
        ([role, counts3]) => counts3 === void 0 ? [] : rates.map(({ name, of }) => ({
          name: "gate_group_rate",
          help: "A rate of one group of the test rows.",
          labels: { by, group, rate: name, role },
          value: of(counts3)
        }))
      )
    ),
    ...disparities2.flatMap(
      ({ disparity: disparity2, candidate, baseline: baseline2 }) => Object.entries({ candidate, baseline: baseline2 }).flatMap(
        ([role, measured]) => measured === void 0 ? [] : [
          {
            name: "gate_disparity",
            help: "How far groups of the test rows are apart.",
            labels: { by, disparity: disparity2, role },
            value: measured.value
          }
        ]
      )
    )
  ]);
  return measurements.filter(({ value }) => Number.isFinite(value));
}

// packages/gate/src/fairness/examine-fairness.ts
var mostGroups = 40;
function examineFairness(input) {
  const { fairness } = input.gate;
  if (fairness === void 0) return void 0;
  const demanded = demandedOf(fairness);
  if (input.gate.baseline === void 0 && demanded.some(({ demand: demand2 }) => demand2.max_regression !== void 0)) {
    throw new ConfigurationError("gate.baseline: missing. max_regression needs a model to compare with: write from.");
  }
  const answers = judgedAnswers(input);
  const { classes } = answers.candidate;
  if (classes.length !== 2) {
    throw new ConfigurationError(
      `gate.fairness: is for two classes, and ${classes.length === 0 ? "there are none" : `there are ${classes.length}`}. Remove it.`
    );
  }
  const { confidence } = input.gate;
  const alpha = 1 - (confidence?.level ?? gateDefaults.level);
  const settings = { alpha, resamples: confidence?.resamples ?? gateDefaults.resamples };
  const groupings = fairness.by.map((by) => measureGrouping(by, fairness, input, answers, settings));
  const all = groupings.flatMap((grouping) => grouping.disparities);
  const decisions = all.map((measured) => changeDecision(measured, alpha));
  const family = decisions.filter((decision) => decision !== void 0);
  const { verdicts } = decideFamily(family, alpha);
  const terms = { alpha, ifMissing: input.gate.baseline?.if_missing ?? gateDefaults.ifMissing };
  const findings = all.flatMap((measured, index) => {
    const decision = decisions[index];
    const verdict = decision && verdicts[family.indexOf(decision)];
    return judgeDisparity(measured, verdict, terms) ?? [];
  });
  return {
    kind: "fairness",
    title: fairnessTitle(fairness.by, findings),
    findings,
    blocks: fairnessBlocks(groupings, findings, settings),
    measurements: fairnessMeasurements(groupings),
    details: groupings.map(({ by, groups, disparities: measured }) => ({
      by,
      groups,
      disparities: measured.map(({ disparity: disparity2, candidate, baseline: baseline2, interval }) => ({
        disparity: disparity2,
        candidate: candidate.undefinedBecause ?? candidate.value,
        baseline: baseline2 && (baseline2.undefinedBecause ?? baseline2.value),
        interval
      }))
    }))
  };
}
function demandedOf(fairness) {
  const demanded = disparityNames.flatMap((name) => {
    const demand2 = fairness[name];
    return demand2 === void 0 ? [] : [{ name, demand: demand2 }];
  });
  if (demanded.length === 0) {
    throw new ConfigurationError(`gate.fairness: demands nothing. Name at least one of ${disparityNames.join(", ")}.`);
  }
  for (const { name, demand: demand2 } of demanded) {
    if (demand2.min === void 0 && demand2.max === void 0 && demand2.max_regression === void 0) {
      const limit4 = disparities[name].kind === "difference" ? "max" : "min";
      throw new ConfigurationError(`gate.fairness.${name}: demands nothing. Say ${limit4} or max_regression.`);
    }
  }
  return demanded;
}
function measureGrouping(by, fairness, input, answers, settings) {
  const { test, columns: columns2 = {}, conditions = /* @__PURE__ */ new Map(), gate } = input;
  const slices2 = groupsOf(test, by, conditions, "gate.fairness.by: groups");
  if (slices2.length > mostGroups) {
    throw new ConfigurationError(
      `gate.fairness.by: ${JSON.stringify(by)} makes ${slices2.length} groups, and at most ${mostGroups} are compared. Name a coarser column or a condition.`
    );
  }
  const ours = answers.candidate.labels;
  const theirs = answers.baseline?.labels;
  const flaw = answers.candidate.flaw ?? (ours ? answers.baseline?.flaw : "there are no labels");
  const minRows2 = fairness.min_rows ?? fairnessDefaults.minRows;
  const small = slices2.filter(({ rows }) => rows.length < minRows2).map(({ slice, rows }) => `${slice.label} (${rows.length})`);
  const cells = ours && flaw === void 0 ? cellsOf(slices2, ours, theirs, input) : void 0;
  const group = columns2.group === void 0 ? void 0 : keysOf(test, columns2.group, "data.group");
  const isIdentical = input.baseline?.identical ?? false;
  const design = {
    clusters: group && groupsBy(group),
    rowWeights: sampleWeights(input),
    isPaired: theirs !== void 0 && !isIdentical,
    seed: gate.confidence?.seed ?? gateDefaults.seed
  };
  const names = slices2.map(({ slice }) => slice.label);
  const counted2 = (role) => new Map(cells && names.map((name, place) => [name, countsOf(cells.weights, place, role)]));
  const [candidate, baseline2] = [counted2("candidate"), theirs === void 0 ? void 0 : counted2("baseline")];
  return {
    by,
    minRows: minRows2,
    groups: slices2.map(({ slice, rows }) => ({
      name: slice.label,
      rows: rows.length,
      candidate: candidate.get(slice.label),
      baseline: baseline2?.get(slice.label)
    })),
    disparities: demandedOf(fairness).map(({ name, demand: demand2 }) => {
      const disparity2 = disparities[name];
      const point = disparity2.of(candidate);
      const other = baseline2 && disparity2.of(baseline2);
      const isOpen = cells !== void 0 && small.length === 0 && point.undefinedBecause === void 0;
      const isCompared = isOpen && other !== void 0 && other.undefinedBecause === void 0 && !isIdentical;
      const { interval, change: change2 } = isOpen ? disparityIntervals(
        disparity2,
        cells,
        design,
        { candidate: point.value, baseline: isCompared ? other.value : void 0 },
        settings
      ) : { interval: { reason: "it was not measured" }, change: void 0 };
      return {
        name: `${name} by ${by}`,
        by,
        disparity: name,
        kind: disparity2.kind,
        limit: demand2.max ?? demand2.min,
        confident: demand2.confident ?? false,
        maxRegression: demand2.max_regression,
        small,
        minRows: minRows2,
        candidate: point,
        baseline: other,
        flaw,
        interval,
        change: change2,
        isIdentical
      };
    })
  };
}
function cellsOf(slices2, candidate, baseline2, input) {
  const groupOfRow = new Int32Array(input.test.rows);
  for (const [place, { rows }] of slices2.entries()) for (const row of rows) groupOfRow[row] = place;
  return groupCells(groupOfRow, slices2.length, { candidate, baseline: baseline2 }, sampleWeights(input));
}

// packages/gate/src/weak-slices/feature-bins.ts
var noBin = 255;
var cuts = 9;
var mostValues = 60;
var fewNumbers = 12;
function featureBins(table, columns2, rows) {
  return columns2.flatMap((name) => {
    const column2 = table.columns.get(name);
    if (!column2) throw new RangeError(`no column ${name}.`);
    const bins2 = column2.kind === "number" ? numberBins(name, column2, table.rows, rows) : void 0;
    const made = bins2 ?? categoryBins(name, column2, table.rows, rows);
    return made.slices.length < 2 ? [] : [made];
  });
}
function categoryBins(name, column2, tableRows, rows) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const text = textAt(column2, row);
    counts3.set(text, (counts3.get(text) ?? 0) + 1);
  }
  const frequent = [...counts3].sort(([, a], [, b]) => b - a).slice(0, mostValues);
  const values = frequent.map(([value]) => value);
  const codes = new Map(values.map((value, code2) => [value, code2]));
  const binOf = Uint8Array.from({ length: tableRows }, (_, row) => codes.get(textAt(column2, row)) ?? noBin);
  const slices2 = values.map((value, code2) => ({
    bins: [code2],
    condition: value === null ? { kind: "missing", column: name } : { kind: "equals", column: name, value }
  }));
  return { column: name, count: values.length, binOf, slices: slices2 };
}
function numberBins(name, column2, tableRows, rows) {
  const { values } = column2;
  const sorted = Float64Array.from(rows, (row) => values[row]).filter((value) => !Number.isNaN(value)).sort();
  const hasMissing = sorted.length < rows.length;
  if (new Set(sorted.subarray(0, 1e5)).size <= fewNumbers) return void 0;
  const quantiles = Array.from(
    { length: cuts },
    (_, cut) => sorted[Math.floor((cut + 1) * sorted.length / (cuts + 1))]
  );
  const edges = [...new Set(quantiles)].filter((edge) => edge !== void 0 && edge > sorted[0]);
  const missing3 = edges.length + 1;
  const binOf = Uint8Array.from({ length: tableRows }, (_, row) => {
    const value = values[row];
    if (Number.isNaN(value)) return hasMissing ? missing3 : noBin;
    let bin = 0;
    while (bin < edges.length && value >= edges[bin]) bin++;
    return bin;
  });
  const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);
  const slices2 = edges.flatMap((limit4, index) => [
    { bins: range(index + 1, edges.length + 1), condition: { kind: "at-least", column: name, limit: limit4 } },
    { bins: range(0, index + 1), condition: { kind: "below", column: name, limit: limit4 } }
  ]);
  if (!hasMissing) return { column: name, count: edges.length + 1, binOf, slices: slices2 };
  const without2 = { bins: [missing3], condition: { kind: "missing", column: name } };
  return { column: name, count: edges.length + 2, binOf, slices: [...slices2, without2] };
}

// packages/gate/src/weak-slices/search-slices.ts
var beam = 12;
var worthwhile = 2;
function worstSlice(features, losses, rows, options) {
  const all = totalsOf(losses, rows);
  let level = [{ conditions: [], rows, z: 0 }];
  const found = [];
  for (let depth = 1; depth <= options.depth; depth++) {
    const deeper = /* @__PURE__ */ new Map();
    for (const parent of level) {
      for (const child of childrenOf(parent, features, losses, all, options.minRows)) {
        const key = JSON.stringify([...child.conditions.map((condition) => JSON.stringify(condition))].sort());
        if (!deeper.has(key)) deeper.set(key, child);
      }
    }
    level = [...deeper.values()].sort((a, b) => b.z - a.z).slice(0, beam).map(({ conditions, z, pickRows }) => ({ conditions, z, rows: pickRows() }));
    found.push(...level);
  }
  const [worst] = found.sort((a, b) => b.z - a.z || a.conditions.length - b.conditions.length);
  return worst && worst.z >= worthwhile ? worst : void 0;
}
function totalsOf(losses, rows) {
  let sum = 0;
  let squares = 0;
  for (const row of rows) {
    const loss = losses[row];
    sum += loss;
    squares += loss * loss;
  }
  return { count: rows.length, sum, squares };
}
function childrenOf(parent, features, losses, all, minRows2) {
  const taken = new Set(parent.conditions.map(({ column: column2 }) => column2));
  const whole = totalsOf(losses, parent.rows);
  return features.flatMap((feature) => {
    if (taken.has(feature.column)) return [];
    const bins2 = binTotals(feature, losses, parent.rows);
    return feature.slices.flatMap(({ bins: members, condition }) => {
      const inside = sumTotals(members.map((bin) => bins2[bin]));
      if (inside.count < minRows2 || whole.count - inside.count < 1) return [];
      if (zOf(inside, whole) < worthwhile) return [];
      const z = zOf(inside, all);
      if (z <= parent.z * 0.7) return [];
      const pickRows = () => {
        const isIn = new Uint8Array(256);
        for (const bin of members) isIn[bin] = 1;
        return parent.rows.filter((row) => isIn[feature.binOf[row]] === 1);
      };
      return [{ conditions: [...parent.conditions, condition], z, pickRows }];
    });
  });
}
function binTotals(feature, losses, rows) {
  const count2 = new Float64Array(256);
  const sum = new Float64Array(256);
  const squares = new Float64Array(256);
  for (const row of rows) {
    const bin = feature.binOf[row];
    if (bin === noBin) continue;
    const loss = losses[row];
    count2[bin] = count2[bin] + 1;
    sum[bin] = sum[bin] + loss;
    squares[bin] = squares[bin] + loss * loss;
  }
  return Array.from({ length: feature.count }, (_, bin) => ({
    count: count2[bin],
    sum: sum[bin],
    squares: squares[bin]
  }));
}
function sumTotals(parts) {
  return parts.reduce((a, b) => ({ count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares }), {
    count: 0,
    sum: 0,
    squares: 0
  });
}
function zOf(inside, whole) {
  const rest = {
    count: whole.count - inside.count,
    sum: whole.sum - inside.sum,
    squares: whole.squares - inside.squares
  };
  if (rest.count < 2 || inside.count < 2) return 0;
  const difference2 = inside.sum / inside.count - rest.sum / rest.count;
  const error = Math.sqrt(varianceOf(inside) / inside.count + varianceOf(rest) / rest.count);
  if (difference2 === 0) return 0;
  return error === 0 ? Math.sign(difference2) * Number.MAX_VALUE : difference2 / error;
}
function varianceOf({ count: count2, sum, squares }) {
  return Math.max(0, squares - sum * sum / count2) / (count2 - 1);
}

// packages/gate/src/weak-slices/slice-condition.ts
function conditionsInWords(conditions) {
  return conditions.map(inWords).join(" and ");
}
function inWords(condition) {
  const { column: column2 } = condition;
  switch (condition.kind) {
    case "equals":
      return `${column2} = ${condition.value}`;
    case "missing":
      return `${column2} is missing`;
    case "at-least":
      return `${column2} ≥ ${formatLimit(condition.limit)}`;
    case "below":
      return `${column2} < ${formatLimit(condition.limit)}`;
  }
}
function conditionsInSql(conditions, table) {
  return conditions.map((condition) => inSql(condition, table)).join(" and ");
}
function inSql(condition, table) {
  const name = /^[a-z_][a-z0-9_]*$/.test(condition.column) ? condition.column : quoteName(condition.column);
  switch (condition.kind) {
    case "equals":
      return table.columns.get(condition.column)?.kind === "string" ? `${name} = ${quoteText(condition.value)}` : `${name} = ${condition.value}`;
    case "missing":
      return `${name} is null`;
    case "at-least":
      return `${name} >= ${condition.limit}`;
    case "below":
      return `${name} < ${condition.limit}`;
  }
}
function rowsThatMeet(conditions, table, rows) {
  const tests = conditions.map((condition) => testOf(condition, table.columns.get(condition.column)));
  return rows.filter((row) => tests.every((test) => test(row)));
}
function testOf(condition, column2) {
  if (!column2) throw new RangeError(`no column ${condition.column}.`);
  switch (condition.kind) {
    case "equals":
      return (row) => textAt(column2, row) === condition.value;
    case "missing":
      return (row) => textAt(column2, row) === null;
    case "at-least":
      return (row) => Number(column2.values[row]) >= condition.limit;
    case "below":
      return (row) => Number(column2.values[row]) < condition.limit;
  }
}

// packages/gate/src/weak-slices/find-weak-slices.ts
var mostTested = 10;
function findWeakSlices(table, losses, rows, options) {
  const [search, test] = halvesOf(rows, options);
  const features = featureBins(table, options.columns, search);
  const searched2 = [];
  for (let left = search; searched2.length < mostTested; ) {
    const worst = worstSlice(features, losses, left, options);
    if (worst === void 0) break;
    searched2.push(worst.conditions);
    left = without(left, worst.rows);
  }
  let untold = test;
  const tested = searched2.flatMap((conditions) => {
    const inside = rowsThatMeet(conditions, table, test);
    const outside = without(test, inside);
    const left = untold;
    untold = without(left, inside);
    const whole = pOfWorse(losses, inside, outside, options);
    const alone = pOfWorse(losses, rowsThatMeet(conditions, table, left), untold, options);
    return whole === void 0 || alone === void 0 ? [] : [{ conditions, inside, outside, p: Math.max(whole, alone) }];
  });
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  const found = tested.flatMap(({ conditions, inside, outside }, index) => {
    const adjustedP = adjusted[index];
    if (adjustedP > options.falseDiscoveryRate) return [];
    return [
      {
        conditions,
        words: conditionsInWords(conditions),
        sql: conditionsInSql(conditions, table),
        rows: rowsThatMeet(conditions, table, rows),
        tested: inside,
        elsewhere: outside,
        mean: sampleMoments(losses, inside).mean,
        meanElsewhere: sampleMoments(losses, outside).mean,
        adjustedP
      }
    ];
  });
  return { found, tested: tested.length };
}
function pOfWorse(losses, inside, outside, { minRows: minRows2, clusters }) {
  if (inside.length < Math.max(2, minRows2) || outside.length < 2) return void 0;
  const here = momentsOf(losses, inside, clusters);
  const elsewhere = momentsOf(losses, outside, clusters);
  return here === void 0 || elsewhere === void 0 ? void 0 : welchTest(here, elsewhere).pGreater;
}
function without(rows, others) {
  const isOther = new Set(others);
  return rows.filter((row) => !isOther.has(row));
}
function halvesOf(rows, { seed, clusters }) {
  if (clusters === void 0) return seededHalves(rows, seed);
  const all = Uint32Array.from(new Set(Array.from(rows, (row) => clusters[row]))).sort();
  const first = new Set(seededHalves(all, seed)[0]);
  const isFirst = (row) => first.has(clusters[row]);
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))];
}
function momentsOf(losses, rows, clusters) {
  if (clusters === void 0) return sampleMoments(losses, rows);
  const sums = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const cluster = clusters[row];
    const { sum, count: count2 } = sums.get(cluster) ?? { sum: 0, count: 0 };
    sums.set(cluster, { sum: sum + losses[row], count: count2 + 1 });
  }
  const means = Float64Array.from(sums.values(), ({ sum, count: count2 }) => sum / count2);
  return means.length < 2 ? void 0 : sampleMoments(means, Uint32Array.from(means.keys()));
}

// packages/gate/src/weak-slices/row-losses.ts
var smallest = Number.EPSILON;
function rowLosses(metric2, answers) {
  const { labels, probabilities, values } = answers;
  const asShare = (meanLoss) => 1 - meanLoss;
  const asItIs = (meanLoss) => meanLoss;
  switch (metric2) {
    case "accuracy":
      return labels && {
        losses: Float64Array.from(labels.truth, (truth, row) => Number(truth !== labels.predicted[row])),
        metricOf: asShare
      };
    case "recall": {
      const positive = labels?.positive;
      if (labels === void 0 || positive === void 0) return void 0;
      const loss = (truth, row) => truth === positive ? Number(labels.predicted[row] !== positive) : Number.NaN;
      return { losses: Float64Array.from(labels.truth, loss), metricOf: asShare };
    }
    case "log_loss":
      return probabilities && {
        losses: Float64Array.from(probabilities.truth, (truth, row) => {
          const chance = probabilities.probabilities[row * probabilities.classes + truth];
          return -Math.log(Math.min(1, Math.max(smallest, chance)));
        }),
        metricOf: asItIs
      };
    case "mae":
    case "mse":
      return values && {
        losses: Float64Array.from(values.truth, (truth, row) => {
          const error = Math.abs(truth - values.predicted[row]);
          return metric2 === "mae" ? error : error * error;
        }),
        metricOf: asItIs
      };
  }
}

// packages/gate/src/weak-slices/weak-slice-blocks.ts
var mostShown = 5;
function inNumbers(against, rows, of) {
  const { value, elsewhere, baseline: baseline2 } = of;
  const [here, there] = changesOf(of);
  const distance2 = against === "rest" ? value - elsewhere : here;
  const format = formatFor([value, elsewhere, baseline2], [[distance2, 2]]);
  const measured = `${format.value(value)}, n = ${formatCount(rows)}`;
  if (against === "baseline") {
    return `${measured} (baseline ${format.value(baseline2)}: ${format.change(here)}, elsewhere ${format.change(there)})`;
  }
  return `${measured} (elsewhere ${format.value(elsewhere)}${baseline2 === void 0 ? "" : `, baseline ${format.value(baseline2)}`})`;
}
function changesOf({ value, elsewhere, baseline: baseline2, baselineElsewhere }) {
  return [
    baseline2 === void 0 ? void 0 : value - baseline2,
    baselineElsewhere === void 0 ? void 0 : elsewhere - baselineElsewhere
  ];
}
function weakSliceBlocks(shown3, how) {
  const tables = [
    ["baseline", "Lost more against the baseline than elsewhere"],
    ["rest", "Worse than all other rows"]
  ];
  const sampled = how.looked < how.rows ? ` of ${formatCount(how.looked)} rows drawn from ${formatCount(how.rows)}` : "";
  return [
    ...tables.flatMap(([kind, caption]) => {
      const slices2 = shown3.filter(({ against }) => against === kind);
      const first = slices2.length > mostShown ? `; the first ${mostShown} of ${formatCount(slices2.length)}` : "";
      return slices2.length === 0 ? [] : [sliceTable(kind, `${caption}${first}`, slices2.slice(0, mostShown), how.metric)];
    }),
    ...how.problems.map((problem) => paragraph(`Not searched: ${problem}.`)),
    paragraph(
      `Searched for on one half${sampled}, by ${formatCount(how.columns.length)} ${how.columns.length === 1 ? "column" : "columns"} and at most ${how.depth} conditions; the numbers are of the other half. Of all slices found, ${formatLimit(how.falseDiscoveryRate * 100)} % may be there by chance. The SQL can be put under `,
      code("slices"),
      " of a metric, to be judged from then on."
    )
  ];
}
function sliceTable(against, caption, slices2, metric2) {
  const numbers = slices2.flatMap(({ value, elsewhere, baseline: baseline2 }) => [value, elsewhere, baseline2]);
  const distances = slices2.map((slice) => [changesOf(slice)[0], 1]);
  const format = formatFor(numbers, against === "baseline" ? distances : []);
  const isCompared = slices2.some(({ baseline: baseline2 }) => baseline2 !== void 0);
  const columns2 = [
    ["n", ({ rows }) => [formatCount(rows)]],
    ...isCompared ? [["baseline", ({ baseline: baseline2 }) => [format.value(baseline2)]]] : [],
    [metric2, ({ value }) => [format.value(value)]],
    ...against === "rest" ? [["elsewhere", ({ elsewhere }) => [format.value(elsewhere)]]] : [
      ["Δ", (slice) => [format.change(changesOf(slice)[0])]],
      ["Δ elsewhere", (slice) => [format.change(changesOf(slice)[1])]]
    ]
  ];
  return {
    kind: "table",
    caption,
    columns: [
      { title: "Slice", align: "left" },
      ...columns2.map(([title]) => ({ title, align: "right" })),
      { title: "SQL", align: "left" }
    ],
    rows: slices2.map((slice) => [[slice.words], ...columns2.map(([, cell]) => cell(slice)), [code(slice.sql)]])
  };
}

// packages/gate/src/weak-slices/examine-weak-slices.ts
var mostRows = 4e4;
var mostCells = 4e6;
var fewestRows = 2e3;
function examineWeakSlices(input, of) {
  const section = input.gate.weak_slices;
  if (section === false) return void 0;
  const settings = settingsOf2(section ?? {}, input, of);
  const searched2 = searchesOf(input, settings);
  const shown3 = searched2.flatMap(({ shown: slices2 }) => slices2);
  if (section === void 0 && shown3.length === 0) return void 0;
  const problems = searched2.flatMap(({ problem }) => problem ?? []);
  const findings = settings.onFound === "report" ? [] : findingsOf(settings.onFound, shown3, searched2);
  return {
    kind: "weak_slices",
    title: `Weak slices: ${shown3.length === 0 ? problems.length > 0 ? "not searched for" : "none found" : `${formatCount(shown3.length)} found`}`,
    findings,
    blocks: weakSliceBlocks(shown3, { ...settings, problems, rows: input.test.rows, looked: settings.rows.length }),
    measurements: [
      {
        name: "gate_weak_slices",
        help: "Slices found in which the candidate is worse than elsewhere, or lost more than elsewhere.",
        labels: {},
        value: shown3.length
      }
    ],
    details: {
      metric: settings.metric,
      rows: settings.rows.length,
      tested: searched2.map(({ against, tested }) => ({ against, tested })),
      found: shown3,
      problems
    }
  };
}
function settingsOf2(section, input, of) {
  const { test, task, columns: columns2 = {}, gate } = input;
  const missing3 = section.columns?.find((name) => !test.columns.has(name));
  if (missing3 !== void 0) {
    throw new ConfigurationError(
      `gate.weak_slices.columns: the test data have no column ${JSON.stringify(missing3)}. They have ${[...test.columns.keys()].join(", ")}.`
    );
  }
  const isValued = task === "regression" || task === "forecast";
  const seed = gate.confidence?.seed ?? gateDefaults.seed;
  const group = columns2.group === void 0 ? void 0 : groupsBy(keysOf(test, columns2.group, "data.group"));
  const metric2 = section.metric ?? (isValued ? "mae" : "accuracy");
  const looked = weakSliceColumns(input, of);
  return {
    metric: metric2,
    columns: looked,
    depth: section.depth ?? weakSlicesDefaults.depth,
    minRows: section.min_rows ?? weakSlicesDefaults.minRows,
    falseDiscoveryRate: section.false_discovery_rate ?? weakSlicesDefaults.falseDiscoveryRate,
    onFound: section.on_found ?? weakSlicesDefaults.onFound,
    against: section.against ?? weakSlicesDefaults.against,
    seed,
    clusters: group?.groupOfRow,
    rows: sampledRows(test.rows, looked.length, seed)
  };
}
function weakSliceColumns({ gate, test, label, columns: columns2 = {} }, { features, exclude }) {
  const named = gate.weak_slices ? gate.weak_slices.columns : void 0;
  const known = features?.filter((name) => test.columns.has(name)) ?? [];
  const others = /* @__PURE__ */ new Set([label, ...Object.values(columns2), ...exclude]);
  return named ?? (known.length > 0 ? known : [...test.columns.keys()].filter((name) => !others.has(name)));
}
function sampledRows(rows, columns2, seed) {
  const most = Math.min(mostRows, Math.max(fewestRows, Math.floor(mostCells / Math.max(1, columns2))));
  if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
  return seededPermutations(seed)(rows).slice(0, most).sort();
}
function searchesOf(input, settings) {
  const { candidate, baseline: baseline2 } = judgedAnswers(input);
  const flaw = candidate.flaw ?? baseline2?.flaw;
  const ours = flaw === void 0 ? rowLosses(settings.metric, candidate) : void 0;
  const theirs = flaw === void 0 && baseline2 ? rowLosses(settings.metric, baseline2) : void 0;
  const none = (against, problem, isAccepted = false) => {
    return { against, tested: 0, shown: [], problem, isAccepted };
  };
  return settings.against.map((against) => {
    if (ours === void 0) return none(against, flaw ?? `the candidate gives no answers for ${settings.metric}`);
    if (against === "rest") return searched(against, ours.losses, ours, theirs, input, settings);
    if (baseline2 === void 0) {
      const isAccepted = input.gate.baseline === void 0 || input.gate.baseline.if_missing === "absolute-only";
      return none(against, "there is no baseline to compare with", isAccepted);
    }
    if (theirs === void 0) return none(against, `the baseline gives no answers for ${settings.metric}`);
    if (input.baseline?.identical) return { against, tested: 0, shown: [], problem: void 0, isAccepted: true };
    const lost = ours.losses.map((loss, row) => loss - theirs.losses[row]);
    return searched(against, lost, ours, theirs, input, settings);
  });
}
function searched(against, losses, ours, theirs, input, settings) {
  const rows = settings.rows.filter((row) => !Number.isNaN(losses[row]));
  const search = rows.length < 2 ? { found: [], tested: 0 } : findWeakSlices(input.test, losses, rows, settings);
  const worse = search.found.filter(({ mean: mean2 }) => against === "rest" || mean2 > 0);
  return {
    against,
    tested: search.tested,
    shown: worse.map((slice) => shownSlice(against, slice, ours, theirs, settings.metric)),
    problem: void 0,
    isAccepted: true
  };
}
function shownSlice(against, slice, ours, theirs, metric2) {
  const meanOf2 = ({ losses, metricOf }, rows) => metricOf(rows.reduce((sum, row) => sum + losses[row], 0) / rows.length);
  const value = meanOf2(ours, slice.tested);
  const elsewhere = meanOf2(ours, slice.elsewhere);
  const baseline2 = theirs && meanOf2(theirs, slice.tested);
  const baselineElsewhere = theirs && meanOf2(theirs, slice.elsewhere);
  const told = { value, elsewhere, baseline: baseline2, baselineElsewhere };
  return {
    against,
    words: slice.words,
    sql: slice.sql,
    rows: slice.tested.length,
    ...told,
    adjustedP: slice.adjustedP,
    sentence: `${slice.words}: ${metric2} ${inNumbers(against, slice.tested.length, told)}`
  };
}
function findingsOf(verdict, shown3, searched2) {
  const impossible = searched2.filter(({ problem, isAccepted }) => problem !== void 0 && !isAccepted);
  const findings = [
    ...impossible.map(
      ({ against, problem }) => ({
        name: `weak slices against the ${against}`,
        verdict: "error",
        reason: `weak slices against the ${against} cannot be searched for: ${problem}`
      })
    ),
    ...shown3.map(({ against, words: words7, sentence }) => {
      const name = `weak slice ${words7} (against the ${against})`;
      return { name, verdict, reason: `${name}: ${sentence.slice(words7.length + 2)}` };
    })
  ];
  if (findings.length > 0) return findings;
  return [{ name: "weak slices", verdict: "pass", reason: "weak slices were not found" }];
}

// packages/gate/src/examine-answers.ts
function examineAnswers(input, of) {
  const groups = [examineFairness(input), examineWeakSlices(input, of), examineCalibration(input)];
  return groups.filter((group) => group !== void 0);
}
function recordedJudgement(judgement) {
  return {
    ...judgement,
    examinations: judgement.examinations.map(({ kind, findings, details }) => ({ kind, findings, details }))
  };
}

// packages/gate/src/findings.ts
function withFindings(judgement, examinations) {
  const found = examinations.flatMap(({ findings }) => findings);
  const verdict = worstVerdict([judgement.verdict, ...found.map((finding) => finding.verdict)]);
  return {
    ...judgement,
    verdict,
    inconclusivePasses: verdict === "inconclusive" && judgement.onInconclusive === "pass",
    examinations: [...judgement.examinations, ...examinations]
  };
}
function findingChecks({ examinations }) {
  return examinations.flatMap(({ findings }) => findings).map(({ name, verdict, reason }) => ({ name, verdict, message: reason, severity: "error" }));
}
var urgency = { error: 0, fail: 1, inconclusive: 2, pass: 3 };
function worstFindingsFirst({ examinations }) {
  return examinations.flatMap(({ findings }) => findings).sort((a, b) => urgency[a.verdict] - urgency[b.verdict]);
}
function worstExaminationsFirst({ examinations }) {
  const worst = ({ findings }) => Math.min(3, ...findings.map(({ verdict }) => urgency[verdict]));
  return [...examinations].sort((a, b) => worst(a) - worst(b));
}

// packages/gate/src/report/gate-table.ts
var urgency2 = { error: 0, fail: 1, inconclusive: 2, unjudged: 3, pass: 4 };
function worstFirst(gates) {
  return [...gates].sort(
    (a, b) => urgency2[a.verdict] - urgency2[b.verdict] || Number(a.slice !== void 0) - Number(b.slice !== void 0) || (a.slice ? gainOf(a) - gainOf(b) : 0)
  );
}
function gainOf(gate) {
  return (gate.direction === "maximize" ? 1 : -1) * (gate.difference ?? 0);
}
function gateTable(gates, baselineName) {
  const compared = [{ title: "Δ (interval)", align: "right" }];
  const columns2 = [
    { title: "", align: "center" },
    { title: "Gate", align: "left" },
    ...baselineName === void 0 ? [] : [{ title: baselineName, align: "right" }],
    { title: "this change", align: "right" },
    ...baselineName === void 0 ? [] : compared,
    { title: "allowed", align: "right" },
    { title: "", align: "left" }
  ];
  return { kind: "table", columns: columns2, rows: gates.map((gate) => rowOf(gate, baselineName !== void 0)) };
}
function rowOf(gate, compared) {
  const format = gateFormat(gate);
  return [
    gate.verdict === "unjudged" ? [noNumber] : [{ kind: "verdict", verdict: gate.verdict }],
    nameInlines(gate, " · "),
    ...compared ? [[format.value(gate.baseline)]] : [],
    [format.value(gate.candidate)],
    ...compared ? [changeOf(gate, format)] : [],
    [gate.conditions.map((condition) => allowedOf2(condition, gate)).join(", ")],
    [wordOf(gate)]
  ];
}
function nameInlines(gate, between) {
  return gate.slice ? [`${gate.label}${between}`, code(gate.slice.label)] : [gate.label];
}
function gateFormat(gate) {
  const { candidate, baseline: baseline2, interval, difference: difference2 } = gate;
  const values = gate.conditions.flatMap(
    ({ kind, limit: limit4 }) => (kind === "min" || kind === "max") && limit4 !== void 0 ? [limit4] : []
  );
  return formatOf({ values: [candidate, baseline2], interval, difference: difference2 }, { values, change: allowedChangeOf(gate) });
}
function allowedChangeOf(gate) {
  const loss = gate.conditions.find(({ kind }) => kind === "max_regression")?.limit;
  if (loss === void 0 || loss === 0) return loss;
  return gate.direction === "maximize" ? -loss : loss;
}
function changeOf(gate, format) {
  if (gate.difference === void 0) return [noNumber];
  const change2 = format.change(gate.difference);
  if (!gate.interval || gate.equal) return [change2];
  const { low, high } = gate.interval;
  return [`${change2} (${format.change(low)}, ${format.change(high)}) `, intervalOf2(gate, gate.difference, low, high)];
}
function intervalOf2(gate, value, low, high) {
  const better = gate.direction === "maximize" ? "higher" : "lower";
  return { kind: "interval", low, value, high, limit: allowedChangeOf(gate), better };
}
function allowedOf2(condition, gate) {
  const certain = condition.confident ? " for certain" : "";
  if (condition.kind === "min") return `≥ ${condition.demanded}${certain}`;
  if (condition.kind === "max") return `≤ ${condition.demanded}${certain}`;
  const since = condition.kind === "max_total_regression" ? " since the anchor" : "";
  if (/^0%?$/.test(condition.demanded)) return `no loss${since}`;
  return `${gate.direction === "maximize" ? "−" : "+"}${condition.demanded}${since}`;
}
function wordOf(gate) {
  const deciding = gate.conditions.findLast((condition) => condition.verdict === gate.verdict);
  switch (gate.verdict) {
    case "error":
      return "cannot be judged";
    case "unjudged":
      return "not judged: no baseline";
    case "fail":
      if (deciding?.kind === "min") return "too low";
      if (deciding?.kind === "max") return "too high";
      if (deciding?.kind === "max_total_regression") return deciding.comparison ? "worse than the anchor" : "no anchor";
      return gate.baseline === void 0 ? "no baseline" : "worse";
    case "inconclusive":
      if (gate.rows === void 0) return "undecided";
      if (gate.rows < gate.minRows)
        return `too few ${gate.unit}: ${formatCount(gate.rows)} of ${formatCount(gate.minRows)}`;
      if (deciding?.kind === "min" || deciding?.kind === "max") return "undecided";
      if (!deciding?.comparison?.interval) return "undecided: no interval";
      return gate.rowsNeeded === void 0 ? `undecided: ${formatCount(gate.rows)} ${gate.unit}` : `undecided: ${formatCount(gate.rows)} ${gate.unit}, about ${formatAbout(gate.rowsNeeded)} needed`;
    case "pass":
      if (gate.equal) return "the same model";
      return isBetter(gate) ? "better" : "within";
  }
}
function isBetter(gate) {
  if (!gate.interval) return false;
  return gate.direction === "maximize" ? gate.interval.low > 0 : gate.interval.high < 0;
}

// packages/gate/src/pictures/slice-heat.ts
var mostFlatMetrics = 3;
var mostFlatSlices = 12;
function sliceHeat(gates) {
  const sliced2 = worstFirst(gates.filter(({ slice }) => slice !== void 0));
  const slices2 = [...new Set(sliced2.map(({ slice }) => slice?.label ?? ""))];
  const metrics = [...new Set(gates.filter(({ slice }) => slice !== void 0).map(({ label }) => label))];
  if (slices2.length < 2) return [];
  const compared = gates.some(({ difference: difference2 }) => difference2 !== void 0);
  const bySlice = Map.groupBy(sliced2, ({ slice }) => slice?.label ?? "");
  const columns2 = [["all rows", gates.filter(({ slice }) => slice === void 0)], ...bySlice];
  const cellsOf2 = columns2.map(([label, of]) => ({
    label,
    cells: metrics.map((metric2) => cellOf(of.find((gate) => gate.label === metric2)))
  }));
  const failed = slices2.filter((name) => bySlice.get(name)?.some(({ verdict }) => verdict === "fail"));
  const isFlat = metrics.length <= mostFlatMetrics && slices2.length <= mostFlatSlices;
  const title = compared ? "Change by slice and metric" : "Value by slice and metric";
  return [
    {
      kind: "chart",
      title,
      summary: `${failed.length} of ${slices2.length} slices fail${failed.length > 0 ? `: ${failed.slice(0, 10).join(", ")}` : ""}.`,
      chart: {
        type: "matrix",
        ...compared ? {
          note: "Δ against the baseline, and below it the value of this change; the darker, the more of what is allowed."
        } : {},
        panels: [
          isFlat ? {
            title,
            corner: "metric",
            columns: cellsOf2.map(({ label }) => label),
            rows: metrics.map((label, index) => ({
              label,
              cells: cellsOf2.map(({ cells }) => cells[index])
            }))
          } : { title, corner: "slice", columns: metrics, rows: cellsOf2 }
        ]
      }
    }
  ];
}
function cellOf(gate) {
  if (gate === void 0) return { text: noNumber, tone: "better", strength: 0 };
  const { candidate, difference: difference2, verdict } = gate;
  const { value, change: change2 } = gateFormat(gate);
  const mark = verdict === "unjudged" ? {} : { verdict };
  if (difference2 === void 0) {
    const strength2 = verdict === "fail" || verdict === "error" ? 1 : 0;
    return { text: value(candidate), tone: "worse", strength: strength2, ...mark };
  }
  const gain = (gate.direction === "maximize" ? 1 : -1) * difference2;
  const allowed = Math.abs(allowedChangeOf(gate) ?? 0);
  const strength = gain === 0 ? 0 : allowed === 0 ? 1 : Math.abs(gain) / (2 * allowed);
  return {
    text: change2(difference2),
    note: value(candidate),
    tone: gain < 0 ? "worse" : "better",
    strength: Math.min(1, strength),
    ...mark
  };
}

// packages/gate/src/report/decision-details.ts
function decisionDetails(judgement, context) {
  const { scoredBy: scoredBy2 } = judgement;
  const items = [
    ["candidate: ", ...fileOf(context.candidate), `, ${scorer(scoredBy2.candidate)}`],
    context.baseline ? ["baseline: ", ...fileOf(context.baseline), ...scoredBy2.baseline ? [`, ${scorer(scoredBy2.baseline)}`] : []] : ["baseline: none"],
    context.testData ? ["test data: ", ...fileOf(context.testData), `, ${formatCount(judgement.rows ?? 0)} rows`] : ["test data: none; the metrics were measured elsewhere, and nothing is known of how sure they are"],
    ["policy: ", ...typeof context.policy === "string" ? [context.policy] : context.policy],
    ...comparisonOf2(judgement),
    ...thresholdOf2(judgement),
    ...undefinedResamplesOf(judgement),
    [
      Object.entries(context.versions).map(([name, version2]) => `${name} ${version2}`).join(" · ")
    ],
    ...context.notes ?? []
  ];
  const blocks = [{ kind: "list", items: items.filter((item) => item.some((inline) => inline !== "")) }];
  if (context.repeat !== void 0) blocks.push({ kind: "code", text: context.repeat, language: "sh" });
  return fold(
    context.repeat === void 0 ? "How this was decided" : "How this was decided, and how to repeat it",
    ...blocks
  );
}
function fileOf(file) {
  return [code(file.name), " ", code(shortDigest(file.digest))];
}
function scorer(by) {
  return by === "mlgate" ? "scored here" : "scores as declared by their file";
}
function thresholdOf2({ threshold }) {
  if (threshold === void 0) return [];
  const { candidate, baseline: baseline2 } = threshold;
  const other = baseline2 === void 0 || baseline2 === candidate ? "" : ` (of the baseline: ${formatLimit(baseline2)})`;
  return [[`a row counts as positive from a probability of ${formatLimit(candidate)}${other}`]];
}
var methods = {
  tango: "Tango’s score interval for paired proportions",
  delong: "DeLong’s variance of areas under ROC curves",
  "paired-t": "Student’s t on paired differences",
  cells: "paired bootstrap of the table of (label, candidate, baseline)",
  rows: "paired bootstrap of rows",
  cluster: "paired bootstrap of groups",
  blocks: "moving-block bootstrap of the series",
  numbers: "resamples that the metric gave itself",
  points: "as they stand: nothing is known of how sure the numbers are",
  alike: "score interval for rows on which two models that answer alike may differ"
};
function comparisonOf2({ level, resamples, seed, gates, comparisons: comparisons2 }) {
  const compared = gates.flatMap(({ conditions }) => conditions.flatMap(({ comparison }) => comparison ?? []));
  const used = Object.entries(methods).filter(([method]) => compared.some((one) => one.method === method));
  if (used.length === 0) return [];
  if (used.every(([method]) => method === "points")) {
    return [
      [`comparison: ${methods.points}`],
      ["rule: passes when the change as measured is allowed, and fails otherwise"]
    ];
  }
  const percent2 = (share3) => `${formatLimit(Number((share3 * 100).toFixed(6)))} %`;
  const resampled = compared.some(({ method }) => ["cells", "rows", "cluster", "blocks"].includes(method));
  const draws = resampled ? `; ${formatCount(resamples)} resamples, seed ${seed}` : "";
  const correction = comparisons2 > 1 ? `; a gate fails when that holds among all ${formatCount(comparisons2)} comparisons (Holm), and passes by itself` : "";
  return [
    [
      `comparison on the same rows: ${used.map(([, words7]) => words7).join("; ")}${draws}; each bound is one-sided at ${percent2(level)}, so the interval shown is the two-sided ${percent2(2 * level - 1)} one`
    ],
    [
      `rule: passes when even the worse bound of the change is allowed, fails when even the better one is not, undecided between${correction}; min and max judge the measured value unless the policy asks for the bound`
    ]
  ];
}
function undefinedResamplesOf({ gates, resamples }) {
  const shareOf = ({ conditions }) => Math.max(0, ...conditions.map(({ comparison }) => comparison?.undefinedShare ?? 0));
  const affected = gates.filter((gate) => shareOf(gate) > 0);
  if (affected.length === 0) return [];
  const worst = Math.round(resamples * Math.max(...affected.map(shareOf)));
  const names = affected.length === 1 ? `${affected[0]?.name}` : `${formatCount(affected.length)} gates`;
  return [
    [
      `in up to ${formatCount(worst)} resamples the metric was undefined (${names}); each was counted against both bounds`
    ]
  ];
}

// packages/gate/src/report/gate-charts.ts
var mostRows2 = 40;
var farthest = 4;
function forestCharts(gates) {
  const all = worstFirst(gates).flatMap(placed);
  const shown3 = all.slice(0, mostRows2);
  if (shown3.length === 0) return [];
  const ends = shown3.flatMap(({ row }) => [row.low, row.high]).filter(Number.isFinite);
  const within2 = (value) => Math.max(-farthest, Math.min(farthest, value));
  const range = [within2(Math.min(-1.5, ...ends) * 1.05), within2(Math.max(0.5, ...ends) * 1.05)];
  const rest = shown3.length < all.length ? `, the worst ${shown3.length} of ${formatCount(all.length)}` : "";
  const counts3 = ["fail", "inconclusive", "pass"].map(
    (verdict) => [verdict, all.filter(({ row }) => row.verdict === verdict).length]
  );
  return [
    {
      kind: "chart",
      title: `Change against the baseline, and what is allowed${rest}`,
      summary: `Of ${formatCount(all.length)} gates with an interval ${counts3.map(([verdict, count2]) => `${formatCount(count2)} ${words[verdict]}`).join(", ")}. ${shown3.slice(0, 10).map(({ row }) => `${row.label}: ${row.note}`).join("; ")}.`,
      chart: {
        type: "forest",
        scale: "Change in units of the loss that each gate allows: 0 is the baseline, the line at −1 the limit, better is to the right. Where no loss is allowed, the line is at 0 and the interval’s longer side is one unit. An interval wholly in the shade is worse than allowed, one across its edge undecided.",
        range,
        rows: shown3.map(({ row }) => row)
      }
    }
  ];
}
var words = { fail: "lie beyond their limit", inconclusive: "are undecided", pass: "pass" };
function placed(gate) {
  const { interval, difference: difference2, verdict, equal } = gate;
  const allowed = allowedChangeOf(gate);
  if (!interval || difference2 === void 0 || verdict === "unjudged" || allowed === void 0 || equal) return [];
  const sign = gate.direction === "maximize" ? 1 : -1;
  const oriented = [interval.low * sign, interval.high * sign];
  const [low, high] = [Math.min(...oriented), Math.max(...oriented)];
  const unit = Math.abs(allowed) || Math.max(Math.abs(low), Math.abs(high)) || 1;
  const { change: change2 } = gateFormat(gate);
  const row = {
    label: gate.name,
    note: `${change2(difference2)} (${change2(interval.low)}, ${change2(interval.high)}), ${allowed === 0 ? "no loss allowed" : `allowed ${change2(allowed)}`}`,
    low: low / unit,
    value: difference2 * sign / unit,
    high: high / unit,
    limit: allowed === 0 ? 0 : -1,
    verdict
  };
  return [{ gate, row }];
}

// packages/gate/src/report/gate-measurements.ts
function gateChecks(gates) {
  return gates.map((gate) => ({
    name: gate.name,
    verdict: gate.verdict === "unjudged" ? "inconclusive" : gate.verdict,
    message: gate.conditions.filter((condition) => gate.verdict === "pass" || condition.verdict !== "pass").map((condition) => condition.reason).join("; "),
    severity: gate.verdict === "unjudged" ? "warning" : "error"
  }));
}
function gateMeasurements(judgement) {
  const measurements = judgement.gates.flatMap((gate) => {
    const labels = {
      metric: gate.metric,
      ...gate.average === void 0 ? {} : { average: gate.average },
      ...gate.slice ? { slice_column: gate.slice.column, slice_value: gate.slice.value } : {}
    };
    return [
      sample("gate_metric", "A metric of a model on the test rows.", { ...labels, role: "candidate" }, gate.candidate),
      sample("gate_metric", "A metric of a model on the test rows.", { ...labels, role: "baseline" }, gate.baseline),
      sample("gate_difference", "Candidate minus baseline.", labels, gate.difference),
      sample("gate_difference_low", "Lower bound of the difference.", labels, gate.interval?.low),
      sample("gate_difference_high", "Upper bound of the difference.", labels, gate.interval?.high),
      sample("gate_rows", "Test rows that were judged.", labels, gate.rows),
      sample("gate_passed", "1 when the gate passed, else 0.", labels, gate.verdict === "pass" ? 1 : 0)
    ].flat();
  });
  const { flips } = judgement;
  if (flips) {
    measurements.push(
      ...sample("gate_newly_right", "Answers that were wrong and are right.", {}, flips.newlyRight),
      ...sample("gate_newly_wrong", "Answers that were right and are wrong.", {}, flips.newlyWrong)
    );
  }
  return measurements;
}
function sample(name, help, labels, value) {
  return value === void 0 ? [] : [{ name, help, labels, value }];
}

// packages/gate/src/report/verdict-sentence.ts
function outcomeOf(judgement) {
  const outcomes = {
    pass: "passes",
    fail: "blocked",
    inconclusive: judgement.inconclusivePasses ? "undecided, let through" : "undecided",
    error: "could not be judged"
  };
  return outcomes[judgement.verdict];
}
function verdictSentence(judgement) {
  const judged = judgement.gates.filter((gate) => gate.verdict !== "unjudged");
  if (judged.length === 0) {
    return [strong("Nothing was judged"), ": there is no baseline, and the policy demands no min or max."];
  }
  const [first, ...others] = worstFirst(judged);
  const [found] = worstFindingsFirst(judgement);
  if (judgement.verdict === "pass") return [...passSentence(judged), ...unjudgedSentence(judgement)];
  const isWorst = first.verdict !== judgement.verdict;
  if (found && isWorst) {
    return [strong(found.reason), `. ${afterFinding(judgement)}`, ...unjudgedSentence(judgement)];
  }
  return [
    ...gateSentence(first),
    ` ${restSentence(others, first)}`,
    ...bestSentence(others),
    ...found && found.verdict !== "pass" ? [` Besides, ${found.reason}.`] : [],
    ...judgement.inconclusivePasses ? [" The policy lets an undecided gate through."] : [],
    ...unjudgedSentence(judgement)
  ];
}
function afterFinding(judgement) {
  const more = worstFindingsFirst(judgement).filter(({ verdict }) => verdict !== "pass").length - 1;
  const gates = judgement.gates.filter(({ verdict }) => verdict === "pass").length;
  const others = more === 0 ? "" : `${formatCount(more)} more ${more === 1 ? "finding" : "findings"}; `;
  const passing2 = `${formatCount(gates)} ${gates === 1 ? "gate passes" : "gates pass"}.`;
  return `${others}${passing2}${judgement.inconclusivePasses ? " The policy lets an undecided verdict through." : ""}`;
}
function passSentence(judged) {
  const all = judged.length === 1 ? "The gate passes" : `All ${formatCount(judged.length)} gates pass`;
  const whole = judged.filter((gate) => !gate.slice);
  const telling = whole.find(isBetter) ?? whole[0];
  return telling ? [strong(all), ": ", ...plainSentence(telling)] : [strong(all), "."];
}
function gateSentence(gate) {
  const claim = claimOf(gate);
  return [strong(...nameInlines(gate, " on "), claim), `${afterName(gate).slice(claim.length)}.`];
}
function plainSentence(gate) {
  return [...nameInlines(gate, " on "), `${afterName(gate)}.`];
}
function claimOf(gate) {
  return /^.*?(?= \(|, |: |$)/s.exec(afterName(gate))?.[0] ?? "";
}
function afterName(gate) {
  return gate.reason.startsWith(gate.name) ? gate.reason.slice(gate.name.length) : `: ${gate.reason}`;
}
function restSentence(others, first) {
  const count2 = (verdict) => others.filter((gate) => gate.verdict === verdict).length;
  const parts = [
    phrase(count2("error"), "cannot be judged", "cannot be judged", first.verdict === "error"),
    phrase(count2("fail"), "fails", "fail", first.verdict === "fail"),
    phrase(count2("inconclusive"), "is undecided", "are undecided", first.verdict === "inconclusive")
  ].filter((part) => part !== void 0);
  const passing2 = count2("pass");
  if (others.length === 0) return "It is the only gate.";
  if (parts.length === 0) return passing2 === 1 ? "The other gate passes." : "All other gates pass.";
  const rest = passing2 === 0 ? "" : `; ${formatCount(passing2)} ${passing2 === 1 ? "passes" : "pass"}`;
  return `${parts.join(", ")}${rest}.`;
}
function phrase(count2, one, many, more) {
  if (count2 === 0) return void 0;
  return `${formatCount(count2)} ${more ? "more " : ""}${count2 === 1 ? `gate ${one}` : `gates ${many}`}`;
}
function bestSentence(others) {
  const better = others.find((gate) => !gate.slice && gate.verdict === "pass" && isBetter(gate));
  return better ? [" ", ...nameInlines(better, " on "), `${claimOf(better)}.`] : [];
}
function unjudgedSentence(judgement) {
  const count2 = judgement.gates.flatMap((gate) => gate.conditions).filter(({ verdict }) => verdict === "unjudged").length;
  if (count2 === 0) return [];
  return [` ${formatCount(count2)} ${count2 === 1 ? "comparison was" : "comparisons were"} not judged: no baseline.`];
}

// packages/gate/src/report/gate-report.ts
var fewSlices = 5;
var shownTroubles = 20;
function gateReport(judgement, context) {
  const compared = judgement.gates.some((gate) => gate.baseline !== void 0);
  const baselineName = compared ? context.baselineName ?? "baseline" : void 0;
  const gates = worstFirst(judgement.gates);
  const { shown: shown3, troubles, passing: passing2 } = partition(gates);
  const blocks = [gateTable(shown3, baselineName)];
  if (judgement.flips) blocks.push(flipsSentence(judgement.flips));
  blocks.push(...forestCharts(judgement.gates), ...sliceHeat(judgement.gates), ...context.pictures ?? []);
  if (troubles.length > 0) {
    blocks.push(
      fold(`${formatCount(troubles.length)} more slices that did not pass`, gateTable(troubles, baselineName))
    );
  }
  if (passing2.length > 0) {
    blocks.push(fold(`${formatCount(passing2.length)} slices that pass`, gateTable(passing2, baselineName)));
  }
  for (const { title, blocks: details } of worstExaminationsFirst(judgement)) blocks.push(fold(title, ...details));
  blocks.push(decisionDetails(judgement, context));
  return {
    model: context.model,
    step: context.step,
    verdict: judgement.verdict,
    outcome: outcomeOf(judgement),
    reason: verdictSentence(judgement),
    blocks,
    checks: [...gateChecks(gates), ...findingChecks(judgement)],
    measurements: [
      ...gateMeasurements(judgement),
      ...judgement.examinations.flatMap(({ measurements }) => measurements)
    ]
  };
}
function partition(gates) {
  const passing2 = gates.filter((gate) => gate.slice && gate.verdict === "pass");
  const troubles = gates.filter((gate) => gate.slice && gate.verdict !== "pass").slice(shownTroubles);
  const folded2 = /* @__PURE__ */ new Set([...troubles, ...passing2.length > fewSlices ? passing2 : []]);
  return {
    shown: gates.filter((gate) => !folded2.has(gate)),
    troubles,
    passing: passing2.length > fewSlices ? passing2 : []
  };
}
function flipsSentence({ rows, changed: changed2, newlyRight, newlyWrong }) {
  if (changed2 === 0) return paragraph(`None of the ${formatCount(rows)} answers changed.`);
  return paragraph(
    `${formatCount(changed2)} of ${formatCount(rows)} answers changed: ${formatCount(newlyRight)} newly right, ${formatCount(newlyWrong)} newly wrong.`
  );
}

// packages/gate/src/simulate/simulated-gates.ts
function simulatedGate(source) {
  const { demand: demand2, observed, isIn, name, value } = source;
  const { measure: measure2, margin: margin2, direction } = demand2;
  if (measure2.kind !== "metric" || margin2 === void 0) return void 0;
  const allowed = margin2.kind === "absolute" ? margin2.amount : relativeMargin(margin2.share, value);
  if (allowed === void 0 || !(allowed > 0)) return void 0;
  const { metric: metric2 } = measure2;
  return {
    name,
    value,
    direction,
    margin: allowed,
    compare: (pair) => {
      const picked = isIn ? within(pair, isIn) : pair;
      const models = {
        candidate: gather(observed, picked, "candidate"),
        baseline: gather(observed, picked, "baseline")
      };
      return metricComparison(metric2.name, models, source.parameters);
    }
  };
}
function within(pair, isIn) {
  const places = Uint32Array.from(pair.rows, (_, place) => place).filter(
    (place) => isIn[pair.rows[place]] === 1
  );
  return {
    rows: places.map((place) => pair.rows[place]),
    candidate: places.map((place) => pair.candidate[place]),
    baseline: places.map((place) => pair.baseline[place]),
    spoiled: Uint8Array.from(places, (place) => pair.spoiled[place])
  };
}
function gather(observed, pair, model2) {
  const donors = pair[model2];
  const { rows } = pair;
  switch (observed.kind) {
    case "labels":
      return {
        ...observed,
        truth: Int32Array.from(rows, (row) => observed.truth[row]),
        predicted: Int32Array.from(donors, (row) => observed.predicted[row])
      };
    case "probabilities": {
      const { classes } = observed;
      const probabilities = new Float64Array(rows.length * classes);
      for (let place = 0; place < rows.length; place++) {
        const start = donors[place] * classes;
        for (let column2 = 0; column2 < classes; column2++) {
          probabilities[place * classes + column2] = observed.probabilities[start + column2];
        }
      }
      return { ...observed, truth: Int32Array.from(rows, (row) => observed.truth[row]), probabilities };
    }
    case "values": {
      const predicted = Float64Array.from(donors, (donor, place) => {
        const own = rows[place];
        const meant = observed.predicted[donor];
        if (model2 === "candidate" && pair.spoiled[place] === 1) return meant;
        return observed.truth[own] + meant - observed.truth[donor];
      });
      return { ...observed, truth: Float64Array.from(rows, (row) => observed.truth[row]), predicted };
    }
    default:
      throw new RangeError(`${observed.kind} cannot be simulated row by row.`);
  }
}

// packages/gate/src/simulate/simulate-gate.ts
function simulateGate(input, { disagreement, simulations }) {
  const { task, gate, test } = input;
  if (task !== "classification" && task !== "regression") {
    throw new ConfigurationError(`simulate: is for classification and regression, and the task is ${task}.`);
  }
  if (input.columns?.group !== void 0 || input.columns?.weight !== void 0) {
    throw new ConfigurationError(
      "simulate: rows in groups (data.group) and weighed rows (data.weight) cannot be simulated."
    );
  }
  const answers = answersOf(input, input.candidate, "baseline");
  if (answers.flaw) throw new ConfigurationError(`simulate: ${answers.flaw}.`);
  const demands2 = demandsOf(gate, task);
  const left = [];
  const gates = demands2.flatMap((demand2) => gatesOf(demand2, answers, input, left));
  if (gates.length === 0) {
    const reasons = left.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
    throw new ConfigurationError(
      `simulate: nothing is compared that can be simulated. ${reasons === "" ? "Demand a max_regression above 0." : `${reasons}.`}`
    );
  }
  const strata = strataOf(answers.labels?.truth ?? new Int32Array(test.rows));
  const reanswered = answers.labels ? reansweredFor(disagreement, strata, answers.labels.predicted) : disagreement;
  if (reanswered === void 0) {
    throw new ConfigurationError(
      `simulate: equal models cannot disagree on ${disagreement} of the rows, so little does the baseline's own answer vary. Say a smaller disagreement.`
    );
  }
  const level = gate.confidence?.level ?? gateDefaults.level;
  const seed = gate.confidence?.seed ?? gateDefaults.seed;
  const simulated = simulatePolicy({
    strata,
    gates: gates.map(({ gate: one }) => one),
    alpha: 1 - level,
    reanswered,
    simulations,
    resamples: gate.confidence?.resamples ?? gateDefaults.resamples,
    seed
  });
  return {
    rows: test.rows,
    simulations,
    seed,
    level,
    disagreement,
    gates: simulated.gates.map((result, index) => {
      const { gate: one, rows } = gates[index];
      return { ...result, name: one.name, rows, value: one.value, margin: one.margin, direction: one.direction };
    }),
    falseFail: simulated.falseFail,
    falseBlock: simulated.falseBlock,
    left
  };
}
function gatesOf(demand2, answers, input, left) {
  const { measure: what, margin: margin2 } = demand2;
  if (margin2 === void 0) return [];
  if (what.kind !== "metric") {
    left.push({ name: demand2.key, reason: "only metrics of answers can be simulated" });
    return [];
  }
  const observed = answersFor(answers, what.metric.needs);
  if (!observed) {
    left.push({ name: demand2.key, reason: `it needs ${what.metric.needs}, which the baseline does not give` });
    return [];
  }
  const average = averageFor(demand2, answers.classes, input);
  const parameters = { ...what.parameters, ...average === void 0 ? {} : { average } };
  const prepared = prepareMetric(what.metric.name, observed, parameters);
  const groups = [
    { slice: void 0, rows: void 0 },
    ...demand2.slices.flatMap((by) => slicesOf(input.test, by, input.conditions))
  ];
  return groups.flatMap(({ slice, rows }) => {
    const name = gateName(demandLabel(demand2, average), slice);
    const isIn = rows && memberships(rows, input.test.rows);
    const count2 = rows?.length ?? input.test.rows;
    if (count2 < demand2.minRows) {
      left.push({ name, reason: `it has ${count2} rows, fewer than min_rows: always undecided` });
      return [];
    }
    const { value } = measure(prepared, isIn);
    const gate = simulatedGate({ demand: demand2, name, observed, parameters, isIn, value });
    if (gate === void 0) {
      left.push({ name, reason: "nothing may be lost, so that no number of rows would do" });
      return [];
    }
    return [{ gate, rows: count2 }];
  });
}
function memberships(rows, count2) {
  const isIn = new Uint8Array(count2);
  for (const row of rows) isIn[row] = 1;
  return isIn;
}

// packages/gate/src/simulate/simulation-report.ts
var tolerableShare = 0.2;
function simulationReport(simulation2, context) {
  const { falseBlock, falseFail, gates, rows, disagreement, simulations, seed, level, left } = simulation2;
  const isHard = falseBlock.share > tolerableShare;
  const reason = [
    strong(`A model as good as ${context.baselineName} would not pass in ${percent(falseBlock)} of the runs`),
    `, and be called worse in ${percent(falseFail)}. `,
    isHard ? advice(simulation2) : "The test set is large enough for what the policy asks."
  ];
  const method = [
    `${formatCount(simulations)} test sets of ${formatCount(rows)} rows were drawn from this one, seed ${seed}.`,
    `Equal models answer ${percentOf(disagreement)} of the rows differently: there, one of the two answers as the baseline did for another row of the same class, each as often.`,
    "A worse model answers so many rows as the baseline did for any row that the metric loses what is said.",
    `Verdicts are made as by the gate, at ${percentOf(level)}; ± is the Monte-Carlo standard error.`
  ];
  const blocks = [
    { kind: "table", columns: [...columns], rows: gates.map(rowOf2) },
    ...left.length === 0 ? [] : [fold("Not simulated", { kind: "list", items: left.map(({ name, reason: why }) => [`${name}: ${why}`]) })],
    fold("How this was simulated", ...method.map((sentence) => paragraph(sentence)))
  ];
  return {
    ...context,
    verdict: "pass",
    outcome: isHard ? "the policy asks more than the rows can tell" : "the policy fits the rows",
    reason,
    blocks,
    checks: [],
    measurements: [
      sample2("simulated_false_block", "Share of simulated equal models that do not pass.", falseBlock.share),
      sample2("simulated_false_fail", "Share of simulated equal models that are called worse.", falseFail.share)
    ]
  };
}
var columns = [
  { title: "Gate", align: "left" },
  { title: "rows", align: "right" },
  { title: "baseline", align: "right" },
  { title: "allowed", align: "right" },
  { title: "equal model passes", align: "right" },
  { title: "as bad as allowed passes", align: "right" },
  { title: "twice as bad is stopped", align: "right" },
  { title: "these rows support", align: "right" }
];
function rowOf2(gate) {
  const { name, rows, value, margin: margin2, direction, equal, atMargin, atTwiceMargin, smallestMargin } = gate;
  const sign = direction === "maximize" ? "−" : "+";
  const format = formatFor([value], [[margin2, 2]]);
  return [
    [name],
    [formatCount(rows)],
    [format.value(value)],
    [`${sign}${limit2(margin2)}`],
    [percent(equal.pass)],
    [powerOf(atMargin, "passed")],
    [powerOf(atTwiceMargin, "caught")],
    [smallestMargin === void 0 ? noNumber : `${sign}${limit2(smallestMargin)}`]
  ];
}
function powerOf(power, which) {
  return power === void 0 ? noNumber : percent(power[which]);
}
function advice({ gates }) {
  const worst = gates.reduce((a, b) => b.equal.pass.share < a.equal.pass.share ? b : a);
  const start = `${worst.name} alone stops ${percentOf(1 - worst.equal.pass.share)}`;
  const { smallestMargin, margin: margin2, rows } = worst;
  if (smallestMargin === void 0 || smallestMargin <= margin2)
    return `${start}: fewer gates, or more rows, would help.`;
  const needed = Math.ceil(rows * (smallestMargin / margin2) ** 2);
  return `${start}: allow ${limit2(smallestMargin)} there, or judge on about ${formatCount(Number(needed.toPrecision(2)))} rows.`;
}
function limit2(margin2) {
  const digits = 10 ** (1 - Math.floor(Math.log10(margin2)));
  return formatLimit(Number((Math.ceil(margin2 * digits - 1e-9) / digits).toPrecision(2)));
}
function percent({ share: share3, standardError }) {
  return `${percentOf(share3)} ± ${(standardError * 100).toFixed(1)}`;
}
function percentOf(share3) {
  return `${formatLimit(Number((share3 * 100).toPrecision(share3 > 0.1 ? 3 : 2)))} %`;
}
function sample2(name, help, value) {
  return { name, help, labels: {}, value };
}

// packages/gate/src/answers/answer-columns.ts
function answerColumns(input) {
  const { test, label, candidate } = input;
  const { labels, probabilities, values, classes } = answersOf(input, candidate, "candidate");
  const columns2 = /* @__PURE__ */ new Map();
  const truth = test.columns.get(label);
  if (truth && label.toLowerCase() !== "label") columns2.set("label", truth);
  if (labels) {
    columns2.set("prediction", {
      kind: "string",
      values: Array.from(labels.predicted, (index) => classes[index] ?? null)
    });
  } else if (values) columns2.set("prediction", { kind: "number", values: values.predicted });
  const { positive } = probabilities ?? {};
  if (probabilities && positive !== void 0 && probabilities.classes === 2) {
    columns2.set("score", {
      kind: "number",
      values: Float64Array.from(
        { length: test.rows },
        (_, row) => probabilities.probabilities[row * 2 + positive]
      )
    });
  }
  return columns2;
}

// packages/gate/src/answers/operating-point.ts
function operatingPoint(input, role) {
  const { gate } = input;
  const at = typeof gate.threshold === "object" ? gate.threshold.at : void 0;
  if (at === void 0) throw new RangeError("no operating point is asked for.");
  const { probabilities, flaw } = answersOf({ ...input, gate: { ...gate, threshold: 0.5 } }, input.candidate, role);
  const positive = probabilities?.positive;
  if (flaw !== void 0 || probabilities === void 0 || positive === void 0 || probabilities.classes !== 2) {
    throw new ConfigurationError(
      `gate.threshold.at: the ${role} needs probabilities of two classes on data.validation${flaw === void 0 ? "" : `; ${flaw}`}.`
    );
  }
  const { truth } = probabilities;
  const scores = Float64Array.from(truth, (_, row) => probabilities.probabilities[row * 2 + positive]);
  const order = Uint32Array.from(truth, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const positives = truth.reduce((sum, label) => sum + Number(label === positive), 0);
  if (positives === 0) {
    throw new ConfigurationError("gate.threshold.at: data.validation holds no row of the positive class.");
  }
  let found = 0;
  let lowest;
  for (const [place, row] of order.entries()) {
    if (truth[row] === positive) found++;
    const isEnd = place + 1 === order.length || scores[row] !== scores[order[place + 1]];
    if (!isEnd) continue;
    if (at.recall !== void 0 && found / positives >= at.recall) return scores[row];
    if (at.precision !== void 0 && found / (place + 1) >= at.precision) lowest = scores[row];
  }
  if (lowest !== void 0) return lowest;
  throw new ConfigurationError(
    `gate.threshold.at: the ${role} reaches a precision of ${at.precision} at no threshold on data.validation.`
  );
}

// packages/gate/src/changed-rows.ts
var shownRows = 20;
var longestText2 = 60;
var kinds = ["newly_wrong", "newly_right", "wrong_otherwise"];
var words2 = {
  newly_wrong: "newly wrong",
  newly_right: "newly right",
  wrong_otherwise: "wrong in another way"
};
function changedRows(input, id) {
  if (input.baseline === void 0 || input.baseline.identical) return void 0;
  return flippedRows(input, id) ?? grownErrors(input, id);
}
function changedRowsGroup({ title, table, list }, file) {
  const all = file && paragraph(`All ${formatCount(list?.rows ?? 0)} are in `, code(file.name), " beside the record.");
  return {
    kind: "flips",
    title,
    findings: [],
    blocks: [table, ...all ? [all] : []],
    measurements: [],
    details: { rows: list?.rows, file }
  };
}
function flippedRows(input, id) {
  const { candidate, baseline: baseline2 } = judgedAnswers(input);
  const [ours, theirs] = [candidate.labels, baseline2?.labels];
  if (baseline2 === void 0 || ours === void 0 || theirs === void 0) return void 0;
  const kindOf = (row) => {
    const [now, before, truth] = [ours.predicted[row], theirs.predicted[row], ours.truth[row]];
    if (now === before) return void 0;
    return now === truth ? "newly_right" : before === truth ? "newly_wrong" : "wrong_otherwise";
  };
  const rows = Map.groupBy(Array.from(ours.truth.keys()), kindOf);
  const order = kinds.flatMap((kind) => rows.get(kind) ?? []);
  if (order.length === 0) return void 0;
  const classes = [.../* @__PURE__ */ new Set([...candidate.classes, ...baseline2.classes])].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  const texts = (codes) => ({
    kind: "string",
    values: order.map((row) => classes[codes[row]] ?? null)
  });
  const columns2 = /* @__PURE__ */ new Map([
    ["id", idsOf(input.test, id, order)],
    ["row", { kind: "number", values: Float64Array.from(order, (row) => row + 1) }],
    ["label", texts(ours.truth)],
    ["baseline", texts(theirs.predicted)],
    ["candidate", texts(ours.predicted)],
    ["kind", { kind: "string", values: order.map((row) => kindOf(row) ?? null) }]
  ]);
  const counts3 = kinds.flatMap((kind) => {
    const count2 = rows.get(kind)?.length ?? 0;
    return count2 === 0 ? [] : [`${formatCount(count2)} ${words2[kind]}`];
  });
  const first = order.length > shownRows ? `; the first ${shownRows}` : "";
  return {
    list: { rows: order.length, columns: columns2 },
    title: `Answers that changed: ${counts3.join(", ")}${first}`,
    table: {
      kind: "table",
      columns: ["", id ?? "row", "label", "baseline", "this change"].map((title) => ({ title, align: "left" })),
      rows: order.slice(0, shownRows).map((row, place) => [
        [words2[kindOf(row)]],
        ...["id", "label", "baseline", "candidate"].map((name) => [shownText(columns2.get(name), place)])
      ])
    }
  };
}
function grownErrors(input, id) {
  const { candidate, baseline: baseline2 } = judgedAnswers(input);
  const [ours, theirs] = [candidate.values, baseline2?.values];
  if (ours === void 0 || theirs === void 0 || input.task === "ranking") return void 0;
  const grown = Float64Array.from(ours.truth, (truth, row) => {
    return Math.abs(truth - ours.predicted[row]) - Math.abs(truth - theirs.predicted[row]);
  });
  const order = [...grown.keys()].filter((row) => grown[row] > 0).sort((a, b) => grown[b] - grown[a] || a - b);
  if (order.length === 0) return void 0;
  const shown3 = order.slice(0, shownRows);
  const ids = idsOf(input.test, id, shown3);
  const numbers = [ours.truth, theirs.predicted, ours.predicted, grown];
  const format = formatFor(
    shown3.flatMap((row) => numbers.map((of) => of[row])),
    [[grown[shown3.at(-1) ?? 0], 2]]
  );
  return {
    list: void 0,
    title: `Rows whose error grew most: ${formatCount(shown3.length)} of ${formatCount(order.length)}`,
    table: {
      kind: "table",
      columns: [id ?? "row", "label", "baseline", "this change", "error grew by"].map((title, place) => ({
        title,
        align: place === 0 ? "left" : "right"
      })),
      rows: shown3.map((row, place) => [
        [shownText(ids, place)],
        [format.value(ours.truth[row])],
        [format.value(theirs.predicted[row])],
        [format.value(ours.predicted[row])],
        [format.value(grown[row])]
      ])
    }
  };
}
function idsOf({ columns: columns2 }, id, rows) {
  const column2 = id === void 0 ? void 0 : columns2.get(id);
  switch (column2?.kind) {
    case "number":
      return { kind: "number", values: Float64Array.from(rows, (row) => column2.values[row]) };
    case "string":
      return { kind: "string", values: rows.map((row) => column2.values[row] ?? null) };
    case "boolean":
      return { kind: "boolean", values: rows.map((row) => column2.values[row] ?? null) };
    case void 0:
      return { kind: "number", values: Float64Array.from(rows, (row) => row + 1) };
  }
}
function shownText(column2, row) {
  const text = (column2 && textAt(column2, row)) ?? "–";
  const characters = [...text];
  return code(characters.length > longestText2 ? `${characters.slice(0, longestText2).join("")}…` : text);
}

// packages/gate/src/report/finding-list.ts
function findingList(findings) {
  if (findings.length === 0) return [];
  return [{ kind: "list", items: findings.map(({ verdict, reason }) => [{ kind: "verdict", verdict }, " ", reason]) }];
}

// packages/gate/src/explanations/explanation-blocks.ts
var mostFeatures = 20;
function explanationBlocks({ candidate, baseline: baseline2 }) {
  if (typeof candidate === "string") return [];
  const other = typeof baseline2 === "string" ? void 0 : baseline2;
  const ranked = [...candidate.ranked].sort((a, b) => b.importance - a.importance);
  const features = ranked.slice(0, mostFeatures).map(({ feature }) => feature);
  const left = ranked.length - features.length;
  return [
    {
      kind: "paragraph",
      content: [
        `Mean |Shapley value| of ${formatCount(candidate.rows)} rows against ${formatCount(candidate.background)} background rows (${candidate.method}): how much a feature moves the output. Growth of the mean loss: how much worse the model is when the feature is shuffled.`,
        ...left > 0 ? [` ${formatCount(left)} less important features are not shown.`] : [],
        ...typeof baseline2 === "string" ? [` Not compared with a baseline: ${baseline2}.`] : []
      ]
    },
    tableOf(features, candidate, other),
    chartOf(features, candidate, other)
  ];
}
function tableOf(features, candidate, baseline2) {
  const both = baseline2 === void 0 ? [candidate] : [candidate, baseline2];
  const shown3 = both.flatMap(({ ranked }) => ranked.filter(({ feature }) => features.includes(feature)));
  const sizes = shown3.map(({ importance }) => importance);
  const size = formatFor(sizes, [[Math.min(...sizes.filter((one) => one > 0)), 1]]);
  const growth = formatFor(
    both.flatMap(({ shuffled }) => shuffled.map(({ mean: mean2 }) => mean2)),
    []
  );
  const cells = ({ ranked, shuffled }, feature) => {
    const place = ranked.find((one) => one.feature === feature);
    const lost = shuffled.find((one) => one.feature === feature);
    return [
      place === void 0 ? noNumber : String(place.rank),
      place === void 0 ? noNumber : `${size.value(place.importance)} (${size.value(place.low)} to ${size.value(place.high)})`,
      lost === void 0 ? noNumber : `${growth.change(lost.mean)} (${growth.change(lost.low)} to ${growth.change(lost.high)})`
    ];
  };
  const titles2 = ["rank", "mean |Shapley|", "growth of the loss"].flatMap(
    (title) => baseline2 === void 0 ? [title] : [title, "of the baseline"]
  );
  return {
    kind: "table",
    columns: [{ title: "feature", align: "left" }, ...titles2.map((title) => ({ title, align: "right" }))],
    rows: features.map((feature) => {
      const rows = both.map((model2) => cells(model2, feature));
      return [[feature], ...[0, 1, 2].flatMap((column2) => rows.map((row) => [row[column2] ?? noNumber]))];
    })
  };
}
function chartOf(features, candidate, baseline2) {
  const valuesOf2 = ({ ranked }) => features.map((feature) => ranked.find((one) => one.feature === feature)?.importance ?? 0);
  const { value } = formatFor(valuesOf2(candidate), []);
  return {
    kind: "chart",
    title: "Mean |Shapley value| by feature",
    summary: `The candidate’s most important features: ${features.slice(0, 5).map((feature, index) => `${feature} ${value(valuesOf2(candidate)[index])}`).join(", ")}.`,
    chart: {
      type: "bars",
      x: "mean |Shapley value|",
      categories: features,
      series: [
        { name: "this change", values: valuesOf2(candidate) },
        ...baseline2 ? [{ name: "baseline", values: valuesOf2(baseline2) }] : []
      ]
    }
  };
}

// packages/gate/src/explanations/judge-explanations.ts
function judgeExplanations(section, facts) {
  const { not_in_top: unwanted, max_rank_correlation_drop: maxDrop } = section;
  const findings = [
    ...(unwanted?.features ?? []).map((feature) => topFinding(feature, unwanted?.k ?? 0, facts.candidate)),
    ...maxDrop === void 0 ? [] : dropFindings(maxDrop, facts)
  ];
  const bad = findings.filter(({ verdict }) => verdict !== "pass").length;
  return {
    kind: "explanations",
    title: findings.length === 0 ? "What the model relies on" : `What the model relies on: ${bad === 0 ? "as demanded" : `${bad} of ${findings.length} demands not met`}`,
    findings,
    blocks: [...findingList(findings), ...explanationBlocks(facts)],
    measurements: [["candidate", facts.candidate], ["baseline", facts.baseline]].flatMap(
      ([role, model2]) => typeof model2 === "string" ? [] : model2.ranked.map(({ feature, importance }) => ({
        name: "gate_feature_importance",
        help: "Mean |Shapley value| of a feature on the explained rows.",
        labels: { feature, role },
        value: importance
      }))
    ),
    details: { candidate: facts.candidate, baseline: facts.baseline }
  };
}
function topFinding(feature, k, candidate) {
  const name = `not_in_top ${k}: ${feature}`;
  if (typeof candidate === "string") return { name, verdict: "error", reason: `${name} cannot be judged: ${candidate}` };
  const found = candidate.ranked.find((one) => one.feature === feature);
  if (found === void 0) return { name, verdict: "pass", reason: `${name}: the model does not take it` };
  const of = `of ${candidate.ranked.length} features`;
  if (found.importance === 0) {
    return { name, verdict: "pass", reason: `${name}: it adds nothing in any of the ${candidate.rows} rows explained` };
  }
  const ranks = found.bestRank === found.worstRank ? `rank ${found.rank}` : `rank ${found.rank} (${found.bestRank} to ${found.worstRank})`;
  const verdict = found.worstRank <= k ? "fail" : found.bestRank > k ? "pass" : "inconclusive";
  const top = k === 1 ? "the most important" : `among the ${k} most important`;
  const outcome = {
    fail: `it is ${top}`,
    pass: `it is not ${top}`,
    inconclusive: `whether it is ${top} is open; explain more rows`,
    error: ""
  }[verdict];
  return { name, verdict, reason: `${name}: ${ranks} ${of}; ${outcome}` };
}
var dropName = "max_rank_correlation_drop";
function dropFindings(limit4, { candidate, baseline: baseline2, mayLackBaseline }) {
  const unmeasured2 = (because) => [
    { name: dropName, verdict: "error", reason: `${dropName} cannot be judged: ${because}` }
  ];
  if (typeof candidate === "string") return unmeasured2(candidate);
  if (typeof baseline2 === "string") return mayLackBaseline ? [] : unmeasured2(baseline2);
  const theirs = new Map(baseline2.ranked.map(({ feature, importance }) => [feature, importance]));
  const shared2 = candidate.ranked.filter(({ feature }) => theirs.has(feature));
  if (shared2.length < 3)
    return unmeasured2(`candidate and baseline share ${shared2.length} features, and three are needed`);
  const correlation = spearman(
    Float64Array.from(shared2, ({ importance }) => importance),
    Float64Array.from(shared2, ({ feature }) => theirs.get(feature) ?? 0)
  );
  if (Number.isNaN(correlation)) return unmeasured2("all importances of a model are the same");
  const drop = 1 - correlation;
  const isMet = drop <= limit4;
  const { value } = formatFor([drop, correlation], [[drop - limit4, 1]]);
  const reason = `${dropName}: 1 − ρ is ${value(drop)} (ρ ${value(correlation)}, ${shared2.length} features); ${isMet ? "" : "only "}${formatLimit(limit4)} is allowed`;
  return [{ name: dropName, verdict: isMet ? "pass" : "fail", reason }];
}

// packages/gate/src/explanations/rank-importance.ts
function rankImportance({ features, values }, options) {
  const width2 = features.length;
  const rows = values.length / width2;
  const sizes = values.map(Math.abs);
  const importances = meansOf(sizes, width2, new Uint32Array(rows).fill(1));
  const ranks = ranksOf(importances);
  const resample = seededResampler(options.seed);
  const multiplicities = new Uint32Array(rows);
  const drawnMeans = features.map(() => new Float64Array(options.resamples));
  const drawnRanks = features.map(() => new Float64Array(options.resamples));
  for (let number = 0; number < options.resamples; number++) {
    resample(multiplicities);
    const means = meansOf(sizes, width2, multiplicities);
    const places = ranksOf(means);
    for (let feature = 0; feature < width2; feature++) {
      ;
      drawnMeans[feature][number] = means[feature];
      drawnRanks[feature][number] = places[feature];
    }
  }
  return features.map((feature, index) => {
    const means = drawnMeans[index].sort();
    const places = drawnRanks[index].sort();
    const { alpha } = options;
    return {
      feature,
      importance: importances[index],
      low: linearQuantile(means, alpha),
      high: linearQuantile(means, 1 - alpha),
      rank: ranks[index],
      bestRank: Math.floor(linearQuantile(places, alpha)),
      worstRank: Math.ceil(linearQuantile(places, 1 - alpha))
    };
  });
}
function meansOf(sizes, width2, multiplicities) {
  const means = new Float64Array(width2);
  for (let row = 0; row < multiplicities.length; row++) {
    const times = multiplicities[row];
    if (times === 0) continue;
    for (let feature = 0; feature < width2; feature++) {
      means[feature] = means[feature] + times * sizes[row * width2 + feature];
    }
  }
  return means.map((sum) => sum / multiplicities.length);
}
function ranksOf(importances) {
  return Array.from(
    importances,
    (own) => own === 0 ? importances.length : 1 + importances.reduce((above, other) => above + (other > own ? 1 : 0), 0)
  );
}

// packages/gate/src/judge-measured.ts
function judgeMeasured(input) {
  const { task, gate, candidate, baseline: baseline2, anchor } = input;
  const demands2 = demandsOf(gate, task);
  for (const demand2 of demands2) refuseWhatNeedsRows(demand2);
  refuseExaminations(gate);
  if (demands2.some((demand2) => demand2.margin) && !baseline2 && !gate.baseline) {
    throw new ConfigurationError("gate.baseline: missing. max_regression needs metrics to compare with: write from.");
  }
  const settings = settingsOf(gate);
  const measured = demands2.map((demand2) => {
    const value = valueIn(candidate, demand2);
    const against = (other, role) => {
      if (other === void 0) return void 0;
      const theirs = valueIn(other.metrics, demand2);
      const isComparable = value !== void 0 && theirs !== void 0;
      return {
        value: theirs,
        problem: theirs === void 0 ? missing(demand2, role) : void 0,
        confidence: isComparable ? pointConfidence(other.identical ? "identity" : "points", value - theirs) : void 0
      };
    };
    const label = demandLabel(demand2, void 0);
    return {
      slice: void 0,
      measurement: {
        demand: demand2,
        average: void 0,
        name: label,
        label,
        rows: void 0,
        unit: "rows",
        candidate: value,
        problem: value === void 0 ? missing(demand2, "candidate") : void 0,
        interval: void 0,
        baseline: against(baseline2, "baseline"),
        anchor: demand2.totalMargin && against(anchor, "anchor")
      }
    };
  });
  return {
    ...concludeGates(measured, { task, settings, hasBaseline: baseline2 !== void 0 }),
    rows: void 0,
    threshold: void 0,
    scoredBy: { candidate: "declared", baseline: baseline2 && "declared" },
    flips: void 0
  };
}
function nameIn({ key, measure: measure2 }) {
  return measure2.kind === "measured" ? measure2.name : key;
}
function valueIn(metrics, demand2) {
  const value = metrics.get(nameIn(demand2));
  return value !== void 0 && Number.isFinite(value) ? value : void 0;
}
function missing(demand2, role) {
  return `the ${role}'s metrics have no finite number ${JSON.stringify(nameIn(demand2))}`;
}
function refuseExaminations({ fairness, explanations, robustness, parity, weak_slices: weak }) {
  const weakSlices = weakSlicesDecide(weak) ? weak : void 0;
  const demanded = { fairness, explanations, robustness, parity, "weak_slices.on_found": weakSlices };
  for (const [section, content] of Object.entries(demanded)) {
    if (content === void 0) continue;
    throw new ConfigurationError(
      `gate.${section}: candidate.metrics bring no rows and no model to look at. Hand in predictions or a model instead.`
    );
  }
}
function refuseWhatNeedsRows({ key, slices: slices2, confident: confident2, measure: measure2 }) {
  const where = `gate.metrics.${key}`;
  if (slices2.length > 0) {
    throw new ConfigurationError(
      `${where}.slices: candidate.metrics are of all rows at once. Hand in predictions instead.`
    );
  }
  if (confident2) {
    throw new ConfigurationError(
      `${where}.confident: nothing is known of how sure candidate.metrics are. Hand in predictions instead.`
    );
  }
  if (measure2.kind === "mean_of" || measure2.kind === "module" || measure2.kind === "command") {
    throw new ConfigurationError(
      `${where}: is computed from rows, and candidate.metrics has none. Write measured: <name>.`
    );
  }
}

// packages/gate/src/model-cost.ts
function modelCost(candidate, baseline2, machine) {
  const { latencies } = candidate;
  const theirs = baseline2?.latencies;
  const costs = [
    ...latencies === void 0 ? [] : [
      costOf("latency_p50_ms", quantileOf(latencies, 0.5), theirs && quantileOf(theirs, 0.5)),
      costOf("latency_p95_ms", quantileOf(latencies, 0.95), theirs && quantileOf(theirs, 0.95))
    ],
    ...candidate.sizeBytes === void 0 ? [] : [costOf("model_size_mb", candidate.sizeBytes / 1e6, megabytes(baseline2?.sizeBytes))]
  ];
  if (costs.length === 0) return void 0;
  const how = latencies === void 0 ? [] : [
    `${formatCount(latencies.length)} requests for one row each, the models in turn, one thread each, after a warm-up; ${machine.cpu}, ${formatCount(machine.cores)} cores.`
  ];
  return {
    kind: "cost",
    title: "Latency and size",
    findings: [],
    blocks: [tableOf2(costs), ...how.map((text) => ({ kind: "paragraph", content: [text] }))],
    measurements: [],
    details: { costs, ...latencies === void 0 ? {} : { requests: latencies.length, machine } }
  };
}
function costOf(metric2, candidate, baseline2) {
  return {
    metric: metric2,
    candidate,
    baseline: baseline2,
    ratio: baseline2 === void 0 || baseline2 === 0 ? void 0 : candidate / baseline2
  };
}
function quantileOf(times, probability) {
  return linearQuantile(times.slice().sort(), probability);
}
function megabytes(bytes) {
  return bytes === void 0 ? void 0 : bytes / 1e6;
}
function tableOf2(costs) {
  return {
    kind: "table",
    columns: [
      { title: "metric", align: "left" },
      { title: "candidate", align: "right" },
      { title: "baseline", align: "right" },
      { title: "ratio", align: "right" }
    ],
    rows: costs.map(({ metric: metric2, candidate, baseline: baseline2, ratio: ratio2 }) => {
      const { value } = formatFor([candidate, baseline2], []);
      return [
        [metric2],
        [value(candidate)],
        [value(baseline2)],
        [ratio2 === void 0 ? noNumber : `${ratio2.toFixed(2)} ×`]
      ];
    })
  };
}

// packages/gate/src/own-metrics/metric-code.ts
function metricCode(gate) {
  const paths = Object.values(gate.metrics).flatMap(({ module, command = [] }) => [
    ...module === void 0 ? [] : [module],
    ...commandFiles(command).map(({ path }) => path)
  ]);
  return [...new Set(paths)].sort();
}

// packages/gate/src/parity/judge-parity.ts
function judgeParity(section, outcome) {
  const { max_abs_difference: maxDifference, max_label_flips: maxFlips } = section;
  if (maxDifference === void 0 && maxFlips === void 0) {
    throw new ConfigurationError("gate.parity: demands nothing. Say max_abs_difference, max_label_flips or both.");
  }
  const findings = [
    ...maxDifference === void 0 ? [] : [differenceFinding(outcome, maxDifference)],
    ...maxFlips === void 0 ? [] : [flipsFinding(outcome, maxFlips)]
  ];
  const isMet = findings.every(({ verdict }) => verdict === "pass");
  return {
    kind: "parity",
    title: isMet ? "Parity with the training: the export is the model" : "Parity with the training: not given",
    findings,
    blocks: [...findingList(findings), ...blocksOf(outcome)],
    measurements: "problem" in outcome ? [] : [
      ...outcome.largestDifference === void 0 ? [] : [
        {
          name: "gate_parity_max_abs_difference",
          help: "Largest |Δ| between the exported model and the predictions of its training.",
          labels: {},
          value: outcome.largestDifference.value
        }
      ],
      ...outcome.numbers ? [] : [
        {
          name: "gate_parity_label_flips",
          help: "Rows whose class differs between the exported model and the predictions of its training.",
          labels: {},
          value: outcome.flips
        }
      ]
    ],
    details: outcome
  };
}
var differenceName = "parity max_abs_difference";
var flipsName = "parity max_label_flips";
function differenceFinding(outcome, limit4) {
  if ("problem" in outcome) return unmeasured(differenceName, outcome.problem);
  const { largestDifference: largest } = outcome;
  if (largest === void 0) return unmeasured(differenceName, "the model or its training gives labels alone");
  const isMet = largest.value <= limit4;
  return {
    name: differenceName,
    verdict: isMet ? "pass" : "fail",
    reason: `${differenceName}: the largest difference is ${precise(largest.value)}${largest.value === 0 ? "" : `, in the row with the id ${JSON.stringify(largest.id)}`}; ${isMet ? "" : "only "}${formatLimit(limit4)} is allowed`
  };
}
function flipsFinding(outcome, limit4) {
  if ("problem" in outcome) return unmeasured(flipsName, outcome.problem);
  if (outcome.numbers) return unmeasured(flipsName, "the model predicts numbers, which have no classes");
  const { flips, flipped, rows } = outcome;
  const isMet = flips <= limit4;
  const first = flips === 0 ? "" : ` (ids ${shown2(flipped)}${flips > mostNamed ? " …" : ""})`;
  return {
    name: flipsName,
    verdict: isMet ? "pass" : "fail",
    reason: `${flipsName}: ${formatCount(flips)} of ${formatCount(rows)} rows get another class${first}; ${isMet ? "" : "only "}${formatCount(limit4)} ${limit4 === 1 ? "is" : "are"} allowed`
  };
}
var mostNamed = 5;
function shown2(ids) {
  return ids.slice(0, mostNamed).map((id) => JSON.stringify(id)).join(", ");
}
function unmeasured(name, problem) {
  return { name, verdict: "error", reason: `${name} cannot be measured: ${problem}` };
}
function precise(value) {
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}
function blocksOf(outcome) {
  if ("problem" in outcome) return [];
  const { rows, largestDifference, flips, flipped, numbers } = outcome;
  const items = [
    [`rows compared: ${formatCount(rows)}`],
    ...largestDifference === void 0 ? [] : [[`largest |Δ|: ${precise(largestDifference.value)}, id `, code(largestDifference.id)]],
    ...numbers ? [] : [[`rows that get another class: ${formatCount(flips)}`]],
    ...flipped.length === 0 ? [] : [["the first of them: ", ...flipped.flatMap((id, index) => [index === 0 ? "" : ", ", code(id)])]]
  ];
  return [{ kind: "list", items }];
}

// packages/gate/src/pictures/confusion-chart.ts
var mostClasses = 10;
function mostConfused(models, weights) {
  const classes = models[0]?.labels.classes ?? 0;
  const wrong = new Float64Array(classes);
  for (const { labels } of models) {
    const matrix = confusionMatrix(labels, weights);
    for (let cell = 0; cell < matrix.length; cell++) {
      const actual = Math.floor(cell / classes);
      if (actual !== cell % classes) wrong[actual] = wrong[actual] + matrix[cell];
    }
  }
  return Array.from(wrong.keys()).sort((a, b) => wrong[b] - wrong[a] || a - b);
}
function shownClasses(classes, ranked) {
  if (classes.length <= mostClasses) return { names: classes, place: classes.map((_, index) => index) };
  const kept = ranked.slice(0, mostClasses - 1).sort((a, b) => a - b);
  return {
    names: [...kept.map((index) => classes[index]), `the ${classes.length - kept.length} others`],
    place: classes.map((_, index) => kept.includes(index) ? kept.indexOf(index) : kept.length)
  };
}
function confusionChart(models, classes, weights) {
  const shown3 = shownClasses(classes, mostConfused(models, weights));
  const panels = models.map(
    ({ name, labels }) => panelOf(name, confusionMatrix(labels, weights), shown3, weights !== void 0)
  );
  const [first] = panels;
  const worst = first?.rows.map(({ label, cells }, index) => `${label}: ${cells[index]?.text} right`) ?? [];
  return {
    kind: "chart",
    title: "Of the rows of each class, what they were taken for",
    summary: `This change, by class: ${worst.join(", ")}.`,
    chart: { type: "matrix", panels }
  };
}
function panelOf(title, matrix, { names, place }, isWeighted) {
  const width2 = names.length;
  const classes = place.length;
  const sums = new Float64Array(width2 * width2);
  let rightOfOthers = 0;
  for (let cell = 0; cell < matrix.length; cell++) {
    const [actual, predicted] = [Math.floor(cell / classes), cell % classes];
    const at = place[actual] * width2 + place[predicted];
    sums[at] = sums[at] + matrix[cell];
    if (actual === predicted && place[actual] === width2 - 1) rightOfOthers += matrix[cell];
  }
  const isLumped = classes > width2;
  return {
    title,
    corner: "true ↓ predicted →",
    columns: names,
    rows: names.map((label, actual) => {
      const own = sums.subarray(actual * width2, (actual + 1) * width2);
      const total2 = own.reduce((sum, one) => sum + one, 0);
      return {
        label,
        cells: Array.from(own, (weight2, predicted) => {
          const part = total2 === 0 ? 0 : weight2 / total2;
          const isLumpedCell = isLumped && actual === width2 - 1 && predicted === width2 - 1;
          const count2 = `${formatCount(weight2)} ${isWeighted ? "by weight" : weight2 === 1 ? "row" : "rows"}`;
          return {
            text: total2 === 0 ? "–" : percentText(part),
            note: isLumpedCell ? `${count2}, ${formatCount(rightOfOthers)} right` : count2,
            tone: actual === predicted ? "right" : "wrong",
            strength: part
          };
        })
      };
    })
  };
}
function percentText(share3) {
  const percent2 = share3 * 100;
  if (percent2 > 0 && percent2 < 0.1) return "< 0.1 %";
  if (percent2 < 100 && percent2 > 99.9) return "> 99.9 %";
  return `${percent2.toFixed(1)} %`;
}

// packages/gate/src/pictures/histogram-outline.ts
function histogramOutline(shares, low, high) {
  const edge = (bin) => low + (high - low) * bin / shares.length;
  return [
    [low, 0],
    ...Array.from(shares).flatMap((share3, bin) => [
      [edge(bin), share3],
      [edge(bin + 1), share3]
    ]),
    [high, 0]
  ];
}

// packages/gate/src/pictures/score-pictures.ts
var mostPoints = 160;
var bins = 25;
var share2 = formatFor([1], []);
function thresholdCharts(models, name, weights) {
  const drawn = models.flatMap(({ name: model2, answers }) => {
    const positive = answers.classes.indexOf(name);
    if (answers.probabilities === void 0 || answers.flaw !== void 0 || positive < 0) return [];
    const found = thresholdCurves(answers.probabilities, positive, { mostPoints, weights });
    return found === void 0 ? [] : [{ model: model2, ...found }];
  });
  if (drawn.length === 0) return [];
  const isBinary = models[0]?.answers.classes.length === 2;
  const of = isBinary ? "" : `, ${name} against the rest`;
  const seriesOf2 = (kind) => drawn.map((one) => ({ name: one.model, points: one[kind] }));
  const lines = { type: "lines", unit: true, marks: false };
  return [
    {
      kind: "chart",
      title: `ROC curve${of}`,
      summary: `Further up and to the left is better. ${drawn.map(
        ({ model: model2, roc }) => `${model2}: true positive rate ${[0.05, 0.1, 0.2, 0.5].map((at) => `${share2.value(highestBefore(roc, at))} at a false positive rate of ${at}`).join(", ")}`
      ).join("; ")}.`,
      chart: {
        ...lines,
        x: "false positive rate",
        y: "true positive rate",
        diagonal: true,
        series: seriesOf2("roc")
      }
    },
    {
      kind: "chart",
      title: `Precision and recall${of}`,
      summary: `Further up and to the right is better. ${drawn.map(
        ({ model: model2, precisionRecall }) => `${model2}: precision ${[0.2, 0.5, 0.8].map((at) => `${share2.value(firstFrom(precisionRecall, at))} at a recall of ${at}`).join(", ")}`
      ).join("; ")}.`,
      chart: { ...lines, x: "recall", y: "precision", diagonal: false, series: seriesOf2("precisionRecall") }
    }
  ];
}
function highestBefore(points, at) {
  return points.findLast(([x]) => x <= at)?.[1];
}
function firstFrom(points, at) {
  return points.find(([x]) => x >= at)?.[1];
}
function distributionCharts(models, positiveName, weights) {
  const drawn = models.flatMap(
    ({ name, answers }) => answers.probabilities === void 0 || answers.flaw !== void 0 ? [] : [{ name, observed: answers.probabilities, classes: answers.classes }]
  );
  if (drawn.length === 0) return [];
  if (positiveName === void 0) {
    return [
      distribution(
        "Probability given to the true class",
        "probability of the true class",
        drawn.map(({ name, observed }) => ({ name, shares: sharesOf(observed, void 0, () => true, weights) }))
      )
    ];
  }
  return [true, false].map(
    (isPositive) => distribution(
      `Scores of rows that are${isPositive ? "" : " not"} ${positiveName}`,
      `probability of ${positiveName}`,
      drawn.map(({ name, observed, classes }) => {
        const positive = classes.indexOf(positiveName);
        return { name, shares: sharesOf(observed, positive, (label) => label === positive === isPositive, weights) };
      })
    )
  );
}
function sharesOf({ truth, classes, probabilities }, named, counts3, weights) {
  const scores = new Float64Array(truth.length);
  const counted2 = new Float64Array(truth.length);
  for (let row = 0; row < truth.length; row++) {
    const label = truth[row];
    scores[row] = probabilities[row * classes + (named ?? label)];
    if (counts3(label)) counted2[row] = weights === void 0 ? 1 : weights[row];
  }
  return binShares(scores, bins, 0, 1, counted2);
}
function distribution(title, x, models) {
  return {
    kind: "chart",
    title,
    summary: models.map(({ name, shares }) => {
      const upper = shares.slice(Math.ceil(bins / 2)).reduce((sum, one) => sum + one, 0);
      const middle = shares[Math.floor(bins / 2)];
      return `${name}: ${share2.value(upper + middle / 2)} of the rows have a probability above one half`;
    }).join("; ").concat("."),
    chart: {
      type: "lines",
      x,
      y: "share of rows",
      unit: false,
      diagonal: false,
      marks: false,
      series: models.map(({ name, shares }) => ({ name, points: histogramOutline(shares, 0, 1) }))
    }
  };
}

// packages/gate/src/pictures/value-pictures.ts
var meanBins = 20;
var errorBins = 30;
var lookedAt = 2e4;
function valueCharts(models, weights) {
  const means = models.map(({ name, truth, predicted }) => ({
    name,
    points: binnedMeans({ truth, predicted }, meanBins, weights)
  }));
  const errors = models.map(({ name, truth, predicted }) => ({
    name,
    errors: predicted.map((value, row) => value - truth[row])
  }));
  const ends = errors.map((model2) => endsOf(model2.errors));
  const [low, high] = [Math.min(...ends.map(([from]) => from)), Math.max(...ends.map(([, to]) => to))];
  const format = formatFor([low, high], []);
  const charts = [
    {
      kind: "chart",
      title: "Predicted and actual values",
      summary: `Means of ${meanBins} groups of equally many rows, by the prediction; on the diagonal, what is predicted is what happens. ${means.map(({ name, points }) => `${name}: ${points.map(([said, came]) => `${shortNumber(said)} was ${shortNumber(came)}`).join(", ")}`).join("; ")}.`,
      chart: {
        type: "lines",
        x: "mean prediction",
        y: "mean actual value",
        unit: false,
        diagonal: true,
        marks: true,
        series: means
      }
    }
  ];
  if (!(high > low)) return charts;
  const shares = errors.map((model2) => ({
    name: model2.name,
    shares: binShares(model2.errors, errorBins, low, high, weights)
  }));
  charts.push({
    kind: "chart",
    title: "Errors: predicted minus actual",
    summary: `From ${format.value(low)} to ${format.value(high)}. ${shares.map((model2) => `${model2.name}: ${(100 * mostInOneBin(model2.shares)).toFixed(0)} % of the rows in the fullest of ${errorBins} bins`).join("; ")}.`,
    chart: {
      type: "lines",
      x: "error",
      y: "share of rows",
      unit: false,
      diagonal: false,
      marks: false,
      note: "The bins at the ends hold all that lies beyond them.",
      series: shares.map((model2) => ({ name: model2.name, points: histogramOutline(model2.shares, low, high) }))
    }
  });
  return charts;
}
function endsOf(errors) {
  const step = Math.max(1, Math.floor(errors.length / lookedAt));
  const sample3 = errors.filter((_, row) => row % step === 0).sort();
  return [linearQuantile(sample3, 0.01), linearQuantile(sample3, 0.99)];
}
var mostInOneBin = (shares) => Math.max(...shares);
function shortNumber(value) {
  return formatFor([value], []).value(value);
}

// packages/gate/src/pictures/answer-pictures.ts
var drawnClasses = 2;
function answerPictures(input, judgement) {
  const { candidate, baseline: baseline2 } = judgedAnswers(input);
  const weights = sampleWeights(input);
  const other = baseline2 !== void 0 && !input.baseline?.identical ? [{ name: "baseline", answers: baseline2 }] : [];
  const models = [{ name: "this change", answers: candidate }, ...other].filter(
    ({ answers }) => answers.flaw === void 0
  );
  if (models.length === 0) return [];
  return [
    ...scoreFold(models, input, judgement, weights),
    ...confusionFold(models, weights),
    ...valueFold(models, weights)
  ];
}
function scoreFold(models, input, { examinations }, weights) {
  const scored = models.filter(({ answers }) => answers.probabilities !== void 0);
  const [first] = scored;
  if (first === void 0) return [];
  const { classes, probabilities } = first.answers;
  const positive = probabilities?.positive;
  const isShownElsewhere = input.gate.calibration === false || examinations.some(({ kind }) => kind === "calibration");
  const observed = scored.flatMap(
    ({ name, answers }) => answers.probabilities === void 0 ? [] : [{ name, observed: answers.probabilities }]
  );
  const named = positive === void 0 ? void 0 : classes[positive];
  const wanted = named === void 0 ? confusedClasses(models, weights) : [named];
  const charts = [
    ...wanted.flatMap((name) => thresholdCharts(scored, name, weights)),
    ...isShownElsewhere ? [] : [reliabilityChart(observed, weights)],
    ...distributionCharts(scored, classes.length === 2 ? named : void 0, weights)
  ];
  return charts.length === 0 ? [] : [fold("Scores: curves and distributions", ...charts)];
}
function unionOf(models) {
  return [...new Set(models.flatMap(({ answers }) => answers.classes))].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}
function labelled(models) {
  return models.flatMap(({ name, answers: { labels } }) => labels === void 0 ? [] : [{ name, labels }]);
}
function confusedClasses(models, weights) {
  const union = unionOf(models);
  return mostConfused(labelled(models), weights).slice(0, drawnClasses).map((index) => union[index]);
}
function confusionFold(models, weights) {
  const known = labelled(models);
  if (known.length === 0) return [];
  const union = unionOf(models);
  if (known.some(({ labels }) => labels.classes !== union.length)) return [];
  return [fold("Confusion matrices", confusionChart(known, union, weights))];
}
function valueFold(models, weights) {
  const valued = models.flatMap(({ name, answers }) => {
    const observed = valuesOf(answers);
    return observed === void 0 ? [] : [{ name, truth: observed.truth, predicted: observed.predicted }];
  });
  return valued.length === 0 ? [] : [fold("Predicted and actual values", ...valueCharts(valued, weights))];
}
function valuesOf({ values, forecast }) {
  return values ?? forecast;
}

// packages/gate/src/robustness/changed-answers.ts
function changedAnswers(input, model2, changed2, role, alpha) {
  const before = answersOf(input, model2, role);
  const after = answersOf(input, { ...model2, scores: changed2 }, role);
  const flaw = after.flaw ?? before.flaw;
  if (flaw !== void 0) return { refusal: flaw };
  if (before.labels && after.labels) {
    const ours = before.labels.predicted;
    const theirs = after.labels.predicted;
    const count2 = ours.reduce((sum, answer, row) => sum + (answer === theirs[row] ? 0 : 1), 0);
    return { value: count2 / ours.length, ...wilsonInterval(count2, ours.length, alpha) };
  }
  if (!before.values || !after.values) throw new RangeError("answers of two kinds");
  const { truth, predicted } = before.values;
  const moved = after.values.predicted;
  const deviation = spreadOf(truth);
  if (!(deviation > 0)) return { refusal: "the label is the same in all rows, so that there is no unit for a change" };
  const changes = predicted.map((value, row) => Math.abs(moved[row] - value) / deviation);
  const mean2 = meanOf(changes);
  const error = normalQuantile(1 - alpha) * spreadOf(changes) / Math.sqrt(changes.length);
  return { value: mean2, low: Math.max(0, mean2 - error), high: mean2 + error };
}
function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function spreadOf(values) {
  const mean2 = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean2) ** 2, 0) / (values.length - 1));
}

// packages/gate/src/robustness/judge-robustness.ts
var words3 = {
  noise: (amount) => `noise of ${amount} standard deviations`,
  nulls: (amount) => `${amount} of the values missing`,
  unseen: (amount) => `${amount} of the texts unseen`
};
function judgeRobustness(trials, unit) {
  const findings = trials.map((trial) => findingOf(trial, unit));
  const bad = findings.filter(({ verdict }) => verdict !== "pass").length;
  return {
    kind: "robustness",
    title: bad === 0 ? "Robustness: within limits" : `Robustness: ${bad} of ${findings.length} not within limits`,
    findings,
    blocks: [...findingList(findings), tableOf3(trials, unit)],
    measurements: trials.flatMap(measurementsOf2),
    details: {
      unit,
      trials: trials.map(({ name, amount, candidate, baseline: baseline2 }) => ({ name, amount, candidate, baseline: baseline2 }))
    }
  };
}
function findingOf(trial, unit) {
  const { amount, maxChanged, confident: confident2, candidate } = trial;
  const name = `robustness to ${trial.name}`;
  const what = words3[trial.name](formatLimit(amount));
  const because = (verdict, reason) => ({ name, verdict, reason });
  if (typeof candidate === "string") return because("error", `${name} cannot be measured: ${candidate}`);
  if ("refusal" in candidate) {
    return because("fail", `${name}: with ${what} the model gives no usable answer: ${candidate.refusal}`);
  }
  const judged = confident2 ? candidate.high : candidate.value;
  const { value } = formatFor([candidate.value, candidate.high], [[judged - maxChanged, 1]]);
  const measured = `${name}: with ${what}, ${value(candidate.value)} ${counted(unit)} (${value(candidate.low)} to ${value(candidate.high)})`;
  const allowed = `${formatLimit(maxChanged)} ${confident2 ? "is allowed, of the bound" : "is allowed"}`;
  if (judged <= maxChanged) return because("pass", `${measured}; ${allowed}`);
  if (confident2 && candidate.low <= maxChanged) return because("inconclusive", `${measured}; ${allowed}`);
  return because("fail", `${measured}; only ${allowed}`);
}
function counted(unit) {
  return unit === "classes" ? "of the predictions change" : "standard deviations of the label is the mean change";
}
function tableOf3(trials, unit) {
  const told = (answers) => {
    if (answers === void 0) return noNumber;
    if (typeof answers === "string") return "not measured";
    if ("refusal" in answers) return "no usable answer";
    const { value } = formatFor([answers.value, answers.low, answers.high], []);
    return `${value(answers.value)} (${value(answers.low)} to ${value(answers.high)})`;
  };
  return {
    kind: "table",
    caption: unit === "classes" ? "Share of predictions that change, with its interval." : "Mean change of a prediction in standard deviations of the label, with its interval.",
    columns: [
      { title: "features", align: "left" },
      { title: "candidate", align: "right" },
      { title: "baseline", align: "right" },
      { title: "allowed", align: "right" }
    ],
    rows: trials.map((trial) => [
      [words3[trial.name](formatLimit(trial.amount))],
      [told(trial.candidate)],
      [told(trial.baseline)],
      [formatLimit(trial.maxChanged)]
    ])
  };
}
function measurementsOf2({ name, candidate, baseline: baseline2 }) {
  const roles = { candidate, baseline: baseline2 };
  return Object.entries(roles).flatMap(
    ([role, answers]) => answers === void 0 || typeof answers === "string" || "refusal" in answers ? [] : [
      {
        name: "gate_robustness_changed",
        help: "Share of predictions that change with the features, or their mean change in standard deviations.",
        labels: { perturbation: name, role },
        value: answers.value
      }
    ]
  );
}

// packages/gate/src/section/metrics-shorthand.ts
var lists = [
  { list: "metrics_max", direction: "maximize", other: "metrics_min", better: "higher" },
  { list: "metrics_min", direction: "minimize", other: "metrics_max", better: "lower" }
];
function writtenOut(section) {
  const { metrics_max: _max, metrics_min: _min, metrics = {}, ...rest } = section;
  const demands2 = { ...metrics };
  const problems = [];
  for (const { list, direction, other, better } of lists) {
    for (const [index, name] of (section[list] ?? []).entries()) {
      const known = directionOf(name);
      if (known !== void 0 && known !== direction) {
        const message = `${name} is not better when ${better}: it belongs into ${other}.`;
        problems.push({ path: [list, index], message });
      } else if (Object.hasOwn(demands2, name)) {
        problems.push({ path: [list, index], message: `something is demanded of ${name} already; name it once.` });
      }
      demands2[name] = known === void 0 ? { measured: name, direction, max_regression: 0 } : { max_regression: 0 };
    }
  }
  if (Object.keys(demands2).length === 0) {
    problems.push({ path: [], message: "metrics: missing; nothing is demanded." });
  }
  return problems.length > 0 ? { problems } : { gate: { ...rest, metrics: demands2 } };
}
function directionOf(name) {
  if (Object.hasOwn(modelMetrics, name)) return "minimize";
  if (!metricNames.some((known) => known === name.split("@")[0])) return void 0;
  const parsed = parseMetricName(name);
  return parsed.problem === void 0 ? parsed.metric.direction : void 0;
}

// packages/gate/src/stored-answers/stored-answers.ts
var closed6 = { additionalProperties: false };
var column = typebox_exports.String({ minLength: 1, maxLength: 100 });
var scoredBy = typebox_exports.Union([typebox_exports.Literal("mlgate"), typebox_exports.Literal("declared")]);
var Double = typebox_exports.Union([
  typebox_exports.Number(),
  typebox_exports.Literal("NaN"),
  typebox_exports.Literal("Infinity"),
  typebox_exports.Literal("-Infinity"),
  typebox_exports.Literal("-0")
]);
var Scores = typebox_exports.Union([
  typebox_exports.Object(
    {
      kind: typebox_exports.Literal("classification"),
      classes: typebox_exports.Array(typebox_exports.String(), { minItems: 1 }),
      /** A column for each class. */
      probabilities: typebox_exports.Optional(typebox_exports.Array(column)),
      /** Index into `classes`. */
      labels: typebox_exports.Optional(column),
      scored_by: scoredBy
    },
    closed6
  ),
  typebox_exports.Object(
    {
      kind: typebox_exports.Literal("regression"),
      values: column,
      intervals: typebox_exports.Optional(typebox_exports.Object({ lower: column, upper: column }, closed6)),
      scored_by: scoredBy
    },
    closed6
  )
]);
var model = {
  /** The section of the project file by which its columns and outputs were understood. */
  reads: CandidateSection,
  scores: Scores,
  threshold: typebox_exports.Optional(Double),
  /** Own metrics by the policy's key: a value for each row, or one of all. */
  own: typebox_exports.Array(
    typebox_exports.Union([
      typebox_exports.Object({ key: typebox_exports.String(), rows: column }, closed6),
      typebox_exports.Object({ key: typebox_exports.String(), value: Double, resampled: typebox_exports.Optional(typebox_exports.Array(Double)) }, closed6)
    ])
  ),
  latencies_ms: typebox_exports.Optional(typebox_exports.Array(Double)),
  size_bytes: typebox_exports.Optional(typebox_exports.Integer({ minimum: 0 }))
};
var Model = typebox_exports.Object(model, closed6);
var OtherModel = typebox_exports.Object({ ...model, identical: typebox_exports.Boolean() }, closed6);
var Metrics2 = typebox_exports.Array(typebox_exports.Object({ name: typebox_exports.String(), value: Double }, closed6));
var OtherMetrics = typebox_exports.Object({ metrics: Metrics2, identical: typebox_exports.Boolean() }, closed6);
var version = typebox_exports.Literal(1);
var StoredAnswers = typebox_exports.Object(
  {
    version,
    kind: typebox_exports.Literal("rows"),
    rows: typebox_exports.Integer({ minimum: 0 }),
    /** Columns of the test data that the verdict rests on. Numbered ones hold a number for each different value. */
    test: typebox_exports.Array(typebox_exports.Object({ name: typebox_exports.String(), column, numbered: typebox_exports.Optional(typebox_exports.Literal(true)) }, closed6)),
    /** Conditions in SQL, answered for each row. */
    conditions: typebox_exports.Array(typebox_exports.Object({ sql: typebox_exports.String(), column }, closed6)),
    /** Whether the label's past, series by series, is in a table of its own. */
    past: typebox_exports.Boolean(),
    candidate: Model,
    baseline: typebox_exports.Optional(OtherModel),
    anchor: typebox_exports.Optional(OtherModel)
  },
  closed6
);
var StoredMetrics = typebox_exports.Object(
  {
    version,
    kind: typebox_exports.Literal("metrics"),
    candidate: Metrics2,
    baseline: typebox_exports.Optional(OtherMetrics),
    anchor: typebox_exports.Optional(OtherMetrics)
  },
  closed6
);
var StoredFile = typebox_exports.Union([StoredAnswers, StoredMetrics]);
function readStoredFile(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (value_exports.Check(StoredFile, json)) return json;
  const [first] = value_exports.Errors(StoredFile, json);
  return `${first?.instancePath || "/"}: ${first?.message ?? "unreadable"}`;
}
function storedDouble(value) {
  if (Object.is(value, -0)) return "-0";
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
function readDouble(stored2) {
  return Number(stored2);
}

// packages/gate/src/stored-answers/pack-answers.ts
function packAnswers(input, of) {
  const columns2 = /* @__PURE__ */ new Map();
  const place = (name, column2) => {
    columns2.set(name, column2);
    return name;
  };
  const { test } = input;
  const { shown: shown3, numbered } = columnsOf(input, of);
  const kept = [...test.columns].flatMap(([name, column2], index) => {
    if (shown3.has(name)) return [{ name, column: place(`test_${index}`, column2) }];
    if (!numbered.has(name)) return [];
    return [{ name, column: place(`test_${index}`, numberValues(column2)), numbered: true }];
  });
  const conditions = [...input.conditions ?? []].map(([sql, values], index) => ({
    sql,
    column: place(`condition_${index}`, { kind: "boolean", values })
  }));
  const other = (role, model2, reads) => model2 === void 0 || reads === void 0 ? {} : { [role]: { ...packModel(role, model2, reads, place), identical: model2.identical } };
  const stored2 = {
    version: 1,
    kind: "rows",
    rows: test.rows,
    test: kept,
    conditions,
    past: input.training !== void 0,
    candidate: packModel("candidate", input.candidate, of.reads.candidate, place),
    ...other("baseline", input.baseline, of.reads.baseline),
    ...other("anchor", input.anchor, of.reads.anchor)
  };
  return { stored: stored2, rows: { rows: test.rows, columns: columns2 }, past: input.training && pastTable(input.training) };
}
function columnsOf(input, of) {
  const { gate, test, label, columns: columns2 = {} } = input;
  const slicings = [...Object.values(gate.metrics).flatMap(({ slices: slices2 }) => slices2 ?? []), ...gate.fairness?.by ?? []];
  const { weight: weight2, series, time, group, query } = columns2;
  const shown3 = /* @__PURE__ */ new Set([
    label,
    ...[weight2, series, time].filter((name) => name !== void 0),
    ...columnsIn(slicings, test.columns),
    ...weakSlicesDecide(gate.weak_slices) ? weakSliceColumns(input, of) : []
  ]);
  const units = [group, query].filter((name) => name !== void 0);
  return { shown: shown3, numbered: new Set(units.filter((name) => !shown3.has(name))) };
}
function numberValues(column2) {
  const numbers = /* @__PURE__ */ new Map();
  const values = Float64Array.from({ length: column2.values.length }, (_, row) => {
    const text = textAt(column2, row);
    if (text === null) return Number.NaN;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
  return { kind: "number", values };
}
function packModel(role, model2, reads, place) {
  const { threshold, own, latencies, sizeBytes } = model2;
  const numbers = (values) => Array.from(values, storedDouble);
  return {
    reads,
    scores: packScores(role, model2.scores, place),
    ...threshold === void 0 ? {} : { threshold: storedDouble(threshold) },
    own: [...own ?? []].map(([key, measured], index) => {
      if (measured.kind === "rows") return { key, rows: place(`${role}_own_${index}`, numberColumn(measured.values)) };
      const resampled = measured.resampled && numbers(measured.resampled);
      return { key, value: storedDouble(measured.value), ...resampled && { resampled } };
    }),
    ...latencies === void 0 ? {} : { latencies_ms: numbers(latencies) },
    ...sizeBytes === void 0 ? {} : { size_bytes: sizeBytes }
  };
}
function packScores(role, scores, place) {
  if (scores.kind === "regression") {
    const { values, intervals, scoredBy: scoredBy3 } = scores;
    return {
      kind: "regression",
      values: place(`${role}_value`, numberColumn(values)),
      ...intervals && {
        intervals: {
          lower: place(`${role}_lower`, numberColumn(intervals.lower)),
          upper: place(`${role}_upper`, numberColumn(intervals.upper))
        }
      },
      scored_by: scoredBy3
    };
  }
  const { classes, probabilities, labels, rows, scoredBy: scoredBy2 } = scores;
  const ofClass = (matrix, index) => numberColumn(Float64Array.from({ length: rows }, (_, row) => matrix[row * classes.length + index]));
  return {
    kind: "classification",
    classes: [...classes],
    ...probabilities && {
      probabilities: classes.map((_, index) => place(`${role}_probability_${index}`, ofClass(probabilities, index)))
    },
    ...labels && { labels: place(`${role}_label`, numberColumn(Float64Array.from(labels))) },
    scored_by: scoredBy2
  };
}
function numberColumn(values) {
  return { kind: "number", values };
}
function pastTable(training) {
  const series = [...training].flatMap(([name, values2]) => Array.from(values2, () => name));
  const values = Float64Array.from([...training.values()].flatMap((own) => [...own]));
  return {
    rows: series.length,
    columns: /* @__PURE__ */ new Map([
      ["series", { kind: "string", values: series }],
      ["value", numberColumn(values)]
    ])
  };
}

// packages/gate/src/stored-answers/pack-metrics.ts
function packMetrics({ candidate, baseline: baseline2, anchor }) {
  const metricsOf = (metrics) => [...metrics].map(([name, value]) => ({ name, value: storedDouble(value) }));
  const other = (role, found) => found && { [role]: { metrics: metricsOf(found.metrics), identical: found.identical } };
  return {
    version: 1,
    kind: "metrics",
    candidate: metricsOf(candidate),
    ...other("baseline", baseline2),
    ...other("anchor", anchor)
  };
}

// packages/gate/src/stored-answers/recorded-verdict.ts
var Verdict = typebox_exports.Union([
  typebox_exports.Literal("pass"),
  typebox_exports.Literal("fail"),
  typebox_exports.Literal("inconclusive"),
  typebox_exports.Literal("error")
]);
var File = typebox_exports.Object({ name: typebox_exports.String(), digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }) });
var Examination = typebox_exports.Object({
  kind: typebox_exports.String(),
  findings: typebox_exports.Array(typebox_exports.Object({ name: typebox_exports.String(), verdict: Verdict, reason: typebox_exports.String() })),
  details: typebox_exports.Optional(typebox_exports.Unknown())
});
var RecordedJudgement = typebox_exports.Object({
  testData: typebox_exports.Optional(File),
  /** Files beside the record that it can be recomputed from; left out where none were kept. */
  answers: typebox_exports.Optional(typebox_exports.Array(File, { minItems: 1, maxItems: 3 })),
  verdict: Verdict,
  examinations: typebox_exports.Array(Examination)
});
var RecordedVerdict = typebox_exports.Object({
  verifier: typebox_exports.Object({ version: typebox_exports.Object({ mlgate: typebox_exports.String() }) }),
  policy: typebox_exports.Object({ uri: typebox_exports.String(), digest: typebox_exports.Object({ sha256: typebox_exports.String() }) }),
  verificationResult: typebox_exports.Union([typebox_exports.Literal("PASSED"), typebox_exports.Literal("FAILED")]),
  mlgate_evaluation: typebox_exports.Object({
    model: typebox_exports.String(),
    verdict: Verdict,
    neverPassesBecause: typebox_exports.Optional(typebox_exports.String()),
    baseline: typebox_exports.Optional(typebox_exports.Object({ name: typebox_exports.String(), digest: typebox_exports.String() })),
    judgements: typebox_exports.Array(RecordedJudgement, { minItems: 1, maxItems: 2 })
  })
});
function recordedVerdict(predicate) {
  return value_exports.Check(RecordedVerdict, predicate) ? predicate : void 0;
}

// packages/gate/src/stored-answers/rejudge.ts
var beyondAnswers = ["explanations", "robustness", "parity", "cost"];
function rejudge(input, recorded, of) {
  const decides = weakSlicesDecide(input.gate.weak_slices);
  const beyond = decides ? beyondAnswers : [...beyondAnswers, "weak_slices"];
  const gate = decides ? input.gate : { ...input.gate, weak_slices: false };
  const changed2 = changedRows(input, void 0);
  const own = [
    ...changed2 ? [changedRowsGroup(changed2, void 0)] : [],
    ...examineAnswers({ ...input, gate }, of)
  ];
  const known = new Set(own.map(({ kind }) => kind));
  const groups = recorded.flatMap((examination) => {
    const again = own.find(({ kind: kind2 }) => kind2 === examination.kind);
    if (again?.kind === "flips") return [{ ...again, details: withFileOf(again.details, examination.details) }];
    if (again !== void 0) return [again];
    const kind = beyond.find((one) => one === examination.kind);
    return kind === void 0 ? [] : [{ ...examination, kind, title: "", blocks: [], measurements: [], details: examination.details }];
  });
  const left = own.filter(({ kind }) => !recorded.some((examination) => examination.kind === kind));
  const judgement = withFindings(judge(input), [...groups, ...left]);
  const isRecorded = (kind) => recorded.some((examination) => examination.kind === kind);
  return {
    judgement: JSON.parse(JSON.stringify(recordedJudgement(judgement))),
    verdict: judgement.verdict,
    asRecorded: beyond.filter((kind) => isRecorded(kind) && !known.has(kind)),
    missing: ["explanations", "robustness", "parity"].filter(
      (kind) => input.gate[kind] !== void 0 && !isRecorded(kind)
    )
  };
}
function withFileOf(again, recorded) {
  if (typeof again !== "object" || typeof recorded !== "object" || recorded === null || !("file" in recorded))
    return again;
  return { ...again, file: recorded.file };
}

// packages/gate/src/stored-answers/unpack-answers.ts
function unpackAnswers(stored2, rows, past, policy) {
  if (rows.rows !== stored2.rows) throw broken(`has ${rows.rows} rows, not ${stored2.rows}`);
  const test = new Map(stored2.test.map(({ name, column: column2 }) => [name, columnOf(rows, column2)]));
  const conditions = stored2.conditions.map(({ sql, column: column2 }) => {
    const met = columnOf(rows, column2);
    if (met.kind !== "boolean") throw broken(`holds no yes or no in ${JSON.stringify(column2)}`);
    return [sql, met.values];
  });
  const other = (model2) => model2 && { ...modelOf(model2, rows), identical: model2.identical };
  return {
    ...policy,
    test: { rows: rows.rows, columns: test },
    training: stored2.past ? pastOf(past) : void 0,
    conditions: new Map(conditions),
    candidate: modelOf(stored2.candidate, rows),
    baseline: other(stored2.baseline),
    anchor: other(stored2.anchor)
  };
}
function unpackMetrics(stored2, policy) {
  const metricsOf = (metrics) => new Map(metrics.map(({ name, value }) => [name, readDouble(value)]));
  const other = (found) => found && { metrics: metricsOf(found.metrics), identical: found.identical };
  return {
    task: policy.task,
    gate: policy.gate,
    candidate: metricsOf(stored2.candidate),
    baseline: other(stored2.baseline),
    anchor: other(stored2.anchor)
  };
}
function modelOf({ scores, threshold, own, latencies_ms, size_bytes }, rows) {
  return {
    scores: scoresOf(scores, rows),
    threshold: threshold === void 0 ? void 0 : readDouble(threshold),
    own: new Map(own.map((measured) => [measured.key, ownOf(measured, rows)])),
    latencies: latencies_ms && Float64Array.from(latencies_ms, readDouble),
    sizeBytes: size_bytes
  };
}
function ownOf(measured, rows) {
  if ("rows" in measured) return { kind: "rows", values: numbersOf2(rows, measured.rows) };
  const { value, resampled } = measured;
  return {
    kind: "number",
    value: readDouble(value),
    resampled: resampled && Float64Array.from(resampled, readDouble)
  };
}
function scoresOf(stored2, rows) {
  if (stored2.kind === "regression") {
    const { values, intervals, scored_by: scoredBy3 } = stored2;
    return {
      kind: "regression",
      rows: rows.rows,
      values: numbersOf2(rows, values),
      intervals: intervals && { lower: numbersOf2(rows, intervals.lower), upper: numbersOf2(rows, intervals.upper) },
      scoredBy: scoredBy3
    };
  }
  const { classes, probabilities, labels, scored_by: scoredBy2 } = stored2;
  if (probabilities !== void 0 && probabilities.length !== classes.length) {
    throw broken(`holds probabilities of ${probabilities.length} classes, not of ${classes.length}`);
  }
  return {
    kind: "classification",
    rows: rows.rows,
    classes,
    probabilities: probabilities && beside(
      probabilities.map((name) => numbersOf2(rows, name)),
      rows.rows
    ),
    labels: labels === void 0 ? void 0 : Int32Array.from(numbersOf2(rows, labels)),
    scoredBy: scoredBy2
  };
}
function beside(columns2, rows) {
  const width2 = columns2.length;
  const matrix = new Float64Array(rows * width2);
  for (const [index, values] of columns2.entries()) {
    for (let row = 0; row < rows; row++) matrix[row * width2 + index] = values[row];
  }
  return matrix;
}
function pastOf(past) {
  const series = past?.columns.get("series");
  if (past === void 0 || series?.kind !== "string") throw broken("has no past of the series beside it");
  const values = numbersOf2(past, "value");
  const rows = Map.groupBy(series.values.keys(), (row) => series.values[row] ?? "");
  return new Map([...rows].map(([name, own]) => [name, Float64Array.from(own, (row) => values[row])]));
}
function columnOf({ columns: columns2 }, name) {
  const column2 = columns2.get(name);
  if (column2 === void 0) throw broken(`has no column ${JSON.stringify(name)}`);
  return column2;
}
function numbersOf2(table, name) {
  const column2 = columnOf(table, name);
  if (column2.kind !== "number") throw broken(`holds no numbers in ${JSON.stringify(name)}`);
  return column2.values;
}
function broken(what) {
  return new ConfigurationError(`The stored answers are not what they are said to be: the table ${what}.`);
}

// packages/drift/src/number-text.ts
function numberText(number) {
  if (!Number.isFinite(number)) return number > 0 ? "∞" : number < 0 ? "−∞" : "–";
  const size = Math.abs(number);
  const plain = size === 0 || size >= 1e-4 && size < 1e9;
  return (plain ? threeDigits.format(number) : number.toExponential(2)).replaceAll("-", "−");
}
var threeDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
function pairText(first, second) {
  const texts = [numberText(first), numberText(second)];
  const difference2 = Math.abs(first - second);
  if (texts[0] !== texts[1] || !(difference2 > 0 && difference2 < 1e6)) return texts;
  const decimals = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(difference2))));
  const written = (number) => number.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replaceAll("-", "−");
  return [written(first), written(second)];
}
function countText(count2) {
  return counts2.format(count2);
}
var counts2 = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
function pText(p) {
  return p < 1e-4 ? "p < 0.0001" : `p = ${twoDigits.format(p)}`;
}
var twoDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });
function percentText2(share3) {
  if (share3 > 0 && share3 < 1e-4) return "< 0.01 %";
  return `${threeDigits.format(share3 * 100)} %`;
}
function plural(count2, noun) {
  return `${countText(count2)} ${count2 === 1 ? noun : `${noun}s`}`;
}
var shownCharacters = 40;
function shortCategory(name) {
  const characters = [...name];
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join("")}…` : name;
}

// packages/drift/src/column-reason.ts
function columnReason(column2) {
  const { status, reference, current, values, nulls } = column2;
  switch (status) {
    case "drifted":
      return `drifted: ${[values, nulls].filter((test) => test?.drifted).map((test) => test === void 0 ? "" : changeText(test, column2)).join("; ")}`;
    case "stable":
      return `stable: ${[values, nulls].flatMap((test) => test ? [changeText(test, column2)] : []).join("; ")}`;
    case "constant":
      return "the same single value in both files";
    case "empty":
      return `not compared: no values in ${emptyFile(reference, current)}`;
    case "missing":
      return reference ? "missing: the current file does not have it" : "neither file has such a column";
    case "new":
      return "not compared: the reference does not have it";
    case "retyped":
      return "holds another kind of values than in the reference";
    case "time":
      return "not compared: dates and times move by themselves";
    case "identifier":
      return "not compared: hardly a value occurs more often than others, as in identifiers";
  }
}
function emptyFile(reference, current) {
  if (reference?.values === 0 && current?.values === 0) return "either file";
  return reference?.values === 0 ? "the reference" : "the current file";
}
function changeText(test, column2) {
  return `${effectText(test, column2)} (floor ${floorText(test)}, ${pText(test.adjustedP)})`;
}
function effectText(test, { reference, current }) {
  switch (test.effectName) {
    case "wasserstein_over_sigma":
      return `values moved by ${numberText(test.effect)} σ`;
    case "js_distance":
      return `shares of categories moved by a Jensen–Shannon distance of ${numberText(test.effect)}`;
    case "null_rate":
      return `missing values went from ${nullShare(reference)} to ${nullShare(current)}`;
  }
}
function nullShare(side) {
  return side === void 0 ? "–" : percentText2(side.missing / side.rows);
}
function floorText({ effectName, floor }) {
  if (effectName === "wasserstein_over_sigma") return `${numberText(floor)} σ`;
  return effectName === "null_rate" ? `${numberText(floor * 100)} points` : numberText(floor);
}

// packages/drift/src/compare-categories.ts
var mostCategories = 1e3;
var drawnCategories = 12;
var exampleCategories = 5;
var otherCategories = "(all others)";
function compareCategories(reference, current, options) {
  if (isTime(reference) && isTime(current)) return { status: "time", findings: [] };
  const categories2 = joined(reference, current);
  const kept = mostFrequent(categories2, mostCategories);
  if (kept.length === 0) return { status: "identifier", findings: [] };
  const findings = unseen(categories2);
  if (categories2.length === 1) return { status: "constant", findings };
  const compared = withOthers(categories2, kept);
  const a = compared.map((category) => category.reference);
  const b = compared.map((category) => category.current);
  const { p, method } = chiSquaredTest(a, b, options);
  return {
    status: "compared",
    comparison: {
      effectName: "js_distance",
      effect: jensenShannon(a, b).correctedDistance,
      test: "chi-squared",
      method,
      p
    },
    findings,
    picture: sharesOf2(withOthers(categories2, categories2.slice(0, drawnCategories)))
  };
}
function joined(reference, current) {
  const categories2 = [];
  for (const [name, count2] of reference) categories2.push({ name, reference: count2, current: current.get(name) ?? 0 });
  for (const [name, count2] of current) {
    if (!reference.has(name)) categories2.push({ name, reference: 0, current: count2 });
  }
  return categories2.sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
}
var total = (category) => category.reference + category.current;
function mostFrequent(categories2, most) {
  const tooMany2 = categories2[most];
  if (tooMany2 === void 0) return categories2;
  return categories2.slice(0, most).filter((category) => total(category) > total(tooMany2));
}
function withOthers(categories2, kept) {
  const others = categories2.slice(kept.length);
  if (others.length === 0) return kept;
  let reference = 0;
  let current = 0;
  for (const category of others) {
    reference += category.reference;
    current += category.current;
  }
  return [...kept, { name: otherCategories, reference, current }];
}
function unseen(categories2) {
  const found = categories2.filter(({ reference }) => reference === 0);
  if (found.length === 0) return [];
  return [
    {
      kind: "unseen category",
      rows: found.reduce((sum, { current }) => sum + current, 0),
      categories: found.length,
      examples: found.slice(0, exampleCategories).map(({ name }) => name)
    }
  ];
}
function sharesOf2(categories2) {
  const n = categories2.reduce((sum, { reference }) => sum + reference, 0);
  const m = categories2.reduce((sum, { current }) => sum + current, 0);
  return {
    kind: "shares",
    categories: categories2.map(({ name }) => name),
    reference: categories2.map(({ reference }) => reference / n),
    current: categories2.map(({ current }) => current / m)
  };
}
var isoTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;
function isTime(counts3) {
  for (const text of counts3.keys()) if (!isoTime.test(text)) return false;
  return true;
}

// packages/drift/src/compare-nulls.ts
function compareNulls(reference, current) {
  const missing3 = reference.missing + current.missing;
  if (missing3 === 0 || missing3 === reference.rows + current.rows) return void 0;
  const { p, method } = twoProportionTest(
    { count: reference.missing, of: reference.rows },
    { count: current.missing, of: current.rows }
  );
  return {
    effectName: "null_rate",
    effect: Math.abs(current.missing / current.rows - reference.missing / reference.rows),
    test: method === "z" ? "two-proportion z" : "fisher",
    method: method === "z" ? "asymptotic" : "exact",
    p
  };
}

// packages/drift/src/histogram.ts
var histogramBinning = { bins: 20, lowQuantile: 0.01, highQuantile: 0.99 };
function histogramOf(reference, current) {
  const { bins: bins2, lowQuantile, highQuantile } = histogramBinning;
  let low = linearQuantile(reference, lowQuantile);
  let high = linearQuantile(reference, highQuantile);
  if (low === high) {
    low = Math.min(reference[0], current[0]);
    high = Math.max(reference.at(-1), current.at(-1));
  }
  const step = (high - low) / bins2;
  if (!(step > 0 && Number.isFinite(step))) return void 0;
  const edges = Array.from({ length: bins2 + 1 }, (_, index) => index === bins2 ? high : index * step + low);
  const shares = (sorted) => {
    const inner = edges.slice(1, -1).map((edge) => countBelow(sorted, edge));
    const bounds2 = [0, ...inner, sorted.length];
    return inner.concat(sorted.length).map((bound, index) => (bound - bounds2[index]) / sorted.length);
  };
  return { kind: "histogram", edges, reference: shares(reference), current: shares(current) };
}
function countBelow(sorted, limit4) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (sorted[middle] < limit4) low = middle + 1;
    else high = middle;
  }
  return low;
}

// packages/drift/src/compare-numbers.ts
function compareNumbers(reference, current) {
  const findings = outOfRange(reference, current);
  const first = reference[0];
  if ([reference.at(-1), current[0], current.at(-1)].every((value) => value === first)) {
    return { status: "constant", findings };
  }
  const { p, method } = ksTest(reference, current);
  const comparison = {
    effectName: "wasserstein_over_sigma",
    effect: wassersteinOverSigma(reference, current),
    test: "kolmogorov-smirnov",
    method,
    p
  };
  return { status: "compared", comparison, findings, picture: histogramOf(reference, current) };
}
function outOfRange(reference, current) {
  const [low, high] = [reference[0], reference.at(-1)];
  const below = countBelow(current, low);
  let above = current.length;
  while (above > 0 && current[above - 1] > high) above--;
  if (below === 0 && above === current.length) return [];
  const range = [current[0], current.at(-1)];
  const ends = [
    { rows: below, by: low - range[0] },
    { rows: current.length - above, by: range[1] - high }
  ];
  return [
    {
      kind: "out of range",
      below,
      above: current.length - above,
      reference: [low, high],
      current: range,
      notable: ends.some(
        ({ rows, by }) => by > farOutside * (high - low) || chanceOfExtremes(rows, reference.length, current.length) < 1e-3
      )
    }
  ];
}
var farOutside = 0.5;
function chanceOfExtremes(extremes, reference, current) {
  let chance = 1;
  for (let i = 0; i < extremes && chance > 1e-9; i++) chance *= (current - i) / (reference + current - i);
  return chance;
}

// packages/drift/src/drift-section.ts
var driftDefaults = {
  failOn: "drift",
  alpha: 0.05,
  minRows: 50,
  seed: 42,
  floors: { wasserstein_over_sigma: 0.1, js_distance: 0.1, null_rate: 0.02 }
};
var Floors = typebox_exports.Object(
  {
    wasserstein_over_sigma: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        default: driftDefaults.floors.wasserstein_over_sigma,
        description: "Numbers: Wasserstein distance in units of the reference's standard deviation."
      })
    ),
    js_distance: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        maximum: 1,
        default: driftDefaults.floors.js_distance,
        description: "Categories: Jensen–Shannon distance (natural logarithm, so at most 0.83), less what sampling alone explains."
      })
    ),
    null_rate: typebox_exports.Optional(
      typebox_exports.Number({
        minimum: 0,
        maximum: 1,
        default: driftDefaults.floors.null_rate,
        description: "Missing values: change of their share of the rows, 0 to 1."
      })
    )
  },
  { additionalProperties: false, description: "How large an effect must be to count as drift, besides being certain." }
);
var DriftSection = typebox_exports.Object(
  {
    current: typebox_exports.String({ description: "Rows as the model meets them now: CSV, Parquet or JSON." }),
    reference: typebox_exports.Optional(
      typebox_exports.String({
        description: "Rows to compare with, held out from training; data.test unless given, or data.validation where there is none."
      })
    ),
    columns: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), {
        minItems: 1,
        uniqueItems: true,
        description: "Columns to compare; all of the reference unless given, but for data.id."
      })
    ),
    prediction: typebox_exports.Optional(
      typebox_exports.Union(
        [
          typebox_exports.String({ minLength: 1 }),
          typebox_exports.Object({ score: typebox_exports.Literal("candidate") }, { additionalProperties: false })
        ],
        {
          description: "The model's predictions: the column that holds them in both files, or {score: candidate} to have the candidate score both.",
          "x-form": "a column, or {score: candidate}"
        }
      )
    ),
    fail_on: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("drift"), typebox_exports.Literal("never")], {
        default: driftDefaults.failOn,
        description: "Whether drift fails the step (drift) or is only told (never)."
      })
    ),
    alpha: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 0.5,
        default: driftDefaults.alpha,
        description: "Rate of false discoveries that is accepted over all columns together (Benjamini–Hochberg): adjusted p must be below it."
      })
    ),
    floors: typebox_exports.Optional(Floors),
    min_rows: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        default: driftDefaults.minRows,
        description: "With fewer rows than this in either file, finding no drift is inconclusive."
      })
    ),
    seed: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: driftDefaults.seed,
        description: "Start of the random tables by which rare categories are tested."
      })
    )
  },
  { additionalProperties: false, description: "How current data are compared with a reference." }
);
function driftSettings(section) {
  return {
    columns: section.columns,
    failOn: section.fail_on ?? driftDefaults.failOn,
    alpha: section.alpha ?? driftDefaults.alpha,
    floors: { ...driftDefaults.floors, ...section.floors },
    minRows: section.min_rows ?? driftDefaults.minRows,
    seed: section.seed ?? driftDefaults.seed
  };
}

// packages/drift/src/measure-column.ts
function measureColumn(column2, rows) {
  if (column2.kind === "number") return measureNumbers(column2.values, rows);
  const counts3 = /* @__PURE__ */ new Map();
  let values = 0;
  for (const value of column2.values) {
    if (value === null) continue;
    values++;
    const text = String(value);
    counts3.set(text, (counts3.get(text) ?? 0) + 1);
  }
  const side = { rows, values, missing: rows - values, infinite: 0, range: void 0, distinct: counts3.size };
  return { kind: column2.kind, side, counts: counts3 };
}
function measureNumbers(values, rows) {
  const finite = new Float64Array(values.length);
  let count2 = 0;
  let infinite = 0;
  for (const value of values) {
    if (Number.isFinite(value)) finite[count2++] = value;
    else if (!Number.isNaN(value)) infinite++;
  }
  const sorted = finite.subarray(0, count2).sort();
  const range = count2 === 0 ? void 0 : { low: sorted[0], high: sorted.at(-1), mean: mean(sorted) };
  return {
    kind: "number",
    side: { rows, values: count2, missing: rows - count2, infinite, range, distinct: void 0 },
    sorted
  };
}
function mean(values) {
  let sum = 0;
  for (const value of values) sum += value / values.length;
  return sum;
}

// packages/drift/src/compare-columns.ts
function compareColumns(reference, current, section, roles = {}) {
  const settings = driftSettings(section);
  const rows = { reference: reference.rows, current: current.rows };
  const { names, asked, predictions, leftOut } = columnsOf2(reference, current, section, roles);
  const anyRows = rows.reference > 0 && rows.current > 0;
  const drafts = anyRows ? names.map((name) => draftOf(name, reference, current, simulation(settings, names.length))) : [];
  const comparisons2 = adjust(drafts, settings);
  const columns2 = drafts.map((draft) => {
    const role = predictions.has(draft.name) ? "prediction" : "feature";
    return finish(draft, comparisons2, role, asked.has(draft.name));
  });
  const drifted = columns2.some(({ verdict: verdict2 }) => verdict2 === "fail");
  const verdict = overall(columns2, drifted, Math.min(rows.reference, rows.current), settings);
  return {
    verdict,
    inconclusivePasses: verdict === "inconclusive" && settings.failOn === "never",
    drifted,
    rows,
    settings,
    tests: comparisons2.size,
    columns: columns2,
    leftOut
  };
}
function columnsOf2(reference, current, section, roles) {
  const predictions = /* @__PURE__ */ new Set([
    ...typeof section.prediction === "string" ? [section.prediction] : [],
    ...roles.predictions ?? []
  ]);
  const asked = /* @__PURE__ */ new Set([...section.columns ?? [], ...predictions]);
  if (section.columns !== void 0) return { names: [...asked], asked, predictions, leftOut: [] };
  const all = [.../* @__PURE__ */ new Set([...reference.columns.keys(), ...current.columns.keys(), ...predictions])];
  const isLeftOut = (name) => !asked.has(name) && (name === roles.id || name === roles.label && !(reference.columns.has(name) && current.columns.has(name)));
  return { names: all.filter((name) => !isLeftOut(name)), asked, predictions, leftOut: all.filter(isLeftOut) };
}
function simulation({ alpha, seed }, columns2) {
  return { seed, resamples: Math.min(99999, Math.max(9999, Math.ceil(20 * columns2 / alpha))) };
}
function draftOf(name, reference, current, options) {
  const [before, now] = [reference.columns.get(name), current.columns.get(name)];
  const measured = before && measureColumn(before, reference.rows);
  const measuredNow = now && measureColumn(now, current.rows);
  const base = {
    name,
    kind: measured?.kind ?? measuredNow?.kind,
    reference: measured?.side,
    current: measuredNow?.side,
    values: void 0,
    nulls: void 0,
    findings: [],
    picture: void 0
  };
  if (measuredNow === void 0) return { ...base, status: "missing" };
  if (measured === void 0) return { ...base, status: "new" };
  const nulls = compareNulls(measured.side, measuredNow.side);
  const { infinite } = measuredNow.side;
  const infinities = infinite + measured.side.infinite > 0 ? [{ kind: "infinite values", reference: measured.side.infinite, current: infinite }] : [];
  const known = { ...base, nulls, findings: infinities };
  if (measured.side.values === 0 || measuredNow.side.values === 0) return { ...known, status: "empty" };
  let compared;
  if (measured.kind === "number" && measuredNow.kind === "number") {
    compared = compareNumbers(measured.sorted, measuredNow.sorted);
  } else if (measured.kind !== "number" && measuredNow.kind !== "number" && measured.kind === measuredNow.kind) {
    compared = compareCategories(measured.counts, measuredNow.counts, options);
  } else {
    return { ...known, status: "retyped", kind: measured.kind };
  }
  const findings = [...infinities, ...compared.findings];
  if (compared.status !== "compared") return { ...known, findings, status: compared.status };
  return { ...known, findings, status: "stable", values: compared.comparison, picture: compared.picture };
}
function adjust(drafts, settings) {
  const family = drafts.flatMap(({ values, nulls }) => [values, nulls]).filter((test) => test !== void 0);
  const adjusted = benjaminiHochberg(family.map(({ p }) => p));
  return new Map(
    family.map((test, index) => {
      const adjustedP = adjusted[index];
      const floor = settings.floors[test.effectName];
      return [test, { ...test, floor, adjustedP, drifted: adjustedP < settings.alpha && test.effect >= floor }];
    })
  );
}
function finish(draft, comparisons2, role, asked) {
  const values = draft.values && comparisons2.get(draft.values);
  const nulls = draft.nulls && comparisons2.get(draft.nulls);
  const drifted = (values?.drifted || nulls?.drifted) === true;
  const status = drifted && draft.status !== "retyped" ? "drifted" : draft.status;
  const verdict = verdictOf(status, draft.reference !== void 0, asked);
  const picture = values?.drifted ? draft.picture : void 0;
  const result = { ...draft, role, status, verdict, values, nulls, picture };
  return { ...result, reason: columnReason(result) };
}
function verdictOf(status, inReference, asked) {
  if (status === "stable" || status === "constant") return "pass";
  if (status === "drifted" || status === "retyped") return "fail";
  if (status === "missing" && inReference) return "fail";
  return asked ? "error" : "unjudged";
}
function overall(columns2, drifted, rows, settings) {
  const compared = columns2.some(({ status }) => status === "drifted" || status === "stable" || status === "constant");
  if (!compared || columns2.some(({ verdict }) => verdict === "error")) return "error";
  if (drifted) return settings.failOn === "drift" ? "fail" : "pass";
  return rows < settings.minRows ? "inconclusive" : "pass";
}

// packages/drift/src/decision-details.ts
function decisionDetails2(judgement, context) {
  const { settings, rows } = judgement;
  const { floors } = settings;
  const { bins: bins2, lowQuantile, highQuantile } = histogramBinning;
  const items = [
    ["reference: ", ...fileOf2(context.reference), `, ${plural(rows.reference, "row")}`],
    ["current: ", ...fileOf2(context.current), `, ${plural(rows.current, "row")}`],
    ...context.scoredBy ? [["predictions: both files scored here with ", ...fileOf2(context.scoredBy)]] : [],
    ["policy: ", ...context.policy],
    [
      `a column drifts when both hold: p below ${numberText(settings.alpha)} after adjusting ${plural(judgement.tests, "test")} together (Benjamini–Hochberg), and an effect that reaches its floor`
    ],
    [
      `numbers: Kolmogorov–Smirnov test (exact up to 10,000 values, else finite-n), Wasserstein distance over the reference's standard deviation, floor ${numberText(floors.wasserstein_over_sigma)}; values as they are, in no bins`
    ],
    [
      `categories: χ² test (by random tables with seed ${settings.seed} where an expected count is below 5), Jensen–Shannon distance less its sampling bias, floor ${numberText(floors.js_distance)}; the ${countText(mostCategories)} most frequent one by one, rarer ones together`
    ],
    [
      `missing values: test of two proportions (Fisher's where an expected count is below 5), floor ${percentText2(floors.null_rate)} of the rows; NaN, null and infinities are missing`
    ],
    [
      "categories and values that the reference does not have are told and do not decide: rows drawn anew often have some"
    ],
    [
      `charts of numbers: ${bins2} bins of equal width between the ${percentText2(lowQuantile)} and ${percentText2(highQuantile)} quantiles of the reference, the end bins open`
    ],
    ...settings.failOn === "never" ? [["drift is told and does not fail the step (fail_on: never)"]] : [],
    ...leftOutOf(judgement.leftOut),
    [
      Object.entries(context.versions).map(([name, version2]) => `${name} ${version2}`).join(" · ")
    ],
    ...context.notes ?? []
  ];
  const blocks = [{ kind: "list", items: items.filter((item) => item.some((inline) => inline !== "")) }];
  if (context.repeat !== void 0) blocks.push({ kind: "code", text: context.repeat, language: "sh" });
  return fold(
    context.repeat === void 0 ? "How this was decided" : "How this was decided, and how to repeat it",
    ...blocks
  );
}
function fileOf2(file) {
  return [code(file.name), " ", code(shortDigest(file.digest))];
}
function leftOutOf(names) {
  if (names.length === 0) return [];
  return [
    [
      "left out (ids, and a label that one file lacks): ",
      ...names.flatMap((name, i) => [...i > 0 ? [", "] : [], code(name)])
    ]
  ];
}

// packages/drift/src/drift-table.ts
var urgency3 = {
  error: 0,
  fail: 1,
  inconclusive: 2,
  pass: 3,
  unjudged: 4
};
function worstFirst2(columns2) {
  return [...columns2].sort((a, b) => urgency3[a.verdict] - urgency3[b.verdict] || weight(b) - weight(a));
}
function weight(column2) {
  if (column2.status === "missing" || column2.status === "retyped") return Number.POSITIVE_INFINITY;
  const test = strongest(column2);
  return test === void 0 ? -1 : excess(test);
}
function strongest({ values, nulls }) {
  if (values === void 0 || nulls === void 0) return values ?? nulls;
  if (values.drifted !== nulls.drifted) return values.drifted ? values : nulls;
  return excess(nulls) > excess(values) ? nulls : values;
}
function excess({ effect, floor }) {
  if (floor > 0) return Math.min(effect / floor, Number.MAX_VALUE);
  return effect > 0 ? Number.MAX_VALUE : 0;
}
var header = [
  { title: "", align: "center" },
  { title: "Column", align: "left" },
  { title: "Kind", align: "left" },
  { title: "reference → current", align: "left" },
  { title: "Effect", align: "right" },
  { title: "floor", align: "right" },
  { title: "adjusted p", align: "right" },
  { title: "", align: "left" }
];
function driftTable(columns2) {
  return { kind: "table", columns: header, rows: columns2.flatMap(rowsOf) };
}
function rowsOf(column2) {
  const { values, nulls } = column2;
  const name = column2.role === "prediction" ? [code(column2.name), " (prediction)"] : [code(column2.name)];
  const mark = column2.verdict === "unjudged" ? ["–"] : [{ kind: "verdict", verdict: column2.verdict }];
  const tests = [values, nulls].filter((test) => test !== void 0);
  const shown3 = column2.status === "drifted" ? tests.filter(({ drifted }) => drifted) : [strongest(column2)];
  return shown3.map((test) => [
    mark,
    name,
    [column2.kind ?? "–"],
    ...test === void 0 ? [["–"], ["–"], ["–"], ["–"]] : [change(test, column2), [effectSize(test)], [floorText(test)], [pText(test.adjustedP).replace(/^p (= )?/, "")]],
    [wordOf2(column2, test)]
  ]);
}
function change(test, { reference, current, picture }) {
  if (test.effectName === "null_rate") return [`missing ${nullShare(reference)} → ${nullShare(current)}`];
  if (test.effectName === "js_distance") {
    if (picture?.kind === "shares") return mostMoved(picture);
    return [`${categories(reference)} → ${categories(current)}`];
  }
  const [before, now] = pairText(reference?.range?.mean ?? Number.NaN, current?.range?.mean ?? Number.NaN);
  return [`mean ${before} → ${now}`];
}
function mostMoved({ categories: categories2, reference, current }) {
  const moves = categories2.map((_, i) => Math.abs((current[i] ?? 0) - (reference[i] ?? 0)));
  const most = moves.indexOf(Math.max(...moves));
  const [before, now] = [reference, current].map((shares) => percentText2(shares[most] ?? 0));
  return [code(shortCategory(categories2[most] ?? "")), ` ${before} → ${now}`];
}
function categories(side) {
  return side?.distinct === 1 ? "1 category" : `${countText(side?.distinct ?? 0)} categories`;
}
function effectSize({ effectName, effect }) {
  if (effectName === "wasserstein_over_sigma") return `${numberText(effect)} σ`;
  return effectName === "null_rate" ? `${numberText(effect * 100)} points` : `JS ${numberText(effect)}`;
}
var words4 = {
  drifted: "drifted",
  constant: "same single value",
  empty: "no values",
  missing: "missing",
  new: "not in the reference",
  retyped: "another type",
  time: "dates and times",
  identifier: "identifiers"
};
function wordOf2(column2, test) {
  if (column2.status !== "stable") return words4[column2.status];
  if (test === void 0) return "stable";
  return test.effect >= test.floor ? "not certain" : "below floor";
}

// packages/drift/src/drift-charts.ts
var mostCharts = 6;
function driftCharts(columns2) {
  return columns2.flatMap(chartOf2).slice(0, mostCharts);
}
var mostBars = 20;
function driftOverview(columns2) {
  const moved = columns2.flatMap((column2) => {
    const test = strongest(column2);
    return test === void 0 || !(test.floor > 0) ? [] : [{ name: column2.name, size: test.effect / test.floor }];
  });
  if (moved.length < 2) return [];
  const shown3 = moved.sort((a, b) => b.size - a.size).slice(0, mostBars);
  const rest = shown3.length < moved.length ? `, the ${shown3.length} that moved most` : "";
  return [
    {
      kind: "chart",
      title: `How far the columns moved${rest}`,
      summary: `Effect in units of its floor: ${shown3.slice(0, 10).map(({ name, size }) => `${name} ${numberText(size)}`).join("; ")}.`,
      chart: {
        type: "bars",
        x: "Effect divided by its floor: from 1 on it is drift, where it is also significant.",
        categories: shown3.map(({ name }) => name),
        series: [{ name: "current against reference", values: shown3.map(({ size }) => size) }]
      }
    }
  ];
}
function chartOf2(column2) {
  const { name, picture, values } = column2;
  if (picture === void 0 || values === void 0) return [];
  const title = `${name}: share of values, reference and current`;
  const summary = `${capitalised(effectText(values, column2))}.`;
  if (picture.kind === "shares") {
    const series = [
      { name: "current", values: picture.current },
      { name: "reference", values: picture.reference }
    ];
    const shares = picture.categories.map(
      (category, i) => `${category} ${percentText2(picture.reference[i] ?? 0)} → ${percentText2(picture.current[i] ?? 0)}`
    ).slice(0, 5).join("; ");
    return [
      {
        kind: "chart",
        title,
        summary: `${summary} ${shares}.`,
        chart: { type: "bars", x: "share of values", categories: picture.categories, series }
      }
    ];
  }
  const { edges } = picture;
  const outline = (shares) => [
    [edges[0], 0],
    ...shares.flatMap((share3, i) => [[edges[i], share3], [edges[i + 1], share3]]),
    [edges.at(-1), 0]
  ];
  const ends = `${numberText(edges[0])} to ${numberText(edges.at(-1))}`;
  return [
    {
      kind: "chart",
      title,
      summary: `${summary} ${edges.length - 1} bins from ${ends}, the end bins open.`,
      chart: {
        type: "lines",
        x: name,
        y: "share of values",
        unit: false,
        diagonal: false,
        marks: false,
        note: "The bins at the ends hold all that lies beyond them.",
        series: [
          { name: "current", points: outline(picture.current) },
          { name: "reference", points: outline(picture.reference) }
        ]
      }
    }
  ];
}
function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// packages/drift/src/finding-text.ts
var shownFindings = 8;
function isNotable(finding) {
  return finding.kind !== "out of range" || finding.notable;
}
function findingsBlocks(columns2) {
  const notable = itemsOf(columns2, isNotable);
  const usual = itemsOf(columns2, (finding) => !isNotable(finding));
  const open3 = notable.slice(0, shownFindings);
  return [
    ...open3.length > 0 ? [paragraph("Noticed, though it does not decide:"), listOf(open3)] : [],
    ...notable.length > open3.length ? [fold(`${plural(notable.length - open3.length, "more finding")}`, listOf(notable.slice(open3.length)))] : [],
    ...usual.length > 0 ? [
      fold(
        `${plural(usual.length, "column")} with a few values just outside the reference's range, as is usual`,
        listOf(usual)
      )
    ] : []
  ];
}
function itemsOf(columns2, which) {
  return columns2.flatMap(
    (column2) => column2.findings.filter(which).map((finding) => [code(column2.name), ": ", ...findingInlines(finding, column2)])
  );
}
function listOf(items) {
  return { kind: "list", items };
}
function findingInlines(finding, column2) {
  if (finding.kind !== "unseen category") return [findingText(finding, column2)];
  return [
    `${findingText(finding, column2)}: `,
    ...finding.examples.flatMap((example, index) => [
      ...index > 0 ? [", "] : [],
      code(shortCategory(example))
    ]),
    ...finding.categories > finding.examples.length ? [", …"] : []
  ];
}
function findingText(finding, { current }) {
  const ofValues = (rows) => `${countText(rows)} (${percentText2(rows / (current?.values ?? rows))})`;
  switch (finding.kind) {
    case "unseen category": {
      const which = finding.categories === 1 ? "a category" : `${countText(finding.categories)} categories`;
      return `${ofValues(finding.rows)} values in ${which} that the reference does not have`;
    }
    case "out of range": {
      const [low, high] = finding.reference.map(numberText);
      const ends = [
        ...finding.below > 0 ? [`${ofValues(finding.below)} below, down to ${numberText(finding.current[0])}`] : [],
        ...finding.above > 0 ? [`${ofValues(finding.above)} above, up to ${numberText(finding.current[1])}`] : []
      ];
      return `values outside the reference's range of ${low} to ${high}: ${ends.join("; ")}`;
    }
    case "infinite values":
      return `infinite values count as missing: ${countText(finding.reference)} in the reference, ${countText(finding.current)} in the current file`;
  }
}

// packages/drift/src/drift-measurements.ts
function driftChecks({ columns: columns2, settings }) {
  return columns2.flatMap((column2) => [
    {
      name: `drift of ${column2.name}`,
      verdict: column2.verdict === "unjudged" ? "inconclusive" : column2.verdict,
      message: `${column2.name} ${column2.reason}.`,
      severity: column2.verdict === "unjudged" || column2.verdict === "fail" && settings.failOn === "never" ? "warning" : "error"
    },
    ...column2.findings.filter(isNotable).map(
      (finding) => ({
        name: `${finding.kind} in ${column2.name}`,
        verdict: "fail",
        message: `${column2.name}: ${findingText(finding, column2)}.`,
        severity: "warning"
      })
    )
  ]);
}
function driftMeasurements({ columns: columns2, rows, drifted }) {
  return [
    { name: "drift_detected", help: "1 when some column drifted, else 0.", labels: {}, value: drifted ? 1 : 0 },
    rowsOf2("reference", rows.reference),
    rowsOf2("current", rows.current),
    ...columns2.flatMap((column2) => [
      {
        name: "drift_column_detected",
        help: "1 when this column drifted, is missing or changed its type, else 0.",
        labels: { column: column2.name, status: column2.status },
        value: column2.verdict === "fail" ? 1 : 0
      },
      ...testOf2(column2, column2.values),
      ...testOf2(column2, column2.nulls),
      ...nullsOf(column2, "reference", column2.reference),
      ...nullsOf(column2, "current", column2.current)
    ])
  ];
}
function rowsOf2(data, value) {
  return { name: "drift_rows", help: "Rows that were compared.", labels: { data }, value };
}
function testOf2({ name }, test) {
  if (test === void 0) return [];
  const labels = { column: name, effect: test.effectName };
  return [
    { name: "drift_effect", help: "How far a column moved, in the unit of its effect.", labels, value: test.effect },
    { name: "drift_effect_floor", help: "Smallest effect that counts as drift.", labels, value: test.floor },
    { name: "drift_adjusted_p", help: "p, adjusted over all tests.", labels, value: test.adjustedP }
  ];
}
function nullsOf({ name }, data, side) {
  if (side === void 0) return [];
  const labels = { column: name, data };
  return [
    {
      name: "drift_null_ratio",
      help: "Share of rows without a value, 0 to 1.",
      labels,
      value: side.missing / side.rows
    }
  ];
}

// packages/drift/src/verdict-sentence.ts
function verdictSentence2(judgement, columns2) {
  const { rows, settings } = judgement;
  if (rows.reference === 0 || rows.current === 0) {
    const empty = rows.current === 0 ? "current file" : "reference";
    return [strong("Nothing was compared"), `: the ${empty} has no rows.`];
  }
  const wrong = columns2.find(({ verdict }) => verdict === "error");
  if (wrong) return [strong(code(wrong.name), " could not be compared"), `: ${wrong.reason}.`, ...driftedToo(columns2)];
  const compared = columns2.filter(({ status }) => status === "drifted" || status === "stable" || status === "constant");
  if (compared.length === 0) {
    return [strong("Nothing was compared"), ": the files have no column in common that can be.", ...driftedToo(columns2)];
  }
  const failed = columns2.filter(({ verdict }) => verdict === "fail");
  const worst = failed[0];
  if (worst) {
    const all = plural(columns2.filter(({ verdict }) => verdict !== "unjudged").length, "column");
    return [strong(`${countText(failed.length)} of ${all} drifted`), ...worstOf(worst, failed.length)];
  }
  const claim = strong(`None of ${plural(compared.length, "column")} drifted`);
  if (judgement.verdict === "inconclusive") {
    const fewest = Math.min(rows.reference, rows.current);
    return [claim, `, but ${plural(fewest, "row")} are too few to tell: ${countText(settings.minRows)} are wanted.`];
  }
  return [claim, ...nearest2(compared)];
}
function worstOf(worst, failed) {
  const which = failed === 1 ? [": ", code(worst.name)] : ["; most of all ", code(worst.name)];
  const test = strongest(worst);
  if (worst.status !== "drifted" || test === void 0) return [...which, ` (${worst.reason}).`];
  return [...which, `, whose ${effectText(test, worst)} (allowed: below ${floorText(test)}; ${pText(test.adjustedP)}).`];
}
function nearest2(compared) {
  const closest = compared.find((column2) => strongest(column2) !== void 0);
  const test = closest && strongest(closest);
  if (closest === void 0 || test === void 0) return ["."];
  return [
    "; nearest to it is ",
    code(closest.name),
    `, whose ${effectText(test, closest)} (floor ${floorText(test)}, ${pText(test.adjustedP)}).`
  ];
}
function driftedToo(columns2) {
  const failed = columns2.filter(({ verdict }) => verdict === "fail").length;
  return failed === 0 ? [] : [` ${failed === 1 ? "1 other column" : `${countText(failed)} other columns`} drifted.`];
}

// packages/drift/src/drift-report.ts
var shownColumns = 20;
function driftReport(judgement, context) {
  const columns2 = worstFirst2(judgement.columns);
  const trouble = columns2.filter(({ verdict }) => verdict === "fail" || verdict === "error");
  const stable = columns2.filter(({ verdict }) => verdict === "pass");
  const unjudged = columns2.filter(({ verdict }) => verdict === "unjudged");
  return {
    model: context.model,
    step: context.step,
    verdict: judgement.verdict,
    outcome: outcomeOf2(judgement),
    reason: verdictSentence2(judgement, columns2),
    blocks: [
      ...trouble.length > 0 ? [driftTable(trouble.slice(0, shownColumns))] : [],
      ...driftOverview(columns2),
      ...driftCharts(trouble),
      ...folded(trouble.slice(shownColumns), (count2) => `${plural(count2, "more column")} that drifted`),
      ...findingsBlocks(columns2),
      ...folded(stable, (count2) => count2 === 1 ? "1 stable column" : `${countText(count2)} stable columns`),
      ...folded(unjudged, (count2) => `${plural(count2, "column")} not compared`),
      decisionDetails2(judgement, context)
    ],
    checks: driftChecks(judgement),
    measurements: driftMeasurements(judgement)
  };
}
function outcomeOf2(judgement) {
  if (judgement.verdict === "pass" && judgement.drifted) return "has drifted, which does not fail here";
  const outcomes = {
    pass: "no drift",
    fail: "has drifted",
    inconclusive: judgement.inconclusivePasses ? "drift undecided, let through" : "drift undecided",
    error: "drift could not be judged"
  };
  return outcomes[judgement.verdict];
}
function folded(columns2, title) {
  return columns2.length === 0 ? [] : [fold(title(columns2.length), driftTable(columns2))];
}

// packages/drift/src/reference-data.ts
function referenceData(section, data) {
  const candidates = [
    { name: "drift.reference", path: section.reference },
    { name: "data.test", path: data.test },
    { name: "data.validation", path: data.validation }
  ];
  for (const { name, path } of candidates) {
    if (path === void 0) continue;
    if (section.prediction !== void 0 && path === data.train) {
      throw new ConfigurationError(
        `${name}: ${path} is the training data, and predictions on rows that the model has seen are no reference. Name held-out rows in drift.reference, or leave drift.prediction out.`
      );
    }
    return { name, path };
  }
  throw new ConfigurationError(
    "drift: there is nothing to compare with. Name held-out rows in drift.reference, data.test or data.validation."
  );
}

// packages/drift/src/score-columns.ts
function withScores(table, scores) {
  if (scores.rows !== table.rows) throw new RangeError(`${scores.rows} scores of ${table.rows} rows.`);
  const added = new Map(
    scores.kind === "regression" ? [["model: prediction", { kind: "number", values: scores.values }]] : classColumns(scores)
  );
  for (const name of added.keys()) {
    if (table.columns.has(name)) {
      throw new ConfigurationError(`column ${JSON.stringify(name)}: scores go by this name. Rename the column.`);
    }
  }
  return { table: { rows: table.rows, columns: new Map([...table.columns, ...added]) }, predictions: [...added.keys()] };
}
function classColumns(scores) {
  const { classes, probabilities, rows } = scores;
  const labels = Array.from({ length: rows }, (_, row) => classes[labelOf(scores, row)] ?? null);
  const columns2 = [["model: prediction", { kind: "string", values: labels }]];
  if (probabilities === void 0) return columns2;
  for (const [index, name] of classes.entries()) {
    if (classes.length === 2 && index === 0) continue;
    const values = Float64Array.from(
      { length: rows },
      (_, row) => probabilities[row * classes.length + index]
    );
    columns2.push([`model: probability of ${name}`, { kind: "number", values }]);
  }
  return columns2;
}
function labelOf({ classes, probabilities, labels }, row) {
  if (labels !== void 0) return labels[row] ?? -1;
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < classes.length; index++) {
    const probability = probabilities?.[row * classes.length + index] ?? Number.NaN;
    if (probability > highest) {
      best = index;
      highest = probability;
    }
  }
  return best;
}

// packages/registry/src/registry-names.ts
var modelName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
var aliasName = /^[a-z][a-z0-9_-]{0,62}$/;
var reservedAlias = /^(?:latest|v[0-9]+)$/;
var environmentName = /^[a-z0-9][a-z0-9-]{0,39}$/;
var versionNumber = /^[1-9][0-9]{0,8}$/;
function isModelName(name) {
  return modelName.test(name);
}
function isAlias2(name) {
  return aliasName.test(name) && !reservedAlias.test(name);
}
function requireModelName(name) {
  if (isModelName(name)) return;
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be a model's name: 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.`
  );
}
function requireAlias(name) {
  if (isAlias2(name)) return;
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be an alias: 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first, neither latest nor v and a number.`
  );
}
function requireEnvironment(name) {
  if (environmentName.test(name)) return;
  throw new ConfigurationError(
    `${JSON.stringify(name)} cannot be an environment: 1 to 40 lower-case letters, digits and hyphens, no hyphen first.`
  );
}
function parseReference(text) {
  if (versionNumber.test(text)) return { version: Number(text) };
  requireAlias(text);
  return { alias: text };
}
function isRelativeFileName(name) {
  if (name.length > 1e3 || /[\\:\p{Cc}]/u.test(name)) return false;
  return name.split("/").every((part) => part !== "" && part !== "." && part !== ".." && part.length <= 255);
}
function requireFileNames(names) {
  const problem = fileNamesProblem(names);
  if (problem !== void 0) throw new ConfigurationError(problem);
}
function fileNamesProblem(names) {
  const seen = /* @__PURE__ */ new Set();
  for (const name of names) {
    if (!isRelativeFileName(name)) {
      return `${JSON.stringify(name)} cannot be the name of a model's file: it must be a relative path.`;
    }
    if (seen.has(name)) return `${JSON.stringify(name)} is there twice.`;
    seen.add(name);
  }
  const folder = names.flatMap(foldersOf).find((name) => seen.has(name));
  return folder === void 0 ? void 0 : `${JSON.stringify(folder)} cannot be both a file and a folder of the model.`;
}
function foldersOf(name) {
  const parts = name.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

// packages/registry/src/directory/directory-registry.ts
import { join as join5 } from "node:path";

// packages/registry/src/directory/disk-error.ts
var passing = /* @__PURE__ */ new Set(["EAGAIN", "EBUSY", "EINTR", "EIO", "ESTALE", "ETIMEDOUT"]);
function errorCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
async function onDisk(what, body) {
  try {
    return await body();
  } catch (error) {
    const code2 = errorCode(error);
    if (code2 === void 0 || !/^E[A-Z0-9]+$/.test(code2)) throw error;
    const hint = ["EPERM", "ENOTSUP", "EOPNOTSUPP"].includes(code2) ? " The registry needs a file system with hard links." : "";
    throw new InfrastructureError(`${what}: ${messageOf(error)}.${hint}`, {
      retryable: passing.has(code2),
      cause: error
    });
  }
}
function corrupt(message, cause) {
  return new IntegrityError(message, { cause });
}

// packages/registry/src/directory/version-document.ts
var closed7 = { additionalProperties: false };
var Time = typebox_exports.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$" });
var VersionNumber = typebox_exports.Integer({ minimum: 1, maximum: 999999999 });
var stored = {
  name: typebox_exports.String({ minLength: 1, maxLength: 1e3 }),
  digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" }),
  bytes: typebox_exports.Integer({ minimum: 0 })
};
var VersionDocument = typebox_exports.Object(
  {
    model: typebox_exports.String(),
    version: VersionNumber,
    createdAt: Time,
    commit: typebox_exports.Union([typebox_exports.String({ maxLength: 200 }), typebox_exports.Null()]),
    files: typebox_exports.Array(typebox_exports.Object(stored, closed7), { minItems: 1, maxItems: 1e4 }),
    records: typebox_exports.Array(
      typebox_exports.Object(
        {
          role: typebox_exports.Union([typebox_exports.Literal("verdict"), typebox_exports.Literal("training"), typebox_exports.Literal("data")]),
          ...stored
        },
        closed7
      ),
      { minItems: 1, maxItems: 3 }
    )
  },
  closed7
);
function documentOf({ createdAt, commit, ...version2 }) {
  return {
    model: version2.model,
    version: version2.version,
    createdAt: createdAt.toISOString(),
    commit: commit ?? null,
    files: version2.files.map(({ name, digest, bytes }) => ({ name, digest, bytes })),
    records: version2.records.map(({ role, name, digest, bytes }) => ({ role, name, digest, bytes }))
  };
}
function versionOf(document, model2, number) {
  if (document.model !== model2 || document.version !== number) {
    throw corrupt(
      `Version ${number} of ${model2} says it is version ${document.version} of ${JSON.stringify(document.model)}.`
    );
  }
  const problem = fileNamesProblem(document.files.map(({ name }) => name));
  if (problem !== void 0) throw corrupt(`Version ${number} of ${model2}: ${problem}`);
  return {
    model: model2,
    version: number,
    createdAt: timeOf(document.createdAt),
    commit: document.commit ?? void 0,
    files: document.files.map((file) => ({ ...file, digest: file.digest })),
    records: document.records.map((record) => ({ ...record, digest: record.digest }))
  };
}
function timeOf(text) {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw corrupt(`${text} is no time.`);
  return time;
}
function isSame(version2, files, verdict) {
  return hasSameFiles(version2, files) && version2.records.some(({ role, digest }) => role === "verdict" && digest === verdict);
}
function hasSameFiles(version2, files) {
  const lines = (list) => list.map(({ name, digest }) => `${digest} ${name}`).sort();
  const ours = lines(files);
  return version2.files.length === files.length && lines(version2.files).every((line, index) => line === ours[index]);
}

// packages/registry/src/directory/alias-document.ts
var AliasDocument = typebox_exports.Object(
  {
    model: typebox_exports.String(),
    alias: typebox_exports.String(),
    move: VersionNumber,
    version: VersionNumber,
    previous: typebox_exports.Union([VersionNumber, typebox_exports.Null()]),
    at: Time,
    by: typebox_exports.Union([typebox_exports.String({ maxLength: 2e3 }), typebox_exports.Null()])
  },
  { additionalProperties: false }
);
function aliasDocumentOf({ at, by, previous, ...move }) {
  return { ...move, previous: previous ?? null, at: at.toISOString(), by: by ?? null };
}
function moveOf(document, model2, alias, number) {
  if (document.model !== model2 || document.alias !== alias || document.move !== number) {
    throw corrupt(
      `Move ${number} of ${alias} of ${model2} says it is move ${document.move} of ${JSON.stringify(document.alias)} of ${JSON.stringify(document.model)}.`
    );
  }
  return {
    model: model2,
    alias,
    move: number,
    version: document.version,
    previous: document.previous ?? void 0,
    at: timeOf(document.at),
    by: document.by ?? void 0
  };
}

// packages/registry/src/directory/blob-store.ts
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat as lstat3, mkdir as mkdir2, open as open2, rename, rm as rm2 } from "node:fs/promises";
import { dirname as dirname2, join as join3 } from "node:path";

// packages/registry/src/directory/read-small-file.ts
async function readSmallFile(path, limit4) {
  try {
    return await readBoundedFile(path, limit4);
  } catch (error) {
    throw corrupt(messageOf(error), error);
  }
}

// packages/registry/src/directory/registry-folder.ts
import { randomUUID } from "node:crypto";
import { link, lstat as lstat2, mkdir, open, readdir as readdir2, rm } from "node:fs/promises";
import { join as join2 } from "node:path";
var markerName = "registry.json";
var marker = `${JSON.stringify({ registry: "mlgate", layout: 1 })}
`;
var temporaryName = "tmp";
var largestDocument = 1024 * 1024;
var leftoverAgeMs = 24 * 60 * 6e4;
var RegistryFolder = class {
  root;
  #mayCreate;
  constructor(root, options) {
    this.root = root;
    this.#mayCreate = options.create;
  }
  /** Whether there is a registry; false only where one may be made. Throws for a folder that is something else. */
  async exists() {
    const entries2 = await entriesOf(this.root);
    const text = await readSmallFile(join2(this.root, markerName), largestDocument);
    if (text !== void 0) {
      if (Buffer.from(text).toString() === marker) return true;
      throw new ConfigurationError(`${this.root}: is a registry of a form that this version does not know.`);
    }
    const foreign = entries2?.find((name) => name !== temporaryName && name !== "lost+found" && !name.startsWith("."));
    if (foreign !== void 0) {
      throw new ConfigurationError(`${this.root}: is not a registry, and not empty (${JSON.stringify(foreign)}).`);
    }
    if (this.#mayCreate) return false;
    throw new InfrastructureError(
      `${this.root}: no registry is there. If the folder is mounted from elsewhere, mount it; if it is to become a registry, allow it once with registry.create: true.`,
      { retryable: false }
    );
  }
  /** Makes the registry where there is none, and removes what killed processes left long ago. */
  async prepare() {
    const present = await this.exists();
    if (!present) await mkdir(this.root, { recursive: true });
    await this.folder([temporaryName], "make");
    if (!present) await this.createOnce([], markerName, marker);
    await this.#removeLeftovers();
  }
  /**
   * Path of a folder below the root; undefined when it is not there and not to be made. Refuses symbolic links on the
   * way, which would lead elsewhere.
   */
  async folder(parts, absent) {
    let path = this.root;
    for (const part of parts) {
      const parent = path;
      path = join2(path, part);
      if (absent === "make" && await makeFolder(path)) await syncFolder(parent);
      const found = await lstat2(path).catch(absence);
      if (found === void 0) return void 0;
      if (!found.isDirectory()) throw corrupt(`${path}: is not a folder.`);
    }
    return path;
  }
  /**
   * Writes a file that must not exist yet and returns whether it was this call that made it. Of several processes that
   * try at the same time exactly one succeeds; nobody ever sees a part of it, and it is on the disk when this returns.
   */
  async createOnce(parts, name, content) {
    var _stack = [];
    try {
      const folder = await this.requireFolder(parts);
      const temporary = __using(_stack, await this.temporaryFile(), true);
      await temporary.file.writeFile(content);
      await temporary.finish();
      try {
        await link(temporary.path, join2(folder, name));
      } catch (error) {
        if (errorCode(error) === "EEXIST") return false;
        throw error;
      }
      await syncFolder(folder);
      return true;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  /** A new file in `tmp/`, open for writing, and removed when it goes out of scope, unless it was renamed. */
  async temporaryFile() {
    const path = join2(await this.requireFolder([temporaryName]), `${randomUUID()}.tmp`);
    const file = await open(path, "wx", 292);
    return {
      path,
      file,
      finish: async () => {
        await file.sync();
        await file.close();
      },
      async [Symbol.asyncDispose]() {
        await file.close();
        await rm(path, { force: true });
      }
    };
  }
  async requireFolder(parts) {
    const folder = await this.folder(parts, "make");
    if (folder !== void 0) return folder;
    throw new InfrastructureError(`${join2(this.root, ...parts)}: went away while it was used.`, { retryable: true });
  }
  /** Names in a folder below the root; none when it is not there. */
  async names(parts) {
    const folder = await this.folder(parts, "undefined");
    return folder === void 0 ? [] : await entriesOf(folder) ?? [];
  }
  /** A document as JSON; undefined when it is not there. Throws for what is none, or too large to be one of ours. */
  async readJson(parts, name) {
    const folder = await this.folder(parts, "undefined");
    if (folder === void 0) return void 0;
    const path = join2(folder, name);
    const bytes = await readSmallFile(path, largestDocument);
    if (bytes === void 0) return void 0;
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch (cause) {
      throw corrupt(`${path}: is not JSON.`, cause);
    }
  }
  async #removeLeftovers() {
    const folder = await this.requireFolder([temporaryName]);
    const now = Date.now();
    for (const name of await entriesOf(folder) ?? []) {
      const path = join2(folder, name);
      const found = await lstat2(path).catch(absence);
      if (found !== void 0 && !found.isDirectory() && now - found.mtimeMs > leftoverAgeMs) {
        await rm(path, { force: true });
      }
    }
  }
};
async function syncFolder(path) {
  var _stack = [];
  try {
    if (process.platform === "win32") return;
    const folder = __using(_stack, await open(path, "r"), true);
    await folder.sync();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function makeFolder(path) {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}
async function entriesOf(path) {
  return readdir2(path).catch(absence);
}
function absence(error) {
  if (errorCode(error) === "ENOENT") return void 0;
  throw error;
}

// packages/registry/src/directory/blob-store.ts
var chunkBytes = 1024 * 1024;
var blobFolder = ["blobs", "sha256"];
var BlobStore = class {
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** Copies a file beside the blobs, hashing what is copied. */
  async stageFile(path) {
    var _stack = [];
    try {
      const source = __using(_stack, await open2(path, "r").catch((cause) => {
        throw new ConfigurationError(`${path}: cannot be read.`, { cause });
      }), true);
      const temporary = await this.#folder.temporaryFile();
      try {
        return await this.#staged(temporary, await copyHashing(source, temporary.file));
      } catch (error) {
        await temporary[Symbol.asyncDispose]();
        throw error;
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  async storeBytes(bytes) {
    var _stack = [];
    try {
      const temporary = __using(_stack, await this.#folder.temporaryFile(), true);
      await temporary.file.writeFile(bytes);
      const staged = await this.#staged(temporary, { digest: digestOfBytes(bytes), bytes: bytes.byteLength });
      await staged.place();
      return { digest: staged.digest, bytes: staged.bytes };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  async #staged(temporary, facts) {
    await temporary.finish();
    return {
      ...facts,
      place: async () => {
        const folder = await this.#folder.requireFolder(blobFolder);
        await rename(temporary.path, join3(folder, hexOf(facts.digest)));
        await syncFolder(folder);
      },
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose]()
    };
  }
  /** The bytes of a small blob. Throws InfrastructureError when they are not there or not those of its digest. */
  async read(digest, limit4) {
    const path = await this.#path(digest);
    const bytes = path === void 0 ? void 0 : await readSmallFile(path, limit4);
    if (bytes === void 0) throw missing2(digest);
    const found = digestOfBytes(bytes);
    if (found !== digest) throw changed(digest, found);
    return bytes;
  }
  /**
   * Copies a blob of `bytes` bytes to a new file, hashing what is written. When they are not those of its digest, the
   * file is removed and InfrastructureError thrown.
   */
  async copyTo(digest, bytes, target) {
    var _stack2 = [];
    try {
      const path = await this.#path(digest);
      const source = path === void 0 ? void 0 : await openBlob(path);
      if (source === void 0) throw missing2(digest);
      const blob = __using(_stack2, source, true);
      await mkdir2(dirname2(target), { recursive: true });
      try {
        var _stack = [];
        try {
          const copy = __using(_stack, await open2(target, "wx"), true);
          const copied = await copyHashing(blob, copy, bytes);
          if (copied.digest !== digest) throw changed(digest, copied.digest);
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          var _promise = __callDispose(_stack, _error, _hasError);
          _promise && await _promise;
        }
      } catch (error) {
        if (errorCode(error) !== "EEXIST") await rm2(target, { force: true });
        throw error;
      }
    } catch (_2) {
      var _error2 = _2, _hasError2 = true;
    } finally {
      var _promise2 = __callDispose(_stack2, _error2, _hasError2);
      _promise2 && await _promise2;
    }
  }
  async #path(digest) {
    const folder = await this.#folder.folder(blobFolder, "undefined");
    return folder === void 0 ? void 0 : join3(folder, hexOf(digest));
  }
};
async function copyHashing(from, to, limit4 = Number.POSITIVE_INFINITY) {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  while (bytes <= limit4) {
    const { bytesRead } = await from.read(buffer, 0, buffer.length);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await to.appendFile(chunk);
    bytes += bytesRead;
  }
  return { digest: `sha256:${hash.digest("hex")}`, bytes };
}
async function openBlob(path) {
  try {
    if (!(await lstat3(path)).isFile()) throw corrupt(`${path}: is not a regular file.`);
    return await open2(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return void 0;
    throw error;
  }
}
function missing2(digest) {
  return corrupt(`The registry does not hold ${digest} any more.`);
}
function changed(digest, found) {
  return corrupt(`The registry holds other bytes (${found}) under the name of ${digest}.`);
}

// packages/registry/src/directory/deployment-document.ts
var DeploymentDocument = typebox_exports.Object(
  {
    model: typebox_exports.String(),
    environment: typebox_exports.String(),
    deployment: VersionNumber,
    version: VersionNumber,
    record: typebox_exports.Object(
      {
        name: typebox_exports.String({ minLength: 1, maxLength: 1e3 }),
        digest: typebox_exports.String({ pattern: "^sha256:[0-9a-f]{64}$" })
      },
      { additionalProperties: false }
    )
  },
  { additionalProperties: false }
);
function deploymentOf(document, model2, environment2, number) {
  if (document.model !== model2 || document.environment !== environment2 || document.deployment !== number) {
    throw corrupt(
      `Deployment ${number} of ${model2} to ${environment2} says it is deployment ${document.deployment} of ${JSON.stringify(document.model)} to ${JSON.stringify(document.environment)}.`
    );
  }
  const { name, digest } = document.record;
  return { version: document.version, record: { name, digest } };
}

// packages/registry/src/directory/numbered-documents.ts
import { join as join4 } from "node:path";
var documentName = /^([1-9][0-9]{0,8})\.json$/;
var NumberedDocuments = class {
  #folder;
  #parts;
  #schema;
  constructor(folder, parts, schema) {
    this.#folder = folder;
    this.#parts = parts;
    this.#schema = schema;
  }
  /** The largest number that is taken; 0 when there is none. Other files are not ours and count for nothing. */
  async newest() {
    const names = await this.#folder.names(this.#parts);
    return names.reduce((largest, name) => Math.max(largest, Number(documentName.exec(name)?.[1] ?? 0)), 0);
  }
  /** The document of a number; undefined when there is none. Throws for what is not one of ours. */
  async read(number) {
    const name = `${number}.json`;
    const document = await this.#folder.readJson(this.#parts, name);
    if (document === void 0) return void 0;
    if (value_exports.Check(this.#schema, document)) return document;
    const [first] = value_exports.Errors(this.#schema, document);
    const message = first?.message === "schema is false" ? "is not known here" : first?.message ?? "unreadable";
    throw corrupt(`${join4(this.#folder.root, ...this.#parts, name)}: ${first?.instancePath || "/"}: ${message}.`);
  }
  /** All documents, the first first. A gap means that somebody took one away. */
  async all() {
    const newest = await this.newest();
    const documents = [];
    for (let number = 1; number <= newest; number++) documents.push(await this.require(number));
    return documents;
  }
  /** The document of a number that must be there. */
  async require(number) {
    const document = await this.read(number);
    if (document !== void 0) return document;
    const folder = join4(this.#folder.root, ...this.#parts);
    throw corrupt(`${folder}: ${number}.json is missing; somebody took it away.`);
  }
  /** Takes a number; false when somebody else has it already. */
  create(number, document) {
    return this.#folder.createOnce(this.#parts, `${number}.json`, `${JSON.stringify(document, null, 2)}
`);
  }
};

// packages/registry/src/directory/directory-registry.ts
var largestRecord = 16 * 1024 * 1024;
function openDirectoryRegistry(root, options) {
  return new DirectoryRegistry(root, options);
}
var DirectoryRegistry = class {
  #folder;
  #blobs;
  constructor(root, options) {
    this.#folder = new RegistryFolder(root, options);
    this.#blobs = new BlobStore(this.#folder);
  }
  async register(registration, requireEvidence) {
    var _stack = [];
    try {
      const { model: model2, records } = registration;
      refuseImpossible(registration);
      const staged = __using(_stack, new AsyncDisposableStack(), true);
      const blobs = await this.#onDisk(async () => {
        await this.#folder.prepare();
        return this.#stageFiles(registration, staged);
      });
      const files = blobs.map(({ name, blob: { digest, bytes } }) => ({ name, digest, bytes }));
      const facts = await requireEvidence({ files: files.map(({ name, digest }) => ({ name, digest })), records });
      return await this.#onDisk(async () => {
        for (const { blob } of blobs) await blob.place();
        const stored2 = [];
        for (const { role, name, bytes } of records) {
          stored2.push({ role, name, ...await this.#blobs.storeBytes(bytes) });
        }
        const { createdAt, commit } = facts;
        return this.#takeNumber({ model: model2, files, records: stored2, createdAt, commit });
      });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  async #stageFiles({ files }, staged) {
    const blobs = [];
    for (const { name, digest, path } of files) {
      const blob = staged.use(await this.#blobs.stageFile(path));
      if (blob.digest !== digest) {
        throw new IntegrityError(`${name} is ${blob.digest}, not ${digest}: it changed while it was registered.`);
      }
      blobs.push({ name, blob });
    }
    return blobs;
  }
  /** Gives the next free number to a version, unless it is there already. */
  async #takeNumber(candidate) {
    const { model: model2, files, records } = candidate;
    const verdict = records.find(({ role }) => role === "verdict");
    if (verdict === void 0) throw new RangeError("A registration without a verdict was refused before.");
    const documents = this.#versionsOf(model2);
    const newest = await documents.newest();
    for (let number = 1; ; number++) {
      if (number > newest) {
        const version2 = { ...candidate, version: number };
        if (await documents.create(number, documentOf(version2))) return { version: version2, created: true };
      }
      const taken = versionOf(await documents.require(number), model2, number);
      if (isSame(taken, files, verdict.digest)) return { version: taken, created: false };
    }
  }
  resolve(model2, reference) {
    requireModelName(model2);
    const parsed = parseReference(reference);
    return this.#onDisk(async () => {
      if (!await this.#folder.exists()) return { found: false, reason: "nothing was ever registered" };
      if ("version" in parsed) {
        const version2 = await this.#readVersion(model2, parsed.version);
        return version2 === void 0 ? { found: false, reason: `${model2} has no version ${parsed.version}` } : { found: true, version: version2 };
      }
      const { alias } = parsed;
      const move = await this.#newestMove(model2, alias);
      if (move === void 0) return { found: false, reason: `${model2} has no alias ${alias}` };
      return { found: true, version: await this.#requireVersion(model2, move.version) };
    });
  }
  async moveAlias(request) {
    const { model: model2, alias, version: version2, expectedPrevious, at, by } = request;
    requireModelName(model2);
    requireAlias(alias);
    return this.#onDisk(async () => {
      const known = await this.#folder.exists() ? await this.#readVersion(model2, version2) : void 0;
      if (known === void 0)
        throw new ConfigurationError(`${model2} has no version ${version2} that ${alias} could name.`);
      const documents = this.#movesOf(model2, alias);
      for (; ; ) {
        const present = await this.#newestMove(model2, alias);
        if (present?.version === version2) return { move: present, moved: false };
        if (present?.version !== expectedPrevious) {
          throw new InfrastructureError(
            `${alias} of ${model2} points to ${versionInWords(present?.version)}, not to ${versionInWords(expectedPrevious)}: somebody moved it. Look at it, then run again.`,
            { retryable: false }
          );
        }
        const number = (present?.move ?? 0) + 1;
        const move = { model: model2, alias, move: number, version: version2, previous: present?.version, at, by };
        if (await documents.create(number, aliasDocumentOf(move))) return { move, moved: true };
      }
    });
  }
  models() {
    return this.#onDisk(async () => {
      if (!await this.#folder.exists()) return [];
      const found = [];
      for (const name of await this.#folder.names(["models"])) {
        if (isModelName(name) && await this.#versionsOf(name).newest() > 0) found.push(name);
      }
      return found.sort();
    });
  }
  versions(model2) {
    requireModelName(model2);
    return this.#onDisk(async () => {
      if (!await this.#folder.exists()) return [];
      const documents = await this.#versionsOf(model2).all();
      return documents.map((document, index) => versionOf(document, model2, index + 1));
    });
  }
  async aliases(model2) {
    const moves = await this.#allMoves(model2);
    return moves.flatMap((ofAlias) => ofAlias.slice(-1));
  }
  async history(model2) {
    const registered = (await this.versions(model2)).map(
      (version2) => ({ kind: "registered", at: version2.createdAt, version: version2 })
    );
    const moved = (await this.#allMoves(model2)).flat().map((move) => ({ kind: "alias-moved", at: move.at, move }));
    return [...registered, ...moved].sort((a, b) => a.at.getTime() - b.at.getTime());
  }
  records(version2) {
    return this.#onDisk(async () => {
      const found = [];
      for (const { role, name, digest } of version2.records) {
        found.push({ role, name, bytes: await this.#blobs.read(digest, largestRecord) });
      }
      return found;
    });
  }
  async keepDeployment(version2, { environment: environment2, name, bytes }) {
    const { model: model2 } = version2;
    requireModelName(model2);
    requireEnvironment(environment2);
    if (bytes.byteLength > largestRecord) {
      throw new ConfigurationError(`${model2}: the record of a deployment is larger than ${largestRecord} bytes.`);
    }
    await this.#onDisk(async () => {
      const { digest } = await this.#blobs.storeBytes(bytes);
      const documents = this.#deploymentsOf(model2, environment2);
      for (; ; ) {
        const newest = await documents.newest();
        const present = newest === 0 ? void 0 : deploymentOf(await documents.require(newest), model2, environment2, newest);
        if (present?.version === version2.version && present.record.digest === digest) return;
        const deployment = newest + 1;
        const document = { model: model2, environment: environment2, deployment, version: version2.version, record: { name, digest } };
        if (await documents.create(deployment, document)) return;
      }
    });
  }
  async newestDeployment(version2, environment2) {
    const { model: model2 } = version2;
    requireModelName(model2);
    requireEnvironment(environment2);
    return this.#onDisk(async () => {
      const documents = this.#deploymentsOf(model2, environment2);
      for (let number = await documents.newest(); number > 0; number--) {
        const kept = deploymentOf(await documents.require(number), model2, environment2, number);
        if (!hasSameFiles(await this.#requireVersion(model2, kept.version), version2.files)) continue;
        const { name, digest } = kept.record;
        return { environment: environment2, name, bytes: await this.#blobs.read(digest, largestRecord) };
      }
      return void 0;
    });
  }
  checkOut(version2, folder) {
    requireFileNames(version2.files.map(({ name }) => name));
    return this.#onDisk(async () => {
      const files = [];
      for (const { name, digest, bytes } of version2.files) {
        const path = join5(folder, ...name.split("/"));
        await this.#blobs.copyTo(digest, bytes, path);
        files.push({ name, digest, path });
      }
      return files;
    });
  }
  #versionsOf(model2) {
    return new NumberedDocuments(this.#folder, ["models", model2, "versions"], VersionDocument);
  }
  #movesOf(model2, alias) {
    return new NumberedDocuments(this.#folder, ["models", model2, "aliases", alias], AliasDocument);
  }
  #deploymentsOf(model2, environment2) {
    return new NumberedDocuments(this.#folder, ["models", model2, "deployments", environment2], DeploymentDocument);
  }
  async #readVersion(model2, number) {
    const document = await this.#versionsOf(model2).read(number);
    return document && versionOf(document, model2, number);
  }
  async #requireVersion(model2, number) {
    return versionOf(await this.#versionsOf(model2).require(number), model2, number);
  }
  async #newestMove(model2, alias) {
    const documents = this.#movesOf(model2, alias);
    const number = await documents.newest();
    return number === 0 ? void 0 : moveOf(await documents.require(number), model2, alias, number);
  }
  /** The moves of each alias, by the alias's name, oldest first. */
  #allMoves(model2) {
    requireModelName(model2);
    return this.#onDisk(async () => {
      if (!await this.#folder.exists()) return [];
      const names = (await this.#folder.names(["models", model2, "aliases"])).filter(isAlias2);
      const all = [];
      for (const alias of [...names].sort()) {
        const documents = await this.#movesOf(model2, alias).all();
        all.push(documents.map((document, index) => moveOf(document, model2, alias, index + 1)));
      }
      return all;
    });
  }
  #onDisk(body) {
    return onDisk(`Registry ${this.#folder.root}`, body);
  }
};
function refuseImpossible({ model: model2, files, records }) {
  requireModelName(model2);
  if (files.length === 0) throw new ConfigurationError(`${model2}: there is no file to register.`);
  requireFileNames(files.map(({ name }) => name));
  const roles = records.map(({ role }) => role);
  if (new Set(roles).size !== roles.length) throw new ConfigurationError(`${model2}: there are two records of one role.`);
  if (!roles.includes("verdict")) throw new ConfigurationError(`${model2}: there is no verdict to register it by.`);
  for (const { role, bytes } of records) {
    if (bytes.byteLength > largestRecord) {
      throw new ConfigurationError(`${model2}: the ${role} record is larger than ${largestRecord} bytes.`);
    }
  }
}
function versionInWords(version2) {
  return version2 === void 0 ? "nothing" : `version ${version2}`;
}

// packages/registry/src/registry-section.ts
var RegistrySection = typebox_exports.Object(
  {
    type: typebox_exports.Literal("directory", { description: "A folder, on this machine or shared." }),
    path: typebox_exports.String({
      minLength: 1,
      description: "The folder, relative to this file; in the repository or data.roots."
    }),
    accept: typebox_exports.Optional(
      typebox_exports.Union([typebox_exports.Literal("pass"), typebox_exports.Literal("pass_or_override")], {
        default: "pass",
        description: "Whether only a verdict that is a pass counts here, or also one that was overridden as evidence.override says."
      })
    ),
    create: typebox_exports.Optional(
      typebox_exports.Boolean({
        default: true,
        description: "Whether a folder that is missing or empty is a registry without models, which the first registration makes. Say false for a mounted share: then it is an error, because it may not be mounted."
      })
    )
  },
  { additionalProperties: false, title: "Registry", description: "Where models that passed the gate are kept." }
);

// packages/training/src/builtin/features.ts
function columnsOf3(feature) {
  return feature.kind === "number" ? 1 : feature.levels.length + (feature.rare.length > 0 ? 1 : 0);
}
function inDesignOrder(features) {
  return {
    numbers: features.filter((feature) => feature.kind === "number"),
    categories: features.filter((feature) => feature.kind === "category"),
    width: features.reduce((sum, feature) => sum + columnsOf3(feature), 1)
  };
}
function fitFeature(name, column2, minCategoryCount) {
  return column2.kind === "number" ? fitNumber(name, column2.values) : fitCategory(name, column2, minCategoryCount);
}
function fitNumber(name, values) {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const rows = values.length;
  if (present.length === 0) {
    throw new ConfigurationError(
      `train.builtin: column ${JSON.stringify(name)} has no value in any of ${rows} rows. Leave it out of features.`
    );
  }
  const [least, greatest] = [present[0], present[present.length - 1]];
  if (least < -1e150 || greatest > 1e150) {
    const worst = Math.abs(least) > Math.abs(greatest) ? least : greatest;
    const row = values.indexOf(worst) + 1;
    throw new ConfigurationError(
      `train.builtin: column ${JSON.stringify(name)} holds ${worst} in row ${row}. Make it missing or leave the column out of features.`
    );
  }
  const middle = present.length >> 1;
  const median = present.length % 2 === 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2;
  const imputed = values.map((value) => Number.isNaN(value) ? median : value);
  let sum = 0;
  for (const value of imputed) sum += value;
  const mean2 = sum / rows;
  let squares = 0;
  for (const value of imputed) squares += (value - mean2) ** 2;
  const variance = squares / rows;
  const constant = least === greatest || variance <= (rows * mean2 * Number.EPSILON) ** 2;
  return { kind: "number", name, median, mean: mean2, scale: constant ? void 0 : Math.sqrt(variance) };
}
function fitCategory(name, column2, minCategoryCount) {
  const counts3 = /* @__PURE__ */ new Map();
  for (const value of column2.values) {
    const level = levelOf(value);
    counts3.set(level, (counts3.get(level) ?? 0) + 1);
  }
  const isRare = (level) => level !== "" && (counts3.get(level) ?? 0) < minCategoryCount;
  const sorted = [...counts3.keys()].sort();
  return {
    kind: "category",
    name,
    levels: sorted.filter((level) => !isRare(level)),
    rare: sorted.filter(isRare)
  };
}
function levelOf(value) {
  return value === null ? "" : String(value);
}
function buildDesign(features, table) {
  const { numbers, categories: categories2, width: width2 } = inDesignOrder(features);
  const { rows } = table;
  const numberValues2 = new Float64Array(rows * numbers.length);
  for (const [k, feature] of numbers.entries()) {
    const column2 = columnFor(feature, table);
    if (column2.kind !== "number") throw wrongKind2(feature, column2);
    if (feature.scale === void 0) continue;
    for (let row = 0; row < rows; row++) {
      const value = column2.values[row];
      const imputed = Number.isNaN(value) ? feature.median : value;
      numberValues2[row * numbers.length + k] = (imputed - feature.mean) / feature.scale;
    }
  }
  const categoryColumns = new Int32Array(rows * categories2.length);
  let firstColumn = numbers.length;
  for (const [k, feature] of categories2.entries()) {
    const column2 = columnFor(feature, table);
    if (column2.kind === "number") throw wrongKind2(feature, column2);
    const position = new Map(feature.levels.map((level, index) => [level, firstColumn + index]));
    const other = feature.rare.length > 0 ? firstColumn + feature.levels.length : -1;
    if (!position.has("")) position.set("", -1);
    for (let row = 0; row < rows; row++) {
      categoryColumns[row * categories2.length + k] = position.get(levelOf(column2.values[row] ?? null)) ?? other;
    }
    firstColumn += columnsOf3(feature);
  }
  return {
    rows,
    numbers: numberValues2,
    numberCount: numbers.length,
    categories: categoryColumns,
    categoryCount: categories2.length,
    width: width2
  };
}
function columnFor(feature, table) {
  const column2 = table.columns.get(feature.name);
  if (column2 === void 0) throw new ConfigurationError(`No column ${JSON.stringify(feature.name)} in the data.`);
  return column2;
}
function wrongKind2(feature, column2) {
  const expected = feature.kind === "number" ? "numbers" : "texts or booleans";
  return new ConfigurationError(
    `Column ${JSON.stringify(feature.name)} holds ${column2.kind}s; the model was trained on ${expected}.`
  );
}

// packages/training/src/builtin/labels.ts
var rowsNamed = 10;
function refuseRows(name, what, rows) {
  if (rows.length === 0) return;
  const named = rows.slice(0, rowsNamed).map((row) => row + 1);
  const more = rows.length > rowsNamed ? ` and ${rows.length - rowsNamed} more` : "";
  throw new ConfigurationError(
    `data.label ${JSON.stringify(name)}: ${what} in ${rows.length === 1 ? "row" : "rows"} ${named.join(", ")}${more} (counted from 1, without the header). Every training row needs its label: correct these rows or leave them out.`
  );
}
function rowsWhere(rows, test) {
  return Array.from({ length: rows }, (_, row) => row).filter(test);
}
function classLabels(name, column2) {
  const rows = column2.values.length;
  let values;
  if (column2.kind === "number") {
    refuseRows(
      name,
      "no value",
      rowsWhere(rows, (row) => Number.isNaN(column2.values[row]))
    );
    refuseRows(
      name,
      "numbers that are not whole, so no classes (task: regression predicts numbers),",
      rowsWhere(rows, (row) => !Number.isSafeInteger(column2.values[row]))
    );
    values = Array.from(column2.values, BigInt);
  } else {
    refuseRows(
      name,
      "no value",
      rowsWhere(rows, (row) => column2.values[row] === null || column2.values[row] === "")
    );
    values = column2.values.map(String);
  }
  const classes = [...new Set(values)].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  if (classes.length < 2) {
    throw new ConfigurationError(
      `data.label ${JSON.stringify(name)}: all ${rows} training rows are of one class, ${String(classes[0])}. A classifier needs rows of at least two.`
    );
  }
  const position = new Map(classes.map((value, index) => [value, index]));
  return {
    classes: classes.every((value) => typeof value === "bigint") ? classes : classes.map(String),
    indices: Int32Array.from(values, (value) => position.get(value) ?? -1)
  };
}
function numberLabels(name, column2) {
  if (column2.kind !== "number") {
    throw new ConfigurationError(
      `data.label ${JSON.stringify(name)}: holds ${column2.kind}s; linear-regression predicts numbers. Use task: classification with logistic-regression.`
    );
  }
  const { values } = column2;
  refuseRows(
    name,
    "no value",
    rowsWhere(values.length, (row) => Number.isNaN(values[row]))
  );
  refuseRows(
    name,
    "numbers beyond ±1e150",
    rowsWhere(values.length, (row) => Math.abs(values[row]) > 1e150)
  );
  return values;
}

// packages/training/src/builtin/design.ts
function multiply(design, weights, from, out, at) {
  const { rows, numbers, numberCount, categories: categories2, categoryCount, width: width2 } = design;
  const intercept = weights[from + width2 - 1];
  for (let row = 0; row < rows; row++) {
    let sum = intercept;
    const firstNumber = row * numberCount;
    for (let k = 0; k < numberCount; k++) sum += numbers[firstNumber + k] * weights[from + k];
    const firstCategory = row * categoryCount;
    for (let k = 0; k < categoryCount; k++) {
      const column2 = categories2[firstCategory + k];
      if (column2 >= 0) sum += weights[from + column2];
    }
    out[at + row] = sum;
  }
}
function multiplyTransposed(design, values, from, out, at) {
  const { rows, numbers, numberCount, categories: categories2, categoryCount, width: width2 } = design;
  out.fill(0, at, at + width2);
  let total2 = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[from + row];
    total2 += value;
    const firstNumber = row * numberCount;
    for (let k = 0; k < numberCount; k++) out[at + k] = out[at + k] + value * numbers[firstNumber + k];
    const firstCategory = row * categoryCount;
    for (let k = 0; k < categoryCount; k++) {
      const column2 = categories2[firstCategory + k];
      if (column2 >= 0) out[at + column2] = out[at + column2] + value;
    }
  }
  out[at + width2 - 1] = total2;
}
function weightedNormalMatrix(design, rowWeights, from, out) {
  const { rows, numbers, numberCount, categories: categories2, categoryCount, width: width2 } = design;
  out.fill(0);
  const last = (width2 - 1) * width2;
  for (let row = 0; row < rows; row++) {
    const weight2 = rowWeights[from + row];
    if (weight2 === 0) continue;
    const firstNumber = row * numberCount;
    const firstCategory = row * categoryCount;
    for (let i = 0; i < numberCount; i++) {
      const scaled = weight2 * numbers[firstNumber + i];
      const target = i * width2;
      for (let j = 0; j <= i; j++) out[target + j] = out[target + j] + scaled * numbers[firstNumber + j];
      out[last + i] = out[last + i] + scaled;
    }
    for (let i = 0; i < categoryCount; i++) {
      const column2 = categories2[firstCategory + i];
      if (column2 < 0) continue;
      const target = column2 * width2;
      for (let j = 0; j < numberCount; j++) {
        out[target + j] = out[target + j] + weight2 * numbers[firstNumber + j];
      }
      for (let j = 0; j <= i; j++) {
        const other = categories2[firstCategory + j];
        if (other >= 0) out[target + other] = out[target + other] + weight2;
      }
      out[last + column2] = out[last + column2] + weight2;
    }
    out[last + width2 - 1] = out[last + width2 - 1] + weight2;
  }
}

// packages/training/src/builtin/loss.ts
function squaredLoss(targets) {
  return {
    outputs: 1,
    evaluate(scores, residuals, curvature) {
      let sum = 0;
      for (let row = 0; row < targets.length; row++) {
        const residual = scores[row] - targets[row];
        residuals[row] = residual;
        curvature[row] = 1;
        sum += residual * residual;
      }
      return sum / 2;
    },
    timesCurvature() {
    }
  };
}
function sigmoid(score) {
  return score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score));
}
function binomialLoss(classes) {
  const weights = new Float64Array(classes.length);
  return {
    outputs: 1,
    evaluate(scores, residuals, curvature) {
      let sum = 0;
      for (let row = 0; row < classes.length; row++) {
        const score = scores[row];
        const target = classes[row];
        const probability = sigmoid(score);
        sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score;
        residuals[row] = probability - target;
        weights[row] = probability * sigmoid(-score);
        curvature[row] = weights[row];
      }
      return sum;
    },
    timesCurvature(vector) {
      for (let row = 0; row < weights.length; row++) vector[row] = vector[row] * weights[row];
    }
  };
}
function softmax(scores, rows, outputs) {
  let total2 = 0;
  for (let row = 0; row < rows; row++) {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < outputs; k++) greatest = Math.max(greatest, scores[k * rows + row]);
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      const value = Math.exp(scores[k * rows + row] - greatest);
      scores[k * rows + row] = value;
      sum += value;
    }
    for (let k = 0; k < outputs; k++) scores[k * rows + row] = scores[k * rows + row] / sum;
    total2 += greatest + Math.log(sum);
  }
  return total2;
}
function multinomialLoss(classes, outputs) {
  const rows = classes.length;
  const probabilities = new Float64Array(outputs * rows);
  return {
    outputs,
    evaluate(scores, residuals, curvature) {
      probabilities.set(scores);
      let sum = softmax(probabilities, rows, outputs);
      residuals.set(probabilities);
      for (let row = 0; row < rows; row++) {
        const own = classes[row] * rows + row;
        sum -= scores[own];
        residuals[own] = residuals[own] - 1;
      }
      for (let i = 0; i < probabilities.length; i++) curvature[i] = probabilities[i] * (1 - probabilities[i]);
      return sum;
    },
    timesCurvature(vector) {
      for (let row = 0; row < rows; row++) {
        let mean2 = 0;
        for (let k = 0; k < outputs; k++) mean2 += probabilities[k * rows + row] * vector[k * rows + row];
        for (let k = 0; k < outputs; k++) {
          const i = k * rows + row;
          vector[i] = probabilities[i] * (vector[i] - mean2);
        }
      }
    }
  };
}

// packages/training/src/builtin/cholesky.ts
function factorise(matrix, size) {
  for (let i = 0; i < size; i++) {
    const rowI = i * size;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size;
      const before = matrix[rowI + j];
      let sum = before;
      for (let k = 0; k < j; k++) sum -= matrix[rowI + k] * matrix[rowJ + k];
      if (i === j) {
        if (!(sum > 1e-14 * before)) return false;
        matrix[rowI + i] = Math.sqrt(sum);
      } else {
        matrix[rowI + j] = sum / matrix[rowJ + j];
      }
    }
  }
  return true;
}
function solveFactorised(factor, size, vector, offset) {
  for (let i = 0; i < size; i++) {
    let sum = vector[offset + i];
    for (let k = 0; k < i; k++) sum -= factor[i * size + k] * vector[offset + k];
    vector[offset + i] = sum / factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    const x = vector[offset + i] / factor[i * size + i];
    vector[offset + i] = x;
    for (let k = 0; k < i; k++) vector[offset + k] = vector[offset + k] - factor[i * size + k] * x;
  }
}

// packages/training/src/builtin/newton.ts
var matrixLimit = 16777216;
function greatestWidth(outputs) {
  return Math.floor(Math.sqrt(matrixLimit / outputs));
}
function minimise({ design, loss, l2, maxIterations, onIteration }) {
  const { rows, width: width2 } = design;
  const { outputs } = loss;
  const size = outputs * width2;
  const tolerance = 1e-11 * Math.sqrt(rows);
  const weights = new Float64Array(size);
  const trial = new Float64Array(size);
  const gradient = new Float64Array(size);
  const scores = new Float64Array(outputs * rows);
  const residuals = new Float64Array(outputs * rows);
  const curvature = new Float64Array(outputs * rows);
  const evaluate = (at) => {
    for (let k = 0; k < outputs; k++) multiply(design, at, k * width2, scores, k * rows);
    return loss.evaluate(scores, residuals, curvature) + l2 / 2 * squaredNorm(at, width2);
  };
  const gather2 = (values, at, out) => {
    for (let k = 0; k < outputs; k++) multiplyTransposed(design, values, k * rows, out, k * width2);
    for (let i = 0; i < size; i++) if ((i + 1) % width2 !== 0) out[i] = out[i] + l2 * at[i];
  };
  const hessianTimes = (direction, out) => {
    for (let k = 0; k < outputs; k++) multiply(design, direction, k * width2, scores, k * rows);
    loss.timesCurvature(scores);
    gather2(scores, direction, out);
  };
  const factors = Array.from({ length: outputs }, () => new Float64Array(width2 * width2));
  const precondition = (vector) => {
    for (const [k, factor] of factors.entries()) solveFactorised(factor, width2, vector, k * width2);
    if (outputs > 1) centre(vector, outputs, width2);
  };
  let value = evaluate(weights);
  let firstNorm = 0;
  for (let iteration = 0; ; iteration++) {
    gather2(residuals, weights, gradient);
    const norm = greatestMagnitude(gradient);
    if (norm <= tolerance) return { weights, iterations: iteration };
    if (iteration === 0) firstNorm = norm;
    if (iteration === maxIterations || Number.isNaN(norm)) throw notConverged(iteration, norm, tolerance);
    for (const [k, factor] of factors.entries()) factoriseBlock(design, curvature, k * rows, l2, factor);
    const direction = outputs === 1 ? negated(gradient) : conjugateGradients(gradient, hessianTimes, precondition, Math.min(0.1, norm / firstNorm));
    if (outputs === 1) precondition(direction);
    const slope = dot(gradient, direction);
    const rounding = 1e-12 * (1 + Math.abs(value));
    let step = 1;
    for (; ; step /= 2) {
      if (step < 1e-10) throw notConverged(iteration, norm, tolerance);
      for (let i = 0; i < size; i++) trial[i] = weights[i] + step * direction[i];
      const next = evaluate(trial);
      if (next <= value + 1e-4 * step * slope + rounding) {
        value = next;
        break;
      }
    }
    weights.set(trial);
    onIteration();
  }
}
function factoriseBlock(design, curvature, from, l2, factor) {
  const { width: width2 } = design;
  for (let damping = 0; ; damping = damping === 0 ? 1e-12 : damping * 100) {
    weightedNormalMatrix(design, curvature, from, factor);
    let greatest = l2;
    for (let i = 0; i < width2; i++) greatest = Math.max(greatest, factor[i * width2 + i]);
    for (let i = 0; i < width2; i++) {
      factor[i * width2 + i] = factor[i * width2 + i] + (i === width2 - 1 ? 0 : l2) + damping * greatest;
    }
    if (factorise(factor, width2)) return;
    if (!(damping < 1)) throw new RangeError("The normal matrix of a finite design cannot be factorised.");
  }
}
function conjugateGradients(gradient, hessianTimes, precondition, accuracy) {
  const size = gradient.length;
  const solution = new Float64Array(size);
  const residual = negated(gradient);
  const preconditioned = new Float64Array(residual);
  precondition(preconditioned);
  const direction = new Float64Array(preconditioned);
  const image = new Float64Array(size);
  let energy = dot(residual, preconditioned);
  const target = energy * accuracy * accuracy;
  for (let iteration = 0; iteration < size && energy > target; iteration++) {
    hessianTimes(direction, image);
    const curvature = dot(direction, image);
    if (!(curvature > 0)) break;
    const step = energy / curvature;
    for (let i = 0; i < size; i++) {
      solution[i] = solution[i] + step * direction[i];
      residual[i] = residual[i] - step * image[i];
    }
    preconditioned.set(residual);
    precondition(preconditioned);
    const next = dot(residual, preconditioned);
    const ratio2 = next / energy;
    for (let i = 0; i < size; i++) direction[i] = preconditioned[i] + ratio2 * direction[i];
    energy = next;
  }
  return solution;
}
function notConverged(iterations, norm, tolerance) {
  return new ConfigurationError(
    `train.builtin: did not converge in ${iterations} iterations (gradient ${norm.toExponential(1)}, wanted at most ${tolerance.toExponential(1)}). Raise train.builtin.l2 or train.builtin.max_iterations.`
  );
}
function centre(vector, outputs, width2) {
  for (let i = 0; i < width2; i++) {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += vector[k * width2 + i];
    for (let k = 0; k < outputs; k++) vector[k * width2 + i] = vector[k * width2 + i] - sum / outputs;
  }
}
function negated(vector) {
  return vector.map((value) => -value);
}
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
function squaredNorm(weights, width2) {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if ((i + 1) % width2 !== 0) sum += weights[i] * weights[i];
  return sum;
}
function greatestMagnitude(vector) {
  let greatest = 0;
  for (const value of vector) {
    if (!(Math.abs(value) <= greatest)) greatest = Math.abs(value);
  }
  return greatest;
}

// packages/training/src/builtin/linear-model.ts
function fitLinearModel({ builtin, table, label, id, onIteration }) {
  if (table.rows === 0) throw new ConfigurationError("data.train: holds no rows to train on.");
  const labelColumn = columnNamed(table, label, "data.label");
  const names = featureNames(builtin, table, label, id);
  const classification = builtin.algorithm === "logistic-regression" ? classLabels(label, labelColumn) : void 0;
  const numbers = classification === void 0 ? standardised(numberLabels(label, labelColumn)) : void 0;
  const features = names.map(
    (name) => fitFeature(name, columnNamed(table, name, "train.builtin.features"), builtin.min_category_count ?? 1)
  );
  const loss = lossFor(classification, numbers);
  refuseTooWide(features, loss.outputs);
  const design = buildDesign(features, table);
  const { weights, iterations } = minimise({
    design,
    loss,
    l2: builtin.l2 ?? 1,
    maxIterations: builtin.max_iterations ?? 100,
    onIteration
  });
  const { width: width2 } = design;
  if (numbers !== void 0) restoreUnit(weights, numbers);
  const target = classification ? { kind: "classification", classes: classification.classes } : { kind: "regression" };
  return { model: { features, width: width2, weights, target }, design, iterations };
}
function lossFor(classification, numbers) {
  if (numbers !== void 0) return squaredLoss(numbers.values);
  if (classification === void 0) throw new RangeError("Neither classes nor numbers to learn.");
  const { classes, indices } = classification;
  return classes.length === 2 ? binomialLoss(indices) : multinomialLoss(indices, classes.length);
}
function columnNamed(table, name, key) {
  const column2 = table.columns.get(name);
  if (column2 !== void 0) return column2;
  const present = [...table.columns.keys()].map((other) => JSON.stringify(other)).join(", ");
  throw new ConfigurationError(`${key}: the training data has no column ${JSON.stringify(name)}; it has ${present}.`);
}
function featureNames(builtin, table, label, id) {
  const names = builtin.features ?? [...table.columns.keys()].filter((name) => name !== label && name !== id);
  if (names.length === 0) {
    throw new ConfigurationError("train.builtin: the training data has no column besides the label and the id.");
  }
  for (const name of names) {
    if (name === label) {
      throw new ConfigurationError(`train.builtin.features: ${JSON.stringify(name)} is the label itself.`);
    }
    if (name === "" || name.includes("\0")) {
      throw new ConfigurationError(
        `train.builtin: a column named ${JSON.stringify(name)} cannot be a feature. Rename it or leave it out.`
      );
    }
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new ConfigurationError(`train.builtin.features: ${JSON.stringify(name)} is named twice.`);
    }
  }
  return names;
}
function refuseTooWide(features, outputs) {
  const { width: width2 } = inDesignOrder(features);
  const limit4 = greatestWidth(outputs);
  if (width2 <= limit4) return;
  const widest = [...features].sort((a, b) => columnsOf3(b) - columnsOf3(a)).slice(0, 3);
  const named = widest.map((feature) => `${JSON.stringify(feature.name)} (${columnsOf3(feature)})`).join(", ");
  throw new ConfigurationError(
    `train.builtin: the features make ${width2} model columns; at most ${limit4} are possible${outputs > 1 ? ` with ${outputs} classes` : ""}. Most come from ${named}: raise min_category_count or leave such columns out of features.`
  );
}
function standardised(labels) {
  const mean2 = labels.reduce((sum, value) => sum + value, 0) / labels.length;
  const variance = labels.reduce((sum, value) => sum + (value - mean2) ** 2, 0) / labels.length;
  const scale = variance > 0 ? Math.sqrt(variance) : 1;
  return { values: labels.map((value) => (value - mean2) / scale), mean: mean2, scale };
}
function restoreUnit(weights, { mean: mean2, scale }) {
  for (let i = 0; i < weights.length; i++) weights[i] = weights[i] * scale;
  const last = weights.length - 1;
  weights[last] = weights[last] + mean2;
}
function predict(model2, design) {
  const { rows } = design;
  const outputs = model2.weights.length / model2.width;
  const scores = new Float64Array(outputs * rows);
  for (let k = 0; k < outputs; k++) multiply(design, model2.weights, k * model2.width, scores, k * rows);
  if (model2.target.kind === "regression") return scores;
  const classes = model2.target.classes.length;
  const probabilities = new Float64Array(rows * classes);
  if (outputs > 1) softmax(scores, rows, outputs);
  for (let row = 0; row < rows; row++) {
    if (outputs === 1) {
      probabilities[2 * row] = sigmoid(-scores[row]);
      probabilities[2 * row + 1] = sigmoid(scores[row]);
    } else {
      for (let k = 0; k < classes; k++) probabilities[row * classes + k] = scores[k * rows + row];
    }
  }
  return probabilities;
}

// packages/training/src/builtin/linear-model-graph.ts
function linearModelGraph(model2) {
  const graph = new GraphBuilder(model2.features.map((feature) => feature.name));
  const { numbers, categories: categories2, width: width2 } = inDesignOrder(model2.features);
  const outputs = model2.weights.length / model2.width;
  const weightsOf2 = (from2, count2) => Float64Array.from({ length: count2 * outputs }, (_, i) => {
    const [column2, k] = [from2 + Math.floor(i / outputs), i % outputs];
    return model2.weights[k * width2 + column2];
  });
  const terms = [graph.constant("intercept", [1, outputs], weightsOf2(width2 - 1, 1))];
  if (numbers.length > 0) {
    const weights = graph.constant("number_weights", [numbers.length, outputs], weightsOf2(0, numbers.length));
    terms.push(graph.apply(numbers.length === 1 ? "Mul" : "MatMul", [standardisedNumbers(graph, numbers), weights]));
  }
  let from = numbers.length;
  for (const feature of categories2) {
    terms.push(categoryTerm(graph, feature, weightsOf2(from, columnsOf3(feature)), outputs));
    from += columnsOf3(feature);
  }
  const scores = terms.reduce((sum, term) => graph.apply("Add", [sum, term]));
  const inputs = [
    ...numbers.map(({ name }) => valueInfo(name, "double", ["N", 1])),
    ...categories2.map(({ name }) => valueInfo(name, "string", ["N", 1]))
  ];
  const shared2 = { inputs, opsets: { "": 17, "ai.onnx.ml": 2 }, graphName: "linear model" };
  if (model2.target.kind === "regression") {
    const variable = graph.apply("Identity", [scores], {}, "variable");
    return encodeModel({ ...shared2, ...graph.parts(), outputs: [valueInfo(variable, "double", ["N", 1])] });
  }
  const { classes } = model2.target;
  const probabilities = outputs > 1 ? graph.apply("Softmax", [scores], { axis: 1n }, "probabilities") : graph.apply(
    "Sigmoid",
    [graph.apply("Concat", [graph.apply("Neg", [scores]), scores], { axis: 1n })],
    {},
    "probabilities"
  );
  const index = graph.apply("ArgMax", [probabilities], { axis: 1n, keepdims: 0n });
  const whole = classes.every((value) => typeof value === "bigint");
  const classList = graph.constant(
    "classes",
    [classes.length],
    whole ? BigInt64Array.from(classes) : classes.map(String)
  );
  const extracted = graph.apply("ArrayFeatureExtractor", [classList, index], {}, void 0, "ai.onnx.ml");
  const flat = graph.constant("flat", [1], BigInt64Array.of(-1n));
  const label = graph.apply("Reshape", [extracted, flat], {}, "label");
  return encodeModel({
    ...shared2,
    ...graph.parts(),
    outputs: [
      valueInfo(label, whole ? "int64" : "string", ["N"]),
      valueInfo(probabilities, "double", ["N", classes.length])
    ]
  });
}
function standardisedNumbers(graph, numbers) {
  const row = (name, value) => graph.constant(name, [1, numbers.length], Float64Array.from(numbers, value));
  const raw = graph.apply(
    "Concat",
    numbers.map(({ name }) => name),
    { axis: 1n }
  );
  const medians = row("medians", ({ median }) => median);
  const imputed = graph.apply("Where", [graph.apply("IsNaN", [raw]), medians, raw]);
  const centred = graph.apply("Sub", [imputed, row("means", ({ mean: mean2 }) => mean2)]);
  return graph.apply("Div", [centred, row("scales", ({ scale }) => scale ?? 1)]);
}
function categoryTerm(graph, feature, weights, outputs) {
  const { levels, rare } = feature;
  const columns2 = columnsOf3(feature);
  const none = BigInt(columns2);
  const other = rare.length > 0 ? BigInt(levels.length) : none;
  const positions = levels.map((level, i) => [level, BigInt(i)]);
  if (!levels.includes("")) positions.push(["", none]);
  const table = new Float64Array(weights.length + outputs);
  table.set(weights);
  const position = graph.apply(
    "LabelEncoder",
    [feature.name],
    {
      keys_strings: positions.map(([level]) => level),
      values_int64s: BigInt64Array.from(positions, ([, value]) => value),
      default_int64: other
    },
    void 0,
    "ai.onnx.ml"
  );
  const rows = graph.apply("Gather", [graph.constant("weights", [columns2 + 1, outputs], table), position], { axis: 0n });
  return graph.apply("Squeeze", [rows, graph.constant("axis", [1], BigInt64Array.of(1n))]);
}
var GraphBuilder = class {
  #nodes = [];
  #initializers = [];
  #taken;
  constructor(inputNames) {
    this.#taken = new Set(inputNames);
  }
  #free(wanted) {
    let name = wanted;
    for (let i = 1; this.#taken.has(name); i++) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
  constant(wanted, dims, data) {
    const name = this.#free(wanted);
    this.#initializers.push(tensor(name, dims, data));
    return name;
  }
  apply(operator, inputs, attributes = {}, wanted = operator.toLowerCase(), domain = "") {
    const name = this.#free(wanted);
    this.#nodes.push(node(operator, inputs, [name], attributes, domain));
    return name;
  }
  parts() {
    return { nodes: this.#nodes, initializers: this.#initializers };
  }
};

// packages/training/src/builtin/train-builtin.ts
function trainBuiltin(request) {
  const { builtin, table, label, id, task, progress } = request;
  const wanted = task === "classification" ? "logistic-regression" : "linear-regression";
  if (builtin.algorithm !== wanted) {
    throw new ConfigurationError(
      `train.builtin.algorithm: ${builtin.algorithm} does not fit task: ${task}. Use ${wanted}.`
    );
  }
  progress.start(`Training ${builtin.algorithm} on ${table.rows} rows`, void 0, "iterations");
  try {
    const fit = fitLinearModel({ builtin, table, label, id, onIteration: () => progress.advance(1) });
    return {
      model: linearModelGraph(fit.model),
      metrics: trainingMetrics(fit.model, predict(fit.model, fit.design), table, label),
      iterations: fit.iterations,
      features: fit.model.features.map(summaryOf)
    };
  } finally {
    progress.stop();
  }
}
function summaryOf(feature) {
  const rareLevels = feature.kind === "category" ? feature.rare.length : 0;
  return { name: feature.name, kind: feature.kind, columns: columnsOf3(feature), rareLevels };
}
function trainingMetrics(model2, scores, table, label) {
  const column2 = table.columns.get(label);
  if (column2 === void 0) throw new RangeError("The label was there when the model was fitted.");
  const { rows } = table;
  if (model2.target.kind === "regression") {
    const truth = numberLabels(label, column2);
    const mean2 = truth.reduce((sum, value) => sum + value, 0) / rows;
    let residual = 0;
    let total2 = 0;
    for (let row = 0; row < rows; row++) {
      residual += (truth[row] - scores[row]) ** 2;
      total2 += (truth[row] - mean2) ** 2;
    }
    return [
      { name: "train_rmse", value: Math.sqrt(residual / rows) },
      // Not defined for a constant label.
      { name: "train_r2", value: total2 > 0 ? 1 - residual / total2 : Number.NaN }
    ];
  }
  const { classes, indices } = classLabels(label, column2);
  const count2 = classes.length;
  let loss = 0;
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const own = scores[row * count2 + indices[row]];
    loss -= Math.log(Math.max(own, Number.EPSILON));
    let best = 0;
    for (let k = 1; k < count2; k++) if (scores[row * count2 + k] > scores[row * count2 + best]) best = k;
    if (best === indices[row]) right++;
  }
  return [
    { name: "train_log_loss", value: loss / rows },
    { name: "train_accuracy", value: right / rows }
  ];
}

// packages/training/src/git-state.ts
var env = { LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
var inherit = ["PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT"];
async function gitState(directory, exec) {
  const git = (...args) => (
    // A file system monitor is a program that the repository's configuration names; none is needed to read it.
    exec({ argv: ["git", "-c", "core.fsmonitor=false", ...args], cwd: directory, env, inherit, timeoutSeconds: 60 })
  );
  let head;
  try {
    head = await git("rev-parse", "--verify", "HEAD");
  } catch (error) {
    if (error instanceof ConfigurationError) return void 0;
    throw error;
  }
  if (head.exitCode !== 0) {
    if (/not a git repository|Needed a single revision/.test(head.stderrTail)) return void 0;
    throw refused(head);
  }
  const status = await git("status", "--porcelain", "-z", "--untracked-files=no");
  if (status.exitCode !== 0) throw refused(status);
  return { commit: head.stdout.trim(), dirty: status.stdout !== "" };
}
function refused(result) {
  return new ConfigurationError(
    `git does not tell which commit this is: ${result.stderrTail.trim() || "no reason given"}. In a container, git config --global --add safe.directory <folder> may be missing.`
  );
}

// packages/training/src/input-digests.ts
import { stat as stat3 } from "node:fs/promises";
async function inputDigests(inputs) {
  const found = /* @__PURE__ */ new Map();
  for (const { name, path } of inputs) {
    const kind = await stat3(path).catch((cause) => {
      throw new ConfigurationError(`train.inputs: ${name} is not there. Correct the path or leave it out.`, { cause });
    });
    found.set(name, { name, digest: kind.isDirectory() ? await digestOfTree(path) : await digestOfFile(path) });
  }
  return [...found.values()].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

// packages/training/src/run-command.ts
import { mkdir as mkdir3, rm as rm3 } from "node:fs/promises";
import { join as join6 } from "node:path";

// packages/training/src/command-environment.ts
var inheritedVariables = [
  "PATH",
  "HOME",
  "USER",
  "SHELL",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "XDG_CACHE_HOME",
  // Windows programs do not start without these.
  "SYSTEMROOT",
  "COMSPEC",
  "PATHEXT",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  // Python environments: venv, uv, conda, mamba, pyenv, and setup-python's libraries.
  "VIRTUAL_ENV",
  "UV_PROJECT_ENVIRONMENT",
  "CONDA_PREFIX",
  "CONDA_DEFAULT_ENV",
  "MAMBA_ROOT_PREFIX",
  "PYENV_ROOT",
  "PYENV_VERSION",
  "PYTHONPATH",
  "PYTHONHASHSEED",
  "LD_LIBRARY_PATH",
  "DYLD_LIBRARY_PATH",
  // R and Julia.
  "R_HOME",
  "R_LIBS_USER",
  "JULIA_DEPOT_PATH",
  // Accelerators and threads.
  "CUDA_HOME",
  "CUDA_VISIBLE_DEVICES",
  "NVIDIA_VISIBLE_DEVICES",
  "OMP_NUM_THREADS",
  "MKL_NUM_THREADS",
  "OPENBLAS_NUM_THREADS"
];
function commandVariables(training, files) {
  return {
    // Without it Python holds its lines back and the log of a killed run is empty.
    PYTHONUNBUFFERED: "1",
    MLGATE_PARAMETERS: files.parameters,
    MLGATE_SEED: String(training.seed),
    MLGATE_OUTPUT_DIR: files.outputDirectory,
    ...files.trainData === void 0 ? {} : { MLGATE_TRAIN_DATA: files.trainData },
    ...files.validationData === void 0 ? {} : { MLGATE_VALIDATION_DATA: files.validationData }
  };
}

// packages/training/src/metrics-file.ts
import { readFile, stat as stat4 } from "node:fs/promises";
var import_json5 = __toESM(require_lib(), 1);
var largestBytes = 1024 * 1024;
var mostMetrics = 1e3;
var deepest = 16;
var longestName2 = 200;
async function readMetricsFile(path) {
  let text;
  try {
    const found = await stat4(path);
    if (!found.isFile()) throw new ConfigurationError(`${path}: is not a file.`);
    const { size } = found;
    if (size > largestBytes) {
      throw new ConfigurationError(`${path}: ${size} bytes of metrics; at most ${largestBytes} are read.`);
    }
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return void 0;
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${path}: cannot be read.`, { cause: error });
  }
  return parseMetrics(text, path);
}
function parseMetrics(text, where) {
  let content;
  try {
    content = import_json5.default.parse(text);
  } catch (cause) {
    throw new ConfigurationError(`${where}: is not JSON. Write one object of numbers, such as {"auc": 0.91}.`, {
      cause
    });
  }
  if (!isObject(content)) {
    throw new ConfigurationError(`${where}: holds no object. Write one of numbers, such as {"auc": 0.91}.`);
  }
  const metrics = /* @__PURE__ */ new Map();
  const ignored = [];
  const ignore = (name, reason) => {
    ignored.push({ name: name.length > longestName2 ? `${name.slice(0, longestName2)}…` : name, reason });
  };
  const visit2 = (object, prefix, depth) => {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key;
      if (isObject(value) && depth < deepest) visit2(value, `${name}.`, depth + 1);
      else if (typeof value !== "number") ignore(name, "not a number");
      else if (Math.abs(value) === Number.POSITIVE_INFINITY) ignore(name, "infinite");
      else if (name.length > longestName2) ignore(name, "its name is too long");
      else if (metrics.has(name)) ignore(name, "said twice");
      else metrics.set(name, value);
      if (metrics.size + ignored.length > mostMetrics) {
        throw new ConfigurationError(`${where}: more than ${mostMetrics} metrics. Keep those that people read.`);
      }
    }
  };
  visit2(content, "", 1);
  return { metrics: Array.from(metrics, ([name, value]) => ({ name, value })), ignored };
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// packages/training/src/produced-file.ts
import { stat as stat5 } from "node:fs/promises";
async function fileState(file) {
  let modifiedNs;
  try {
    const found = await stat5(file.path, { bigint: true });
    if (!found.isFile()) throw new ConfigurationError(`${file.key}: ${file.name} is not a file.`);
    modifiedNs = found.mtimeNs;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return void 0;
    throw error;
  }
  return { digest: await digestOfFile(file.path), modifiedNs };
}
async function digestOfProduced(file, before) {
  const after = await fileState(file);
  if (after === void 0) {
    throw new ConfigurationError(
      `${file.key}: training ended well but wrote no ${file.name}. Make it write there, or correct ${file.key}.`
    );
  }
  if ((await stat5(file.path)).size === 0) throw new ConfigurationError(`${file.key}: training left ${file.name} empty.`);
  if (before !== void 0 && before.digest === after.digest && after.modifiedNs <= before.modifiedNs) {
    throw new ConfigurationError(
      `${file.key}: ${file.name} is still the file from before the training. Make the command write it, or correct ${file.key}.`
    );
  }
  return after.digest;
}

// packages/training/src/training-log.ts
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
var tailLines = 20;
var tailLineLength = 500;
function openTrainingLog(path, limitBytes = 16 * 1024 * 1024) {
  const stream = createWriteStream(path);
  const written = finished(stream).then(
    () => void 0,
    (error) => ({ error })
  );
  const last = [];
  let bytes = 0;
  let left = 0;
  return {
    line(text) {
      last.push(text.length > tailLineLength ? `${text.slice(0, tailLineLength)}…` : text);
      if (last.length > tailLines) last.shift();
      const line = `${text}
`;
      bytes += Buffer.byteLength(line);
      if (left > 0 || bytes > limitBytes) left++;
      else stream.write(line);
    },
    tail: () => [...last],
    async close() {
      if (left > 0) {
        stream.write(
          `[mlgate: ${left} more lines were printed; ${limitBytes} bytes of log are kept. The last lines:]
`
        );
        for (const line of last) stream.write(`${line}
`);
      }
      stream.end();
      const failure = await written;
      if (failure !== void 0) throw failure.error;
    }
  };
}

// packages/training/src/user-code-guard.ts
function refuseBesideCredentials(credentialVariables) {
  if (credentialVariables.length === 0) return;
  throw new ConfigurationError(
    `train.command: will not run beside credentials, and this job has ${credentialVariables.join(", ")}. The command is code from the change under review and could read them. Train in a job of its own without these variables (on GitHub: no secrets in env, \`permissions: {contents: read}\`, no id-token: write; on GitLab: CI/CD variables with an environment scope that this job does not have) and hand the model over through the artifact.`
  );
}

// packages/training/src/run-command.ts
async function runCommand(request, effects) {
  refuseBesideCredentials(request.credentialVariables);
  const { training, workDirectory } = request;
  const { clock } = effects;
  const outputDirectory = join6(workDirectory, "output");
  const metricsPath = join6(outputDirectory, "metrics.json");
  const parameters = join6(workDirectory, "parameters.json");
  const logPath = join6(workDirectory, "train.log");
  await mkdir3(outputDirectory, { recursive: true });
  await rm3(metricsPath, { force: true });
  await writeFileAtomically(parameters, `${JSON.stringify(training.parameters, null, 2)}
`);
  const before = await fileState(request.produces);
  const { trainData, validationData } = request;
  const startedOn = clock.now();
  const startMs = clock.monotonicMs();
  const log = openTrainingLog(logPath);
  let result;
  try {
    result = await effects.exec({
      argv: training.argv,
      cwd: request.projectDirectory,
      env: commandVariables(training, { parameters, outputDirectory, trainData, validationData }),
      inherit: inheritedVariables,
      ...training.timeoutSeconds === void 0 ? {} : { timeoutSeconds: training.timeoutSeconds },
      onLine: (line) => {
        log.line(line);
        effects.log.info(line);
      }
    });
  } finally {
    await log.close();
  }
  const durationSeconds = (clock.monotonicMs() - startMs) / 1e3;
  const finishedOn = clock.now();
  if (result.timedOut || result.exitCode !== 0) {
    const message = `train.command: ${howItEnded(result, durationSeconds, training)}`;
    effects.keep(...failureBlocks(training, log, durationSeconds));
    throw new ConfigurationError(`${message} Its last lines are in the report; all of them in ${logPath}.`);
  }
  try {
    const digest = await digestOfProduced(request.produces, before);
    const metrics = await readMetricsFile(metricsPath);
    return {
      startedOn,
      finishedOn,
      durationSeconds,
      produced: { path: request.produces.path, digest },
      logFile: { path: logPath, digest: await digestOfFile(logPath) },
      logTail: log.tail(),
      metrics: metrics && { ...metrics, path: metricsPath, digest: await digestOfFile(metricsPath) }
    };
  } catch (error) {
    effects.keep(...failureBlocks(training, log, durationSeconds));
    throw error;
  }
}
function howItEnded(result, durationSeconds, training) {
  const program = JSON.stringify(training.argv[0]);
  const after = `after ${durationSeconds.toFixed(1)} s`;
  if (result.timedOut) {
    const minutes = (training.timeoutSeconds ?? durationSeconds) / 60;
    return `${program} was stopped ${after}: train.timeout_minutes allows ${minutes}.`;
  }
  if (result.exitCode === void 0) return `${program} was ended by ${result.signal ?? "a signal"} ${after}.`;
  return `${program} failed with exit code ${result.exitCode} ${after}.`;
}
function failureBlocks(training, log, durationSeconds) {
  const tail = log.tail();
  const ran = ["The command ", code(training.argv.join(" ")), ` ran for ${durationSeconds.toFixed(1)} s and `];
  if (tail.length === 0) return [paragraph(...ran, "printed nothing.")];
  return [paragraph(...ran, "printed, at the end:"), { kind: "code", text: tail.join("\n") }];
}

// packages/training/src/runtime-environment.ts
import { arch, platform } from "node:os";
var pythonProgram = /(?:^|[\\/])(?:python|pypy)\d*(?:\.\d+)*(?:\.exe)?$/i;
async function runtimeEnvironment(plan, projectDirectory, exec, credentialVariables) {
  const base = { platform: `${platform()} ${arch()}`, node: process.version };
  const program = plan.kind === "command" ? plan.argv[0] : void 0;
  if (program === void 0 || !pythonProgram.test(program)) {
    return { ...base, python: void 0, packages: void 0 };
  }
  refuseBesideCredentials(credentialVariables);
  const ask = async (...args) => {
    try {
      const result = await exec({
        argv: [program, ...args],
        cwd: projectDirectory,
        env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PYTHONDONTWRITEBYTECODE: "1" },
        inherit: inheritedVariables,
        timeoutSeconds: 60
      });
      return result.exitCode === 0 ? result.stdout : void 0;
    } catch (error) {
      if (error instanceof ConfigurationError) return void 0;
      throw error;
    }
  };
  const version2 = await ask("--version");
  const freeze = await ask("-m", "pip", "freeze");
  return {
    ...base,
    python: version2?.trim().slice(0, 100),
    packages: freeze === void 0 ? void 0 : digestOfBytes(freeze)
  };
}

// packages/training/src/train-section.ts
var BuiltinTraining = typebox_exports.Object(
  {
    algorithm: typebox_exports.Union([typebox_exports.Literal("logistic-regression"), typebox_exports.Literal("linear-regression")], {
      description: "logistic-regression for `task: classification` (binary or multinomial), linear-regression (ridge) for `task: regression`."
    }),
    features: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
        minItems: 1,
        uniqueItems: true,
        description: "Columns to learn from. Default: all columns but the label and the id."
      })
    ),
    l2: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0,
        default: 1,
        description: "Strength of the L2 penalty: ½·l2·‖w‖² is added to the sum of the losses, as with C = 1/l2 in scikit-learn's LogisticRegression and alpha = l2 in Ridge. The intercept is not penalised. Default: 1."
      })
    ),
    min_category_count: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        default: 1,
        description: 'Categories that occur in fewer training rows share one "other" weight, which categories never seen get as well. Default: 1, every category has its own weight and unseen ones contribute nothing.'
      })
    ),
    max_iterations: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 1,
        default: 100,
        description: "Newton steps after which training gives up with an error. Default: 100."
      })
    )
  },
  { additionalProperties: false, description: "A trainer that comes with mlgate; it writes one ONNX file." }
);
var TrainSection = typebox_exports.Object(
  {
    command: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String(), {
        minItems: 1,
        description: "Program and arguments that train the model, run in the folder of mlgate.yml and without a shell. Exactly one of command and builtin."
      })
    ),
    builtin: typebox_exports.Optional(BuiltinTraining),
    inputs: typebox_exports.Optional(
      typebox_exports.Array(typebox_exports.String({ minLength: 1 }), {
        uniqueItems: true,
        description: "Files and folders that training reads; their digests are recorded. Default: none but the data."
      })
    ),
    parameters: typebox_exports.Optional(
      typebox_exports.Record(typebox_exports.String(), typebox_exports.Union([typebox_exports.String(), typebox_exports.Number(), typebox_exports.Boolean(), typebox_exports.Null()]), {
        description: "Names and plain values for the command, which reads them from the JSON file that MLGATE_PARAMETERS names."
      })
    ),
    seed: typebox_exports.Optional(
      typebox_exports.Integer({
        minimum: 0,
        maximum: 4294967295,
        default: 42,
        description: "Number for MLGATE_SEED, recorded with the model. The built-in algorithms draw nothing at random. Default: 42."
      })
    ),
    timeout_minutes: typebox_exports.Optional(
      typebox_exports.Number({
        exclusiveMinimum: 0,
        description: "Minutes after which the command is stopped. Default: none, the CI job has its own limit."
      })
    )
  },
  { additionalProperties: false, description: "How the model is trained." }
);
var defaultSeed = 42;
function trainingPlan(section) {
  if (section.command !== void 0 && section.builtin !== void 0) {
    throw new ConfigurationError("train: names both command and builtin. Keep the one that trains this model.");
  }
  if (section.builtin !== void 0) {
    for (const key of ["parameters", "timeout_minutes"]) {
      if (section[key] !== void 0) {
        throw new ConfigurationError(`train.${key}: is for train.command; train.builtin does not read it.`);
      }
    }
    return { kind: "builtin", builtin: section.builtin };
  }
  const [program, ...rest] = section.command ?? [];
  if (program === void 0) {
    throw new ConfigurationError("train: names neither command nor builtin. Say how the model is trained.");
  }
  if (program.trim() === "") throw new ConfigurationError("train.command: the program to run is empty.");
  return {
    kind: "command",
    argv: [program, ...rest],
    parameters: section.parameters ?? {},
    seed: section.seed ?? defaultSeed,
    timeoutSeconds: section.timeout_minutes === void 0 ? void 0 : section.timeout_minutes * 60
  };
}

// packages/training/src/training-provenance.ts
var buildType = "https://github.com/mlgate/mlgate/train-model/v1";
function trainingProvenance(history) {
  const { section, environment: environment2, git } = history;
  const { python, packages } = environment2;
  const dependencies = [];
  if (git !== void 0) {
    const { repositoryUri: repository } = history;
    const isUrl = repository !== void 0 && URL.canParse(repository);
    dependencies.push({
      name: "source",
      ...isUrl ? { uri: `git+${repository}` } : {},
      digest: { gitCommit: git.commit },
      annotations: { dirty: git.dirty, ...repository === void 0 || isUrl ? {} : { repository } }
    });
  }
  dependencies.push(...history.inputs.map(described));
  if (packages !== void 0) dependencies.push(described({ name: "pip freeze", digest: packages }));
  return {
    buildDefinition: {
      buildType,
      externalParameters: { model: history.model, train: { ...section, seed: section.seed ?? defaultSeed } },
      internalParameters: {
        platform: environment2.platform,
        node: environment2.node,
        ...python === void 0 ? {} : { python }
      },
      resolvedDependencies: dependencies
    },
    runDetails: {
      builder: { id: history.builderId, version: { mlgate: history.version } },
      metadata: {
        ...history.invocationId === void 0 ? {} : { invocationId: history.invocationId },
        startedOn: history.startedOn.toISOString(),
        finishedOn: history.finishedOn.toISOString()
      },
      byproducts: history.byproducts.map(described),
      mlgate_training: {
        durationSeconds: history.durationSeconds,
        ...history.iterations === void 0 ? {} : { iterations: history.iterations },
        metrics: history.metrics.map(({ name, value }) => ({ name, value: Number.isNaN(value) ? "NaN" : value }))
      }
    }
  };
}
function described({ name, digest }) {
  return { name, digest: { sha256: hexOf(digest) } };
}
function trainingRecord(subject, history) {
  return { subject, predicateType: provenanceType, predicate: trainingProvenance(history) };
}

// packages/training/src/training-report.ts
function trainingReport(parts) {
  const { history, produced } = parts;
  const ran = whatRan(history);
  const seconds = duration(history.durationSeconds);
  const blocks = [...metricBlocks(parts), ...parameterBlocks(history)];
  if (parts.features.length > 0) blocks.push(featureFold(parts.features));
  if (parts.logTail.length > 0) {
    blocks.push(
      fold(`Log: the last ${count(parts.logTail.length, "line")}`, { kind: "code", text: parts.logTail.join("\n") })
    );
  }
  blocks.push(originFold(history));
  return {
    model: history.model,
    step: "train-model",
    verdict: "pass",
    outcome: "trained",
    reason: [ran, ` ran for ${seconds} and made `, code(produced.name), ", ", code(shortDigest(produced.digest)), "."],
    blocks,
    checks: [
      {
        name: "training",
        verdict: "pass",
        message: `Training ran for ${seconds} and made ${produced.name}, ${shortDigest(produced.digest)}.`,
        severity: "error"
      }
    ],
    measurements: [
      {
        name: "training_duration_seconds",
        help: "Time that training took.",
        labels: {},
        value: history.durationSeconds
      },
      ...history.metrics.map(({ name, value }) => ({
        name: "training_metric",
        help: "Metric that training reported about itself.",
        labels: { metric: name },
        value
      }))
    ]
  };
}
function whatRan({ section, iterations }) {
  if (section.builtin !== void 0) {
    const steps = iterations === void 0 ? "" : `, converged in ${count(iterations, "iteration")},`;
    return strong("The built-in ", code(section.builtin.algorithm), steps);
  }
  return code((section.command ?? []).join(" "));
}
function metricBlocks({ history, ignoredMetrics }) {
  const blocks = [];
  if (history.metrics.length > 0) {
    const rows = history.metrics.map(({ name, value }) => [[code(name)], [figure(value)]]);
    const caption = "Metrics that training reports about itself. They are not judged here.";
    blocks.push({ kind: "table", caption, columns: nameAndValue("Metric"), rows });
  }
  if (ignoredMetrics.length > 0) {
    const items = ignoredMetrics.map(({ name, reason }) => [code(name), `: ${reason}`]);
    blocks.push(
      fold(`metrics.json: ${count(ignoredMetrics.length, "entry", "entries")} left out`, { kind: "list", items })
    );
  }
  return blocks;
}
function parameterBlocks({ section }) {
  const parameters = section.builtin === void 0 ? section.parameters ?? {} : section.builtin;
  const rows = Object.entries(parameters).map(([name, value]) => [[code(name)], [code(textOf2(value))]]);
  return rows.length === 0 ? [] : [{ kind: "table", columns: nameAndValue("Parameter"), rows }];
}
function textOf2(value) {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}
function featureFold(features) {
  const rows = features.map(({ name, kind, columns: columns2, rareLevels }) => [
    [code(name)],
    [kind === "number" ? "number" : "category"],
    [String(columns2)],
    [rareLevels > 0 ? String(rareLevels) : ""]
  ]);
  return fold(`Features: ${features.length}`, {
    kind: "table",
    columns: [
      { title: "Column", align: "left" },
      { title: "Kind", align: "left" },
      { title: "Weights", align: "right" },
      { title: "Rare categories put together", align: "right" }
    ],
    rows
  });
}
function originFold({ git, environment: environment2, inputs, section, startedOn, version: version2 }) {
  const { python, packages } = environment2;
  const items = [
    git === void 0 ? ["Commit: not in a git repository"] : ["Commit: ", code(git.commit), git.dirty ? ", with changes that are not committed" : ", nothing changed since"],
    [`Started: ${startedOn.toISOString()}`],
    // The built-in algorithms draw nothing at random.
    ...section.builtin === void 0 ? [[`Seed: ${section.seed ?? defaultSeed}`]] : [],
    [`mlgate ${version2} on Node.js ${environment2.node}, ${environment2.platform}`],
    ...python === void 0 ? [] : [["Python: ", code(python)]],
    ...packages === void 0 ? [] : [["Packages (pip freeze): ", code(shortDigest(packages))]]
  ];
  const rows = inputs.map(({ name, digest }) => [[code(name)], [code(digest)]]);
  const columns2 = nameAndValue("Input", "Digest", "left");
  const table = rows.length > 0 ? { kind: "table", columns: columns2, rows } : paragraph("No inputs were declared.");
  return fold("How the model came to be", { kind: "list", items }, table);
}
function nameAndValue(name, value = "Value", align = "right") {
  return [
    { title: name, align: "left" },
    { title: value, align }
  ];
}
function figure(value) {
  return String(Number(value.toPrecision(6)));
}
function duration(seconds) {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
function count(number, noun, plural2 = `${noun}s`) {
  return `${number} ${number === 1 ? noun : plural2}`;
}

// packages/project/src/gate-shorthand.ts
function bodyOf(document, at, { gate, ...rest }) {
  return { ...rest, ...gateOf(document, at, gate) };
}
function gateOf(document, at, written) {
  if (written === void 0) return {};
  const found = writtenOut(written);
  if ("gate" in found) return { gate: found.gate };
  const problems = found.problems.map(({ path, message }) => {
    const whole = [...at, "gate", ...path];
    return { path: whole, position: document.positionOf(whole), message };
  });
  const [first, ...rest] = problems;
  if (first === void 0) throw new RangeError("A section that cannot be written out has a problem.");
  throw errorOf([first, ...rest]);
}

// packages/project/src/extended-policy.ts
var organisationPolicyFile = "mlgate-policy.yml";
var referencePattern = "^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+@[0-9a-f]{40}(:[^:/\\\\\\s][^:\\\\\\s]*)?$";
var referenceForm = "<owner>/<repository>@<all 40 digits of a commit>, with :<path> when it is not mlgate-policy.yml";
function parseReference2(reference) {
  const at = reference.indexOf("@");
  const [repository, rest] = [reference.slice(0, at), reference.slice(at + 1)];
  const separator = rest.indexOf(":");
  if (separator < 0) return { repository, commit: rest, path: organisationPolicyFile };
  return { repository, commit: rest.slice(0, separator), path: rest.slice(separator + 1) };
}

// packages/project/src/project-schema.ts
var modelNamePattern = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$";
var modelNameForm = "1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first";
var sections = {
  task: typebox_exports.Union(
    [typebox_exports.Literal("classification"), typebox_exports.Literal("regression"), typebox_exports.Literal("ranking"), typebox_exports.Literal("forecast")],
    {
      title: "Task",
      description: "What the model predicts: a class, a number, an order of documents (a score for each), or the future of a series."
    }
  ),
  candidate: CandidateSection,
  data: DataSection,
  train: typebox_exports.Optional(TrainSection),
  gate: typebox_exports.Optional(GateSection),
  registry: typebox_exports.Optional(RegistrySection),
  trusted_keys: typebox_exports.Optional(TrustedKeysSection),
  evidence: typebox_exports.Optional(EvidenceSection),
  deploy: typebox_exports.Optional(DeploySection),
  drift: typebox_exports.Optional(DriftSection)
};
var extended = typebox_exports.Optional(
  typebox_exports.String({
    pattern: referencePattern,
    "x-form": referenceForm,
    description: `An organisation's policy, whose demands every model here meets as well: ${referenceForm}.`
  })
);
var closed8 = { additionalProperties: false };
var ModelBody = typebox_exports.Object(sections, {
  ...closed8,
  title: "Model",
  description: "One model: where its candidate and data are, how it is trained and judged."
});
var SingleProject = typebox_exports.Object(
  {
    model: typebox_exports.String({
      pattern: modelNamePattern,
      title: "Model name",
      description: `Names folders, artifacts and reports: ${modelNameForm}.`,
      "x-form": modelNameForm
    }),
    extends: extended,
    ...sections
  },
  { ...closed8, title: "One model", description: "A project with one model." }
);
var SeveralProject = typebox_exports.Object(
  {
    extends: extended,
    models: typebox_exports.Record(typebox_exports.String({ pattern: modelNamePattern }), ModelBody, {
      ...closed8,
      minProperties: 1,
      title: "Models",
      description: `Models by name: ${modelNameForm}.`,
      "x-entry": "model",
      "x-form": modelNameForm
    })
  },
  { ...closed8, title: "Several models", description: "A project with several models, each with the same keys." }
);
var ProjectSchema = typebox_exports.Union([SingleProject, SeveralProject], {
  title: "mlgate.yml",
  description: "How mlgate validates the data of, trains and judges the models of a repository."
});

// packages/project/src/project.ts
function loadProject(text, file) {
  const document = parseDocument(text, file);
  return isSeveral(document.value) ? severalModels(document) : oneModel(document);
}
function isSeveral(value) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "models");
}
function oneModel(document) {
  const { model: model2, extends: extended2, ...written } = checkDocument(document, SingleProject);
  const body = bodyOf(document, [], written);
  refuseImpossibleOrder(document, [], body);
  return {
    file: document.file,
    extends: extended2,
    models: /* @__PURE__ */ new Map([[model2, body]]),
    positionOf: (_, path, which) => document.positionOf(path, which)
  };
}
function severalModels(document) {
  refuseBodyBesideModels(document);
  const { models: written, extends: extended2 } = checkDocument(document, SeveralProject);
  const models = Object.fromEntries(
    Object.entries(written).map(([name, body]) => {
      return [name, bodyOf(document, ["models", name], body)];
    })
  );
  refuseNamesThatFoldersConfuse(Object.keys(models), document);
  for (const [name, body] of Object.entries(models)) refuseImpossibleOrder(document, ["models", name], body);
  return {
    file: document.file,
    extends: extended2,
    models: new Map(Object.entries(models)),
    positionOf: (model2, path, which) => document.positionOf(["models", model2, ...path], which)
  };
}
function refuseBodyBesideModels(document) {
  const body = new Set(Object.keys(SingleProject.properties));
  for (const shared2 of Object.keys(SeveralProject.properties)) body.delete(shared2);
  const keys2 = isSeveral(document.value) ? Object.keys(document.value) : [];
  throwIfAny(
    keys2.filter((key) => body.has(key)).map((key) => ({
      path: [key],
      position: document.positionOf([key], "key"),
      message: "cannot stand beside models; it belongs into one of them."
    }))
  );
}
function refuseNamesThatFoldersConfuse(names, document) {
  const problems = names.flatMap((name, index) => {
    const twin = names.slice(0, index).find((earlier) => earlier.toLowerCase() === name.toLowerCase());
    if (twin === void 0) return [];
    const path = ["models", name];
    return [{ path, position: document.positionOf(path, "key"), message: `differs from ${twin} only by letter case.` }];
  });
  throwIfAny(problems);
}
function refuseImpossibleOrder(document, at, { deploy = {} }) {
  throwIfAny(
    environmentProblems(deploy).map(({ environment: environment2, message }) => {
      const path = [...at, "deploy", environment2, "requires", "passed"];
      return { path, position: document.positionOf(path), message };
    })
  );
}
function throwIfAny(problems) {
  const [first, ...rest] = problems;
  if (first !== void 0) throw errorOf([first, ...rest]);
}
function selectModel(project, name) {
  const names = [...project.models.keys()];
  const wanted = name ?? (names.length === 1 ? names[0] : void 0);
  if (wanted === void 0) {
    throw new ConfigurationError(`${project.file}: has several models (${names.join(", ")}). Name one of them.`);
  }
  const body = project.models.get(wanted);
  if (body === void 0) {
    const meant = nearest(wanted, names);
    const hint = meant === void 0 ? `known are ${names.join(", ")}.` : `Did you mean ${meant}?`;
    throw new ConfigurationError(
      `${project.file}: has no model ${quoted(wanted)}${meant === void 0 ? "; " : ". "}${hint}`
    );
  }
  return { name: wanted, body };
}

// packages/project/src/data-beginning.ts
async function checkDataBeginning(real, path, { reading }) {
  await readCsvBeginning(real, path, reading);
}

// packages/project/src/organisation-policy.ts
var closed9 = { additionalProperties: false };
var accept = typebox_exports.Optional(
  typebox_exports.Union([typebox_exports.Literal("pass"), typebox_exports.Literal("pass_or_override")], {
    default: "pass",
    description: "Whether a repository may let a verdict that somebody has overridden count as a pass there."
  })
);
var baseline = typebox_exports.Optional(
  typebox_exports.Partial(GateSection.properties.baseline, { ...closed9, description: "What is demanded of the baseline." })
);
var OrganisationPolicy = typebox_exports.Object(
  {
    gate: typebox_exports.Optional(
      typebox_exports.Object(
        { ...typebox_exports.Partial(GateSection).properties, baseline },
        { ...closed9, description: "What every model must show, beside what its repository demands." }
      )
    ),
    evidence: typebox_exports.Optional(EvidenceSection),
    trusted_keys: typebox_exports.Optional(TrustedKeysSection),
    registry: typebox_exports.Optional(typebox_exports.Object({ accept }, { ...closed9, description: "What may be registered." })),
    deploy: typebox_exports.Optional(
      typebox_exports.Record(
        typebox_exports.String({ pattern: "^[a-z0-9][a-z0-9-]{0,39}$" }),
        typebox_exports.Object(
          {
            requires: typebox_exports.Optional(
              typebox_exports.Object(
                { passed: typebox_exports.String({ description: "Environment where a version must have passed before." }) },
                { ...closed9, description: "What must have happened before a version comes there." }
              )
            ),
            accept
          },
          { ...closed9, description: "What is demanded of one environment, where a repository has one of that name." }
        ),
        { ...closed9, "x-entry": "environment", description: "What is demanded of environments, by name." }
      )
    )
  },
  {
    ...closed9,
    title: "Organisation policy",
    description: "What an organisation demands of every model of the repositories whose mlgate.yml extends it."
  }
);
function loadOrganisationPolicy(text, file) {
  const document = parseDocument(text, file);
  if (typeof document.value === "object" && document.value !== null && Object.hasOwn(document.value, "extends")) {
    throw new ConfigurationError("extends: an organisation’s policy extends no other; write its demands out.", {
      position: document.positionOf(["extends"], "key")
    });
  }
  const written = checkDocument(document, OrganisationPolicy);
  return { body: { ...written, ...demandsOf2(document, written.gate) }, document };
}
function demandsOf2(document, gate) {
  if (gate?.metrics_max === void 0 && gate?.metrics_min === void 0) return gate === void 0 ? {} : { gate };
  const { baseline: baseline2, ...rest } = gate;
  const { gate: { metrics, ...others } = { metrics: {} } } = gateOf(document, [], rest);
  return { gate: { ...others, metrics, ...baseline2 === void 0 ? {} : { baseline: baseline2 } } };
}

// packages/project/src/canonical-json.ts
function canonicalJson(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON.`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== void 0).sort(([a], [b]) => a < b ? -1 : 1).map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  throw new RangeError(`A ${typeof value} has no form in JSON.`);
}

// packages/project/src/policy-parts.ts
var anyFile = "(a file)";
function policyParts(body) {
  const { train: _train, drift: _drift, candidate, data, ...judging } = body;
  const { train, validation, ...judgingData } = data;
  const { gate } = body;
  const decides = {
    ...gate && needsThePast(gate) ? { train } : {},
    ...typeof gate?.threshold === "object" ? { validation } : {}
  };
  return { ...judging, candidate: understood(candidate), data: { ...judgingData, ...decides } };
}
function understood(candidate) {
  if ("onnx" in candidate) return { ...candidate, onnx: anyFile };
  if ("predictions" in candidate) return { ...candidate, predictions: anyFile };
  if ("metrics" in candidate) return { metrics: anyFile };
  if ("command" in candidate) {
    const { timeout_minutes: _time2, ...rest } = candidate;
    return rest;
  }
  const { batch_rows: _rows, timeout_minutes: _time, ...endpoint } = candidate.endpoint;
  return { ...candidate, endpoint };
}
function policyDigest(document) {
  return digestOfBytes(canonicalJson(document));
}
function policyDocument(body, contract, code2 = {}) {
  const parts = { parts: policyParts(body), contract: contract ?? null };
  return Object.keys(code2).length === 0 ? parts : { ...parts, code: code2 };
}

// packages/project/src/stringency.ts
var keys = (all, rest) => ({
  kind: "keys",
  keys: all,
  ...rest === void 0 ? {} : { rest }
});
var demandingKeys = (all) => ({ ...keys(all), demands: true });
var settingKeys = (all) => ({ ...keys(all), silence: "free" });
var entries = (entry, added) => ({ kind: "entries", entry, added });
var atLeast = limit3(largerIs("tightened"));
var atMost = limit3(largerIs("loosened"));
var atLeastBy = (preset, silence = "binding") => withDefault(largerIs("tightened"), preset, silence);
var margin = limit3((before, after) => {
  const [one, other] = [marginOf(before), marginOf(after)];
  if (one === void 0 || other === void 0 || one.unit !== other.unit) return "changed";
  return largerIs("loosened")(one.value, other.value);
});
var oneOf2 = (fromLooseToTight, preset) => withDefault((before, after) => {
  const [one, other] = [fromLooseToTight.indexOf(before), fromLooseToTight.indexOf(after)];
  if (one < 0 || other < 0) return "changed";
  return largerIs("tightened")(one, other);
}, preset);
var demands = {
  kind: "rule",
  silence: "free",
  direction: (before = [], after = []) => contained(before, after, "tightened")
};
var trust = {
  kind: "rule",
  silence: "free",
  direction: (before = [], after = []) => contained(before, after, "loosened")
};
var permission = {
  kind: "rule",
  silence: "binding",
  direction: (before, after) => before === void 0 ? "loosened" : after === void 0 ? "tightened" : "changed"
};
var demand = {
  kind: "rule",
  silence: "free",
  direction: (before, after) => before === void 0 ? "tightened" : after === void 0 ? "loosened" : "changed"
};
var choice = { kind: "rule", silence: "free", direction: () => "changed" };
var fixed = { kind: "rule", silence: "binding", direction: () => "changed" };
function nodeBelow(node2, name) {
  if (node2.kind === "rule") return node2;
  if (node2.kind === "entries") return node2.entry;
  return (Object.hasOwn(node2.keys, name) ? node2.keys[name] : node2.rest) ?? choice;
}
function wholeDirection(node2, below, before, after) {
  const added = node2.kind === "entries" ? node2.added : below.kind === "keys" && below.demands ? "tightened" : void 0;
  if (added === void 0 || before !== void 0 && after !== void 0) return void 0;
  return before === void 0 ? added : opposite[added];
}
function directionOf2(node2, before, after) {
  return node2.kind === "rule" ? node2.direction(before, after) : "changed";
}
var opposite = {
  tightened: "loosened",
  loosened: "tightened",
  changed: "changed",
  unchanged: "unchanged"
};
function limit3(compare) {
  return {
    kind: "rule",
    silence: "free",
    direction: (before, after) => before === void 0 ? "tightened" : after === void 0 ? "loosened" : compare(before, after)
  };
}
function withDefault(compare, preset, silence = "binding") {
  return {
    kind: "rule",
    silence,
    direction: (before = preset, after = preset) => before === after ? "unchanged" : compare(before, after)
  };
}
function largerIs(direction) {
  return (before, after) => {
    if (typeof before !== "number" || typeof after !== "number") return "changed";
    if (after > before) return direction;
    return after < before ? opposite[direction] : after === before ? "unchanged" : "changed";
  };
}
function marginOf(value) {
  if (typeof value === "number") return { value, unit: "" };
  const percent2 = typeof value === "string" ? /^\s*([0-9.]+)\s*%\s*$/.exec(value)?.[1] : void 0;
  return percent2 === void 0 ? void 0 : { value: Number(percent2), unit: "%" };
}
function contained(before, after, grown) {
  if (!Array.isArray(before) || !Array.isArray(after)) return "changed";
  const [one, other] = [new Set(before.map(canonicalJson)), new Set(after.map(canonicalJson))];
  const kept = [...one].every((item) => other.has(item));
  const added = [...other].some((item) => !one.has(item));
  if (kept) return added ? grown : "unchanged";
  if (!added) return opposite[grown];
  return "changed";
}

// packages/project/src/policy-rules.ts
var metric = keys(
  {
    min: atLeast,
    max: atMost,
    max_regression: margin,
    max_total_regression: margin,
    confident: oneOf2([false, true], false),
    slices: demands,
    min_rows: atLeastBy(gateDefaults.minRows)
  },
  fixed
);
var disparity = keys({
  min: atLeast,
  max: atMost,
  max_regression: margin,
  confident: oneOf2([false, true], false)
});
var perturbation = keys({
  amount: atLeast,
  share: atLeast,
  max_changed: atMost,
  confident: oneOf2([false, true], false)
});
var gateRules = keys({
  baseline: keys({
    from: choice,
    if_missing: oneOf2(["absolute-only", "fail"], gateDefaults.ifMissing),
    max_age_days: atMost
  }),
  anchor: choice,
  confidence: keys({
    level: atLeastBy(gateDefaults.level),
    resamples: atLeastBy(gateDefaults.resamples),
    seed: choice,
    interval: choice,
    on_inconclusive: oneOf2(["pass", "fail"], gateDefaults.onInconclusive)
  }),
  threshold: choice,
  // What is kept decides nothing; who wants test data out of artifacts must be able to say so for all.
  store_answers: oneOf2([true, false], true),
  metrics: entries(metric, "tightened"),
  // Written out as metrics wherever a file is read, so that they are never compared themselves.
  metrics_max: demands,
  metrics_min: demands,
  fairness: demandingKeys({
    by: demands,
    min_rows: atLeastBy(fairnessDefaults.minRows),
    demographic_parity_difference: disparity,
    demographic_parity_ratio: disparity,
    equalized_odds_difference: disparity,
    equalized_odds_ratio: disparity,
    equal_opportunity_difference: disparity,
    equal_opportunity_ratio: disparity
  }),
  calibration: choice,
  // Where what is found decides, each of the others could keep anything from being found.
  weak_slices: settingKeys({
    columns: fixed,
    depth: fixed,
    min_rows: fixed,
    false_discovery_rate: fixed,
    on_found: oneOf2(["report", "inconclusive", "fail"], "report"),
    against: fixed,
    metric: fixed
  }),
  explanations: demandingKeys({
    rows: atLeastBy(explanationDefaults.rows),
    background: atLeastBy(explanationDefaults.background),
    // Ranks among few features correlate as anybody likes.
    features: fixed,
    not_in_top: keys({ features: demands, k: atLeast }),
    max_rank_correlation_drop: atMost
  }),
  robustness: demandingKeys({ noise: perturbation, nulls: perturbation, unseen: perturbation }),
  parity: demandingKeys({ predictions: choice, rows: choice, max_abs_difference: atMost, max_label_flips: atMost })
});
var environment = keys(
  {
    requires: keys({ passed: demand }),
    accept: oneOf2(["pass_or_override", "pass"], "pass"),
    smoke_rows: atLeastBy(deployDefaults.smokeRows, "free")
  },
  choice
);
var policyRules = keys(
  {
    gate: gateRules,
    evidence: keys({
      max_age_days: atMost,
      scores: oneOf2(["declared", "mlgate"], "mlgate"),
      override: permission
    }),
    trusted_keys: trust,
    registry: keys({ accept: oneOf2(["pass_or_override", "pass"], "pass") }, choice),
    deploy: entries(environment, "changed"),
    drift: keys({ fail_on: oneOf2(["never", "drift"], "drift") }, choice)
  },
  choice
);

// packages/project/src/policy-changes.ts
function policyChanges(policy, changed2) {
  const judging = (body) => ({ ...policyParts(body), drift: body.drift });
  return differences([], policyRules, judging(policy), judging(changed2));
}
function extendsChange(before, after) {
  if (before === after) return [];
  const direction = before === void 0 ? "tightened" : after === void 0 ? "loosened" : "changed";
  return [{ path: "extends", before: words5(before), after: words5(after), direction }];
}
function differences(path, node2, before, after) {
  if (canonical(before) === canonical(after)) return [];
  const first = before ?? (isFilled(after) ? {} : void 0);
  const second = after ?? (isFilled(before) ? {} : void 0);
  if (isMapping(first) && isMapping(second)) {
    const names = [.../* @__PURE__ */ new Set([...Object.keys(first), ...Object.keys(second)])].sort();
    return names.flatMap((name) => {
      const inner = nodeBelow(node2, name);
      const below = differences([...path, name], inner, first[name], second[name]);
      const whole = wholeDirection(node2, inner, first[name], second[name]);
      return whole === void 0 ? below : below.map((change2) => ({ ...change2, direction: whole }));
    });
  }
  return [
    { path: pathText(path), before: words5(before), after: words5(after), direction: directionOf2(node2, before, after) }
  ];
}
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isFilled(value) {
  return isMapping(value) && Object.keys(value).length > 0;
}
function words5(value) {
  const text = typeof value === "string" ? value : canonical(value);
  return text === void 0 ? void 0 : printable(text, 200);
}
function canonical(value) {
  return value === void 0 ? void 0 : canonicalJson(value);
}

// packages/project/src/read-policy-document.ts
var PolicyText = typebox_exports.Object({ parts: ModelBody });
function readPolicyDocument(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return void 0;
  }
  if (!value_exports.Check(PolicyText, json)) return void 0;
  const { gate, ...rest } = json.parts;
  const written = gate === void 0 ? { gate } : writtenOut(gate);
  if (!("gate" in written)) return void 0;
  const body = { ...rest, ...written.gate === void 0 ? {} : { gate: written.gate } };
  return { body, digest: policyDigest(json) };
}

// packages/project/src/tighten.ts
function tightened(project, model2, organisation) {
  const own = project.models.get(model2);
  if (own === void 0) throw new RangeError(`${project.file} has no model ${model2}.`);
  const { gate, evidence, trusted_keys, registry, deploy } = own;
  const problems = looser([], policyRules, organisation.body, { gate, evidence, trusted_keys, registry, deploy }).map(
    ({ path, own: ours, theirs }) => ({
      path,
      position: project.positionOf(model2, path),
      message: `${words6(ours)} is not tighter than ${atHome(organisation, path, theirs)}. A repository may only tighten what it extends.`
    })
  );
  const [first, ...rest] = problems;
  if (first !== void 0) throw errorOf([first, ...rest]);
  const demanded = applicable(organisation.body, own);
  const document = {
    file: project.file,
    value: merge(demanded, own),
    positionOf: (path, which) => project.positionOf(model2, path, which)
  };
  return bodyOf(document, [], checkDocument(document, ModelBody));
}
function applicable({ registry, deploy = {}, ...demands2 }, own) {
  const known = Object.entries(deploy).filter(([name]) => own.deploy !== void 0 && Object.hasOwn(own.deploy, name));
  return {
    ...demands2,
    ...own.registry === void 0 || registry === void 0 ? {} : { registry },
    ...known.length === 0 ? {} : { deploy: Object.fromEntries(known) }
  };
}
function looser(path, node2, theirs, own) {
  if (own === void 0 || canonicalJson(own) === canonical2(theirs)) return [];
  if (node2.kind === "rule") {
    if (theirs === void 0 && node2.silence === "free") return [];
    const direction = node2.direction(theirs, own);
    return direction === "tightened" || direction === "unchanged" ? [] : [{ path, own, theirs }];
  }
  if (node2.kind === "keys" && (node2.demands || node2.silence === "free") && theirs === void 0) return [];
  if (!isMapping2(own)) return [{ path, own, theirs }];
  return Object.entries(own).flatMap(([name, value]) => {
    const there = isMapping2(theirs) && Object.hasOwn(theirs, name) ? theirs[name] : void 0;
    const below = [...path, name];
    if (node2.kind === "entries") {
      return there === void 0 && node2.added === "tightened" ? [] : looser(below, node2.entry, there, value);
    }
    const rule = Object.hasOwn(node2.keys, name) ? node2.keys[name] : node2.rest;
    return rule === void 0 ? [{ path: below, own: value, theirs: there }] : looser(below, rule, there, value);
  });
}
function merge(theirs, own) {
  if (own === void 0) return theirs;
  if (!isMapping2(theirs) || !isMapping2(own)) return own;
  const names = /* @__PURE__ */ new Set([...Object.keys(theirs), ...Object.keys(own)]);
  const entries2 = [...names].map((name) => [name, merge(ownValue(theirs, name), ownValue(own, name))]);
  return Object.fromEntries(entries2.filter(([, value]) => value !== void 0));
}
function ownValue(mapping, name) {
  return Object.hasOwn(mapping, name) ? mapping[name] : void 0;
}
function atHome({ document }, path, theirs) {
  if (theirs === void 0) return `what ${document.file} leaves out`;
  const { line, column: column2 } = document.positionOf(path);
  return `${words6(theirs)}, which ${document.file}:${line}:${column2} says (${pathText(path)})`;
}
function words6(value) {
  return printable(typeof value === "string" ? value : canonical2(value) ?? "nothing", 200);
}
function canonical2(value) {
  return value === void 0 ? void 0 : canonicalJson(value);
}
function isMapping2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export {
  printable,
  quoted,
  commentLine,
  pathText,
  errorOf,
  nearest,
  checkDocument,
  problemsOf,
  parseDocument,
  checkDataBeginning,
  resolveDataPath,
  findDataFiles,
  locateRows,
  resolveDataFile,
  parseReference2 as parseReference,
  explanationDefaults,
  gateDefaults,
  demandsOf,
  needsThePast,
  conditionsIn,
  judge,
  answerColumns,
  operatingPoint,
  changedRows,
  changedRowsGroup,
  examineAnswers,
  recordedJudgement,
  judgeExplanations,
  rankImportance,
  withFindings,
  judgeMeasured,
  modelCost,
  metricCode,
  judgeParity,
  answerPictures,
  gateReport,
  changedAnswers,
  judgeRobustness,
  simulateGate,
  simulationReport,
  readStoredFile,
  packAnswers,
  packMetrics,
  recordedVerdict,
  rejudge,
  unpackAnswers,
  unpackMetrics,
  loadOrganisationPolicy,
  policyDigest,
  policyDocument,
  policyChanges,
  extendsChange,
  compareColumns,
  driftReport,
  referenceData,
  withScores,
  requireAlias,
  openDirectoryRegistry,
  trainBuiltin,
  inheritedVariables,
  gitState,
  inputDigests,
  runCommand,
  runtimeEnvironment,
  trainingPlan,
  trainingRecord,
  trainingReport,
  loadProject,
  selectModel,
  readPolicyDocument,
  tightened
};
