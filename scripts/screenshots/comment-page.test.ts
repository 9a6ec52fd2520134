import { expect, test } from 'vitest'
import { commentPage } from './comment-page.ts'

test('a comment is shown as GitHub shows it: alert, table, fold', async () => {
  const page = await commentPage(
    [
      '> [!CAUTION]',
      '> **recall** fell',
      '',
      '| a | b |',
      '| - | - |',
      '| ✅ | ⚠️ |',
      '',
      '<details><summary>More</summary>',
      '',
      '- `x`',
      '',
      '</details>',
    ].join('\n'),
  )
  expect(page).toContain(
    '<div class="markdown-alert markdown-alert-caution"><p class="markdown-alert-title">Caution</p>',
  )
  expect(page).toContain('<strong>recall</strong> fell')
  expect(page).not.toContain('[!CAUTION]')
  expect(page.match(/<td><svg .*?<\/svg><\/td>/g)).toHaveLength(2)
  expect(page).toContain('<details><summary>More</summary>')
  expect(page).toContain('.markdown-body')
})

test('an ordinary quotation stays one', async () => {
  expect(await commentPage('> [!UNKNOWN]\n> said')).toContain('<blockquote>')
})
