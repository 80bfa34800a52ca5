import type { KeyObject } from 'node:crypto'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { privateKeyFromSeed, rawPublicKey } from '@/lib/agents/domain/ed25519'
import { keyIdOf } from '@/lib/agents/domain/key-id'
import { isMissing } from '../state/read-json'
import { writeDurably } from '../state/write-durably'

export interface AgentKey {
  keyId: string
  key: KeyObject
  /** Base64 of the 32 raw public bytes. */
  publicKey: string
}

/** The seed never leaves this machine; the file holds its 32 bytes in base64. */
export async function loadOrCreateKey(path: string): Promise<AgentKey> {
  let seed: Buffer
  try {
    seed = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  } catch (error) {
    if (!isMissing(error)) throw error
    seed = randomBytes(32)
    await writeDurably(path, `${seed.toString('base64')}\n`, 0o600)
  }
  const key = privateKeyFromSeed(seed)
  const raw = rawPublicKey(key)
  return { keyId: keyIdOf(raw), key, publicKey: raw.toString('base64') }
}
