-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Agent" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "clusterUid" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "lockReason" TEXT,
    "agentVersion" TEXT NOT NULL DEFAULT '',
    "protocol" INTEGER NOT NULL DEFAULT 1,
    "hostInfo" JSONB NOT NULL DEFAULT '{}',
    "gatewayUrl" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgentKey" (
    "keyId" TEXT NOT NULL,
    "agentId" UUID NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "notBefore" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notAfter" TIMESTAMPTZ(6),

    CONSTRAINT "AgentKey_pkey" PRIMARY KEY ("keyId")
);

-- CreateTable
CREATE TABLE "AgentPresence" (
    "agentId" UUID NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "lastSeq" BIGINT NOT NULL DEFAULT 0,
    "seqWindow" bit(64) NOT NULL DEFAULT B'0'::bit(64),
    "joinSeq" BIGINT NOT NULL DEFAULT 0,
    "joinHash" TEXT,
    "prevJoinHash" TEXT,
    "joinBootId" TEXT,
    "lastSeenAt" TIMESTAMPTZ(6),
    "skewMs" INTEGER,
    "spool" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'OFFLINE',

    CONSTRAINT "AgentPresence_pkey" PRIMARY KEY ("agentId")
);

-- CreateTable
CREATE TABLE "AgentChallenge" (
    "nonce" TEXT NOT NULL,
    "agentId" UUID,
    "purpose" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "usedAt" TIMESTAMPTZ(6),

    CONSTRAINT "AgentChallenge_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "EnrollmentToken" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "publicId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "agentName" TEXT NOT NULL,
    "agentId" UUID,
    "allowedRuntimes" TEXT[],
    "environmentIds" TEXT[],
    "createdById" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "consumedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EnrollmentToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "runtime" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "allowListDigest" TEXT,
    "driftPolicy" TEXT NOT NULL DEFAULT 'report',
    "offlinePolicy" TEXT NOT NULL DEFAULT 'keep-last',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ACTIVE',
    "config" JSONB NOT NULL DEFAULT '{}',
    "automationOff" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(6),

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "versionNumber" INTEGER NOT NULL,
    "manifestDigest" TEXT NOT NULL,
    "configDigest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DesiredState" (
    "deploymentId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "generation" BIGINT NOT NULL,
    "planDigest" TEXT,
    "settledGeneration" BIGINT NOT NULL,
    "settledPlanDigest" TEXT,
    "fence" BIGINT NOT NULL,
    "envelope" BYTEA,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DesiredState_pkey" PRIMARY KEY ("deploymentId")
);

-- CreateTable
CREATE TABLE "PlanRecord" (
    "workspaceId" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,
    "planDigest" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanRecord_pkey" PRIMARY KEY ("deploymentId","planDigest")
);

-- CreateTable
CREATE TABLE "PlanGeneration" (
    "deploymentId" UUID NOT NULL,
    "generation" BIGINT NOT NULL,
    "workspaceId" UUID NOT NULL,
    "planDigest" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "observedAt" TIMESTAMPTZ(6),

    CONSTRAINT "PlanGeneration_pkey" PRIMARY KEY ("deploymentId","generation")
);

-- CreateTable
CREATE TABLE "ObservedState" (
    "deploymentId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "generation" BIGINT NOT NULL,
    "planDigest" TEXT,
    "fence" BIGINT NOT NULL,
    "variants" JSONB NOT NULL,
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "counters" JSONB NOT NULL DEFAULT '{}',
    "dataThrough" TIMESTAMPTZ(6),
    "observedAt" TIMESTAMPTZ(6) NOT NULL,
    "changedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ObservedState_pkey" PRIMARY KEY ("deploymentId")
);

-- CreateTable
CREATE TABLE "Command" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "detail" TEXT,
    "fence" BIGINT NOT NULL,
    "generation" BIGINT NOT NULL,
    "fromPlanDigests" TEXT[],
    "planDigest" TEXT NOT NULL,
    "approvalDigest" TEXT,
    "envelope" BYTEA NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" UUID,
    "leaseEpoch" BIGINT,
    "leaseUntil" TIMESTAMPTZ(6),
    "phase" TEXT,
    "percent" INTEGER,
    "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
    "notBefore" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "startToCloseMs" INTEGER NOT NULL,
    "acceptedAt" TIMESTAMPTZ(6),
    "endedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommandEvent" (
    "commandId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "detail" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommandEvent_pkey" PRIMARY KEY ("commandId","n")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "agentId" UUID NOT NULL,
    "n" BIGINT NOT NULL,
    "commandId" UUID,
    "prevDigest" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "envelope" BYTEA NOT NULL,
    "receivedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("agentId","n")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "keyId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "validFrom" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "validTo" TIMESTAMPTZ(6),

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("keyId")
);

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "environmentId" UUID,
    "deploymentId" UUID,
    "subjects" JSONB NOT NULL DEFAULT '[]',
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "policy" TEXT NOT NULL DEFAULT 'single-approver',
    "expiresAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ChangeRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeRequestCycle" (
    "workspaceId" UUID NOT NULL,
    "changeRequestId" UUID NOT NULL,
    "cycle" INTEGER NOT NULL,
    "payload" BYTEA NOT NULL,
    "approvalDigest" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "diff" JSONB NOT NULL DEFAULT '[]',
    "submittedById" TEXT NOT NULL,
    "submittedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(6),
    "closedBecause" TEXT,

    CONSTRAINT "ChangeRequestCycle_pkey" PRIMARY KEY ("workspaceId","changeRequestId","cycle")
);

-- CreateTable
CREATE TABLE "Vote" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "changeRequestId" UUID NOT NULL,
    "cycle" INTEGER NOT NULL,
    "userId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "reason" TEXT,
    "rolesAtTime" TEXT[],
    "approvalDigest" TEXT NOT NULL,
    "signedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExecutionGrant" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "changeRequestId" UUID,
    "kind" TEXT NOT NULL,
    "approvalDigest" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "consumedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ExecutionGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "workspaceId" UUID,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "requestId" TEXT,
    "resources" TEXT[],
    "environment" TEXT,
    "body" BYTEA NOT NULL,
    "leafHash" BYTEA NOT NULL,
    "xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "workspaceId" UUID NOT NULL,
    "principalId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "inputDigest" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("workspaceId","principalId","key")
);

-- CreateTable
CREATE TABLE "RateCounter" (
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(6) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RateCounter_pkey" PRIMARY KEY ("key","windowStart")
);

-- CreateTable
CREATE TABLE "ProcessHeartbeat" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ProcessHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'standard',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "issuer" TEXT,
    "subject" TEXT,
    "securityVersion" INTEGER NOT NULL DEFAULT 1,
    "theme" TEXT NOT NULL DEFAULT 'system',
    "disabledAt" TIMESTAMPTZ(6),
    "emailVerified" TIMESTAMPTZ(6),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "absoluteExpiresAt" TIMESTAMPTZ(6) NOT NULL,
    "expires" TIMESTAMPTZ(6) NOT NULL,
    "userAgent" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "ipPrefix" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "workspaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "roles" TEXT[],
    "grantedById" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "publicId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "pepperVersion" INTEGER NOT NULL DEFAULT 1,
    "scopes" TEXT[],
    "deploymentIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "revokedAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiTokenUse" (
    "tokenId" UUID NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ApiTokenUse_pkey" PRIMARY KEY ("tokenId")
);

-- CreateTable
CREATE TABLE "Environment" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "policy" TEXT NOT NULL DEFAULT 'solo',
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CapturePolicy" (
    "deploymentId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'rows',
    "payloadSampleBps" INTEGER NOT NULL DEFAULT 10000,
    "labelMode" TEXT NOT NULL DEFAULT 'explicit',
    "expectedLabelRate" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CapturePolicy_pkey" PRIMARY KEY ("deploymentId")
);

-- CreateTable
CREATE TABLE "Reference" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "histograms" JSONB NOT NULL,
    "sourceName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplayControl" (
    "deploymentId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "running" BOOLEAN NOT NULL DEFAULT true,
    "ratePerSecond" DOUBLE PRECISION NOT NULL DEFAULT 20,
    "position" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT '',
    "reportedAt" TIMESTAMPTZ(6),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReplayControl_pkey" PRIMARY KEY ("deploymentId")
);

-- CreateTable
CREATE TABLE "Model" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "card" TEXT NOT NULL DEFAULT '',
    "importance" TEXT NOT NULL DEFAULT 'medium',
    "nextVersion" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelTag" (
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "ModelTag_pkey" PRIMARY KEY ("workspaceId","modelId","key")
);

-- CreateTable
CREATE TABLE "ModelVersion" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "verdict" TEXT,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "format" TEXT,
    "task" TEXT,
    "manifestDigest" TEXT,
    "sizeBytes" BIGINT NOT NULL DEFAULT 0,
    "signature" JSONB,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "params" JSONB NOT NULL DEFAULT '{}',
    "description" TEXT NOT NULL DEFAULT '',
    "card" TEXT NOT NULL DEFAULT '',
    "sourceRunId" TEXT,
    "sourceCommit" TEXT,
    "trainingDigest" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMPTZ(6),

    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VersionFile" (
    "workspaceId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,

    CONSTRAINT "VersionFile_pkey" PRIMARY KEY ("workspaceId","versionId","path")
);

-- CreateTable
CREATE TABLE "VersionTag" (
    "workspaceId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "VersionTag_pkey" PRIMARY KEY ("workspaceId","versionId","key")
);

-- CreateTable
CREATE TABLE "ModelAlias" (
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModelAlias_pkey" PRIMARY KEY ("workspaceId","modelId","name")
);

-- CreateTable
CREATE TABLE "AliasMove" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fromNumber" INTEGER,
    "toNumber" INTEGER,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AliasMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Blob" (
    "sha256" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Blob_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "Rollout" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "deploymentId" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "specDigest" TEXT NOT NULL,
    "fromPlanDigest" TEXT,
    "status" TEXT NOT NULL,
    "stepIndex" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "holdReason" TEXT,
    "resumeStatus" TEXT,
    "stepEnteredAt" TIMESTAMPTZ(6),
    "statusEnteredAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deadlineAt" TIMESTAMPTZ(6),
    "commandId" UUID,
    "generation" BIGINT,
    "changeRequestId" UUID,
    "trafficMoved" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(6),
    "endReason" TEXT,

    CONSTRAINT "Rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RolloutProgress" (
    "rolloutId" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "observedDwellMs" BIGINT NOT NULL DEFAULT 0,
    "dwellMarkedAt" TIMESTAMPTZ(6),
    "decision" JSONB,
    "gates" JSONB NOT NULL DEFAULT '[]',
    "lookedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RolloutProgress_pkey" PRIMARY KEY ("rolloutId")
);

-- CreateTable
CREATE TABLE "RolloutEvent" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "rolloutId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "fromStatus" TEXT,
    "toStatus" TEXT NOT NULL,
    "stepIndex" INTEGER NOT NULL,
    "reason" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "actorName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RolloutEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateEvaluation" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "rolloutId" UUID NOT NULL,
    "stepIndex" INTEGER NOT NULL,
    "gate" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GateEvaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GoodVersion" (
    "workspaceId" UUID NOT NULL,
    "deploymentId" UUID NOT NULL,
    "variantId" UUID NOT NULL,
    "planDigest" TEXT NOT NULL,
    "becameAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leftAt" TIMESTAMPTZ(6),
    "markedBadAt" TIMESTAMPTZ(6),
    "markedBadReason" TEXT,

    CONSTRAINT "GoodVersion_pkey" PRIMARY KEY ("deploymentId","variantId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Agent_workspaceId_id_key" ON "Agent"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Agent_workspaceId_name_key" ON "Agent"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "AgentKey_agentId_idx" ON "AgentKey"("agentId");

-- CreateIndex
CREATE UNIQUE INDEX "EnrollmentToken_publicId_key" ON "EnrollmentToken"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "EnrollmentToken_workspaceId_id_key" ON "EnrollmentToken"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Target_workspaceId_id_key" ON "Target"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Target_workspaceId_agentId_runtime_location_key" ON "Target"("workspaceId", "agentId", "runtime", "location");

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_workspaceId_id_key" ON "Deployment"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_workspaceId_environmentId_name_key" ON "Deployment"("workspaceId", "environmentId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_workspaceId_id_key" ON "Variant"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_deploymentId_versionId_configDigest_key" ON "Variant"("deploymentId", "versionId", "configDigest");

-- CreateIndex
CREATE INDEX "Command_agentId_state_idx" ON "Command"("agentId", "state");

-- CreateIndex
CREATE INDEX "Command_workspaceId_deploymentId_createdAt_idx" ON "Command"("workspaceId", "deploymentId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Command_deploymentId_fence_key" ON "Command"("deploymentId", "fence");

-- CreateIndex
CREATE UNIQUE INDEX "Command_workspaceId_idempotencyKey_key" ON "Command"("workspaceId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "ChangeRequest_workspaceId_state_createdAt_id_idx" ON "ChangeRequest"("workspaceId", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeRequest_workspaceId_id_key" ON "ChangeRequest"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ChangeRequest_workspaceId_number_key" ON "ChangeRequest"("workspaceId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Vote_workspaceId_changeRequestId_cycle_userId_key" ON "Vote"("workspaceId", "changeRequestId", "cycle", "userId");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_at_id_idx" ON "AuditEvent"("workspaceId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_type_at_idx" ON "AuditEvent"("workspaceId", "type", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_actorId_at_idx" ON "AuditEvent"("workspaceId", "actorId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_xid_idx" ON "AuditEvent"("xid");

-- CreateIndex
CREATE INDEX "AuditEvent_resources_idx" ON "AuditEvent" USING GIN ("resources");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE INDEX "RateCounter_windowStart_idx" ON "RateCounter"("windowStart");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_slug_key" ON "Workspace"("slug");

-- CreateIndex
CREATE INDEX "User_email_idx" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_issuer_subject_key" ON "User"("issuer", "subject");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "SignInFailure_account_at_idx" ON "SignInFailure"("account", "at");

-- CreateIndex
CREATE INDEX "SignInFailure_ipPrefix_at_idx" ON "SignInFailure"("ipPrefix", "at");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_publicId_key" ON "ApiToken"("publicId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_workspaceId_id_key" ON "ApiToken"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_workspaceId_id_key" ON "Environment"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_workspaceId_name_key" ON "Environment"("workspaceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Reference_workspaceId_versionId_key" ON "Reference"("workspaceId", "versionId");

-- CreateIndex
CREATE INDEX "Model_workspaceId_updatedAt_id_idx" ON "Model"("workspaceId", "updatedAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Model_workspaceId_id_key" ON "Model"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Model_workspaceId_name_key" ON "Model"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "ModelTag_workspaceId_key_value_idx" ON "ModelTag"("workspaceId", "key", "value");

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_manifestDigest_idx" ON "ModelVersion"("workspaceId", "manifestDigest");

-- CreateIndex
CREATE INDEX "ModelVersion_workspaceId_createdAt_id_idx" ON "ModelVersion"("workspaceId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_workspaceId_id_key" ON "ModelVersion"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ModelVersion_workspaceId_modelId_number_key" ON "ModelVersion"("workspaceId", "modelId", "number");

-- CreateIndex
CREATE INDEX "VersionFile_sha256_idx" ON "VersionFile"("sha256");

-- CreateIndex
CREATE INDEX "VersionTag_workspaceId_key_value_idx" ON "VersionTag"("workspaceId", "key", "value");

-- CreateIndex
CREATE INDEX "AliasMove_workspaceId_modelId_at_id_idx" ON "AliasMove"("workspaceId", "modelId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "Rollout_workspaceId_deploymentId_createdAt_id_idx" ON "Rollout"("workspaceId", "deploymentId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Rollout_workspaceId_id_key" ON "Rollout"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Rollout_workspaceId_number_key" ON "Rollout"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "RolloutEvent_workspaceId_rolloutId_idx" ON "RolloutEvent"("workspaceId", "rolloutId");

-- CreateIndex
CREATE UNIQUE INDEX "RolloutEvent_rolloutId_n_key" ON "RolloutEvent"("rolloutId", "n");

-- CreateIndex
CREATE INDEX "GateEvaluation_workspaceId_rolloutId_at_idx" ON "GateEvaluation"("workspaceId", "rolloutId", "at" DESC);

-- AddForeignKey
ALTER TABLE "ModelTag" ADD CONSTRAINT "ModelTag_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "Model"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "Model"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionFile" ADD CONSTRAINT "VersionFile_workspaceId_versionId_fkey" FOREIGN KEY ("workspaceId", "versionId") REFERENCES "ModelVersion"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionTag" ADD CONSTRAINT "VersionTag_workspaceId_versionId_fkey" FOREIGN KEY ("workspaceId", "versionId") REFERENCES "ModelVersion"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelAlias" ADD CONSTRAINT "ModelAlias_workspaceId_modelId_fkey" FOREIGN KEY ("workspaceId", "modelId") REFERENCES "Model"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
