import { AppError } from '@/lib/kernel/app-error'
import { parseFilePath } from './domain/file-path'

/** The path, or 400 with what is wrong with it. */
export function requireFilePath(raw: string): string {
  const parsed = parseFilePath(raw)
  if (parsed.ok) return parsed.path
  throw new AppError('bad_request', {
    message: `The file name ${parsed.problem}. Use a relative name such as model.onnx.`,
    details: { reason: 'bad_path' },
  })
}
