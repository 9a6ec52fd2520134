import { runAction } from 'mlgate'

await runAction('train-model')
