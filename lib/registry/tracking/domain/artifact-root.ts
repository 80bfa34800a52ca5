import { experimentNumber, modelUuid, runUuid } from './ids'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whose files a path of the artifact API leads to; `rest` is the path below that root, '' for the root itself. */
export type ArtifactPlace =
  | { kind: 'run'; experiment: number; ownerId: string; rest: string }
  | { kind: 'logged-model'; experiment: number; ownerId: string; rest: string }
  | { kind: 'version'; versionId: string; rest: string }

/**
 * `<experiment>/<run>/artifacts/…`, `<experiment>/models/<model>/artifacts/…` or `model-versions/<version>/…`; null for any other path.
 * The path must be decoded and checked before.
 */
export function findArtifactPlace(path: string): ArtifactPlace | null {
  const parts = path.split('/')
  const [first = '', second = '', third = '', fourth = ''] = parts
  if (first === 'model-versions')
    return UUID.test(second) ? { kind: 'version', versionId: second, rest: parts.slice(2).join('/') } : null
  const experiment = experimentNumber(first)
  if (experiment === null) return null
  if (second === 'models') {
    const ownerId = modelUuid(third)
    return ownerId !== null && fourth === 'artifacts'
      ? { kind: 'logged-model', experiment, ownerId, rest: parts.slice(4).join('/') }
      : null
  }
  const ownerId = runUuid(second)
  return ownerId !== null && third === 'artifacts'
    ? { kind: 'run', experiment, ownerId, rest: parts.slice(3).join('/') }
    : null
}
