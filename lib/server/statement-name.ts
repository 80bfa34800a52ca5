import { sha256Hex } from '@/lib/kernel/sha256'

const MAX_NAMES = 400
const names = new Map<string, string>()

/** Written into raw SQL that finds rows by their key, however it is called. */
const MARK = '/* by key */'
const GENERATED =
  /^(SELECT .* AND 1=1\) LIMIT \$\d+ OFFSET \$\d+$|INSERT INTO "public"\.(?!.*\),\()|UPDATE "public"\..* AND 1=1\) RETURNING )/s

/**
 * A name lets PostgreSQL parse and plan a statement once per connection. Only statements whose best plan does not depend on their values
 * get one: rows by key and single inserts. Searches are planned for what they search; they have the empty name.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MAX_NAMES || !(sql.includes(MARK) || GENERATED.test(sql))) return ''
  const name = `s${sha256Hex(sql).slice(0, 20)}`
  names.set(sql, name)
  return name
}
