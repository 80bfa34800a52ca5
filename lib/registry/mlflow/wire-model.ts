import type { VersionState } from '../domain/version-state'
import type { ModelFacts, VersionFacts } from './facts'
import type { MlflowScope } from './mlflow-row'
import { wireMetric, wireTime } from './wire-values'

const STATUS: Record<VersionState, string> = {
  PENDING: 'PENDING_REGISTRATION',
  SCANNING: 'PENDING_REGISTRATION',
  READY: 'READY',
  // Quarantine keeps a version from being deployed, not from being registered.
  QUARANTINED: 'READY',
  REFUSED: 'FAILED_REGISTRATION',
  ARCHIVED: 'READY',
}

function loggedModelName(id: string | null): string | null {
  return id === null ? null : `m-${id.replaceAll('-', '')}`
}

export function wireVersion(version: VersionFacts, { baseUrl }: MlflowScope): object {
  // What is never deployed is never registered in the eyes of a client, though it can be read about here.
  const hopeless = version.state === 'QUARANTINED' && ['dangerous', 'unscannable'].includes(version.verdict ?? '')
  const status = hopeless ? 'FAILED_REGISTRATION' : STATUS[version.state]
  const url = `${baseUrl}/registry/versions/${version.id}`
  return {
    name: version.modelName,
    version: String(version.number),
    creation_timestamp: wireTime(version.createdAt),
    last_updated_timestamp: wireTime(version.updatedAt),
    user_id: version.userId,
    current_stage: version.stage,
    description: version.description,
    source: version.source ?? `slipway:${version.id}`,
    run_id: version.runId ?? '',
    run_link: version.runLink,
    status,
    status_message:
      status === 'FAILED_REGISTRATION' ? `${version.stateReason ?? 'Intake refused it.'} See ${url}` : null,
    tags: version.tags,
    aliases: version.aliases,
    model_id: loggedModelName(version.loggedModelId),
    model_params: Object.entries(version.params).map(([name, value]) => ({ name, value })),
    model_metrics: Object.entries(version.metrics).map(([key, value]) => ({ key, value: wireMetric(value) })),
    slipway: { url, manifest_digest: version.manifestDigest, scan_verdict: version.verdict },
  }
}

export function wireModel(model: ModelFacts, scope: MlflowScope): object {
  return {
    name: model.name,
    creation_timestamp: wireTime(model.createdAt),
    last_updated_timestamp: wireTime(model.updatedAt),
    user_id: model.userId,
    description: model.description === '' ? null : model.description,
    latest_versions: model.latest.map((version) => wireVersion(version, scope)),
    tags: model.tags,
    aliases: model.aliases.map(({ alias, number }) => ({ alias, version: String(number) })),
    slipway: {
      url: `${scope.baseUrl}/registry/models/${model.id}`,
      importance: model.importance,
      versions_total: model.versionsTotal,
    },
  }
}
