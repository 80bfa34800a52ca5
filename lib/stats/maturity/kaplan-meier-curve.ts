/** Share of labels arrived by each distinct arrival delay; open rows are censored at their age. */
export function kaplanMeierCurve({
  durations,
  arrived,
}: {
  durations: readonly number[]
  arrived: readonly boolean[]
}): { times: number[]; arrivedShare: number[] } {
  const rows = durations
    .map((duration, i) => ({ duration, arrived: arrived[i] === true }))
    .sort((a, b) => a.duration - b.duration)
  const times: number[] = []
  const arrivedShare: number[] = []
  let open = 1
  for (let start = 0; start < rows.length; ) {
    const time = rows[start]?.duration ?? 0
    let end = start
    let events = 0
    while (end < rows.length && rows[end]?.duration === time) {
      if (rows[end]?.arrived === true) events++
      end++
    }
    if (events > 0) {
      open *= 1 - events / (rows.length - start)
      times.push(time)
      arrivedShare.push(1 - open)
    }
    start = end
  }
  return { times, arrivedShare }
}
