'use client'
import { useUrlState } from '@/components/api/use-url-state'
import { Button } from '@/components/ui/button'

/** Keyset pages: the cursor lives in the address, "first page" drops it, Back returns to the page before. */
export function Pager({ nextCursor, count }: { nextCursor: string | null; count: number }) {
  const { get, set } = useUrlState()
  const cursor = get('cursor')
  if (cursor === '' && nextCursor === null) return null
  return (
    <nav aria-label="Pages" className="flex items-center justify-between py-3 text-xs text-muted">
      <span>{count} on this page</span>
      <span className="flex gap-2">
        <Button size="sm" disabled={cursor === ''} onClick={() => set({ cursor: null }, 'go')}>
          First page
        </Button>
        <Button size="sm" disabled={nextCursor === null} onClick={() => set({ cursor: nextCursor }, 'go')}>
          Next page
        </Button>
      </span>
    </nav>
  )
}
