import { downloadFile } from '@/lib/registry/http/download-file'
import { uploadFile } from '@/lib/registry/http/upload-file'

export const GET = downloadFile
export const PUT = uploadFile
