import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { BlobStore } from '../blob-store'

async function* chunks(...parts: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

const slowly = (bytes: Buffer) => Readable.from(bytes.length === 0 ? [] : [bytes.subarray(0, 7), bytes.subarray(7)])

interface Subject {
  make(): Promise<BlobStore>
  /** Size of the parts that it takes and cuts. */
  partBytes: number
  /** Whether it dates its uploads and knows a closed one; moto answers 500 there and dates every upload 2010. */
  remembersUploads?: boolean
}

/** What every blob store keeps to, whatever it stands on. */
export function blobStoreContract({ make, partBytes: PART, remembersUploads = true }: Subject): void {
  const closed = { code: expect.stringMatching(remembersUploads ? /^gone$/ : /^(gone|unavailable)$/) }
  let store: BlobStore
  const big = randomBytes(2 * PART + 3)
  const digest = sha256Hex(big)
  beforeAll(async () => {
    store = await make()
  })

  test('bytes come back under the digest of what arrived, whole and in ranges', async () => {
    const stored = await store.put(chunks('hello ', 'world'), { maxBytes: 100 })
    expect(stored).toEqual({ sha256: sha256Hex('hello world'), sizeBytes: 11 })
    expect(await text(await store.open(stored.sha256))).toBe('hello world')
    expect(await text(await store.open(stored.sha256, { start: 6, end: 8 }))).toBe('wor')
    expect(await text(await store.open(stored.sha256, { start: 6 }))).toBe('world')
    expect(await store.size(stored.sha256)).toBe(11)
  })

  test('a file of no bytes is a file', async () => {
    const { sha256 } = await store.put(chunks(), { maxBytes: 1 })
    expect([sha256, await store.size(sha256), await text(await store.open(sha256))]).toEqual([sha256Hex(''), 0, ''])
  })

  test.each([null, digest])('a file of several parts is one blob, promised as %s', async (expectedSha256) => {
    const seen: string[] = []
    const beforePublish = async (stored: { sha256: string }) => {
      seen.push(`${stored.sha256} ${await store.has(stored.sha256)}`)
    }
    const stored = await store.put(slowly(big), { expectedSha256, maxBytes: big.length, beforePublish })
    expect([stored, seen]).toEqual([{ sha256: digest, sizeBytes: big.length }, [`${digest} false`]])
    expect((await buffer(await store.open(digest))).equals(big)).toBe(true)
    await store.remove(digest)
    expect(await store.has(digest)).toBe(false)
  })

  test.each([
    ['a wrong digest', { expectedSha256: sha256Hex('other') }, 'digest_mismatch'],
    ['fewer bytes than promised', { expectedBytes: big.length + 1 }, 'truncated_upload'],
  ])('%s keeps nothing', async (_name, promise, reason) => {
    const options = { ...promise, maxBytes: 2 * big.length }
    await expect(store.put(slowly(big), options)).rejects.toMatchObject({ details: { reason } })
    await expect(store.put(chunks('small'), options)).rejects.toMatchObject({ code: 'invalid' })
    for (const sha256 of [digest, sha256Hex('other'), sha256Hex('small')]) expect(await store.has(sha256)).toBe(false)
  })

  test('a sender that dies, sends too much, or may not publish leaves nothing behind', async () => {
    async function* dying(): AsyncIterable<Uint8Array> {
      yield big
      throw new Error('connection reset')
    }
    const maxBytes = big.length
    await expect(store.put(dying(), { maxBytes })).rejects.toThrow('connection reset')
    await expect(store.put(slowly(big), { maxBytes: maxBytes - 1 })).rejects.toMatchObject({
      code: 'payload_too_large',
    })
    const beforePublish = () => Promise.reject(new Error('no claim'))
    await expect(store.put(slowly(big), { maxBytes, beforePublish })).rejects.toThrow('no claim')
    expect(await store.has(digest)).toBe(false)
    expect(await store.sweep(new Date(Date.now() + 60_000))).toBe(0)
  })

  test.each(['../../etc/passwd', 'ABC', '', `${'a'.repeat(63)}/`, 'a'.repeat(64)])('%j is no blob', async (name) => {
    await expect(store.open(name)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('parts in any order, some of them twice, become the file that was promised', async () => {
    const upload = await store.parts.begin()
    const pieces = [big.subarray(0, PART), big.subarray(PART, 2 * PART), big.subarray(2 * PART)]
    const send = async (number: number) => {
      const piece = pieces[number - 1] ?? Buffer.alloc(0)
      const promise = { expectedSha256: sha256Hex(piece), expectedBytes: piece.length, maxBytes: PART }
      return { number, ...(await store.parts.put(upload, number, slowly(piece), promise)) }
    }
    const parts = [await send(3), await send(1), await send(2)].sort((a, b) => a.number - b.number)
    expect(parts.map((part) => part.sha256)).toEqual(pieces.map((piece) => sha256Hex(piece)))
    expect((await send(3)).etag).toBe(parts[2]?.etag)
    const options = { expectedSha256: digest, expectedBytes: big.length, maxBytes: big.length }
    expect(await store.parts.join(upload, parts, options)).toEqual({ sha256: digest, sizeBytes: big.length })
    expect(await store.parts.join(upload, parts, options)).toEqual({ sha256: digest, sizeBytes: big.length })
    await store.parts.discard(upload)
    expect((await buffer(await store.open(digest))).equals(big)).toBe(true)
    await store.remove(digest)
    await expect(store.parts.join(upload, parts, options)).rejects.toMatchObject(closed)
    await expect(send(1)).rejects.toMatchObject(closed)
  })

  test('a part that is wrong, too long or replaced is told, and keeps nothing', async () => {
    const upload = await store.parts.begin()
    const send = (bytes: Uint8Array, promise = {}) =>
      store.parts.put(upload, 1, chunks(bytes), { maxBytes: PART, ...promise })
    const wrong = { expectedSha256: sha256Hex('other') }
    await expect(send(Buffer.from('x'), wrong)).rejects.toMatchObject({ details: { reason: 'digest_mismatch' } })
    await expect(send(big)).rejects.toMatchObject({ code: 'payload_too_large' })
    const { etag } = await send(Buffer.from('first'))
    await send(Buffer.from('second'))
    await expect(store.parts.join(upload, [{ number: 1, etag }], { maxBytes: PART })).rejects.toMatchObject({
      details: { reason: 'part_missing' },
    })
    await store.parts.discard(upload)
  })

  test('a joined file that is not what was promised is not published', async () => {
    const upload = await store.parts.begin()
    const { etag } = await store.parts.put(upload, 1, chunks('joined'), { maxBytes: PART })
    const options = { expectedSha256: digest, maxBytes: PART }
    await expect(store.parts.join(upload, [{ number: 1, etag }], options)).rejects.toMatchObject({
      details: { reason: 'digest_mismatch' },
    })
    expect(await store.has(sha256Hex('joined'))).toBe(false)
    await store.parts.discard(upload)
  })

  test('what broken uploads left behind is swept by age, blobs are not', async () => {
    const { sha256 } = await store.put(chunks('kept'), { maxBytes: 9 })
    const upload = await store.parts.begin()
    await store.parts.put(upload, 1, chunks('left'), { maxBytes: 9 })
    if (remembersUploads) expect(await store.sweep(new Date(Date.now() - 3_600_000))).toBe(0)
    expect(await store.sweep(new Date(Date.now() + 60_000))).toBe(1)
    await expect(store.parts.put(upload, 1, chunks('late'), { maxBytes: 9 })).rejects.toMatchObject(closed)
    expect(await store.has(sha256)).toBe(true)
  })
}
