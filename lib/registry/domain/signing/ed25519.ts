import { createPublicKey, verify } from 'node:crypto'
import { sha256Digest } from '@/lib/kernel/sha256'

export interface Ed25519Key {
  /** SPKI in PEM, as OpenSSL prints it. */
  pem: string
  fingerprint: string
}

/** null: not an Ed25519 public key in PEM. A private key is refused as well: it must never leave its owner. */
export function readEd25519Key(text: string): Ed25519Key | null {
  if (!/-----BEGIN PUBLIC KEY-----/.test(text) || /PRIVATE KEY/.test(text)) return null
  try {
    const key = createPublicKey(text)
    if (key.asymmetricKeyType !== 'ed25519') return null
    const der = key.export({ type: 'spki', format: 'der' })
    return { pem: key.export({ type: 'spki', format: 'pem' }).toString(), fingerprint: sha256Digest(der) }
  } catch {
    return null
  }
}

/** Whether the key signed the manifest digest: its text as it is shown, `sha256:` and 64 hex digits, without a line end. */
export function verifyEd25519(publicKey: string, manifestDigest: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, Buffer.from(manifestDigest), createPublicKey(publicKey), bytes)
}
