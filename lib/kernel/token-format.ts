import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { base62 } from './base62'

export type TokenKind = 'pat' | 'svc' | 'agt' | 'scm'

export interface TokenParts {
  kind: TokenKind
  publicId: string
  secret: string
}

const PATTERN = /^slw_(pat|svc|agt|scm)_([0-9A-Za-z]{26})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/

/** CRC-32 (IEEE) in base 62, six characters: a mistyped token is refused without a database read. */
export function tokenChecksum(text: string): string {
  return base62(BigInt(crc32(text)), 6)
}

function randomBase62(bytes: number, width: number): string {
  return base62(BigInt(`0x${randomBytes(bytes).toString('hex')}`), width)
}

/** A new token: `text` is shown once; store `publicId` and the keyed hash of `secret`. */
export function mintToken(kind: TokenKind): TokenParts & { text: string } {
  const publicId = randomBase62(16, 26)
  const secret = randomBase62(32, 43)
  const body = `slw_${kind}_${publicId}_${secret}`
  return { kind, publicId, secret, text: body + tokenChecksum(body) }
}

/** The parts of a well-formed token, or null. */
export function parseToken(text: string): TokenParts | null {
  const match = PATTERN.exec(text)
  if (!match) return null
  const [, kind, publicId, secret, checksum] = match
  if (publicId === undefined || secret === undefined || tokenChecksum(text.slice(0, -6)) !== checksum) return null
  return { kind: kind as TokenKind, publicId, secret }
}
