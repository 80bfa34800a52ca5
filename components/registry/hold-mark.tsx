'use client'
import { Lock } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { useProvenance } from './use-provenance'

/** The lock beside a version's name while it is on hold. */
export function HoldMark({ versionId }: { versionId: string }) {
  const hold = useProvenance(versionId).data?.hold
  return hold ? (
    <Badge tone="attention" icon={Lock}>
      On hold
    </Badge>
  ) : null
}
