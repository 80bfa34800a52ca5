import { createExperiment } from '../../tracking/use-cases/create-experiment'
import { deleteExperiment } from '../../tracking/use-cases/delete-experiment'
import { deleteExperimentTag } from '../../tracking/use-cases/delete-experiment-tag'
import { findExperiments } from '../../tracking/use-cases/find-experiments'
import { getExperiment } from '../../tracking/use-cases/get-experiment'
import { getExperimentByName } from '../../tracking/use-cases/get-experiment-by-name'
import { renameExperiment } from '../../tracking/use-cases/rename-experiment'
import { restoreExperiment } from '../../tracking/use-cases/restore-experiment'
import { setExperimentTag } from '../../tracking/use-cases/set-experiment-tag'
import { invalidParameter } from '../mlflow-error'
import { defineRow, type MlflowRow, type MlflowScope, nothing } from '../mlflow-row'
import { decodePageToken, encodePageToken } from '../page-token'
import type { RequestFields } from '../request-fields'
import { viewOf } from './view-type'
import { wireExperiment } from './wire-run'

function requireOwnLocation(fields: RequestFields): void {
  const location = fields.text('artifact_location') ?? ''
  if (location !== '' && !/^mlflow-artifacts:\//.test(location))
    throw invalidParameter(
      `Invalid artifact location '${location}'. Slipway keeps artifacts itself: leave artifact_location out.`,
    )
}

function pageOf(fields: RequestFields, { workspace }: MlflowScope): string[] {
  const view = viewOf(fields, 'view_type')
  return [workspace.id, 'experiments', view, fields.text('filter') ?? '', ...fields.texts('order_by')]
}

const search = (method: 'GET' | 'POST') =>
  defineRow({
    method,
    path: '/experiments/search',
    operation: findExperiments,
    input: (fields, scope) => ({
      filter: fields.text('filter') ?? '',
      view: viewOf(fields, 'view_type'),
      orderBy: fields.texts('order_by'),
      limit: fields.maxResults(1000, 50_000),
      after: decodePageToken(fields.text('page_token'), pageOf(fields, scope)),
    }),
    answer: ({ items, next }, scope, fields) => ({
      experiments: items.map(wireExperiment),
      next_page_token: next === null ? null : encodePageToken(next, pageOf(fields, scope)),
    }),
  })

export const experimentRows: readonly MlflowRow[] = [
  defineRow({
    method: 'GET',
    path: '/experiments/get-by-name',
    operation: getExperimentByName,
    input: (fields) => ({ name: fields.needText('experiment_name') }),
    answer: (experiment) => ({ experiment: wireExperiment(experiment) }),
  }),
  defineRow({
    method: 'GET',
    path: '/experiments/get',
    operation: getExperiment,
    input: (fields) => ({ experimentId: fields.needText('experiment_id') }),
    answer: (experiment) => ({ experiment: wireExperiment(experiment) }),
  }),
  defineRow({
    method: 'POST',
    path: '/experiments/create',
    operation: createExperiment,
    isReplayed: true,
    input(fields) {
      requireOwnLocation(fields)
      return { name: fields.needText('name'), tags: fields.pairs('tags') }
    },
    answer: ({ experimentId }) => ({ experiment_id: experimentId }),
  }),
  search('GET'),
  search('POST'),
  defineRow({
    method: 'POST',
    path: '/experiments/update',
    operation: renameExperiment,
    input: (fields) => ({ experimentId: fields.needText('experiment_id'), name: fields.needText('new_name') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/experiments/delete',
    operation: deleteExperiment,
    input: (fields) => ({ experimentId: fields.needText('experiment_id') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/experiments/restore',
    operation: restoreExperiment,
    input: (fields) => ({ experimentId: fields.needText('experiment_id') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/experiments/set-experiment-tag',
    operation: setExperimentTag,
    input: (fields) => ({
      experimentId: fields.needText('experiment_id'),
      key: fields.needText('key'),
      value: fields.text('value') ?? '',
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/experiments/delete-experiment-tag',
    operation: deleteExperimentTag,
    input: (fields) => ({ experimentId: fields.needText('experiment_id'), key: fields.needText('key') }),
    answer: nothing,
  }),
]
