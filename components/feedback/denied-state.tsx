import { Lock } from 'lucide-react'
import { whoCan } from '@/components/api/who-can'
import type { Permission } from '@/lib/identity/domain/permissions'
import { StateFrame } from './state-frame'

/** Which permission is missing and who holds it. */
export function DeniedState({ permission, what = 'this page' }: { permission: Permission; what?: string }) {
  return (
    <StateFrame icon={Lock} title={`You may not see ${what}`}>
      <p className="text-muted">
        It needs the permission <code className="font-mono text-xs text-ink">{permission}</code>, which people have who
        are {whoCan(permission)}. A security admin of this workspace can give you such a role.
      </p>
    </StateFrame>
  )
}
