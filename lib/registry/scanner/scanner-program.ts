import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ENTRY = fileURLToPath(new URL('./scanner-main.ts', import.meta.url))

let program: Promise<string> | null = null

/**
 * The scanner as one text. Its process gets it on standard input and therefore needs no right to read a single file: not its own
 * source, no module folder, no loader.
 */
export function scannerProgram(): Promise<string> {
  program ??= bundle().catch((error: unknown) => {
    program = null
    throw error
  })
  return program
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    // Packages written as CommonJS ask for node's own modules by `require`, which a module does not have.
    banner: { js: "import { createRequire as require_ } from 'node:module'; const require = require_('/');" },
  })
  return result.outputFiles[0]?.text ?? ''
}
