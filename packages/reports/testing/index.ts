export { openBrowser } from './browser.ts'
export { forgeActions } from './forge-actions.ts'
export { looks, printingProblemsOf, problemsOf } from './look-at-page.ts'
