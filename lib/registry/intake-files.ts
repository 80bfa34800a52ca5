import { buffer } from 'node:stream/consumers'
import type { BlobStore } from '@/lib/server/blob-store'
import { decideIntake, type InspectedFile, type IntakeDecision } from './domain/intake/decide-intake'
import { type CardReading, MAX_CARD_BYTES, readModelCard } from './domain/intake/model-card'
import type { ManifestFile } from './domain/manifest'
import { LocalCopies } from './scanner/local-copies'
import type { LocalFile, ScanOutcome } from './scanner/run-scanner'
import { scanFiles } from './scanner/scan-files'
import type { ScanLimits } from './scanner/scan-limits'

const DAMAGED = 'digest_mismatch'

/** A file without a report: it blocks the version, and says why. */
function unread(file: ManifestFile, reason: string): InspectedFile {
  const damaged = reason === DAMAGED
  const message = damaged
    ? 'The stored bytes are missing or differ from their digest. Upload the file again in a new version.'
    : `It could not be looked into: ${reason}.`
  const code = damaged ? DAMAGED : 'scan_failed'
  const finding = { code, answer: 'refuse', verdict: 'unscannable', path: file.path, message } as const
  return { ...file, format: 'unknown', findings: [finding], onnx: null, header: null, companions: [] }
}

/** Tensor data that another file of the same version names has no format of its own to be judged by. */
function withoutCompanions(files: readonly InspectedFile[]): InspectedFile[] {
  const referenced = new Set(files.flatMap((file) => file.companions))
  return files.map((file) =>
    referenced.has(file.path) && file.format === 'unknown' ? { ...file, format: 'tensor-data', findings: [] } : file,
  )
}

async function readCard(store: BlobStore, manifest: readonly ManifestFile[]): Promise<CardReading | null> {
  const card = manifest.find((file) => file.path === 'card.json')
  if (card === undefined || !(await store.has(card.sha256))) return null
  return readModelCard(await buffer(await store.open(card.sha256, { start: 0, end: MAX_CARD_BYTES })))
}

interface Options {
  /** Folder for copies of files that the store keeps on another machine. */
  spoolDir: string
  limits?: ScanLimits
}

/** Has every file of a version read in the scanner's process, its digest checked again, and decides. Nothing is loaded, unpickled or run. */
export async function intakeFiles(
  store: BlobStore,
  manifest: readonly ManifestFile[],
  { spoolDir, limits }: Options,
): Promise<IntakeDecision> {
  const copies = new LocalCopies(store, spoolDir)
  try {
    const local: LocalFile[] = []
    for (const file of manifest) {
      const localPath = await copies.pathOf(file.sha256)
      if (localPath !== null) local.push({ ...file, localPath })
    }
    const siblings = manifest.map((file): [string, number] => [file.path, file.sizeBytes])
    const outcomes = await scanFiles(local, { siblings, ...(limits ? { limits } : {}) })
    const byPath = new Map(local.map((file, index): [string, ScanOutcome | undefined] => [file.path, outcomes[index]]))
    const inspected = manifest.map((file): InspectedFile => {
      const outcome = byPath.get(file.path) ?? { failed: DAMAGED }
      return 'failed' in outcome ? unread(file, outcome.failed) : { ...file, ...outcome }
    })
    return decideIntake(withoutCompanions(inspected), await readCard(store, manifest))
  } finally {
    await copies.remove()
  }
}
