export interface RecordRow<T> {
  name: string
  /** One per record, in their order; null: not given there. */
  values: (T | null)[]
  same: boolean
}

/** Every name of any record with its value in each: names that differ first, then by name. What did not move is shown, too. */
export function compareRecords<T extends string | number>(records: readonly Record<string, T>[]): RecordRow<T>[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].sort()
  const rows = names.map((name) => {
    const values = records.map((record) => record[name] ?? null)
    return { name, values, same: values.every((value) => value === values[0]) }
  })
  return rows.sort((a, b) => Number(a.same) - Number(b.same))
}
