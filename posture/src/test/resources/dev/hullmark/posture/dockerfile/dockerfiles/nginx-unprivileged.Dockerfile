FROM nginxinc/nginx-unprivileged:1.27-alpine@sha256:8e0d2b9e0d6bd8f6e9a5f67a0c4b2c0a5a2e3a0b2b2b6d6e5f4d3c2b1a0f9e8d
COPY --chown=101:101 site/ /usr/share/nginx/html/
EXPOSE 8080
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
