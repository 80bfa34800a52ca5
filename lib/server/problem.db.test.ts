import { afterAll, expect, test } from 'vitest'
import { sqlState } from './sql-state'
import { useTestDatabase } from './testing/test-database'

const testDb = await useTestDatabase()
const { asAppError } = await import('./problem')
const { database, pool } = await import('./database')
const { retryable } = await import('./retryable')
afterAll(() => testDb.drop())

const failureOf = (call: Promise<unknown>) => call.then(() => null).catch((error: unknown) => error)

test('whoever waited too long for a lock is told to try again, however the statement was sent', async () => {
  const elsewhere = await pool().connect()
  await elsewhere.query('BEGIN; LOCK TABLE "Workspace"')
  const impatient = <T>(run: (tx: Pick<ReturnType<typeof database>, '$queryRaw' | 'workspace'>) => Promise<T>) =>
    failureOf(
      database().$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL lock_timeout = 20`
        return run(tx)
      }),
    )
  const failures = await Promise.all([
    impatient((tx) => tx.$queryRaw`SELECT id FROM "Workspace"`),
    impatient((tx) => tx.workspace.findMany()),
    failureOf(pool().query(`SELECT set_config('lock_timeout', '20', true); SELECT 1 FROM "Workspace"`)),
  ])
  await elsewhere.query('ROLLBACK')
  elsewhere.release()
  expect(failures.map(sqlState)).toEqual(['55P03', '55P03', '55P03'])
  expect(failures.map((error) => asAppError(error).code)).toEqual(['unavailable', 'unavailable', 'unavailable'])
})

test('a statement that takes too long, and a transaction that finds no connection, are told to try again', async () => {
  const slow = database().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL statement_timeout = 20`
    await tx.$queryRaw`SELECT pg_sleep(20)::text`
  })
  expect(asAppError(await failureOf(slow)).code).toBe('unavailable')
  const all = await Promise.all(Array.from({ length: pool().options.max ?? 10 }, () => pool().connect()))
  const late = database().$transaction((tx) => tx.$queryRaw`SELECT 1`, { maxWait: 20 })
  expect(asAppError(await failureOf(late)).code).toBe('unavailable')
  for (const client of all) client.release()
})

test('a transaction that loses against another one at its very end is tried again', async () => {
  await pool().query(`CREATE TABLE late (a int); CREATE SEQUENCE ends;
    CREATE FUNCTION lose_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('ends') = 1 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER late_end AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lose_once()`)
  await retryable(() =>
    database().$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO late VALUES (1)`
    }),
  )
  const { rows } = await pool().query(
    `SELECT count(*)::int AS n, (SELECT last_value::int FROM ends) AS tries FROM late`,
  )
  expect(rows).toEqual([{ n: 1, tries: 2 }])
})

test('a mistake in a statement stays an internal error and shows nothing', async () => {
  const error = await failureOf(database().$queryRaw`SELECT no_such_column FROM "Workspace"`)
  expect([sqlState(error), asAppError(error).code]).toEqual(['42703', 'internal'])
  expect(asAppError(error).message).not.toContain('no_such_column')
})
