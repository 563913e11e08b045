FROM alpine:3.20.3@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
RUN apk add --no-cache tini=0.19.0-r3 \
 && apk add --no-cache --virtual .build gcc musl-dev \
 && make -C /src install \
 && apk del .build
USER 1000:1000
HEALTHCHECK CMD ["true"]
ENTRYPOINT ["/sbin/tini", "--", "app"]
