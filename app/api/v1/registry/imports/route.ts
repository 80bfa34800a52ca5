import { noteImport } from '@/lib/registry/use-cases/note-import'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(noteImport)
