import { hash, verify } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, isPassword, needsRehash, PASSWORD_COST } from './password'

test('the published argon2id vectors are reproduced', async () => {
  const known = { memoryCost: 65_536, timeCost: 2, parallelism: 1, outputLen: 32, salt: Buffer.from('somesalt') }
  expect(await hash('password', known)).toBe(
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  )
  expect(await hash('correct horse battery staple', { ...PASSWORD_COST, salt: Buffer.from('slipway-salt-16b') })).toBe(
    '$argon2id$v=19$m=65536,t=3,p=4$c2xpcHdheS1zYWx0LTE2Yg$sSpsSniBPHHAoSyHS9OwbtKLZ8gB2R1L1K5AstbBQHE',
  )
})

test('a password matches its own hash only, in either Unicode form, and nobody matches no hash', async () => {
  const stored = await hashPassword('pâtisserie-1234')
  expect(await verify(stored, 'pâtisserie-1234'.normalize('NFC'))).toBe(true)
  expect(await isPassword('pâtisserie-1234'.normalize('NFD'), stored)).toBe(true)
  expect(await isPassword('patisserie-1234', stored)).toBe(false)
  expect(await isPassword('pâtisserie-1234', null)).toBe(false)
  expect(needsRehash(stored)).toBe(false)
})

test('weaker parameters ask for a new hash', () => {
  expect(
    needsRehash('$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'),
  ).toBe(true)
})
