/** One run of a deployer in a process of its own, to be killed: `deploy.ts <stateDirectory> <port> <weight>`. */
import { linearRelease, localTargetFor } from './local-environment.ts'

const [stateDirectory = '', port = '', weight = ''] = process.argv.slice(2)
const { outcome } = await localTargetFor(stateDirectory, Number(port)).deploy(
  await linearRelease(stateDirectory, Number(weight)),
)
process.stdout.write(`${outcome}\n`)
