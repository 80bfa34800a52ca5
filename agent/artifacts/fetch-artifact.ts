import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type ManifestFile, manifestDigestOf } from '@/lib/agents/domain/manifest'
import { agentPaths } from '@/lib/agents/domain/protocol'
import { type ArtifactAnswer, artifactAnswerSchema } from '@/lib/agents/domain/wire'
import type { ModelSpec } from '../gateway/routing/deployment-spec'
import type { ProtocolClient } from '../protocol/protocol-client'
import { isMissing, readJson } from '../state/read-json'
import type { StatePaths } from '../state/state-paths'
import { syncDirectory, writeDurably } from '../state/write-durably'

export class ArtifactError extends Error {
  readonly code: 'digest_mismatch' | 'preflight_failed'

  constructor(code: ArtifactError['code'], message: string) {
    super(message)
    this.name = 'ArtifactError'
    this.code = code
  }
}

const FILE_TIMEOUT_MS = 600_000

function hexOf(sha256: string): string {
  return sha256.replace(/^sha256:/, '')
}

async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  return hash.digest('hex')
}

/** Downloads and verifies artifacts; everything is kept by content, so a version that shares files with another costs only the rest. */
export class ArtifactCache {
  readonly #client: ProtocolClient
  readonly #paths: StatePaths

  constructor(client: ProtocolClient, paths: StatePaths) {
    this.#client = client
    this.#paths = paths
  }

  /** Every file on disk and re-hashed, the manifest digest recomputed; what the gateway needs to load it. */
  async fetch(manifestDigest: string, signal: AbortSignal): Promise<ModelSpec> {
    const manifest = await this.#manifest(manifestDigest, signal)
    for (const file of manifest.files) await this.#fetchFile(file, signal)
    return this.#toSpec(manifestDigest, manifest)
  }

  /** True when all files are here and unchanged. */
  async isCached(manifestDigest: string): Promise<boolean> {
    const manifest = await readJson(this.#manifestPath(manifestDigest), artifactAnswerSchema)
    if (manifest === null) return false
    for (const { sha256 } of manifest.files)
      if ((await hashFile(this.#filePath(hexOf(sha256)))) !== hexOf(sha256)) return false
    return true
  }

  async #manifest(manifestDigest: string, signal: AbortSignal): Promise<ArtifactAnswer> {
    const path = this.#manifestPath(manifestDigest)
    const cached = await readJson(path, artifactAnswerSchema)
    if (cached !== null && manifestDigestOf(cached.files) === manifestDigest) return cached
    const manifest = await this.#client.json(agentPaths.artifact(manifestDigest), artifactAnswerSchema, {
      method: 'GET',
      signal,
    })
    if (manifestDigestOf(manifest.files) !== manifestDigest)
      throw new ArtifactError('digest_mismatch', 'The file list does not have the manifest digest that was approved.')
    await writeDurably(path, JSON.stringify(manifest))
    return manifest
  }

  async #fetchFile(file: ManifestFile, signal: AbortSignal): Promise<void> {
    const hex = hexOf(file.sha256)
    const path = this.#filePath(hex)
    if ((await hashFile(path)) === hex) return
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const response = await this.#client.signed(agentPaths.file(hex), {
      method: 'GET',
      signal,
      timeoutMs: FILE_TIMEOUT_MS,
    })
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
    try {
      await this.#store(response, file, hex, temporary)
      await rename(temporary, path)
      await syncDirectory(dirname(path))
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async #store(response: Response, file: ManifestFile, hex: string, temporary: string): Promise<void> {
    const hash = createHash('sha256')
    const limit = Number(file.sizeBytes)
    let size = 0
    const check = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.byteLength
        hash.update(chunk)
        done(
          size > limit ? new ArtifactError('digest_mismatch', `${file.path} is longer than its manifest says.`) : null,
          chunk,
        )
      },
    })
    if (response.body === null) throw new ArtifactError('preflight_failed', `${file.path} came without content.`)
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream),
      check,
      createWriteStream(temporary, { mode: 0o600 }),
    )
    if (hash.digest('hex') !== hex)
      throw new ArtifactError('digest_mismatch', `${file.path} does not have the digest of its manifest.`)
    const handle = await open(temporary, 'r')
    await handle.sync()
    await handle.close()
  }

  async #toSpec(manifestDigest: string, manifest: ArtifactAnswer): Promise<ModelSpec> {
    const graphs = manifest.files.filter((file) => file.path.endsWith('.onnx'))
    const [graph] = graphs
    if (graph === undefined || graphs.length > 1)
      throw new ArtifactError('preflight_failed', `The version must hold one .onnx file; it holds ${graphs.length}.`)
    const sha256 = hexOf(graph.sha256)
    const hasExternalData = manifest.files.length > 1
    const path = hasExternalData ? await this.#layOut(manifestDigest, manifest.files, graph) : this.#filePath(sha256)
    return { source: { path, sha256, hasExternalData }, signature: manifest.signature, warmMsP95: null }
  }

  /** External data must lie beside the graph under its own name: hard links give names to content. */
  async #layOut(manifestDigest: string, files: readonly ManifestFile[], graph: ManifestFile): Promise<string> {
    const dir = join(this.#paths.models, hexOf(manifestDigest), 'files')
    for (const file of files) {
      const target = join(dir, file.path)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const exists = await stat(target).then(
        () => true,
        () => false,
      )
      if (!exists) await link(this.#filePath(hexOf(file.sha256)), target)
    }
    return join(dir, graph.path)
  }

  #manifestPath(manifestDigest: string): string {
    return join(this.#paths.models, hexOf(manifestDigest), 'manifest.json')
  }

  #filePath(hex: string): string {
    return join(this.#paths.files, hex.slice(0, 2), hex.slice(2))
  }
}
