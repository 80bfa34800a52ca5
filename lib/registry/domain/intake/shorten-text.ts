/** Text of a hostile file goes into a page and a log: short, in one line, without control and direction characters. */
export function shortenText(text: string, length = 200): string {
  const plain = text.toWellFormed().replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain
}

/** The first entries of a table of texts, each shortened. */
export function shortenTable(entries: Iterable<readonly [string, unknown]>, limit = 50): Record<string, unknown> {
  const kept: [string, unknown][] = []
  for (const [key, value] of entries) {
    if (kept.length >= limit) break
    kept.push([shortenText(key, 100), typeof value === 'string' ? shortenText(value) : value])
  }
  return Object.fromEntries(kept)
}
