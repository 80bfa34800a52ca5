import type pg from 'pg'

export interface Horizons {
  fiveMinutesMs: number
  hourMs: number
}

/** Earliest slots that still exist at 5m and 1h. */
export async function readHorizons(client: pg.PoolClient): Promise<Horizons> {
  const { rows } = await client.query<{ grain: number; ms: string }>(
    "SELECT grain, CASE WHEN first_slot = '-infinity' THEN '-Infinity' ELSE (extract(epoch FROM first_slot) * 1000)::text END AS ms FROM mon.horizon",
  )
  const of = (grain: number) => Number(rows.find((row) => row.grain === grain)?.ms ?? Number.NEGATIVE_INFINITY)
  return { fiveMinutesMs: of(1), hourMs: of(2) }
}

/** For writers: the shared lock keeps retention from moving the horizons under this transaction. */
export async function holdHorizons(client: pg.PoolClient): Promise<Horizons> {
  await client.query("SELECT pg_advisory_xact_lock_shared(hashtextextended('mon.horizon', 0))")
  return readHorizons(client)
}
