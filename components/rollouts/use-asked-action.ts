'use client'
import { useEffect, useEffectEvent } from 'react'
import { useAccess } from '@/components/api/use-me'
import { useUrlState } from '@/components/api/use-url-state'

/** An action named in the address ("?act=roll-back", from the command palette) opens once, as soon as it is known what the reader may do. */
export function useAskedAction(onAsked: (action: string) => void): void {
  const { get, set } = useUrlState()
  const known = useAccess() !== null
  const asked = known ? get('act') : ''
  const open = useEffectEvent((action: string) => {
    onAsked(action)
    set({ act: null })
  })
  useEffect(() => {
    if (asked !== '') open(asked)
  }, [asked])
}
