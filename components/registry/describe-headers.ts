interface HeaderView {
  title: string
  description: string
  facts: { term: string; value: string }[]
}

const SHOWN = 12

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One value of a header as a line of text; long lists are counted behind their beginning. */
function lineOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    const items = value.filter((item) => typeof item !== 'object').map(String)
    if (items.length === 0) return null
    const rest = items.length > SHOWN ? `, and ${items.length - SHOWN} more` : ''
    return `${items.slice(0, SHOWN).join(', ')}${rest}`
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, item]) => typeof item !== 'object')
    return entries.length === 0
      ? null
      : entries
          .slice(0, SHOWN)
          .map(([key, item]) => `${key} ${String(item)}`)
          .join(', ')
  }
  return String(value)
}

function factsOf(header: Record<string, unknown>, left: readonly string[]): HeaderView['facts'] {
  return Object.entries(header).flatMap(([term, value]) => {
    const line = left.includes(term) ? null : lineOf(value)
    return line === null ? [] : [{ term, value: line }]
  })
}

/** What the files say about themselves, as intake read it: nothing in it was verified, so it is shown as their words. */
export function describeHeaders(metadata: Record<string, unknown>): HeaderView[] {
  const views: HeaderView[] = []
  const { onnx, mlflow, headers } = metadata
  if (isRecord(onnx))
    views.push({ title: 'ONNX header', description: 'As the file states it.', facts: factsOf(onnx, ['props']) })
  if (isRecord(mlflow))
    views.push({
      title: 'MLmodel',
      description: 'As the file states it.',
      facts: factsOf(mlflow, ['signature', 'details']),
    })
  for (const header of Array.isArray(headers) ? headers.filter(isRecord) : []) {
    const facts = factsOf(header, ['path', 'format', 'headers'])
    if (facts.length > 0)
      views.push({ title: String(header['path']), description: `Header of ${String(header['format'])}.`, facts })
  }
  return views
}
