'use client'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { Input } from '@/components/ui/input'

interface FilterBarProps {
  /** Address entry that holds the search text. */
  searchKey?: string
  searchLabel?: string
  children?: ReactNode
}

/** Search and facets of a list; a change returns to the first page. */
export function FilterBar({ searchKey, searchLabel = 'Search', children }: FilterBarProps) {
  const { get, set } = useUrlState()
  const shown = searchKey ? get(searchKey) : ''
  const [text, setText] = useState(shown)
  const [sent, setSent] = useState(shown)
  const [seen, setSeen] = useState(shown)
  // The address changed: if not to what was typed here, somebody went to another one, and the box follows.
  if (shown !== seen) {
    setSeen(shown)
    if (shown !== sent) {
      setSent(shown)
      setText(shown)
    }
  }
  useEffect(() => {
    if (!searchKey || text === shown) return
    const timer = setTimeout(() => {
      setSent(text)
      set({ [searchKey]: text, cursor: null })
    }, 300)
    return () => clearTimeout(timer)
  }, [text, shown, searchKey, set])
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {searchKey ? (
        <div className="relative w-64 phone:w-full">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-faint"
          />
          <Input
            aria-label={searchLabel}
            placeholder={searchLabel}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="pl-8"
          />
        </div>
      ) : null}
      {children}
    </div>
  )
}
