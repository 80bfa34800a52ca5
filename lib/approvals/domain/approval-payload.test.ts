import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ApprovalPayload, approvalDigest, encodePayload, sortDiff } from './approval-payload'

const id = (tail: string) => `018f3a5e-0000-7000-8000-${tail.padStart(12, '0')}`
const digest = (byte: string) => `sha256:${byte.repeat(32)}`

/** The known answer that other implementations of the approval payload must give as well. */
const known: ApprovalPayload = {
  type: 'slipway/approval/v1',
  workspaceId: id('1'),
  changeRequestId: id('c1'),
  cycle: 1,
  action: 'promote',
  environmentId: id('e1'),
  deploymentId: id('d1'),
  targetIds: [id('a1')],
  subjects: [{ kind: 'ModelVersion', id: id('b7'), digest: digest('11') }],
  fromDigest: digest('22'),
  toDigest: digest('33'),
  diffDigest: digest('44'),
  configDigest: digest('55'),
  gateResultsDigest: digest('66'),
  evidenceBundleDigest: digest('77'),
  policyVersionId: id('f1'),
  policyDigest: digest('88'),
  riskScore: 35,
  requestedBy: id('aaa'),
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  expiresAt: '2026-01-04T00:00:00.000Z',
}

test('the payload has the published bytes and digest', () => {
  expect(Buffer.byteLength(encodePayload(known))).toBe(1320)
  expect(approvalDigest(known)).toBe('sha256:c7c3abea685c5fd85066d770f8278bd8df4b35498dcc5aa666efd256d98768bd')
})

test('changing any one member gives another digest', () => {
  const members = Object.keys(known) as (keyof ApprovalPayload)[]
  fc.assert(
    fc.property(fc.constantFrom(...members), fc.string({ minLength: 1 }), (member, text) => {
      const changed = {
        ...known,
        [member]:
          typeof known[member] === 'number' ? text.length + 1000 : Array.isArray(known[member]) ? [] : `${text}!`,
      }
      expect(approvalDigest(changed as ApprovalPayload)).not.toBe(approvalDigest(known))
    }),
  )
})

test('the order in which targets, subjects and differences were collected does not matter', () => {
  const other = { kind: 'Deployment', id: id('a0'), digest: digest('99') }
  const a = { ...known, targetIds: ['b', 'a'], subjects: [...known.subjects, other] }
  const b = { ...known, targetIds: ['a', 'b'], subjects: [other, ...known.subjects] }
  expect(approvalDigest(a)).toBe(approvalDigest(b))
  const [x, y] = [
    { path: '/b', before: 1, after: 2 },
    { path: '/a', before: null, after: 2 },
  ]
  expect(sortDiff([x, y])).toEqual(sortDiff([y, x]))
})
