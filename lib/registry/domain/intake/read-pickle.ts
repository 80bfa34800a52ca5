import { joblibArrayOf } from './joblib-array'
import type { PickleImport } from './pickle-imports'
import { BrokenPickle, PickleMachine } from './pickle-machine'
import { textPushAt } from './pickle-resume'

const MAX_NESTING = 4

export interface PickleFacts {
  /** Each name once. */
  imports: PickleImport[]
  /** An import whose names are computed, or come from a registry of extension codes. */
  unresolved: boolean
  /** Objects that are told apart by a name and come from the program that loads the pickle. */
  persistent: boolean
  /** State that is set on an imported class or function itself. */
  alters: boolean
  /** It builds more than is followed here: what comes after is not known. */
  exceeded: boolean
  /** Complete streams, each ended by STOP. */
  streams: number
  /** Bytes that belong to no stream, or a stream that ends in the middle. */
  broken: boolean
  /** The first stream is one from its first byte: what an unpickler would do before anything fails is known. */
  wellBegun: boolean
}

interface ReadOptions {
  nesting?: number
  /** Ends at once where the bytes do not begin like a pickle: what follows is then of no interest. */
  probe?: boolean
}

/**
 * Walks the opcodes of all pickles in the bytes and executes none: only texts, numbers and the memo are followed, to name what would
 * be imported. Work and memory are linear in the size of the file.
 */
export function readPickle(bytes: Uint8Array, { nesting = 0, probe = false }: ReadOptions = {}): PickleFacts {
  const imports = new Map<string, PickleImport>()
  const facts: Omit<PickleFacts, 'imports'> = {
    unresolved: false,
    persistent: false,
    alters: false,
    exceeded: false,
    streams: 0,
    broken: false,
    wellBegun: false,
  }
  const keep = (found: Iterable<PickleImport>) => {
    for (const one of found) imports.set(`${one.module}\n${one.name}`, one)
  }
  const machine = new PickleMachine(bytes, (payload) => {
    const inside = readPayload(payload, nesting)
    keep(inside.imports)
    facts.unresolved ||= inside.unresolved
  })
  for (let first = true; machine.at < bytes.length; first = false) {
    const before = machine.at
    const ended = walk(machine)
    // Random bytes of an array can look like opcodes: behind the first stream only what is named in full counts.
    if (machine.unresolved && (first || ended || machine.imports.size > 0)) facts.unresolved = true
    if (first || ended) facts.persistent ||= machine.persistent
    facts.alters ||= machine.alters
    facts.exceeded ||= machine.exceeded
    if (first) facts.wellBegun = machine.calls > 0 || (ended && machine.imports.size > 0)
    keep(machine.imports.values())
    if (probe && !ended && !facts.wellBegun) return { ...facts, imports: [...imports.values()], broken: true }
    if (ended) facts.streams += 1
    else {
      facts.broken = true
      machine.at = resumeAt(bytes, Math.max(machine.at, before + 1))
    }
    machine.restart(ended)
  }
  return { ...facts, imports: [...imports.values()] }
}

/** To STOP (true), or to where an unpickler would fail. */
function walk(machine: PickleMachine): boolean {
  try {
    for (;;) {
      const op = machine.step()
      if (op === 'STOP') return true
      if (op === 'BUILD') skipArray(machine)
    }
  } catch (error) {
    if (error instanceof BrokenPickle) return false
    throw error
  }
}

function skipArray(machine: PickleMachine): void {
  const array = joblibArrayOf(machine.top())
  if (array === null) return
  if (array.kind === 'pickle') {
    machine.nested()
    return
  }
  const bytes = array.bytes + (array.padded ? 1 + machine.peek() : 0)
  // Another unpickler than joblib's goes straight on into these bytes, with the stack and memo as they are.
  machine.lookAhead(bytes)
  machine.skip(bytes)
}

/** A byte string that is a pickle itself waits for a second loading: it counts as if that happened. */
function readPayload(payload: Uint8Array, nesting: number): Pick<PickleFacts, 'imports' | 'unresolved'> {
  if (nesting >= MAX_NESTING) return { imports: [], unresolved: true }
  const inside = readPickle(payload, { nesting: nesting + 1, probe: true })
  const counts = inside.wellBegun || (inside.streams > 0 && inside.imports.length > 0)
  return counts ? inside : { imports: [], unresolved: false }
}

/** The next place behind broken bytes at which a pickle may begin or go on. */
function resumeAt(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === 0x80 && (bytes[at + 1] ?? 99) <= 5) return at
    if ((byte === 0x63 || byte === 0x69 || byte === 0x8c || byte === 0x58) && textPushAt(bytes, at)) return at
  }
  return bytes.length
}
