import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { demo } from './demo'
import { type Api, apiAs } from './session'
import { startTraffic } from './traffic'

interface Ref {
  rolloutId: string
  number: number
  status: string
  changeRequestId: string | null
}

export interface Prepared {
  id: string
  name: string
}

export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`
}

export function getDeployment(api: Api, id: string): Promise<DeploymentView> {
  return api.get<DeploymentView>(`/rollouts/deployments/${id}`)
}

/** The demo's model: version 1 is the champion, 2 the challenger, 3 the slow one. */
export async function versionId(number: number): Promise<string> {
  const api = await apiAs('data-scientist')
  const { model } = await getDeployment(api, demo.deploymentId)
  const { id } = await api.get<{ id: string }>(`/registry/models/${model.id}/versions/${number}`)
  return id
}

/** The demo's experiment and its runs, newest first. */
export async function demoRuns(): Promise<{ experimentId: string; runs: { runId: string; name: string }[] }> {
  const api = await apiAs('data-scientist')
  const found = await api.get<{ items: { experimentId: string }[] }>('/registry/experiments?name=census-employment')
  const experimentId = found.items[0]?.experimentId ?? ''
  const { items } = await api.get<{ items: { runId: string; name: string }[] }>(
    `/registry/experiments/${experimentId}/runs`,
  )
  return { experimentId, runs: items }
}

export async function approve(changeRequestId: string): Promise<void> {
  const api = await apiAs('operator')
  const path = `/approvals/change-requests/${changeRequestId}`
  const { cycle, approvalDigest } = await api.get<{ cycle: number; approvalDigest: string }>(path)
  await api.post(`${path}/votes`, { cycle, approvalDigest, decision: 'approve', reason: 'Prepared for a journey.' })
}

async function rolloutStatus(api: Api, rolloutId: string): Promise<string> {
  return (await api.get<{ status: string }>(`/rollouts/rollouts/${rolloutId}`)).status
}

export async function waitForRollout(rolloutId: string, wanted: readonly string[]): Promise<void> {
  const api = await apiAs('data-scientist')
  await expect
    .poll(() => rolloutStatus(api, rolloutId), { timeout: 60_000, intervals: [250] })
    .toMatch(new RegExp(`^(${wanted.join('|')})$`))
}

/** Asks for a rollout and, where the environment wants it, has it approved. */
export async function requestRollout(deploymentId: string, body: object): Promise<Ref> {
  const api = await apiAs('data-scientist')
  const ref = await api.post<Ref>(`/rollouts/deployments/${deploymentId}/rollouts`, body)
  if (ref.changeRequestId !== null) await approve(ref.changeRequestId)
  return ref
}

/** A deployment of a journey's own in which version 1 serves: of the demo's model, or another. */
export async function prepareDeployment(
  environment: 'production' | 'staging',
  serving?: { modelId: string; versionId: string },
): Promise<Prepared> {
  const api = await apiAs('data-scientist')
  const modelId = serving?.modelId ?? (await getDeployment(api, demo.deploymentId)).model.id
  const { items } = await api.get<{ items: { id: string; name: string }[] }>('/identity/environments')
  const environmentId = items.find((one) => one.name === environment)?.id
  const name = uniqueName('journey')
  const { deploymentId } = await api.post<{ deploymentId: string }>('/rollouts/deployments', {
    name,
    environmentId,
    modelId,
  })
  const reason = 'First version of this journey.'
  const first = { versionId: serving?.versionId ?? (await versionId(1)), strategy: 'all-at-once', reason }
  const { rolloutId } = await requestRollout(deploymentId, first)
  await waitForRollout(rolloutId, ['SUCCEEDED'])
  return { id: deploymentId, name }
}

/** Takes an open rollout to its end: an operator sends all traffic to the candidate as soon as evidence allows. */
export async function promoteByApi(rolloutId: string, deployment: string): Promise<void> {
  const operator = await apiAs('operator')
  const traffic = startTraffic(deployment)
  try {
    await expect
      .poll(
        async () => {
          const status = await rolloutStatus(operator, rolloutId)
          if (['BAKING', 'AWAITING_APPROVAL', 'HELD'].includes(status))
            await operator
              .post(`/rollouts/rollouts/${rolloutId}/promote`, { reason: 'The journey needs it served.' })
              .catch(() => undefined)
          return status
        },
        { timeout: 90_000, intervals: [500] },
      )
      .toBe('SUCCEEDED')
  } finally {
    await traffic.stop()
  }
}

/** A deployment in which version 1 served first and version 2 serves now: there is a way back. */
export async function prepareReplaced(environment: 'production' | 'staging'): Promise<Prepared> {
  const deployment = await prepareDeployment(environment)
  const { rolloutId } = await requestRollout(deployment.id, {
    versionId: await versionId(2),
    strategy: 'all-at-once',
    steps: [{ candidateBps: 10_000, minDwellSec: 0 }],
    reason: 'Second version of this journey.',
  })
  await promoteByApi(rolloutId, deployment.name)
  return deployment
}

/** A deployment with an open canary of version 2. */
export async function prepareCanary(environment: 'production' | 'staging'): Promise<Prepared & { rolloutId: string }> {
  const deployment = await prepareDeployment(environment)
  const { rolloutId } = await requestRollout(deployment.id, {
    versionId: await versionId(2),
    strategy: 'canary',
    reason: 'A canary for this journey.',
  })
  await waitForRollout(rolloutId, ['BAKING'])
  return { ...deployment, rolloutId }
}
