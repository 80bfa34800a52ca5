'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { isTyping } from '@/components/shell/is-typing'

interface ListKeys {
  count: number
  onOpen: (index: number) => void
}

/** j and k move, Enter opens, Esc lets go. Answers the active index, -1 for none. */
export function useListKeys({ count, onOpen }: ListKeys): number {
  const [active, setActive] = useState(-1)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey || count === 0) return
    if (event.key === 'j') setActive((was) => Math.min(count - 1, was + 1))
    else if (event.key === 'k') setActive((was) => Math.max(0, was - 1))
    else if (event.key === 'Escape') setActive(-1)
    else if (event.key === 'Enter' && active >= 0 && event.target === document.body) onOpen(active)
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return Math.min(active, count - 1)
}
