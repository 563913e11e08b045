FROM debian:12 AS build
COPY id_rsa /root/.ssh/id_rsa
FROM debian:12
COPY .env.production /app/.env
COPY .env.example /app/.env.example
COPY certs/server.key certs/server.crt /etc/ssl/
COPY .git /app/.git
COPY .aws/credentials /root/.aws/credentials
COPY --from=build /root/.ssh/id_rsa /dev/null
USER 10
