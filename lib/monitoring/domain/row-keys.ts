/** Which predictions are known: one is the same as another if id, stream and UTC day are. Sets within maps, so that no row needs a key made of text. */
export class RowKeys {
  private readonly days = new Map<string, Map<number, Set<string>>>()

  /** False if it was known before. */
  add(pid: string, streamId: string, day: number): boolean {
    const known = this.of(streamId, day)
    if (known.has(pid)) return false
    known.add(pid)
    return true
  }

  private of(streamId: string, day: number): Set<string> {
    let days = this.days.get(streamId)
    if (days === undefined) {
      days = new Map()
      this.days.set(streamId, days)
    }
    let known = days.get(day)
    if (known === undefined) {
      known = new Set()
      days.set(day, known)
    }
    return known
  }
}
