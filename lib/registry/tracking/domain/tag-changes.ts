interface Tag {
  key: string
  value: string
}

export interface TagChanges {
  set: Tag[]
  remove: string[]
  /** Only what differs; null where there was or is none. */
  before: Record<string, string | null>
  after: Record<string, string | null>
}

/** What has to be written so that the tags are as wanted (null: not there); nothing for what is so already. */
export function findTagChanges(current: readonly Tag[], wanted: ReadonlyMap<string, string | null>): TagChanges {
  const now = new Map(current.map(({ key, value }) => [key, value]))
  const changes: TagChanges = { set: [], remove: [], before: {}, after: {} }
  for (const [key, value] of wanted) {
    const was = now.get(key) ?? null
    if (was === value) continue
    if (value === null) changes.remove.push(key)
    else changes.set.push({ key, value })
    changes.before[key] = was
    changes.after[key] = value
  }
  return changes
}

export const NOTE_TAG = 'mlflow.note.content'

interface Edit {
  note?: string | undefined
  setTags: readonly Tag[]
  removeTags: readonly string[]
}

/** A person's edit as the tags that it asks for; the note is a tag that MLflow clients know. */
export function wantedTags({ note, setTags, removeTags }: Edit): Map<string, string | null> {
  const wanted = new Map<string, string | null>(removeTags.map((key) => [key, null]))
  for (const { key, value } of setTags) wanted.set(key, value)
  if (note !== undefined) wanted.set(NOTE_TAG, note.trim() === '' ? null : note)
  return wanted
}
