-- DropIndex
DROP INDEX "ModelTag_workspaceId_key_value_idx";

-- DropIndex
DROP INDEX "VersionTag_workspaceId_key_value_idx";

-- AlterTable
ALTER TABLE "Model" ADD COLUMN     "archivedAt" TIMESTAMPTZ(6),
ADD COLUMN     "archivedName" TEXT,
ADD COLUMN     "createdByName" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "ModelVersion" ADD COLUMN     "client" TEXT,
ADD COLUMN     "loggedModelId" UUID,
ADD COLUMN     "runLink" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "source" TEXT,
ADD COLUMN     "stage" TEXT NOT NULL DEFAULT 'None',
ADD COLUMN     "tokenId" UUID,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "ModelRename" (
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "modelId" UUID NOT NULL,
    "renamedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ModelRename_pkey" PRIMARY KEY ("workspaceId","name")
);

-- CreateTable
CREATE TABLE "ReplayAttempt" (
    "workspaceId" UUID NOT NULL,
    "principalId" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "attemptId" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(6),

    CONSTRAINT "ReplayAttempt_pkey" PRIMARY KEY ("workspaceId","principalId","fingerprint")
);

-- CreateTable
CREATE TABLE "TokenClient" (
    "workspaceId" UUID NOT NULL,
    "tokenId" UUID NOT NULL,
    "client" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(6) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "TokenClient_pkey" PRIMARY KEY ("tokenId","client","version")
);

-- CreateTable
CREATE TABLE "RegistrySettings" (
    "workspaceId" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RegistrySettings_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateIndex
CREATE INDEX "ReplayAttempt_startedAt_idx" ON "ReplayAttempt"("startedAt");

-- CreateIndex
CREATE INDEX "TokenClient_workspaceId_client_version_idx" ON "TokenClient"("workspaceId", "client", "version");

-- CreateIndex
CREATE INDEX "ModelTag_workspaceId_key_idx" ON "ModelTag"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_updatedAt_idx" ON "ModelVersion"("workspaceId", "updatedAt" DESC);

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_modelId_updatedAt_number_idx" ON "ModelVersion"("workspaceId", "modelId", "updatedAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_sourceRunId_idx" ON "ModelVersion"("workspaceId", "sourceRunId");

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_loggedModelId_idx" ON "ModelVersion"("workspaceId", "loggedModelId");

-- CreateIndex
CREATE INDEX "VersionTag_workspaceId_key_idx" ON "VersionTag"("workspaceId", "key");

-- A tag's value may be longer than an index entry: its beginning is indexed, the whole is compared.
CREATE INDEX model_tag_value ON "ModelTag" ("workspaceId", key, left(value, 100));
CREATE INDEX version_tag_value ON "VersionTag" ("workspaceId", key, left(value, 100));
CREATE INDEX model_name_lower ON "Model" ("workspaceId", lower(name) text_pattern_ops);

CREATE FUNCTION version_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updatedAt" := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $$;
CREATE TRIGGER touched BEFORE UPDATE ON "ModelVersion" FOR EACH ROW EXECUTE FUNCTION version_touched();

-- Where a version came from is what its author said at registration, for ever.
CREATE FUNCTION version_origin_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER origin_frozen BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN ((OLD.source, OLD."runLink", OLD."loggedModelId", OLD.client, OLD."tokenId") IS DISTINCT FROM
        (NEW.source, NEW."runLink", NEW."loggedModelId", NEW.client, NEW."tokenId"))
  EXECUTE FUNCTION version_origin_frozen();
