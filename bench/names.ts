import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = import.meta.dirname

/** The benchmarks: every file of this folder that exports `run`. Read as text, because some do work when imported. */
export function benchmarkNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /^export (async function|function|const) run\b/m.test(readFileSync(join(FOLDER, file), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort()
}
