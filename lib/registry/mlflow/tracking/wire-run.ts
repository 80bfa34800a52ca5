import type { ExperimentView } from '../../tracking/experiment-contract'
import type { RunView } from '../../tracking/run-contract'
import { wireTime } from '../wire-values'

export function wireExperiment(experiment: ExperimentView): object {
  return {
    experiment_id: experiment.experimentId,
    name: experiment.name,
    artifact_location: `mlflow-artifacts:/${experiment.experimentId}`,
    lifecycle_stage: experiment.lifecycle,
    last_update_time: wireTime(experiment.updatedAt),
    creation_time: wireTime(experiment.createdAt),
    tags: experiment.tags,
  }
}

type Info = Omit<RunView, 'metrics' | 'params' | 'tags' | 'datasets' | 'modelInputs' | 'modelOutputs'>

export function wireRunInfo(run: Info): object {
  return {
    run_uuid: run.runId,
    run_id: run.runId,
    experiment_id: run.experimentId,
    run_name: run.name,
    user_id: run.userId,
    status: run.status,
    start_time: run.startMs,
    end_time: run.endMs,
    artifact_uri: `mlflow-artifacts:/${run.experimentId}/${run.runId}/artifacts`,
    lifecycle_stage: run.lifecycle,
  }
}

export function wireMetricPoint(metric: RunView['metrics'][number]): object {
  return { key: metric.key, value: metric.value, timestamp: metric.atMs, step: metric.step }
}

export function wireRun(run: RunView): object {
  return {
    info: wireRunInfo(run),
    data: { metrics: run.metrics.map(wireMetricPoint), params: run.params, tags: run.tags },
    inputs: {
      dataset_inputs: run.datasets.map(({ tags, name, digest, sourceType, source, schema, profile }) => ({
        tags,
        dataset: { name, digest, source_type: sourceType, source, schema, profile },
      })),
      model_inputs: run.modelInputs.map(({ modelId }) => ({ model_id: modelId })),
    },
    outputs: { model_outputs: run.modelOutputs.map(({ modelId, step }) => ({ model_id: modelId, step })) },
  }
}
