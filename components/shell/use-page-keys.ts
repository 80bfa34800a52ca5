'use client'
import { useEffect, useEffectEvent } from 'react'
import { isTyping } from './is-typing'

/** Single-key actions of one page; nothing happens while something is typed or a dialog is open. */
export function usePageKeys(keys: Record<string, (() => void) | undefined>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return
    if (document.querySelector('[role="dialog"]')) return
    const action = keys[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
