import { ROUTES } from '@/app/api/route-manifest'
import { serveRoutes } from '@/lib/server/testing/serve-routes'

/** The route handlers in a process of their own, so that its memory is the web's and nobody else's. */
const { url } = await serveRoutes(ROUTES)
process.stdout.write(`${url}\n`)
