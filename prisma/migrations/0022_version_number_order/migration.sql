-- Every model has a version 1: an order by number sorts thousands of equals by name before its first row, from the index alone.
DROP INDEX "ModelVersion_workspaceId_number_modelId_idx";
CREATE INDEX version_number_order ON "ModelVersion" ("workspaceId", number, "modelId") INCLUDE (id, state, "createdAt", "updatedAt");
