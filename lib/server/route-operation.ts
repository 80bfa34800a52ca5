import type { RouteHandler } from './route'

/** The spine's handler behind an export of a route file, or null for a handler that speaks another protocol. */
export function spineHandler(value: unknown): RouteHandler | null {
  return typeof value === 'function' && 'operation' in value && 'responseSchema' in value
    ? (value as RouteHandler)
    : null
}

/** The export of a loaded route module for a method. */
export function exportOf(module: object, method: string): unknown {
  return (module as Record<string, unknown>)[method]
}
