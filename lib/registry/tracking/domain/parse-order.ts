import { type FieldRef, findField, type SearchFields } from './search-fields'

export interface OrderKey {
  field: FieldRef
  descending: boolean
  /** Of a metric: only as measured on this data set. */
  dataset?: { name: string; digest: string | null }
}

export type ParsedOrder = { ok: true; keys: OrderKey[] } | { ok: false; problem: string }

const ITEM = /^(?:([A-Za-z]+)\.)?(`[^`]+`|"[^"]+"|\S+?)(?:\s+(ASC|DESC))?$/i
const MAX_KEYS = 8

/** `metrics.auc DESC`, `` params.`learning rate` ``, `start_time ASC` … in order of importance. */
export function parseOrder(fields: SearchFields, items: readonly string[]): ParsedOrder {
  const keys: OrderKey[] = []
  if (items.length > MAX_KEYS) return { ok: false, problem: `order_by has at most ${MAX_KEYS} keys.` }
  for (const item of items) {
    const match = ITEM.exec(item.trim())
    if (!match) return { ok: false, problem: `Invalid order_by clause '${item.slice(0, 200)}'.` }
    const found = findField(fields, match[1]?.toLowerCase() ?? null, (match[2] ?? '').replace(/^[`"](.*)[`"]$/s, '$1'))
    if (!found.ok) return found
    const { field } = found
    if (field.kind === 'dataset') return { ok: false, problem: 'Data sets have no order.' }
    if (keys.some((key) => key.field.kind === field.kind && key.field.name === field.name))
      return { ok: false, problem: `order_by names ${field.name} twice.` }
    keys.push({ field, descending: match[3]?.toUpperCase() === 'DESC' })
  }
  return { ok: true, keys }
}
