import type { PreTag, PythonVersion } from './python-version'

type Size = bigint | number
type LocalPart = readonly [number: Size, text: string]

/**
 * A place on the line of all versions, in an order that plain comparison of its parts gives. Besides the versions there
 * are places between them: after every local build of a version, and after every post-release of it.
 */
export interface VersionPoint {
  epoch: bigint
  /** Without trailing zeros: 1.0 and 1 are one version. */
  release: readonly bigint[]
  /** pre rank, pre number, post rank, post number, dev rank, dev number. */
  suffix: readonly Size[]
  /** Empty: no local part. */
  local: readonly LocalPart[]
}

const PRE_RANK: Record<PreTag, number> = { a: 0, b: 1, rc: 2 }
const DEV_ONLY = -1
const STABLE = 3
const AFTER_ALL: readonly LocalPart[] = [[Number.POSITIVE_INFINITY, '']]

function trimmed(release: readonly bigint[]): bigint[] {
  const last = release.findLastIndex((part) => part !== 0n)
  return release.slice(0, Math.max(1, last + 1))
}

export function pointOf(version: PythonVersion): VersionPoint {
  const { pre, post, dev, local } = version
  const rank = pre ? PRE_RANK[pre.tag] : post === null && dev !== null ? DEV_ONLY : STABLE
  return {
    epoch: version.epoch,
    release: trimmed(version.release),
    suffix: [rank, pre?.number ?? 0, post === null ? 0 : 1, post ?? 0, dev === null ? 1 : 0, dev ?? 0],
    // Texts sort before numbers, and no local part before any.
    local: (local ?? []).map((part) => (typeof part === 'string' ? [-1, part] : [part, ''])),
  }
}

/** Just above the version and every local build of it, below its first post-release. */
export function afterLocals(version: PythonVersion): VersionPoint {
  return { ...pointOf(version), local: AFTER_ALL }
}

/** Just above the version and every post-release of it. */
export function afterPosts(version: PythonVersion): VersionPoint {
  const point = pointOf(version)
  const [rank = STABLE, number = 0] = point.suffix
  return { ...point, suffix: [rank, number, 1, Number.POSITIVE_INFINITY, 1, 0], local: AFTER_ALL }
}

function compareSizes(a: readonly Size[], b: readonly Size[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [left, right] = [a[i], b[i]]
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
    // A bigint and a number of one size are unequal to ===, but neither smaller nor larger.
    if (left < right) return -1
    if (left > right) return 1
  }
  return 0
}

function compareLocals(a: readonly LocalPart[], b: readonly LocalPart[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [left, right] = [a[i], b[i]]
    if (!left || !right) break
    if (left[0] < right[0]) return -1
    if (left[0] > right[0]) return 1
    if (left[1] !== right[1]) return left[1] < right[1] ? -1 : 1
  }
  return a.length - b.length
}

export function comparePoints(a: VersionPoint, b: VersionPoint): number {
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1
  return compareSizes(a.release, b.release) || compareSizes(a.suffix, b.suffix) || compareLocals(a.local, b.local)
}
