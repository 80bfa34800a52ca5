import { expect, test } from 'vitest'
import { protocolError } from '@/lib/agents/protocol-error'
import { problemResponse } from '@/lib/server/problem'
import { toProtocolError } from './protocol-error'

test('what the control plane refuses with is what the agent acts on', async () => {
  const serverTime = '2026-01-01T00:00:00.000Z'
  const skew = await toProtocolError(problemResponse(protocolError('clock_skew', 'off', { serverTime }), 'r1'))
  expect([skew.status, skew.code, skew.serverTime]).toEqual([401, 'clock_skew', serverTime])
  const stale = await toProtocolError(problemResponse(protocolError('stale_epoch', 'old'), 'r2'))
  expect([stale.status, stale.code]).toEqual([409, 'stale_epoch'])
  const locked = await toProtocolError(problemResponse(protocolError('agent_locked', 'stop'), 'r3'))
  expect([locked.status, locked.code]).toEqual([423, 'agent_locked'])
})
