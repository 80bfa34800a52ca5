-- Requests move only along the table of lib/approvals/domain/transitions.ts, whoever writes; what was signed never changes.

CREATE FUNCTION change_request_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'IN_REVIEW>APPROVED', 'IN_REVIEW>REJECTED', 'APPROVED>REJECTED', 'APPROVED>EXECUTING', 'EXECUTING>DONE', 'EXECUTING>FAILED',
    'IN_REVIEW>STALE', 'APPROVED>STALE', 'IN_REVIEW>EXPIRED', 'APPROVED>EXPIRED',
    'IN_REVIEW>CANCELLED', 'APPROVED>CANCELLED', 'STALE>CANCELLED') THEN
    RAISE EXCEPTION 'SLIPWAY_ILLEGAL_TRANSITION % to %', OLD.state, NEW.state USING ERRCODE = '23514';
  END IF;
  IF (OLD."workspaceId", OLD.action, OLD."requestedById", OLD."environmentId", OLD."deploymentId", OLD.subjects)
     IS DISTINCT FROM (NEW."workspaceId", NEW.action, NEW."requestedById", NEW."environmentId", NEW."deploymentId", NEW.subjects) THEN
    RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_REQUEST' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves BEFORE UPDATE ON "ChangeRequest" FOR EACH ROW EXECUTE FUNCTION change_request_moves();

CREATE FUNCTION change_request_cycle_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."closedAt" IS NOT NULL
     OR (OLD."workspaceId", OLD."changeRequestId", OLD.cycle, OLD.payload, OLD."approvalDigest", OLD.evidence, OLD.diff, OLD."submittedById", OLD."submittedAt")
     IS DISTINCT FROM (NEW."workspaceId", NEW."changeRequestId", NEW.cycle, NEW.payload, NEW."approvalDigest", NEW.evidence, NEW.diff, NEW."submittedById", NEW."submittedAt") THEN
    RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_REQUEST' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON "ChangeRequestCycle" FOR EACH ROW EXECUTE FUNCTION change_request_cycle_frozen();
