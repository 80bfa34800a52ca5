import { benchmarkNames } from './names'
import { printFigures } from './print-figures'

// `npm run bench -- <name>`: figures go to stdout, one JSON object a line; everything else to stderr.
const names = benchmarkNames()
const wanted = process.argv[2]

if (wanted === undefined || !names.includes(wanted)) {
  if (wanted !== undefined) console.error(`There is no benchmark named "${wanted}".`)
  console.error('Usage: npm run bench -- <name>\n\nBenchmarks:')
  for (const name of names) console.error(`  ${name}`)
  process.exit(wanted === undefined ? 0 : 1)
}

const started = performance.now()
const benchmark = (await import(`./${wanted}.ts`)) as { run: () => Promise<unknown> }
printFigures(await benchmark.run())
console.error(`${wanted}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`)
// A benchmark may leave pools and sockets behind; its figures are complete.
process.exit(0)
