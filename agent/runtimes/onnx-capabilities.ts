export const ONNX_RUNTIME = 'onnx'
export const ONNX_LOCATION = 'local'

/** What the in-process runtime behind the gateway can express; compared with every plan before it is signed. */
export const ONNX_CAPABILITIES = {
  engine: 'onnxruntime-node 1.30',
  routing: 'gateway',
  unit: 'bps',
  stepBps: 1,
  maxWeighted: 16,
  maxVariants: 16,
  darkZero: true,
  mirror: { stepBps: 1, maxBps: 10_000, maxTargets: 15, allowedWithLive: false },
  sticky: 'unit',
  override: true,
  requestCap: false,
  stop: true,
  swap: 'atomic',
  perVersionLoad: true,
  rollbackDepth: 'any',
  fence: 'resource',
  capture: 'gateway',
  metrics: true,
  autoscaling: 'none',
  batch: false,
  notes: [],
} as const
