/** SLSA provenance, the predicate of a training: https://slsa.dev/spec/v1.0/provenance. */
export const provenanceType = 'https://slsa.dev/provenance/v1'
