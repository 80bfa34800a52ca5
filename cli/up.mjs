// The one command: `npm run up`. Installs what is missing, then hands over to the TypeScript program.
import { ensureGenerated, ensureInstalled, requireNode, runEntry } from './bootstrap.mjs'

requireNode()
await ensureInstalled()
await ensureGenerated()
process.exit(await runEntry('cli/main.ts', ['up', ...process.argv.slice(2)]))
