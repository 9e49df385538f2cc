-- Whether a reason says nothing ("other"), as people say; null: its name tells.
ALTER TABLE "reason" ADD COLUMN "vague" BOOLEAN;
