import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type OsvRecord, parseOsvRecord } from '../domain/advisories/osv-record'
import { packageKey } from '../domain/dependencies/requirement'
import { openRecords } from './open-records'

export interface OsvDatabase {
  /** Newest change of any record: what happened later, it cannot know. */
  asOf: string
  records: number
  /** Records about a PyPI package. */
  about(packageKey: string): Promise<OsvRecord[]>
}

const AT_ONCE = 10
/** What the index needs; checking whole records would take most of the time of reading them. */
const heading = z.object({
  id: z.string(),
  modified: z.string(),
  affected: z.array(z.object({ package: z.object({ ecosystem: z.string(), name: z.string() }).optional() })).catch([]),
})

/** Reads every record once to know which packages it is about; keeps only where it lies. Leaves room for requests meanwhile. */
export async function loadOsvDatabase(path: string): Promise<OsvDatabase> {
  const source = await openRecords(path)
  const byPackage = new Map<string, number[]>()
  let asOf = ''
  let records = 0
  for (let index = 0; index < source.count; index += 1) {
    if (index % AT_ONCE === 0) await setImmediate()
    const parsed = heading.safeParse(JSON.parse(await source.read(index)))
    if (!parsed.success) continue
    const record = parsed.data
    records += 1
    if (record.modified > asOf) asOf = record.modified
    const keys = record.affected.flatMap(({ package: named }) =>
      named && named.ecosystem.split(':')[0] === 'PyPI' ? [packageKey(named.name)] : [],
    )
    for (const key of new Set(keys)) byPackage.set(key, [...(byPackage.get(key) ?? []), index])
  }
  if (records === 0) throw new Error('it holds no OSV record')
  return {
    asOf,
    records,
    async about(key) {
      const texts = await Promise.all((byPackage.get(key) ?? []).map((index) => source.read(index)))
      return texts.flatMap((text) => parseOsvRecord(JSON.parse(text)) ?? [])
    },
  }
}
