import { Command, Option } from 'commander'
import { asCliError } from './cli-error'

// Each command loads its own code on demand: `slipway status` must not pay for PostgreSQL, and the environment is set before
// anything reads it.
const program = new Command('slipway').description('Slipway: register, approve, roll out, watch and haul back models.')

program
  .command('up')
  .description('start everything on this machine with the demo workspace')
  .option('--json', 'print one JSON line on stdout when everything is ready; progress goes to stderr', false)
  .option('--dev', 'run the web process in development mode', false)
  .option('--no-demo', 'start without the demo workspace, its agent and its traffic')
  .action(async (options) => (await import('./up/run-up')).runUp(options))

program
  .command('worker')
  .description('run background jobs until stopped')
  .action(async () => (await import('./commands/worker')).runWorker())

program
  .command('migrate')
  .description('bring the database at DATABASE_URL up to date')
  .action(async () => (await import('./commands/migrate')).runMigrate())

program
  .command('init')
  .description('make the first workspace and its first person in the database at DATABASE_URL')
  .requiredOption('--workspace <name>', 'lower-case letters, digits and hyphens')
  .requiredOption('--owner-email <email>', 'address the first person signs in with')
  .requiredOption('--owner-name <name>', 'name of the first person')
  .addOption(
    new Option('--policy <name>', 'policy of the production environment')
      .choices(['solo', 'four-eyes'])
      .default('solo'),
  )
  .option('--json', 'one JSON line', false)
  .action(async (options) => (await import('./commands/init')).runInit(options))

program
  .command('agent')
  .description('run an agent: serves models here and carries out what the control plane orders')
  .requiredOption('--state <dir>', 'state directory (0700)')
  .option('--server <url>', 'control plane, for the first start')
  .option('--token-file <file>', 'file with the one-time enrolment token, for the first start')
  .option('--name <name>', 'name of this agent, for the first start')
  .option('--gateway-port <port>', 'port of the gateway', (text: string) => Number(text))
  .option('--keep-gateway', 'leave the gateway serving when the agent is stopped (for an upgrade of the agent)', false)
  .action(async (options) => (await import('./commands/agent')).runAgentCommand(options))

;(await import('./commands/replay')).registerReplay(program)
;(await import('./commands/registry')).registerRegistry(program)
;(await import('./commands/register-run')).registerRegisterRun(program)
;(await import('./commands/import')).registerImport(program)
;(await import('./commands/reference')).registerReference(program)
;(await import('./commands/rollouts')).registerRollouts(program)
;(await import('./commands/approve')).registerApprove(program)
;(await import('./commands/workspace')).registerWorkspace(program)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  const failure = asCliError(error)
  if (failure === null) throw error
  process.stderr.write(`${failure.message}\n`)
  process.exitCode = failure.exitCode
}
