import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import type { EXPERIMENT_SORTS } from '../console-contract'

const LAST_RUN = Prisma.sql`COALESCE((SELECT max(r."startMs") FROM "TrackingRun" r
  WHERE r."workspaceId" = e."workspaceId" AND r.experiment = e.number AND r.lifecycle = 'active'), -1)`
const KEYS = {
  created: Prisma.sql`e.number::bigint`,
  name: Prisma.sql`lower(e.name)`,
  lastRun: LAST_RUN,
} as const
const LIFECYCLES = { ACTIVE_ONLY: ['active'], DELETED_ONLY: ['deleted'], ALL: ['active', 'deleted'] } as const

interface ExperimentSearch {
  name: string | undefined
  view: keyof typeof LIFECYCLES
  sort: (typeof EXPERIMENT_SORTS)[number]
  limit: number
  /** Sort value (as text) and number of the last one seen. */
  after: readonly [string, number] | null
}

interface Row {
  number: number
  key: string
  lastRunMs: bigint
}

/** Numbers of experiments in the order asked for, one more than the limit; ties by number. */
export async function findExperimentNumbers(db: Db, workspaceId: string, search: ExperimentSearch): Promise<Row[]> {
  const isDown = search.sort.startsWith('-')
  const key = KEYS[search.sort.replace('-', '') as keyof typeof KEYS]
  const type = key === KEYS.name ? Prisma.sql`text` : Prisma.sql`bigint`
  const direction = isDown ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const beyond = isDown ? Prisma.sql`<` : Prisma.sql`>`
  const after = search.after
    ? Prisma.sql`(f.key, f.number) ${beyond} (${search.after[0]}::text::${type}, ${search.after[1]}::int)`
    : Prisma.sql`TRUE`
  const named = search.name ? Prisma.sql`strpos(lower(e.name), lower(${search.name})) > 0` : Prisma.sql`TRUE`
  return db.$queryRaw<Row[]>`
    SELECT f.number, f.key::text AS key, f."lastRunMs" FROM (
      SELECT e.number, ${key} AS key, ${LAST_RUN} AS "lastRunMs" FROM "TrackingExperiment" e
      WHERE e."workspaceId" = ${workspaceId}::uuid AND e.lifecycle = ANY(${[...LIFECYCLES[search.view]]}) AND ${named}
    ) f WHERE ${after} ORDER BY f.key ${direction}, f.number ${direction} LIMIT ${search.limit + 1}`
}
