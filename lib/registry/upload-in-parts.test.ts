import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { UploadState } from './upload-contract'
import { type UploadLine, uploadInParts } from './upload-in-parts'

const bytes = randomBytes(35)
const source = { sizeBytes: 35, read: async (start: number, end: number) => new Uint8Array(bytes.subarray(start, end)) }
const refusal = (status: number) => Object.assign(new Error(`HTTP ${status}`), { status })

/** A server that remembers parts of ten bytes. */
function server(faults: Record<number, number[]> = {}) {
  const held = new Map<number, Buffer>()
  const sent: number[] = []
  const waits: number[] = []
  let whole: Buffer | null = null
  const line: UploadLine = {
    async open() {
      const parts = [...held].map(([number, part]) => ({ number, sizeBytes: part.length, sha256: sha256Hex(part) }))
      return { id: 'u', partBytes: 10, partCount: 4, parts } as unknown as UploadState
    },
    async sendPart(_upload, part, onSent) {
      sent.push(part.number)
      onSent(part.bytes.length / 2)
      const status = faults[part.number]?.shift()
      if (status !== undefined) throw refusal(status)
      held.set(part.number, Buffer.from(part.bytes))
    },
    async complete(_upload, digests) {
      whole = Buffer.concat(digests.map((digest, index) => held.get(index + 1) ?? Buffer.from(digest)))
      expect(digests).toEqual([1, 2, 3, 4].map((number) => sha256Hex(held.get(number) ?? Buffer.alloc(0))))
    },
    wait: async (ms) => void waits.push(ms),
  }
  return { line, held, sent, waits, whole: () => whole }
}

test('a broken line and a busy server are waited out; every byte arrives once', async () => {
  const { line, sent, waits, whole } = server({ 2: [0, 503], 4: [429] })
  const seen: number[] = []
  await uploadInParts(source, line, ({ sentBytes }) => seen.push(sentBytes))
  expect(whole()?.equals(bytes)).toBe(true)
  expect([sent.length, waits.length, seen.at(-1)]).toEqual([7, 3, 35])
  expect(Math.max(...seen)).toBe(35)
})

test('a second try sends only what is not there; other bytes of the same name are sent again', async () => {
  const { line, held, sent, whole } = server()
  held.set(1, bytes.subarray(0, 10))
  held.set(3, Buffer.from('0123456789'))
  let kept = 0
  await uploadInParts(source, line, ({ keptBytes }) => {
    kept = keptBytes
  })
  expect([sent.sort(), kept, whole()?.equals(bytes)]).toEqual([[2, 3, 4], 10, true])
})

test('a refusal ends the upload at once; a line that stays broken ends it after a while', async () => {
  const refused = server({ 1: [403] })
  await expect(uploadInParts(source, refused.line, () => undefined)).rejects.toThrow('403')
  expect(refused.waits).toEqual([])
  const dead = server({ 1: new Array(20).fill(0) })
  await expect(uploadInParts(source, dead.line, () => undefined)).rejects.toThrow('HTTP 0')
  expect(dead.waits).toHaveLength(9)
  expect(dead.whole()).toBeNull()
})
