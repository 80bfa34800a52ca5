/** Path segments in a 100 x 24 box; a null breaks the line, a lone point becomes a short dash. */
export function prepareSparkline(values: readonly (number | null)[]): string[] {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return []
  const low = Math.min(0, ...known)
  const reach = Math.max(...known) - low || 1
  const x = (index: number) => Math.round((values.length <= 1 ? 50 : (index / (values.length - 1)) * 100) * 10) / 10
  const y = (value: number) => Math.round((22 - ((value - low) / reach) * 20) * 10) / 10
  const paths: string[] = []
  let open: string[] = []
  const close = () => {
    if (open.length === 1) paths.push(`${open[0]} h1`)
    else if (open.length > 1) paths.push(open.join(' '))
    open = []
  }
  values.forEach((value, index) => {
    if (value === null) close()
    else open.push(`${open.length === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`)
  })
  close()
  return paths
}
