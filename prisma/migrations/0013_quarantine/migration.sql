-- A person may put a READY version into quarantine and let one out of it; its content stays what it was.

CREATE OR REPLACE FUNCTION version_content_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD."workspaceId", OLD."modelId", OLD.number, OLD."createdById", OLD."createdAt")
     IS DISTINCT FROM (NEW.id, NEW."workspaceId", NEW."modelId", NEW.number, NEW."createdById", NEW."createdAt")
  OR (OLD.state NOT IN ('PENDING', 'SCANNING') AND (
       (OLD."manifestDigest", OLD."sizeBytes", OLD.format, OLD.task, OLD.signature, OLD.metadata, OLD.metrics, OLD.params, OLD."trainingDigest", OLD."sourceRunId", OLD."sourceCommit")
       IS DISTINCT FROM
       (NEW."manifestDigest", NEW."sizeBytes", NEW.format, NEW.task, NEW.signature, NEW.metadata, NEW.metrics, NEW.params, NEW."trainingDigest", NEW."sourceRunId", NEW."sourceCommit")
       OR (OLD."readyAt" IS NOT NULL AND NEW."readyAt" IS DISTINCT FROM OLD."readyAt")
       OR (OLD."readyAt" IS NULL AND NEW."readyAt" IS NOT NULL AND NEW.state <> 'READY')
       OR (NEW.state <> OLD.state AND NEW.state <> 'ARCHIVED'
           AND (OLD.state, NEW.state) NOT IN (('READY', 'QUARANTINED'), ('QUARANTINED', 'READY')))))
  OR (OLD.state = 'SCANNING' AND NEW."manifestDigest" IS DISTINCT FROM OLD."manifestDigest") THEN
    RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
