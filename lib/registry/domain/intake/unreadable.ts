import type { Finding } from './finding'

/** It cannot be told what the file is: it never becomes READY. */
export function unreadable(path: string, message: string): Finding {
  return { code: 'parse_error', answer: 'refuse', verdict: 'unscannable', path, message }
}
