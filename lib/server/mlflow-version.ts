/** What `GET /version` answers: MLflow clients switch features by it. */
export const MLFLOW_API_VERSION = '3.6.0'
