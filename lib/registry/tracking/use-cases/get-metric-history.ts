import { AppError } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { wireMetric } from '../../mlflow/wire-values'
import { metricHistory, metricHistoryInput } from '../metric-contract'
import { NO_MODEL } from '../store/none-id'
import { needRunUuid, runNotFound } from '../store/read-runs'

interface Row {
  step: bigint
  at_ms: bigint
  value: number
}

/** Every point of one metric of a run, in order of step and time. */
export const getMetricHistory = defineQuery({
  name: 'registry.get-metric-history',
  permission: 'registry:read',
  input: metricHistoryInput,
  output: metricHistory,
  async run({ db, workspace }, { runId, key, limit, after }) {
    const id = needRunUuid(runId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id } }
    if (!(await db.trackingRun.findUnique({ where, select: { id: true } }))) throw runNotFound(runId)
    const [step = '-9223372036854775808', atMs = '-9223372036854775808', value = '-Infinity'] = (after ?? []).map(
      String,
    )
    if (after !== null && after.length !== 3) throw new AppError('invalid', { message: 'The page token is not valid.' })
    const rows = await db.$queryRaw<Row[]>`
      SELECT p.step, p.at_ms, p.value FROM tracking.point p
      WHERE p.series_id = (SELECT series_id FROM tracking.series WHERE run_id = ${id}::uuid AND model_id = ${NO_MODEL}::uuid AND key = ${key})
        AND (${after === null}::boolean OR (p.step, p.at_ms, p.value) > (${step}::text::bigint, ${atMs}::text::bigint, ${value}::text::float8))
      ORDER BY p.step, p.at_ms, p.value LIMIT ${limit + 1}`
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => ({
        key,
        value: wireMetric(row.value) as number | 'NaN',
        step: Number(row.step),
        atMs: Number(row.at_ms),
      })),
      next: last ? [String(last.step), String(last.at_ms), String(last.value)] : null,
    }
  },
})
