# Earshot for production: the built product with its runtime packages, as an ordinary user.
FROM node:24-bookworm-slim AS build
WORKDIR /earshot
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /earshot
COPY package.json package-lock.json .npmrc ./
# Without the embedded PostgreSQL and the local Slack: here both are real.
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /earshot
COPY --from=build /earshot/package.json ./
COPY --from=packages /earshot/node_modules ./node_modules
COPY --from=build /earshot/dist ./dist
COPY --from=build /earshot/prisma/migrations ./prisma/migrations
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that SIGTERM reaches it.
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["start"]
