-- One row per workspace and hour of the tracking ledger: the digest of its rows, chained to the hour before. The same stands in the
-- audit event, so that neither can be changed alone.
CREATE TABLE tracking.seal (
  workspace_id uuid NOT NULL, hour timestamptz NOT NULL, entries int NOT NULL, digest bytea NOT NULL,
  PRIMARY KEY (workspace_id, hour)
);
CREATE INDEX ledger_age ON tracking.ledger USING brin (at);
