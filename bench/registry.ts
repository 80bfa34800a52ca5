import type { Figure } from './figure'
import { benchPerson } from './registry-search/bench-person'
import { measureSearch } from './registry-search/measure-search'
import { withDatabase } from './with-database'

const SMALL = 100
const LARGE = 100_000
const CALLS = 300

const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0

function figure(
  name: string,
  unit: string,
  samples: readonly number[],
  against: { baseline: number; target: number | null },
): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const median = middle(sorted)
  return {
    name,
    unit,
    value: median,
    baseline: against.baseline,
    ratio: median / against.baseline,
    target: against.target,
    n: sorted.length,
    min: sorted[0] ?? 0,
    median,
    max: sorted.at(-1) ?? 0,
  }
}

/** Milliseconds of each call, one after the other. */
async function latencies(call: () => Promise<unknown>): Promise<number[]> {
  for (let warm = 0; warm < 30; warm += 1) await call()
  const samples: number[] = []
  for (let i = 0; i < CALLS; i += 1) {
    const start = performance.now()
    await call()
    samples.push(performance.now() - start)
  }
  return samples
}

/** Calls per second with eight in flight, in five rounds. */
async function throughput(call: () => Promise<unknown>): Promise<number[]> {
  const rounds: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now()
    const worker = async () => {
      for (let i = 0; i < 40; i += 1) await call()
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    rounds.push((320 * 1000) / (performance.now() - start))
  }
  return rounds
}

/**
 * The registry in one process on a PostgreSQL of its own: commands and reads against bare SQL, 100,000 versions of one model against
 * 100, and searches among a million.
 */
export function run(): Promise<Figure[]> {
  return withDatabase(async () => [...(await measure()), ...(await measureSearch())])
}

async function measure(): Promise<Figure[]> {
  const { database, pool } = await import('@/lib/server/database')
  const { newId } = await import('@/lib/kernel/new-id')
  const { runCommand } = await import('@/lib/server/run-command')
  const { runQuery } = await import('@/lib/server/run-query')
  const { createModel } = await import('@/lib/registry/use-cases/create-model')
  const { createVersion } = await import('@/lib/registry/use-cases/create-version')
  const { moveAlias } = await import('@/lib/registry/use-cases/move-alias')
  const { getVersionByAlias } = await import('@/lib/registry/use-cases/get-version-by-alias')
  const { getVersionByNumber } = await import('@/lib/registry/use-cases/get-version-by-number')
  const { listVersions } = await import('@/lib/registry/use-cases/list-versions')

  const workspaceId = newId()
  await database().workspace.create({ data: { id: workspaceId, slug: 'bench', name: 'Bench' } })
  const principal = benchPerson(workspaceId)
  const call = { principal, workspace: workspaceId }

  async function modelWith(name: string, count: number): Promise<string> {
    const { id } = await runCommand(createModel, { ...call, input: { name } })
    const { insertAuditEvent } = await import('@/lib/audit/door')
    await database().$transaction(
      async (tx) => {
        const event = {
          principal,
          workspaceId,
          type: 'registry.version-created',
          command: 'bench',
          requestId: newId(),
        } as const
        await tx.$executeRaw`SET LOCAL statement_timeout = 0`
        await insertAuditEvent(tx, { ...event, outcome: 'success', resources: [] })
        // UUIDv7-shaped ids that rise with the number, as those of real versions do.
        await tx.$executeRaw`
          INSERT INTO "ModelVersion" (id, "workspaceId", "modelId", number, state, "createdById", "createdByName", "readyAt")
          SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8' || substr(md5(${name} || n), 1, 15))::uuid,
            ${workspaceId}::uuid, ${id}::uuid, n, 'READY', 'bench', 'Bench', now() FROM generate_series(1, ${count}::int) n`
        await tx.$executeRaw`UPDATE "Model" SET "nextVersion" = ${count + 1} WHERE id = ${id}::uuid`
      },
      { timeout: 120_000 },
    )
    await runCommand(moveAlias, { ...call, input: { modelId: id, name: 'live', number: Math.ceil(count / 2) } })
    return id
  }
  const small = await modelWith('small', SMALL)
  const large = await modelWith('large', LARGE)
  await pool().query('ANALYZE')

  const create = (modelId: string) => () => runCommand(createVersion, { ...call, input: { modelId } })
  const byAlias = (modelId: string) => () => runQuery(getVersionByAlias, { ...call, input: { modelId, name: 'live' } })
  const byNumber = (modelId: string) => () => runQuery(getVersionByNumber, { ...call, input: { modelId, number: 50 } })
  const firstPage = (modelId: string) => () => runQuery(listVersions, { ...call, input: { modelId, sort: '-number' } })
  const bareRead = () =>
    pool().query(
      `SELECT v.* FROM "ModelAlias" a JOIN "ModelVersion" v ON v."workspaceId" = a."workspaceId" AND v."modelId" = a."modelId" AND v.number = a.number
       WHERE a."workspaceId" = $1 AND a."modelId" = $2 AND a.name = 'live'`,
      [workspaceId, small],
    )
  const bareWrite = () => pool().query(`UPDATE "Workspace" SET name = name WHERE id = $1`, [workspaceId])

  const growth = async (name: string, of: (modelId: string) => () => Promise<unknown>) => {
    const baseline = middle((await latencies(of(small))).sort((a, b) => a - b))
    return figure(`registry.${name}.${LARGE}-versions`, 'ms', await latencies(of(large)), { baseline, target: 1.5 })
  }
  const bareReads = await latencies(bareRead)
  const bareWrites = await latencies(bareWrite)
  return [
    await growth('get-version', byNumber),
    await growth('get-by-alias', byAlias),
    await growth('first-page', firstPage),
    figure('registry.get-by-alias.latency', 'ms', await latencies(byAlias(small)), {
      baseline: middle(bareReads.sort((a, b) => a - b)),
      target: null,
    }),
    figure('registry.create-version.latency', 'ms', await latencies(create(small)), {
      baseline: middle(bareWrites.sort((a, b) => a - b)),
      target: null,
    }),
    figure('registry.get-by-alias.throughput', 'calls/s', await throughput(byAlias(small)), {
      baseline: middle((await throughput(bareRead)).sort((a, b) => a - b)),
      target: null,
    }),
    figure('registry.create-version.throughput', 'calls/s', await throughput(create(small)), {
      baseline: middle((await throughput(bareWrite)).sort((a, b) => a - b)),
      target: null,
    }),
  ]
}
