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
    // Small differences are network time; following them would only add noise.
    if (Number.isFinite(serverMs) && Math.abs(serverMs - this.nowMs()) > 500)
      this.#offsetMs = serverMs - performance.now()
  }
}
