import { MAX_COMPARED_RUNS } from '@/lib/registry/tracking/run-contract'

interface Compared {
  ids: readonly string[]
  words: string
  /** Why there is nothing to compare. */
  refusal: string | null
}

/** What the button above the table compares: the chosen runs, or all that are shown while none is chosen. */
export function chooseCompared(chosen: readonly string[], shown: readonly string[]): Compared {
  const ids = chosen.length > 0 ? chosen : shown
  const refusal =
    ids.length < 2
      ? chosen.length > 0
        ? 'Choose a second run in the table.'
        : 'Two runs are needed.'
      : ids.length > MAX_COMPARED_RUNS
        ? `At most ${MAX_COMPARED_RUNS} runs at a time.`
        : null
  const words =
    ids.length < 2
      ? 'Compare runs'
      : chosen.length > 0
        ? `Compare ${ids.length} runs`
        : `Compare all ${ids.length} shown`
  return { ids, words, refusal }
}
