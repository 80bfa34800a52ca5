import { defineCommand, unchanged } from '@/lib/server/operation'
import { attachStoredFile } from '../attach-stored-file'
import { attachFileInput, fileOutput } from '../contract'

/** Names a blob that is already stored. */
export const attachFile = defineCommand({
  name: 'registry.attach-file',
  permission: 'registry:write',
  input: attachFileInput,
  output: fileOutput,
  audit: ['registry.file-uploaded'],
  async run(ctx, input) {
    const { file, changed } = await attachStoredFile(ctx, input)
    return changed ? file : unchanged(file)
  },
})
