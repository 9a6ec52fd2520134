import { runAction } from 'mlgate'

await runAction('publish-report')
