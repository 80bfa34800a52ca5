-- A session keeps the plan of its first look, which may have met an almost empty log: reading all of it is then what every later
-- commit does. Sequential scans are out of the question here whatever the statistics say.
ALTER FUNCTION assert_audited() SET enable_seqscan = off;
