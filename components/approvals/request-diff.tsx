import { ArrowRight } from 'lucide-react'
import type { ChangeRequestDetail } from '@/lib/approvals/contract'
import { plainTerm, plainValue } from './plain-value'

export function RequestDiff({ diff }: { diff: ChangeRequestDetail['diff'] }) {
  if (diff.length === 0) return <p className="text-muted">No difference was recorded beyond the plan above.</p>
  return (
    <dl className="divide-y border-y">
      {diff.map((entry) => (
        <div key={entry.path} className="grid gap-x-4 py-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="text-muted">{plainTerm(entry.path)}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-2">
            <span className="break-all text-muted line-through decoration-line-strong">{plainValue(entry.before)}</span>
            <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-faint" />
            <span className="font-medium break-all">{plainValue(entry.after)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
