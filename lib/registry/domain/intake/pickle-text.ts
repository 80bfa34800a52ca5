const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
}

/** STRING: a quoted literal of Python 2 with its escapes; `'\x6f\x73'` is `os`. */
export function stringLiteral(line: string): string {
  const inner = /^\s*(['"])([\s\S]*)\1\s*$/.exec(line)?.[2] ?? line
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g,
    (whole, hex?: string, octal?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      return SIMPLE[other ?? ''] ?? whole
    },
  )
}

/** UNICODE: raw text in which only `\uXXXX` and `\UXXXXXXXX` are escapes. */
export function unicodeLine(line: string): string {
  return line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (whole, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
