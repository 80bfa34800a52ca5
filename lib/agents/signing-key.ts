import type { KeyObject } from 'node:crypto'
import type { Db } from '@/lib/server/database'
import { secretFile } from '@/lib/server/secret-file'
import { type Envelope, signEnvelope } from './domain/dsse'
import { privateKeyFromSeed, rawPublicKey } from './domain/ed25519'
import { keyIdOf } from './domain/key-id'
import type { TrustBundle } from './domain/wire'

interface CommandKey {
  keyId: string
  privateKey: KeyObject
  publicKey: Buffer
}

let known: CommandKey | undefined

/** The key that signs commands and desired state; its private half is a 0600 file outside the database. */
function commandKey(): CommandKey {
  if (known) return known
  const privateKey = privateKeyFromSeed(secretFile('command-key'))
  const publicKey = rawPublicKey(privateKey)
  known = { keyId: keyIdOf(publicKey), privateKey, publicKey }
  return known
}

async function publish(db: Db): Promise<CommandKey> {
  const key = commandKey()
  await db.$executeRaw`INSERT INTO "SigningKey" ("keyId", purpose, "publicKey")
    VALUES (${key.keyId}, 'command', ${key.publicKey}) ON CONFLICT DO NOTHING`
  return key
}

/** Signs for agents; the public half is in the database before anything signed with it can be delivered. */
export async function signForAgents(db: Db, payloadType: string, payload: string): Promise<Envelope> {
  const key = await publish(db)
  return signEnvelope(payloadType, payload, key.keyId, key.privateKey)
}

/** Public keys that agents may trust for commands: every one whose validity has not ended. */
export async function trustBundle(db: Db): Promise<TrustBundle> {
  await publish(db)
  const rows = await db.signingKey.findMany({ where: { purpose: 'command' }, orderBy: { validFrom: 'asc' } })
  return {
    commandKeys: rows.map((row) => ({
      keyId: row.keyId,
      purpose: 'command' as const,
      publicKey: Buffer.from(row.publicKey).toString('base64'),
      validFrom: row.validFrom.toISOString(),
      validTo: row.validTo?.toISOString() ?? null,
    })),
  }
}
