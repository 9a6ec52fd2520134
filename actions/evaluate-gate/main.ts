import { runAction } from 'mlgate'

await runAction('evaluate-gate')
