-- AlterTable
ALTER TABLE "ModelVersion" ADD COLUMN     "copiedFromId" UUID,
ADD COLUMN     "licence" TEXT;

-- CreateTable
CREATE TABLE "VersionSignature" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "manifestDigest" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "contentSha256" TEXT NOT NULL,
    "addedById" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VersionSignature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrustedSigner" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "publicKey" TEXT,
    "identity" TEXT,
    "issuer" TEXT,
    "fingerprint" TEXT NOT NULL,
    "addedById" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(6),

    CONSTRAINT "TrustedSigner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VersionHold" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placedById" TEXT NOT NULL,
    "placedByName" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMPTZ(6),
    "releasedById" TEXT,
    "releasedByName" TEXT,
    "releaseReason" TEXT,

    CONSTRAINT "VersionHold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "VersionSignature_workspaceId_versionId_contentSha256_key" ON "VersionSignature"("workspaceId", "versionId", "contentSha256");

-- CreateIndex
CREATE INDEX "TrustedSigner_workspaceId_addedAt_id_idx" ON "TrustedSigner"("workspaceId", "addedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "VersionHold_workspaceId_versionId_placedAt_idx" ON "VersionHold"("workspaceId", "versionId", "placedAt" DESC);

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_copiedFromId_idx" ON "ModelVersion"("workspaceId", "copiedFromId");

-- AddForeignKey
ALTER TABLE "VersionSignature" ADD CONSTRAINT "VersionSignature_workspaceId_versionId_fkey" FOREIGN KEY ("workspaceId", "versionId") REFERENCES "ModelVersion"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionHold" ADD CONSTRAINT "VersionHold_workspaceId_versionId_fkey" FOREIGN KEY ("workspaceId", "versionId") REFERENCES "ModelVersion"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One open hold per version; one live entry per trusted key or identity.
CREATE UNIQUE INDEX one_open_hold ON "VersionHold" ("workspaceId", "versionId") WHERE "releasedAt" IS NULL;
CREATE UNIQUE INDEX one_live_signer ON "TrustedSigner" ("workspaceId", fingerprint) WHERE "removedAt" IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['VersionSignature', 'TrustedSigner', 'VersionHold']
  LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_audited()', t);
  END LOOP;
END $$;

-- What is held stays: its version is not archived, its bytes are not forgotten, whoever asks.
CREATE FUNCTION version_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "VersionHold" h WHERE h."workspaceId" = OLD."workspaceId" AND h."versionId" = OLD.id AND h."releasedAt" IS NULL) THEN
    RAISE EXCEPTION 'SLIPWAY_HELD' USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER held_update BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN (NEW.state = 'ARCHIVED' AND OLD.state <> 'ARCHIVED') EXECUTE FUNCTION version_held();
CREATE TRIGGER held_delete BEFORE DELETE ON "ModelVersion" FOR EACH ROW EXECUTE FUNCTION version_held();

CREATE FUNCTION blob_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "VersionFile" f JOIN "VersionHold" h ON h."workspaceId" = f."workspaceId" AND h."versionId" = f."versionId"
             WHERE f.sha256 = OLD.sha256 AND h."releasedAt" IS NULL) THEN
    RAISE EXCEPTION 'SLIPWAY_HELD' USING ERRCODE = '23514';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER held BEFORE DELETE ON "Blob" FOR EACH ROW EXECUTE FUNCTION blob_held();

-- Where a copy came from is part of its content's story and never changes; a signature is kept as it was handed in.
CREATE FUNCTION provenance_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'SLIPWAY_IMMUTABLE_VERSION' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER copied_from_frozen BEFORE UPDATE ON "ModelVersion" FOR EACH ROW
  WHEN (OLD."copiedFromId" IS DISTINCT FROM NEW."copiedFromId") EXECUTE FUNCTION provenance_frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON "VersionSignature" FOR EACH ROW EXECUTE FUNCTION provenance_frozen();
