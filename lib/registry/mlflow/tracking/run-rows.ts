import { RUN_STATUSES } from '../../tracking/run-contract'
import { createRun } from '../../tracking/use-cases/create-run'
import { deleteRun } from '../../tracking/use-cases/delete-run'
import { findRuns } from '../../tracking/use-cases/find-runs'
import { getRun } from '../../tracking/use-cases/get-run'
import { restoreRun } from '../../tracking/use-cases/restore-run'
import { updateRun } from '../../tracking/use-cases/update-run'
import { invalidParameter } from '../mlflow-error'
import { defineRow, type MlflowRow, type MlflowScope, nothing } from '../mlflow-row'
import { decodePageToken, encodePageToken } from '../page-token'
import type { RequestFields } from '../request-fields'
import { viewOf } from './view-type'
import { wireRun, wireRunInfo } from './wire-run'

function statusOf(fields: RequestFields) {
  const text = fields.text('status')
  if (text === undefined || text === '') return null
  const status = RUN_STATUSES.find((one) => one === text)
  if (status === undefined)
    throw invalidParameter(`Invalid run status '${text}'. Valid values are ${RUN_STATUSES.join(', ')}.`)
  return status
}

function pageOf(fields: RequestFields, { workspace }: MlflowScope): string[] {
  const view = viewOf(fields, 'run_view_type')
  const experiments = fields.texts('experiment_ids').join()
  return [workspace.id, 'runs', experiments, view, fields.text('filter') ?? '', ...fields.texts('order_by')]
}

export const runRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/runs/create',
    operation: createRun,
    isReplayed: true,
    input: (fields) => ({
      // Clients leave the id out, or empty, where they mean the default experiment.
      experimentId: fields.text('experiment_id') || '0',
      name: fields.text('run_name') ?? null,
      userId: fields.text('user_id') ?? '',
      startMs: fields.int('start_time') ?? null,
      tags: fields.pairs('tags'),
    }),
    answer: (run) => ({ run: wireRun(run) }),
  }),
  defineRow({
    method: 'POST',
    path: '/runs/update',
    operation: updateRun,
    input: (fields) => ({
      runId: fields.needRunId(),
      status: statusOf(fields),
      endMs: fields.int('end_time') ?? null,
      name: fields.text('run_name') ?? null,
    }),
    answer: (info) => ({ run_info: wireRunInfo(info) }),
  }),
  defineRow({
    method: 'GET',
    path: '/runs/get',
    operation: getRun,
    input: (fields) => ({ runId: fields.needRunId() }),
    answer: (run) => ({ run: wireRun(run) }),
  }),
  defineRow({
    method: 'POST',
    path: '/runs/search',
    operation: findRuns,
    input: (fields, scope) => ({
      experimentIds: fields.texts('experiment_ids'),
      filter: fields.text('filter') ?? '',
      view: viewOf(fields, 'run_view_type'),
      orderBy: fields.texts('order_by'),
      limit: fields.maxResults(1000, 50_000),
      after: decodePageToken(fields.text('page_token'), pageOf(fields, scope)),
    }),
    answer: ({ items, next }, scope, fields) => ({
      runs: items.map(wireRun),
      next_page_token: next === null ? null : encodePageToken(next, pageOf(fields, scope)),
    }),
  }),
  defineRow({
    method: 'POST',
    path: '/runs/delete',
    operation: deleteRun,
    input: (fields) => ({ runId: fields.needRunId() }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/restore',
    operation: restoreRun,
    input: (fields) => ({ runId: fields.needRunId() }),
    answer: nothing,
  }),
]
