/** The part of Node's response object that next-auth writes to, turned into a web Response. */
export class ResponseDraft {
  private code = 200
  private readonly values = new Map<string, string | string[]>()
  private body = ''

  status(code: number): this {
    this.code = code
    return this
  }
  setHeader(name: string, value: string | string[]): this {
    this.values.set(name.toLowerCase(), value)
    return this
  }
  getHeader(name: string): string | string[] | undefined {
    return this.values.get(name.toLowerCase())
  }
  json(value: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.body = JSON.stringify(value)
  }
  send(value: unknown): void {
    if (typeof value === 'string') this.body = value
    else if (value !== undefined) this.json(value)
  }
  end(): void {}

  /** Whether the answer leads to an address with this text, as redirect or as JSON. */
  mentions(text: string): boolean {
    return String(this.getHeader('location') ?? '').includes(text) || this.body.includes(text)
  }

  toResponse(requestId: string): Response {
    const headers = new Headers({ 'cache-control': 'private, no-store', 'x-request-id': requestId })
    for (const [name, value] of this.values) for (const one of [value].flat()) headers.append(name, one)
    return new Response(this.body === '' ? null : this.body, { status: this.code, headers })
  }
}
