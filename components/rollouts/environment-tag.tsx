import { ShieldAlert } from 'lucide-react'

/** Production is marked wherever something can change it. */
export function EnvironmentTag({ name, kind }: { name: string; kind: string }) {
  if (kind !== 'production') return <span className="whitespace-nowrap text-muted">{name}</span>
  return (
    <span className="inline-flex items-center gap-1 rounded-sm border border-line-strong px-1.5 text-xs font-medium whitespace-nowrap">
      <ShieldAlert aria-hidden className="size-3.5" />
      {name}
    </span>
  )
}
