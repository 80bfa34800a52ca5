import type { SearchSubject } from './registry-search'

export interface SortKey {
  key: 'name' | 'version_number' | 'creation_timestamp' | 'last_updated_timestamp'
  descending: boolean
}

export type OrderOutcome = { ok: true; order: SortKey[] } | { ok: false; problem: string }

const KEYS: Record<string, SortKey['key']> = {
  name: 'name',
  version_number: 'version_number',
  creation_timestamp: 'creation_timestamp',
  last_updated_timestamp: 'last_updated_timestamp',
  timestamp: 'last_updated_timestamp',
}
const DEFAULTS: Record<SearchSubject, SortKey[]> = {
  models: [{ key: 'name', descending: false }],
  versions: [{ key: 'last_updated_timestamp', descending: true }],
}
/** What decides among equals, so that every order is total and pages never overlap. */
const TIES: Record<SearchSubject, SortKey[]> = {
  models: [{ key: 'name', descending: false }],
  versions: [
    { key: 'name', descending: false },
    { key: 'version_number', descending: true },
  ],
}
const ITEM = /^(?:attributes?\.)?[`"]?(\w+)[`"]?(?:\s+(ASC|DESC))?$/i

/** `order_by` items as sort keys, with the ties behind them. */
export function readOrder(subject: SearchSubject, items: readonly string[]): OrderOutcome {
  const order: SortKey[] = []
  for (const item of items) {
    const match = ITEM.exec(item.trim())
    const word = match?.[1] ?? ''
    const key = Object.hasOwn(KEYS, word) ? KEYS[word] : undefined
    if (!match || key === undefined || (subject === 'models' && key === 'version_number'))
      return { ok: false, problem: `Invalid order_by clause '${item.slice(0, 200)}'.` }
    if (order.some((one) => one.key === key))
      return { ok: false, problem: `\`order_by\` contains duplicate fields: ${key}` }
    order.push({ key, descending: match[2]?.toUpperCase() === 'DESC' })
  }
  const chosen = order.length === 0 ? DEFAULTS[subject] : order
  const ties = TIES[subject].filter((tie) => !chosen.some((one) => one.key === tie.key))
  return { ok: true, order: [...chosen, ...ties] }
}
