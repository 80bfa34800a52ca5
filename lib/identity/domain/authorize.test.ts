import { describe, expect, test } from 'vitest'
import { authorize } from './authorize'
import { isTokenScope, PERMISSIONS, ROLES, type Role, rolesWith } from './permissions'
import type { Principal } from './principal'

const person = (roles: readonly Role[]): Principal => ({
  kind: 'user',
  id: 'u',
  name: 'u',
  email: 'u@x.test',
  sessionId: 's',
  method: 'password',
  grants: [{ workspaceId: 'own', roles }],
})

describe.each(ROLES)('%s', (role) => {
  test.each(PERMISSIONS)('%s: exactly as the table says, and nothing in another workspace', (permission) => {
    expect(authorize(person([role]), permission, 'own').allow).toBe(rolesWith(permission).includes(role))
    expect(authorize(person([role]), permission, 'other')).toMatchObject({ allow: false, visible: false })
  })
})

test('an auditor holds reads only, whatever the table grows to', () => {
  const held = PERMISSIONS.filter((permission) => rolesWith(permission).includes('auditor'))
  const writes = held.filter((permission) => !/:(read|export|download|review-access|use-own-account)/.test(permission))
  expect(writes).toEqual([])
})

test('a token is its scopes cut by its owner’s present roles', () => {
  const token = (ownerRoles: Role[]): Principal => ({
    kind: 'token',
    id: 't',
    name: 't',
    tokenKind: 'pat',
    owner: { id: 'u', name: 'u' },
    workspaceId: 'own',
    scopes: ['registry:write', 'monitoring:ingest-labels'],
    deploymentIds: [],
    ownerRoles,
  })
  expect(authorize(token(['data-scientist']), 'registry:write', 'own').allow).toBe(true)
  expect(authorize(token(['viewer']), 'registry:write', 'own').allow).toBe(false)
  expect(authorize(token(['data-scientist']), 'registry:read', 'own').allow).toBe(false)
  expect(authorize(token(['data-scientist']), 'registry:write', 'other')).toMatchObject({
    allow: false,
    visible: false,
  })
  expect(authorize(token(['viewer']), 'monitoring:ingest-labels', 'own').allow).toBe(true)
})

test('nobody in particular may do nothing; jobs and agents only what they were given', () => {
  for (const permission of PERMISSIONS) {
    expect(authorize({ kind: 'anonymous', id: 'anonymous', name: 'x' }, permission, 'own').allow).toBe(false)
    expect(authorize({ kind: 'job', id: 'j', name: 'j', permissions: [] }, permission, 'own').allow).toBe(false)
  }
  expect(authorize({ kind: 'agent', id: 'a', name: 'a', workspaceId: 'own' }, 'rollouts:roll-back', 'own').allow).toBe(
    false,
  )
})

test('votes and rights are never token scopes', () => {
  expect(PERMISSIONS.filter((permission) => !isTokenScope(permission))).toEqual(
    expect.arrayContaining([
      'approvals:vote',
      'identity:grant-roles',
      'identity:manage-tokens',
      'identity:create-workspace',
    ]),
  )
})
