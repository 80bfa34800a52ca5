import { archiveVersion } from '../../use-cases/archive-version'
import { changeVersion } from '../../use-cases/change-version'
import { setStage } from '../../use-cases/set-stage'
import { awaitIntake } from '../await-intake'
import { defineRow, type MlflowRow, type MlflowScope, nothing } from '../mlflow-row'
import { needVersionId } from '../names'
import { readVersionById } from '../read-facts'
import type { RequestFields } from '../request-fields'
import { getDownloadUri } from '../use-cases/get-download-uri'
import { getRegisteredVersion } from '../use-cases/get-registered-version'
import { registerVersion } from '../use-cases/register-version'
import { searchRegisteredVersions } from '../use-cases/search-registered-versions'
import { wireVersion, wireVersions } from '../wire-model'
import { stageName, tagRecord } from '../wire-names'

const named = (fields: RequestFields) => ({ name: fields.needText('name'), number: fields.needVersion() })

async function changed({ id }: { id: string }, scope: MlflowScope): Promise<object> {
  return { model_version: await wireVersion(await readVersionById(scope, id), scope) }
}

/** Versions of registered models. */
export const versionRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/model-versions/create',
    operation: registerVersion,
    isReplayed: true,
    input(fields) {
      const source = fields.needText('source')
      return {
        model: { name: fields.needText('name') },
        source,
        runId: fields.text('run_id') || null,
        runLink: fields.text('run_link') ?? '',
        description: fields.text('description') ?? '',
        tags: tagRecord(fields.pairs('tags')),
      }
    },
    answer: async (version, scope) => ({ model_version: await wireVersion(await awaitIntake(version, scope), scope) }),
  }),
  defineRow({
    method: 'PATCH',
    path: '/model-versions/update',
    operation: changeVersion,
    async input(fields, scope) {
      const { versionId } = await needVersionId(scope, fields.needText('name'), fields.needVersion())
      const description = fields.text('description')
      return description === undefined ? { versionId } : { versionId, description }
    },
    answer: changed,
  }),
  defineRow({
    method: 'POST',
    path: '/model-versions/transition-stage',
    operation: setStage,
    async input(fields, scope) {
      const stage = stageName(fields.needText('stage'))
      const { versionId } = await needVersionId(scope, fields.needText('name'), fields.needVersion())
      return { versionId, stage, archiveOthers: fields.flag('archive_existing_versions') }
    },
    answer: changed,
  }),
  defineRow({
    method: 'DELETE',
    path: '/model-versions/delete',
    operation: archiveVersion,
    isReplayed: true,
    async input(fields, scope) {
      const { versionId } = await needVersionId(scope, fields.needText('name'), fields.needVersion())
      return { versionId, removeAliases: true }
    },
    answer: nothing,
  }),
  defineRow({
    method: 'GET',
    path: '/model-versions/get',
    operation: getRegisteredVersion,
    input: named,
    answer: async (version, scope) => ({ model_version: await wireVersion(version, scope) }),
  }),
  defineRow({
    method: 'GET',
    path: '/model-versions/search',
    operation: searchRegisteredVersions,
    input: (fields) => ({
      filter: fields.text('filter') ?? '',
      orderBy: fields.texts('order_by'),
      maxResults: fields.maxResults(10_000, 200_000),
      pageToken: fields.text('page_token'),
    }),
    answer: async ({ items, nextPageToken }, scope) => ({
      model_versions: await wireVersions(items, scope),
      next_page_token: nextPageToken,
    }),
  }),
  defineRow({
    method: 'GET',
    path: '/model-versions/get-download-uri',
    operation: getDownloadUri,
    input: named,
    answer: ({ uri }) => ({ artifact_uri: uri }),
  }),
]
