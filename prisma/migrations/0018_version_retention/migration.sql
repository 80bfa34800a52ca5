-- A workspace keeps what was registered for so many days, whoever asks: until then no version that was usable is archived.
CREATE FUNCTION version_retained() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept timestamptz;
BEGIN
  SELECT OLD."createdAt" + (s.settings ->> 'retentionDays')::int * interval '1 day' INTO kept
    FROM "RegistrySettings" s WHERE s."workspaceId" = OLD."workspaceId" AND s.settings ->> 'retentionDays' IS NOT NULL;
  IF kept > now() THEN
    RAISE EXCEPTION 'SLIPWAY_RETAINED %', to_char(kept AT TIME ZONE 'UTC', 'YYYY-MM-DD') USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER retained BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN (NEW.state = 'ARCHIVED' AND OLD.state IN ('READY', 'QUARANTINED')) EXECUTE FUNCTION version_retained();
