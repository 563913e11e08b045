FROM debian:12
RUN set -eux; for p in a b; do DEBIAN_FRONTEND=noninteractive apt-get install -qq "$p"; done
RUN if ! command -v curl; then apt-get -qq update && apt-get -y install curl; fi
RUN sh -c 'apt-get update && apt-get install -y curl'
RUN ["/bin/sh", "-c", "curl -k https://a.example.com"]
RUN yes | apt-get install curl --no-install-recommends
USER 10
