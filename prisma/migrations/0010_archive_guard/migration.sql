-- The newest version of a stage in one index step; the models that once had a name.
CREATE INDEX version_stage ON "ModelVersion" ("workspaceId", "modelId", stage, number DESC);
CREATE INDEX model_former_name ON "Model" ("workspaceId", "archivedName") WHERE "archivedName" IS NOT NULL;

-- What serves, or waits for a decision, stays: whoever asks, in whatever order the two arrive.
CREATE FUNCTION version_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  deployment text;
  request int;
BEGIN
  SELECT d.name INTO deployment
    FROM "Variant" x
    JOIN "Deployment" d ON d."workspaceId" = x."workspaceId" AND d.id = x."deploymentId" AND d.state = 'ACTIVE'
    JOIN "DesiredState" s ON s."deploymentId" = d.id
    JOIN "PlanRecord" p ON p."deploymentId" = d.id AND p."planDigest" IN (s."planDigest", s."settledPlanDigest")
    WHERE x."workspaceId" = OLD."workspaceId" AND x."versionId" = OLD.id
      AND p.plan -> 'variants' @> jsonb_build_array(jsonb_build_object('variantId', x.id::text))
    LIMIT 1;
  IF deployment IS NOT NULL THEN
    RAISE EXCEPTION 'SLIPWAY_IN_USE version % is in service in the deployment %', OLD.number, deployment;
  END IF;
  SELECT c.number INTO request FROM "ChangeRequest" c
    WHERE c."workspaceId" = OLD."workspaceId" AND c.state IN ('IN_REVIEW', 'APPROVED', 'EXECUTING')
      AND c.subjects @> jsonb_build_array(jsonb_build_object('id', OLD.id::text))
    LIMIT 1;
  IF request IS NOT NULL THEN
    RAISE EXCEPTION 'SLIPWAY_IN_USE version % is the subject of the open change request %', OLD.number, request;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_use BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN (NEW.state = 'ARCHIVED' AND OLD.state <> 'ARCHIVED') EXECUTE FUNCTION version_in_use();
