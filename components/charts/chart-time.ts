/** "14:03" within a day, "21 Nov 14:03" beyond it; in the reader's own zone. */
export function formatChartTime(t: number, spanMs: number): string {
  const date = new Date(t)
  const clock = date.toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(spanMs < 600_000 ? { second: '2-digit' } : {}),
  })
  if (spanMs <= 86_400_000) return clock
  const day = date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })
  return spanMs <= 3 * 86_400_000 ? `${day} ${clock}` : day
}
