import type pg from 'pg'

/** Predictions of one deployment run side by side; labels run alone, so that a label and its prediction cannot miss each other. */
export async function lockDeployment(
  client: pg.PoolClient,
  deploymentId: string,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const name = mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'
  await client.query(`SELECT ${name}(hashtextextended($1, 1))`, [`mon.deployment:${deploymentId}`])
}
