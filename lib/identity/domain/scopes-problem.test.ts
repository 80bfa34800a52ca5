import { expect, test } from 'vitest'
import { scopesProblem } from './scopes-problem'

test('a token never votes, grants or manages accounts', () => {
  expect(scopesProblem(['approvals:vote'], ['approver'])).toContain('never given')
  expect(scopesProblem(['identity:manage-members'], ['security-admin'])).toContain('never given')
})

test('a token holds at most what its owner holds, ingest rights apart', () => {
  expect(scopesProblem(['registry:write'], ['viewer'])).toContain('do not hold registry:write')
  expect(scopesProblem(['registry:write', 'monitoring:ingest-labels'], ['data-scientist'])).toBeNull()
  expect(scopesProblem(['agents:operate'], ['platform-admin'])).toContain('do not hold')
})
