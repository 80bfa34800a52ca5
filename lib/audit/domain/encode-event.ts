import { canonicalJson } from '@/lib/kernel/canonical-json'

const MAX_BODY_BYTES = 262_144
/** Microseconds in UTC, as the database writes them. */
const INSTANT_BYTES = 27

/**
 * An event as text around its instant `at`, which only the database knows: head || at || tail is "slipway-audit/v1\n" || JCS(event), the
 * body that is stored and hashed as it is (leaf hash of RFC 6962: SHA-256(0x00 || body)). Nothing is ever re-canonicalised from a column.
 */
export function encodeEvent(event: Readonly<Record<string, unknown>>): { head: string; tail: string } {
  const entries = Object.entries(event)
  // Members stand in the order of their names, so those before `at` can be written without it.
  const before = canonicalJson(Object.fromEntries(entries.filter(([name]) => name < 'at')))
  const after = canonicalJson(Object.fromEntries(entries.filter(([name]) => name > 'at')))
  const head = `slipway-audit/v1\n${before.slice(0, -1)}${before === '{}' ? '' : ','}"at":"`
  const tail = `"${after === '{}' ? '' : ','}${after.slice(1)}`
  const bytes = Buffer.byteLength(head) + INSTANT_BYTES + Buffer.byteLength(tail)
  if (bytes > MAX_BODY_BYTES) throw new Error(`audit event of ${bytes} bytes is larger than ${MAX_BODY_BYTES}`)
  return { head, tail }
}
