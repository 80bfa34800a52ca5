export type Field = [number, number | string | Uint8Array]

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

export function message(...fields: Field[]): Uint8Array {
  const bytes: number[] = []
  for (const [number, value] of fields) {
    if (typeof value === 'number') bytes.push(...varint(number * 8), ...varint(value))
    else {
      const data = typeof value === 'string' ? Buffer.from(value) : value
      bytes.push(...varint(number * 8 + 2), ...varint(data.length))
      for (const byte of data) bytes.push(byte)
    }
  }
  return Uint8Array.from(bytes)
}

export function valueInfo(name: string, elementType: number, width: number): Uint8Array {
  const shape = message([1, message([2, 'N'])], [1, message([1, width])])
  return message([1, name], [2, message([1, message([1, elementType], [2, shape])])])
}

/** The smallest model with one packed input; `metadata` becomes metadata_props. */
export function tinyOnnx(metadata: Record<string, string> = {}, width = 2): Uint8Array {
  const node = message([1, 'input'], [2, 'variable'], [4, 'Identity'])
  const graph = message([1, node], [2, 'g'], [11, valueInfo('input', 1, width)], [12, valueInfo('variable', 1, width)])
  const props = Object.entries(metadata).map(([key, value]): Field => [14, message([1, key], [2, value])])
  return message([1, 8], [7, graph], [8, message([2, 17])], ...props)
}
