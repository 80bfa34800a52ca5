const OCTAVE_STEPS = 32
const LOWEST_OCTAVE = -17
const HIGHEST_OCTAVE = 10

/** 2^(k/32), k = 0..31, correctly rounded. Frozen as constants: `2 ** x` may differ in the last bit between engines. */
// biome-ignore format: a table
const STEPS = [
  1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237,
  1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775,
  1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332,
  1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
  Math.SQRT2, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
  1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965,
  1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072,
  1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002
] as const

/**
 * Upper edges in seconds of positions 0..864 of layout lat5s.v1: 2^(i/32), i = -544..320, ascending (OpenTelemetry
 * base-2 exponential histogram, scale 5). Multiplication by a power of two is exact.
 */
export const LATENCY_EDGES: readonly number[] = Array.from(
  { length: (HIGHEST_OCTAVE - LOWEST_OCTAVE) * OCTAVE_STEPS + 1 },
  (_, k) => (STEPS[k % OCTAVE_STEPS] ?? 1) * 2 ** (LOWEST_OCTAVE + Math.floor(k / OCTAVE_STEPS)),
)

/** Position 0 holds zero and everything up to the first edge, the last one everything above 1 024 s. */
export const LATENCY_POSITIONS = LATENCY_EDGES.length + 1
