import type { DeploymentView, RolloutView } from '@/lib/rollouts/contract'

const ID = (n: number) => `01932f00-0000-7000-8000-${String(n).padStart(12, '0')}`
const AT = '2026-03-03T14:03:00.000Z'
const DIGEST = 'sha256:3f7a19c2b86d4e5f0a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778'

/** A canary at 25 % waiting for more requests. */
export function rolloutFixture(overrides: Partial<RolloutView> = {}): RolloutView {
  const step = (index: number, candidateBps: number) => ({
    index,
    kind: 'traffic' as const,
    candidateBps,
    mirrorBps: 0,
    minDwellSec: 3600,
    maxDurationSec: 14_400,
    manual: false,
  })
  return {
    id: ID(20),
    number: 41,
    kind: 'rollout',
    deploymentId: ID(1),
    deploymentName: 'census-income',
    environmentId: ID(2),
    environmentName: 'production',
    strategy: 'canary',
    status: 'BAKING',
    open: true,
    stepIndex: 1,
    revision: 7,
    holdReason: null,
    endReason: null,
    reason: 'Better recall on recent records.',
    candidateVersion: 4,
    candidateVariantId: ID(11),
    fromVersion: 3,
    steps: [step(0, 500), step(1, 2500), step(2, 10_000)],
    changeRequestId: ID(30),
    requestedById: ID(40),
    requestedByName: 'Dana Data',
    createdAt: AT,
    statusEnteredAt: AT,
    stepEnteredAt: AT,
    endedAt: null,
    specDigest: DIGEST,
    progress: {
      observedDwellMs: 1_200_000,
      lookedAt: AT,
      decision: { action: 'WAIT', reason: 'MIN_SAMPLE', detail: '312 more requests', waitMs: 2_400_000 },
      gates: [
        {
          id: 'errors',
          metric: 'error-rate',
          outcome: 'PASS',
          enforced: true,
          stable: 0.002,
          candidate: 0.0018,
          difference: { estimate: -0.0002, lower: -0.0011, upper: 0.0008 },
          pValue: null,
          margin: 0.01,
          n: { stable: 6543, candidate: 2188 },
          minRequests: 500,
          method: 'newcombe',
          why: 'The upper bound stays below the margin.',
        },
        {
          id: 'latency',
          metric: 'latency-p95',
          outcome: 'WAIT',
          enforced: true,
          stable: 8.4,
          candidate: 9.1,
          difference: null,
          pValue: null,
          margin: 1.25,
          n: { stable: 6543, candidate: 188 },
          minRequests: 500,
          method: 'order-statistics',
          why: '312 more requests of the candidate are needed.',
        },
      ],
    },
    ...overrides,
  }
}

export function deploymentFixture(overrides: Partial<DeploymentView> = {}): DeploymentView {
  const variant = (n: number, role: 'stable' | 'candidate', versionNumber: number, weightBps: number) => ({
    variantId: ID(n),
    role,
    versionNumber,
    manifestDigest: DIGEST,
    weightBps,
    mirrorBps: 0,
  })
  const plan = {
    generation: '12',
    planDigest: DIGEST,
    variants: [variant(10, 'stable', 3, 7500), variant(11, 'candidate', 4, 2500)],
  }
  return {
    id: ID(1),
    name: 'census-income',
    state: 'ACTIVE',
    environment: { id: ID(2), name: 'production', kind: 'production', policy: 'four-eyes' },
    model: { id: ID(3), name: 'census-employment', task: 'binary-classification' },
    agent: { id: ID(4), name: 'demo-local', status: 'ONLINE', gatewayUrl: 'http://127.0.0.1:8080' },
    automationOff: false,
    desired: plan,
    settled: plan,
    observed: {
      generation: '12',
      planDigest: DIGEST,
      variants: [
        { variantId: ID(10), state: 'READY', weightBps: 7500, inFlight: 1 },
        { variantId: ID(11), state: 'READY', weightBps: 2500, inFlight: 0 },
      ],
      dataThrough: AT,
      observedAt: AT,
      changedAt: AT,
    },
    inSync: true,
    rollout: rolloutFixture(),
    createdAt: AT,
    ...overrides,
  }
}
