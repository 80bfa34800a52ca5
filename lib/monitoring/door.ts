import { pool } from '@/lib/server/database'
import { KIND, LATENCY_TOTAL, ORIGIN, TRAFFIC } from './domain/kinds'
import { readDataThrough } from './store/data-through'
import { vectorTypes } from './store/vector-parser'

export interface StreamTotals {
  requests: number
  ok: number
  clientErrors: number
  serverErrors: number
  timeouts: number
  cancelled: number
  shed: number
  /** lat5s.v1 bucket counts of the whole answer; empty when nothing was timed. */
  latency: number[]
}

interface TotalsQuery {
  deploymentId: string
  variantId: string
  /** Streams are cut at every plan generation, so "since this step began" is an exact sum. */
  sinceGeneration: bigint
}

/** What one variant has served since a plan generation, as enrolled agents observed it; declared numbers move no gate. */
export async function streamTotals(query: TotalsQuery): Promise<StreamTotals> {
  const { rows } = await pool().query<{ kind: number; n: Float64Array; c: Float64Array }>({
    text: `SELECT r.kind, mon.vsum(r.n) AS n, mon.vsum(r.c) AS c
      FROM mon.rollup_5m r JOIN mon.stream s USING (stream_id)
      WHERE r.deployment_id = $1 AND s.deployment_id = $1 AND s.variant_id = $2 AND s.generation >= $3 AND s.origin = $4
        AND r.segment_id = 0 AND (r.kind = $5 OR (r.kind = $6 AND r.item_id = $7))
      GROUP BY r.kind`,
    values: [
      query.deploymentId,
      query.variantId,
      String(query.sinceGeneration),
      ORIGIN.agent,
      KIND.traffic,
      KIND.latency,
      LATENCY_TOTAL,
    ],
    types: vectorTypes,
  })
  const traffic = rows.find((row) => row.kind === KIND.traffic)?.c
  const count = (counter: number) => traffic?.[counter] ?? 0
  return {
    requests: count(TRAFFIC.requests),
    ok: count(TRAFFIC.ok),
    clientErrors: count(TRAFFIC.clientErrors),
    serverErrors: count(TRAFFIC.serverErrors),
    timeouts: count(TRAFFIC.timeouts),
    cancelled: count(TRAFFIC.cancelled),
    shed: count(TRAFFIC.shed),
    latency: Array.from(rows.find((row) => row.kind === KIND.latency)?.n ?? []),
  }
}

/** Until when the captured predictions of a deployment are complete; null when nothing was ever reported. */
export async function dataThrough(deploymentId: string): Promise<Date | null> {
  return readDataThrough(deploymentId)
}
