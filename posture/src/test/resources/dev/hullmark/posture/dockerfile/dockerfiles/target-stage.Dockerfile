FROM node:22.1 AS base
WORKDIR /app
USER node

FROM base AS test
USER root
RUN npm ci
CMD ["npm", "test"]

FROM base AS production
COPY --from=test /app/dist dist
CMD ["node", "dist/main.js"]
