import { archiveModel } from '../../use-cases/archive-model'
import { changeModel } from '../../use-cases/change-model'
import { createModel } from '../../use-cases/create-model'
import { renameModel } from '../../use-cases/rename-model'
import { defineRow, type MlflowRow, nothing } from '../mlflow-row'
import { needModelId } from '../names'
import { readModelById } from '../read-facts'
import { getRegisteredModel } from '../use-cases/get-registered-model'
import { latestVersions } from '../use-cases/latest-versions'
import { searchRegisteredModels } from '../use-cases/search-registered-models'
import { wireModel, wireModels, wireVersions } from '../wire-model'
import { newModelName, stageName, tagRecord } from '../wire-names'

const latest = {
  path: '/registered-models/get-latest-versions',
  operation: latestVersions,
  input: (fields) => ({ name: fields.needText('name'), stages: fields.texts('stages').map(stageName) }),
  answer: async ({ items }, scope) => ({ model_versions: await wireVersions(items, scope) }),
} satisfies Omit<Parameters<typeof defineRow<typeof latestVersions.input, typeof latestVersions.output>>[0], 'method'>

/** Registered models. */
export const modelRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/registered-models/create',
    operation: createModel,
    isReplayed: true,
    input: (fields) => ({
      name: newModelName(fields.needText('name')),
      description: fields.text('description') ?? '',
      tags: tagRecord(fields.pairs('tags')),
    }),
    answer: async ({ id }, scope) => ({ registered_model: await wireModel(await readModelById(scope, id), scope) }),
  }),
  defineRow({
    method: 'POST',
    path: '/registered-models/rename',
    operation: renameModel,
    async input(fields, scope) {
      const name = newModelName(fields.needText('new_name'))
      return { modelId: await needModelId(scope, fields.needText('name')), name }
    },
    answer: async ({ id }, scope) => ({ registered_model: await wireModel(await readModelById(scope, id), scope) }),
  }),
  defineRow({
    method: 'PATCH',
    path: '/registered-models/update',
    operation: changeModel,
    async input(fields, scope) {
      const description = fields.text('description')
      const modelId = await needModelId(scope, fields.needText('name'))
      return description === undefined ? { modelId } : { modelId, description }
    },
    answer: async ({ id }, scope) => ({ registered_model: await wireModel(await readModelById(scope, id), scope) }),
  }),
  defineRow({
    method: 'DELETE',
    path: '/registered-models/delete',
    operation: archiveModel,
    isReplayed: true,
    input: async (fields, scope) => ({ modelId: await needModelId(scope, fields.needText('name')) }),
    answer: nothing,
  }),
  defineRow({
    method: 'GET',
    path: '/registered-models/get',
    operation: getRegisteredModel,
    input: (fields) => ({ name: fields.needText('name') }),
    answer: async (model, scope) => ({ registered_model: await wireModel(model, scope) }),
  }),
  defineRow({
    method: 'GET',
    path: '/registered-models/search',
    operation: searchRegisteredModels,
    input: (fields) => ({
      filter: fields.text('filter') ?? '',
      orderBy: fields.texts('order_by'),
      maxResults: fields.maxResults(100, 1000),
      pageToken: fields.text('page_token'),
    }),
    answer: async ({ items, nextPageToken }, scope) => ({
      registered_models: await wireModels(items, scope),
      next_page_token: nextPageToken,
    }),
  }),
  defineRow({ method: 'GET', ...latest }),
  defineRow({ method: 'POST', ...latest }),
]
