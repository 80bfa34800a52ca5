'use client'
import { useQuery } from '@tanstack/react-query'
import { type Me, meOutput } from '@/lib/identity/contract'
import { fetchJson } from './fetch-json'
import { useWorkspace } from './workspace-context'

export function useMe() {
  return useQuery<Me, Error>({
    queryKey: ['identity', 'me'],
    queryFn: ({ signal }) => fetchJson('/api/v1/identity/me', { output: meOutput, signal }),
    staleTime: 60_000,
  })
}

/** The signed-in person's access to the open workspace; null while loading. */
export function useAccess() {
  const slug = useWorkspace()
  const me = useMe()
  return me.data?.workspaces.find((workspace) => workspace.slug === slug) ?? null
}
