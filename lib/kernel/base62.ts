const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Unsigned integer in base 62 (0-9A-Za-z), left-padded with `0` to `width`. */
export function base62(value: bigint, width: number): string {
  let rest = value
  let text = ''
  while (rest > 0n) {
    text = (ALPHABET[Number(rest % 62n)] ?? '') + text
    rest /= 62n
  }
  return text.padStart(width, '0')
}
