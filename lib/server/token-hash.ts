import { createHmac, timingSafeEqual } from 'node:crypto'
import { secretFile } from './secret-file'

/** Hex HMAC-SHA-256(pepper, secret): what is stored of a token. */
export function tokenHash(secret: string, pepper: Buffer = secretFile('token-pepper')): string {
  return createHmac('sha256', pepper).update(secret).digest('hex')
}

export function isTokenHash(secret: string, storedHash: string): boolean {
  const stored = Buffer.from(storedHash, 'hex')
  const actual = Buffer.from(tokenHash(secret), 'hex')
  return stored.length === actual.length && timingSafeEqual(stored, actual)
}
