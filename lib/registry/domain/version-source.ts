import { type ImportAddress, parseImportAddress } from './import-address'

export type VersionSource =
  /** Another version: its sealed manifest. */
  | { kind: 'copy'; modelName: string; number: number | null; alias: string | null }
  /** Artifacts of a run below a directory. */
  | { kind: 'run'; runId: string; directory: string }
  | { kind: 'logged-model'; modelId: string }
  /** Somewhere else, which only an import source of the workspace opens; null: not in a spelling that one could. */
  | { kind: 'remote'; address: ImportAddress | null }
  | { kind: 'refused' }

const COPY = /^models:\/([^/@]+)(?:\/(\d{1,10})|@([^/@]+))$/

const LOGGED_MODEL = /^(?:models:\/(m-[0-9a-f]{32})|mlflow-artifacts:\/\d+\/models\/(m-[0-9a-f]{32})\/artifacts)\/?$/
const RUN =
  /^(?:runs:\/|mlflow-artifacts:\/\d+\/)([0-9a-f]{32})(?:(?<=^runs:\/[0-9a-f]{32})|\/artifacts(?=\/|$))\/?(.*)$/

/** Decoded again and again: no second decoding elsewhere may find a way up that was not seen here. */
function leadsElsewhere(source: string): boolean {
  let current = source
  for (let round = 0; round < 8; round += 1) {
    if (current.includes('\u0000') || /(^|[/\\])\.\.([/\\]|$)/.test(current)) return true
    let next: string
    try {
      next = decodeURIComponent(current)
    } catch {
      return true
    }
    if (next === current) return false
    current = next
  }
  return true
}

/** What a client's `source` means. Paths of this or any machine mean nothing: no text of a client is ever opened as a file. */
export function readVersionSource(source: string): VersionSource {
  if (leadsElsewhere(source)) return { kind: 'refused' }
  const copy = COPY.exec(source)
  if (copy?.[1] !== undefined)
    return { kind: 'copy', modelName: copy[1], number: copy[2] ? Number(copy[2]) : null, alias: copy[3] ?? null }
  const model = LOGGED_MODEL.exec(source)?.slice(1).find(Boolean)
  if (model !== undefined) return { kind: 'logged-model', modelId: model }
  const [, runId, directory = ''] = RUN.exec(source) ?? []
  if (runId !== undefined) return { kind: 'run', runId, directory: directory.replace(/\/+$/, '') }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(source)?.[1]?.toLowerCase()
  return scheme === undefined || scheme === 'file' || scheme.length === 1
    ? { kind: 'refused' }
    : { kind: 'remote', address: parseImportAddress(source) }
}
