'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { fetchJson } from './fetch-json'
import { useWorkspace } from './workspace-context'

export interface Read<S extends z.ZodType> {
  /** Room first: a live wake of that room refreshes it. */
  key: readonly [room: string, name: string]
  path: string
  query?: object
  output: S
  /** Polling beside the live wake, for what has no event (clocks, counters). */
  everyMs?: number
  enabled?: boolean
}

/** Every read of a screen; the key is `[room, name, workspace, path, query]`. */
export function useRead<S extends z.ZodType>(read: Read<S>): UseQueryResult<z.output<S>, Error> {
  const workspace = useWorkspace()
  return useQuery<z.output<S>, Error>({
    queryKey: [...read.key, workspace, read.path, read.query ?? {}],
    queryFn: ({ signal }) => fetchJson(read.path, { workspace, query: read.query, output: read.output, signal }),
    refetchInterval: read.everyMs ?? 30_000,
    enabled: read.enabled ?? true,
    // Another page of the same list may stand in for a moment; another thing never may.
    placeholderData: (previous, query) => (query?.queryKey[3] === read.path ? previous : undefined),
  })
}
