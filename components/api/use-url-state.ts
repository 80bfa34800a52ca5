'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/**
 * Written to the address at once and without a navigation: no page is rendered from its search part, and a change that follows before a
 * navigation has ended would be built on the address before it.
 */
function change(changes: Record<string, string | null>, step: 'stay' | 'go' = 'stay'): void {
  const { pathname, search } = window.location
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(key)
    else next.set(key, value)
  }
  const text = next.toString()
  const url = text === '' ? pathname : `${pathname}?${text}`
  if (step === 'go') window.history.pushState(null, '', url)
  else window.history.replaceState(null, '', url)
}

/** State that belongs in the address: filters, sort, range, tab, cursor. Empty removes the entry; after 'go', Back returns to what was before. */
export function useUrlState() {
  const params = useSearchParams()
  const get = useCallback((key: string) => params.get(key) ?? '', [params])
  return { get, set: change }
}
