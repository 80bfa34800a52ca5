-- Predictions, labels and additive rollups. Partitioned, filled by COPY, never seen by Prisma. No foreign key leaves the schema.
CREATE SCHEMA mon;

CREATE TABLE mon.stream (
  stream_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL, deployment_id uuid NOT NULL, generation bigint NOT NULL, variant_id uuid NOT NULL,
  model_version_id uuid NOT NULL,
  role smallint NOT NULL,   -- 1 stable, 2 candidate, 3 shadow
  source smallint NOT NULL, -- 1 live, 2 batch, 3 replay
  origin smallint NOT NULL, -- 1 agent, 2 declared
  UNIQUE (deployment_id, generation, variant_id, role, source, origin)
);

CREATE TABLE mon.spec (
  spec_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL, digest text NOT NULL, body jsonb NOT NULL,
  UNIQUE (workspace_id, digest)
);

-- Ledger of ingest: the row stands for the audit event of a batch. Daily partitions by UUIDv7 prefix.
CREATE TABLE mon.batch (
  deployment_id uuid NOT NULL, batch_id uuid NOT NULL, workspace_id uuid NOT NULL, kind smallint NOT NULL, -- 1 predictions, 2 labels
  digest bytea NOT NULL, principal_id text NOT NULL, received_at timestamptz NOT NULL DEFAULT now(),
  rows int NOT NULL, response jsonb NOT NULL,
  PRIMARY KEY (deployment_id, batch_id)
) PARTITION BY RANGE (batch_id);

CREATE TABLE mon.prediction (
  deployment_id uuid NOT NULL, event_day date NOT NULL, pid uuid NOT NULL, stream_id bigint NOT NULL, event_time timestamptz NOT NULL,
  spec_id bigint NOT NULL, status smallint NOT NULL, latency_us int, pred_class smallint, score_q int, pred_value float8,
  subject bytea, unit bytea, contrib bytea, batch_id uuid NOT NULL,
  CHECK (event_day = (event_time AT TIME ZONE 'UTC')::date),
  PRIMARY KEY (deployment_id, pid, stream_id, event_day)
) PARTITION BY RANGE (event_day);
CREATE INDEX prediction_time ON mon.prediction USING brin (event_time);
CREATE INDEX prediction_subject ON mon.prediction (subject) WHERE subject IS NOT NULL;

CREATE TABLE mon.label (
  deployment_id uuid NOT NULL, event_day date NOT NULL, pid uuid NOT NULL, revision int NOT NULL,
  value text NOT NULL, label_time timestamptz NOT NULL, source smallint NOT NULL, retracted boolean NOT NULL, -- value: shortest text form
  batch_id uuid NOT NULL, received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (deployment_id, pid, event_day, revision)
) PARTITION BY RANGE (event_day);

CREATE TABLE mon.label_pending (
  deployment_id uuid NOT NULL, pid uuid NOT NULL, revision int NOT NULL, body jsonb NOT NULL, batch_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (deployment_id, pid, revision)
);
CREATE INDEX label_pending_age ON mon.label_pending (received_at);
CREATE TABLE mon.label_expired (deployment_id uuid NOT NULL, day date NOT NULL, labels bigint NOT NULL, PRIMARY KEY (deployment_id, day));

-- A rollup row is a key and three additive integer vectors: n bin counts, s fixed-point sums, c counters.
CREATE TABLE mon.rollup_5m (
  deployment_id uuid NOT NULL, stream_id bigint NOT NULL, kind smallint NOT NULL, segment_id int NOT NULL, item_id smallint NOT NULL,
  slot timestamptz NOT NULL, spec_id bigint NOT NULL, lane smallint NOT NULL, n bigint[] NOT NULL, s bigint[] NOT NULL, c bigint[] NOT NULL,
  PRIMARY KEY (deployment_id, stream_id, kind, segment_id, item_id, slot, spec_id, lane)
) PARTITION BY RANGE (slot);
CREATE TABLE mon.rollup_1h (LIKE mon.rollup_5m INCLUDING ALL) PARTITION BY RANGE (slot);
CREATE TABLE mon.rollup_1d (LIKE mon.rollup_5m INCLUDING ALL) PARTITION BY RANGE (slot);
-- Traffic and latency only, for screens that should move at once; kept two hours, never compacted into anything.
CREATE TABLE mon.rollup_10s (LIKE mon.rollup_5m INCLUDING ALL) PARTITION BY RANGE (slot);

-- A mark says: the slot of this grain (2 = 1h, 3 = 1d) is not the sum of its children yet, read those instead.
CREATE TABLE mon.dirty (
  deployment_id uuid NOT NULL, grain smallint NOT NULL, slot timestamptz NOT NULL, lane smallint NOT NULL, seq bigint NOT NULL,
  PRIMARY KEY (deployment_id, grain, slot, lane)
);
-- Earliest slot that still exists at a grain (1 = 5m, 2 = 1h).
CREATE TABLE mon.horizon (grain smallint PRIMARY KEY, first_slot timestamptz NOT NULL);
INSERT INTO mon.horizon VALUES (1, '-infinity'), (2, '-infinity');

CREATE FUNCTION mon.vadd(a bigint[], b bigint[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN a IS NULL OR a = '{}' THEN b WHEN b IS NULL OR b = '{}' THEN a ELSE
   (SELECT array_agg(coalesce(x,0)+coalesce(y,0) ORDER BY o) FROM unnest(a,b) WITH ORDINALITY t(x,y,o)) END $$;
CREATE AGGREGATE mon.vsum(bigint[]) (SFUNC = mon.vadd, STYPE = bigint[], INITCOND = '{}', COMBINEFUNC = mon.vadd, PARALLEL = SAFE);

-- Smallest UUIDv7 of an instant: the bound of a ledger partition.
CREATE FUNCTION mon.uuid_floor(t timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-0000-0000-000000000000')::uuid
  FROM (SELECT lpad(to_hex((extract(epoch FROM t) * 1000)::bigint), 12, '0') AS h) x $$;

CREATE FUNCTION mon.ensure_partition(parent text, suffix text, lower_bound text, upper_bound text, options text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass(format('mon.%I', parent || '_' || suffix)) IS NOT NULL THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('mon.ensure_partition', 0));
  IF to_regclass(format('mon.%I', parent || '_' || suffix)) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE IF NOT EXISTS mon.%I PARTITION OF mon.%I FOR VALUES FROM (%L) TO (%L) %s', parent || '_' || suffix, parent, lower_bound, upper_bound, options);
  RETURN true;
EXCEPTION WHEN duplicate_table THEN
  -- The name look-up may be older than the lock: somebody made it meanwhile.
  RETURN false;
END $$;

-- Everything that a batch with events of one UTC day needs.
CREATE FUNCTION mon.ensure_event_day(d date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  suffix text := to_char(d, 'YYYYMMDD');
  month date := date_trunc('month', d)::date;
  year date := date_trunc('year', d)::date;
BEGIN
  PERFORM mon.ensure_partition('prediction', suffix, d::text, (d + 1)::text, '');
  PERFORM mon.ensure_partition('label', suffix, d::text, (d + 1)::text, '');
  PERFORM mon.ensure_partition('rollup_5m', suffix, d || ' 00:00:00+00', (d + 1) || ' 00:00:00+00', 'WITH (fillfactor = 50)');
  PERFORM mon.ensure_partition('rollup_1h', to_char(month, 'YYYYMM'), month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00', 'WITH (fillfactor = 80)');
  PERFORM mon.ensure_partition('rollup_1d', to_char(year, 'YYYY'), year || ' 00:00:00+00', (year + interval '1 year')::date || ' 00:00:00+00', 'WITH (fillfactor = 80)');
END $$;

CREATE FUNCTION mon.ensure_batch_day(d date) RETURNS void LANGUAGE sql AS $$
  SELECT mon.ensure_partition('batch', to_char(d, 'YYYYMMDD'), mon.uuid_floor(d::timestamp AT TIME ZONE 'UTC')::text, mon.uuid_floor((d + 1)::timestamp AT TIME ZONE 'UTC')::text, '') $$;

CREATE FUNCTION mon.ensure_live_hour(h timestamptz) RETURNS void LANGUAGE sql AS $$
  SELECT mon.ensure_partition('rollup_10s', to_char(h AT TIME ZONE 'UTC', 'YYYYMMDDHH24'), h::text, (h + interval '1 hour')::text, 'WITH (fillfactor = 50)') $$;
