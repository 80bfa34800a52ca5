/** What a header of NumPy is written in: texts, counts, truth values, and lists, tuples and tables of them. */
export type PythonLiteral = string | number | boolean | PythonLiteral[] | Map<string, PythonLiteral>

const MAX_DEPTH = 32
const TOKEN = /\s*(?:(['"])((?:(?!\1)[^\\\n])*)\1|(\d{1,16})L?|(True|False)|([[\](){},:]))/y
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

class NotALiteral extends Error {}

type Token = { value: string | number | boolean } | { mark: string }

class LiteralReader {
  private at = 0

  constructor(private readonly text: string) {}

  whole(): PythonLiteral {
    const value = this.value(this.next(), 0)
    if (this.text.slice(this.at).trim() !== '') throw new NotALiteral()
    return value
  }

  private next(): Token {
    TOKEN.lastIndex = this.at
    const found = TOKEN.exec(this.text)
    if (found === null) throw new NotALiteral()
    this.at = TOKEN.lastIndex
    const [, quote, text = '', count, truth, mark = ''] = found
    if (quote !== undefined) return { value: text }
    if (count !== undefined) return { value: Number(count) }
    return truth === undefined ? { mark } : { value: truth === 'True' }
  }

  private value(token: Token, depth: number): PythonLiteral {
    if ('value' in token) return token.value
    const closing = CLOSING[token.mark]
    if (closing === undefined || depth > MAX_DEPTH) throw new NotALiteral()
    return token.mark === '{' ? this.table(depth) : this.items(closing, depth)
  }

  /** Lists and tuples alike; one in parentheses without a comma is no tuple and not what NumPy writes. */
  private items(closing: string, depth: number): PythonLiteral[] {
    const items: PythonLiteral[] = []
    for (let token = this.next(); !('mark' in token && token.mark === closing); ) {
      items.push(this.value(token, depth + 1))
      token = this.next()
      if ('mark' in token && token.mark === ',') token = this.next()
      else if (!('mark' in token && token.mark === closing)) throw new NotALiteral()
    }
    return items
  }

  private table(depth: number): Map<string, PythonLiteral> {
    const table = new Map<string, PythonLiteral>()
    for (let token = this.next(); !('mark' in token && token.mark === '}'); ) {
      const key = this.value(token, depth + 1)
      const colon = this.next()
      // A key that appears twice reads differently in different programs.
      if (typeof key !== 'string' || table.has(key) || !('mark' in colon && colon.mark === ':')) throw new NotALiteral()
      table.set(key, this.value(this.next(), depth + 1))
      token = this.next()
      if ('mark' in token && token.mark === ',') token = this.next()
      else if (!('mark' in token && token.mark === '}')) throw new NotALiteral()
    }
    return table
  }
}

/** Read, not evaluated; null for anything else, escapes within texts included. */
export function parsePythonLiteral(text: string): PythonLiteral | null {
  try {
    return new LiteralReader(text).whole()
  } catch (error) {
    if (error instanceof NotALiteral) return null
    throw error
  }
}
