import type { z } from 'zod'
import type { Db } from '@/lib/server/database'
import type { facetsOutput } from './contract'
import { conditions, type EventFilter } from './reads'

/** Counting stops here, so that a facet costs the same at any size of the log: the newest events are what is counted. */
const COUNTED = 10_000
const SHOWN = 50

interface FacetRow {
  facet: 'actors' | 'types' | 'outcomes'
  value: string
  label: string
  count: number
}

/** What can be filtered by, with counts among the newest 10,000 events that match. */
export async function readFacets(
  db: Db,
  workspaceId: string,
  filter: EventFilter,
): Promise<z.output<typeof facetsOutput>> {
  const rows = await db.$queryRaw<FacetRow[]>`
    WITH newest AS (
      SELECT "actorId", "actorName", type, outcome FROM "AuditEvent" WHERE ${conditions(workspaceId, filter)} ORDER BY at DESC LIMIT ${COUNTED}::int
    )
    SELECT 'actors' AS facet, "actorId" AS value, max("actorName") AS label, count(*)::int AS count FROM newest GROUP BY "actorId"
    UNION ALL SELECT 'types', type, type, count(*)::int FROM newest GROUP BY type
    UNION ALL SELECT 'outcomes', outcome, outcome, count(*)::int FROM newest GROUP BY outcome
    ORDER BY count DESC, value`
  const of = (facet: FacetRow['facet']) =>
    rows
      .filter((row) => row.facet === facet)
      .slice(0, SHOWN)
      .map(({ value, label, count }) => ({ value, label, count }))
  return { actors: of('actors'), types: of('types'), outcomes: of('outcomes') }
}
