-- DropIndex
DROP INDEX "ModelVersion_workspaceId_manifestDigest_idx";

-- DropIndex
DROP INDEX "ModelVersion_workspaceId_sourceRunId_idx";

-- CreateTable
CREATE TABLE "VersionMetric" (
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "versionId" UUID NOT NULL,

    CONSTRAINT "VersionMetric_pkey" PRIMARY KEY ("workspaceId","key","value","versionId")
);

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_modelId_createdAt_number_idx" ON "ModelVersion"("workspaceId", "modelId", "createdAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_number_modelId_idx" ON "ModelVersion"("workspaceId", "number", "modelId");

-- CreateIndex
CREATE INDEX "ModelAlias_workspaceId_name_idx" ON "ModelAlias"("workspaceId", "name");

-- By its beginning, whatever the collation of the database: digests and runs as typed into a search box, sources and tags as patterns.
CREATE INDEX version_digest ON "ModelVersion" ("workspaceId", "manifestDigest" text_pattern_ops);
CREATE INDEX version_run ON "ModelVersion" ("workspaceId", "sourceRunId" text_pattern_ops);
CREATE INDEX version_source ON "ModelVersion" ("workspaceId", left(source, 200) text_pattern_ops);
CREATE INDEX version_tag_begin ON "VersionTag" ("workspaceId", lower(left(value, 100)) text_pattern_ops);
CREATE INDEX model_tag_begin ON "ModelTag" ("workspaceId", lower(left(value, 100)) text_pattern_ops);
DROP INDEX version_tag_value;
CREATE INDEX version_tag_value ON "VersionTag" ("workspaceId", key, left(value, 100) text_pattern_ops);

-- What is rare is found beside a million others: states that wait or failed, stages that were given.
CREATE INDEX version_rare_state ON "ModelVersion" ("workspaceId", state, verdict)
  INCLUDE (id, "modelId", number, "createdAt", "updatedAt") WHERE state <> 'READY';
CREATE INDEX version_rare_stage ON "ModelVersion" ("workspaceId", stage)
  INCLUDE (id, "modelId", number, "createdAt", "updatedAt", state) WHERE stage <> 'None';

-- Parts of a text in the middle of it, where the server has the extension; without it such searches read more rows.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX version_origin_parts ON "ModelVersion" USING gin (lower(source) gin_trgm_ops, lower("sourceRunId") gin_trgm_ops);
  CREATE INDEX version_tag_parts ON "VersionTag" USING gin (lower(value) gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm is not available: searches in the middle of tags and sources are slower';
END $$;

CREATE FUNCTION version_metrics_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "VersionMetric" x USING jsonb_each(OLD.metrics) e
      WHERE jsonb_typeof(e.value) = 'number' AND x."workspaceId" = OLD."workspaceId" AND x.key = e.key AND x.value = e.value::float8
        AND x."versionId" = OLD.id;
  END IF;
  INSERT INTO "VersionMetric" ("workspaceId", key, value, "versionId")
    SELECT NEW."workspaceId", e.key, e.value::float8, NEW.id FROM jsonb_each(NEW.metrics) e WHERE jsonb_typeof(e.value) = 'number';
  RETURN NULL;
END $$;
CREATE TRIGGER metrics_noted AFTER INSERT ON "ModelVersion" FOR EACH ROW
  WHEN (NEW.metrics <> '{}') EXECUTE FUNCTION version_metrics_kept();
CREATE TRIGGER metrics_kept AFTER UPDATE OF metrics ON "ModelVersion" FOR EACH ROW
  WHEN (OLD.metrics IS DISTINCT FROM NEW.metrics) EXECUTE FUNCTION version_metrics_kept();
INSERT INTO "VersionMetric" ("workspaceId", key, value, "versionId")
  SELECT v."workspaceId", e.key, e.value::float8, v.id FROM "ModelVersion" v, jsonb_each(v.metrics) e WHERE jsonb_typeof(e.value) = 'number';
