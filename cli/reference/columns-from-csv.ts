import { CliError } from '../cli-error'
import { readRows } from '../replay/read-rows'

export interface Feature {
  name: string
  type: 'numeric' | 'categorical'
}

export interface Columns {
  columns: Record<string, (number | string | null)[]>
  target: number[] | null
}

/** Columns of the features as the reference wants them: numbers, or categories in their shortest text; empty cells are missing. */
export async function columnsFromCsv(
  file: string,
  features: readonly Feature[],
  label: string | undefined,
): Promise<Columns> {
  const columns: Record<string, (number | string | null)[]> = Object.fromEntries(features.map(({ name }) => [name, []]))
  const target: number[] = []
  for await (const row of readRows(file)) {
    for (const { name, type } of features) {
      const cell = row[name]
      if (cell === undefined)
        throw new CliError(`${file} has no column ${name}; it has ${Object.keys(row).join(', ')}.`)
      columns[name]?.push(type === 'numeric' ? numberOf(cell) : categoryOf(cell))
    }
    if (label !== undefined) target.push(Number(row[label]))
  }
  return { columns, target: label === undefined ? null : target }
}

function numberOf(cell: string): number | null {
  const value = Number(cell)
  return cell.trim() === '' || !Number.isFinite(value) ? null : value
}

/** 1.0 and 1 are one category, as they are in the numbers of a request. */
function categoryOf(cell: string): string | null {
  if (cell === '') return null
  const value = Number(cell)
  return cell.trim() !== '' && Number.isFinite(value) ? String(value + 0) : cell
}
