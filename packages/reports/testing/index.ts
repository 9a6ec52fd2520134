export { openBrowser } from './browser.ts'
export { looks, printingProblemsOf, problemsOf } from './look-at-page.ts'
