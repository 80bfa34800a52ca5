import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

/** A session that ended elsewhere: back to sign-in, and from there to where the person was. */
function onReadFailed(error: Error): void {
  if (!(error instanceof ApiError) || error.status !== 401 || location.pathname === '/sign-in') return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
}

/** Refusals are final; only lost connections and failures of the server are tried again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: onReadFailed }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (count, error) =>
          error instanceof ApiError && error.status >= 400 && error.status < 500 ? false : count < 2,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}
