/** A repository as the API's routes name it. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}
