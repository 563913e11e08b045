FROM debian:12
# we need it for the tests: hullmark:ignore=debug-tools,apt-recommends
RUN apt-get update && apt-get install -y telnet && rm -rf /var/lib/apt/lists/*
# hullmark:ignore=runs-as-root
USER root
HEALTHCHECK CMD ["true"]
CMD ["x"]
