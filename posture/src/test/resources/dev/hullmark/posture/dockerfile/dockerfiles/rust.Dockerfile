FROM rust:1.82-slim-bookworm AS build
RUN apt-get update && apt-get install -y pkg-config libssl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libssl3 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=0:0 --chmod=0755 /src/target/release/app /usr/local/bin/app
USER nobody
CMD ["app"]
