import type { Command } from 'commander'

const collect = (value: string, previous: string[]) => [...previous, value]

/** `slipway replay`: any CSV through any deployment. */
export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('send recorded rows through a deployment in time order; labels follow later')
    .requiredOption('--deployment <id>', 'deployment id')
    .requiredOption('--rows <file>', 'CSV file, plain or .gz, in time order')
    .requiredOption('--label <column>', 'column that holds the label; it is held back')
    .requiredOption('--time <column>', 'column that holds the time')
    .option('--id <column>', 'column that identifies a row; it is the unit of sticky routing', 'id')
    .option('--rate <rows>', 'rows per second', Number, 20)
    .option(
      '--label-delay <rule>',
      'none, seconds, or lognormal:SET:MEDIAN_SECONDS:SIGMA:NEVER_SHARE (stream time)',
      'none',
    )
    .option(
      '--inject <fault>',
      'missing:FEATURE:SHARE, shift:FEATURE:DELTA, scale:FEATURE:FACTOR or text:FEATURE:SHARE; may be given again',
      collect,
      [],
    )
    .option('--gateway <url>', 'gateway; by default where the agent says it listens')
    .option('--api <url>', 'address of Slipway (or SLIPWAY_URL)')
    .option('--token <token>', 'API token with the ingest scopes (or SLIPWAY_TOKEN)')
    .option('--control', 'obey the replay controls of the deployment page', false)
    .option('--loop', 'start again at the end of the file', false)
    .action(async (options) => {
      const [{ runReplay }, { parseInjection }, { parseLabelDelay }] = await Promise.all([
        import('../replay/run-replay'),
        import('../replay/inject'),
        import('../replay/label-delay'),
      ])
      await runReplay({
        ...options,
        labelDelay: parseLabelDelay(options.labelDelay),
        inject: options.inject.map(parseInjection),
      })
    })
}
