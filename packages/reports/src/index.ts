export { annotationsOf } from './annotations.ts'
export { codeQualityReport } from './code-quality.ts'
export { type Failure, failureReport } from './failure-report.ts'
export { type HtmlOptions, htmlReport } from './html-page.ts'
export { intervalText } from './interval-text.ts'
export { junitReport } from './junit.ts'
export {
  type CommentSection,
  commentSection,
  noteMarkdown,
  shortMarkdown,
  summaryMarkdown,
  summarySection,
} from './markdown.ts'
export { openMetrics } from './openmetrics.ts'
export { plainText } from './plain-text.ts'
export { readReportDocument, reportDocument, type TravellingReport } from './report-document.ts'
export { reportJsonSchema, reportLimit } from './report-schema.ts'
export { resultJson } from './result-json.ts'
export { resultJsonSchema } from './result-schema.ts'
export { sarifReport } from './sarif.ts'
export { commentMarker, composeComment } from './sticky-comment.ts'
export { summaryOfAll } from './summary-of-all.ts'
export { type TerminalOptions, terminalReport } from './terminal.ts'
export { repositoryPath } from './trouble.ts'
export { verdictIcon, verdictRank } from './verdict-words.ts'
