import { runAction } from 'mlgate'

await runAction('deploy-model')
