'use client'
import { useState } from 'react'

/** Runs chosen for comparison, in the order of choosing; the choice outlives pages and filters of the table. */
export function useChosenRuns() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choose = (runId: string, isOn: boolean) =>
    setChosen((was) => {
      const next = new Set(was)
      if (isOn) next.add(runId)
      else next.delete(runId)
      return next
    })
  return { chosen, choose, clear: () => setChosen(new Set()) }
}
