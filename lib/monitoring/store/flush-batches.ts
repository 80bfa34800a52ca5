import { withLane } from './lanes'
import type { PreparedBatch } from './prepare-predictions'
import { inTransaction } from './transaction'
import { type StoredBatch, writeBatches } from './write-batches'

interface Waiting {
  batch: PreparedBatch
  resolve: (stored: StoredBatch) => void
  reject: (error: unknown) => void
}

/** Most rows of one transaction: a few hundred milliseconds of it. */
const MOST_ROWS = 20_000
const waiting = new Map<string, Waiting[]>()

/**
 * Stores a batch in one transaction with those of its deployment that came while the last one ran: the work that a flush costs whatever its
 * size is shared. Nothing waits for company. When a flush fails, each of its batches is stored by itself, so that one cannot fail another.
 */
export function flushBatch(batch: PreparedBatch): Promise<StoredBatch> {
  return new Promise((resolve, reject) => {
    const { id } = batch.deployment
    const queue = waiting.get(id)
    if (queue !== undefined) {
      queue.push({ batch, resolve, reject })
      return
    }
    const begun: Waiting[] = [{ batch, resolve, reject }]
    waiting.set(id, begun)
    void flushAll(id, begun)
  })
}

async function flushAll(deploymentId: string, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) await flushTogether(deploymentId, takeGroup(queue))
  waiting.delete(deploymentId)
}

/** From the front: no id twice, because the second is answered from what the first stored. */
function takeGroup(queue: Waiting[]): Waiting[] {
  const group: Waiting[] = []
  const ids = new Set<string>()
  let rows = 0
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    rows += next.batch.rows.length
    if (group.length > 0 && (rows > MOST_ROWS || ids.has(next.batch.batchId))) break
    ids.add(next.batch.batchId)
    group.push(next)
    queue.shift()
  }
  return group
}

async function flushTogether(deploymentId: string, group: readonly Waiting[]): Promise<void> {
  try {
    const batches = group.map(({ batch }) => batch)
    const stored = await withLane((lane) =>
      inTransaction((client) => writeBatches(client, deploymentId, batches, lane)),
    )
    group.forEach(({ resolve }, index) => {
      const answer = stored[index]
      if (answer !== undefined) resolve(answer)
    })
  } catch (error) {
    const [only, ...others] = group
    if (others.length === 0) only?.reject(error)
    else for (const one of group) await flushTogether(deploymentId, [one])
  }
}
