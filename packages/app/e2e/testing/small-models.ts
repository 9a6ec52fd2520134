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

/** Makes the project one of these models, each with data that keep their contract or do not. */
export async function writeModels(
  repository: FlightsRepository,
  models: Readonly<Record<string, 'keeps' | 'breaks'>>,
): Promise<void> {
  await repository.write('mlgate.yml', `models:${Object.keys(models).map(modelOf).join('')}`)
  await repository.write('contracts/small.odcs.yaml', contract)
  for (const [name, data] of Object.entries(models)) {
    await repository.write(`small/${name}.csv`, data === 'keeps' ? 'id\n1\n2\n' : 'id\n1\n1\n')
  }
}

/** Makes the project one of two models, of which one has data that keep their contract and one has not. */
export async function writeTwoModels(repository: FlightsRepository): Promise<void> {
  await writeModels(repository, { tidy: 'keeps', untidy: 'breaks' })
}
