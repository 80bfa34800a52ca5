import { z } from 'zod'
import { finding } from '../contract'

const tensors = z.array(z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.number()) })).max(100_000)

/** What the scanner process may say about one file. Whatever it is made to say by a hostile file, it must have this form. */
export const scanReport = z.object({
  format: z.string().max(40),
  findings: z.array(finding).max(1000),
  onnx: z
    .object({
      irVersion: z.number(),
      producer: z.string(),
      opsets: z.record(z.string(), z.number()),
      metadata: z.record(z.string(), z.string()),
      inputs: tensors,
      outputs: tensors,
      customDomains: z.array(z.string()),
      nodeCount: z.number(),
    })
    .nullable(),
  /** What the header says, by format; shown to people. */
  header: z.record(z.string(), z.unknown()).nullable(),
  /** Files of the same version that hold raw tensors of this one. */
  companions: z.array(z.string()).max(10_000),
})
export type ScanReport = z.infer<typeof scanReport>

export const scanAnswer = z.union([scanReport, z.object({ failed: z.string().max(500) })])

/** One line to the scanner: its files in the order of their descriptors, and every file of the version by size. */
export interface ScanRequest {
  files: { path: string; sha256: string; sizeBytes: number }[]
  siblings: [string, number][]
}
