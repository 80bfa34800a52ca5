import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Principal } from '@/lib/identity/domain/principal'
import { runTrackingWrite } from '@/lib/registry/tracking/tracking-write'
import { createExperiment } from '@/lib/registry/tracking/use-cases/create-experiment'
import { createLoggedModel } from '@/lib/registry/tracking/use-cases/create-logged-model'
import { createRun } from '@/lib/registry/tracking/use-cases/create-run'
import { finalizeLoggedModel } from '@/lib/registry/tracking/use-cases/finalize-logged-model'
import { logBatch } from '@/lib/registry/tracking/use-cases/log-batch'
import { logInputs } from '@/lib/registry/tracking/use-cases/log-inputs'
import { logOutputs } from '@/lib/registry/tracking/use-cases/log-outputs'
import { putArtifact } from '@/lib/registry/tracking/use-cases/put-artifact'
import { updateRun } from '@/lib/registry/tracking/use-cases/update-run'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'
import { type DemoCurve, type DemoRun, demoCurves, demoRuns } from './demo-curves'

interface Author {
  principal: Principal
  workspace: { id: string; slug: string }
}

const EXPERIMENT = 'census-employment'
const NOTE =
  'Gradient boosting for who has a job: depth, learning rate and row sampling. The curves are simulated; the files of the best run are those of version 2.'
const BATCH = 1000
const MAX_BYTES = 64 * 1024 * 1024

function batches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH))
}

function metricsOf(curves: readonly DemoCurve[], startMs: number, msPerStep: number) {
  return curves.flatMap(({ key, values }) =>
    values.map((value, step) => ({ key, value, step, atMs: Math.round(startMs + (step + 1) * msPerStep) })),
  )
}

async function logRun({ principal, workspace }: Author, experimentId: string, plan: DemoRun): Promise<string> {
  const as = { principal, workspace: workspace.slug }
  const { runId } = await runCommand(createRun, {
    ...as,
    input: {
      experimentId,
      name: plan.name,
      startMs: plan.startMs,
      userId: 'dana',
      tags: [
        { key: 'mlflow.source.name', value: 'train_employment.py' },
        { key: 'mlflow.source.git.commit', value: 'a3f0c2e4b1d97c5e8f60a1b2c3d4e5f60718293a' },
        { key: 'team', value: 'labour-statistics' },
      ],
    },
  })
  const log = (input: object) => runTrackingWrite(logBatch, { principal, workspace: workspace.id, input })
  await log({ runId, params: plan.params })
  for (const metrics of batches(metricsOf(demoCurves(plan), plan.startMs, plan.msPerStep)))
    await log({ runId, metrics })
  await runCommand(logInputs, {
    ...as,
    input: {
      runId,
      datasets: [
        {
          name: 'acs-massachusetts',
          digest: '5d2c9a71',
          sourceType: 'local',
          source: 'training.csv.gz',
          tags: [{ key: 'mlflow.data.context', value: 'training' }],
        },
      ],
      models: [],
    },
  })
  return runId
}

async function attach({ principal, workspace }: Author, path: string, bytes: Readable): Promise<void> {
  const stored = await blobs().put(bytes, { maxBytes: MAX_BYTES })
  await runCommand(putArtifact, { principal, workspace: workspace.slug, input: { path, ...stored } })
}

/** The best run keeps its model, as a program with the MLflow client would leave it. */
async function logModel(author: Author, experimentId: string, runId: string, data: string): Promise<void> {
  const { principal, workspace } = author
  const as = { principal, workspace: workspace.slug }
  const input = { experimentId, name: 'model', modelType: 'onnx', sourceRunId: runId }
  const { modelId } = await runCommand(createLoggedModel, { ...as, input })
  const root = `${experimentId}/models/${modelId}/artifacts`
  await attach(author, `${root}/model.onnx`, createReadStream(join(data, 'models', 'challenger.onnx')))
  await attach(author, `${root}/card.json`, createReadStream(join(data, 'models', 'challenger.json')))
  await runCommand(finalizeLoggedModel, { ...as, input: { modelId, status: 'READY' } })
  await runCommand(logOutputs, { ...as, input: { runId, models: [{ modelId, step: 0 }] } })
  const files = `${experimentId}/${runId}/artifacts`
  await attach(
    author,
    `${files}/reports/importance.csv`,
    Readable.from([Buffer.from('feature,gain\nAGEP,0.41\nSCHL,0.22\nDIS,0.12\n')]),
  )
  await attach(
    author,
    `${files}/training.log`,
    Readable.from([Buffer.from('round 0: val/auc 0.71\nround 199: val/auc 0.90\n')]),
  )
}

/** An experiment of two dozen runs as a notebook would have logged it. What exists stays. */
export async function seedDemoRuns(author: Author, data: string): Promise<void> {
  const { principal, workspace } = author
  const where = { workspaceId_name: { workspaceId: workspace.id, name: EXPERIMENT } }
  if (await database().trackingExperiment.findUnique({ where })) return
  const as = { principal, workspace: workspace.slug }
  const tags = [{ key: 'mlflow.note.content', value: NOTE }]
  const { experimentId } = await runCommand(createExperiment, { ...as, input: { name: EXPERIMENT, tags } })
  for (const plan of demoRuns(Date.now())) {
    const runId = await logRun(author, experimentId, plan)
    if (plan.isBest) await logModel(author, experimentId, runId, data)
    const endMs = Math.round(plan.startMs + plan.rounds * plan.msPerStep)
    await runCommand(updateRun, { ...as, input: { runId, status: plan.status, endMs } })
  }
}
