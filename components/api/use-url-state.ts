'use client'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** State that belongs in the address: filters, sort, range, tab, cursor. Empty removes the entry. */
export function useUrlState() {
  const params = useSearchParams()
  const pathname = usePathname()
  const router = useRouter()
  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(params)
      for (const [key, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(key)
        else next.set(key, value)
      }
      const text = next.toString()
      router.replace(text === '' ? pathname : `${pathname}?${text}`, { scroll: false })
    },
    [params, pathname, router],
  )
  const get = useCallback((key: string) => params.get(key) ?? '', [params])
  return { get, set }
}
