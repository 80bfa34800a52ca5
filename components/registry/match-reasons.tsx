import type { RegistryMatch } from '@/lib/registry/search-contract'

const WORDS: Record<RegistryMatch['reasons'][number]['in'], string> = {
  name: 'name',
  tag: 'tag',
  alias: 'alias',
  digest: 'manifest digest',
  run: 'run',
}

/** Why something was found: where the text stands, and what stands there. */
export function MatchReasons({ reasons }: { reasons: RegistryMatch['reasons'] }) {
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5">
      {reasons.map((reason) => (
        <span key={`${reason.in} ${reason.text}`} className="min-w-0">
          <span className="text-muted">{WORDS[reason.in]} </span>
          {reason.in === 'name' ? null : <code className="font-mono text-xs break-all">{reason.text}</code>}
        </span>
      ))}
    </span>
  )
}
