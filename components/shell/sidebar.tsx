'use client'
import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useWorkspace } from '@/components/api/workspace-context'
import { Mark } from './mark'
import { isCurrent, navHref } from './nav-items'
import { useNav } from './use-nav'
import { useWaitingCount } from './use-waiting-count'
import { WorkspaceSwitch } from './workspace-switch'

export function Sidebar() {
  const workspace = useWorkspace()
  const pathname = usePathname()
  const waiting = useWaitingCount()
  return (
    <aside className="w-52 shrink-0 border-r phone:hidden">
      <div className="sticky top-0 flex h-dvh flex-col gap-4 overflow-y-auto px-3 py-4">
        <Link href={`/${workspace}`} className="flex items-center gap-2 rounded-sm px-2 text-base font-semibold">
          <Mark className="size-5 text-accent" />
          Slipway
        </Link>
        <WorkspaceSwitch />
        <nav aria-label="Rooms">
          <ul className="grid gap-0.5">
            {useNav().map((item) => {
              const current = isCurrent(pathname, workspace, item)
              return (
                <li key={item.path}>
                  <Link
                    href={navHref(workspace, item)}
                    aria-current={current ? 'page' : undefined}
                    className={clsx(
                      'flex h-8 items-center gap-2.5 rounded-sm px-2 text-sm',
                      current ? 'bg-hover font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
                    )}
                  >
                    <item.icon aria-hidden className="size-4" />
                    <span className="flex-1">{item.label}</span>
                    {item.path === 'approvals' && waiting ? (
                      <span className="rounded-full bg-attention-surface px-1.5 text-xs font-medium text-attention">
                        {waiting}
                        <span className="sr-only"> waiting</span>
                      </span>
                    ) : null}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
      </div>
    </aside>
  )
}
