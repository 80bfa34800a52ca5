import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { pool } = await import('@/lib/server/database')

afterAll(() => testDb.drop())

test.each([
  ['{1,2,3}', '{10,0,-3}', '{11,2,0}'],
  ['{1}', '{0,0,5}', '{1,0,5}'],
  ['{0,0,5}', '{1}', '{1,0,5}'],
  ['{}', '{4}', '{4}'],
  ['{4}', '{}', '{4}'],
  [null, '{4}', '{4}'],
  ['{4}', null, '{4}'],
  ['{NULL,1}', '{2,NULL}', '{2,1}'],
  ['{9007199254740993}', '{1}', '{9007199254740994}'],
])('rollup vectors %s and %s add up to %s', async (a, b, sum) => {
  const { rows } = await pool().query<{ sum: string }>('SELECT mon.vadd($1::bigint[], $2::bigint[])::text AS sum', [
    a,
    b,
  ])
  expect(rows[0]?.sum).toBe(sum)
})
