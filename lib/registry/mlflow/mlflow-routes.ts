import type { MlflowMethod, MlflowRow } from './mlflow-row'
import { registryRows } from './registry-rows'
import { trackingRows } from './tracking-rows'

/** The whole MLflow API: one row per method and path, whatever prefix a client uses. */
export const mlflowRoutes: readonly MlflowRow[] = [...registryRows, ...trackingRows]

interface Match {
  row: MlflowRow
  params: Record<string, string>
}

const exact = new Map<string, MlflowRow>()
const patterned: { row: MlflowRow; pattern: RegExp; names: string[] }[] = []
for (const row of mlflowRoutes) {
  const names = [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  if (names.length === 0) exact.set(`${row.version} ${row.method} ${row.path}`, row)
  else patterned.push({ row, names, pattern: new RegExp(`^${row.path.replace(/\{\w+\}/g, '([^/]+)')}$`) })
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The row of a request, with its path parameters; null where there is none. */
export function matchRow(version: '2.0' | '3.0', method: string, path: string): Match | null {
  const row = exact.get(`${version} ${method as MlflowMethod} ${path}`)
  if (row) return { row, params: {} }
  for (const { row: candidate, pattern, names } of patterned) {
    if (candidate.version !== version || candidate.method !== method) continue
    const values = pattern.exec(path)?.slice(1).map(decoded)
    if (!values || values.includes(null)) continue
    return { row: candidate, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) }
  }
  return null
}
