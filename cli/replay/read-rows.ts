import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { CliError } from '../cli-error'

export type Row = Record<string, string>

/** Rows of a CSV file (plain or .gz), one at a time: a file of any size costs the memory of one row. */
export async function* readRows(file: string): AsyncGenerator<Row> {
  if (!existsSync(file)) throw new CliError(`No file at ${file}.`)
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  const parser = text.pipe(parse({ columns: true, bom: true, skip_empty_lines: true }))
  try {
    for await (const row of parser) yield row as Row
  } catch (cause) {
    throw new CliError(`${file} is not a readable CSV file: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

/** Numbers as numbers, empty cells as missing, everything else as text. */
export function toRecord(row: Row, without: readonly string[]): Record<string, number | string | null> {
  const entries = Object.entries(row).filter(([name]) => !without.includes(name))
  return Object.fromEntries(
    entries.map(([name, cell]) => {
      if (cell === '') return [name, null]
      const value = Number(cell)
      return [name, Number.isFinite(value) && cell.trim() !== '' ? value : cell]
    }),
  )
}
