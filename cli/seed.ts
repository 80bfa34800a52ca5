import { CliError } from './cli-error'

const SCENARIOS: Record<string, { about: string; run: () => Promise<unknown> }> = {
  people: {
    about: 'the demo workspace with one person per role; prints passwords and tokens',
    run: async () => (await import('@/prisma/seed/demo-identity')).seedDemoIdentity(),
  },
  registry: {
    about:
      'people, the census model with its four versions, and an experiment of 24 runs (no agent needed; a worker must run for intake)',
    run: async () => (await import('@/prisma/seed/demo-deployment')).seedDemoRegistry(),
  },
}

/** `npm run seed -- <scenario>` against DATABASE_URL, through the ordinary commands. */
async function seed(name: string | undefined): Promise<void> {
  const scenario = name === undefined ? undefined : SCENARIOS[name]
  if (!scenario) {
    const list = Object.entries(SCENARIOS).map(([key, { about }]) => `  ${key.padEnd(10)} ${about}`)
    throw new CliError(`Usage: npm run seed -- <scenario>\n${list.join('\n')}`)
  }
  if (!process.env['DATABASE_URL']) throw new CliError('Set DATABASE_URL to a migrated database.')
  process.stdout.write(`${JSON.stringify(await scenario.run(), null, 2)}\n`)
  const { closeDatabase } = await import('@/lib/server/database')
  await closeDatabase()
}

try {
  await seed(process.argv[2])
} catch (error) {
  if (!(error instanceof CliError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
