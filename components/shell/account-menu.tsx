'use client'
import { Keyboard, LogOut, Settings, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { fetchJson } from '@/components/api/fetch-json'
import { useAccess, useMe } from '@/components/api/use-me'
import { useWorkspace } from '@/components/api/workspace-context'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { ThemeSwitch } from './theme-switch'

export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const me = useMe()
  const access = useAccess()
  const slug = useWorkspace()
  const router = useRouter()
  const signOut = async () => {
    await fetchJson('/api/v1/identity/sign-out', { method: 'POST', workspace: slug, output: z.unknown() })
    router.push('/sign-in')
    router.refresh()
  }
  return (
    <Menu
      trigger={
        <Button tone="quiet" aria-label="Your account" icon={<UserRound aria-hidden />}>
          <span className="max-w-32 truncate phone:hidden">{me.data?.name ?? ''}</span>
        </Button>
      }
    >
      <div className="px-3 py-1.5">
        <div className="text-sm font-medium">{me.data?.name}</div>
        <div className="text-xs text-muted">{me.data?.email}</div>
        <div className="text-xs text-muted">{access?.roles.join(', ').replaceAll('-', ' ')}</div>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <div className="px-3 pb-2">
        <ThemeSwitch />
      </div>
      <MenuSeparator />
      <MenuLink href={`/${slug}/settings`} icon={<Settings aria-hidden />}>
        Settings
      </MenuLink>
      <MenuItem icon={<Keyboard aria-hidden />} onClick={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onClick={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
