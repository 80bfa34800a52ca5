import { sha256Hex } from '@/lib/kernel/sha256'

/** Name of an Ed25519 key: the first 128 bits of the SHA-256 of its raw public bytes. */
export function keyIdOf(rawPublicKey: Uint8Array): string {
  return `ed25519:${sha256Hex(rawPublicKey).slice(0, 32)}`
}

/** What two people compare by eye: the first 16 hex digits in groups of four. */
export function fingerprintOf(keyId: string): string {
  const hex = keyId.slice('ed25519:'.length, 'ed25519:'.length + 16)
  return hex.match(/.{4}/g)?.join(' ') ?? ''
}
