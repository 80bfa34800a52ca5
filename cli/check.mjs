// `npm run check`: format, lint, floors and rooms, dead code, sizes and words, types, pure tests.
import { ensureGenerated, ensureInstalled } from './bootstrap.mjs'
import { bin, NODE, runSteps } from './steps.mjs'

await ensureInstalled()
await ensureGenerated()
const ok = await runSteps([
  ['route types', NODE, [bin('next/dist/bin/next'), 'typegen']],
  ['format and lint', NODE, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  [
    'floors and rooms',
    NODE,
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'app',
      'components',
      'lib',
      'agent',
      'cli',
    ],
  ],
  ['dead code', NODE, [bin('knip/bin/knip.js')]],
  ['sizes and words', NODE, ['cli/house-rules.mjs']],
  ['types', NODE, [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['pure tests', NODE, [bin('vitest/vitest.mjs'), 'run', '--project', 'pure']],
])
process.exit(ok ? 0 : 1)
