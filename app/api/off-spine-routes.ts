/**
 * Routes that do not speak the spine's plain JSON, each with its reason. `open`: answers without credentials. `guarded`: asks for
 * credentials of its own kind and refuses without them.
 */
export const OFF_SPINE: readonly { prefix: string; access: 'open' | 'guarded'; reason: string }[] = [
  { prefix: '/livez', access: 'open', reason: 'the process is alive' },
  { prefix: '/readyz', access: 'open', reason: 'the process can serve' },
  { prefix: '/health', access: 'open', reason: 'asked by MLflow clients' },
  { prefix: '/version', access: 'open', reason: 'asked by MLflow clients' },
  { prefix: '/api/v1/openapi.json', access: 'open', reason: 'describes the API and holds no data' },
  {
    prefix: '/api/2.0/mlflow',
    access: 'guarded',
    reason: 'MLflow clients: every row of the dispatch table is a command or query',
  },
  { prefix: '/api/2.0/mlflow-artifacts', access: 'guarded', reason: 'raw bytes for MLflow clients' },
  { prefix: '/get-artifact', access: 'guarded', reason: "raw bytes for MLflow's own pages" },
  { prefix: '/model-versions/get-artifact', access: 'guarded', reason: "raw bytes for MLflow's own pages" },
  { prefix: '/api/2.0/preview/mlflow', access: 'guarded', reason: 'MLflow clients, former prefix' },
  { prefix: '/api/3.0/mlflow', access: 'guarded', reason: 'MLflow clients' },
  { prefix: '/ajax-api', access: 'guarded', reason: 'MLflow clients in a browser' },
  { prefix: '/api/auth', access: 'open', reason: 'sign-in pages and callbacks of identity providers' },
  { prefix: '/api/v1/live', access: 'guarded', reason: 'a stream of server-sent events' },
  { prefix: '/api/agent/v1/enroll/challenge', access: 'open', reason: 'hands a fresh nonce to whoever asks' },
  { prefix: '/api/agent/v1', access: 'guarded', reason: 'agents sign every request' },
]
