import type { FlightsRepository } from './flights-repository.ts'

const modelOf = (name: string) => `
  ${name}:
    task: classification
    candidate: {onnx: out/model.onnx}
    data: {contract: contracts/small.odcs.yaml, train: small/${name}.csv}
`
const contract = `
apiVersion: v3.1.0
kind: DataContract
id: small
version: 1.0.0
status: active
schema:
  - name: rows
    properties:
      - name: id
        logicalType: integer
        required: true
        unique: true
`

/** Makes the project one of two models, of which one has data that keep their contract and one has not. */
export async function writeTwoModels(repository: FlightsRepository): Promise<void> {
  await repository.write('mlgate.yml', `models:${modelOf('tidy')}${modelOf('untidy')}`)
  await repository.write('contracts/small.odcs.yaml', contract)
  await repository.write('small/tidy.csv', 'id\n1\n2\n')
  await repository.write('small/untidy.csv', 'id\n1\n1\n')
}
