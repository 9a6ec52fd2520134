import { runAction } from 'mlgate'

await runAction('drift-report')
