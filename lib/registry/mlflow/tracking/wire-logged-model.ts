import type { LoggedModelView } from '../../tracking/logged-model-contract'
import { wireTime } from '../wire-values'
import { wireMetricPoint } from './wire-run'

export function wireLoggedModel(model: LoggedModelView): object {
  return {
    info: {
      model_id: model.modelId,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: wireTime(model.createdAt),
      last_updated_timestamp_ms: wireTime(model.updatedAt),
      artifact_uri: `mlflow-artifacts:/${model.experimentId}/models/${model.modelId}/artifacts`,
      status: `LOGGED_MODEL_${model.status}`,
      model_type: model.modelType,
      source_run_id: model.sourceRunId ?? '',
      status_message: model.statusMessage,
      tags: model.tags,
      registrations: model.registrations.map(({ name, number }) => ({ name, version: String(number) })),
    },
    data: {
      params: model.params,
      metrics: model.metrics.map((metric) => ({
        ...wireMetricPoint(metric),
        dataset_name: metric.datasetName,
        dataset_digest: metric.datasetDigest,
        model_id: model.modelId,
        run_id: metric.runId,
      })),
    },
  }
}
