'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'

export function AgentLink({ id, name }: { id: string; name: string }) {
  return (
    <Link href={`/${useWorkspace()}/agents/${id}`} className="rounded-sm font-medium hover:underline">
      {name}
    </Link>
  )
}
