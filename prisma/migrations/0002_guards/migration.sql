-- What the Prisma schema cannot say: partial indexes, append-only audit, governed tables.

CREATE UNIQUE INDEX one_active_command ON "Command" ("deploymentId", lane)
  WHERE lane IN ('plan', 'protective') AND state IN ('LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN');
CREATE UNIQUE INDEX one_open_rollout ON "Rollout" ("workspaceId", "deploymentId")
  WHERE status NOT IN ('SUCCEEDED', 'ROLLED_BACK', 'CANCELLED', 'FAILED');
CREATE UNIQUE INDEX one_executing_request ON "ChangeRequest" ("workspaceId", "deploymentId") WHERE state = 'EXECUTING';

ALTER TABLE "AuditEvent" ADD CONSTRAINT audit_leaf CHECK ("leafHash" = sha256('\x00'::bytea || body));

CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'SLIPWAY_AUDIT_APPEND_ONLY' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER append_only_rows;
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER append_only_table;

-- A change of a governed row without an event of the same transaction fails at COMMIT, whoever made it.
CREATE FUNCTION assert_audited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e.xid = (pg_current_xact_id()::text)::bigint AND e.outcome = 'success') THEN
    RAISE EXCEPTION 'SLIPWAY_UNAUDITED_CHANGE %', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['Model', 'ModelVersion', 'ModelAlias', 'Deployment', 'Rollout', 'ChangeRequest', 'Vote', 'Member', 'ApiToken', 'Environment', 'Agent']
  LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_audited()', t);
  END LOOP;
END $$;
