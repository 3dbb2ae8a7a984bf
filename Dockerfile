# docker build -t micro-scrape .
# docker run --init -p 127.0.0.1:9464:9464 -e DATABASE_URL=postgres://... -e SERVICE_KEY=... -v micro-scrape:/app/.data micro-scrape
# Without DATABASE_URL it brings a PostgreSQL of its own, kept in the volume.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY stubs ./stubs
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
# Loopback inside a container is reached by nobody; what the host publishes is decided by docker run -p.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=9464
# The only folder that is written to: stored pages, photographs and the embedded database.
RUN mkdir .data && chown node:node .data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY sql ./sql
COPY src ./src
USER node
VOLUME /app/.data
EXPOSE 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`, { signal: AbortSignal.timeout(4000) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The daemon itself, not npm or a shell in front of it, so that it gets the signal. TypeScript runs as it is.
CMD ["node", "src/main.ts", "start"]
