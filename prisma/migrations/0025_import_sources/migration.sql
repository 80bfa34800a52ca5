-- CreateTable
CREATE TABLE "ImportSource" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "scheme" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "region" TEXT,
    "endpoint" TEXT,
    "accessKeyId" TEXT,
    "secret" TEXT,
    "secretChangedAt" TIMESTAMPTZ(6),
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ImportSource_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ImportSource_workspaceId_createdAt_id_idx" ON "ImportSource"("workspaceId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportSource_workspaceId_id_key" ON "ImportSource"("workspaceId", "id");

-- An address has one live source, which is what registrations look for; what is archived keeps no secret.
CREATE UNIQUE INDEX one_live_import_source ON "ImportSource" ("workspaceId", scheme, place, prefix) WHERE "archivedAt" IS NULL;
ALTER TABLE "ImportSource" ADD CONSTRAINT archived_without_secret CHECK ("archivedAt" IS NULL OR secret IS NULL);

CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON "ImportSource"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_audited();
