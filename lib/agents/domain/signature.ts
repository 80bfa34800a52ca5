import { z } from 'zod'

const tensorSchema = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.union([z.number(), z.string()])).optional(),
})

export const signatureFeatureSchema = z.object({
  name: z.string(),
  type: z.enum(['numeric', 'categorical']).optional(),
  categories: z.array(z.union([z.string(), z.number()])).optional(),
})

/** The registry's description of a version, as far as serving needs it; unknown members are ignored. */
export const modelSignatureSchema = z.object({
  inputs: z.array(tensorSchema),
  outputs: z.array(tensorSchema),
  features: z.array(signatureFeatureSchema).optional(),
  classes: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  positiveClass: z.union([z.string(), z.number(), z.boolean()]).nullable().optional(),
  threshold: z.number().nullable().optional(),
  inputBinding: z.enum(['packed', 'columns']).optional(),
  roles: z
    .object({ label: z.string().optional(), probabilities: z.string().optional(), value: z.string().optional() })
    .optional(),
})

export type ModelSignature = z.infer<typeof modelSignatureSchema>
