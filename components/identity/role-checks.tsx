'use client'
import { Checkbox } from '@/components/ui/checkbox'
import { ROLES, type Role } from '@/lib/identity/domain/permissions'
import { ROLE_PURPOSE, roleWord } from './role-words'

export function RoleChecks({ roles, onChange }: { roles: readonly Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          checked={roles.includes(role)}
          onCheckedChange={(on) => onChange(on ? [...roles, role] : roles.filter((one) => one !== role))}
        >
          {roleWord(role)} <span className="text-muted">{ROLE_PURPOSE[role]}</span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
