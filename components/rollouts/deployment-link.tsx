'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'

export function DeploymentLink({ id, name }: { id: string; name: string }) {
  return (
    <Link href={`/${useWorkspace()}/deployments/${id}`} className="rounded-sm font-medium hover:underline">
      {name}
    </Link>
  )
}
