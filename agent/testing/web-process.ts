import { serveAgentRoutes } from './agent-routes'

// The web's side of the agent protocol in a process of its own, for tests that kill it: `web-process.ts PORT`.
await serveAgentRoutes(Number(process.argv[2]))
