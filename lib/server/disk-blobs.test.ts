import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diskBlobs } from './disk-blobs'
import { blobStoreContract } from './testing/blob-contract'

const fresh = () => mkdtempSync(join(tmpdir(), 'slipway-blobs-'))

async function* chunks(...parts: string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

describe('a folder as blob store', () => {
  blobStoreContract({ partBytes: 65_536, make: async () => diskBlobs(fresh()) })
})

test('the same bytes twice at once are one blob, and no file of an upload stays', async () => {
  const root = fresh()
  const store = diskBlobs(root)
  const [a, b] = await Promise.all([store.put(chunks('x'), { maxBytes: 9 }), store.put(chunks('x'), { maxBytes: 9 })])
  expect(a).toEqual(b)
  expect(readdirSync(join(root, 'incoming'))).toEqual([])
})

test('a folder gives out no addresses: everything goes through Slipway', async () => {
  const store = diskBlobs(fresh())
  expect(await store.addressOf('a'.repeat(64), { fileName: 'x', forSec: 60 })).toBeNull()
  expect(await store.parts.addressOf(await store.parts.begin(), 1, 60)).toBeNull()
})
