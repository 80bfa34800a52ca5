import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export interface Crumb {
  label: string
  href?: string
}

interface PageHeaderProps {
  crumbs: readonly Crumb[]
  /** One sentence in plain words, computed from state. */
  headline: ReactNode
  /** Line of states above the headline. */
  status?: ReactNode
  actions?: ReactNode
  /** Kept in reach of the thumb at the bottom edge of a phone. */
  stickyActions?: boolean
  /** 2 where another heading names the page. */
  level?: 1 | 2
}

export function PageHeader({ crumbs, headline, status, actions, stickyActions = false, level = 1 }: PageHeaderProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <header className="mb-5">
      <nav aria-label="Breadcrumb">
        <ol className="flex min-w-0 flex-wrap items-center gap-1 text-xs text-muted">
          {crumbs.map((crumb, index) => (
            <li key={`${crumb.href}-${crumb.label}`} className="flex min-w-0 items-center gap-1">
              {index > 0 ? <ChevronRight aria-hidden className="size-3 shrink-0 text-faint" /> : null}
              {crumb.href ? (
                <Link href={crumb.href} className="truncate rounded-sm hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                <span aria-current="page" className="truncate text-ink">
                  {crumb.label}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {status ? (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">{status}</div>
      ) : null}
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <Heading className="max-w-[56ch] min-w-0 flex-1 basis-72 text-xl font-semibold text-balance [overflow-wrap:anywhere]">
          {headline}
        </Heading>
        {actions ? (
          <div
            className={
              stickyActions
                ? 'flex flex-wrap items-center gap-2 phone:fixed phone:inset-x-0 phone:bottom-0 phone:z-30 phone:border-t phone:bg-raised phone:px-4 phone:py-2.5 phone:pb-[max(10px,env(safe-area-inset-bottom))] phone:[&>*]:h-11 phone:[&>*]:flex-1'
                : 'flex flex-wrap items-center gap-2'
            }
          >
            {actions}
          </div>
        ) : null}
      </div>
    </header>
  )
}
