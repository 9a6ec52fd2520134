import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ApiDescription } from './openapi/api-description.ts'
import type { OpenApiDocument } from './openapi/openapi-document.ts'

let loaded: Promise<ApiDescription> | undefined

/** GitLab's REST API as its documentation has it, as far as it is used here. */
export function gitlabDescription(): Promise<ApiDescription> {
  loaded ??= readFile(join(import.meta.dirname, 'gitlab-openapi.yaml'), 'utf8').then((text) => {
    const document: OpenApiDocument = parse(text, { merge: true })
    return new ApiDescription(document, {
      // What the documentation says of all operations: bad tokens and scopes, private projects, limits, trouble.
      statuses: new Set([400, 401, 403, 404, 429, 500, 502, 503]),
      schema: { $ref: '#/components/schemas/error' },
      raw: /^$/,
    })
  })
  return loaded
}
