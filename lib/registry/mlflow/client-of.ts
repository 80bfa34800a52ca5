export interface ClientProgram {
  name: string
  version: string
  /** As shown to people, such as `mlflow-python-client/3.6.0`. */
  full: string
}

/** The MLflow client program behind a User-Agent, or null for a browser or anything else. */
export function clientOf(userAgent: string | null): ClientProgram | null {
  const match = /^(mlflow-[a-z]+-client)\/([0-9][0-9A-Za-z.+-]{0,39})/.exec(userAgent ?? '')
  const [full, name, version] = match ?? []
  return full === undefined || name === undefined || version === undefined ? null : { name, version, full }
}
