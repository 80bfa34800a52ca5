-- AlterTable
ALTER TABLE "TrackingRun" ADD COLUMN     "client" TEXT;
