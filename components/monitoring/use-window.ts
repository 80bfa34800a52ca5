'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { useNow } from '@/components/ui/use-now'
import { rangeWindow } from './time-range'

/** The page's one range, from the address; null until the reader's clock is known. */
export function useWindow(fallback = '15m'): { from: string; to: string } | null {
  const { get } = useUrlState()
  const now = useNow(5000)
  return now === null ? null : rangeWindow(get('range') || fallback, now)
}
