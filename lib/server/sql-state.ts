interface Failure {
  code?: unknown
  /** Of the driver, where Prisma shows it as it is: at the end of a transaction. */
  cause?: { originalCode?: unknown }
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
}

/** SQLSTATE of a database error, from the driver itself or wrapped by Prisma; '' for anything else. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, cause, meta } = error as Failure
  const state = meta?.driverAdapterError?.cause?.originalCode ?? cause?.originalCode ?? code
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && !/^P[12]\d{3}$/.test(state) ? state : ''
}
