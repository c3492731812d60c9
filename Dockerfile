# The image of one instance. Settings come from outside; see compose.yaml.
FROM node:22-bookworm-slim AS built
WORKDIR /srv/sandtable
COPY . .
# Installs what runs, corrects the database driver and builds the pages, as `npm start` does.
RUN node server/ops/launch/image.mjs

FROM node:22-bookworm-slim
WORKDIR /srv/sandtable
COPY --from=built --chown=node:node /srv/sandtable ./
USER node
ENV NODE_ENV=production
EXPOSE 3000
CMD ["node", "--max-semi-space-size=32", "--conditions=react-server", "--import", "tsx", "server/front-door/main.ts"]
