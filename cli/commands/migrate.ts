import { CliError } from '../cli-error'

export async function runMigrate(): Promise<void> {
  const url = process.env['DATABASE_URL']
  if (!url) throw new CliError('Set DATABASE_URL to the database that should be brought up to date.')
  const { migrate } = await import('@/lib/server/migrate')
  const applied = await migrate(url)
  process.stdout.write(applied.length === 0 ? 'Nothing to do.\n' : `Applied: ${applied.join(', ')}\n`)
}
