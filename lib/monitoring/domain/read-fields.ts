const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/** Why a record was refused; caught by the reader of the batch. */
export class BadRecord extends Error {}

/** RFC 3339 with zone, or integer Unix milliseconds. */
export function readTime(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (typeof value === 'string' && RFC3339.test(value)) {
    const at = Date.parse(value)
    if (!Number.isNaN(at)) return at
  }
  throw new BadRecord(`${field} must be RFC 3339 with a zone, or integer Unix milliseconds`)
}

export function readOptionalNumber(value: unknown, field: string, min: number, max: number): number | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max)
    throw new BadRecord(`${field} must be a number from ${min} to ${max}`)
  return value + 0
}

export function readOptionalInteger(value: unknown, field: string, min: number, max: number): number | null {
  const number = readOptionalNumber(value, field, min, max)
  if (number !== null && !Number.isInteger(number)) throw new BadRecord(`${field} must be an integer`)
  return number
}

export function readOptionalText(value: unknown, field: string, max: number): string | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'string' || value.length > max)
    throw new BadRecord(`${field} must be text of at most ${max} characters`)
  return value
}

export function readRecord(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRecord(`${field} must be an object`)
  return value as Record<string, unknown>
}

const ID = /^[A-Za-z0-9._:~/+=-]{1,128}$/
/** Request ids: 1 to 128 of letters, digits and ._:~/+=- */
export function readPredictionId(value: unknown, field: string): string {
  if (typeof value !== 'string' || !ID.test(value))
    throw new BadRecord(`${field} must be 1 to 128 characters of A-Z a-z 0-9 . _ : ~ / + = -`)
  return value
}
