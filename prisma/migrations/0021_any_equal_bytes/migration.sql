-- Bytes that were registered a thousand times were read a thousand times to find the newest: any of them says the same.
CREATE OR REPLACE FUNCTION register_version(
  workspace uuid, model uuid, version uuid, facts jsonb, files jsonb, tags jsonb, digest text, size bigint, copied_from uuid, at timestamptz)
RETURNS TABLE ("modelName" text, number int, state text, "stateReason" text, verdict text, "createdAt" timestamptz, "updatedAt" timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  taken record;
  known "ModelVersion"%ROWTYPE;
BEGIN
  UPDATE "Model" m SET "nextVersion" = m."nextVersion" + 1, "updatedAt" = at
    WHERE m."workspaceId" = workspace AND m.id = model AND m."archivedAt" IS NULL
    RETURNING m."nextVersion" - 1 AS number, m.name INTO taken;
  IF NOT FOUND THEN RETURN; END IF;

  INSERT INTO "ModelVersion" (id, "workspaceId", "modelId", number, state, source, "runLink", description, "sourceRunId", "sourceCommit",
      "loggedModelId", "copiedFromId", metrics, params, client, "tokenId", "createdById", "createdByName", "createdAt", "updatedAt")
    SELECT version, workspace, model, taken.number, 'PENDING', f.source, f."runLink", f.description, f."sourceRunId", f."sourceCommit",
      f."loggedModelId", copied_from, f.metrics, f.params, f.client, f."tokenId", f."createdById", f."createdByName", at, at
    FROM jsonb_to_record(facts) AS f(source text, "runLink" text, description text, "sourceRunId" text, "sourceCommit" text, "loggedModelId" uuid,
      metrics jsonb, params jsonb, client text, "tokenId" uuid, "createdById" text, "createdByName" text);
  INSERT INTO "VersionFile" ("workspaceId", "versionId", path, sha256, "sizeBytes")
    SELECT workspace, version, f.path, f.sha256, f."sizeBytes" FROM jsonb_to_recordset(files) AS f(path text, sha256 text, "sizeBytes" bigint);
  INSERT INTO "VersionTag" ("workspaceId", "versionId", key, value)
    SELECT workspace, version, t.key, t.value FROM jsonb_each_text(tags) t;

  -- The same bytes, checked within the last day: checking them again would find the same, whichever of them is asked. What a person released or quarantined says
  -- nothing about the next version of the same bytes; what could not be read may be read next time.
  IF copied_from IS NOT NULL THEN
    SELECT v.* INTO known FROM "ModelVersion" v WHERE v."workspaceId" = workspace AND v.id = copied_from;
  ELSE
    SELECT v.* INTO known FROM "ModelVersion" v
      WHERE v."workspaceId" = workspace AND v."manifestDigest" = digest AND v."createdAt" >= at - interval '24 hours' AND v.verdict <> 'unscannable'
        AND (v.state = 'READY' AND v.verdict = 'clean' OR v.state = 'QUARANTINED' AND v.verdict <> 'clean' OR v.state = 'REFUSED')
      LIMIT 1;
  END IF;

  RETURN QUERY UPDATE "ModelVersion" v SET "manifestDigest" = digest, "sizeBytes" = size,
      state = coalesce(known.state, 'SCANNING'), "stateReason" = known."stateReason", verdict = known.verdict,
      findings = coalesce(known.findings, v.findings), format = known.format, task = known.task, signature = known.signature,
      metadata = coalesce(known.metadata, v.metadata), "trainingDigest" = known."trainingDigest",
      "readyAt" = CASE known.state WHEN 'READY' THEN at END
    WHERE v."workspaceId" = workspace AND v.id = version
    RETURNING taken.name, v.number, v.state, v."stateReason", v.verdict, v."createdAt", v."updatedAt";
END $$;
