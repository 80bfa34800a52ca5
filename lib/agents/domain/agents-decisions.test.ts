import { expect, test } from 'vitest'
import { agentStatus } from './agent-status'
import { agreementOf } from './agreement'
import { buildPlan } from './build-plan'
import { parseByteRange } from './byte-range'
import { decideJoin } from './decide-join'
import { whyWaiting } from './why-waiting'

test('an agent is online for 70 s, late for 300 s, then offline; unheard is offline', () => {
  expect([0, 70_000, 70_001, 300_000, 300_001, null].map(agentStatus)).toEqual([
    'ONLINE',
    'ONLINE',
    'LATE',
    'LATE',
    'OFFLINE',
    'OFFLINE',
  ])
})

test('the join table: advance, repeat a lost answer, else lock', () => {
  const stored = { joinSeq: 5n, joinHash: 'now', prevJoinHash: 'before', joinBootId: 'boot' }
  expect(decideJoin(stored, { seq: 5n, secretHash: 'now', bootId: 'other' })).toEqual({ result: 'advance' })
  expect(decideJoin(stored, { seq: 4n, secretHash: 'before', bootId: 'boot' })).toEqual({ result: 'repeat' })
  expect(decideJoin(stored, { seq: 4n, secretHash: 'before', bootId: 'other' })).toMatchObject({ result: 'lock' })
  expect(decideJoin(stored, { seq: 3n, secretHash: 'older', bootId: 'boot' })).toMatchObject({ result: 'lock' })
  expect(decideJoin(stored, { seq: 5n, secretHash: 'forged', bootId: 'boot' })).toMatchObject({ result: 'lock' })
  const fresh = { joinSeq: 0n, joinHash: 'first', prevJoinHash: null, joinBootId: null }
  expect(decideJoin(fresh, { seq: -1n, secretHash: 'x', bootId: 'boot' })).toMatchObject({ result: 'lock' })
})

test('drift needs a settled generation that the agent knows and no open command', () => {
  const facts = { settledPlanDigest: 'a', settledGeneration: 4n, hasOpenCommand: false }
  expect(agreementOf({ ...facts, observed: { planDigest: 'a', generation: 4n } })).toBe('in-sync')
  expect(agreementOf({ ...facts, observed: { planDigest: 'b', generation: 4n } })).toBe('drifted')
  expect(agreementOf({ ...facts, observed: { planDigest: 'b', generation: 3n } })).toBe('pending')
  expect(agreementOf({ ...facts, hasOpenCommand: true, observed: { planDigest: 'b', generation: 4n } })).toBe('pending')
  expect(agreementOf({ ...facts, observed: null })).toBe('unknown')
  expect(agreementOf({ ...facts, settledPlanDigest: null, observed: null })).toBe('nothing-placed')
})

test('the reason to wait that time alone does not cure is named first', () => {
  const facts = { agentState: 'ACTIVE', agentStatus: 'ONLINE' as const, laneHolderId: null, isDue: true }
  expect(whyWaiting(facts)).toBeNull()
  expect(whyWaiting({ ...facts, isDue: false })?.reason).toBe('not_before')
  expect(whyWaiting({ ...facts, laneHolderId: 'c' })).toEqual({ reason: 'lane_busy', commandId: 'c' })
  expect(whyWaiting({ ...facts, agentStatus: 'LATE', laneHolderId: 'c' })?.reason).toBe('agent_offline')
  expect(whyWaiting({ ...facts, agentState: 'LOCKED' })?.reason).toBe('agent_locked')
  expect(whyWaiting({ ...facts, agentState: 'REVOKED' })?.reason).toBe('no_eligible_agent')
})

test('one byte range is read, nonsense means the whole', () => {
  expect(parseByteRange('bytes=0-9', 100)).toEqual({ start: 0, end: 9 })
  expect(parseByteRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 })
  expect(parseByteRange('bytes=-10', 100)).toEqual({ start: 90, end: 99 })
  expect(parseByteRange('bytes=0-999', 100)).toEqual({ start: 0, end: 99 })
  expect(parseByteRange('bytes=100-', 100)).toBe('unsatisfiable')
  expect(parseByteRange('bytes=9-3', 100)).toBeNull()
  expect(parseByteRange('items=0-1', 100)).toBeNull()
  expect(parseByteRange(null, 100)).toBeNull()
})

test('ranges move only as many units as weights grow, and a bad sum is refused', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const variant = (variantId: string, role: 'stable' | 'candidate', weightBps: number) => ({
    variantId,
    role,
    versionNumber: 1,
    manifestDigest: digest,
    configDigest: digest,
    weightBps,
    mirrorBps: 0,
    requestCap: null,
  })
  const routing = { unitKey: null, missingUnit: 'random' as const, salt: 'd' }
  const first = buildPlan('d', { variants: [variant('a', 'stable', 10_000)], routing }, null)
  if (!first.ok) throw new Error(first.reason)
  const next = buildPlan(
    'd',
    { variants: [variant('b', 'candidate', 500), variant('a', 'stable', 9500)], routing },
    first.plan,
  )
  expect(next).toMatchObject({ ok: true, plan: { variants: [{ variantId: 'a' }, { variantId: 'b' }] } })
  if (next.ok) expect(next.plan.routing?.ranges[0]).toEqual({ from: 0, to: 500, variantId: 'b' })
  expect(buildPlan('d', { variants: [variant('a', 'stable', 9000)], routing }, null)).toMatchObject({ ok: false })
})
