'use client'
import { useWorkspace } from '@/components/api/workspace-context'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { PlanBar } from '@/components/ui/plan-bar'
import { Section } from '@/components/ui/section'
import type { OverviewRow } from './overview-rows'

/** One line per thing, one action per line; an empty list takes no room. */
export function OverviewList({ title, rows }: { title: string; rows: readonly OverviewRow[] }) {
  const workspace = useWorkspace()
  if (rows.length === 0) return null
  return (
    <Section title={title}>
      <ul className="divide-y border-y">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
            <StatusBadge state={row.state} />
            <span className="min-w-0 flex-1 basis-64">
              <span className="font-medium">{row.title}</span> <span className="text-muted">{row.text}</span>
            </span>
            {row.shares ? (
              <span className="w-44">
                <PlanBar label={`${row.title}, observed`} shares={row.shares} compact />
              </span>
            ) : null}
            <ButtonLink
              size="sm"
              className="phone:h-11 phone:px-4"
              href={`/${workspace}/${row.path}`}
              aria-label={`${row.action}: ${row.title}`}
            >
              {row.action}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
