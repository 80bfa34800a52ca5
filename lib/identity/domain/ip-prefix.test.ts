import { expect, test } from 'vitest'
import { ipPrefix } from './ip-prefix'

test('addresses of one network share a prefix, in any spelling', () => {
  expect(ipPrefix('203.0.113.77')).toBe('203.0.113.0/24')
  expect(ipPrefix('::ffff:203.0.113.9')).toBe('203.0.113.0/24')
  expect(ipPrefix('2001:db8:0:12ff::1')).toBe('2001:db8:0:1200::/56')
  expect(ipPrefix('2001:0db8:0000:1234:5:6:7:8')).toBe('2001:db8:0:1200::/56')
  expect(ipPrefix('direct')).toBe('direct')
})
