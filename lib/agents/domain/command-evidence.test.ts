import { expect, test } from 'vitest'
import { endingByReceipt } from './ending-by-receipt'
import { overdueTrigger } from './overdue-trigger'
import type { ReceiptPayload } from './receipt'
import { unknownByObservation } from './unknown-by-observation'

const TO = `sha256:${'a'.repeat(64)}`
const FROM = `sha256:${'b'.repeat(64)}`
const OTHER = `sha256:${'c'.repeat(64)}`
const lost = { fence: 7n, planDigest: TO, fromPlanDigests: [FROM] }

test.each([
  {
    name: 'the plan at this fence proves success',
    seen: { fence: 7n, planDigest: TO, isRunning: false },
    verdict: 'find-applied',
  },
  {
    name: 'the plan at an older fence proves nothing',
    seen: { fence: 6n, planDigest: TO, isRunning: false },
    verdict: null,
  },
  {
    name: 'another plan at a later fence shuts it out',
    seen: { fence: 8n, planDigest: OTHER, isRunning: true },
    verdict: 'find-other',
  },
  {
    name: 'the plan before, untouched, lets it be offered again',
    seen: { fence: 6n, planDigest: FROM, isRunning: false },
    verdict: 'find-untouched',
  },
  {
    name: 'a command still in the journal waits for its receipt',
    seen: { fence: 6n, planDigest: FROM, isRunning: true },
    verdict: null,
  },
  {
    name: 'a half-done change waits for its receipt',
    seen: { fence: 7n, planDigest: FROM, isRunning: false },
    verdict: null,
  },
])('$name', ({ seen, verdict }) => {
  expect(unknownByObservation(lost, seen)).toBe(verdict)
})

const receipt = (facts: Partial<ReceiptPayload>): ReceiptPayload => ({
  n: '1',
  prevReceiptDigest: FROM,
  agentId: 'a',
  commandId: 'c',
  ticketId: null,
  kind: 'apply-plan',
  deploymentId: 'd',
  fence: '7',
  generation: '3',
  beforeDigest: FROM,
  afterDigest: TO,
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: '2026-01-01T00:00:01Z',
  result: 'SUCCEEDED',
  code: null,
  observedVariants: [],
  agentVersion: '0.1.0',
  ...facts,
})
const running = { state: 'RUNNING', fence: 7n, planDigest: TO }

test('a receipt that claims success of another digest or fence is a conflict', () => {
  expect(endingByReceipt(running, receipt({}))).toEqual({ trigger: 'succeed', code: null, liveUnchanged: false })
  expect(endingByReceipt(running, receipt({ afterDigest: OTHER }))).toMatchObject({ trigger: 'fail', code: 'conflict' })
  expect(endingByReceipt(running, receipt({ fence: '6' }))).toMatchObject({ trigger: 'fail', code: 'conflict' })
})

test('a receipt resolves a lost command as recovered, failed or refused', () => {
  const unknown = { ...running, state: 'UNKNOWN' }
  expect(endingByReceipt(unknown, receipt({}))).toMatchObject({ trigger: 'find-applied', code: 'recovered' })
  expect(endingByReceipt(unknown, receipt({ result: 'FAILED', afterDigest: FROM, code: 'load_failed' }))).toEqual({
    trigger: 'find-other',
    code: 'load_failed',
    liveUnchanged: true,
  })
  expect(
    endingByReceipt({ ...running, state: 'LEASED' }, receipt({ result: 'REJECTED', code: 'stale_fence' })),
  ).toMatchObject({ trigger: 'refuse' })
})

test('time alone expires what waits, requeues what was not accepted and loses sight of what runs', () => {
  const times = { nowMs: 1000, expiresAtMs: 2000, leaseUntilMs: 1500, acceptedAtMs: 0, startToCloseMs: 5000 }
  expect(overdueTrigger({ ...times, state: 'QUEUED' })).toBeNull()
  expect(overdueTrigger({ ...times, state: 'QUEUED', nowMs: 2000 })).toBe('expire')
  expect(overdueTrigger({ ...times, state: 'LEASED', nowMs: 1501 })).toBe('lose-lease')
  expect(overdueTrigger({ ...times, state: 'RUNNING', nowMs: 1501 })).toBe('lose-lease')
  expect(overdueTrigger({ ...times, state: 'RUNNING', nowMs: 5001, leaseUntilMs: 9000 })).toBe('time-out')
  expect(overdueTrigger({ ...times, state: 'SUCCEEDED', nowMs: 9_999_999 })).toBeNull()
})
