import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { env } from './env'
import { log } from './log'
import { sendOneAtATime } from './one-at-a-time'
import { statementName } from './statement-name'

/** A Prisma transaction or client: what stores and reads take as their first argument. */
export type Db = Prisma.TransactionClient

interface Handles {
  pool: pg.Pool
  prisma: PrismaClient
}

// Next.js reloads modules in development; one pool per process is kept on globalThis.
const holder = globalThis as typeof globalThis & { slipwayDatabase?: Handles }

function open(): Handles {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: env.SLIPWAY_POOL_SIZE,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: '-c statement_timeout=15000 -c lock_timeout=5000 -c TimeZone=UTC',
  })
  // A broken idle connection must not end the process: the pool replaces it.
  pool.on('error', (error) => log.warn({ err: error.message }, 'idle database connection lost'))
  // Nor must one that is lost while it is used: its query fails and says so where it was asked.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'))
    sendOneAtATime(client)
  })
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementName }) }) }
}

function handles(): Handles {
  holder.slipwayDatabase ??= open()
  return holder.slipwayDatabase
}

/** The shared Prisma client (opened on first use). */
export function database(): PrismaClient {
  return handles().prisma
}

/** The shared pg pool, for hot paths (COPY, rollups, long polls). */
export function pool(): pg.Pool {
  return handles().pool
}

export async function closeDatabase(): Promise<void> {
  const open = holder.slipwayDatabase
  if (!open) return
  holder.slipwayDatabase = undefined
  await open.prisma.$disconnect()
  await open.pool.end()
}
