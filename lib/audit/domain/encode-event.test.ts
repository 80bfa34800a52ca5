import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { decodeEvent } from './decode-event'
import { encodeEvent } from './encode-event'

const AT = '2026-05-04T03:02:01.000009Z'

test('head, instant and tail are the canonical text of the event', () => {
  const name = fc.string({ maxLength: 4 }).filter((text) => text !== 'at' && text !== '__proto__')
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), (event) => {
      const { head, tail } = encodeEvent(event)
      const text = `slipway-audit/v1\n${canonicalJson({ ...event, at: AT })}`
      expect(`${head}${AT}${tail}`).toBe(text)
      expect(decodeEvent(Buffer.from(text))).toEqual({ event: { ...event, at: AT }, text })
    }),
  )
})

test('an event that says the name of the instant elsewhere is not mistaken', () => {
  const { head, tail } = encodeEvent({ actor: { at: 'x' }, data: { at: '"at":"' } })
  expect(head).toBe('slipway-audit/v1\n{"actor":{"at":"x"},"at":"')
  expect(tail).toBe('","data":{"at":"\\"at\\":\\""}}')
})

test('an event too large for the log is refused', () => {
  expect(() => encodeEvent({ data: 'x'.repeat(262_144) })).toThrow(/larger than/)
})

test('other bytes are refused', () => {
  expect(() => decodeEvent(Buffer.from('slipway-audit/v2\n{}'))).toThrow()
  expect(() => decodeEvent(Buffer.from('slipway-audit/v1\n[]'))).toThrow()
})
