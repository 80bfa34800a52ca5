const PATTERN = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

type Semver = { numbers: readonly bigint[]; pre: readonly (bigint | string)[] | null }

function parseSemver(text: string): Semver | null {
  const found = text.length > 256 ? null : PATTERN.exec(text.trim())
  if (!found) return null
  return {
    numbers: [found[1], found[2], found[3]].map((part) => BigInt(part ?? 0)),
    pre: found[4]?.split('.').map((part) => (/^\d+$/.test(part) ? BigInt(part) : part)) ?? null,
  }
}

function comparePre(a: Semver['pre'], b: Semver['pre']): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [left, right] = [a[i], b[i]]
    if (left === undefined || right === undefined || left === right) continue
    // Numbers sort before texts.
    if (typeof left !== typeof right) return typeof left === 'bigint' ? -1 : 1
    return left < right ? -1 : 1
  }
  return a.length - b.length
}

/** Semantic Versioning 2.0 precedence; null when one of the two is no such version. */
export function compareSemver(a: string, b: string): number | null {
  const [left, right] = [parseSemver(a), parseSemver(b)]
  if (left === null || right === null) return null
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] ?? 0n
    if (number !== other) return number < other ? -1 : 1
  }
  return comparePre(left.pre, right.pre)
}
