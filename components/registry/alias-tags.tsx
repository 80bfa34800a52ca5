import { Tag } from 'lucide-react'

export function AliasTags({ aliases }: { aliases: readonly string[] }) {
  if (aliases.length === 0) return <span className="whitespace-nowrap text-faint">no alias</span>
  return (
    <span className="inline-flex max-w-full flex-wrap gap-1">
      {aliases.map((alias) => (
        <span
          key={alias}
          title={alias}
          className="inline-flex max-w-52 min-w-0 items-center gap-1 rounded-sm border px-1.5 text-xs"
        >
          <Tag aria-hidden className="size-3 shrink-0 text-muted" />
          <span className="truncate">{alias}</span>
        </span>
      ))}
    </span>
  )
}
