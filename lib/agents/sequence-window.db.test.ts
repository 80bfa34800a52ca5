import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/new-id'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { acceptSequence } = await import('./store/accept-sequence')
const { database } = await import('@/lib/server/database')
afterAll(() => testDb.drop())

async function presence(): Promise<string> {
  const agentId = newId()
  await database().$executeRaw`INSERT INTO "AgentPresence" ("agentId", epoch) VALUES (${agentId}::uuid, 1)`
  return agentId
}

const take = async (agentId: string, seq: number) =>
  (await acceptSequence({ agentId, epoch: 1n, seq: BigInt(seq), skewMs: 0 })) === 'accepted' ? 1 : 0

/** What the bit window stands for: a set of the numbers seen, blind to everything 64 or more behind the newest. */
function model(): (seq: number) => number {
  const seen = new Set<number>()
  let newest = 0
  return (seq) => {
    if (seq <= 0 || seen.has(seq) || newest - seq >= 64) return 0
    seen.add(seq)
    newest = Math.max(newest, seq)
    return 1
  }
}

test('the published sequence gives the published answers', async () => {
  const agentId = await presence()
  const answers: number[] = []
  for (const seq of [1, 2, 2, 5, 3, 3, 4, 100, 37, 36, 99, 99, 101, 1, 100]) answers.push(await take(agentId, seq))
  expect(answers).toEqual([1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0])
})

test('the statement agrees with a set-based model on 3 000 random sequences', async () => {
  const step = fc.oneof(fc.integer({ min: -1, max: 80 }), fc.integer({ min: 1, max: 400 }))
  const sequences = fc.sample(fc.array(step, { minLength: 1, maxLength: 7 }), { numRuns: 3000, seed: 20_260_101 })
  const check = async (sequence: number[]) => {
    const agentId = await presence()
    const expected = model()
    for (const seq of sequence) expect([seq, await take(agentId, seq)]).toEqual([seq, expected(seq)])
  }
  for (let from = 0; from < sequences.length; from += 100)
    await Promise.all(sequences.slice(from, from + 100).map(check))
}, 120_000)

test('another epoch is stale, whatever its number', async () => {
  const agentId = await presence()
  expect(await acceptSequence({ agentId, epoch: 0n, seq: 1n, skewMs: 0 })).toBe('stale_epoch')
  expect(await acceptSequence({ agentId, epoch: 2n, seq: 1n, skewMs: 0 })).toBe('stale_epoch')
})

test('twenty copies of one request at once count once', async () => {
  const agentId = await presence()
  const answers = await Promise.all(Array.from({ length: 20 }, () => take(agentId, 7)))
  expect(answers.filter((answer) => answer === 1).length).toBe(1)
})
