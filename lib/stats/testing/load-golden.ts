import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface GoldenVector {
  readonly id: string
  readonly method: string
  readonly input: unknown
  readonly expected: { readonly status: string; readonly reason?: string; readonly value?: unknown }
  readonly tolerance: { readonly abs: number; readonly rel: number }
}

export interface GoldenFile {
  /** Base name of the file and of its mapping module, such as `two-sample`. */
  readonly name: string
  readonly vectors: readonly GoldenVector[]
}

const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url))

export const goldenFolder = resolve(repositoryRoot, process.env['SLIPWAY_GOLDEN_DIR'] ?? '../shared/golden/')

/** Every vector file of the folder, or `null` when there is no folder. */
export function loadGolden(): readonly GoldenFile[] | null {
  if (!existsSync(goldenFolder)) return null
  return readdirSync(goldenFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      vectors: (JSON.parse(readFileSync(join(goldenFolder, file), 'utf8')) as { vectors: GoldenVector[] }).vectors,
    }))
}
