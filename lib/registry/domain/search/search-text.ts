/** What a text typed into the search box may mean; names and tags are compared without regard to case. */
export interface SearchText {
  /** Part of a model's name. */
  name: string
  /** Beginning of an alias. */
  alias: string
  /** Beginning of a tag's value, under any key or under one. */
  tag: { key: string | null; value: string }
  /** Beginning of a manifest digest with its algorithm, if the text can be one. */
  digest: string | null
  /** Beginning of a run id, if it is long enough to tell runs apart. */
  run: string | null
}

const MIN_PREFIX = 4
const DIGEST = /^(?:sha256:)?([0-9a-f]{4,64})$/

export function readSearchText(text: string): SearchText {
  const plain = text.trim()
  const split = plain.indexOf('=')
  const key = split > 0 ? plain.slice(0, split).trim() : null
  const hex = DIGEST.exec(plain.toLowerCase())?.[1]
  return {
    name: plain,
    alias: plain,
    tag: { key, value: key === null ? plain : plain.slice(split + 1).trim() },
    digest: hex === undefined ? null : `sha256:${hex}`,
    run: plain.length < MIN_PREFIX || /\s/.test(plain) ? null : plain,
  }
}
