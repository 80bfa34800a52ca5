/** A key that appears twice reads differently in different programs: such a text has no one meaning. */
export class StrictJsonError extends Error {}

const MAX_DEPTH = 16

/** JSON with duplicate keys refused. Depth is bounded; JSON.parse itself judges everything else. */
export function parseStrictJson(text: string): unknown {
  const stack: (Set<string> | null)[] = []
  let keyNext = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]
    if (c === '"') {
      const start = i
      for (i += 1; i < text.length && text[i] !== '"'; i += 1) if (text[i] === '\\') i += 1
      const keys = stack.at(-1)
      if (keyNext && keys) {
        const key = readKey(text.slice(start, i + 1))
        if (keys.has(key)) throw new StrictJsonError(`the key ${key.slice(0, 80)} appears twice`)
        keys.add(key)
        keyNext = false
      }
    } else if (c === '{' || c === '[') {
      stack.push(c === '{' ? new Set() : null)
      if (stack.length > MAX_DEPTH) throw new StrictJsonError('it is nested too deeply')
      keyNext = c === '{'
    } else if (c === '}' || c === ']') stack.pop()
    else if (c === ',') keyNext = stack.at(-1) instanceof Set
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new StrictJsonError('it is not JSON')
  }
}

function readKey(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    throw new StrictJsonError('it is not JSON')
  }
}
