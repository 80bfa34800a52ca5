import { defineRow, type MlflowRow } from './mlflow-row'
import { getRegisteredModel } from './use-cases/get-registered-model'
import { getRegisteredVersion } from './use-cases/get-registered-version'
import { getServerInfo } from './use-cases/get-server-info'
import { wireModel, wireVersion } from './wire-model'

/** Registered models, their versions, tags and aliases. */
export const registryRows: readonly MlflowRow[] = [
  defineRow({
    method: 'GET',
    path: '/registered-models/get',
    operation: getRegisteredModel,
    input: (fields) => ({ name: fields.needText('name') }),
    answer: (model, scope) => ({ registered_model: wireModel(model, scope) }),
  }),
  defineRow({
    method: 'GET',
    path: '/model-versions/get',
    operation: getRegisteredVersion,
    input: (fields) => ({ name: fields.needText('name'), number: fields.needVersion() }),
    answer: (version, scope) => ({ model_version: wireVersion(version, scope) }),
  }),
  defineRow({
    method: 'GET',
    path: '/server-info',
    version: '3.0',
    operation: getServerInfo,
    input: () => ({}),
    answer: (info) => info,
  }),
]
