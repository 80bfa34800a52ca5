'use client'
import { Dialog } from '@base-ui/react/dialog'
import { Menu as MenuIcon, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { isCurrent, navHref } from './nav-items'
import { useNav } from './use-nav'
import { useWaitingCount } from './use-waiting-count'
import { WorkspaceSwitch } from './workspace-switch'

export function PhoneNav() {
  const [open, setOpen] = useState(false)
  const workspace = useWorkspace()
  const pathname = usePathname()
  const items = useNav()
  const waiting = useWaitingCount()
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label="Open the menu"
        className="relative hidden size-11 place-items-center rounded-sm phone:grid"
      >
        <MenuIcon aria-hidden className="size-5" />
        {waiting ? <span className="absolute top-2 right-2 size-2 rounded-full bg-attention-mark" /> : null}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 flex w-72 flex-col gap-3 border-r bg-raised p-3 shadow-float outline-none">
          <div className="flex items-center justify-between">
            <Dialog.Title className="px-2 text-base font-semibold">Slipway</Dialog.Title>
            <Dialog.Close aria-label="Close the menu" className="grid size-11 place-items-center rounded-sm">
              <X aria-hidden className="size-5" />
            </Dialog.Close>
          </div>
          <WorkspaceSwitch />
          <nav aria-label="Rooms" className="grid">
            {items.map((item) => (
              <Link
                key={item.path}
                href={navHref(workspace, item)}
                onClick={() => setOpen(false)}
                aria-current={isCurrent(pathname, workspace, item) ? 'page' : undefined}
                className="flex h-11 items-center gap-3 rounded-sm px-2 text-base text-muted aria-[current]:bg-hover aria-[current]:text-ink"
              >
                <item.icon aria-hidden className="size-5" />
                <span className="flex-1">{item.label}</span>
                {item.path === 'approvals' && waiting ? (
                  <span className="text-sm text-attention">{waiting} waiting</span>
                ) : null}
              </Link>
            ))}
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
