// What somebody would write: finds the comment that begins with a marker, page by page, and replaces it. Nothing else.
import { readFileSync } from 'node:fs'

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, MARKER, BODY_FILE } = process.env
const headers = {
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${GITHUB_TOKEN}`,
  'content-type': 'application/json; charset=utf-8',
}
const comments = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`

let found
for (let page = 1; found === undefined; page++) {
  const response = await fetch(`${comments}/1/comments?per_page=100&page=${page}`, { headers })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const list = await response.json()
  found = list.find(({ body }) => body.startsWith(MARKER))
  if (list.length < 100) break
}
if (found === undefined) throw new Error('There is no comment of ours.')
const body = JSON.stringify({ body: readFileSync(BODY_FILE, 'utf8') })
const response = await fetch(`${comments}/comments/${found.id}`, { method: 'PATCH', headers, body })
if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
process.exit(0)
