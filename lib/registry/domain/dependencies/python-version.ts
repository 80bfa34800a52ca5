export type PreTag = 'a' | 'b' | 'rc'

/** A version as PEP 440 spells it; numbers may be longer than a double can hold. */
export interface PythonVersion {
  epoch: bigint
  release: readonly bigint[]
  pre: { tag: PreTag; number: bigint } | null
  post: bigint | null
  dev: bigint | null
  local: readonly (bigint | string)[] | null
}

const TAGS: Record<string, PreTag> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
}

const PATTERN =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<tag>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<pre>\d*))?(?<after>-(?<implicit>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<post>\d*))?(?<later>[-_.]?dev[-_.]?(?<dev>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/

/** Longer text is no version that anybody released. */
const MAX_LENGTH = 256

function count(digits: string | undefined): bigint {
  return BigInt(digits === undefined || digits === '' ? 0 : digits)
}

/** null: not a version by PEP 440. Spellings that the standard allows (`v1.0-RC_1`) are read as what they mean. */
export function parsePythonVersion(text: string): PythonVersion | null {
  if (text.length > MAX_LENGTH) return null
  const found = PATTERN.exec(text.trim().toLowerCase())?.groups
  if (!found) return null
  const tag = found['tag'] === undefined ? undefined : TAGS[found['tag']]
  return {
    epoch: count(found['epoch']),
    release: (found['release'] ?? '').split('.').map(BigInt),
    pre: tag === undefined ? null : { tag, number: count(found['pre']) },
    post: found['after'] === undefined ? null : count(found['implicit'] ?? found['post']),
    dev: found['later'] === undefined ? null : count(found['dev']),
    local: found['local']?.split(/[-_.]/).map((part) => (/^\d+$/.test(part) ? BigInt(part) : part)) ?? null,
  }
}

export function isPrerelease(version: PythonVersion): boolean {
  return version.pre !== null || version.dev !== null
}

/** The one normal spelling. */
export function formatPythonVersion(version: PythonVersion): string {
  return [
    version.epoch === 0n ? '' : `${version.epoch}!`,
    version.release.join('.'),
    version.pre === null ? '' : `${version.pre.tag}${version.pre.number}`,
    version.post === null ? '' : `.post${version.post}`,
    version.dev === null ? '' : `.dev${version.dev}`,
    version.local === null ? '' : `+${version.local.join('.')}`,
  ].join('')
}
