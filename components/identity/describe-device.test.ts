import { expect, it } from 'vitest'
import { describeDevice } from './describe-device'

it('names browser and system, and programs by their own name', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  expect(describeDevice(chrome)).toBe('Chrome on Linux')
  expect(describeDevice(`${chrome} Edg/140.0`)).toBe('Edge on Linux')
  expect(describeDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1')).toBe(
    'Safari on iOS',
  )
  expect(describeDevice('node')).toBe('node')
  expect(describeDevice(null)).toBe('unknown device')
})
