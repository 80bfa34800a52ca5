import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { jobQueue } = await import('@/lib/server/jobs')
const { beatWorkers, createDeadLocks } = await import('./dead-locks')

afterAll(() => testDb.drop())

async function lockedBy(workerId: string): Promise<void> {
  await jobQueue(database()).enqueue({ name: 'test.job' }, {}, { key: workerId })
  await database()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = ${workerId}, locked_at = now() WHERE key = ${workerId}`
}
const holders = async () =>
  (
    await database().$queryRaw<
      { id: string | null }[]
    >`SELECT locked_by AS id FROM graphile_worker._private_jobs ORDER BY 1`
  ).map(({ id }) => id)

test('jobs of a dead worker are free after three silent rounds; those of a living one are not touched', async () => {
  await lockedBy('worker-alive')
  await lockedBy('worker-dead')
  await beatWorkers(['worker-alive'])
  const free = createDeadLocks()
  await free()
  await free()
  expect(await holders()).toEqual(['worker-alive', 'worker-dead'])
  await free()
  expect(await holders()).toEqual(['worker-alive', null])
})

test('a worker that is heard again in between is not dead', async () => {
  await lockedBy('worker-late')
  const free = createDeadLocks()
  await free()
  await free()
  await beatWorkers(['worker-late'])
  await free()
  expect(await holders()).toContain('worker-late')
})
