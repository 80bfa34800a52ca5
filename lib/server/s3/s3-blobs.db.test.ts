import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { BlobStore } from '../blob-store'
import { blobStoreContract } from '../testing/blob-contract'
import { S3_PROGRAMS, type S3Server, startS3Server } from '../testing/s3-server'
import { s3Blobs } from './s3-blobs'

const PART = 5 * 1024 * 1024

async function* chunks(...parts: string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

for (const [name, program] of Object.entries(S3_PROGRAMS)) {
  if (program.program === undefined)
    process.stderr.write(`${name} is not installed here (.ci/s3-servers.sh installs it): its S3 tests do not run.\n`)

  describe.skipIf(program.program === undefined)(`${name} as blob store`, () => {
    let server: S3Server
    let store: BlobStore
    beforeAll(async () => {
      server = await startS3Server(program)
      store = s3Blobs(server.settings, { partBytes: PART, copyBytes: PART })
    })
    afterAll(() => server.stop())

    blobStoreContract({ partBytes: PART, make: async () => store, remembersUploads: name !== 'moto' })

    test('an address gives exactly one blob, as a download, for a while, and lets nobody write', async () => {
      const { sha256 } = await store.put(chunks('addressed'), { maxBytes: 99 })
      const address = (await store.addressOf(sha256, { fileName: "my model's.onnx", forSec: 60 })) ?? ''
      const answer = await fetch(address)
      expect([answer.status, await answer.text()]).toEqual([200, 'addressed'])
      expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''my%20model%27s.onnx")
      const part = await fetch(address, { headers: { range: 'bytes=2-4' } })
      expect([part.status, await part.text()]).toEqual([206, 'dre'])
    })

    test('an address of a part takes that part and no other object', async () => {
      const upload = await store.parts.begin()
      const address = (await store.parts.addressOf(upload, 1, 60)) ?? ''
      const answer = await fetch(address, { method: 'PUT', body: 'direct' })
      const etag = answer.headers.get('etag') ?? ''
      expect([answer.status, etag]).toEqual([200, expect.stringMatching(/./)])
      const joined = await store.parts.join(upload, [{ number: 1, etag }], { maxBytes: 9 })
      expect(joined).toEqual({ sha256: sha256Hex('direct'), sizeBytes: 6 })
      await store.parts.discard(upload)
    })
  })
}

const { versitygw } = S3_PROGRAMS
describe.skipIf(versitygw.program === undefined)('signatures', () => {
  let server: S3Server
  beforeAll(async () => {
    server = await startS3Server(versitygw)
  })
  afterAll(() => server.stop())

  test('another secret reads and writes nothing, and the caller learns nothing of the store', async () => {
    const stranger = s3Blobs({ ...server.settings, secretAccessKey: 'guessed' })
    await expect(stranger.put(chunks('x'), { maxBytes: 9 })).rejects.toThrow('403')
    await expect(stranger.has(sha256Hex('x'))).rejects.toThrow('403')
  })

  test('a changed or forged address is refused', async () => {
    const store = s3Blobs(server.settings)
    const { sha256 } = await store.put(chunks('mine'), { maxBytes: 9 })
    const address = new URL((await store.addressOf(sha256, { fileName: 'x', forSec: 60 })) ?? '')
    expect((await fetch(address)).status).toBe(200)
    expect((await fetch(address, { method: 'PUT', body: 'theirs' })).status).toBe(403)
    const longer = new URL(address)
    longer.searchParams.set('X-Amz-Expires', '86400')
    expect((await fetch(longer)).status).toBe(403)
    const other = new URL(address)
    other.pathname = other.pathname.replace(sha256, sha256Hex('other'))
    expect((await fetch(other)).status).toBe(403)
  })

  test('a store that is gone is a 503 that may be tried again, not a lost upload', async () => {
    const store = s3Blobs({ ...server.settings, endpoint: 'http://127.0.0.1:9' })
    await expect(store.has(sha256Hex('x'))).rejects.toMatchObject({ code: 'unavailable' })
  })
})
