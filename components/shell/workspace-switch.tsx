'use client'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useAccess, useMe } from '@/components/api/use-me'
import { useWorkspace } from '@/components/api/workspace-context'
import { Menu, MenuLabel, MenuLink } from '@/components/ui/menu'

export function WorkspaceSwitch() {
  const slug = useWorkspace()
  const me = useMe()
  const access = useAccess()
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-9 items-center gap-2 rounded-sm border bg-surface px-2 text-left text-sm hover:bg-hover"
        >
          <span className="min-w-0 flex-1 truncate">{access?.name ?? slug}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {(me.data?.workspaces ?? []).map((workspace) => (
        <MenuLink
          key={workspace.id}
          href={`/${workspace.slug}`}
          icon={workspace.slug === slug ? <Check aria-hidden /> : <span className="size-4" />}
        >
          {workspace.name}
        </MenuLink>
      ))}
    </Menu>
  )
}
