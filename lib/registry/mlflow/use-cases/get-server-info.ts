import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'

/** What newer clients ask first, to know which calls to make. */
export const getServerInfo = defineQuery({
  name: 'registry.get-server-info',
  permission: { signedIn: 'says nothing but what the server can do' },
  input: z.strictObject({}),
  output: z.record(z.string(), z.union([z.string(), z.boolean()])),
  run: async () => ({
    store_type: 'SqlStore',
    workspaces_enabled: false,
    trace_archival_enabled: false,
    multipart_uploads_enabled: true,
    multipart_downloads_enabled: true,
  }),
})
