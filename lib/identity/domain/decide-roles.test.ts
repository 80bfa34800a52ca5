import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideRoles } from './decide-roles'
import { ROLES, type Role } from './permissions'
import { findToxicPair } from './toxic-roles'

const base = { actorId: 'a', targetId: 'b', before: [] as Role[], activePeople: 3, otherSecurityAdmins: 1 }

test('who decides on changes does not also grant rights or run the platform', () => {
  for (const after of [
    ['security-admin', 'approver'],
    ['platform-admin', 'reviewer'],
    ['security-admin', 'platform-admin'],
    ['auditor', 'operator'],
  ] as Role[][])
    expect(decideRoles({ ...base, after })).toMatchObject({ ok: false, reason: 'toxic-combination' })
})

test('an auditor may also view, an operator may also approve', () => {
  expect(decideRoles({ ...base, after: ['auditor', 'viewer'] }).ok).toBe(true)
  expect(decideRoles({ ...base, after: ['operator', 'approver'] }).ok).toBe(true)
})

test('a person alone may hold everything, a person among others may not', () => {
  expect(decideRoles({ ...base, actorId: 'b', after: ROLES, activePeople: 1 }).ok).toBe(true)
  expect(decideRoles({ ...base, after: ROLES }).ok).toBe(false)
})

test('nobody grants to themselves, but anybody may give up', () => {
  expect(decideRoles({ ...base, actorId: 'b', after: ['viewer'] })).toMatchObject({ reason: 'self-grant' })
  expect(decideRoles({ ...base, actorId: 'b', before: ['viewer', 'operator'], after: ['viewer'] }).ok).toBe(true)
})

test('the last security admin stays', () => {
  const facts = { ...base, before: ['security-admin'] as Role[], after: ['viewer'] as Role[] }
  expect(decideRoles({ ...facts, otherSecurityAdmins: 0 })).toMatchObject({ reason: 'last-security-admin' })
  expect(decideRoles(facts).ok).toBe(true)
})

test('no accepted set of several people ever holds a forbidden pair', () => {
  fc.assert(
    fc.property(fc.subarray([...ROLES]), (after) => {
      expect(decideRoles({ ...base, after }).ok).toBe(findToxicPair(after) === null)
    }),
  )
})
