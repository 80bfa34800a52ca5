import type { Pool } from 'pg'

export const MODELS = 10_000
/** The largest model; the others share the rest, most of them few. */
export const LARGEST = 200_000
const OTHERS = 812_000

/** Takes the indexes away that no constraint needs, and gives the statements that build them again: far faster than row by row. */
async function withoutIndexes(
  query: (sql: string) => Promise<{ rows: { name: string; definition: string }[] }>,
): Promise<string[]> {
  const { rows } =
    await query(`SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
    WHERE i.indrelid IN ('"ModelVersion"'::regclass, '"VersionTag"'::regclass)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) AND NOT i.indisunique`)
  for (const { name } of rows) await query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition)
}

/**
 * A registry of 10^6 versions over 10^4 models, filled by the database itself: one model of 200,000 versions, the others by a power law.
 * Two tags and three metrics a version, one run each, two aliases a model, a hundredth quarantined, refused or archived.
 */
export async function fillMillionVersions(pool: Pool, workspaceId: string): Promise<void> {
  const client = await pool.connect()
  const fill = (sql: string) => client.query(sql.replaceAll('$WS', `'${workspaceId}'::uuid`))
  try {
    await client.query('BEGIN')
    // A fixture is no governed change: neither events nor checks of two million rows.
    await client.query(
      `SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '256MB';
        SET LOCAL maintenance_work_mem = '256MB'`,
    )
    const indexes = await withoutIndexes((sql) => client.query(sql))
    await fill(`INSERT INTO "Model" (id, "workspaceId", name, importance, "createdById", "createdByName", "createdAt", "updatedAt", description)
      SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '70008' || substr(md5('m' || n), 1, 15))::uuid, $WS,
        (ARRAY['churn','fraud','ranking','pricing','demand','credit','vision','speech'])[1 + n % 8] || '-' ||
        (ARRAY['retail','Europe','mobile','web','cards','loans','stores','partners','north','south'])[1 + n / 8 % 10] || '-' || lpad(n::text, 5, '0'),
        (ARRAY['low','medium','medium','medium','high','critical'])[1 + n % 6], 'user-' || n % 50, 'Person ' || n % 50,
        timestamptz '2023-11-15' + n * interval '1 minute', timestamptz '2025-06-01' - (n * 7919 % 10007) * interval '37 minutes', 'Model number ' || n
      FROM generate_series(1, ${MODELS}) n`)
    await fill(`CREATE TEMP TABLE spread ON COMMIT DROP AS
      SELECT m.id, m.name, CASE WHEN rank = 1 THEN ${LARGEST} ELSE 1 + floor(${OTHERS - MODELS} / power(rank, 0.7) / total)::int END AS count
      FROM (SELECT *, sum(1 / power(rank, 0.7)) FILTER (WHERE rank > 1) OVER () AS total
        FROM (SELECT *, row_number() OVER (ORDER BY md5(name)) AS rank FROM "Model" WHERE "workspaceId" = $WS) ranked) m`)
    await fill(`INSERT INTO "ModelVersion" (id, "workspaceId", "modelId", number, state, verdict, stage, "manifestDigest", "sizeBytes", metrics,
        "sourceRunId", source, "createdById", "createdByName", "createdAt", "readyAt", "updatedAt")
      SELECT (lpad(to_hex(1705000000000 + (at * 1000)::bigint), 12, '0') || '70008' || substr(md5(key), 1, 15))::uuid, $WS, id, number,
        CASE dice / 10 WHEN 0 THEN 'REFUSED' WHEN 1 THEN 'ARCHIVED' WHEN 2 THEN 'QUARANTINED' ELSE 'READY' END,
        CASE dice / 10 WHEN 0 THEN 'dangerous' WHEN 2 THEN 'suspicious' ELSE 'clean' END,
        CASE WHEN number = count THEN 'Production' WHEN number = count - 1 THEN 'Staging' WHEN dice % 3 = 0 THEN 'Archived' ELSE 'None' END,
        'sha256:' || md5(key) || md5('d' || key), 1000000 + dice,
        jsonb_build_object('accuracy', 0.5 + (hashtext('a' || key)::bigint + 2147483648) / 8589934592.0, 'auc', 0.6 + dice / 4000.0, 'loss', 1 - dice / 1000.0),
        md5('r' || key), 'mlflow-artifacts:/' || hashtext(name)::bigint + 2147483648 || '/' || md5('r' || key) || '/artifacts/model',
        'user-' || dice % 50, 'Person ' || dice % 50,
        timestamptz '2024-01-12' + at * interval '1 second', timestamptz '2024-01-12' + at * interval '1 second',
        timestamptz '2024-01-12' + at * interval '1 second' + dice * interval '1 hour'
      FROM (SELECT s.id, s.name, s.count, number, s.name || '/' || number AS key, (hashtext(s.name || '/' || number)::bigint + 2147483648) % 1000 AS dice,
          -- From its first version to its last a model takes its whole time, so that models are mixed in every order of time.
          (number::float8 / s.count) * 40000000 * (0.3 + 0.7 * ((hashtext(s.name)::bigint + 2147483648) / 4294967296.0)) AS at
        FROM spread s CROSS JOIN LATERAL generate_series(1, s.count) number) v
      ORDER BY at`)
    await fill(`INSERT INTO "VersionMetric" ("workspaceId", key, value, "versionId")
      SELECT $WS, e.key, e.value::float8, v.id FROM "ModelVersion" v, jsonb_each(v.metrics) e WHERE v."workspaceId" = $WS`)
    await fill(
      `UPDATE "Model" m SET "nextVersion" = s.count + 1 FROM spread s WHERE m."workspaceId" = $WS AND m.id = s.id`,
    )
    await fill(`INSERT INTO "ModelTag" ("workspaceId", "modelId", key, value)
      SELECT $WS, id, 'team', 'team-' || lpad((hashtext(name) & 63)::text, 2, '0') FROM "Model" WHERE "workspaceId" = $WS
      UNION ALL SELECT $WS, id, 'cost-centre', 'cc-' || md5(name) FROM "Model" WHERE "workspaceId" = $WS`)
    await fill(`INSERT INTO "VersionTag" ("workspaceId", "versionId", key, value)
      SELECT $WS, id, 'git.sha', substr(md5('g' || id), 1, 32) || substr(md5('h' || id), 1, 8) FROM "ModelVersion" WHERE "workspaceId" = $WS
      UNION ALL SELECT $WS, id, 'dataset', 'census-' || (hashtext(id::text) & 15) FROM "ModelVersion" WHERE "workspaceId" = $WS
      UNION ALL SELECT $WS, id, 'validated', 'by Person ' || (hashtext(id::text) & 7) FROM "ModelVersion" WHERE "workspaceId" = $WS AND hashtext('v' || id) & 4095 = 0`)
    await fill(`INSERT INTO "ModelAlias" ("workspaceId", "modelId", name, number)
      SELECT $WS, id, 'champion', greatest(1, count - 1) FROM spread UNION ALL SELECT $WS, id, 'candidate', count FROM spread
      UNION ALL SELECT $WS, id, 'holiday', 1 FROM spread WHERE hashtext(name) & 1023 = 7`)
    for (const definition of indexes) await client.query(definition)
    await client.query('COMMIT')
    await client.query('SET statement_timeout = 0')
    await client.query('VACUUM (ANALYZE)')
    await client.query('RESET statement_timeout')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
