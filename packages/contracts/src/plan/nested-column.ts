/** A part of a column's values that checks look at as at a column of its own, as plain data. */
export interface NestedColumn {
  /** What checks call it: `address.city`. */
  readonly name: string
  /** The file's column that it is a part of. */
  readonly parent: string
  /** A field of objects, whose name may hold any character, or all items of arrays. */
  readonly part: { readonly is: 'field'; readonly field: string } | { readonly is: 'items' }
}
