-- AlterTable
ALTER TABLE "ModelVersion" ADD COLUMN     "metricPoints" JSONB NOT NULL DEFAULT '[]';

-- What is known of each metric of a new version: of its logged model, else of its run, else of the version that it was copied from.
CREATE FUNCTION version_metric_points() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  none constant uuid := '00000000-0000-0000-0000-000000000000';
  points jsonb;
BEGIN
  IF NEW."copiedFromId" IS NOT NULL THEN
    SELECT v."metricPoints" INTO points FROM "ModelVersion" v WHERE v."workspaceId" = NEW."workspaceId" AND v.id = NEW."copiedFromId";
  ELSIF NEW."loggedModelId" IS NOT NULL THEN
    SELECT jsonb_agg(jsonb_build_object('key', s.key, 'value', s.last_value, 'atMs', s.last_at_ms, 'step', s.last_step,
        'runId', replace(s.run_id::text, '-', ''), 'modelId', 'm-' || replace(s.model_id::text, '-', ''),
        'datasetName', nullif(s.dataset_name, ''), 'datasetDigest', nullif(s.dataset_digest, '')) ORDER BY s.series_id)
      INTO points FROM tracking.series s
      WHERE s.model_id = NEW."loggedModelId" AND s.model_id <> none AND s.workspace_id = NEW."workspaceId" AND NEW.metrics ? s.key
        AND s.last_value NOT IN ('NaN', 'Infinity', '-Infinity');
  END IF;
  -- A run may be named that the metrics are not of: its points speak only for values that are the version's.
  IF points IS NULL AND NEW."sourceRunId" ~ '^[0-9a-f]{32}$' THEN
    SELECT jsonb_agg(jsonb_build_object('key', s.key, 'value', s.last_value, 'atMs', s.last_at_ms, 'step', s.last_step,
        'runId', NEW."sourceRunId", 'modelId', NULL, 'datasetName', NULL, 'datasetDigest', NULL) ORDER BY s.series_id)
      INTO points FROM tracking.series s
      WHERE s.run_id = NEW."sourceRunId"::uuid AND s.model_id = none AND s.workspace_id = NEW."workspaceId"
        AND (NEW.metrics ->> s.key)::float8 = s.last_value;
  END IF;
  NEW."metricPoints" := coalesce(points, '[]');
  RETURN NEW;
END $$;
CREATE TRIGGER metric_points BEFORE INSERT ON "ModelVersion" FOR EACH ROW
  WHEN (NEW.metrics <> '{}') EXECUTE FUNCTION version_metric_points();

CREATE FUNCTION version_metric_points_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER metric_points_stay BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN (OLD."metricPoints" IS DISTINCT FROM NEW."metricPoints") EXECUTE FUNCTION version_metric_points_stay();

-- The version that a change request is about, if any.
CREATE FUNCTION request_version(subjects jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_path_query_first(subjects, '$[*] ? (@.kind == "ModelVersion").id') #>> '{}';
CREATE INDEX open_request_version ON "ChangeRequest" ("workspaceId", request_version(subjects)) WHERE state IN ('IN_REVIEW', 'APPROVED', 'EXECUTING');
CREATE INDEX rollout_version ON "Rollout" ("workspaceId", (spec #>> '{candidate,versionId}'), "createdAt" DESC);

-- Versions that a room above the registry has something to say about: one line each. Reading a version asks those rooms only then.
CREATE VIEW "VersionConcern" AS
  SELECT "workspaceId", spec #>> '{candidate,versionId}' AS "versionId" FROM "Rollout"
  UNION ALL
  SELECT "workspaceId", request_version(subjects) FROM "ChangeRequest" WHERE state IN ('IN_REVIEW', 'APPROVED', 'EXECUTING');
