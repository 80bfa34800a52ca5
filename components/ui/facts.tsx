import type { ReactNode } from 'react'

export interface Fact {
  term: string
  value: ReactNode
}

/** Term and value pairs; one column on a phone. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-1 content-start gap-x-8 gap-y-2 sm:grid-cols-[fit-content(16rem)_minmax(0,1fr)]">
      {facts.map((fact) => (
        <div key={fact.term} className="contents max-sm:block">
          <dt className="text-muted [overflow-wrap:anywhere]">{fact.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
