import { describe, expect, it } from 'vitest'
import { describeDeployment } from './describe-deployment'
import { deploymentFixture, rolloutFixture } from './fixtures'
import { desiredShares, observedShares } from './plan-shares'

describe('headline of a deployment', () => {
  it('says what a canary serves and what it waits for', () => {
    expect(describeDeployment(deploymentFixture())).toBe(
      'v4 serves 25\u2009%, step 2 of 3. Waiting: 312 more requests (about 40 min).',
    )
  })
  it('says that a person has to act on a held rollout', () => {
    const rollout = rolloutFixture({ status: 'HELD', holdReason: 'NO_TRAFFIC' })
    expect(describeDeployment(deploymentFixture({ rollout }))).toBe(
      'Held with v4 at 25\u2009%: the candidate gets no requests.',
    )
  })
  it('names an offline agent first', () => {
    const agent = { ...deploymentFixture().agent, status: 'OFFLINE' as const }
    expect(describeDeployment(deploymentFixture({ agent }))).toMatch(/^Agent demo-local is offline/)
  })
  it('is calm when nothing moves', () => {
    expect(describeDeployment(deploymentFixture({ rollout: null }))).toBe(
      'v3 serves all traffic. Nothing is in motion.',
    )
  })
  it('never calls an unobserved deployment serving', () => {
    expect(describeDeployment(deploymentFixture({ rollout: null, observed: null }))).toBe(
      'Nothing is served yet. Deploy a version to start.',
    )
  })
})

describe('shares of a plan', () => {
  it('keeps desired and observed apart', () => {
    const deployment = deploymentFixture()
    expect(desiredShares(deployment).map((share) => share.weightBps)).toEqual([7500, 2500])
    expect(observedShares(deployment)?.map((share) => [share.versionNumber, share.weightBps])).toEqual([
      [3, 7500],
      [4, 2500],
    ])
    expect(observedShares(deploymentFixture({ observed: null }))).toBeNull()
  })
})
