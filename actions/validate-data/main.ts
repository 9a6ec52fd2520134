import { runAction } from 'mlgate'

await runAction('validate-data')
