import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { secretFile } from './secret-file'

/** Where a secret lies. A box that is moved to another row, column or workspace does not open there. */
export interface SecretPlace {
  table: string
  column: string
  rowId: string
  workspaceId: string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

function encrypt(key: Buffer, plain: Buffer, aad: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, aad: string): Buffer {
  const tag = sealed.subarray(-TAG_BYTES)
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(aad)).setAuthTag(tag)
  return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()])
}

function aadOf({ table, column, rowId, workspaceId }: SecretPlace, keyVersion: number): string {
  return [table, column, rowId, workspaceId, keyVersion].join('|')
}

/**
 * Envelope encryption: each secret has a random data key of its own, which lies beside it, wrapped by the installation's key of a
 * version. `keys`: every version that may still be read; the newest one seals. Text form: `v1.<key version>.<wrapped key>.<secret>`.
 */
export function createSecretBox(keys: ReadonlyMap<number, () => Buffer>) {
  const keyOf = (version: number): Buffer => {
    const key = keys.get(version)
    if (!key)
      throw new Error('This secret was sealed under a key that this installation does not have. Enter it again.')
    return key()
  }
  return {
    seal(place: SecretPlace, plain: string): string {
      const version = Math.max(...keys.keys())
      const aad = aadOf(place, version)
      const dataKey = randomBytes(32)
      const wrapped = encrypt(keyOf(version), dataKey, `${aad}|key`)
      const sealed = encrypt(dataKey, Buffer.from(plain, 'utf8'), aad)
      return ['v1', version, wrapped.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(place: SecretPlace, box: string): string {
      const [, version, wrapped, sealed] = /^v1\.(\d{1,6})\.([\w-]+)\.([\w-]+)$/.exec(box) ?? []
      if (version === undefined || wrapped === undefined || sealed === undefined)
        throw new Error('This is no sealed secret.')
      const aad = aadOf(place, Number(version))
      const key = keyOf(Number(version))
      try {
        const dataKey = decrypt(key, Buffer.from(wrapped, 'base64url'), `${aad}|key`)
        return decrypt(dataKey, Buffer.from(sealed, 'base64url'), aad).toString('utf8')
      } catch {
        // What went wrong inside is no help to anybody but who tries things out.
        throw new Error('This secret does not open: it was changed, moved, or sealed by another installation.')
      }
    },
  }
}

/** First 8 hex of the SHA-256 of the sealed bytes: tells one secret from the next, and nothing about it. */
export function secretFingerprint(box: string): string {
  const sealed = box.split('.').at(-1) ?? ''
  return createHash('sha256').update(Buffer.from(sealed, 'base64url')).digest('hex').slice(0, 8)
}

/** The box of this installation; its key lies in the secrets folder. */
export const secretBox = createSecretBox(new Map([[1, () => secretFile('secret-box-key-1')]]))
