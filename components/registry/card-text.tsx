import { Markdown } from '@/components/ui/markdown'
import { splitFrontMatter } from '@/lib/registry/domain/licence/front-matter'

/** A card as it is read: its text, with the YAML head behind a fold. */
export function CardText({ card }: { card: string }) {
  const { head, body } = splitFrontMatter(card)
  return (
    <div className="grid gap-3">
      <Markdown text={body} />
      {head === null || head.trim() === '' ? null : (
        <details className="text-xs text-muted">
          <summary className="cursor-default">Front matter</summary>
          <pre className="mt-1 overflow-x-auto rounded-sm border p-2 font-mono">{head}</pre>
        </details>
      )}
    </div>
  )
}
