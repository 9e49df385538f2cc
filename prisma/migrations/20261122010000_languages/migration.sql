-- What stands in a workspace's channels is said in its language; what one person sees in theirs.
CREATE TYPE "language" AS ENUM ('en', 'fi');
ALTER TABLE "workspace" ADD COLUMN "language" "language" NOT NULL DEFAULT 'en';
