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

function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function hexAt(bytes: Uint8Array, at: number, digits: number): number | null {
  let value = 0
  for (let i = 0; i < digits; i += 1) {
    const digit = digitOf(bytes[at + i] ?? 0)
    if (digit < 0) return null
    value = value * 16 + digit
  }
  return value
}

/** A long text as the bytes that it stands for, without a string in between: only escapes by number are undone, the quotes are left out. */
export function unescapedBytes(line: Uint8Array, kind: 'STRING' | 'UNICODE'): Uint8Array {
  const out = Buffer.allocUnsafe(line.length)
  const widths: Readonly<Record<number, number>> = kind === 'STRING' ? { 120: 2 } : { 117: 4, 85: 8 }
  let length = 0
  for (let at = kind === 'STRING' ? 1 : 0; at < line.length; ) {
    const digits = line[at] === 0x5c ? widths[line[at + 1] ?? 0] : undefined
    const value = digits === undefined ? null : hexAt(line, at + 2, digits)
    out[length] = value ?? line[at] ?? 0
    length += 1
    at += value === null ? 1 : 2 + (digits ?? 0)
  }
  return out.subarray(0, length)
}
