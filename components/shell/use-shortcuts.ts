'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { isTyping } from './is-typing'
import { navHref } from './nav-items'
import { useNav } from './use-nav'

interface Shortcuts {
  onPalette: () => void
  onHelp: () => void
}

/** Ctrl/Cmd-K anywhere; `?` and "g then letter" outside text fields. */
export function useShortcuts({ onPalette, onHelp }: Shortcuts): void {
  const router = useRouter()
  const workspace = useWorkspace()
  const items = useNav()
  const goUntil = useRef(0)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      onPalette()
      return
    }
    if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === '?') onHelp()
    else if (event.timeStamp < goUntil.current) {
      goUntil.current = 0
      const item = items.find((one) => one.key === event.key)
      if (item) router.push(navHref(workspace, item))
    } else if (event.key === 'g') goUntil.current = event.timeStamp + 1000
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
