import { ArrowDown } from 'lucide-react'
import { PlanBar, type PlanShare } from '@/components/ui/plan-bar'

/** Traffic now and once the change is observed. */
export function BeforeAfter({
  before,
  after,
  note,
}: {
  before: readonly PlanShare[] | null
  after: readonly PlanShare[]
  note?: string
}) {
  return (
    <div className="grid gap-1 rounded-sm border px-3 py-2.5">
      <PlanBar label="Now" shares={before ?? []} unknown={before === null} />
      <ArrowDown aria-hidden className="mx-auto size-4 text-faint" />
      <PlanBar label="After" shares={after} note={note} />
    </div>
  )
}
