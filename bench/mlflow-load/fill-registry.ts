import pg from 'pg'
import { insertAuditEvent } from '@/lib/audit/door'
import { createWorkspace } from '@/lib/identity/use-cases/create-workspace'
import { runIntake } from '@/lib/registry/run-intake'
import { tinyOnnx } from '@/lib/registry/testing/tiny-onnx'
import { database, pool } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { runCommand } from '@/lib/server/run-command'

interface Size {
  models: number
  versions: number
  runs: number
}

interface Filled {
  /** Where versions are registered from: files of a run that were checked before. */
  source: string
  runs: string[]
}

const LIVE = 20

/** Another database on the server that Slipway uses. */
export async function createDatabase(name: string): Promise<string> {
  await pool().query(`CREATE DATABASE ${name}`)
  const url = new URL(env.DATABASE_URL)
  url.pathname = `/${name}`
  return url.toString()
}

type Ask = <T>(method: string, path: string, body?: object) => Promise<T>

function client(base: string, token: string | null): Ask {
  return async (method, path, body) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    const bytes = body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
    const response = await fetch(`${base}/api/2.0/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: bytes }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const answer = await response.text()
    return answer === '' ? null : JSON.parse(answer)
  }
}

/** Runs, and a file below the first of them to register. */
async function makeRuns(ask: Ask, size: Size): Promise<Filled> {
  const runs: string[] = []
  for (let n = 0; n < size.runs; n += 1) {
    const made = await ask<{ run: { info: { run_id: string } } }>('POST', 'mlflow/runs/create', {
      experiment_id: '0',
      start_time: 1,
    })
    runs.push(made.run.info.run_id)
  }
  const place = `0/${runs[0]}/artifacts/model`
  await ask('PUT', `mlflow-artifacts/artifacts/${place}/model.onnx`, tinyOnnx())
  return { source: `mlflow-artifacts:/${place}`, runs }
}

/** Models `model-0` and on, each with the same number of versions and the alias `live`. */
export async function fillSlipway(url: string, size: Size): Promise<Filled & { token: string }> {
  const principal = {
    kind: 'job' as const,
    id: 'bench',
    name: 'bench',
    permissions: ['identity:create-workspace' as const],
  }
  const input = { slug: 'bench', name: 'Bench', owner: { email: 'owner@bench.test', name: 'Bench' } }
  const { id: workspaceId, owner } = await runCommand(createWorkspace, { principal, workspace: null, input })
  const token = owner?.token ?? ''
  const ask = client(url, token)
  const filled = await makeRuns(ask, size)
  // One registration is checked; what has the same bytes is then known to be clean.
  await ask('POST', 'mlflow/registered-models/create', { name: 'checked' })
  await ask('POST', 'mlflow/model-versions/create', { name: 'checked', source: filled.source })
  const { id: versionId } = await database().modelVersion.findFirstOrThrow({ where: { workspaceId } })
  await runIntake({ workspaceId, versionId })
  await database().$transaction(
    async (tx) => {
      const event = {
        principal,
        workspaceId,
        type: 'registry.version-created',
        command: 'bench',
        requestId: workspaceId,
      } as const
      await insertAuditEvent(tx, { ...event, outcome: 'success', resources: [] })
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`
      await tx.$executeRaw`
        INSERT INTO "Model" (id, "workspaceId", name, "createdById", "createdByName", "nextVersion", "updatedAt")
        SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid, ${workspaceId}::uuid, 'model-' || n, 'bench', 'Bench',
          ${size.versions + 1}, now() FROM generate_series(0, ${size.models - 1}::int) n`
      await tx.$executeRaw`
        INSERT INTO "ModelVersion" (id, "workspaceId", "modelId", number, state, "createdById", "createdByName", "readyAt", source)
        SELECT (lpad(to_hex(1710000000000 + v), 12, '0') || '70008' || substr(md5(m.name || v), 1, 15))::uuid,
          ${workspaceId}::uuid, m.id, v, 'READY', 'bench', 'Bench', now(), ${filled.source}
        FROM "Model" m, generate_series(1, ${size.versions}::int) v WHERE m.name LIKE 'model-%'`
      await tx.$executeRaw`
        INSERT INTO "ModelAlias" ("workspaceId", "modelId", name, number, "updatedAt")
        SELECT m."workspaceId", m.id, 'live', ${LIVE}::int, now() FROM "Model" m WHERE m.name LIKE 'model-%'`
    },
    { timeout: 120_000 },
  )
  await pool().query('ANALYZE')
  return { ...filled, token }
}

/** The same registry in an MLflow server's own tables. */
export async function fillMlflow(url: string, databaseUrl: string, size: Size): Promise<Filled> {
  const ask = client(url, null)
  const filled = await makeRuns(ask, size)
  const peer = new pg.Client({ connectionString: databaseUrl })
  await peer.connect()
  await peer.query(
    `INSERT INTO registered_models (name, creation_time, last_updated_time, description)
     SELECT 'model-' || n, 1700000000000 + n, 1700000000000 + n, '' FROM generate_series(0, $1::int) n`,
    [size.models - 1],
  )
  await peer.query(
    `INSERT INTO model_versions (name, version, creation_time, last_updated_time, description, user_id, current_stage, source, storage_location, status)
     SELECT m.name, v, 1710000000000 + v, 1710000000000 + v, '', 'Bench', 'None', $2, $2, 'READY'
     FROM registered_models m, generate_series(1, $1::int) v`,
    [size.versions, filled.source],
  )
  await peer.query(
    `INSERT INTO registered_model_aliases (name, alias, version) SELECT name, 'live', $1::int FROM registered_models`,
    [LIVE],
  )
  await peer.query('ANALYZE')
  await peer.end()
  return filled
}
