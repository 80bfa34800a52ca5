import { readFile, stat } from 'node:fs/promises'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'

export type SigstoreTrust =
  | { state: 'not-configured' }
  | { state: 'not-readable' }
  | { state: 'ready'; material: TrustMaterial; hasLog: boolean; hasCertificateLog: boolean }

export function readTrustRoot(text: string): Extract<SigstoreTrust, { state: 'ready' }> {
  const root = TrustedRoot.fromJSON(JSON.parse(text))
  if (root.certificateAuthorities.length === 0) throw new Error('it names no certificate authority')
  return {
    state: 'ready',
    material: toTrustMaterial(root),
    hasLog: root.tlogs.length > 0,
    hasCertificateLog: root.ctlogs.length > 0,
  }
}

let loaded: { identity: string; answer: Promise<SigstoreTrust> } | null = null

async function load(path: string): Promise<SigstoreTrust> {
  try {
    return readTrustRoot(await readFile(path, 'utf8'))
  } catch (error) {
    log.error({ err: error, path }, 'SLIPWAY_SIGSTORE_TRUST_ROOT cannot be used: no certificate is trusted')
    return { state: 'not-readable' }
  }
}

/** The trust root that the configuration names (trusted_root.json of Sigstore); read again when the file has changed, never fetched. */
export async function sigstoreTrust(): Promise<SigstoreTrust> {
  const path = env.SLIPWAY_SIGSTORE_TRUST_ROOT
  if (path === undefined || path === '') return { state: 'not-configured' }
  const facts = await stat(path).catch(() => null)
  const identity = `${path} ${facts?.mtimeMs} ${facts?.size} ${facts?.ino}`
  if (loaded?.identity !== identity) loaded = { identity, answer: load(path) }
  return loaded.answer
}
