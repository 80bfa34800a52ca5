import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

/** Refusals are final; only lost connections and failures of the server are tried again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (count, error) => (error instanceof ApiError && error.status >= 400 && error.status < 500 ? false : count < 2),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}
