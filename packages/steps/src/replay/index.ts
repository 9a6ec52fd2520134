export { answerFileNames } from '../evaluate-gate/keep-answers.ts'
export { replayFolder } from './replay-folder.ts'
export { isSame, replayText } from './replay-text.ts'
export { type RescoreFiles, rescore } from './rescore.ts'
