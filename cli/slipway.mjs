// `npm run slipway -- COMMAND`: commands that are over in a moment run from one bundle, processes that stay run from their sources.
import { pathToFileURL } from 'node:url'
import { bundledCli } from './bundle.mjs'

/** They start further processes from sources, or run for long. */
const STAYING = new Set(['up', 'worker', 'agent', 'replay', 'migrate', 'init', 'reference'])

const bundle = STAYING.has(process.argv[2] ?? '') ? null : await bundledCli()
if (bundle === null) {
  await import('tsx')
  await import('./main.ts')
} else await import(pathToFileURL(bundle).href)
