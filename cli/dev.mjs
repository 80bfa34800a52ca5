// For developers: the same stack as `up`, with the web process in development mode (reload on save).
import { ensureGenerated, ensureInstalled, requireNode, runEntry } from './bootstrap.mjs'

requireNode()
await ensureInstalled()
await ensureGenerated()
process.exit(await runEntry('cli/main.ts', ['up', '--dev', ...process.argv.slice(2)]))
