// The arrows of docs/architecture.md: which package may import which. `npm run check` cruises with these rules and
// plants one violation of each in a copy of the tree, which must be seen.

const { Visitor } = require('@swc/core/Visitor.js')

// swc parses `using x = …`, but its visitor, with which dependency-cruiser looks for imports, stops there with an error.
const { visitStatement } = Visitor.prototype
Visitor.prototype.visitStatement = function visitAlsoUsing(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement)
  statement.decls = this.visitVariableDeclarators(statement.decls)
  return statement
}

/** Every package of packages/, and the packages of ours that its production code may import. */
const arrows = {
  core: [],
  statistics: [],
  documents: ['core'],
  natives: ['core'],
  evidence: ['core'],
  hosts: ['core'],
  reports: ['core'],
  registry: ['core'],
  tables: ['core', 'natives'],
  models: ['core', 'natives', 'statistics', 'tables'],
  contracts: ['core', 'documents', 'evidence', 'models', 'statistics', 'tables'],
  gate: ['core', 'evidence', 'models', 'statistics', 'tables'],
  drift: ['core', 'models', 'statistics', 'tables'],
  deployment: ['core', 'models', 'tables'],
  server: ['core', 'models', 'tables'],
  training: ['core', 'evidence', 'models', 'statistics', 'tables'],
  project: [
    'contracts',
    'core',
    'deployment',
    'documents',
    'drift',
    'evidence',
    'gate',
    'models',
    'registry',
    'tables',
    'training',
  ],
  steps: [
    'contracts',
    'core',
    'deployment',
    'drift',
    'evidence',
    'gate',
    'models',
    'project',
    'registry',
    'statistics',
    'tables',
    'training',
  ],
  setup: ['contracts', 'core', 'documents', 'project', 'tables'],
  app: [
    'contracts',
    'core',
    'deployment',
    'evidence',
    'hosts',
    'natives',
    'project',
    'reports',
    'server',
    'setup',
    'steps',
  ],
}

/** Tests, and what only tests use, may import what they need. */
const tests = '(\\.test\\.ts$|/testing/|/testdata/)'

const arrowRules = Object.entries(arrows).map(([name, allowed]) => ({
  name: `arrow-${name}`,
  comment: `Production code of ${name} imports ${allowed.length === 0 ? 'no package of ours' : `only ${allowed.join(', ')}`}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: tests },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'arrow-unknown-package',
      comment: 'A new package gets its line in `arrows` above before it may import anything of ours.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: `(^packages/(${Object.keys(arrows).join('|')})/|${tests})` },
      to: { path: '^packages/', pathNot: '^packages/$1/' },
    },
    {
      name: 'arrow-actions',
      comment: 'Entries of actions hold no logic: they call app.',
      severity: 'error',
      from: { path: '^actions/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/app/' },
    },
    {
      name: 'nothing-imports-the-edges',
      comment: 'Packages know nothing of the entries, scripts, examples and benchmarks that use them.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(actions|scripts|examples|benchmarks|dist)/' },
    },
    {
      name: 'through-the-front-door',
      comment:
        'Another package is imported by its name, so that its `exports` decide what is public; not by a path into it.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-tests-in-production',
      comment: 'What ships does not import tests or their helpers.',
      severity: 'error',
      from: { path: '^(packages|actions)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'forges-live-in-hosts',
      comment: 'hosts is the only code that knows a forge.',
      severity: 'error',
      from: { path: '^(packages|actions)/', pathNot: `(^packages/hosts/|${tests})` },
      to: { path: 'node_modules/(@actions|@octokit|@gitbeaker)/' },
    },
    {
      name: 'natives-are-loaded-by-natives',
      comment:
        'Bundles hold no native package: natives finds and loads them, everybody else imports their types alone.',
      severity: 'error',
      from: { path: '^(packages|actions)/', pathNot: `(^packages/natives/|${tests})` },
      to: { path: 'node_modules/(onnxruntime-node|@duckdb/node-)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that import each other are one module, or two with a third below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // With TypeScript 7 alone nothing would be parsed, and an empty cruise passes.
    parser: 'swc',
    // Type imports are arrows too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^examples/[^/]+/(data|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Packages of types alone have no `main`.
      mainFields: ['module', 'main', 'types', 'typings'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
