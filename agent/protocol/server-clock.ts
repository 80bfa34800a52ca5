/** The control plane's time, kept as an offset to the monotonic clock: a local clock that jumps changes nothing. */
export class ServerClock {
  #offsetMs: number

  constructor() {
    this.#offsetMs = Date.now() - performance.now()
  }

  nowMs(): number {
    return performance.now() + this.#offsetMs
  }

  unixSec(): number {
    return Math.floor(this.nowMs() / 1000)
  }

  iso(): string {
    return new Date(this.nowMs()).toISOString()
  }

  learn(serverTime: string): void {
    const serverMs = Date.parse(serverTime)
    if (!Number.isFinite(serverMs)) return
    // An answer was written before it arrives: its time is the least that it can be now, and a command that came with it has begun.
    // Behind it by a little is network time; following that would only add noise.
    const aheadMs = serverMs - this.nowMs()
    if (aheadMs > 0 || aheadMs < -500) this.#offsetMs = serverMs - performance.now()
  }
}
