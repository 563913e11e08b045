FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends cron openssh-client && rm -rf /var/lib/apt/lists/*
USER 10
