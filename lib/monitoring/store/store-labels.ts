import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { sqlState } from '@/lib/server/sql-state'
import { CellSet } from '../domain/cell'
import type { LabelInput } from '../domain/label-input'
import type { RowError } from '../domain/prediction-row'
import type { LabelResult } from '../ingest-contract'
import { BATCH_KIND, claimBatch, finishBatches } from './batch-ledger'
import type { DeploymentFacts } from './deployment-facts'
import { lockDeployment } from './deployment-lock'
import { pidOf } from './hash-ids'
import { holdHorizons } from './horizons'
import { joinLabels } from './label-store'
import { withLane } from './lanes'
import { keepPending } from './pending-labels'
import { applyDeltas } from './rollup-writer'
import { inTransaction } from './transaction'
import { uuidText } from './uuid-bytes'

interface LabelBatch {
  deployment: DeploymentFacts
  batchId: string
  digest: Buffer
  principalId: string
  labels: readonly LabelInput[]
  errors: readonly RowError[]
  rows: number
}

type StoredLabels = Omit<LabelResult, 'dataThrough'>
const MAX_ATTEMPTS = 5

export async function storeLabels(batch: LabelBatch): Promise<StoredLabels> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withLane((lane) => inTransaction((client) => attemptToStore(client, batch, lane)))
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !['40001', '40P01', '55P03'].includes(sqlState(error))) throw error
      await delay(10 + Math.random() * 190)
    }
  }
}

async function attemptToStore(client: pg.PoolClient, batch: LabelBatch, lane: number): Promise<StoredLabels> {
  const { deployment, batchId, digest, principalId } = batch
  const horizons = await holdHorizons(client)
  const ledger = {
    deploymentId: deployment.id,
    batchId,
    workspaceId: deployment.workspaceId,
    kind: BATCH_KIND.labels,
    digest,
    principalId,
    rows: batch.rows,
  }
  const claim = await claimBatch(client, ledger)
  if (claim !== null) return { ...(claim.replayed as StoredLabels), status: 'replayed' }
  await lockDeployment(client, deployment.id, 'exclusive')
  const labels = batch.labels.map((label) => ({ ...label, pid: uuidText(pidOf(deployment.id, label.predictionId)) }))
  const cells = new CellSet()
  const result = await joinLabels(client, deployment.id, batchId, labels, cells)
  const pending = await keepPending(client, deployment.id, batchId, result.unmatched)
  await applyDeltas(client, deployment.id, cells.list(), horizons, lane)
  const errors = [...batch.errors, ...result.errors].sort((a, b) => a.line - b.line)
  const answer: StoredLabels = {
    batchId,
    status: 'stored',
    accepted: batch.rows - errors.length,
    duplicates: 0,
    rejected: errors.length,
    errors: errors.slice(0, 100),
    joined: result.joined,
    unchanged: result.unchanged + result.unmatched.length - pending,
    pending,
    expired: 0,
  }
  await finishBatches(client, deployment.id, [answer])
  return answer
}
