import { createLoggedModel } from '../../tracking/use-cases/create-logged-model'
import { deleteLoggedModel } from '../../tracking/use-cases/delete-logged-model'
import { deleteLoggedModelTag } from '../../tracking/use-cases/delete-logged-model-tag'
import { finalizeLoggedModel } from '../../tracking/use-cases/finalize-logged-model'
import { findLoggedModels } from '../../tracking/use-cases/find-logged-models'
import { getLoggedModel } from '../../tracking/use-cases/get-logged-model'
import { logModelParams } from '../../tracking/use-cases/log-model-params'
import { setLoggedModelTags } from '../../tracking/use-cases/set-logged-model-tags'
import { invalidParameter } from '../mlflow-error'
import { defineRow, type MlflowRow, type MlflowScope, nothing } from '../mlflow-row'
import { decodePageToken, encodePageToken } from '../page-token'
import type { RequestFields } from '../request-fields'
import { wireLoggedModel } from './wire-logged-model'

const STATUS = { LOGGED_MODEL_READY: 'READY', LOGGED_MODEL_UPLOAD_FAILED: 'UPLOAD_FAILED' } as const

function statusOf(fields: RequestFields): 'READY' | 'UPLOAD_FAILED' {
  const text = fields.needText('status')
  const status = Object.hasOwn(STATUS, text) ? STATUS[text as keyof typeof STATUS] : undefined
  if (status === undefined)
    throw invalidParameter(`Invalid model status: ${text}. Expected statuses: [${Object.keys(STATUS).join(', ')}].`)
  return status
}

function orderOf(fields: RequestFields) {
  return fields.items('order_by').map((item) => ({
    field: item.needText('field_name'),
    ascending: item.has('ascending') ? item.flag('ascending') : true,
    datasetName: item.text('dataset_name') || null,
    datasetDigest: item.text('dataset_digest') || null,
  }))
}

function datasetsOf(fields: RequestFields) {
  return fields
    .items('datasets')
    .map((item) => ({ name: item.needText('dataset_name'), digest: item.text('dataset_digest') || null }))
}

function pageOf(fields: RequestFields, { workspace }: MlflowScope): string[] {
  const experiments = fields.texts('experiment_ids').join()
  const rest = [fields.text('filter') ?? '', JSON.stringify(orderOf(fields)), JSON.stringify(datasetsOf(fields))]
  return [workspace.id, 'logged-models', experiments, ...rest]
}

export const loggedModelRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/logged-models',
    operation: createLoggedModel,
    isReplayed: true,
    input: (fields) => ({
      experimentId: fields.needText('experiment_id'),
      name: fields.text('name') ?? null,
      modelType: fields.text('model_type') ?? '',
      sourceRunId: fields.text('source_run_id') || null,
      params: fields.pairs('params'),
      tags: fields.pairs('tags'),
    }),
    answer: (model) => ({ model: wireLoggedModel(model) }),
  }),
  defineRow({
    method: 'GET',
    path: '/logged-models/{model_id}',
    operation: getLoggedModel,
    input: (fields) => ({ modelId: fields.needText('model_id') }),
    answer: (model) => ({ model: wireLoggedModel(model) }),
  }),
  defineRow({
    method: 'PATCH',
    path: '/logged-models/{model_id}',
    operation: finalizeLoggedModel,
    input: (fields) => ({ modelId: fields.needText('model_id'), status: statusOf(fields) }),
    answer: (model) => ({ model: wireLoggedModel(model) }),
  }),
  defineRow({
    method: 'DELETE',
    path: '/logged-models/{model_id}',
    operation: deleteLoggedModel,
    isReplayed: true,
    input: (fields) => ({ modelId: fields.needText('model_id') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/logged-models/search',
    operation: findLoggedModels,
    input: (fields, scope) => ({
      experimentIds: fields.texts('experiment_ids'),
      filter: fields.text('filter') ?? '',
      datasets: datasetsOf(fields),
      orderBy: orderOf(fields),
      limit: fields.maxResults(50, 1000),
      after: decodePageToken(fields.text('page_token'), pageOf(fields, scope)),
    }),
    answer: ({ items, next }, scope, fields) => ({
      models: items.map(wireLoggedModel),
      next_page_token: next === null ? null : encodePageToken(next, pageOf(fields, scope)),
    }),
  }),
  defineRow({
    method: 'PATCH',
    path: '/logged-models/{model_id}/tags',
    operation: setLoggedModelTags,
    input: (fields) => ({ modelId: fields.needText('model_id'), tags: fields.pairs('tags') }),
    answer: nothing,
  }),
  defineRow({
    method: 'DELETE',
    path: '/logged-models/{model_id}/tags/{key}',
    operation: deleteLoggedModelTag,
    input: (fields) => ({ modelId: fields.needText('model_id'), key: fields.needText('key') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/logged-models/{model_id}/params',
    operation: logModelParams,
    input: (fields) => ({ modelId: fields.needText('model_id'), params: fields.pairs('params') }),
    answer: nothing,
  }),
]
