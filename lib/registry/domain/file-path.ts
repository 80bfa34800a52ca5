const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i
const SCHEME = /^[a-z][a-z0-9+.-]*:/i

function decodeUntilStable(raw: string): string | null {
  let current = raw
  for (let round = 0; round < 8; round += 1) {
    let next: string
    try {
      next = decodeURIComponent(current)
    } catch {
      return null
    }
    if (next === current) return current
    current = next
  }
  return null
}

function segmentProblem(segment: string): string | null {
  if (segment === '') return 'has an empty segment'
  if (segment === '.' || segment === '..') return 'leads outside its folder'
  if (Buffer.byteLength(segment) > 255) return 'has a segment longer than 255 bytes'
  if (/[ .]$/.test(segment)) return 'has a segment that ends in a space or dot'
  if (DEVICE.test(segment)) return 'names a device of Windows'
  return null
}

function pathProblem(path: string): string | null {
  if (path.startsWith('/')) return 'is absolute'
  if (Buffer.byteLength(path) > 1024) return 'is longer than 1024 bytes'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'has control characters'
  if (/[\\#?]/.test(path)) return 'has one of the characters \\ # ?'
  if (SCHEME.test(path)) return 'begins with a drive letter or scheme'
  if (!path.isWellFormed() || path.normalize('NFC') !== path) return 'is not NFC text'
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment)
    if (problem !== null) return problem
  }
  return null
}

export type FilePath = { ok: true; path: string } | { ok: false; problem: string }

/** A manifest name: relative, with `/`, one spelling only. Percent-decoded until stable, so no second decoding can change it. */
export function parseFilePath(raw: string): FilePath {
  const path = decodeUntilStable(raw)
  if (path === null) return { ok: false, problem: 'has broken percent-encoding' }
  const problem = pathProblem(path)
  return problem === null ? { ok: true, path } : { ok: false, problem }
}

/** Two names that some file systems hold for one. */
export function foldPath(path: string): string {
  return path.normalize('NFKC').toLowerCase()
}
