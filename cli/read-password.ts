import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CliError } from './cli-error'

/** SLIPWAY_PASSWORD, or what a person types; typed characters are not shown. */
export async function readPassword(prompt: string): Promise<string> {
  const given = process.env['SLIPWAY_PASSWORD']
  if (given) return given
  if (!process.stdin.isTTY) throw new CliError('No password. Set SLIPWAY_PASSWORD, or run this in a terminal.')
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true })
  process.stderr.write(prompt)
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.once('line', resolve)
      terminal.once('close', () => reject(new CliError('Nothing was typed.')))
    })
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
