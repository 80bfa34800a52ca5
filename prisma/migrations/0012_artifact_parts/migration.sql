-- Parts of an artifact live in the blob store's own part area, where a bucket can take them without us.
CREATE OR REPLACE VIEW "BlobReference" AS
  SELECT sha256 FROM "VersionFile"
  UNION ALL SELECT sha256 FROM "ArtifactEntry";
DROP TABLE "ArtifactUploadPart";
DELETE FROM "ArtifactUpload";
ALTER TABLE "ArtifactUpload" ADD COLUMN "storeName" TEXT NOT NULL;
