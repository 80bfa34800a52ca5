-- A version's content never changes once intake has begun; past READY not even its metrics do. Words about it may.

CREATE FUNCTION version_files_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  parent uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."versionId" ELSE NEW."versionId" END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "ModelVersion" v WHERE v.id = parent AND v.state = 'PENDING')
     OR (TG_OP = 'UPDATE' AND OLD."versionId" <> NEW."versionId") THEN
    RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "VersionFile" FOR EACH ROW EXECUTE FUNCTION version_files_frozen();

CREATE FUNCTION version_content_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD."workspaceId", OLD."modelId", OLD.number, OLD."createdById", OLD."createdAt")
     IS DISTINCT FROM (NEW.id, NEW."workspaceId", NEW."modelId", NEW.number, NEW."createdById", NEW."createdAt")
  OR (OLD.state NOT IN ('PENDING', 'SCANNING') AND (
       (OLD."manifestDigest", OLD."sizeBytes", OLD.format, OLD.task, OLD.signature, OLD.metadata, OLD.metrics, OLD.params, OLD."trainingDigest", OLD."sourceRunId", OLD."sourceCommit", OLD."readyAt")
       IS DISTINCT FROM
       (NEW."manifestDigest", NEW."sizeBytes", NEW.format, NEW.task, NEW.signature, NEW.metadata, NEW.metrics, NEW.params, NEW."trainingDigest", NEW."sourceRunId", NEW."sourceCommit", NEW."readyAt")
       OR (NEW.state <> OLD.state AND NEW.state <> 'ARCHIVED')))
  OR (OLD.state = 'SCANNING' AND NEW."manifestDigest" IS DISTINCT FROM OLD."manifestDigest") THEN
    RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON "ModelVersion" FOR EACH ROW EXECUTE FUNCTION version_content_frozen();
