import { runAction } from 'mlgate'

await runAction()
