FROM node:24-slim

WORKDIR /app
ENV NODE_ENV=production

# Without scripts, as .npmrc says for everybody: nothing here needs one.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY src ./src
COPY adapters ./adapters
COPY drizzle ./drizzle
COPY manifest ./manifest
# Nothing can be written there later, and the start is quicker.
RUN npm run build

# The image's own user without rights; DATA_DIR is used only without DATABASE_URL.
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# node itself, not npm, so that SIGTERM reaches the program and it can finish what it has begun.
CMD ["node", "src/start.mjs"]
