import type { VersionState } from '../domain/version-state'
import { aboutVersions, type VersionAbout } from './about-versions'
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

/** Each metric with what is known of its measuring; some are only a name and a number. */
function wireMetrics({ metrics, metricPoints }: VersionFacts): object[] {
  const detailed = new Set(metricPoints.map(({ key }) => key))
  return [
    ...metricPoints.map((point) => ({
      key: point.key,
      value: wireMetric(point.value),
      timestamp: point.atMs,
      step: point.step,
      dataset_name: point.datasetName,
      dataset_digest: point.datasetDigest,
      model_id: point.modelId,
      run_id: point.runId,
    })),
    ...Object.entries(metrics)
      .filter(([key]) => !detailed.has(key))
      .map(([key, value]) => ({ key, value: wireMetric(value) })),
  ]
}

function wireJob({ standing }: VersionAbout): object | null {
  const rollout = standing?.rollout
  if (!rollout) return null
  return {
    job_id: rollout.deploymentId,
    run_id: rollout.rolloutId,
    job_state: 'CONNECTED',
    run_state: rollout.runState,
    current_task_name: rollout.task,
  }
}

function versionOnWire(version: VersionFacts, about: VersionAbout, { baseUrl }: MlflowScope): object {
  // What is never deployed is never registered in the eyes of a client, though it can be read about here.
  const hopeless = version.state === 'QUARANTINED' && ['dangerous', 'unscannable'].includes(version.verdict ?? '')
  const status = hopeless ? 'FAILED_REGISTRATION' : STATUS[version.state]
  const url = `${baseUrl}/models/${encodeURIComponent(version.modelName)}/versions/${version.id}`
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
    model_metrics: wireMetrics(version),
    deployment_job_state: wireJob(about),
    slipway: {
      url,
      manifest_digest: version.manifestDigest,
      scan_verdict: version.verdict,
      signature_verdict: about.signature,
      open_change_requests: (about.standing?.openRequests ?? []).map((number) => `CR-${number}`),
    },
  }
}

/** Versions with what is known about them elsewhere, which is asked for all of them at once. */
export async function wireVersions(versions: readonly VersionFacts[], scope: MlflowScope): Promise<object[]> {
  const about = await aboutVersions(versions, scope)
  return versions.map((version) => versionOnWire(version, about(version), scope))
}

export async function wireVersion(version: VersionFacts, scope: MlflowScope): Promise<object> {
  return versionOnWire(version, (await aboutVersions([version], scope))(version), scope)
}

function modelOnWire(model: ModelFacts, latest: readonly object[], { baseUrl }: MlflowScope): object {
  return {
    name: model.name,
    creation_timestamp: wireTime(model.createdAt),
    last_updated_timestamp: wireTime(model.updatedAt),
    user_id: model.userId,
    description: model.description === '' ? null : model.description,
    latest_versions: latest,
    tags: model.tags,
    aliases: model.aliases.map(({ alias, number }) => ({ alias, version: String(number) })),
    slipway: {
      url: `${baseUrl}/models/${model.id}`,
      importance: model.importance,
      versions_total: model.versionsTotal,
    },
  }
}

export async function wireModels(models: readonly ModelFacts[], scope: MlflowScope): Promise<object[]> {
  const latest = models.flatMap((model) => model.latest)
  const about = await aboutVersions(latest, scope)
  return models.map((model) =>
    modelOnWire(
      model,
      model.latest.map((version) => versionOnWire(version, about(version), scope)),
      scope,
    ),
  )
}

export async function wireModel(model: ModelFacts, scope: MlflowScope): Promise<object> {
  const [wired] = await wireModels([model], scope)
  return wired ?? {}
}
