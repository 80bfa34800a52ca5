const PLACEHOLDER = /\{\{(\w+)\}\}/g
const SHAPES: Record<string, string> = { ts: '\\d{13}', time: '.+', auto: '.+', exp: '\\d+', tmp: '.+' }
/** Placeholders that mean the same thing all along; the others are whatever they are each time. */
const isKept = (name: string) => /^h\d+$/.test(name) || name === 'exp'

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

export type Bindings = Map<string, string>

/** A recorded request value with what its placeholders stand for here. */
export function bound(value: unknown, bindings: Bindings, now: number): unknown {
  if (value === '{{ts}}') return now
  if (typeof value === 'string')
    return value.replace(PLACEHOLDER, (_all, name: string) => {
      if (!isKept(name)) return name === 'ts' ? String(now) : 'any'
      const known = bindings.get(name) ?? (name === 'exp' ? '0' : 'f'.repeat(32))
      return known
    })
  if (Array.isArray(value)) return value.map((item) => bound(item, bindings, now))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bound(member, bindings, now)]))
}

function textDiffers(expected: string, actual: unknown, bindings: Bindings): string | null {
  if (expected === '{{ts}}') return typeof actual === 'number' && actual > 1e12 ? null : `is no time: ${String(actual)}`
  const size = /^<(\d+) bytes>$/.exec(expected)?.[1]
  if (size !== undefined)
    return typeof actual === 'string' && actual.length === Number(size) ? null : `is not ${size} bytes`
  if (typeof actual !== 'string') return `is ${JSON.stringify(actual)} instead of ${expected}`
  const names: string[] = []
  const source = expected
    .split(PLACEHOLDER)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part)
      const known = bindings.get(part)
      if (isKept(part) && known !== undefined) return escaped(known)
      names.push(part)
      return `(${/^h\d+$/.test(part) ? '[0-9a-f]{32}' : (SHAPES[part] ?? '.*')})`
    })
    .join('')
  const match = new RegExp(`^${source}$`, 's').exec(actual)
  if (!match) return `is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`
  for (const [index, name] of names.entries()) if (isKept(name)) bindings.set(name, match[index + 1] ?? '')
  return null
}

/** In whatever order: each expected item is one of the actual ones. */
function listDiffers(expected: readonly unknown[], actual: unknown, bindings: Bindings, path: string): string | null {
  if (!Array.isArray(actual)) return `${path} is no list`
  const left = [...actual]
  for (const [index, item] of expected.entries()) {
    let first: string | null = null
    const found = left.findIndex((candidate) => {
      const trial = new Map(bindings)
      const difference = differs(item, candidate, trial, `${path}[${index}]`)
      if (difference === null) for (const [name, value] of trial) bindings.set(name, value)
      first ??= difference
      return difference === null
    })
    if (found === -1) return first ?? `${path}[${index}] is missing`
    left.splice(found, 1)
  }
  return null
}

/** Where an answer has less, or other values outside placeholders, than the recorded one; null when it has all of it. */
export function differs(expected: unknown, actual: unknown, bindings: Bindings, path = ''): string | null {
  if (typeof expected === 'string') {
    const difference = textDiffers(expected, actual, bindings)
    return difference === null ? null : `${path} ${difference}`
  }
  if (Array.isArray(expected)) return listDiffers(expected, actual, bindings, path)
  if (typeof expected !== 'object' || expected === null)
    return Object.is(expected, actual)
      ? null
      : `${path} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return `${path} is no object`
  for (const [key, member] of Object.entries(expected)) {
    const difference = differs(member, (actual as Record<string, unknown>)[key], bindings, `${path}.${key}`)
    if (difference !== null) return difference
  }
  return null
}
