import { describe, expect, it } from 'vitest'
import { deploymentFixture, rolloutFixture } from '@/components/rollouts/fixtures'
import { describeOverview, overviewRows } from './overview-rows'

const none = { deployments: [], requests: [], agents: [] }

describe('overview: what needs me now', () => {
  it('is calm when there is nothing', () => {
    expect(describeOverview(overviewRows(none))).toBe('Nothing waits for you, nothing is in motion, nothing is wrong.')
  })
  it('puts a held rollout under decisions and a running one under motion', () => {
    const held = deploymentFixture({ id: 'a', rollout: rolloutFixture({ id: 'ra', status: 'HELD' }) })
    const rows = overviewRows({ ...none, deployments: [held, deploymentFixture()] })
    expect(rows.decide.map((row) => row.id)).toEqual(['ra'])
    expect(rows.motion).toHaveLength(1)
    expect(describeOverview(rows)).toBe('1 decision waits for you, 1 rollout is running, nothing is wrong.')
  })
  it('calls a deployment that differs from its plan odd only when nothing is moving it', () => {
    expect(overviewRows({ ...none, deployments: [deploymentFixture({ inSync: false })] }).odd).toHaveLength(0)
    expect(
      overviewRows({ ...none, deployments: [deploymentFixture({ inSync: false, rollout: null })] }).odd,
    ).toHaveLength(1)
  })
  it('lists a rollout that waits for the reader once, as the request', () => {
    const rollout = rolloutFixture({ status: 'PENDING', changeRequestId: 'r1' })
    const request = {
      id: 'r1',
      number: 1,
      title: 'Promote v4',
      requestedByName: 'Dana',
      reason: 'Better.',
      mayDecide: true,
    } as Parameters<typeof overviewRows>[0]['requests'][number]
    const rows = overviewRows({ ...none, deployments: [deploymentFixture({ rollout })], requests: [request] })
    expect([rows.decide.length, rows.motion.length]).toEqual([1, 0])
  })
})
