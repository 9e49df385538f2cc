import { defineConfig } from "prisma/config";

// `earshot migrate` applies the migrations; this is for `prisma generate` and for `prisma migrate` where its engine can run.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
