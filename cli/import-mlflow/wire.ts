/** What is read of an MLflow server's answers; whatever else they hold is left alone. */
export interface Pair {
  key: string
  value: string
}

export interface WireMetric {
  key: string
  value: number | string
  timestamp: number
  step?: number
  model_id?: string
}

export interface WireExperiment {
  experiment_id: string
  name: string
  tags?: Pair[]
}

export interface WireRun {
  info: {
    run_id: string
    experiment_id: string
    run_name?: string
    user_id?: string
    status: string
    start_time?: number
    end_time?: number
    artifact_uri?: string
  }
  data?: { metrics?: WireMetric[]; params?: Pair[]; tags?: Pair[] }
  inputs?: { dataset_inputs?: { tags?: Pair[]; dataset: Record<string, string> }[] }
  outputs?: { model_outputs?: { model_id: string; step?: number }[] }
}

export interface WireLoggedModel {
  info: {
    model_id: string
    name?: string
    artifact_uri: string
    status: string
    model_type?: string
    source_run_id?: string
    tags?: Pair[]
  }
  data?: { params?: Pair[] }
}

export interface WireMade {
  creation_timestamp?: number
  user_id?: string
}

export interface WireModel extends WireMade {
  name: string
  description?: string
  tags?: Pair[]
  aliases?: { alias: string; version: string }[]
}

export interface WireVersion extends WireMade {
  name: string
  version: string
  source?: string
  run_id?: string
  run_link?: string
  description?: string
  current_stage?: string
  status?: string
  tags?: Pair[]
}
