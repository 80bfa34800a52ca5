'use client'
import Link from 'next/link'
import { useWorkspace } from '@/components/api/workspace-context'
import { shortenId } from '@/components/ui/shorten-id'
import { runHref } from './paths'

/** The run behind something, by its id; an id of another form is only text, as whoever registered it wrote it. */
export function RunLink({ runId }: { runId: string }) {
  const workspace = useWorkspace()
  if (!/^[0-9a-f]{32}$/.test(runId)) return <span className="break-all">{runId}</span>
  return (
    <Link href={runHref(workspace, runId)} title={runId} className="font-mono text-xs text-link hover:underline">
      {shortenId(runId)}
    </Link>
  )
}
