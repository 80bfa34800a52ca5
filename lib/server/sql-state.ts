/** SQLSTATE of a database error, from the driver itself or wrapped by Prisma; '' for anything else. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, meta } = error as {
    code?: unknown
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  }
  const state = meta?.driverAdapterError?.cause?.originalCode ?? code
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && !/^P[12]\d{3}$/.test(state) ? state : ''
}
