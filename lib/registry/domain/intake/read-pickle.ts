import type { PickleImport } from './pickle-imports'
import { PICKLE_OPCODES, type PickleEffect, type PickleOpcode } from './pickle-opcodes'

const MAX_DEPTH = 100_000
const MAX_MEMO = 1_000_000
const MARK = Symbol('mark')
type Item = string | null | typeof MARK

export interface PickleFacts {
  imports: PickleImport[]
  /** An import whose names are computed, or come from a registry of extension codes. */
  unresolved: boolean
  /** Complete streams, each ended by STOP. */
  streams: number
  /** Bytes that belong to no stream, or a stream that ends in the middle. */
  broken: boolean
}

class Broken extends Error {}

/**
 * Walks the opcodes of all pickles in the bytes and executes none: only texts and the memo are followed, to name what would be
 * imported. Work and memory are linear in the size of the file.
 */
export class PickleReader {
  private at = 0
  private stack: Item[] = []
  private memo = new Map<number, Item>()
  private readonly facts: PickleFacts = { imports: [], unresolved: false, streams: 0, broken: false }

  constructor(private readonly bytes: Uint8Array) {}

  read(): PickleFacts {
    while (this.at < this.bytes.length) {
      try {
        this.stream()
        this.facts.streams += 1
        this.memo = new Map()
      } catch (error) {
        if (!(error instanceof Broken)) throw error
        this.facts.broken = true
        this.resume()
      }
      this.stack = []
    }
    return this.facts
  }

  /** joblib writes arrays between frames: go on at the next frame or protocol mark, with the memo as it is. */
  private resume(): void {
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at]
      if (byte === 0x80 && (this.bytes[this.at + 1] ?? 99) <= 5) return
      if (
        byte === 0x95 &&
        this.at + 9 <= this.bytes.length &&
        this.unsigned(this.at + 1, 8) <= this.bytes.length - this.at - 9
      )
        return
      if (byte === 0x63 && this.isGlobal()) return
    }
  }

  private isGlobal(): boolean {
    const ahead = Buffer.from(this.bytes.subarray(this.at + 1, this.at + 200)).toString('latin1')
    return /^[A-Za-z_][\w.]{0,90}\n[A-Za-z_][\w.]{0,90}\n/.test(ahead)
  }

  private stream(): void {
    for (;;) {
      const opcode = PICKLE_OPCODES.get(this.byte())
      if (!opcode) throw new Broken()
      const argument = this.argument(opcode)
      if (opcode.effect.kind === 'stop') return
      this.apply(opcode.effect, argument)
      if (this.stack.length > MAX_DEPTH || this.memo.size > MAX_MEMO) throw new Broken()
    }
  }

  private byte(): number {
    const value = this.bytes[this.at]
    if (value === undefined) throw new Broken()
    this.at += 1
    return value
  }

  private unsigned(from: number, width: number): number {
    let value = 0
    for (let i = width - 1; i >= 0; i -= 1) value = value * 256 + (this.bytes[from + i] ?? 0)
    return value
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Broken()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  private line(): string {
    const end = this.bytes.indexOf(10, this.at)
    if (end === -1) throw new Broken()
    const text = Buffer.from(this.take(end - this.at)).toString('utf8')
    this.at += 1
    return text
  }

  private argument({ argument, name }: PickleOpcode): string | number {
    switch (argument) {
      case 'line': {
        const line = this.line()
        return name === 'STRING' ? line.replace(/^(['"])(.*)\1\r?$/s, '$2') : line
      }
      case 'two-lines':
        return `${this.line()}\n${this.line()}`
      case 'len1':
      case 'len4':
      case 'len8': {
        const width = Number(argument.slice(3))
        const length = this.unsigned(this.at, width)
        this.take(width)
        return Buffer.from(this.take(length)).toString('utf8')
      }
      default: {
        const value = this.unsigned(this.at, argument)
        this.take(argument)
        return value
      }
    }
  }

  private popMark(): void {
    while (this.stack.length > 0) if (this.stack.pop() === MARK) return
  }

  private import(module: Item | undefined, name: Item | undefined): void {
    if (typeof module === 'string' && typeof name === 'string') this.facts.imports.push({ module, name })
    else this.facts.unresolved = true
    this.stack.push(null)
  }

  private apply(effect: PickleEffect, argument: string | number): void {
    const { stack, memo } = this
    switch (effect.kind) {
      case 'push':
        stack.push(null)
        break
      case 'push-text':
        stack.push(String(argument))
        break
      case 'mark':
        stack.push(MARK)
        break
      case 'pop':
        stack.length = Math.max(0, stack.length - effect.count)
        if (effect.push) stack.push(null)
        break
      case 'pop-mark':
        this.popMark()
        if (effect.push) stack.push(null)
        break
      case 'dup':
        stack.push(stack.at(-1) ?? null)
        break
      case 'memoize':
        memo.set(memo.size, stack.at(-1) ?? null)
        break
      case 'put':
        memo.set(Number(argument), stack.at(-1) ?? null)
        break
      case 'get':
        stack.push(memo.get(Number(argument)) ?? null)
        break
      case 'import':
      case 'import-mark': {
        if (effect.kind === 'import-mark') this.popMark()
        const [module, name] = String(argument).split('\n')
        this.import(module, name)
        break
      }
      case 'import-stack': {
        const name = stack.pop()
        this.import(stack.pop(), name)
        break
      }
      case 'extension':
        this.facts.unresolved = true
        stack.push(null)
        break
      default:
        break
    }
  }
}

export function readPickle(bytes: Uint8Array): PickleFacts {
  return new PickleReader(bytes).read()
}
