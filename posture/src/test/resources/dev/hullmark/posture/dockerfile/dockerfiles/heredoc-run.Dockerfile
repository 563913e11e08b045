# syntax=docker/dockerfile:1
FROM debian:12-slim
RUN <<EOF
apt-get update
apt-get install -y curl
curl -fsSL https://get.example.com/install | sh
EOF
COPY <<'CONF' /etc/app.conf
USER is no instruction here
curl -k https://not.run.example.com
CONF
USER 1000
CMD ["app"]
