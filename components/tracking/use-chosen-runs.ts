'use client'
import { useMemo } from 'react'
import { useUrlState } from '@/components/api/use-url-state'

/** Runs chosen for comparison, in the order of choosing. In the address: the choice outlives pages, filters, a reload and a look at a run. */
export function useChosenRuns() {
  const { get, set } = useUrlState()
  const text = get('chosen')
  const chosen: ReadonlySet<string> = useMemo(() => new Set(text.split(',').filter((id) => id !== '')), [text])
  const choose = (runId: string, isOn: boolean) => {
    const others = [...chosen].filter((id) => id !== runId)
    set({ chosen: (isOn ? [...others, runId] : others).join(',') })
  }
  return { chosen, choose, clear: () => set({ chosen: null }) }
}
