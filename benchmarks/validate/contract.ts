/** The twelve checks as a contract. */
export function contractOf(airports: readonly string[]): string {
  return `apiVersion: v3.1.0
kind: DataContract
id: flights
version: 1.0.0
status: active
schema:
  - name: flights
    quality:
      - {name: row count, metric: rowCount, mustBeGreaterOrEqualTo: 1000000}
      - {name: key, metric: duplicateValues, arguments: {properties: [date, origin, destination]}, mustBe: 0}
      - name: distance beyond delay
        type: custom
        engine: mlgate
        implementation: {check: greaterColumn, columns: [distance, delay]}
    properties:
      - name: date
        logicalType: timestamp
        required: true
        quality:
          - name: range
            type: custom
            engine: mlgate
            implementation: {check: range, minimum: "2001-01-01T00:00:00", maximum: "2001-06-30T23:59:59"}
      - name: delay
        logicalType: integer
        quality:
          - name: range
            type: custom
            engine: mlgate
            implementation: {check: range, minimum: -60, maximum: 1440}
          - name: mean
            type: custom
            engine: mlgate
            implementation: {check: mean, minimum: 0, maximum: 10}
      - name: distance
        logicalType: integer
        logicalTypeOptions: {minimum: 1, maximum: 5000}
      - name: origin
        required: true
        logicalTypeOptions: {pattern: "^[A-Z]{3}$"}
        logicalType: string
      - name: destination
        required: true
        quality:
          - name: set
            metric: invalidValues
            arguments: {validValues: ${JSON.stringify(airports)}}
            mustBe: 0
`
}
