FROM debian:12.8-slim@sha256:d365f4920711a9074c4bcd178e8f457ee59250426441ab2a5f8106ed8fe948eb
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      # what the program needs
      ca-certificates=20230311 \
      libpq5 \
 && rm -rf /var/lib/apt/lists/*
COPY app /usr/local/bin/app
USER 65532
HEALTHCHECK CMD ["/usr/local/bin/app", "--check"]
ENTRYPOINT ["/usr/local/bin/app"]
