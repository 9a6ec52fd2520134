import { runAction } from 'mlgate'

await runAction('register-model')
