import { Check, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'

/** What a version does to callers of the one before it. */
export function CompatibilityMark({ breaks }: { breaks: boolean | null }) {
  if (breaks === null) return <span className="text-faint">not known</span>
  return breaks ? (
    <Badge tone="attention" icon={TriangleAlert}>
      breaks callers
    </Badge>
  ) : (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted">
      <Check aria-hidden className="size-3.5 text-good-mark" /> as before
    </span>
  )
}
