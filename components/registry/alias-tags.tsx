import { Tag } from 'lucide-react'

export function AliasTags({ aliases }: { aliases: readonly string[] }) {
  if (aliases.length === 0) return <span className="text-faint">no alias</span>
  return (
    <span className="inline-flex flex-wrap gap-1">
      {aliases.map((alias) => (
        <span key={alias} className="inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap">
          <Tag aria-hidden className="size-3 text-muted" />
          {alias}
        </span>
      ))}
    </span>
  )
}
