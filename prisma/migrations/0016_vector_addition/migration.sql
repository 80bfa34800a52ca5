-- Most entries of a delta are 0, and one flush adds some thousand vectors: a loop that touches only what changes halves the time
-- of the former sorted aggregate. NULL counts as 0; the sum is as long as the longer vector.
CREATE OR REPLACE FUNCTION mon.vadd(a bigint[], b bigint[]) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  total bigint[] := a;
  delta bigint[] := b;
  x bigint;
  i int := 0;
BEGIN
  IF a IS NULL OR a = '{}' THEN RETURN b; END IF;
  IF b IS NULL OR b = '{}' THEN RETURN a; END IF;
  IF cardinality(b) > cardinality(a) THEN
    total := b;
    delta := a;
  END IF;
  FOREACH x IN ARRAY delta LOOP
    i := i + 1;
    IF x <> 0 THEN total[i] := coalesce(total[i], 0) + x; END IF;
  END LOOP;
  RETURN total;
END $$;
