/** How an opcode's argument is laid out; `len1/4/8` are length-prefixed bytes. */
type Argument = 0 | 1 | 2 | 4 | 8 | 'line' | 'two-lines' | 'len1' | 'len4' | 'len8'

/** What an opcode does to the stack, as far as finding imports needs it. */
export type PickleEffect =
  | { kind: 'push' }
  | { kind: 'push-text' }
  | { kind: 'mark' }
  | { kind: 'pop'; count: number; push: boolean }
  | { kind: 'pop-mark'; push: boolean }
  | {
      kind:
        | 'dup'
        | 'stop'
        | 'none'
        | 'memoize'
        | 'put'
        | 'get'
        | 'import'
        | 'import-mark'
        | 'import-stack'
        | 'extension'
    }

export interface PickleOpcode {
  name: string
  argument: Argument
  effect: PickleEffect
}

const push: PickleEffect = { kind: 'push' }
const text: PickleEffect = { kind: 'push-text' }
const none: PickleEffect = { kind: 'none' }
const pop = (count: number, pushes: boolean): PickleEffect => ({ kind: 'pop', count, push: pushes })
const popMark = (pushes: boolean): PickleEffect => ({ kind: 'pop-mark', push: pushes })
const is = (
  kind: 'dup' | 'stop' | 'memoize' | 'put' | 'get' | 'import' | 'import-mark' | 'import-stack' | 'extension',
): PickleEffect => ({ kind })

/** The 68 opcodes of protocols 0 to 5, by their byte. */
const TABLE: readonly [number | string, string, Argument, PickleEffect][] = [
  ['(', 'MARK', 0, { kind: 'mark' }],
  ['.', 'STOP', 0, is('stop')],
  ['0', 'POP', 0, pop(1, false)],
  ['1', 'POP_MARK', 0, popMark(false)],
  ['2', 'DUP', 0, is('dup')],
  ['F', 'FLOAT', 'line', push],
  ['I', 'INT', 'line', push],
  ['J', 'BININT', 4, push],
  ['K', 'BININT1', 1, push],
  ['L', 'LONG', 'line', push],
  ['M', 'BININT2', 2, push],
  ['N', 'NONE', 0, push],
  ['P', 'PERSID', 'line', push],
  ['Q', 'BINPERSID', 0, pop(1, true)],
  ['R', 'REDUCE', 0, pop(2, true)],
  ['S', 'STRING', 'line', text],
  ['T', 'BINSTRING', 'len4', text],
  ['U', 'SHORT_BINSTRING', 'len1', text],
  ['V', 'UNICODE', 'line', text],
  ['X', 'BINUNICODE', 'len4', text],
  ['a', 'APPEND', 0, pop(1, false)],
  ['b', 'BUILD', 0, pop(1, false)],
  ['c', 'GLOBAL', 'two-lines', is('import')],
  ['d', 'DICT', 0, popMark(true)],
  ['}', 'EMPTY_DICT', 0, push],
  ['e', 'APPENDS', 0, popMark(false)],
  ['g', 'GET', 'line', is('get')],
  ['h', 'BINGET', 1, is('get')],
  ['i', 'INST', 'two-lines', is('import-mark')],
  ['j', 'LONG_BINGET', 4, is('get')],
  ['l', 'LIST', 0, popMark(true)],
  [']', 'EMPTY_LIST', 0, push],
  ['o', 'OBJ', 0, popMark(true)],
  ['p', 'PUT', 'line', is('put')],
  ['q', 'BINPUT', 1, is('put')],
  ['r', 'LONG_BINPUT', 4, is('put')],
  ['s', 'SETITEM', 0, pop(2, false)],
  ['t', 'TUPLE', 0, popMark(true)],
  [')', 'EMPTY_TUPLE', 0, push],
  ['u', 'SETITEMS', 0, popMark(false)],
  ['G', 'BINFLOAT', 8, push],
  ['B', 'BINBYTES', 'len4', push],
  ['C', 'SHORT_BINBYTES', 'len1', push],
  [0x80, 'PROTO', 1, none],
  [0x81, 'NEWOBJ', 0, pop(2, true)],
  [0x82, 'EXT1', 1, is('extension')],
  [0x83, 'EXT2', 2, is('extension')],
  [0x84, 'EXT4', 4, is('extension')],
  [0x85, 'TUPLE1', 0, pop(1, true)],
  [0x86, 'TUPLE2', 0, pop(2, true)],
  [0x87, 'TUPLE3', 0, pop(3, true)],
  [0x88, 'NEWTRUE', 0, push],
  [0x89, 'NEWFALSE', 0, push],
  [0x8a, 'LONG1', 'len1', push],
  [0x8b, 'LONG4', 'len4', push],
  [0x8c, 'SHORT_BINUNICODE', 'len1', text],
  [0x8d, 'BINUNICODE8', 'len8', text],
  [0x8e, 'BINBYTES8', 'len8', push],
  [0x8f, 'EMPTY_SET', 0, push],
  [0x90, 'ADDITEMS', 0, popMark(false)],
  [0x91, 'FROZENSET', 0, popMark(true)],
  [0x92, 'NEWOBJ_EX', 0, pop(3, true)],
  [0x93, 'STACK_GLOBAL', 0, is('import-stack')],
  [0x94, 'MEMOIZE', 0, is('memoize')],
  [0x95, 'FRAME', 8, none],
  [0x96, 'BYTEARRAY8', 'len8', push],
  [0x97, 'NEXT_BUFFER', 0, push],
  [0x98, 'READONLY_BUFFER', 0, none],
]

export const PICKLE_OPCODES: ReadonlyMap<number, PickleOpcode> = new Map(
  TABLE.map(([byte, name, argument, effect]) => [
    typeof byte === 'number' ? byte : byte.charCodeAt(0),
    { name, argument, effect },
  ]),
)
