/** What a notebook needs to log here. */
export function logSnippet(origin: string, experiment: string): string {
  return [
    '# in the shell: an API token from Settings, Tokens',
    `export MLFLOW_TRACKING_URI=${origin}`,
    'export MLFLOW_TRACKING_TOKEN=slw_...',
    '# in the notebook',
    'import mlflow',
    `mlflow.set_experiment(${JSON.stringify(experiment)})`,
    'with mlflow.start_run():',
    '    mlflow.log_param("depth", 5)',
    '    mlflow.log_metric("auc", 0.91, step=1)',
  ].join('\n')
}
