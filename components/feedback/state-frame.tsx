import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface StateFrameProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  live?: boolean
}

/** Common shape of empty, error and denied: left-aligned words, never a lonely illustration. */
export function StateFrame({ icon: Icon, title, children, live = false }: StateFrameProps) {
  return (
    <div role={live ? 'alert' : undefined} className="flex max-w-2xl gap-3 rounded-md border border-dashed px-4 py-5">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <div className="grid min-w-0 gap-2">
        <p className="text-base font-medium">{title}</p>
        {children}
      </div>
    </div>
  )
}
