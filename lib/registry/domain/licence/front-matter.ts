const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n?---[ \t]*(?:\r?\n|$)/

/** A card's YAML head and the text below it, as model hubs write cards. */
export function splitFrontMatter(card: string): { head: string | null; body: string } {
  const found = FRONT_MATTER.exec(card)
  return found ? { head: found[1] ?? '', body: card.slice(found[0].length) } : { head: null, body: card }
}
