import { type Digest, type NamedDigest, shortDigest } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import type { Statement } from '../statement.ts'

const Sha256 = Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) })

const Time = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z$' })

/** What the chain reads of a gate's verdict (SLSA verification summary). */
export const VerdictPredicate = Type.Object({
  verifier: Type.Object({ id: Type.String() }),
  timeVerified: Time,
  resourceUri: Type.String(),
  policy: Type.Object({ digest: Sha256 }),
  inputAttestations: Type.Array(Type.Object({ digest: Sha256 })),
  verificationResult: Type.String(),
  mlgate_evaluation: Type.Object({
    verdict: Type.String(),
    model: Type.String({ minLength: 1 }),
    event: Type.String({ minLength: 1 }),
    commit: Type.Optional(Type.String()),
    scoredBy: Type.Optional(Type.String()),
    override: Type.Optional(
      Type.Object({
        by: Type.String({ minLength: 1 }),
        label: Type.String({ minLength: 1 }),
        reason: Type.String({ minLength: 1 }),
        head: Type.String({ pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' }),
      }),
    ),
    policyChanges: Type.Optional(Type.Array(Type.Object({ path: Type.String() }))),
  }),
})
export type VerdictPredicate = Static<typeof VerdictPredicate>

/** What the chain reads of a training's record (SLSA provenance). */
export const ProvenancePredicate = Type.Object({
  buildDefinition: Type.Object({
    resolvedDependencies: Type.Array(
      Type.Object({
        name: Type.Optional(Type.String()),
        digest: Type.Optional(Type.Record(Type.String(), Type.String())),
      }),
    ),
  }),
})
export type ProvenancePredicate = Static<typeof ProvenancePredicate>

/** What the chain reads of a data check (in-toto test result). */
export const TestResultPredicate = Type.Object({ result: Type.String() })
export type TestResultPredicate = Static<typeof TestResultPredicate>

/** What the chain reads of a deployment's record (our own predicate). */
export const DeploymentPredicate = Type.Object({
  resourceUri: Type.String(),
  model: Type.String({ minLength: 1 }),
  environment: Type.String(),
  result: Type.String(),
  deployedOn: Time,
  event: Type.String({ minLength: 1 }),
  policy: Type.Object({ digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }) }),
})
export type DeploymentPredicate = Static<typeof DeploymentPredicate>

export function digestOf({ sha256 }: Static<typeof Sha256>): Digest {
  return `sha256:${sha256}`
}

/** A statement's subjects; `prefix` is dropped from names that begin with it. */
export function subjectsOf(statement: Statement, prefix = ''): readonly NamedDigest[] {
  return statement.subject.map(({ name, digest }) => ({
    name: name.startsWith(prefix) ? name.slice(prefix.length) : name,
    digest: digestOf(digest),
  }))
}

/**
 * Whether two lists are the same files. A file alone is its bytes, whatever it is called; of several, names count too,
 * because a model's graph finds its weights by them.
 */
export function sameFiles(a: readonly NamedDigest[], b: readonly NamedDigest[]): boolean {
  if (a.length !== b.length || a.length === 0) return false
  if (a.length === 1) return a[0]?.digest === b[0]?.digest
  const lines = (files: readonly NamedDigest[]) => files.map(({ name, digest }) => `${digest} ${name}`).sort()
  const others = lines(b)
  return lines(a).every((line, index) => line === others[index])
}

/** Files in a sentence: the first three, with short digests. */
export function filesInWords(files: readonly NamedDigest[]): string {
  const shown = files.slice(0, 3).map(({ name, digest }) => `${name} (${shortDigest(digest)})`)
  return `${shown.join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}` || 'no file'
}
