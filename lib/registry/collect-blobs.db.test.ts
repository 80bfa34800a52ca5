import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setImmediate as yieldTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { BlobStore } from '@/lib/server/blob-store'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { claimBlob } = await import('@/lib/server/claim-blob')
const { claimedBlobs } = await import('@/lib/server/claimed-blobs')
const { diskBlobs } = await import('@/lib/server/disk-blobs')
const { database } = await import('@/lib/server/database')
const { runCommand } = await import('@/lib/server/run-command')
const { createModel } = await import('./use-cases/create-model')
const { createVersion } = await import('./use-cases/create-version')
const { attachFile } = await import('./use-cases/attach-file')
const { collectBlobs } = await import('./collect-blobs')

const DAY_MS = 24 * 3_600_000
const disk = diskBlobs(mkdtempSync(join(tmpdir(), 'slipway-collect-')))
/** Gives other work a turn, a number of times that each run chooses anew. */
let dawdle = async (): Promise<void> => undefined
/** Every step of storing and removing is torn apart, so that others come in between. */
const slow: BlobStore = claimedBlobs(
  {
    ...disk,
    async remove(sha256) {
      await dawdle()
      await disk.remove(sha256)
      await dawdle()
    },
  },
  async (stored) => {
    await claimBlob(stored)
    await dawdle()
  },
)

let workspaceId = ''
let modelId = ''
let dana = person(newId(), 'Dana', ['data-scientist'])
beforeAll(async () => {
  workspaceId = (await seedDemoIdentity()).workspace.id
  dana = person(workspaceId, 'Dana', ['data-scientist'])
  modelId = (await runCommand(createModel, { ...caller(), input: { name: 'collected' } })).id
})
afterAll(() => testDb.drop())

const caller = () => ({ principal: dana, workspace: workspaceId })
const newVersion = async () => (await runCommand(createVersion, { ...caller(), input: { modelId } })).id

async function* once(content: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(content)
}

const store = (content: string) => slow.put(once(content), { maxBytes: 1000 })
const far = () => new Date(Date.now() + DAY_MS)
const named = async () => {
  const rows = await database().$queryRaw<{ sha256: string }[]>`SELECT DISTINCT sha256 FROM "BlobReference" ORDER BY 1`
  return rows.map(({ sha256 }) => sha256)
}

type Step = { act: 'upload' | 'abandon' | 'forget' | 'collect'; content: number; path: number }

function seeded(seed: number): () => Promise<void> {
  let state = seed
  return async () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    for (let turns = state % 7; turns > 0; turns -= 1) await yieldTurn()
  }
}

test('whatever happens at once, what a version names is there, and what nobody names goes', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    act: fc.constantFrom('upload', 'upload', 'abandon', 'forget', 'collect', 'collect'),
    content: fc.integer({ min: 0, max: 2 }),
    path: fc.integer({ min: 0, max: 1 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.nat(), async (steps, seed) => {
      dawdle = seeded(seed)
      const versionId = await newVersion()
      const run = async ({ act, content, path }: Step): Promise<void> => {
        await dawdle()
        if (act === 'collect') return void (await collectBlobs(slow, far()))
        if (act === 'forget')
          return void (await database().versionFile.deleteMany({ where: { versionId, path: `${path}` } }))
        const stored = await store(`content ${content}`)
        await dawdle()
        if (act === 'abandon') return
        const input = { versionId, path: `${path}`, ...stored }
        await runCommand(attachFile, { ...caller(), input }).catch((error: unknown) => {
          // Collected between storing and naming, which a day of grace keeps from happening: refused, never a hole.
          if (!(error instanceof AppError) || error.details['reason'] !== 'not_stored') throw error
        })
      }
      await Promise.all(steps.map(run))
      for (const sha256 of await named()) expect(sha256Hex(await text(await disk.open(sha256)))).toBe(sha256)
      await collectBlobs(slow, far())
      const rows = await database().blob.findMany({ orderBy: { sha256: 'asc' } })
      expect(rows.map(({ sha256 }) => sha256)).toEqual(await named())
      await database().versionFile.deleteMany({ where: { versionId } })
    }),
    { numRuns: 12 },
  )
}, 240_000)

test('bytes of the last day are left alone: somebody may be about to name them', async () => {
  const { sha256 } = await store('fresh')
  await collectBlobs(slow, new Date(Date.now() - DAY_MS))
  expect(await disk.has(sha256)).toBe(true)
  await database().blob.update({ where: { sha256 }, data: { touchedAt: new Date(Date.now() - 2 * DAY_MS) } })
  await store('fresh')
  await collectBlobs(slow, new Date(Date.now() - DAY_MS))
  expect(await disk.has(sha256)).toBe(true)
  await database().blob.update({ where: { sha256 }, data: { touchedAt: new Date(Date.now() - 2 * DAY_MS) } })
  await collectBlobs(slow, new Date(Date.now() - DAY_MS))
  expect([await disk.has(sha256), await database().blob.count({ where: { sha256 } })]).toEqual([false, 0])
})

test('the database itself refuses to forget bytes that somebody names', async () => {
  const stored = await store('named')
  await runCommand(attachFile, { ...caller(), input: { versionId: await newVersion(), path: 'x', ...stored } })
  await expect(database().blob.delete({ where: { sha256: stored.sha256 } })).rejects.toThrow()
  expect(await disk.has(stored.sha256)).toBe(true)
})

test('every table that refers to blobs is one that collection looks into', async () => {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT c.relname::text AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.confrelid = '"Blob"'::regclass ORDER BY 1`
  const [view] = await database().$queryRaw<{ text: string }[]>`
    SELECT pg_get_viewdef('"BlobReference"'::regclass) AS text`
  const inView = [...(view?.text ?? '').matchAll(/FROM "(\w+)"/g)].map((match) => match[1])
  expect(inView.sort()).toEqual(tables.map(({ name }) => name))
})
