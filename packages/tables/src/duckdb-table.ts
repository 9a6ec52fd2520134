/** The name of a database's file and, behind `#`, of a table in it: `data/db.duckdb#flights`. */
export interface TableName {
  readonly file: string
  readonly table?: string
}

/** Takes `#table` off the name of a database; other names, which may hold a `#`, are files as they are. */
export function tableName(name: string): TableName {
  const [, file, table] = /^(.*?\.(?:duckdb|ddb))#(.*)$/is.exec(name) ?? []
  return file === undefined || table === undefined ? { file: name } : { file, table }
}
