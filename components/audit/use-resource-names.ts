'use client'
import { z } from 'zod'
import { useRead } from '@/components/api/use-read'

const named = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
const numbered = z.object({
  items: z.array(z.object({ id: z.string(), number: z.number(), kind: z.string().optional() })),
})
const PAGE = { limit: 200 }

/** Names of what events are about, by "kind:id". What is not among the newest of its kind keeps its id. */
export function useResourceNames(): ReadonlyMap<string, string> {
  const lists = {
    model: useRead({ key: ['registry', 'names'], path: '/api/v1/registry/models', query: PAGE, output: named }),
    deployment: useRead({
      key: ['rollouts', 'names'],
      path: '/api/v1/rollouts/deployments',
      query: PAGE,
      output: named,
    }),
    agent: useRead({ key: ['agents', 'names'], path: '/api/v1/agents/agents', query: PAGE, output: named }),
  }
  const rollouts = useRead({
    key: ['rollouts', 'numbers'],
    path: '/api/v1/rollouts/rollouts',
    query: PAGE,
    output: numbered,
  })
  const names = new Map<string, string>()
  for (const [kind, list] of Object.entries(lists))
    for (const { id, name } of list.data?.items ?? []) names.set(`${kind}:${id}`, name)
  for (const { id, number } of rollouts.data?.items ?? []) names.set(`rollout:${id}`, String(number))
  return names
}
