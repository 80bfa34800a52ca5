import { buffer } from 'node:stream/consumers'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { BlobStore } from '@/lib/server/blob-store'
import { decideIntake, type InspectedFile, type IntakeDecision } from './domain/intake/decide-intake'
import { inspectFile } from './domain/intake/inspect-file'
import { type CardReading, readModelCard } from './domain/intake/model-card'
import type { ManifestFile } from './domain/manifest'

function damaged(file: ManifestFile): InspectedFile {
  const message = 'The stored bytes are missing or differ from their digest. Upload the file again in a new version.'
  const finding = {
    code: 'digest_mismatch',
    answer: 'refuse',
    verdict: 'unscannable',
    path: file.path,
    message,
  } as const
  return { path: file.path, sha256: file.sha256, format: 'unknown', findings: [finding], onnx: null }
}

/** Tensor data that an ONNX file of the same version names has no format of its own to be judged by. */
function withoutExternalData(files: readonly InspectedFile[]): InspectedFile[] {
  const referenced = new Set(
    files.flatMap((file) => {
      const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : ''
      return (file.onnx?.external ?? []).map((data) => `${folder}${data.location ?? ''}`)
    }),
  )
  return files.map((file) =>
    referenced.has(file.path) && file.format === 'unknown' ? { ...file, format: 'tensor-data', findings: [] } : file,
  )
}

/** Reads every file of a version once, checks its digest again, and decides. Nothing is loaded, unpickled or run. */
export async function intakeFiles(store: BlobStore, manifest: readonly ManifestFile[]): Promise<IntakeDecision> {
  const siblings = new Map(manifest.map((file) => [file.path, file.sizeBytes]))
  const inspected: InspectedFile[] = []
  let card: CardReading | null = null
  for (const file of manifest) {
    const bytes = (await store.has(file.sha256)) ? await buffer(await store.open(file.sha256)) : null
    if (bytes === null || sha256Hex(bytes) !== file.sha256) {
      inspected.push(damaged(file))
      continue
    }
    if (file.path === 'card.json') card = readModelCard(bytes)
    inspected.push({ path: file.path, sha256: file.sha256, ...inspectFile(file.path, bytes, siblings) })
  }
  return decideIntake(withoutExternalData(inspected), card)
}
