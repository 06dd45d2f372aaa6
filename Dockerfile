# One image for every role; the role is the command: gateway, worker, web, scheduler or serve.
# Type stripping refuses files under node_modules, so the product runs from its own folder.
FROM node:24-bookworm-slim
WORKDIR /opt/reticent
COPY package.json package-lock.json .npmrc ./
# Links of the embedded PostgreSQL and native add-ons are not needed: the databases are other containers.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
# Sweeps of folders ask `getfacl` who may read a file, and put back what `setfacl` knows.
RUN apt-get update && apt-get install -y --no-install-recommends acl && rm -rf /var/lib/apt/lists/*
COPY classifiers ./classifiers
COPY src ./src
COPY workers ./workers
# What children run, stripped ahead of them: the user below may not write it.
RUN node src/extract/stripped.ts
RUN mkdir -p /var/lib/reticent && chown node:node /var/lib/reticent
USER node
ENV NODE_ENV=production RETICENT_DATA_DIR=/var/lib/reticent MALLOC_ARENA_MAX=1
VOLUME /var/lib/reticent
ENTRYPOINT ["node", "--max-semi-space-size=8", "/opt/reticent/src/cli/start.js"]
CMD ["serve"]
