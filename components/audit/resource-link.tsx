'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { shortenId } from '@/components/ui/shorten-id'

const PAGES: Record<string, (id: string) => string> = {
  model: (id) => `models/${id}`,
  experiment: (id) => `experiments/${id}`,
  run: (id) => `experiments/runs/${id}`,
  deployment: (id) => `deployments/${id}`,
  rollout: (id) => `rollouts/${id}`,
  agent: (id) => `agents/${id}`,
  'change-request': (id) => `approvals/${id}`,
}

export function ResourceLink({ kind, id, name }: { kind: string; id: string; name?: string | undefined }) {
  const workspace = useWorkspace()
  const page = PAGES[kind]?.(id)
  const text = (
    <>
      {kind.replaceAll('-', ' ')} {name ?? <span className="font-mono text-xs">{shortenId(id)}</span>}
    </>
  )
  if (page === undefined)
    return (
      <span className="whitespace-nowrap text-muted" title={id}>
        {text}
      </span>
    )
  return (
    <Link href={`/${workspace}/${page}`} title={id} className="whitespace-nowrap text-link hover:underline">
      {text}
    </Link>
  )
}
