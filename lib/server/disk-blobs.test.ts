import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import { diskBlobs } from './disk-blobs'

async function* chunks(...parts: string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

function fresh() {
  const root = mkdtempSync(join(tmpdir(), 'slipway-blobs-'))
  return { root, store: diskBlobs(root), leftovers: () => readdirSync(join(root, 'incoming')) }
}

test('bytes come back under the digest of what arrived, whole and in ranges', async () => {
  const { store, leftovers } = fresh()
  const stored = await store.put(chunks('hello ', 'world'), { maxBytes: 100 })
  expect(stored).toEqual({ sha256: sha256Hex('hello world'), sizeBytes: 11 })
  expect(await text(await store.open(stored.sha256))).toBe('hello world')
  expect(await text(await store.open(stored.sha256, { start: 6, end: 8 }))).toBe('wor')
  expect(await store.size(stored.sha256)).toBe(11)
  expect(leftovers()).toEqual([])
})

test('the same bytes twice are one blob', async () => {
  const { store } = fresh()
  const [a, b] = await Promise.all([store.put(chunks('x'), { maxBytes: 9 }), store.put(chunks('x'), { maxBytes: 9 })])
  expect(a).toEqual(b)
})

test.each([
  ['a wrong digest', { expectedSha256: sha256Hex('other'), maxBytes: 100 }, 'digest_mismatch'],
  ['fewer bytes than promised', { expectedBytes: 12, maxBytes: 100 }, 'truncated_upload'],
])('%s keeps nothing', async (_name, options, reason) => {
  const { store, leftovers } = fresh()
  await expect(store.put(chunks('hello ', 'world'), options)).rejects.toMatchObject({ details: { reason } })
  expect(await store.has(sha256Hex('hello world'))).toBe(false)
  expect(leftovers()).toEqual([])
})

test('a sender that dies in the middle, or sends too much, leaves nothing behind', async () => {
  const { store, leftovers } = fresh()
  async function* dying(): AsyncIterable<Uint8Array> {
    yield Buffer.from('half')
    throw new Error('connection reset')
  }
  await expect(store.put(dying(), { maxBytes: 100 })).rejects.toThrow('connection reset')
  await expect(store.put(chunks('123456'), { maxBytes: 5 })).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(leftovers()).toEqual([])
})

test.each(['../../etc/passwd', 'ABC', '', `${'a'.repeat(63)}/`])(
  '%j is no digest and reaches no file',
  async (name) => {
    const { store } = fresh()
    await expect(store.open(name)).rejects.toMatchObject({ code: 'not_found' })
  },
)
