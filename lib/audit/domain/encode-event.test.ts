import { expect, test } from 'vitest'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { decodeEvent } from './decode-event'
import { encodeEvent } from './encode-event'

test('what is encoded decodes to the same event, and its text is the canonical one', () => {
  const event = { v: 1, type: 'identity.signed-in', reason: 'né', resources: [{ kind: 'user', id: 'u' }] }
  const { body, leafHash } = encodeEvent(canonicalJson(event))
  expect(decodeEvent(body)).toEqual({ event, text: `slipway-audit/v1\n${canonicalJson(event)}` })
  expect(leafHash).toHaveLength(32)
})

test('the leaf hash covers every byte', () => {
  expect(encodeEvent('{}').leafHash).not.toEqual(encodeEvent('{ }').leafHash)
})

test('other bytes are refused', () => {
  expect(() => decodeEvent(Buffer.from('slipway-audit/v2\n{}'))).toThrow()
  expect(() => decodeEvent(Buffer.from('slipway-audit/v1\n[]'))).toThrow()
})
