import { expect, test } from 'vitest'
import { tokenHash } from './token-hash'

test('the stored form of the known token is reproduced', () => {
  const pepper = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex')
  expect(tokenHash('dHMOUNLh0UTx6gmQ9MHQdRUvZdbXMLLlzChlYYN1shx', pepper)).toBe(
    '7cc7cb1dd553ba54edf08659fd204135012fecfd8281d2d043064624f85f986c',
  )
})
