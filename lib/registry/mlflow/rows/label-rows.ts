import { moveAlias } from '../../use-cases/move-alias'
import { removeAlias } from '../../use-cases/remove-alias'
import { removeModelTag } from '../../use-cases/remove-model-tag'
import { removeVersionTag } from '../../use-cases/remove-version-tag'
import { setModelTag } from '../../use-cases/set-model-tag'
import { setVersionTag } from '../../use-cases/set-version-tag'
import { invalidParameter } from '../mlflow-error'
import { defineRow, type MlflowRow, nothing } from '../mlflow-row'
import { needModelId, needVersionId } from '../names'
import { getAliasedVersion } from '../use-cases/get-aliased-version'
import { wireVersion } from '../wire-model'
import { newAliasName, tagRecord } from '../wire-names'

/** Tags and aliases. */
export const labelRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/registered-models/set-tag',
    operation: setModelTag,
    async input(fields, scope) {
      const tag = { key: fields.needText('key'), value: fields.text('value') ?? '' }
      tagRecord([tag])
      return { modelId: await needModelId(scope, fields.needText('name')), ...tag }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'DELETE',
    path: '/registered-models/delete-tag',
    operation: removeModelTag,
    async input(fields, scope) {
      const key = fields.needText('key')
      return { modelId: await needModelId(scope, fields.needText('name')), key }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/model-versions/set-tag',
    operation: setVersionTag,
    async input(fields, scope) {
      const tag = { key: fields.needText('key'), value: fields.text('value') ?? '' }
      const { versionId } = await needVersionId(scope, fields.needText('name'), fields.needVersion())
      return { versionId, ...tag }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'DELETE',
    path: '/model-versions/delete-tag',
    operation: removeVersionTag,
    async input(fields, scope) {
      const key = fields.needText('key')
      const { versionId } = await needVersionId(scope, fields.needText('name'), fields.needVersion())
      return { versionId, key }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/registered-models/alias',
    operation: moveAlias,
    async input(fields, scope) {
      const name = newAliasName(fields.needText('alias'))
      const number = fields.needVersion()
      const { modelId, state } = await needVersionId(scope, fields.needText('name'), number)
      if (state !== 'READY' && state !== 'QUARANTINED')
        throw invalidParameter(`Version ${number} is not registered yet, or was refused: no alias names it.`)
      return { modelId, name, number }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'DELETE',
    path: '/registered-models/alias',
    operation: removeAlias,
    async input(fields, scope) {
      const name = newAliasName(fields.needText('alias'))
      return { modelId: await needModelId(scope, fields.needText('name')), name }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'GET',
    path: '/registered-models/alias',
    operation: getAliasedVersion,
    input: (fields) => ({ name: fields.needText('name'), alias: fields.needText('alias') }),
    answer: async (version, scope) => ({ model_version: await wireVersion(version, scope) }),
  }),
]
