/** Tags that an import leaves on what it brings: where it was before, and since when it was there. */
export const IMPORT_TAG = {
  from: 'slipway.imported.from',
  id: 'slipway.imported.id',
  createdAt: 'slipway.imported.created-at',
  createdBy: 'slipway.imported.created-by',
} as const

export interface ImportOrigin {
  from: string
  /** ISO 8601; null: the other server did not tell. */
  createdAt: string | null
  createdBy: string | null
}

/** The life of something before it was imported, as its tags tell it; null for what was made here. */
export function importOriginOf(tags: Readonly<Record<string, string>>): ImportOrigin | null {
  const from = tags[IMPORT_TAG.from]
  if (from === undefined) return null
  const ms = Date.parse(tags[IMPORT_TAG.createdAt] ?? '')
  return {
    from,
    createdAt: Number.isNaN(ms) ? null : new Date(ms).toISOString(),
    createdBy: tags[IMPORT_TAG.createdBy] || null,
  }
}
