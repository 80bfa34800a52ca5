-- CreateTable
CREATE TABLE "TrackingExperiment" (
    "workspaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "lifecycle" TEXT NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackingExperiment_pkey" PRIMARY KEY ("workspaceId","number")
);

-- CreateTable
CREATE TABLE "TrackingExperimentTag" (
    "workspaceId" UUID NOT NULL,
    "experiment" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "TrackingExperimentTag_pkey" PRIMARY KEY ("workspaceId","experiment","key")
);

-- CreateTable
CREATE TABLE "TrackingRun" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "experiment" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "userId" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'RUNNING',
    "lifecycle" TEXT NOT NULL DEFAULT 'active',
    "startMs" BIGINT NOT NULL,
    "endMs" BIGINT,
    "pointCount" BIGINT NOT NULL DEFAULT 0,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackingRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunParam" (
    "workspaceId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "ordinal" BIGSERIAL NOT NULL,

    CONSTRAINT "RunParam_pkey" PRIMARY KEY ("workspaceId","runId","key")
);

-- CreateTable
CREATE TABLE "RunTag" (
    "workspaceId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "ordinal" BIGSERIAL NOT NULL,

    CONSTRAINT "RunTag_pkey" PRIMARY KEY ("workspaceId","runId","key")
);

-- CreateTable
CREATE TABLE "TrackingDataset" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "experiment" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sourceType" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "schema" TEXT,
    "profile" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackingDataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunInput" (
    "workspaceId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '[]',
    "ordinal" BIGSERIAL NOT NULL,

    CONSTRAINT "RunInput_pkey" PRIMARY KEY ("workspaceId","runId","datasetId")
);

-- CreateTable
CREATE TABLE "RunModel" (
    "workspaceId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "step" BIGINT NOT NULL DEFAULT 0,
    "ordinal" BIGSERIAL NOT NULL,

    CONSTRAINT "RunModel_pkey" PRIMARY KEY ("workspaceId","runId","direction","modelId")
);

-- CreateTable
CREATE TABLE "LoggedModel" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "experiment" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "modelType" TEXT NOT NULL DEFAULT '',
    "sourceRunId" UUID,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "statusMessage" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(6),

    CONSTRAINT "LoggedModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoggedModelParam" (
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "ordinal" BIGSERIAL NOT NULL,

    CONSTRAINT "LoggedModelParam_pkey" PRIMARY KEY ("workspaceId","modelId","key")
);

-- CreateTable
CREATE TABLE "LoggedModelTag" (
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "LoggedModelTag_pkey" PRIMARY KEY ("workspaceId","modelId","key")
);

-- CreateTable
CREATE TABLE "LoggedModelRegistration" (
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoggedModelRegistration_pkey" PRIMARY KEY ("workspaceId","modelId","versionId")
);

-- CreateTable
CREATE TABLE "ArtifactEntry" (
    "workspaceId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArtifactEntry_pkey" PRIMARY KEY ("workspaceId","ownerId","path")
);

-- CreateTable
CREATE TABLE "ArtifactUpload" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "partCount" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "sha256" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArtifactUpload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ArtifactUploadPart" (
    "uploadId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,

    CONSTRAINT "ArtifactUploadPart_pkey" PRIMARY KEY ("uploadId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "TrackingExperiment_workspaceId_name_key" ON "TrackingExperiment"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "TrackingRun_workspaceId_experiment_startMs_id_idx" ON "TrackingRun"("workspaceId", "experiment", "startMs" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingRun_workspaceId_id_key" ON "TrackingRun"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingDataset_workspaceId_id_key" ON "TrackingDataset"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingDataset_workspaceId_experiment_name_digest_key" ON "TrackingDataset"("workspaceId", "experiment", "name", "digest");

-- CreateIndex
CREATE INDEX "RunInput_workspaceId_datasetId_idx" ON "RunInput"("workspaceId", "datasetId");

-- CreateIndex
CREATE INDEX "RunModel_workspaceId_modelId_idx" ON "RunModel"("workspaceId", "modelId");

-- CreateIndex
CREATE INDEX "LoggedModel_workspaceId_experiment_createdAt_id_idx" ON "LoggedModel"("workspaceId", "experiment", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "LoggedModel_workspaceId_sourceRunId_idx" ON "LoggedModel"("workspaceId", "sourceRunId");

-- CreateIndex
CREATE UNIQUE INDEX "LoggedModel_workspaceId_id_key" ON "LoggedModel"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "LoggedModelRegistration_workspaceId_versionId_idx" ON "LoggedModelRegistration"("workspaceId", "versionId");

-- CreateIndex
CREATE INDEX "ArtifactEntry_sha256_idx" ON "ArtifactEntry"("sha256");

-- CreateIndex
CREATE INDEX "ArtifactUpload_createdAt_idx" ON "ArtifactUpload"("createdAt");

-- CreateIndex
CREATE INDEX "ArtifactUploadPart_sha256_idx" ON "ArtifactUploadPart"("sha256");

-- AddForeignKey
ALTER TABLE "TrackingExperimentTag" ADD CONSTRAINT "TrackingExperimentTag_workspaceId_experiment_fkey" FOREIGN KEY ("workspaceId", "experiment") REFERENCES "TrackingExperiment"("workspaceId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackingRun" ADD CONSTRAINT "TrackingRun_workspaceId_experiment_fkey" FOREIGN KEY ("workspaceId", "experiment") REFERENCES "TrackingExperiment"("workspaceId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunParam" ADD CONSTRAINT "RunParam_workspaceId_runId_fkey" FOREIGN KEY ("workspaceId", "runId") REFERENCES "TrackingRun"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunTag" ADD CONSTRAINT "RunTag_workspaceId_runId_fkey" FOREIGN KEY ("workspaceId", "runId") REFERENCES "TrackingRun"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunInput" ADD CONSTRAINT "RunInput_workspaceId_runId_fkey" FOREIGN KEY ("workspaceId", "runId") REFERENCES "TrackingRun"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunInput" ADD CONSTRAINT "RunInput_workspaceId_datasetId_fkey" FOREIGN KEY ("workspaceId", "datasetId") REFERENCES "TrackingDataset"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunModel" ADD CONSTRAINT "RunModel_workspaceId_runId_fkey" FOREIGN KEY ("workspaceId", "runId") REFERENCES "TrackingRun"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoggedModelParam" ADD CONSTRAINT "LoggedModelParam_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "LoggedModel"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoggedModelTag" ADD CONSTRAINT "LoggedModelTag_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "LoggedModel"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoggedModelRegistration" ADD CONSTRAINT "LoggedModelRegistration_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "LoggedModel"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArtifactUploadPart" ADD CONSTRAINT "ArtifactUploadPart_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "ArtifactUpload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each workspace has experiment 0, which clients use when none is set.
CREATE FUNCTION tracking_default_experiment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "TrackingExperiment" ("workspaceId", number, name) VALUES (NEW.id, 0, 'Default') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER default_experiment AFTER INSERT ON "Workspace" FOR EACH ROW EXECUTE FUNCTION tracking_default_experiment();
INSERT INTO "TrackingExperiment" ("workspaceId", number, name) SELECT id, 0, 'Default' FROM "Workspace" ON CONFLICT DO NOTHING;

-- Metric values: never seen by Prisma. A series is one metric of a run and holds its last value; with a model_id it is one metric of a
-- logged model, of which only the last value is kept. A zero model_id stands for none, so that the key stays plain.
CREATE SCHEMA tracking;
CREATE TABLE tracking.series (
  series_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL, run_id uuid NOT NULL, model_id uuid NOT NULL, key text NOT NULL,
  dataset_name text NOT NULL DEFAULT '', dataset_digest text NOT NULL DEFAULT '',
  last_step bigint NOT NULL, last_at_ms bigint NOT NULL, last_value float8 NOT NULL,
  UNIQUE (run_id, model_id, key, dataset_name, dataset_digest)
);
CREATE INDEX series_model ON tracking.series (model_id) WHERE model_id <> '00000000-0000-0000-0000-000000000000';

-- The key is the row: logging the same point again changes nothing.
CREATE TABLE tracking.point (
  series_id bigint NOT NULL, step bigint NOT NULL, at_ms bigint NOT NULL, value float8 NOT NULL,
  PRIMARY KEY (series_id, step, at_ms, value)
);

-- One row per write of the data plane: stands for the audit event and is sealed by the hour.
CREATE TABLE tracking.ledger (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), principal_id text NOT NULL, operation text NOT NULL,
  subject_id uuid NOT NULL, digest bytea NOT NULL, metrics int NOT NULL, params int NOT NULL, tags int NOT NULL
);
CREATE INDEX ledger_hour ON tracking.ledger (workspace_id, at);

-- One write of a running program in one round trip: all of it or nothing. Writers of one run take turns at its row.
CREATE FUNCTION tracking.log_batch(
  p_workspace uuid, p_run uuid, p_principal text, p_operation text, p_digest bytea,
  m_key text[], m_value float8[], m_at bigint[], m_step bigint[], m_model uuid[], m_dataset text[], m_dataset_digest text[],
  p_key text[], p_value text[], t_key text[], t_value text[], p_max_points bigint
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  none constant uuid := '00000000-0000-0000-0000-000000000000';
  run record;
  clash record;
  added bigint := 0;
BEGIN
  SELECT lifecycle, "pointCount" INTO run FROM "TrackingRun" WHERE "workspaceId" = p_workspace AND id = p_run FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'SLIPWAY_RUN_NOT_FOUND' USING ERRCODE = 'SL404'; END IF;
  IF run.lifecycle <> 'active' THEN RAISE EXCEPTION 'SLIPWAY_RUN_DELETED' USING ERRCODE = 'SL409'; END IF;

  IF cardinality(p_key) > 0 THEN
    INSERT INTO "RunParam" ("workspaceId", "runId", key, value)
      SELECT p_workspace, p_run, i.key, i.value FROM unnest(p_key, p_value) WITH ORDINALITY i(key, value, n) ORDER BY i.n
      ON CONFLICT DO NOTHING;
    SELECT i.key, p.value AS was, i.value AS asked INTO clash FROM unnest(p_key, p_value) WITH ORDINALITY i(key, value, n)
      JOIN "RunParam" p ON p."workspaceId" = p_workspace AND p."runId" = p_run AND p.key = i.key
      WHERE p.value <> i.value ORDER BY i.n LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'SLIPWAY_PARAM_CHANGED' USING ERRCODE = 'SL422',
        DETAIL = json_build_object('key', clash.key, 'was', clash.was, 'asked', clash.asked)::text;
    END IF;
  END IF;

  IF cardinality(t_key) > 0 THEN
    INSERT INTO "RunTag" ("workspaceId", "runId", key, value)
      SELECT p_workspace, p_run, i.key, i.value
      FROM (SELECT DISTINCT ON (key) * FROM unnest(t_key, t_value) WITH ORDINALITY u(key, value, n) ORDER BY key, n DESC) i ORDER BY i.n
      ON CONFLICT ("workspaceId", "runId", key) DO UPDATE SET value = excluded.value;
    UPDATE "TrackingRun" r SET name = i.value FROM unnest(t_key, t_value) WITH ORDINALITY i(key, value, n)
      WHERE r.id = p_run AND i.key = 'mlflow.runName' AND i.value <> '';
  END IF;

  IF cardinality(m_key) > 0 THEN
    IF EXISTS (SELECT FROM unnest(m_model) m WHERE m <> none AND NOT EXISTS (
        SELECT FROM "LoggedModel" l WHERE l."workspaceId" = p_workspace AND l.id = m AND l."deletedAt" IS NULL)) THEN
      RAISE EXCEPTION 'SLIPWAY_MODEL_NOT_FOUND' USING ERRCODE = 'SL405';
    END IF;
    INSERT INTO tracking.series AS s (workspace_id, run_id, model_id, key, dataset_name, dataset_digest, last_step, last_at_ms, last_value)
      SELECT p_workspace, p_run, i.model, i.key, i.dataset, i.dataset_digest, i.step, i.at_ms, i.value FROM (
        SELECT DISTINCT ON (u.model, u.key, u.dataset, u.dataset_digest) u.*,
          min(u.n) OVER (PARTITION BY u.model, u.key, u.dataset, u.dataset_digest) AS first_n
        FROM (
          SELECT key, value, at_ms, step, none AS model, '' AS dataset, '' AS dataset_digest, n
          FROM unnest(m_key, m_value, m_at, m_step) WITH ORDINALITY a(key, value, at_ms, step, n)
          UNION ALL
          SELECT key, value, at_ms, step, model, dataset, dataset_digest, n
          FROM unnest(m_key, m_value, m_at, m_step, m_model, m_dataset, m_dataset_digest)
            WITH ORDINALITY b(key, value, at_ms, step, model, dataset, dataset_digest, n) WHERE model <> none
        ) u ORDER BY u.model, u.key, u.dataset, u.dataset_digest, u.step DESC, u.at_ms DESC, u.value DESC
      ) i ORDER BY i.first_n, i.model
      ON CONFLICT (run_id, model_id, key, dataset_name, dataset_digest) DO UPDATE
        SET last_step = excluded.last_step, last_at_ms = excluded.last_at_ms, last_value = excluded.last_value
        WHERE (excluded.last_step, excluded.last_at_ms, excluded.last_value) > (s.last_step, s.last_at_ms, s.last_value);
    INSERT INTO tracking.point (series_id, step, at_ms, value)
      SELECT s.series_id, i.step, i.at_ms, i.value FROM unnest(m_key, m_value, m_at, m_step) i(key, value, at_ms, step)
      JOIN tracking.series s ON s.run_id = p_run AND s.model_id = none AND s.key = i.key AND s.dataset_name = '' AND s.dataset_digest = ''
      ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS added = ROW_COUNT;
    IF run."pointCount" + added > p_max_points THEN RAISE EXCEPTION 'SLIPWAY_TOO_MANY_POINTS' USING ERRCODE = 'SL413'; END IF;
  END IF;

  UPDATE "TrackingRun" SET "pointCount" = "pointCount" + added, "updatedAt" = now() WHERE id = p_run;
  INSERT INTO tracking.ledger (workspace_id, principal_id, operation, subject_id, digest, metrics, params, tags)
    VALUES (p_workspace, p_principal, p_operation, p_run, p_digest, cardinality(m_key), cardinality(p_key), cardinality(t_key));
END $$;
