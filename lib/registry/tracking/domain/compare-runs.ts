interface Logged<V> {
  key: string
  value: V
}

export interface ComparedRow<V> {
  key: string
  differs: boolean
  /** In the order of the runs; null where a run has none. */
  values: (V | null)[]
}

/** One row per key that any of the runs has; rows that differ come first, each group by key. */
export function compareLogged<V extends string | number>(runs: readonly (readonly Logged<V>[])[]): ComparedRow<V>[] {
  const byRun = runs.map((items) => new Map(items.map(({ key, value }) => [key, value])))
  const keys = [...new Set(runs.flatMap((items) => items.map(({ key }) => key)))].sort()
  const rows = keys.map((key) => {
    const values = byRun.map((items) => items.get(key) ?? null)
    return { key, values, differs: new Set(values).size > 1 }
  })
  return [...rows.filter((row) => row.differs), ...rows.filter((row) => !row.differs)]
}
