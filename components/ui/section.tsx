import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
  id?: string
}

export function Section({ title, description, actions, children, id }: SectionProps) {
  return (
    <section aria-label={title} id={id} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <div>
          <h2 className="text-base font-semibold">{title}</h2>
          {description ? <p className="max-w-[72ch] text-sm text-muted">{description}</p> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
