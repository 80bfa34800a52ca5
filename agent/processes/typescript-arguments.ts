import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder that tsconfig.json and its path alias belong to. */
export const programRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Node options with which a child runs TypeScript, however the parent itself was started. */
export const typescriptArguments: readonly string[] = [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
]

export function programFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

/** The gateway keeps what it answered until it is on disk, a tenth of a second later: with room for that, little of it is copied by the collector. */
export const gatewayArguments: readonly string[] = [
  '--max-semi-space-size=32',
  ...typescriptArguments,
  programFile('gateway/main.ts'),
]
