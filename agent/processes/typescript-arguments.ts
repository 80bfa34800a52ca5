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
