import { OverlaidMemo } from './overlaid-memo'
import type { PickleImport } from './pickle-imports'
import { PICKLE_OPCODES, type PickleOpcode } from './pickle-opcodes'
import { looksLikePickle } from './pickle-resume'
import { stringLiteral, unescapedBytes, unicodeLine } from './pickle-text'
import {
  MARK,
  MAX_TUPLE,
  PickleDict,
  PickleGlobal,
  PickleInstance,
  PickleTuple,
  type PickleValue,
} from './pickle-values'

const MAX_DEPTH = 1_000_000
const MAX_MEMO = 4_000_000
const MAX_IMPORTS = 10_000
/** A name is short; longer texts are only looked at for pickles inside of them. */
const MAX_TEXT = 4096
const MAX_PROTOCOL = 5
const utf8 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
const IDENTIFIER = /^[A-Za-z_][\w.]*$/

/** Here an unpickler would stop with an error. */
export class BrokenPickle extends Error {}

/** One for all: a damaged file can break at every third byte, and where in this program that is noticed tells nobody anything. */
const BROKEN = new BrokenPickle()

/** One unpickler's stack and memo over the bytes, as far as naming imports needs them. */
export class PickleMachine {
  at = 0
  readonly imports = new Map<string, PickleImport>()
  unresolved = false
  /** Objects that only the program which loads the pickle can tell, by a name. */
  persistent = false
  /** State that is set on what was imported itself, for everyone in the process, instead of on an object made from it. */
  alters = false
  /** An unpickler with more room than this one goes on. */
  exceeded = false
  /** Calls and constructions so far: before the first one a pickle has done nothing. */
  calls = 0
  private stack: PickleValue[] = []
  private memo = new Map<number, PickleValue>()
  private lastLineAt = Number.POSITIVE_INFINITY

  /** `onPayload` gets byte strings that look like pickles. */
  constructor(
    private bytes: Uint8Array,
    private readonly onPayload: (bytes: Uint8Array) => void,
  ) {}

  /** Ready for the next stream; a new one has a memo of its own, one that goes on behind a gap keeps it. */
  restart(ended: boolean): void {
    this.stack = []
    if (this.imports.size > 0) this.imports.clear()
    this.unresolved = false
    this.persistent = false
    this.alters = false
    this.calls = 0
    if (ended && this.memo.size > 0) this.memo = new Map()
  }

  top(): PickleValue | undefined {
    return this.stack.at(-1)
  }

  peek(): number {
    return this.bytes[this.at] ?? 0
  }

  skip(count: number): void {
    this.take(count)
  }

  /** A stream inside of this one with a memo of its own; its value takes the place of the top. */
  nested(): void {
    const { stack, memo } = this
    this.stack = []
    this.memo = new Map()
    while (this.step() !== 'STOP');
    this.stack = stack
    this.memo = memo
  }

  /** What the next bytes would do if they were opcodes. Bytes that are opcodes from first to last have two meanings. */
  lookAhead(limit: number): void {
    if (limit === 0) return
    const { at, bytes, stack, memo, lastLineAt } = this
    this.stack = stack.slice(-MAX_TUPLE)
    this.memo = new OverlaidMemo(memo)
    this.bytes = bytes.subarray(0, Math.min(bytes.length, at + limit))
    try {
      while (this.at < this.bytes.length) if (this.step() === 'STOP') break
      this.unresolved = true
    } catch (error) {
      if (!(error instanceof BrokenPickle)) throw error
    }
    Object.assign(this, { at, bytes, stack, memo, lastLineAt })
  }

  /** One opcode; answers its name. */
  step(): string {
    const opcode = PICKLE_OPCODES.get(this.take(1)[0] ?? 0)
    if (!opcode) throw BROKEN
    this.apply(opcode, this.argument(opcode))
    if (this.stack.length > MAX_DEPTH || this.memo.size > MAX_MEMO) {
      this.exceeded = true
      throw BROKEN
    }
    return opcode.name
  }

  private unsigned(from: number, width: number): number {
    let value = 0
    for (let i = width - 1; i >= 0; i -= 1) value = value * 256 + (this.bytes[from + i] ?? 0)
    return value
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw BROKEN
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  private line(): Uint8Array {
    // Where no line ends behind this place, none ends behind a later one: many openings of lines cost one search.
    const end = this.at >= this.lastLineAt ? -1 : this.bytes.indexOf(10, this.at)
    if (end === -1) {
      this.lastLineAt = Math.min(this.lastLineAt, this.at)
      throw BROKEN
    }
    const bytes = this.take(end - this.at)
    this.at += 1
    return bytes
  }

  private shortLine(): string {
    const bytes = this.line()
    return bytes.length <= MAX_TEXT ? utf8(bytes) : ''
  }

  private argument({ name, argument, effect }: PickleOpcode): string | number {
    switch (argument) {
      case 'line':
        return name === 'STRING' || name === 'UNICODE' ? this.text(name, this.line()) : this.shortLine()
      case 'two-lines':
        return `${this.shortLine()}\n${this.shortLine()}`
      case 'len1':
      case 'len4':
      case 'len8': {
        const width = Number(argument.slice(3))
        const length = this.unsigned(this.at, width)
        this.take(width)
        const bytes = this.take(length)
        if (effect.kind !== 'push-text') this.notePayload(bytes)
        else this.notePayload(bytes[0] === 0xc2 && bytes[1] === 0x80 ? Buffer.from(utf8(bytes), 'latin1') : bytes)
        return effect.kind === 'push-text' && bytes.length <= MAX_TEXT ? utf8(bytes) : ''
      }
      default: {
        const value = this.unsigned(this.at, argument)
        this.take(argument)
        return value
      }
    }
  }

  /** A text of protocol 0, its escapes undone; one that is too long for a name is only a place where a pickle can hide. */
  private text(name: 'STRING' | 'UNICODE', line: Uint8Array): string {
    if (line.length > MAX_TEXT) {
      this.notePayload(unescapedBytes(line, name))
      return ''
    }
    const text = name === 'STRING' ? stringLiteral(utf8(line)) : unicodeLine(utf8(line))
    this.notePayload(Buffer.from(text, 'latin1'))
    return text
  }

  private notePayload(bytes: Uint8Array): void {
    if (looksLikePickle(bytes)) this.onPayload(bytes)
  }

  private pop(): PickleValue {
    const value = this.stack.pop()
    if (value === undefined || value === MARK) throw BROKEN
    return value
  }

  private popMark(): PickleValue[] {
    const from = this.stack.lastIndexOf(MARK)
    if (from === -1) throw BROKEN
    return this.stack.splice(from).slice(1)
  }

  private key(argument: string | number): number {
    if (typeof argument === 'number') return argument
    // Python reads more spellings of a number than this: with any of them the memo is not what it seems.
    if (!/^\d{1,9}$/.test(argument)) this.unresolved = true
    return Number.parseInt(argument, 10)
  }

  private global(module: PickleValue | undefined, name: PickleValue | undefined): PickleGlobal | null {
    if (typeof module !== 'string' || typeof name !== 'string') {
      this.unresolved = true
      return null
    }
    const full = `${module}\n${name}`
    // More names than any model has: those that cannot be kept are not taken for harmless.
    if (!IDENTIFIER.test(module) || !IDENTIFIER.test(name) || this.imports.size >= MAX_IMPORTS) this.unresolved = true
    else if (!this.imports.has(full)) this.imports.set(full, { module, name })
    return new PickleGlobal(module, name)
  }

  private call(of: PickleValue | undefined, args: PickleValue | undefined): PickleValue {
    this.calls += 1
    if (!(of instanceof PickleGlobal)) return null
    return new PickleInstance(of, args instanceof PickleTuple ? args.items : [])
  }

  private tuple(items: readonly PickleValue[]): PickleValue {
    return items.length <= MAX_TUPLE ? new PickleTuple(items) : null
  }

  private fill(dict: PickleValue | undefined, items: readonly PickleValue[]): void {
    if (dict instanceof PickleDict) for (let i = 0; i + 1 < items.length; i += 2) dict.set(items[i], items[i + 1])
  }

  private apply({ name, effect }: PickleOpcode, argument: string | number): void {
    const { stack } = this
    switch (name) {
      case 'PERSID':
      case 'BINPERSID':
        this.persistent = true
        this.applyEffect(effect, argument)
        return
      case 'PROTO':
        if (Number(argument) > MAX_PROTOCOL) throw BROKEN
        return
      case 'STOP':
        this.pop()
        return
      case 'POP':
        if (stack.pop() === undefined) throw BROKEN
        return
      case 'APPEND':
        this.pop()
        this.needTop()
        return
      case 'APPENDS':
      case 'ADDITEMS':
        this.popMark()
        this.needTop()
        return
      case 'INT':
      case 'LONG':
        stack.push(argument === '00' ? false : argument === '01' ? true : Number.parseInt(String(argument), 10))
        return
      case 'BININT':
        stack.push(Number(argument) | 0)
        return
      case 'BININT1':
      case 'BININT2':
        stack.push(Number(argument))
        return
      case 'NEWTRUE':
      case 'NEWFALSE':
        stack.push(name === 'NEWTRUE')
        return
      case 'EMPTY_TUPLE':
        stack.push(new PickleTuple([]))
        return
      case 'TUPLE1':
      case 'TUPLE2':
      case 'TUPLE3': {
        const items = Array.from({ length: Number(name.slice(5)) }, () => this.pop()).reverse()
        stack.push(this.tuple(items))
        return
      }
      case 'TUPLE':
        stack.push(this.tuple(this.popMark()))
        return
      case 'EMPTY_DICT':
        stack.push(new PickleDict())
        return
      case 'SETITEM': {
        const value = this.pop()
        const key = this.pop()
        this.fill(this.needTop(), [key, value])
        return
      }
      case 'SETITEMS': {
        const items = this.popMark()
        this.fill(this.needTop(), items)
        return
      }
      case 'DICT': {
        const dict = new PickleDict()
        this.fill(dict, this.popMark())
        stack.push(dict)
        return
      }
      case 'REDUCE':
      case 'NEWOBJ': {
        const args = this.pop()
        stack.push(this.call(this.pop(), args))
        return
      }
      case 'NEWOBJ_EX':
        this.pop()
        this.pop()
        stack.push(this.call(this.pop(), null))
        return
      case 'OBJ': {
        const [of] = this.popMark()
        stack.push(this.call(of, null))
        return
      }
      case 'BUILD': {
        const state = this.pop()
        const target = this.needTop()
        this.calls += 1
        if (target instanceof PickleInstance) target.state = state
        if (target instanceof PickleGlobal) this.alters = true
        return
      }
      default:
        this.applyEffect(effect, argument)
    }
  }

  private needTop(): PickleValue {
    const top = this.stack.at(-1)
    if (top === undefined || top === MARK) throw BROKEN
    return top
  }

  private applyEffect(effect: PickleOpcode['effect'], argument: string | number): void {
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
        for (let i = 0; i < effect.count; i += 1) this.pop()
        if (effect.push) stack.push(null)
        break
      case 'pop-mark':
        this.popMark()
        if (effect.push) stack.push(null)
        break
      case 'dup':
        stack.push(this.needTop())
        break
      case 'memoize':
        memo.set(memo.size, this.needTop())
        break
      case 'put':
        memo.set(this.key(argument), this.needTop())
        break
      case 'get':
        this.recall(argument)
        break
      case 'import':
      case 'import-mark': {
        const args = effect.kind === 'import-mark' ? this.popMark() : null
        const [module, name] = String(argument).split('\n')
        const found = this.global(module, name)
        stack.push(args === null ? found : this.call(found, null))
        break
      }
      case 'import-stack': {
        const name = this.pop()
        stack.push(this.global(this.pop(), name))
        break
      }
      case 'extension':
        this.unresolved = true
        stack.push(null)
        break
      default:
        break
    }
  }

  private recall(argument: string | number): void {
    const key = this.key(argument)
    if (!this.memo.has(key)) throw BROKEN
    this.stack.push(this.memo.get(key) ?? null)
  }
}
