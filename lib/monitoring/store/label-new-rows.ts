import type pg from 'pg'
import type { BinnedRow } from '../domain/binned-row'
import type { Cell } from '../domain/cell'
import { CellSet } from '../domain/cell'
import type { CompiledSpec } from '../domain/compiled-spec'
import { countLabel } from '../domain/label-contribution'
import { dayOf, daysOf, slotOf } from '../domain/slots'
import { currentLabels } from './joined-rows'
import { joinLabels } from './label-store'
import { takePending } from './pending-labels'
import { uuidText } from './uuid-bytes'

/** Labels that came before these predictions: of a sibling with the same id (mirrored traffic), or still waiting. */
export async function labelNewRows(
  client: pg.PoolClient,
  deploymentId: string,
  batchId: string,
  rows: readonly BinnedRow[],
  specs: ReadonlyMap<string, CompiledSpec>,
): Promise<Cell[]> {
  const cells = new CellSet()
  const days = daysOf(rows.map(({ row }) => row.atMs))
  const { rows: anything } = await client.query<{ pending: boolean; labels: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM mon.label_pending WHERE deployment_id = $1) AS pending,
       EXISTS (SELECT 1 FROM mon.label WHERE deployment_id = $1 AND event_day = ANY($2::date[])) AS labels`,
    [deploymentId, days],
  )
  if (anything[0]?.pending === false && anything[0].labels === false) return []
  const pids = rows.map(({ pid }) => uuidText(pid))
  // Waiting labels first: a parallel batch with a sibling row may be taking them, and this statement waits for it to commit.
  const pending = await takePending(client, deploymentId, pids)
  const labels = await currentLabels(client, deploymentId, pids, days)
  if (labels.size > 0) {
    rows.forEach(({ row, streamId, specId, answer }, index) => {
      const label = labels.get(`${pids[index]}|${dayOf(row.atMs)}`)
      const spec = specs.get(specId)
      if (label === undefined || spec === undefined) return
      const answered = row.status === 'ok' ? answer : { ...answer, predClass: null, predValue: null }
      countLabel(
        cells,
        { ...answered, streamId, specId, eventMs: row.atMs, slotMs: slotOf('5m', row.atMs) },
        label,
        spec.body,
        1,
      )
    })
  }
  // A waiting label that cannot fit the task is dropped here; nobody is left to be told.
  if (pending.length > 0) await joinLabels(client, deploymentId, batchId, pending, cells)
  return cells.list()
}
