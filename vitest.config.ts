import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@/': root, 'server-only': `${root}lib/server/testing/server-only.ts` }
const exclude = ['**/node_modules/**', '.next/**', '.slipway/**', 'e2e/**']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'pure',
          testTimeout: 30_000,
          // Pure tests share nothing that one could spoil for another; a fresh process per file would cost more than the tests.
          isolate: false,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, '**/*.db.test.ts', '**/*.agent.test.ts', '**/*.calibration.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['lib/server/testing/postgres.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'agent',
          include: ['**/*.agent.test.ts'],
          exclude,
          globalSetup: ['lib/server/testing/postgres.ts'],
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: { name: 'calibration', include: ['**/*.calibration.test.ts'], exclude, testTimeout: 600_000 },
      },
    ],
  },
})
