import { expect, test } from 'vitest'
import { mintToken, parseToken, tokenChecksum } from './token-format'

const KNOWN = 'slw_pat_00000SPlXbQpNcvVtHTgzatd2F_dHMOUNLh0UTx6gmQ9MHQdRUvZdbXMLLlzChlYYN1shx1lODdk'

test('the published checksum vector is reproduced', () => {
  expect(tokenChecksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17')
})

test('the known token parses into its parts', () => {
  expect(parseToken(KNOWN)).toEqual({
    kind: 'pat',
    publicId: '00000SPlXbQpNcvVtHTgzatd2F',
    secret: 'dHMOUNLh0UTx6gmQ9MHQdRUvZdbXMLLlzChlYYN1shx',
  })
})

test('a changed character, another kind or junk is refused', () => {
  expect(parseToken(KNOWN.replace('dHM', 'dHN'))).toBeNull()
  expect(parseToken(KNOWN.replace('slw_pat', 'slw_svc'))).toBeNull()
  expect(parseToken(`${KNOWN} `)).toBeNull()
  expect(parseToken('%')).toBeNull()
})

test('minted tokens parse and never repeat', () => {
  const minted = Array.from({ length: 50 }, () => mintToken('agt'))
  expect(new Set(minted.map((token) => token.text)).size).toBe(50)
  for (const { text, publicId, secret } of minted) expect(parseToken(text)).toEqual({ kind: 'agt', publicId, secret })
})
