import { NoteText } from '@/components/tracking/note-text'
import type { ModelDetail } from '@/lib/registry/contract'

/** What its people say of a model: description and tags, where there are any. */
export function ModelWords({ model }: { model: ModelDetail }) {
  const tags = Object.entries(model.tags)
  if (model.description === '' && tags.length === 0) return null
  return (
    <div className="-mt-2 mb-4 grid gap-2">
      {model.description === '' ? null : (
        <div className="text-muted">
          <NoteText text={model.description} />
        </div>
      )}
      {tags.length === 0 ? null : (
        <ul aria-label="Tags" className="flex flex-wrap gap-2 text-xs">
          {tags.map(([key, value]) => (
            <li key={key} className="max-w-full rounded-sm border px-1.5 [overflow-wrap:anywhere]">
              <span className="text-muted">{key}</span> {value}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
