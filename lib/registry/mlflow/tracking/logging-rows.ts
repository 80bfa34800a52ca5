import { runTrackingWrite } from '../../tracking/tracking-write'
import { deleteRunTag } from '../../tracking/use-cases/delete-run-tag'
import { logBatch } from '../../tracking/use-cases/log-batch'
import { logInputs } from '../../tracking/use-cases/log-inputs'
import { logModel } from '../../tracking/use-cases/log-model'
import { logOutputs } from '../../tracking/use-cases/log-outputs'
import { defineRow, type MlflowRow, nothing } from '../mlflow-row'
import type { RequestFields } from '../request-fields'

const MEGABYTES = 2 * 1024 * 1024

function metricOf(fields: RequestFields) {
  return {
    key: fields.needText('key'),
    value: fields.metric('value'),
    atMs: fields.int('timestamp') ?? 0,
    step: fields.int('step') ?? 0,
    modelId: fields.text('model_id') || null,
    datasetName: fields.text('dataset_name') || null,
    datasetDigest: fields.text('dataset_digest') || null,
  }
}

export const loggingRows: readonly MlflowRow[] = [
  defineRow({
    method: 'POST',
    path: '/runs/log-metric',
    operation: logBatch,
    invoke: (invocation) => runTrackingWrite(logBatch, invocation),
    input: (fields) => ({ runId: fields.needRunId(), metrics: [metricOf(fields)] }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/log-parameter',
    operation: logBatch,
    invoke: (invocation) => runTrackingWrite(logBatch, invocation),
    input: (fields) => ({
      runId: fields.needRunId(),
      params: [{ key: fields.needText('key'), value: fields.text('value') ?? '' }],
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/set-tag',
    operation: logBatch,
    invoke: (invocation) => runTrackingWrite(logBatch, invocation),
    input: (fields) => ({
      runId: fields.needRunId(),
      tags: [{ key: fields.needText('key'), value: fields.text('value') ?? '' }],
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/log-batch',
    operation: logBatch,
    invoke: (invocation) => runTrackingWrite(logBatch, invocation),
    bodyLimit: 1_000_000,
    input: (fields) => ({
      runId: fields.needRunId(),
      metrics: fields.items('metrics').map(metricOf),
      params: fields.pairs('params'),
      tags: fields.pairs('tags'),
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/delete-tag',
    operation: deleteRunTag,
    input: (fields) => ({ runId: fields.needRunId(), key: fields.needText('key') }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/log-inputs',
    operation: logInputs,
    bodyLimit: MEGABYTES,
    input: (fields) => ({
      runId: fields.needRunId(),
      datasets: fields.items('datasets').map((item) => {
        const dataset = item.needMessage('dataset')
        return {
          name: dataset.needText('name'),
          digest: dataset.needText('digest'),
          sourceType: dataset.text('source_type') ?? '',
          source: dataset.text('source') ?? '',
          schema: dataset.text('schema') ?? null,
          profile: dataset.text('profile') ?? null,
          tags: item.pairs('tags'),
        }
      }),
      models: fields.items('models').map((model) => ({ modelId: model.needText('model_id') })),
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/outputs',
    operation: logOutputs,
    bodyLimit: MEGABYTES,
    input: (fields) => ({
      runId: fields.needRunId(),
      models: fields
        .items('models')
        .map((model) => ({ modelId: model.needText('model_id'), step: model.int('step') ?? 0 })),
    }),
    answer: nothing,
  }),
  defineRow({
    method: 'POST',
    path: '/runs/log-model',
    operation: logModel,
    bodyLimit: MEGABYTES,
    input: (fields) => ({ runId: fields.needRunId(), modelJson: fields.needText('model_json') }),
    answer: nothing,
  }),
]
