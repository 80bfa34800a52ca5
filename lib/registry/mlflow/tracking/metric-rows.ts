import { getMetricHistory } from '../../tracking/use-cases/get-metric-history'
import { defineRow, type MlflowRow, type MlflowScope } from '../mlflow-row'
import { decodePageToken, encodePageToken } from '../page-token'
import type { RequestFields } from '../request-fields'
import { wireMetricPoint } from './wire-run'

function pageOf(fields: RequestFields, { workspace }: MlflowScope): string[] {
  return [workspace.id, 'metric-history', fields.needRunId(), fields.needText('metric_key')]
}

export const metricRows: readonly MlflowRow[] = [
  defineRow({
    method: 'GET',
    path: '/metrics/get-history',
    operation: getMetricHistory,
    input: (fields, scope) => ({
      runId: fields.needRunId(),
      key: fields.needText('metric_key'),
      limit: fields.maxResults(25_000, 25_000),
      after: decodePageToken(fields.text('page_token'), pageOf(fields, scope)),
    }),
    answer: ({ items, next }, scope, fields) => ({
      metrics: items.map(wireMetricPoint),
      next_page_token: next === null ? null : encodePageToken(next, pageOf(fields, scope)),
    }),
  }),
]
