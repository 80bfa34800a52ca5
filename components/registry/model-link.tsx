'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'

export function ModelLink({ id, name }: { id: string; name: string }) {
  return (
    <Link
      href={`/${useWorkspace()}/models/${id}`}
      title={name}
      className="block max-w-80 truncate rounded-sm font-medium hover:underline"
    >
      {name}
    </Link>
  )
}
